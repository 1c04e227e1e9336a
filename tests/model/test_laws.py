"""Invariants of every history, whatever the result of each call."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from ipaddress import ip_network
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings

from tests.model.peermodel import calls, moves
from tests.model.peermodel.play import Play, Step, histories
from tests.model.peermodel.stage import BYSTANDER, PLACES, REGIONS

ENDED = {"failed", "expired", "rejected", "deleted"}

# Each history begins with the stage cleared, so they may share the fixture.
law = settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])


@law
@given(history=histories())
def test_nobody_sees_a_connection_without_a_part_in_it(play: Play, history: list[Step]) -> None:
    """Other accounts and Regions find it neither in a list nor by ID."""
    play.begin()
    for step in history:
        play.take(step)
    ids = [request.id for request in play.known.requests]
    for account, region in PLACES:
        for view in seen_by(play, (account, region), ids):
            sides = [view["RequesterVpcInfo"], view["AccepterVpcInfo"]]
            assert account in [side["OwnerId"] for side in sides]
            assert region in [side["Region"] for side in sides]


def seen_by(play: Play, place: tuple[str, str], ids: list[str]) -> list[dict]:
    """Return all connections that a place can see, by list or by ID."""
    views = []
    for params in ({}, *({"VpcPeeringConnectionIds": [each]} for each in ids)):
        answer = play.call((place, "DescribeVpcPeeringConnections", params))
        views += answer.get("VpcPeeringConnections", [])
    return views


@law
@given(history=histories(moves.REJECTIONS, moves.ANSWERS_TO_LATEST))
def test_no_terminal_status_is_left(play: Play, history: list[Step]) -> None:
    """A final status does not change until the connection becomes invisible for ever."""
    play.begin()
    ended: dict[str, dict] = {}
    gone: set[str] = set()
    for step in history:
        play.take(step)
        views = play.views()
        gone |= ended.keys() - views.keys()
        assert not gone & views.keys()
        for peering_id, view in views.items():
            assert ended.get(peering_id, view["Status"]) == view["Status"]
            if view["Status"]["Code"] in ENDED:
                ended[peering_id] = view["Status"]


@law
@given(history=histories(moves.REQUESTS_BACK, moves.ACCEPTANCES))
def test_one_active_connection_at_most_joins_two_vpcs(play: Play, history: list[Step]) -> None:
    """The number and direction of requests do not matter."""
    play.begin()
    for step in history:
        play.take(step)
        pairs = Counter(
            frozenset(view[side]["VpcId"] for side in ("RequesterVpcInfo", "AccepterVpcInfo"))
            for view in play.views().values()
            if view["Status"]["Code"] == "active"
        )
        assert all(count == 1 for count in pairs.values())


@law
@given(history=histories(moves.RANGES, moves.ACCEPTANCES))
def test_overlapping_vpcs_are_never_joined(play: Play, history: list[Step]) -> None:
    """An overlap can result neither from a request nor from a later CIDR block."""
    play.begin()
    for step in history:
        play.take(step)
        for view in play.views().values():
            if view["Status"]["Code"] == "active":
                blocks = [
                    [ip_network(each["CidrBlock"]) for each in view[side]["CidrBlockSet"]]
                    for side in ("RequesterVpcInfo", "AccepterVpcInfo")
                ]
                assert not any(one.overlaps(other) for one, other in product(*blocks))


@law
@given(history=histories(moves.MOVES))
def test_a_refused_call_changes_nothing(play: Play, history: list[Step]) -> None:
    """The world looks the same as before."""
    play.begin()
    for step in history:
        before = play.picture()
        if "Error" in play.take(step):
            assert play.picture() == before


@law
@given(history=histories(), tried=moves.DRY_RUNS)
def test_a_dry_run_changes_nothing(play: Play, history: list[Step], tried: moves.Move) -> None:
    """Any dry run has no effect, successful or not."""
    play.begin()
    for step in history:
        play.take(step)
    before = play.picture()
    place, operation, params = tried(play.known)
    answer = play.call((place, operation, {**params, "DryRun": True}))
    assert answer["Error"]["Code"] == "DryRunOperation"
    assert play.picture() == before


def look(play: Play, step: Step) -> None:
    """Take a step, and describe everything as everybody."""
    play.take(step)
    for place in PLACES:
        play.call((place, "DescribeVpcPeeringConnections", {}))


def creep(play: Play, step: Step) -> None:
    """Take a step in small portions of time, and describe everything in between."""
    if not isinstance(step, timedelta):
        play.take(step)
        return
    for _ in range(4):
        look(play, step / 4)


def peer_beside(play: Play, step: Step) -> None:
    """Take a step, and request, accept and delete a connection of another account."""
    play.take(step)
    place = (BYSTANDER, REGIONS[0])
    request = moves.Move(calls.request, (len(play.known.requests), 1, *[calls.RIGHT] * 3, False))
    answer = play.stage.attempt(request(play.others))
    if "VpcPeeringConnection" in answer:
        params = {
            "VpcPeeringConnectionId": answer["VpcPeeringConnection"]["VpcPeeringConnectionId"]
        }
        for verb in ("Accept", "Delete"):
            play.stage.attempt((place, f"{verb}VpcPeeringConnection", params))


@pytest.mark.parametrize("take", [look, creep, peer_beside])
@law
@given(history=histories())
def test_a_status_depends_on_the_connection_and_the_time_alone(
    play: Play, take: Callable[[Play, Step], None], history: list[Step]
) -> None:
    """Describes, the size of time steps and other connections do not matter."""
    statuses = []
    for way in (Play.take, take):
        play.begin()
        for step in history:
            way(play, step)
        statuses.append([play.stage.attempt(call) for call in looks(play)])
    for one, other in zip(*statuses, strict=True):
        assert seen(one) == seen(other)


def looks(play: Play) -> list[calls.Call]:
    """Return a Describe call of each place that is a party to anything."""
    known = (place for place in PLACES if place[0] != BYSTANDER)
    return [(place, "DescribeVpcPeeringConnections", {}) for place in known]


def seen(answer: dict) -> list[tuple[object, ...]]:
    """Return the statuses that a place sees, and their expiry."""
    return [
        (view["Status"], view["RequesterVpcInfo"]["OwnerId"], view.get("ExpirationTime"))
        for view in answer["VpcPeeringConnections"]
    ]
