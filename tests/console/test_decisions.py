"""Accept, reject and delete: the confirmations, the calls and the errors."""

import pytest

from peermock._gateway import Fault
from peermock._gateway.faults import error_for
from tests.console.person import HERE, OURS, THEIRS, THERE, Desk, Person


def page(peering_id: str, verb: str) -> str:
    """Return the page of a decision."""
    return f"peering-connections/{peering_id}/{verb}"


@pytest.mark.parametrize(
    ("verb", "button", "command"),
    [
        ("accept", "Yes, Accept request", "accept-vpc-peering-connection"),
        ("reject", "Yes, Reject request", "reject-vpc-peering-connection"),
        ("delete", "Yes, Delete", "delete-vpc-peering-connection"),
    ],
)
def test_a_confirmation_changes_nothing(
    desk: Desk, us: Person, verb: str, button: str, command: str
) -> None:
    """The page shows the connection, the button, and the command of its call."""
    peering_id = desk.request(desk.vpc(0), desk.vpc(1))
    seen = us.see(page(peering_id, verb))
    assert button in seen.text
    assert seen.codes[0].splitlines() == [
        f"aws ec2 {command} \\",
        "    --region us-east-1 \\",
        f"    --vpc-peering-connection-id {peering_id}",
    ]
    assert desk.statuses() == {peering_id: "pending-acceptance"}


def test_an_accepted_request_is_active(desk: Desk, us: Person) -> None:
    """The next page leads to the route tables."""
    peering_id = desk.request(desk.vpc(0), desk.vpc(1))
    seen = us.follow(us.send(page(peering_id, "accept")))
    assert desk.statuses() == {peering_id: "active"}
    assert f"AcceptVpcPeeringConnection: {peering_id} provisioning" in seen.text
    assert f'href="{us.url}/route-tables?peering={peering_id}"' in seen.html
    assert "Modify my route tables now" in seen.text


def test_a_rejected_request_is_rejected(desk: Desk, us: Person) -> None:
    """The list shows the call."""
    peering_id = desk.request(desk.vpc(0), desk.vpc(1))
    seen = us.follow(us.send(page(peering_id, "reject")))
    assert desk.statuses() == {peering_id: "rejected"}
    assert "RejectVpcPeeringConnection: Return=true" in seen.text


def test_the_requester_cannot_accept_for_the_other_account(desk: Desk, us: Person) -> None:
    """The page has AWS's message and status."""
    theirs = desk.vpc(1, THEIRS)
    peering_id = desk.request(desk.vpc(0), theirs, PeerOwnerId=THEIRS)
    for verb in ("accept", "reject"):
        seen = us.send(page(peering_id, verb))
        assert seen.status == 400
        text = f"OperationNotPermitted : User {OURS} cannot {verb} peering {peering_id}"
        assert f"Failed to {verb} VPC peering connection" in seen.text
        assert text in seen.text


def test_the_wrong_region_of_the_two_is_refused(desk: Desk) -> None:
    """The account sees the request there, and AWS's error names the right Region."""
    theirs = desk.vpc(1, THEIRS, THERE)
    peering_id = desk.request(desk.vpc(0), theirs, PeerOwnerId=THEIRS, PeerRegion=THERE)
    seen = desk.person(THEIRS, HERE).send(page(peering_id, "accept"))
    assert f"must be accepted in region {THERE}" in seen.text


def test_another_region_does_not_find_the_request(desk: Desk) -> None:
    """The list does not have it, and its ID is not found."""
    theirs = desk.vpc(1, THEIRS, THERE)
    peering_id = desk.request(desk.vpc(0), theirs, PeerOwnerId=THEIRS, PeerRegion=THERE)
    elsewhere = desk.person(THEIRS, "ap-south-1")
    assert peering_id not in elsewhere.see("peering-connections").text
    for seen in (
        elsewhere.see(page(peering_id, "accept")),
        elsewhere.send(page(peering_id, "accept")),
    ):
        assert seen.status == 400
        assert "InvalidVpcPeeringConnectionID.NotFound" in seen.text


