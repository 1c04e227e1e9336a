"""AWS errors about elastic IP addresses and interfaces; see docs/explanation/fidelity.md."""

from peermock._domain.errors.aws_error import AwsError, not_found
from peermock._domain.errors.request import InvalidParameterValue


class AllocationNotFound(AwsError):
    """The caller's account has no elastic IP address with this allocation ID in this Region."""

    code = "InvalidAllocationID.NotFound"

    def __init__(self, *allocation_ids: str) -> None:
        super().__init__(not_found("allocation", allocation_ids))
        self.allocation_ids = allocation_ids


class AddressNotFound(AwsError):
    """The caller's account does not have this public address in this Region."""

    code = "InvalidAddress.NotFound"

    def __init__(self, public_ip: str) -> None:
        super().__init__(f"Address '{public_ip}' not found.")
        self.public_ip = public_ip


class NotAPublicIp(InvalidParameterValue):
    """The text is not an IPv4 address."""

    def __init__(self, text: str) -> None:
        super().__init__(f"Invalid value '{text}' for PublicIp. Not a valid IPv4 address")
        self.text = text


class AllocationIdMissing(InvalidParameterValue):
    """The call releases an address without its allocation ID."""

    def __init__(self) -> None:
        super().__init__(
            "You must specify an allocation id when releasing a VPC elastic IP address"
        )


class AddressNamedTwice(AwsError):
    """The call names an address both by its allocation ID and by its public IP."""

    code = "InvalidParameterCombination"

    def __init__(self) -> None:
        super().__init__(
            "You may specify public IP or allocation id, but not both in the same call"
        )


class AddressNotYours(AwsError):
    """The address or interface is managed by a NAT gateway."""

    code = "AuthFailure"

    def __init__(self) -> None:
        super().__init__("You do not have permission to access the specified resource.")


class AddressInUse(AwsError):
    """The address is associated with an interface."""

    code = "InvalidIPAddress.InUse"

    def __init__(self, address: str) -> None:
        super().__init__(f"Address {address} is in use.")
        self.address = address


class AddressAlreadyAssociated(AwsError):
    """The address is associated with another interface, and reassociation is not allowed."""

    code = "Resource.AlreadyAssociated"

    def __init__(self, allocation_id: str, association_id: str) -> None:
        super().__init__(
            f"resource {allocation_id} is already associated with associate-id {association_id}"
        )
        self.allocation_id = allocation_id
        self.association_id = association_id


class NoInternetGateway(AwsError):
    """The interface's VPC has no internet gateway."""

    code = "Gateway.NotAttached"

    def __init__(self, vpc_id: str) -> None:
        super().__init__(f"Network {vpc_id} is not attached to any internet gateway")
        self.vpc_id = vpc_id


class MappedAddresses(AwsError):
    """The internet gateway cannot be detached while interfaces have public addresses."""

    code = "DependencyViolation"

    def __init__(self, vpc_id: str) -> None:
        super().__init__(
            f"Network {vpc_id} has some mapped public address(es). Please unmap those public "
            "address(es) before detaching the gateway."
        )
        self.vpc_id = vpc_id


class NetworkInterfaceNotFound(AwsError):
    """The caller's account has no network interface with this ID in this Region."""

    code = "InvalidNetworkInterfaceID.NotFound"

    def __init__(self, *network_interface_ids: str) -> None:
        super().__init__(not_found("networkInterface", network_interface_ids))
        self.network_interface_ids = network_interface_ids


class NetworkInterfaceIdMalformed(AwsError):
    """The text is not a well-formed network interface ID."""

    code = "InvalidNetworkInterfaceId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "eni-...")')
        self.text = text


class InterfaceInUse(InvalidParameterValue):
    """The network interface belongs to a NAT gateway or an endpoint."""

    def __init__(self, network_interface_id: str) -> None:
        super().__init__(f"Network interface '{network_interface_id}' is currently in use.")
        self.network_interface_id = network_interface_id


class InsufficientFreeAddresses(AwsError):
    """Every address of the subnet is in use."""

    code = "InsufficientFreeAddressesInSubnet"

    def __init__(self) -> None:
        super().__init__(
            "The specified subnet does not have enough free addresses to satisfy the request."
        )


class AddressOutsideSubnet(InvalidParameterValue):
    """The address is not one that the subnet can assign."""

    def __init__(self, address: str) -> None:
        super().__init__(f"Address {address} does not fall within the subnet's address range")
        self.address = address
