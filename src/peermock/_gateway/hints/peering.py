"""Hints for errors about peering connections, and for requests that fail."""

from collections.abc import Mapping
from itertools import product
from typing import Any

from peermock._domain import errors
from peermock._domain.cidr import overlap
from peermock._domain.errors import AwsError
from peermock._domain.peering import Peering, Side, Status, Step
from peermock._gateway.hints.case import Case, Hints
from peermock._operations import Call


def explain_failure(case: Case, peering: Peering) -> str:
    """Return why a request has failed; "" if it has not."""
    if peering.step is not Step.FAILED:
        return ""
    theirs, ours = case.world.vpc_of(peering.accepter), case.world.vpc_of(peering.requester)
    if theirs is None:
        return _explain_misplaced_peer(case, peering)
    for block, other in product(ours.cidr_blocks if ours else (), theirs.cidr_blocks):
        if overlap([block], [other]):
            return f"{block} of {peering.requester.vpc_id} overlaps {other} of {theirs.id}"
    return "the two VPCs could not be connected when the request was made"


def explain_pending(case: Case, peering: Peering) -> str:
    """Return who still has to accept a request."""
    tried = [
        number
        for number, call in enumerate(case.calls, 1)
        if call.operation_name == "AcceptVpcPeeringConnection"
        and call.params.get("VpcPeeringConnectionId") == peering.id
    ]
    place = " in ".join(peering.accepter.place)
    if tried:
        return f"it is waiting for {place}: call {tried[-1]} did not accept it"
    return f"it is waiting for {place} to accept it; no call has tried to"


def _explain_misplaced_peer(case: Case, peering: Peering) -> str:
    accepter = peering.accepter
    place = case.where(accepter.vpc_id)
    if place is None:
        gone = case.deletion(accepter.vpc_id)
        return gone or f"the peer VPC {accepter.vpc_id} does not exist in any account or Region"
    said = _describe_peer(
        _find_request(case, peering), accepter, place.account_id, place.region_name
    )
    return f"the accepter {accepter.vpc_id} is in {' '.join(place)}, but {said}"


def _describe_peer(
    request: Mapping[str, Any], side: Side, account_id: str, region_name: str
) -> str:
    """Return which parameters of a request name the wrong account or Region."""
    wrong = []
    if side.place.account_id != account_id:
        wrong.append("PeerOwnerId")
    if side.place.region_name != region_name:
        wrong.append("PeerRegion")
    given = [f"{name} was {request[name]}" for name in wrong if name in request]
    absent = [name for name in wrong if name not in request]
    if absent:
        verb = "was" if len(absent) == 1 else "were"
        given.append(f"{' and '.join(absent)} {verb} not given")
    return " and ".join(given)


def _find_request(case: Case, peering: Peering) -> Mapping[str, Any]:
    """Return the parameters with which the request was made."""
    if case.operation_name == "CreateVpcPeeringConnection":
        return case.params
    place = peering.accepter.place
    arranged = {"PeerOwnerId": place.account_id, "PeerRegion": place.region_name}
    name = "CreateVpcPeeringConnection"
    made = (c.params for c in case.calls if c.operation_name == name and peering.id in c.answer)
    return next(made, arranged)


def _explain_missing_connection(case: Case, error: errors.VpcPeeringConnectionNotFound) -> str:
    unseen = [each for each in error.peering_ids if not _sees(case, each)]
    peering_id = (unseen or error.peering_ids)[0]
    peering = case.world.peerings.get(peering_id)
    if peering is None:
        return f"no connection with the ID {peering_id} has ever existed"
    status = peering.status(case.at)
    account_ids = [side.place.account_id for side in peering.sides]
    if case.place.account_id in account_ids and (why := explain_failure(case, peering)):
        return f"{peering_id} has failed: {why}"
    if not peering.concerns(case.place):
        return f"{_describe_parties(peering)}; the call was made as {case.caller}"
    if status is Status.INITIATING_REQUEST:
        return (
            f"{peering_id} is not yet visible to {peering.accepter.place.account_id} (settle=...): "
            "wait for it, as on AWS, with the waiter vpc_peering_connection_exists"
        )
    return f"{peering_id} is {status.value}, and {_describe_use(case)}"


def _describe_use(case: Case) -> str:
    routes = case.operation_name in ("CreateRoute", "ReplaceRoute")
    return "no route can use it" if routes else "the caller no longer sees it"


def _sees(case: Case, peering_id: str) -> bool:
    peering = case.world.peerings.get(peering_id)
    return peering is not None and peering.is_visible_to(case.place, case.at)


def _describe_parties(peering: Peering) -> str:
    ours, theirs = (" ".join(side.place) for side in peering.sides)
    return f"{peering.id} connects {ours} and {theirs}"


