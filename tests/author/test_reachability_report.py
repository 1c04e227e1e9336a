"""What the report of a failed test says of reachability."""

from collections.abc import Callable

import pytest

Run = Callable[..., pytest.RunResult]


def test_a_failed_assertion_says_why(run: Run) -> None:
    """In short where the assertion stands, and hop by hop in the section of the report."""
    result = run(
        """
        def test_reaches(peering):
            ours, theirs = peering.vpc("10.0.0.0/16"), peering.vpc("10.1.0.0/16")
            peering.peer(ours, theirs)
            assert peering.reachability(ours, theirs)
        """
    )
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "E * assert <Reachability no: vpc-* has no route to 10.1.0.0/16 in rtb-* (main)>",
            "*- peering -*",
            "reachability: vpc-* does not reach vpc-*:",
            "  from  vpc-* (123456789012, us-east-1): 10.0.0.0/16",
            "> there 10.1.0.0/16 from vpc-* by rtb-* (main):*",
        ]
    )


def test_a_report_shows_the_latest_answer_alone(run: Run) -> None:
    """Also of a mock that nobody has called."""
    result = run(
        """
        def test_fails():
            with mock_peering() as aws:
                vpc, other = aws.vpc("10.0.0.0/16"), aws.vpc("10.1.0.0/16")
                assert not aws.reachability(vpc, other)
                assert not aws.reachability(vpc, vpc)
        """
    )
    result.stdout.fnmatch_lines(["*- peering -*", "reachability: vpc-* reaches vpc-*"])
    assert "does not reach" not in str(result.stdout)


def test_a_report_without_an_answer_says_nothing_of_it(run: Run) -> None:
    """Nobody has asked."""
    result = run(
        """
        def test_fails(peering):
            boto3.client("ec2").describe_vpcs()
            assert False
        """
    )
    result.stdout.fnmatch_lines(["*- peering -*"])
    assert "reach" not in str(result.stdout)


def test_a_mock_that_has_nothing_to_say_says_nothing(run: Run) -> None:
    """Nobody has called or asked it, and there is no connection."""
    result = run(
        """
        def test_fails(peering):
            assert False
        """
    )
    result.stdout.no_fnmatch_line("*- peering -*")
