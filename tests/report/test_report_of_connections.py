"""Connections in a report: which are shown in full, and what uses them."""

from contextlib import suppress

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from peermock import PeeringMock, UnsupportedOperationError, Vpc, VpcPeeringConnection
from peermock._mock.failure import describe
from peermock._report.text import as_report
from tests.arrangements import Peer, Route


def connections(aws: PeeringMock) -> list[str]:
    """Return the lines about connections."""
    lines = aws.report().splitlines()
    return lines[next(i for i, line in enumerate(lines) if line.startswith("connections")) :]


@pytest.fixture
def spokes(peering: PeeringMock) -> list[VpcPeeringConnection]:
    """Seven spokes around a hub, the third of which is rejected."""
    hub = peering.vpc("10.0.0.0/16")
    return [
        peering.peer(
            hub, peering.vpc(f"10.{number}.0.0/16"), "rejected" if number == 3 else "active"
        )
        for number in range(1, 8)
    ]


def test_of_many_connections_one_that_is_odd_is_shown_in_full(
    peering: PeeringMock, spokes: list[VpcPeeringConnection]
) -> None:
    """The other, active ones have a line each."""
    lines = connections(peering)
    assert lines[2] == f"  {spokes[2].id} rejected: Rejected by 123456789012"
    assert "  and 6 more:" in lines
    assert (
        lines[-1] == f"  {spokes[6].id} active: {spokes[6].requester.id}, {spokes[6].accepter.id}"
    )


def test_of_many_connections_one_that_an_error_names_is_shown_in_full(
    peering: PeeringMock, ec2: BaseClient, spokes: list[VpcPeeringConnection]
) -> None:
    """The connection of an error is shown, whatever came later."""
    with suppress(ClientError):
        ec2.reject_vpc_peering_connection(VpcPeeringConnectionId=spokes[5].id)
    for _ in range(6):
        ec2.describe_vpcs()
    lines = connections(peering)
    assert lines[2] == f"  {spokes[5].id} active: Active"
    assert "  and 6 more:" in lines


def test_of_many_connections_that_are_all_alike_the_first_are_shown_in_full(
    peering: PeeringMock,
) -> None:
    """The remaining ones are counted."""
    hub = peering.vpc("10.0.0.0/16")
    for number in range(1, 8):
        peering.peer(hub, peering.vpc(f"10.{number}.0.0/16"))
    assert "  and 2 more:" in connections(peering)


def test_the_whole_report_shows_every_connection_in_full(
    peering: PeeringMock, spokes: list[VpcPeeringConnection]
) -> None:
    """The length `all` does not summarize connections."""
    gateway = peering._lifecycle.gateway
    report = as_report(gateway.world, gateway.calls, gateway.now(), length="all")
    assert "more:" not in report


def test_a_short_report(
    peering: PeeringMock, ec2: BaseClient, request_of_ours: VpcPeeringConnection
) -> None:
    """The short report has errors with hints, the number of calls and a line per connection."""
    with suppress(ClientError):
        ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=request_of_ours.id)
    pcx, (ours, theirs) = request_of_ours.id, (request_of_ours.requester, request_of_ours.accepter)
    assert describe("short").splitlines() == [
        "errors: 1",
        "  1 AcceptVpcPeeringConnection by 123456789012 us-east-1: OperationNotPermitted:",
        f"  User 123456789012 cannot accept peering {pcx}",
        "      hint: only the accepter, 222222222222 eu-west-1, can accept it; the call",
        "        was made as 123456789012 in us-east-1",
        "calls: 1",
        "connections: 1",
        f"  {pcx} pending-acceptance: {ours.id}, {theirs.id}",
        "    hint: it is waiting for 222222222222 in eu-west-1: call 1 did not accept it",
    ]


