"""The table of operations: what peermock answers, and which parameters each call honours."""

from collections.abc import Mapping
from types import MappingProxyType

from peermock.operations.call import Operation
from peermock.operations.identity import assume_role, get_access_key_info, get_caller_identity
from peermock.operations.peering import (
    PEERINGS,
    accept_vpc_peering_connection,
    create_vpc_peering_connection,
    delete_vpc_peering_connection,
    describe_vpc_peering_connections,
    modify_vpc_peering_connection_options,
    reject_vpc_peering_connection,
)
from peermock.operations.routes import ROUTE_TABLES, create_route, describe_route_tables
from peermock.operations.tags import TAGS, create_tags, delete_tags, describe_tags
from peermock.operations.views import OPTION_FIELDS
from peermock.operations.vpcs import (
    VPCS,
    associate_vpc_cidr_block,
    create_vpc,
    delete_vpc,
    describe_vpc_attribute,
    describe_vpcs,
    modify_vpc_attribute,
)

_IPV6 = ("AmazonProvidedIpv6CidrBlock", "Ipv6CidrBlock", "Ipv6Pool")
_PCX = "VpcPeeringConnectionId"

_EC2 = {
    "AcceptVpcPeeringConnection": Operation(accept_vpc_peering_connection, (_PCX,), _PCX),
    "AssociateVpcCidrBlock": Operation(
        associate_vpc_cidr_block, ("VpcId", "CidrBlock", *_IPV6), "VpcId"
    ),
    "CreateRoute": Operation(
        create_route,
        ("RouteTableId", "DestinationCidrBlock", "DestinationIpv6CidrBlock", _PCX),
        "RouteTableId",
    ),
    "CreateTags": Operation(create_tags, ("Resources", "Tags"), "Resources"),
    "CreateVpc": Operation(
        create_vpc, ("CidrBlock", "InstanceTenancy", "TagSpecifications", *_IPV6), "vpc/*"
    ),
    "CreateVpcPeeringConnection": Operation(
        create_vpc_peering_connection,
        ("VpcId", "PeerVpcId", "PeerOwnerId", "PeerRegion", "TagSpecifications"),
        "VpcId",
    ),
    "DeleteTags": Operation(delete_tags, ("Resources", "Tags"), "Resources"),
    "DeleteVpc": Operation(delete_vpc, ("VpcId",), "VpcId"),
    "DeleteVpcPeeringConnection": Operation(delete_vpc_peering_connection, (_PCX,), _PCX),
    "DescribeRouteTables": Operation(describe_route_tables, ROUTE_TABLES.parameters),
    "DescribeTags": Operation(describe_tags, TAGS.parameters),
    "DescribeVpcAttribute": Operation(describe_vpc_attribute, ("VpcId", "Attribute")),
    "DescribeVpcPeeringConnections": Operation(
        describe_vpc_peering_connections, PEERINGS.parameters
    ),
    "DescribeVpcs": Operation(describe_vpcs, VPCS.parameters),
    "ModifyVpcAttribute": Operation(
        modify_vpc_attribute, ("VpcId", "EnableDnsSupport", "EnableDnsHostnames"), "VpcId"
    ),
    "ModifyVpcPeeringConnectionOptions": Operation(
        modify_vpc_peering_connection_options,
        (
            _PCX,
            *(f"RequesterPeeringConnectionOptions.{name}" for name in OPTION_FIELDS),
            *(f"AccepterPeeringConnectionOptions.{name}" for name in OPTION_FIELDS),
        ),
        _PCX,
    ),
    "RejectVpcPeeringConnection": Operation(reject_vpc_peering_connection, (_PCX,), _PCX),
}

_STS = {
    "AssumeRole": Operation(
        assume_role, ("RoleArn", "RoleSessionName", "DurationSeconds", "ExternalId"), "RoleArn"
    ),
    "GetAccessKeyInfo": Operation(get_access_key_info, ("AccessKeyId",)),
    "GetCallerIdentity": Operation(get_caller_identity),
}

OPERATIONS: Mapping[str, Mapping[str, Operation]] = MappingProxyType(
    {"ec2": MappingProxyType(_EC2), "sts": MappingProxyType(_STS)}
)
"""For each service and each operation the row that answers it."""
