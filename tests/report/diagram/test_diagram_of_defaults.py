"""Default VPCs in a diagram, shown if requested or in use."""

import pytest
from botocore.client import BaseClient

from peermock import PeeringMock, Vpc
from tests.report.diagram.readings import Boxes


def test_default_vpcs_are_left_out(
    peering: PeeringMock, ec2: BaseClient, ours: Vpc, boxes: Boxes
) -> None:
    """Every account has them in every Region."""
    assert len(ec2.describe_vpcs()["Vpcs"]) == 2
    assert list(boxes(peering.diagram())) == [ours.id.replace("-", "_")]


def test_default_vpcs_are_shown_when_they_are_asked_for(
    peering: PeeringMock, ec2: BaseClient, boxes: Boxes
) -> None:
    """Default VPCs are labelled, and unused Regions are omitted."""
    (vpc,) = ec2.describe_vpcs()["Vpcs"]
    assert vpc["VpcId"] not in str(peering.diagram(defaults=True))
    ec2.create_tags(Resources=[vpc["VpcId"]], Tags=[{"Key": "Stage", "Value": "test"}])
    lines = [vpc["VpcId"], "172.31.0.0/16", "default VPC"]
    assert list(boxes(peering.diagram(defaults=True)).values()) == [lines]


def test_a_default_vpc_that_is_in_use_is_shown(
    peering: PeeringMock, ec2: BaseClient, ours: Vpc, boxes: Boxes
) -> None:
    """Here a request targets it."""
    (vpc,) = ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"]
    ec2.create_vpc_peering_connection(VpcId=ours.id, PeerVpcId=vpc["VpcId"])
    assert [vpc["VpcId"], "172.31.0.0/16", "default VPC"] in boxes(peering.diagram()).values()


@pytest.mark.parametrize("change", ["name", "range"])
def test_a_default_vpc_that_was_changed_is_shown(
    peering: PeeringMock, ec2: BaseClient, boxes: Boxes, change: str
) -> None:
    """A name or an additional block counts as a change."""
    (vpc,) = ec2.describe_vpcs()["Vpcs"]
    if change == "name":
        ec2.create_tags(Resources=[vpc["VpcId"]], Tags=[{"Key": "Name", "Value": "old"}])
    else:
        ec2.associate_vpc_cidr_block(VpcId=vpc["VpcId"], CidrBlock="172.30.0.0/16")
    ((*_, last),) = boxes(peering.diagram()).values()
    assert last == "default VPC"
