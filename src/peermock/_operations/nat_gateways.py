"""Operations on NAT gateways."""

from collections.abc import Mapping
from dataclasses import replace

from peermock._domain.address import ADDRESS, AddressAssociation
from peermock._domain.errors import (
    ClientTokenReused,
    InsufficientFreeAddresses,
    InvalidParameterCombination,
    InvalidParameterValue,
    MissingParameter,
    NatGatewayNotFound,
)
from peermock._domain.ids import is_resource_id
from peermock._domain.nat_gateway import NAT_GATEWAY, NatFailure, NatGateway, NatState
from peermock._domain.network_interface import NETWORK_INTERFACE
from peermock._domain.subnet import SUBNET, Subnet
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.listing import Listing
from peermock._operations.nat_gateway_views import (
    CONNECTIVITIES,
    nat_gateway_view,
    pending_address,
)
from peermock._operations.network_interfaces import new_interface, private_address
from peermock._operations.resources import Picture, describe, find, find_asked, picture
from peermock._operations.tags import put_tags, tags_on_create

NAT_GATEWAYS = Listing(
    answer="NatGateways",
    ids="NatGatewayIds",
    filters={
        "nat-gateway-id": "NatGatewayId",
        "state": "State",
        "subnet-id": "SubnetId",
        "tag": "Tags",
        "tag-key": "Tags.Key",
        "vpc-id": "VpcId",
    },
    filters_in="Filter",
)


def create_nat_gateway(world: World, call: Call) -> Result:
    """Create a NAT gateway, or return the one created with the same token.

    As on AWS, some problems make it fail only later.
    """
    if "SubnetId" not in call.params:
        raise MissingParameter("subnetId")
    subnet = find(world, call, SUBNET, call.params["SubnetId"])
    tags = tags_on_create(call, NAT_GATEWAY)
    allocation_id = _allocation_id(call)
    token = call.params.get("ClientToken")
    store = world.store(call.place)
    gateway = store.made_with(token, NAT_GATEWAY)
    if gateway is None:
        gateway = store.put(NAT_GATEWAY, _make(world, call, subnet, allocation_id), token)
        put_tags(world, call, gateway.id, tags)
    if gateway.subnet_id != subnet.id:
        raise ClientTokenReused(token or "")
    view = {**nat_gateway_view(world, call, gateway), "State": NatState.PENDING.value}
    for name in ("FailureCode", "FailureMessage"):
        view.pop(name, None)
    view["NatGatewayAddresses"] = [pending_address(gateway)]
    return {"NatGateway": view, **({"ClientToken": token} if token else {})}


def describe_nat_gateways(world: World, call: Call) -> Result:
    """List the caller's NAT gateways, including those that failed or were deleted recently."""
    try:
        answer = describe(world, call, NAT_GATEWAY, NAT_GATEWAYS, nat_gateway_view)
    except NatGatewayNotFound:
        _look(world, call)
        raise
    _look(world, call)
    return answer


def delete_nat_gateway(world: World, call: Call) -> Result:
    """Delete a NAT gateway and its network interface, and release its address. Routes remain."""
    gateway = find(world, call, NAT_GATEWAY, call.params["NatGatewayId"])
    if gateway.state(call.at) is NatState.DELETED:
        raise NatGatewayNotFound(gateway.id)
    _settle(world, gateway.delete(call.at, world.settle))
    return {"NatGatewayId": gateway.id}


def _allocation_id(call: Call) -> str | None:
    """Return the allocation ID for a public gateway; None for a private one."""
    kind = call.params.get("ConnectivityType", "public")
    if kind not in CONNECTIVITIES:
        raise InvalidParameterValue(f"Value ({kind}) for parameter connectivityType is invalid.")
    allocation_id: str | None = call.params.get("AllocationId")
    if kind == "private" and allocation_id is not None:
        raise InvalidParameterCombination("AllocationId", "ConnectivityType")
    if kind == "public" and allocation_id is None:
        raise MissingParameter("allocationId")
    if allocation_id is not None and not is_resource_id(allocation_id, ADDRESS.prefix):
        raise ADDRESS.malformed(allocation_id)
    return allocation_id


