"""AWS's messages about VPC peering connections, to the letter."""

from functools import partial

import pytest

from peermock._domain.errors import (
    ActiveVpcPeeringConnectionPerVpcLimitExceeded,
    AwsError,
    ClassicLinkAcrossRegions,
    DnsHostnamesDisabled,
    ForeignPeeringOptions,
    IncorrectRegion,
    InvalidStateTransition,
    OptionsOfAnotherRegion,
    PeeringNotActive,
    PendingVpcPeeringConnectionLimitExceeded,
    UserCannot,
    VpcPeeringConnectionAlreadyExists,
    VpcPeeringConnectionIdMalformed,
    VpcPeeringConnectionNotFound,
)

PCX = "pcx-0e868786683ea89a6"
ACCOUNT = "264086180894"


@pytest.mark.parametrize(
    ("make", "code", "text"),
    [
        (
            partial(VpcPeeringConnectionNotFound, PCX),
            "InvalidVpcPeeringConnectionID.NotFound",
            f"The vpcPeeringConnection ID '{PCX}' does not exist",
        ),
        (
            partial(VpcPeeringConnectionNotFound, PCX, "pcx-1a2b3c4d"),
            "InvalidVpcPeeringConnectionID.NotFound",
            f"The vpcPeeringConnection IDs '{PCX}, pcx-1a2b3c4d' do not exist",
        ),
        (
            partial(VpcPeeringConnectionIdMalformed, "5dbx"),
            "InvalidVpcPeeringConnectionId.Malformed",
            'Invalid id: "5dbx" (expecting "pcx-...")',
        ),
        (
            partial(VpcPeeringConnectionIdMalformed, ""),
            "InvalidVpcPeeringConnectionId.Malformed",
            'Invalid id: "" (expecting "pcx-...")',
        ),
        (
            partial(InvalidStateTransition, PCX, "rejected", "deleting"),
            "InvalidStateTransition",
            (
                f"Invalid state transition for {PCX}, "
                "attempted to transition from rejected to deleting"
            ),
        ),
        (
            partial(VpcPeeringConnectionAlreadyExists, PCX),
            "VpcPeeringConnectionAlreadyExists",
            f"The vpc peering connection identified by {PCX} already exists.",
        ),
        (
            PendingVpcPeeringConnectionLimitExceeded,
            "PendingVpcPeeringConnectionLimitExceeded",
            "Vpc peering connection request limit exceeded.",
        ),
        (
            partial(ActiveVpcPeeringConnectionPerVpcLimitExceeded, "vpc-1a2b3c4d"),
            "ActiveVpcPeeringConnectionPerVpcLimitExceeded",
            "Active VPC peering connection limit exceeded for the vpc 'vpc-1a2b3c4d'.",
        ),
        (
            partial(DnsHostnamesDisabled, PCX),
            "InvalidVpcPeeringConnectionState.DnsHostnamesDisabled",
            (
                f"To enable DNS hostname resolution for the VPC peering connection {PCX}, "
                "DNS hostname support must be enabled for the VPCs."
            ),
        ),
    ],
)
def test_a_peering_error_has_its_code_and_text(error: AwsError, code: str, text: str) -> None:
    """Spelling such as `ID` or `Id`, and full stops, follow AWS in each message."""
    assert (error.code, error.status, error.message) == (code, 400, text)


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (
            partial(UserCannot, ACCOUNT, "accept", PCX),
            f"User {ACCOUNT} cannot accept peering {PCX}",
        ),
        (
            partial(UserCannot, ACCOUNT, "reject", PCX),
            f"User {ACCOUNT} cannot reject peering {PCX}",
        ),
        (
            partial(IncorrectRegion, "us-west-2", PCX, "accepted", "us-east-1"),
            (
                "Incorrect region (us-west-2) specified for this request. "
                f"VPC peering connection {PCX} must be accepted in region us-east-1"
            ),
        ),
        (
            partial(IncorrectRegion, "us-west-2", PCX, "accepted or rejected", "us-east-1"),
            (
                "Incorrect region (us-west-2) specified for this request. "
                f"VPC peering connection {PCX} must be accepted or rejected in region us-east-1"
            ),
        ),
        (
            partial(PeeringNotActive, PCX),
            f"Peering {PCX} is not active. Peering options can be added only to active peerings.",
        ),
        (
            partial(ForeignPeeringOptions, ACCOUNT, "accepter"),
            f"User {ACCOUNT} does not have permission to modify the accepter side peering options",
        ),
        (
            partial(ForeignPeeringOptions, ACCOUNT, "requester"),
            f"User {ACCOUNT} does not have permission to modify the requester side peering options",
        ),
        (
            partial(OptionsOfAnotherRegion, "requester"),
            "Requester's VPC Peering connection options cannot be modified for a different region",
        ),
        (
            partial(OptionsOfAnotherRegion, "accepter"),
            "Accepter's VPC Peering connection options cannot be modified for a different region",
        ),
        (
            ClassicLinkAcrossRegions,
            (
                "Modifying VPC peering connection options "
                "AllowEgressFromLocalClassicLinkToRemoteVpc, "
                "AllowEgressFromLocalVpcToRemoteClassicLink is not supported for "
                "cross-region VPC peering connections"
            ),
        ),
    ],
)
def test_what_is_not_permitted_differs_by_its_text(error: AwsError, text: str) -> None:
    """All these errors share the code OperationNotPermitted."""
    assert (error.code, error.status, error.message) == ("OperationNotPermitted", 400, text)


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (partial(VpcPeeringConnectionNotFound, PCX), {"peering_ids": (PCX,)}),
        (partial(VpcPeeringConnectionIdMalformed, "x"), {"text": "x"}),
        (
            partial(InvalidStateTransition, PCX, "failed", "deleting"),
            {"peering_id": PCX, "status_code": "failed", "target": "deleting"},
        ),
        (
            partial(UserCannot, ACCOUNT, "accept", PCX),
            {"account_id": ACCOUNT, "verb": "accept", "peering_id": PCX},
        ),
        (
            partial(IncorrectRegion, "us-west-2", PCX, "accepted", "us-east-1"),
            {"region_name": "us-west-2", "peering_id": PCX, "required": "us-east-1"},
        ),
        (partial(PeeringNotActive, PCX), {"peering_id": PCX}),
        (
            partial(ForeignPeeringOptions, ACCOUNT, "accepter"),
            {"account_id": ACCOUNT, "side": "accepter"},
        ),
        (partial(OptionsOfAnotherRegion, "accepter"), {"side": "accepter"}),
        (partial(DnsHostnamesDisabled, PCX), {"peering_id": PCX}),
        (partial(VpcPeeringConnectionAlreadyExists, PCX), {"peering_id": PCX}),
        (partial(ActiveVpcPeeringConnectionPerVpcLimitExceeded, "vpc-1"), {"vpc_id": "vpc-1"}),
    ],
)
def test_a_peering_error_keeps_its_cause(error: AwsError, cause: dict[str, object]) -> None:
    """The parts of the message are available as attributes."""
    assert {name: getattr(error, name) for name in cause} == cause
