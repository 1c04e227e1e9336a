"""AWS's messages about VPCs, their ranges and subnets, to the letter."""

from functools import partial

import pytest

from peermock._domain.errors import (
    AwsError,
    CidrBlockInUse,
    CidrConflict,
    CidrLimitExceeded,
    DefaultVpcAlreadyExists,
    DependencyViolation,
    InvalidSubnetRange,
    InvalidVpcRange,
    NotACidrBlock,
    PeerVpcIdMalformed,
    PrimaryCidrBlock,
    RestrictedVpcRange,
    SubnetConflict,
    SubnetIdMalformed,
    SubnetNotFound,
    VpcCidrAssociationNotFound,
    VpcIdMalformed,
    VpcNotFound,
)


@pytest.mark.parametrize(
    ("make", "code", "text"),
    [
        (
            partial(VpcNotFound, "vpc-1a2b3c4d"),
            "InvalidVpcID.NotFound",
            "The vpc ID 'vpc-1a2b3c4d' does not exist",
        ),
        (
            partial(VpcNotFound, "vpc-1a2b3c4d", "vpc-5e6f7a8b"),
            "InvalidVpcID.NotFound",
            "The vpc IDs 'vpc-1a2b3c4d, vpc-5e6f7a8b' do not exist",
        ),
        (
            partial(VpcIdMalformed, "vpc-012345678"),
            "InvalidVpcId.Malformed",
            "The vpc ID vpc-012345678 is malformed",
        ),
        (
            partial(PeerVpcIdMalformed, ""),
            "InvalidVpcId.Malformed",
            'Invalid id: "" (expecting "vpc-...")',
        ),
        (
            partial(DependencyViolation, "vpc", "vpc-1a2b3c4d"),
            "DependencyViolation",
            "The vpc 'vpc-1a2b3c4d' has dependencies and cannot be deleted.",
        ),
        (
            partial(DependencyViolation, "subnet", "subnet-0d544dc539aeafb80"),
            "DependencyViolation",
            "The subnet 'subnet-0d544dc539aeafb80' has dependencies and cannot be deleted.",
        ),
        (
            partial(DependencyViolation, "routeTable", "rtb-041caae236ae2745b"),
            "DependencyViolation",
            "The routeTable 'rtb-041caae236ae2745b' has dependencies and cannot be deleted.",
        ),
        (
            DefaultVpcAlreadyExists,
            "DefaultVpcAlreadyExists",
            "A Default VPC already exists for this account in this region.",
        ),
        (
            partial(SubnetNotFound, "subnet-1a2b3c4d"),
            "InvalidSubnetID.NotFound",
            "The subnet ID 'subnet-1a2b3c4d' does not exist",
        ),
        (
            partial(SubnetIdMalformed, "x"),
            "InvalidSubnetId.Malformed",
            'Invalid id: "x" (expecting "subnet-...")',
        ),
    ],
)
def test_a_network_error_has_its_code_and_text(error: AwsError, code: str, text: str) -> None:
    """Capitals, quotes and full stops are AWS's."""
    assert (error.code, error.status, error.message) == (code, 400, text)


