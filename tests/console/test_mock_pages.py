"""Pages about the whole mock: calls, diagram and clock; and switching account and Region."""

import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from peermock._console.moments import distance, in_words
from tests.console.person import HERE, OURS, THEIRS, THERE, Desk, Person
from tests.report.diagram.test_diagram_names import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"
NOW = datetime(2026, 11, 29, 14, 4, tzinfo=UTC)


def picture(seen: str) -> ET.Element:
    """Return the picture of the diagram's page."""
    found = re.search(r"(?s)<svg xmlns.*?</svg>", seen)
    assert found
    return ET.fromstring(found[0])  # noqa: S314  # peermock has drawn it


def test_calls_are_shown_with_their_errors(desk: Desk, us: Person) -> None:
    """Calls of all accounts are listed with parameters and results, the latest first."""
    vpc_id = desk.vpc(0, THEIRS, THERE)
    us.see("peering-connections/pcx-0123456789abcdef0/details")
    text = us.see("calls").text
    error, call = text.index("InvalidVpcPeeringConnectionID.NotFound"), text.index(vpc_id)
    assert error < call
    assert f"{THEIRS} {THERE} CreateVpc CidrBlock=10.0.0.0/16 {vpc_id}" in text
    assert "2 calls" in text
    assert desk.operations == ["CreateVpc", "DescribeVpcPeeringConnections"]


def test_calls_can_be_narrowed(desk: Desk, us: Person) -> None:
    """The list can be limited to the page's account and Region, or to errors."""
    desk.vpc(0, THEIRS, THERE)
    us.see("peering-connections/pcx-0123456789abcdef0/details")
    us.see("vpcs")
    assert "CreateVpc" not in us.see("calls", show="mine").text
    assert "2 calls" in us.see("calls", show="mine").text
    assert "1 call " in us.see("calls", show="errors").text


def test_no_calls_say_how_to_make_some(us: Person) -> None:
    """The page has a command for its account and Region."""
    text = us.see("calls").text
    assert f"peermock ctl env --account-id {OURS} --region {HERE}" in text


def test_of_many_calls_the_latest_are_shown(desk: Desk, us: Person) -> None:
    """The number of calls on a page is limited."""
    for _ in range(102):
        desk.ec2().describe_vpcs()
    text = us.see("calls").text
    assert "102 calls, the latest 100 shown" in text
    assert "Call 102" in us.see("calls/102").text


def test_a_call_is_shown_in_full(desk: Desk, us: Person) -> None:
    """The page has the hint of a failure report, and the command of the call."""
    vpc_id = desk.vpc(0)
    desk.request(vpc_id, desk.vpc(0))
    seen = us.see("calls/3")
    assert "Call 3: CreateVpcPeeringConnection" in seen.text
    assert "Hint" in seen.text
    assert f"--vpc-id {vpc_id}" in seen.codes[0]


@pytest.mark.parametrize("number", ["0", "9", "x"])
def test_a_call_that_is_not_there_leads_to_the_list(us: Person, number: str) -> None:
    """Calls disappear after a reset."""
    assert us.see(f"calls/{number}").location == f"{us.url}/calls"


def test_a_call_without_an_operation_has_no_command(desk: Desk, us: Person) -> None:
    """A call without an operation, or to STS, has no EC2 command."""
    desk.ask("POST", "/", "a=b")
    desk.ask("POST", "/", "Action=GetCallerIdentity&Version=2011-06-15")
    assert us.see("calls/1").codes == []
    assert us.see("calls/2").codes == []
    assert "MissingAction" in us.see("calls").text


def test_what_was_done_is_found_in_the_log_only(desk: Desk, us: Person) -> None:
    """IDs of another account's calls, or of forgotten ones, are ignored."""
    desk.vpc(0, THEIRS)
    request_id = desk.site.gateway.calls[0].request_id
    assert "CreateVpc" not in us.see("vpcs", did=request_id).text
    theirs = desk.person(THEIRS)
    assert "CreateVpc: vpc-" in theirs.see("vpcs", did=request_id).text
    desk.site.gateway.forget_calls()
    assert "CreateVpc" not in theirs.see("vpcs", did=request_id).text


