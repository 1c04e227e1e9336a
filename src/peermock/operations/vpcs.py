"""Operations on VPCs, as far as a peering workflow touches them."""

from dataclasses import replace
from typing import Any

from peermock.domain.cidr import overlap
from peermock.domain.errors import (
    CidrBlockInUse,
    DefaultVpcAlreadyExists,
    DependencyViolation,
    InvalidParameterCombination,
    InvalidParameterValue,
    MissingParameter,
    PrimaryCidrBlock,
    VpcCidrAssociationNotFound,
)
from peermock.domain.network import (
    add_default_vpc,
    add_vpc,
    has_dependents,
    new_vpc,
    remove_vpc,
    save_vpc,
)
from peermock.domain.ranges import add_range, vpc_ipv6_range, vpc_range
from peermock.domain.vpc import CidrAssociation, Vpc
from peermock.domain.world import World
from peermock.operations.call import Call, Result
from peermock.operations.listing import Listing
from peermock.operations.resources import VPC
from peermock.operations.tags import put_tags, tags_on_create
from peermock.operations.views import ipv4_association_view, ipv6_association_view, vpc_view

AMAZON_POOL = "Amazon"

VPCS = Listing(
    answer="Vpcs",
    ids="VpcIds",
    filters={
        "cidr": "CidrBlock",
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
        "vpc-id": "VpcId",
    },
)

_ATTRIBUTES = {
    "EnableDnsSupport": "enable_dns_support",
    "EnableDnsHostnames": "enable_dns_hostnames",
}


def create_vpc(world: World, call: Call) -> Result:
    """Create a VPC, with its main route table."""
    if "CidrBlock" not in call.params:
        raise MissingParameter("cidrBlock")
    cidr_block = vpc_range(call.params["CidrBlock"])
    tags = tags_on_create(call, "vpc")
    tenancy = call.params.get("InstanceTenancy", "default")
    if tenancy not in ("default", "dedicated"):
        raise InvalidParameterValue(f"Value ({tenancy}) for parameter instanceTenancy is invalid.")
    ipv6 = _ipv6_range(world, call)
    store = world.store(call.place)
    vpc = new_vpc(store, world.ids, cidr_block, tenancy)
    vpc = add_vpc(store, world.ids, vpc.with_ipv6(ipv6) if ipv6 else vpc)
    put_tags(world, call, vpc.id, tags)
    view: dict[str, Any] = {**vpc_view(world, call, vpc), "State": "pending"}
    if ipv6:
        view["Ipv6CidrBlockAssociationSet"] = [ipv6_association_view(ipv6, "associating")]
    return {"Vpc": view}


def describe_vpcs(world: World, call: Call) -> Result:
    """List the caller's VPCs in the caller's Region."""
    return VPC.describe(world, call, VPCS, vpc_view)


def delete_vpc(world: World, call: Call) -> Result:
    """Delete a VPC that nothing depends on, with its main route table."""
    vpc = VPC.find(world, call, call.params["VpcId"])
    store = world.store(call.place)
    if has_dependents(store, vpc.id) or world.is_bound(vpc, call.at):
        raise DependencyViolation("vpc", vpc.id)
    remove_vpc(store, vpc.id)
    return {}


def create_default_vpc(world: World, call: Call) -> Result:
    """Create the default VPC of the caller's Region anew, after it was deleted."""
    store = world.store(call.place)
    if any(vpc.is_default for vpc in store.vpcs):
        raise DefaultVpcAlreadyExists
    view = vpc_view(world, call, add_default_vpc(store, world.ids))
    return {"Vpc": {**view, "State": "pending"}}


