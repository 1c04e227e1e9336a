"""The world as a Mermaid diagram: topology, grouping and drawing."""

from peermock._report.diagram.diagram import Diagram, draw

__all__ = ["Diagram", "draw"]
