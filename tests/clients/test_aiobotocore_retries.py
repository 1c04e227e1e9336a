"""aiobotocore: retries after a fault do not wait, other retries do."""

import asyncio

import anyio
import pytest
from aiobotocore.config import AioConfig
from aiobotocore.httpsession import AIOHTTPSession
from aiobotocore.httpxsession import HttpxSession
from aiobotocore.session import get_session
from botocore.exceptions import EndpointConnectionError

from peermock import PeeringMock, mock_peering

pytestmark = pytest.mark.anyio


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that aiobotocore would have waited before retrying."""
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", wait)
    monkeypatch.setattr(anyio, "sleep", wait)
    return waited


@pytest.mark.parametrize("mode", ["legacy", "standard", "adaptive"])
@pytest.mark.parametrize("transport", [AIOHTTPSession, HttpxSession])
async def test_faults_are_retried_at_once(
    naps: list[float], peering: PeeringMock, mode: str, transport: type
) -> None:
    """A throttled call is retried in every mode, without waiting."""
    peering.fail("DescribeVpcs", code="RequestLimitExceeded", times=2)
    config = AioConfig(retries={"mode": mode}, http_session_cls=transport)
    async with get_session().create_client("ec2", config=config) as ec2:
        answer = await ec2.describe_vpcs()
    assert (answer["ResponseMetadata"]["RetryAttempts"], naps) == (2, [])


@pytest.mark.parametrize("transport", [AIOHTTPSession, HttpxSession])
async def test_other_failures_are_waited_for(naps: list[float], transport: type) -> None:
    """A call to a local service that does not answer is retried after a while."""
    config = AioConfig(retries={"max_attempts": 2}, http_session_cls=transport)
    with mock_peering():
        async with get_session().create_client(
            "sqs", endpoint_url="http://127.0.0.1:9", config=config
        ) as sqs:
            with pytest.raises(EndpointConnectionError):
                await sqs.list_queues()
    assert len(naps) == 2
