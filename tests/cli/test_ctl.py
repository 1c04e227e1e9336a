"""`peermock ctl`: the administration API on the command line."""

import json
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib import import_module
from pathlib import Path
from threading import Thread

import boto3
import pytest
from botocore.exceptions import ClientError

from peermock import Endpoint
from tests.cli.conftest import Peermock

pytestmark = pytest.mark.usefixtures("endpoint")


@pytest.mark.parametrize(
    "argv",
    [
        "world",
        "calls",
        "forget-calls",
        "snapshots",
        "clock",
        "faults",
        "denials",
        "quotas",
        "forget-faults",
        "reset",
        "save",
        "wait",
    ],
)
def test_answers_are_json(peermock: Peermock, argv: str) -> None:
    """The output can be processed with jq."""
    ended = peermock("ctl", argv)
    assert (ended.status, ended.errors) == (0, "")
    assert isinstance(json.loads(ended.output), dict)


def test_some_answers_are_text(peermock: Peermock) -> None:
    """The report and the diagram are text."""
    assert peermock("ctl", "report").output.startswith("calls: 0\n")
    assert "flowchart" in peermock("ctl", "diagram", "--defaults").output


def test_time_passes(peermock: Peermock) -> None:
    """A shell script can shift or set the clock."""
    before = datetime.now(UTC)
    later = datetime.fromisoformat(
        json.loads(peermock("ctl", "shift", "--days", "8", "--hours", "-1").output)["now"]
    )
    assert later - before > timedelta(days=7, hours=22)
    moment = json.loads(peermock("ctl", "shift", "--now", "2040-01-01T00:00:00").output)
    assert moment["now"].startswith("2040-01-01T00:00:")


def test_calls_fail_and_are_denied(peermock: Peermock) -> None:
    """Faults, denials and quotas apply to the endpoint's clients."""
    peermock("ctl", "fail", "DescribeVpcs", "--code", "UnauthorizedOperation", "--times", "1")
    with pytest.raises(ClientError, match="UnauthorizedOperation"):
        boto3.client("ec2").describe_vpcs()
    peermock("ctl", "deny", "123456789012", "DescribeVpcs", "CreateVpc")
    with pytest.raises(ClientError, match="UnauthorizedOperation"):
        boto3.client("ec2").describe_vpcs()
    peermock("ctl", "allow", "123456789012", "DescribeVpcs")
    boto3.client("ec2").describe_vpcs()
    assert len(json.loads(peermock("ctl", "denials").output)["denials"]) == 1
    peermock("ctl", "allow", "123456789012")
    assert json.loads(peermock("ctl", "denials").output) == {"denials": []}
    set_quotas = peermock("ctl", "quotas", "active_per_vpc=3", "outstanding_requests=4")
    assert json.loads(set_quotas.output) == {"active_per_vpc": 3, "outstanding_requests": 4}


def test_calls_are_chosen(peermock: Peermock) -> None:
    """Calls can be filtered by operation, caller, error and number."""
    boto3.client("ec2").describe_vpcs()
    for argv, count in (
        (("--operation", "DescribeVpcs", "--account-id", "123456789012"), 1),
        (("--operation", "CreateVpc"), 0),
        (("--after", "1"), 0),
        (("--region", "us-east-1", "--error", ""), 1),
    ):
        assert len(json.loads(peermock("ctl", "calls", *argv).output)["calls"]) == count


def test_a_world_is_put_back(peermock: Peermock) -> None:
    """A snapshot can have any name."""
    name = "before/the script?"
    peermock("ctl", "snapshot", name)
    vpc_id = boto3.client("ec2").create_vpc(CidrBlock="10.7.0.0/16")["Vpc"]["VpcId"]
    assert vpc_id in peermock("ctl", "world").output
    assert json.loads(peermock("ctl", "restore", name).output) == {"restored": name}
    assert vpc_id not in peermock("ctl", "world").output


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("sh", "export AWS_ENDPOINT_URL={}"),
        ("powershell", "$Env:AWS_ENDPOINT_URL = '{}'"),
        ("dotenv", "AWS_ENDPOINT_URL={}"),
        ("json", '  "AWS_ENDPOINT_URL": "{}",'),
    ],
)
def test_variables_are_written_for_a_shell(
    peermock: Peermock, endpoint: Endpoint, form: str, line: str
) -> None:
    """Each shell has its own syntax."""
    ended = peermock("ctl", "env", "--account-id", "222222222222", "--format", form)
    assert line.format(endpoint.url) in ended.output.splitlines()
    assert endpoint.environment("222222222222")["AWS_ACCESS_KEY_ID"] in ended.output


