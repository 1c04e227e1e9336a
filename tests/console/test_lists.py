"""Peering connections: the list with its columns, and the details of one."""

from datetime import timedelta

import pytest

from peermock._console.pages.peerings import FILTERS
from peermock._console.statuses import LOOKS
from peermock._domain.peering import Status
from peermock._operations.peering import PEERINGS
from tests.console.person import HERE, NONE, OURS, THEIRS, THERE, Desk, Person, statuses_in


def test_the_first_page_is_that_of_the_default_account(desk: Desk) -> None:
    """The console's URL redirects to the connections of the endpoint's account."""
    seen = desk.ask("GET", "/_peermock/console")
    assert (seen.status, seen.location) == (
        303,
        f"/_peermock/console/{OURS}/{HERE}/peering-connections",
    )
    assert desk.ask("GET", "/_peermock/console/").location == seen.location


def test_an_account_and_a_region_lead_to_their_list(desk: Desk, us: Person) -> None:
    """A URL may end after the Region."""
    for url in (us.url, f"{us.url}/"):
        assert desk.ask("GET", url).location == f"{us.url}/peering-connections"


def test_somebody_who_types_the_endpoints_url_finds_the_console(desk: Desk) -> None:
    """A browser requests HTML, which no AWS client does."""
    seen = desk.ask("GET", "/", headers={"Accept": "text/html,*/*"})
    assert (seen.status, seen.location) == (303, "/_peermock/console")
    assert "<Code>MissingAction</Code>" in desk.ask("GET", "/").html
    html = {"Accept": "text/html", "Authorization": "AWS4-HMAC-SHA256"}
    assert desk.ask("GET", "/", headers=html).status == 400
    assert desk.ask("GET", "/?Action=DescribeVpcs", headers={"Accept": "text/html"}).status == 401


def test_an_empty_list_says_what_to_check(us: Person) -> None:
    """The page has the guide's advice for users who do not see a request."""
    assert "check the Region" in us.see("peering-connections").text


def test_each_connection_is_a_row_with_the_consoles_columns(desk: Desk, us: Person) -> None:
    """Columns are name, status, both VPCs, owners, Regions and expiry."""
    ours, theirs = desk.vpc(0), desk.vpc(1, THEIRS, THERE)
    peering_id = desk.request(ours, theirs, PeerOwnerId=THEIRS, PeerRegion=THERE)
    desk.ec2().create_tags(Resources=[peering_id], Tags=[{"Key": "Name", "Value": "to orders"}])
    text = us.see("peering-connections").text
    assert f"to orders {peering_id} Pending acceptance {ours} {theirs}" in text
    assert f"{theirs} 10.0.0.0/16 {NONE} {OURS} {THEIRS} {HERE} {THERE}" in text
    assert "in 6 days" in text
    assert "1 peering connection in us-east-1" in text


def test_each_party_sees_its_own_view(desk: Desk, them: Person) -> None:
    """Each account sees its own tags, and a third account sees nothing."""
    theirs = desk.vpc(1, THEIRS, THERE)
    peering_id = desk.request(desk.vpc(0), theirs, PeerOwnerId=THEIRS, PeerRegion=THERE)
    desk.ec2().create_tags(Resources=[peering_id], Tags=[{"Key": "Name", "Value": "ours alone"}])
    text = them.see("peering-connections").text
    assert peering_id in text
    assert "ours alone" not in text
    assert peering_id not in desk.person("333333333333", THERE).see("peering-connections").text


def test_every_status_has_a_look_of_its_own() -> None:
    """Final statuses differ in colour, shape and name."""
    assert set(LOOKS) == {status.value for status in Status}
    ended = [LOOKS[name] for name in ("failed", "expired", "rejected", "deleted")]
    for part in zip(*ended, strict=True):
        assert len(set(part)) == len(ended)


def test_final_statuses_are_distinct(desk: Desk, us: Person) -> None:
    """One list has expired, failed, rejected and deleted connections."""
    first = desk.vpc(0)
    desk.request(first, desk.vpc(1))
    desk.site.clock.shift(timedelta(days=7))
    desk.request(first, desk.vpc(0))
    rejected, deleted = desk.request(first, desk.vpc(2)), desk.request(first, desk.vpc(3))
    desk.ec2().reject_vpc_peering_connection(VpcPeeringConnectionId=rejected)
    desk.ec2().delete_vpc_peering_connection(VpcPeeringConnectionId=deleted)
    html = us.see("peering-connections").html
    assert statuses_in(html) == ["Expired", "Failed", "Rejected", "Deleted"]


def test_the_list_is_a_call(desk: Desk, us: Person) -> None:
    """The call is made for the account, in the Region, and the page shows its command."""
    seen = us.see("peering-connections")
    (call,) = desk.site.gateway.calls
    assert (call.operation_name, call.account_id, call.region_name) == (
        "DescribeVpcPeeringConnections",
        OURS,
        HERE,
    )
    assert seen.codes[0].startswith("aws ec2 describe-vpc-peering-connections")


