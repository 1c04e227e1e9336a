"""AWS errors about gateways; see docs/explanation/fidelity.md."""

from peermock._domain.errors.aws_error import AwsError, not_found
from peermock._domain.errors.request import InvalidParameterValue


class InternetGatewayNotFound(AwsError):
    """The caller's account has no internet gateway with this ID in this Region."""

    code = "InvalidInternetGatewayID.NotFound"

    def __init__(self, *internet_gateway_ids: str) -> None:
        super().__init__(not_found("internetGateway", internet_gateway_ids))
        self.internet_gateway_ids = internet_gateway_ids


class InternetGatewayIdMalformed(AwsError):
    """The text is not a well-formed internet gateway ID."""

    code = "InvalidInternetGatewayId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "igw-...")')
        self.text = text


class GatewayAlreadyAttached(AwsError):
    """The internet gateway is already attached to a VPC."""

    code = "Resource.AlreadyAssociated"

    def __init__(self, internet_gateway_id: str, vpc_id: str) -> None:
        super().__init__(f"resource {internet_gateway_id} is already attached to network {vpc_id}")
        self.internet_gateway_id = internet_gateway_id
        self.vpc_id = vpc_id


class VpcHasGateway(InvalidParameterValue):
    """The VPC already has an internet gateway."""

    def __init__(self, vpc_id: str) -> None:
        super().__init__(f"Network {vpc_id} already has an internet gateway attached")
        self.vpc_id = vpc_id


class GatewayNotAttached(AwsError):
    """The internet gateway is not attached to this VPC."""

    code = "Gateway.NotAttached"

    def __init__(self, internet_gateway_id: str, vpc_id: str) -> None:
        super().__init__(f"resource {internet_gateway_id} is not attached to network {vpc_id}")
        self.internet_gateway_id = internet_gateway_id
        self.vpc_id = vpc_id


class GatewayNotFound(AwsError):
    """The gateway that a route targets does not exist."""

    code = "InvalidGatewayID.NotFound"

    def __init__(self, gateway_id: str) -> None:
        super().__init__(f"The gateway ID '{gateway_id}' does not exist")
        self.gateway_id = gateway_id


class EgressOnlyGatewayNotFound(AwsError):
    """The caller's account has no egress-only internet gateway with this ID in this Region."""

    code = "InvalidGatewayID.NotFound"

    def __init__(self, *egress_only_gateway_ids: str) -> None:
        super().__init__(not_found("eigw", egress_only_gateway_ids))
        self.egress_only_gateway_ids = egress_only_gateway_ids


class EgressOnlyGatewayIdMalformed(AwsError):
    """The text is not a well-formed egress-only internet gateway ID."""

    code = "InvalidEgressOnlyInternetGatewayId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "eigw-...")')
        self.text = text


class NatGatewayNotFound(AwsError):
    """The caller's account has no NAT gateway with this ID in this Region."""

    code = "NatGatewayNotFound"

    def __init__(self, *nat_gateway_ids: str) -> None:
        verb = "was" if len(nat_gateway_ids) == 1 else "were"
        super().__init__(f"NAT gateway {', '.join(nat_gateway_ids)} {verb} not found")
        self.nat_gateway_ids = nat_gateway_ids


class NatGatewayIdMalformed(AwsError):
    """The text is not a well-formed NAT gateway ID."""

    code = "NatGatewayMalformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "nat-...")')
        self.text = text


class NatTargetNotFound(AwsError):
    """The NAT gateway that a route targets does not exist or is not usable."""

    code = "InvalidNatGatewayID.NotFound"

    def __init__(self, nat_gateway_id: str) -> None:
        super().__init__(not_found("natGateway", (nat_gateway_id,)))
        self.nat_gateway_id = nat_gateway_id


class InterfaceElsewhere(InvalidParameterValue):
    """The network interface is in another VPC than the route table."""

    def __init__(self, route_table_id: str, interface_id: str) -> None:
        super().__init__(
            f"route table {route_table_id} and interface {interface_id} belong to different "
            "networks"
        )
        self.route_table_id = route_table_id
        self.interface_id = interface_id


class NatForIpv4(InvalidParameterValue):
    """A NAT gateway routes IPv4 and the NAT64 range 64:ff9b::/96 only."""

    def __init__(self, destination: str) -> None:
        super().__init__(
            f"The destination {destination} is not an IPv4 CIDR block. A route to a NAT gateway "
            "is for IPv4 traffic, or for 64:ff9b::/96."
        )
        self.destination = destination
