"""Starting and stopping a mock, in all the ways there are."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Self, TypeVar

from peermock import _project, transport
from peermock._mock.account import SECRET
from peermock._mock.decoration import decorate
from peermock._mock.environment import Environment
from peermock._mock.settings import Settings
from peermock.domain.identity import access_key_id
from peermock.domain.ids import IdSource
from peermock.domain.world import World
from peermock.exceptions import MockStateError, UnusedFaultError
from peermock.gateway import Gateway, present
from peermock.protocol.regions import region_names
from peermock.transport.current import current

T = TypeVar("T")


class Lifecycle:
    """What starts and stops, once or again; the base of `PeeringMock`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._gateway: Gateway | None = None
        self._end = ExitStack()

    def __repr__(self) -> str:
        state = "active" if self._gateway else "not active"
        return f"<{type(self).__name__} {self.account_id} {self.region_name}, {state}>"

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
            PeermockError: The installed botocore has not what peermock guards the network with.
        """
        if self._gateway is not None:
            raise MockStateError("This mock is already active. Stop it first, or make another.")
        gateway = self._new_gateway()
        with ExitStack() as stack:
            transport.begin(gateway)
            stack.callback(transport.end, gateway)
            environment = Environment(
                {
                    "AWS_ACCESS_KEY_ID": access_key_id(self.account_id),
                    "AWS_SECRET_ACCESS_KEY": SECRET,
                    "AWS_SESSION_TOKEN": SECRET,
                    "AWS_DEFAULT_REGION": self.region_name,
                    "AWS_REGION": self.region_name,
                }
            )
            environment.set()
            stack.callback(environment.put_back)
            self._end = stack.pop_all()
        self._gateway = gateway
        return self

    def stop(self) -> None:
        """End, and put the environment and the clock back as they were.

        Raises:
            MockStateError: It is not active, or a mock that was started later still is.
            UnusedFaultError: No call met a fault that was asked for.
        """
        faults = self._running.faults.never_hit()
        self._shut()
        if faults and self._settings.assert_all_faults_hit:
            raise UnusedFaultError(*map(str, faults))

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.stop()
        else:
            self._shut()

    async def __aenter__(self) -> Self:
        return self.start()

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.__exit__(kind)

    def __call__(self, target: T) -> T:
        """Return a function, method or class of tests so that it runs inside a mock like this.

        Each call of a function has a mock of its own. A class of tests has one, which is put
        back after each test to where `setUpClass` or `setup_class` left it.

        Raises:
            TypeError: The target cannot be decorated.
        """
        return decorate(target, lambda: type(self)(self._settings))

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
        gateway = self._running
        before, called = gateway.world.snapshot(), len(gateway.calls)
        try:
            yield self
        finally:
            if _project.began is not None and len(gateway.calls) > called:
                _project.began.append(gateway.past())  # a failure is told after the rewinding
            gateway.world.restore(before)
            gateway.forget_calls(but=called)

    @property
    def _running(self) -> Gateway:
        if self._gateway is None:
            raise MockStateError(
                "This mock is not active. Use it inside `with mock_peering() as aws:`, in a "
                "decorated function, or between start() and stop()."
            )
        return self._gateway

    @property
    def _world(self) -> World:
        return self._running.world

    def _at_the_end(self, undo: Callable[[], None]) -> None:
        self._end.callback(undo)

    def _shut(self) -> None:
        """End without complaint of faults."""
        gateway = self._running
        if gateway is not current():
            raise MockStateError(
                "Another mock was started after this one and is still active. Stop that one first."
            )
        self._gateway = None
        gateway.ended_at = present()
        self._end.close()

    def _new_gateway(self) -> Gateway:
        settings = self._settings
        outer = None if settings.isolated else current()
        if outer is not None:
            _check_joining(settings)
            return outer.joined(settings.account_id, settings.passthrough)
        world = World(
            ids=IdSource(settings.seed),
            quotas=settings.quotas,
            settle=settings.settle,
            region_names=region_names,
        )
        return Gateway(world, settings.account_id, settings.passthrough)


def _check_joining(settings: Settings) -> None:
    """Refuse what only the mock that makes a world can say of it.

    Raises:
        MockStateError: Such a setting is given.
    """
    of_the_world = sorted(settings.given & {"quotas", "settle", "seed"})
    if of_the_world:
        raise MockStateError(
            f"{', '.join(of_the_world)} cannot be given here: a mock is active already, and this "
            "one joins its world. Give it to the outer mock, or say isolated=True."
        )
