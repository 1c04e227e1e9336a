"""Types of the fixtures that read the documentation."""

from collections.abc import Callable

ReadTable = Callable[[str, str], list[list[str]]]
ReadCode = Callable[[str], list[str]]
