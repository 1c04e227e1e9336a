"""The procedures of the VPC peering guide, followed in its order and in its words.

The words are those of the guide's sources (awsdocs/amazon-vpc-peering-guide, August 2022). Scripts
are switched on in the browser for the four cases, and off for every other step.
"""

from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.console.person import HERE, OURS, THEIRS, THERE, Desk


class Case(NamedTuple):
    """Where the accepter VPC is."""

    account_id: str
    region_name: str


CASES = {
    "same account and Region": Case(OURS, HERE),
    "same account and different Regions": Case(OURS, THERE),
    "different accounts and the same Region": Case(THEIRS, HERE),
    "different accounts and Regions": Case(THEIRS, THERE),
}

FARTHEST = "different accounts and Regions"
PLAIN = {"java_script_enabled": False}


def choose(page: Page, name: str) -> None:
    """Choose a button or a link, whichever it is."""
    either = page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name))
    either.locator("visible=true").first.click()


def choose_in_navigation_pane(page: Page, name: str) -> None:
    """Choose a list in the navigation pane."""
    page.get_by_role("navigation", name="Navigation pane").get_by_role("link", name=name).click()


def choose_action(page: Page, name: str) -> None:
    """Choose Actions, and then one of them."""
    page.locator("summary", has_text="Actions").click()
    choose(page, name)


def switch_account(page: Page, account_id: str) -> None:
    """Sign in as another account."""
    page.locator("summary", has_text="Account:").click()
    page.get_by_label("Account ID").first.fill(account_id)
    page.get_by_role("button", name="Switch account").click()


def switch_region(page: Page, region_name: str) -> None:
    """Choose a Region in the Region selector."""
    page.locator("summary", has_text="Region:").click()
    page.get_by_role("link", name=region_name).click()


def create(page: Page, case: Case, requester: str, accepter: str) -> None:
    """Configure the information, and choose Create Peering Connection."""
    choose_in_navigation_pane(page, "Peering connections")
    page.get_by_role("link", name="Create peering connection").click()
    page.get_by_label("Peering connection name tag").fill("a to b")
    page.get_by_label("VPC (Requester)").select_option(requester)
    if case.account_id == OURS:
        expect(page.get_by_label("My account")).to_be_checked()
    else:
        page.get_by_label("Another account").check()
        page.get_by_role("main").get_by_label("Account ID").fill(case.account_id)
    if case.region_name == HERE:
        expect(page.get_by_label("This Region")).to_be_checked()
    else:
        page.get_by_label("Another Region").check()
        page.get_by_label("Accepter Region").select_option(case.region_name)
    page.get_by_label("VPC (Accepter)").fill(accepter)
    page.get_by_role("button", name="Create Peering Connection").click()
    choose(page, "OK")


def add_route(page: Page, vpc_id: str, destination: str, peering_id: str) -> None:
    """Add an IPv4 route for a VPC peering connection, beginning at the route tables page."""
    row = page.get_by_role("row").filter(has_text=vpc_id)
    row.get_by_role("checkbox").check()
    choose_action(page, "Edit routes")
    suggested = page.get_by_label("Target").last.input_value() == peering_id
    if not suggested:
        page.get_by_role("button", name="Add route").click()
        page.get_by_label("Destination").last.fill(destination)
        page.get_by_label("Target").last.fill(peering_id)
    page.get_by_role("button", name="Save changes").click()
    row = page.get_by_role("row").filter(has_text=destination)
    expect(row).to_contain_text(peering_id)
    expect(row).to_contain_text("Active")


