"""Tags: CreateTags, DeleteTags, DescribeTags, and tags given on create."""

from collections.abc import Iterator

from peermock.domain.errors import (
    InvalidParameterValue,
    NotTaggableHere,
    ReservedTagKey,
    ReservedTagKeyOnCreate,
)
from peermock.domain.tags import (
    NO_TAGS,
    Tags,
    add_tags,
    read_tags,
    refuse_reserved,
    remove_tags,
)
from peermock.domain.world import World
from peermock.operations.call import Call, Params, Result
from peermock.operations.filters import View
from peermock.operations.listing import Cursor, Listing
from peermock.operations.resources import find_resource, is_seen, kind_of

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
    """Add or overwrite tags of one or more resources, all of them or none."""
    new = read_tags((tag.get("Key", ""), tag.get("Value", "")) for tag in call.params["Tags"])
    refuse_reserved(new)
    resource_ids = _resources(world, call)
    store = world.store(call.place)
    changed = {key: add_tags(store.tags_of(key), new) for key in resource_ids}
    for key, tags in changed.items():
        store.tags.put(key, tags)
    return {}


def delete_tags(world: World, call: Call) -> Result:
    """Remove tags by key, by key and value, or all of them."""
    sent = call.params.get("Tags")
    unwanted = [(tag.get("Key", ""), tag.get("Value")) for tag in sent] if sent else None
    refuse_reserved(key for key, _ in unwanted or ())
    resource_ids = _resources(world, call)
    store = world.store(call.place)
    for resource_id in resource_ids:
        store.tags.put(resource_id, remove_tags(store.tags_of(resource_id), unwanted))
    return {}


def describe_tags(world: World, call: Call) -> Result:
    """List the tags that the caller's account has put on resources in the caller's Region."""

    def scan(start: Cursor) -> Iterator[tuple[Cursor, View]]:
        for position, resource_id, tags in world.store(call.place).tags.items(start[0]):
            if is_seen(world, call, resource_id):
                for key in sorted(tags):
                    if (position, key) >= start:
                        yield (position, key), _tag_view(resource_id, key, tags[key])

    return TAGS.describe(world, call, scan=scan)


def tags_on_create(call: Call, type_name: str) -> Tags:
    """Return the tags that a call gives to the resource that it creates.

    Args:
        call: The call.
        type_name: AWS's name for the kind of resource, such as `vpc-peering-connection`.

    Raises:
        NotTaggableHere: The tags are for another kind of resource.
        ReservedTagKeyOnCreate: A key begins with `aws:`.
        InvalidParameterValue: A tag is not as AWS takes it.
        TagLimitExceeded: There are more than fifty.
    """
    specifications = call.params.get("TagSpecifications", ())
    if not specifications:
        return NO_TAGS
    for specification in specifications:
        _check_specification(specification, type_name)
    if len(specifications) > 1:
        raise InvalidParameterValue(
            "The same resource type may not be specified more than once in tag specifications"
        )
    sent = specifications[0].get("Tags", ())
    tags = read_tags((tag.get("Key", ""), tag.get("Value", "")) for tag in sent)
    try:
        refuse_reserved(tags)
    except ReservedTagKey as error:
        raise ReservedTagKeyOnCreate(error.key) from None
    return add_tags(NO_TAGS, tags)


def _check_specification(specification: Params, type_name: str) -> None:
    if not specification.get("ResourceType"):
        raise InvalidParameterValue("Tag specification resource type must have a value")
    if specification["ResourceType"] != type_name:
        raise NotTaggableHere(specification["ResourceType"])


def put_tags(world: World, call: Call, resource_id: str, tags: Tags) -> None:
    """Keep the tags of a new resource."""
    if tags:
        world.store(call.place).tags.put(resource_id, tags)


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
