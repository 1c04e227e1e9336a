"""Complete runs: against peermock itself, with a fault on either side, and a week later."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from botocore.exceptions import EndpointConnectionError

from peermock import PeeringMock
from peermock._verify import performance, run
from peermock._verify.conversation import Caller
from peermock._verify.scenarios import ALL
from tests.verify.conftest import Killed, Verify

Standing = Callable[[], list[str]]


def test_peermock_agrees_with_itself(verify: Verify, peering: PeeringMock, tmp_path: Path) -> None:
    """A run against peermock finds no difference in any scenario."""
    report = tmp_path / "report.json"
    code, text = verify("--json", report)
    outcomes = json.loads(report.read_text())["outcomes"]
    assert [each["scenario"] for each in outcomes if each["outcome"] == "differs"] == []
    assert [each["unasked"] for each in outcomes if each["unasked"]] == []
    assert len(outcomes) == len(ALL)
    assert code == 0
    assert " 0 differ" in text.splitlines()[-2]
    peering.assert_called("CreateVpc", account_id="111111111111", region_name="us-east-1")


def test_nothing_is_left_of_a_run(verify: Verify, standing: Standing, run_file: Path) -> None:
    """A run deletes what it created, and its file."""
    code, _ = verify("--only", "security groups", "--only", "options")
    assert code == 0
    assert standing() == []
    assert not run_file.exists()


def test_a_difference_of_the_account_is_reported(verify: Verify, peering: PeeringMock) -> None:
    """A fault in the target is reported as exactly one difference."""
    peering.fail("RejectVpcPeeringConnection", code="InvalidStateTransition", message="Not today.")
    code, text = verify("--only", "parties, regions, statuses")
    assert code == 1
    assert text.count("      differs  ") == 1
    assert "call 1, requester RejectVpcPeeringConnection, Error.Message" in text
    assert "target   Not today." in text


def test_a_difference_of_peermock_is_reported(
    verify: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault in peermock is reported as exactly one difference."""
    original = performance.mocked

    @contextmanager
    def faulty(places: performance.Places) -> Iterator[tuple[PeeringMock, dict[str, Caller]]]:
        with original(places) as (aws, parties):
            aws.fail("ModifyVpcPeeringConnectionOptions", code="InternalWhim", message="No.")
            yield aws, parties

    monkeypatch.setattr(performance, "mocked", faulty)
    code, text = verify("--only", "modify_pending")
    assert code == 1
    assert "Error.Code\n    target   OperationNotPermitted\n    peermock InternalWhim" in text


def test_what_has_to_wait_is_asked_later(
    verify: Verify, peering: PeeringMock, standing: Standing, run_file: Path
) -> None:
    """A run records what to look at and when, and `--resume` does so until nothing is left."""
    code, text = verify("--only", "request_expires")
    assert code == 0
    assert "pending  request_expires (due " in text
    assert f"peermock verify --resume {run_file}" in text
    assert len(standing()) == 3

    code, text = verify("--resume", run_file, begin=False)
    assert "(due " in text

    peering.shift(days=7, minutes=6)
    code, text = verify("--resume", run_file, begin=False)
    assert (code, "pending" in text) == (0, True)

    peering.shift(days=2, minutes=1)
    code, text = verify("--resume", run_file, begin=False)
    assert code == 0
    assert "matches  request_expires" in text
    assert standing() == []
    assert not run_file.exists()


def test_a_difference_that_shows_later_is_reported(
    verify: Verify, peering: PeeringMock, run_file: Path
) -> None:
    """Responses a week later are compared as well."""
    verify("--only", "request_expires")
    peering.shift(days=7, minutes=6)
    peering.fail("DeleteVpcPeeringConnection", code="Gone", message="It is gone.")
    code, text = verify("--resume", run_file, begin=False)
    assert code == 1
    assert "requester DeleteVpcPeeringConnection, Error.Code\n    target   Gone" in text


def test_two_accounts_and_regions_are_needed_for_some(verify: Verify) -> None:
    """With one Region, scenarios that need two are reported as skipped."""
    code, text = verify("--only", "accept_across_regions", "--regions", "us-east-1")
    assert code == 0
    assert "skipped  accept_across_regions (needs a second Region" in text
    assert text.splitlines()[-1] == "0 rows match, 0 differ, 1 skipped"


