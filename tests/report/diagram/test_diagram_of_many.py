"""Diagrams of many VPCs, in which VPCs with the same connections share a box."""

from collections.abc import Callable
from itertools import combinations

import boto3
import pytest
from botocore.client import BaseClient

from peermock import PeeringMock, Vpc, VpcPeeringConnection
from peermock._domain.routing import RouteTable
from peermock._report.diagram import topology
from tests.arrangements import Route
from tests.report.diagram.readings import Arrows, Boxes

Spokes = Callable[..., list[VpcPeeringConnection]]


@pytest.fixture
def hub(peering: PeeringMock) -> Vpc:
    """The VPC to which others are connected."""
    return peering.vpc("10.0.0.0/16", tags={"Name": "hub"})


@pytest.fixture
def spokes(peering: PeeringMock, hub: Vpc) -> Spokes:
    """Return a function that connects VPCs of another account to the hub."""

    def make(numbers: range, status: str = "active") -> list[VpcPeeringConnection]:
        team = peering.account("222222222222")
        return [
            peering.peer(
                hub, team.vpc(f"10.{number}.0.0/16", tags={"Name": f"team-{number}"}), status
            )
            for number in numbers
        ]

    return make


def test_twelve_vpcs_are_shown_in_full(peering: PeeringMock, spokes: Spokes, boxes: Boxes) -> None:
    """Each VPC has a box in its account and Region."""
    spokes(range(1, 12))
    assert len(boxes(peering.diagram())) == 12
    assert "subgraph" in str(peering.diagram())


def test_the_thirteenth_makes_it_a_picture_at_a_glance(
    peering: PeeringMock, spokes: Spokes, boxes: Boxes
) -> None:
    """Boxes then name their accounts and Regions themselves."""
    spokes(range(1, 13))
    assert "subgraph" not in str(peering.diagram())
    assert list(boxes(peering.diagram()).values()) == [
        ["<i>123456789012 us-east-1</i>", "<b>hub</b> 10.0.0.0/16"],
        [
            "<b>12 VPCs</b>",
            "<i>222222222222 us-east-1</i>",
            "<b>team-1</b> 10.1.0.0/16 · <b>team-2</b> 10.2.0.0/16",
            "<b>team-3</b> 10.3.0.0/16 · <b>team-4</b> 10.4.0.0/16",
            "<b>team-5</b> 10.5.0.0/16 · <b>team-6</b> 10.6.0.0/16",
            "<b>team-7</b> 10.7.0.0/16 · <b>team-8</b> 10.8.0.0/16",
            "<b>team-9</b> 10.9.0.0/16 · <b>team-10</b> 10.10.0.0/16",
            "<b>team-11</b> 10.11.0.0/16 · <b>team-12</b> 10.12.0.0/16",
        ],
    ]


def test_many_connections_make_it_one_as_well(
    peering: PeeringMock, ours: Vpc, theirs: Vpc, arrows: Arrows
) -> None:
    """Two VPCs may have had many; the IDs of the first three that ended are shown."""
    ids = [peering.peer(ours, theirs, "rejected").id for _ in range(13)]
    ((_, look, _, lines),) = arrows(peering.diagram())
    assert look == "-. .-x"
    assert lines == ["13 rejected", *ids[:3], "and 10 more"]