def disassociate_vpc_cidr_block(world: World, call: Call) -> Result:
    """Take a range that no subnet uses from a VPC, save the primary one."""
    vpc, association = _associated(world, call)
    if association is vpc.ipv4[0]:
        raise PrimaryCidrBlock(association.id)
    store = world.store(call.place)
    for subnet in store.subnets:
        if subnet.vpc_id == vpc.id and overlap([association.cidr_block], subnet.cidr_blocks):
            raise CidrBlockInUse(vpc.id, association.cidr_block)
    save_vpc(store, vpc.without(association))
    if association in vpc.ipv4:
        view = ipv4_association_view(association, "disassociating")
        return {"VpcId": vpc.id, "CidrBlockAssociation": view}
    view = ipv6_association_view(association, "disassociating")
    return {"VpcId": vpc.id, "Ipv6CidrBlockAssociation": view}


def associate_vpc_cidr_block(world: World, call: Call) -> Result:
    """Add a range to a VPC; a pending request to it whose requester it overlaps then fails."""
    vpc = VPC.find(world, call, call.params["VpcId"])
    ipv6 = _ipv6_range(world, call)
    if ipv6 and "CidrBlock" in call.params:
        raise InvalidParameterCombination("CidrBlock", "Ipv6CidrBlock")
    if ipv6:
        _extend(world, call, vpc.with_ipv6(ipv6), vpc, ipv6)
        view = ipv6_association_view(ipv6, "associating")
        return {"VpcId": vpc.id, "Ipv6CidrBlockAssociation": view}
    if "CidrBlock" not in call.params:
        raise MissingParameter("cidrBlock")
    block = vpc_range(call.params["CidrBlock"])
    ipv4 = CidrAssociation(world.ids.resource_id("vpc-cidr-assoc"), block)
    _extend(world, call, vpc.with_ipv4(ipv4), vpc, ipv4)
    return {"VpcId": vpc.id, "CidrBlockAssociation": ipv4_association_view(ipv4, "associating")}


def describe_vpc_attribute(world: World, call: Call) -> Result:
    """Tell one attribute of a VPC."""
    vpc = VPC.find(world, call, call.params["VpcId"])
    wanted = call.params["Attribute"]
    for name, field in _ATTRIBUTES.items():
        if wanted == name[0].lower() + name[1:]:
            return {"VpcId": vpc.id, name: {"Value": getattr(vpc, field)}}
    if wanted == "enableNetworkAddressUsageMetrics":
        return {"VpcId": vpc.id, "EnableNetworkAddressUsageMetrics": {"Value": False}}
    raise InvalidParameterValue(f"Value ({wanted}) for parameter attribute is invalid.")


def modify_vpc_attribute(world: World, call: Call) -> Result:
    """Switch one attribute of a VPC on or off."""
    vpc = VPC.find(world, call, call.params["VpcId"])
    sent = [name for name in _ATTRIBUTES if name in call.params]
    if not sent:
        raise MissingParameter("enableDnsSupport or enableDnsHostnames")
    if len(sent) > 1:
        raise InvalidParameterCombination(*sent)
    value = call.params[sent[0]].get("Value", False)
    if sent == ["EnableDnsHostnames"] and value and not vpc.enable_dns_support:
        raise InvalidParameterValue("You can only enable DNS hostnames if DNS support is enabled.")
    world.store(call.place).vpcs.put(vpc.id, replace(vpc, **{_ATTRIBUTES[sent[0]]: value}))
    return {}


def _associated(world: World, call: Call) -> tuple[Vpc, CidrAssociation]:
    for vpc in world.store(call.place).vpcs:
        for association in (*vpc.ipv4, *vpc.ipv6):
            if association.id == call.params["AssociationId"]:
                return vpc, association
    raise VpcCidrAssociationNotFound(call.params["AssociationId"])


def _extend(
    world: World, call: Call, extended: Vpc, vpc: Vpc, association: CidrAssociation
) -> None:
    failing = add_range(world, vpc, association.cidr_block, call.at)
    save_vpc(world.store(call.place), extended)
    for peering in failing:
        world.peerings.save(peering)


def _ipv6_range(world: World, call: Call) -> CidrAssociation | None:
    """Return the IPv6 range that a call asks for: Amazon's choice, or one of a pool."""
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
