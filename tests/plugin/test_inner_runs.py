"""Runs of pytest inside a test, in the same process, as the tests of plugins make them."""

import sys
from collections.abc import Callable
from textwrap import dedent

import pytest

RunTests = Callable[..., pytest.RunResult]

PLUGINS = ("-p", "peermock.pytest_plugin", "-p", "pytester", "-p", "no:cacheprovider")


@pytest.fixture
def run_tests(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> RunTests:
    """Return a function that runs a test file with the project's settings, and no other plugin."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makeini("[pytest]\npeermock_account_id = 111111111111\npeermock_report = short\n")

    def run(source: str) -> pytest.RunResult:
        preface = (
            f"import boto3\nimport pytest\nfrom peermock import mock_peering\nP = {PLUGINS!r}\n"
        )
        pytester.makepyfile(test_outer=preface + dedent(source))
        return pytester.runpytest_inprocess(*PLUGINS)

    return run


def test_the_settings_of_the_outer_run_come_back(run_tests: RunTests) -> None:
    """The inner run has its own settings, and the outer one continues with those it had."""
    run_tests(
        """
        def test_inner(pytester):
            pytester.makepyfile("def test(peering): assert peering.account_id == '123456789012'")
            pytester.runpytest_inprocess(*P).assert_outcomes(passed=1)
            with mock_peering() as aws:
                assert aws.account_id == "111111111111"

        def test_after(peering):
            assert peering.account_id == "111111111111"
        """
    ).assert_outcomes(passed=2)


def test_the_report_of_the_outer_test_is_complete(run_tests: RunTests) -> None:
    """The report has the mocks that ended before the inner run, and none of the inner run."""
    text = run_tests(
        """
        def test_inner(pytester):
            with mock_peering():
                boto3.client("ec2").describe_vpcs()
            pytester.makepyfile("def test(peering): peering.vpc('10.9.0.0/16')")
            pytester.runpytest_inprocess(*P)
            with mock_peering():
                boto3.client("ec2").describe_subnets()
            assert False
        """
    ).stdout.str()
    assert text.count("calls: 1\n") == 2


def test_fixtures_of_the_outer_run_are_still_told_apart(run_tests: RunTests) -> None:
    """After an inner run, a fixture joins the mocks that it requests, and a test does too."""
    run_tests(
        """
        @pytest.fixture(scope="session")
        def landing_zone():
            with mock_peering() as aws:
                yield aws

        @pytest.fixture(scope="module")
        def spoke(landing_zone):
            with mock_peering() as aws:
                yield aws

        def test_inner(landing_zone, pytester):
            pytester.makepyfile("def test(peering): pass")
            pytester.runpytest_inprocess(*P).assert_outcomes(passed=1)
            with mock_peering() as aws:
                assert aws._lifecycle.has_joined

        def test_after(spoke):
            assert spoke._lifecycle.has_joined

        def test_alone(peering):
            assert not peering._lifecycle.has_joined
        """
    ).assert_outcomes(passed=3)


def test_an_inner_run_that_never_begins_changes_nothing(run_tests: RunTests) -> None:
    """A run that another plugin ends before peermock's settings are read leaves the outer ones."""
    run_tests(
        """
        def test_inner(pytester):
            pytester.makeconftest("def pytest_configure(): raise RuntimeError")
            assert pytester.runpytest_inprocess(*P).ret == pytest.ExitCode.INTERNAL_ERROR
            with mock_peering() as aws:
                assert aws.account_id == "111111111111"

        def test_after(peering):
            assert peering.account_id == "111111111111"
        """
    ).assert_outcomes(passed=2)


def test_a_module_is_the_same_after_the_inner_run(
    run_tests: RunTests, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pytester forgets the modules that an inner run has imported, but there is no second copy."""
    monkeypatch.delitem(sys.modules, "peermock._version", raising=False)
    run_tests(
        """
        import sys

        def test_inner(pytester):
            pytester.makepyfile(
                "import sys\\n"
                "import peermock._version\\n"
                "def test(): sys.version_of_inner = sys.modules['peermock._version']"
            )
            pytester.runpytest_inprocess(*P).assert_outcomes(passed=1)
            assert "peermock._version" not in sys.modules
            import peermock._version
            version = sys.modules["peermock._version"]
            assert version is vars(sys).pop("version_of_inner")
            assert version.__spec__.loader is version.__loader__
        """
    ).assert_outcomes(passed=1)
