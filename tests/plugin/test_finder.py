"""Imports of peermock's modules in a run of pytest."""

import sys

import pytest

from peermock import _finder


def test_pytest_does_not_rewrite_peermock(pytester: pytest.Pytester) -> None:
    """Only the modules that pytest imports with the plugin are rewritten."""
    pytester.makepyfile(
        """
        import sys

        def test_imports(peering):
            loaders = {
                name: type(module.__spec__.loader).__name__
                for name, module in sys.modules.items()
                if name.startswith("peermock.")
            }
            rewritten = [n for n, each in loaders.items() if each == "AssertionRewritingHook"]
            assert len(loaders) > 50
            assert {*rewritten} <= {
                "peermock._config", "peermock._finder", "peermock.pytest_plugin"
            }
        """
    )
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_the_finder_is_installed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs inside runs share the finder, which leaves other packages alone."""
    monkeypatch.setattr(sys, "meta_path", [])
    for _ in range(2):
        _finder.install()
    (finder,) = sys.meta_path
    assert finder.find_spec("pytest", None) is None


def test_no_finder_is_left_after_the_run(pytester: pytest.Pytester) -> None:
    """The first run in a process removes it at its end, and so does the second."""
    pytester.makepyfile(
        test_imports="""
        import sys

        def test_finder():
            assert type(sys.meta_path[0]).__name__ == "PlainFinder"
        """,
        runs="""
        import sys
        import pytest

        for _ in range(2):
            assert pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:randomly"]) == 0
            assert "PlainFinder" not in [type(each).__name__ for each in sys.meta_path]
        """,
    )
    assert pytester.runpython("runs.py").ret == 0
