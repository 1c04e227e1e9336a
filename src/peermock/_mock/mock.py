"""The mock object that a test holds: AWS VPC peering inside the test process."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal, Self, TypeVar, overload

from peermock._gateway import Call, CallLog, present
from peermock._mock.account import Account, Denial
from peermock._mock.clock import read_delta
from peermock._mock.decoration import decorate
from peermock._mock.lifecycle import Lifecycle, check_restored
from peermock._mock.snapshot import Snapshot
from peermock._mock.statuses import LastingStatus
from peermock._settings import Settings, check_account_id
from peermock.exceptions import NetworkNotRestoredError

if TYPE_CHECKING:
    from botocore.config import Config
    from mypy_boto3_ec2 import EC2Client
    from mypy_boto3_sts import STSClient

    from peermock._domain.reachability.trace import Reachability
    from peermock._mock.resources import Vpc, VpcPeeringConnection
    from peermock._report.diagram import Diagram
    from peermock._transport.server.endpoint import Endpoint

T = TypeVar("T")


class PeeringMock:
    """A mock of AWS VPC peering for every botocore client in the process.

    Create one with `mock_peering`, and use it as a context manager, as a decorator, or with `start`
    and `stop`. While it is active, credentials and a Region are set in the environment, calls to
    EC2 and STS are answered, and no botocore request leaves the machine. A mock started inside
    another one joins its world, but keeps its own default account and Region.
    """

    def __init__(self, settings: Settings, as_kwarg: str | None = None) -> None:
        self._lifecycle = Lifecycle(settings)
        self._as_kwarg = as_kwarg

    def __repr__(self) -> str:
        state = "active" if self._lifecycle.is_active else "not active"
        return f"<{type(self).__name__} {self.account_id} {self.region_name}, {state}>"

    @property
    def account_id(self) -> str:
        """The account of clients whose access keys do not encode one."""
        return self._lifecycle.settings.account_id

    @property
    def region_name(self) -> str:
        """The Region of clients without one."""
        return self._lifecycle.settings.region_name

    def start(self) -> Self:
        """Start answering calls, and return the mock.

        Raises:
            MockStateError: The mock is already active.
            PeermockError: The installed botocore lacks a function that the network guard patches.
        """
        self._lifecycle.start()
        return self

    def stop(self) -> None:
        """Stop answering, and restore the environment and the clock.

        Raises:
            MockStateError: The mock is not active, or a mock started later still is.
            UnusedFaultError: No call met a requested fault.
            SwallowedRefusalError: The code under test caught a refusal and carried on.
        """
        self._lifecycle.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._lifecycle.stop()
        else:
            self._lifecycle.shut()

    async def __aenter__(self) -> Self:
        return self.start()

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.__exit__(kind)

    def __call__(self, target: T) -> T:
        """Decorate a function, method or test class so that it runs inside a mock like this one.

        Each call of a function gets a mock of its own. A test class gets one mock, which is rewound
        after each test to where `setUpClass` or `setup_class` left it. A function or test with an
        argument annotated `PeeringMock`, other than `peering`, receives the mock in it.

        Raises:
            TypeError: The target cannot be decorated.
        """
        return decorate(target, lambda: type(self)(self._lifecycle.settings), self._as_kwarg)

    @contextmanager
    def rewinding(self) -> Iterator[Self]:
        """Return a context that restores the mock's state at its end.

        The state includes the world, the recorded calls, the current time and the faults that are
        still waiting for calls.

        Raises:
            MockStateError: The mock is not active.
            UnusedFaultError: No call met a fault requested in the block.
            SwallowedRefusalError: The code under test caught a refusal and carried on.

        Example:
            >>> from peermock import mock_peering
            >>> with mock_peering() as aws:
            ...     ec2 = aws.account("123456789012").client("ec2")
            ...     with aws.rewinding():
            ...         vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")
            ...     [vpc["CidrBlock"] for vpc in ec2.describe_vpcs()["Vpcs"]]
            ['172.31.0.0/16']
        """
        with self._lifecycle.rewind():
            yield self

    def account(self, account_id: str) -> Account:
        """Return a handle to an account. Accounts are created on first use.

        Args:
            account_id: The account ID, twelve digits.

        Raises:
            ValueError: The account ID is not twelve digits.
            MockStateError: The mock is not active.
        """
        return Account(self._lifecycle.gateway, check_account_id(account_id), self.region_name)

    def vpc(
        self,
        cidr_block: str,
        region_name: str | None = None,
        *,
        tags: Mapping[str, str] | None = None,
    ) -> "Vpc":
        """Create a VPC in the mock's own account and return a handle to it.

        Use it to arrange a test; for another account see `Account.vpc`.

        Args:
            cidr_block: The VPC's primary CIDR block, such as `10.0.0.0/16`.
            region_name: The VPC's Region. Defaults to the mock's.
            tags: The VPC's tags. Reserved keys such as `aws:cloudformation:stack-name` are allowed.

        Raises:
            ValueError: AWS would reject the request.
        """
        return self.account(self.account_id).vpc(cidr_block, region_name, tags=tags)

    def peer(
        self,
        requester: "Vpc | str",
        accepter: "Vpc | str",
        status: LastingStatus = "active",
        *,
        routes: bool = False,
    ) -> "VpcPeeringConnection":
        """Create a connection between two VPCs, in any lasting status.

        Use it to arrange a test.

        Args:
            requester: The requester VPC, or its ID.
            accepter: The accepter VPC, or its ID.
            status: The connection's status: `pending-acceptance`, `active`, `rejected`,
                `deleted`, `expired` or `failed`.
            routes: Whether to add routes to the other VPC to every route table of both VPCs.

        Raises:
            ValueError: The status does not exist, or is impossible for these VPCs.
            LookupError: There is no VPC with this ID.
            MockStateError: The mock is not active.

        Example:
            >>> from peermock import mock_peering
            >>> with mock_peering() as aws:
            ...     ours = aws.vpc("10.0.0.0/16")
            ...     theirs = aws.account("222222222222").vpc("10.1.0.0/16", "eu-west-1")
            ...     aws.peer(ours, theirs, status="expired").status
            'expired'
        """
        from peermock._mock import arrangement, handles  # noqa: PLC0415  # imported on first use

        gateway = self._lifecycle.gateway
        ours, theirs = (
            handles.find_vpc(gateway, each) if isinstance(each, str) else each
            for each in (requester, accepter)
        )
        return arrangement.arrange_peering(gateway, ours, theirs, status, routes=routes)

    @property
    def connections(self) -> "list[VpcPeeringConnection]":
        """All connections ever created, in order. Reading them records no call."""
        from peermock._mock import handles  # noqa: PLC0415  # imported on first use

        return handles.all_connections(self._lifecycle.record)

    def connection(self, connection_id: str) -> "VpcPeeringConnection":
        """Return a handle to a connection, such as one that the code under test created.

        Raises:
            LookupError: There is no resource with this ID.
            MockStateError: The mock has never been active.

        Example:
            >>> from peermock import mock_peering
            >>> with mock_peering() as aws:
            ...     made = aws.peer(aws.vpc("10.0.0.0/16"), aws.vpc("10.1.0.0/16"))
            ...     aws.connection(made.id).status
            'active'
        """
        from peermock._mock import handles  # noqa: PLC0415  # imported on first use

        return handles.find_connection(self._lifecycle.record, connection_id)

    def find_vpc(self, vpc_id: str) -> "Vpc":
        """Return a handle to a VPC of any account and Region.

        Raises:
            LookupError: There is no resource with this ID.
            MockStateError: The mock has never been active.
        """
        from peermock._mock import handles  # noqa: PLC0415  # imported on first use

        return handles.find_vpc(self._lifecycle.record, vpc_id)

    def unchanged(self) -> AbstractContextManager[None]:
        """Return a context that fails if anything has changed at its end.

        Use it to check that a second run of your code is idempotent.

        Raises:
            AssertionError: Something changed; the message lists new, missing and changed resources.

        Example:
            >>> from peermock import mock_peering
            >>> with mock_peering() as aws:
            ...     with aws.unchanged():
            ...         _ = aws.account("123456789012").client("ec2").describe_vpcs()
        """
        from peermock._mock import changes  # noqa: PLC0415  # imported on first use

        return changes.unchanged(self._lifecycle.gateway, but_ended=False)

    def cleaned_up(self) -> AbstractContextManager[None]:
        """Return a context that fails if anything created in it remains at its end.

        Use it to test a teardown. Connections that have ended, which AWS shows for a while, do not
        count.

        Raises:
            AssertionError: Something remains, is missing or changed; the message lists it.
        """
        from peermock._mock import changes  # noqa: PLC0415  # imported on first use

        return changes.unchanged(self._lifecycle.gateway, but_ended=True)

    @overload
    def client(
        self,
        service_name: Literal["ec2"],
        region_name: str | None = ...,
        *,
        endpoint_url: str | None = ...,
        config: "Config | None" = ...,
    ) -> "EC2Client": ...

    @overload
    def client(
        self,
        service_name: Literal["sts"],
        region_name: str | None = ...,
        *,
        endpoint_url: str | None = ...,
        config: "Config | None" = ...,
    ) -> "STSClient": ...

    @overload
    def client(
        self,
        service_name: str,
        region_name: str | None = ...,
        *,
        endpoint_url: str | None = ...,
        config: "Config | None" = ...,
    ) -> Any: ...  # noqa: ANN401  # as boto3.client: its methods depend on the service

    def client(
        self,
        service_name: str,
        region_name: str | None = None,
        *,
        endpoint_url: str | None = None,
        config: "Config | None" = None,
    ) -> Any:  # as boto3.client: its methods depend on the service
        """Return a botocore client of the mock's own account; see `Account.client`."""
        own = self.account(self.account_id)
        return own.client(service_name, region_name, endpoint_url=endpoint_url, config=config)

    def deny(self, *operations: str) -> Denial:
        """Deny the mock's own account permission to call operations; see `Account.deny`."""
        return self.account(self.account_id).deny(*operations)

    def allow(self, *operations: str) -> None:
        """Restore permissions of the mock's own account; see `Account.allow`."""
        self.account(self.account_id).allow(*operations)

    @property
    def calls(self) -> CallLog:
        """The calls so far, in order, including failed ones. They remain after the mock ends."""
        return self._lifecycle.record.calls

    def assert_called(
        self, operation_name: str, /, times: int | None = None, **params: object
    ) -> None:
        """Fail unless an operation was called with at least these parameters.

        Args:
            operation_name: The operation, such as `AcceptVpcPeeringConnection`.
            times: The exact number of calls. Without it, one or more calls pass.
            **params: Parameters as AWS spells them. `account_id` and `region_name` match the
                caller's.

        Raises:
            AssertionError: It was not called like this; the message shows the closest calls.
            ValueError: The operation or a parameter does not exist.
        """
        __tracebackhide__ = True
        from peermock._mock import assertions  # noqa: PLC0415  # imported on first use

        assertions.assert_called(self.calls, operation_name, times, params)

    def assert_not_called(self, operation_name: str, /, **params: object) -> None:
        """Fail if an operation was called with at least these parameters.

        Args:
            operation_name: The operation, such as `DeleteVpcPeeringConnection`.
            **params: Parameters as AWS spells them. `account_id` and `region_name` match the
                caller's.

        Raises:
            AssertionError: It was called.
            ValueError: The operation or a parameter does not exist.
        """
        __tracebackhide__ = True
        from peermock._mock import assertions  # noqa: PLC0415  # imported on first use

        assertions.assert_not_called(self.calls, operation_name, params)

    def fail(  # noqa: PLR0913  # keyword-only properties of the fault
        self,
        operation_name: str,
        *,
        code: str | None = None,
        message: str | None = None,
        status: int | None = None,
        exception: Exception | None = None,
        times: int = 1,
        after: int = 0,
        account_id: str | None = None,
        region_name: str | None = None,
        **params: object,
    ) -> None:
        """Make the next calls of an operation fail.

        Botocore retries as it would against AWS, but without waiting. If no call meets the fault,
        stopping the mock raises `UnusedFaultError`.

        Args:
            operation_name: The operation, such as `AcceptVpcPeeringConnection`, or `RunInstances`,
                which peermock does not support.
            code: An AWS error code, such as `RequestLimitExceeded`.
            message: The error message. Defaults to AWS's own for codes that peermock knows.
            status: The HTTP status. Defaults to AWS's own for known codes, else 400.
            exception: Instead of a code, an exception to raise when the request is sent, such as
                `botocore.exceptions.ConnectTimeoutError(endpoint_url="https://...")`.
            times: The number of calls that fail.
            after: The number of matching calls that succeed first.
            account_id: Only fail calls made by this account.
            region_name: Only fail calls made in this Region.
            **params: Only fail calls with these parameters, as AWS spells them.

        Raises:
            ValueError: The code is unknown and has no message, both or neither of code and
                exception are given, or the operation, account or Region does not exist.
            TypeError: A value has the wrong type.
            MockStateError: The mock is not active.

        Example:
            >>> from peermock import mock_peering
            >>> with mock_peering() as aws:
            ...     aws.fail("DescribeVpcs", code="RequestLimitExceeded", times=2)
            ...     ec2 = aws.account("123456789012").client("ec2")
            ...     ec2.describe_vpcs()["ResponseMetadata"]["RetryAttempts"]
            2
        """
        from peermock._mock.faults import describe_fault  # noqa: PLC0415  # imported on first use

        self._lifecycle.gateway.faults.add(
            describe_fault(
                operation_name,
                code=code,
                message=message,
                status=status,
                exception=exception,
                times=times,
                after=after,
                account_id=account_id,
                region_name=region_name,
                params=params,
            )
        )

    def answer(
        self,
        operation_name: str,
        answer: Mapping[str, object] | Callable[[Call], Mapping[str, object]],
        /,
        *,
        times: int | None = None,
    ) -> None:
        """Respond to calls of an operation, of any service, with a response of your own.

        The response takes precedence over peermock and any other mock, and is validated against
        botocore's model. The calls are recorded. If no call receives the response, stopping the
        mock raises `UnusedFaultError`.

        Args:
            operation_name: The operation, such as `RunInstances`. For services other than EC2 and
                STS include the client name, such as `ssm:GetParameter`.
            answer: The response without its metadata, of which every call gets a copy; or a
                function that receives the call and returns the response, or raises the exception
                that the client should raise.
            times: The number of calls to respond to. Without it, all calls.

        Raises:
            ValueError: The operation does not exist, or cannot return this response.
            TypeError: The answer is neither a mapping nor a callable.
            MockStateError: The mock is not active.

        Example:
            >>> from peermock import mock_peering
            >>> with mock_peering() as aws:
            ...     ssm = aws.account("123456789012").client("ssm")
            ...     aws.answer("ssm:GetParameter", {"Parameter": {"Value": "vpc-1a2b3c4d"}})
            ...     ssm.get_parameter(Name="hub")["Parameter"]["Value"]
            'vpc-1a2b3c4d'
        """
        from peermock._mock.stubs import describe_answer  # noqa: PLC0415  # imported on first use

        self._lifecycle.gateway.stubs.add(describe_answer(operation_name, answer, times))

    def shift(self, delta: timedelta | None = None, /, **units: float) -> None:
        """Move the current time, for as long as the mock is active.

        A clock that freezegun has frozen, or time-machine has set, is moved and stays frozen;
        otherwise time ticks on from the new time. Timers such as `time.monotonic` do not move. When
        the mock ends, the time is moved back.

        Args:
            delta: The distance to move; negative to move back.
            **units: The distance as keyword arguments of `datetime.timedelta`, such as `days=8`.

        Raises:
            TypeError: Both or neither of delta and units are given, or one has the wrong type.
            ValueError: The new time is out of range for a datetime.
            MockStateError: The mock is not active.
        """
        self._lifecycle.shift(read_delta(delta, units))

    def serve(self, *, host: str = "127.0.0.1", port: int = 0) -> "Endpoint":
        """Serve the mock on a local port, for clients in other processes.

        This needs the extra `server`. The endpoint stops at the end of its `with` block, or with
        the mock.

        Args:
            host: The address to listen on. Any address but loopback is open to other machines.
            port: The port. By default, any free one.

        Raises:
            MockStateError: The mock is not active, or its network is moto's.
            OSError: The address or the port is not available.
            PeermockError: The extra is not installed.

        Example:
            >>> from peermock import mock_peering
            >>> with mock_peering() as aws, aws.serve() as endpoint:
            ...     endpoint.environment("222222222222")["AWS_ENDPOINT_URL"] == endpoint.url
            True
        """
        from peermock._mock.serving import serve  # noqa: PLC0415  # needs an extra

        return serve(self._lifecycle, host, port)

    def snapshot(self) -> Snapshot:
        """Return a snapshot of the current world, for `restore`.

        Raises:
            MockStateError: The mock is not active.
        """
        with self._lifecycle.gateway.locked() as world:
            return Snapshot(world.snapshot())

    def restore(self, snapshot: Snapshot) -> None:
        """Restore the world to a snapshot. A snapshot can be restored any number of times.

        Raises:
            TypeError: The argument is not a snapshot.
            MockStateError: The mock is not active.
            NetworkNotRestoredError: The network is moto's and has changed.
        """
        if not isinstance(snapshot, Snapshot):
            raise TypeError(f"restore({snapshot!r}): expected a snapshot returned by snapshot()")
        before = snapshot._world  # noqa: SLF001  # ours
        with self._lifecycle.gateway.locked() as world:
            world.restore(before)
            check_restored(before)

    def to_dict(self) -> dict[str, object]:
        """Return the world as plain JSON: the resources by account and Region, as AWS shows them.

        The result is the same in every run, so that snapshot-testing libraries can compare it.
        Times are left out.

        Raises:
            MockStateError: The mock is not active.
        """
        from peermock._report import dictionary  # noqa: PLC0415  # imported on first use

        with self._lifecycle.gateway.locked() as world:
            return dictionary.as_dict(world, present())

    def report(self, length: Literal["short", "full", "all"] = "full") -> str:
        """Return a report of errors with hints, calls and connections, in lines of 80 columns.

        After the mock has ended, the report describes the moment when it ended.

        Args:
            length: `short` for errors and a line per connection, `full`, or `all` to omit no call.

        Raises:
            MockStateError: The mock has never been active.
        """
        from peermock._report import text  # noqa: PLC0415  # imported on first use

        gateway = self._lifecycle.record
        with gateway.held() as world:
            at = gateway.ended_at or gateway.now()
            return text.as_report(world, gateway.calls, at, length=length)

    def diagram(self, *, defaults: bool = False) -> "Diagram":
        """Return the current accounts, VPCs, connections and routes as a Mermaid flowchart.

        Args:
            defaults: Whether to show unchanged default VPCs without connections.

        Raises:
            MockStateError: The mock is not active.
        """
        from peermock._report.diagram import draw  # noqa: PLC0415  # imported on first use

        with self._lifecycle.gateway.locked() as world:
            return draw(world, present(), defaults=defaults)

    def reachability(  # noqa: PLR0913  # keyword-only properties of the traffic
        self,
        a: "Vpc | str",
        b: "Vpc | str",
        *,
        port: int | None = None,
        protocol: str = "tcp",
        family: str = "ipv4",
        source_group: str | None = None,
        target_group: str | None = None,
    ) -> "Reachability":
        """Check whether one VPC or subnet reaches another and gets replies, and explain why.

        There must be an active connection between the two VPCs, and on both sides the longest
        matching routes must lead over it, for the whole of both ranges. For a VPC, this applies to
        all of its subnets. Security groups and network ACLs are checked only if you pass a port, or
        a protocol other than TCP.

        Args:
            a: The source: a VPC, or the ID of a VPC or subnet of any account.
            b: The destination, in the same form.
            port: The destination port; for ICMP, the message type.
            protocol: `tcp`, `udp`, `icmp`, `icmpv6` (for IPv6), or `-1` for all traffic.
            family: `ipv4` or `ipv6`.
            source_group: The security group of the source. Without it, any of the VPC's groups may
                allow the traffic.
            target_group: The security group of the destination. Without it, any may allow it.

        Raises:
            ValueError: A VPC, subnet or group does not exist, or a value is invalid.
            TypeError: A value has the wrong type.
            MockStateError: The mock is not active.

        Example:
            >>> from peermock import mock_peering
            >>> with mock_peering() as aws:
            ...     ours, theirs = aws.vpc("10.0.0.0/16"), aws.vpc("10.1.0.0/16")
            ...     bool(aws.reachability(ours, theirs))
            False
        """
        from peermock._mock.reachability import Query, ask  # noqa: PLC0415  # imported on first use

        query = Query(port, protocol, family, source_group, target_group)
        return ask(self._lifecycle.gateway, a, b, query)


@contextmanager
def open_for_test(settings: Settings) -> Iterator[PeeringMock]:
    """Run a block inside a mock, and undo its changes if it joined another mock's world.

    Changes to moto's network are moto's to keep or undo.
    """
    mock = PeeringMock(settings)
    lifecycle = mock._lifecycle  # noqa: SLF001  # not public
    with mock:
        if not lifecycle.has_joined:
            yield mock
            return
        with suppress(NetworkNotRestoredError), lifecycle.rewind():
            yield mock
