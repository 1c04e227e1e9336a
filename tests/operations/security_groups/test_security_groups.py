"""Security groups: creating, describing and deleting them."""

import re

import pytest

from tests.operations.parties import Party, Refused

TAGS = [{"Key": "Name", "Value": "web"}]
EVERYTHING = {
    "IpProtocol": "-1",
    "IpRanges": [{"CidrIp": "0.0.0.0/0"}],
    "Ipv6Ranges": [],
    "PrefixListIds": [],
    "UserIdGroupPairs": [],
}


def test_a_new_group_has_these_members(ours: Party) -> None:
    """A new group allows no inbound and all outbound traffic."""
    group_id = ours.new_group("web-tier")
    assert re.fullmatch("sg-0[0-9a-f]{16}", group_id)
    assert ours.group(group_id) == {
        "Description": "for tests",
        "GroupId": group_id,
        "GroupName": "web-tier",
        "IpPermissions": [],
        "IpPermissionsEgress": [EVERYTHING],
        "OwnerId": "123456789012",
        "SecurityGroupArn": f"arn:aws:ec2:us-east-1:123456789012:security-group/{group_id}",
        "VpcId": ours.vpc_id,
    }


def test_the_answer_of_create_has_id_arn_and_tags(ours: Party) -> None:
    """Tags on Create are in the response and are kept."""
    answer = ours.ec2.create_security_group(
        GroupName="web",
        Description="for tests",
        VpcId=ours.vpc_id,
        TagSpecifications=[{"ResourceType": "security-group", "Tags": TAGS}],
    )
    del answer["ResponseMetadata"]
    group = ours.group(answer["GroupId"])
    assert answer == {name: group[name] for name in ("GroupId", "SecurityGroupArn", "Tags")}
    assert group["Tags"] == TAGS


@pytest.mark.parametrize("name", ["web", "WEB", "Web"])
def test_a_name_is_taken_once_in_a_vpc(ours: Party, name: str, refused: Refused) -> None:
    """Case does not matter, and the message has no full stop."""
    ours.new_group("web")
    text = f"The security group '{name}' already exists for VPC '{ours.vpc_id}'"
    with refused("InvalidGroup.Duplicate", text):
        ours.new_group(name)


def test_a_name_is_free_in_other_vpcs(ours: Party, peer: Party) -> None:
    """Names are unique per VPC."""
    assert ours.new_group("web") != peer.new_group("web")


def test_a_name_is_free_again_after_its_group(ours: Party) -> None:
    """The name of a deleted group can be used again."""
    group_id = ours.new_group("web")
    ours.ec2.delete_security_group(GroupId=group_id)
    assert ours.new_group("web") != group_id


def test_the_name_of_default_groups_is_reserved(ours: Party, refused: Refused) -> None:
    """The message is about the name, not about the duplicate."""
    text = "Cannot use reserved security group name: default"
    with refused("InvalidParameterValue", text):
        ours.new_group("default")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("sg-web", "Group names may not be in the format sg-*."),
        ("wéb", "Character sets beyond ASCII are not supported."),
        ("x" * 256, "Group names have 1 to 255 characters."),
    ],
)
def test_some_names_are_refused(ours: Party, name: str, reason: str, refused: Refused) -> None:
    """Names like IDs, with other characters or too long are rejected."""
    text = f"Value ({name}) for parameter GroupName is invalid. {reason}"
    with refused("InvalidParameterValue", text):
        ours.new_group(name)


@pytest.mark.parametrize("name", ["x", "x" * 255, "sgweb", "a b._-:/()#,@[]+=&;{}!$*"])
def test_other_names_are_taken(ours: Party, name: str) -> None:
    """A name has from one to 255 characters."""
    assert ours.group(ours.new_group(name))["GroupName"] == name


@pytest.mark.parametrize("description", ["x" * 256, "süß", "a\nb", 'a "b"'])
def test_some_descriptions_are_refused(ours: Party, description: str, refused: Refused) -> None:
    """AWS lists the valid characters after two spaces."""
    text = "Invalid security group description. Valid descriptions are strings less than 256 "
    text += "characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*"
    with refused("InvalidParameterValue", text):
        ours.new_group(Description=description)


@pytest.mark.parametrize(
    ("member", "name"), [("GroupName", "GroupName"), ("Description", "GroupDescription")]
)
@pytest.mark.parametrize("value", ["", None])
def test_a_group_has_a_name_and_a_description(
    ours: Party, member: str, name: str, value: str | None, refused: Refused
) -> None:
    """An empty value counts as missing; AWS capitalizes both names (recorded)."""
    params = {"VpcId": ours.vpc_id, "GroupName": "web", "Description": "for tests"}
    params |= {member: value}
    sent = {name: each for name, each in params.items() if each is not None}
    with refused("MissingParameter", f"The request must contain the parameter {name}"):
        ours.lax.create_security_group(**sent)


