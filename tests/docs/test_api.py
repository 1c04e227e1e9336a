"""The API reference has every public name with its members."""

import re
from pathlib import Path

import pytest

import peermock

DIRECTIVE = re.compile(r"^\.\. (\S+):: peermock\.(\w+)\S*\n((?:   :.*\n)*)", re.MULTILINE)


@pytest.fixture(scope="module")
def documented(root: Path) -> dict[str, str]:
    """The names that the page documents, each with the options of its directive."""
    text = (root / "docs/reference/api.md").read_text("utf-8")
    return {name: options for _, name, options in DIRECTIVE.findall(text)}


def test_every_public_name_is_documented(documented: dict[str, str]) -> None:
    """The page has exactly the names of `__all__`."""
    assert sorted(documented) == sorted(peermock.__all__)


@pytest.mark.parametrize("name", [name for name in peermock.__all__ if name != "__version__"])
def test_every_member_is_documented(name: str, documented: dict[str, str]) -> None:
    """A class is shown with its methods, including those inherited from peermock's classes."""
    public = getattr(peermock, name)
    if not isinstance(public, type) or issubclass(public, Exception):
        return
    bases = [base for base in public.__mro__[1:] if base.__module__.startswith("peermock")]
    assert ":members:" in documented[name]
    assert (":inherited-members:" in documented[name]) == bool(bases)