def test_an_account_of_which_there_is_only_one(
    verify: Verify, peering: PeeringMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If neither keys nor roles give a second account, scenarios that need two are skipped."""
    monkeypatch.setattr("peermock._verify.target.access_key_id", lambda _: "AKIAIOSFODNN7EXAMPLE")
    monkeypatch.setattr("peermock._verify.target.ROLE", f"arn:aws:iam::{peering.account_id}:role/x")
    _, text = verify("--only", "requester_accepts", "--only", "accept")
    assert f"as account {peering.account_id}." in text
    assert "skipped  requester_accepts (needs a second account" in text
    assert "matches  accept\n" in text


def test_a_role_can_be_a_second_account(verify: Verify, peering: PeeringMock) -> None:
    """A role of another account can be the accepter."""
    code, text = verify(
        "--only", "requester_accepts", "--peer-role-arn", "arn:aws:iam::333333333333:role/accepter"
    )
    assert code == 0
    assert "as accounts 111111111111 and 333333333333." in text
    peering.assert_called("AcceptVpcPeeringConnection", account_id="333333333333")


def test_calls_that_aws_throttles_are_made_again(verify: Verify, peering: PeeringMock) -> None:
    """Temporary throttling does not affect the result."""
    peering.fail("CreateVpc", code="RequestLimitExceeded", times=4)
    code, text = verify("--only", "accept")
    assert (code, "matches  accept" in text) == (0, True)


@pytest.mark.parametrize(
    "code", ["RequestLimitExceeded", "UnauthorizedOperation", "VpcLimitExceeded"]
)
def test_what_an_account_may_not_ask_is_said(
    verify: Verify, peering: PeeringMock, standing: Standing, code: str
) -> None:
    """A scenario without permission is reported, and the others continue."""
    peering.fail("AcceptVpcPeeringConnection", code=code, message="No.", times=50)
    exit_code, text = verify("--only", "accept", "--only", "odd_ranges")
    assert exit_code == 0
    assert "skipped  accept (AcceptVpcPeeringConnection: " in text
    assert "matches  odd_ranges" in text
    assert standing() == []


def test_a_lost_connection_is_said(
    verify: Verify, peering: PeeringMock, standing: Standing
) -> None:
    """A scenario that loses its connection is reported, and leaves nothing."""
    lost = EndpointConnectionError(endpoint_url="https://ec2")
    peering.fail("AcceptVpcPeeringConnection", exception=lost, times=50)
    code, text = verify("--only", "accept")
    assert code == 0
    assert "skipped  accept (AcceptVpcPeeringConnection: Could not connect" in text
    assert standing() == []


def test_what_cannot_be_deleted_is_said(
    verify: Verify, peering: PeeringMock, run_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Remaining resources are reported with the reason, and can be cleaned up later."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    peering.fail("DeleteSubnet", code="Busy", message="In use.", times=6)
    code, text = verify("--only", "overlapping_subnets")
    assert code == 3
    assert "requester subnet-" in text
    assert "In use." in text
    assert f"peermock verify --clean-up {run_file}" in text
    assert verify("--clean-up", run_file, begin=False)[0] == 3
    code, text = verify("--clean-up", run_file, begin=False)
    assert (code, text) == (0, "No resources of this run remain.\n")


def test_an_interrupted_run_says_how_to_clean_up(
    verify: Verify, run_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C prints the command that deletes the remaining resources."""
    monkeypatch.setattr(run, "perform", raiser(KeyboardInterrupt))
    code, text = verify("--only", "accept")
    assert code == 3
    assert (
        f"Interrupted. Delete the remaining resources: peermock verify --clean-up {run_file}"
        in text
    )


def test_an_error_that_ends_a_run_is_raised(
    verify: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anything but Ctrl-C reaches the caller."""
    monkeypatch.setattr(run, "perform", raiser(Killed))
    with pytest.raises(Killed):
        verify("--only", "accept")


def raiser(error: type[BaseException]) -> Callable[..., None]:
    """Return a function that raises an error."""

    def raise_it(*_: object, **__: object) -> None:
        raise error

    return raise_it
