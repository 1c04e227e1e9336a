"""The package's public names, and the cost of importing it."""

import inspect
import subprocess
import sys
from importlib.metadata import version
from importlib.resources import files

import pytest

import peermock

HEAVY = ("botocore", "boto3", "freezegun", "pytest", "requests", "responses", "xmltodict")


@pytest.mark.parametrize("name", peermock.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """A name is imported on first use, and then cached."""
    value = getattr(peermock, name)
    assert getattr(peermock, name) is value or name == "__version__"


@pytest.mark.parametrize("name", [name for name in peermock.__all__ if not name.startswith("_")])
def test_every_public_name_is_documented(name: str) -> None:
    """Each name has its own docstring."""
    assert inspect.getdoc(getattr(peermock, name))
    assert name in dir(peermock)


def test_public_names_are_sorted_and_single() -> None:
    """The list is sorted and has no duplicates."""
    names = [name for name in peermock.__all__ if not name.startswith("_")]
    assert names == sorted(set(names))


def test_everything_can_be_imported_with_a_star() -> None:
    """Every name in the list exists."""
    namespace: dict[str, object] = {}
    exec("from peermock import *", namespace)  # noqa: S102  # no function may do it
    assert namespace.keys() >= set(peermock.__all__)


def test_the_version_is_that_of_the_distribution() -> None:
    """The version is defined only once."""
    assert peermock.__version__ == version("peermock")


def test_an_unknown_name_is_an_error() -> None:
    """An unknown attribute raises Python's own error."""
    with pytest.raises(AttributeError, match="module 'peermock' has no attribute 'mock_pairing'"):
        _ = peermock.mock_pairing


def test_an_unknown_name_cannot_be_imported() -> None:
    """An unknown import raises Python's own error."""
    with pytest.raises(ImportError, match="cannot import name 'mock_pairing' from 'peermock'"):
        exec("from peermock import mock_pairing")  # noqa: S102  # mypy and ruff would object


def test_types_are_shipped() -> None:
    """The package has a `py.typed` marker."""
    assert files("peermock").joinpath("py.typed").is_file()


def test_importing_it_imports_nothing_heavy() -> None:
    """Libraries are loaded when a mock is created."""
    code = f"import sys, peermock; print([name for name in {HEAVY} if name in sys.modules])"
    printed = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert printed.strip() == "[]"
