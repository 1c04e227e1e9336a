"""Finding the modules that have imported a name from another module."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from peermock._transport.inprocess.importers import Importers

VALUE = object()
INSTALLED = str(Path(sys.prefix) / "thing.py")


@pytest.fixture
def importers() -> Importers:
    """A search for `sleep` in all modules except those of one package."""
    return Importers(("sleep",), lambda module_name: module_name.startswith("skipped"))


@pytest.fixture(autouse=True)
def _modules() -> Iterator[None]:
    """Restore the loaded modules after each test."""
    before = dict(sys.modules)
    yield
    for name in set(sys.modules) - set(before):
        del sys.modules[name]


def load(name: str, **contents: object) -> ModuleType:
    """Return a loaded module with the given contents."""
    module = sys.modules[name] = ModuleType(name)
    vars(module).update(contents)
    return module


@pytest.mark.parametrize("file", [None, "/home/me/thing.py", INSTALLED])
def test_a_module_that_has_the_value_is_found(importers: Importers, file: str | None) -> None:
    """The first search covers every module, wherever it comes from."""
    module = load("thing", sleep=VALUE, __file__=file)
    load("other", sleep=object())
    assert [*importers.having("sleep", VALUE)] == [module]


def test_a_module_that_is_loaded_later_is_found(importers: Importers) -> None:
    """Loading a module starts a new search."""
    assert [*importers.having("sleep", VALUE)] == []
    module = load("thing", sleep=VALUE, __file__=INSTALLED)
    assert [*importers.having("sleep", VALUE)] == [module]


def test_a_module_that_is_loaded_in_place_of_another_is_found(importers: Importers) -> None:
    """A replaced module is noticed although the number of modules stays the same."""
    load("thing", __file__=INSTALLED)
    assert [*importers.having("sleep", VALUE)] == []
    del sys.modules["thing"]
    module = load("thing", sleep=VALUE, __file__=INSTALLED)
    assert [*importers.having("sleep", VALUE)] == [module]


@pytest.mark.parametrize("before", [{}, {"sleep": VALUE}])
def test_a_module_of_the_test_may_be_replaced_in_place(
    importers: Importers, before: dict[str, object]
) -> None:
    """A replaced module is noticed although it has the same position in `sys.modules`."""
    load("thing", **before)
    load("other")
    assert len([*importers.having("sleep", VALUE)]) == len(before)
    module = load("thing", sleep=VALUE)
    assert [*importers.having("sleep", VALUE)] == [module]


@pytest.mark.parametrize("file", [None, "/home/me/thing.py"])
def test_a_module_of_the_test_may_import_the_value_later(
    importers: Importers, file: str | None
) -> None:
    """A module that can be reloaded, or grows at a prompt, is searched each time."""
    module = load("thing", __file__=file)
    assert [*importers.having("sleep", VALUE)] == []
    vars(module)["sleep"] = VALUE
    assert [*importers.having("sleep", VALUE)] == [module]


def test_what_is_skipped_or_no_module_is_not_found(importers: Importers) -> None:
    """Skipped packages, and objects that replace modules in `sys.modules`, are ignored.

    cffi's libraries are such objects, and claim to be modules.
    """
    load("skipped.thing", sleep=VALUE)
    vars(sys)["modules"]["thing"] = type("Lazy", (), {"sleep": VALUE})()
    library = type("Lib", (), {"__class__": ModuleType})()
    vars(library)["sleep"] = VALUE
    assert isinstance(library, ModuleType)
    vars(sys)["modules"]["library"] = library
    assert [*importers.having("sleep", VALUE)] == []
