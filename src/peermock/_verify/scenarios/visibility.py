"""How long ended connections remain visible, and to whom."""

from peermock._verify.conversation import Conversation
from peermock._verify.scenario import ACROSS_ACCOUNTS, ACROSS_REGIONS, Scenarios
from peermock._verify.scenarios.keeping import nothing, status_code

SCENARIOS = Scenarios("How long a connection is visible")


def look(talk: Conversation, *parties: str) -> None:
    """Describe the connection of the scenario as several parties."""
    peering_id = talk.memory["peering_id"]
    for party in parties:
        talk.ask(
            party,
            "DescribeVpcPeeringConnections",
            VpcPeeringConnectionIds=[peering_id],
            keep=status_code,
        )


@SCENARIOS.add("`failed`", needs=ACROSS_ACCOUNTS)
def failed_is_seen(talk: Conversation) -> None:
    """Describe a failed request as both parties, at once and later."""
    ours, theirs = (talk.vpc(party, "10.81.0.0/16") for party in ("requester", "accepter"))
    talk.memory["peering_id"] = talk.request("requester", ours, "accepter", theirs)
    look(talk, "requester", "accepter")


@failed_is_seen.after(hours=2, minutes=15)
def _failed_later(talk: Conversation) -> None:
    look(talk, "requester")


@SCENARIOS.add("`rejected`", "When the time starts", needs=ACROSS_ACCOUNTS)
def rejected_is_seen(talk: Conversation) -> None:
    """Describe a rejected request as both parties, at once and later."""
    talk.memory["peering_id"] = talk.rejected()
    look(talk, "requester", "accepter")


@rejected_is_seen.after(hours=2, minutes=15)
def _rejected_later(talk: Conversation) -> None:
    look(talk, "requester", "accepter")


@rejected_is_seen.after(days=2)
def _rejected_at_last(talk: Conversation) -> None:
    look(talk, "requester")


@SCENARIOS.add("`deleted`", needs=ACROSS_ACCOUNTS)
def deleted_is_seen(talk: Conversation) -> None:
    """Describe a deleted connection as both parties, at once and later."""
    talk.memory["peering_id"] = talk.deleted()
    look(talk, "requester", "accepter")


@deleted_is_seen.after(hours=2, minutes=15)
def _deleted_later(talk: Conversation) -> None:
    look(talk, "requester", "accepter")


@deleted_is_seen.after(days=2)
def _deleted_at_last(talk: Conversation) -> None:
    look(talk, "accepter")


@SCENARIOS.add("`rejected` and `deleted` when one account owns both VPCs")
def deleted_by_the_only_owner(talk: Conversation) -> None:
    """Delete a connection within one account, and describe it later."""
    talk.memory["peering_id"] = talk.deleted("requester")
    look(talk, "requester")


@deleted_by_the_only_owner.after(hours=2, minutes=15)
def _deleted_by_the_only_owner_later(talk: Conversation) -> None:
    look(talk, "requester")


@SCENARIOS.add("The same account in two Regions", needs=ACROSS_REGIONS)
def deleted_in_two_regions(talk: Conversation) -> None:
    """Delete a connection between two Regions of one account; describe it later in both."""
    talk.memory["peering_id"] = talk.deleted("abroad")
    look(talk, "requester", "abroad")


@deleted_in_two_regions.after(hours=2, minutes=15)
def _deleted_in_two_regions_later(talk: Conversation) -> None:
    look(talk, "requester", "abroad")


@SCENARIOS.add("Who can see a connection", needs=(*ACROSS_ACCOUNTS, *ACROSS_REGIONS))
def seen_elsewhere(talk: Conversation) -> None:
    """Describe a connection in a Region that it does not involve."""
    talk.memory["peering_id"] = talk.pending()
    look(talk, "abroad", "overseas")


@SCENARIOS.add(
    "A connection that Describe does not find", needs=(*ACROSS_ACCOUNTS, *ACROSS_REGIONS)
)
def changed_elsewhere(talk: Conversation) -> None:
    """Accept a connection in a Region that it does not involve."""
    peering_id = talk.pending()
    talk.ask(
        "overseas", "AcceptVpcPeeringConnection", VpcPeeringConnectionId=peering_id, keep=nothing
    )
