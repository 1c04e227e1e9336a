"""The network interfaces of interface endpoints, one in each subnet."""

from dataclasses import replace

from peermock._domain.endpoint import VPC_ENDPOINT, VpcEndpoint
from peermock._domain.network_interface import NETWORK_INTERFACE, NetworkInterface
from peermock._domain.subnet import SUBNET
from peermock._domain.world import World
from peermock._operations.call import Call
from peermock._operations.network_interfaces import new_interface, private_address


def interfaces_of(world: World, call: Call, endpoint: VpcEndpoint) -> list[NetworkInterface]:
    """Return the existing network interfaces of an endpoint."""
    interfaces = world.at(call.place).of(NETWORK_INTERFACE).naming(endpoint.id)
    return [interface for interface in interfaces if interface.is_there(call.at)]


def keep_endpoint(
    world: World, call: Call, endpoint: VpcEndpoint, token: str | None = None
) -> VpcEndpoint:
    """Store an endpoint and update its network interfaces: one in each of its subnets.

    Raises:
        InsufficientFreeAddresses: A subnet has no free address.
    """
    known = interfaces_of(world, call, endpoint)
    added = [
        _new_interface(world, call, endpoint, subnet_id)
        for subnet_id in endpoint.subnet_ids
        if subnet_id not in [interface.subnet_id for interface in known]
    ]
    store = world.store(call.place)
    ending = endpoint.settling if endpoint.is_deleted else None
    for interface in (*known, *added):
        if interface.subnet_id in endpoint.subnet_ids:
            changed = replace(interface, group_ids=endpoint.group_ids, ending=ending)
            store.put(NETWORK_INTERFACE, changed)
        else:
            store.forget(NETWORK_INTERFACE, interface.id)
    return store.put(VPC_ENDPOINT, endpoint, token)


def _new_interface(
    world: World, call: Call, endpoint: VpcEndpoint, subnet_id: str
) -> NetworkInterface:
    subnet = world.at(call.place).of(SUBNET)[subnet_id]
    return replace(
        new_interface(world, subnet, private_address(world, call, subnet)),
        description=f"VPC Endpoint Interface {endpoint.id}",
        endpoint_id=endpoint.id,
    )
