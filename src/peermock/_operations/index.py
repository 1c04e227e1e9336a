"""The index of operations by module, so that a module is imported only when it is needed."""

from collections.abc import Mapping, Sequence

MODULES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "ec2": {
        "peering": (
            "AcceptVpcPeeringConnection",
            "CreateVpcPeeringConnection",
            "DeleteVpcPeeringConnection",
            "DescribeVpcPeeringConnections",
            "RejectVpcPeeringConnection",
        ),
        "peering_options": ("ModifyVpcPeeringConnectionOptions",),
        "vpcs": (
            "AssociateVpcCidrBlock",
            "CreateDefaultVpc",
            "CreateVpc",
            "DeleteVpc",
            "DescribeVpcAttribute",
            "DescribeVpcs",
            "DisassociateVpcCidrBlock",
            "ModifyVpcAttribute",
        ),
        "subnets": (
            "CreateSubnet",
            "DeleteSubnet",
            "DescribeSubnets",
        ),
        "subnet_attributes": (
            "AssociateSubnetCidrBlock",
            "DisassociateSubnetCidrBlock",
            "ModifySubnetAttribute",
        ),
        "regions": (
            "DescribeAvailabilityZones",
            "DescribeRegions",
        ),
        "route_tables": (
            "AssociateRouteTable",
            "CreateRouteTable",
            "DeleteRouteTable",
            "DescribeRouteTables",
            "DisassociateRouteTable",
            "ReplaceRouteTableAssociation",
        ),
        "routes": (
            "CreateRoute",
            "DeleteRoute",
            "ReplaceRoute",
        ),
        "internet_gateways": (
            "AttachInternetGateway",
            "CreateInternetGateway",
            "DeleteInternetGateway",
            "DescribeInternetGateways",
            "DetachInternetGateway",
        ),
        "egress_only_gateways": (
            "CreateEgressOnlyInternetGateway",
            "DeleteEgressOnlyInternetGateway",
            "DescribeEgressOnlyInternetGateways",
        ),
        "nat_gateways": (
            "CreateNatGateway",
            "DeleteNatGateway",
            "DescribeNatGateways",
        ),
        "addresses": (
            "AllocateAddress",
            "AssociateAddress",
            "DescribeAddresses",
            "DisassociateAddress",
            "ReleaseAddress",
        ),
        "network_interfaces": (
            "CreateNetworkInterface",
            "DeleteNetworkInterface",
            "DescribeNetworkInterfaces",
        ),
        "interface_attributes": ("DescribeNetworkInterfaceAttribute",),
        "account_attributes": ("DescribeAccountAttributes",),
        "security_groups": (
            "CreateSecurityGroup",
            "DeleteSecurityGroup",
            "DescribeSecurityGroups",
        ),
        "security_group_rules": (
            "AuthorizeSecurityGroupEgress",
            "AuthorizeSecurityGroupIngress",
            "DescribeSecurityGroupRules",
            "RevokeSecurityGroupEgress",
            "RevokeSecurityGroupIngress",
        ),
        "security_group_changes": (
            "ModifySecurityGroupRules",
            "UpdateSecurityGroupRuleDescriptionsEgress",
            "UpdateSecurityGroupRuleDescriptionsIngress",
        ),
        "vpc_groups": ("GetSecurityGroupsForVpc",),
        "peer_groups": (
            "DescribeSecurityGroupReferences",
            "DescribeStaleSecurityGroups",
        ),
        "tags": (
            "CreateTags",
            "DeleteTags",
            "DescribeTags",
        ),
        "network_acls": (
            "CreateNetworkAcl",
            "DeleteNetworkAcl",
            "DescribeNetworkAcls",
            "ReplaceNetworkAclAssociation",
        ),
        "network_acl_entries": (
            "CreateNetworkAclEntry",
            "DeleteNetworkAclEntry",
            "ReplaceNetworkAclEntry",
        ),
        "dhcp_options": (
            "AssociateDhcpOptions",
            "CreateDhcpOptions",
            "DeleteDhcpOptions",
            "DescribeDhcpOptions",
        ),
        "prefix_lists": (
            "CreateManagedPrefixList",
            "DeleteManagedPrefixList",
            "DescribeManagedPrefixLists",
            "GetManagedPrefixListAssociations",
            "GetManagedPrefixListEntries",
        ),
        "prefix_list_versions": (
            "ModifyManagedPrefixList",
            "RestoreManagedPrefixListVersion",
        ),
        "service_prefix_lists": ("DescribePrefixLists",),
        "endpoints": (
            "CreateVpcEndpoint",
            "DeleteVpcEndpoints",
            "DescribeVpcEndpoints",
        ),
        "endpoint_changes": ("ModifyVpcEndpoint",),
        "flow_logs": (
            "CreateFlowLogs",
            "DeleteFlowLogs",
            "DescribeFlowLogs",
        ),
        "inventory": (
            "DescribeCustomerGateways",
            "DescribeImages",
            "DescribeInstanceStatus",
            "DescribeInstances",
            "DescribeKeyPairs",
            "DescribeSnapshots",
            "DescribeTransitGatewayAttachments",
            "DescribeTransitGatewayPeeringAttachments",
            "DescribeTransitGatewayVpcAttachments",
            "DescribeTransitGateways",
            "DescribeVolumes",
            "DescribeVpcEndpointConnections",
            "DescribeVpnConnections",
            "DescribeVpnGateways",
        ),
        "classic_link": (
            "DescribeVpcClassicLink",
            "DescribeVpcClassicLinkDnsSupport",
        ),
    },
    "sts": {
        "identity": (
            "AssumeRole",
            "GetAccessKeyInfo",
            "GetCallerIdentity",
        ),
        "web_identity": ("AssumeRoleWithWebIdentity",),
    },
}
"""The operations of each service, by the module of this package that implements them.

A test that makes one call imports one module.
"""

IN_FRONT = ("peering", "peering_options", "peer_groups")
"""The modules whose operations are peermock's even if the network is moto's."""

PICTURED = (
    "vpcs",
    "subnets",
    "route_tables",
    "network_acls",
    "dhcp_options",
    "prefix_lists",
    "endpoints",
    "flow_logs",
    "internet_gateways",
    "egress_only_gateways",
    "nat_gateways",
    "addresses",
    "network_interfaces",
    "security_groups",
    "peering",
)
"""The modules with `PICTURES`, in the order in which the world is shown."""
