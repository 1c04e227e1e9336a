"""What AWS says about VPC peering connections, to the letter."""

import pytest

from peermock.domain.errors import (
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
    ("error", "code", "text"),
    [
        (
            VpcPeeringConnectionNotFound(PCX),
            "InvalidVpcPeeringConnectionID.NotFound",
            f"The vpcPeeringConnection ID '{PCX}' does not exist",
        ),
        (
            VpcPeeringConnectionNotFound(PCX, "pcx-1a2b3c4d"),
            "InvalidVpcPeeringConnectionID.NotFound",
            f"The vpcPeeringConnection IDs '{PCX}, pcx-1a2b3c4d' do not exist",
        ),
        (
            VpcPeeringConnectionIdMalformed("5dbx"),
            "InvalidVpcPeeringConnectionId.Malformed",
            'Invalid id: "5dbx" (expecting "pcx-...")',
        ),
        (
            VpcPeeringConnectionIdMalformed(""),
            "InvalidVpcPeeringConnectionId.Malformed",
            'Invalid id: "" (expecting "pcx-...")',
        ),
        (
            InvalidStateTransition(PCX, "rejected", "deleting"),
            "InvalidStateTransition",
            (
                f"Invalid state transition for {PCX}, "
                "attempted to transition from rejected to deleting"
            ),
        ),
        (
            VpcPeeringConnectionAlreadyExists(PCX),
            "VpcPeeringConnectionAlreadyExists",
            f"The vpc peering connection identified by {PCX} already exists.",
        ),
        (
            PendingVpcPeeringConnectionLimitExceeded(),
            "PendingVpcPeeringConnectionLimitExceeded",
            "Vpc peering connection request limit exceeded.",
        ),
        (
            ActiveVpcPeeringConnectionPerVpcLimitExceeded("vpc-1a2b3c4d"),
            "ActiveVpcPeeringConnectionPerVpcLimitExceeded",
            "Active VPC peering connection limit exceeded for the vpc 'vpc-1a2b3c4d'.",
        ),
        (
            DnsHostnamesDisabled(PCX),
            "InvalidVpcPeeringConnectionState.DnsHostnamesDisabled",
            (
                f"To enable DNS hostname resolution for the VPC peering connection {PCX}, "
                "DNS hostname support must be enabled for the VPCs."
            ),
        ),
    ],
)
def test_a_peering_error_has_its_code_and_text(error: AwsError, code: str, text: str) -> None:
    """ID or Id, a full stop or none: as AWS writes each of them."""
    assert (error.code, error.status, error.message) == (code, 400, text)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (UserCannot(ACCOUNT, "accept", PCX), f"User {ACCOUNT} cannot accept peering {PCX}"),
        (UserCannot(ACCOUNT, "reject", PCX), f"User {ACCOUNT} cannot reject peering {PCX}"),
        (
            IncorrectRegion("us-west-2", PCX, "accepted", "us-east-1"),
            (
                "Incorrect region (us-west-2) specified for this request. "
                f"VPC peering connection {PCX} must be accepted in region us-east-1"
            ),
        ),
        (
            IncorrectRegion("us-west-2", PCX, "accepted or rejected", "us-east-1"),
            (
                "Incorrect region (us-west-2) specified for this request. "
                f"VPC peering connection {PCX} must be accepted or rejected in region us-east-1"
            ),
        ),
        (
            PeeringNotActive(PCX),
            f"Peering {PCX} is not active. Peering options can be added only to active peerings.",
        ),
        (
            ForeignPeeringOptions(ACCOUNT, "accepter"),
            f"User {ACCOUNT} does not have permission to modify the accepter side peering options",
        ),
        (
            ForeignPeeringOptions(ACCOUNT, "requester"),
            f"User {ACCOUNT} does not have permission to modify the requester side peering options",
        ),
        (
            OptionsOfAnotherRegion("requester"),
            "Requester's VPC Peering connection options cannot be modified for a different region",
        ),
        (
            OptionsOfAnotherRegion("accepter"),
            "Accepter's VPC Peering connection options cannot be modified for a different region",
        ),
        (
            ClassicLinkAcrossRegions(),
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
    """One code, OperationNotPermitted, serves all of them."""
    assert (error.code, error.status, error.message) == ("OperationNotPermitted", 400, text)


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (VpcPeeringConnectionNotFound(PCX), {"peering_ids": (PCX,)}),
        (VpcPeeringConnectionIdMalformed("x"), {"text": "x"}),
        (
            InvalidStateTransition(PCX, "failed", "deleting"),
            {"peering_id": PCX, "status_code": "failed", "target": "deleting"},
        ),
        (
            UserCannot(ACCOUNT, "accept", PCX),
            {"account_id": ACCOUNT, "verb": "accept", "peering_id": PCX},
        ),
        (
            IncorrectRegion("us-west-2", PCX, "accepted", "us-east-1"),
            {"region_name": "us-west-2", "peering_id": PCX, "required": "us-east-1"},
        ),
        (PeeringNotActive(PCX), {"peering_id": PCX}),
        (ForeignPeeringOptions(ACCOUNT, "accepter"), {"account_id": ACCOUNT, "side": "accepter"}),
        (OptionsOfAnotherRegion("accepter"), {"side": "accepter"}),
        (DnsHostnamesDisabled(PCX), {"peering_id": PCX}),
        (VpcPeeringConnectionAlreadyExists(PCX), {"peering_id": PCX}),
        (ActiveVpcPeeringConnectionPerVpcLimitExceeded("vpc-1"), {"vpc_id": "vpc-1"}),
    ],
)
def test_a_peering_error_keeps_its_cause(error: AwsError, cause: dict[str, object]) -> None:
    """What the text is made of can be read without taking the text apart."""
    assert {name: getattr(error, name) for name in cause} == cause
