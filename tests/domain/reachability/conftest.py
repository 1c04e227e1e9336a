"""Small networks, built from statements and asked in words."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from peermock.domain.admission import Flow
from peermock.domain.ends import IPV4, IPV6, End, end_at
from peermock.domain.identity import Place
from peermock.domain.ids import IdSource
from peermock.domain.network import new_group
from peermock.domain.peering import Peering, Side, Status
from peermock.domain.reachability import Reachability, trace
from peermock.domain.region_store import RegionStore
from peermock.domain.routing import Association, Route, RouteTable
from peermock.domain.security import GroupReference, Rule, Traffic
from peermock.domain.subnet import Subnet
from peermock.domain.vpc import CidrAssociation, Vpc
from peermock.domain.world import World

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
    """A world that statements such as `vpc vpc-a 10.0.0.0/16` build."""

    def __init__(self, peering_in: Callable[..., Peering]) -> None:
        self.world = World(ids=IdSource(0))
        self.peering_in = peering_in

    def build(self, statements: str) -> None:
        """Carry statements out, one a line."""
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
        """Add a VPC with ranges, and perhaps an account and a Region."""
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
        store.vpcs.put(vpc_id, vpc)
        letter = vpc_id.removeprefix("vpc-")
        self.table(f"rtb-{letter}", vpc_id, "")
        self.group(f"sg-{letter}", vpc_id)
        self.rule(f"sg-{letter}", "in", "-1", f"sg-{letter}")

    def subnet(self, subnet_id: str, vpc_id: str, block: str, ipv6: str = "") -> None:
        """Add a subnet."""
        store = self.home("vpcs", vpc_id)
        subnet = Subnet(
            id=subnet_id,
            place=store.place,
            vpc_id=vpc_id,
            cidr_block=block,
            zone_name="",
            ipv6=CidrAssociation("", ipv6) if ipv6 else None,
        )
        store.subnets.put(subnet_id, subnet)

    def table(self, table_id: str, vpc_id: str, *subnet_ids: str) -> None:
        """Add a route table that subnets use; the main one has an empty text among them."""
        store = self.home("vpcs", vpc_id)
        table = RouteTable(
            id=table_id,
            place=store.place,
            vpc_id=vpc_id,
            routes=tuple(map(Route, store.vpcs[vpc_id].cidr_blocks)),
            associations=tuple(Association("", subnet_id) for subnet_id in subnet_ids),
        )
        store.route_tables.put(table_id, table)

    def peering(self, peering_id: str, requester: str, accepter: str, status: str) -> None:
        """Add a connection that begins to have a status now."""
        ours, theirs = (self.home("vpcs", vpc_id).place for vpc_id in (requester, accepter))
        peering = replace(
            self.peering_in(Status(status), ours, theirs, NOW),
            id=peering_id,
            requester=Side(ours, requester),
            accepter=Side(theirs, accepter),
        )
        self.world.peerings.save(peering)

    def route(self, table_id: str, destination: str, peering_id: str) -> None:
        """Add a route."""
        tables = self.home("route_tables", table_id).route_tables
        tables.put(table_id, tables[table_id].with_route(Route(destination, peering_id)))

    def group(self, group_id: str, vpc_id: str) -> None:
        """Add a security group, which lets everything out."""
        store = self.home("vpcs", vpc_id)
        group = new_group(store, self.world.ids, store.vpcs[vpc_id], group_id, "")
        store.security_groups.put(group_id, replace(group, id=group_id))

    def rule(self, group_id: str, direction: str, protocol: str, *words: str) -> None:
        """Add a rule with ports, for a range or a group."""
        store = self.home("security_groups", group_id)
        peer = GroupReference("", words[-1]) if words[-1].startswith("sg-") else words[-1]
        ports = re.fullmatch(r"(-?\d+)-(-?\d+)", words[0])
        first, last = (int(ports[1]), int(ports[2])) if ports else (None, None)
        rule = Rule(
            id="", is_egress=direction == "out", traffic=Traffic(protocol, first, last, peer)
        )
        group = store.security_groups[group_id]
        store.security_groups.put(group_id, group.with_rules(rule))

    def revoke(self, group_id: str, direction: str) -> None:
        """Take all the rules of a direction away."""
        store = self.home("security_groups", group_id)
        group = store.security_groups[group_id]
        gone = [rule for rule in group.rules if rule.is_egress == (direction == "out")]
        store.security_groups.put(group_id, group.without_rules(*gone))

    def home(self, kind: str, resource_id: str) -> RegionStore:
        """Return the store that has a resource."""
        return next(s for s in self.world.stores() if resource_id in getattr(s, kind))

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
        """Return the VPC or subnet with a name, perhaps with one of its groups."""
        store = self.home("vpcs" if name.startswith("vpc-") else "subnets", name)
        subnet = store.subnets.get(name)
        end = end_at(store, store.vpcs[subnet.vpc_id if subnet else name], subnet, family)
        groups = (store.security_groups[group_id],) if group_id else end.groups
        return replace(end, groups=groups)


@pytest.fixture
def network(peering_in: Callable[..., Peering]) -> Callable[[str], Callable[[str], Reachability]]:
    """A maker of networks, which gives what answers questions about one."""

    def make(statements: str) -> Callable[[str], Reachability]:
        """Return what answers questions about the network of some statements, one a line."""
        made = Network(peering_in)
        made.build(statements)
        return made.ask

    return make
