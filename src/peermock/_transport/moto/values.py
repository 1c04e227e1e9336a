"""moto's objects as values of the domain, converted on demand and never kept."""

from collections.abc import Iterator, Mapping
from typing import Any

from peermock._domain.cidr import canonical_ipv4, canonical_ipv6
from peermock._domain.identity import Place
from peermock._domain.routing import Association, Route, Routes, RouteTable
from peermock._domain.security import (
    ALL_PROTOCOLS,
    WITH_PORTS,
    WITH_TYPES,
    GroupReference,
    Rule,
    SecurityGroup,
    Traffic,
)
from peermock._domain.subnet import SUBNET, Subnet
from peermock._domain.targets import (
    LOCAL,
    EgressOnlyGatewayTarget,
    GatewayTarget,
    InterfaceTarget,
    NatGatewayTarget,
    PeeringTarget,
    Target,
)
from peermock._domain.vpc import CidrAssociation, Vpc

_ASSOCIATED = ("associated", "associating")

_TARGETS: tuple[tuple[str, type[Any]], ...] = (
    ("vpc_pcx", PeeringTarget),
    ("gateway", GatewayTarget),
    ("nat_gateway", NatGatewayTarget),
    ("egress_only_igw", EgressOnlyGatewayTarget),
    ("interface", InterfaceTarget),
    ("instance", InterfaceTarget),
    ("transit_gateway", GatewayTarget),
    ("carrier_gateway", GatewayTarget),
)
"""The attributes of a moto route, of which one is set, and the targets that they hold."""


class PeerPair(dict[str, str]):
    """A reference to a peer's group in a rule of moto's.

    The dictionary holds what moto shows; the group's VPC and the connection, which AWS shows as
    well, are attributes. Pairs that name the same group are equal, as on AWS, whatever else they
    contain.
    """

    __hash__ = None

    def __init__(self, reference: GroupReference, description: str | None = None) -> None:
        super().__init__(
            GroupId=reference.group_id,
            UserId=reference.account_id,
            OwnerId=reference.account_id,
        )
        if description is not None:
            self["Description"] = description
        self.reference = reference

    def __eq__(self, other: object) -> bool:
        return isinstance(other, dict) and other.get("GroupId") == self["GroupId"]

    def __reduce__(self) -> tuple[object, ...]:
        """Support copying by moto, including what is beside the dictionary."""
        return type(self), (self.reference, self.get("Description"))


def vpc_from(vpc: Any, place: Place) -> Vpc:
    """Return a VPC."""
    return Vpc(
        id=vpc.id,
        place=place,
        ipv4=tuple(_associations(vpc, ipv6=False)),
        ipv6=tuple(_associations(vpc, ipv6=True)),
        dhcp_options_id=vpc.dhcp_options.id if vpc.dhcp_options else "default",
        is_default=is_on(vpc.is_default),
        instance_tenancy=vpc.instance_tenancy,
        enable_dns_support=is_on(vpc.enable_dns_support),
        enable_dns_hostnames=is_on(vpc.enable_dns_hostnames),
    )


def subnet_from(subnet: Any, place: Place) -> Subnet:
    """Return a subnet."""
    ipv6 = [
        CidrAssociation(each["associationId"], canonical(each["ipv6CidrBlock"]))
        for each in subnet.ipv6_cidr_block_associations.values()
        if _state(each["ipv6CidrBlockState"]) in _ASSOCIATED
    ]
    return Subnet(
        id=subnet.id,
        place=place,
        vpc_id=subnet.vpc_id,
        cidr_block=canonical(subnet.cidr_block or ""),
        zone_name=subnet.availability_zone,
        is_default=is_on(subnet.default_for_az),
        ipv6=ipv6[0] if ipv6 else None,
    )


def route_table_from(table: Any, place: Place) -> RouteTable:
    """Return a route table."""
    associations = [Association(table.main_association_id)] if table.main_association_id else []
    associations += [
        Association(association_id, target_id)
        for association_id, target_id in _mapping(table, "associations").items()
        if SUBNET.is_meant_by(target_id)
    ]
    routes = [route_from(route) for route in _mapping(table, "routes").values()]
    return RouteTable(
        id=table.id,
        place=place,
        vpc_id=table.vpc_id,
        routes=Routes(sorted(routes, key=lambda route: not route.is_local)),
        associations=tuple(associations),
    )