@pytest.mark.parametrize(
    ("name", "javascript"), [*((name, True) for name in CASES), (FARTHEST, False)]
)
def test_create_accept_and_route(
    desk: Desk, open_page: Open, name: str, *, javascript: bool
) -> None:
    """Each of the guide's four cases works, from the request to routes on both sides."""
    case = CASES[name]
    ours = desk.vpc(0, OURS, HERE, "a")
    theirs = desk.vpc(1, *case, "b")
    page = open_page("vpcs", java_script_enabled=javascript)
    create(page, case, ours, theirs)
    (peering_id,) = desk.statuses()
    if case.account_id != OURS:
        switch_account(page, case.account_id)
    if case.region_name != HERE:
        switch_region(page, case.region_name)
        choose_in_navigation_pane(page, "Peering connections")
    row = page.get_by_role("row").filter(has_text=peering_id)
    expect(row).to_contain_text("Pending acceptance")
    row.get_by_role("checkbox").check()
    choose_action(page, "Accept Request")
    choose(page, "Yes, Accept")
    choose(page, "Modify my route tables now")
    expect(page.get_by_role("heading", name="Route tables")).to_be_visible()
    add_route(page, theirs, "10.0.0.0/16", peering_id)
    switch_account(page, OURS)
    switch_region(page, HERE)
    choose_in_navigation_pane(page, "Route tables")
    add_route(page, ours, "10.1.0.0/16", peering_id)
    assert desk.statuses(*case)[peering_id] == "active"


def test_the_wrong_region_does_not_find_the_request(desk: Desk, open_page: Open) -> None:
    """If you cannot see the pending VPC peering connection, check the Region."""
    theirs = desk.vpc(1, THEIRS, THERE)
    peering_id = desk.request(desk.vpc(0), theirs, PeerOwnerId=THEIRS, PeerRegion=THERE)
    page = open_page("peering-connections", THEIRS, "ap-south-1", **PLAIN)
    main = page.get_by_role("main")
    expect(main).to_contain_text("No peering connections")
    expect(main).to_contain_text("check the Region")
    page.goto(page.url.replace("peering-connections", f"peering-connections/{peering_id}/accept"))
    choose(page, "Yes, Accept")
    expect(page.get_by_role("alert")).to_contain_text(
        f"InvalidVpcPeeringConnectionID.NotFound: The vpcPeeringConnection ID '{peering_id}' "
        "does not exist"
    )
    switch_region(page, THERE)
    page.get_by_role("row").filter(has_text=peering_id).get_by_role("checkbox").check()
    choose_action(page, "Accept Request")
    choose(page, "Yes, Accept")
    choose(page, "Close")
    expect(page.get_by_role("row").filter(has_text=peering_id)).to_contain_text("Active")


def test_the_other_region_of_the_two_is_refused(desk: Desk, open_page: Open) -> None:
    """The request is visible there, and AWS's error names the Region that can accept it."""
    theirs = desk.vpc(1, OURS, THERE)
    peering_id = desk.request(desk.vpc(0), theirs, PeerRegion=THERE)
    page = open_page()
    page.get_by_role("row").filter(has_text=peering_id).get_by_role("checkbox").check()
    choose_action(page, "Accept Request")
    choose(page, "Yes, Accept")
    expect(page.get_by_role("alert")).to_contain_text(
        f"OperationNotPermitted: Incorrect region ({HERE}) specified for this request. VPC "
        f"peering connection {peering_id} must be accepted in region {THERE}"
    )


def test_view_your_connections(desk: Desk, open_page: Open) -> None:
    """All connections are listed, in different states, and the filter search bar narrows them."""
    first = desk.vpc(0)
    failed, pending = desk.request(first, desk.vpc(0)), desk.request(first, desk.vpc(1))
    page = open_page("vpcs", **PLAIN)
    choose_in_navigation_pane(page, "Peering connections")
    expect(page.get_by_role("row")).to_have_count(3)
    page.get_by_label("Filter", exact=True).fill("status-code")
    page.get_by_label("Value").fill("pending-*")
    page.get_by_role("button", name="Add filter").click()
    expect(page.get_by_role("row").filter(has_text=pending)).to_be_visible()
    expect(page.get_by_role("row").filter(has_text=failed)).to_have_count(0)
    page.get_by_role("link", name="Remove filter status-code = pending-*").click()
    expect(page.get_by_role("row")).to_have_count(3)


