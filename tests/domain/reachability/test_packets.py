"""Reachability, compared with a naive walk of every packet through random small networks.

Addresses are numbers from 0 to 255. The walk is independent of peermock: it works on these numbers,
and only the statements that build the network turn them into IPv4 or IPv6 addresses.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peermock._domain.reachability.trace import Reachability

Ask = Callable[[str], Reachability]
Block = tuple[int, int]
"""The first address of a range and the length of its prefix, 0 to 8."""

BITS, VPC_PREFIX, SUBNET_PREFIX = 8, 4, 6
POOLS = {"a": (0, 16), "b": (32, 48), "c": (0, 32, 64, 80)}
"""The possible first addresses of each VPC's ranges; the third VPC may overlap the others."""

STATUSES = ("active", "active", "active", "pending-acceptance", "deleted")
PORT = 443
PORTS = {"443-443": {443}, "80-81": {80, 81}, "0-65535": range(65536)}
PACKETS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@dataclass
class Plan:
    """A small network: three VPCs, their connections and their routes.

    Attributes:
        vpcs: The ranges of each VPC.
        subnets: The subnets of each VPC, as ranges, each with its route table.
        tables: The routes of each table: the connection for each range.
        peerings: The two VPCs of each connection, and its status.
        rules: The rules of each group: direction, protocol, ports, and a range or a group.
    """

    vpcs: dict[str, list[Block]]
    subnets: dict[str, dict[Block, str]] = field(default_factory=dict)
    tables: dict[str, dict[Block, str]] = field(default_factory=dict)
    peerings: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    rules: dict[str, list[tuple[str, str, str, Block | str]]] = field(default_factory=dict)

    def places(self, vpc: str) -> list[Block]:
        """Return the subnets of a VPC, or its ranges if it has no subnets."""
        return list(self.subnets[vpc]) or self.vpcs[vpc]

    def arrives(self, vpc: str, sender: int, target: str, address: int) -> bool:
        """Walk a packet hop by hop from an address of one VPC to an address of another."""
        table = f"rtb-{vpc}"
        for subnet, own_table in self.subnets[vpc].items():
            if holds(subnet, sender):
                table = own_table
        routes = {**self.tables[table], **dict.fromkeys(self.vpcs[vpc], "local")}
        best, out = -1, "nowhere"
        for block, leads in routes.items():
            if holds(block, address) and block[1] > best:
                best, out = block[1], leads
        if out not in self.peerings:
            return out == "local" and vpc == target
        one, other, status = self.peerings[out]
        return status == "active" and target == (other if vpc == one else one)

    def passes(self, group: str, direction: str, address: int, other: str) -> bool:
        """Return whether any rule of a group allows a packet."""
        for way, protocol, ports, peer in self.rules[group]:
            if way == direction and (protocol == "-1" or PORT in PORTS[ports]):
                if isinstance(peer, str) and peer == other:
                    return True
                if not isinstance(peer, str) and holds(peer, address):
                    return True
        return False


def holds(block: Block, address: int) -> bool:
    """Return whether an address is in a range: their first bits are the same."""
    first, prefix = block
    return first >> (BITS - prefix) == address >> (BITS - prefix)


def addresses(block: Block) -> range:
    """Return the addresses of a range."""
    first, prefix = block
    return range(first, first + (1 << (BITS - prefix)))


def reaches(plan: Plan, vpc: str, place: Block, other: str, other_place: Block) -> bool:
    """Send a packet from each address of a place to each of another, and one back."""
    return all(
        plan.arrives(vpc, here, other, there) and plan.arrives(other, there, vpc, here)
        for here, there in product(addresses(place), addresses(other_place))
    )


def admits(plan: Plan, vpc: str, place: Block, other: str, other_place: Block) -> bool:
    """Find one group at each end that allows every packet from one place to the other."""
    ours, theirs = ([g for g in plan.rules if g.startswith(f"sg-{v}")] for v in (vpc, other))
    return any(
        all(plan.passes(out, "out", there, into) for there in addresses(other_place))
        and all(plan.passes(into, "in", here, out) for here in addresses(place))
        for out, into in product(ours, theirs)
    )