def route_from(route: Any) -> Route:
    """Return a route."""
    block = route.destination_cidr_block or route.destination_ipv6_cidr_block
    listed = route.destination_prefix_list
    destination = canonical(block) if block else (listed.id if listed else "")
    return Route(destination, _target(route))


def group_from(group: Any, place: Place) -> SecurityGroup:
    """Return a security group."""
    rules = [*_rules(group.ingress_rules, place), *_rules(group.egress_rules, place)]
    return SecurityGroup(
        id=group.id,
        place=place,
        vpc_id=group.vpc_id,
        name=group.name,
        description=group.description,
        rules=tuple(rules),
    )


def _associations(vpc: Any, *, ipv6: bool) -> Iterator[CidrAssociation]:
    for each in vpc.get_cidr_block_association_set(ipv6=ipv6):
        if _state(each["cidr_block_state"]) in _ASSOCIATED:
            pool = each.get("ipv6_pool") or ("Amazon" if ipv6 else "")
            yield CidrAssociation(each["association_id"], canonical(each["cidr_block"]), pool)


def _state(state: str | Mapping[str, str]) -> str:
    """Return a state, which moto has as a string, or in a dictionary as `state` or `State`."""
    if isinstance(state, str):
        return state
    return state.get("state") or state["State"]


def _target(route: Any) -> Target:
    if route.local:
        return LOCAL
    for name, target in _TARGETS:
        way = getattr(route, name)
        if way is not None:
            made: Target = target(way.id)
            return made
    return GatewayTarget(route.vpc_endpoint_id or "")


def _rules(rules: list[Any], place: Place) -> Iterator[Rule]:
    """Yield the rules of a direction. A rule in moto 5.1 may combine several of AWS's."""
    for rule in rules:
        for number, (peer, description) in enumerate(_peers(rule, place)):
            yield Rule(
                id=f"{rule.id}.{number}" if number else rule.id,
                is_egress=rule.is_egress,
                traffic=Traffic(rule.ip_protocol or ALL_PROTOCOLS, *_ports(rule), peer),
                description=description,
            )


def _ports(rule: Any) -> tuple[int | None, int | None]:
    if rule.ip_protocol in (*WITH_PORTS, *WITH_TYPES):
        return rule.from_port, rule.to_port
    return None, None


def _peers(rule: Any, place: Place) -> Iterator[tuple[str | GroupReference, str]]:
    for block in _several(rule, "ip_range"):
        cidr = block.get("CidrIp") or block.get("CidrIpv6") or ""
        yield canonical(cidr), block.get("Description") or ""
    for pair in _several(rule, "source_group"):
        if isinstance(pair, PeerPair):
            yield pair.reference, pair.get("Description", "")
        elif "GroupId" in pair:
            account_id = pair.get("UserId") or place.account_id
            yield GroupReference(account_id, pair["GroupId"]), pair.get("Description") or ""


def _several(rule: Any, name: str) -> list[Any]:
    """Return a rule's members of a kind; moto 5.1.0 has a list instead of one."""
    if hasattr(rule, f"{name}s"):
        return list(getattr(rule, f"{name}s"))
    return [getattr(rule, name)] if getattr(rule, name) else []


def _mapping(table: Any, name: str) -> Mapping[str, Any]:
    """Return a table's routes or associations by ID, which are private in moto 5.2."""
    found: Mapping[str, Any] = getattr(table, f"_{name}", None) or getattr(table, name)
    return found if isinstance(found, Mapping) else {}


def canonical(block: str) -> str:
    """Return a CIDR block as AWS writes it."""
    return canonical_ipv4(block) or canonical_ipv6(block) or block


def is_on(value: object) -> bool:
    """Return a flag, which moto 5.1 stores as sent over the wire."""
    return str(value).lower() == "true"
