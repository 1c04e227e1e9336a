"""The contents of a diagram."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from botocore.client import BaseClient

from peermock import Diagram, PeeringMock, Vpc, VpcPeeringConnection
from tests.arrangements import Route
from tests.report.diagram.readings import Arrows, Boxes


def in_mermaid(vpc: Vpc) -> str:
    """Return the name of a VPC's box."""
    return vpc.id.replace("-", "_")


def frames(diagram: Diagram) -> dict[str, list[str]]:
    """Return the titles of the frames around each box, outermost first."""
    around: list[str] = []
    found = {}
    for line in map(str.strip, diagram.source.splitlines()):
        if frame := re.fullmatch(r'subgraph \w+\["(.*)"\]', line):
            around.append(frame[1])
        elif line == "end":
            around.pop()
        elif box := re.match(r"(\w+)\(", line):
            found[box[1]] = around.copy()
    assert not around
    return found


@pytest.fixture
def five(peering: PeeringMock, route: Route) -> Diagram:
    """The diagram of five VPCs: routed, routed one way, pending with a blackhole, and failed."""
    other, third = peering.account("222222222222"), peering.account("333333333333")
    hub = peering.vpc("10.0.0.0/16", tags={"Name": "hub"})
    orders = peering.vpc("10.1.0.0/16", tags={"Name": "orders"})
    billing = other.vpc("10.2.0.0/16", "eu-west-1", tags={"Name": "billing"})
    unnamed = other.vpc("10.3.0.0/16")
    copy = third.vpc("10.0.0.0/24", "eu-west-1", tags={"Name": "copy"})
    routed, one_way = peering.peer(hub, orders), peering.peer(billing, hub)
    pending = peering.peer(unnamed, hub, "pending-acceptance")
    peering.peer(hub, copy, "failed")
    route(hub, routed, "10.1.0.0/16")
    route(orders, routed, "10.0.0.0/16")
    route(hub, one_way, "10.2.0.0/16")
    route(unnamed, pending, "10.0.0.0/16")
    return peering.diagram()


def test_five_vpcs_are_shown_in_full(five: Diagram) -> None:
    """The complete text, checked once as a picture and then recorded."""
    kept = Path(__file__).with_name("five_vpcs.mmd").read_text("utf-8")
    assert f"{five}\n" == kept


def test_a_vpc_is_in_its_region_and_account(peering: PeeringMock, ours: Vpc, theirs: Vpc) -> None:
    """Accounts contain Regions, and Regions contain VPCs."""
    same_region = peering.vpc("10.2.0.0/16")
    elsewhere = peering.vpc("10.3.0.0/16", "eu-west-1")
    assert frames(peering.diagram()) == {
        in_mermaid(elsewhere): ["Account 123456789012", "eu-west-1"],
        in_mermaid(ours): ["Account 123456789012", "us-east-1"],
        in_mermaid(same_region): ["Account 123456789012", "us-east-1"],
        in_mermaid(theirs): ["Account 222222222222", "eu-west-1"],
    }


@pytest.mark.parametrize(
    ("ends", "framed"),
    [
        ([(0, 1)], True),
        ([(0, 2)], True),
        ([(0, 3), (1, 3)], True),
        ([(0, 1), (0, 2)], False),
        ([(0, 1), (0, 3)], False),
        ([(0, 2), (0, 3)], False),
    ],
    ids=["within a Region", "within an account", "across", "Region", "both", "account"],
)
def test_frames_are_left_out_where_they_would_bend_arrows(
    peering: PeeringMock, boxes: Boxes, ends: list[tuple[int, int]], framed: bool
) -> None:
    """Mermaid draws arrows behind boxes if only some of them leave a frame."""
    places = [("1", "eu-west-1"), ("1", "eu-west-1"), ("1", "us-east-1"), ("2", "us-east-1")]
    vpcs = [
        peering.account(digit * 12).vpc(f"10.{number}.0.0/16", region_name)
        for number, (digit, region_name) in enumerate(places)
    ]
    for source, target in ends:
        peering.peer(vpcs[source], vpcs[target])
    diagram = peering.diagram()
    place = [] if framed else ["<i>222222222222 us-east-1</i>"]
    assert boxes(diagram)[in_mermaid(vpcs[3])] == [*place, vpcs[3].id, "10.3.0.0/16"]
    assert any(frames(diagram).values()) == framed


def test_missing_vpcs_share_frames_with_existing_ones(
    peering: PeeringMock, ec2: BaseClient, ours: Vpc, theirs: Vpc
) -> None:
    """Missing VPCs share the frames of existing ones."""
    ec2.create_vpc_peering_connection(
        VpcId=ours.id,
        PeerVpcId="vpc-0123456789abcdef0",
        PeerOwnerId=ours.account_id,
        PeerRegion="eu-west-1",
    )
    titles = re.findall(r'subgraph \w+\["(.*)"\]', str(peering.diagram()))
    assert titles == [
        "Account 123456789012",
        "eu-west-1",
        "us-east-1",
        "Account 222222222222",
        "eu-west-1",
    ]


