"""What AWS answers about VPC peering connections; see docs/explanation/fidelity.md."""

from peermock.domain.errors.base import AwsError, not_found


class VpcPeeringConnectionNotFound(AwsError):
    """No peering connection with this ID is visible to the caller."""

    code = "InvalidVpcPeeringConnectionID.NotFound"  # as botocore's waiters spell it

    def __init__(self, *peering_ids: str) -> None:
        super().__init__(not_found("vpcPeeringConnection", peering_ids))
        self.peering_ids = peering_ids


class VpcPeeringConnectionIdMalformed(AwsError):
    """The text has not the form of a peering connection's ID."""

    code = "InvalidVpcPeeringConnectionId.Malformed"  # with a small d, unlike NotFound

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "pcx-...")')
        self.text = text


class InvalidStateTransition(AwsError):
    """The connection cannot go from where it is to where the call would take it."""

    code = "InvalidStateTransition"

    def __init__(self, peering_id: str, status: str, target: str) -> None:
        super().__init__(
            f"Invalid state transition for {peering_id}, "
            f"attempted to transition from {status} to {target}"
        )
        self.peering_id = peering_id
        self.status_code = status
        self.target = target


class OperationNotPermitted(AwsError):
    """The caller is the wrong party, in the wrong Region, or too early."""

    code = "OperationNotPermitted"


class UserCannot(OperationNotPermitted):
    """The caller's account is not the party that may do this."""

    def __init__(self, account_id: str, verb: str, peering_id: str) -> None:
        super().__init__(f"User {account_id} cannot {verb} peering {peering_id}")
        self.account_id = account_id
        self.verb = verb
        self.peering_id = peering_id


class IncorrectRegion(OperationNotPermitted):
    """The call belongs in the accepter VPC's Region."""

    def __init__(self, region_name: str, peering_id: str, participle: str, required: str) -> None:
        super().__init__(
            f"Incorrect region ({region_name}) specified for this request. "
            f"VPC peering connection {peering_id} must be {participle} in region {required}"
        )
        self.region_name = region_name
        self.peering_id = peering_id
        self.required = required


class PeeringNotActive(OperationNotPermitted):
    """Options were sent for a connection that is not active."""

    def __init__(self, peering_id: str) -> None:
        super().__init__(
            f"Peering {peering_id} is not active. "
            "Peering options can be added only to active peerings."
        )
        self.peering_id = peering_id


class ForeignPeeringOptions(OperationNotPermitted):
    """Options were sent for the side that another account owns."""

    def __init__(self, account_id: str, side: str) -> None:
        super().__init__(
            f"User {account_id} does not have permission to modify the {side} side peering options"
        )
        self.account_id = account_id
        self.side = side


class OptionsOfAnotherRegion(OperationNotPermitted):
    """Options were sent for a side whose VPC is in another Region."""

    def __init__(self, side: str) -> None:
        super().__init__(
            f"{side.capitalize()}'s VPC Peering connection options "
            "cannot be modified for a different region"
        )
        self.side = side


class ClassicLinkAcrossRegions(OperationNotPermitted):
    """ClassicLink options were sent for an inter-Region connection."""

    def __init__(self) -> None:
        super().__init__(
            "Modifying VPC peering connection options AllowEgressFromLocalClassicLinkToRemoteVpc, "
            "AllowEgressFromLocalVpcToRemoteClassicLink is not supported for cross-region VPC "
            "peering connections"
        )


class DnsHostnamesDisabled(AwsError):
    """DNS resolution was asked for while a VPC of the connection has no DNS hostnames."""

    code = "InvalidVpcPeeringConnectionState.DnsHostnamesDisabled"

    def __init__(self, peering_id: str) -> None:
        super().__init__(
            "To enable DNS hostname resolution for the VPC peering connection "
            f"{peering_id}, DNS hostname support must be enabled for the VPCs."
        )
        self.peering_id = peering_id


class VpcPeeringConnectionAlreadyExists(AwsError):
    """Another active connection joins the two VPCs; the text names the new one."""

    code = "VpcPeeringConnectionAlreadyExists"

    def __init__(self, peering_id: str) -> None:
        super().__init__(f"The vpc peering connection identified by {peering_id} already exists.")
        self.peering_id = peering_id


class PendingVpcPeeringConnectionLimitExceeded(AwsError):
    """The account has as many outstanding requests as it may."""

    code = "PendingVpcPeeringConnectionLimitExceeded"

    def __init__(self) -> None:
        super().__init__("Vpc peering connection request limit exceeded.")


class ActiveVpcPeeringConnectionPerVpcLimitExceeded(AwsError):
    """A VPC has as many active connections as it may."""

    code = "ActiveVpcPeeringConnectionPerVpcLimitExceeded"

    def __init__(self, vpc_id: str) -> None:
        super().__init__(f"Active VPC peering connection limit exceeded for the vpc '{vpc_id}'.")
        self.vpc_id = vpc_id
