"""Operations on Elastic IP addresses."""

from collections.abc import Mapping
from dataclasses import replace
from ipaddress import AddressValueError, IPv4Address
from typing import Any

from peermock._domain.address import ADDRESS, Address, AddressAssociation, new_public_ip
from peermock._domain.errors import (
    AddressAlreadyAssociated,
    AddressInUse,
    AddressNamedTwice,
    AddressNotFound,
    AddressNotYours,
    AllocationIdMissing,
    AssociationNotFound,
    InvalidParameterValue,
    MissingParameter,
    NoInternetGateway,
    NotAPublicIp,
)
from peermock._domain.network_interface import NETWORK_INTERFACE, NetworkInterface
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.filters import View
from peermock._operations.listing import Listing
from peermock._operations.resources import Picture, describe, find, picture
from peermock._operations.tags import put_tags, tags_on_create
from peermock._operations.views import with_tags

ADDRESSES = Listing(
    answer="Addresses",
    ids="AllocationIds",
    filters={
        "allocation-id": "AllocationId",
        "association-id": "AssociationId",
        "domain": "Domain",
        "instance-id": "InstanceId",
        "network-border-group": "NetworkBorderGroup",
        "network-interface-id": "NetworkInterfaceId",
        "network-interface-owner-id": "NetworkInterfaceOwnerId",
        "private-ip-address": "PrivateIpAddress",
        "public-ip": "PublicIp",
        "tag": "Tags",
        "tag-key": "Tags.Key",
    },
    has_pages=False,
)


def allocate_address(world: World, call: Call) -> Result:
    """Allocate an Elastic IP address."""
    domain = call.params.get("Domain", "vpc")
    if domain != "vpc":
        raise InvalidParameterValue(f"Value ({domain}) for parameter domain is invalid.")
    tags = tags_on_create(call, ADDRESS)
    addresses = world.at(call.place).of(ADDRESS)
    address = Address(
        id=world.ids.resource_id(ADDRESS.prefix),
        place=call.place,
        public_ip=new_public_ip(world.ids, lambda public_ip: bool(addresses.naming(public_ip))),
    )
    world.store(call.place).put(ADDRESS, address)
    put_tags(world, call, address.id, tags)
    return _allocation_view(address)


def describe_addresses(world: World, call: Call) -> Result:
    """List the caller's Elastic IP addresses, all or the named ones."""
    public_ips = call.params.get("PublicIps", ())
    ids = [_by_ip(world, call, public_ip).id for public_ip in public_ips]
    if ids:
        params = {**call.params, "AllocationIds": [*call.params.get("AllocationIds", ()), *ids]}
        call = replace(call, params=params)
    return describe(world, call, ADDRESS, ADDRESSES, address_view)


def associate_address(world: World, call: Call) -> Result:
    """Associate an address with a network interface in a VPC with an internet gateway."""
    address = _find_named(world, call)
    if "NetworkInterfaceId" not in call.params:
        raise MissingParameter("networkInterfaceId")
    interface = find(world, call, NETWORK_INTERFACE, call.params["NetworkInterfaceId"])
    _check_gateways(world, call, address, interface)
    association = address.association(call.at)
    if association and association.interface_id == interface.id:
        return {"AssociationId": association.id}
    _make_way(world, call, address, interface)
    made = AddressAssociation(
        id=world.ids.resource_id("eipassoc"),
        interface_id=interface.id,
        private_ip=interface.private_ip,
    )
    world.store(call.place).put(ADDRESS, replace(address, last=made))
    return {"AssociationId": made.id}


def _check_gateways(
    world: World, call: Call, address: Address, interface: NetworkInterface
) -> None:
    association = address.association(call.at)
    if interface.is_managed or (association and association.gateway_id):
        raise AddressNotYours
    if world.at(call.place).gateway_of(interface.vpc_id) is None:
        raise NoInternetGateway(interface.vpc_id)


