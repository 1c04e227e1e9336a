"""Security groups, and rules that refer to a peer's group."""

from peermock._verify.conversation import Conversation
from peermock._verify.scenario import ACROSS_ACCOUNTS, Scenarios
from peermock._verify.scenarios.keeping import nothing

SCENARIOS = Scenarios("Security groups")


def group_of(talk: Conversation, party: str, vpc_id: str, name: str = "verify") -> str:
    """Create a security group and return its ID."""
    answer = talk.arrange(
        party, "CreateSecurityGroup", GroupName=name, Description="peermock", VpcId=vpc_id
    )
    return str(answer["GroupId"])


def allow(talk: Conversation, group_id: str, **permission: object) -> None:
    """Authorize ingress to a group of the requester, and compare whether AWS accepts it."""
    sent = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, **permission}
    talk.ask(
        "requester",
        "AuthorizeSecurityGroupIngress",
        GroupId=group_id,
        IpPermissions=[sent],
        keep=nothing,
    )


@SCENARIOS.add(
    "A peer's group over an active connection in one Region",
    "How a peer's group is shown",
    "`DescribeSecurityGroupReferences`",
    needs=ACROSS_ACCOUNTS,
)
def group_of_a_peer(talk: Conversation) -> None:
    """Refer to a peer's group in a rule, by owner and ID, and describe both groups."""
    ours, theirs = talk.pair()
    peering_id = talk.request("requester", ours, "accepter", theirs)
    talk.accept("accepter", peering_id, "requester")
    group, peers = group_of(talk, "requester", ours), group_of(talk, "accepter", theirs)
    owner = talk.parties["accepter"].account_id
    allow(talk, group, UserIdGroupPairs=[{"UserId": owner, "GroupId": peers}])
    talk.ask(
        "requester",
        "DescribeSecurityGroups",
        GroupIds=[group],
        keep=lambda answer: answer["SecurityGroups"][0]["IpPermissions"],
    )
    talk.ask("accepter", "DescribeSecurityGroupReferences", GroupId=[peers])


@SCENARIOS.add(
    "A group of the caller's account, without an active connection", needs=ACROSS_ACCOUNTS
)
def group_of_a_stranger(talk: Conversation) -> None:
    """Refer to groups of unconnected VPCs: another account's, also while a request is pending."""
    ours, theirs = talk.pair()
    group, others = group_of(talk, "requester", ours), group_of(talk, "accepter", theirs)
    pair = {"UserId": talk.parties["accepter"].account_id, "GroupId": others}
    allow(talk, group, UserIdGroupPairs=[pair])
    talk.request("requester", ours, "accepter", theirs)
    allow(talk, group, UserIdGroupPairs=[pair])
    own = group_of(talk, "requester", talk.vpc("requester", "10.83.0.0/16"))
    allow(talk, group, UserIdGroupPairs=[{"GroupId": own}])


@SCENARIOS.add(
    "`DescribeStaleSecurityGroups`",
    "How stale rules are shown",
    "When a connection ends",
    "When the two VPCs are peered again",
)
def stale_groups(talk: Conversation) -> None:
    """Delete a connection that a rule depends on, peer again, and look for stale rules."""
    ours, theirs = talk.pair("requester")
    first = talk.request("requester", ours, "requester", theirs)
    talk.accept("requester", first)
    group, peers = group_of(talk, "requester", ours), group_of(talk, "requester", theirs, "peer")
    allow(talk, group, UserIdGroupPairs=[{"GroupId": peers}])
    talk.arrange("requester", "DeleteVpcPeeringConnection", VpcPeeringConnectionId=first)
    talk.wait("requester", first, "deleted")
    talk.ask("requester", "DescribeStaleSecurityGroups", VpcId=ours)
    talk.accept("requester", talk.request("requester", ours, "requester", theirs))
    talk.ask("requester", "DescribeStaleSecurityGroups", VpcId=ours)


@SCENARIOS.add(
    "`DeleteSecurityGroup` of a group that a peer's group refers to", needs=ACROSS_ACCOUNTS
)
def delete_referenced_group(talk: Conversation) -> None:
    """Delete a group that a peer's rule refers to, and look for stale rules."""
    ours, theirs = talk.pair()
    talk.accept("accepter", talk.request("requester", ours, "accepter", theirs), "requester")
    group, peers = group_of(talk, "requester", ours), group_of(talk, "accepter", theirs)
    pair = {"UserId": talk.parties["accepter"].account_id, "GroupId": peers}
    allow(talk, group, UserIdGroupPairs=[pair])
    talk.ask("accepter", "DeleteSecurityGroup", GroupId=peers, keep=nothing)
    talk.ask("requester", "DescribeStaleSecurityGroups", VpcId=ours)


