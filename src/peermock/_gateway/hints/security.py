"""Hints for errors about security groups and their rules."""

from collections.abc import Iterator, Mapping
from typing import Any

from peermock._domain import errors
from peermock._domain.errors import AwsError
from peermock._domain.identity import Place
from peermock._domain.peering import Status
from peermock._domain.security import SECURITY_GROUP
from peermock._gateway.hints.case import Case, Hints


def _explain_reference(case: Case, _: AwsError) -> str:
    """Return why a group cannot be referenced: the problem with the first invalid pair."""
    return next(filter(None, (_explain_pair(case, pair) for pair in _pairs(case))))


def _pairs(case: Case) -> Iterator[Mapping[str, Any]]:
    for permission in case.params["IpPermissions"]:
        yield from permission.get("UserIdGroupPairs", ())


def _explain_pair(case: Case, pair: Mapping[str, Any]) -> str:
    group_id = pair["GroupId"]
    place = case.where(group_id)
    if place is None:
        return case.deletion(group_id) or f"group {group_id} does not exist in any account"
    if place.region_name != case.place.region_name:
        return (
            f"{group_id} is in {' '.join(place)}: a group in another Region cannot be referenced, "
            "so use the peer's CIDR block instead"
        )
    if pair.get("UserId", place.account_id) != place.account_id:
        return f"{group_id} belongs to {place.account_id}, but UserId names another account"
    return _explain_connection(case, group_id, place)


def _explain_connection(case: Case, group_id: str, place: Place) -> str:
    other = case.world.at(place).of(SECURITY_GROUP)[group_id]
    own = case.here.of(SECURITY_GROUP)[case.params["GroupId"]]
    if own.vpc_id == other.vpc_id:
        return ""
    there = list(case.world.peerings.between(own.vpc_id, other.vpc_id))
    if not there:
        return (
            f"no peering connection connects {own.vpc_id} with {other.vpc_id}, the VPC of "
            f"{group_id}"
        )
    status = there[-1].status(case.at)
    if status is Status.ACTIVE:
        return ""
    return (
        f"{there[-1].id} between {own.vpc_id} and {other.vpc_id} is {status.value}: a reference "
        "needs an active connection"
    )


def _explain_missing_group(case: Case, error: errors.SecurityGroupNotFound) -> str:
    if "IpPermissions" in case.params:
        for pair in _pairs(case):
            if pair.get("GroupId") in error.group_ids:
                return _explain_pair(case, pair)
    return case.missing(error.group_ids)


def _explain_group_use(case: Case, error: errors.GroupInUse) -> str:
    there = case.here.of(SECURITY_GROUP).naming(error.group_id)
    others = [group.id for group in there if group.id != error.group_id]
    return f"a rule of {', '.join(others)} refers to {error.group_id}: revoke it first"


HINTS: Hints = {
    errors.CannotDeleteDefaultGroup: "the default group is deleted along with its VPC",
    errors.DuplicateGroup: lambda _, error: (
        f"{error.vpc_id} already has a group named {error.name!r}: use it, or choose another name"
    ),
    errors.DuplicateRule: "the group already has this rule: keep it, or check before authorizing",
    errors.GroupInUse: _explain_group_use,
    errors.GroupsApart: _explain_reference,
    errors.InvalidPermission: "ports range from 0 to 65535",
    errors.NoDefaultVpc: (
        "pass VpcId: without it the group would be in the default VPC, which was deleted"
    ),
    errors.NotInDefaultVpc: lambda _, error: (
        f"names work only for groups in the default VPC {error.vpc_id}: pass GroupId"
    ),
    errors.PortsMissing: "pass FromPort and ToPort, or IpProtocol='-1' for all traffic",
    errors.ReservedGroupName: "every VPC has a group named 'default': choose another name",
    errors.RuleIdNotFound: (
        "the group has no rule with this ID in this direction: Revoke...Ingress and "
        "Revoke...Egress find only their own rules"
    ),
    errors.RuleNotFound: ("pass the protocol, ports and source with which the rule was authorized"),
    errors.SamePermissionTwice: "two permissions in this call are the same: remove one",
    errors.SecurityGroupNotFound: _explain_missing_group,
    errors.GroupNameInVpc: "pass GroupId in UserIdGroupPairs: names work only in the default VPC",
    errors.SourceGroupMissing: (
        "pass GroupId in UserIdGroupPairs: names work only in the default VPC"
    ),
    errors.SourceMissing: "pass CidrIp, or IpPermissions with CIDR blocks or groups",
}
