"""Operations on internet gateways."""

from collections.abc import Mapping
from dataclasses import replace

from peermock._domain.address import ADDRESS
from peermock._domain.errors import (
    DependencyViolation,
    GatewayAlreadyAttached,
    GatewayNotAttached,
    MappedAddresses,
    VpcHasGateway,
)
from peermock._domain.internet_gateway import INTERNET_GATEWAY, InternetGateway
from peermock._domain.network_interface import NETWORK_INTERFACE
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.filters import View
from peermock._operations.listing import Listing
from peermock._operations.resources import Picture, describe, find, picture
from peermock._operations.tags import put_tags, tags_on_create
from peermock._operations.views import tags_view

INTERNET_GATEWAYS = Listing(
    answer="InternetGateways",
    ids="InternetGatewayIds",
    filters={
        "attachment.state": "Attachments.State",
        "attachment.vpc-id": "Attachments.VpcId",
        "internet-gateway-id": "InternetGatewayId",
        "owner-id": "OwnerId",
        "tag": "Tags",
        "tag-key": "Tags.Key",
    },
)


def create_internet_gateway(world: World, call: Call) -> Result:
    """Create an internet gateway, which is not attached to a VPC."""
    tags = tags_on_create(call, INTERNET_GATEWAY)
    gateway = InternetGateway(id=world.ids.resource_id(INTERNET_GATEWAY.prefix), place=call.place)
    world.store(call.place).put(INTERNET_GATEWAY, gateway)
    put_tags(world, call, gateway.id, tags)
    return {"InternetGateway": internet_gateway_view(world, call, gateway)}


def describe_internet_gateways(world: World, call: Call) -> Result:
    """List the caller's internet gateways in the caller's Region."""
    return describe(world, call, INTERNET_GATEWAY, INTERNET_GATEWAYS, internet_gateway_view)


def attach_internet_gateway(world: World, call: Call) -> Result:
    """Attach an internet gateway to a VPC without one."""
    gateway = _find_named(world, call)
    vpc = find(world, call, VPC, call.params["VpcId"])
    if gateway.vpc_id is not None:
        raise GatewayAlreadyAttached(gateway.id, gateway.vpc_id)
    if world.at(call.place).gateway_of(vpc.id) is not None:
        raise VpcHasGateway(vpc.id)
    world.store(call.place).put(INTERNET_GATEWAY, replace(gateway, vpc_id=vpc.id))
    return {}


def detach_internet_gateway(world: World, call: Call) -> Result:
    """Detach an internet gateway from its VPC. Routes to it become black holes."""
    gateway = _find_named(world, call)
    vpc = find(world, call, VPC, call.params["VpcId"])
    if gateway.vpc_id != vpc.id:
        raise GatewayNotAttached(gateway.id, vpc.id)
    if _has_mapped_addresses(world, call, vpc.id):
        raise MappedAddresses(vpc.id)
    world.store(call.place).put(INTERNET_GATEWAY, replace(gateway, vpc_id=None))
    return {}


def delete_internet_gateway(world: World, call: Call) -> Result:
    """Delete an internet gateway that is not attached."""
    gateway = _find_named(world, call)
    if gateway.vpc_id is not None:
        raise DependencyViolation(INTERNET_GATEWAY.noun, gateway.id)
    world.store(call.place).forget(INTERNET_GATEWAY, gateway.id)
    return {}


def internet_gateway_view(world: World, call: Call, gateway: InternetGateway) -> View:
    """Return an internet gateway as its owner sees it. An attached one is `available`."""
    attachment = {"State": "available", "VpcId": gateway.vpc_id}
    return {
        "Attachments": [attachment] if gateway.vpc_id else [],
        "InternetGatewayId": gateway.id,
        "OwnerId": gateway.place.account_id,
        "Tags": tags_view(world, call, gateway.id),
    }


def _has_mapped_addresses(world: World, call: Call, vpc_id: str) -> bool:
    place = world.at(call.place)
    interfaces = place.of(NETWORK_INTERFACE).naming(vpc_id)
    addresses = place.of(ADDRESS).naming(*(interface.id for interface in interfaces))
    return any(address.association(call.at) for address in addresses)


def _find_named(world: World, call: Call) -> InternetGateway:
    return find(world, call, INTERNET_GATEWAY, call.params["InternetGatewayId"])


_ID = "InternetGatewayId"

OPERATIONS: Mapping[str, Operation] = {
    "AttachInternetGateway": Operation(attach_internet_gateway, (_ID, "VpcId"), _ID),
    "CreateInternetGateway": Operation(
        create_internet_gateway, ("TagSpecifications",), "internet-gateway/*"
    ),
    "DeleteInternetGateway": Operation(delete_internet_gateway, (_ID,), _ID),
    "DescribeInternetGateways": Operation(describe_internet_gateways, INTERNET_GATEWAYS.parameters),
    "DetachInternetGateway": Operation(detach_internet_gateway, (_ID, "VpcId"), _ID),
}
"""The rows of these operations."""

PICTURES: Mapping[str, Picture] = {
    INTERNET_GATEWAYS.answer: picture(INTERNET_GATEWAY, internet_gateway_view)
}
"""The view of each internet gateway in pictures of a place."""
