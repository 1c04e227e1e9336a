"""Recordings: AWS's responses in a publishable file, with which peermock is compared."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peermock._verify.comparison import Difference, compare

_FORMAT = 1
"""The version of the file's format."""


class RecordingError(Exception):
    """A recording cannot be read, or is not a recording."""


@dataclass(frozen=True, slots=True)
class Recording:
    """The responses of one run.

    Attributes:
        target: The target of the run: `AWS`, or the endpoint URL.
        date: The day.
        regions: The Regions of the run, which the comparison must use too.
        transcripts: The exchanges of each scenario, in comparable form.
    """

    target: str
    date: str
    regions: tuple[str, ...]
    transcripts: Mapping[str, list[dict[str, Any]]]


def write_recording(path: Path, recording: Recording) -> None:
    """Write a recording, whose account IDs and resource IDs are already placeholders."""
    content = {
        "format": _FORMAT,
        "target": recording.target,
        "date": recording.date,
        "regions": recording.regions,
        "transcripts": recording.transcripts,
    }
    path.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read_recording(path: Path) -> Recording:
    """Return the recording in a file.

    Raises:
        RecordingError: The file cannot be read, is not a recording or has another version.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != _FORMAT:
            raise RecordingError(
                f"{path} was written by another version of peermock; record it again"
            )
        return Recording(
            content["target"],
            content["date"],
            tuple(content["regions"]),
            dict(content["transcripts"]),
        )
    except OSError as error:
        raise RecordingError(f"{path}: {error.strerror}") from None
    except (KeyError, TypeError, ValueError):
        raise RecordingError(f"{path} is not a recording of `peermock verify`") from None


def differences_from(
    recording: Recording, ours: Mapping[str, list[dict[str, Any]]]
) -> Iterable[tuple[str, Difference]]:
    """Yield the differences between peermock and a recording, with the scenario's name."""
    for name, transcript in recording.transcripts.items():
        for difference in compare(transcript, ours[name]):
            yield name, difference
