"""The contents of responses, by caller and status."""

from peermock._verify.conversation import Conversation
from peermock._verify.scenario import ACROSS_ACCOUNTS, Scenarios
from peermock._verify.scenarios.keeping import connection, sides

SCENARIOS = Scenarios("What a response contains")

_DESCRIBE = "DescribeVpcPeeringConnections"


def look(talk: Conversation, peering_id: str, *parties: str) -> None:
    """Describe the sides of a connection as several parties."""
    for party in parties:
        talk.ask(party, _DESCRIBE, VpcPeeringConnectionIds=[peering_id], keep=sides)


@SCENARIOS.add(
    "Sides of a connection that is `initiating-request` or `pending-acceptance`",
    "The requester's ranges, seen by another account while pending",
    "`Region`",
    needs=ACROSS_ACCOUNTS,
)
def sides_while_pending(talk: Conversation) -> None:
    """Describe the sides of a request as both parties."""
    look(talk, talk.pending(), "requester", "accepter")


@SCENARIOS.add(
    "Sides while `provisioning` or `active`",
    "`PeeringOptions`",
    "Members of `PeeringOptions`",
    needs=ACROSS_ACCOUNTS,
)
def sides_while_active(talk: Conversation) -> None:
    """Describe the sides of an active connection as both parties."""
    look(talk, talk.active(), "requester", "accepter")


@SCENARIOS.add("Sides when `failed` or `deleted`", needs=ACROSS_ACCOUNTS)
def sides_when_deleted(talk: Conversation) -> None:
    """Describe the sides of a deleted connection as both parties."""
    peering_id = talk.deleted()
    talk.wait("accepter", peering_id, "deleted")
    look(talk, peering_id, "requester", "accepter")


@SCENARIOS.add("Sides when `rejected`, `expired` or `deleting`", needs=ACROSS_ACCOUNTS)
def sides_when_rejected(talk: Conversation) -> None:
    """Describe the sides of a rejected request as both parties."""
    look(talk, talk.rejected(), "requester", "accepter")


@SCENARIOS.add("`CidrBlockSet`")
def ranges_added_later(talk: Conversation) -> None:
    """Add a range to a peered VPC, and describe the connection."""
    ours, theirs = talk.pair("requester")
    peering_id = talk.request("requester", ours, "requester", theirs)
    talk.accept("requester", peering_id)
    talk.arrange("requester", "AssociateVpcCidrBlock", VpcId=ours, CidrBlock="10.83.0.0/16")
    look(talk, peering_id, "requester")


@SCENARIOS.add("`Ipv6CidrBlockSet`")
def ranges_of_ipv6(talk: Conversation) -> None:
    """Peer two VPCs, one with an IPv6 range, and see which sides show it."""
    ours, theirs = talk.pair("requester")
    talk.arrange("requester", "AssociateVpcCidrBlock", VpcId=ours, AmazonProvidedIpv6CidrBlock=True)
    peering_id = talk.request("requester", ours, "requester", theirs)
    talk.accept("requester", peering_id)
    talk.ask(
        "requester",
        _DESCRIBE,
        VpcPeeringConnectionIds=[peering_id],
        keep=lambda answer: {
            name: len(side.get("Ipv6CidrBlockSet", ())) if "Ipv6CidrBlockSet" in side else None
            for name, side in sides(answer).items()
        },
    )


@SCENARIOS.add("`ExpirationTime`")
def expiration_time_is_shown(talk: Conversation) -> None:
    """Look for the expiration time of a pending request, and after its acceptance."""
    peering_id = talk.pending("requester")
    for accepted in (False, True):
        if accepted:
            talk.accept("requester", peering_id)
        talk.ask(
            "requester",
            _DESCRIBE,
            VpcPeeringConnectionIds=[peering_id],
            keep=lambda answer: "ExpirationTime" in connection(answer),
        )


@SCENARIOS.add("`Tags` of connections, route tables and `DescribeSecurityGroupRules`")
def tags_of_a_connection(talk: Conversation) -> None:
    """Describe a connection without tags, and see whether it has a member `Tags`."""
    peering_id = talk.pending("requester")
    talk.ask(
        "requester",
        _DESCRIBE,
        VpcPeeringConnectionIds=[peering_id],
        keep=lambda answer: connection(answer).get("Tags", "(no member Tags)"),
    )


@SCENARIOS.add("Reject and Delete")
def reject_and_delete(talk: Conversation) -> None:
    """Reject one request, delete another, and compare what AWS returns."""
    talk.ask(
        "requester", "RejectVpcPeeringConnection", VpcPeeringConnectionId=talk.pending("requester")
    )
    talk.ask(
        "requester", "DeleteVpcPeeringConnection", VpcPeeringConnectionId=talk.active("requester")
    )


@SCENARIOS.add("`ModifyVpcPeeringConnectionOptions`")
def modified_options(talk: Conversation) -> None:
    """Modify one option of one side, and compare what AWS returns."""
    talk.ask(
        "requester",
        "ModifyVpcPeeringConnectionOptions",
        VpcPeeringConnectionId=talk.active("requester"),
        RequesterPeeringConnectionOptions={"AllowDnsResolutionFromRemoteVpc": False},
    )
