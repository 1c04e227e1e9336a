"""Operations on network interfaces."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from peermock._domain.address import ADDRESS, Address
from peermock._domain.cidr import contains
from peermock._domain.errors import (
    AddressInUse,
    AddressOutsideSubnet,
    GroupsApart,
    InterfaceInUse,
    InvalidParameterValue,
)
from peermock._domain.network_interface import (
    NETWORK_INTERFACE,
    NetworkInterface,
    addresses_in,
    free_address,
    mac_address,
)
from peermock._domain.security import SECURITY_GROUP
from peermock._domain.subnet import SUBNET, Subnet
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._domain.zones import zone_id
from peermock._operations.call import Call, Operation, Result
from peermock._operations.filters import View
from peermock._operations.interface_filters import INTERFACE_FILTERS
from peermock._operations.listing import Listing
from peermock._operations.resources import Picture, describe, find, picture
from peermock._operations.tags import put_tags, tags_on_create
from peermock._operations.views import tags_view

NETWORK_INTERFACES = Listing(
    answer="NetworkInterfaces", ids="NetworkInterfaceIds", filters=INTERFACE_FILTERS
)


def create_network_interface(world: World, call: Call) -> Result:
    """Create a network interface in a subnet, or return the one with the same token."""
    subnet = find(world, call, SUBNET, call.params["SubnetId"])
    tags = tags_on_create(call, NETWORK_INTERFACE)
    group_ids = _groups(world, call, subnet)
    private_ip = private_address(world, call, subnet)
    kind = call.params.get("InterfaceType", "interface")
    if kind != "interface":
        raise InvalidParameterValue(f"Value ({kind}) for parameter interfaceType is invalid.")
    token = call.params.get("ClientToken")
    store = world.store(call.place)
    interface = store.made_with(token, NETWORK_INTERFACE)
    if interface is None:
        interface = replace(
            new_interface(world, subnet, private_ip),
            description=call.params.get("Description", ""),
            group_ids=group_ids,
        )
        store.put(NETWORK_INTERFACE, interface, token)
        put_tags(world, call, interface.id, tags)
    view = {**network_interface_view(world, call, interface), "Status": "pending"}
    answer = {"NetworkInterface": view}
    return answer | {"ClientToken": token} if token else answer


def new_interface(world: World, subnet: Subnet, private_ip: str) -> NetworkInterface:
    """Return a new network interface in a subnet, not yet stored."""
    return NetworkInterface(
        id=world.ids.resource_id(NETWORK_INTERFACE.prefix),
        place=subnet.place,
        vpc_id=subnet.vpc_id,
        subnet_id=subnet.id,
        zone_name=subnet.zone_name,
        private_ip=private_ip,
        mac_address=mac_address(world.ids.random_bytes(5)),
    )


def private_address(world: World, call: Call, subnet: Subnet) -> str:
    """Return the requested private address, or the first free one of a subnet.

    Raises:
        AddressOutsideSubnet: The address is not in the subnet.
        AddressInUse: Another network interface has the address.
        InsufficientFreeAddresses: The subnet has no free address.
    """
    interfaces = world.at(call.place).of(NETWORK_INTERFACE).naming(subnet.id)
    taken = addresses_in(subnet, interfaces, call.at)
    wanted: str | None = call.params.get("PrivateIpAddress")
    if wanted is None:
        return free_address(subnet, taken)
    try:
        is_within = contains(subnet.cidr_block, f"{wanted}/32")
    except ValueError:
        is_within = False
    if not is_within:
        raise AddressOutsideSubnet(wanted)
    if wanted in taken:
        raise AddressInUse(wanted)
    return wanted


def describe_network_interfaces(world: World, call: Call) -> Result:
    """List the caller's network interfaces, including those of NAT gateways and endpoints."""
    return describe(world, call, NETWORK_INTERFACE, NETWORK_INTERFACES, network_interface_view)


def delete_network_interface(world: World, call: Call) -> Result:
    """Delete one of the caller's network interfaces, and disassociate its public address."""
    interface = find(world, call, NETWORK_INTERFACE, call.params["NetworkInterfaceId"])
    if interface.is_managed:
        raise InterfaceInUse(interface.id)
    store = world.store(call.place)
    address = _address_of(world, call, interface)
    if address is not None:
        store.put(ADDRESS, replace(address, last=None))
    store.forget(NETWORK_INTERFACE, interface.id)
    return {}


