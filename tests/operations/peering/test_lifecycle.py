"""Routes and rules over a connection, whose state follows the connection's status."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError
from time_machine import TimeMachineFixture

from peermock import PeeringMock, mock_peering
from tests.operations.parties import Party

HELD = timedelta(minutes=1)


@pytest.fixture
def peering() -> Iterator[PeeringMock]:
    """A mock in which transitional statuses last a minute."""
    with mock_peering(settle=HELD) as mock:
        yield mock


def add(owner: Party, peering_id: str, destination: str = "10.9.0.0/16") -> None:
    """Add a route to the main table of an owner's VPC."""
    owner.ec2.create_route(
        RouteTableId=owner.main_table_id(),
        VpcPeeringConnectionId=peering_id,
        DestinationCidrBlock=destination,
    )


def route(owner: Party) -> dict[str, Any]:
    """Return the only route of the main table that is not local."""
    routes = owner.main_table()["Routes"]
    (only,) = [each for each in routes if each.get("GatewayId") != "local"]
    return only


def state(owner: Party) -> str:
    """Return the state of that route."""
    return route(owner)["State"]


def answer(owner: Party, verb: str, peering_id: str) -> None:
    """Accept, reject or delete a connection."""
    call = getattr(owner.ec2, f"{verb}_vpc_peering_connection")
    call(VpcPeeringConnectionId=peering_id)


def peering_status(owner: Party, group_id: str) -> str:
    """Return the connection's status in the only group pair of a group."""
    (permission,) = owner.group(group_id)["IpPermissions"]
    (pair,) = permission["UserIdGroupPairs"]
    return pair["PeeringStatus"]


def test_a_route_follows_its_connection_from_beginning_to_end(
    ours: Party, theirs: Party, clock: TimeMachineFixture
) -> None:
    """The route is active exactly while the connection is active."""
    peering_id = ours.request(theirs)
    add(ours, peering_id)
    states = {"initiating-request": state(ours)}
    clock.shift(HELD)
    states["pending-acceptance"] = state(ours)
    answer(theirs, "accept", peering_id)
    states["provisioning"] = state(ours)
    clock.shift(HELD)
    states["active"] = state(ours)
    answer(theirs, "delete", peering_id)
    states["deleting"] = state(ours)
    clock.shift(HELD)
    states["deleted"] = state(ours)
    clock.shift(timedelta(days=3))
    states["forgotten"] = state(ours)
    assert [name for name, each in states.items() if each == "active"] == ["active"]
    assert set(states.values()) == {"active", "blackhole"}


def test_a_route_of_an_expired_request_is_a_blackhole(
    ours: Party, theirs: Party, clock: TimeMachineFixture
) -> None:
    """The route remains after the request expires."""
    peering_id = ours.request(theirs)
    add(ours, peering_id)
    clock.shift(timedelta(days=7))
    assert (state(ours), route(ours)["VpcPeeringConnectionId"]) == ("blackhole", peering_id)


def test_a_route_of_a_rejected_request_is_a_blackhole(
    ours: Party, theirs: Party, clock: TimeMachineFixture
) -> None:
    """The route remains until its owner deletes it."""
    peering_id = ours.request(theirs)
    add(ours, peering_id)
    clock.shift(HELD)
    answer(theirs, "reject", peering_id)
    assert state(ours) == "blackhole"


def test_tables_are_found_by_the_state_of_their_routes(
    ours: Party, theirs: Party, clock: TimeMachineFixture
) -> None:
    """Filters match the current state and the connection."""
    peering_id = ours.request(theirs)
    add(ours, peering_id)
    filters = [
        {"Name": "route.state", "Values": ["blackhole"]},
        {"Name": "route.vpc-peering-connection-id", "Values": [peering_id]},
    ]
    (table,) = ours.ec2.describe_route_tables(Filters=filters)["RouteTables"]
    assert table["RouteTableId"] == ours.main_table_id()
    clock.shift(HELD)
    answer(theirs, "accept", peering_id)
    clock.shift(HELD)
    assert ours.ec2.describe_route_tables(Filters=filters)["RouteTables"] == []


def test_a_rule_follows_its_connection_to_the_end(
    ours: Party, theirs: Party, clock: TimeMachineFixture
) -> None:
    """The peer's group is allowed while the connection is active; then the rule is stale."""
    peering_id = ours.request(theirs)
    clock.shift(HELD)
    answer(theirs, "accept", peering_id)
    group_id = ours.new_group()
    pair = {"UserId": theirs.account_id, "GroupId": theirs.new_group()}
    with pytest.raises(ClientError, match="does not exist"):
        ours.allow(group_id, UserIdGroupPairs=[pair])
    clock.shift(HELD)
    ours.allow(group_id, UserIdGroupPairs=[pair])
    seen = [(peering_status(ours, group_id), len(ours.stale()))]
    answer(theirs, "delete", peering_id)
    for _ in range(2):
        seen.append((peering_status(ours, group_id), len(ours.stale())))
        clock.shift(HELD)
    assert seen == [("active", 0), ("deleting", 1), ("deleted", 1)]
