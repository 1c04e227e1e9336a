"""Rewinding: at the end of the block, the world, time, faults and calls are as before."""

from datetime import UTC, datetime, timedelta

import boto3
import pytest
from botocore.client import BaseClient
from botocore.config import Config
from botocore.exceptions import ClientError
from freezegun import freeze_time

from peermock import PeeringMock, UnusedFaultError, VpcPeeringConnection, mock_peering

DAY = timedelta(days=1)
MOMENT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def now() -> datetime:
    """Return the current time, as seen by the code under test."""
    return datetime.now(UTC)


@pytest.fixture
def once() -> BaseClient:
    """A client without retries."""
    return boto3.client("ec2", config=Config(retries={"total_max_attempts": 1}))


def test_time_that_was_moved_is_moved_back(
    peering: PeeringMock, request_of_ours: VpcPeeringConnection
) -> None:
    """A request that expired in the block is pending after it."""
    before = now()
    with peering.rewinding():
        peering.shift(days=5)
        peering.shift(days=3)
        assert request_of_ours.status == "expired"
    assert request_of_ours.status == "pending-acceptance"
    assert now() - before < DAY


def test_time_moved_before_the_block_stays(peering: PeeringMock) -> None:
    """Only shifts made in the block are undone by it; the others end with the mock."""
    before = now()
    peering.shift(days=8)
    with peering.rewinding():
        peering.shift(days=8)
    assert round((now() - before) / DAY) == 8


def test_time_of_a_frozen_clock_is_moved_back(peering: PeeringMock) -> None:
    """The clock returns to where it was, plus what the test itself moved it."""
    with freeze_time(MOMENT) as clock:
        with peering.rewinding():
            peering.shift(days=8)
            clock.tick(DAY)
        assert now() == MOMENT + DAY


def test_time_that_another_mock_moved_is_moved_back(peering: PeeringMock) -> None:
    """Shifts by any mock in the block are undone."""
    before = now()
    with mock_peering() as inner, inner.rewinding():
        peering.shift(days=8)
    assert now() - before < DAY


def test_a_mock_may_end_in_the_block() -> None:
    """A shift is undone only once."""
    before = now()
    mock = mock_peering().start()
    with mock.rewinding():
        mock.shift(days=8)
        mock.stop()
        assert now() - before < DAY
    assert now() - before < DAY


def test_faults_are_taken_back(peering: PeeringMock, once: BaseClient) -> None:
    """A fault requested in the block fails no call after it."""
    with peering.rewinding():
        peering.fail("DescribeVpcs", code="Throttling", times=2)
        with pytest.raises(ClientError, match="Throttling"):
            once.describe_vpcs()
    assert once.describe_vpcs()["Vpcs"]


def test_faults_from_before_wait_again(peering: PeeringMock, once: BaseClient) -> None:
    """A fault requested before the block fails as many calls after it as before."""
    peering.fail("DescribeVpcs", code="Throttling")
    for _ in range(2):
        with peering.rewinding(), pytest.raises(ClientError, match="Throttling"):
            once.describe_vpcs()


def test_a_fault_that_no_call_met_fails_the_block(peering: PeeringMock) -> None:
    """The error names the fault, and the world is restored all the same."""
    peering.vpc("10.0.0.0/16")
    with pytest.raises(UnusedFaultError, match="DescribeVpcs: Throttling"), peering.rewinding():
        peering.fail("DescribeVpcs", code="Throttling")
    assert len(boto3.client("ec2").describe_vpcs()["Vpcs"]) == 2


def test_a_fault_of_the_outer_mock_fails_the_block_too(peering: PeeringMock) -> None:
    """A fault of any mock is removed and reported."""
    with (
        mock_peering() as inner,
        pytest.raises(UnusedFaultError, match="DescribeVpcs: Throttling"),
        inner.rewinding(),
    ):
        peering.fail("DescribeVpcs", code="Throttling")


def test_an_exception_comes_before_unused_faults(peering: PeeringMock) -> None:
    """An exception in the block takes precedence over unused faults."""

    def fail_early() -> None:
        with peering.rewinding():
            peering.fail("DescribeVpcs", code="Throttling")
            raise LookupError

    with pytest.raises(LookupError):
        fail_early()


def test_unused_faults_may_be_no_error() -> None:
    """With `assert_all_faults_hit=False`, an unused fault is not an error."""
    with mock_peering(assert_all_faults_hit=False) as aws, aws.rewinding():
        aws.fail("DescribeVpcs", code="Throttling")