def network_interface_view(world: World, call: Call, interface: NetworkInterface) -> View:
    """Return a network interface as its owner sees it."""
    is_managed = interface.is_managed
    association = _association_view(_address_of(world, call, interface), call)
    primary: dict[str, Any] = {"Primary": True, "PrivateIpAddress": interface.private_ip}
    view: dict[str, Any] = {
        "AvailabilityZone": interface.zone_name,
        "AvailabilityZoneId": zone_id(interface.zone_name),
        "Description": interface.description,
        "Groups": _group_views(world, call, interface),
        "InterfaceType": _type(interface),
        "Ipv6Addresses": [],
        "MacAddress": interface.mac_address,
        "NetworkInterfaceId": interface.id,
        "OwnerId": interface.place.account_id,
        "PrivateIpAddress": interface.private_ip,
        "RequesterManaged": is_managed,
        "SourceDestCheck": interface.gateway_id is None,
        "Status": "in-use" if is_managed else "available",
        "SubnetId": interface.subnet_id,
        "TagSet": tags_view(world, call, interface.id),
        "VpcId": interface.vpc_id,
    }
    if is_managed:
        view["Attachment"] = _attachment_view(interface)
    if world.at(call.place).of(VPC)[interface.vpc_id].resolves_hostnames:
        name = _private_name(interface)
        view, primary = view | {"PrivateDnsName": name}, primary | {"PrivateDnsName": name}
    view["PrivateIpAddresses"] = [primary | association]
    return view | association


def _type(interface: NetworkInterface) -> str:
    if interface.endpoint_id is not None:
        return "vpc_endpoint"
    return "interface" if interface.gateway_id is None else "nat_gateway"


def _group_views(world: World, call: Call, interface: NetworkInterface) -> list[View]:
    groups = world.at(call.place).of(SECURITY_GROUP)
    return [{"GroupId": each, "GroupName": groups[each].name} for each in interface.group_ids]


def _attachment_view(interface: NetworkInterface) -> View:
    """Return the attachment of an interface to a NAT gateway or an endpoint."""
    return {
        "AttachmentId": f"ela-attach-{interface.id.removeprefix('eni-')}",
        "DeleteOnTermination": False,
        "DeviceIndex": 1,
        "InstanceOwnerId": "amazon-aws",
        "Status": "attached",
    }


def _association_view(address: Address | None, call: Call) -> dict[str, Any]:
    association = address and address.association(call.at)
    if not address or not association:
        return {}
    view = {
        "AllocationId": address.id,
        "AssociationId": association.id,
        "IpOwnerId": address.place.account_id,
        "PublicIp": address.public_ip,
    }
    return {"Association": view}


def _private_name(interface: NetworkInterface) -> str:
    region_name = interface.place.region_name
    domain = "ec2.internal" if region_name == "us-east-1" else f"{region_name}.compute.internal"
    return f"ip-{interface.private_ip.replace('.', '-')}.{domain}"


def _address_of(world: World, call: Call, interface: NetworkInterface) -> Address | None:
    addresses = world.at(call.place).of(ADDRESS).naming(interface.id)
    return next((address for address in addresses if address.association(call.at)), None)


def _groups(world: World, call: Call, subnet: Subnet) -> tuple[str, ...]:
    """Return the groups that a call names, or the default group of the subnet's VPC."""
    sent = call.params.get("Groups")
    if not sent:
        kin = world.at(call.place).groups_of(subnet.vpc_id)
        return tuple(group.id for group in kin if group.is_default)
    groups = [find(world, call, SECURITY_GROUP, each) for each in dict.fromkeys(sent)]
    if any(group.vpc_id != subnet.vpc_id for group in groups):
        raise GroupsApart
    return tuple(group.id for group in groups)


OPERATIONS: Mapping[str, Operation] = {
    "CreateNetworkInterface": Operation(
        create_network_interface,
        (
            "SubnetId",
            "Description",
            "Groups",
            "PrivateIpAddress",
            "InterfaceType",
            "ClientToken",
            "TagSpecifications",
        ),
        "SubnetId",
    ),
    "DeleteNetworkInterface": Operation(
        delete_network_interface, ("NetworkInterfaceId",), "NetworkInterfaceId"
    ),
    "DescribeNetworkInterfaces": Operation(
        describe_network_interfaces,
        (*NETWORK_INTERFACES.parameters, "IncludeManagedResources"),
    ),
}
"""The rows of these operations."""

PICTURES: Mapping[str, Picture] = {
    NETWORK_INTERFACES.answer: picture(NETWORK_INTERFACE, network_interface_view)
}
"""The view of each network interface in pictures of a place."""
