"""Finding the target of a route from the parameter that names it."""

from collections.abc import Callable, Mapping

from peermock._domain.cidr import contains
from peermock._domain.errors import (
    DifferentNetworks,
    EgressOnlyForIpv6,
    GatewayNotFound,
    InterfaceElsewhere,
    NatForIpv4,
    NatTargetNotFound,
    VpcPeeringConnectionNotFound,
)
from peermock._domain.ids import is_resource_id
from peermock._domain.internet_gateway import EGRESS_ONLY_GATEWAY, INTERNET_GATEWAY
from peermock._domain.nat_gateway import NAT_GATEWAY, NatState
from peermock._domain.network_interface import NETWORK_INTERFACE
from peermock._domain.peering import ENDED
from peermock._domain.routing import RouteTable
from peermock._domain.targets import (
    EgressOnlyGatewayTarget,
    GatewayTarget,
    InterfaceTarget,
    NatGatewayTarget,
    PeeringTarget,
    Target,
)
from peermock._domain.world import World
from peermock._operations.call import Call
from peermock._operations.resources import find, find_peering
from peermock._operations.route_views import TARGET_MEMBERS

NAT64 = "64:ff9b::/96"
"""The IPv6 addresses into which IPv4 addresses are translated."""

_USABLE = (NatState.PENDING, NatState.AVAILABLE)


def _peering(world: World, call: Call, table: RouteTable, _destination: str) -> Target:
    peering = find_peering(world, call, call.params["VpcPeeringConnectionId"])
    if peering.status(call.at) in ENDED:
        raise VpcPeeringConnectionNotFound(peering.id)
    if table.vpc_id not in [side.vpc_id for side in peering.sides]:
        raise DifferentNetworks(table.id, peering.id)
    return PeeringTarget(peering.id)


def _gateway(world: World, call: Call, table: RouteTable, _destination: str) -> Target:
    gateway_id = call.params["GatewayId"]
    gateways = world.at(call.place).of(INTERNET_GATEWAY)
    if not is_resource_id(gateway_id, INTERNET_GATEWAY.prefix) or gateway_id not in gateways:
        raise GatewayNotFound(gateway_id)
    if gateways[gateway_id].vpc_id != table.vpc_id:
        raise DifferentNetworks(table.id, gateway_id)
    return GatewayTarget(gateway_id)


def _egress_only_gateway(world: World, call: Call, table: RouteTable, destination: str) -> Target:
    gateway_id = call.params["EgressOnlyInternetGatewayId"]
    gateway = find(world, call, EGRESS_ONLY_GATEWAY, gateway_id)
    if gateway.vpc_id != table.vpc_id:
        raise DifferentNetworks(table.id, gateway.id)
    if ":" not in destination:
        raise EgressOnlyForIpv6(destination)
    return EgressOnlyGatewayTarget(gateway.id)


def _nat_gateway(world: World, call: Call, table: RouteTable, destination: str) -> Target:
    gateway_id = call.params["NatGatewayId"]
    gateway = world.at(call.place).of(NAT_GATEWAY).get(gateway_id)
    if gateway is None or gateway.state(call.at) not in _USABLE:
        raise NatTargetNotFound(gateway_id)
    if gateway.vpc_id != table.vpc_id:
        raise InterfaceElsewhere(table.id, f"interface-{(gateway.interface_id or '')[4:]}")
    if ":" in destination and not contains(NAT64, destination):
        raise NatForIpv4(destination)
    return NatGatewayTarget(gateway.id)


def _interface(world: World, call: Call, table: RouteTable, _destination: str) -> Target:
    interface = find(world, call, NETWORK_INTERFACE, call.params["NetworkInterfaceId"])
    if interface.vpc_id != table.vpc_id:
        raise InterfaceElsewhere(table.id, interface.id)
    return InterfaceTarget(interface.id)


_FINDERS: Mapping[type[Target], Callable[[World, Call, RouteTable, str], Target]] = {
    EgressOnlyGatewayTarget: _egress_only_gateway,
    GatewayTarget: _gateway,
    InterfaceTarget: _interface,
    NatGatewayTarget: _nat_gateway,
    PeeringTarget: _peering,
}

TARGET_FINDERS: Mapping[str, Callable[[World, Call, RouteTable, str], Target]] = {
    TARGET_MEMBERS[target]: finder for target, finder in _FINDERS.items()
}
"""For each target parameter, the function that finds the target for a table and destination."""
