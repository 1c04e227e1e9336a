"""The steps of a path: their values, their order and their text."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError

import pytest

from peermock._domain.reachability.hops import EndHop, GroupHop, PeeringHop, RouteHop
from peermock._domain.reachability.trace import Reachability

Ask = Callable[[str], Reachability]

ACROSS = """\
vpc vpc-a 10.0.0.0/16 111111111111 us-east-1
vpc vpc-b 10.1.0.0/16 222222222222 eu-west-1
subnet subnet-b1 vpc-b 10.1.1.0/24
table rtb-b1 vpc-b subnet-b1
peering pcx-ab vpc-a vpc-b active
route rtb-a 10.0.0.0/8 pcx-ab
route rtb-b1 10.0.0.0/16 pcx-ab
rule sg-b in tcp 443-443 10.0.0.0/16
"""


def test_a_path_goes_there_over_the_connection_and_back(network: Callable[[str], Ask]) -> None:
    """Each step has the IDs that AWS uses."""
    answer = network(ACROSS)("vpc-a -> subnet-b1 tcp 443")
    assert answer.hops == (
        EndHop(
            is_target=False,
            id="vpc-a",
            vpc_id="vpc-a",
            account_id="111111111111",
            region_name="us-east-1",
            cidr_blocks=("10.0.0.0/16",),
        ),
        RouteHop(
            is_back=False,
            id="vpc-a",
            route_table_id="rtb-a",
            is_main=True,
            cidr_block="10.1.1.0/24",
            destination="10.0.0.0/8",
            peering_id="pcx-ab",
            vpc_id="vpc-b",
        ),
        PeeringHop(peering_id="pcx-ab", status="active"),
        EndHop(
            is_target=True,
            id="subnet-b1",
            vpc_id="vpc-b",
            account_id="222222222222",
            region_name="eu-west-1",
            cidr_blocks=("10.1.1.0/24",),
        ),
        RouteHop(
            is_back=True,
            id="subnet-b1",
            route_table_id="rtb-b1",
            is_main=False,
            cidr_block="10.0.0.0/16",
            destination="10.0.0.0/16",
            peering_id="pcx-ab",
            vpc_id="vpc-a",
        ),
        GroupHop(is_egress=True, group_id="sg-a", traffic="tcp port 443", cidr_block="10.1.1.0/24"),
        GroupHop(
            is_egress=False, group_id="sg-b", traffic="tcp port 443", cidr_block="10.0.0.0/16"
        ),
    )


def test_the_text_of_a_path_has_a_line_for_each_step(network: Callable[[str], Ask]) -> None:
    """The first line states the result."""
    answer = network(ACROSS)("vpc-a -> subnet-b1 tcp 443")
    first, *rest = str(answer).splitlines()
    assert first == f"vpc-a reaches subnet-b1: {answer.reason}"
    assert rest == [
        "  from  vpc-a (111111111111, us-east-1): 10.0.0.0/16",
        "  there 10.1.1.0/24 from vpc-a by rtb-a (main): 10.0.0.0/8 -> pcx-ab",
        "  over  pcx-ab: active",
        "  to    subnet-b1 of vpc-b (222222222222, eu-west-1): 10.1.1.0/24",
        "  back  10.0.0.0/16 from subnet-b1 by rtb-b1: 10.0.0.0/16 -> pcx-ab",
        "  out   sg-a: tcp port 443 to 10.1.1.0/24",
        "  in    sg-b: tcp port 443 from 10.0.0.0/16",
    ]


def test_an_end_is_written_with_all_its_ranges(network: Callable[[str], Ask]) -> None:
    """The ranges are in the VPC's order."""
    answer = network("vpc vpc-a 10.0.0.0/16 10.9.0.0/16 10.8.0.0/16")("vpc-a -> vpc-a")
    line = str(answer).splitlines()[1]
    assert line == "  from  vpc-a (111111111111, us-east-1): 10.0.0.0/16 10.9.0.0/16 10.8.0.0/16"


def test_the_text_of_a_broken_path_says_so_first(network: Callable[[str], Ask]) -> None:
    """The reason is on the same line."""
    answer = network("peered")("vpc-a -> vpc-b")
    first = str(answer).splitlines()[0]
    assert first == f"vpc-a does not reach vpc-b: {answer.reason}"


