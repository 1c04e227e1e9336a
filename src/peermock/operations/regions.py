"""Operations on Regions and Availability Zones."""

from peermock.domain.errors import InvalidParameterValue
from peermock.domain.identity import partition_of
from peermock.domain.world import World
from peermock.domain.zones import zone_id, zone_names
from peermock.operations.call import Call, Result
from peermock.operations.filters import View
from peermock.operations.listing import Listing, numbered

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
_ENABLED = "opt-in-not-required"


def describe_regions(world: World, call: Call) -> Result:
    """List the Regions of the caller's partition, all of them enabled."""
    here = partition_of(call.place.region_name)
    names = sorted(name for name in world.region_names() if partition_of(name) == here)
    wanted = call.params.get("RegionNames", names)
    unknown = sorted(set(wanted) - set(names))
    if unknown:
        raise InvalidParameterValue(f"Invalid region: [{unknown[0]}]")
    views = [_region_view(name) for name in names if name in wanted]
    return REGIONS.describe(world, call, scan=lambda _: numbered(enumerate(views)))


def describe_availability_zones(world: World, call: Call) -> Result:
    """List the Availability Zones of the caller's Region."""
    zones = [_zone_view(call.place.region_name, n) for n in zone_names(call.place.region_name)]
    views = zones
    for parameter, member, what in (
        ("ZoneNames", "ZoneName", "availability zone"),
        ("ZoneIds", "ZoneId", "availability zone-id"),
    ):
        wanted = call.params.get(parameter)
        if wanted:
            _check_zones(what, wanted, [zone[member] for zone in zones])
            views = [view for view in views if view[member] in wanted]
    return ZONES.describe(world, call, scan=lambda _: numbered(enumerate(views)))


def _check_zones(what: str, wanted: list[str], known: list[str]) -> None:
    for name in wanted:
        if name not in known:
            raise InvalidParameterValue(f"Invalid {what}: [{name}]")


def _region_view(region_name: str) -> View:
    domain = _DOMAINS.get(partition_of(region_name), "amazonaws.com")
    return {
        "Endpoint": f"ec2.{region_name}.{domain}",
        "OptInStatus": _ENABLED,
        "RegionName": region_name,
    }


def _zone_view(region_name: str, zone_name: str) -> View:
    return {
        "GroupName": region_name,
        "Messages": [],
        "NetworkBorderGroup": region_name,
        "OptInStatus": _ENABLED,
        "RegionName": region_name,
        "State": "available",
        "ZoneId": zone_id(zone_name),
        "ZoneName": zone_name,
        "ZoneType": "availability-zone",
    }
