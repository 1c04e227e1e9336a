"""A fault that no call met fails the test, like an unused stub."""

from contextlib import suppress

import boto3
import pytest
from botocore.exceptions import ClientError

from peermock import PeermockError, UnusedFaultError, mock_peering
from tests.arrangements import Run

EXPLANATION = (
    "Either the code under test does not make the call, or the fault is for another account or "
    "Region. Remove the fault, or pass mock_peering(assert_all_faults_hit=False)."
)


def test_the_end_of_the_mock_fails() -> None:
    """The error names the fault and possible causes."""
    with pytest.raises(UnusedFaultError) as caught, mock_peering() as aws:
        aws.fail("DescribeVpcs", code="Throttling")
    assert str(caught.value) == f"No call met this fault: DescribeVpcs: Throttling. {EXPLANATION}"
    assert caught.value.faults == ("DescribeVpcs: Throttling",)


def test_all_of_them_are_named() -> None:
    """Several faults are reported with their callers."""
    mock = mock_peering().start()
    mock.fail("DescribeVpcs", code="Throttling", account_id="222222222222")
    mock.fail("DeleteVpc", exception=OSError("gone"), region_name="eu-west-1")
    with pytest.raises(UnusedFaultError) as caught:
        mock.stop()
    assert str(caught.value) == (
        "No call met these faults: DescribeVpcs: Throttling (222222222222); "
        f"DeleteVpc: OSError('gone') (eu-west-1). {EXPLANATION}"
    )


def test_the_mock_has_ended_all_the_same() -> None:
    """After the error the mock is not active, and another can start."""
    mock = mock_peering()
    with pytest.raises(UnusedFaultError), mock as aws:
        aws.fail("DescribeVpcs", code="Throttling")
    assert "not active" in repr(mock)
    with mock:
        pass


def test_stop_fails_too() -> None:
    """`stop` raises the same error."""
    mock = mock_peering().start()
    mock.fail("DescribeVpcs", code="Throttling")
    with pytest.raises(UnusedFaultError):
        mock.stop()


def test_the_error_is_an_assertion_error() -> None:
    """The error is a PeermockError, and a failure to test runners."""
    assert issubclass(UnusedFaultError, PeermockError)
    assert issubclass(UnusedFaultError, AssertionError)


def test_a_fault_that_was_met_once_is_used() -> None:
    """One call suffices, whatever the maximum number."""
    with mock_peering() as aws:
        aws.fail("DescribeVpcs", code="Throttling", times=100)
        with suppress(ClientError):
            boto3.client("ec2").describe_vpcs()


def test_the_error_hides_no_other_exception() -> None:
    """An exception in the block takes precedence."""

    def fail_otherwise() -> None:
        with mock_peering() as aws:
            aws.fail("DescribeVpcs", code="Throttling")
            raise LookupError

    with pytest.raises(LookupError):
        fail_otherwise()


def test_the_check_can_be_turned_off() -> None:
    """A setting allows unused faults."""
    with mock_peering(assert_all_faults_hit=False) as aws:
        aws.fail("DescribeVpcs", code="Throttling")


def test_the_mock_that_asked_for_it_tells() -> None:
    """A nested mock reports and removes its own faults at its end."""
    with mock_peering() as outer:
        inner = mock_peering().start()
        inner.fail("DescribeVpcs", code="Throttling")
        with pytest.raises(UnusedFaultError):
            inner.stop()
        boto3.client("ec2").describe_vpcs()
        assert outer.calls[0].error is None


def test_an_isolated_mock_tells_for_itself() -> None:
    """An isolated mock has its own faults and its own setting."""
    with mock_peering(assert_all_faults_hit=False):
        with pytest.raises(UnusedFaultError), mock_peering(isolated=True) as inner:
            inner.fail("DescribeVpcs", code="Throttling")
        boto3.client("ec2").describe_vpcs()


def test_the_test_fails_at_teardown(run: Run) -> None:
    """With the fixture, pytest reports a teardown error without peermock's own code."""
    result = run("""
        def test(peering):
            peering.fail("DescribeVpcs", code="Throttling")
            boto3.client("ec2").describe_subnets()
    """)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(
        [
            "*ERROR at teardown of test*",
            f"No call met this fault: DescribeVpcs: Throttling. {EXPLANATION}",
            "*- peering -*",
            "calls: 1",
        ]
    )
    result.stdout.no_fnmatch_line("*pytest_plugin.py*")


@pytest.mark.parametrize(
    ("mark", "ini"),
    [("@pytest.mark.peering(assert_all_faults_hit=False)", ""), ("", "{} = false")],
    ids=["marker", "ini"],
)
def test_pytest_can_turn_the_check_off(run: Run, mark: str, ini: str) -> None:
    """The marker disables the check for a test, the ini file for a project."""
    result = run(
        f"""
        {mark}
        def test(peering):
            peering.fail("DescribeVpcs", code="Throttling")
        """,
        ini=ini.format("peermock_assert_all_faults_hit"),
    )
    result.assert_outcomes(passed=1)


def test_a_decorated_function_fails(run: Run) -> None:
    """The test that requested the fault fails."""
    result = run("""
        @mock_peering
        def test():
            with mock_peering() as aws:
                aws.fail("DescribeVpcs", code="Throttling")
    """)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["E * No call met this fault: DescribeVpcs: Throttling.*"])


def test_a_fault_of_one_test_does_not_meet_the_next(run: Run) -> None:
    """In a decorated class, only the test that requested the fault fails."""
    result = run("""
        @mock_peering
        class Test:
            def test_asks(self, peering):
                peering.fail("DescribeVpcs", code="Throttling")

            def test_calls(self, peering):
                boto3.client("ec2").describe_vpcs()
                assert peering.calls[0].error is None
    """)
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*ERROR at teardown of Test.test_asks*"])
