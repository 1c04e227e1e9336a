"""AWS's errors, with their messages where they are known."""

from unittest.mock import ANY


class Refusal(Exception):  # noqa: N818  # it is an answer
    """An AWS error. A message that was never recorded matches any text."""

    def __init__(self, code: str, message: str = ANY, status: int = 400) -> None:
        super().__init__(code)
        self.code, self.message, self.status = code, message, status


def dry_run() -> Refusal:
    """Return the response to a dry run."""
    text = "Request would have succeeded, but DryRun flag is set."
    return Refusal("DryRunOperation", text, 412)


def no_peering(peering_id: str) -> Refusal:
    """Return the error about a connection that the caller does not see."""
    text = f"The vpcPeeringConnection ID '{peering_id}' does not exist"
    return Refusal("InvalidVpcPeeringConnectionID.NotFound", text)


def no_vpc(vpc_id: str) -> Refusal:
    """Return the error about a VPC that the caller does not have here."""
    return Refusal("InvalidVpcID.NotFound", f"The vpc ID '{vpc_id}' does not exist")


def user_cannot(account: str, verb: str, peering_id: str) -> Refusal:
    """Return the error about the wrong party."""
    return not_permitted(f"User {account} cannot {verb} peering {peering_id}")


def wrong_region(region: str, peering_id: str, what: str, right: str) -> Refusal:
    """Return the error about the right party in the wrong Region."""
    return not_permitted(
        f"Incorrect region ({region}) specified for this request. "
        f"VPC peering connection {peering_id} must be {what} in region {right}"
    )


def not_permitted(text: str = ANY) -> Refusal:
    """Return an error about an action that the caller may not perform."""
    return Refusal("OperationNotPermitted", text)


def no_transition(peering_id: str, old: str, new: str) -> Refusal:
    """Return the error about a transition that the status does not allow."""
    text = f"Invalid state transition for {peering_id}, attempted to transition from {old} to {new}"
    return Refusal("InvalidStateTransition", text)


def invalid(text: str = ANY) -> Refusal:
    """Return the error about an invalid value."""
    return Refusal("InvalidParameterValue", text)
