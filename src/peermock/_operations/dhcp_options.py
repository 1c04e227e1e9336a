"""Operations on DHCP option sets."""

from collections.abc import Mapping
from dataclasses import replace

from peermock._domain.dhcp_options import (
    DHCP_OPTIONS,
    NO_OPTIONS,
    DhcpOptions,
    read_configurations,
)
from peermock._domain.errors import DependencyViolation
from peermock._domain.errors.dhcp_options import (
    DeletedDhcpOptionsNotFound,
    DhcpOptionsIdMalformed,
)
from peermock._domain.ids import is_resource_id
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.filters import View
from peermock._operations.listing import Listing
from peermock._operations.resources import Picture, describe, find, picture
from peermock._operations.tags import put_tags, tags_on_create
from peermock._operations.views import tags_view

OPTIONS = Listing(
    answer="DhcpOptions",
    ids="DhcpOptionsIds",
    filters={
        "dhcp-options-id": "DhcpOptionsId",
        "key": "DhcpConfigurations.Key",
        "owner-id": "OwnerId",
        "tag": "Tags",
        "tag-key": "Tags.Key",
        "value": "DhcpConfigurations.Values.Value",
    },
)


def create_dhcp_options(world: World, call: Call) -> Result:
    """Create a DHCP option set."""
    tags = tags_on_create(call, DHCP_OPTIONS)
    sent = [
        (each.get("Key", ""), tuple(each.get("Values", ())))
        for each in call.params["DhcpConfigurations"]
    ]
    options = DhcpOptions(
        id=world.ids.resource_id(DHCP_OPTIONS.prefix),
        place=call.place,
        configurations=read_configurations(sent),
    )
    world.store(call.place).put(DHCP_OPTIONS, options)
    put_tags(world, call, options.id, tags)
    return {"DhcpOptions": options_view(world, call, options)}


def describe_dhcp_options(world: World, call: Call) -> Result:
    """List the caller's DHCP option sets, including the default one of each Region."""
    return describe(world, call, DHCP_OPTIONS, OPTIONS, options_view)


def delete_dhcp_options(world: World, call: Call) -> Result:
    """Delete a DHCP option set that no VPC uses."""
    options_id = call.params["DhcpOptionsId"]
    if not is_resource_id(options_id, DHCP_OPTIONS.prefix):
        raise DhcpOptionsIdMalformed(options_id)
    if options_id not in world.at(call.place).of(DHCP_OPTIONS):
        raise DeletedDhcpOptionsNotFound(options_id)
    if world.at(call.place).is_needed(options_id, call.at):
        raise DependencyViolation(DHCP_OPTIONS.noun, options_id)
    store = world.store(call.place)
    if store.dhcp_options_id == options_id:
        store.dhcp_options_id = None
    store.forget(DHCP_OPTIONS, options_id)
    return {}


def associate_dhcp_options(world: World, call: Call) -> Result:
    """Associate a VPC with a DHCP option set, or with none."""
    vpc = find(world, call, VPC, call.params["VpcId"])
    options_id = call.params["DhcpOptionsId"]
    if options_id != NO_OPTIONS:
        find(world, call, DHCP_OPTIONS, options_id)
    world.store(call.place).put(VPC, replace(vpc, dhcp_options_id=options_id))
    return {}


def options_view(world: World, call: Call, options: DhcpOptions) -> View:
    """Return a DHCP option set as its owner sees it."""
    return {
        "DhcpConfigurations": [
            {"Key": key, "Values": [{"Value": value} for value in values]}
            for key, values in options.configurations
        ],
        "DhcpOptionsId": options.id,
        "OwnerId": options.place.account_id,
        "Tags": tags_view(world, call, options.id),
    }


OPERATIONS: Mapping[str, Operation] = {
    "AssociateDhcpOptions": Operation(
        associate_dhcp_options, ("DhcpOptionsId", "VpcId"), "DhcpOptionsId"
    ),
    "CreateDhcpOptions": Operation(
        create_dhcp_options, ("DhcpConfigurations", "TagSpecifications"), "dhcp-options/*"
    ),
    "DeleteDhcpOptions": Operation(delete_dhcp_options, ("DhcpOptionsId",), "DhcpOptionsId"),
    "DescribeDhcpOptions": Operation(describe_dhcp_options, OPTIONS.parameters),
}
"""The rows of these operations."""

PICTURES: Mapping[str, Picture] = {OPTIONS.answer: picture(DHCP_OPTIONS, options_view)}
"""The view of each DHCP option set in pictures of a place."""
