"""Security groups: created, described, deleted."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import SimpleNamespace as Owner

import pytest

Refused = Callable[..., AbstractContextManager[None]]

TAGS = [{"Key": "Name", "Value": "web"}]
EVERYTHING = {
    "IpProtocol": "-1",
    "IpRanges": [{"CidrIp": "0.0.0.0/0"}],
    "Ipv6Ranges": [],
    "PrefixListIds": [],
    "UserIdGroupPairs": [],
}


def test_a_new_group_has_these_members(ours: Owner) -> None:
    """It lets nothing in and everything out."""
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
        "Tags": [],
        "VpcId": ours.vpc_id,
    }


def test_the_answer_of_create_has_id_arn_and_tags(ours: Owner) -> None:
    """Tags on create are in the answer and stay."""
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
def test_a_name_is_taken_once_in_a_vpc(ours: Owner, name: str, refused: Refused) -> None:
    """Capitals make no difference; the text has no full stop."""
    ours.new_group("web")
    text = f"The security group '{name}' already exists for VPC '{ours.vpc_id}'"
    with refused("InvalidGroup.Duplicate", text):
        ours.new_group(name)


def test_a_name_is_free_in_other_vpcs(ours: Owner, peer: Owner) -> None:
    """Each VPC has names of its own."""
    assert ours.new_group("web") != peer.new_group("web")


def test_a_name_is_free_again_after_its_group(ours: Owner) -> None:
    """A deleted group leaves its name."""
    group_id = ours.new_group("web")
    ours.ec2.delete_security_group(GroupId=group_id)
    assert ours.new_group("web") != group_id


def test_the_name_of_default_groups_is_reserved(ours: Owner, refused: Refused) -> None:
    """Although the VPC's own default group has it already, the text is about the name."""
    text = "Cannot use reserved security group name: default"
    with refused("InvalidParameterValue", text):
        ours.new_group("default")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("sg-web", "Group names may not be in the format sg-*."),
        ("wéb", "Character sets beyond ASCII are not supported."),
        ("", "Group names have 1 to 255 characters."),
        ("x" * 256, "Group names have 1 to 255 characters."),
    ],
)
def test_some_names_are_refused(ours: Owner, name: str, reason: str, refused: Refused) -> None:
    """The form of IDs, other letters, and too few or too many."""
    text = f"Value ({name}) for parameter GroupName is invalid. {reason}"
    with refused("InvalidParameterValue", text):
        ours.new_group(name)


@pytest.mark.parametrize("name", ["x", "x" * 255, "sgweb", "a b._-:/()#,@[]+=&;{}!$*"])
def test_other_names_are_taken(ours: Owner, name: str) -> None:
    """From one to 255 characters."""
    assert ours.group(ours.new_group(name))["GroupName"] == name


@pytest.mark.parametrize("description", ["", "x" * 256, "süß", "a\nb", 'a "b"'])
def test_some_descriptions_are_refused(ours: Owner, description: str, refused: Refused) -> None:
    """AWS lists what may be in one, after two spaces."""
    text = "Invalid security group description. Valid descriptions are strings less than 256 "
    text += "characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*"
    with refused("InvalidParameterValue", text):
        ours.new_group(Description=description)


def test_the_vpc_of_a_group_must_be_there(ours: Owner, theirs: Owner, refused: Refused) -> None:
    """Nobody makes a group in the VPC of another, not even of a peer."""
    ours.peer(theirs)
    with refused("InvalidVpcID.NotFound", f"The vpc ID '{theirs.vpc_id}' does not exist"):
        ours.new_group(VpcId=theirs.vpc_id)


@pytest.mark.parametrize("other", ["theirs", "abroad"])
def test_a_group_is_its_owners(
    ours: Owner, other: str, refused: Refused, request: pytest.FixtureRequest
) -> None:
    """Another account, a peer included, and another Region do not find a group."""
    group_id, elsewhere = ours.new_group(), request.getfixturevalue(other)
    ours.peer(elsewhere)
    with refused("InvalidGroup.NotFound", f"The security group '{group_id}' does not exist"):
        elsewhere.group(group_id)


def test_a_deleted_group_is_gone(ours: Owner) -> None:
    """With its rules and the tags of all of them; the answer names it."""
    specifications = [{"ResourceType": "security-group", "Tags": TAGS}]
    before = ours.everything()
    group_id = ours.new_group(TagSpecifications=specifications)
    (rule,) = ours.allow(group_id, IpRanges=[{"CidrIp": "10.0.0.0/8"}])
    ours.ec2.create_tags(Resources=[rule["SecurityGroupRuleId"]], Tags=TAGS)
    answer = ours.ec2.delete_security_group(GroupId=group_id)
    assert (answer["Return"], answer["GroupId"]) == (True, group_id)
    assert ours.everything() == before


def test_the_default_group_stays(ours: Owner, refused: Refused) -> None:
    """It goes with its VPC only."""
    filters = [{"Name": "vpc-id", "Values": [ours.vpc_id]}]
    (group,) = ours.ec2.describe_security_groups(Filters=filters)["SecurityGroups"]
    group_id = group["GroupId"]
    text = f'the specified group: "{group_id}" name: "default" cannot be deleted by a user'
    with refused("CannotDelete", text):
        ours.ec2.delete_security_group(GroupId=group_id)


def test_a_group_that_others_refer_to_stays(ours: Owner, refused: Refused) -> None:
    """Until the rule of the other group of its VPC is revoked."""
    group_id, other_id = ours.new_group("web"), ours.new_group("db")
    (rule,) = ours.allow(other_id, UserIdGroupPairs=[{"GroupId": group_id}])
    with refused("DependencyViolation", f"resource {group_id} has a dependent object"):
        ours.ec2.delete_security_group(GroupId=group_id)
    ours.ec2.revoke_security_group_ingress(
        GroupId=other_id, SecurityGroupRuleIds=[rule["SecurityGroupRuleId"]]
    )
    ours.ec2.delete_security_group(GroupId=group_id)


def test_a_group_that_refers_to_itself_can_be_deleted(ours: Owner) -> None:
    """Only the rules of others keep a group."""
    group_id = ours.new_group()
    ours.allow(group_id, UserIdGroupPairs=[{"GroupId": group_id}])
    ours.ec2.delete_security_group(GroupId=group_id)


def test_a_group_that_a_peer_refers_to_can_be_deleted(ours: Owner, peer: Owner) -> None:
    """Rules of other VPCs keep no group; they grow stale (recorded)."""
    ours.peer(peer)
    group_id = peer.new_group()
    pair = {"UserId": peer.account_id, "GroupId": group_id}
    ours.allow(ours.new_group(), UserIdGroupPairs=[pair])
    peer.ec2.delete_security_group(GroupId=group_id)


@pytest.mark.parametrize("operation", ["delete_security_group", "revoke_security_group_ingress"])
def test_a_group_must_be_named(ours: Owner, operation: str, refused: Refused) -> None:
    """Botocore lets both GroupId and GroupName be left out."""
    with refused("MissingParameter", "The request must contain the parameter groupName or groupId"):
        getattr(ours.ec2, operation)()


def test_groups_are_found_by_name_and_id_together(ours: Owner) -> None:
    """GroupNames, in the default VPC, add to GroupIds."""
    group_id = ours.new_group("db")
    ours.ec2.create_security_group(GroupName="web", Description="in the default VPC")
    answer = ours.ec2.describe_security_groups(GroupIds=[group_id], GroupNames=["web"])
    assert [group["GroupName"] for group in answer["SecurityGroups"]] == ["db", "web"]
