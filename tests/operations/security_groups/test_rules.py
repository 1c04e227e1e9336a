"""Rules of security groups: authorizing and describing them."""

import re
from typing import Any

import pytest

from tests.operations.parties import Party, Refused

HTTPS = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
OFFICE = {"CidrIp": "203.0.113.0/24", "Description": "the office"}
NO_PEERS = {"IpRanges": [], "Ipv6Ranges": [], "PrefixListIds": [], "UserIdGroupPairs": []}


@pytest.fixture
def group_id(ours: Party) -> str:
    """A group of ours that allows all outbound traffic."""
    return ours.new_group()


def authorize(
    owner: Party, group_id: str, *permissions: dict[str, Any], direction: str = "ingress"
) -> list[dict[str, Any]]:
    """Add rules to a group and return them."""
    call = getattr(owner.ec2, f"authorize_security_group_{direction}")
    answer = call(GroupId=group_id, IpPermissions=permissions)
    assert answer["Return"] is True
    return answer["SecurityGroupRules"]


def listed(owner: Party, group_id: str) -> list[dict[str, Any]]:
    """Return the rules of a group."""
    filters = [{"Name": "group-id", "Values": [group_id]}]
    return owner.ec2.describe_security_group_rules(Filters=filters)["SecurityGroupRules"]


def test_a_new_rule_has_these_members(ours: Party, group_id: str) -> None:
    """DescribeSecurityGroupRules returns the same as Authorize, and empty tags."""
    (rule,) = authorize(ours, group_id, HTTPS | {"IpRanges": [OFFICE]})
    rule_id = rule["SecurityGroupRuleId"]
    assert re.fullmatch("sgr-0[0-9a-f]{16}", rule_id)
    assert rule == {
        "CidrIpv4": "203.0.113.0/24",
        "Description": "the office",
        "FromPort": 443,
        "GroupId": group_id,
        "GroupOwnerId": "123456789012",
        "IpProtocol": "tcp",
        "IsEgress": False,
        "SecurityGroupRuleArn": f"arn:aws:ec2:us-east-1:123456789012:security-group-rule/{rule_id}",
        "SecurityGroupRuleId": rule_id,
        "ToPort": 443,
    }
    assert rule | {"Tags": []} in listed(ours, group_id)


def test_a_permission_makes_a_rule_for_each_range_and_each_group(
    ours: Party, group_id: str
) -> None:
    """DescribeSecurityGroups combines them again."""
    pair = {"UserId": ours.account_id, "GroupId": group_id}
    peers = {"IpRanges": [OFFICE], "Ipv6Ranges": [{"CidrIpv6": "::/0"}], "UserIdGroupPairs": [pair]}
    rules = authorize(ours, group_id, HTTPS | peers)
    members = ("CidrIpv4", "CidrIpv6", "ReferencedGroupInfo")
    assert [[name for name in members if name in rule] for rule in rules] == [[m] for m in members]
    assert ours.group(group_id)["IpPermissions"] == [HTTPS | NO_PEERS | peers]


def test_rules_with_the_same_ports_are_one_permission(ours: Party, group_id: str) -> None:
    """The number of calls does not matter; other ports are separate."""
    ssh = HTTPS | {"FromPort": 22, "ToPort": 22}
    for permission in (HTTPS, ssh, HTTPS):
        number = len(listed(ours, group_id))
        authorize(ours, group_id, permission | {"IpRanges": [{"CidrIp": f"10.{number}.0.0/16"}]})
    https, other = ours.group(group_id)["IpPermissions"]
    assert https["IpRanges"] == [{"CidrIp": "10.1.0.0/16"}, {"CidrIp": "10.3.0.0/16"}]
    assert other["IpRanges"] == [{"CidrIp": "10.2.0.0/16"}]


def test_egress_is_apart_from_ingress(ours: Party, group_id: str) -> None:
    """The same permission can be given in both directions."""
    for direction in ("ingress", "egress"):
        (rule,) = authorize(ours, group_id, HTTPS | {"IpRanges": [OFFICE]}, direction=direction)
        assert rule["IsEgress"] is (direction == "egress")
    group = ours.group(group_id)
    assert group["IpPermissions"] == [group["IpPermissionsEgress"][1]]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"CidrIp": "100.68.0.18/18"}, {"CidrIp": "100.68.0.0/18"}),
        ({"CidrIpv6": "2001:DB8:0::1/56"}, {"CidrIpv6": "2001:db8::/56"}),
    ],
)
def test_ranges_are_kept_in_canonical_form(
    ours: Party, group_id: str, sent: dict[str, str], kept: dict[str, str]
) -> None:
    """Host bits are cleared, as on AWS."""
    member = "IpRanges" if "CidrIp" in sent else "Ipv6Ranges"
    authorize(ours, group_id, HTTPS | {member: [sent]})
    (permission,) = ours.group(group_id)["IpPermissions"]
    assert permission[member] == [kept]


def test_a_single_permission_is_given_by_parameters(ours: Party, group_id: str) -> None:
    """IpProtocol, FromPort, ToPort and CidrIp suffice for an inbound rule."""
    ours.ec2.authorize_security_group_ingress(GroupId=group_id, CidrIp="10.0.0.0/8", **HTTPS)
    (permission,) = ours.group(group_id)["IpPermissions"]
    assert permission == HTTPS | NO_PEERS | {"IpRanges": [{"CidrIp": "10.0.0.0/8"}]}