def test_an_empty_world_has_no_picture(us: Person) -> None:
    """Unused default VPCs are omitted."""
    seen = us.see("diagram")
    assert "There are no VPCs" in seen.text
    assert "flowchart" in seen.text


def test_the_picture_has_the_world(desk: Desk, us: Person) -> None:
    """The picture has accounts, Regions, VPCs and connections, with arrowheads for routes."""
    hub, orders = desk.vpc(0, name="hub"), desk.vpc(1, THEIRS, THERE, name="orders")
    billing = desk.vpc(2, name="billing")
    pending = desk.request(hub, orders, PeerOwnerId=THEIRS, PeerRegion=THERE)
    active = desk.request(hub, billing)
    desk.ec2().accept_vpc_peering_connection(VpcPeeringConnectionId=active)
    desk.request(billing, desk.vpc(2))
    seen = us.see("diagram")
    drawn = picture(seen.html)
    texts = [each.text for each in drawn.iter(f"{SVG}text")]
    for text in (hub, orders, "hub", f"Account {THEIRS}", THERE, pending, "Failed", "Active"):
        assert text in texts
    assert drawn.get("aria-label", "").startswith("4 VPCs in 2 accounts and 2 Regions")
    ways = [each.get("class") for each in drawn.iter(f"{SVG}path")]
    assert ways.count("way good") == ways.count("way waiting") == ways.count("way bad") == 1
    assert ways.count("tip waiting") == 1
    assert ways.count("tip good") == 0
    for vpc_id, block in ((hub, "10.2.0.0/16"), (billing, "10.0.0.0/16")):
        desk.ec2().create_route(
            RouteTableId=desk.table_of(vpc_id),
            DestinationCidrBlock=block,
            VpcPeeringConnectionId=active,
        )
    ways = [each.get("class") for each in picture(us.see("diagram").html).iter(f"{SVG}path")]
    assert ways.count("tip good") == 2


def test_labels_do_not_cover_each_other(desk: Desk, us: Person) -> None:
    """Labels stay apart even if many connections have the same course."""
    vpcs = [desk.vpc(number) for number in range(6)]
    others = [desk.vpc(number, OURS, THERE) for number in range(6, 9)]
    for first, second in ((0, 5), (1, 4), (2, 3), (0, 4), (1, 3)):
        desk.request(vpcs[first], vpcs[second])
    for number, vpc_id in enumerate(others):
        desk.request(vpcs[2 - number], vpc_id, PeerRegion=THERE)
    backs = [
        (float(each.get("x", "")), float(each.get("y", "")))
        for each in picture(us.see("diagram").html).iter(f"{SVG}rect")
        if each.get("class") == "label-back"
    ]
    assert len(backs) == 8
    for number, (x, y) in enumerate(backs):
        for other_x, other_y in backs[:number]:
            assert abs(x - other_x) >= 172 or abs(y - other_y) >= 32


def test_a_vpc_that_is_not_there_is_drawn_too(desk: Desk, us: Person) -> None:
    """A request can name a missing VPC; of several CIDR blocks the first is shown."""
    vpc_id = desk.vpc(0)
    desk.ec2().associate_vpc_cidr_block(VpcId=vpc_id, CidrBlock="10.5.0.0/16")
    desk.request(vpc_id, "vpc-0123456789abcdef0", PeerOwnerId=THEIRS, PeerRegion=THERE)
    text = us.see("diagram").html
    assert "no such VPC" in text
    assert "10.0.0.0/16 and 1 more" in text


@pytest.mark.parametrize("name", HOSTILE)
def test_a_picture_obeys_no_name(desk: Desk, us: Person, name: str) -> None:
    """The name is shown unchanged."""
    desk.vpc(0, name=name)
    texts = [each.text for each in picture(us.see("diagram").html).iter(f"{SVG}text")]
    assert (name if len(name) < 27 else f"{name[:25]}…") in texts


