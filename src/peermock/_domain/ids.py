"""Identifiers, derived from a seed so that every run produces the same ones."""

import hashlib
import random
import re
from functools import cache, cached_property


class IdSource:
    """A seeded source of resource IDs and request IDs.

    Request IDs come from a separate stream, so that an additional Describe does not change the IDs
    of resources created after it.

    Example:
        >>> IdSource(seed=0).resource_id("pcx") == IdSource(seed=0).resource_id("pcx")
        True
    """

    def __init__(self, seed: int | str) -> None:
        self._seed = seed

    # Seeding takes time, and many sources are never used.

    @cached_property
    def _resources(self) -> random.Random:
        return random.Random(self._seed)

    @cached_property
    def _requests(self) -> random.Random:
        return random.Random(f"requests of {self._seed}")

    def derive(self, name: str) -> "IdSource":
        """Return a source for a named purpose. The same name always yields the same IDs."""
        return IdSource(f"{name} of {self._seed}")

    def copy(self) -> "IdSource":
        """Return an independent source that continues from the current state."""
        other = IdSource(self._seed)
        other._resources.setstate(self._resources.getstate())
        other._requests.setstate(self._requests.getstate())
        return other

    def resource_id(self, prefix: str) -> str:
        """Return a new resource ID: the prefix, a zero and sixteen hexadecimal digits."""
        return f"{prefix}-0{self._resources.getrandbits(64):016x}"

    def request_id(self) -> str:
        """Return a new request ID, a UUID in text."""
        bits = self._requests.getrandbits
        parts = (bits(32), bits(16), bits(12), bits(12), bits(48))
        return "%08x-%04x-4%03x-a%03x-%012x" % parts  # noqa: UP031  # on every call, and faster

    def random_bytes(self, count: int) -> bytes:
        """Return random bytes, for identifiers with a format of their own."""
        return self._resources.randbytes(count)


def id_beside(resource_id: str, prefix: str) -> str:
    """Return the ID of a resource that AWS creates along with another. It is always the same.

    Example:
        >>> id_beside("vpc-0123456789abcdef0", "acl") == id_beside("vpc-0123456789abcdef0", "acl")
        True
    """
    digits = hashlib.blake2b(f"{prefix} of {resource_id}".encode(), digest_size=8).hexdigest()
    return f"{prefix}-0{digits}"


def is_resource_id(text: str, prefix: str) -> bool:
    """Return whether the text is a well-formed ID: 8 hex digits (before 2018) or 17.

    Example:
        >>> is_resource_id("pcx-1a2b3c4d", "pcx"), is_resource_id("5dbx", "pcx")
        (True, False)
    """
    return _pattern(prefix).fullmatch(text) is not None


@cache
def _pattern(prefix: str) -> re.Pattern[str]:
    return re.compile(rf"{prefix}-(?:[0-9a-f]{{8}}|[0-9a-f]{{17}})")