def test_tags_on_create_are_the_rules(ours: Party, group_id: str) -> None:
    """Every rule of the call gets the tags."""
    tags = [{"Key": "Name", "Value": "https"}]
    ours.ec2.authorize_security_group_ingress(
        GroupId=group_id,
        IpPermissions=[HTTPS | {"IpRanges": [OFFICE, {"CidrIp": "10.0.0.0/8"}]}],
        TagSpecifications=[{"ResourceType": "security-group-rule", "Tags": tags}],
    )
    filters = [{"Name": "tag:Name", "Values": ["https"]}]
    answer = ours.ec2.describe_security_group_rules(Filters=filters)
    assert [rule["Tags"] for rule in answer["SecurityGroupRules"]] == [tags] * 2


@pytest.mark.parametrize(
    ("permission", "text"),
    [
        (HTTPS, "TCP, from port: 443, to port: 443"),
        (HTTPS | {"IpProtocol": "UDP"}, "UDP, from port: 443, to port: 443"),
        ({"IpProtocol": "-1"}, "ALL"),
        ({"IpProtocol": "50"}, "protocol: 50"),
        ({"IpProtocol": "icmp", "FromPort": -1, "ToPort": -1}, "ICMP, type: ALL, code: ALL"),
        ({"IpProtocol": "1", "FromPort": 8, "ToPort": 0}, "ICMP, type: 8, code: 0"),
    ],
)
@pytest.mark.parametrize("by", ["range", "group"])
def test_a_rule_is_there_once(
    ours: Party, permission: dict[str, Any], text: str, by: str, refused: Refused
) -> None:
    """The message describes the duplicate rule."""
    group_id = ours.new_group()
    peer, peers = {
        "range": ("0.0.0.0/0", {"IpRanges": [{"CidrIp": "0.0.0.0/0"}]}),
        "group": (group_id, {"UserIdGroupPairs": [{"GroupId": group_id}]}),
    }[by]
    authorize(ours, group_id, permission | peers)
    message = f'the specified rule "peer: {peer}, {text}, ALLOW" already exists'
    with refused("InvalidPermission.Duplicate", message):
        authorize(ours, group_id, permission | peers)


def test_a_description_makes_no_other_rule(ours: Party, group_id: str, refused: Refused) -> None:
    """One duplicate rejects the whole call."""
    authorize(ours, group_id, HTTPS | {"IpRanges": [OFFICE]})
    before = ours.everything()
    ranges = [{"CidrIp": "10.0.0.0/8"}, OFFICE | {"Description": "somewhere else"}]
    text = 'the specified rule "peer: 203.0.113.0/24, TCP, from port: 443, to port: 443, ALLOW" '
    with refused("InvalidPermission.Duplicate", f"{text}already exists"):
        authorize(ours, group_id, HTTPS | {"IpRanges": ranges})
    assert ours.everything() == before


@pytest.mark.parametrize("verb", ["authorize", "revoke"])
def test_a_call_says_a_permission_once(
    ours: Party, group_id: str, verb: str, refused: Refused
) -> None:
    """A repeated permission is rejected, even in another spelling."""
    ranges = [{"CidrIp": "10.0.0.0/8"}, {"CidrIp": "10.1.2.3/8"}]
    with refused("InvalidParameterValue", "The same permission must not appear multiple times"):
        getattr(ours.ec2, f"{verb}_security_group_ingress")(
            GroupId=group_id, IpPermissions=[HTTPS | {"IpRanges": ranges}]
        )


def test_rules_are_found_by_their_ids(ours: Party, group_id: str) -> None:
    """Each requested ID is returned once."""
    rules = authorize(ours, group_id, HTTPS | {"IpRanges": [OFFICE, {"CidrIp": "10.0.0.0/8"}]})
    ids = [rule["SecurityGroupRuleId"] for rule in reversed(rules)]
    answer = ours.ec2.describe_security_group_rules(SecurityGroupRuleIds=[*ids, ids[0]])
    described = [rule["SecurityGroupRuleId"] for rule in answer["SecurityGroupRules"]]
    assert described == ids


def test_all_rules_are_listed(ours: Party, group_id: str) -> None:
    """Rules of default and new groups are listed, in both directions."""
    everything = ours.ec2.describe_security_group_rules()["SecurityGroupRules"]
    groups = ours.ec2.describe_security_groups()["SecurityGroups"]
    of_groups = {group["GroupId"]: group["GroupName"] for group in groups}
    found = [(of_groups[rule["GroupId"]], rule["IsEgress"]) for rule in everything]
    both = [("default", False), ("default", True)]
    assert sorted(found) == sorted([*both, *both, ("web", True)])


def test_without_ports_rules_have_minus_one(ours: Party, group_id: str) -> None:
    """A permission omits the ports."""
    (rule,) = listed(ours, group_id)
    (permission,) = ours.group(group_id)["IpPermissionsEgress"]
    assert (rule["IpProtocol"], rule["FromPort"], rule["ToPort"]) == ("-1", -1, -1)
    assert permission.keys().isdisjoint({"FromPort", "ToPort"})
