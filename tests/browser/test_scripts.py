"""Scripts in the browser: updates, copying, menus, and times in the browser's zone."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.console.person import HERE, OURS, THEIRS, Desk


def load_count(page: Page) -> int:
    """Return how many documents the page has loaded."""
    return page.evaluate("performance.getEntriesByType('navigation').length + (window.marked || 0)")


def test_what_a_script_does_appears_without_reloading(desk: Desk, open_page: Open) -> None:
    """A request by another program appears, and its expiry by the clock."""
    vpcs = desk.vpc(0), desk.vpc(1)
    page = open_page()
    page.evaluate("window.marked = 41")
    peering_id = desk.request(*vpcs)
    row = page.get_by_role("row").filter(has_text=peering_id)
    expect(row).to_contain_text("Pending acceptance")
    desk.site.clock.shift(timedelta(days=7))
    expect(row).to_contain_text("Expired")
    assert load_count(page) == 42
    assert desk.operations.count("DescribeVpcPeeringConnections") == 1


def test_a_selection_stays_when_something_appears(desk: Desk, open_page: Open) -> None:
    """Focus and an open menu stay too."""
    first = desk.request(desk.vpc(0), desk.vpc(1))
    others = desk.vpc(2), desk.vpc(3)
    page = open_page()
    box = page.get_by_role("row").filter(has_text=first).get_by_role("checkbox")
    box.check()
    second = desk.request(*others)
    expect(page.get_by_role("row").filter(has_text=second)).to_be_visible()
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    page.locator("summary", has_text="Actions").click()
    desk.ec2().accept_vpc_peering_connection(VpcPeeringConnectionId=second)
    expect(page.get_by_role("row").filter(has_text=second)).to_contain_text("Active")
    page.get_by_role("button", name="Accept Request").click()
    assert page.url.endswith(f"/{first}/accept")


def test_the_focus_and_the_scrolling_stay(desk: Desk, open_page: Open) -> None:
    """An update leaves a reader where they are, and a minute replaces nothing."""
    first = desk.request(desk.vpc(0), desk.vpc(1))
    others = desk.vpc(2), desk.vpc(3)
    page = open_page(viewport={"width": 900, "height": 700})
    page.get_by_role("link", name=first).focus()
    table = page.locator("#table")
    table.evaluate("box => { box.scrollLeft = 300; box.marked = true; }")
    before = page.locator("#clock time").inner_text()
    desk.site.clock.shift(timedelta(minutes=5))
    expect(page.locator("#clock time")).not_to_have_text(before)
    assert table.evaluate("box => box.marked")
    second = desk.request(*others)
    expect(page.get_by_role("row").filter(has_text=second)).to_be_visible()
    expect(page.get_by_role("link", name=first)).to_be_focused()
    assert table.evaluate("box => box.scrollLeft") == 300


def test_every_live_page_follows(desk: Desk, open_page: Open) -> None:
    """VPCs, calls, the diagram and the clock update themselves."""
    pages = {path: open_page(path) for path in ("vpcs", "calls", "diagram", "clock")}
    vpc_id = desk.vpc(0, name="appears")
    desk.site.clock.shift(timedelta(days=400))
    for path in ("vpcs", "calls", "diagram"):
        expect(pages[path].get_by_role("main")).to_contain_text(vpc_id)
    year = str(desk.site.clock.now().year)
    expect(pages["clock"].locator("#clock")).to_contain_text(year)


def test_commands_are_copied(desk: Desk, open_page: Open) -> None:
    """The clipboard has the command, and screen readers announce it."""
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy DescribeVpcPeeringConnections for AWS CLI").click()
    expect(page.locator("#told")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"aws ec2 describe-vpc-peering-connections \\\n    --region {HERE}"


def test_what_cannot_be_copied_is_selected(open_page: Open) -> None:
    """Some browsers deny access to the clipboard."""
    page = open_page()
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject(new Error('no')))")
    page.get_by_role("button", name="Copy DescribeVpcPeeringConnections for boto3").click()
    expect(page.locator("#told")).to_contain_text("Selected")
    assert "describe_vpc_peering_connections()" in page.evaluate("String(getSelection())")


def test_the_command_follows_the_form(desk: Desk, open_page: Open) -> None:
    """The command changes while the form is filled in, and nothing is created."""
    vpc_id = desk.vpc(0)
    page = open_page("peering-connections/create")
    page.get_by_label("VPC (Requester)").select_option(vpc_id)
    page.get_by_label("Another account").check()
    page.get_by_role("main").get_by_label("Account ID").fill(THEIRS)
    command = page.get_by_role("region", name="CreateVpcPeeringConnection with AWS CLI")
    expect(command).to_contain_text(f"--vpc-id {vpc_id}")
    expect(command).to_contain_text(f"--peer-owner-id {THEIRS}")
    assert "CreateVpcPeeringConnection" not in desk.operations


def test_only_the_fields_of_what_is_chosen_are_shown(open_page: Open) -> None:
    """Account ID and Region are shown for another account and another Region only."""
    page = open_page("peering-connections/create")
    for choice, label in (
        ("Another account", "Account ID"),
        ("Another Region", "Accepter Region"),
    ):
        field = page.get_by_role("main").get_by_label(label, exact=True)
        expect(field).to_be_hidden()
        page.get_by_label(choice).check()
        expect(field).to_be_visible()


def test_the_keyboard_is_enough(desk: Desk, open_page: Open) -> None:
    """The keyboard can skip the navigation, open and close a menu, and choose an action."""
    peering_id = desk.request(desk.vpc(0), desk.vpc(1))
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    actions = page.locator("summary", has_text="Actions")
    expect(actions).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Accept Request")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(actions).to_be_focused()
    expect(page.get_by_role("button", name="Accept Request")).to_be_hidden()
    box = page.get_by_role("row").filter(has_text=peering_id).get_by_role("checkbox")
    box.focus()
    page.keyboard.press("Space")
    actions.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"/{peering_id}/accept$"))


def test_a_click_elsewhere_closes_a_menu(open_page: Open) -> None:
    """At most one menu is open at a time."""
    page = open_page()
    page.locator("summary", has_text="Region:").click()
    page.locator("summary", has_text="Account:").click()
    expect(page.get_by_role("link", name="Europe (Ireland)")).to_be_hidden()
    expect(page.get_by_role("button", name="Switch account")).to_be_visible()
    page.get_by_role("heading", name="Peering connections").click()
    expect(page.get_by_role("button", name="Switch account")).to_be_hidden()


def test_times_are_those_of_the_browsers_zone(desk: Desk, open_page: Open) -> None:
    """The endpoint may run in a container with another time zone."""
    desk.request(desk.vpc(0), desk.vpc(1))
    (found,) = desk.ec2().describe_vpc_peering_connections()["VpcPeeringConnections"]
    there = found["ExpirationTime"] + timedelta(hours=9)
    page = open_page(timezone_id="Asia/Tokyo")
    expect(page.get_by_role("main").locator("time")).to_have_text(
        f"{there.day} {there:%B %Y, %H:%M} GMT+9"
    )


def test_two_pages_are_two_parties(desk: Desk, open_page: Open) -> None:
    """Account and Region are in the URL, so that a request appears where it is to be accepted."""
    vpcs = desk.vpc(0), desk.vpc(1, THEIRS)
    ours, theirs = open_page(), open_page("peering-connections", THEIRS)
    peering_id = desk.request(*vpcs, PeerOwnerId=THEIRS)
    row = theirs.get_by_role("row").filter(has_text=peering_id)
    row.get_by_role("checkbox").check()
    theirs.locator("summary", has_text="Actions").click()
    theirs.get_by_role("button", name="Accept Request").click()
    theirs.get_by_role("button", name="Yes, Accept").click()
    expect(ours.get_by_role("row").filter(has_text=peering_id)).to_contain_text("Active")
    assert OURS in ours.url