@pytest.mark.parametrize("entered", ["", "yes", "deleted"])
def test_a_deletion_has_to_be_confirmed(desk: Desk, us: Person, entered: str) -> None:
    """As in AWS's console, the word has to be entered."""
    peering_id = desk.active()
    seen = us.send(page(peering_id, "delete"), confirmation=entered)
    assert seen.status == 400
    assert "Enter delete to confirm the deletion." in seen.text
    assert desk.statuses() == {peering_id: "active"}


@pytest.mark.parametrize("asked", [True, False])
def test_a_deletion_takes_related_routes_where_it_is_asked_to(
    desk: Desk, us: Person, asked: bool
) -> None:
    """Related routes are deleted one by one after the connection; others stay."""
    peering_id = desk.active()
    (found,) = desk.ec2().describe_vpc_peering_connections()["VpcPeeringConnections"]
    vpc_id = found["RequesterVpcInfo"]["VpcId"]
    table_id = desk.table_of(vpc_id)
    for block in ("10.1.0.0/24", "10.1.1.0/24"):
        desk.ec2().create_route(
            RouteTableId=table_id, DestinationCidrBlock=block, VpcPeeringConnectionId=peering_id
        )
    fields = {"confirmation": "Delete"} | ({"routes": "1"} if asked else {})
    before = len(desk.operations)
    seen = us.follow(us.send(page(peering_id, "delete"), fields))
    assert desk.operations[before:-1] == (
        ["DescribeRouteTables", "DeleteVpcPeeringConnection", "DeleteRoute", "DeleteRoute"]
        if asked
        else ["DeleteVpcPeeringConnection"]
    )
    assert desk.statuses() == {peering_id: "deleted"}
    (table,) = desk.ec2().describe_route_tables(RouteTableIds=[table_id])["RouteTables"]
    states = [route["State"] for route in table["Routes"]]
    assert states == (["active"] if asked else ["active", "blackhole", "blackhole"])
    assert ("aws ec2 delete-route" in " ".join(seen.codes)) is asked


def test_routes_stay_where_the_connection_cannot_be_deleted(desk: Desk, us: Person) -> None:
    """AWS removes a rejected connection by itself."""
    ours = desk.vpc(0)
    peering_id = desk.request(ours, desk.vpc(1))
    table_id = desk.table_of(ours)
    desk.ec2().create_route(
        RouteTableId=table_id,
        DestinationCidrBlock="10.1.0.0/16",
        VpcPeeringConnectionId=peering_id,
    )
    desk.ec2().reject_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    seen = us.send(page(peering_id, "delete"), confirmation="delete", routes="1")
    assert "attempted to transition from rejected to deleting" in seen.text
    assert "DeleteRoute" not in desk.operations


def test_a_fault_of_a_test_is_met(desk: Desk, us: Person) -> None:
    """The page shows the same error that a script would get, and the next attempt succeeds."""
    peering_id = desk.request(desk.vpc(0), desk.vpc(1))
    error = error_for("RequestLimitExceeded", None, None)
    fault = Fault(operation_name="AcceptVpcPeeringConnection", error=error, label="", left=1)
    desk.site.gateway.faults.add(fault)
    seen = us.send(page(peering_id, "accept"))
    assert seen.status == 503
    assert "RequestLimitExceeded : Request limit exceeded." in seen.text
    assert us.send(page(peering_id, "accept")).status == 303


def test_a_fault_without_an_answer_is_said(desk: Desk, us: Person) -> None:
    """A script's connection would close, and the page says so."""
    peering_id = desk.request(desk.vpc(0), desk.vpc(1))
    fault = Fault(
        operation_name="AcceptVpcPeeringConnection",
        error=lambda _: ConnectionResetError("no answer"),
        label="",
        left=1,
    )
    desk.site.gateway.faults.add(fault)
    seen = us.send(page(peering_id, "accept"))
    assert seen.status == 503
    assert "ConnectionResetError : The connection was closed without an answer" in seen.text


def test_a_failure_of_peermocks_own_is_not_hidden(
    desk: Desk, us: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The endpoint reports its own failure, not an error of AWS."""

    def fail(_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(desk.site.gateway, "respond", fail)
    seen = us.see("vpcs")
    assert seen.status == 500
    assert "peermock failed: RuntimeError" in seen.text
