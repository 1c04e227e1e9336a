"""Revoking rules by permission or ID, in the default VPC and elsewhere."""

from typing import Any

import pytest

from tests.operations.parties import Party, Refused

HTTPS = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
HERE = {"CidrIp": "10.0.0.0/8"}
THERE = {"CidrIp": "192.168.0.0/16"}
NOT_THERE = "The specified rule does not exist in this security group"


@pytest.fixture
def group_id(ours: Party) -> str:
    """A group of ours, with a rule for HTTPS from 10.0.0.0/8."""
    group_id = ours.new_group()
    ours.allow(group_id, IpRanges=[HERE])
    return group_id


@pytest.fixture
def default_group_id(ours: Party) -> str:
    """A group in the default VPC, with a rule for HTTPS from 10.0.0.0/8."""
    created = ours.ec2.create_security_group(GroupName="web", Description="for tests")
    ours.allow(created["GroupId"], IpRanges=[HERE])
    return created["GroupId"]


def revoke(
    owner: Party, group_id: str, *, direction: str = "ingress", **what: object
) -> dict[str, Any]:
    """Revoke rules of a group and return the response."""
    call = getattr(owner.ec2, f"revoke_security_group_{direction}")
    answer = call(GroupId=group_id, **what)
    del answer["ResponseMetadata"]
    return answer


def rule_ids(owner: Party, group_id: str, *, is_egress: bool = False) -> list[str]:
    """Return the IDs of the rules of a group in one direction."""
    filters = [{"Name": "group-id", "Values": [group_id]}]
    answer = owner.ec2.describe_security_group_rules(Filters=filters)
    return [
        rule["SecurityGroupRuleId"]
        for rule in answer["SecurityGroupRules"]
        if rule["IsEgress"] is is_egress
    ]


def test_a_rule_is_revoked_by_its_permission(ours: Party, group_id: str) -> None:
    """The response has exactly the revoked rules."""
    (rule_id,) = rule_ids(ours, group_id)
    answer = revoke(ours, group_id, IpPermissions=[HTTPS | {"IpRanges": [HERE]}])
    revoked = {"SecurityGroupRuleId": rule_id, "GroupId": group_id, "IsEgress": False}
    assert answer == {
        "Return": True,
        "RevokedSecurityGroupRules": [revoked | HTTPS | {"CidrIpv4": "10.0.0.0/8"}],
    }
    assert rule_ids(ours, group_id) == []


def test_a_rule_is_revoked_by_parameters(ours: Party, group_id: str) -> None:
    """Single parameters can be used for inbound rules."""
    revoke(ours, group_id, **HTTPS, **HERE)
    assert rule_ids(ours, group_id) == []


@pytest.mark.parametrize("direction", ["ingress", "egress"])
def test_a_rule_is_revoked_by_its_id(ours: Party, group_id: str, direction: str) -> None:
    """The rule must be in the direction of the call, and may be named twice."""
    (rule_id,) = rule_ids(ours, group_id, is_egress=direction == "egress")
    ids = [rule_id, rule_id]
    (revoked,) = revoke(ours, group_id, direction=direction, SecurityGroupRuleIds=ids)[
        "RevokedSecurityGroupRules"
    ]
    assert revoked["SecurityGroupRuleId"] == rule_id
    assert rule_ids(ours, group_id, is_egress=direction == "egress") == []


def test_a_revoked_rule_is_shown_with_its_description(ours: Party, group_id: str) -> None:
    """The call need not repeat the description."""
    ours.allow(group_id, Ipv6Ranges=[{"CidrIpv6": "::/0", "Description": "all the world"}])
    permission = HTTPS | {"Ipv6Ranges": [{"CidrIpv6": "::/0"}]}
    (revoked,) = revoke(ours, group_id, IpPermissions=[permission])["RevokedSecurityGroupRules"]
    assert (revoked["CidrIpv6"], revoked["Description"]) == ("::/0", "all the world")


def test_a_rule_for_a_group_is_revoked(ours: Party, group_id: str) -> None:
    """The response names the referenced group."""
    pair = {"GroupId": group_id}
    ours.allow(group_id, UserIdGroupPairs=[pair])
    permission = HTTPS | {"UserIdGroupPairs": [pair]}
    (revoked,) = revoke(ours, group_id, IpPermissions=[permission])["RevokedSecurityGroupRules"]
    assert revoked["ReferencedGroupId"] == group_id


