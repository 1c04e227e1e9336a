"""The diagram of the world: all accounts, Regions, VPCs, connections and routes."""

from markupsafe import Markup

from peermock._console.drawing import draw as as_svg
from peermock._console.pages.rows import Row
from peermock._console.visit import Page, Visit
from peermock._report.diagram.drawing import as_mermaid
from peermock._report.diagram.topology import survey
from peermock._report.diagram.wording import description

_MOST = 24
"""The maximum number of VPCs, and of connections, in the picture."""


def show(visit: Visit) -> Page:
    """Show the current world."""
    with visit.site.gateway.locked() as world:
        topology = survey(world, visit.now, defaults=False)
    has_room = max(len(topology.nodes), len(topology.links)) <= _MOST
    return Page(
        template="diagram.html",
        live="diagram_live.html",
        title="Diagram",
        values={
            "picture": Markup(as_svg(topology)) if topology.nodes and has_room else "",  # noqa: S704  # it escapes every text itself
            "description": description(topology),
            "links": topology.links,
            "text": as_mermaid(topology),
            "has_room": has_room,
        },
    )


ROWS = (Row("/diagram", "Diagram", show),)
