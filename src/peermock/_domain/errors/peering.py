"""AWS errors about VPC peering connections; see docs/explanation/fidelity.md."""

from peermock._domain.errors.aws_error import AwsError, not_found


class VpcPeeringConnectionNotFound(AwsError):
    """No peering connection with this ID is visible to the caller."""

    code = "InvalidVpcPeeringConnectionID.NotFound"  # the spelling of botocore's waiters

    def __init__(self, *peering_ids: str) -> None:
        super().__init__(not_found("vpcPeeringConnection", peering_ids))
        self.peering_ids = peering_ids


class VpcPeeringConnectionIdMalformed(AwsError):
    """The text is not a well-formed VPC peering connection ID."""

    code = "InvalidVpcPeeringConnectionId.Malformed"  # "Id", but "ID" in NotFound

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "pcx-...")')
        self.text = text


class InvalidStateTransition(AwsError):
    """The connection's status does not allow the requested change."""

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
    """The caller is the wrong party, calls in the wrong Region or calls too early."""

    code = "OperationNotPermitted"


class UserCannot(OperationNotPermitted):
    """The caller's account is not the party that may do this."""

    def __init__(self, account_id: str, verb: str, peering_id: str) -> None:
        super().__init__(f"User {account_id} cannot {verb} peering {peering_id}")
        self.account_id = account_id
        self.verb = verb
        self.peering_id = peering_id


class IncorrectRegion(OperationNotPermitted):
    """The call must be made in the accepter VPC's Region."""

    def __init__(self, region_name: str, peering_id: str, participle: str, required: str) -> None:
        super().__init__(
            f"Incorrect region ({region_name}) specified for this request. "
            f"VPC peering connection {peering_id} must be {participle} in region {required}"
        )
        self.region_name = region_name
        self.peering_id = peering_id
        self.required = required


class PeeringNotActive(OperationNotPermitted):
    """The call sets options of a connection that is not active."""

    def __init__(self, peering_id: str) -> None:
        super().__init__(
            f"Peering {peering_id} is not active. "
            "Peering options can be added only to active peerings."
        )
        self.peering_id = peering_id


class ForeignPeeringOptions(OperationNotPermitted):
    """The call sets options of another account's side."""

    def __init__(self, account_id: str, side: str) -> None:
        super().__init__(
            f"User {account_id} does not have permission to modify the {side} side peering options"
        )
        self.account_id = account_id
        self.side = side


class OptionsOfAnotherRegion(OperationNotPermitted):
    """The call sets options of a side whose VPC is in another Region."""

    def __init__(self, side: str) -> None:
        super().__init__(
            f"{side.capitalize()}'s VPC Peering connection options "
            "cannot be modified for a different region"
        )
        self.side = side


class ClassicLinkAcrossRegions(OperationNotPermitted):
    """The call sets ClassicLink options of an inter-Region connection."""

    def __init__(self) -> None:
        super().__init__(
            "Modifying VPC peering connection options AllowEgressFromLocalClassicLinkToRemoteVpc, "
            "AllowEgressFromLocalVpcToRemoteClassicLink is not supported for cross-region VPC "
            "peering connections"
        )


class MultipathWithinRegion(OperationNotPermitted):
    """The call enables multipath resilience for a connection within one Region."""

    def __init__(self) -> None:
        super().__init__(
            "Multipath resilience is supported only for inter-Region VPC peering connections."
        )


class MultipathModeWithoutMultipath(AwsError):
    """The call sets a multipath mode for a side that does not allow multipath."""

    code = "InvalidParameterCombination"

    def __init__(self) -> None:
        super().__init__(
            "MultipathResilienceMode can be specified only if AllowMultipathResilience is true."
        )


class DnsHostnamesDisabled(AwsError):
    """The call enables DNS resolution although a VPC has DNS hostnames disabled."""

    code = "InvalidVpcPeeringConnectionState.DnsHostnamesDisabled"

    def __init__(self, peering_id: str) -> None:
        super().__init__(
            "To enable DNS hostname resolution for the VPC peering connection "
            f"{peering_id}, DNS hostname support must be enabled for the VPCs."
        )
        self.peering_id = peering_id


class VpcPeeringConnectionAlreadyExists(AwsError):
    """An active connection already joins the two VPCs; the message names the new one."""

    code = "VpcPeeringConnectionAlreadyExists"

    def __init__(self, peering_id: str) -> None:
        super().__init__(f"The vpc peering connection identified by {peering_id} already exists.")
        self.peering_id = peering_id


class PendingVpcPeeringConnectionLimitExceeded(AwsError):
    """The account has reached its quota of outstanding requests."""

    code = "PendingVpcPeeringConnectionLimitExceeded"

    def __init__(self) -> None:
        super().__init__("Vpc peering connection request limit exceeded.")


class ActiveVpcPeeringConnectionPerVpcLimitExceeded(AwsError):
    """The VPC has reached its quota of active connections."""

    code = "ActiveVpcPeeringConnectionPerVpcLimitExceeded"

    def __init__(self, vpc_id: str) -> None:
        super().__init__(f"Active VPC peering connection limit exceeded for the vpc '{vpc_id}'.")
        self.vpc_id = vpc_id
