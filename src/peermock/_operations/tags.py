"""CreateTags, DeleteTags, DescribeTags, and tags in create calls."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from peermock._domain.errors import ReservedTagKey, ReservedTagKeyOnCreate
from peermock._domain.kind import Identified, Kind
from peermock._domain.kinds import kind_of
from peermock._domain.tags import (
    NO_TAGS,
    Tags,
    add_tags,
    read_tags,
    refuse_reserved,
    remove_tags,
)
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Params, Result
from peermock._operations.filters import View
from peermock._operations.listing import Cursor, Listing
from peermock._operations.resources import find_resource, is_seen

T = TypeVar("T", bound=Identified)

TAGS = Listing(
    answer="Tags",
    filters={
        "key": "Key",
        "resource-id": "ResourceId",
        "resource-type": "ResourceType",
        "tag": "",
        "value": "Value",
    },
)


def create_tags(world: World, call: Call) -> Result:
    """Add or overwrite tags of one or more resources, on all or none."""
    new = read_tags((tag.get("Key", ""), tag.get("Value", "")) for tag in call.params["Tags"])
    refuse_reserved(new)
    resource_ids = _resources(world, call)
    known = world.at(call.place)
    changed = {key: add_tags(known.tags_of(key), new) for key in resource_ids}
    for key, tags in changed.items():
        world.network.put_tags(call.place, key, tags)
    return {}


def delete_tags(world: World, call: Call) -> Result:
    """Remove tags by key, by key and value, or all of them."""
    sent = call.params.get("Tags")
    unwanted = [(tag.get("Key", ""), tag.get("Value")) for tag in sent] if sent else None
    refuse_reserved(key for key, _ in unwanted or ())
    resource_ids = _resources(world, call)
    known = world.at(call.place)
    for resource_id in resource_ids:
        tags = remove_tags(known.tags_of(resource_id), unwanted)
        world.network.put_tags(call.place, resource_id, tags)
    return {}


def describe_tags(world: World, call: Call) -> Result:
    """List the tags that the caller's account has added to resources in the Region."""

    def scan(start: Cursor) -> Iterator[tuple[Cursor, View]]:
        for position, resource_id, tags in world.at(call.place).tagged(start[0]):
            if is_seen(world, call, resource_id):
                for key in sorted(tags):
                    if (position, key) >= start:
                        yield (position, key), _tag_view(resource_id, key, tags[key])

    return TAGS.describe(world, call, scan=scan)


def tags_on_create(call: Call, kind: Kind[T]) -> Tags:
    """Return the tags in a call for the resource that it creates.

    Args:
        call: The call.
        kind: The kind of resource.

    Raises:
        TagSpecificationInvalid: The tags are for another resource type, or empty.
        TagSpecificationRefused: The same, for some resource types.
        ReservedTagKeyOnCreate: A key begins with `aws:`.
        InvalidParameterValue: A tag is invalid.
        TagLimitExceeded: There are more than 50 tags.
    """
    specifications = call.params.get("TagSpecifications", ())
    if not specifications:
        return NO_TAGS
    for specification in specifications:
        _check_specification(specification, kind)
    if len(specifications) > 1:
        raise kind.untaggable(
            "The same resource type may not be specified more than once in tag specifications"
        )
    sent = specifications[0].get("Tags")
    if not sent:
        raise kind.untaggable("Tag specification must have at least one tag")
    tags = read_tags((tag.get("Key", ""), tag.get("Value", "")) for tag in sent)
    try:
        refuse_reserved(tags)
    except ReservedTagKey as error:
        raise ReservedTagKeyOnCreate(error.key) from None
    return add_tags(NO_TAGS, tags)


def _check_specification(specification: Params, kind: Kind[T]) -> None:
    sent = specification.get("ResourceType")
    if not sent:
        raise kind.untaggable("Tag specification resource type must have a value")
    if sent != kind.type_name:
        raise kind.untaggable(f"'{sent}' is not a valid taggable resource type for this operation.")


def put_tags(world: World, call: Call, resource_id: str, tags: Tags) -> None:
    """Store the tags of a new resource."""
    if tags:
        world.network.put_tags(call.place, resource_id, tags)


def _resources(world: World, call: Call) -> list[str]:
    resource_ids = list(dict.fromkeys(call.params["Resources"]))
    for resource_id in resource_ids:
        find_resource(world, call, resource_id)
    return resource_ids


def _tag_view(resource_id: str, key: str, value: str) -> View:
    return {
        "Key": key,
        "Value": value,
        "ResourceId": resource_id,
        "ResourceType": kind_of(resource_id).type_name,
    }


OPERATIONS: Mapping[str, Operation] = {
    "CreateTags": Operation(create_tags, ("Resources", "Tags"), "Resources"),
    "DeleteTags": Operation(delete_tags, ("Resources", "Tags"), "Resources"),
    "DescribeTags": Operation(describe_tags, TAGS.parameters),
}
"""The rows of these operations."""
