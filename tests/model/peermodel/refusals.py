"""What AWS refuses, with its text wherever AWS's own is known."""

from unittest.mock import ANY


class Refusal(Exception):  # noqa: N818  # it is an answer
    """An error that AWS answers; its text is anything where nobody has seen it."""

    def __init__(self, code: str, message: str = ANY, status: int = 400) -> None:
        super().__init__(code)
        self.code, self.message, self.status = code, message, status


def dry_run() -> Refusal:
    """Return the answer to a dry run."""
    text = "Request would have succeeded, but DryRun flag is set."
    return Refusal("DryRunOperation", text, 412)


def no_peering(peering_id: str) -> Refusal:
    """Return the refusal of a connection that the caller does not see."""
    text = f"The vpcPeeringConnection ID '{peering_id}' does not exist"
    return Refusal("InvalidVpcPeeringConnectionID.NotFound", text)


def no_vpc(vpc_id: str) -> Refusal:
    """Return the refusal of a VPC that the caller does not have here."""
    return Refusal("InvalidVpcID.NotFound", f"The vpc ID '{vpc_id}' does not exist")


def user_cannot(account: str, verb: str, peering_id: str) -> Refusal:
    """Return the refusal of the wrong party."""
    return not_permitted(f"User {account} cannot {verb} peering {peering_id}")


def wrong_region(region: str, peering_id: str, what: str, right: str) -> Refusal:
    """Return the refusal of the right party in the wrong Region."""
    return not_permitted(
        f"Incorrect region ({region}) specified for this request. "
        f"VPC peering connection {peering_id} must be {what} in region {right}"
    )


def not_permitted(text: str = ANY) -> Refusal:
    """Return a refusal of what the caller may not do."""
    return Refusal("OperationNotPermitted", text)


def no_transition(peering_id: str, old: str, new: str) -> Refusal:
    """Return the refusal of a step that the connection cannot take."""
    text = f"Invalid state transition for {peering_id}, attempted to transition from {old} to {new}"
    return Refusal("InvalidStateTransition", text)


def invalid(text: str = ANY) -> Refusal:
    """Return the refusal of a value."""
    return Refusal("InvalidParameterValue", text)
