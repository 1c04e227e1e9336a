"""Servers and stand-ins for the network that receive requests which are not mocked."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import boto3
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.httpsession import URLLib3Session

from tests.transport.servers import Received, Server


@pytest.fixture
def _no_instance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Prevent look-ups of credentials in the instance metadata."""
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@pytest.fixture
def _new_default_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reset boto3's default session."""
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)


@pytest.fixture
def server() -> Iterator[Server]:
    """A local server that answers every request, with a `url` and the list of `requests`."""
    requests: list[Received] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            requests.append(Received(self.path, self.headers, body))
            self.send_response(200)
            self.send_header("Content-Length", "4")
            self.end_headers()
            self.wfile.write(b"<a/>")

        do_DELETE = do_POST = do_PUT = do_GET  # noqa: N815  # the names that http.server calls

        def log_message(self, *_: object) -> None:
            """Suppress the log."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield Server(f"http://127.0.0.1:{listening.server_port}", requests)
        listening.shutdown()
        thread.join()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[AWSPreparedRequest]:
    """The requests that botocore sent. They go nowhere and get an empty response."""
    requests: list[AWSPreparedRequest] = []

    def send(_: URLLib3Session, request: AWSPreparedRequest) -> AWSResponse:
        requests.append(request)
        response = AWSResponse(request.url, 200, {}, None)
        response._content = b"<a/>"
        return response

    monkeypatch.setattr(URLLib3Session, "send", send)
    return requests
