"""HTTP/1.1: responses, and the state of the connection afterwards."""

from collections.abc import Callable

import pytest

from peermock import Endpoint, PeeringMock
from peermock._gateway import MAX_BODY_BYTES
from tests.transport.server.wire import (
    EC2_VERSION,
    STS_VERSION,
    THEIRS,
    Client,
    ask,
    message,
    query,
    send,
    signed,
)

Connect = Callable[[Endpoint], Client]


@pytest.fixture
def client(connect: Connect, endpoint: Endpoint) -> Client:
    """A connection to the endpoint."""
    return connect(endpoint)


def test_a_signed_post_is_answered(endpoint: Endpoint, peering: PeeringMock) -> None:
    """Account and Region are those of the signature."""
    headers, body = signed("DescribeVpcs", region="eu-west-1")
    answer = send(endpoint, "POST", "/", body.encode(), headers)
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/xml;charset=UTF-8"
    assert f"<ownerId>{THEIRS}</ownerId>" in answer.text
    peering.assert_called("DescribeVpcs", account_id=THEIRS, region_name="eu-west-1")


def test_a_signed_get_is_answered(endpoint: Endpoint) -> None:
    """The query and its signature may be in the URL."""
    headers, _ = signed("DescribeVpcs")
    scope = headers["Authorization"].partition("Credential=")[2].partition(",")[0]
    url = f"/?{query('DescribeVpcs')}&X-Amz-Credential={scope.replace('/', '%2F')}"
    answer = send(endpoint, "GET", url)
    assert (answer.status, f"<ownerId>{THEIRS}</ownerId>" in answer.text) == (200, True)


def test_sts_has_the_same_address(endpoint: Endpoint) -> None:
    """The signature determines the service."""
    headers, body = signed("GetCallerIdentity", service="sts", version=STS_VERSION)
    answer = send(endpoint, "POST", "/", body.encode(), headers)
    assert (answer.status, f"<Account>{THEIRS}</Account>" in answer.text) == (200, True)


@pytest.mark.parametrize(
    ("version", "host", "status", "code"),
    [
        (EC2_VERSION, "127.0.0.1", 401, "AuthFailure"),
        (STS_VERSION, "127.0.0.1", 403, "MissingAuthenticationToken"),
        ("", "sts.localhost", 403, "MissingAuthenticationToken"),
    ],
)
def test_an_unsigned_request_is_answered_as_aws_does(
    endpoint: Endpoint, version: str, host: str, status: int, code: str
) -> None:
    """The version or the host determines the service, which rejects the request."""
    action = "DescribeVpcs" if version == EC2_VERSION else "GetCallerIdentity"
    answer = send(endpoint, "GET", f"/?{query(action, version)}", headers={"Host": host})
    assert (answer.status, f"<Code>{code}</Code>" in answer.text) == (status, True)


def test_a_connection_answers_many_requests(client: Client) -> None:
    """A client keeps its connection."""
    for _ in range(3):
        client.send(message("DescribeVpcs"))
        assert client.read().status == 200


def test_requests_may_come_before_their_turn(endpoint: Endpoint) -> None:
    """Pipelined requests are answered in order."""
    answers = ask(endpoint, message("DescribeVpcs") + message("DescribeSubnets"))
    assert answers.count(b"HTTP/1.1 200 OK") == 2
    assert answers.index(b"DescribeVpcsResponse") < answers.index(b"DescribeSubnetsResponse")


def test_a_client_may_ask_to_close(client: Client) -> None:
    """After `Connection: close` the endpoint closes."""
    client.send(message("DescribeVpcs", ending="Connection: close\r\n"))
    assert client.read().status == 200
    assert client.receive() == b""


def test_http_1_0_is_answered(endpoint: Endpoint) -> None:
    """An HTTP/1.0 client gets its response, and the connection closes."""
    answer = ask(endpoint, message("DescribeVpcs").replace(b"HTTP/1.1", b"HTTP/1.0"))
    assert answer.startswith(b"HTTP/1.1 200")


def test_chunked_bodies_are_read(client: Client) -> None:
    """A chunked body with extensions and trailers is read, and the connection continues."""
    headers, body = signed("DescribeVpcs")
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    head = f"POST / HTTP/1.1\r\nHost: localhost\r\n{lines}Transfer-Encoding: chunked\r\n\r\n"
    first, rest = body[:7], body[7:]
    pieces = f"7;name=value\r\n{first}\r\n{len(rest):x}\r\n{rest}\r\n0\r\nX-Trailer: a\r\n\r\n"
    client.send((head + pieces).encode())
    assert "DescribeVpcsResponse" in client.read().text
    client.send(message("DescribeVpcs"))
    assert client.read().status == 200


