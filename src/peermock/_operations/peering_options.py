"""The options of both sides of a connection, when requested and later."""

from collections.abc import Mapping
from dataclasses import replace

from peermock._domain.errors import (
    ClassicLinkAcrossRegions,
    DnsHostnamesDisabled,
    ForeignPeeringOptions,
    InvalidParameterValue,
    MissingParameter,
    MultipathModeWithoutMultipath,
    MultipathWithinRegion,
    OptionsOfAnotherRegion,
)
from peermock._domain.peering import Peering, PeeringOptions, Side
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Params, Result
from peermock._operations.resources import find_peering
from peermock._operations.views import MULTIPATH_MODE, OPTION_FIELDS, multipath_view

_ALLOW, _MODE = MULTIPATH_OPTIONS = ("AllowMultipathResilience", "MultipathResilienceMode")

REQUESTER_OPTIONS = "RequesterPeeringConnectionOptions"
"""The parameter with the options of the requester's side."""

_FIELDS = {**OPTION_FIELDS, _ALLOW: "allow_multipath_resilience"}


def modify_vpc_peering_connection_options(world: World, call: Call) -> Result:
    """Set options of the caller's side of an active connection."""
    peering = find_peering(world, call, call.params[_PCX])
    peering.must_be_active(call.at)
    sent = {
        side: call.params[name]
        for side in ("requester", "accepter")
        if (name := f"{side.capitalize()}PeeringConnectionOptions") in call.params
    }
    if not sent:
        raise MissingParameter(
            "accepterPeeringConnectionOptions or requesterPeeringConnectionOptions"
        )
    for side, options in sent.items():
        _check_options(world, call, peering, side, options)
    for side, options in sent.items():
        peering = with_options(peering, side, options)
    world.peerings.save(peering)
    return {f"{side.capitalize()}PeeringConnectionOptions": _set(sent[side]) for side in sent}


def read_options(call: Call, accepter: Side) -> Params:
    """Return the options in a request for the requester's side.

    Raises:
        AwsError: The multipath resilience options are invalid.
    """
    options: Params = call.params[REQUESTER_OPTIONS]
    crosses_regions = accepter.place.region_name != call.region_name
    _check_multipath(options, PeeringOptions(), crosses_regions=crosses_regions)
    return options


def with_options(peering: Peering, side_name: str, options: Params) -> Peering:
    """Return a connection with changed options of a side. Options not passed are kept."""
    side: Side = getattr(peering, side_name)
    changes = {_FIELDS[name]: value for name, value in options.items() if name in _FIELDS}
    changed = side._replace(options=side.options._replace(**changes))
    if side_name == "requester":
        return replace(peering, requester=changed)
    return replace(peering, accepter=changed)


def _check_options(
    world: World, call: Call, peering: Peering, side_name: str, options: Params
) -> None:
    side: Side = getattr(peering, side_name)
    if side.place.account_id != call.place.account_id:
        raise ForeignPeeringOptions(call.place.account_id, side_name)
    if side.place != call.place:
        raise OptionsOfAnotherRegion(side_name)
    if peering.crosses_regions and any("ClassicLink" in name for name in options):
        raise ClassicLinkAcrossRegions
    _check_multipath(options, side.options, crosses_regions=peering.crosses_regions)
    if options.get("AllowDnsResolutionFromRemoteVpc"):
        vpcs = [vpc for vpc in map(world.vpc_of, peering.sides) if vpc is not None]
        if not all(vpc.resolves_hostnames for vpc in vpcs):
            raise DnsHostnamesDisabled(peering.id)


def _check_multipath(options: Params, now: PeeringOptions, *, crosses_regions: bool) -> None:
    """Check the multipath resilience options, which exist only between Regions."""
    mode = options.get(_MODE, MULTIPATH_MODE)
    if mode != MULTIPATH_MODE:
        raise InvalidParameterValue(f"Value ({mode}) for parameter {_MODE} is invalid.")
    allowed = options.get(_ALLOW, now.allow_multipath_resilience)
    if _MODE in options and not allowed:
        raise MultipathModeWithoutMultipath
    if allowed and not crosses_regions:
        raise MultipathWithinRegion


def _set(options: Params) -> Params:
    """Return the options that were set, including the implied multipath mode."""
    if options.get(_ALLOW):
        return {**options, **multipath_view(PeeringOptions(allow_multipath_resilience=True))}
    return options


_PCX = "VpcPeeringConnectionId"
_SIDES = (REQUESTER_OPTIONS, "AccepterPeeringConnectionOptions")
_OPTIONS = tuple(
    f"{side}.{option}" for side in _SIDES for option in (*OPTION_FIELDS, *MULTIPATH_OPTIONS)
)

OPERATIONS: Mapping[str, Operation] = {
    "ModifyVpcPeeringConnectionOptions": Operation(
        modify_vpc_peering_connection_options, (_PCX, *_OPTIONS), _PCX
    ),
}
"""The row of this operation."""
