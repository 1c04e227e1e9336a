"""Arrows of a diagram: statuses, routes in both directions, and blackholes."""

import re

import pytest
from botocore.client import BaseClient

from peermock import Diagram, PeeringMock, Settle, Vpc, mock_peering
from tests.arrangements import Peer, Route
from tests.report.diagram.readings import Arrows

GREEN = "stroke:#2da44e,stroke-width:3px"
YELLOW = "stroke:#bf8700,stroke-width:2px,stroke-dasharray:8 5"
RED = "stroke:#e5534b,stroke-width:2px,stroke-dasharray:2 5"


def styles(diagram: Diagram) -> dict[int, str]:
    """Return the colour and dashes of each arrow by its number."""
    lines = re.findall(r"^ *linkStyle (\S+) (.*)$", diagram.source, re.MULTILINE)
    return {int(number): style for numbers, style in lines for number in numbers.split(",")}


@pytest.mark.parametrize(
    ("status", "look"),
    [
        ("active", ("== ===", GREEN)),
        ("pending-acceptance", ("-. .->", YELLOW)),
        ("rejected", ("-. .-x", RED)),
        ("expired", ("-. .-x", RED)),
        ("deleted", ("-. .-x", RED)),
        ("failed", ("-. .-x", RED)),
    ],
)
def test_a_status_has_its_look(
    peering: PeeringMock, peer: Peer, arrows: Arrows, status: str, look: tuple[str, str]
) -> None:
    """Active is green, undecided yellow, and ended red."""
    peer(status)
    diagram = peering.diagram()
    ((_, drawn, _, (title, *_)),) = arrows(diagram)
    assert title == f"<b>{status}</b>"
    assert (drawn, styles(diagram)[0]) == look


@pytest.mark.parametrize("status", ["initiating-request", "provisioning", "deleting"])
def test_a_transitional_status_is_undecided(arrows: Arrows, status: str) -> None:
    """A transitional status carries no traffic."""
    with mock_peering(settle=Settle(describes=1)) as aws:
        ec2 = aws.account("123456789012").client("ec2")
        vpc, peer_vpc = aws.vpc("10.0.0.0/16"), aws.vpc("10.1.0.0/16")
        answer = ec2.create_vpc_peering_connection(VpcId=vpc.id, PeerVpcId=peer_vpc.id)
        peering_id = answer["VpcPeeringConnection"]["VpcPeeringConnectionId"]
        if status != "initiating-request":
            ec2.describe_vpc_peering_connections()
            ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
        if status == "deleting":
            ec2.describe_vpc_peering_connections()
            ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
        diagram = aws.diagram()
    ((_, look, _, lines),) = arrows(diagram)
    assert lines == [f"<b>{status}</b>", peering_id]
    assert (look, styles(diagram)) == ("-. .->", {0: YELLOW})


def test_arrows_of_one_look_share_a_style(peering: PeeringMock, ours: Vpc, theirs: Vpc) -> None:
    """Arrows are numbered from zero in the order of the requests."""
    peering.peer(ours, theirs, "rejected")
    peering.peer(ours, theirs, "pending-acceptance")
    peering.peer(theirs, ours, "expired")
    assert styles(peering.diagram()) == {0: RED, 1: YELLOW, 2: RED}


@pytest.mark.parametrize(
    ("there", "back", "look", "lines"),
    [
        (True, True, "<== ==>", ["10.0.0.0/16 → 10.1.0.0/16", "10.1.0.0/16 → 10.0.0.0/16"]),
        (True, False, "== ==>", ["10.0.0.0/16 → 10.1.0.0/16", "10.1.0.0/16 → no route"]),
        (False, True, "== ==>", ["10.0.0.0/16 → no route", "10.1.0.0/16 → 10.0.0.0/16"]),
        (False, False, "== ===", ["10.0.0.0/16 → no route", "10.1.0.0/16 → no route"]),
    ],
)
def test_the_heads_of_an_active_connection_say_where_routes_lead(  # noqa: PLR0913  # the table
    peering: PeeringMock,
    peer: Peer,
    route: Route,
    arrows: Arrows,
    *,
    there: bool,
    back: bool,
    look: str,
    lines: list[str],
) -> None:
    """Each arrowhead is a direction that has routes."""
    connection = peer("active")
    ours, theirs = connection.requester, connection.accepter
    if there:
        route(ours, connection, "10.1.0.0/16")
    if back:
        route(theirs, connection, "10.0.0.0/16")
    ((source, drawn, _, text),) = arrows(peering.diagram())
    assert drawn == look
    assert text == ["<b>active</b>", connection.id, *lines]
    assert source == (theirs if back and not there else ours).id.replace("-", "_")


