"""Reading parameters of VPC endpoints: services, policies, tables, subnets and groups."""

import json
from collections.abc import Mapping
from typing import Protocol, TypeVar

from peermock._domain.endpoint import FULL_ACCESS, GATEWAY, INTERFACE, VPC_ENDPOINT, VpcEndpoint
from peermock._domain.errors import MissingParameter
from peermock._domain.errors.endpoints import (
    EndpointElsewhere,
    EndpointTypeMismatch,
    InvalidEndpointPolicy,
    InvalidServiceName,
    NotForEndpointType,
    PrivateDnsNeedsDns,
)
from peermock._domain.kind import Kind
from peermock._domain.routing import ROUTE_TABLE
from peermock._domain.security import SECURITY_GROUP
from peermock._domain.service import service_types
from peermock._domain.subnet import SUBNET
from peermock._domain.vpc import Vpc
from peermock._domain.world import World
from peermock._operations.call import Call, Params
from peermock._operations.resources import find
from peermock.exceptions import UnsupportedParameterError


class Within(Protocol):
    """A resource in a VPC."""

    @property
    def id(self) -> str:
        """The resource's ID."""
        ...

    @property
    def vpc_id(self) -> str:
        """The ID of its VPC."""
        ...


W = TypeVar("W", bound=Within)

_TYPES: Mapping[str, tuple[str, str]] = {
    "RouteTableIds": (GATEWAY, "Route table IDs"),
    "SubnetIds": (INTERFACE, "Subnet IDs"),
    "SecurityGroupIds": (INTERFACE, "Security group IDs"),
}
"""For each type-specific parameter, the endpoint type and the words in AWS's message."""


def new_endpoint(world: World, call: Call, vpc: Vpc) -> VpcEndpoint:
    """Return the endpoint described by a call, not yet stored.

    Raises:
        AwsError: AWS would reject the request.
        UnsupportedParameterError: peermock does not support the endpoint type.
    """
    params = call.params
    kind = params.get("VpcEndpointType", GATEWAY)
    service_name = _service(call, kind)
    check_type(params, kind)
    group_ids = parts(world, call, SECURITY_GROUP, vpc.id, params.get("SecurityGroupIds", []))
    if kind == INTERFACE and not group_ids:
        groups = world.at(call.place).groups_of(vpc.id)
        group_ids = tuple(group.id for group in groups if group.is_default)
    return VpcEndpoint(
        id=world.ids.resource_id(VPC_ENDPOINT.prefix),
        place=call.place,
        vpc_id=vpc.id,
        kind=kind,
        service_name=service_name,
        policy=read_policy(params),
        created_at=call.at.replace(microsecond=0),
        table_ids=parts(world, call, ROUTE_TABLE, vpc.id, params.get("RouteTableIds", [])),
        subnet_ids=parts(world, call, SUBNET, vpc.id, params.get("SubnetIds", [])),
        group_ids=group_ids,
        has_private_dns=kind == INTERFACE
        and private_dns(params, vpc, default=vpc.resolves_hostnames),
        address_type=params.get("IpAddressType", "ipv4"),
        settling=world.settle.start(call.at),
    )


def check_type(params: Params, kind: str, prefix: str = "") -> None:
    """Check that a call has no parameters of another endpoint type.

    Args:
        params: The parameters.
        kind: The endpoint type.
        prefix: A prefix of the parameter names, such as `Add`.

    Raises:
        NotForEndpointType: A parameter is for another type.
    """
    for name, (its_kind, words) in _TYPES.items():
        if params.get(prefix + name) and kind != its_kind:
            raise NotForEndpointType(words, its_kind)


def parts(world: World, call: Call, kind: Kind[W], vpc_id: str, ids: list[str]) -> tuple[str, ...]:
    """Return the IDs of route tables, subnets or groups of a VPC, without duplicates.

    Raises:
        AwsError: A resource does not exist.
        EndpointElsewhere: A resource is in another VPC.
    """
    for resource_id in ids:
        if find(world, call, kind, resource_id).vpc_id != vpc_id:
            raise EndpointElsewhere(resource_id, vpc_id)
    return tuple(dict.fromkeys(ids))


def read_policy(params: Params) -> str:
    """Return the endpoint policy of a call.

    Raises:
        InvalidEndpointPolicy: The policy is not a JSON object.
    """
    policy: str = params.get("PolicyDocument", FULL_ACCESS)
    try:
        document = json.loads(policy)
    except ValueError:
        raise InvalidEndpointPolicy from None
    if not isinstance(document, dict):
        raise InvalidEndpointPolicy
    return policy


def private_dns(params: Params, vpc: Vpc, *, default: bool) -> bool:
    """Return whether a call enables private DNS.

    Raises:
        PrivateDnsNeedsDns: DNS support or DNS hostnames are disabled in the VPC.
    """
    is_on: bool = params.get("PrivateDnsEnabled", default)
    if is_on and not vpc.resolves_hostnames:
        raise PrivateDnsNeedsDns(vpc.id)
    return is_on


def _service(call: Call, kind: str) -> str:
    if kind not in (GATEWAY, INTERFACE):
        but = f"{GATEWAY!r} or {INTERFACE!r}"
        raise UnsupportedParameterError(call.operation_name, "VpcEndpointType", but=but)
    if "ServiceName" not in call.params:
        raise MissingParameter("ServiceName")
    service_name: str = call.params["ServiceName"]
    available = service_types(service_name, call.region_name)
    if not available:
        raise InvalidServiceName(service_name)
    if kind not in available:
        raise EndpointTypeMismatch(kind, ", ".join(available))
    return service_name
