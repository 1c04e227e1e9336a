"""The table of kinds, whose rows are loaded on first use."""

from importlib import import_module
from pkgutil import iter_modules

import pytest

from peermock import _domain
from peermock._domain.errors import InvalidId
from peermock._domain.kind import Kind
from peermock._domain.kinds import KINDS, STORED, WAYS, kind_of


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
    assert made <= set(KINDS)
    assert {*STORED, *WAYS} <= set(KINDS)


def test_an_id_names_its_kind() -> None:
    """The prefix is what comes before the last dash, or before the first one."""
    assert kind_of("tgw-attach-1a2b3c4d") is KINDS["tgw-attach"]
    assert kind_of("vpc-1a2b-3c4d") is STORED["vpc"]
    with pytest.raises(InvalidId):
        kind_of("quux-1a2b3c4d")
    with pytest.raises(KeyError):
        WAYS["vpc"]