def verdict(plan: Plan, vpc: str, other: str, *tests: Callable[..., bool]) -> bool:
    """Return whether all tests pass for every pair of places of two VPCs."""
    return all(
        test(plan, vpc, place, other, other_place)
        for place, other_place in product(plan.places(vpc), plan.places(other))
        for test in tests
    )


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """Generate a range of any size, near the VPCs."""
    prefix = draw(st.integers(0, BITS))
    return draw(st.integers(0, 95)) >> (BITS - prefix) << (BITS - prefix), prefix


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Generate a network without rules."""
    starts = {
        vpc: draw(st.lists(st.sampled_from(pool), min_size=1, max_size=2, unique=True))
        for vpc, pool in POOLS.items()
    }
    plan = Plan({vpc: [(first, VPC_PREFIX) for first in starts[vpc]] for vpc in POOLS})
    for vpc in POOLS:
        parts = [(first + step, SUBNET_PREFIX) for first in starts[vpc] for step in (0, 4, 8, 12)]
        tables = st.sampled_from([f"rtb-{vpc}", f"rtb-{vpc}1"])
        plan.subnets[vpc] = draw(st.dictionaries(st.sampled_from(parts), tables, max_size=3))
    for one, other in combinations(POOLS, 2):
        overlap = set(starts[one]) & set(starts[other])
        status = "failed" if overlap else draw(st.sampled_from(STATUSES))
        plan.peerings[f"pcx-{one}{other}"] = (one, other, status)
    for vpc, number in product(POOLS, ("", "1")):
        plan.tables[f"rtb-{vpc}{number}"] = draw(routes(plan, vpc))
    return plan


@st.composite
def routes(draw: st.DrawFn, plan: Plan, vpc: str) -> dict[Block, str]:
    """Generate the routes of a table: mostly those that it needs, and others."""
    peers = {name: set(vpcs) - {vpc} for name, (*vpcs, _) in plan.peerings.items() if vpc in vpcs}
    needed = {block: name for name, (peer,) in peers.items() for block in plan.vpcs[peer]}
    others = draw(st.dictionaries(blocks(), st.sampled_from(sorted(peers)), max_size=3))
    drawn = (needed if draw(st.integers(0, 3)) else {}) | others
    own = [block for block in drawn if block[1] >= VPC_PREFIX]
    own = [block for block in own if any(holds(mine, block[0]) for mine in plan.vpcs[vpc])]
    return {block: name for block, name in drawn.items() if block not in own}


@st.composite
def guarded_plans(draw: st.DrawFn) -> Plan:
    """Generate a network with security groups."""
    plan = draw(plans())
    groups = [f"sg-{vpc}{number}" for vpc, number in product(POOLS, ("", "1"))]
    rule = st.tuples(
        st.sampled_from(["in", "out"]),
        st.just("tcp"),
        st.sampled_from(sorted(PORTS)),
        st.one_of(blocks(), st.sampled_from(groups)),
    )
    wide = st.sampled_from([("out", "-1", "", (0, 0)), ("in", "tcp", "443-443", (0, 0))])
    for group in groups:
        plan.rules[group] = draw(st.lists(st.one_of(wide, rule), max_size=4))
    return plan


def ipv4(block: Block) -> str:
    """Return a range as an IPv4 CIDR block."""
    return f"10.0.0.{block[0]}/{24 + block[1]}"


def ipv6(block: Block) -> str:
    """Return a range as an IPv6 CIDR block."""
    return f"2001:db8::{block[0]:x}/{120 + block[1]}"


def statements(plan: Plan, write: Callable[[Block], str]) -> Iterator[str]:
    """Yield the statements that build the network. With IPv6, the IPv4 ranges do not matter."""
    for number, (vpc, ranges) in enumerate(plan.vpcs.items()):
        before = f"10.{number}.0.0/16 " if write is ipv6 else ""
        yield f"vpc vpc-{vpc} {before}{' '.join(map(write, ranges))}"
        for count, subnet in enumerate(plan.subnets[vpc]):
            before = f"10.{number}.{count}.0/24 " if write is ipv6 else ""
            yield f"subnet subnet-{vpc}{count} vpc-{vpc} {before}{write(subnet)}"
        tables = enumerate(plan.subnets[vpc].values())
        users = [f"subnet-{vpc}{count}" for count, table in tables if table == f"rtb-{vpc}1"]
        yield f"table rtb-{vpc}1 vpc-{vpc} {' '.join(users)}"
    for name, (one, other, status) in plan.peerings.items():
        yield f"peering {name} vpc-{one} vpc-{other} {status}"
    for table, drawn in plan.tables.items():
        yield from (f"route {table} {write(block)} {name}" for block, name in drawn.items())
    for group, rules in plan.rules.items():
        yield f"group {group} vpc-{group[3]}"
        yield f"revoke {group} out"
        for *words, peer in rules:
            yield " ".join(["rule", group, *words, peer if isinstance(peer, str) else write(peer)])


@given(plan=plans(), write=st.sampled_from([ipv4, ipv6]))
@PACKETS
def test_a_vpc_is_reached_where_every_packet_arrives_and_is_answered(
    network: Callable[[str], Ask], plan: Plan, write: Callable[[Block], str]
) -> None:
    """This holds between any VPCs or within one, for any subnets, tables and connections."""
    ask = network("\n".join(statements(plan, write)))
    for vpc, other in product(POOLS, repeat=2):
        answer = ask(f"vpc-{vpc} -> vpc-{other}{' ipv6' if write is ipv6 else ''}")
        assert bool(answer) == verdict(plan, vpc, other, reaches), str(answer)


@given(plan=guarded_plans(), write=st.sampled_from([ipv4, ipv6]))
@PACKETS
def test_traffic_passes_where_one_group_at_each_end_lets_every_packet_through(
    network: Callable[[str], Ask], plan: Plan, write: Callable[[Block], str]
) -> None:
    """One group at each end suffices for every pair of subnets."""
    ask = network("\n".join(statements(plan, write)))
    for vpc, other in product(POOLS, repeat=2):
        answer = ask(f"vpc-{vpc} -> vpc-{other}{' ipv6' if write is ipv6 else ''} tcp {PORT}")
        assert bool(answer) == verdict(plan, vpc, other, reaches, admits), str(answer)
