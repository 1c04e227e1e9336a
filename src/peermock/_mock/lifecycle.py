"""Starting and stopping a mock."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta

from peermock._config import Asker, configuration, on_requests
from peermock._domain.identity import access_key_id
from peermock._domain.world import World
from peermock._gateway import Fault, Gateway, present
from peermock._mock import clock
from peermock._mock.account import SECRET
from peermock._mock.refusals import describe_swallowed
from peermock._settings import Settings, build_gateway
from peermock._transport import activation
from peermock._transport.inprocess import environment
from peermock._transport.inprocess.current import remember
from peermock._transport.inprocess.environment import Environment
from peermock._transport.inprocess.waits import Waits, waits_of
from peermock._transport.moto import names
from peermock._transport.moto.accounts import account_of_everybody
from peermock.exceptions import (
    MockStateError,
    NetworkNotRestoredError,
    SwallowedRefusalError,
    UnusedFaultError,
)

active: list["Lifecycle"] = []
"""The active mocks, oldest first; the last one answers."""


def stop_all() -> None:
    """Stop all active mocks, the latest first.

    Use it in notebooks and at prompts, where a mock may still be active although no variable refers
    to it. Faults that no call met are not an error here.

    Example:
        >>> import peermock
        >>> aws = peermock.mock_peering().start()
        >>> aws = peermock.mock_peering().start()  # the cell was run twice
        >>> peermock.stop_all()
        >>> aws
        <PeeringMock 123456789012 us-east-1, not active>
    """
    while active:
        active[-1].shut()


def bring_forward(asker: Asker | None) -> None:
    """Give the mocks of the fixtures that were requested precedence, those of the last one most.

    A mock that an earlier test requested with a wider scope then does not get in the way of a test
    that requests another one. Mocks of the test itself come before all of them.

    Args:
        asker: The fixture being set up, or the test; None if pytest does not tell.
    """
    if asker is None or not active:
        return
    places = {each: place for place, each in enumerate(asker.in_order())}

    def place(mock: Lifecycle) -> int:
        if mock.asker is not None and mock.asker.scope == "function":
            return len(places)
        return -1 if mock.asker is None else places.get(mock.asker, -1)

    order = sorted(active, key=place)
    if order != active:
        active[:] = order
        activation.reorder([each.gateway for each in active])
        environment.reorder([each.environment for each in active])


on_requests.append(bring_forward)

_UNSET = Environment({})
"""The environment of a mock that has not started."""


class Lifecycle:
    """The state of a mock while it is active. Otherwise it holds only settings.

    Attributes:
        settings: The mock's settings.
        has_joined: Whether the last start joined the world of another mock.
        asker: The fixture or test that started it last; None if pytest does not tell.
        environment: The environment variables it has set.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._asked = settings
        self.has_joined = False
        self._gateway: Gateway | None = None
        self._last: Gateway | None = None
        self.asker: Asker | None = None
        self.environment = _UNSET
        self._end: ExitStack | None = None

    @property
    def is_active(self) -> bool:
        """Whether the mock is active."""
        return self._gateway is not None

    @property
    def gateway(self) -> Gateway:
        """The gateway of the active mock; raises MockStateError if the mock is inactive."""
        if self._gateway is None:
            raise MockStateError(
                "This mock is not active. Use it inside `with mock_peering() as aws:`, in a "
                "decorated function, or between start() and stop()."
            )
        return self._gateway

    @property
    def record(self) -> Gateway:
        """The current or most recent gateway; raises MockStateError if there was none."""
        return self._last or self.gateway

    def start(self) -> None:
        """Start answering calls.

        Raises:
            MockStateError: The mock is already active.
            PeermockError: The installed botocore lacks a function that the network guard patches.
        """
        if self._gateway is not None:
            raise MockStateError(
                "This mock is already active. Stop it first, or create another one."
            )
        self.settings = _with_account(self._asked)
        self.asker = configuration.asker
        bring_forward(self.asker)
        gateway = self._new_gateway()
        activation.begin(gateway, self.settings.network)
        try:
            self.environment = Environment(_variables(self.settings))
            self.environment.set()
        except BaseException:
            activation.end(gateway)
            raise
        active.append(self)
        waits_of[gateway] = Waits(gateway, self.settings.sleep, self.shift)
        self._gateway = self._last = gateway

    def stop(self) -> None:
        """Stop answering, and restore the environment and the clock.

        Raises:
            MockStateError: The mock is not active, or a mock started later still is.
            UnusedFaultError: No call met a requested fault.
            SwallowedRefusalError: The code under test caught a refusal and carried on.
        """
        faults, refusals = self._unused(), self._swallowed(self.gateway)
        self.shut()
        self._complain(faults, refusals)

    def shut(self) -> None:
        """Stop without checking for unused faults and swallowed refusals.

        Raises:
            MockStateError: The mock is not active, or a mock started later still is.
        """
        gateway = self.gateway
        later = active[active.index(self) + 1 :]
        if any(each.may_join(self) for each in later):
            raise MockStateError(
                "Another mock was started after this one and is still active. Stop that one first, "
                "or all of them with peermock.stop_all()."
            )
        self._gateway = None
        del waits_of[gateway]
        gateway.refusals.forget()
        gateway.ended_at = present()
        try:
            if self._end is not None:
                self._end.close()
        finally:
            try:
                self._leave()
            finally:
                activation.end(gateway)

    def at_the_end(self, end: Callable[[], None]) -> None:
        """Register a callback that runs just before the mock ends."""
        self._end = self._end or ExitStack()
        self._end.callback(end)

    def shift(self, delta: timedelta) -> None:
        """Move the current time until the mock ends.

        Raises:
            MockStateError: The mock is not active, so nothing would move the time back.
            ValueError: The new time is out of range for a datetime.
        """
        _ = self.gateway
        clock.move(delta, self)

    @contextmanager
    def rewind(self) -> Iterator[None]:
        """Return a context that restores world, calls, clock and faults at its end.

        Raises:
            MockStateError: The mock is not active.
            NetworkNotRestoredError: The network is moto's and changed in the block.
            UnusedFaultError: No call met a fault requested in the block.
            SwallowedRefusalError: The code under test caught a refusal and carried on.
        """
        gateway, moves = self.gateway, clock.made.copy()
        if names.is_active():
            gateway.decide()  # so that changes to moto's network are noticed from here on
        with gateway.held() as world:
            before, calls, faults = world.snapshot(), tuple(gateway.calls), gateway.faults.mark()
            stubs = gateway.stubs.mark()
        try:
            yield
        finally:
            if configuration.remembers and tuple(gateway.calls) != calls:
                remember(gateway.past())  # failures are reported after rewinding
            with gateway.held() as world:
                world.restore(before)
                gateway.restore_calls(calls)
                unused = gateway.faults.take_back(faults) + gateway.stubs.take_back(stubs)
            clock.take_back(lambda move: move not in moves)
        refusals = self._swallowed(gateway)
        gateway.refusals.forget()
        self._complain(unused, refusals)
        with gateway.held():
            check_restored(before)

    def _unused(self) -> list[Fault]:
        """Return the faults and answers that no call met."""
        return self.gateway.faults.never_hit() + self.gateway.stubs.never_hit()

    def _swallowed(self, gateway: Gateway) -> tuple[str, ...]:
        """Describe the refusals that the code under test caught."""
        if not self.settings.assert_nothing_swallowed or not gateway.refusals:
            return ()
        return describe_swallowed(gateway.refusals, configuration.tests)

    def _leave(self) -> None:
        """Deactivate the mock, and leave clock and environment to those that are still active."""
        try:
            clock.take_back(lambda move: move.owner is self)
        finally:
            active.remove(self)
            self.environment.put_back()

    def _complain(self, faults: Sequence[Fault], refusals: tuple[str, ...]) -> None:
        if refusals:
            raise SwallowedRefusalError(*refusals)
        if faults and self.settings.assert_all_faults_hit:
            raise UnusedFaultError(*map(str, faults))

    def _new_gateway(self) -> Gateway:
        """Return a gateway to the world of the innermost mock to join, or to a new world."""
        outer = None if self.settings.isolated else next(filter(self.may_join, active[::-1]), None)
        self.has_joined = outer is not None
        if outer is None:
            return build_gateway(self.settings)
        _check_joining(self.settings)
        return outer.gateway.join(self.settings.account_id, self.settings.passthrough)

    def may_join(self, outer: "Lifecycle") -> bool:
        """Return whether this mock may join another: its fixture, if any, was requested here."""
        if self.asker is None or outer.asker is None:
            return True
        return self.asker.asked_for(outer.asker)