def test_a_denied_list_shows_the_error_of_aws(desk: Desk, us: Person) -> None:
    """The page is shown with its filter bar."""
    desk.site.gateway.world.denied.add((OURS, "DescribeVpcPeeringConnections"))
    seen = us.see("peering-connections")
    assert seen.status == 403
    assert "UnauthorizedOperation : You are not authorized to perform this operation" in seen.text
    assert "Add filter" in seen.text


def test_the_documented_filters_are_offered() -> None:
    """All filters of the operation are offered except the undocumented `tag-value`."""
    offered = {name.replace("tag:Name", "tag") for name in FILTERS}
    assert offered == set(PEERINGS.filters) - {"tag-value"}


def test_a_filter_narrows_the_list(desk: Desk, us: Person) -> None:
    """Values of one filter are alternatives, and all filters must match."""
    first = desk.vpc(0)
    pending, failed = desk.request(first, desk.vpc(1)), desk.request(first, desk.vpc(0))
    added = us.see("peering-connections/filter", name="status-code", value="failed")
    seen = us.follow(added)
    assert failed in seen.text
    assert pending not in seen.text
    either = ["status-code=failed", "status-code=pending-acceptance"]
    seen = us.see("peering-connections", filter=either)
    assert failed in seen.text
    assert pending in seen.text
    assert "--filters Name=status-code,Values=failed,pending-acceptance" in seen.codes[0]
    seen = us.see("peering-connections", filter=[*either, f"vpc-peering-connection-id={pending}"])
    assert failed not in seen.text


def test_a_filter_can_be_taken_away(us: Person) -> None:
    """Each filter has a link to the list without it."""
    html = us.see("peering-connections", filter=["status-code=failed", "tag-key=a=b"]).html
    assert f'href="{us.url}/peering-connections?filter=tag-key%3Da%3Db"' in html
    assert f'href="{us.url}/peering-connections?filter=status-code%3Dfailed"' in html
    assert "No matches" in html


def test_a_filter_without_a_name_changes_nothing(us: Person) -> None:
    """The other filters stay."""
    seen = us.see("peering-connections/filter", name="", value="a", filter="tag-key=a")
    assert seen.location.endswith("peering-connections?filter=tag-key%3Da")


def test_an_unknown_filter_is_an_error_of_aws(us: Person) -> None:
    """The page leaves validation to AWS."""
    seen = us.see("peering-connections", filter="colour=green")
    assert seen.status == 400
    assert "The filter 'colour' is invalid" in seen.text


@pytest.mark.parametrize("action", ["accept", "reject", "delete", "dns-settings", "tags"])
def test_an_action_leads_to_its_page_with_what_was_selected(us: Person, action: str) -> None:
    """The list is a form that works without a script."""
    seen = us.see("peering-connections/action", id="pcx-0a", action=action)
    assert seen.location == f"{us.url}/peering-connections/pcx-0a/{action}"


@pytest.mark.parametrize("selected", [[], ["pcx-0a", "pcx-0b"]])
def test_an_action_needs_one_connection(us: Person, selected: list[str]) -> None:
    """With none or several selected, the list shows an error and keeps its filters."""
    seen = us.see("peering-connections/action", id=selected, action="accept", filter="tag-key=a")
    assert "filter=tag-key" in seen.location
    assert "Select one VPC peering connection" in us.follow(seen).text


def test_details_have_both_sides(desk: Desk, us: Person) -> None:
    """The page shows the account's view: both sides, tags, DNS options and its own routes."""
    peering_id = desk.active()
    (found,) = desk.ec2().describe_vpc_peering_connections()["VpcPeeringConnections"]
    table_id = desk.table_of(found["RequesterVpcInfo"]["VpcId"])
    desk.ec2().create_tags(Resources=[peering_id], Tags=[{"Key": "team", "Value": "net"}])
    desk.ec2().create_route(
        RouteTableId=table_id,
        DestinationCidrBlock="10.1.0.0/16",
        VpcPeeringConnectionId=peering_id,
    )
    text = us.see(f"peering-connections/{peering_id}/details").text
    assert "Requester CIDRs 10.0.0.0/16" in text
    assert "Accepter CIDRs 10.1.0.0/16" in text
    assert "Requester DNS resolution Disabled" in text
    assert f"{table_id} 10.1.0.0/16 Active" in text
    assert "team net" in text
    assert f"Expiration time {NONE}" in text


def test_details_of_a_request_have_its_expiry(desk: Desk, us: Person) -> None:
    """The expiry is relative to the mock's clock."""
    peering_id = desk.request(desk.vpc(0), desk.vpc(1))
    desk.site.clock.shift(timedelta(days=6, hours=22))
    text = us.see(f"peering-connections/{peering_id}/details").text
    assert "Pending Acceptance by 123456789012" in text
    assert "in 1 hour" in text
    assert f"Accepter DNS resolution {NONE}" in text


def test_details_of_what_is_not_there_are_an_error_of_aws(us: Person) -> None:
    """The page also has the guide's advice."""
    seen = us.see("peering-connections/pcx-0123456789abcdef0/details")
    assert seen.status == 400
    assert (
        "InvalidVpcPeeringConnectionID.NotFound : The vpcPeeringConnection ID "
        "'pcx-0123456789abcdef0' does not exist" in seen.text
    )
    assert "check the account and the Region" in seen.text