@pytest.mark.parametrize(
    ("make", "code", "text"),
    [
        (
            partial(InvalidVpcRange, "10.0.0.0/8"),
            "InvalidVpc.Range",
            "The CIDR '10.0.0.0/8' is invalid.",
        ),
        (
            partial(InvalidSubnetRange, "10.0.0.0/8"),
            "InvalidSubnet.Range",
            "The CIDR '10.0.0.0/8' is invalid.",
        ),
        (
            partial(SubnetConflict, "10.0.102.0/24"),
            "InvalidSubnet.Conflict",
            "The CIDR '10.0.102.0/24' conflicts with another subnet",
        ),
        (
            partial(RestrictedVpcRange, "192.168.0.0/16"),
            "InvalidVpc.Range",
            (
                "The CIDR '192.168.0.0/16' is restricted. Use a CIDR from the same private "
                "address range as the current VPC CIDR, or use a publicly-routable CIDR. For "
                "additional restrictions, see "
                "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html"
            ),
        ),
        (
            partial(NotACidrBlock, "InvalidValue", "cidrBlock"),
            "InvalidParameterValue",
            (
                "Value (InvalidValue) for parameter cidrBlock is invalid. "
                "This is not a valid CIDR block."
            ),
        ),
        (
            partial(NotACidrBlock, "", "destinationCidrBlock"),
            "InvalidParameterValue",
            (
                "Value () for parameter destinationCidrBlock is invalid. "
                "This is not a valid CIDR block."
            ),
        ),
        (
            partial(CidrConflict, "10.0.0.0/16", "vpc-1a2b3c4d", "it overlaps a range of the VPC"),
            "CidrConflict",
            (
                "The CIDR '10.0.0.0/16' cannot be associated with vpc-1a2b3c4d: "
                "it overlaps a range of the VPC"
            ),
        ),
        (
            partial(CidrLimitExceeded, "vpc-1a2b3c4d", 5),
            "CidrLimitExceeded",
            "This network vpc-1a2b3c4d has met its maximum number of allowed CIDRs: 5",
        ),
        (
            partial(VpcCidrAssociationNotFound, "vpc-cidr-assoc-1a2b3c4d"),
            "InvalidVpcCidrBlockAssociationID.NotFound",
            "The vpc CIDR block association ID 'vpc-cidr-assoc-1a2b3c4d' does not exist",
        ),
        (
            partial(PrimaryCidrBlock, "vpc-cidr-assoc-1a2b3c4d"),
            "OperationNotPermitted",
            (
                "The vpc CIDR block with association ID vpc-cidr-assoc-1a2b3c4d may not be "
                "disassociated. It is the primary IPv4 CIDR block of the VPC"
            ),
        ),
        (
            partial(CidrBlockInUse, "vpc-1a2b3c4d", "10.1.0.0/16"),
            "InvalidCidrBlock.InUse",
            "The vpc vpc-1a2b3c4d currently has a subnet within CIDR block 10.1.0.0/16",
        ),
    ],
)
def test_a_range_error_has_its_code_and_text(error: AwsError, code: str, text: str) -> None:
    """The range is shown as it was sent."""
    assert (error.code, error.status, error.message) == (code, 400, text)


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (partial(VpcNotFound, "vpc-1", "vpc-2"), {"vpc_ids": ("vpc-1", "vpc-2")}),
        (partial(VpcIdMalformed, "x"), {"text": "x"}),
        (partial(PeerVpcIdMalformed, "x"), {"text": "x"}),
        (
            partial(DependencyViolation, "vpc", "vpc-1"),
            {"type_name": "vpc", "resource_id": "vpc-1"},
        ),
        (partial(SubnetNotFound, "subnet-1"), {"subnet_ids": ("subnet-1",)}),
        (partial(SubnetIdMalformed, "x"), {"text": "x"}),
        (partial(InvalidSubnetRange, "10.0.0.0/8"), {"cidr_block": "10.0.0.0/8"}),
        (partial(SubnetConflict, "10.0.0.0/8"), {"cidr_block": "10.0.0.0/8"}),
        (partial(InvalidVpcRange, "10.0.0.0/8"), {"cidr_block": "10.0.0.0/8"}),
        (partial(RestrictedVpcRange, "10.0.0.0/8"), {"cidr_block": "10.0.0.0/8"}),
        (partial(NotACidrBlock, "x", "cidrBlock"), {"cidr_block": "x", "parameter": "cidrBlock"}),
        (
            partial(CidrConflict, "x", "v-1", "why"),
            {"cidr_block": "x", "vpc_id": "v-1", "reason": "why"},
        ),
        (partial(CidrLimitExceeded, "vpc-1", 5), {"vpc_id": "vpc-1", "limit": 5}),
        (partial(VpcCidrAssociationNotFound, "x"), {"association_id": "x"}),
        (partial(PrimaryCidrBlock, "x"), {"association_id": "x"}),
        (partial(CidrBlockInUse, "vpc-1", "x"), {"vpc_id": "vpc-1", "cidr_block": "x"}),
    ],
)
def test_a_network_error_keeps_its_cause(error: AwsError, cause: dict[str, object]) -> None:
    """The parts of the message are available as attributes."""
    assert {name: getattr(error, name) for name in cause} == cause
