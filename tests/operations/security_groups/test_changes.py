"""Changes of existing rules, and the groups of a VPC."""

from typing import Any

import pytest

from tests.operations.parties import Party, Refused

RANGES = [{"CidrIp": "10.1.0.0/16", "Description": "peer"}]
UNKNOWN = "sgr-0123456789abcdef0"
ABSENT = (
    "InvalidSecurityGroupRuleId.NotFound",
    f"The security group rule ID '{UNKNOWN}' does not exist",
)


def rule(owner: Party, rule_id: str) -> dict[str, Any]:
    """Return a rule by itself."""
    answer = owner.ec2.describe_security_group_rules(SecurityGroupRuleIds=[rule_id])
    return answer["SecurityGroupRules"][0]


def modify(owner: Party, group_id: str, rule_id: str, **request: object) -> None:
    """Replace a rule."""
    update = {"SecurityGroupRuleId": rule_id, "SecurityGroupRule": request}
    answer = owner.ec2.modify_security_group_rules(GroupId=group_id, SecurityGroupRules=[update])
    assert answer["Return"] is True


def permission(**more: object) -> list[dict[str, object]]:
    """Return a permission for HTTPS from the peer."""
    base: dict[str, object] = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
    return [base | more]


def test_a_modified_rule_keeps_its_id(ours: Party) -> None:
    """Everything else is as requested."""
    group_id = ours.new_group()
    (before,) = ours.allow(group_id, IpRanges=RANGES)
    rule_id = before["SecurityGroupRuleId"]
    request = {"IpProtocol": "udp", "FromPort": 53, "ToPort": 53, "CidrIpv6": "2001:db8::/64"}
    modify(ours, group_id, rule_id, **request)
    after = rule(ours, rule_id)
    assert {name: after[name] for name in request} == request
    assert not {"CidrIpv4", "Description"} & set(after)
    assert ours.group(group_id)["IpPermissions"][0]["IpProtocol"] == "udp"


def test_a_modified_rule_may_refer_to_a_group(ours: Party) -> None:
    """The group may be of the same VPC or of a peer."""
    group_id = ours.new_group()
    (before,) = ours.allow(group_id, IpRanges=RANGES)
    rule_id = before["SecurityGroupRuleId"]
    modify(ours, group_id, rule_id, IpProtocol="-1", ReferencedGroupId=group_id, Description="us")
    after = rule(ours, rule_id)
    assert after["ReferencedGroupInfo"]["GroupId"] == group_id
    assert (after["IpProtocol"], after["Description"]) == ("-1", "us")


def test_a_rule_cannot_become_another_one(ours: Party, refused: Refused) -> None:
    """A change that would duplicate a rule is rejected; a rule may stay the same."""
    group_id = ours.new_group()
    (one,) = ours.allow(group_id, IpRanges=RANGES)
    (other,) = ours.allow(group_id, IpRanges=[{"CidrIp": "10.2.0.0/16"}])
    https = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIpv4": "10.1.0.0/16"}
    modify(ours, group_id, one["SecurityGroupRuleId"], **https)
    text = (
        'the specified rule "peer: 10.1.0.0/16, TCP, from port: 443, to port: 443, ALLOW" '
        "already exists"
    )
    with refused("InvalidPermission.Duplicate", text):
        modify(ours, group_id, other["SecurityGroupRuleId"], **https)


@pytest.mark.parametrize(
    ("request_", "code", "message"),
    [
        (
            {"IpProtocol": "-1"},
            "MissingParameter",
            "Missing source specification: include source security group or CIDR information",
        ),
        (
            {"IpProtocol": "-1", "CidrIpv4": "10.0.0.0/8", "CidrIpv6": "::/0"},
            "InvalidParameterCombination",
            "The parameter CidrIpv4 cannot be used with the parameter CidrIpv6",
        ),
    ],
)
def test_a_rule_has_one_peer(
    ours: Party, refused: Refused, request_: dict[str, str], code: str, message: str
) -> None:
    """Exactly one source or destination is required."""
    group_id = ours.new_group()
    (before,) = ours.allow(group_id, IpRanges=RANGES)
    with refused(code, message):
        modify(ours, group_id, before["SecurityGroupRuleId"], **request_)
    assert rule(ours, before["SecurityGroupRuleId"])["CidrIpv4"] == "10.1.0.0/16"


def test_a_rule_of_another_group_is_not_found(ours: Party, refused: Refused) -> None:
    """A rule is modified and described through its own group."""
    group_id = ours.new_group()
    with refused(*ABSENT):
        modify(ours, group_id, UNKNOWN, IpProtocol="-1", CidrIpv4="10.0.0.0/8")
    described = {"SecurityGroupRuleId": UNKNOWN, "Description": "x"}
    with refused(*ABSENT):
        ours.ec2.update_security_group_rule_descriptions_ingress(
            GroupId=group_id, SecurityGroupRuleDescriptions=[described]
        )
    with refused("InvalidSecurityGroupRuleId.Malformed", 'Invalid id: "sgr" (expecting "sgr-...")'):
        modify(ours, group_id, "sgr", IpProtocol="-1", CidrIpv4="10.0.0.0/8")


