"""The reference of options matches the mock, the marker, the ini file and pytest's command line."""

import inspect
import os
from dataclasses import fields

import pytest

from peermock import Quotas, Settle, mock_peering
from peermock._settings import Settings, read_ini
from peermock.pytest_plugin import _LENGTHS, _OPTIONS
from tests.docs.readings import ReadCode, ReadTable

PAGE = "docs/reference/options.md"


def value(text: str) -> object:
    """Return the value of a piece of code on the page."""
    names = {"Quotas": Quotas, "Settle": Settle, "timedelta": type(Settle().duration)}
    return eval(text, names)  # noqa: S307  # our own page


def test_every_setting_is_documented(table: ReadTable, code: ReadCode) -> None:
    """Each setting of `mock_peering` and of the marker has a row."""
    parameters = inspect.signature(mock_peering).parameters.values()
    names = [each.name for each in parameters if each.kind is each.KEYWORD_ONLY]
    names.remove("as_kwarg")  # of the decorator, no setting
    assert [code(row[0])[0] for row in table(PAGE, "Setting")] == sorted(names, key=names.index)
    assert set(names) == set(_OPTIONS)


def test_the_defaults_are_those_of_a_mock(table: ReadTable, code: ReadCode) -> None:
    """The documented defaults are the actual ones."""
    defaults = {code(row[0])[0]: value(code(row[1])[0]) for row in table(PAGE, "Setting")}
    defaults["passthrough"] = frozenset(defaults["passthrough"])
    assert Settings(**defaults) == Settings()


@pytest.mark.parametrize("kind", [Quotas, Settle])
def test_the_values_of_settings_are_documented(
    kind: type, table: ReadTable, code: ReadCode
) -> None:
    """Quotas and Settle have a row for each attribute, with its default."""
    rows = {code(row[0])[0]: value(code(row[1])[0]) for row in table(PAGE, "Value")}
    expected = {f"{kind.__name__}.{f.name}": getattr(kind(), f.name) for f in fields(kind)}
    assert {name: rows[name] for name in rows if name.startswith(kind.__name__)} == expected


def test_every_ini_option_is_documented(table: ReadTable, code: ReadCode) -> None:
    """Each setting has an ini option, with a valid example."""
    examples = {code(row[0])[0]: code(row[1])[0] for row in table(PAGE, "ini option")}
    assert examples.pop("peermock_report") in _LENGTHS
    assert examples.keys() == {f"peermock_{name}" for name in _OPTIONS}
    for name, text in examples.items():
        assert read_ini(name.removeprefix("peermock_"), text) is not None


def test_every_command_line_option_is_documented(
    table: ReadTable, code: ReadCode, pytestconfig: pytest.Config
) -> None:
    """Each option of peermock on pytest's command line has a row."""
    groups = pytestconfig._parser._groups
    names = [name for group in groups for option in group.options for name in option.names()]
    documented = [code(row[0])[0] for row in table(PAGE, "Option")]
    assert documented == [name for name in names if name.startswith("--peermock")]


def test_every_variable_is_documented(
    table: ReadTable, code: ReadCode, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exactly the variables that a mock sets and unsets have rows."""
    documented = {name for row in table(PAGE, "Variable") for name in code(row[0])}
    for name in documented:
        monkeypatch.setenv(name, "mine")
    before = dict(os.environ)
    with mock_peering():
        after = dict(os.environ)
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    assert changed == documented
