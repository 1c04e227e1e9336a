"""Types of the fixtures that read a diagram."""

from collections.abc import Callable

from peermock import Diagram

Boxes = Callable[[Diagram], dict[str, list[str]]]
Arrows = Callable[[Diagram], list[tuple[str, str, str, list[str]]]]
