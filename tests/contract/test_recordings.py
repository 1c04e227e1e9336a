"""Peermock's responses compared with recordings that users made with `peermock verify`."""

from peermock._verify.recording import read_recording
from tests.contract.recordings import FOLDER, differences


def test_peermock_answers_as_recorded() -> None:
    """Peermock's responses are the same as in every contributed recording."""
    found = [
        f"{path.name}: {name}: {difference}"
        for path in sorted(FOLDER.glob("*.json"))
        for name, difference in differences(read_recording(path))
    ]
    assert found == []
