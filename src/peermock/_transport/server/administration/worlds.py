"""The world as a whole: as JSON, text or diagram, and its reset."""

from peermock._report import dictionary, text
from peermock._report.diagram import draw
from peermock._report.saved import save
from peermock._settings import check_account_id, check_region_name
from peermock._site import Site
from peermock._transport.server.administration.routes import HttpRoute, Inquiry, Text, misuse
from peermock._transport.server.environment import variables
from peermock._version import find_version


def show_health(site: Site, _: Inquiry) -> object:
    """Return that the endpoint is running, with its version and URL."""
    return {"status": "ok", "version": find_version(), "url": site.url}


def show_environment(site: Site, inquiry: Inquiry) -> object:
    """Return the variables that point AWS clients here, for an account and a Region."""
    account_id = inquiry.query.get("account_id", site.account_id)
    region_name = inquiry.query.get("region_name", site.region_name)
    try:
        check_account_id(account_id)
        check_region_name(region_name)
    except ValueError as error:
        raise misuse(str(error)) from None
    return variables(site.url, account_id, region_name)


def show_world(site: Site, _: Inquiry) -> object:
    """Return the resources by account and Region."""
    return dictionary.as_dict(site.gateway.world, site.clock.now())


def show_saved(site: Site, _: Inquiry) -> object:
    """Return the world as a file for `peermock serve --load`."""
    return Text(save(site.gateway.world, site.clock.offset))


def show_report(site: Site, _: Inquiry) -> object:
    """Return the report of calls and connections."""
    return Text(text.as_report(site.gateway.world, site.gateway.calls, site.clock.now()) + "\n")


def show_diagram(site: Site, inquiry: Inquiry) -> object:
    """Return the world as a Mermaid flowchart."""
    defaults = inquiry.query.get("defaults", "false")
    if defaults not in ("true", "false"):
        raise misuse(f"defaults={defaults}: expected true or false")
    drawn = draw(site.gateway.world, site.clock.now(), defaults=defaults == "true")
    return Text(f"{str(drawn).rstrip()}\n")


def reset(site: Site, _: Inquiry) -> object:
    """Reset the endpoint to the state in which it started."""
    site.gateway.world.restore(site.first)
    site.gateway.forget_calls()
    site.gateway.faults.clear()
    site.snapshots.clear()
    site.clock.reset()
    return {"reset": True}


ROUTES = (
    HttpRoute("GET", "/health", show_health, "Return the endpoint's status and version."),
    HttpRoute(
        "GET",
        "/environment",
        show_environment,
        "Return the variables that point AWS clients here, for an account and a Region.",
        query=("account_id", "region_name"),
    ),
    HttpRoute(
        "GET",
        "/world",
        show_world,
        "Return the resources of every account in every Region, as AWS shows them.",
    ),
    HttpRoute(
        "GET", "/saved", show_saved, "Return the world as a file for `peermock serve --load`."
    ),
    HttpRoute("GET", "/report", show_report, "Return a report of calls and connections, as text."),
    HttpRoute(
        "GET",
        "/diagram",
        show_diagram,
        "Return the accounts, VPCs, connections and routes as a Mermaid flowchart.",
        query=("defaults",),
    ),
    HttpRoute("POST", "/reset", reset, "Reset the endpoint to the state in which it started."),
)
