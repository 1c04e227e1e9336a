"""The views of NAT gateways."""

from typing import Any

from peermock._domain.nat_gateway import NatGateway, NatState
from peermock._domain.world import World
from peermock._operations.call import Call
from peermock._operations.filters import View
from peermock._operations.views import with_tags

CONNECTIVITIES = ("public", "private")


def nat_gateway_view(world: World, call: Call, gateway: NatGateway) -> View:
    """Return a NAT gateway as its owner sees it."""
    state = gateway.state(call.at)
    view: dict[str, Any] = {
        "AvailabilityMode": "zonal",
        "ConnectivityType": CONNECTIVITIES[0 if gateway.is_public else 1],
        "CreateTime": gateway.created_at,
        "NatGatewayAddresses": [_address_view(gateway, state)],
        "NatGatewayId": gateway.id,
        "State": state.value,
        "SubnetId": gateway.subnet_id,
        "VpcId": gateway.vpc_id,
    }
    if gateway.deleted_at:
        view["DeleteTime"] = gateway.deleted_at
    if gateway.failure and state is not NatState.PENDING:
        view["FailureCode"] = gateway.failure.code
        view["FailureMessage"] = gateway.failure.message
    return with_tags(world, call, gateway.id, view)


def pending_address(gateway: NatGateway) -> dict[str, Any]:
    """Return the address of a gateway that is still pending: only the allocation, if any."""
    return {"AllocationId": gateway.allocation_id} if gateway.allocation_id else {}


def _address_view(gateway: NatGateway, state: NatState) -> dict[str, Any]:
    view = pending_address(gateway)
    if state is NatState.PENDING or gateway.interface_id is None:
        return view
    view |= {
        "IsPrimary": True,
        "NetworkInterfaceId": gateway.interface_id,
        "PrivateIp": gateway.private_ip,
        "Status": "succeeded",
    }
    if gateway.is_public:
        view |= {"AssociationId": gateway.association_id, "PublicIp": gateway.public_ip}
    return view