@pytest.mark.parametrize(
    ("statements", "question", "last"),
    [
        ("peered", "vpc-a -> vpc-b", "> there 10.1.0.0/16 from vpc-a by rtb-a (main): no route"),
        (
            "peered\nroute rtb-a 10.1.0.0/16 pcx-ab",
            "vpc-a -> vpc-b",
            "> back  10.0.0.0/16 from vpc-b by rtb-b (main): no route",
        ),
        (
            "peered\nvpc vpc-c 10.2.0.0/16",
            "vpc-a -> vpc-c",
            "> over  no connection",
        ),
        (
            "peered\nvpc vpc-c 10.2.0.0/16\npeering pcx-ac vpc-a vpc-c rejected",
            "vpc-a -> vpc-c",
            "> over  pcx-ac: rejected",
        ),
        (
            "peered",
            "vpc-a -> vpc-b ipv6",
            "> from  vpc-a (111111111111, us-east-1): no range",
        ),
        (
            "routed",
            "vpc-a -> vpc-b tcp 443",
            "> in    sg-b: tcp port 443 from 10.0.0.0/16",
        ),
        (
            "routed\nrevoke sg-a out",
            "vpc-a -> vpc-b tcp 443",
            "> out   sg-a: tcp port 443 to 10.1.0.0/16",
        ),
        (
            "routed\ngroup sg-b1 vpc-b",
            "vpc-a -> vpc-b tcp 443",
            "> in    no group: tcp port 443 from 10.0.0.0/16",
        ),
    ],
)
def test_a_path_that_ends_too_early_has_a_mark_where_it_does(
    network: Callable[[str], Ask], statements: str, question: str, last: str
) -> None:
    """Only the last line is marked."""
    lines = str(network(statements)(question)).splitlines()
    assert lines[-1] == last
    assert not any(line.startswith(">") for line in lines[:-1])


def test_the_short_text_is_the_reason(network: Callable[[str], Ask]) -> None:
    """The `repr`, which pytest shows for a failed assertion, is the reason."""
    ask = network("peered\nroute rtb-a 10.1.0.0/16 pcx-ab")
    assert repr(ask("vpc-a -> vpc-b")) == (
        "<Reachability no: on the way back vpc-b has no route to 10.0.0.0/16 in rtb-b (main)>"
    )
    assert repr(ask("vpc-a -> vpc-a")) == "<Reachability yes: the routes lead there and back>"


def test_a_path_within_a_vpc_takes_local_routes(network: Callable[[str], Ask]) -> None:
    """A path within a VPC does not use a connection."""
    path = network("vpc vpc-a 10.0.0.0/16")("vpc-a -> vpc-a").hops
    assert [type(hop) for hop in path] == [EndHop, RouteHop, EndHop, RouteHop]
    assert str(path[1]) == "there 10.0.0.0/16 from vpc-a by rtb-a (main): 10.0.0.0/16 -> local"


def test_a_table_is_looked_into_once_for_each_range(network: Callable[[str], Ask]) -> None:
    """Subnets that share a table share the step, which names the first of them."""
    answer = network(
        "routed\n"
        "subnet subnet-a1 vpc-a 10.0.1.0/24\n"
        "subnet subnet-a2 vpc-a 10.0.2.0/24\n"
        "subnet subnet-b1 vpc-b 10.1.1.0/24\n"
        "rule sg-b in tcp 443-443 10.0.0.0/16"
    )("vpc-a -> vpc-b tcp 443")
    assert [str(hop) for hop in answer.hops if not isinstance(hop, EndHop)] == [
        "there 10.1.1.0/24 from subnet-a1 by rtb-a (main): 10.1.0.0/16 -> pcx-ab",
        "over  pcx-ab: active",
        "back  10.0.1.0/24 from subnet-b1 by rtb-b (main): 10.0.0.0/16 -> pcx-ab",
        "back  10.0.2.0/24 from subnet-b1 by rtb-b (main): 10.0.0.0/16 -> pcx-ab",
        "out   sg-a: tcp port 443 to 10.1.1.0/24",
        "in    sg-b: tcp port 443 from 10.0.1.0/24",
        "in    sg-b: tcp port 443 from 10.0.2.0/24",
    ]


