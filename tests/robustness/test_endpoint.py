"""A local endpoint under load, and with messages that are not quite HTTP."""

import random
import re
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from peermock import Endpoint, PeeringMock
from tests.transport.server.wire import STS_VERSION, Client, message, query

CLIENTS = 16
CALLS = 10_000
MESSAGES = 20_000

VPC_ID = re.compile(r"<vpcId>(vpc-\w+)</vpcId>")
REQUEST_ID = re.compile(r"<requestId>(\S+)</requestId>")


def use(endpoint: Endpoint) -> list[str]:
    """Make a client's share of the calls on one connection, and return the request IDs."""
    client, ids, vpc_id = Client(endpoint.port), [], ""
    for number in range(CALLS // CLIENTS):
        if number % 25 == 0:
            client.send(message("CreateVpc", CidrBlock="10.0.0.0/16"))
        else:
            client.send(message("DescribeVpcs", VpcId_1=vpc_id))
        answer = client.read()
        assert answer.status == 200, answer.text
        (vpc_id,) = VPC_ID.findall(answer.text)
        ids += REQUEST_ID.findall(answer.text)
    client.close()
    return ids


def test_many_clients_at_once_lose_nothing(peering: PeeringMock) -> None:
    """Each call gets one correct response, and is in the log."""
    with peering.serve() as endpoint, ThreadPoolExecutor(CLIENTS) as pool:
        answered = [each for ids in pool.map(use, [endpoint] * CLIENTS) for each in ids]
    assert len(answered) == len(set(answered)) == CALLS
    assert {call.request_id for call in peering.calls} == set(answered)
    world = peering.to_dict()
    made = [vpc for vpc in world["222222222222"]["us-east-1"]["Vpcs"] if not vpc["IsDefault"]]
    assert len(made) == CALLS // 25


UNSIGNED = f"GET /?{query('CreateVpc', CidrBlock='10.0.0.0/16')} HTTP/1.1\r\nHost: a\r\n\r\n"
CHUNKED = (
    "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    f"Expect: 100-continue\r\n\r\n20;a=b\r\n{query('GetCallerIdentity', STS_VERSION):.32}\r\n"
    "0\r\nTrailer: a\r\n\r\n"
)
JSON = "POST /_peermock/clock HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}"
SEEDS = (
    message("DescribeVpcs"),
    message("DescribeVpcPeeringConnections", Filter_1_Name="status-code", Filter_1_Value_1="a"),
    message("DescribeVpcs") + message("DescribeSubnets"),
    UNSIGNED.encode(),
    CHUNKED.encode(),
    JSON.encode(),
)
TOKENS = (
    b"\r\n", b"\n", b"\0", b":", b" ", b"%", b"\xff", b"Content-Length: 5\r\n", b"Host: b\r\n",
    b"Content-Length: -1\r\n", b"Transfer-Encoding: chunked\r\n", b"Expect: 100-continue\r\n",
    b"HTTP/1.0", b"HTTP/9.9", b"Connection: upgrade\r\nUpgrade: h2c\r\n", b"ffffffffffffffff\r\n",
    b"Transfer-Encoding: gzip, chunked\r\n", b"GET ", b"CONNECT ", b"/_peermock/", b"//[", b"#",
)  # fmt: skip


def mutate(source: random.Random) -> bytes:
    """Return an almost valid message."""
    data = bytearray(source.choice(SEEDS))
    for _ in range(source.randint(1, 6)):
        start = source.randrange(len(data) + 1)
        end = min(len(data), start + source.choice((0, 1, 1, 2, 8, 40)))
        new = source.choice((b"", source.choice(TOKENS), source.randbytes(source.randint(1, 4))))
        data[start:end] = new
    return bytes(data[: source.randrange(len(data) + 1)] if source.random() < 0.1 else data)


def exchange(endpoint: Endpoint, data: bytes) -> bytes:
    """Send a message, end it, and return everything received before the connection closes."""
    client = Client(endpoint.port)
    received = b""
    try:
        client.send(data)
        client.socket.shutdown(socket.SHUT_WR)
        while piece := client.receive():
            received += piece
    except (BrokenPipeError, ConnectionResetError):
        pass  # closed before all of it was sent or read
    finally:
        client.close()
    return received


def torment(endpoint: Endpoint, seed: int) -> list[bytes]:
    """Send a share of the messages, and return received data that is not a response."""
    source = random.Random(seed)
    answers = [exchange(endpoint, mutate(source)) for _ in range(MESSAGES // CLIENTS)]
    return [each for each in answers if each and not each.startswith(b"HTTP/1.1 ")]


def test_what_is_almost_http_ends_in_an_answer_or_a_closed_connection(
    peering: PeeringMock, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing hangs or is logged as a failure, and the world does not change."""
    peering.peer(peering.vpc("10.0.0.0/16"), peering.vpc("10.1.0.0/16"))
    before = peering.to_dict()
    with peering.serve() as endpoint, ThreadPoolExecutor(CLIENTS) as pool:
        strange = [
            each
            for some in pool.map(torment, [endpoint] * CLIENTS, range(CLIENTS))
            for each in some
        ]
        assert b" 200 " in exchange(endpoint, message("DescribeVpcs"))
    assert strange == []
    assert caplog.records == []
    assert peering.to_dict() == before
