"""Type of the fixture that runs a program in a process of its own."""

from collections.abc import Callable

RunAlone = Callable[[str], str]
