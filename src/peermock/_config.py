"""What the pytest plugin passes to mocks: the project's settings, and who requests which fixture.

The plugin imports this module on every run, so it imports nothing heavy and generates no classes.
"""

import sys
from collections.abc import Callable, Collection, Iterable, Mapping

_SCOPES = ("session", "package", "module", "class", "function")


class Asker:
    """A fixture being set up, or a running test. Mocks that start during it belong to it.

    Args:
        scope: The fixture's pytest scope; `function` for a test.
        active: Returns pytest's definitions of the fixtures that the test has requested so far.
        asks: The fixtures that a fixture takes as arguments.
        autouse: Whether the fixture is set up without being requested.
        test: The test that a fixture is set up for; None for a test.
    """

    __slots__ = ("_active", "_before", "asks", "autouse", "scope", "test")

    def __init__(
        self,
        scope: str,
        active: Callable[[], Iterable[object]],
        *,
        asks: "Iterable[Asker]" = (),
        autouse: bool = False,
        test: "Asker | None" = None,
    ) -> None:
        self.scope = scope
        self.asks = set(asks)
        self.autouse = autouse
        self.test = test
        self._active = active
        self._before = frozenset(active())

    def requested(self) -> "set[Asker]":
        """Return the fixtures requested so far, by name in a fixture's or test's arguments or code.

        A fixture's code counts only until `end`, and for what its test had not requested before.
        """
        fixtures = configuration.fixtures
        new = (fixtures.get(each) for each in self._active() if each not in self._before)
        return self.asks | {each for each in new if each is not None}

    def reach(self) -> "set[Asker]":
        """Return the fixtures requested so far, with those that they requested in turn."""
        found: set[Asker] = set()
        new = self.requested()
        while new:
            found |= new
            new = {each for fixture in new for each in fixture.requested()} - found
        return found

    def in_order(self) -> "list[Asker]":
        """Return the same fixtures, in the order in which the test has requested them."""
        reach, fixtures = self.reach(), configuration.fixtures
        requested = (fixtures.get(each) for each in self._active())
        return [each for each in requested if each in reach]

    def end(self) -> None:
        """Keep what a fixture has requested, when it is set up."""
        self.asks = self.requested()
        self._active = tuple

    def asked_for(self, other: "Asker") -> bool:
        """Return whether this fixture or test requested whatever started in another one.

        The answer does not depend on which tests have run before.
        """
        if other.scope == "function":
            return self.scope == "function"
        around = other.autouse and _SCOPES.index(other.scope) <= _SCOPES.index(self.scope)
        return other in self.reach() or (around and other in (self.test or self).reach())


on_requests: list[Callable[[Asker | None], None]] = []
"""What to call with a fixture or test that has requested others. Mocks add it when they load."""


class Configuration:
    """Settings of the whole test run.

    Attributes:
        defaults: The project's settings for all its mocks: from name to unparsed text.
        remembers: Whether to keep ended mocks for the report of a failed test.
        began: The gateways that began during the running test, if the run remembers them.
        asker: The fixture or test that is running; None if pytest does not tell.
        fixtures: The fixtures wider than a test that were set up, by pytest's definitions of them.
        tests: The paths of the test files and their conftest files.
        report: The length of a failed test's report: `short`, `full` or `all`.
        loaded: The names of the modules that were loaded when a run inside another one began.
        run: The run; None outside of pytest.
    """

    def __init__(self) -> None:
        self.defaults: Mapping[str, str] = {}
        self.remembers = False
        self.began: list[object] = []
        self.asker: Asker | None = None
        self.fixtures: dict[object, Asker] = {}
        self.tests: Collection[str] = frozenset()
        self.report = "full"
        self.loaded: Collection[str] = frozenset()
        self.run: object = None
        self._outer: Mapping[str, object] = {}

    def begin(self, run: object) -> None:
        """Start a run without settings, and keep those of the run around it, if any."""
        outer = vars(self).copy()
        loaded = frozenset() if self.run is None else frozenset(sys.modules)
        vars(self).update(vars(Configuration()), run=run, loaded=loaded, _outer=outer)

    def end(self, run: object) -> None:
        """Return to the settings of the run around this one, unless it never began."""
        if self.run is run:
            vars(self).update(self._outer)


configuration = Configuration()
