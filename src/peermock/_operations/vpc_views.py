"""Views of VPCs and their ranges, which subnets share."""

from typing import Any

from peermock._domain.vpc import AMAZON_POOL, CidrAssociation, Vpc
from peermock._domain.world import World
from peermock._operations.call import Call
from peermock._operations.filters import View
from peermock._operations.views import with_tags

INTERNET_IS_OPEN = {"InternetGatewayBlockMode": "off"}
"""The member of VPCs and subnets without VPC Block Public Access."""


def vpc_view(world: World, call: Call, vpc: Vpc) -> View:
    """Return a VPC as its owner sees it."""
    view = _vpc_members(vpc) | {"BlockPublicAccessStates": INTERNET_IS_OPEN}
    if vpc.ipv6 or vpc.former_ipv6:
        view["Ipv6CidrBlockAssociationSet"] = [
            *(ipv6_association_view(vpc, a) for a in vpc.ipv6),
            *(ipv6_association_view(vpc, a, "disassociated") for a in vpc.former_ipv6),
        ]
    return with_tags(world, call, vpc.id, view)


def new_vpc_view(world: World, call: Call, vpc: Vpc) -> View:
    """Return a VPC as shown by the call that created it."""
    view = _vpc_members(vpc) | {
        "State": "pending",
        "Ipv6CidrBlockAssociationSet": [_new_ipv6_view(vpc, a) for a in vpc.ipv6],
    }
    return with_tags(world, call, vpc.id, view)


def _new_ipv6_view(vpc: Vpc, association: CidrAssociation) -> View:
    """Return an IPv6 range of a new VPC. One chosen by Amazon is still empty (recorded)."""
    view = ipv6_association_view(vpc, association, "associating")
    return view | {"Ipv6CidrBlock": ""} if association.pool == AMAZON_POOL else view


def _vpc_members(vpc: Vpc) -> dict[str, Any]:
    return {
        "VpcId": vpc.id,
        "OwnerId": vpc.place.account_id,
        "State": "available",
        "CidrBlock": vpc.cidr_block,
        "CidrBlockAssociationSet": [ipv4_association_view(a) for a in vpc.ipv4],
        "DhcpOptionsId": vpc.dhcp_options_id,
        "InstanceTenancy": vpc.instance_tenancy,
        "IsDefault": vpc.is_default,
    }


def ipv4_association_view(association: CidrAssociation, state: str = "associated") -> View:
    """Return an IPv4 range of a VPC."""
    return {
        "AssociationId": association.id,
        "CidrBlock": association.cidr_block,
        "CidrBlockState": {"State": state},
    }


def ipv6_association_view(
    vpc: Vpc, association: CidrAssociation, state: str = "associated"
) -> dict[str, Any]:
    """Return an IPv6 range of a VPC."""
    return ipv6_range_view(association, state) | {
        "Ipv6Pool": association.pool,
        "NetworkBorderGroup": vpc.place.region_name,
    }


def ipv6_range_view(association: CidrAssociation, state: str = "associated") -> dict[str, Any]:
    """Return an IPv6 range of a subnet, or the members that a VPC's range shares with it."""
    return {
        "AssociationId": association.id,
        "Ipv6CidrBlock": association.cidr_block,
        "Ipv6CidrBlockState": {"State": state},
        "Ipv6AddressAttribute": "public",
        "IpSource": association.ip_source,
    }