def test_a_vpc_is_shown_with_its_name_its_id_and_its_range(
    peering: PeeringMock, boxes: Boxes
) -> None:
    """The name is the tag `Name`; no other tag is shown."""
    vpc = peering.vpc("10.0.0.0/16", tags={"Name": "orders", "Owner": "us"})
    lines = ["<b>orders</b>", vpc.id, "10.0.0.0/16"]
    assert boxes(peering.diagram()) == {in_mermaid(vpc): lines}


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        (0, ["10.0.0.0/16"]),
        (2, ["10.0.0.0/16", "10.1.0.0/16", "10.2.0.0/16"]),
        (4, ["10.0.0.0/16", "10.1.0.0/16", "10.2.0.0/16", "and 2 more"]),
    ],
)
def test_up_to_three_ranges_are_shown(
    peering: PeeringMock, ours: Vpc, boxes: Boxes, more: int, shown: list[str]
) -> None:
    """The number of further blocks is shown."""
    ec2 = peering.account(ours.account_id).client("ec2")
    for number in range(more):
        ec2.associate_vpc_cidr_block(VpcId=ours.id, CidrBlock=f"10.{number + 1}.0.0/16")
    assert boxes(peering.diagram()) == {in_mermaid(ours): [ours.id, *shown]}


def test_a_world_without_vpcs_is_shown_as_such(peering: PeeringMock, boxes: Boxes) -> None:
    """An empty picture would look like a mistake."""
    diagram = peering.diagram()
    assert boxes(diagram) == {"nothing": ["no VPCs"]}
    assert "accDescr: 0 VPCs in 0 accounts and 0 Regions, 0 peering connections\n" in str(diagram)


def test_a_connection_is_shown_with_its_status_and_id(
    peering: PeeringMock,
    ours: Vpc,
    theirs: Vpc,
    request_of_ours: VpcPeeringConnection,
    arrows: Arrows,
) -> None:
    """The arrow of a request points to the accepter."""
    ((source, _, target, lines),) = arrows(peering.diagram())
    assert (source, target) == (in_mermaid(ours), in_mermaid(theirs))
    assert lines == ["<b>pending-acceptance</b>", request_of_ours.id]


def test_the_status_is_that_of_the_present(
    peering: PeeringMock, request_of_ours: VpcPeeringConnection, arrows: Arrows
) -> None:
    """A request that is not answered has expired after seven days."""
    peering.shift(days=7)
    ((*_, lines),) = arrows(peering.diagram())
    assert lines == ["<b>expired</b>", request_of_ours.id]


def test_a_connection_that_is_no_longer_visible_is_left_out(
    peering: PeeringMock, request_of_ours: VpcPeeringConnection, arrows: Arrows
) -> None:
    """Both parties see an expired request for two days."""
    peering.shift(timedelta(days=9, seconds=-60))
    assert len(arrows(peering.diagram())) == 1
    peering.shift(minutes=2)
    assert arrows(peering.diagram()) == []


def test_a_vpc_that_is_not_there_is_shown_as_such(
    peering: PeeringMock, ec2: BaseClient, ours: Vpc, boxes: Boxes, arrows: Arrows
) -> None:
    """A request names the missing VPC and fails; another account has it."""
    theirs = peering.account("222222222222").vpc("10.1.0.0/16")
    ec2.create_vpc_peering_connection(
        VpcId=ours.id, PeerVpcId=theirs.id, PeerOwnerId="333333333333", PeerRegion="eu-west-1"
    )
    diagram = peering.diagram()
    ((source, _, target, lines),) = arrows(diagram)
    assert source == in_mermaid(ours)
    assert target == f"account_333333333333_eu_west_1_{in_mermaid(theirs)}"
    assert boxes(diagram)[target] == [theirs.id, "no such VPC"]
    assert boxes(diagram)[in_mermaid(theirs)] == [theirs.id, "10.1.0.0/16"]
    assert frames(diagram)[target] == ["Account 333333333333", "eu-west-1"]
    assert lines[0] == "<b>failed</b>"
    assert f"class {target} missing" in str(diagram)


def test_the_description_has_the_numbers(five: Diagram) -> None:
    """The description counts VPCs, accounts, Regions and connections by status."""
    assert (
        "accDescr: 5 VPCs in 3 accounts and 2 Regions, 4 peering connections: 2 active, "
        "1 pending-acceptance, 1 failed\n"
    ) in str(five)
