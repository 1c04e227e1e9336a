"""Errors of the command, and their messages."""

import json
from pathlib import Path

import pytest

from peermock import PeeringMock
from peermock._verify import command
from tests.verify.conftest import ENDPOINT, Verify


def test_nobody_to_confirm(verify: Verify, tmp_path: Path) -> None:
    """Without a terminal and without --yes, nothing starts."""
    code, text = verify("--endpoint-url", ENDPOINT, "--run-file", tmp_path / "x", begin=False)
    assert code == 2
    assert text.endswith("no terminal to confirm on; pass --yes to start without confirmation\n")
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("yes", 0), ("", 2), ("no", 2)])
def test_a_person_confirms(
    verify: Verify, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    """At a terminal, the run starts after confirmation."""
    monkeypatch.setattr(command.sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: answer)
    given = ("--endpoint-url", ENDPOINT, "--only", "no_range", "--run-file", tmp_path / "x")
    assert verify(*given, begin=False)[0] == code


def test_an_account_without_room(verify: Verify, peering: PeeringMock) -> None:
    """A run does not start if its VPCs would exceed the quota."""
    for number in range(4):
        peering.account("222222222222").vpc(f"10.{number}.0.0/16", "eu-west-1")
    code, text = verify("--only", "request_waits", "--only", "accept_across_regions")
    assert code == 2
    assert (
        "overseas: account 222222222222 has 5 VPCs in eu-west-1, a scenario creates up to " in text
    )
    code, _ = verify("--only", "request_waits", "--vpc-quota", "20")
    assert code == 0


def test_a_run_file_that_is_there(verify: Verify, run_file: Path) -> None:
    """A run does not overwrite the file of another run."""
    run_file.write_text("precious")
    code, text = verify("--only", "accept")
    assert code == 2
    assert f"{run_file} already exists. Resume that run with --resume" in text
    assert run_file.read_text() == "precious"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is not a run file of `peermock verify`"),
        ("[]", "is not a run file of `peermock verify`"),
        ('{"format": 1}', "is not a run file of `peermock verify`"),
        ('{"format": 99}', "was written by another version of peermock"),
    ],
)
def test_a_damaged_run_file(verify: Verify, run_file: Path, content: str, words: str) -> None:
    """An invalid file is rejected and not changed."""
    run_file.write_text(content)
    for option in ("--resume", "--clean-up"):
        code, text = verify(option, run_file, begin=False)
        assert (code, words in text) == (2, True)
    assert run_file.read_text() == content


def test_a_run_file_that_is_not_there(verify: Verify, run_file: Path) -> None:
    """The error names the missing file."""
    code, text = verify("--resume", run_file, begin=False)
    assert (code, text) == (2, f"peermock verify: {run_file}: No such file or directory\n")


def test_another_account_than_before(verify: Verify, run_file: Path) -> None:
    """A run can be resumed only by the accounts that started it."""
    verify("--only", "request_expires")
    content = json.loads(run_file.read_text())
    content["parties"]["requester"][0] = "999999999999"
    run_file.write_text(json.dumps(content))
    code, text = verify("--clean-up", run_file, begin=False)
    assert code == 2
    assert (
        "was started with account 999999999999, but your credentials are for 111111111111" in text
    )


def test_names_that_do_not_exist(verify: Verify) -> None:
    """The error names the misspelt scenario."""
    code, text = verify("--only", "acept")
    assert code == 2
    assert "there is no scenario or area 'acept'" in text


@pytest.mark.parametrize("regions", ["", "us-east-1,eu-west-1,eu-west-3"])
def test_too_many_regions(verify: Verify, regions: str) -> None:
    """At most two Regions can be given."""
    code, text = verify("--regions", regions)
    assert (code, "--regions expects one Region or two" in text) == (2, True)


def test_an_endpoint_that_does_not_answer(verify: Verify, peering: PeeringMock) -> None:
    """A failed first call is reported in one line."""
    peering.fail("GetCallerIdentity", code="InvalidClientTokenId", message="No.", times=50)
    code, text = verify("--only", "accept")
    assert code == 2
    assert f"peermock verify: cannot call {ENDPOINT}: " in text
