"""The socket that clients connect to, and a thread per connection."""

import os
import selectors
import socket
import threading
from contextlib import suppress
from weakref import WeakSet

from peermock._gateway import Respond
from peermock._transport.server.connection import Connection

MAX_CONNECTIONS = 512
BACKLOG = 128
REUSE = int(os.name == "posix")  # elsewhere it would let two processes share a port
STOP_SECONDS = 5.0
"""The time that requests in progress get when the listener stops."""

_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain\r\nconnection: close\r\n"
    b"content-length: 34\r\n\r\nToo many connections. Close some.\r\n"
)


class Listener:
    """Accepts connections until it is stopped.

    Args:
        host: The address to listen on, or a host name of this machine.
        port: The port; 0 for any free one.
        respond: Answers a request.

    Raises:
        OSError: The address or the port is not available.

    Attributes:
        host: The address.
        port: The port.
    """

    def __init__(self, host: str, port: int, respond: Respond) -> None:
        self._respond = respond
        self._socket = _bind(host, port)
        self.host: str
        self.port: int
        self.host, self.port = self._socket.getsockname()[:2]
        self._wake, self._woken = socket.socketpair()
        self._connections: dict[Connection, threading.Thread] = {}
        self._lock = threading.Lock()
        self._thread = threading.Thread(
            target=self._accept, name=f"peermock :{self.port}", daemon=True
        )
        self._thread.start()
        _listeners.add(self)

    def stop(self) -> None:
        """Accept no more connections, finish requests in progress, and close."""
        with suppress(OSError):  # already stopped, or in a forked process
            self._wake.send(b"\0")
        self._thread.join()
        with self._lock:
            open_ones = dict(self._connections)
        for connection in open_ones:
            connection.finish()
        for connection, thread in open_ones.items():
            thread.join(STOP_SECONDS)
            connection.close()
        _listeners.discard(self)

    def abandon(self) -> None:
        """Close the copies of the sockets in a forked process."""
        for connection in self._connections:
            connection.abandon()
        self._connections, self._lock = {}, threading.Lock()  # the old lock may be held
        for each in (self._socket, self._wake, self._woken):
            each.close()

    def _accept(self) -> None:
        """Accept connections until the other end of the socket pair signals the end."""
        with selectors.DefaultSelector() as selector, self._socket, self._wake, self._woken:
            selector.register(self._socket, selectors.EVENT_READ)
            selector.register(self._woken, selectors.EVENT_READ)
            while all(key.fileobj is not self._woken for key, _ in selector.select()):
                with suppress(OSError):  # the client is already gone
                    self._begin(self._socket.accept()[0])

    def _begin(self, client: socket.socket) -> None:
        """Serve a client in its own thread, unless there are too many."""
        connection = Connection(client, self._respond)
        thread = threading.Thread(
            target=self._serve, args=(connection,), name=f"peermock :{self.port}", daemon=True
        )
        with self._lock:
            full = len(self._connections) >= MAX_CONNECTIONS
            if not full:
                self._connections[connection] = thread
        if full:
            with suppress(OSError):
                client.send(_FULL)
            connection.close()
            return
        thread.start()

    def _serve(self, connection: Connection) -> None:
        try:
            connection.run()
        finally:
            with self._lock:
                self._connections.pop(connection, None)  # missing in a forked process


def _bind(host: str, port: int) -> socket.socket:
    """Return a listening socket."""
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    bound = socket.socket(family, kind, protocol)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, REUSE)
        bound.bind(address)
        bound.listen(BACKLOG)
        bound.settimeout(0)  # a client may disappear before it is accepted
    except OSError as error:
        bound.close()
        text = f"port {port} of {host} is not available: {error.strerror}"
        raise OSError(error.errno, text) from None
    return bound


_listeners: "WeakSet[Listener]" = WeakSet()


def _abandon_all() -> None:
    """Leave the listeners to the parent process, after a fork."""
    for listener in [*_listeners]:
        listener.abandon()
    _listeners.clear()


with suppress(AttributeError):  # Windows does not fork
    os.register_at_fork(after_in_child=_abandon_all)
