"""DescribeRegions and DescribeAvailabilityZones."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from types import SimpleNamespace as Owner
from typing import Any

import pytest

Refused = Callable[..., AbstractContextManager[None]]


def regions(owner: Owner, **params: object) -> list[str]:
    """Return the names of the Regions that DescribeRegions answers."""
    return [each["RegionName"] for each in owner.ec2.describe_regions(**params)["Regions"]]


def zones(owner: Owner, **params: object) -> list[str]:
    """Return the names of the zones that DescribeAvailabilityZones answers."""
    answer = owner.ec2.describe_availability_zones(**params)
    return [each["ZoneName"] for each in answer["AvailabilityZones"]]


def test_a_region_has_these_members(ours: Owner) -> None:
    """Its name, its endpoint, and that it need not be opted in."""
    (region,) = ours.ec2.describe_regions(RegionNames=["eu-west-1"])["Regions"]
    assert region == {
        "Endpoint": "ec2.eu-west-1.amazonaws.com",
        "OptInStatus": "opt-in-not-required",
        "RegionName": "eu-west-1",
    }


def test_the_regions_of_the_partition_are_listed(ours: Owner) -> None:
    """All of them, with AllRegions and without, and none of China or of the US government."""
    found = regions(ours)
    assert {"us-east-1", "eu-central-1", "ap-southeast-2"} <= set(found)
    assert not any(name.startswith(("cn-", "us-gov-", "us-iso")) for name in found)
    assert found == sorted(found) == regions(ours, AllRegions=True)


def test_china_has_regions_of_its_own(owner: Callable[..., Owner]) -> None:
    """Another partition, with endpoints of another domain."""
    there = owner("333333333333", "cn-north-1")
    answer = there.ec2.describe_regions()["Regions"]
    assert {each["RegionName"] for each in answer} == {"cn-north-1", "cn-northwest-1"}
    assert answer[0]["Endpoint"] == "ec2.cn-north-1.amazonaws.com.cn"


def test_regions_are_found_by_name_and_filter(ours: Owner) -> None:
    """What is asked for by both must be found by both."""
    wanted = {"RegionNames": ["us-west-2", "eu-west-1"]}
    assert regions(ours, **wanted) == ["eu-west-1", "us-west-2"]
    filters = [{"Name": "endpoint", "Values": ["*.us-*"]}]
    assert regions(ours, **wanted, Filters=filters) == ["us-west-2"]


def test_a_region_must_exist(ours: Owner, refused: Refused) -> None:
    """The first in alphabetical order is named."""
    with refused("InvalidParameterValue", "Invalid region: [mars-1]"):
        regions(ours, RegionNames=["us-east-1", "venus-1", "mars-1"])


def test_a_zone_has_these_members(ours: Owner) -> None:
    """Its name, its ID, its Region, and that it is available."""
    (zone,) = ours.ec2.describe_availability_zones(ZoneNames=["us-east-1b"])["AvailabilityZones"]
    assert zone == {
        "GroupName": "us-east-1",
        "Messages": [],
        "NetworkBorderGroup": "us-east-1",
        "OptInStatus": "opt-in-not-required",
        "RegionName": "us-east-1",
        "State": "available",
        "ZoneId": "use1-az2",
        "ZoneName": "us-east-1b",
        "ZoneType": "availability-zone",
    }


def test_the_zones_of_the_region_are_listed(ours: Owner, abroad: Owner) -> None:
    """Three in every Region, and those of the caller's alone."""
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
    ours: Owner, asked: dict[str, Any], found: list[str]
) -> None:
    """What is asked for by several must be found by all of them."""
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
    ours: Owner, asked: dict[str, Any], message: str, refused: Refused
) -> None:
    """The first that the Region does not have is named."""
    with refused("InvalidParameterValue", message):
        zones(ours, **asked)


def test_zones_are_those_in_which_subnets_are_made(ours: Owner) -> None:
    """A subnet can be made in each of them."""
    found = []
    for number, zone in enumerate(zones(ours)):
        subnet_id = ours.new_subnet(f"10.0.{number}.0/24", AvailabilityZone=zone)
        (subnet,) = ours.ec2.describe_subnets(SubnetIds=[subnet_id])["Subnets"]
        found.append(subnet["AvailabilityZone"])
    assert found == zones(ours)
