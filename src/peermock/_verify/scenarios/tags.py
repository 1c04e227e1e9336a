"""Tags: visibility and limits."""

from typing import Any

from peermock._verify.conversation import Conversation
from peermock._verify.scenario import ACROSS_ACCOUNTS, Scenarios
from peermock._verify.scenarios.keeping import connection, nothing

SCENARIOS = Scenarios("Tags")

_DESCRIBE = "DescribeVpcPeeringConnections"


def tag(talk: Conversation, resource_id: str, *pairs: tuple[str, str]) -> None:
    """Tag a resource, and compare whether AWS accepts it."""
    tags = [{"Key": key, "Value": value} for key, value in pairs]
    talk.ask("requester", "CreateTags", Resources=[resource_id], Tags=tags, keep=nothing)


def look(talk: Conversation, party: str, peering_id: str) -> None:
    """Describe the tags of a connection as a party."""
    talk.ask(
        party,
        _DESCRIBE,
        VpcPeeringConnectionIds=[peering_id],
        keep=lambda answer: connection(answer)["Tags"],
    )


@SCENARIOS.add("Tags that a party sees", "Tags on create", needs=ACROSS_ACCOUNTS)
def tags_of_each_party(talk: Conversation) -> None:
    """Tag a connection as the requester, and describe it as both parties."""
    peering_id = talk.pending()
    tag(talk, peering_id, ("Name", "ours"))
    look(talk, "requester", peering_id)
    look(talk, "accepter", peering_id)


@SCENARIOS.add("Tags of a connection that has ended", "`CreateTags` on a connection that has ended")
def tags_of_ended(talk: Conversation) -> None:
    """Tag a deleted connection, and describe it."""
    peering_id = talk.deleted("requester")
    tag(talk, peering_id, ("late", "yes"))
    look(talk, "requester", peering_id)


@SCENARIOS.add("`CreateTags` on several resources")
def tag_several(talk: Conversation) -> None:
    """Tag a VPC and an unknown resource in one call, and describe the VPC's tags."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    resources = [vpc_id, "vpc-0123456789abcdef0"]
    tags = [{"Key": "both", "Value": "yes"}]
    talk.ask("requester", "CreateTags", Resources=resources, Tags=tags, keep=nothing)
    filters = [
        {"Name": "resource-id", "Values": [vpc_id]},
        {"Name": "key", "Values": ["both"]},
    ]
    talk.ask("requester", "DescribeTags", Filters=filters)


@SCENARIOS.add("An ID with an unknown prefix")
def tag_no_id(talk: Conversation) -> None:
    """Tag a malformed ID."""
    tag(talk, "nonsense", ("a", "b"))


@SCENARIOS.add("`aws:` keys in `CreateTags`", "`AWS:` in capitals")
def reserved_keys(talk: Conversation) -> None:
    """Use keys that begin with aws:, in lower case and in capitals."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    tag(talk, vpc_id, ("aws:name", "x"))
    tag(talk, vpc_id, ("AWS:name", "x"))


@SCENARIOS.add("`aws:` keys in `DeleteTags`")
def reserved_keys_deleted(talk: Conversation) -> None:
    """Delete a tag whose key begins with aws:."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    tags = [{"Key": "aws:name"}]
    talk.ask("requester", "DeleteTags", Resources=[vpc_id], Tags=tags, keep=nothing)


@SCENARIOS.add("`aws:` keys on create", "Tag specification for another resource type")
def tags_on_create(talk: Conversation) -> None:
    """Create a VPC with a reserved key, and with tags for another resource type."""
    tags = [{"Key": "aws:name", "Value": "x"}]
    for kind, sent in (("vpc", tags), ("subnet", [{"Key": "a", "Value": "b"}])):
        talk.ask(
            "requester",
            "CreateVpc",
            CidrBlock="10.81.0.0/16",
            TagSpecifications=[{"ResourceType": kind, "Tags": sent}],
            tagged=False,
            keep=nothing,
        )


@SCENARIOS.add("Two tag specifications", "Tag specification without a type")
def odd_specifications(talk: Conversation) -> None:
    """Create a VPC with two tag specifications, and with one without a type."""
    one = {"ResourceType": "vpc", "Tags": [{"Key": "a", "Value": "b"}]}
    for sent in ([one, one], [{"Tags": one["Tags"]}]):
        talk.ask(
            "requester",
            "CreateVpc",
            CidrBlock="10.81.0.0/16",
            TagSpecifications=sent,
            tagged=False,
            keep=nothing,
        )


@SCENARIOS.add("More than 50 tags", "Overwriting a tag at 50 tags")
def too_many_tags(talk: Conversation) -> None:
    """Add more than 50 tags to a VPC, which already has the run's tag."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    tag(talk, vpc_id, *((f"t{number}", "x") for number in range(49)))
    tag(talk, vpc_id, ("t50", "x"))
    tag(talk, vpc_id, ("t1", "y"))


@SCENARIOS.add("Keys over 128 characters", "Values over 256 characters", "An empty key")
def odd_tags(talk: Conversation) -> None:
    """Use a key that is too long, a value that is too long, and an empty key."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    tag(talk, vpc_id, ("k" * 129, "x"))
    tag(talk, vpc_id, ("k", "v" * 257))
    tag(talk, vpc_id, ("", "x"))


@SCENARIOS.add("A repeated key in one call")
def duplicate_key(talk: Conversation) -> None:
    """Use a key twice in one call."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    tag(talk, vpc_id, ("a", "1"), ("a", "2"))


@SCENARIOS.add("`DescribeTags`", needs=ACROSS_ACCOUNTS)
def describe_tags(talk: Conversation) -> None:
    """Tag a connection, and describe its tags as both parties."""
    peering_id = talk.pending()
    talk.arrange(
        "requester", "CreateTags", Resources=[peering_id], Tags=[{"Key": "a", "Value": "b"}]
    )
    for party in ("requester", "accepter"):
        filters = [{"Name": "resource-id", "Values": [peering_id]}]
        talk.ask(party, "DescribeTags", Filters=filters)


@SCENARIOS.add("The ID of another type that peermock does not have, such as `tgw-..`")
def tag_absent_kinds(talk: Conversation) -> None:
    """Tag unknown resources of other types."""
    for prefix in ("i", "vol", "snap", "ami", "tgw", "vgw"):
        tag(talk, f"{prefix}-0123456789abcdef0", ("a", "b"))


@SCENARIOS.add("`CreateTags` or `DeleteTags` without resources")
def tag_nothing(talk: Conversation) -> None:
    """Create and delete tags without resources."""
    for operation in ("CreateTags", "DeleteTags"):
        talk.ask("requester", operation, Tags=[{"Key": "a", "Value": "b"}], keep=nothing)


@SCENARIOS.add("Tag specification without tags", "More than 50 on create")
def odd_tags_on_create(talk: Conversation) -> None:
    """Create a VPC and a subnet with an empty tag specification, and with too many tags."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    many = [{"Key": f"t{number}", "Value": "x"} for number in range(51)]
    for sent in ([], many):
        for kind, params in (
            ("vpc", {"CidrBlock": "10.83.0.0/16"}),
            ("subnet", {"VpcId": vpc_id, "CidrBlock": "10.81.0.0/24"}),
        ):
            specification = [{"ResourceType": kind, "Tags": sent}]
            given: dict[str, Any] = {**params, "TagSpecifications": specification}
            operation = f"Create{'Vpc' if kind == 'vpc' else 'Subnet'}"
            talk.ask("requester", operation, tagged=False, keep=nothing, **given)