def _make(world: World, call: Call, subnet: Subnet, allocation_id: str | None) -> NatGateway:
    """Return a new gateway with its network interface and address, or one that will fail."""
    gateway = NatGateway(
        id=world.ids.resource_id(NAT_GATEWAY.prefix),
        place=call.place,
        vpc_id=subnet.vpc_id,
        subnet_id=subnet.id,
        created_at=call.at.replace(microsecond=0),
        settling=world.settle.start(call.at),
        allocation_id=allocation_id,
    )
    failure = _failure(world, call, gateway)
    if failure is None:
        try:
            private_ip = private_address(world, call, subnet)
        except InsufficientFreeAddresses as error:
            text = "Subnet has insufficient free addresses to create this NAT gateway"
            failure = NatFailure(error.code, text)
    if failure is not None:
        return replace(gateway, failure=failure)
    return _connect(world, gateway, subnet, private_ip)


def _connect(world: World, gateway: NatGateway, subnet: Subnet, private_ip: str) -> NatGateway:
    store = world.store(gateway.place)
    interface = replace(
        new_interface(world, subnet, private_ip),
        description=f"Interface for NAT Gateway {gateway.id}",
        gateway_id=gateway.id,
    )
    store.put(NETWORK_INTERFACE, interface)
    gateway = replace(gateway, interface_id=interface.id, private_ip=private_ip)
    if gateway.allocation_id is None:
        return gateway
    address = store.of(ADDRESS)[gateway.allocation_id]
    association = AddressAssociation(
        id=world.ids.resource_id("eipassoc"),
        interface_id=interface.id,
        private_ip=private_ip,
        gateway_id=gateway.id,
    )
    store.put(ADDRESS, replace(address, last=association))
    return replace(gateway, association_id=association.id, public_ip=address.public_ip)


def _failure(world: World, call: Call, gateway: NatGateway) -> NatFailure | None:
    """Return why a public gateway will fail, or None."""
    if gateway.allocation_id is None:
        return None
    place = world.at(call.place)
    address = place.of(ADDRESS).get(gateway.allocation_id)
    if address is None:
        text = (
            f"Elastic IP address {gateway.allocation_id} could not be associated with this NAT "
            "gateway"
        )
        return NatFailure("InvalidAllocationID.NotFound", text)
    if address.association(call.at):
        text = f"Elastic IP address [{address.id}] is already associated"
        return NatFailure("Resource.AlreadyAssociated", text)
    if place.gateway_of(gateway.vpc_id) is None:
        text = f"Network {gateway.vpc_id} has no Internet gateway attached"
        return NatFailure("Gateway.NotAttached", text)
    return None


def _look(world: World, call: Call) -> None:
    """Record a Describe call, which advances gateways that settle after a number of Describes."""
    for gateway in find_asked(world, call, NAT_GATEWAY, NAT_GATEWAYS):
        if gateway.settling.looks:
            _settle(world, gateway.looked_at(call.at))


def _settle(world: World, gateway: NatGateway) -> None:
    """Store the new state of a gateway. When it ends, its interface and address end too."""
    store = world.store(gateway.place)
    store.put(NAT_GATEWAY, gateway)
    if gateway.deleted_at is None or gateway.interface_id is None:
        return
    interface = store.of(NETWORK_INTERFACE)[gateway.interface_id]
    store.put(NETWORK_INTERFACE, replace(interface, ending=gateway.settling))
    address = store.of(ADDRESS).get(gateway.allocation_id or "")
    if address and address.last and address.last.gateway_id == gateway.id:
        ending = replace(address.last, ending=gateway.settling)
        store.put(ADDRESS, replace(address, last=ending))


OPERATIONS: Mapping[str, Operation] = {
    "CreateNatGateway": Operation(
        create_nat_gateway,
        (
            "SubnetId",
            "AllocationId",
            "ConnectivityType",
            "PrivateIpAddress",
            "ClientToken",
            "TagSpecifications",
        ),
        "SubnetId",
    ),
    "DeleteNatGateway": Operation(delete_nat_gateway, ("NatGatewayId",), "NatGatewayId"),
    "DescribeNatGateways": Operation(describe_nat_gateways, NAT_GATEWAYS.parameters),
}
"""The rows of these operations."""

PICTURES: Mapping[str, Picture] = {NAT_GATEWAYS.answer: picture(NAT_GATEWAY, nat_gateway_view)}
"""The view of each NAT gateway in pictures of a place."""
