"""The picture itself, as notebooks and documents take it."""

from dataclasses import dataclass
from datetime import datetime

from peermock._mock.diagram.drawing import as_mermaid
from peermock._mock.diagram.topology import survey
from peermock.domain.world import World


@dataclass(frozen=True, slots=True)
class Diagram:
    """The world as a Mermaid flowchart; `str` gives its text.

    JupyterLab and other notebooks draw it when it is the value of a cell.

    Attributes:
        source: The text, which is the same from run to run.
    """

    source: str

    def __str__(self) -> str:
        return self.source

    @property
    def markdown(self) -> str:
        """The text in a fenced block, which GitHub and GitLab draw."""
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
    """Return the picture of a world.

    Args:
        world: What to draw.
        at: When.
        defaults: Whether to show default VPCs that are as AWS made them and have no connection.
    """
    return Diagram(as_mermaid(survey(world, at, defaults=defaults)))
