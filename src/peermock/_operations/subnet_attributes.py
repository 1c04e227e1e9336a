"""Operations that change subnets: launch attributes and IPv6 ranges."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from peermock._domain.errors import InvalidParameterValue, MissingParameter
from peermock._domain.errors.subnets import (
    Ipv6RangeInUse,
    Ipv6RangeMissing,
    OneAttributeOnly,
    SubnetCidrAssociationNotFound,
    SubnetHasIpv6Range,
)
from peermock._domain.subnet import SUBNET
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.resources import find
from peermock._operations.subnets import ipv6_range
from peermock._operations.vpc_views import ipv6_range_view

_ATTRIBUTES = {
    "AssignIpv6AddressOnCreation": "assign_ipv6_address",
    "EnableDns64": "enable_dns64",
    "EnableResourceNameDnsAAAARecordOnLaunch": "enable_aaaa_record",
    "EnableResourceNameDnsARecordOnLaunch": "enable_a_record",
    "MapPublicIpOnLaunch": "map_public_ip",
    "PrivateDnsHostnameTypeOnLaunch": "hostname_type",
}
_NEED_IPV6 = {
    "AssignIpv6AddressOnCreation": "assign-ipv6-address-on-creation",
    "EnableDns64": "enable-dns64",
}
"""The attributes that require an IPv6 range, and their names in AWS's messages."""

_HOSTNAME_TYPES = ("ip-name", "resource-name")


def modify_subnet_attribute(world: World, call: Call) -> Result:
    """Change one attribute of a subnet."""
    subnet = find(world, call, SUBNET, call.params["SubnetId"])
    sent = [name for name in _ATTRIBUTES if name in call.params]
    if not sent:
        raise MissingParameter("attribute")
    if len(sent) > 1:
        raise OneAttributeOnly(*(name[0].lower() + name[1:] for name in sent))
    (name,) = sent
    value = _value(call, name)
    if value is True and name in _NEED_IPV6 and not subnet.ipv6:
        raise Ipv6RangeMissing(_NEED_IPV6[name], subnet.id)
    change: dict[str, Any] = {_ATTRIBUTES[name]: value}
    launch = replace(subnet.launch, **change)
    world.store(call.place).put(SUBNET, replace(subnet, launch=launch))
    return {}


def associate_subnet_cidr_block(world: World, call: Call) -> Result:
    """Associate an IPv6 range of the VPC with a subnet."""
    subnet = find(world, call, SUBNET, call.params["SubnetId"])
    association = ipv6_range(world, call, world.at(call.place).of(VPC)[subnet.vpc_id])
    if association is None:
        raise MissingParameter("ipv6CidrBlock")
    if subnet.ipv6:
        raise SubnetHasIpv6Range(subnet.id)
    world.store(call.place).put(SUBNET, replace(subnet, ipv6=association))
    view = ipv6_range_view(association, "associating")
    return {"SubnetId": subnet.id, "Ipv6CidrBlockAssociation": view}


def disassociate_subnet_cidr_block(world: World, call: Call) -> Result:
    """Disassociate the IPv6 range of a subnet."""
    association_id = call.params["AssociationId"]
    found = world.at(call.place).of(SUBNET).part(association_id)
    if found is None or found[0].ipv6 is None:
        raise SubnetCidrAssociationNotFound(association_id)
    subnet, association = found[0], found[0].ipv6
    if subnet.launch.assign_ipv6_address:
        raise Ipv6RangeInUse(association_id)
    world.store(call.place).put(SUBNET, replace(subnet, ipv6=None))
    view = ipv6_range_view(association, "disassociating")
    return {"SubnetId": subnet.id, "Ipv6CidrBlockAssociation": view}


def _value(call: Call, name: str) -> bool | str:
    value = call.params[name]
    if not isinstance(value, str):
        return bool(value.get("Value", False))
    if value not in _HOSTNAME_TYPES:
        raise InvalidParameterValue(f"Value ({value}) for parameter hostnameType is invalid.")
    return value


OPERATIONS: Mapping[str, Operation] = {
    "AssociateSubnetCidrBlock": Operation(
        associate_subnet_cidr_block, ("SubnetId", "Ipv6CidrBlock"), "SubnetId"
    ),
    "DisassociateSubnetCidrBlock": Operation(
        disassociate_subnet_cidr_block, ("AssociationId",), "subnet/*"
    ),
    "ModifySubnetAttribute": Operation(
        modify_subnet_attribute, ("SubnetId", *_ATTRIBUTES), "SubnetId"
    ),
}
"""The rows of these operations."""
