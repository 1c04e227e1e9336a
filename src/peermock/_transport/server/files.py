"""Writing files atomically."""

import os
from pathlib import Path


def write(path: Path, text: str) -> None:
    """Replace a file atomically: a reader sees either the old text or the new one.

    Raises:
        OSError: The file cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
