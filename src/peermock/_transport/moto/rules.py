"""AWS's peering rules, enforced inside moto's own methods.

Clients, stacks, the tagging API and moto's server therefore all meet the same rules.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from inspect import signature
from typing import Any

from peermock._domain.cidr import canonical_ipv4
from peermock._domain.errors import AwsError, DependencyViolation
from peermock._domain.identity import Place
from peermock._domain.peering import PEERING
from peermock._domain.ranges import join_range
from peermock._domain.routing import ROUTE_TABLE, Route, RouteTable
from peermock._domain.tags import add_tags, read_tags, refuse_reserved
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._gateway import present
from peermock._operations.call import Call, call_from
from peermock._operations.resources import find_peering
from peermock._operations.routes import read_route
from peermock._transport.inprocess.patch import Method, Patch
from peermock._transport.moto import names
from peermock._transport.moto.choice import decide
from peermock._transport.moto.connections import ConnectionsOfPlace

MotoRule = Callable[[World, Any, Call, Mapping[str, Any]], Callable[[], None] | None]
"""A rule of moto's network, which checks a call of a method of a moto backend.

It raises AWS's error, or returns a function to call once moto is done, or None.
"""


@contextmanager
def as_moto_errors() -> Iterator[None]:
    """Convert AWS errors raised in the block into moto's, which moto returns to clients."""
    try:
        yield
    except AwsError as error:
        raise names.look_up(names.EC2_ERRORS, "EC2ClientError")(error.code, error.message) from None


def _rule(rule: MotoRule) -> Callable[[Method], Method]:
    """Return a wrapper that applies a rule before a method."""

    def wrap(method: Method) -> Method:
        parameters = list(signature(method).parameters)[1:]

        def ruled(backend: Any, *args: Any, **kwargs: Any) -> object:
            gateway = decide()
            if gateway is None:
                return method(backend, *args, **kwargs)
            asked = dict(zip(parameters, args, strict=False)) | kwargs
            with gateway.held() as world:
                call = call_from(Place(backend.account_id, backend.region_name), present())
                with as_moto_errors():
                    finish = rule(world, backend, call, asked)
                done = method(backend, *args, **kwargs)
                if finish is not None:
                    finish()
                return done

        return ruled

    return wrap


_ROUTE = {
    "destination_cidr_block": "DestinationCidrBlock",
    "destination_ipv6_cidr_block": "DestinationIpv6CidrBlock",
    "vpc_peering_connection_id": "VpcPeeringConnectionId",
}


def _create_route(world: World, _: Any, call: Call, asked: Mapping[str, Any]) -> None:
    table = _table_for_peering(world, call, asked)
    if table is not None:
        table.with_route(_read_route(world, call, table, asked))


def _replace_route(world: World, _: Any, call: Call, asked: Mapping[str, Any]) -> None:
    table = _table_for_peering(world, call, asked)
    if table is not None:
        table.with_replaced(_read_route(world, call, table, asked))


def _table_for_peering(world: World, call: Call, asked: Mapping[str, Any]) -> RouteTable | None:
    """Return the table of a route through a connection; None for other routes."""
    is_listed = asked.get("destination_prefix_list_id")
    if is_listed or not asked.get("vpc_peering_connection_id"):
        return None
    return world.at(call.place).of(ROUTE_TABLE).get(asked["route_table_id"])


def _read_route(world: World, call: Call, table: RouteTable, asked: Mapping[str, Any]) -> Route:
    params = {_ROUTE[name]: asked[name] for name in _ROUTE if asked.get(name)}
    return read_route(world, replace(call, params=params), table)


def _delete_vpc(world: World, _: Any, call: Call, asked: Mapping[str, Any]) -> None:
    vpc = world.at(call.place).of(VPC).get(asked["vpc_id"])
    if vpc is not None and world.is_bound(vpc, call.at):
        raise DependencyViolation(VPC.noun, vpc.id)


def _associate(
    world: World, _: Any, call: Call, asked: Mapping[str, Any]
) -> Callable[[], None] | None:
    vpc = world.at(call.place).of(VPC).get(asked["vpc_id"])
    block = canonical_ipv4(asked.get("cidr_block") or "")
    if vpc is None or block is None:
        return None
    failing = join_range(world, vpc, block, call.at)

    def fail() -> None:
        for peering in failing:
            world.peerings.save(peering)

    return fail


def _create_tags(world: World, _: Any, call: Call, asked: Mapping[str, Any]) -> None:
    known = [each for each in asked["resource_ids"] if PEERING.is_meant_by(each)]
    if known and asked["tags"]:
        new = read_tags((key, value or "") for key, value in asked["tags"].items())
        if not _is_stack_tag(new):
            refuse_reserved(new)
        for resource_id in known:
            find_peering(world, call, resource_id)  # the tagging API takes any ARN
            add_tags(world.at(call.place).tags_of(resource_id), new)


OF_STACKS = "aws:cloudformation:"
"""The prefix of the keys of tags that CloudFormation adds to its resources."""


def _is_stack_tag(tags: Mapping[str, str]) -> bool:
    """Return whether the tags come from CloudFormation, which may use reserved keys."""
    return any(key.startswith(OF_STACKS) for key in tags)


def _delete_tags(_: World, __: Any, ___: Call, asked: Mapping[str, Any]) -> None:
    if any(PEERING.is_meant_by(each) for each in asked["resource_ids"]):
        refuse_reserved(asked["tags"])


def _get_connection(world: World, _: Any, call: Call, asked: Mapping[str, Any]) -> None:
    find_peering(world, call, asked["vpc_pcx_id"])


def _connections_of_place(backend: Any) -> object:
    """Return a backend's connections: the world's, or moto's own if the network is not moto's."""
    gateway = decide()
    return vars(backend)["vpc_pcxs"] if gateway is None else ConnectionsOfPlace(gateway, backend)


def _keep_connections(backend: Any, made: object) -> None:
    vars(backend)["vpc_pcxs"] = made


def _as_property(_: Method) -> Any:
    return property(_connections_of_place, _keep_connections)


PATCHES = (
    Patch(
        names.ROUTES,
        "RouteBackend",
        "create_route",
        _rule(_create_route),
    ),
    Patch(
        names.ROUTES,
        "RouteBackend",
        "replace_route",
        _rule(_replace_route),
    ),
    Patch(names.VPCS, "VPCBackend", "delete_vpc", _rule(_delete_vpc)),
    Patch(
        names.VPCS,
        "VPCBackend",
        "associate_vpc_cidr_block",
        _rule(_associate),
    ),
    Patch(names.TAGS, "TagBackend", "create_tags", _rule(_create_tags)),
    Patch(names.TAGS, "TagBackend", "delete_tags", _rule(_delete_tags)),
    Patch(
        names.CONNECTIONS,
        "VPCPeeringConnectionBackend",
        "get_vpc_peering_connection",
        _rule(_get_connection),
    ),
    Patch(
        names.CONNECTIONS, "VPCPeeringConnectionBackend", "vpc_pcxs", _as_property, is_added=True
    ),
)
