"""Reachability in the report of a failed test."""

from tests.arrangements import Run


def test_a_failed_assertion_says_why(run: Run) -> None:
    """The assertion has the reason, and the report section every hop."""
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
    """The latest answer is shown even if no call was made."""
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
    """Without a reachability check there is no such section."""
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
    """Without calls, checks and connections there is no report."""
    result = run(
        """
        def test_fails(peering):
            assert False
        """
    )
    result.assert_outcomes(failed=1)
    result.stdout.no_fnmatch_line("*- peering -*")
