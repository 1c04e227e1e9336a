"""Operations on VPCs, as far as peering workflows need them."""

from collections.abc import Mapping
from dataclasses import replace

from peermock._domain.cidr import overlap
from peermock._domain.errors import (
    CidrBlockInUse,
    DefaultVpcAlreadyExists,
    DependencyViolation,
    InvalidParameterCombination,
    InvalidParameterValue,
    MissingParameter,
    PrimaryCidrBlock,
    VpcCidrAssociationNotFound,
)
from peermock._domain.network import (
    add_default_vpc,
    add_vpc,
    new_vpc,
    remove_vpc,
    save_vpc,
)
from peermock._domain.ranges import add_range, vpc_ipv6_range, vpc_range
from peermock._domain.subnet import SUBNET
from peermock._domain.vpc import AMAZON_POOL, VPC, CidrAssociation, Vpc
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.listing import Listing
from peermock._operations.resources import Picture, describe, find, picture
from peermock._operations.tags import put_tags, tags_on_create
from peermock._operations.vpc_views import (
    ipv4_association_view,
    ipv6_association_view,
    new_vpc_view,
    vpc_view,
)

VPCS = Listing(
    answer="Vpcs",
    ids="VpcIds",
    filters={
        "cidr": "CidrBlock",
        "cidr-block": "CidrBlock",
        "cidr-block-association.association-id": "CidrBlockAssociationSet.AssociationId",
        "cidr-block-association.cidr-block": "CidrBlockAssociationSet.CidrBlock",
        "cidr-block-association.state": "CidrBlockAssociationSet.CidrBlockState.State",
        "dhcp-options-id": "DhcpOptionsId",
        "ipv6-cidr-block-association.association-id": "Ipv6CidrBlockAssociationSet.AssociationId",
        "ipv6-cidr-block-association.ipv6-cidr-block": "Ipv6CidrBlockAssociationSet.Ipv6CidrBlock",
        "ipv6-cidr-block-association.ipv6-pool": "Ipv6CidrBlockAssociationSet.Ipv6Pool",
        "ipv6-cidr-block-association.state": (
            "Ipv6CidrBlockAssociationSet.Ipv6CidrBlockState.State"
        ),
        "is-default": "IsDefault",
        "isDefault": "IsDefault",
        "owner-id": "OwnerId",
        "state": "State",
        "tag": "Tags",
        "tag-key": "Tags.Key",
        "tag-value": "Tags.Value",
        "vpc-id": "VpcId",
    },
)

_ATTRIBUTES = {
    "EnableDnsSupport": "enable_dns_support",
    "EnableDnsHostnames": "enable_dns_hostnames",
    "EnableNetworkAddressUsageMetrics": "enable_network_address_usage_metrics",
}


def create_vpc(world: World, call: Call) -> Result:
    """Create a VPC, with its main route table."""
    if "CidrBlock" not in call.params:
        raise MissingParameter("cidrBlock")
    cidr_block = vpc_range(call.params["CidrBlock"])
    tags = tags_on_create(call, VPC)
    tenancy = call.params.get("InstanceTenancy", "default")
    if tenancy not in ("default", "dedicated"):
        raise InvalidParameterValue(f"Value ({tenancy}) for parameter instanceTenancy is invalid.")
    ipv6 = _ipv6_range(world, call)
    store = world.store(call.place)
    vpc = new_vpc(store, world.ids, cidr_block, tenancy)
    vpc = add_vpc(store, world.ids, vpc.with_ipv6(ipv6) if ipv6 else vpc)
    put_tags(world, call, vpc.id, tags)
    return {"Vpc": new_vpc_view(world, call, vpc)}


def describe_vpcs(world: World, call: Call) -> Result:
    """List the caller's VPCs in the caller's Region."""
    return describe(world, call, VPC, VPCS, vpc_view)


def delete_vpc(world: World, call: Call) -> Result:
    """Delete a VPC without dependencies, and its main route table."""
    vpc = find(world, call, VPC, call.params["VpcId"])
    if world.at(call.place).is_needed(vpc.id, call.at) or world.is_bound(vpc, call.at):
        raise DependencyViolation(VPC.noun, vpc.id)
    remove_vpc(world.store(call.place), vpc.id)
    return {}


def create_default_vpc(world: World, call: Call) -> Result:
    """Create the default VPC of the caller's Region again, after it was deleted."""
    if world.at(call.place).default_vpc() is not None:
        raise DefaultVpcAlreadyExists
    vpc = add_default_vpc(world.store(call.place), world.ids)
    return {"Vpc": new_vpc_view(world, call, vpc)}


def disassociate_vpc_cidr_block(world: World, call: Call) -> Result:
    """Disassociate a range from a VPC, except the primary one or one used by a subnet."""
    vpc, association = _find_association(world, call)
    if association is vpc.ipv4[0]:
        raise PrimaryCidrBlock(association.id)
    for subnet in world.at(call.place).of(SUBNET).naming(vpc.id):
        if overlap([association.cidr_block], subnet.cidr_blocks):
            raise CidrBlockInUse(vpc.id, association.cidr_block)
    save_vpc(world.store(call.place), vpc.without(association))
    if association in vpc.ipv4:
        view = ipv4_association_view(association, "disassociating")
        return {"VpcId": vpc.id, "CidrBlockAssociation": view}
    view = ipv6_association_view(vpc, association, "disassociating")
    return {"VpcId": vpc.id, "Ipv6CidrBlockAssociation": view}


