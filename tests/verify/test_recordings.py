"""Recordings: anonymous transcripts of a run, with which peermock is compared."""

import json
from pathlib import Path

import pytest

from peermock import PeeringMock
from peermock._verify.recording import Recording, RecordingError, read_recording, write_recording
from tests.contract import recordings
from tests.contract.recordings import differences
from tests.verify.conftest import Verify


@pytest.fixture
def recorded(verify: Verify, tmp_path: Path) -> Path:
    """A recording of a few scenarios, one of which is continued later."""
    path = tmp_path / "recording.json"
    only = ("group_of_a_peer", "accept_across_regions", "deleted_is_seen", "request_waits")
    verify(*(each for name in only for each in ("--only", name)), "--recording", path)
    return path


def test_a_recording_names_no_account(recorded: Path) -> None:
    """Account numbers, IDs and times are placeholders."""
    text = recorded.read_text()
    assert "111111111111" not in text
    assert "222222222222" not in text
    assert "<account of accepter>" in text
    assert "pcx-0" not in text


def test_peermock_is_held_to_a_recording(recorded: Path) -> None:
    """Peermock reproduces the recording of a run against it, without the network."""
    assert list(differences(read_recording(recorded))) == []


def test_a_changed_answer_is_found(recorded: Path) -> None:
    """A changed recording is reported with scenario, call and member."""
    content = json.loads(recorded.read_text())
    content["transcripts"]["request_waits"][0]["Answer"]["Code"] = "initiated"
    recorded.write_text(json.dumps(content))
    ((name, difference),) = differences(read_recording(recorded))
    assert (name, difference.call) == ("request_waits", "requester CreateVpcPeeringConnection")
    assert (difference.member, difference.theirs) == ("Code", "initiated")


def test_a_recording_is_read_as_it_was_written(tmp_path: Path) -> None:
    """A recording survives a round trip through a file."""
    recording = Recording("AWS", "2026-11-25", ("us-east-1",), {"accept": [{"Call": "x"}]})
    write_recording(tmp_path / "r.json", recording)
    assert read_recording(tmp_path / "r.json") == recording


@pytest.mark.parametrize("content", ["", "[]", '{"format": 1}', '{"format": 2}'])
def test_what_is_not_a_recording(tmp_path: Path, content: str) -> None:
    """Another file is rejected, and the error names it."""
    path = tmp_path / "r.json"
    path.write_text(content)
    with pytest.raises(RecordingError, match=r"r\.json"):
        read_recording(path)


def test_a_recording_that_is_not_there(tmp_path: Path) -> None:
    """The error names the missing file."""
    with pytest.raises(RecordingError, match="No such file"):
        read_recording(tmp_path / "r.json")


def test_a_recording_joins_the_tests_by_one_command(
    recorded: Path, peering: PeeringMock, tmp_path: Path
) -> None:
    """The command copies the recording into the contract tests under a unique name."""
    added = recordings.add(recorded, tmp_path)
    assert added.name.startswith("http-127-0-0-1-4599-")
    assert read_recording(added) == read_recording(recorded)
    assert peering.calls
