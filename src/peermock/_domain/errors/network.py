"""AWS errors about VPCs, their CIDR blocks and subnets; see docs/explanation/fidelity.md."""

from peermock._domain.errors.aws_error import AwsError, not_found
from peermock._domain.errors.request import InvalidParameterValue


class VpcNotFound(AwsError):
    """The caller's account has no VPC with this ID in this Region."""

    code = "InvalidVpcID.NotFound"

    def __init__(self, *vpc_ids: str) -> None:
        super().__init__(not_found("vpc", vpc_ids))
        self.vpc_ids = vpc_ids


class VpcIdMalformed(AwsError):
    """The text is not a well-formed VPC ID (operations other than peering)."""

    code = "InvalidVpcId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f"The vpc ID {text} is malformed")
        self.text = text


class PeerVpcIdMalformed(AwsError):
    """The text is not a well-formed VPC ID (peering requests)."""

    code = "InvalidVpcId.Malformed"  # "Id", but "ID" in NotFound

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "vpc-...")')
        self.text = text


class DependencyViolation(AwsError):
    """Another resource depends on this one."""

    code = "DependencyViolation"

    def __init__(self, type_name: str, resource_id: str) -> None:
        super().__init__(f"The {type_name} '{resource_id}' has dependencies and cannot be deleted.")
        self.type_name = type_name
        self.resource_id = resource_id


class InvalidVpcRange(AwsError):
    """The IPv4 range is not allowed for a VPC."""

    code = "InvalidVpc.Range"

    def __init__(self, cidr_block: str) -> None:
        super().__init__(f"The CIDR '{cidr_block}' is invalid.")
        self.cidr_block = cidr_block


class RestrictedVpcRange(AwsError):
    """The IPv4 range is not allowed beside the VPC's primary one."""

    code = "InvalidVpc.Range"

    def __init__(self, cidr_block: str) -> None:
        super().__init__(
            f"The CIDR '{cidr_block}' is restricted. Use a CIDR from the same private address "
            "range as the current VPC CIDR, or use a publicly-routable CIDR. For additional "
            "restrictions, see "
            "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html"
        )
        self.cidr_block = cidr_block


class NotACidrBlock(InvalidParameterValue):
    """The text is not a CIDR block."""

    def __init__(self, cidr_block: str, parameter: str) -> None:
        super().__init__(
            f"Value ({cidr_block}) for parameter {parameter} is invalid. "
            "This is not a valid CIDR block."
        )
        self.cidr_block = cidr_block
        self.parameter = parameter


class CidrLimitExceeded(AwsError):
    """The VPC has reached its quota of CIDR blocks."""

    code = "CidrLimitExceeded"

    def __init__(self, vpc_id: str, limit: int) -> None:
        super().__init__(
            f"This network {vpc_id} has met its maximum number of allowed CIDRs: {limit}"
        )
        self.vpc_id = vpc_id
        self.limit = limit


class CidrConflict(AwsError):
    """The CIDR block conflicts with one of the VPC or of a peered VPC."""

    code = "CidrConflict"

    def __init__(self, cidr_block: str, vpc_id: str, reason: str) -> None:
        super().__init__(f"The CIDR '{cidr_block}' cannot be associated with {vpc_id}: {reason}")
        self.cidr_block = cidr_block
        self.vpc_id = vpc_id
        self.reason = reason


class SubnetNotFound(AwsError):
    """The caller's account has no subnet with this ID in this Region."""

    code = "InvalidSubnetID.NotFound"

    def __init__(self, *subnet_ids: str) -> None:
        super().__init__(not_found("subnet", subnet_ids))
        self.subnet_ids = subnet_ids


class SubnetIdMalformed(AwsError):
    """The text is not a well-formed subnet ID."""

    code = "InvalidSubnetId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "subnet-...")')
        self.text = text


class InvalidSubnetRange(AwsError):
    """The range is not valid for a subnet of the VPC."""

    code = "InvalidSubnet.Range"

    def __init__(self, cidr_block: str) -> None:
        super().__init__(f"The CIDR '{cidr_block}' is invalid.")
        self.cidr_block = cidr_block


class SubnetConflict(AwsError):
    """The range overlaps another subnet of the VPC."""

    code = "InvalidSubnet.Conflict"

    def __init__(self, cidr_block: str) -> None:
        family = "IPv6 CIDR" if ":" in cidr_block else "CIDR"
        super().__init__(f"The {family} '{cidr_block}' conflicts with another subnet")
        self.cidr_block = cidr_block


class DefaultVpcAlreadyExists(AwsError):
    """The account already has a default VPC in the Region."""

    code = "DefaultVpcAlreadyExists"

    def __init__(self) -> None:
        super().__init__("A Default VPC already exists for this account in this region.")


class VpcCidrAssociationNotFound(AwsError):
    """No VPC of the caller has a CIDR block with this association ID."""

    code = "InvalidVpcCidrBlockAssociationID.NotFound"

    def __init__(self, association_id: str) -> None:
        super().__init__(f"The vpc CIDR block association ID '{association_id}' does not exist")
        self.association_id = association_id


class PrimaryCidrBlock(AwsError):
    """The primary CIDR block of a VPC cannot be disassociated."""

    code = "OperationNotPermitted"

    def __init__(self, association_id: str) -> None:
        super().__init__(
            f"The vpc CIDR block with association ID {association_id} may not be disassociated. "
            "It is the primary IPv4 CIDR block of the VPC"
        )
        self.association_id = association_id


class CidrBlockInUse(AwsError):
    """A subnet uses the CIDR block."""

    code = "InvalidCidrBlock.InUse"

    def __init__(self, vpc_id: str, cidr_block: str) -> None:
        super().__init__(f"The vpc {vpc_id} currently has a subnet within CIDR block {cidr_block}")
        self.vpc_id = vpc_id
        self.cidr_block = cidr_block