def test_reject(desk: Desk, open_page: Open) -> None:
    """Select the connection, choose Actions, Reject Request, and Yes, Reject."""
    peering_id = desk.request(desk.vpc(0), desk.vpc(1, THEIRS), PeerOwnerId=THEIRS)
    page = open_page("vpcs", THEIRS, **PLAIN)
    choose_in_navigation_pane(page, "Peering connections")
    page.get_by_role("row").filter(has_text=peering_id).get_by_role("checkbox").check()
    choose_action(page, "Reject Request")
    choose(page, "Yes, Reject")
    expect(page.get_by_role("row").filter(has_text=peering_id)).to_contain_text("Rejected")


def test_delete(desk: Desk, open_page: Open) -> None:
    """Select the connection, choose Actions, Delete peering connection, and Yes, Delete."""
    peering_id = desk.active()
    page = open_page("vpcs", **PLAIN)
    choose_in_navigation_pane(page, "Peering connections")
    page.get_by_role("row").filter(has_text=peering_id).get_by_role("checkbox").check()
    choose_action(page, "Delete peering connection")
    page.get_by_label("Delete related route table entries").check()
    page.get_by_label("To confirm deletion, enter delete").fill("delete")
    choose(page, "Yes, Delete")
    expect(page.get_by_role("row").filter(has_text=peering_id)).to_contain_text("Deleted")


def test_enable_dns_resolution(desk: Desk, open_page: Open) -> None:
    """Both VPCs are enabled for DNS hostnames first; then Edit DNS Settings, and Save."""
    ours, theirs = desk.vpc(0), desk.vpc(1)
    peering_id = desk.request(ours, theirs)
    desk.ec2().accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    page = open_page("vpcs", **PLAIN)
    for vpc_id in (ours, theirs):
        page.get_by_role("row").filter(has_text=vpc_id).get_by_role("checkbox").check()
        choose_action(page, "Edit VPC settings")
        page.get_by_label("Enable DNS hostnames").check()
        choose(page, "Save")
        choose_in_navigation_pane(page, "Your VPCs")
    choose_in_navigation_pane(page, "Peering connections")
    page.get_by_role("row").filter(has_text=peering_id).get_by_role("checkbox").check()
    choose_action(page, "Edit DNS Settings")
    page.get_by_label("Requester DNS resolution").check()
    page.get_by_label("Accepter DNS resolution").check()
    choose(page, "Save")
    for side in ("Requester", "Accepter"):
        expect(page.get_by_role("region", name=side, exact=True)).to_contain_text("Enabled")


def test_tags_and_a_vpc(desk: Desk, open_page: Open) -> None:
    """A new world has nothing to peer, so a VPC is created and tagged."""
    page = open_page("vpcs", **PLAIN)
    choose(page, "Create VPC")
    page.get_by_label("Name tag").fill("hub")
    page.get_by_label("IPv4 CIDR").fill("10.0.0.0/16")
    page.get_by_role("button", name="Create VPC").click()
    choose_action(page, "Manage tags")
    page.get_by_role("button", name="Add new tag").click()
    page.get_by_label("Key").last.fill("team")
    page.get_by_label("Value").last.fill('<net> & "co"')
    choose(page, "Save")
    expect(page.get_by_role("row").filter(has_text="team")).to_contain_text('<net> & "co"')
    choose_action(page, "Manage tags")
    page.get_by_role("button", name="Remove tag 1").click()
    choose(page, "Save")
    vpcs = desk.ec2().describe_vpcs()["Vpcs"]
    assert [vpc["Tags"] for vpc in vpcs if vpc["CidrBlock"] == "10.0.0.0/16"] == [
        [{"Key": "team", "Value": '<net> & "co"'}]
    ]


def test_the_clock(desk: Desk, open_page: Open) -> None:
    """By default, requests expire after 7 days."""
    desk.request(desk.vpc(0), desk.vpc(1))
    page = open_page(**PLAIN)
    main = page.get_by_role("main")
    expect(main).to_contain_text("in 6 days")
    page.get_by_role("button", name="1 day").click()
    expect(main).to_contain_text("in 5 days")
    page.get_by_role("button", name="1 hour").click()
    expect(main).to_contain_text("in 5 days")
    page.get_by_role("button", name="7 days").click()
    expect(main).to_contain_text("Expired")