def test_a_saved_world_can_be_begun_with(peermock: Peermock, tmp_path: Path) -> None:
    """`--load` reads the output of `save`."""
    boto3.client("ec2").create_vpc(CidrBlock="10.7.0.0/16")
    path = tmp_path / "world.json"
    path.write_text(peermock("ctl", "save").output, encoding="utf-8")
    ended = peermock("exec", "--load", str(path), "--", "sh", "-c", "exit 0")
    assert ended.status == 0


def test_a_refusal_is_an_error(peermock: Peermock) -> None:
    """The exit status is 1, and the message is the endpoint's."""
    ended = peermock("ctl", "restore", "nothing")
    assert (ended.status, ended.output) == (1, "")
    assert ended.errors.startswith("peermock ctl: There is no snapshot 'nothing'")
    assert "invalid literal" in peermock("ctl", "quotas", "active_per_vpc=x").errors


def test_an_endpoint_may_be_named(
    peermock: Peermock, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An option takes precedence over the variables that clients read, EC2's first."""
    monkeypatch.delenv("AWS_ENDPOINT_URL_EC2")
    assert peermock("ctl", "--endpoint-url", endpoint.url, "clock").status == 0
    monkeypatch.setenv("AWS_ENDPOINT_URL", endpoint.url)
    assert peermock("ctl", "clock").status == 0


@pytest.mark.parametrize("url", ["https://ec2.us-east-1.amazonaws.com", "localhost:4599", "http:"])
def test_what_is_not_an_endpoint_is_not_asked(peermock: Peermock, url: str) -> None:
    """A URL of the real AWS is rejected before anything is sent."""
    ended = peermock("ctl", "--endpoint-url", url, "clock")
    assert (ended.status, "is not an endpoint URL" in ended.errors) == (1, True)


@pytest.fixture
def free_port() -> int:
    """A port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def test_where_nothing_answers_it_says_what_to_do(peermock: Peermock, free_port: int) -> None:
    """The error shows the URL and how to use another."""
    ended = peermock("ctl", "--endpoint-url", f"http://127.0.0.1:{free_port}", "clock")
    assert (ended.status, "nothing answers at" in ended.errors) == (1, True)
    assert "Start `peermock serve`" in ended.errors


def test_ctl_waits_for_an_endpoint(peermock: Peermock, free_port: int) -> None:
    """`wait` gives up after the given time."""
    url = f"http://127.0.0.1:{free_port}"
    ended = peermock("ctl", "--endpoint-url", url, "wait", "--seconds", "0.1")
    assert (ended.status, "nothing answers at" in ended.errors) == (1, True)


@pytest.fixture(params=["text", "json", "list", "junk"])
def stranger(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a server that is not peermock's."""
    bodies = {"text": b"no", "json": b"{}", "list": b"[]"}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if request.param == "junk":
                self.wfile.write(b"junk\r\n")
                return
            self.send_response(404)
            self.end_headers()
            self.wfile.write(bodies[request.param])

        def log_message(self, *_: object) -> None:
            """Suppress the log."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.handle_request)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        thread.join()


def test_another_server_is_an_error(peermock: Peermock, stranger: str) -> None:
    """Any response of another server is an error without a traceback."""
    ended = peermock("ctl", "--endpoint-url", stranger, "clock")
    assert ended.status == 1
    assert "is not a peermock endpoint" in ended.errors


def test_the_module_is_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """`python -m peermock.cli` is the same as `peermock`."""
    monkeypatch.setattr("sys.argv", ["peermock", "ctl", "clock"])
    with pytest.raises(SystemExit) as ended:
        import_module("peermock.cli.__main__")
    assert ended.value.code == 0


def test_help_lists_what_there_is(peermock: Peermock) -> None:
    """The command and each subcommand list their options."""
    assert peermock().status == 2
    assert "serve" in peermock("--help").output
    assert "shift" in peermock("ctl", "--help").output
    assert peermock("--version").output.startswith("peermock ")
