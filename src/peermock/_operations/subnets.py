"""Operations on subnets."""

from collections.abc import Mapping
from typing import Any

from peermock._domain.cidr import canonical_ipv4, canonical_ipv6, contains, network, overlap
from peermock._domain.errors import (
    DependencyViolation,
    InvalidParameterValue,
    InvalidSubnetRange,
    MissingParameter,
    NotACidrBlock,
    SubnetConflict,
)
from peermock._domain.network_interface import NETWORK_INTERFACE, addresses_in
from peermock._domain.routing import ROUTE_TABLE
from peermock._domain.subnet import SUBNET, Subnet
from peermock._domain.vpc import VPC, CidrAssociation, Vpc
from peermock._domain.world import World
from peermock._domain.zones import zone_id, zone_names
from peermock._operations.call import Call, Operation, Result
from peermock._operations.filters import View
from peermock._operations.listing import Listing
from peermock._operations.resources import Picture, describe, find, picture
from peermock._operations.tags import put_tags, tags_on_create
from peermock._operations.views import with_tags
from peermock._operations.vpc_views import INTERNET_IS_OPEN, ipv6_range_view

SUBNETS = Listing(
    answer="Subnets",
    ids="SubnetIds",
    filters={
        "availability-zone": "AvailabilityZone",
        "availabilityZone": "AvailabilityZone",
        "availability-zone-id": "AvailabilityZoneId",
        "availabilityZoneId": "AvailabilityZoneId",
        "available-ip-address-count": "AvailableIpAddressCount",
        "cidr": "CidrBlock",
        "cidr-block": "CidrBlock",
        "cidrBlock": "CidrBlock",
        "customer-owned-ipv4-pool": "CustomerOwnedIpv4Pool",
        "default-for-az": "DefaultForAz",
        "defaultForAz": "DefaultForAz",
        "enable-dns64": "EnableDns64",
        "enable-lni-at-device-index": "EnableLniAtDeviceIndex",
        "ipv6-cidr-block-association.association-id": "Ipv6CidrBlockAssociationSet.AssociationId",
        "ipv6-cidr-block-association.ipv6-cidr-block": "Ipv6CidrBlockAssociationSet.Ipv6CidrBlock",
        "ipv6-cidr-block-association.state": (
            "Ipv6CidrBlockAssociationSet.Ipv6CidrBlockState.State"
        ),
        "ipv6-native": "Ipv6Native",
        "map-customer-owned-ip-on-launch": "MapCustomerOwnedIpOnLaunch",
        "map-public-ip-on-launch": "MapPublicIpOnLaunch",
        "outpost-arn": "OutpostArn",
        "owner-id": "OwnerId",
        "private-dns-name-options-on-launch.enable-resource-name-dns-a-record": (
            "PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsARecord"
        ),
        "private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record": (
            "PrivateDnsNameOptionsOnLaunch.EnableResourceNameDnsAAAARecord"
        ),
        "private-dns-name-options-on-launch.hostname-type": (
            "PrivateDnsNameOptionsOnLaunch.HostnameType"
        ),
        "state": "State",
        "subnet-arn": "SubnetArn",
        "subnet-id": "SubnetId",
        "tag": "Tags",
        "tag-key": "Tags.Key",
        "tag-value": "Tags.Value",
        "vpc-id": "VpcId",
    },
)

_LARGEST, _SMALLEST = 16, 28
_IPV6_PREFIXES = range(44, 65, 4)


def create_subnet(world: World, call: Call) -> Result:
    """Create a subnet in a free part of a VPC's ranges."""
    vpc = find(world, call, VPC, call.params["VpcId"])
    tags = tags_on_create(call, SUBNET)
    zone_name = _zone(call)
    cidr_block = _range(world, call, vpc)
    ipv6 = ipv6_range(world, call, vpc)
    subnet = Subnet(
        id=world.ids.resource_id(SUBNET.prefix),
        place=call.place,
        vpc_id=vpc.id,
        cidr_block=cidr_block,
        zone_name=zone_name,
        ipv6=ipv6,
    )
    world.store(call.place).put(SUBNET, subnet)
    put_tags(world, call, subnet.id, tags)
    return {"Subnet": with_tags(world, call, subnet.id, _members(subnet, "associating"))}


def describe_subnets(world: World, call: Call) -> Result:
    """List the caller's subnets in the caller's Region."""
    return describe(world, call, SUBNET, SUBNETS, subnet_view)


def delete_subnet(world: World, call: Call) -> Result:
    """Delete an empty subnet, with its association to a route table."""
    subnet = find(world, call, SUBNET, call.params["SubnetId"])
    if world.at(call.place).is_needed(subnet.id, call.at):
        raise DependencyViolation(SUBNET.noun, subnet.id)
    store = world.store(call.place)
    for table in store.of(ROUTE_TABLE).naming(subnet.id):
        store.put(ROUTE_TABLE, table.without_subnet(subnet.id))
    store.forget(SUBNET, subnet.id)
    return {}


