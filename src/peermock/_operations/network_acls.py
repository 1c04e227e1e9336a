"""Operations on network ACLs and their associations with subnets."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from peermock._domain.errors import AssociationNotFound, DependencyViolation
from peermock._domain.errors.network_acls import AclAndSubnetApart, CannotDeleteDefaultAcl
from peermock._domain.network_acl import (
    NETWORK_ACL,
    NUMBERS_WITH_PORTS,
    NUMBERS_WITH_TYPES,
    PROTOCOL_NUMBERS,
    AclAssociation,
    AclEntry,
    NetworkAcl,
    default_entries,
)
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Params, Result
from peermock._operations.filters import View
from peermock._operations.listing import Listing
from peermock._operations.resources import Picture, describe, find, picture
from peermock._operations.tags import put_tags, tags_on_create
from peermock._operations.views import tags_view

NETWORK_ACLS = Listing(
    answer="NetworkAcls",
    ids="NetworkAclIds",
    filters={
        "association.association-id": "Associations.NetworkAclAssociationId",
        "association.network-acl-id": "Associations.NetworkAclId",
        "association.subnet-id": "Associations.SubnetId",
        "default": "IsDefault",
        "entry.cidr": "Entries.CidrBlock",
        "entry.egress": "Entries.Egress",
        "entry.icmp.code": "Entries.IcmpTypeCode.Code",
        "entry.icmp.type": "Entries.IcmpTypeCode.Type",
        "entry.ipv6-cidr": "Entries.Ipv6CidrBlock",
        "entry.port-range.from": "Entries.PortRange.From",
        "entry.port-range.to": "Entries.PortRange.To",
        "entry.protocol": "Entries.Protocol",
        "entry.rule-action": "Entries.RuleAction",
        "entry.rule-number": "Entries.RuleNumber",
        "network-acl-id": "NetworkAclId",
        "owner-id": "OwnerId",
        "tag": "Tags",
        "tag-key": "Tags.Key",
        "vpc-id": "VpcId",
    },
)


def create_network_acl(world: World, call: Call) -> Result:
    """Create a network ACL that denies everything, or return the one with the same token."""
    vpc = find(world, call, VPC, call.params["VpcId"])
    tags = tags_on_create(call, NETWORK_ACL)
    store = world.store(call.place)
    token: str = call.params.get("ClientToken", "")
    acl = store.made_with(token, NETWORK_ACL)
    if acl is None:
        acl = NetworkAcl(
            id=world.ids.resource_id(NETWORK_ACL.prefix),
            place=call.place,
            vpc_id=vpc.id,
            entries=default_entries(with_ipv6=bool(vpc.ipv6), allows=False),
        )
        store.put(NETWORK_ACL, acl, token)
        put_tags(world, call, acl.id, tags)
    view = {"NetworkAcl": acl_view(world, call, acl)}
    return view | {"ClientToken": token} if token else view


def describe_network_acls(world: World, call: Call) -> Result:
    """List the caller's network ACLs, including default ones."""
    filters = [_with_protocol_numbers(each) for each in call.params.get("Filters", ())]
    asked = replace(call, params={**call.params, "Filters": filters})
    return describe(world, asked, NETWORK_ACL, NETWORK_ACLS, acl_view)


def _with_protocol_numbers(sent: Params) -> Params:
    """Return a filter with protocol names replaced by numbers, as in the response."""
    if sent.get("Name") != "entry.protocol":
        return sent
    values = [PROTOCOL_NUMBERS.get(value, value) for value in sent.get("Values", ())]
    return {**sent, "Values": values}


def delete_network_acl(world: World, call: Call) -> Result:
    """Delete a network ACL that no subnet uses."""
    acl = find(world, call, NETWORK_ACL, call.params["NetworkAclId"])
    if acl.is_default:
        raise CannotDeleteDefaultAcl(acl.id)
    if acl.associations:
        raise DependencyViolation(NETWORK_ACL.noun, acl.id)
    world.store(call.place).forget(NETWORK_ACL, acl.id)
    return {}


def replace_network_acl_association(world: World, call: Call) -> Result:
    """Associate a subnet with another network ACL of its VPC."""
    new = find(world, call, NETWORK_ACL, call.params["NetworkAclId"])
    association_id = call.params["AssociationId"]
    found = world.at(call.place).of(NETWORK_ACL).part(association_id)
    if found is None:
        raise AssociationNotFound(association_id)
    old, number = found
    subnet_id = old.associations[number].subnet_id
    if new.vpc_id != old.vpc_id:
        raise AclAndSubnetApart(new.id, subnet_id)
    store = world.store(call.place)
    association = AclAssociation(world.ids.resource_id("aclassoc"), subnet_id)
    store.put(NETWORK_ACL, old.without_association(association_id))
    store.put(NETWORK_ACL, store.of(NETWORK_ACL)[new.id].with_association(association))
    return {"NewAssociationId": association.id}


def acl_view(world: World, call: Call, acl: NetworkAcl) -> View:
    """Return a network ACL as its owner sees it."""
    return {
        "Associations": [
            {
                "NetworkAclAssociationId": each.id,
                "NetworkAclId": acl.id,
                "SubnetId": each.subnet_id,
            }
            for each in acl.associations
        ],
        "Entries": [_entry_view(entry) for entry in acl.entries],
        "IsDefault": acl.is_default,
        "NetworkAclId": acl.id,
        "OwnerId": acl.place.account_id,
        "Tags": tags_view(world, call, acl.id),
        "VpcId": acl.vpc_id,
    }


def _entry_view(entry: AclEntry) -> View:
    view: dict[str, Any] = {
        "Ipv6CidrBlock" if ":" in entry.cidr_block else "CidrBlock": entry.cidr_block,
        "Egress": entry.is_egress,
        "Protocol": entry.protocol,
        "RuleAction": "allow" if entry.allows else "deny",
        "RuleNumber": entry.number,
    }
    if entry.protocol in NUMBERS_WITH_PORTS:
        view["PortRange"] = {"From": entry.first, "To": entry.last}
    if entry.protocol in NUMBERS_WITH_TYPES:
        view["IcmpTypeCode"] = {"Type": entry.first, "Code": entry.last}
    return view


OPERATIONS: Mapping[str, Operation] = {
    "CreateNetworkAcl": Operation(
        create_network_acl, ("VpcId", "ClientToken", "TagSpecifications"), "VpcId"
    ),
    "DeleteNetworkAcl": Operation(delete_network_acl, ("NetworkAclId",), "NetworkAclId"),
    "DescribeNetworkAcls": Operation(describe_network_acls, NETWORK_ACLS.parameters),
    "ReplaceNetworkAclAssociation": Operation(
        replace_network_acl_association, ("AssociationId", "NetworkAclId"), "NetworkAclId"
    ),
}
"""The rows of these operations."""

PICTURES: Mapping[str, Picture] = {NETWORK_ACLS.answer: picture(NETWORK_ACL, acl_view)}
"""The view of each network ACL in pictures of a place."""
