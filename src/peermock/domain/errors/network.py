"""What AWS answers about VPCs, ranges, route tables and routes; sources in docs/fidelity.md."""

from peermock.domain.errors.base import AwsError
from peermock.domain.errors.request import InvalidParameterValue


class VpcNotFound(AwsError):
    """The caller's account has no VPC with this ID in this Region."""

    code = "InvalidVpcID.NotFound"

    def __init__(self, *vpc_ids: str) -> None:
        super().__init__(
            f"The vpc ID '{vpc_ids[0]}' does not exist"
            if len(vpc_ids) == 1
            else f"The vpc IDs '{', '.join(vpc_ids)}' do not exist"
        )
        self.vpc_ids = vpc_ids


class VpcIdMalformed(AwsError):
    """The text has not the form of a VPC's ID, in an operation other than peering."""

    code = "InvalidVpcID.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f"The vpc ID {text} is malformed")
        self.text = text


class PeerVpcIdMalformed(AwsError):
    """The text has not the form of a VPC's ID, in a peering request."""

    code = "InvalidVpcId.Malformed"  # with a small d, unlike elsewhere

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "vpc-...")')
        self.text = text


class RouteTableNotFound(AwsError):
    """The caller's account has no route table with this ID in this Region."""

    code = "InvalidRouteTableID.NotFound"

    def __init__(self, *route_table_ids: str) -> None:
        super().__init__(
            f"The routeTable ID '{route_table_ids[0]}' does not exist"
            if len(route_table_ids) == 1
            else f"The routeTable IDs '{', '.join(route_table_ids)}' do not exist"
        )
        self.route_table_ids = route_table_ids


class RouteTableIdMalformed(AwsError):
    """The text has not the form of a route table's ID."""

    code = "InvalidRouteTableId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "rtb-...")')
        self.text = text


class DependencyViolation(AwsError):
    """Something else still needs the resource."""

    code = "DependencyViolation"

    def __init__(self, type_name: str, resource_id: str) -> None:
        super().__init__(f"The {type_name} '{resource_id}' has dependencies and cannot be deleted.")
        self.type_name = type_name
        self.resource_id = resource_id


class InvalidVpcRange(AwsError):
    """A VPC cannot have this IPv4 range."""

    code = "InvalidVpc.Range"

    def __init__(self, cidr_block: str) -> None:
        super().__init__(f"The CIDR '{cidr_block}' is invalid.")
        self.cidr_block = cidr_block


class RestrictedVpcRange(AwsError):
    """A VPC cannot have this IPv4 range beside its primary one."""

    code = "InvalidVpc.Range"

    def __init__(self, cidr_block: str) -> None:
        super().__init__(
            f"The CIDR '{cidr_block}' is restricted. Use a CIDR from the same private address "
            "range as the current VPC CIDR, or use a publicly-routable CIDR. For additional "
            "restrictions, see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html"
        )
        self.cidr_block = cidr_block


class NotACidrBlock(InvalidParameterValue):
    """The text is not an address range."""

    def __init__(self, cidr_block: str, parameter: str) -> None:
        super().__init__(
            f"Value ({cidr_block}) for parameter {parameter} is invalid. "
            "This is not a valid CIDR block."
        )
        self.cidr_block = cidr_block
        self.parameter = parameter


class CidrConflict(AwsError):
    """A range cannot be added because of one that is there, in the VPC or in a peer."""

    code = "CidrConflict"

    def __init__(self, cidr_block: str, vpc_id: str, reason: str) -> None:
        super().__init__(f"The CIDR '{cidr_block}' cannot be associated with {vpc_id}: {reason}")
        self.cidr_block = cidr_block
        self.vpc_id = vpc_id
        self.reason = reason


class RouteAlreadyExists(AwsError):
    """The table already routes this range."""

    code = "RouteAlreadyExists"

    def __init__(self, destination: str) -> None:
        super().__init__(f"The route identified by {destination} already exists.")
        self.destination = destination


class DifferentNetworks(InvalidParameterValue):
    """The peering connection does not join the route table's VPC."""

    def __init__(self, route_table_id: str, gateway_id: str) -> None:
        super().__init__(
            f"route table {route_table_id} and network gateway {gateway_id} "
            "belong to different networks"
        )
        self.route_table_id = route_table_id
        self.gateway_id = gateway_id
