"""The object that a test holds: AWS's VPC peering, in this process."""

from collections.abc import Mapping
from datetime import timedelta

from peermock._mock import arrangement, assertions, clock, picture
from peermock._mock.account import Account, check_account_id
from peermock._mock.diagram import Diagram, draw
from peermock._mock.reachability import Inquiry
from peermock._mock.resources import Vpc, VpcPeeringConnection
from peermock.domain.world import World
from peermock.gateway import CallLog, Fault, present
from peermock.gateway.faults import error_for
from peermock.protocol.regions import is_region


class PeeringMock(Inquiry):
    """AWS's VPC peering, from `start` to `stop`, for every botocore client of the process.

    It is a context manager and a decorator. While it is active, credentials and a Region are in
    the environment, calls to EC2 and STS are answered, and no request of botocore leaves the
    machine. Started inside another mock it joins that one's world, with an account and a Region
    of its own. `mock_peering` makes one.
    """

    def account(self, account_id: str) -> Account:
        """Return a view of an account, which exists as soon as it is spoken of.

        Args:
            account_id: Twelve digits.

        Raises:
            ValueError: It is not twelve digits.
            MockStateError: The mock is not active.
        """
        return Account(self._world, check_account_id(account_id), self.region_name)

    def vpc(
        self,
        cidr_block: str,
        region_name: str | None = None,
        *,
        tags: Mapping[str, str] | None = None,
    ) -> Vpc:
        """Return a new VPC of the mock's own account, for the given part of a test.

        Args:
            cidr_block: Its range, a CIDR string.
            region_name: Its Region; without it, that of the mock.
            tags: Its tags.

        Raises:
            ValueError: AWS would refuse it.
        """
        return self.account(self.account_id).vpc(cidr_block, region_name, tags=tags)

    def peer(self, requester: Vpc, accepter: Vpc, status: str = "active") -> VpcPeeringConnection:
        """Return a new connection between two VPCs, for the given part of a test.

        Args:
            requester: The VPC that asks.
            accepter: The VPC that is asked.
            status: The status that it shall have: `pending-acceptance`, `active`, `rejected`,
                `deleted`, `expired` or `failed`.

        Raises:
            ValueError: There is no such status, or these VPCs cannot have it.

        Example:
            >>> from peermock import mock_peering
            >>> with mock_peering() as aws:
            ...     ours = aws.vpc("10.0.0.0/16")
            ...     theirs = aws.account("222222222222").vpc("10.1.0.0/16", "eu-west-1")
            ...     aws.peer(ours, theirs, status="expired").status
            'expired'
        """
        return arrangement.arrange_peering(self._world, requester, accepter, status)

    @property
    def calls(self) -> CallLog:
        """The calls so far, in order, refused ones included."""
        return self._running.calls

    def assert_called(
        self, operation_name: str, /, times: int | None = None, **params: object
    ) -> None:
        """Fail unless an operation was called with at least these parameters.

        Args:
            operation_name: The operation, such as `AcceptVpcPeeringConnection`.
            times: How often exactly; without it, at least once.
            **params: Parameters in AWS's spelling; `account_id` and `region_name` mean the
                caller's.

        Raises:
            AssertionError: It was not; the text shows the nearest calls.
            ValueError: There is no such operation, or it has no such parameter.
        """
        __tracebackhide__ = True
        assertions.assert_called(self.calls, operation_name, times, params)

    def assert_not_called(self, operation_name: str, /, **params: object) -> None:
        """Fail if an operation was called with at least these parameters.

        Args:
            operation_name: The operation, such as `DeleteVpcPeeringConnection`.
            **params: Parameters in AWS's spelling; `account_id` and `region_name` mean the
                caller's.

        Raises:
            AssertionError: It was.
            ValueError: There is no such operation, or it has no such parameter.
        """
        __tracebackhide__ = True
        assertions.assert_not_called(self.calls, operation_name, params)

    def fail(  # noqa: PLR0913  # each is a property of the fault, given by name
        self,
        operation_name: str,
        *,
        code: str | None = None,
        message: str | None = None,
        status: int | None = None,
        exception: Exception | None = None,
        times: int = 1,
        account_id: str | None = None,
        region_name: str | None = None,
    ) -> None:
        """Let the next calls of an operation fail.

        Botocore retries as it does against AWS, but does not wait for it. A fault that no call
        meets fails the test when the mock ends.

        Args:
            operation_name: The operation, such as `AcceptVpcPeeringConnection`.
            code: AWS's code, such as `RequestLimitExceeded`.
            message: The text; without it AWS's own, where the code is known.
            status: The HTTP status; without it AWS's own, or 400.
            exception: Instead of a code, what is raised where the request would be sent, such as
                `botocore.exceptions.ConnectTimeoutError(endpoint_url="https://...")`.
            times: How many calls fail.
            account_id: The caller that it is for; without it, all.
            region_name: The Region that it is for; without it, all.

        Raises:
            ValueError: The code is not known and has no message, code and exception are both
                given or neither, or there is no such operation, account or Region.
            MockStateError: The mock is not active.

        Example:
            >>> from peermock import mock_peering
            >>> with mock_peering() as aws:
            ...     aws.fail("DescribeVpcs", code="RequestLimitExceeded", times=2)
            ...     ec2 = aws.account("123456789012").client("ec2")
            ...     ec2.describe_vpcs()["ResponseMetadata"]["RetryAttempts"]
            2
        """
        assertions.check_operation(operation_name)
        if (code is None) == (exception is None):
            raise ValueError("fail(): give either code=... or exception=...")
        if times < 1:
            raise ValueError(f"fail(times={times!r}): expected one or more")
        if region_name is not None and not is_region(region_name):
            raise ValueError(f"fail(region_name={region_name!r}): AWS has no such Region")
        raised = exception
        fault = Fault(
            operation_name=operation_name,
            error=(lambda _: raised) if raised else error_for(code or "", message, status),
            label=code or repr(exception),
            account_id=account_id and check_account_id(account_id),
            region_name=region_name,
            left=times,
        )
        self._running.faults.add(fault)

    def shift(self, delta: timedelta | None = None, /, **units: float) -> None:
        """Move the present for the rest of the mock, for this process, with freezegun.

        A clock that freezegun has frozen is moved and stays frozen; otherwise time goes on from
        the new present. When the mock ends the present is moved back.

        Args:
            delta: How far.
            **units: The same in units of `datetime.timedelta`, such as `days=8`.

        Raises:
            TypeError: Both are given, or neither.
            MockStateError: The mock is not active.
        """
        if (delta is None) != bool(units):
            raise TypeError("shift(): give either a timedelta or units such as days=8")
        _ = self._running  # no clock is moved that no end would move back
        self._at_the_end(clock.move(timedelta(**units) if delta is None else delta))

    def snapshot(self) -> World:
        """Return the world as it is now, to come back to with `restore`.

        Raises:
            MockStateError: The mock is not active.
        """
        return self._world.snapshot()

    def restore(self, snapshot: World) -> None:
        """Put the world back to a snapshot, as often as wanted.

        Raises:
            MockStateError: The mock is not active.
        """
        self._world.restore(snapshot)

    def to_dict(self) -> dict[str, object]:
        """Return the world as plain JSON: by account and Region what is there, in AWS's words.

        It is the same from run to run, so that snapshot-testing libraries can compare it; times
        are left out.

        Raises:
            MockStateError: The mock is not active.
        """
        return picture.as_dict(self._world)

    def report(self) -> str:
        """Return the calls in order and the connections as they stand, as text of 80 columns.

        Raises:
            MockStateError: The mock is not active.
        """
        return picture.as_report(self._world, self.calls)

    def diagram(self, *, defaults: bool = False) -> Diagram:
        """Return the accounts, VPCs, connections and routes of now as a Mermaid flowchart.

        Args:
            defaults: Whether to show default VPCs that are as AWS made them and have no connection.

        Raises:
            MockStateError: The mock is not active.
        """
        return draw(self._world, present(), defaults=defaults)
