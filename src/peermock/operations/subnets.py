"""Operations on subnets."""

from peermock.domain.cidr import canonical_ipv4, canonical_ipv6, contains, network, overlap
from peermock.domain.errors import (
    InvalidParameterValue,
    InvalidSubnetRange,
    MissingParameter,
    NotACidrBlock,
    SubnetConflict,
)
from peermock.domain.subnet import Subnet
from peermock.domain.vpc import CidrAssociation, Vpc
from peermock.domain.world import World
from peermock.domain.zones import zone_id, zone_names
from peermock.operations.call import Call, Result
from peermock.operations.filters import View
from peermock.operations.listing import Listing
from peermock.operations.resources import SUBNET, VPC
from peermock.operations.tags import put_tags, tags_on_create
from peermock.operations.views import ipv6_association_view, tags_view

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
        "vpc-id": "VpcId",
    },
)

_LARGEST, _SMALLEST = 16, 28
_IPV6_PREFIX = 64


def create_subnet(world: World, call: Call) -> Result:
    """Create a subnet in a free part of a VPC's ranges."""
    vpc = VPC.find(world, call, call.params["VpcId"])
    tags = tags_on_create(call, SUBNET.type_name)
    zone_name = _zone(call)
    cidr_block = _range(world, call, vpc)
    ipv6 = _ipv6_range(world, call, vpc)
    subnet = Subnet(
        id=world.ids.resource_id("subnet"),
        place=call.place,
        vpc_id=vpc.id,
        cidr_block=cidr_block,
        zone_name=zone_name,
        ipv6=ipv6,
    )
    world.store(call.place).subnets.put(subnet.id, subnet)
    put_tags(world, call, subnet.id, tags)
    return {"Subnet": subnet_view(world, call, subnet)}


def describe_subnets(world: World, call: Call) -> Result:
    """List the caller's subnets in the caller's Region."""
    return SUBNET.describe(world, call, SUBNETS, subnet_view)


def delete_subnet(world: World, call: Call) -> Result:
    """Delete a subnet, with its association to a route table."""
    subnet = SUBNET.find(world, call, call.params["SubnetId"])
    store = world.store(call.place)
    for table in store.tables_of(subnet.vpc_id):
        for association in table.associations:
            if association.subnet_id == subnet.id:
                store.route_tables.put(table.id, table.without_association(association.id))
    store.forget(subnet.id, store.subnets)
    return {}


def subnet_view(world: World, call: Call, subnet: Subnet) -> View:
    """Return a subnet as its owner sees it."""
    association = subnet.ipv6
    return {
        "AssignIpv6AddressOnCreation": False,
        "AvailabilityZone": subnet.zone_name,
        "AvailabilityZoneId": zone_id(subnet.zone_name),
        "AvailableIpAddressCount": subnet.free_addresses,
        "CidrBlock": subnet.cidr_block,
        "DefaultForAz": subnet.is_default,
        "EnableDns64": False,
        "Ipv6CidrBlockAssociationSet": [_ipv6_view(association)] if association else [],
        "Ipv6Native": False,
        "MapCustomerOwnedIpOnLaunch": False,
        "MapPublicIpOnLaunch": subnet.is_default,
        "OwnerId": subnet.place.account_id,
        "PrivateDnsNameOptionsOnLaunch": {
            "EnableResourceNameDnsAAAARecord": False,
            "EnableResourceNameDnsARecord": False,
            "HostnameType": "ip-name",
        },
        "State": "available",
        "SubnetArn": subnet.place.arn("ec2", f"subnet/{subnet.id}"),
        "SubnetId": subnet.id,
        "Tags": tags_view(world, call, subnet.id),
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


def _ipv6_range(world: World, call: Call, vpc: Vpc) -> CidrAssociation | None:
    if "Ipv6CidrBlock" not in call.params:
        return None
    sent = call.params["Ipv6CidrBlock"]
    block = canonical_ipv6(sent)
    if block is None:
        raise NotACidrBlock(sent, "ipv6CidrBlock")
    if network(block).prefixlen != _IPV6_PREFIX or not _is_within(block, vpc):
        raise InvalidSubnetRange(sent)
    _check_free(world, vpc, block)
    return CidrAssociation(world.ids.resource_id("subnet-cidr-assoc"), block)


def _is_within(block: str, vpc: Vpc) -> bool:
    return any(contains(whole, block) for whole in vpc.cidr_blocks)


def _check_free(world: World, vpc: Vpc, block: str) -> None:
    for subnet in world.store(vpc.place).subnets:
        if subnet.vpc_id == vpc.id and overlap([block], subnet.cidr_blocks):
            raise SubnetConflict(block)


def _ipv6_view(association: CidrAssociation) -> View:
    view = dict(ipv6_association_view(association))
    del view["Ipv6Pool"]
    return view