def test_the_side_of_a_route_is_called_by_its_name(
    peering: PeeringMock, route: Route, arrows: Arrows
) -> None:
    """A VPC without a name is labelled by its CIDR block."""
    hub, other = peering.vpc("10.0.0.0/16", tags={"Name": "hub"}), peering.vpc("10.1.0.0/16")
    route(hub, peering.peer(hub, other), "10.1.0.0/16")
    ((*_, lines),) = arrows(peering.diagram())
    assert lines[2:] == ["hub → 10.1.0.0/16", "10.1.0.0/16 → no route"]


def test_a_route_over_what_is_not_active_is_a_blackhole(
    peering: PeeringMock, peer: Peer, route: Route, arrows: Arrows
) -> None:
    """A side without routes has no label."""
    pending = peer("pending-acceptance")
    route(pending.requester, pending, "10.1.0.0/16")
    ((*_, lines),) = arrows(peering.diagram())
    assert lines[2:] == ["10.0.0.0/16 → 10.1.0.0/16 blackhole"]


def test_a_blackhole_keeps_a_connection_in_the_picture(
    peering: PeeringMock, ec2: BaseClient, peer: Peer, route: Route, arrows: Arrows
) -> None:
    """A connection that is no longer visible is shown while a route targets it."""
    active = peer("active")
    route(active.requester, active, "10.1.0.0/16")
    ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=active.id)
    peering.shift(days=30)
    ((_, look, _, lines),) = arrows(peering.diagram())
    assert lines == ["<b>deleted</b>", active.id, "10.0.0.0/16 → 10.1.0.0/16 blackhole"]
    assert look == "-. .-x"


def test_up_to_three_destinations_are_shown(
    peering: PeeringMock, peer: Peer, route: Route, arrows: Arrows
) -> None:
    """The number of further destinations is shown."""
    active = peer("active")
    for number in range(5):
        route(active.requester, active, f"10.1.{number}.0/24")
    ((*_, lines),) = arrows(peering.diagram())
    assert lines[2] == "10.0.0.0/16 → 10.1.0.0/24, 10.1.1.0/24, 10.1.2.0/24, and 2 more"


def test_a_route_that_not_all_tables_have_is_counted(
    peering: PeeringMock, ec2: BaseClient, peer: Peer, route: Route, arrows: Arrows
) -> None:
    """Subnets with another table may lack the route."""
    active = peer("active")
    route(active.requester, active, "10.1.0.0/16")
    for _ in range(2):
        ec2.create_route_table(VpcId=active.requester.id)
    ((*_, lines),) = arrows(peering.diagram())
    assert lines[2] == "10.0.0.0/16 → 10.1.0.0/16 in 1 of 3 tables"


def test_routes_to_elsewhere_are_left_out(
    peering: PeeringMock, ours: Vpc, peer: Peer, route: Route, arrows: Arrows
) -> None:
    """Routes over another connection are shown there."""
    peer("active")
    third = peering.vpc("10.2.0.0/16")
    route(ours, peering.peer(ours, third), "10.2.0.0/16")
    assert [lines[2] for *_, lines in arrows(peering.diagram())] == [
        "10.0.0.0/16 → no route",
        "10.0.0.0/16 → 10.2.0.0/16",
    ]


@pytest.mark.parametrize(
    ("pairs", "direction"),
    [
        ([], "LR"),
        ([(0, 1), (0, 2)], "LR"),
        ([(0, 1), (1, 2)], "TB"),
        ([(0, 1), (1, 2), (1, 3), (1, 4), (1, 5)], "LR"),
    ],
    ids=["apart", "flat", "chain", "hub"],
)
def test_the_picture_is_laid_out_for_its_shape(
    peering: PeeringMock, pairs: list[tuple[int, int]], direction: str
) -> None:
    """Chains go from top to bottom, fans from left to right."""
    vpcs = [peering.vpc(f"10.{number}.0.0/16") for number in range(6)]
    for requester, accepter in pairs:
        peering.peer(vpcs[requester], vpcs[accepter], "pending-acceptance")
    assert f"\nflowchart {direction}\n" in str(peering.diagram())


def test_a_hub_is_the_root_of_what_looks_the_same_from_both_ends(
    peering: PeeringMock, arrows: Arrows
) -> None:
    """The requester does not matter."""
    hub = peering.vpc("10.0.0.0/16")
    for number in range(1, 6):
        peering.peer(peering.vpc(f"10.{number}.0.0/16"), hub)
    assert {source for source, *_ in arrows(peering.diagram())} == {hub.id.replace("-", "_")}