def test_equal_errors_are_reported_once(
    peering: PeeringMock, ec2: BaseClient, request_of_ours: VpcPeeringConnection
) -> None:
    """The first occurrence is numbered, even with other calls in between."""
    for _ in range(5):
        ec2.describe_vpcs()
        with suppress(ClientError):
            ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=request_of_ours.id)
    first, second, third, fourth, *_ = peering.report().splitlines()
    assert (first, third, fourth[:12]) == ("errors: 5", "  OperationNotPermitted", "      hint: ")
    assert second.startswith("2, 4, 6 ... (5 times) AcceptVpcPeeringConnection by 123456789012")


def test_a_refusal_of_peermocks_own_is_an_error(peering: PeeringMock, ec2: BaseClient) -> None:
    """The refusal's text, at its call, says what to do."""
    with suppress(UnsupportedOperationError):
        ec2.run_instances(MinCount=1, MaxCount=1)
    assert peering.report().splitlines()[:4] == [
        "errors: 1",
        "  1 RunInstances by 123456789012 us-east-1: UnsupportedOperationError",
        "calls: 1",
        "  1 123456789012 us-east-1 RunInstances",
    ]


def test_no_error_is_left_out_of_very_many_calls(peering: PeeringMock, ec2: BaseClient) -> None:
    """Errors among the omitted calls are shown in full."""
    for number in range(120):
        if number == 60:
            with suppress(ClientError):
                ec2.describe_vpcs(VpcIds=[f"vpc-{each:017x}" for each in range(60)])
        ec2.describe_vpcs(MaxResults=5 + number)
    lines = peering.report().partition("calls:")[2].splitlines()
    assert [line.strip() for line in lines if "more calls" in line] == [
        "... 40 more calls ...",
        "... 30 more calls ...",
    ]
    assert any(f"vpc-{59:017x}' do not exist" in line for line in lines)


def test_the_routes_over_a_connection(
    peering: PeeringMock, ours: Vpc, theirs: Vpc, peer: Peer, route: Route
) -> None:
    """Both sides are shown if either has routes, and wrong destinations are marked."""
    connection = peer("active")
    assert not any("routes" in line for line in connections(peering))
    route(ours, connection, "10.1.0.0/16")
    route(ours, connection, "10.9.0.0/16")
    text = " ".join(" ".join(connections(peering)).split())
    assert "routes of the requester: 10.1.0.0/16 in rtb-" in text
    assert "10.9.0.0/16 in rtb-" in text
    assert text.endswith("(not a range of the peer) routes of the accepter: none")


def test_a_route_over_what_has_ended(
    peering: PeeringMock, ec2: BaseClient, ours: Vpc, peer: Peer, route: Route
) -> None:
    """The route is marked as a blackhole."""
    connection = peer("active")
    route(ours, connection, "10.1.0.0/16")
    ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=connection.id)
    assert " (blackhole)" in " ".join(connections(peering))


def test_a_route_to_a_peer_that_is_gone(
    peering: PeeringMock, ec2: BaseClient, ours: Vpc, route: Route
) -> None:
    """The route is marked as a blackhole, without the peer's CIDR blocks."""
    connection = peering.peer(ours, peering.vpc("10.1.0.0/16"))
    route(ours, connection, "10.1.0.0/16")
    ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=connection.id)
    ec2.delete_vpc(VpcId=connection.accepter.id)
    assert " (blackhole)" in " ".join(connections(peering))


def test_the_groups_that_refer_to_a_peers(peering: PeeringMock, ec2: BaseClient, ours: Vpc) -> None:
    """References are shown while the connection is active, and later as stale."""
    connection = peering.peer(ours, peering.vpc("10.1.0.0/16"))
    groups = [
        ec2.create_security_group(GroupName="web", Description="web", VpcId=vpc.id)["GroupId"]
        for vpc in (connection.requester, connection.accepter)
    ]
    pairs = [{"GroupId": groups[1]}]
    ec2.authorize_security_group_ingress(
        GroupId=groups[0], IpPermissions=[{"IpProtocol": "-1", "UserIdGroupPairs": pairs}]
    )
    line = f"    group {groups[0]} refers to {groups[1]}"
    assert connections(peering)[-1] == line
    ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=connection.id)
    assert "(stale)" in " ".join(connections(peering))
