"""The kinds of resources that runs create, with the operations on each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from peermock._domain.dhcp_options import DHCP_OPTIONS
from peermock._domain.internet_gateway import EGRESS_ONLY_GATEWAY, INTERNET_GATEWAY
from peermock._domain.kind import Kind
from peermock._domain.network_acl import NETWORK_ACL
from peermock._domain.peering import PEERING
from peermock._domain.prefix_list import PREFIX_LIST
from peermock._domain.routing import ROUTE_TABLE
from peermock._domain.security import SECURITY_GROUP
from peermock._domain.subnet import SUBNET
from peermock._domain.vpc import VPC


@dataclass(frozen=True, slots=True)
class Sort:
    """A kind of resource that runs create, with the operations on it.

    Attributes:
        kind: The kind.
        create: The operation that creates a resource.
        member: The member of its response with the resource; None for the response itself.
        id: The member with the ID of a resource, and the parameter of the operation that deletes.
        delete: The operation that deletes a resource.
        describe: The operation that lists resources.
        answer: The member of its response with the resources.
        ids: Its parameter with their IDs.
        takes_tag_filters: Whether it has filters for tags.
        free: Removes what prevents the deletion of a resource, given an EC2 client and its view.
    """

    kind: Kind[Any]
    create: str
    member: str | None
    id: str
    delete: str
    describe: str
    answer: str
    ids: str
    takes_tag_filters: bool = True
    free: Callable[[Any, Mapping[str, Any]], None] = lambda _ec2, _view: None


def _revoke_rules(ec2: Any, group: Mapping[str, Any]) -> None:
    """Revoke a group's rules: groups that refer to each other cannot be deleted."""
    for member, operation in (
        ("IpPermissions", ec2.revoke_security_group_ingress),
        ("IpPermissionsEgress", ec2.revoke_security_group_egress),
    ):
        if group.get(member):
            operation(GroupId=group["GroupId"], IpPermissions=group[member])


def _disassociate(ec2: Any, table: Mapping[str, Any]) -> None:
    for association in table.get("Associations", ()):
        ec2.disassociate_route_table(AssociationId=association["RouteTableAssociationId"])


def _detach(ec2: Any, gateway: Mapping[str, Any]) -> None:
    for attachment in gateway["Attachments"]:
        ec2.detach_internet_gateway(
            InternetGatewayId=gateway["InternetGatewayId"], VpcId=attachment["VpcId"]
        )


SORTS = (
    Sort(
        PEERING,
        create="CreateVpcPeeringConnection",
        member="VpcPeeringConnection",
        id="VpcPeeringConnectionId",
        delete="DeleteVpcPeeringConnection",
        describe="DescribeVpcPeeringConnections",
        answer="VpcPeeringConnections",
        ids="VpcPeeringConnectionIds",
    ),
    Sort(
        SECURITY_GROUP,
        create="CreateSecurityGroup",
        member=None,
        id="GroupId",
        delete="DeleteSecurityGroup",
        describe="DescribeSecurityGroups",
        answer="SecurityGroups",
        ids="GroupIds",
        free=_revoke_rules,
    ),
    Sort(
        ROUTE_TABLE,
        create="CreateRouteTable",
        member="RouteTable",
        id="RouteTableId",
        delete="DeleteRouteTable",
        describe="DescribeRouteTables",
        answer="RouteTables",
        ids="RouteTableIds",
        free=_disassociate,
    ),
    Sort(
        INTERNET_GATEWAY,
        create="CreateInternetGateway",
        member="InternetGateway",
        id="InternetGatewayId",
        delete="DeleteInternetGateway",
        describe="DescribeInternetGateways",
        answer="InternetGateways",
        ids="InternetGatewayIds",
        free=_detach,
    ),
    Sort(
        EGRESS_ONLY_GATEWAY,
        create="CreateEgressOnlyInternetGateway",
        member="EgressOnlyInternetGateway",
        id="EgressOnlyInternetGatewayId",
        delete="DeleteEgressOnlyInternetGateway",
        describe="DescribeEgressOnlyInternetGateways",
        answer="EgressOnlyInternetGateways",
        ids="EgressOnlyInternetGatewayIds",
    ),
    Sort(
        SUBNET,
        create="CreateSubnet",
        member="Subnet",
        id="SubnetId",
        delete="DeleteSubnet",
        describe="DescribeSubnets",
        answer="Subnets",
        ids="SubnetIds",
    ),
    Sort(
        NETWORK_ACL,
        create="CreateNetworkAcl",
        member="NetworkAcl",
        id="NetworkAclId",
        delete="DeleteNetworkAcl",
        describe="DescribeNetworkAcls",
        answer="NetworkAcls",
        ids="NetworkAclIds",
    ),
    Sort(
        VPC,
        create="CreateVpc",
        member="Vpc",
        id="VpcId",
        delete="DeleteVpc",
        describe="DescribeVpcs",
        answer="Vpcs",
        ids="VpcIds",
    ),
    Sort(
        DHCP_OPTIONS,
        create="CreateDhcpOptions",
        member="DhcpOptions",
        id="DhcpOptionsId",
        delete="DeleteDhcpOptions",
        describe="DescribeDhcpOptions",
        answer="DhcpOptions",
        ids="DhcpOptionsIds",
    ),
    Sort(
        PREFIX_LIST,
        create="CreateManagedPrefixList",
        member="PrefixList",
        id="PrefixListId",
        delete="DeleteManagedPrefixList",
        describe="DescribeManagedPrefixLists",
        answer="PrefixLists",
        ids="PrefixListIds",
        takes_tag_filters=False,
    ),
)
"""The kinds, in the order in which their resources can be deleted."""

CREATED = {sort.create: sort for sort in SORTS}
"""The kind that each operation creates."""

DELETED = {sort.delete: sort for sort in SORTS}
"""The kind that each operation deletes."""