def test_fifty_vpcs_are_few_boxes(
    peering: PeeringMock, spokes: Spokes, route: Route, boxes: Boxes, arrows: Arrows
) -> None:
    """Spokes that look the same share a box, and the others stand out."""
    routed, forgotten = spokes(range(1, 41)), spokes(range(41, 44))
    spokes(range(44, 48), "pending-acceptance")
    (rejected,) = spokes(range(48, 49), "rejected")
    (failed,) = spokes(range(49, 50), "failed")
    for connection in routed + forgotten:
        route(connection.requester, connection, connection.accepter.cidr_block)
    for connection in routed:
        route(connection.accepter, connection, "10.0.0.0/16")

    diagram = peering.diagram()

    assert len(str(diagram)) < 4000
    titles = [lines[0] for lines in boxes(diagram).values()]
    place = "<i>222222222222 us-east-1</i>"
    assert titles[1:] == ["<b>40 VPCs</b>", "<b>3 VPCs</b>", "<b>4 VPCs</b>", place, place]
    assert [(look, lines) for _, look, _, lines in arrows(diagram)] == [
        ("<== ==>", ["40 active"]),
        ("== ==>", ["3 active, no route back"]),
        ("-. .->", ["4 pending-acceptance"]),
        ("-. .-x", ["1 rejected", rejected.id]),
        ("-. .-x", ["1 failed", failed.id]),
    ]
    assert "\nflowchart LR\n" in str(diagram)


def test_active_connections_without_routes_say_so(
    peering: PeeringMock, spokes: Spokes, arrows: Arrows
) -> None:
    """An arrow without heads could be overlooked."""
    spokes(range(1, 20))
    assert [(look, lines) for _, look, _, lines in arrows(peering.diagram())] == [
        ("== ===", ["19 active, no routes"])
    ]


def test_vpcs_without_connections_share_a_box(peering: PeeringMock, boxes: Boxes) -> None:
    """Each VPC has a line, with its ID if it has no name."""
    first = peering.vpc("10.0.0.0/16", "eu-west-1")
    vpcs = [peering.vpc(f"10.{number}.0.0/16") for number in range(1, 14)]
    (lines,) = boxes(peering.diagram()).values()
    assert lines == [
        "<b>14 VPCs</b>",
        "<i>123456789012 eu-west-1</i>",
        f"{first.id} 10.0.0.0/16",
        "<i>123456789012 us-east-1</i>",
        *(f"{vpc.id} {vpc.cidr_block}" for vpc in vpcs),
    ]


def test_a_place_with_one_vpc_is_one_line(peering: PeeringMock, boxes: Boxes) -> None:
    """A place with a single VPC uses one line if the box has other places."""
    for number in range(13):
        account = peering.account(f"{number:012}")
        account.vpc("10.0.0.0/16", tags={"Name": f"app-{number}"})
    (lines,) = boxes(peering.diagram()).values()
    assert lines[0] == "<b>13 VPCs</b>"
    assert lines[13] == "<i>000000000012 us-east-1</i> <b>app-12</b> 10.0.0.0/16"
    assert len(lines) == 14


def test_up_to_sixty_vpcs_are_listed(peering: PeeringMock, boxes: Boxes) -> None:
    """The number of further VPCs is shown."""
    for number in range(62):
        peering.vpc(f"10.{number}.0.0/16", tags={"Name": f"n{number}"})
    (lines,) = boxes(peering.diagram()).values()
    assert lines[0] == "<b>62 VPCs</b>"
    assert "<b>n59</b>" in lines[-2]
    assert lines[-1] == "and 2 more"


def test_a_mesh_is_one_box(peering: PeeringMock, boxes: Boxes, arrows: Arrows) -> None:
    """Fully connected VPCs share a box, which counts their connections."""
    vpcs = [peering.vpc(f"10.{number}.0.0/16") for number in range(13)]
    for one, other in combinations(vpcs, 2):
        peering.peer(one, other)
    (lines,) = boxes(peering.diagram()).values()
    assert lines[:2] == ["<b>13 VPCs</b>", "among them: 78 active, no routes"]
    assert arrows(peering.diagram()) == []


@pytest.mark.parametrize(("size", "meshes", "shown"), [(3, 5, 15), (4, 4, 4)])
def test_a_mesh_begins_with_four(
    peering: PeeringMock, boxes: Boxes, size: int, meshes: int, shown: int
) -> None:
    """Three VPCs are easier to read as separate boxes."""
    for mesh in range(meshes):
        vpcs = [peering.vpc(f"10.{10 * mesh + number}.0.0/16") for number in range(size)]
        for one, other in combinations(vpcs, 2):
            peering.peer(one, other)
    assert len(boxes(peering.diagram())) == shown


