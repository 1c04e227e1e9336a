"""Retries after a fault: botocore's own, in all modes, and without waiting."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import cast

import boto3
import pytest
from botocore.client import BaseClient
from botocore.config import Config
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ProxyConnectionError,
    ReadTimeoutError,
)
from botocore.retries.bucket import Clock, TokenBucket

from peermock import PeeringMock, mock_peering
from peermock._gateway.faults import just_failed
from peermock._transport.inprocess import retries

URL = "https://ec2.us-east-1.amazonaws.com/"

acquire_of_botocore = TokenBucket.acquire

MODES = ["legacy", "standard", "adaptive"]

OF_THE_NETWORK = [
    ConnectTimeoutError(endpoint_url=URL),
    ReadTimeoutError(endpoint_url=URL),
    EndpointConnectionError(endpoint_url=URL, error="refused"),
    ConnectionClosedError(endpoint_url=URL),
    ProxyConnectionError(proxy_url="http://proxy"),
]


@pytest.fixture(params=MODES)
def client(request: pytest.FixtureRequest, peering: PeeringMock) -> BaseClient:
    """A client with four attempts, in each of botocore's retry modes."""
    config = Config(retries={"mode": request.param, "total_max_attempts": 4})
    return boto3.client("ec2", config=config)


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize(
    "code", ["RequestLimitExceeded", "Throttling", "InternalError", "Unavailable"]
)
def test_botocore_retries(peering: PeeringMock, client: BaseClient, code: str) -> None:
    """A call that fails three times succeeds at the fourth attempt, as its metadata says."""
    peering.fail("DescribeVpcs", code=code, times=3)
    assert client.describe_vpcs()["ResponseMetadata"]["RetryAttempts"] == 3
    assert [call.error for call in peering.calls] == [code, code, code, None]


@pytest.mark.usefixtures("no_waiting")
def test_botocore_gives_up(peering: PeeringMock, client: BaseClient) -> None:
    """The error is raised after the client's maximum number of attempts."""
    peering.fail("DescribeVpcs", code="RequestLimitExceeded", times=9)
    with pytest.raises(ClientError, match=r"RequestLimitExceeded.*reached max retries: 3"):
        client.describe_vpcs()
    peering.assert_called("DescribeVpcs", times=4)


@pytest.mark.usefixtures("no_waiting")
def test_nobody_waits_after_the_retries(peering: PeeringMock, client: BaseClient) -> None:
    """Later calls are not slowed down either, as adaptive mode would do."""
    peering.fail("DescribeVpcs", code="RequestLimitExceeded", times=3)
    for _ in range(10):
        client.describe_vpcs()


@pytest.mark.usefixtures("no_waiting")
def test_what_is_final_is_not_retried(peering: PeeringMock, client: BaseClient) -> None:
    """An error that is not retryable is raised immediately."""
    peering.fail("DescribeVpcs", code="AuthFailure")
    with pytest.raises(ClientError, match="AuthFailure"):
        client.describe_vpcs()
    peering.assert_called("DescribeVpcs", times=1)


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("error", OF_THE_NETWORK, ids=lambda error: type(error).__name__)
def test_errors_of_the_network_are_retried(
    peering: PeeringMock, client: BaseClient, error: Exception
) -> None:
    """Timeouts and lost connections are botocore's own errors, raised where it sends."""
    peering.fail("DescribeVpcs", exception=error, times=3)
    assert client.describe_vpcs()["ResponseMetadata"]["RetryAttempts"] == 3
    assert [call.error for call in peering.calls] == [*[type(error).__name__] * 3, None]


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize("error", OF_THE_NETWORK, ids=lambda error: type(error).__name__)
def test_errors_of_the_network_arrive(
    peering: PeeringMock, client: BaseClient, error: Exception
) -> None:
    """The error is raised when botocore has given up."""
    peering.fail("DescribeVpcs", exception=error, times=4)
    with pytest.raises(type(error)) as caught:
        client.describe_vpcs()
    assert caught.value is error


@pytest.mark.usefixtures("no_waiting")
def test_other_exceptions_arrive_at_once(peering: PeeringMock, client: BaseClient) -> None:
    """An exception that botocore does not retry is raised at the first attempt."""
    peering.fail("DescribeVpcs", exception=OSError("odd"))
    with pytest.raises(OSError, match="odd"):
        client.describe_vpcs()
    peering.assert_called("DescribeVpcs", times=1)


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The durations of all sleeps."""
    taken: list[float] = []
    monkeypatch.setattr(time, "sleep", taken.append)
    return taken


def test_only_after_a_fault_nobody_waits(
    peering: PeeringMock, ec2: BaseClient, naps: list[float]
) -> None:
    """Only the sleep after a fault is skipped, once."""
    peering.fail("DescribeVpcs", exception=OSError("odd"))
    with pytest.raises(OSError, match="odd"):
        ec2.describe_vpcs()
    sleep = retries._Time().sleep
    sleep(0.5)
    assert naps == []
    sleep(0.5)
    assert naps == [0.5]


def test_a_success_ends_the_hurry(
    peering: PeeringMock, client: BaseClient, naps: list[float]
) -> None:
    """After a successful call, botocore sleeps again."""
    peering.fail("DescribeVpcs", code="InternalError")
    client.describe_vpcs()
    retries._Time().sleep(0.5)
    assert naps == [0.5]


def test_botocore_has_its_own_patience_back() -> None:
    """After the mock, botocore sleeps and limits its rate by itself."""
    with mock_peering():
        assert TokenBucket.acquire is not acquire_of_botocore
    assert TokenBucket.acquire is acquire_of_botocore
    assert TokenBucket(max_rate=1, clock=Clock()).acquire(0) is True


Sleep = Callable[..., Awaitable[None]]


def sleep_of_endpoint(nap: Sleep) -> Sleep:
    """Return the replacement of the aiobotocore endpoint's own method that sleeps."""
    return cast("Sleep", retries._without_waiting_async(nap))


def sleep_of_asyncio(_: Sleep) -> Sleep:
    """Return the replacement for an older endpoint, which sleeps through asyncio."""
    module = retries._without_waiting_asyncio(lambda: None)
    return lambda _, seconds: cast("retries._Asyncio", module).sleep(seconds)


@pytest.mark.parametrize("replaced", [sleep_of_endpoint, sleep_of_asyncio])
@pytest.mark.parametrize(("failed", "slept"), [(True, [0.5]), (False, [0.5, 0.5])])
def test_asynchronous_clients_do_not_wait(
    monkeypatch: pytest.MonkeyPatch,
    replaced: Callable[[Sleep], Sleep],
    failed: bool,
    slept: list[float],
) -> None:
    """The sleep of aiobotocore before a retry is skipped after a fault, and only then."""
    naps: list[float] = []

    async def sleep(*args: object) -> None:
        naps.append(cast("float", args[-1]))

    async def retry_twice() -> None:
        just_failed.set(failed)
        for _ in range(2):
            await replaced(sleep)("endpoint", 0.5)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    asyncio.run(retry_twice())
    assert naps == slept


def test_asynchronous_clients_are_not_limited() -> None:
    """The adaptive mode of aiobotocore sends every request immediately."""

    async def acquire() -> object:
        at_once = retries._at_once_async(lambda: None)
        return await cast("Callable[..., Awaitable[bool]]", at_once)("bucket", amount=1)

    assert asyncio.run(acquire()) is True
