"""Routes and rules over a connection: their state follows its own, from beginning to end."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace as Owner
from typing import Any

import pytest
from botocore.exceptions import ClientError
from freezegun.api import FrozenDateTimeFactory

from peermock import PeeringMock, mock_peering

HELD = timedelta(minutes=1)


@pytest.fixture
def peering() -> Iterator[PeeringMock]:
    """A mock in which transitional states last a minute."""
    with mock_peering(settle=HELD) as mock:
        yield mock


def add(owner: Owner, peering_id: str, destination: str = "10.9.0.0/16") -> None:
    """Add a route to the main table of an owner's VPC."""
    owner.ec2.create_route(
        RouteTableId=owner.main_table_id(),
        VpcPeeringConnectionId=peering_id,
        DestinationCidrBlock=destination,
    )


def route(owner: Owner) -> dict[str, Any]:
    """Return the one route of the main table that is not local."""
    routes = owner.main_table()["Routes"]
    (only,) = [each for each in routes if each.get("GatewayId") != "local"]
    return only


def state(owner: Owner) -> str:
    """Return the state of that route."""
    return route(owner)["State"]


def answer(owner: Owner, verb: str, peering_id: str) -> None:
    """Accept, reject or delete a connection."""
    call = getattr(owner.ec2, f"{verb}_vpc_peering_connection")
    call(VpcPeeringConnectionId=peering_id)


def peering_status(owner: Owner, group_id: str) -> str:
    """Return the status of the connection in the one pair that a group lets in."""
    (permission,) = owner.group(group_id)["IpPermissions"]
    (pair,) = permission["UserIdGroupPairs"]
    return pair["PeeringStatus"]


def test_a_route_follows_its_connection_from_beginning_to_end(
    ours: Owner, theirs: Owner, clock: FrozenDateTimeFactory
) -> None:
    """It leads somewhere while the connection is active, and at no other time."""
    peering_id = ours.request(theirs)
    add(ours, peering_id)
    states = {"initiating-request": state(ours)}
    clock.tick(HELD)
    states["pending-acceptance"] = state(ours)
    answer(theirs, "accept", peering_id)
    states["provisioning"] = state(ours)
    clock.tick(HELD)
    states["active"] = state(ours)
    answer(theirs, "delete", peering_id)
    states["deleting"] = state(ours)
    clock.tick(HELD)
    states["deleted"] = state(ours)
    clock.tick(timedelta(days=3))
    states["forgotten"] = state(ours)
    assert [name for name, each in states.items() if each == "active"] == ["active"]
    assert set(states.values()) == {"active", "blackhole"}


def test_a_route_of_an_expired_request_is_a_blackhole(
    ours: Owner, theirs: Owner, clock: FrozenDateTimeFactory
) -> None:
    """After seven days without an answer the route stays and leads nowhere."""
    peering_id = ours.request(theirs)
    add(ours, peering_id)
    clock.tick(timedelta(days=7))
    assert (state(ours), route(ours)["VpcPeeringConnectionId"]) == ("blackhole", peering_id)


def test_a_route_of_a_rejected_request_is_a_blackhole(
    ours: Owner, theirs: Owner, clock: FrozenDateTimeFactory
) -> None:
    """Nothing removes it but its owner."""
    peering_id = ours.request(theirs)
    add(ours, peering_id)
    clock.tick(HELD)
    answer(theirs, "reject", peering_id)
    assert state(ours) == "blackhole"


def test_tables_are_found_by_the_state_of_their_routes(
    ours: Owner, theirs: Owner, clock: FrozenDateTimeFactory
) -> None:
    """The filters look at the state of now, and at the connection."""
    peering_id = ours.request(theirs)
    add(ours, peering_id)
    filters = [
        {"Name": "route.state", "Values": ["blackhole"]},
        {"Name": "route.vpc-peering-connection-id", "Values": [peering_id]},
    ]
    (table,) = ours.ec2.describe_route_tables(Filters=filters)["RouteTables"]
    assert table["RouteTableId"] == ours.main_table_id()
    clock.tick(HELD)
    answer(theirs, "accept", peering_id)
    clock.tick(HELD)
    assert ours.ec2.describe_route_tables(Filters=filters)["RouteTables"] == []


def test_a_rule_follows_its_connection_to_the_end(
    ours: Owner, theirs: Owner, clock: FrozenDateTimeFactory
) -> None:
    """A peer's group is let in while the connection is active; then the rule is stale."""
    peering_id = ours.request(theirs)
    clock.tick(HELD)
    answer(theirs, "accept", peering_id)
    group_id = ours.new_group()
    pair = {"UserId": theirs.account_id, "GroupId": theirs.new_group()}
    with pytest.raises(ClientError, match="belong to different networks"):
        ours.allow(group_id, UserIdGroupPairs=[pair])
    clock.tick(HELD)
    ours.allow(group_id, UserIdGroupPairs=[pair])
    seen = [(peering_status(ours, group_id), len(ours.stale()))]
    answer(theirs, "delete", peering_id)
    for _ in range(2):
        seen.append((peering_status(ours, group_id), len(ours.stale())))
        clock.tick(HELD)
    assert seen == [("active", 0), ("deleting", 1), ("deleted", 1)]
