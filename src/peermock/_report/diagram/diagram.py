"""The diagram object, as notebooks and documents display it."""

from dataclasses import dataclass
from datetime import datetime

from peermock._domain.world import World
from peermock._report.diagram.drawing import as_mermaid
from peermock._report.diagram.topology import survey


@dataclass(frozen=True, slots=True)
class Diagram:
    """A Mermaid flowchart of the world. `str` returns its source.

    JupyterLab and other notebooks render it when it is the value of a cell.

    Attributes:
        source: The Mermaid source, the same in every run.
    """

    source: str

    def __str__(self) -> str:
        return self.source

    @property
    def markdown(self) -> str:
        """The source in a fenced code block, which GitHub and GitLab render."""
        return f"```mermaid\n{self.source}\n```\n"

    def _repr_markdown_(self) -> str:
        return self.markdown

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {
            "text/vnd.mermaid": self.source,
            "text/markdown": self.markdown,
            "text/plain": self.source,
        }


def draw(world: World, at: datetime, *, defaults: bool) -> Diagram:
    """Return the diagram of a world.

    Args:
        world: The world to draw.
        at: The time of the picture.
        defaults: Whether to show unchanged default VPCs without connections.
    """
    return Diagram(as_mermaid(survey(world, at, defaults=defaults)))
