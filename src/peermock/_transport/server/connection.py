"""A client's connection: HTTP/1.1 with h11, served by its own thread."""

import socket
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus

import h11

from peermock._gateway import MAX_BODY_BYTES, HttpRequest, HttpResponse, Respond

MAX_HEAD_BYTES = 64 * 1024
MAX_HEADERS = 200
MAX_DRAINED_BYTES = 8 * MAX_BODY_BYTES
CHUNK = 64 * 1024
VERSIONS = (b"1.1", b"1.0")

IDLE_SECONDS = 75.0
"""The time that a connection may wait for its next request."""

READ_SECONDS = 20.0
"""The time that a request may pause while it arrives, or its response while it is sent."""

LINGER_SECONDS = 1.0
"""The time that a rejected client may take to read the response."""

_PHRASES = {status.value: status.phrase for status in HTTPStatus}


class _RefusedError(Exception):
    """A request that is rejected with a plain status, after which the connection closes."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status


class Connection:
    """A client's connection, served until either side closes it.

    Args:
        client: The socket.
        respond: Answers a request.
    """

    def __init__(self, client: socket.socket, respond: Respond) -> None:
        self._socket = client
        self._respond = respond
        self._http = h11.Connection(h11.SERVER, max_incomplete_event_size=MAX_HEAD_BYTES)
        self._is_head = False

    def run(self) -> None:
        """Answer requests until the client stops sending any, and close."""
        try:
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while self._serve():
                self._http.start_next_cycle()
            self._linger()
        except (OSError, h11.LocalProtocolError):
            return  # the client is gone, or a fault prevented a valid response
        finally:
            self.close()

    def finish(self) -> None:
        """Read no further requests; one that has arrived is still answered."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RD)

    def close(self) -> None:
        """Close the socket so that the client can still read what was sent."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def abandon(self) -> None:
        """Close this process's copy of the socket, without ending the connection."""
        self._socket.close()

    def _serve(self) -> bool:
        """Answer the next request, and return whether another one may follow."""
        try:
            request = self._read()
        except _RefusedError as refused:
            return self._refuse(refused.status, str(refused))
        except h11.RemoteProtocolError as error:
            return self._refuse(error.error_status_hint, str(error))
        except TimeoutError:
            if self._http.their_state is h11.IDLE and not self._http.trailing_data[0]:
                return False
            return self._refuse(HTTPStatus.REQUEST_TIMEOUT, "The request did not arrive in time.")
        if request is None:
            return False
        self._send(self._respond(request))
        return self._http.our_state is h11.DONE and self._http.their_state is h11.DONE

    def _read(self) -> HttpRequest | None:
        """Return the next request, or None if the client has closed the connection."""
        head = self._next_event(IDLE_SECONDS)
        if not isinstance(head, h11.Request):
            return None
        self._is_head = head.method == b"HEAD"
        if head.http_version not in VERSIONS:
            raise _RefusedError(
                HTTPStatus.HTTP_VERSION_NOT_SUPPORTED, "peermock supports HTTP/1.1 and HTTP/1.0."
            )
        if len(head.headers) > MAX_HEADERS:
            raise _RefusedError(
                HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                f"The request has more than {MAX_HEADERS} headers.",
            )
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in head.headers}
        return HttpRequest(
            method=head.method.decode("latin-1"),
            url=_url(head.target.decode("latin-1"), headers),
            headers=headers,
            body=self._read_body(headers),
        )

    def _read_body(self, headers: Mapping[str, str]) -> bytes:
        """Return a body; if it is too large, just enough of it to show that."""
        if self._http.they_are_waiting_for_100_continue:
            if int(headers.get("content-length", 0)) > MAX_BODY_BYTES:
                return bytes(MAX_BODY_BYTES + 1)
            self._write(h11.InformationalResponse(status_code=100, headers=[]))
        body, seen = bytearray(), 0
        while isinstance(event := self._next_event(READ_SECONDS), h11.Data):
            seen += len(event.data)
            if seen > MAX_DRAINED_BYTES:
                raise _RefusedError(
                    HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The request body is too large."
                )
            if len(body) <= MAX_BODY_BYTES:
                body += event.data
        return bytes(body)

    def _next_event(self, seconds: float) -> "h11.Event | None":
        """Return the next event from the client."""
        self._socket.settimeout(seconds)
        while True:
            event = self._http.next_event()
            if event is h11.NEED_DATA:
                self._http.receive_data(self._socket.recv(CHUNK))
                self._socket.settimeout(READ_SECONDS)
            else:
                return event if isinstance(event, h11.Event) else None

    def _send(self, response: HttpResponse) -> None:
        length = ("content-length", str(len(response.body)))
        head = h11.Response(
            status_code=response.status,
            headers=[*response.headers.items(), length],
            reason=_PHRASES.get(response.status, ""),
        )
        body = () if self._is_head else (h11.Data(data=response.body),)
        self._write(head, *body, h11.EndOfMessage())

    def _refuse(self, status: int, text: str) -> bool:
        """Reject a request, and return False, because the connection must close."""
        headers = {"content-type": "text/plain; charset=utf-8", "connection": "close"}
        self._send(HttpResponse(status, headers, f"{text}\n".encode()))
        return False

    def _write(self, *events: h11.Event) -> None:
        """Send events in one piece."""
        self._socket.settimeout(READ_SECONDS)
        self._socket.sendall(b"".join(filter(None, map(self._http.send, events))))

    def _linger(self) -> None:
        """Read on briefly: a socket closed with unread input would drop what it sent."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_WR)
            self._socket.settimeout(LINGER_SECONDS)
            all(self._socket.recv(CHUNK) for _ in range(MAX_DRAINED_BYTES // CHUNK))


def _url(target: str, headers: Mapping[str, str]) -> str:
    """Return the URL of a request, whose target is usually a path."""
    host = headers.get("host", "")
    return f"http://{host}{target}" if target.startswith("/") else target