def check_restored(snapshot: World) -> None:
    """Check that moto's network, if used, is the same as when the snapshot was taken.

    Raises:
        NetworkNotRestoredError: The network has changed.
    """
    differing = snapshot.network.differing()
    if differing:
        raise NetworkNotRestoredError(*differing)


def _with_account(settings: Settings) -> Settings:
    """Return settings with the account from moto's environment variable, if it is set.

    An account chosen by the test or the project takes precedence.
    """
    account_id = account_of_everybody()
    is_chosen = "account_id" in settings.given or "account_id" in configuration.defaults
    return settings if account_id is None or is_chosen else replace(settings, account_id=account_id)


def _variables(settings: Settings) -> dict[str, str]:
    return {
        "AWS_ACCESS_KEY_ID": access_key_id(settings.account_id),
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_SESSION_TOKEN": SECRET,
        "AWS_DEFAULT_REGION": settings.region_name,
        "AWS_REGION": settings.region_name,
    }


def _check_joining(settings: Settings) -> None:
    """Reject settings that only the outermost mock may set.

    Raises:
        MockStateError: One of these settings is given.
    """
    of_the_world = sorted(
        settings.given & {"expire_sessions", "network", "quotas", "seed", "settle"}
    )
    if of_the_world:
        raise MockStateError(
            f"{', '.join(of_the_world)} cannot be set here: this mock joins the world of one that "
            "is already active. Pass it to the outer mock, or pass isolated=True."
        )