@SCENARIOS.add(
    "A name that the VPC already has, in any case",
    "A name that starts with `sg-`",
    "The name `default`",
    "A name over 255 characters or with non-ASCII characters",
    "An invalid description",
)
def odd_names(talk: Conversation) -> None:
    """Create groups with invalid names."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    group_of(talk, "requester", vpc_id)
    for name in ("VERIFY", "sg-name", "default", "", "x" * 256, "größe"):
        talk.ask(
            "requester",
            "CreateSecurityGroup",
            GroupName=name,
            Description="peermock",
            VpcId=vpc_id,
            keep=nothing,
        )
    talk.ask(
        "requester",
        "CreateSecurityGroup",
        GroupName="described",
        Description="größe",
        VpcId=vpc_id,
        keep=nothing,
    )


@SCENARIOS.add("`DescribeSecurityGroups` with an unknown ID", "A malformed group ID")
def describe_unknown_group(talk: Conversation) -> None:
    """Describe a group that does not exist, and a malformed ID."""
    for group_id in ("sg-0123456789abcdef0", "nonsense"):
        talk.ask("requester", "DescribeSecurityGroups", GroupIds=[group_id], keep=nothing)


@SCENARIOS.add(
    "`AuthorizeSecurityGroupIngress`, `AuthorizeSecurityGroupEgress` with an existing rule",
    "A repeated permission in one call",
    "A range with host bits",
)
def duplicate_rules(talk: Conversation) -> None:
    """Create a rule again, a permission twice in one call, and a rule with host bits."""
    group = group_of(talk, "requester", talk.vpc("requester", "10.81.0.0/16"))
    block = {"CidrIp": "10.82.0.0/16"}
    allow(talk, group, IpRanges=[block])
    allow(talk, group, IpRanges=[block])
    allow(talk, group, IpRanges=[{"CidrIp": "10.83.0.0/16"}, {"CidrIp": "10.83.0.0/16"}])
    allow(talk, group, IpRanges=[{"CidrIp": "10.82.0.1/16"}])


@SCENARIOS.add(
    "TCP, UDP or ICMP without ports",
    "A port out of range",
    "The first port is greater than the last",
    "An ICMP type or code out of range",
    "An unknown protocol or a malformed range",
    "A group pair without `GroupId`",
)
def odd_rules(talk: Conversation) -> None:
    """Create rules with invalid ports, protocols, ranges and pairs."""
    group = group_of(talk, "requester", talk.vpc("requester", "10.81.0.0/16"))
    ranges = [{"CidrIp": "10.82.0.0/16"}]
    allow(talk, group, FromPort=-1, IpRanges=ranges)
    allow(talk, group, FromPort=70000, ToPort=70000, IpRanges=ranges)
    allow(talk, group, FromPort=80, ToPort=79, IpRanges=ranges)
    allow(talk, group, IpProtocol="icmp", FromPort=256, ToPort=-1, IpRanges=ranges)
    allow(talk, group, IpProtocol="nonsense", IpRanges=ranges)
    allow(talk, group, IpRanges=[{"CidrIp": "10.82.0.0"}])
    allow(talk, group, UserIdGroupPairs=[{"UserId": talk.parties["requester"].account_id}])
    talk.ask(
        "requester",
        "AuthorizeSecurityGroupIngress",
        GroupId=group,
        IpPermissions=[{"IpProtocol": "tcp", "IpRanges": ranges}],
        keep=nothing,
    )


@SCENARIOS.add("`RevokeSecurityGroupIngress`, `RevokeSecurityGroupEgress` of a missing rule")
def revoke_missing_rule(talk: Conversation) -> None:
    """Revoke a rule that does not exist."""
    group = group_of(talk, "requester", talk.vpc("requester", "10.81.0.0/16"))
    talk.ask(
        "requester",
        "RevokeSecurityGroupIngress",
        GroupId=group,
        IpPermissions=[
            {
                "IpProtocol": "tcp",
                "FromPort": 22,
                "ToPort": 22,
                "IpRanges": [{"CidrIp": "10.0.0.0/8"}],
            }
        ],
        keep=nothing,
    )


@SCENARIOS.add("`DescribeSecurityGroupRules` with an unknown or malformed ID")
def describe_unknown_rule(talk: Conversation) -> None:
    """Describe a rule that does not exist, and a malformed ID."""
    for rule_id in ("sgr-0123456789abcdef0", "nonsense"):
        talk.ask(
            "requester", "DescribeSecurityGroupRules", SecurityGroupRuleIds=[rule_id], keep=nothing
        )


@SCENARIOS.add("`DeleteSecurityGroup` of a default group")
def delete_default_group(talk: Conversation) -> None:
    """Delete the default group of a VPC."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    filters = [{"Name": "vpc-id", "Values": [vpc_id]}]
    found = talk.arrange("requester", "DescribeSecurityGroups", Filters=filters)["SecurityGroups"]
    talk.ask("requester", "DeleteSecurityGroup", GroupId=found[0]["GroupId"], keep=nothing)


@SCENARIOS.add(
    "`VpcId`, `VpcPeeringConnectionId`, `PeeringStatus` of a pair",
    "Both `GroupId` and `GroupName` of a pair",
)
def odd_pairs(talk: Conversation) -> None:
    """Refer to a group of the same account with wrong details, and by both ID and name."""
    group = group_of(talk, "requester", talk.vpc("requester", "10.81.0.0/16"))
    wrong = {"VpcId": "vpc-0123456789abcdef0", "PeeringStatus": "deleted"}
    allow(talk, group, UserIdGroupPairs=[{"GroupId": group, **wrong}])
    allow(talk, group, UserIdGroupPairs=[{"GroupId": group, "GroupName": "verify"}])


@SCENARIOS.add("A rule that becomes equal to another rule of its group")
def modify_a_rule_into_another(talk: Conversation) -> None:
    """Modify a rule so that it equals another rule of the group."""
    group = group_of(talk, "requester", talk.vpc("requester", "10.81.0.0/16"))
    blocks = ("10.82.0.0/16", "10.83.0.0/16")
    allow(talk, group, IpRanges=[{"CidrIp": block} for block in blocks])
    filters = [{"Name": "group-id", "Values": [group]}]
    answer = talk.arrange("requester", "DescribeSecurityGroupRules", Filters=filters)
    rules = answer["SecurityGroupRules"]
    first = next(rule for rule in rules if rule.get("CidrIpv4") == blocks[0])
    rule = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIpv4": blocks[1]}
    changed = {"SecurityGroupRuleId": first["SecurityGroupRuleId"], "SecurityGroupRule": rule}
    talk.ask(
        "requester",
        "ModifySecurityGroupRules",
        GroupId=group,
        SecurityGroupRules=[changed],
        keep=nothing,
    )
