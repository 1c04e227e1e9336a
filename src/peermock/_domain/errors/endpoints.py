"""AWS errors about VPC endpoints; see docs/explanation/fidelity.md."""

from peermock._domain.errors.aws_error import AwsError
from peermock._domain.errors.request import InvalidParameterValue


class VpcEndpointNotFound(AwsError):
    """The caller's account has no VPC endpoint with this ID in this Region."""

    code = "InvalidVpcEndpointId.NotFound"

    def __init__(self, *endpoint_ids: str) -> None:
        super().__init__(
            f"The Vpc Endpoint Id '{endpoint_ids[0]}' does not exist"
            if len(endpoint_ids) == 1
            else f"The Vpc Endpoint Ids '{', '.join(endpoint_ids)}' do not exist"
        )
        self.endpoint_ids = endpoint_ids


class VpcEndpointIdMalformed(AwsError):
    """The text is not a well-formed VPC endpoint ID."""

    code = "InvalidVpcEndpointId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "vpce-...")')
        self.text = text


class InvalidServiceName(AwsError):
    """The Region has no endpoint service of this name."""

    code = "InvalidServiceName"

    def __init__(self, service_name: str) -> None:
        super().__init__(f"The Vpc Endpoint Service '{service_name}' does not exist")
        self.service_name = service_name


class EndpointTypeMismatch(AwsError):
    """The service has no endpoints of this type."""

    code = "InvalidParameter"

    def __init__(self, endpoint_type: str, available: str) -> None:
        super().__init__(
            f"Endpoint type ({endpoint_type}) does not match available service types "
            f"([{available}])."
        )
        self.endpoint_type = endpoint_type
        self.available = available


class NotForEndpointType(AwsError):
    """The parameter is for endpoints of another type."""

    code = "InvalidParameter"

    def __init__(self, parameter: str, endpoint_type: str) -> None:
        super().__init__(f"{parameter} are only supported for {endpoint_type} type VPC Endpoint.")
        self.parameter = parameter
        self.endpoint_type = endpoint_type


class PrivateDnsNeedsDns(AwsError):
    """Private DNS requires both DNS attributes of the VPC."""

    code = "InvalidParameter"

    def __init__(self, vpc_id: str) -> None:
        super().__init__(
            "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC "
            f"attributes set to true for {vpc_id}"
        )
        self.vpc_id = vpc_id


class InvalidEndpointPolicy(AwsError):
    """The endpoint policy is not a JSON document."""

    code = "InvalidPolicyDocument"

    def __init__(self) -> None:
        super().__init__("The policy document is invalid.")


class TableHasEndpoint(AwsError):
    """The route table already has an endpoint for the same service."""

    code = "RouteAlreadyExists"

    def __init__(self, route_table_id: str, prefix_list_id: str) -> None:
        super().__init__(
            f"route table {route_table_id} already has a route with "
            f"destination-prefix-list-id {prefix_list_id}"
        )
        self.route_table_id = route_table_id
        self.prefix_list_id = prefix_list_id


class EndpointElsewhere(InvalidParameterValue):
    """A route table, subnet or security group is in another VPC than the endpoint."""

    def __init__(self, resource_id: str, vpc_id: str) -> None:
        super().__init__(f"{resource_id} and {vpc_id} belong to different networks")
        self.resource_id = resource_id
        self.vpc_id = vpc_id


class CannotRemoveEndpointRoute(InvalidParameterValue):
    """The route to an endpoint can only be removed with the endpoint."""

    def __init__(self, prefix_list_id: str, route_table_id: str) -> None:
        super().__init__(
            f"cannot remove VPC endpoint route {prefix_list_id} in route table {route_table_id}"
        )
        self.prefix_list_id = prefix_list_id
        self.route_table_id = route_table_id
