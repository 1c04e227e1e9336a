"""Named snapshots of the world."""

from http import HTTPStatus

from peermock._domain.world import World
from peermock._site import Site
from peermock._transport.server.administration.routes import HttpRoute, Inquiry, MisuseError


def list_snapshots(site: Site, _: Inquiry) -> object:
    """Return the names of the snapshots."""
    return {"snapshots": sorted(site.snapshots)}


def keep_snapshot(site: Site, inquiry: Inquiry) -> object:
    """Save the current world under a name."""
    site.snapshots[inquiry.path["name"]] = site.gateway.world.snapshot()
    return {"kept": inquiry.path["name"]}


def restore_snapshot(site: Site, inquiry: Inquiry) -> object:
    """Restore the world to a snapshot."""
    site.gateway.world.restore(_find(site, inquiry))
    return {"restored": inquiry.path["name"]}


def forget_snapshot(site: Site, inquiry: Inquiry) -> object:
    """Delete a snapshot."""
    _find(site, inquiry)
    del site.snapshots[inquiry.path["name"]]
    return {"forgotten": inquiry.path["name"]}


def _find(site: Site, inquiry: Inquiry) -> World:
    name = inquiry.path["name"]
    if name not in site.snapshots:
        known = ", ".join(sorted(site.snapshots)) or "none yet"
        raise MisuseError(
            HTTPStatus.NOT_FOUND, f"There is no snapshot {name!r}; existing snapshots: {known}."
        )
    return site.snapshots[name]


ROUTES = (
    HttpRoute("GET", "/snapshots", list_snapshots, "Return the names of the snapshots."),
    HttpRoute(
        "PUT",
        "/snapshots/{name}",
        keep_snapshot,
        "Save the current world under a name, replacing an earlier snapshot of that name.",
    ),
    HttpRoute(
        "POST",
        "/snapshots/{name}/restore",
        restore_snapshot,
        "Restore the world to a snapshot. The clock, the calls and the faults are kept.",
    ),
    HttpRoute("DELETE", "/snapshots/{name}", forget_snapshot, "Delete a snapshot."),
)
