"""Tests that need a program which Python's package index does not have."""

import os
import re
from collections import Counter
from collections.abc import Iterable
from shutil import which

import pytest

REQUIRE_ALL = "PEERMOCK_REQUIRE_ALL"
"""Set if nothing may be missing: `.ci/run` installs all needs and sets it."""

LOG = "PEERMOCK_NEEDS"
"""The file in which `make test` collects missing needs, to count them at its end."""

MISSING = re.compile(r"needs (.*)")


def need(what: str, *, found: object) -> None:
    """Skip a test with the name of what it needs, or fail it if nothing may be missing."""
    if found:
        return
    text = f"needs {what}"
    if os.environ.get(REQUIRE_ALL):
        pytest.fail(f"{text}, and {REQUIRE_ALL} is set", pytrace=False)
    pytest.skip(text)


def find(command: str, package: str) -> str:
    """Return the path of a command from a Debian package, or skip the test."""
    path = which(command)
    need(f"{command} (Debian: {package})", found=path)
    return str(path)


def missing(reasons: Iterable[str]) -> Counter[str]:
    """Return the number of skipped tests for each missing program."""
    named = (MISSING.search(reason) for reason in reasons)
    return Counter(found[1] for found in named if found)
