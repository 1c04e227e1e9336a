"""Recorded answers of AWS, as cloud-custodian keeps them, beside the members that peermock shows.

A recording is of another account's things, so its values cannot be compared. Its members can: each
structure in it must have all the members that peermock always shows at that place, and none that
peermock never shows. A recording that lacks what AWS began to show later is older than a member.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import reduce
from http import HTTPStatus
from operator import and_, or_
from pathlib import Path
from typing import Any, NamedTuple

from peers.fetching import git
from peers.outcomes import DIFFERS, OLDER, PASSED, REFUSED
from peers.specimens import answers

Members = dict[str, list[frozenset[str]]]
"""The member names of each structure at a place in an answer, such as `Vpcs[].Tags[]`."""


class Recording(NamedTuple):
    """A recorded answer.

    Attributes:
        name: Its file, relative to the checkout.
        operation: The operation that was called.
        at: When the recording was added to the repository.
        members: The members of the structures in it.
    """

    name: str
    operation: str
    at: datetime
    members: Members


def structures(value: object, place: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the place and the member names of every structure in an answer."""
    if isinstance(value, list):
        for each in value:
            yield from structures(each, f"{place}[]")
    elif isinstance(value, dict) and "__class__" not in value:  # which is how a time is kept
        yield place, frozenset(value)
        for name, member in value.items():
            yield from structures(member, f"{place}.{name}".lstrip("."))


def members_of(*answers: dict[str, Any]) -> Members:
    """Return the members of the structures in answers, apart from their metadata and tokens."""
    found: Members = defaultdict(list)
    for answer in answers:
        told = {k: v for k, v in answer.items() if k not in {"ResponseMetadata", "NextToken"}}
        for place, names in structures(told):
            if place:
                found[place].append(names)
    return dict(found)


def dates_of(folder: Path) -> dict[str, datetime]:
    """Return when each file of a checkout was added to it."""
    log = ("log", "--format=@%cI", "--name-only", "--no-renames", "--diff-filter=A", "--", "*.json")
    dates: dict[str, datetime] = {}
    at = datetime.fromtimestamp(0, UTC)
    for line in git("-C", str(folder), *log).splitlines():
        if line.startswith("@"):
            at = datetime.fromisoformat(line[1:])
        elif line:
            dates[line] = at
    return dates


def recordings(folder: Path, cases: Iterable[str]) -> Iterator[Recording]:
    """Yield the recorded answers of EC2 in folders of a checkout, without errors."""
    dates = dates_of(folder)
    for file in sorted(each for case in cases for each in (folder / case).rglob("ec2.*.json")):
        recorded = json.loads(file.read_text("utf-8"))
        if recorded.get("status_code", 200) != HTTPStatus.OK or "Error" in recorded["data"]:
            continue
        name = file.relative_to(folder).as_posix()
        operation = file.name.split(".")[1].rpartition("_")[0]
        if members := members_of(recorded["data"]):
            yield Recording(name, operation, dates[name], members)


def differences(recorded: Members, shown: Members) -> Iterator[tuple[str, str, bool]]:
    """Yield place, member and whether the recording has it, for each member that differs."""
    for place, all_names in recorded.items():
        if place not in shown:
            continue
        always, ever = reduce(and_, shown[place]), reduce(or_, shown[place])
        for names in all_names:
            yield from ((place, name, False) for name in sorted(always - names))
            yield from ((place, name, True) for name in sorted(names - ever))


def is_later(place: str, name: str, recording: Recording, every: list[Recording]) -> bool:
    """Return whether AWS began to show a member after a recording, and mostly does since."""
    recorded = [
        (other.at, name in names)
        for other in every
        if other.operation == recording.operation
        for names in other.members.get(place, [])
    ]
    first = min((at for at, has in recorded if has), default=recording.at)
    since = [has for at, has in recorded if at >= first]
    return first > recording.at and 2 * sum(since) > len(since)


def judge(folder: Path, cases: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the verdict on each recording, and what it says."""
    every = list(recordings(folder, cases))
    shown = {name: members_of(*given) for name, given in answers().items()}
    outcomes = {}
    for each in every:
        if not each.members.keys() & shown.get(each.operation, {}).keys():
            outcomes[each.name] = (REFUSED, f"peermock's answer has none of {each.operation}")
            continue
        found = sorted(set(differences(each.members, shown[each.operation])))
        unlike = [
            worded(place, name, is_recorded=is_recorded)
            for place, name, is_recorded in found
            if is_recorded or not is_later(place, name, each, every)
        ]
        verdict = DIFFERS if unlike else OLDER if found else PASSED
        outcomes[each.name] = (verdict, "; ".join(unlike))
    return outcomes


def worded(place: str, name: str, *, is_recorded: bool) -> str:
    """Return a difference in words."""
    return f"{place}.{name} {'is recorded' if is_recorded else 'is not recorded'}"
