"""The table of operations: what peermock answers, and which parameters each call honours."""

from collections.abc import Mapping
from types import MappingProxyType

from peermock.operations import (
    identity,
    peer_groups,
    peering,
    regions,
    route_tables,
    routes,
    security_group_rules,
    security_groups,
    subnets,
    tags,
    vpcs,
)
from peermock.operations.call import Operation
from peermock.operations.permissions import PERMISSION
from peermock.operations.security_group_rules import SINGLE
from peermock.operations.views import OPTION_FIELDS

_PCX = "VpcPeeringConnectionId"
_IPV6 = ("AmazonProvidedIpv6CidrBlock", "Ipv6CidrBlock", "Ipv6Pool")
_DESTINATION = ("DestinationCidrBlock", "DestinationIpv6CidrBlock")
_ROUTE = ("RouteTableId", *_DESTINATION, _PCX)
_GROUP = ("GroupId", "GroupName")
_SIDES = ("RequesterPeeringConnectionOptions", "AccepterPeeringConnectionOptions")
_OPTIONS = tuple(f"{side}.{option}" for side in _SIDES for option in OPTION_FIELDS)
_TAGGED = "TagSpecifications"
_RULE_IDS = "SecurityGroupRuleIds"

_PEERING = {
    "AcceptVpcPeeringConnection": Operation(peering.accept_vpc_peering_connection, (_PCX,), _PCX),
    "CreateVpcPeeringConnection": Operation(
        peering.create_vpc_peering_connection,
        ("VpcId", "PeerVpcId", "PeerOwnerId", "PeerRegion", _TAGGED),
        "VpcId",
    ),
    "DeleteVpcPeeringConnection": Operation(peering.delete_vpc_peering_connection, (_PCX,), _PCX),
    "DescribeVpcPeeringConnections": Operation(
        peering.describe_vpc_peering_connections, peering.PEERINGS.parameters
    ),
    "ModifyVpcPeeringConnectionOptions": Operation(
        peering.modify_vpc_peering_connection_options, (_PCX, *_OPTIONS), _PCX
    ),
    "RejectVpcPeeringConnection": Operation(peering.reject_vpc_peering_connection, (_PCX,), _PCX),
}

_VPCS = {
    "AssociateVpcCidrBlock": Operation(
        vpcs.associate_vpc_cidr_block, ("VpcId", "CidrBlock", *_IPV6), "VpcId"
    ),
    "CreateDefaultVpc": Operation(vpcs.create_default_vpc, (), "vpc/*"),
    "CreateSubnet": Operation(
        subnets.create_subnet,
        ("VpcId", "CidrBlock", "Ipv6CidrBlock", "AvailabilityZone", "AvailabilityZoneId", _TAGGED),
        "VpcId",
    ),
    "CreateVpc": Operation(
        vpcs.create_vpc, ("CidrBlock", "InstanceTenancy", _TAGGED, *_IPV6), "vpc/*"
    ),
    "DeleteSubnet": Operation(subnets.delete_subnet, ("SubnetId",), "SubnetId"),
    "DeleteVpc": Operation(vpcs.delete_vpc, ("VpcId",), "VpcId"),
    "DescribeAvailabilityZones": Operation(
        regions.describe_availability_zones,
        ("ZoneNames", "ZoneIds", "AllAvailabilityZones", "Filters"),
    ),
    "DescribeRegions": Operation(
        regions.describe_regions, ("RegionNames", "AllRegions", "Filters")
    ),
    "DescribeSubnets": Operation(subnets.describe_subnets, subnets.SUBNETS.parameters),
    "DescribeVpcAttribute": Operation(vpcs.describe_vpc_attribute, ("VpcId", "Attribute")),
    "DescribeVpcs": Operation(vpcs.describe_vpcs, vpcs.VPCS.parameters),
    "DisassociateVpcCidrBlock": Operation(
        vpcs.disassociate_vpc_cidr_block, ("AssociationId",), "vpc/*"
    ),
    "ModifyVpcAttribute": Operation(
        vpcs.modify_vpc_attribute, ("VpcId", "EnableDnsSupport", "EnableDnsHostnames"), "VpcId"
    ),
}