def associate_vpc_cidr_block(world: World, call: Call) -> Result:
    """Add a range to a VPC. Pending requests whose ranges now overlap fail."""
    vpc = find(world, call, VPC, call.params["VpcId"])
    ipv6 = _ipv6_range(world, call)
    if ipv6 and "CidrBlock" in call.params:
        raise InvalidParameterCombination("CidrBlock", "Ipv6CidrBlock")
    if ipv6:
        _extend(world, call, vpc.with_ipv6(ipv6), vpc, ipv6)
        view = ipv6_association_view(vpc, ipv6, "associating")
        if ipv6.pool == AMAZON_POOL:
            del view["Ipv6CidrBlock"]  # not yet known, and omitted here (AWS CLI)
        return {"VpcId": vpc.id, "Ipv6CidrBlockAssociation": view}
    if "CidrBlock" not in call.params:
        raise MissingParameter("cidrBlock")
    block = vpc_range(call.params["CidrBlock"])
    ipv4 = CidrAssociation(world.ids.resource_id("vpc-cidr-assoc"), block)
    _extend(world, call, vpc.with_ipv4(ipv4), vpc, ipv4)
    return {"VpcId": vpc.id, "CidrBlockAssociation": ipv4_association_view(ipv4, "associating")}


def describe_vpc_attribute(world: World, call: Call) -> Result:
    """Return one attribute of a VPC."""
    vpc = find(world, call, VPC, call.params["VpcId"])
    wanted = call.params["Attribute"]
    for name, field in _ATTRIBUTES.items():
        if wanted == name[0].lower() + name[1:]:
            return {"VpcId": vpc.id, name: {"Value": getattr(vpc, field)}}
    raise InvalidParameterValue(f"Value ({wanted}) for parameter attribute is invalid.")


def modify_vpc_attribute(world: World, call: Call) -> Result:
    """Change one attribute of a VPC."""
    vpc = find(world, call, VPC, call.params["VpcId"])
    sent = [name for name in _ATTRIBUTES if name in call.params]
    if not sent:
        raise MissingParameter("enableDnsSupport or enableDnsHostnames")
    if len(sent) > 1:
        raise InvalidParameterCombination(*sent[:2])
    value = call.params[sent[0]].get("Value", False)
    if sent == ["EnableDnsHostnames"] and value and not vpc.enable_dns_support:
        raise InvalidParameterValue("You can only enable DNS hostnames if DNS support is enabled.")
    world.store(call.place).put(VPC, replace(vpc, **{_ATTRIBUTES[sent[0]]: value}))
    return {}


def _find_association(world: World, call: Call) -> tuple[Vpc, CidrAssociation]:
    found = world.at(call.place).of(VPC).part(call.params["AssociationId"])
    if found is None:
        raise VpcCidrAssociationNotFound(call.params["AssociationId"])
    vpc, number = found
    return vpc, (*vpc.ipv4, *vpc.ipv6)[number]


def _extend(
    world: World, call: Call, extended: Vpc, vpc: Vpc, association: CidrAssociation
) -> None:
    failing = add_range(world, vpc, association.cidr_block, call.at)
    save_vpc(world.store(call.place), extended)
    for peering in failing:
        world.peerings.save(peering)


def _ipv6_range(world: World, call: Call) -> CidrAssociation | None:
    """Return the IPv6 range that a call requests: chosen by Amazon, or from a pool."""
    params = call.params
    if params.get("AmazonProvidedIpv6CidrBlock"):
        if "Ipv6CidrBlock" in params:
            raise InvalidParameterCombination("AmazonProvidedIpv6CidrBlock", "Ipv6CidrBlock")
        block = (
            f"2600:1f14:{world.ids.random_bytes(2).hex()}:{world.ids.random_bytes(1).hex()}00::/56"
        )
        return _association(world, vpc_ipv6_range(block), AMAZON_POOL)
    if "Ipv6CidrBlock" not in params:
        return None
    if "Ipv6Pool" not in params:
        raise MissingParameter("ipv6Pool")
    return _association(world, vpc_ipv6_range(params["Ipv6CidrBlock"]), params["Ipv6Pool"])


def _association(world: World, block: str, pool: str) -> CidrAssociation:
    return CidrAssociation(world.ids.resource_id("vpc-cidr-assoc"), block, pool)


_IPV6 = ("AmazonProvidedIpv6CidrBlock", "Ipv6CidrBlock", "Ipv6Pool")

OPERATIONS: Mapping[str, Operation] = {
    "AssociateVpcCidrBlock": Operation(
        associate_vpc_cidr_block, ("VpcId", "CidrBlock", *_IPV6), "VpcId"
    ),
    "CreateDefaultVpc": Operation(create_default_vpc, (), "vpc/*"),
    "CreateVpc": Operation(
        create_vpc, ("CidrBlock", "InstanceTenancy", "TagSpecifications", *_IPV6), "vpc/*"
    ),
    "DeleteVpc": Operation(delete_vpc, ("VpcId",), "VpcId"),
    "DescribeVpcAttribute": Operation(describe_vpc_attribute, ("VpcId", "Attribute")),
    "DescribeVpcs": Operation(describe_vpcs, VPCS.parameters),
    "DisassociateVpcCidrBlock": Operation(disassociate_vpc_cidr_block, ("AssociationId",), "vpc/*"),
    "ModifyVpcAttribute": Operation(modify_vpc_attribute, ("VpcId", *_ATTRIBUTES), "VpcId"),
}
"""The rows of these operations."""

PICTURES: Mapping[str, Picture] = {VPCS.answer: picture(VPC, vpc_view)}
"""The view of each VPC in pictures of a place."""