def test_the_vpc_of_a_group_must_be_there(ours: Party, theirs: Party, refused: Refused) -> None:
    """A VPC of another account is unknown, even of a peer."""
    ours.peer(theirs)
    with refused("InvalidVpcID.NotFound", f"The vpc ID '{theirs.vpc_id}' does not exist"):
        ours.new_group(VpcId=theirs.vpc_id)


@pytest.mark.parametrize("other", ["theirs", "abroad"])
def test_a_group_is_its_owners(
    ours: Party, other: str, refused: Refused, request: pytest.FixtureRequest
) -> None:
    """Other accounts, peers included, and other Regions do not find the group."""
    group_id, elsewhere = ours.new_group(), request.getfixturevalue(other)
    ours.peer(elsewhere)
    with refused("InvalidGroup.NotFound", f"The security group '{group_id}' does not exist"):
        elsewhere.group(group_id)


def test_a_deleted_group_is_gone(ours: Party) -> None:
    """Rules and tags of the group are deleted too, and the response names the group."""
    specifications = [{"ResourceType": "security-group", "Tags": TAGS}]
    before = ours.everything()
    group_id = ours.new_group(TagSpecifications=specifications)
    (rule,) = ours.allow(group_id, IpRanges=[{"CidrIp": "10.0.0.0/8"}])
    ours.ec2.create_tags(Resources=[rule["SecurityGroupRuleId"]], Tags=TAGS)
    answer = ours.ec2.delete_security_group(GroupId=group_id)
    assert (answer["Return"], answer["GroupId"]) == (True, group_id)
    assert ours.everything() == before


def test_the_default_group_stays(ours: Party, refused: Refused) -> None:
    """The default group is deleted only with its VPC."""
    filters = [{"Name": "vpc-id", "Values": [ours.vpc_id]}]
    (group,) = ours.ec2.describe_security_groups(Filters=filters)["SecurityGroups"]
    group_id = group["GroupId"]
    text = f'the specified group: "{group_id}" name: "default" cannot be deleted by a user'
    with refused("CannotDelete", text):
        ours.ec2.delete_security_group(GroupId=group_id)


def test_a_group_that_others_refer_to_stays(ours: Party, refused: Refused) -> None:
    """The rule of the other group in the VPC must be revoked first."""
    group_id, other_id = ours.new_group("web"), ours.new_group("db")
    (rule,) = ours.allow(other_id, UserIdGroupPairs=[{"GroupId": group_id}])
    with refused("DependencyViolation", f"resource {group_id} has a dependent object"):
        ours.ec2.delete_security_group(GroupId=group_id)
    ours.ec2.revoke_security_group_ingress(
        GroupId=other_id, SecurityGroupRuleIds=[rule["SecurityGroupRuleId"]]
    )
    ours.ec2.delete_security_group(GroupId=group_id)


def test_a_group_that_refers_to_itself_can_be_deleted(ours: Party) -> None:
    """Only rules of other groups prevent the deletion."""
    group_id = ours.new_group()
    ours.allow(group_id, UserIdGroupPairs=[{"GroupId": group_id}])
    ours.ec2.delete_security_group(GroupId=group_id)


def test_a_group_that_a_peer_refers_to_can_be_deleted(ours: Party, peer: Party) -> None:
    """Rules of other VPCs become stale (recorded)."""
    ours.peer(peer)
    group_id = peer.new_group()
    pair = {"UserId": peer.account_id, "GroupId": group_id}
    ours.allow(ours.new_group(), UserIdGroupPairs=[pair])
    peer.ec2.delete_security_group(GroupId=group_id)


@pytest.mark.parametrize("operation", ["delete_security_group", "revoke_security_group_ingress"])
def test_a_group_must_be_named(ours: Party, operation: str, refused: Refused) -> None:
    """Botocore requires neither GroupId nor GroupName."""
    with refused("MissingParameter", "The request must contain the parameter groupName or groupId"):
        getattr(ours.ec2, operation)()


def test_groups_are_found_by_name_and_id_together(ours: Party) -> None:
    """GroupNames, in the default VPC, are combined with GroupIds."""
    group_id = ours.new_group("db")
    ours.ec2.create_security_group(GroupName="web", Description="in the default VPC")
    answer = ours.ec2.describe_security_groups(GroupIds=[group_id], GroupNames=["web"])
    assert [group["GroupName"] for group in answer["SecurityGroups"]] == ["db", "web"]
