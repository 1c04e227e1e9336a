"""ClassicLink, which AWS has retired and old clean-up scripts still query."""

from typing import Any

import pytest

from tests.operations.parties import Party, Refused


def filtered(name: str, value: str) -> dict[str, Any]:
    """Return the parameters of a call with one filter."""
    return {"Filters": [{"Name": name, "Values": [value]}]}


def test_classic_link_is_off_for_every_vpc(ours: Party) -> None:
    """Each VPC is listed with its tags, and with ClassicLink disabled."""
    ours.ec2.create_tags(Resources=[ours.vpc_id], Tags=[{"Key": "Name", "Value": "core"}])
    answer = ours.ec2.describe_vpc_classic_link(VpcIds=[ours.vpc_id])
    assert answer["Vpcs"] == [
        {
            "ClassicLinkEnabled": False,
            "Tags": [{"Key": "Name", "Value": "core"}],
            "VpcId": ours.vpc_id,
        }
    ]


@pytest.mark.parametrize(("enabled", "count"), [("true", 0), ("false", 2)])
def test_vpcs_are_chosen_by_classic_link(ours: Party, enabled: str, count: int) -> None:
    """The filter matches all VPCs or none; the default VPC counts."""
    answer = ours.ec2.describe_vpc_classic_link(**filtered("is-classic-link-enabled", enabled))
    assert len(answer["Vpcs"]) == count


def test_dns_support_is_off_for_every_vpc(ours: Party) -> None:
    """Each VPC is listed with DNS support for ClassicLink disabled."""
    answer = ours.ec2.describe_vpc_classic_link_dns_support(VpcIds=[ours.vpc_id])
    assert answer["Vpcs"] == [{"ClassicLinkDnsSupported": False, "VpcId": ours.vpc_id}]


@pytest.mark.parametrize(
    "name", ["describe_vpc_classic_link", "describe_vpc_classic_link_dns_support"]
)
def test_an_unknown_vpc_is_not_found(ours: Party, refused: Refused, name: str) -> None:
    """IDs are validated as in DescribeVpcs."""
    vpc_id = "vpc-0123456789abcdef0"
    with refused("InvalidVpcID.NotFound", f"The vpc ID '{vpc_id}' does not exist"):
        getattr(ours.ec2, name)(VpcIds=[vpc_id])
