"""The world as a picture: what is there, how it is grouped, and how Mermaid draws it."""

from peermock._mock.diagram.diagram import Diagram, draw

__all__ = ["Diagram", "draw"]
