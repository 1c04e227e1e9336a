"""Connections: slow, many, and broken ones, and all of them when the endpoint stops."""

import os
import socket
import threading
import time
from collections.abc import Callable

import pytest

from peermock import Endpoint, PeeringMock, PeermockError, mock_peering
from peermock._transport.server import connection, listener
from tests.transport.server.wire import Client, message, send

Connect = Callable[[Endpoint], Client]


HALF = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\na"


def test_slow_clients_do_not_block_others(connect: Connect, endpoint: Endpoint) -> None:
    """A client in the middle of a request does not block others."""
    slow = [connect(endpoint) for _ in range(50)]
    for client in slow:
        client.send(HALF)
    assert send(endpoint, "GET", "/_peermock/health").status == 200


def test_a_request_that_does_not_arrive_is_given_up(
    connect: Connect, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client that stops in the middle gets a 408."""
    monkeypatch.setattr(connection, "READ_SECONDS", 0.05)
    client = connect(endpoint)
    client.send(HALF)
    assert client.read().status == 408
    assert client.receive() == b""


def test_a_connection_that_is_not_used_is_closed(
    connect: Connect, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An idle connection is closed without a response."""
    monkeypatch.setattr(connection, "IDLE_SECONDS", 0.05)
    client = connect(endpoint)
    assert client.receive() == b""


def test_a_client_may_go_at_any_time(connect: Connect, endpoint: Endpoint) -> None:
    """A client that resets its connection does not affect others."""
    client = connect(endpoint)
    client.send(message("DescribeVpcs"))
    client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    client.close()
    assert send(endpoint, "GET", "/_peermock/health").status == 200


def test_a_client_that_is_refused_may_go_on_sending(connect: Connect, endpoint: Endpoint) -> None:
    """The response is not lost, although the client reads it later."""
    client = connect(endpoint)
    client.send(b"hello\r\n\r\n" + b"a" * 100_000)
    time.sleep(0.05)
    client.send(b"a" * 100_000)
    assert client.read().status == 400


def test_connections_are_bounded(
    connect: Connect, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A connection beyond the limit gets a 503, and the others continue."""
    monkeypatch.setattr(listener, "MAX_CONNECTIONS", 1)
    first, second = connect(endpoint), connect(endpoint)
    assert second.read().status == 503
    first.send(message("DescribeVpcs"))
    assert first.read().status == 200


def test_a_stopped_endpoint_is_gone(connect: Connect, peering: PeeringMock) -> None:
    """The port is free, connections are closed, and stopping the endpoint twice is safe."""
    with peering.serve() as endpoint:
        client = connect(endpoint)
        client.send(message("DescribeVpcs"))
        client.read()
    assert client.receive() == b""
    endpoint.stop()
    with pytest.raises(ConnectionRefusedError):
        Client(endpoint.port)
    peering.serve(port=endpoint.port).stop()


def test_a_request_that_has_arrived_is_answered_at_the_stop(
    connect: Connect, peering: PeeringMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client gets its response although the endpoint stops meanwhile."""
    began, gateway = threading.Event(), peering._lifecycle.gateway
    respond = gateway.respond

    def slowly(*args: object) -> object:
        began.set()
        time.sleep(0.1)
        return respond(*args)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(gateway, "respond", slowly)
    endpoint = peering.serve()
    client = connect(endpoint)
    client.send(message("DescribeVpcs"))
    began.wait()
    endpoint.stop()
    assert client.read().status == 200


def test_an_endpoint_stops_with_its_mock() -> None:
    """An endpoint does not answer from the world of a mock that has ended."""
    with mock_peering() as aws:
        endpoint = aws.serve()
    with pytest.raises(ConnectionRefusedError):
        Client(endpoint.port)


def test_a_port_that_is_taken_is_an_error(endpoint: Endpoint, peering: PeeringMock) -> None:
    """Two endpoints cannot share a port."""
    with pytest.raises(OSError, match=r"in use"):
        peering.serve(port=endpoint.port)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows does not fork")
@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")  # from Python 3.12 on
def test_a_forked_child_leaves_the_endpoint_to_its_parent(
    connect: Connect, peering: PeeringMock
) -> None:
    """The child keeps neither the port nor a connection, and the parent continues."""
    with peering.serve() as endpoint:
        client = connect(endpoint)
        client.send(message("DescribeVpcs"))
        client.read()
        child = os.fork()
        if not child:
            time.sleep(5)
            os._exit(0)
        client.send(message("DescribeVpcs"))
        assert client.read().status == 200
    with pytest.raises(ConnectionRefusedError):
        Client(endpoint.port)
    os.kill(child, 9)
    os.waitpid(child, 0)


def test_what_is_abandoned_is_closed_here_alone(connect: Connect, peering: PeeringMock) -> None:
    """In a forked child the sockets are closed, and threads that wait for them end."""
    endpoint = peering.serve()
    client = connect(endpoint)
    client.send(message("DescribeVpcs"))
    client.read()
    opened = endpoint._listener
    sockets = [opened._socket.dup(), *(each._socket.dup() for each in opened._connections)]
    opened._wake.send(b"\0")
    opened._thread.join()
    listener._abandon_all()
    client.send(b"")
    for each in sockets:
        assert each.getsockname()[1] == endpoint.port
        each.close()
    endpoint.stop()


@pytest.mark.skipif(not socket.has_ipv6, reason="this machine has no IPv6")
def test_an_endpoint_may_have_an_ipv6_address(peering: PeeringMock) -> None:
    """The address is in brackets in the URL."""
    with peering.serve(host="::1") as endpoint:
        assert endpoint.url == f"http://[::1]:{endpoint.port}"


def test_an_endpoint_names_itself(endpoint: Endpoint) -> None:
    """The `repr` of an endpoint has its URL."""
    assert repr(endpoint) == f"<Endpoint {endpoint.url}>"


def test_without_the_extra_it_says_what_to_install(
    peering: PeeringMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the missing library and the command that installs it."""
    monkeypatch.setitem(__import__("sys").modules, "h11", None)
    monkeypatch.delitem(__import__("sys").modules, "peermock._transport.server.listener")
    monkeypatch.delitem(__import__("sys").modules, "peermock._transport.server.connection")
    with pytest.raises(PeermockError, match=r"needs h11.*pip install 'peermock\[server\]'"):
        peering.serve()
