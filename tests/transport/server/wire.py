"""A minimal HTTP client, and requests that botocore has signed."""

import json
import socket
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from peermock import Endpoint
from peermock._domain.identity import access_key_id

EC2_VERSION = "2016-11-15"
STS_VERSION = "2011-06-15"
THEIRS = "222222222222"


@dataclass(frozen=True, slots=True)
class Answer:
    """A response as a client reads it."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:  # noqa: ANN401  # whatever JSON has
        """The decoded body of a response of the administration API."""
        return json.loads(self.text)


class Client:
    """A connection to an endpoint, which stays open."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)

    def send(self, data: bytes) -> None:
        """Send raw bytes."""
        self.socket.sendall(data)

    def receive(self) -> bytes:
        """Return the next bytes; empty if the connection was closed."""
        return self.socket.recv(65536)

    def read(self, method: str = "POST") -> Answer:
        """Return the next response."""
        with HTTPResponse(self.socket, method=method) as response:
            response.begin()
            text = response.read().decode()
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, headers, text)

    def close(self) -> None:
        """Close the connection."""
        self.socket.close()


def ask(endpoint: Endpoint, data: bytes) -> bytes:
    """Send bytes on a new connection, and return everything that is received."""
    client = Client(endpoint.port)
    client.send(data)
    client.socket.shutdown(socket.SHUT_WR)
    received = BytesIO()
    while piece := client.receive():
        received.write(piece)
    client.close()
    return received.getvalue()


def send(
    endpoint: Endpoint,
    method: str,
    path: str,
    body: object = None,
    headers: dict[str, str] | None = None,
) -> Answer:
    """Send a request, encoding a body other than bytes as JSON, and return the response."""
    connection = HTTPConnection("127.0.0.1", endpoint.port, timeout=10)
    sent = {} if body is None or isinstance(body, bytes) else {"Content-Type": "application/json"}
    data = body if body is None or isinstance(body, bytes) else json.dumps(body)
    connection.request(method, path, data, {**sent, **(headers or {})})
    response = connection.getresponse()
    answer = Answer(
        response.status,
        {name.lower(): value for name, value in response.getheaders()},
        response.read().decode(),
    )
    connection.close()
    return answer


def administer(endpoint: Endpoint, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401  # likewise
    """Return the response of the administration API."""
    answer = send(endpoint, method, f"/_peermock{path}", body)
    assert answer.status == 200, answer.text
    return answer.json


def refusal(endpoint: Endpoint, method: str, path: str, body: object = None) -> str:
    """Return the reason for which the administration API rejects a request."""
    answer = send(endpoint, method, f"/_peermock{path}", body)
    assert 400 <= answer.status < 500
    return answer.json["error"]


def query(action: str, version: str = EC2_VERSION, **params: str) -> str:
    """Return an AWS query."""
    named = {name.replace("_", "."): value for name, value in params.items()}
    return urlencode({"Action": action, "Version": version} | named)


def signed(
    action: str,
    *,
    service: str = "ec2",
    region: str = "us-east-1",
    version: str = EC2_VERSION,
    **params: str,
) -> tuple[dict[str, str], str]:
    """Return the headers and the body of a POST signed for another account."""
    body = query(action, version, **params)
    request = AWSRequest("POST", "http://localhost/", data=body)
    request.headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8"
    SigV4Auth(Credentials(access_key_id(THEIRS), "secret"), service, region).add_auth(request)
    return dict(request.headers), body


def message(action: str, *, ending: str = "", **params: str) -> bytes:
    """Return a complete signed POST as bytes, with extra headers at the end."""
    headers, body = signed(action, **params)
    lines = [f"{name}: {value}" for name, value in headers.items()]
    head = ["POST / HTTP/1.1", "Host: localhost", *lines, f"Content-Length: {len(body)}"]
    return ("\r\n".join(head) + f"\r\n{ending}\r\n{body}").encode()
