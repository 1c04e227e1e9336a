"""Which party may do what, in which Region and status."""

from collections.abc import Callable

from peermock._verify.conversation import Conversation
from peermock._verify.scenario import ACROSS_ACCOUNTS, ACROSS_REGIONS, Scenarios
from peermock._verify.scenarios.keeping import nothing, status_code

SCENARIOS = Scenarios("Parties, Regions, statuses")


ACCEPT, REJECT, DELETE = (f"{verb}VpcPeeringConnection" for verb in ("Accept", "Reject", "Delete"))


def change(talk: Conversation, party: str, operation: str, peering_id: str) -> None:
    """Accept, reject or delete a connection as a party, and compare whether AWS accepts it."""
    talk.ask(party, operation, VpcPeeringConnectionId=peering_id, keep=nothing)


@SCENARIOS.add("Who can accept and reject", "The requester accepts", needs=ACROSS_ACCOUNTS)
def requester_accepts(talk: Conversation) -> None:
    """Accept a request to another account as the requester, then as the accepter."""
    peering_id = talk.pending()
    change(talk, "requester", ACCEPT, peering_id)
    change(talk, "accepter", ACCEPT, peering_id)


@SCENARIOS.add("The requester rejects", needs=ACROSS_ACCOUNTS)
def requester_rejects(talk: Conversation) -> None:
    """Reject a request to another account as the requester."""
    change(talk, "requester", REJECT, talk.pending())


@SCENARIOS.add(
    "The Region to accept in", "The accepter accepts in another Region", needs=ACROSS_REGIONS
)
def accept_in_requesters_region(talk: Conversation) -> None:
    """Accept in the requester's Region, then in the accepter's."""
    peering_id = talk.pending("abroad")
    change(talk, "requester", ACCEPT, peering_id)
    change(talk, "abroad", ACCEPT, peering_id)


@SCENARIOS.add("The accepter rejects in another Region", needs=ACROSS_REGIONS)
def reject_in_requesters_region(talk: Conversation) -> None:
    """Reject in the requester's Region."""
    change(talk, "requester", REJECT, talk.pending("abroad"))


@SCENARIOS.add(
    "The accepter deletes a pending request",
    "Who can delete a pending request",
    needs=ACROSS_ACCOUNTS,
)
def accepter_deletes_pending(talk: Conversation) -> None:
    """Delete a pending request as the accepter, then as the requester."""
    peering_id = talk.pending()
    change(talk, "accepter", DELETE, peering_id)
    change(talk, "requester", DELETE, peering_id)


@SCENARIOS.add("Who can delete an `active` connection", needs=ACROSS_ACCOUNTS)
def accepter_deletes_active(talk: Conversation) -> None:
    """Delete an active connection as the accepter."""
    change(talk, "accepter", DELETE, talk.active())


@SCENARIOS.add("The Region to delete from", needs=ACROSS_REGIONS)
def delete_abroad(talk: Conversation) -> None:
    """Delete a pending request to the same account from the accepter's Region."""
    change(talk, "abroad", DELETE, talk.pending("abroad"))


ENDINGS: dict[str, Callable[[Conversation], str]] = {
    "failed": lambda talk: talk.failed(),
    "rejected": lambda talk: talk.rejected("requester"),
    "deleted": lambda talk: talk.deleted("requester"),
}


@SCENARIOS.add("Accept a `failed`, `rejected`, `expired` or `deleted` connection")
def accept_failed(talk: Conversation) -> None:
    """Accept a request that has failed."""
    change(talk, "requester", ACCEPT, talk.failed())


@SCENARIOS.add("Accept a `failed`, `rejected`, `expired` or `deleted` connection")
def accept_rejected(talk: Conversation) -> None:
    """Accept a request that was rejected."""
    change(talk, "requester", ACCEPT, talk.rejected("requester"))


@SCENARIOS.add("Accept a `failed`, `rejected`, `expired` or `deleted` connection")
def accept_deleted(talk: Conversation) -> None:
    """Accept a connection that was deleted."""
    change(talk, "requester", ACCEPT, talk.deleted("requester"))


@SCENARIOS.add("`RejectVpcPeeringConnection` of a connection that is not pending")
def reject_failed(talk: Conversation) -> None:
    """Reject a request that has failed."""
    change(talk, "requester", REJECT, talk.failed())


@SCENARIOS.add("`RejectVpcPeeringConnection` of a connection that is not pending")
def reject_active(talk: Conversation) -> None:
    """Reject an active connection."""
    change(talk, "requester", REJECT, talk.active("requester"))


@SCENARIOS.add("`RejectVpcPeeringConnection` of a connection that is not pending")
def reject_deleted(talk: Conversation) -> None:
    """Reject a connection that was deleted."""
    change(talk, "requester", REJECT, talk.deleted("requester"))


@SCENARIOS.add("Accept an `active` connection")
def accept_active(talk: Conversation) -> None:
    """Accept an active connection again."""
    peering_id = talk.active("requester")
    talk.ask("requester", ACCEPT, VpcPeeringConnectionId=peering_id, keep=status_code)


@SCENARIOS.add("Reject a `rejected` connection")
def reject_rejected(talk: Conversation) -> None:
    """Reject a rejected request again."""
    talk.ask("requester", REJECT, VpcPeeringConnectionId=talk.rejected("requester"))


@SCENARIOS.add("Delete a `rejected` or `failed` connection")
def delete_failed(talk: Conversation) -> None:
    """Delete a request that has failed."""
    change(talk, "requester", DELETE, talk.failed())


@SCENARIOS.add("Delete a `rejected` or `failed` connection")
def delete_rejected(talk: Conversation) -> None:
    """Delete a request that was rejected."""
    change(talk, "requester", DELETE, talk.rejected("requester"))


@SCENARIOS.add("Delete a `deleted` connection")
def delete_deleted(talk: Conversation) -> None:
    """Delete a deleted connection again."""
    talk.ask("requester", DELETE, VpcPeeringConnectionId=talk.deleted("requester"))


@SCENARIOS.add("The order of checks", needs=(*ACROSS_ACCOUNTS, *ACROSS_REGIONS))
def wrong_account_and_region(talk: Conversation) -> None:
    """Accept a request to another account and Region as the requester, in its own Region."""
    change(talk, "requester", ACCEPT, talk.pending("overseas"))


@SCENARIOS.add("The ID of a connection that the caller cannot see", "The message for it")
def unknown_connection(talk: Conversation) -> None:
    """Use the ID of a connection that does not exist in every operation."""
    for operation in (ACCEPT, REJECT, DELETE):
        change(talk, "requester", operation, "pcx-0123456789abcdef0")


@SCENARIOS.add("An ID that is not well formed")
def malformed_connection_id(talk: Conversation) -> None:
    """Use a malformed connection ID in every operation."""
    for operation in (ACCEPT, REJECT, DELETE):
        change(talk, "requester", operation, "5dbx")
