"""Subnets of a VPC."""

import pytest

from peermock._domain.identity import Place
from peermock._domain.subnet import Subnet
from peermock._domain.vpc import CidrAssociation


@pytest.mark.parametrize(
    ("cidr_block", "free"), [("10.0.0.0/16", 65531), ("10.0.0.0/24", 251), ("10.0.0.0/28", 11)]
)
def test_aws_keeps_five_addresses_of_a_subnet(cidr_block: str, free: int) -> None:
    """The remaining addresses are free."""
    subnet = Subnet(
        id="subnet-1a2b3c4d",
        place=Place("111111111111", "us-east-1"),
        vpc_id="vpc-1a2b3c4d",
        cidr_block=cidr_block,
        zone_name="us-east-1a",
    )
    assert subnet.free_addresses == free
    assert subnet.cidr_blocks == (cidr_block,)


def test_a_subnet_may_have_both_families_of_ranges() -> None:
    """IPv4 comes first."""
    subnet = Subnet(
        id="subnet-1a2b3c4d",
        place=Place("111111111111", "us-east-1"),
        vpc_id="vpc-1a2b3c4d",
        cidr_block="10.0.0.0/24",
        zone_name="us-east-1a",
        ipv6=CidrAssociation("subnet-cidr-assoc-1a2b3c4d", "2001:db8::/64"),
    )
    assert subnet.cidr_blocks == ("10.0.0.0/24", "2001:db8::/64")
