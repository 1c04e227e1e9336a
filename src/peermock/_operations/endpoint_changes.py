"""ModifyVpcEndpoint: changing the policy and the attached resources of an endpoint."""

from collections.abc import Mapping
from dataclasses import replace

from peermock._domain.endpoint import FULL_ACCESS, VPC_ENDPOINT
from peermock._domain.kind import Kind
from peermock._domain.routing import ROUTE_TABLE
from peermock._domain.security import SECURITY_GROUP
from peermock._domain.subnet import SUBNET
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.endpoint_interfaces import keep_endpoint
from peermock._operations.endpoint_parameters import (
    W,
    check_type,
    parts,
    private_dns,
    read_policy,
)
from peermock._operations.endpoint_routes import add_routes, remove_routes
from peermock._operations.resources import find


def modify_vpc_endpoint(world: World, call: Call) -> Result:
    """Change the policy of an endpoint, its route tables, or its subnets and groups."""
    params = call.params
    endpoint = find(world, call, VPC_ENDPOINT, params["VpcEndpointId"])
    for prefix in ("Add", "Remove"):
        check_type(params, endpoint.kind, prefix)
    vpc = world.at(call.place).of(VPC)[endpoint.vpc_id]
    policy = FULL_ACCESS if params.get("ResetPolicy") else endpoint.policy
    changed = replace(
        endpoint,
        policy=read_policy(params) if "PolicyDocument" in params else policy,
        table_ids=_change_ids(world, call, ROUTE_TABLE, vpc.id, endpoint.table_ids),
        subnet_ids=_change_ids(world, call, SUBNET, vpc.id, endpoint.subnet_ids),
        group_ids=_change_ids(world, call, SECURITY_GROUP, vpc.id, endpoint.group_ids),
        has_private_dns=private_dns(params, vpc, default=endpoint.has_private_dns),
    )
    add_routes(world, call, changed, [i for i in changed.table_ids if i not in endpoint.table_ids])
    gone = [i for i in endpoint.table_ids if i not in changed.table_ids]
    remove_routes(world, call, changed, gone)
    keep_endpoint(world, call, changed)
    return {"Return": True}


def _change_ids(
    world: World, call: Call, kind: Kind[W], vpc_id: str, ids: tuple[str, ...]
) -> tuple[str, ...]:
    name = _NAMES[kind]
    added = parts(world, call, kind, vpc_id, call.params.get(f"Add{name}", []))
    removed = call.params.get(f"Remove{name}", [])
    return tuple(i for i in dict.fromkeys((*ids, *added)) if i not in removed)


_NAMES: Mapping[object, str] = {
    ROUTE_TABLE: "RouteTableIds",
    SUBNET: "SubnetIds",
    SECURITY_GROUP: "SecurityGroupIds",
}
"""For each kind of attached resource, the ending of the parameters with its IDs."""

OPERATIONS: Mapping[str, Operation] = {
    "ModifyVpcEndpoint": Operation(
        modify_vpc_endpoint,
        (
            "VpcEndpointId",
            "PolicyDocument",
            "ResetPolicy",
            *(f"{prefix}{name}" for prefix in ("Add", "Remove") for name in _NAMES.values()),
            "PrivateDnsEnabled",
        ),
        "VpcEndpointId",
    ),
}
"""The rows of these operations."""
