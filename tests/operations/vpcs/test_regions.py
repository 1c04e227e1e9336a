"""DescribeRegions and DescribeAvailabilityZones."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.operations.parties import HAS_MULTIPATH, Party, Refused


def regions(owner: Party, **params: object) -> list[str]:
    """Return the names of the Regions that DescribeRegions returns."""
    return [each["RegionName"] for each in owner.ec2.describe_regions(**params)["Regions"]]


def zones(owner: Party, **params: object) -> list[str]:
    """Return the names of the zones that DescribeAvailabilityZones returns."""
    answer = owner.ec2.describe_availability_zones(**params)
    return [each["ZoneName"] for each in answer["AvailabilityZones"]]


def test_a_region_has_these_members(ours: Party) -> None:
    """A Region has a name, an endpoint and an opt-in status."""
    (region,) = ours.ec2.describe_regions(RegionNames=["eu-west-1"])["Regions"]
    assert region == {
        "Endpoint": "ec2.eu-west-1.amazonaws.com",
        "OptInStatus": "opt-in-not-required",
        "RegionName": "eu-west-1",
    }


def test_the_regions_of_the_partition_are_listed(ours: Party) -> None:
    """Other partitions are not listed, even with AllRegions."""
    found = regions(ours)
    assert {"us-east-1", "eu-central-1", "ap-southeast-2"} <= set(found)
    assert not any(name.startswith(("cn-", "us-gov-", "us-iso")) for name in found)
    assert found == sorted(found) == regions(ours, AllRegions=True)


def test_china_has_regions_of_its_own(party: Callable[..., Party]) -> None:
    """The partition has endpoints in another domain."""
    there = party("333333333333", "cn-north-1")
    answer = there.ec2.describe_regions()["Regions"]
    assert {each["RegionName"] for each in answer} == {"cn-north-1", "cn-northwest-1"}
    assert answer[0]["Endpoint"] == "ec2.cn-north-1.amazonaws.com.cn"


def test_regions_are_found_by_name_and_filter(ours: Party) -> None:
    """Names and filters must both match."""
    wanted = {"RegionNames": ["us-west-2", "eu-west-1"]}
    assert regions(ours, **wanted) == ["eu-west-1", "us-west-2"]
    filters = [{"Name": "endpoint", "Values": ["*.us-*"]}]
    assert regions(ours, **wanted, Filters=filters) == ["us-west-2"]


def test_a_region_must_exist(ours: Party, refused: Refused) -> None:
    """The message names the first unknown Region alphabetically."""
    with refused("InvalidParameterValue", "Invalid region: [mars-1]"):
        regions(ours, RegionNames=["us-east-1", "venus-1", "mars-1"])


def test_a_zone_has_these_members(ours: Party) -> None:
    """A zone has its name, ID, group, Region and state."""
    (zone,) = ours.ec2.describe_availability_zones(ZoneNames=["us-east-1b"])["AvailabilityZones"]
    if HAS_MULTIPATH:  # of the same year, so an older botocore has neither
        assert zone.pop("GroupLongName") == "US East (N. Virginia) 1"
    assert zone == {
        "GroupName": "us-east-1-zg-1",
        "Messages": [],
        "NetworkBorderGroup": "us-east-1",
        "OptInStatus": "opt-in-not-required",
        "RegionName": "us-east-1",
        "State": "available",
        "ZoneId": "use1-az2",
        "ZoneName": "us-east-1b",
        "ZoneType": "availability-zone",
    }


@pytest.mark.parametrize(
    ("region_name", "status"),
    [
        ("us-east-1", "opt-in-not-required"),
        ("eu-north-1", "opt-in-not-required"),
        ("af-south-1", "opted-in"),
        ("me-south-1", "opted-in"),
        ("ap-east-1", "opted-in"),
        ("il-central-1", "opted-in"),
    ],
)
def test_a_younger_region_is_opted_in(ours: Party, region_name: str, status: str) -> None:
    """Regions launched before March 2019 need no opt-in, later ones do."""
    (region,) = ours.ec2.describe_regions(RegionNames=[region_name])["Regions"]
    assert region["OptInStatus"] == status
    filters = [{"Name": "opt-in-status", "Values": [status]}]
    found = ours.ec2.describe_regions(Filters=filters)["Regions"]
    assert region_name in [each["RegionName"] for each in found]


def test_regions_of_other_partitions_need_no_opting_in(party: Callable[..., Party]) -> None:
    """Other partitions have no opt-in."""
    for region_name in ("cn-north-1", "us-gov-west-1", "us-iso-east-1"):
        found = party(region_name=region_name).ec2.describe_regions()["Regions"]
        assert {each["OptInStatus"] for each in found} == {"opt-in-not-required"}


def test_the_zones_of_the_region_are_listed(ours: Party, abroad: Party) -> None:
    """Only the three zones of the caller's Region are listed."""
    assert zones(ours) == ["us-east-1a", "us-east-1b", "us-east-1c"]
    assert zones(abroad, AllAvailabilityZones=True) == ["eu-west-1a", "eu-west-1b", "eu-west-1c"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"ZoneNames": ["us-east-1c", "us-east-1a"]}, ["us-east-1a", "us-east-1c"]),
        ({"ZoneIds": ["use1-az2"]}, ["us-east-1b"]),
        ({"ZoneNames": ["us-east-1a"], "ZoneIds": ["use1-az2"]}, []),
        ({"Filters": [{"Name": "zone-id", "Values": ["use1-az1"]}]}, ["us-east-1a"]),
        ({"Filters": [{"Name": "zone-type", "Values": ["local-zone"]}]}, []),
        ({"Filters": [{"Name": "parent-zone-id", "Values": ["*"]}]}, []),
    ],
)
def test_zones_are_found_by_name_id_and_filter(
    ours: Party, asked: dict[str, Any], found: list[str]
) -> None:
    """Names, IDs and filters must all match."""
    assert zones(ours, **asked) == found


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            {"ZoneNames": ["us-east-1a", "us-east-1z", "us-east-1y"]},
            "Invalid availability zone: [us-east-1z]",
        ),
        ({"ZoneNames": ["eu-west-1a"]}, "Invalid availability zone: [eu-west-1a]"),
        ({"ZoneIds": ["use1-az1", "use1-az9"]}, "Invalid availability zone-id: [use1-az9]"),
    ],
)
def test_a_zone_must_be_there(
    ours: Party, asked: dict[str, Any], message: str, refused: Refused
) -> None:
    """The message names the first unknown zone."""
    with refused("InvalidParameterValue", message):
        zones(ours, **asked)


def test_zones_are_those_in_which_subnets_are_made(ours: Party) -> None:
    """A subnet can be created in each zone."""
    found = []
    for number, zone in enumerate(zones(ours)):
        subnet_id = ours.new_subnet(f"10.0.{number}.0/24", AvailabilityZone=zone)
        (subnet,) = ours.ec2.describe_subnets(SubnetIds=[subnet_id])["Subnets"]
        found.append(subnet["AvailabilityZone"])
    assert found == zones(ours)
