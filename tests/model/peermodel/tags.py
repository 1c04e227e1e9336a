"""Tags of connections, which belong to an account in a Region."""

from collections.abc import Callable
from datetime import datetime

from tests.model.peermodel.connections import is_seen
from tests.model.peermodel.refusals import invalid
from tests.model.peermodel.state import Place, State, connection_at


def create(state: State, place: Place, params: dict, now: datetime, _: Callable) -> dict:
    """CreateTags."""
    tags = {tag["Key"]: tag["Value"] for tag in params["Tags"]}
    _refuse_reserved(tags)
    for peering_id in params["Resources"]:
        connection_at(state, place, peering_id, now)
    for peering_id in params["Resources"]:
        state.tags.setdefault((place, peering_id), {}).update(tags)
    return {}


def delete(state: State, place: Place, params: dict, now: datetime, _: Callable) -> dict:
    """DeleteTags: all, by key, or by key and value."""
    unwanted = params.get("Tags")
    _refuse_reserved([tag["Key"] for tag in unwanted or ()])
    for peering_id in params["Resources"]:
        connection_at(state, place, peering_id, now)
    for peering_id in params["Resources"]:
        tags = state.tags.get((place, peering_id), {})
        for key, value in list(tags.items()):
            forms = ({"Key": key}, {"Key": key, "Value": value})
            if unwanted is None or any(form in unwanted for form in forms):
                del tags[key]
    return {}


def describe(state: State, place: Place, params: dict, now: datetime, _: Callable) -> dict:
    """DescribeTags, for everything that the place sees or for one connection."""
    wanted = [value for each in params.get("Filters", ()) for value in each["Values"]]
    found = [
        {**tag, "ResourceId": peering_id, "ResourceType": "vpc-peering-connection"}
        for peering_id, connection in state.connections.items()
        if is_seen(connection, *place, now) and (not wanted or peering_id in wanted)
        for tag in shown_tags(state, place, peering_id)
    ]
    return {"Tags": sorted(found, key=lambda tag: (tag["ResourceId"], tag["Key"]))}


def shown_tags(state: State, place: Place, peering_id: str) -> list[dict]:
    """Return the tags that a place has put on a connection."""
    tags = state.tags.get((place, peering_id), {})
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def _refuse_reserved(keys: list[str] | dict) -> None:
    for key in keys:
        if key.startswith("aws:"):
            raise invalid(
                f"Value ( {key} ) for parameter key is invalid. "
                "Tag keys starting with 'aws:' are reserved for internal use"
            )
