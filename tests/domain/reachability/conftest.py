"""Small networks that are described by statements and queried by questions."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from peermock._domain.identity import Place
from peermock._domain.ids import IdSource
from peermock._domain.kinds import kind_of
from peermock._domain.network import new_group
from peermock._domain.network_acl import (
    NETWORK_ACL,
    PROTOCOL_NUMBERS,
    AclEntry,
    default_id,
)
from peermock._domain.peering import Peering, Side, Status
from peermock._domain.reachability.ends import IPV4, IPV6, End, end_at
from peermock._domain.reachability.groups import Flow
from peermock._domain.reachability.trace import Reachability, trace
from peermock._domain.region_store import RegionStore
from peermock._domain.routing import ROUTE_TABLE, Association, Route, RouteTable, local_routes
from peermock._domain.security import SECURITY_GROUP, GroupReference, Rule, Traffic
from peermock._domain.subnet import SUBNET, Subnet
from peermock._domain.targets import PeeringTarget
from peermock._domain.vpc import VPC, CidrAssociation, Vpc
from peermock._domain.world import World

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PEERED = """\
vpc vpc-a 10.0.0.0/16
vpc vpc-b 10.1.0.0/16
peering pcx-ab vpc-a vpc-b active
"""
ROUTED = f"""\
{PEERED}\
route rtb-a 10.1.0.0/16 pcx-ab
route rtb-b 10.0.0.0/16 pcx-ab
"""
QUESTION = re.compile(
    r"(?P<a>\S+) -> (?P<b>\S+)(?P<ipv6> ipv6)?"
    r"( (?P<protocol>tcp|udp|icmpv6|icmp|-1)( (?P<port>\d+))?)?"
    r"( from (?P<source_group>\S+))?( to (?P<target_group>\S+))?"
)


class Network:
    """A world built from statements such as `vpc vpc-a 10.0.0.0/16`."""

    def __init__(self, peering_in: Callable[..., Peering]) -> None:
        self.world = World(ids=IdSource(0))
        self.peering_in = peering_in

    def build(self, statements: str) -> None:
        """Execute statements, one per line."""
        for statement in statements.splitlines():
            verb, *words = statement.split()
            getattr(self, verb)(*words)

    def peered(self) -> None:
        """Connect two VPCs."""
        self.build(PEERED)

    def routed(self) -> None:
        """Connect two VPCs, with a route each way."""
        self.build(ROUTED)

    def vpc(self, vpc_id: str, *words: str) -> None:
        """Add a VPC with ranges and, optionally, an account and a Region."""
        account_id = next((word for word in words if word.isdigit()), "111111111111")
        region_name = next((w for w in words if not re.search(r"/|^\d+$", w)), "us-east-1")
        store = self.world.store(Place(account_id, region_name))
        blocks = [word for word in words if "/" in word]
        vpc = Vpc(
            id=vpc_id,
            place=store.place,
            ipv4=tuple(CidrAssociation("", b) for b in blocks if ":" not in b),
            ipv6=tuple(CidrAssociation("", b) for b in blocks if ":" in b),
            dhcp_options_id="",
        )
        store.put(VPC, vpc)
        letter = vpc_id.removeprefix("vpc-")
        self.table(f"rtb-{letter}", vpc_id, "")
        self.group(f"sg-{letter}", vpc_id)
        self.rule(f"sg-{letter}", "in", "-1", f"sg-{letter}")

    def subnet(self, subnet_id: str, vpc_id: str, block: str, ipv6: str = "") -> None:
        """Add a subnet."""
        store = self.home(vpc_id)
        subnet = Subnet(
            id=subnet_id,
            place=store.place,
            vpc_id=vpc_id,
            cidr_block=block,
            zone_name="",
            ipv6=CidrAssociation("", ipv6) if ipv6 else None,
        )
        store.put(SUBNET, subnet)

    def table(self, table_id: str, vpc_id: str, *subnet_ids: str) -> None:
        """Add a route table with its subnets; an empty name makes it the main table."""
        store = self.home(vpc_id)
        table = RouteTable(
            id=table_id,
            place=store.place,
            vpc_id=vpc_id,
            routes=local_routes(store.of(VPC)[vpc_id].cidr_blocks),
            associations=tuple(Association("", subnet_id or None) for subnet_id in subnet_ids),
        )
        store.put(ROUTE_TABLE, table)

    def peering(self, peering_id: str, requester: str, accepter: str, status: str) -> None:
        """Add a connection that has reached a status now."""
        ours, theirs = (self.home(vpc_id).place for vpc_id in (requester, accepter))
        peering = replace(
            self.peering_in(Status(status), ours, theirs, NOW),
            id=peering_id,
            requester=Side(ours, requester),
            accepter=Side(theirs, accepter),
        )
        self.world.peerings.save(peering)

    def route(self, table_id: str, destination: str, peering_id: str) -> None:
        """Add a route."""
        store = self.home(table_id)
        route = Route(destination, PeeringTarget(peering_id))
        store.put(ROUTE_TABLE, store.of(ROUTE_TABLE)[table_id].with_route(route))

    def group(self, group_id: str, vpc_id: str) -> None:
        """Add a security group that allows all outbound traffic."""
        store = self.home(vpc_id)
        group = new_group(store, self.world.ids, store.of(VPC)[vpc_id], group_id, "")
        store.put(SECURITY_GROUP, replace(group, id=group_id))

    def rule(self, group_id: str, direction: str, protocol: str, *words: str) -> None:
        """Add a rule with ports, for a range or a group."""
        store = self.home(group_id)
        peer = GroupReference("", words[-1]) if words[-1].startswith("sg-") else words[-1]
        ports = re.fullmatch(r"(-?\d+)-(-?\d+)", words[0])
        first, last = (int(ports[1]), int(ports[2])) if ports else (None, None)
        rule = Rule(
            id="", is_egress=direction == "out", traffic=Traffic(protocol, first, last, peer)
        )
        group = store.of(SECURITY_GROUP)[group_id]
        store.put(SECURITY_GROUP, group.with_rules(rule))

    def entry(self, name: str, direction: str, number: str, action: str, *words: str) -> None:
        """Add an entry to the ACL of a subnet, or to the default ACL of a VPC."""
        store = self.home(name)
        acls = store.of(NETWORK_ACL)
        used = {each.subnet_id: acl for acl in acls for each in acl.associations}
        acl = used.get(name) or acls[default_id(name)]
        protocol, ports, block = words
        first, last = map(int, ports.split(":"))
        entry = AclEntry(
            number=int(number),
            is_egress=direction == "out",
            protocol=PROTOCOL_NUMBERS.get(protocol, protocol),
            allows=action == "allow",
            cidr_block=block,
            first=first,
            last=last,
        )
        store.put(NETWORK_ACL, acl.with_entry(entry))

    def bar(self, name: str, direction: str) -> None:
        """Remove the entry that allows everything from the default ACL of a VPC."""
        store = self.home(name)
        acl = store.of(NETWORK_ACL)[default_id(name)]
        store.put(NETWORK_ACL, acl.without_entry(100, is_egress=direction == "out"))

    def revoke(self, group_id: str, direction: str) -> None:
        """Remove all rules of a direction."""
        store = self.home(group_id)
        group = store.of(SECURITY_GROUP)[group_id]
        gone = [rule for rule in group.rules if rule.is_egress == (direction == "out")]
        store.put(SECURITY_GROUP, group.without_rules(*gone))

    def home(self, resource_id: str) -> RegionStore:
        """Return the store that has a resource."""
        kind = kind_of(resource_id)
        stores = map(self.world.store, self.world.network.places())
        return next(store for store in stores if resource_id in store.of(kind))

    def ask(self, question: str) -> Reachability:
        """Answer a question such as `vpc-a -> vpc-b tcp 443`."""
        asked = QUESTION.fullmatch(question)
        assert asked, question
        family = IPV6 if asked["ipv6"] else IPV4
        source = self.end(asked["a"], family, asked["source_group"])
        target = self.end(asked["b"], family, asked["target_group"])
        flow = Flow(asked["protocol"], int(asked["port"] or -1)) if asked["protocol"] else None
        return trace(self.world, source, target, NOW, flow)

    def end(self, name: str, family: str, group_id: str | None) -> End:
        """Return the VPC or subnet with a name, optionally with one of its groups."""
        store = self.home(name)
        subnet = store.of(SUBNET).get(name)
        end = end_at(store, store.of(VPC)[subnet.vpc_id if subnet else name], subnet, family)
        groups = (store.of(SECURITY_GROUP)[group_id],) if group_id else end.groups
        return replace(end, groups=groups)


@pytest.fixture
def network(peering_in: Callable[..., Peering]) -> Callable[[str], Callable[[str], Reachability]]:
    """Return a function that builds networks, each as a function that answers questions."""

    def make(statements: str) -> Callable[[str], Reachability]:
        """Build a network from statements, one per line, and return a function to question it."""
        made = Network(peering_in)
        made.build(statements)
        return made.ask

    return make
