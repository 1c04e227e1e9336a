"""The ledger of a run: resources are recorded before they are created, so none is ever lost."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

_FORMAT = 1
"""The version of the file's format."""


class LedgerError(Exception):
    """A run file cannot be read, or is not a run file."""


@dataclass(slots=True)
class Entry:
    """A resource that a run is about to create, has created or has deleted.

    Attributes:
        scenario: The scenario that creates it.
        party: The party that creates it, such as `requester`.
        kind: AWS's name for the kind of resource, such as `vpc`.
        id: The ID; None until AWS has responded.
        gone: Whether it has been deleted.
    """

    scenario: str
    party: str
    kind: str
    id: str | None = None
    gone: bool = False


@dataclass(slots=True)
class Waiting:
    """A scenario that continues later.

    Attributes:
        scenario: The scenario's name.
        part: The number of the next part.
        due: When to run it, in ISO 8601 format.
        memory: Values passed between the parts.
        transcript: The responses so far.
    """

    scenario: str
    part: int
    due: str
    memory: dict[str, Any]
    transcript: list[dict[str, Any]]

    def is_due(self, now: datetime) -> bool:
        """Return whether the next part is due."""
        return datetime.fromisoformat(self.due) <= now


@dataclass(slots=True)
class Ledger:
    """A run, stored in a file that is replaced atomically at every change.

    Attributes:
        path: The file; None for a rehearsal, which is not stored.
        run_id: The value of the tag of everything that the run creates.
        target: The profiles, Regions and endpoint of the run, for resuming it.
        parties: The account and Region of each party, by name.
        entries: The resources of the run.
        waiting: The scenarios that continue later.
    """

    path: Path | None
    run_id: str
    target: dict[str, Any] = field(default_factory=dict)
    parties: dict[str, list[str]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)

    def announce(self, scenario: str, party: str, kind: str) -> Entry:
        """Record that a resource is about to be created, and return its entry."""
        entry = Entry(scenario, party, kind)
        self.entries.append(entry)
        self.save()
        return entry

    def name(self, entry: Entry, resource_id: str) -> None:
        """Record the ID of a created resource."""
        entry.id = resource_id
        self.save()

    def drop(self, entry: Entry) -> None:
        """Remove an entry: AWS has refused to create the resource."""
        self.entries.remove(entry)
        self.save()

    def strike(self, resource_id: str) -> None:
        """Record that a resource has been deleted."""
        for entry in self.entries:
            if entry.id == resource_id and not entry.gone:
                entry.gone = True
                self.save()

    def standing(self, scenarios: frozenset[str] | None = None) -> Iterator[Entry]:
        """Yield the entries of resources that exist, or may exist.

        Args:
            scenarios: The scenarios to include; None for all.
        """
        for entry in self.entries:
            if not entry.gone and (scenarios is None or entry.scenario in scenarios):
                yield entry

    def save(self) -> None:
        """Replace the file with the current state."""
        if self.path is None:
            return
        content = _plain(self) | {"format": _FORMAT}
        del content["path"]
        beside = self.path.with_name(f"{self.path.name}.new")
        with beside.open("w", encoding="utf-8") as file:
            file.write(json.dumps(content, default=_plain))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.path)


def _plain(value: object) -> Any:
    """Return a value as JSON can have it."""
    if isinstance(value, Entry | Ledger | Waiting):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    return str(value)


def read_ledger(path: Path) -> Ledger:
    """Return the ledger stored in a run file.

    Raises:
        LedgerError: The file cannot be read, is not a run file or has another version.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content.pop("format") != _FORMAT:
            raise LedgerError(f"{path} was written by another version of peermock")
        content["entries"] = [Entry(**entry) for entry in content["entries"]]
        content["waiting"] = [Waiting(**each) for each in content["waiting"]]
        return Ledger(path, **content)
    except OSError as error:
        raise LedgerError(f"{path}: {error.strerror}") from None
    except (AttributeError, KeyError, TypeError, ValueError):
        raise LedgerError(f"{path} is not a run file of `peermock verify`") from None