def test_expect_100_is_answered(client: Client) -> None:
    """A client that waits before sending its body gets a 100 Continue."""
    head, _, body = message("DescribeVpcs", ending="Expect: 100-continue\r\n").partition(
        b"\r\n\r\n"
    )
    client.send(head + b"\r\n\r\n")
    assert client.receive().startswith(b"HTTP/1.1 100 ")
    client.send(body)
    assert client.read().status == 200


def test_a_body_that_is_too_large_need_not_be_sent(client: Client) -> None:
    """A client that waits gets the error before it sends."""
    length = MAX_BODY_BYTES + 1
    client.send(
        f"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {length}\r\n"
        "Expect: 100-continue\r\n\r\n".encode()
    )
    answer = client.read()
    assert (answer.status, "RequestEntityTooLarge" in answer.text) == (413, True)


def test_a_body_that_is_too_large_is_refused_as_by_aws(client: Client) -> None:
    """The body is read to its end, so that the client reads the response."""
    body = b"a" * (MAX_BODY_BYTES + 1)
    client.send(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % len(body))
    client.send(body)
    answer = client.read()
    assert (answer.status, "RequestEntityTooLarge" in answer.text) == (413, True)


def test_a_body_without_an_end_is_not_read_for_ever(client: Client) -> None:
    """A body far beyond the limit is rejected before all of it has arrived."""
    client.send(b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
    piece = b"100000\r\n" + b"a" * 0x100000 + b"\r\n"
    for _ in range(9):
        client.send(piece)
    answer = client.read()
    assert (answer.status, answer.headers["connection"]) == (413, "close")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"hello\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/3.0\r\nHost: localhost\r\n\r\n", 505),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nBad Name: a\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1_0\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nab", 400),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
        (
            b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            400,
        ),
        (b"GET /" + b"a" * 70000, 431),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"A: b\r\n" * 300 + b"\r\n", 431),
    ],
)
def test_what_is_not_http_is_refused(endpoint: Endpoint, sent: bytes, status: int) -> None:
    """The client gets a status and a sentence, and the connection closes."""
    answer = ask(endpoint, sent)
    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"connection: close" in answer.lower()


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "HEAD", "CONNECT"])
def test_other_methods_are_refused(connect: Connect, endpoint: Endpoint, method: str) -> None:
    """EC2 and STS accept GET and POST."""
    client = connect(endpoint)
    client.send(f"{method} / HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    assert client.read(method).status == 405


def test_a_url_may_be_whole(endpoint: Endpoint) -> None:
    """A client that treats the endpoint as a proxy is answered all the same."""
    answer = ask(endpoint, b"GET http://localhost/?Action=X HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert b"<Code>InvalidAction</Code>" in answer


def test_what_peermock_does_not_have_is_an_error_document(endpoint: Endpoint) -> None:
    """A refusal has a status that no SDK retries."""
    headers, body = signed("RunInstances", MinCount="1", MaxCount="1")
    answer = send(endpoint, "POST", "/", body.encode(), headers)
    assert (answer.status, "<Code>UnsupportedOperation</Code>" in answer.text) == (400, True)
    assert "peermock does not support ec2:RunInstances" in answer.text
    assert "Stub this call" not in answer.text


def test_another_service_is_refused_by_name(endpoint: Endpoint) -> None:
    """The error names the service that peermock does not have."""
    headers, body = signed("ListUsers", service="iam", version="2010-05-08")
    answer = send(endpoint, "POST", "/", body.encode(), headers)
    assert (answer.status, "peermock does not support the service iam" in answer.text) == (
        400,
        True,
    )


def test_a_fault_that_is_an_exception_closes_the_connection(
    connect: Connect, endpoint: Endpoint, peering: PeeringMock
) -> None:
    """Clients in other processes get no response."""
    peering.fail("DescribeVpcs", exception=TimeoutError())
    client = connect(endpoint)
    client.send(message("DescribeVpcs"))
    assert client.receive() == b""
    assert peering.calls[-1].error == "TimeoutError"


def test_a_fault_with_a_status_that_http_does_not_have_closes_the_connection(
    connect: Connect, endpoint: Endpoint, peering: PeeringMock
) -> None:
    """No client could read such a response."""
    peering.fail("DescribeVpcs", code="Strange", message="strange", status=42)
    client = connect(endpoint)
    client.send(message("DescribeVpcs"))
    assert client.receive() == b""


def test_a_failure_of_peermocks_own_is_an_internal_error(
    endpoint: Endpoint,
    peering: PeeringMock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A bug in peermock is logged, and the client gets a response."""
    monkeypatch.setattr(peering._lifecycle.gateway, "respond", lambda _: 1 / 0)
    headers, body = signed("DescribeVpcs")
    answer = send(endpoint, "POST", "/", body.encode(), headers)
    assert (answer.status, "<Code>InternalError</Code>" in answer.text) == (500, True)
    assert "ZeroDivisionError" in caplog.text
