"""Hints for errors about ACLs, DHCP options, prefix lists, endpoints, flow logs and subnets."""

from peermock._domain.errors import (
    dhcp_options,
    endpoints,
    flow_logs,
    network_acls,
    prefix_lists,
    security,
    subnets,
    tags,
)
from peermock._gateway.hints.case import Hints

HINTS: Hints = {
    dhcp_options.InvalidDhcpOption: "pass each option once, with its values",
    dhcp_options.InvalidDhcpValue: lambda _, error: (
        f"{error.value!r} is not a valid value for {error.key}"
    ),
    dhcp_options.TooManyDhcpValues: lambda _, error: (
        f"pass at most {error.limit} values for {error.key}"
    ),
    endpoints.CannotRemoveEndpointRoute: (
        "remove the route with ModifyVpcEndpoint and RemoveRouteTableIds"
    ),
    endpoints.EndpointElsewhere: lambda _, error: (
        f"{error.resource_id} is not in {error.vpc_id}, the VPC of the endpoint"
    ),
    endpoints.EndpointTypeMismatch: lambda _, error: (
        f"the service supports only endpoints of type {error.available}"
    ),
    endpoints.InvalidEndpointPolicy: "pass the policy as a JSON string",
    endpoints.InvalidServiceName: (
        "services are named com.amazonaws.<region>.<service>, with the Region of the call"
    ),
    endpoints.NotForEndpointType: lambda _, error: (
        f"omit {error.parameter} for an endpoint of type {error.endpoint_type}"
    ),
    endpoints.PrivateDnsNeedsDns: (
        "turn on EnableDnsSupport and EnableDnsHostnames with ModifyVpcAttribute, one at a time"
    ),
    endpoints.TableHasEndpoint: lambda _, error: (
        f"{error.route_table_id} already has a route to an endpoint for this service"
    ),
    security.RulesPerSecurityGroupLimitExceeded: (
        "a prefix list counts as its MaxEntries, even if it is empty: make it smaller"
    ),
    tags.UnknownFilter: "the operations reference lists the filters of each Describe operation",
    flow_logs.FlowLogAlreadyExists: (
        "a flow log for this traffic and destination already exists: keep it"
    ),
    network_acls.AclAndSubnetApart: "use a network ACL in the subnet's own VPC",
    network_acls.CannotDeleteDefaultAcl: "the default network ACL is deleted along with its VPC",
    network_acls.InvalidRuleNumber: "rule numbers range from 1 to 32766",
    network_acls.NetworkAclEntryAlreadyExists: lambda _, error: (
        f"change entry {error.number} with ReplaceNetworkAclEntry"
    ),
    prefix_lists.EntriesAndSizeTogether: "change MaxEntries in a separate call",
    prefix_lists.IncorrectPrefixListState: "wait until the earlier change is complete",
    prefix_lists.InvalidPrefixListSize: "MaxEntries ranges from 1 to 1000",
    prefix_lists.PrefixListEntryExists: lambda _, error: (
        f"{error.cidr_block} is already in the list"
    ),
    prefix_lists.PrefixListEntryMissing: lambda _, error: (
        f"{error.cidr_block} is not in the list: check its entries with GetManagedPrefixListEntries"
    ),
    prefix_lists.PrefixListIsFull: "increase MaxEntries first, in a separate call",
    prefix_lists.PrefixListOfAws: "create your own list with CreateManagedPrefixList",
    prefix_lists.PrefixListVersionMismatch: (
        "pass the current version, shown by DescribeManagedPrefixLists, as CurrentVersion"
    ),
    prefix_lists.TooManyPrefixListEntries: "add at most 100 entries per call",
    subnets.Ipv6RangeInUse: "turn off AssignIpv6AddressOnCreation with ModifySubnetAttribute",
    subnets.Ipv6RangeMissing: lambda _, error: (
        f"give {error.subnet_id} an IPv6 CIDR block with AssociateSubnetCidrBlock"
    ),
    subnets.OneAttributeOnly: "modify one attribute per call",
    subnets.SubnetHasIpv6Range: lambda _, error: (
        f"first remove the existing IPv6 CIDR block of {error.subnet_id} with "
        "DisassociateSubnetCidrBlock"
    ),
}
