"""Tests that need a system program are skipped by name and counted, or fail in CI."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.needs import LOG, REQUIRE_ALL

ROOT = Path(__file__).parents[2]

Run = Callable[[], pytest.RunResult]

MODULE = """
import pytest
from tests.needs import find, need

@pytest.mark.parametrize("number", [1, 2])
def test_drives_a_browser(number):
    find("netscape", "netscape-navigator")

def test_uses_a_module():
    need("the module x of the language y", found=None)

def test_uses_python():
    assert find("python3", "python3")

def test_is_skipped_for_another_reason():
    pytest.skip("not today")
"""


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs tests with such needs, with the suite's own summary."""
    monkeypatch.delenv(REQUIRE_ALL, raising=False)
    monkeypatch.setenv(LOG, str(pytester.path / "needs.txt"))
    pytester.makeconftest("from conftest_of_suite import pytest_terminal_summary")
    pytester.makepyfile(conftest_of_suite=(ROOT / "conftest.py").read_text("utf-8"))
    pytester.makepyfile(MODULE)
    pytester.syspathinsert()
    return lambda: pytester.runpytest_inprocess("-p", "no:randomly")


def test_tests_with_needs_are_skipped_and_counted(run: Run, pytester: pytest.Pytester) -> None:
    """The summary of the run and the log of `make test` list the missing programs."""
    result = run()
    result.assert_outcomes(passed=1, skipped=4)
    result.stdout.fnmatch_lines(
        [
            "*not tried on this machine*",
            "2 tests need netscape (Debian: netscape-navigator)",
            "1 tests need the module x of the language y",
        ],
        consecutive=True,
    )
    logged = (pytester.path / "needs.txt").read_text("utf-8").splitlines()
    assert sorted(logged) == [
        "netscape (Debian: netscape-navigator)",
        "netscape (Debian: netscape-navigator)",
        "the module x of the language y",
    ]


def test_tests_with_needs_fail_in_ci(
    run: Run, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In CI such tests fail, and the missing program is still named."""
    monkeypatch.setenv(REQUIRE_ALL, "1")
    result = run()
    result.assert_outcomes(passed=1, skipped=1, failed=3)
    result.stdout.fnmatch_lines(["*needs netscape (Debian: netscape-navigator), and*"])
    result.stdout.no_fnmatch_line("*not tried on this machine*")
    assert not (pytester.path / "needs.txt").exists()


def test_ci_installs_what_the_tests_need() -> None:
    """`.ci/run` installs every Debian package that a test names."""
    called = re.compile(r"""find\(\s*"[^"]+",\s*"([^"]+)"|\(Debian: ([\w+.-]+)\)""")
    texts = [
        path.read_text("utf-8")
        for path in (ROOT / "tests").rglob("*.py")
        if path.parent != Path(__file__).parent
    ]
    named = (" ".join(match) for text in texts for match in called.findall(text))
    packages = {package for names in named for package in names.split()}
    script = (ROOT / ".ci/run").read_text("utf-8")
    assert packages
    assert packages <= set(re.findall(r"[\w.+-]+", script))
    assert f"export {REQUIRE_ALL}=1" in script
