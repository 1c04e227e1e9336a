"""AWS errors about route tables and routes; see docs/explanation/fidelity.md."""

from peermock._domain.errors.aws_error import AwsError, not_found
from peermock._domain.errors.request import InvalidParameterValue


class RouteTableNotFound(AwsError):
    """The caller's account has no route table with this ID in this Region."""

    code = "InvalidRouteTableID.NotFound"

    def __init__(self, *route_table_ids: str) -> None:
        super().__init__(not_found("routeTable", route_table_ids))
        self.route_table_ids = route_table_ids


class RouteTableIdMalformed(AwsError):
    """The text is not a well-formed route table ID."""

    code = "InvalidRouteTableId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "rtb-...")')
        self.text = text


class RouteAlreadyExists(AwsError):
    """The table already has a route for this destination."""

    code = "RouteAlreadyExists"

    def __init__(self, destination: str) -> None:
        super().__init__(f"The route identified by {destination} already exists.")
        self.destination = destination


class RouteNotFound(AwsError):
    """The call deletes a route that the table does not have."""

    code = "InvalidRoute.NotFound"

    def __init__(self, destination: str, route_table_id: str) -> None:
        super().__init__(
            f"no route with destination-cidr-block {destination} in route table {route_table_id}"
        )
        self.destination = destination
        self.route_table_id = route_table_id


class RouteNotThere(InvalidParameterValue):
    """The call replaces a route that the table does not have."""

    def __init__(self, destination: str) -> None:
        super().__init__(
            f"There is no route defined for '{destination}' in the route table. "
            "Use CreateRoute instead."
        )
        self.destination = destination


class CannotRemoveLocalRoute(InvalidParameterValue):
    """The local route of a table cannot be deleted."""

    def __init__(self, destination: str, route_table_id: str) -> None:
        super().__init__(f"cannot remove local route {destination} in route table {route_table_id}")
        self.destination = destination
        self.route_table_id = route_table_id


class RouteWithinVpc(InvalidParameterValue):
    """A range within the VPC's own cannot be routed to a peering connection."""

    def __init__(self, destination: str) -> None:
        super().__init__(
            f"The destination CIDR block {destination} is equal to or more specific than one of "
            "this VPC's CIDR blocks. This route can target only an interface or an instance."
        )
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


class TargetMissing(AwsError):
    """The call does not name exactly one target of the route."""

    code = "MissingParameter"

    def __init__(self) -> None:
        super().__init__(
            "The request must contain exactly one of gatewayId, natGatewayId, "
            "networkInterfaceId, vpcPeeringConnectionId, egressOnlyInternetGatewayId, "
            "transitGatewayId, localGatewayId or instanceId"
        )


class EgressOnlyForIpv6(InvalidParameterValue):
    """An egress-only internet gateway routes IPv6 only."""

    def __init__(self, destination: str) -> None:
        super().__init__(
            f"The destination {destination} is not an IPv6 CIDR block. "
            "A route to an egress-only internet gateway is for IPv6 traffic only."
        )
        self.destination = destination


class TableAndSubnetApart(InvalidParameterValue):
    """The subnet is in another VPC than the route table."""

    def __init__(self, route_table_id: str, subnet_id: str) -> None:
        super().__init__(
            f"Route table {route_table_id} and subnet {subnet_id} belong to different networks"
        )
        self.route_table_id = route_table_id
        self.subnet_id = subnet_id


class ClientTokenReused(AwsError):
    """The client token belongs to a route table of another VPC."""

    code = "IdempotentParameterMismatch"

    def __init__(self, token: str) -> None:
        super().__init__(
            "Arguments on this idempotent request are inconsistent with arguments used in "
            "previous request(s)."
        )
        self.token = token


class AssociationNotFound(AwsError):
    """No route table of the caller has an association with this ID."""

    code = "InvalidAssociationID.NotFound"

    def __init__(self, association_id: str) -> None:
        super().__init__(f"The association ID '{association_id}' does not exist")
        self.association_id = association_id


class AlreadyAssociated(AwsError):
    """The subnet is already associated with a route table."""

    code = "Resource.AlreadyAssociated"

    def __init__(self, route_table_id: str) -> None:
        super().__init__(
            f"the specified association for route table {route_table_id} conflicts with an "
            "existing association"
        )
        self.route_table_id = route_table_id


class CannotDisassociateMain(InvalidParameterValue):
    """The main route table of a VPC cannot be disassociated."""

    def __init__(self, association_id: str) -> None:
        super().__init__(f"cannot disassociate the main route table association {association_id}")
        self.association_id = association_id
