"""Hints for errors about gateways and route targets."""

from peermock._domain import errors
from peermock._domain.internet_gateway import INTERNET_GATEWAY
from peermock._gateway.hints.case import Case, Hints


def _explain_second_gateway(case: Case, error: errors.VpcHasGateway) -> str:
    gateway = case.here.gateway_of(error.vpc_id)
    return f"{gateway.id if gateway else 'a gateway'} is already attached to {error.vpc_id}"


def _explain_detached_gateway(case: Case, error: errors.GatewayNotAttached) -> str:
    gateway = case.here.of(INTERNET_GATEWAY)[error.internet_gateway_id]
    if gateway.vpc_id is None:
        return f"{gateway.id} is not attached to a VPC: there is nothing to detach"
    return f"{gateway.id} is attached to {gateway.vpc_id}"


HINTS: Hints = {
    errors.EgressOnlyForIpv6: "route IPv4 to an internet gateway or a NAT gateway",
    errors.GatewayAlreadyAttached: lambda _, error: (
        f"{error.internet_gateway_id} is attached to {error.vpc_id}: keep it, or detach it first"
    ),
    errors.GatewayNotAttached: _explain_detached_gateway,
    errors.GatewayNotFound: lambda case, error: case.missing([error.gateway_id]),
    errors.InterfaceElsewhere: "use a network interface in the route table's own VPC",
    errors.NatForIpv4: "route IPv6 to an egress-only internet gateway",
    errors.NatTargetNotFound: lambda case, error: case.missing([error.nat_gateway_id]),
    errors.TargetMissing: "pass a target, such as VpcPeeringConnectionId",
    errors.VpcHasGateway: _explain_second_gateway,
}
