"""The reference of options is held against what a mock, a marker, an ini file and pytest take."""

import inspect
import os
from collections.abc import Callable
from dataclasses import fields

import pytest

from peermock import Quotas, Settle, mock_peering
from peermock._mock.ini import read_ini
from peermock._mock.settings import Settings
from peermock.pytest_plugin import _OPTIONS

ReadTable = Callable[[str, str], list[list[str]]]
ReadCode = Callable[[str], list[str]]

PAGE = "docs/reference/options.md"


def value(text: str) -> object:
    """Return what a piece of code on the page stands for."""
    names = {"Quotas": Quotas, "Settle": Settle, "timedelta": type(Settle().duration)}
    return eval(text, names)  # noqa: S307  # our own page


def test_every_setting_is_documented(table: ReadTable, code: ReadCode) -> None:
    """The settings of `mock_peering` and of the marker have a row each."""
    parameters = inspect.signature(mock_peering).parameters.values()
    names = [each.name for each in parameters if each.kind is each.KEYWORD_ONLY]
    assert [code(row[0])[0] for row in table(PAGE, "Setting")] == sorted(names, key=names.index)
    assert set(names) == set(_OPTIONS)


def test_the_defaults_are_those_of_a_mock(table: ReadTable, code: ReadCode) -> None:
    """The default in a row is what a mock takes when nothing is said."""
    defaults = {code(row[0])[0]: value(code(row[1])[0]) for row in table(PAGE, "Setting")}
    defaults["passthrough"] = frozenset(defaults["passthrough"])
    assert Settings(**defaults) == Settings()


@pytest.mark.parametrize("kind", [Quotas, Settle])
def test_the_values_of_settings_are_documented(
    kind: type, table: ReadTable, code: ReadCode
) -> None:
    """Quotas and Settle have a row for each of their attributes, with its default."""
    rows = {code(row[0])[0]: value(code(row[1])[0]) for row in table(PAGE, "Value")}
    expected = {f"{kind.__name__}.{f.name}": getattr(kind(), f.name) for f in fields(kind)}
    assert {name: rows[name] for name in rows if name.startswith(kind.__name__)} == expected


def test_every_ini_option_is_documented(table: ReadTable, code: ReadCode) -> None:
    """Each setting has its ini option, with an example that is read."""
    examples = {code(row[0])[0]: code(row[1])[0] for row in table(PAGE, "ini option")}
    assert examples.keys() == {f"peermock_{name}" for name in _OPTIONS}
    for name, text in examples.items():
        assert read_ini(name.removeprefix("peermock_"), text) is not None


def test_every_command_line_option_is_documented(
    table: ReadTable, code: ReadCode, pytestconfig: pytest.Config
) -> None:
    """What pytest takes on its command line for peermock has a row each."""
    groups = pytestconfig._parser._groups
    names = [name for group in groups for option in group.options for name in option.names()]
    documented = [code(row[0])[0] for row in table(PAGE, "Option")]
    assert documented == [name for name in names if name.startswith("--peermock")]


def test_every_variable_is_documented(
    table: ReadTable, code: ReadCode, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a mock sets and unsets in the environment has a row, and nothing else changes."""
    documented = {name for row in table(PAGE, "Variable") for name in code(row[0])}
    for name in documented:
        monkeypatch.setenv(name, "mine")
    before = dict(os.environ)
    with mock_peering():
        after = dict(os.environ)
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    assert changed == documented