def test_pairs_have_a_box_each(peering: PeeringMock, boxes: Boxes, arrows: Arrows) -> None:
    """Unrelated pairs do not share a box."""
    for number in range(0, 26, 2):
        ours, theirs = (peering.vpc(f"10.{number + end}.0.0/16") for end in range(2))
        peering.peer(ours, theirs, "pending-acceptance")
    assert len(boxes(peering.diagram())) == 26
    assert {tuple(lines[:1]) for *_, lines in arrows(peering.diagram())} == {
        ("1 pending-acceptance",)
    }


def test_connections_between_the_same_boxes_share_an_arrow_whoever_asked(
    peering: PeeringMock, hub: Vpc, arrows: Arrows
) -> None:
    """Equal active connections have no direction."""
    for number in range(1, 14):
        vpc = peering.vpc(f"10.{number}.0.0/16")
        peering.peer(*((hub, vpc) if number % 2 else (vpc, hub)))
    ((source, _, _, lines),) = arrows(peering.diagram())
    assert lines == ["13 active, no routes"]
    assert source == hub.id.replace("-", "_")


def test_a_vpc_that_is_not_there_is_in_no_box_with_others(
    peering: PeeringMock, ec2: BaseClient, hub: Vpc, spokes: Spokes, boxes: Boxes
) -> None:
    """A missing VPC has its own box, although its failed request looks the same."""
    spokes(range(1, 13), "failed")
    ec2.create_vpc_peering_connection(
        VpcId=hub.id, PeerVpcId="vpc-0123456789abcdef0", PeerOwnerId="333333333333"
    )
    diagram = peering.diagram()
    name = "account_333333333333_us_east_1_vpc_0123456789abcdef0"
    assert boxes(diagram)[name][1] == "vpc-0123456789abcdef0 (no such VPC)"
    assert f"class {name} missing" in str(diagram)


@pytest.mark.parametrize(
    ("shape", "titles"),
    [
        pytest.param((16, 2, 1), ["<b>8 VPCs</b>"] * 2, id="by Region"),
        pytest.param((16, 16, 2), ["<b>8 VPCs</b>"] * 2, id="by account"),
        pytest.param((50, 1, 50), ["<b>50 VPCs</b>"], id="in one box"),
        pytest.param(
            (16, 1, 16),
            [f"<i>{number:012} us-east-1</i>" for number in range(16)],
            id="each VPC after all",
        ),
    ],
)
def test_what_is_too_tangled_is_drawn_by_place(
    peering: PeeringMock, boxes: Boxes, shape: tuple[int, int, int], titles: list[str]
) -> None:
    """The smallest place that keeps arrows distinguishable becomes a box."""
    vpcs, regions, accounts = shape
    names = ["us-east-1", *boto3.Session().get_available_regions("ec2")[:15]]
    made = [
        peering.account(f"{number % accounts:012}").vpc(
            f"10.{number}.0.0/16", names[number % regions]
        )
        for number in range(vpcs)
    ]
    for number in range(vpcs):
        for other in made[number + 1 : number + 4]:
            peering.peer(made[number], other, "rejected")
    assert [lines[0] for lines in boxes(peering.diagram()).values()] == titles


def test_route_tables_are_read_once_for_all_connections(
    peering: PeeringMock, hub: Vpc, spokes: Spokes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time for a hub is linear in its connections."""
    spokes(range(1, 6))
    read: list[str] = []
    add = topology._OfVpc.add

    def count(of_vpc: topology._OfVpc, table: RouteTable) -> None:
        read.append(table.vpc_id)
        add(of_vpc, table)

    monkeypatch.setattr(topology._OfVpc, "add", count)
    peering.diagram()
    assert read.count(hub.id) == 1
    assert len(read) == len(set(read)) >= 6
