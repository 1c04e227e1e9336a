"""Network ACLs."""

from typing import Any

from peermock._operations import Result
from peermock._verify.conversation import Conversation
from peermock._verify.scenario import Scenarios
from peermock._verify.scenarios.keeping import nothing

SCENARIOS = Scenarios("Network ACLs")

ENTRY = {
    "Protocol": "6",
    "PortRange": {"From": 443, "To": 443},
    "RuleAction": "allow",
    "CidrBlock": "10.0.0.0/8",
    "Egress": False,
}


def acl_of(talk: Conversation, vpc_id: str) -> str:
    """Create a network ACL and return its ID."""
    answer = talk.arrange("requester", "CreateNetworkAcl", VpcId=vpc_id)
    return str(answer["NetworkAcl"]["NetworkAclId"])


def default_acl(talk: Conversation, vpc_id: str) -> Any:  # any response
    """Return the default network ACL of a VPC."""
    filters = [{"Name": "vpc-id", "Values": [vpc_id]}, {"Name": "default", "Values": ["true"]}]
    return talk.arrange("requester", "DescribeNetworkAcls", Filters=filters)["NetworkAcls"][0]


def add(talk: Conversation, acl_id: str, number: int, **changed: Any) -> None:
    """Add an entry to a network ACL, and compare whether AWS accepts it."""
    params: dict[str, Any] = {**ENTRY, "RuleNumber": number, **changed}
    sent = {name: value for name, value in params.items() if value is not None}
    talk.ask("requester", "CreateNetworkAclEntry", NetworkAclId=acl_id, keep=nothing, **sent)


def entries(answer: Result) -> Any:  # any response
    """Return the entries of the first network ACL in a response."""
    return answer["NetworkAcls"][0]["Entries"]


@SCENARIOS.add(
    "The default ACL of a VPC, in `DescribeNetworkAcls`",
    "When a VPC gets its first IPv6 range",
    "`DeleteNetworkAcl` of a default ACL",
)
def default_acls(talk: Conversation) -> None:
    """Describe a VPC's default ACL with and without an IPv6 range, and try to delete it."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    acl_id = default_acl(talk, vpc_id)["NetworkAclId"]
    talk.ask("requester", "DescribeNetworkAcls", NetworkAclIds=[acl_id], keep=entries)
    talk.arrange(
        "requester", "AssociateVpcCidrBlock", VpcId=vpc_id, AmazonProvidedIpv6CidrBlock=True
    )
    talk.ask("requester", "DescribeNetworkAcls", NetworkAclIds=[acl_id], keep=entries)
    talk.ask("requester", "DeleteNetworkAcl", NetworkAclId=acl_id, keep=nothing)


@SCENARIOS.add(
    "A number outside 1 to 32766", "Protocols", "Ports or ICMP types missing or out of range"
)
def odd_entries(talk: Conversation) -> None:
    """Add entries with unusual numbers, protocols and ports, and describe the result."""
    acl_id = acl_of(talk, talk.vpc("requester", "10.81.0.0/16"))
    for number in (0, 32767, 100, 100):
        add(talk, acl_id, number)
    add(talk, acl_id, 110, Protocol="tcp")
    add(talk, acl_id, 120, Protocol="nonsense")
    add(talk, acl_id, 130, PortRange=None)
    add(talk, acl_id, 140, PortRange={"From": 80, "To": 79})
    add(talk, acl_id, 150, PortRange={"From": 80, "To": 70000})
    add(talk, acl_id, 160, Protocol="1", PortRange=None)
    add(talk, acl_id, 170, CidrBlock="10.0.0.1/8")
    talk.ask("requester", "DescribeNetworkAcls", NetworkAclIds=[acl_id], keep=entries)


@SCENARIOS.add(
    "`ReplaceNetworkAclAssociation`",
    "`ReplaceNetworkAclAssociation` with an ACL of another VPC",
    "`DeleteNetworkAcl` of an ACL that a subnet uses",
)
def acl_associations(talk: Conversation) -> None:
    """Replace a subnet's ACL, also with another VPC's or an old association, and delete the ACL."""
    ours, other = talk.pair("requester")
    talk.arrange("requester", "CreateSubnet", VpcId=ours, CidrBlock="10.81.0.0/24")
    first = default_acl(talk, ours)["Associations"][0]["NetworkAclAssociationId"]
    acl_id = acl_of(talk, ours)
    replaced = talk.arrange(
        "requester", "ReplaceNetworkAclAssociation", AssociationId=first, NetworkAclId=acl_id
    )
    association_id = replaced["NewAssociationId"]
    for association, target in ((first, acl_id), (association_id, acl_of(talk, other))):
        talk.ask(
            "requester",
            "ReplaceNetworkAclAssociation",
            AssociationId=association,
            NetworkAclId=target,
            keep=nothing,
        )
    talk.ask("requester", "DeleteNetworkAcl", NetworkAclId=acl_id, keep=nothing)
