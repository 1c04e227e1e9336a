"""The clock of an endpoint: the test's, or one of its own."""

import time
from datetime import UTC, datetime, timedelta

import freezegun
import pytest
import time_machine

from peermock import Endpoint, PeeringMock
from tests.transport.server.wire import administer, refusal, send, signed

EARLY = datetime(2001, 2, 3, 4, 5, 6, tzinfo=UTC)


def now_of(endpoint: Endpoint) -> datetime:
    """Return the current time of an endpoint."""
    return datetime.fromisoformat(administer(endpoint, "GET", "/clock")["now"])


def date_of(endpoint: Endpoint) -> str:
    """Return the date of a response."""
    headers, body = signed("DescribeVpcs")
    return send(endpoint, "POST", "/", body.encode(), headers).headers["date"]


def test_a_test_that_has_frozen_its_clock_is_followed(
    endpoint: Endpoint, peering: PeeringMock
) -> None:
    """The frozen time applies in the threads of connections as well."""
    with freezegun.freeze_time(EARLY):
        assert date_of(endpoint) == "Sat, 03 Feb 2001 04:05:06 GMT"
        assert now_of(endpoint) == EARLY
        assert peering.calls[-1].at == EARLY


def test_a_test_that_travels_is_followed(endpoint: Endpoint) -> None:
    """The time of time-machine applies as well."""
    with time_machine.travel(EARLY, tick=False):
        assert date_of(endpoint) == "Sat, 03 Feb 2001 04:05:06 GMT"
        assert now_of(endpoint) == EARLY


def test_the_test_and_the_endpoint_move_one_clock(endpoint: Endpoint, peering: PeeringMock) -> None:
    """A shift by another process applies in the test, until the mock ends."""
    connection = peering.peer(
        peering.vpc("10.0.0.0/16"), peering.vpc("10.1.0.0/16"), status="pending-acceptance"
    )
    administer(endpoint, "POST", "/clock", {"days": 6})
    assert connection.status == "pending-acceptance"
    peering.shift(days=1)
    assert connection.status == "expired"


def test_a_reset_moves_the_clock_of_the_test_back(endpoint: Endpoint) -> None:
    """A reset undoes exactly the shifts that were made through the endpoint."""
    before = datetime.now(UTC)
    administer(endpoint, "POST", "/clock", {"days": 6})
    administer(endpoint, "POST", "/reset")
    assert datetime.now(UTC) - before < timedelta(hours=1)


def test_an_endpoint_without_a_mock_has_its_own_clock(alone: Endpoint) -> None:
    """An endpoint without a mock shifts its own clock, not the process's."""
    before = time.time()
    administer(alone, "POST", "/clock", {"days": 8, "hours": -1})
    assert now_of(alone).timestamp() - before == pytest.approx(8 * 86400 - 3600, abs=60)
    assert time.time() - before < 60
    administer(alone, "POST", "/reset")
    assert now_of(alone).timestamp() - before == pytest.approx(0, abs=60)


@pytest.mark.parametrize("text", ["2031-01-01T00:00:00", "2031-01-01T02:00:00+02:00"])
def test_the_clock_can_be_set(alone: Endpoint, text: str) -> None:
    """A moment without an offset is in UTC."""
    administer(alone, "POST", "/clock", {"now": text})
    there = datetime(2031, 1, 1, tzinfo=UTC)
    assert timedelta(0) <= now_of(alone) - there < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({}, "Pass either now"),
        ({"days": 1, "now": "2031-01-01"}, "Pass either now"),
        ({"days": "8"}, "expected a number"),
        ({"days": True}, "expected a number"),
        ({"days": 1e12}, "cannot be moved"),
        ({"weeks": 1e6}, "cannot be moved"),
        ({"now": "tomorrow"}, "cannot be moved"),
        ({"now": 8}, "expected a string"),
    ],
)
def test_what_no_clock_can_do_is_refused(alone: Endpoint, body: object, text: str) -> None:
    """The clock does not change, and the error says why."""
    assert text in refusal(alone, "POST", "/clock", body)
    assert abs(now_of(alone).timestamp() - time.time()) < 60


@pytest.mark.parametrize("start", ["2001-02-03", "2099-02-03"])
def test_role_keys_are_good_for_a_process_with_the_real_clock(
    endpoint: Endpoint, start: str
) -> None:
    """Role credentials have not expired for other processes, whatever the test's clock."""
    headers, body = signed(
        "AssumeRole",
        service="sts",
        version="2011-06-15",
        RoleArn="arn:aws:iam::222222222222:role/peering",
        RoleSessionName="session",
    )
    with freezegun.freeze_time(start):
        text = send(endpoint, "POST", "/", body.encode(), headers).text
    expires = text.partition("<Expiration>")[2].partition("<")[0]
    assert datetime.fromisoformat(expires) > datetime.now(UTC)