def _make_way(world: World, call: Call, address: Address, interface: NetworkInterface) -> None:
    """Disassociate the address from another interface, and the interface from another address."""
    in_the_way = [
        (each, association)
        for each in world.at(call.place).of(ADDRESS).naming(address.id, interface.id)
        if (association := each.association(call.at))
    ]
    if in_the_way and not call.params.get("AllowReassociation", True):
        other, association = in_the_way[0]
        raise AddressAlreadyAssociated(other.id, association.id)
    for other, _ in in_the_way:
        world.store(call.place).put(ADDRESS, replace(other, last=None))


def disassociate_address(world: World, call: Call) -> Result:
    """Disassociate an address from its network interface."""
    if "AssociationId" in call.params:
        address = _by_association(world, call, call.params["AssociationId"])
    elif "PublicIp" in call.params:
        address = _by_ip(world, call, call.params["PublicIp"])
    else:
        raise MissingParameter("associationId")
    association = address.association(call.at)
    if association and association.gateway_id:
        raise AddressNotYours
    if association:
        world.store(call.place).put(ADDRESS, replace(address, last=None))
    return {}


def release_address(world: World, call: Call) -> Result:
    """Release an address that is not associated."""
    if "PublicIp" in call.params and "AllocationId" not in call.params:
        raise AllocationIdMissing
    address = _find_named(world, call)
    association = address.association(call.at)
    if association and association.gateway_id:
        raise AddressNotYours
    if association:
        raise AddressInUse(address.public_ip)
    world.store(call.place).forget(ADDRESS, address.id)
    return {}


def address_view(world: World, call: Call, address: Address) -> View:
    """Return an address as its owner sees it."""
    view: dict[str, Any] = _allocation_view(address)
    association = address.association(call.at)
    if association:
        view |= {
            "AssociationId": association.id,
            "NetworkInterfaceId": association.interface_id,
            "NetworkInterfaceOwnerId": address.place.account_id,
            "PrivateIpAddress": association.private_ip,
        }
    return with_tags(world, call, address.id, view)


def _allocation_view(address: Address) -> dict[str, Any]:
    return {
        "AllocationId": address.id,
        "Domain": "vpc",
        "NetworkBorderGroup": address.place.region_name,
        "PublicIp": address.public_ip,
        "PublicIpv4Pool": "amazon",
    }


def _find_named(world: World, call: Call) -> Address:
    """Return the address that a call names, by allocation ID or by public IP."""
    if "AllocationId" in call.params and "PublicIp" in call.params:
        raise AddressNamedTwice
    if "PublicIp" in call.params:
        return _by_ip(world, call, call.params["PublicIp"])
    if "AllocationId" not in call.params:
        raise MissingParameter("allocationId")
    return find(world, call, ADDRESS, call.params["AllocationId"])


def _by_ip(world: World, call: Call, public_ip: str) -> Address:
    try:
        IPv4Address(public_ip)
    except AddressValueError:
        raise NotAPublicIp(public_ip) from None
    for address in world.at(call.place).of(ADDRESS).naming(public_ip):
        return address
    raise AddressNotFound(public_ip)


def _by_association(world: World, call: Call, association_id: str) -> Address:
    found = world.at(call.place).of(ADDRESS).part(association_id)
    if found is None or not found[0].association(call.at):
        raise AssociationNotFound(association_id)
    return found[0]


_NAMED = ("AllocationId", "PublicIp")

OPERATIONS: Mapping[str, Operation] = {
    "AllocateAddress": Operation(allocate_address, ("Domain", "TagSpecifications"), "elastic-ip/*"),
    "AssociateAddress": Operation(
        associate_address, (*_NAMED, "NetworkInterfaceId", "AllowReassociation"), "AllocationId"
    ),
    "DescribeAddresses": Operation(describe_addresses, (*ADDRESSES.parameters, "PublicIps")),
    "DisassociateAddress": Operation(
        disassociate_address, ("AssociationId", "PublicIp"), "elastic-ip/*"
    ),
    "ReleaseAddress": Operation(release_address, _NAMED, "AllocationId"),
}
"""The rows of these operations."""

PICTURES: Mapping[str, Picture] = {ADDRESSES.answer: picture(ADDRESS, address_view)}
"""The view of each address in pictures of a place."""
