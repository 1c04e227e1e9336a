"""The representation of a connection, and DescribeVpcPeeringConnections."""

from collections.abc import Callable, Iterator
from datetime import datetime
from fnmatch import fnmatchcase
from unittest.mock import ANY

from tests.model.peermodel.connections import is_seen, shown_status, status
from tests.model.peermodel.refusals import Refusal, invalid
from tests.model.peermodel.state import Place, State, connection_at, ranges
from tests.model.peermodel.tags import shown_tags

REQUESTER_IN_FULL = ("initiating-request", "pending-acceptance", "provisioning", "active")
ACCEPTER_IN_FULL = ("provisioning", "active")
MULTIPATH = {"AllowMultipathResilience": False}
EXPIRING = ("initiating-request", "pending-acceptance")


def view(state: State, place: Place, connection: dict, shown: str) -> dict:
    """Return a connection as a place sees it in a status."""
    answer = {
        "VpcPeeringConnectionId": connection["id"],
        "RequesterVpcInfo": _side(
            state, place, connection["requester"], in_full=shown in REQUESTER_IN_FULL
        ),
        "AccepterVpcInfo": _side(
            state, place, connection["accepter"], in_full=shown in ACCEPTER_IN_FULL
        ),
        "Status": shown_status(connection, shown),
        "Tags": shown_tags(state, place, connection["id"]),
    }
    if shown in EXPIRING:
        answer["ExpirationTime"] = connection["expires"]
    if connection["requester"]["region"] != connection["accepter"]["region"]:
        for side in ("RequesterVpcInfo", "AccepterVpcInfo"):
            if "PeeringOptions" in answer[side]:
                answer[side]["PeeringOptions"] |= MULTIPATH
        if shown in REQUESTER_IN_FULL:
            answer["MultipathResilienceStatus"] = "disabled"
    return answer


def describe(state: State, place: Place, params: dict, now: datetime, _: Callable) -> dict:
    """DescribeVpcPeeringConnections, with all pages joined."""
    ids = params.get("VpcPeeringConnectionIds")
    if ids and "MaxResults" in params:
        text = "The parameter VpcPeeringConnectionIds cannot be used with the parameter MaxResults"
        raise Refusal("InvalidParameterCombination", text)
    if params.get("MaxResults", 5) > 1000:
        raise invalid(
            f"Value ( {params['MaxResults']} ) for parameter MaxResults is invalid. "
            "Expecting a value smaller than or equal to 1000."
        )
    if "NextToken" in params:
        token = params["NextToken"]
        raise invalid(
            f"Value ( {token} ) for parameter NextToken is invalid. The token is invalid."
        )
    for each in params.get("Filters", ()):
        if each["Name"] not in FILTERS and not each["Name"].startswith("tag:"):
            raise invalid(f"The filter '{each['Name']}' is invalid")
    found = _named(state, place, ids, now) if ids else _seen(state, place, now)
    views = [view(state, place, each, status(each, now)) for each in found]
    return {"VpcPeeringConnections": [each for each in views if _passes(each, params)]}


def _seen(state: State, place: Place, now: datetime) -> list[dict]:
    return [each for each in state.connections.values() if is_seen(each, *place, now)]


def _named(state: State, place: Place, ids: list[str], now: datetime) -> list[dict]:
    for text in ids:
        if not text.startswith("pcx-"):
            code = "InvalidVpcPeeringConnectionId.Malformed"
            raise Refusal(code, f'Invalid id: "{text}" (expecting "pcx-...")')
    try:
        return [connection_at(state, place, each, now) for each in dict.fromkeys(ids)]
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.message if len(ids) == 1 else ANY) from None


def _passes(shown: dict, params: dict) -> bool:
    return all(
        any(
            fnmatchcase(text, pattern)
            for text in _values(shown, each["Name"])
            for pattern in each["Values"]
        )
        for each in params.get("Filters", ())
    )


def _values(shown: dict, name: str) -> Iterator[str]:
    if name.startswith("tag:"):
        return (tag["Value"] for tag in shown["Tags"] if f"tag:{tag['Key']}" == name)
    return iter(FILTERS[name](shown))


def _cidr_blocks(info: dict) -> list[str]:
    return [each["CidrBlock"] for each in info.get("CidrBlockSet", ())]


FILTERS: dict[str, Callable[[dict], list[str]]] = {
    "accepter-vpc-info.cidr-block": lambda shown: _cidr_blocks(shown["AccepterVpcInfo"]),
    "accepter-vpc-info.owner-id": lambda shown: [shown["AccepterVpcInfo"]["OwnerId"]],
    "accepter-vpc-info.vpc-id": lambda shown: [shown["AccepterVpcInfo"]["VpcId"]],
    "requester-vpc-info.cidr-block": lambda shown: _cidr_blocks(shown["RequesterVpcInfo"]),
    "requester-vpc-info.owner-id": lambda shown: [shown["RequesterVpcInfo"]["OwnerId"]],
    "requester-vpc-info.vpc-id": lambda shown: [shown["RequesterVpcInfo"]["VpcId"]],
    "status-code": lambda shown: [shown["Status"]["Code"]],
    "tag-key": lambda shown: [tag["Key"] for tag in shown["Tags"]],
    "vpc-peering-connection-id": lambda shown: [shown["VpcPeeringConnectionId"]],
}


def _side(state: State, place: Place, side: dict, *, in_full: bool) -> dict:
    info = {"OwnerId": side["account"], "VpcId": side["vpc"], "Region": side["region"]}
    if not in_full:
        return info
    vpc = state.vpcs[side["vpc"]]
    info["CidrBlock"] = ranges(vpc)[0]
    info["CidrBlockSet"] = [{"CidrBlock": each} for each in ranges(vpc)]
    if side["account"] == place[0]:
        info["PeeringOptions"] = dict(side["options"])
    return info
