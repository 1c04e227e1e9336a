"""Saving the world of an endpoint to a file."""

import logging
import threading
from pathlib import Path
from typing import Self

from peermock._report.saved import save
from peermock._site import Site
from peermock._transport.server.files import write

INTERVAL_SECONDS = 1.0

_log = logging.getLogger("peermock")


class Saver:
    """Writes the world to a file shortly after each change, and at the end.

    Args:
        site: The endpoint whose world is saved.
        path: The file; None to save nothing.

    Raises:
        OSError: The file cannot be written.
    """

    def __init__(self, site: Site, path: Path | None) -> None:
        self._site = site
        self._path = path
        self._written = ""
        self.save()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="peermock saver", daemon=True)

    def __enter__(self) -> Self:
        if self._path is not None:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._path is not None:
            self._over.set()
            self._thread.join()
        self.save()

    def save(self) -> None:
        """Write the world, if it has changed since the last write.

        Raises:
            OSError: The file cannot be written.
        """
        if self._path is None:
            return
        with self._site.gateway.locked() as world:
            text = save(world, self._site.clock.offset)
        if text != self._written:
            write(self._path, text)
            self._written = text

    def _run(self) -> None:
        while not self._over.wait(INTERVAL_SECONDS):
            try:
                self.save()
            except OSError:
                _log.exception("peermock could not save the world; it will try again")
