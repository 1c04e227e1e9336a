"""Configuration passed in by the pytest plugin.

The plugin imports this module on every run, so it imports nothing heavy and generates no classes.
"""

from collections.abc import Collection, Mapping

_SCOPES = ("session", "package", "module", "class", "function")


class Asker:
    """A fixture being set up, or a running test. Mocks that start during it belong to it.

    Attributes:
        scope: The fixture's pytest scope; `function` for a test.
        test_asks: The names of all fixtures of the running test.
        name: The fixture's name; empty for a test.
        asks: The fixtures that this fixture requests, directly or indirectly.
        autouse: Whether the fixture is set up without being requested.
    """

    __slots__ = ("asks", "autouse", "name", "scope", "test_asks")

    def __init__(
        self,
        *,
        scope: str,
        test_asks: frozenset[str],
        name: str = "",
        asks: frozenset[str] = frozenset(),
        autouse: bool = False,
    ) -> None:
        self.scope = scope
        self.test_asks = test_asks
        self.name = name
        self.asks = asks
        self.autouse = autouse

    def asked_for(self, other: "Asker") -> bool:
        """Return whether this fixture or test requested whatever started in another one.

        The answer does not depend on which tests have run before.
        """
        if other.scope == "function":
            return self.scope == "function"
        if self.scope == "function":
            return other.name in self.test_asks
        around = other.autouse and _SCOPES.index(other.scope) <= _SCOPES.index(self.scope)
        return other.name in self.asks or (around and other.name in self.test_asks)


class Configuration:
    """Settings of the whole test run.

    Attributes:
        defaults: The project's settings for all its mocks: from name to unparsed text.
        remembers: Whether to keep ended mocks for the report of a failed test.
        asker: The fixture or test that is running; None if pytest does not tell.
        tests: The paths of the test files and their conftest files.
        report: The length of a failed test's report: `short`, `full` or `all`.
    """

    def __init__(self) -> None:
        self.defaults: Mapping[str, str] = {}
        self.remembers = False
        self.asker: Asker | None = None
        self.tests: Collection[str] = frozenset()
        self.report = "full"


configuration = Configuration()