def test_groups_let_out_before_they_let_in(network: Callable[[str], Ask]) -> None:
    """All outbound groups come before all inbound ones, once per range."""
    subnets = "".join(
        f"subnet subnet-{vpc}{count} vpc-{vpc} 10.{number}.{count}.0/24\n"
        for number, vpc in enumerate("ab")
        for count in (1, 2)
    )
    answer = network(f"routed\n{subnets}rule sg-b in tcp 443-443 10.0.0.0/16")(
        "vpc-a -> vpc-b tcp 443"
    )
    assert [str(hop) for hop in answer.hops if isinstance(hop, GroupHop)] == [
        "out   sg-a: tcp port 443 to 10.1.1.0/24",
        "out   sg-a: tcp port 443 to 10.1.2.0/24",
        "in    sg-b: tcp port 443 from 10.0.1.0/24",
        "in    sg-b: tcp port 443 from 10.0.2.0/24",
    ]


@pytest.mark.parametrize(
    ("entry", "step"),
    [
        ("vpc-a out 90", "there acl-0d079456ae0378954 of vpc-a: tcp port 443 out to 10.1.0.0/16"),
        (
            "vpc-a in 90",
            "back  acl-0d079456ae0378954 of vpc-a: tcp ports 32768 to 61000 in from 10.1.0.0/16",
        ),
    ],
)
def test_an_acl_that_denies_is_the_last_step(
    network: Callable[[str], Ask], entry: str, step: str
) -> None:
    """The step names the ACL, the denied packets and their direction."""
    answer = network(
        f"routed\nrule sg-b in tcp 443-443 10.0.0.0/16\nentry {entry} deny tcp 0:65535 0.0.0.0/0"
    )("vpc-a -> vpc-b tcp 443")
    assert str(answer.hops[-1]) == step


def test_what_is_not_let_in_was_let_out(network: Callable[[str], Ask]) -> None:
    """The step before the last one names the group that allowed the traffic out."""
    answer = network("routed")("vpc-a -> vpc-b tcp 443")
    assert [str(hop) for hop in answer.hops if isinstance(hop, GroupHop)] == [
        "out   sg-a: tcp port 443 to 10.1.0.0/16",
        "in    sg-b: tcp port 443 from 10.0.0.0/16",
    ]


def test_each_route_of_a_range_is_a_step(network: Callable[[str], Ask]) -> None:
    """A more specific route has its part of the range; steps are in order of address."""
    answer = network("routed\nroute rtb-a 10.1.128.0/17 pcx-ab\nroute rtb-a 10.1.0.0/24 pcx-ab")(
        "vpc-a -> vpc-b"
    )
    there = [h for h in answer.hops if isinstance(h, RouteHop) and not h.is_back]
    assert [(hop.cidr_block, hop.destination) for hop in there] == [
        ("10.1.0.0/24", "10.1.0.0/24"),
        ("10.1.0.0/16", "10.1.0.0/16"),
        ("10.1.128.0/17", "10.1.128.0/17"),
    ]


def test_the_local_route_leads_to_no_peer(network: Callable[[str], Ask]) -> None:
    """The local route wins even where ranges overlap, which active peers cannot do on AWS."""
    ask = network(
        "vpc vpc-a 10.0.0.0/16\n"
        "vpc vpc-b 10.0.0.0/16\n"
        "peering pcx-ab vpc-a vpc-b active\n"
        "subnet subnet-b1 vpc-b 10.0.1.0/24"
    )
    assert ask("vpc-a -> subnet-b1").reason == (
        "for 10.0.1.0/24 vpc-a takes the route 10.0.0.0/16 of rtb-a (main), local to vpc-a, not "
        "vpc-b"
    )


def test_an_answer_does_not_change(network: Callable[[str], Ask]) -> None:
    """The result is immutable."""
    answer = network("routed")("vpc-a -> vpc-b")
    with pytest.raises(FrozenInstanceError):
        answer.hops = ()
