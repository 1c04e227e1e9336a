"""The document of a saved world: its clock, its version and a checksum."""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from peermock._domain.stores import Stores
from peermock._domain.world import World
from peermock._report.saved.encoding import decode, encode, state
from peermock._version import find_version
from peermock.exceptions import PeermockError

KIND = "peermock world"
_FORMAT = 3

NOT_SAVED = frozenset({"find_holder", "regions"})
"""Attributes of a world that belong to the program, not to the saved state."""


class SavedWorldError(PeermockError):
    """A document is not a world that this version of peermock can load."""


def save(world: World, offset: timedelta) -> str:
    """Return a world as a document, with the offset of its clock from the machine's.

    Raises:
        SavedWorldError: The network belongs to another library, such as moto.
    """
    if not isinstance(world.network, Stores):
        raise SavedWorldError("its network belongs to moto and cannot be saved")
    content = {
        "offset_seconds": offset.total_seconds(),
        "world": {
            name: encode(each) for name, each in state(world).items() if name not in NOT_SAVED
        },
    }
    head = {"kind": KIND, "format": _FORMAT, "peermock": find_version()}
    return json.dumps({**head, "sha256": _checksum(content), **content}, ensure_ascii=False) + "\n"


def load(text: str, world: World) -> timedelta:
    """Load a document into a world, and return the offset of its clock.

    Raises:
        SavedWorldError: The document is damaged or from another version. The world is unchanged.
    """
    content = _check(text)
    try:
        attributes = {name: decode(each) for name, each in content["world"].items()}
        offset = timedelta(seconds=content["offset_seconds"])
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise SavedWorldError(f"its content cannot be read: {error}") from None
    missing = state(world).keys() - attributes.keys() - NOT_SAVED - {"seal"}
    if missing:
        raise SavedWorldError(f"it lacks {', '.join(sorted(missing))}")
    for name, each in attributes.items():
        setattr(world, name, each)
    return offset


def _check(text: str) -> Mapping[str, Any]:
    """Return the content of a document, if it is complete and from this version."""
    try:
        document = json.loads(text)
    except ValueError as error:
        raise SavedWorldError(f"it is not valid JSON, or incomplete: {error}") from None
    if not isinstance(document, dict) or document.get("kind") != KIND:
        raise SavedWorldError("it is not a world saved by peermock")
    version = (document.get("format"), document.get("peermock"))
    if version != (_FORMAT, find_version()):
        raise SavedWorldError(
            f"it was saved by peermock {version[1]} in format {version[0]}, and this is peermock "
            f"{find_version()} with format {_FORMAT}"
        )
    content = {name: document.get(name) for name in ("offset_seconds", "world")}
    if document.get("sha256") != _checksum(content):
        raise SavedWorldError("it was changed or damaged after it was saved")
    return content


def _checksum(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
