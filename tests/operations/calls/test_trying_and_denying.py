"""Dry runs and denials of changes to the network."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from botocore import xform_name

from peermock import PeeringMock
from tests.operations.parties import Party, Refused

Calls = Mapping[str, tuple[dict[str, Any], str]]

DRY = ("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412)
FAR = {"DestinationCidrBlock": "10.9.0.0/16"}
HERE = [{"IpProtocol": "udp", "FromPort": 53, "ToPort": 53, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}]
EVERYWHERE = [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]
WITHOUT_DRY_RUN = {"AssociateVpcCidrBlock", "DisassociateVpcCidrBlock", "ModifyVpcAttribute"}
CHANGES = [
    "AssociateRouteTable",
    "AssociateVpcCidrBlock",
    "AuthorizeSecurityGroupEgress",
    "AuthorizeSecurityGroupIngress",
    "CreateRoute",
    "CreateRouteTable",
    "CreateSecurityGroup",
    "CreateSubnet",
    "CreateVpc",
    "DeleteRoute",
    "DeleteRouteTable",
    "DeleteSecurityGroup",
    "DeleteSubnet",
    "DisassociateRouteTable",
    "DisassociateVpcCidrBlock",
    "ModifyVpcAttribute",
    "ReplaceRoute",
    "ReplaceRouteTableAssociation",
    "RevokeSecurityGroupEgress",
    "RevokeSecurityGroupIngress",
]


@pytest.fixture
def ids(ours: Party, theirs: Party) -> dict[str, str]:
    """The IDs of resources that can be changed."""
    used, subnet_id = ours.new_table(), ours.new_subnet("10.0.1.0/24")
    made = {
        "pcx": ours.peer(theirs),
        "used": used,
        "rtb": ours.new_table(),
        "rtbassoc": ours.associate(used, subnet_id),
        "subnet": ours.new_subnet("10.0.2.0/24"),
        "sg": ours.new_group(),
    }
    ours.ec2.create_route(RouteTableId=used, VpcPeeringConnectionId=made["pcx"], **FAR)
    ours.ec2.authorize_security_group_ingress(GroupId=made["sg"], IpPermissions=HERE)
    added = ours.ec2.associate_vpc_cidr_block(VpcId=ours.vpc_id, CidrBlock="10.8.0.0/16")
    return made | {"range": added["CidrBlockAssociation"]["AssociationId"]}


@pytest.fixture
def calls(ours: Party, ids: dict[str, str]) -> Calls:
    """For each operation, its parameters and the resource that IAM evaluates."""
    vpc, group = {"VpcId": ours.vpc_id}, {"GroupId": ids["sg"]}
    used, table = {"RouteTableId": ids["used"]}, {"RouteTableId": ids["rtb"]}
    target, subnet = {"VpcPeeringConnectionId": ids["pcx"]}, {"SubnetId": ids["subnet"]}
    association = {"AssociationId": ids["rtbassoc"]}
    in_use, free = f"route-table/{ids['used']}", f"route-table/{ids['rtb']}"
    of_vpc, of_group = f"vpc/{ours.vpc_id}", f"security-group/{ids['sg']}"
    new_group = vpc | {"GroupName": "app", "Description": "for tests"}
    return {
        "AssociateRouteTable": (table | subnet, free),
        "AssociateVpcCidrBlock": (vpc | {"CidrBlock": "10.7.0.0/16"}, of_vpc),
        "AuthorizeSecurityGroupEgress": (group | {"IpPermissions": HERE}, of_group),
        "AuthorizeSecurityGroupIngress": (group | {"IpPermissions": EVERYWHERE}, of_group),
        "CreateRoute": (table | FAR | target, free),
        "CreateRouteTable": (vpc, of_vpc),
        "CreateSecurityGroup": (new_group, "security-group/*"),
        "CreateSubnet": (vpc | {"CidrBlock": "10.0.3.0/24"}, of_vpc),
        "CreateVpc": ({"CidrBlock": "10.6.0.0/16"}, "vpc/*"),
        "DeleteRoute": (used | FAR, in_use),
        "DeleteRouteTable": (table, free),
        "DeleteSecurityGroup": (group, of_group),
        "DeleteSubnet": (subnet, f"subnet/{ids['subnet']}"),
        "DisassociateRouteTable": (association, "route-table/*"),
        "DisassociateVpcCidrBlock": ({"AssociationId": ids["range"]}, "vpc/*"),
        "ModifyVpcAttribute": (vpc | {"EnableDnsHostnames": {"Value": True}}, of_vpc),
        "ReplaceRoute": (used | FAR | target, in_use),
        "ReplaceRouteTableAssociation": (association | table, free),
        "RevokeSecurityGroupEgress": (group | {"IpPermissions": EVERYWHERE}, of_group),
        "RevokeSecurityGroupIngress": (group | {"IpPermissions": HERE}, of_group),
    }


def call(owner: Party, operation: str, params: dict[str, Any]) -> None:
    """Call an operation by its name."""
    getattr(owner.ec2, xform_name(operation))(**params)


@pytest.mark.parametrize("operation", sorted(set(CHANGES) - WITHOUT_DRY_RUN))
def test_what_is_tried_is_not_done(
    ours: Party, calls: Calls, operation: str, refused: Refused
) -> None:
    """With DryRun the response is 412, and nothing changes."""
    params, _ = calls[operation]
    before = ours.everything()
    with refused(*DRY):
        call(ours, operation, params | {"DryRun": True})
    assert ours.everything() == before


@pytest.mark.parametrize("operation", CHANGES)
def test_what_is_denied_is_not_done(
    peering: PeeringMock, ours: Party, calls: Calls, operation: str
) -> None:
    """The response is 403 with caller, action and resource, and nothing changes."""
    params, resource = calls[operation]
    before = ours.everything()
    account = peering.account(ours.account_id)
    with account.deny(operation), pytest.raises(ours.ec2.exceptions.ClientError) as caught:
        call(ours, operation, params)
    error = caught.value.response["Error"]
    arn = f"arn:aws:ec2:us-east-1:123456789012:{resource}"
    text = "You are not authorized to perform this operation. "
    text += "User: arn:aws:iam::123456789012:user/peermock is not authorized to perform: "
    text += f"ec2:{operation} on resource: {arn} with an explicit deny in an identity-based policy."
    assert error["Code"] == "UnauthorizedOperation"
    assert re.fullmatch(
        re.escape(text) + " Encoded authorization failure message: [\\w-]+", error["Message"]
    )
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
    assert ours.everything() == before


@pytest.mark.parametrize("operation", CHANGES)
def test_what_is_allowed_again_is_done(
    peering: PeeringMock, ours: Party, calls: Calls, operation: str
) -> None:
    """The same call works once it is no longer denied."""
    params, _ = calls[operation]
    with peering.account(ours.account_id).deny(operation):
        pass
    call(ours, operation, params)
