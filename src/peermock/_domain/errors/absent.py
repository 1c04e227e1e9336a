"""AWS errors about kinds of resources that peermock does not model, so that none exists."""

from collections.abc import Mapping
from typing import NamedTuple

from peermock._domain.errors.aws_error import AwsError, not_found


class AbsentKind(NamedTuple):
    """A kind of resource that never exists here.

    Attributes:
        type_name: AWS's name for it, such as `carrier-gateway`.
        noun: AWS's name for it in texts, such as `carrierGateway`.
        code: The first part of the codes of its errors, such as `InvalidCarrierGatewayID`.
    """

    type_name: str
    noun: str
    code: str


ABSENT_KINDS: Mapping[str, AbsentKind] = {
    "cagw": AbsentKind("carrier-gateway", "carrierGateway", "InvalidCarrierGatewayID"),
    "cr": AbsentKind("capacity-reservation", "capacityReservation", "InvalidCapacityReservationId"),
    "h": AbsentKind("dedicated-host", "host", "InvalidHostID"),
    "lgw": AbsentKind("local-gateway", "localGateway", "InvalidLocalGatewayID"),
    "lt": AbsentKind("launch-template", "launchTemplate", "InvalidLaunchTemplateId"),
    "pg": AbsentKind("placement-group", "placementGroup", "InvalidPlacementGroupId"),
    "sir": AbsentKind(
        "spot-instances-request", "spotInstanceRequest", "InvalidSpotInstanceRequestID"
    ),
    "tgw-rtb": AbsentKind(
        "transit-gateway-route-table", "transitGatewayRouteTable", "InvalidRouteTableID"
    ),
    "vpce-svc": AbsentKind(
        "vpc-endpoint-service", "vpcEndpointService", "InvalidVpcEndpointServiceId"
    ),
}
"""The kinds, by the prefix of their IDs. Kinds that a Describe lists have their own classes."""


class AbsentResourceNotFound(AwsError):
    """There is no resource with this ID, because peermock has none of its kind."""

    def __init__(self, prefix: str, *resource_ids: str) -> None:
        kind = ABSENT_KINDS[prefix]
        super().__init__(not_found(kind.noun, resource_ids))
        self.code = f"{kind.code}.NotFound"
        self.resource_ids = resource_ids


class AbsentIdMalformed(AwsError):
    """The text starts like an ID of this kind and is not a well-formed one."""

    def __init__(self, prefix: str, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "{prefix}-...")')
        self.code = f"{ABSENT_KINDS[prefix].code}.Malformed"
        self.text = text