def test_what_describe_shows_can_be_revoked(ours: Party, peer: Party, group_id: str) -> None:
    """IpPermissions of DescribeSecurityGroups can be passed unchanged, peers included."""
    ours.peer(peer)
    pair = {"UserId": peer.account_id, "GroupId": peer.new_group("db")}
    ours.allow(group_id, UserIdGroupPairs=[pair])
    group = ours.group(group_id)
    revoke(ours, group_id, IpPermissions=group["IpPermissions"])
    revoke(ours, group_id, direction="egress", IpPermissions=group["IpPermissionsEgress"])
    group = ours.group(group_id)
    assert (group["IpPermissions"], group["IpPermissionsEgress"]) == ([], [])


def test_a_revoked_rule_takes_its_tags_with_it(ours: Party, group_id: str) -> None:
    """The tags of a revoked rule are deleted."""
    ids = rule_ids(ours, group_id)
    ours.ec2.create_tags(Resources=ids, Tags=[{"Key": "Name", "Value": "https"}])
    revoke(ours, group_id, SecurityGroupRuleIds=ids)
    assert ours.ec2.describe_tags()["Tags"] == []


@pytest.mark.parametrize(
    "permission",
    [
        HTTPS | {"IpRanges": [THERE]},
        HTTPS | {"ToPort": 444, "IpRanges": [HERE]},
        HTTPS | {"IpProtocol": "udp", "IpRanges": [HERE]},
        HTTPS | {"IpRanges": [HERE, THERE]},
        HTTPS | {"UserIdGroupPairs": [{"GroupId": "sg-1a2b3c4d"}]},
    ],
)
@pytest.mark.parametrize("direction", ["ingress", "egress"])
def test_a_permission_must_match_exactly(
    ours: Party, group_id: str, permission: dict[str, Any], direction: str, refused: Refused
) -> None:
    """A partial match is not found, and nothing is revoked."""
    before = ours.everything()
    with refused("InvalidPermission.NotFound", NOT_THERE):
        revoke(ours, group_id, direction=direction, IpPermissions=[permission])
    assert ours.everything() == before


def test_in_the_default_vpc_missing_rules_are_listed(ours: Party, default_group_id: str) -> None:
    """There, matching rules are revoked and the others listed, without an error."""
    pair = {"UserId": "222222222222", "GroupId": "sg-1a2b3c4d"}
    peers = {"IpRanges": [HERE, THERE | {"Description": "far"}], "UserIdGroupPairs": [pair]}
    answer = revoke(ours, default_group_id, IpPermissions=[HTTPS | peers])
    (revoked,) = answer["RevokedSecurityGroupRules"]
    assert revoked["CidrIpv4"] == "10.0.0.0/8"
    (unknown,) = answer["UnknownIpPermissions"]
    assert unknown["IpRanges"] == [THERE | {"Description": "far"}]
    assert unknown["UserIdGroupPairs"] == [pair]
    assert rule_ids(ours, default_group_id) == []


@pytest.mark.parametrize(
    ("rule_id", "code", "message"),
    [
        (
            "sgr-1a2b3c4d",
            "InvalidSecurityGroupRuleId.NotFound",
            "The security group rule ID 'sgr-1a2b3c4d' does not exist",
        ),
        (
            "x",
            "InvalidSecurityGroupRuleId.Malformed",
            'Invalid id: "x" (expecting "sgr-...")',
        ),
    ],
)
def test_a_rule_must_be_there(
    ours: Party, rule_id: str, code: str, message: str, refused: Refused
) -> None:
    """An unknown rule ID is an error, in the default VPC too."""
    for vpc in ({}, {"VpcId": ours.vpc_id}):
        group_id = ours.ec2.create_security_group(GroupName="db", Description="for tests", **vpc)[
            "GroupId"
        ]
        with refused(code, message):
            revoke(ours, group_id, SecurityGroupRuleIds=[rule_id])


def test_a_rule_must_be_of_the_group_and_direction(
    ours: Party, group_id: str, refused: Refused
) -> None:
    """A rule of another group or direction is unknown, and the message names both."""
    (other,) = ours.allow(ours.new_group("db"), IpRanges=[HERE])
    ids = [other["SecurityGroupRuleId"], *rule_ids(ours, group_id, is_egress=True)]
    text = f"The security group rule IDs '{', '.join(ids)}' do not exist"
    with refused("InvalidSecurityGroupRuleId.NotFound", text):
        revoke(ours, group_id, SecurityGroupRuleIds=ids)


def test_ids_and_permissions_do_not_go_together(
    ours: Party, group_id: str, refused: Refused
) -> None:
    """A call uses either IDs or permissions."""
    text = "The parameter SecurityGroupRuleIds cannot be used with the parameter IpPermissions"
    with refused("InvalidParameterCombination", text):
        revoke(
            ours,
            group_id,
            SecurityGroupRuleIds=rule_ids(ours, group_id),
            IpPermissions=[HTTPS | {"IpRanges": [HERE]}],
        )