def subnet_view(world: World, call: Call, subnet: Subnet) -> View:
    """Return a subnet as its owner sees it."""
    interfaces = world.at(call.place).of(NETWORK_INTERFACE).naming(subnet.id)
    taken = addresses_in(subnet, interfaces, call.at)
    view = _members(subnet, "associated") | {
        "AvailableIpAddressCount": subnet.free_addresses - len(taken),
        "BlockPublicAccessStates": INTERNET_IS_OPEN,
    }
    return with_tags(world, call, subnet.id, view)


def _members(subnet: Subnet, ipv6_state: str) -> dict[str, Any]:
    association = subnet.ipv6
    return {
        "AssignIpv6AddressOnCreation": subnet.launch.assign_ipv6_address,
        "AvailabilityZone": subnet.zone_name,
        "AvailabilityZoneId": zone_id(subnet.zone_name),
        "AvailableIpAddressCount": subnet.free_addresses,
        "CidrBlock": subnet.cidr_block,
        "DefaultForAz": subnet.is_default,
        "EnableDns64": subnet.launch.enable_dns64,
        "Ipv6CidrBlockAssociationSet": (
            [ipv6_range_view(association, ipv6_state)] if association else []
        ),
        "Ipv6Native": False,
        "MapCustomerOwnedIpOnLaunch": False,
        "MapPublicIpOnLaunch": subnet.launch.map_public_ip,
        "OwnerId": subnet.place.account_id,
        "PrivateDnsNameOptionsOnLaunch": {
            "EnableResourceNameDnsAAAARecord": subnet.launch.enable_aaaa_record,
            "EnableResourceNameDnsARecord": subnet.launch.enable_a_record,
            "HostnameType": subnet.launch.hostname_type,
        },
        "State": "available",
        "SubnetArn": subnet.place.arn("ec2", f"{SUBNET.type_name}/{subnet.id}"),
        "SubnetId": subnet.id,
        "VpcId": subnet.vpc_id,
    }


def _zone(call: Call) -> str:
    names = zone_names(call.place.region_name)
    if "AvailabilityZoneId" in call.params:
        by_id = {zone_id(name): name for name in names}
        wanted = call.params["AvailabilityZoneId"]
        if wanted not in by_id:
            raise _not_a_zone(wanted, "availabilityZoneId", list(by_id))
        return by_id[wanted]
    zone_name: str = call.params.get("AvailabilityZone", names[0])
    if zone_name not in names:
        raise _not_a_zone(zone_name, "availabilityZone", names)
    return zone_name


def _not_a_zone(value: str, parameter: str, zones: list[str]) -> InvalidParameterValue:
    return InvalidParameterValue(
        f"Value ({value}) for parameter {parameter} is invalid. Subnets can currently only be "
        f"created in the following availability zones: {', '.join(zones)}."
    )


def _range(world: World, call: Call, vpc: Vpc) -> str:
    if "CidrBlock" not in call.params:
        raise MissingParameter("cidrBlock")
    sent = call.params["CidrBlock"]
    block = canonical_ipv4(sent)
    if block is None:
        raise NotACidrBlock(sent, "cidrBlock")
    if not _LARGEST <= network(block).prefixlen <= _SMALLEST or not _is_within(block, vpc):
        raise InvalidSubnetRange(sent)
    _check_free(world, vpc, block)
    return block


def ipv6_range(world: World, call: Call, vpc: Vpc) -> CidrAssociation | None:
    """Return the IPv6 range that a call requests for a subnet, within the VPC's ranges.

    Raises:
        AwsError: The range is invalid for a subnet, or overlaps another subnet.
    """
    if "Ipv6CidrBlock" not in call.params:
        return None
    sent = call.params["Ipv6CidrBlock"]
    block = canonical_ipv6(sent)
    if block is None:
        raise NotACidrBlock(sent, "ipv6CidrBlock")
    if network(block).prefixlen not in _IPV6_PREFIXES or not _is_within(block, vpc):
        raise InvalidSubnetRange(sent)
    _check_free(world, vpc, block)
    pool = next(a.pool for a in vpc.ipv6 if contains(a.cidr_block, block))
    return CidrAssociation(world.ids.resource_id("subnet-cidr-assoc"), block, pool)


def _is_within(block: str, vpc: Vpc) -> bool:
    return any(contains(whole, block) for whole in vpc.cidr_blocks)


def _check_free(world: World, vpc: Vpc, block: str) -> None:
    for subnet in world.at(vpc.place).of(SUBNET).naming(vpc.id):
        if overlap([block], subnet.cidr_blocks):
            raise SubnetConflict(block)


OPERATIONS: Mapping[str, Operation] = {
    "CreateSubnet": Operation(
        create_subnet,
        (
            "VpcId",
            "CidrBlock",
            "Ipv6CidrBlock",
            "AvailabilityZone",
            "AvailabilityZoneId",
            "TagSpecifications",
        ),
        "VpcId",
    ),
    "DeleteSubnet": Operation(delete_subnet, ("SubnetId",), "SubnetId"),
    "DescribeSubnets": Operation(describe_subnets, SUBNETS.parameters),
}
"""The rows of these operations."""

PICTURES: Mapping[str, Picture] = {SUBNETS.answer: picture(SUBNET, subnet_view)}
"""The view of each subnet in pictures of a place."""
