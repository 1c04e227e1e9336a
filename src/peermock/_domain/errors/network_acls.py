"""AWS errors about network ACLs; see docs/explanation/fidelity.md."""

from peermock._domain.errors.aws_error import AwsError, not_found
from peermock._domain.errors.request import InvalidParameterValue


class NetworkAclNotFound(AwsError):
    """The caller's account has no network ACL with this ID in this Region."""

    code = "InvalidNetworkAclID.NotFound"

    def __init__(self, *network_acl_ids: str) -> None:
        super().__init__(not_found("networkAcl", network_acl_ids))
        self.network_acl_ids = network_acl_ids


class NetworkAclIdMalformed(AwsError):
    """The text is not a well-formed network ACL ID."""

    code = "InvalidNetworkAclId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "acl-...")')
        self.text = text


class NetworkAclEntryAlreadyExists(AwsError):
    """The ACL has an entry with this number in this direction."""

    code = "NetworkAclEntryAlreadyExists"

    def __init__(self, number: int) -> None:
        super().__init__(f"The network acl entry identified by {number} already exists.")
        self.number = number


class NetworkAclEntryNotFound(AwsError):
    """The ACL has no entry with this number in this direction."""

    code = "InvalidNetworkAclEntry.NotFound"

    def __init__(self, direction: str, number: int, network_acl_id: str) -> None:
        super().__init__(
            f"no {direction} entry with number {number} in network ACL {network_acl_id}"
        )
        self.direction = direction
        self.number = number
        self.network_acl_id = network_acl_id


class CannotDeleteDefaultAcl(InvalidParameterValue):
    """The default network ACL of a VPC can only be deleted with the VPC."""

    def __init__(self, network_acl_id: str) -> None:
        super().__init__(f"cannot delete default network ACL {network_acl_id}")
        self.network_acl_id = network_acl_id


class AclAndSubnetApart(InvalidParameterValue):
    """The subnet is in another VPC than the network ACL."""

    def __init__(self, network_acl_id: str, subnet_id: str) -> None:
        super().__init__(
            f"network ACL {network_acl_id} and subnet {subnet_id} belong to different networks"
        )
        self.network_acl_id = network_acl_id
        self.subnet_id = subnet_id


class InvalidRuleNumber(InvalidParameterValue):
    """The rule number is outside the range for entries."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Value ({number}) for parameter ruleNumber is invalid. "
            "Rule numbers must be between 1 and 32766."
        )
        self.number = number
