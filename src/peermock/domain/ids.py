"""Identifiers: made from a seed, so that a run makes the same ones again."""

import random
import re
from functools import cache, cached_property


class IdSource:
    """A seeded source of resource IDs and request IDs.

    Request IDs come from a stream of their own, so that one Describe more or less
    does not change the IDs of what is made after it.

    Example:
        >>> IdSource(seed=0).resource_id("pcx") == IdSource(seed=0).resource_id("pcx")
        True
    """

    def __init__(self, seed: int | str) -> None:
        self._seed = seed

    # Seeding takes time, and many a source is never asked.

    @cached_property
    def _resources(self) -> random.Random:
        return random.Random(self._seed)

    @cached_property
    def _requests(self) -> random.Random:
        return random.Random(f"requests of {self._seed}")

    def derive(self, name: str) -> "IdSource":
        """Return a source for one purpose, which makes the same IDs whenever it is asked."""
        return IdSource(f"{name} of {self._seed}")

    def copy(self) -> "IdSource":
        """Return a source that goes on from here on its own."""
        other = IdSource(self._seed)
        other._resources.setstate(self._resources.getstate())
        other._requests.setstate(self._requests.getstate())
        return other

    def resource_id(self, prefix: str) -> str:
        """Return a new ID as AWS makes them: the prefix, a zero, sixteen hexadecimal digits."""
        return f"{prefix}-0{self._resources.getrandbits(64):016x}"

    def request_id(self) -> str:
        """Return a new request ID, a UUID in text."""
        text = f"{self._requests.getrandbits(128):032x}"
        return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"

    def random_bytes(self, count: int) -> bytes:
        """Return bytes for a part of an identifier that has a form of its own."""
        return self._resources.randbytes(count)


def is_resource_id(text: str, prefix: str) -> bool:
    """Tell whether the text has the form of an ID: eight digits (before 2018) or seventeen.

    Example:
        >>> is_resource_id("pcx-1a2b3c4d", "pcx"), is_resource_id("5dbx", "pcx")
        (True, False)
    """
    return _pattern(prefix).fullmatch(text) is not None


@cache
def _pattern(prefix: str) -> re.Pattern[str]:
    return re.compile(rf"{prefix}-(?:[0-9a-f]{{8}}|[0-9a-f]{{17}})")
