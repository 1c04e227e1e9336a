"""Operations on Regions and Availability Zones."""

from collections.abc import Mapping

from peermock._domain.errors import InvalidParameterValue
from peermock._domain.identity import partition_of
from peermock._domain.world import World
from peermock._domain.zones import zone_id, zone_names
from peermock._operations.call import Call, Operation, Result
from peermock._operations.filters import View
from peermock._operations.listing import Listing, number

REGIONS = Listing(
    answer="Regions",
    filters={
        "endpoint": "Endpoint",
        "opt-in-status": "OptInStatus",
        "region-name": "RegionName",
    },
)

ZONES = Listing(
    answer="AvailabilityZones",
    filters={
        "group-long-name": "GroupLongName",
        "group-name": "GroupName",
        "message": "Messages.Message",
        "opt-in-status": "OptInStatus",
        "parent-zone-id": "ParentZoneId",
        "parent-zone-name": "ParentZoneName",
        "region-name": "RegionName",
        "state": "State",
        "zone-id": "ZoneId",
        "zone-name": "ZoneName",
        "zone-type": "ZoneType",
    },
)

_DOMAINS = {"aws-cn": "amazonaws.com.cn"}

_NOT_REQUIRED = "opt-in-not-required"
_BEFORE_OPT_IN = frozenset(
    {
        "ap-northeast-1",
        "ap-northeast-2",
        "ap-northeast-3",
        "ap-south-1",
        "ap-southeast-1",
        "ap-southeast-2",
        "ca-central-1",
        "eu-central-1",
        "eu-north-1",
        "eu-west-1",
        "eu-west-2",
        "eu-west-3",
        "sa-east-1",
        "us-east-1",
        "us-east-2",
        "us-west-1",
        "us-west-2",
    }
)
"""The Regions from before 20 March 2019; all later ones in the partition `aws` are opt-in."""


def describe_regions(world: World, call: Call) -> Result:
    """List the Regions of the caller's partition, all of them enabled."""
    here = partition_of(call.place.region_name)
    names = sorted(name for name in world.regions() if partition_of(name) == here)
    wanted = call.params.get("RegionNames", names)
    unknown = sorted(set(wanted) - set(names))
    if unknown:
        raise InvalidParameterValue(f"Invalid region: [{unknown[0]}]")
    views = [_region_view(name) for name in names if name in wanted]
    return REGIONS.describe(world, call, scan=lambda _: number(enumerate(views)))


def describe_availability_zones(world: World, call: Call) -> Result:
    """List the Availability Zones of the caller's Region."""
    region_name = call.region_name
    long_name = world.regions().get(region_name, region_name)
    zones = [_zone_view(region_name, long_name, name) for name in zone_names(region_name)]
    views = zones
    for parameter, member, what in (
        ("ZoneNames", "ZoneName", "availability zone"),
        ("ZoneIds", "ZoneId", "availability zone-id"),
    ):
        wanted = call.params.get(parameter)
        if wanted:
            _check_zones(what, wanted, [zone[member] for zone in zones])
            views = [view for view in views if view[member] in wanted]
    return ZONES.describe(world, call, scan=lambda _: number(enumerate(views)))


def _check_zones(what: str, wanted: list[str], known: list[str]) -> None:
    for name in wanted:
        if name not in known:
            raise InvalidParameterValue(f"Invalid {what}: [{name}]")


def _region_view(region_name: str) -> View:
    domain = _DOMAINS.get(partition_of(region_name), "amazonaws.com")
    return {
        "Endpoint": f"ec2.{region_name}.{domain}",
        "OptInStatus": _opt_in_status(region_name),
        "RegionName": region_name,
    }


def _opt_in_status(region_name: str) -> str:
    if partition_of(region_name) != "aws" or region_name in _BEFORE_OPT_IN:
        return _NOT_REQUIRED
    return "opted-in"


def _zone_view(region_name: str, long_name: str, zone_name: str) -> View:
    return {
        "GroupLongName": f"{long_name} 1",
        "GroupName": f"{region_name}-zg-1",
        "Messages": [],
        "NetworkBorderGroup": region_name,
        "OptInStatus": _NOT_REQUIRED,
        "RegionName": region_name,
        "State": "available",
        "ZoneId": zone_id(zone_name),
        "ZoneName": zone_name,
        "ZoneType": "availability-zone",
    }


OPERATIONS: Mapping[str, Operation] = {
    "DescribeAvailabilityZones": Operation(
        describe_availability_zones, ("ZoneNames", "ZoneIds", "AllAvailabilityZones", "Filters")
    ),
    "DescribeRegions": Operation(describe_regions, ("RegionNames", "AllRegions", "Filters")),
}
"""The rows of these operations."""
