"""Replace prefix lists in route tables and security groups by their CIDR blocks."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from peermock._domain.holdings import Holdings
from peermock._domain.prefix_list import PREFIX_LIST
from peermock._domain.routing import Route, Routes, RouteTable
from peermock._domain.security import Rule, SecurityGroup


def expand_table(holdings: Holdings, table: RouteTable) -> RouteTable:
    """Return a table without prefix lists. A route to a CIDR block itself takes precedence."""
    static = [route for route in table.routes if route.cidr_block is not None]
    routes = {route.destination: route for route in static}
    for route in table.routes:
        if route.cidr_block is None:
            for block in _ranges(holdings, route.destination):
                routes.setdefault(block, Route(block, route.target))
    return replace(table, routes=Routes(routes.values()))


def expand_group(holdings: Holdings, group: SecurityGroup) -> SecurityGroup:
    """Return a security group whose rules name CIDR blocks and groups only."""
    return replace(group, rules=tuple(_expand(holdings, group.rules)))


def _expand(holdings: Holdings, rules: Iterable[Rule]) -> Iterator[Rule]:
    for rule in rules:
        if rule.traffic.prefix_list_id is None:
            yield rule
        else:
            for block in _ranges(holdings, rule.traffic.prefix_list_id):
                yield replace(rule, traffic=rule.traffic._replace(peer=block))


def _ranges(holdings: Holdings, prefix_list_id: str) -> list[str]:
    prefix_list = holdings.of(PREFIX_LIST).get(prefix_list_id)
    return [entry.cidr_block for entry in prefix_list.entries] if prefix_list else []