def _explain_transition(case: Case, error: errors.InvalidStateTransition) -> str:
    peering = case.world.peerings[error.peering_id]
    status = peering.status(case.at)
    if status is Status.EXPIRED:
        moment = f"{peering.expires_at:%Y-%m-%d %H:%M:%S}"
        return f"nobody accepted it in seven days: it expired at {moment} UTC"
    if status is Status.FAILED:
        return explain_failure(case, peering) or "the request failed; make a new one"
    if status in (Status.REJECTED, Status.DELETED, Status.DELETING):
        ender = _find_end(case, peering) or f"{peering.ended_by} ended it"
        return f"{ender}; a connection that has ended cannot be revived, so make a new request"
    if status is Status.INITIATING_REQUEST:
        return "the request is still settling (settle=...): wait until it is pending-acceptance"
    return (
        f"it is already {status.value}: only a pending request can be rejected; delete an active "
        "connection instead"
    )


def _find_end(case: Case, peering: Peering) -> str:
    ends = ((n, call) for n, call in enumerate(case.calls, 1) if _ends(call, peering))
    for number, call in ends:
        return f"call {number} ({call.operation_name} by {call.account_id}) ended it"
    return ""


def _ends(call: Call, peering: Peering) -> bool:
    ends = call.operation_name in ("DeleteVpcPeeringConnection", "RejectVpcPeeringConnection")
    named = call.params.get("VpcPeeringConnectionId") == peering.id
    return ends and named and call.error is None


def _explain_wrong_party(case: Case, error: errors.UserCannot) -> str:
    peering = case.world.peerings[error.peering_id]
    if error.verb == "delete":
        return (
            f"only the requester, {peering.requester.place.account_id}, can delete a pending "
            "request; the accepter can reject it"
        )
    place = peering.accepter.place
    return (
        f"only the accepter, {' '.join(place)}, can {error.verb} it; the call was made as "
        f"{case.caller}"
    )


def _explain_wrong_region(case: Case, error: errors.IncorrectRegion) -> str:
    return (
        f"the accepter VPC is in {error.required}, but the client is for {case.place.region_name}: "
        f"use a client with region_name={error.required!r}"
    )


def _explain_inactive(case: Case, error: errors.PeeringNotActive) -> str:
    status = case.world.peerings[error.peering_id].status(case.at)
    return f"{error.peering_id} is {status.value}: set options once it is active"


def _explain_foreign_options(case: Case, error: errors.ForeignPeeringOptions) -> str:
    return (
        f"each party sets only its own side's options: {case.place.account_id} must omit those of "
        f"the {error.side}, who sets them in a separate call"
    )


def _explain_hostnames(case: Case, error: errors.DnsHostnamesDisabled) -> str:
    vpcs = map(case.world.vpc_of, case.world.peerings[error.peering_id].sides)
    without = [vpc.id for vpc in vpcs if vpc and not vpc.resolves_hostnames]
    return (
        f"DNS support or DNS hostnames are off in {' and '.join(without)}: turn them on with "
        "ModifyVpcAttribute, one attribute per call"
    )


def _explain_duplicate(case: Case, error: errors.VpcPeeringConnectionAlreadyExists) -> str:
    peering = case.world.peerings[error.peering_id]
    pair = case.world.peerings.between(peering.requester.vpc_id, peering.accepter.vpc_id)
    live = [each for each in pair if each.status(case.at) in (Status.ACTIVE, Status.PROVISIONING)]
    return f"{live[0].id} already connects these two VPCs and is {live[0].status(case.at).value}"


def _explain_outstanding_quota(case: Case, _: AwsError) -> str:
    most = case.world.quotas.outstanding_requests
    return (
        f"{case.caller} already has {most} outstanding requests, the quota "
        f"(Quotas(outstanding_requests={most})): accept, reject or delete some"
    )


def _explain_active_quota(
    case: Case, error: errors.ActiveVpcPeeringConnectionPerVpcLimitExceeded
) -> str:
    most = case.world.quotas.active_per_vpc
    return (
        f"{error.vpc_id} already has {most} active connections, the quota "
        f"(Quotas(active_per_vpc={most})): delete some"
    )


HINTS: Hints = {
    errors.ActiveVpcPeeringConnectionPerVpcLimitExceeded: _explain_active_quota,
    errors.MultipathModeWithoutMultipath: "pass AllowMultipathResilience=True along with the mode",
    errors.MultipathWithinRegion: (
        "omit AllowMultipathResilience: both VPCs are in the same Region"
    ),
    errors.ClassicLinkAcrossRegions: (
        "omit the two ClassicLink options: across Regions only AllowDnsResolutionFromRemoteVpc "
        "exists"
    ),
    errors.DnsHostnamesDisabled: _explain_hostnames,
    errors.ForeignPeeringOptions: _explain_foreign_options,
    errors.IncorrectRegion: _explain_wrong_region,
    errors.InvalidStateTransition: _explain_transition,
    errors.OperationNotPermitted: (
        "the other party, or a client in another Region, must make this call"
    ),
    errors.OptionsOfAnotherRegion: lambda case, error: (
        f"the {error.side} VPC is not in {case.place.region_name}: use a client in its Region"
    ),
    errors.PeeringNotActive: _explain_inactive,
    errors.PendingVpcPeeringConnectionLimitExceeded: _explain_outstanding_quota,
    errors.UserCannot: _explain_wrong_party,
    errors.VpcPeeringConnectionAlreadyExists: _explain_duplicate,
    errors.VpcPeeringConnectionNotFound: _explain_missing_connection,
}
