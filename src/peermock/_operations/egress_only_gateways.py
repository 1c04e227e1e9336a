"""Operations on egress-only internet gateways."""

from collections.abc import Mapping

from peermock._domain.errors import ClientTokenReused
from peermock._domain.internet_gateway import EGRESS_ONLY_GATEWAY, EgressOnlyGateway
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.filters import View
from peermock._operations.listing import Listing
from peermock._operations.resources import Picture, describe, find, picture
from peermock._operations.tags import put_tags, tags_on_create
from peermock._operations.views import tags_view

EGRESS_ONLY_GATEWAYS = Listing(
    answer="EgressOnlyInternetGateways",
    ids="EgressOnlyInternetGatewayIds",
    filters={"tag": "Tags", "tag-key": "Tags.Key"},
    most=255,
    skips_unknown=True,
)


def create_egress_only_internet_gateway(world: World, call: Call) -> Result:
    """Create an egress-only gateway in a VPC, or return the one created with the same token."""
    vpc = find(world, call, VPC, call.params["VpcId"])
    tags = tags_on_create(call, EGRESS_ONLY_GATEWAY)
    token = call.params.get("ClientToken")
    store = world.store(call.place)
    gateway = store.made_with(token, EGRESS_ONLY_GATEWAY)
    if gateway is None:
        gateway = EgressOnlyGateway(
            id=world.ids.resource_id(EGRESS_ONLY_GATEWAY.prefix), place=call.place, vpc_id=vpc.id
        )
        store.put(EGRESS_ONLY_GATEWAY, gateway, token)
        put_tags(world, call, gateway.id, tags)
    if gateway.vpc_id != vpc.id:
        raise ClientTokenReused(token or "")
    view = {"EgressOnlyInternetGateway": egress_only_gateway_view(world, call, gateway)}
    return view | {"ClientToken": token} if token else view


def describe_egress_only_internet_gateways(world: World, call: Call) -> Result:
    """List the caller's egress-only gateways. Unknown IDs are skipped."""
    return describe(
        world, call, EGRESS_ONLY_GATEWAY, EGRESS_ONLY_GATEWAYS, egress_only_gateway_view
    )


def delete_egress_only_internet_gateway(world: World, call: Call) -> Result:
    """Delete an egress-only gateway. Routes to it become black holes."""
    gateway_id = call.params["EgressOnlyInternetGatewayId"]
    gateway = find(world, call, EGRESS_ONLY_GATEWAY, gateway_id)
    world.store(call.place).forget(EGRESS_ONLY_GATEWAY, gateway.id)
    return {"ReturnCode": True}


def egress_only_gateway_view(world: World, call: Call, gateway: EgressOnlyGateway) -> View:
    """Return an egress-only gateway as its owner sees it."""
    return {
        "Attachments": [{"State": "attached", "VpcId": gateway.vpc_id}],
        "EgressOnlyInternetGatewayId": gateway.id,
        "Tags": tags_view(world, call, gateway.id),
    }


_ID = "EgressOnlyInternetGatewayId"

OPERATIONS: Mapping[str, Operation] = {
    "CreateEgressOnlyInternetGateway": Operation(
        create_egress_only_internet_gateway,
        ("VpcId", "ClientToken", "TagSpecifications"),
        "egress-only-internet-gateway/*",
    ),
    "DeleteEgressOnlyInternetGateway": Operation(delete_egress_only_internet_gateway, (_ID,), _ID),
    "DescribeEgressOnlyInternetGateways": Operation(
        describe_egress_only_internet_gateways, EGRESS_ONLY_GATEWAYS.parameters
    ),
}
"""The rows of these operations."""

PICTURES: Mapping[str, Picture] = {
    EGRESS_ONLY_GATEWAYS.answer: picture(EGRESS_ONLY_GATEWAY, egress_only_gateway_view)
}
"""The view of each egress-only gateway in pictures of a place."""
