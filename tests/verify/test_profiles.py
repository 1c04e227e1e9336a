"""Runs with profiles, as on AWS itself, which the test's mock replaces."""

from pathlib import Path

import pytest

from peermock import PeeringMock
from tests.verify.conftest import Verify


@pytest.fixture
def profiles(peering: PeeringMock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Configure two profiles of two accounts."""
    lines = []
    for name, account_id in (("requester", "333333333333"), ("accepter", "444444444444")):
        keys = peering.account(account_id).credentials()
        lines += [f"[{name}]", *(f"{key}={value}" for key, value in keys.items())]
    path = tmp_path / "credentials"
    path.write_text("\n".join(lines))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(path))


@pytest.mark.usefixtures("profiles")
def test_two_profiles_are_two_parties(verify: Verify, peering: PeeringMock, tmp_path: Path) -> None:
    """The requester and the accepter sign with their own profiles."""
    given = ("--profile", "requester", "--peer-profile", "accepter", "--pause", "0", "--yes")
    code, text = verify(
        *given, "--only", "requester_accepts", "--run-file", tmp_path / "run.json", begin=False
    )
    assert code == 0
    assert "The run calls AWS as accounts 333333333333 and 444444444444." in text
    peering.assert_called("CreateVpcPeeringConnection", account_id="333333333333")
    peering.assert_called("AcceptVpcPeeringConnection", account_id="444444444444")


@pytest.mark.usefixtures("profiles")
def test_one_profile_is_one_account(verify: Verify, tmp_path: Path) -> None:
    """Without a second profile, scenarios that need two accounts are skipped."""
    given = ("--profile", "requester", "--pause", "0", "--yes", "--only", "requester_accepts")
    code, text = verify(*given, "--run-file", tmp_path / "run.json", begin=False)
    assert code == 0
    assert "needs a second account: pass --peer-profile or --peer-role-arn" in text


def test_aws_is_asked_slowly(
    verify: Verify, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is a pause of a tenth of a second before each call to AWS."""
    slept: list[float] = []
    monkeypatch.setattr("peermock._verify.conversation.time.sleep", slept.append)
    given = ("--yes", "--only", "no_range", "--run-file", tmp_path / "run.json")
    assert verify(*given, begin=False)[0] == 0
    assert 0.1 in slept
