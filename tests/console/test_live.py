"""Open pages update themselves, and an update has no side effects."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from peermock import PeeringMock
from peermock._console.moments import in_words
from peermock._domain.settle import Settle
from peermock._gateway import Fault
from peermock._gateway.faults import error_for
from tests.console.desks import StoppedClock, open_desk
from tests.console.person import OURS, Desk, Person

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PAGES = ["peering-connections", "vpcs", "route-tables", "calls", "diagram", "clock"]


@pytest.fixture
def desk() -> Iterator[Desk]:
    """An endpoint whose clock only moves when a test moves it, because pages show the minute."""
    with open_desk(StoppedClock(NOON)) as desk:
        yield desk


@pytest.mark.parametrize("page", PAGES)
def test_what_is_shown_already_is_not_sent_again(us: Person, page: str) -> None:
    """The browser sends the mark of its content, and gets an empty response."""
    mark = us.see(page).mark
    seen = us.see(page, live=mark)
    assert (seen.status, seen.html) == (204, "")


def test_what_a_script_does_appears(desk: Desk, us: Person) -> None:
    """The changed part of the page is sent with a new mark."""
    vpcs = desk.vpc(0), desk.vpc(1)
    mark = us.see("peering-connections").mark
    peering_id = desk.request(*vpcs)
    seen = us.see("peering-connections", live=mark)
    assert seen.status == 200
    assert peering_id in seen.html
    assert "<html" not in seen.html
    assert us.see("peering-connections", live=seen.mark).status == 204


def test_time_appears_too(desk: Desk, us: Person) -> None:
    """A request expires on the page, and the clock in the header advances."""
    desk.request(desk.vpc(0), desk.vpc(1))
    seen = us.see("peering-connections")
    desk.site.clock.shift(timedelta(days=8))
    changed = us.see("peering-connections", live=seen.mark)
    assert "Expired" in changed.html
    assert "10 March 2026" in changed.html
    assert "hx-reswap" not in changed.headers


def test_when_only_the_clock_has_moved_the_rest_stays(desk: Desk, us: Person) -> None:
    """A table is not replaced every minute, which would disturb its readers."""
    seen = us.see("vpcs")
    desk.site.clock.shift(timedelta(minutes=1))
    changed = us.see("vpcs", live=seen.mark)
    assert changed.headers["hx-reswap"] == "none"
    assert in_words(NOON + timedelta(minutes=1)) in changed.html
    assert "<table" not in changed.html
    assert us.see("vpcs", live=changed.mark).status == 204


def test_an_update_keeps_the_filters(desk: Desk, us: Person) -> None:
    """An update applies the filters of the page."""
    seen = us.see("peering-connections", filter="status-code=active")
    assert 'peering-connections?filter=status-code%3Dactive" hx-include="#mark"' in seen.html
    desk.request(desk.vpc(0), desk.vpc(1))
    assert us.see("peering-connections", filter="status-code=active", live=seen.mark).status == 204


def test_an_update_does_not_repeat_what_was_done(desk: Desk, us: Person) -> None:
    """Only the loaded page shows the calls of the previous step."""
    vpcs = desk.vpc(0), desk.vpc(1)
    seen = us.follow(us.send("peering-connections/create", requester=vpcs[0], accepter=vpcs[1]))
    assert "did=" not in seen.html.partition('id="live"')[2].partition(">")[0]


def test_an_update_is_not_a_call(desk: Desk, us: Person) -> None:
    """An update is not logged, and does not use up a fault for a script's call."""
    desk.request(desk.vpc(0), desk.vpc(1))
    before = desk.operations
    fault = Fault(
        operation_name="DescribeVpcPeeringConnections",
        error=error_for("RequestLimitExceeded", None, None),
        label="",
        left=1,
    )
    desk.site.gateway.faults.add(fault)
    seen = us.see("peering-connections", live="x")
    assert seen.status == 200
    assert "RequestLimitExceeded" not in seen.html
    assert (fault.left, desk.operations) == (1, before)


def test_an_update_brings_no_transition_on(desk: Desk, us: Person) -> None:
    """Updates do not count as Describes for connections that are settling."""
    desk.site.gateway.world.settle = Settle(describes=2)
    peering_id = desk.request(desk.vpc(0), desk.vpc(1))
    for _ in range(5):
        assert "Initiating request" in us.see("peering-connections", live="x").html
    assert desk.statuses() == {peering_id: "initiating-request"}


def test_an_update_is_made_with_the_accounts_permissions(desk: Desk, us: Person) -> None:
    """After a denial, the list shows the error."""
    mark = us.see("peering-connections").mark
    desk.site.gateway.world.denied.add((OURS, "DescribeVpcPeeringConnections"))
    assert "UnauthorizedOperation" in us.see("peering-connections", live=mark).html


def test_details_that_disappear_leave_the_error(desk: Desk, us: Person) -> None:
    """A connection that has ended is visible for a limited time."""
    peering_id = desk.active()
    page = f"peering-connections/{peering_id}/details"
    mark = us.see(page).mark
    desk.ec2().delete_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    assert "Deleted" in us.see(page, live=mark).html
    desk.site.clock.shift(timedelta(hours=2))
    seen = us.see(page, live=mark)
    assert seen.status == 200
    assert "InvalidVpcPeeringConnectionID.NotFound" in seen.html


def test_a_page_asks_for_itself_whatever_its_path(desk: Desk, us: Person) -> None:
    """An ID in the page's path is quoted in the URL of updates."""
    seen = us.see("peering-connections/a%20%22b%2Fc/details")
    assert f'hx-get="{us.url}/peering-connections/a%20%22b%2Fc/details" ' in seen.html
    assert us.see("peering-connections/a%20%22b%2Fc/details", live=seen.mark).status == 204


def test_the_endpoint_of_a_test_has_a_console_too(peering: PeeringMock) -> None:
    """The console follows the clock of the test, and updates stay out of its log."""
    with peering.serve() as endpoint:
        person = Desk(endpoint, endpoint._site).person()
        connection = peering.peer(
            peering.vpc("10.0.0.0/16"), peering.vpc("10.1.0.0/16"), "pending-acceptance"
        )
        seen = person.see("peering-connections")
        assert connection.id in seen.text
        peering.shift(days=7)
        assert "Expired" in person.see("peering-connections", live=seen.mark).html
        assert [call.operation_name for call in peering.calls] == ["DescribeVpcPeeringConnections"]
        person.send("clock", by="day")
        peering.assert_not_called("AcceptVpcPeeringConnection")


def test_a_forms_page_asks_for_nothing(us: Person) -> None:
    """An update would replace entered values."""
    assert 'id="live"' not in us.see("peering-connections/create").html
    assert us.see("peering-connections/create", live="x").status == 204
