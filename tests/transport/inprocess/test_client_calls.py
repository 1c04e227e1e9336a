"""The calls that count for the sleeps of the code under test are numbered."""

import asyncio
import time

import boto3
from botocore.client import BaseClient

from peermock import PeeringMock, mock_peering
from peermock._gateway import HttpRequest
from peermock._settings import Settings, build_gateway
from peermock._transport.inprocess.client_calls import last_call, numbered
from tests.transport.server.wire import send, signed

URL = "http://localhost/"


def test_calls_of_nested_mocks_are_numbered_together(ec2: BaseClient) -> None:
    """A mock that has joined another one numbers its calls with the other's."""
    before = numbered.latest
    ec2.describe_vpcs()
    with mock_peering():
        boto3.client("ec2").describe_vpcs()
    assert (numbered.latest, last_call.get()) == (before + 2, before + 2)


def test_a_gateway_without_clients_of_this_process_numbers_nothing() -> None:
    """Calls that no mock answers, as those of `peermock serve`, do not count."""
    before = (numbered.latest, last_call.get())
    headers, body = signed("DescribeVpcs")
    gateway = build_gateway(Settings())
    assert gateway.respond(HttpRequest("POST", URL, headers, body.encode())).status == 200
    assert len(gateway.calls) == 1
    assert (numbered.latest, last_call.get()) == before


def test_calls_of_other_processes_count_for_a_task(peering: PeeringMock) -> None:
    """A call through the endpoint of a mock counts as a call of another thread."""
    before, mine = numbered.latest, last_call.get()
    headers, body = signed("DescribeVpcs")
    with peering.serve() as endpoint:
        assert send(endpoint, "POST", "/", body.encode(), headers).status == 200
    assert (numbered.latest, last_call.get()) == (before + 1, mine)
    began = time.time()
    asyncio.run(asyncio.sleep(500))
    assert time.time() - began >= 500
