"""The table of kinds, whose rows are loaded on first use."""

from importlib import import_module
from pkgutil import iter_modules

import pytest

from peermock import _domain
from peermock._domain import absent, kinds
from peermock._domain.errors import InvalidId
from peermock._domain.errors.absent import ABSENT_KINDS
from peermock._domain.kind import Kind
from peermock._domain.kinds import KINDS, STORED, WAYS, kind_of
from tests.agreement import agree


def test_each_row_is_the_kind_with_its_prefix() -> None:
    """The table and the modules agree about prefixes."""
    assert {prefix: kind.prefix for prefix, kind in KINDS.items()} == {each: each for each in KINDS}
    assert len(KINDS) == len({kind.type_name for kind in KINDS.values()})


def test_each_kind_of_the_domain_has_a_row() -> None:
    """A kind that the table forgets would be nobody's when it is tagged."""
    modules = [
        import_module(f"{_domain.__name__}.{each.name}") for each in iter_modules(_domain.__path__)
    ]
    made = {
        each.prefix
        for module in modules
        for each in vars(module).values()
        if isinstance(each, Kind)
    }
    missing = sorted(made - set(KINDS))
    assert not missing, (
        "src/peermock/_domain/kinds.py needs rows for the prefixes of these kinds, in _STORED, or "
        f"in _LISTED if peermock never has one: {', '.join(missing)}"
    )
    assert {*STORED, *WAYS} <= set(KINDS)


def test_each_kind_that_never_exists_is_listed_once() -> None:
    """Such a kind is either listed by a Describe, or appears only in calls about tags."""
    made = {kind.prefix for kind in vars(absent).values() if isinstance(kind, Kind)}
    listed = [kind.prefix for kind in absent.LISTED]
    agree("LISTED in src/peermock/_domain/absent.py", listed, made, "an entry")
    agree("_LISTED in src/peermock/_domain/kinds.py", kinds._LISTED, listed, "an entry")
    place = "ABSENT_KINDS in src/peermock/_domain/errors/absent.py"
    agree(place, made & ABSENT_KINDS.keys(), (), "a row")


def test_no_kind_that_can_be_created_counts_as_absent() -> None:
    """A kind that peermock learns to create leaves the tables of those that never exist."""
    agree("_LISTED in src/peermock/_domain/kinds.py", set(kinds._LISTED) & {*STORED}, (), "a row")
    place = "ABSENT_KINDS in src/peermock/_domain/errors/absent.py"
    agree(place, ABSENT_KINDS.keys() & {*STORED}, (), "a row")


def test_an_id_names_its_kind() -> None:
    """The prefix is what comes before the last dash, or before the first one."""
    assert kind_of("tgw-attach-1a2b3c4d") is KINDS["tgw-attach"]
    assert kind_of("vpc-1a2b-3c4d") is STORED["vpc"]
    with pytest.raises(InvalidId):
        kind_of("quux-1a2b3c4d")
    with pytest.raises(KeyError):
        WAYS["vpc"]