_ROUTES = {
    "AssociateRouteTable": Operation(
        route_tables.associate_route_table, ("RouteTableId", "SubnetId"), "RouteTableId"
    ),
    "CreateRoute": Operation(routes.create_route, _ROUTE, "RouteTableId"),
    "CreateRouteTable": Operation(
        route_tables.create_route_table, ("VpcId", "ClientToken", _TAGGED), "VpcId"
    ),
    "DeleteRoute": Operation(routes.delete_route, ("RouteTableId", *_DESTINATION), "RouteTableId"),
    "DeleteRouteTable": Operation(
        route_tables.delete_route_table, ("RouteTableId",), "RouteTableId"
    ),
    "DescribeRouteTables": Operation(
        route_tables.describe_route_tables, route_tables.ROUTE_TABLES.parameters
    ),
    "DisassociateRouteTable": Operation(
        route_tables.disassociate_route_table, ("AssociationId",), "route-table/*"
    ),
    "ReplaceRoute": Operation(routes.replace_route, _ROUTE, "RouteTableId"),
    "ReplaceRouteTableAssociation": Operation(
        route_tables.replace_route_table_association,
        ("AssociationId", "RouteTableId"),
        "RouteTableId",
    ),
}

_GROUPS = {
    "AuthorizeSecurityGroupEgress": Operation(
        security_group_rules.authorize_security_group_egress,
        ("GroupId", _TAGGED, *PERMISSION),
        "GroupId",
    ),
    "AuthorizeSecurityGroupIngress": Operation(
        security_group_rules.authorize_security_group_ingress,
        (*_GROUP, _TAGGED, *SINGLE, *PERMISSION),
        "GroupId",
    ),
    "CreateSecurityGroup": Operation(
        security_groups.create_security_group,
        ("GroupName", "Description", "VpcId", _TAGGED),
        "security-group/*",
    ),
    "DeleteSecurityGroup": Operation(security_groups.delete_security_group, _GROUP, "GroupId"),
    "DescribeSecurityGroupReferences": Operation(
        peer_groups.describe_security_group_references, ("GroupId",)
    ),
    "DescribeSecurityGroupRules": Operation(
        security_group_rules.describe_security_group_rules, security_group_rules.RULES.parameters
    ),
    "DescribeSecurityGroups": Operation(
        security_groups.describe_security_groups,
        (*security_groups.SECURITY_GROUPS.parameters, "GroupNames"),
    ),
    "DescribeStaleSecurityGroups": Operation(
        peer_groups.describe_stale_security_groups, ("VpcId", "MaxResults", "NextToken")
    ),
    "RevokeSecurityGroupEgress": Operation(
        security_group_rules.revoke_security_group_egress,
        ("GroupId", _RULE_IDS, *PERMISSION),
        "GroupId",
    ),
    "RevokeSecurityGroupIngress": Operation(
        security_group_rules.revoke_security_group_ingress,
        (*_GROUP, _RULE_IDS, *SINGLE, *PERMISSION),
        "GroupId",
    ),
}

_TAGS = {
    "CreateTags": Operation(tags.create_tags, ("Resources", "Tags"), "Resources"),
    "DeleteTags": Operation(tags.delete_tags, ("Resources", "Tags"), "Resources"),
    "DescribeTags": Operation(tags.describe_tags, tags.TAGS.parameters),
}

_STS = {
    "AssumeRole": Operation(
        identity.assume_role,
        ("RoleArn", "RoleSessionName", "DurationSeconds", "ExternalId"),
        "RoleArn",
    ),
    "GetAccessKeyInfo": Operation(identity.get_access_key_info, ("AccessKeyId",)),
    "GetCallerIdentity": Operation(identity.get_caller_identity),
}

OPERATIONS: Mapping[str, Mapping[str, Operation]] = MappingProxyType(
    {
        "ec2": MappingProxyType({**_PEERING, **_VPCS, **_ROUTES, **_GROUPS, **_TAGS}),
        "sts": MappingProxyType(_STS),
    }
)
"""For each service and each operation the row that answers it."""
