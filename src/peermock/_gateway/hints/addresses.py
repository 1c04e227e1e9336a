"""Hints for errors about elastic IP addresses and network interfaces."""

from peermock._domain import errors
from peermock._domain.address import ADDRESS
from peermock._domain.errors import AwsError
from peermock._domain.network_interface import NETWORK_INTERFACE
from peermock._gateway.hints.case import Case, Hints


def _explain_mapped_addresses(case: Case, error: errors.MappedAddresses) -> str:
    interfaces = case.here.of(NETWORK_INTERFACE)
    there = [
        f"{address.public_ip} of {association.gateway_id or association.interface_id}"
        for address in case.here.of(ADDRESS)
        if (association := address.association(case.at))
        and interfaces[association.interface_id].vpc_id == error.vpc_id
    ]
    return f"delete or disassociate these first: {', '.join(there)}"


def _explain_gateway_address(case: Case, _: AwsError) -> str:
    """Name the NAT gateway that owns the address or the interface."""
    named = case.params.get("NetworkInterfaceId")
    interface = case.here.of(NETWORK_INTERFACE).get(named) if named else None
    if interface and interface.gateway_id:
        return (
            f"{interface.id} belongs to {interface.gateway_id}; delete that with DeleteNatGateway"
        )
    kept = {
        name: f"{address.public_ip} belongs to {association.gateway_id}: delete that first"
        for address in case.here.of(ADDRESS)
        if (association := address.association(case.at)) and association.gateway_id
        for name in (address.id, address.public_ip, association.id)
    }
    return kept[(kept.keys() & {*map(str, case.params.values())}).pop()]


HINTS: Hints = {
    errors.AddressAlreadyAssociated: "omit AllowReassociation=False to move the address",
    errors.AddressInUse: "disassociate the address first, or choose another one",
    errors.AddressNamedTwice: "pass AllocationId only",
    errors.AddressNotFound: "list the addresses of this account and Region with DescribeAddresses",
    errors.AddressNotYours: _explain_gateway_address,
    errors.AddressOutsideSubnet: "omit PrivateIpAddress to get the subnet's next free address",
    errors.AllocationIdMissing: "pass AllocationId",
    errors.InsufficientFreeAddresses: (
        "create a larger subnet, or delete network interfaces in this one"
    ),
    errors.InterfaceInUse: lambda case, error: (
        f"{case.here.of(NETWORK_INTERFACE)[error.network_interface_id].gateway_id} uses it; "
        "DeleteNatGateway deletes both"
    ),
    errors.MappedAddresses: _explain_mapped_addresses,
    errors.NoInternetGateway: lambda _, error: (
        f"attach an internet gateway to {error.vpc_id} with AttachInternetGateway first"
    ),
    errors.NotAPublicIp: "pass an IPv4 address such as 198.18.0.1",
}
