"""AWS errors about the attributes and IPv6 ranges of subnets."""

from peermock._domain.errors.aws_error import AwsError
from peermock._domain.errors.request import InvalidParameterValue


class OneAttributeOnly(AwsError):
    """One call can change only one attribute of a subnet."""

    code = "InvalidParameterCombination"

    def __init__(self, *attributes: str) -> None:
        super().__init__(
            "Only one subnet attribute can be modified at a time. "
            f"Provided attributes: [{', '.join(sorted(attributes))}]"
        )
        self.attributes = attributes


class Ipv6RangeMissing(InvalidParameterValue):
    """The attribute requires a subnet with an IPv6 range."""

    def __init__(self, attribute: str, subnet_id: str) -> None:
        super().__init__(
            f"Invalid value 'true' for {attribute}. Cannot set {attribute} to true unless the "
            f"subnet ({subnet_id}) has an IPv6 CIDR block associated with it."
        )
        self.attribute = attribute
        self.subnet_id = subnet_id


class Ipv6RangeInUse(AwsError):
    """The subnet assigns IPv6 addresses, so its IPv6 range cannot be removed."""

    code = "InvalidCidrBlock.InUse"

    def __init__(self, association_id: str) -> None:
        super().__init__(
            f"The subnet IPv6 CIDR block with association ID {association_id} may not be "
            "disassociated, because its subnet has assign-ipv6-address-on-creation set to true."
        )
        self.association_id = association_id


class SubnetHasIpv6Range(InvalidParameterValue):
    """The subnet already has an IPv6 range."""

    def __init__(self, subnet_id: str) -> None:
        super().__init__(f"The subnet {subnet_id} already has an IPv6 CIDR block.")
        self.subnet_id = subnet_id


class SubnetCidrAssociationNotFound(AwsError):
    """No subnet of the caller has a CIDR block with this association ID."""

    code = "InvalidSubnetCidrBlockAssociationID.NotFound"

    def __init__(self, association_id: str) -> None:
        super().__init__(f"The subnet CIDR block association ID '{association_id}' does not exist")
        self.association_id = association_id
