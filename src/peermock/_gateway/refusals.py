"""The refusals that peermock has raised, instead of responses."""

from collections.abc import Iterator

from peermock.exceptions import NoSuchRegionError, PeermockError


class Refusals:
    """The refusals raised by a gateway, in order."""

    def __init__(self) -> None:
        self._raised: list[PeermockError] = []

    def __len__(self) -> int:
        return len(self._raised)

    def __iter__(self) -> Iterator[PeermockError]:
        return iter(tuple(self._raised))

    def add(self, error: PeermockError) -> None:
        """Record a refusal, to find out later what became of it.

        An unknown Region does not count: on AWS, too, the client would get an exception.
        """
        if not isinstance(error, NoSuchRegionError):
            self._raised.append(error)

    def remove(self, error: PeermockError) -> None:
        """Drop a refusal that was sent as a response, because the client saw it."""
        if error in self._raised:
            self._raised.remove(error)

    def forget(self) -> None:
        """Drop all refusals, and the frames that they keep alive."""
        self._raised.clear()
