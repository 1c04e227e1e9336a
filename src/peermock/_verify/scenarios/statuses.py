"""Statuses, their messages and transitions."""

from peermock._verify.conversation import Conversation
from peermock._verify.scenario import ACROSS_ACCOUNTS, ACROSS_REGIONS, Scenarios
from peermock._verify.scenarios.keeping import connection, status, status_code

SCENARIOS = Scenarios("Statuses and their messages")


def describe(talk: Conversation, party: str, peering_id: str) -> None:
    """Describe the status of a connection, as a party sees it."""
    talk.ask(
        party, "DescribeVpcPeeringConnections", VpcPeeringConnectionIds=[peering_id], keep=status
    )


@SCENARIOS.add("`CreateVpcPeeringConnection` returns", "A pending request", needs=ACROSS_ACCOUNTS)
def request_waits(talk: Conversation) -> None:
    """Request a connection, and describe it while it is pending."""
    ours, theirs = talk.pair()
    answer = talk.ask(
        "requester",
        "CreateVpcPeeringConnection",
        VpcId=ours,
        PeerVpcId=theirs,
        PeerOwnerId=talk.parties["accepter"].account_id,
        keep=status,
    )
    peering_id = connection(answer)["VpcPeeringConnectionId"]
    talk.wait("accepter", peering_id, "pending-acceptance")
    describe(talk, "requester", peering_id)
    describe(talk, "accepter", peering_id)


@SCENARIOS.add("`AcceptVpcPeeringConnection` returns", "An accepted connection")
def accept(talk: Conversation) -> None:
    """Accept a request within one account, and describe it."""
    peering_id = talk.pending("requester")
    talk.ask(
        "requester", "AcceptVpcPeeringConnection", VpcPeeringConnectionId=peering_id, keep=status
    )
    talk.wait("requester", peering_id, "active")
    describe(talk, "requester", peering_id)


@SCENARIOS.add("Accept across Regions", needs=ACROSS_REGIONS)
def accept_across_regions(talk: Conversation) -> None:
    """Accept a request from another Region."""
    peering_id = talk.pending("abroad")
    talk.ask("abroad", "AcceptVpcPeeringConnection", VpcPeeringConnectionId=peering_id, keep=status)
    talk.wait("abroad", peering_id, "active")
    describe(talk, "abroad", peering_id)


@SCENARIOS.add("A failed request")
def overlapping_ranges(talk: Conversation) -> None:
    """Request a connection between two VPCs with the same range."""
    ours, theirs = (talk.vpc("requester", "10.81.0.0/16") for _ in range(2))
    describe(talk, "requester", talk.request("requester", ours, "requester", theirs))


@SCENARIOS.add("The message of `rejected`", needs=ACROSS_ACCOUNTS)
def rejected_message(talk: Conversation) -> None:
    """Reject a request, and describe it as both parties."""
    peering_id = talk.rejected()
    describe(talk, "requester", peering_id)
    describe(talk, "accepter", peering_id)


@SCENARIOS.add(
    "The message of `deleting`",
    "After `DeleteVpcPeeringConnection`",
    "The message of `deleted`",
    needs=ACROSS_ACCOUNTS,
)
def deleted_message(talk: Conversation) -> None:
    """Delete an active connection, and describe it at once, then later as both parties."""
    peering_id = talk.active()
    talk.arrange("requester", "DeleteVpcPeeringConnection", VpcPeeringConnectionId=peering_id)
    describe(talk, "requester", peering_id)
    for party in ("requester", "accepter"):
        talk.wait(party, peering_id, "deleted")
        describe(talk, party, peering_id)


@SCENARIOS.add("The message of `deleting`", needs=ACROSS_REGIONS)
def deleting_across_regions(talk: Conversation) -> None:
    """Delete an active connection between two Regions, and describe it at once."""
    peering_id = talk.active("abroad")
    talk.arrange("requester", "DeleteVpcPeeringConnection", VpcPeeringConnectionId=peering_id)
    talk.ask(
        "requester",
        "DescribeVpcPeeringConnections",
        VpcPeeringConnectionIds=[peering_id],
        keep=status,
    )


@SCENARIOS.add(
    "`ExpirationTime`",
    "The message of `expired`",
    "The instant of expiry",
    (
        "Parties, Regions, statuses",
        "Accept a `failed`, `rejected`, `expired` or `deleted` connection",
    ),
    ("Parties, Regions, statuses", "Delete an `expired` request"),
)
def request_expires(talk: Conversation) -> None:
    """Request a connection and leave it pending for a week."""
    peering_id = talk.pending("requester")
    talk.memory["peering_id"] = peering_id
    answer = talk.arrange(
        "requester", "DescribeVpcPeeringConnections", VpcPeeringConnectionIds=[peering_id]
    )
    talk.memory["has_expiry"] = "ExpirationTime" in connection(answer)
    talk.ask(
        "requester",
        "DescribeVpcPeeringConnections",
        VpcPeeringConnectionIds=[peering_id],
        keep=status_code,
    )


@request_expires.after(days=7, minutes=5)
def _expired(talk: Conversation) -> None:
    peering_id = talk.memory["peering_id"]
    describe(talk, "requester", peering_id)
    for operation in ("Accept", "Delete", "Reject"):
        talk.ask(
            "requester",
            f"{operation}VpcPeeringConnection",
            VpcPeeringConnectionId=peering_id,
            keep=status,
        )


@request_expires.after(days=2)
def _forgotten(talk: Conversation) -> None:
    describe(talk, "requester", talk.memory["peering_id"])
