"""The object that a test holds: AWS's VPC peering, in this process, from start to stop."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self, TypeVar

from peermock import transport
from peermock._mock.account import SECRET, Account, check_account_id
from peermock._mock.decoration import decorate
from peermock._mock.environment import Environment
from peermock._mock.settings import Settings
from peermock.domain.identity import access_key_id
from peermock.domain.ids import IdSource
from peermock.domain.world import World
from peermock.exceptions import MockStateError
from peermock.gateway import Gateway
from peermock.protocol.regions import region_names
from peermock.transport.current import current

T = TypeVar("T")


class PeeringMock:
    """AWS's VPC peering, from `start` to `stop`, for every botocore client of the process.

    It is a context manager and a decorator. While it is active, credentials and a Region are in
    the environment, calls to EC2 and STS are answered, and no request of botocore leaves the
    machine. Started inside another mock it joins that one's world, with an account and a Region
    of its own. `mock_peering` makes one.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._gateway: Gateway | None = None
        self._environment = Environment(
            {
                "AWS_ACCESS_KEY_ID": access_key_id(settings.account_id),
                "AWS_SECRET_ACCESS_KEY": SECRET,
                "AWS_SESSION_TOKEN": SECRET,
                "AWS_DEFAULT_REGION": settings.region_name,
                "AWS_REGION": settings.region_name,
            }
        )

    def __repr__(self) -> str:
        state = "active" if self._gateway else "not active"
        return f"<PeeringMock {self.account_id} {self.region_name}, {state}>"

    @property
    def account_id(self) -> str:
        """The account of clients whose access keys carry none."""
        return self._settings.account_id

    @property
    def region_name(self) -> str:
        """The Region of clients that name none."""
        return self._settings.region_name

    def start(self) -> Self:
        """Begin to answer, and return the mock.

        Raises:
            MockStateError: It has been started already.
        """
        if self._gateway is not None:
            raise MockStateError("This mock is already active. Stop it first, or make another.")
        self._gateway = self._new_gateway()
        transport.begin(self._gateway)
        self._environment.set()
        return self

    def stop(self) -> None:
        """End, and put the environment back as it was.

        Raises:
            MockStateError: It is not active, or a mock that was started later still is.
        """
        if self._gateway is None:
            raise MockStateError("This mock is not active. Start it before stopping it.")
        if self._gateway is not current():
            raise MockStateError(
                "Another mock was started after this one and is still active. Stop that one first."
            )
        self._environment.put_back()
        transport.end(self._gateway)
        self._gateway = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    async def __aenter__(self) -> Self:
        return self.start()

    async def __aexit__(self, *_: object) -> None:
        self.stop()

    def __call__(self, target: T) -> T:
        """Return a function, method or class of tests so that it runs inside a mock like this.

        Each call of a function has a mock of its own. A class of tests has one, which is put
        back after each test to where `setUpClass` or `setup_class` left it.

        Raises:
            TypeError: The target cannot be decorated.
        """
        return decorate(target, lambda: PeeringMock(self._settings))

    def account(self, account_id: str) -> Account:
        """Return a view of an account, which exists as soon as it is spoken of.

        Args:
            account_id: Twelve digits.

        Raises:
            ValueError: It is not twelve digits.
            MockStateError: The mock is not active.
        """
        return Account(self._world(), check_account_id(account_id), self.region_name)

    @contextmanager
    def rewinding(self) -> Iterator[Self]:
        """Return a block at whose end the world is as it was at its beginning.

        Raises:
            MockStateError: The mock is not active.

        Example:
            >>> from peermock import mock_peering
            >>> with mock_peering() as aws:
            ...     ec2 = aws.account("123456789012").client("ec2")
            ...     with aws.rewinding():
            ...         vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")
            ...     [vpc["CidrBlock"] for vpc in ec2.describe_vpcs()["Vpcs"]]
            ['172.31.0.0/16']
        """
        world = self._world()
        before = world.snapshot()
        try:
            yield self
        finally:
            world.restore(before)

    def _new_gateway(self) -> Gateway:
        settings = self._settings
        outer = None if settings.isolated else current()
        if outer is not None:
            return outer.joined(settings.account_id, settings.passthrough)
        world = World(
            ids=IdSource(settings.seed),
            quotas=settings.quotas,
            settle=settings.settle,
            region_names=region_names,
        )
        return Gateway(world, settings.account_id, settings.passthrough)

    def _world(self) -> World:
        if self._gateway is None:
            raise MockStateError(
                "This mock is not active. Use it inside `with mock_peering() as aws:`, in a "
                "decorated function, or between start() and stop()."
            )
        return self._gateway.world