def test_rules_are_described_by_what_they_let_through(ours: Party) -> None:
    """Only the description changes, and it is removed if none is given."""
    group_id = ours.new_group()
    (before,) = ours.allow(group_id, IpRanges=RANGES)
    for item, shown in (({"Description": "core"}, "core"), ({}, None)):
        answer = ours.ec2.update_security_group_rule_descriptions_ingress(
            GroupId=group_id, IpPermissions=permission(IpRanges=[{"CidrIp": "10.1.0.0/16", **item}])
        )
        assert answer["Return"] is True
        assert rule(ours, before["SecurityGroupRuleId"]).get("Description") == shown


def test_rules_are_described_by_their_ids(ours: Party) -> None:
    """Outbound rules can be described too."""
    group_id = ours.new_group()
    wanted = {"Name": "group-id", "Values": [group_id]}
    (egress,) = ours.ec2.describe_security_group_rules(Filters=[wanted])["SecurityGroupRules"]
    rule_id = egress["SecurityGroupRuleId"]
    described = [{"SecurityGroupRuleId": rule_id, "Description": "anywhere"}]
    ours.ec2.update_security_group_rule_descriptions_egress(
        GroupId=group_id, SecurityGroupRuleDescriptions=described
    )
    assert rule(ours, rule_id)["Description"] == "anywhere"


def test_a_rule_is_described_in_its_direction(ours: Party, refused: Refused) -> None:
    """An inbound rule is not found among outbound ones."""
    group_id = ours.new_group()
    (before,) = ours.allow(group_id, IpRanges=RANGES)
    rule_id = before["SecurityGroupRuleId"]
    text = f"The security group rule ID '{rule_id}' does not exist"
    with refused("InvalidSecurityGroupRuleId.NotFound", text):
        ours.ec2.update_security_group_rule_descriptions_egress(
            GroupId=group_id, SecurityGroupRuleDescriptions=[{"SecurityGroupRuleId": rule_id}]
        )


def test_an_absent_rule_cannot_be_described(ours: Party, refused: Refused) -> None:
    """The message ends with a full stop, unlike that of Revoke."""
    text = "The specified rule does not exist in this security group."
    with refused("InvalidPermission.NotFound", text):
        ours.ec2.update_security_group_rule_descriptions_ingress(
            GroupId=ours.new_group(), IpPermissions=permission(IpRanges=RANGES)
        )


@pytest.mark.parametrize(
    ("params", "code", "message"),
    [
        (
            {},
            "MissingParameter",
            "The request must contain the parameter ipPermissions or securityGroupRuleDescriptions",
        ),
        (
            {
                "IpPermissions": permission(IpRanges=RANGES),
                "SecurityGroupRuleDescriptions": [{"SecurityGroupRuleId": UNKNOWN}],
            },
            "InvalidParameterCombination",
            (
                "The parameter IpPermissions cannot be used with the parameter "
                "SecurityGroupRuleDescriptions"
            ),
        ),
    ],
)
def test_rules_are_described_in_one_way(
    ours: Party, refused: Refused, params: dict[str, Any], code: str, message: str
) -> None:
    """Either permissions or IDs are required."""
    with refused(code, message):
        ours.ec2.update_security_group_rule_descriptions_ingress(GroupId=ours.new_group(), **params)


def test_a_vpc_lists_its_groups(ours: Party, neighbour: Party) -> None:
    """The list includes the default group, and no groups of other VPCs."""
    group_id = ours.new_group()
    neighbour.new_group("other")
    answer = ours.ec2.get_security_groups_for_vpc(VpcId=ours.vpc_id)
    groups = {group["GroupName"]: group for group in answer["SecurityGroupForVpcs"]}
    assert sorted(groups) == ["default", "web"]
    assert groups["web"] == {
        "Description": "for tests",
        "GroupId": group_id,
        "GroupName": "web",
        "OwnerId": ours.account_id,
        "PrimaryVpcId": ours.vpc_id,
        "Tags": [],
    }


def test_the_groups_of_a_vpc_are_filtered(ours: Party) -> None:
    """Filters match any member."""
    group_id = ours.new_group()
    filters = [{"Name": "group-name", "Values": ["w*"]}]
    answer = ours.ec2.get_security_groups_for_vpc(VpcId=ours.vpc_id, Filters=filters)
    assert [group["GroupId"] for group in answer["SecurityGroupForVpcs"]] == [group_id]
