"""Where requests end up that are let out: a server on this machine, or in place of the network."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import SimpleNamespace

import boto3
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.httpsession import URLLib3Session

Traces = Callable[[], dict[str, object]]


@pytest.fixture(autouse=True)
def _nothing_is_left(traces: Traces) -> Iterator[None]:
    """Whatever a test has switched on is off again when it ends."""
    before = traces()
    yield
    assert traces() == before


@pytest.fixture
def _no_instance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who finds no credentials does not ask the metadata of an instance for them."""
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")


@pytest.fixture
def _new_default_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """boto3's default session is made anew."""
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)


@pytest.fixture
def server() -> Iterator[SimpleNamespace]:
    """A server on this machine that answers everything; it has a `url` and keeps `requests`."""
    requests: list[SimpleNamespace] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            requests.append(SimpleNamespace(path=self.path, headers=self.headers, body=body))
            self.send_response(200)
            self.send_header("Content-Length", "4")
            self.end_headers()
            self.wfile.write(b"<a/>")

        do_DELETE = do_POST = do_PUT = do_GET  # noqa: N815  # the names that http.server calls

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield SimpleNamespace(url=f"http://127.0.0.1:{listening.server_port}", requests=requests)
        listening.shutdown()
        thread.join()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[AWSPreparedRequest]:
    """The requests that botocore has sent, which go nowhere and have an empty answer."""
    requests: list[AWSPreparedRequest] = []

    def send(_: URLLib3Session, request: AWSPreparedRequest) -> AWSResponse:
        requests.append(request)
        response = AWSResponse(request.url, 200, {}, None)
        response._content = b"<a/>"
        return response

    monkeypatch.setattr(URLLib3Session, "send", send)
    return requests
