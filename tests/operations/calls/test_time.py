"""The current time is that of freezegun or time-machine, started before or after the mock."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

import boto3
import freezegun
import pytest
import time_machine

from peermock import mock_peering

Frozen: TypeAlias = Any
"""A frozen clock: both libraries' have `move_to`."""

MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)
WEEK = timedelta(days=7)
STOPPERS: dict[str, Callable[[object], AbstractContextManager[Frozen]]] = {
    "freezegun": freezegun.freeze_time,
    "time-machine": lambda moment: time_machine.travel(moment, tick=False),
}
either = pytest.mark.parametrize("stop", STOPPERS.values(), ids=STOPPERS)


def make_request() -> str:
    """Request a connection within the default account and return its ID."""
    ec2 = boto3.client("ec2")
    ours, theirs = (
        ec2.create_vpc(CidrBlock=block)["Vpc"]["VpcId"] for block in ("10.0.0.0/16", "10.1.0.0/16")
    )
    answer = ec2.create_vpc_peering_connection(VpcId=ours, PeerVpcId=theirs)
    return answer["VpcPeeringConnection"]["VpcPeeringConnectionId"]


def look(peering_id: str) -> dict[str, Any]:
    """Return a connection as the default account sees it."""
    ids = [peering_id]
    answer = boto3.client("ec2").describe_vpc_peering_connections(VpcPeeringConnectionIds=ids)
    return answer["VpcPeeringConnections"][0]


@contextmanager
def mock_within(stopped: AbstractContextManager[Frozen]) -> Iterator[Frozen]:
    """Freeze the clock, then start the mock."""
    with stopped as clock, mock_peering():
        yield clock


@contextmanager
def mock_around(stopped: AbstractContextManager[Frozen]) -> Iterator[Frozen]:
    """Start the mock, then freeze the clock."""
    with mock_peering(), stopped as clock:
        yield clock


@either
@pytest.mark.parametrize("nest", [mock_within, mock_around])
def test_a_request_expires_by_the_clock_that_is_stopped(
    stop: Callable[[object], Any], nest: Callable[[Any], Any]
) -> None:
    """A frozen clock determines the expiry to the second."""
    with nest(stop(MOMENT)) as clock:
        peering_id = make_request()
        assert look(peering_id)["ExpirationTime"] == MOMENT + WEEK
        clock.move_to(MOMENT + WEEK - timedelta(seconds=1))
        assert look(peering_id)["Status"]["Code"] == "pending-acceptance"
        clock.move_to(MOMENT + WEEK)
        assert look(peering_id)["Status"]["Code"] == "expired"


@pytest.mark.parametrize("made_with", STOPPERS.values(), ids=STOPPERS)
@pytest.mark.parametrize("seen_with", STOPPERS.values(), ids=STOPPERS)
def test_clocks_may_be_stopped_one_after_the_other(
    made_with: Callable[[object], Any], seen_with: Callable[[object], Any]
) -> None:
    """A request made under one frozen clock expires under another."""
    with mock_peering():
        with made_with(MOMENT):
            peering_id = make_request()
        with seen_with(MOMENT + WEEK - timedelta(seconds=1)):
            assert look(peering_id)["Status"]["Code"] == "pending-acceptance"
        with seen_with(MOMENT + WEEK):
            assert look(peering_id)["Status"]["Code"] == "expired"


def test_a_request_of_the_real_present_expires_under_a_stopped_clock() -> None:
    """The clock may be frozen and released long after the mock started."""
    with mock_peering():
        peering_id = make_request()
        expires_at = look(peering_id)["ExpirationTime"]
        with freezegun.freeze_time(expires_at):
            assert look(peering_id)["Status"]["Code"] == "expired"
        assert look(peering_id)["Status"]["Code"] == "pending-acceptance"


@pytest.mark.parametrize("offset", [-8, 0, 5.5, 14])
def test_a_frozen_time_zone_changes_nothing(offset: float) -> None:
    """AWS uses UTC, whatever time zone freezegun simulates."""
    with freezegun.freeze_time(MOMENT, tz_offset=offset), mock_peering():
        assert look(make_request())["ExpirationTime"] == MOMENT + WEEK


@either
@pytest.mark.parametrize("hours", [-8, 5.5, 14])
def test_the_moment_may_be_given_in_any_time_zone(
    stop: Callable[[object], Any], hours: float
) -> None:
    """The seven days are counted in absolute time, not in local time."""
    moment = MOMENT.astimezone(timezone(timedelta(hours=hours)))
    with stop(moment), mock_peering():
        assert look(make_request())["ExpirationTime"] == MOMENT + WEEK


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kathmandu"])
def test_the_machines_time_zone_changes_nothing(zone: str) -> None:
    """A request lasts 168 hours even across a change to summer time."""
    moment = datetime(2026, 3, 6, 12, tzinfo=ZoneInfo(zone))
    with time_machine.travel(moment, tick=False) as clock, mock_peering():
        peering_id = make_request()
        clock.shift(timedelta(hours=168, seconds=-1))
        assert look(peering_id)["Status"]["Code"] == "pending-acceptance"
        clock.shift(timedelta(seconds=1))
        assert look(peering_id)["Status"]["Code"] == "expired"


@either
def test_times_have_seconds(stop: Callable[[object], Any]) -> None:
    """ExpirationTime is a whole second, and the connection expires in it."""
    with stop(MOMENT + timedelta(microseconds=999_999)) as clock, mock_peering():
        peering_id = make_request()
        assert look(peering_id)["ExpirationTime"] == MOMENT + WEEK
        clock.move_to(MOMENT + WEEK)
        assert look(peering_id)["Status"]["Code"] == "expired"


@either
def test_answers_are_dated_by_the_stopped_clock(stop: Callable[[object], Any]) -> None:
    """The Date header and the expiry of credentials use the same time."""
    with stop(MOMENT), mock_peering():
        sts = boto3.client("sts")
        assumed = sts.assume_role(
            RoleArn="arn:aws:iam::222222222222:role/peer", RoleSessionName="peer"
        )
        assert assumed["ResponseMetadata"]["HTTPHeaders"]["date"] == "Sun, 01 Mar 2026 12:00:00 GMT"
        assert assumed["Credentials"]["Expiration"] == MOMENT + timedelta(hours=1)


@either
def test_a_state_that_is_held_settles_by_the_stopped_clock(stop: Callable[[object], Any]) -> None:
    """A transitional status lasts its duration by the frozen clock."""
    with stop(MOMENT) as clock, mock_peering(settle=timedelta(seconds=30)):
        peering_id = make_request()
        assert look(peering_id)["Status"]["Code"] == "initiating-request"
        clock.move_to(MOMENT + timedelta(seconds=30))
        assert look(peering_id)["Status"]["Code"] == "pending-acceptance"