def test_a_large_world_is_drawn_as_text(desk: Desk, us: Person) -> None:
    """If the picture is too large, the page has the Mermaid text, which groups VPCs."""
    for number in range(25):
        desk.vpc(number)
    seen = us.see("diagram")
    assert "too many VPCs or connections for a picture" in seen.text
    assert "<svg xmlns" not in seen.html


@pytest.mark.parametrize(("by", "hours"), [("hour", 1), ("day", 24), ("week", 168)])
def test_the_clock_is_moved(desk: Desk, us: Person, by: str, hours: int) -> None:
    """Every page has the buttons."""
    assert f'value="{by}"' in us.see("vpcs").html
    assert us.send("clock", by=by, back=f"{us.url}/vpcs").location == f"{us.url}/vpcs"
    assert desk.site.clock.offset == timedelta(hours=hours)
    assert f"peermock ctl shift --{'hours 1' if by == 'hour' else 'days'}" in us.see("clock").text


def test_an_unknown_button_moves_nothing(desk: Desk, us: Person) -> None:
    """The form is accepted, and the clock stays."""
    us.send("clock", by="year")
    assert desk.site.clock.offset == timedelta(0)


def test_the_clock_ends_with_the_calendar(desk: Desk, us: Person) -> None:
    """The clock cannot be shifted beyond the year 9999."""
    desk.site.clock.shift(datetime(9999, 12, 28, tzinfo=UTC) - desk.site.clock.now())
    seen = us.send("clock", by="week")
    assert "no calendar has that day" in us.follow(seen).text


@pytest.mark.parametrize(
    ("delta", "text"),
    [
        (timedelta(days=7), "in 7 days"),
        (timedelta(days=6, hours=23, minutes=59), "in 6 days"),
        (timedelta(days=1), "in 1 day"),
        (timedelta(hours=23), "in 23 hours"),
        (timedelta(minutes=1), "in 1 minute"),
        (timedelta(seconds=59), "in less than a minute"),
        (timedelta(0), "now"),
        (timedelta(seconds=-59), "now"),
        (timedelta(hours=-2), "2 hours ago"),
    ],
)
def test_how_long_it_is_until_then(delta: timedelta, text: str) -> None:
    """Durations are rounded down to whole units of the largest kind."""
    assert distance(NOW + delta, NOW) == text


def test_a_moment_in_words_names_its_zone() -> None:
    """The text has the day, the minute and the machine's time zone."""
    here = NOW.astimezone()
    assert in_words(NOW) == f"{here.day} November 2026, {here:%H:%M} {here:%Z}"


def test_the_account_is_switched(desk: Desk, us: Person) -> None:
    """Known accounts are links to the same list, and any other can be entered."""
    theirs = desk.vpc(1, THEIRS, THERE)
    desk.request(desk.vpc(0), theirs, PeerOwnerId=THEIRS, PeerRegion=THERE)
    desk.request(desk.vpc(3), "vpc-0123456789abcdef0", PeerOwnerId="nobody")
    html = us.see("route-tables").html
    assert f'href="/_peermock/console/{THEIRS}/{HERE}/route-tables"' in html
    assert "2222-2222-2222" in html
    assert "nobody" not in html
    switch = (
        "/_peermock/console/switch?account_id=3333-3333-3333&region_name=eu-west-1&section=vpcs"
    )
    seen = desk.ask("GET", switch)
    assert seen.location == f"/_peermock/console/333333333333/{THERE}/vpcs"


def test_the_region_is_switched(us: Person) -> None:
    """All Regions of the partition are listed with their descriptions."""
    html = us.see("peering-connections/create").html
    assert f'href="/_peermock/console/{OURS}/{THERE}/peering-connections"' in html
    assert "Europe (Ireland)" in html
    assert "cn-north-1" not in html
    china = us.desk.person(OURS, "cn-north-1").see("vpcs").html
    assert "cn-northwest-1" in china
    assert THERE not in china
