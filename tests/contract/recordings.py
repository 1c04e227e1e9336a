"""Recordings of `peermock verify`, with which peermock's responses are compared.

`.venv/bin/python -m tests.contract.recordings FILE` adds one.
"""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from peermock._verify.comparison import Difference
from peermock._verify.ledger import Ledger
from peermock._verify.performance import perform_all
from peermock._verify.plan import stand_ins
from peermock._verify.recording import Recording, differences_from, read_recording
from peermock._verify.scenarios import choose

FOLDER = Path(__file__).with_name("recordings")


def differences(recording: Recording) -> Iterator[tuple[str, Difference]]:
    """Yield the differences between peermock and a recording, with the scenario's name."""
    places = stand_ins(recording.regions)
    ours = {
        scenario.name: perform_all(
            scenario, Ledger(None, "recording"), places, len(scenario.parts)
        ).transcript
        for scenario in choose(recording.transcripts)
    }
    yield from differences_from(recording, ours)


def add(path: Path, folder: Path = FOLDER) -> Path:
    """Copy a recording into the folder of the contract tests, and return its path."""
    recording = read_recording(path)
    name = re.sub(r"[^a-z0-9]+", "-", f"{recording.target} {recording.date}".lower()).strip("-")
    folder.mkdir(exist_ok=True)
    return Path(shutil.copyfile(path, folder / f"{name}.json"))


if __name__ == "__main__":
    for given in sys.argv[1:]:
        kept = add(Path(given))
        sys.stdout.write(f"{kept}: run the tests of tests/contract to see what differs\n")
