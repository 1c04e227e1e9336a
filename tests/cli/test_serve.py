"""`peermock serve`: an endpoint that runs until a signal, with a world that can be kept."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
import pytest

from peermock._transport.server import saver
from peermock._transport.server.environment import variables
from tests.cli.conftest import Ended, Peermock

Served = Callable[..., Ended]


def ask(url: str, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401  # JSON
    """Return the response of an endpoint's administration API."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=10)
    headers = {"Content-Type": "application/json"}
    connection.request(method, f"/_peermock{path}", json.dumps(body) if body else None, headers)
    answer = json.loads(connection.getresponse().read())
    connection.close()
    return answer


def ec2(url: str, account_id: str = "123456789012") -> Any:  # noqa: ANN401  # as boto3.client
    """Return a client for an account."""
    keys = variables(url, account_id, "us-east-1")
    return boto3.client(
        "ec2",
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id=keys["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=keys["AWS_SECRET_ACCESS_KEY"],
    )


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_serve_runs_until_it_is_stopped(served: Served, stop: int) -> None:
    """A signal ends it with status 0; the ready file had the URL and is removed."""
    seen: list[str] = []

    def use(url: str) -> None:
        seen.append(url)
        assert ask(url, "GET", "/health")["status"] == "ok"

    ended = served(meanwhile=use, stop=stop)
    assert (ended.status, ended.errors) == (0, "")
    comment, line = ended.output.splitlines()
    assert f"serves EC2 and STS at {seen[0]}, for account 123456789012" in comment
    assert comment.endswith("; open it in a browser for the console")
    assert line.startswith(f"export AWS_ENDPOINT_URL={seen[0]} ")
    assert " AWS_ACCESS_KEY_ID=ASIA" in line


def test_serve_needs_no_ready_file(peermock: Peermock, monkeypatch: pytest.MonkeyPatch) -> None:
    """A script that knows the port can wait for it. On Windows signals are polled."""
    monkeypatch.setattr("peermock.cli.serve.WAKE_SECONDS", 0.01)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    def stop() -> None:
        wait = [sys.executable, "-m", "peermock.cli", "ctl", "wait"]
        url = f"http://127.0.0.1:{port}"
        subprocess.run(wait, env=os.environ | {"AWS_ENDPOINT_URL": url}, check=False)
        os.kill(os.getpid(), signal.SIGTERM)

    thread = threading.Thread(target=stop)
    thread.start()
    ended = peermock("serve", "--port", str(port))
    thread.join()
    assert (ended.status, f":{port}" in ended.output) == (0, True)


def test_a_ready_file_of_a_process_that_was_killed_misleads_nobody(
    peermock: Peermock, tmp_path: Path
) -> None:
    """A stale ready file is removed first, even if the endpoint fails to start."""
    ready = tmp_path / "ready"
    ready.write_text("http://127.0.0.1:1\n")
    ended = peermock("serve", "--ready-file", str(ready), "--load", str(tmp_path / "nothing"))
    assert (ended.status, ready.exists()) == (1, False)


def test_signals_are_handled_as_before_when_it_has_ended(served: Served) -> None:
    """The process's signal handlers are restored."""
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    served()
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before


def test_serve_has_the_settings_of_a_mock(served: Served) -> None:
    """Options set the seed, quotas, transitional statuses, account and Region."""
    ids: list[str] = []

    def use(url: str) -> None:
        assert ask(url, "GET", "/quotas") == {"active_per_vpc": 125, "outstanding_requests": 25}
        told = ask(url, "GET", "/environment")
        assert told == variables(url, "111111111111", "eu-west-1")
        client = ec2(url)
        one, two = (
            client.create_vpc(CidrBlock=f"10.{number}.0.0/16")["Vpc"]["VpcId"] for number in (1, 2)
        )
        ids.append(one)
        made = client.create_vpc_peering_connection(VpcId=one, PeerVpcId=two)
        peering_id = made["VpcPeeringConnection"]["VpcPeeringConnectionId"]
        shown = client.describe_vpc_peering_connections(VpcPeeringConnectionIds=[peering_id])
        (view,) = shown["VpcPeeringConnections"]
        assert view["Status"]["Code"] == "initiating-request"

    options = (
        "--quotas",
        "active_per_vpc=125",
        "--settle",
        "duration=600",
        "--region",
        "eu-west-1",
        "--account-id",
        "111111111111",
    )
    for seed in ("7", "7", "8"):
        served(*options, "--seed", seed, meanwhile=use)
    assert ids[0] == ids[1] != ids[2]


def test_the_world_can_be_kept(served: Served, tmp_path: Path) -> None:
    """A saved world is restored with its clock, quotas and next IDs."""
    kept = tmp_path / "world.json"

    def fill(url: str) -> None:
        ec2(url).create_vpc(CidrBlock="10.7.0.0/16")
        ask(url, "POST", "/clock", {"days": 400})
        ask(url, "PUT", "/quotas", {"active_per_vpc": 3})

    def look(url: str) -> None:
        ranges = {vpc["CidrBlock"] for vpc in ec2(url).describe_vpcs()["Vpcs"]}
        assert "10.7.0.0/16" in ranges
        moment = time.strptime(ask(url, "GET", "/clock")["now"][:10], "%Y-%m-%d")
        assert time.mktime(moment) > time.time() + 390 * 86400
        assert ask(url, "GET", "/quotas")["active_per_vpc"] == 3
        ask(url, "POST", "/reset")
        assert "10.7.0.0/16" in {vpc["CidrBlock"] for vpc in ec2(url).describe_vpcs()["Vpcs"]}

    served("--save", str(kept), meanwhile=fill)
    served("--save", str(kept), meanwhile=look)
    served("--load", str(kept), meanwhile=look)
    assert [each.name for each in tmp_path.iterdir()] == ["world.json"]


def test_a_kept_world_comes_before_the_one_to_begin_with(served: Served, tmp_path: Path) -> None:
    """`--load` applies to the first start only; quota options always apply."""
    first, kept = tmp_path / "first.json", tmp_path / "kept.json"
    served("--save", str(first), meanwhile=lambda url: ec2(url).create_vpc(CidrBlock="10.7.0.0/16"))
    both = ("--load", str(first), "--save", str(kept))

    def ranges(url: str) -> set[str]:
        return {vpc["CidrBlock"] for vpc in ec2(url).describe_vpcs()["Vpcs"]}

    def add(url: str) -> None:
        assert "10.7.0.0/16" in ranges(url)
        ec2(url).create_vpc(CidrBlock="10.8.0.0/16")

    def look(url: str) -> None:
        assert {"10.7.0.0/16", "10.8.0.0/16"} <= ranges(url)
        assert ask(url, "GET", "/quotas")["active_per_vpc"] == 9

    served(*both, meanwhile=add)
    served(*both, "--quotas", "active_per_vpc=9", meanwhile=look)


def test_a_world_is_kept_while_it_serves(
    served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A killed process has lost little."""
    monkeypatch.setattr(saver, "INTERVAL_SECONDS", 0.01)
    kept = tmp_path / "world.json"

    def use(url: str) -> None:
        ec2(url).create_vpc(CidrBlock="10.7.0.0/16")
        end = time.monotonic() + 10
        while "10.7.0.0/16" not in kept.read_text() and time.monotonic() < end:
            time.sleep(0.01)
        assert "10.7.0.0/16" in kept.read_text()

    served("--save", str(kept), meanwhile=use)


def test_a_world_that_cannot_be_kept_is_logged(
    served: Served,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The endpoint retries, and its exit status reports a final failure."""
    monkeypatch.setattr(saver, "INTERVAL_SECONDS", 0.01)
    kept = tmp_path / "there" / "world.json"
    kept.parent.mkdir()

    def use(url: str) -> None:
        kept.unlink()
        kept.parent.rmdir()
        ec2(url).create_vpc(CidrBlock="10.7.0.0/16")
        end = time.monotonic() + 10
        while "could not save" not in caplog.text and time.monotonic() < end:
            time.sleep(0.01)

    ended = served("--save", str(kept), meanwhile=use)
    assert "could not save" in caplog.text
    assert (ended.status, "No such file" in ended.errors) == (1, True)


@pytest.mark.parametrize("option", ["--save", "--load"])
@pytest.mark.parametrize("content", [b"", b'{"kind": "peermock world"', b"\xff\xfe", b"{}"])
def test_a_damaged_world_is_refused_and_left_alone(
    peermock: Peermock, tmp_path: Path, option: str, content: bytes
) -> None:
    """Nothing is served, and the file does not change."""
    path = tmp_path / "world.json"
    path.write_bytes(content)
    ended = peermock("serve", "--port", "0", option, str(path))
    assert (ended.status, ended.output) == (1, "")
    assert f"{path} cannot be loaded: " in ended.errors
    assert "The file was not changed" in ended.errors
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("argv", "text"),
    [
        (("--quotas", "many"), "--quotas many: expected active_per_vpc=NUMBER"),
        (("--settle", "slow"), "--settle slow: expected duration=SECONDS"),
        (("--account-id", "1"), "expected twelve digits"),
        (("--region", "mars-north-1"), "AWS has no such Region"),
        (("--load", "nowhere.json"), "nowhere.json"),
    ],
)
def test_what_makes_no_sense_is_refused(
    peermock: Peermock, argv: tuple[str, ...], text: str
) -> None:
    """The error names the option and the valid values."""
    ended = peermock("serve", "--port", "0", *argv)
    assert (ended.status, ended.output) == (1, "")
    assert ended.errors.startswith("peermock serve: ")
    assert text in ended.errors


def test_a_port_that_is_taken_is_an_error(served: Served, peermock: Peermock) -> None:
    """The error has no traceback."""

    def use(url: str) -> None:
        port = str(urlsplit(url).port)
        command = [sys.executable, "-m", "peermock.cli", "serve", "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert f"port {port}" in done.stderr
        assert "Traceback" not in done.stderr

    served(meanwhile=use)


def test_an_address_for_all_is_warned_of(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """The warning says that other machines have access without credentials."""
    monkeypatch.setattr("peermock.cli.serving.is_loopback", lambda _: False)
    ended = served()
    assert "other machines can reach 127.0.0.1, and no credentials are checked" in ended.errors


def test_names_may_be_allowed(served: Served) -> None:
    """A client can use a host name that was allowed."""

    def use(url: str) -> None:
        connection = HTTPConnection(urlsplit(url).netloc, timeout=10)
        for host, status in (("mock.example", 200), ("evil.example", 403)):
            connection.request("GET", "/_peermock/health", headers={"Host": host})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == status
        connection.close()

    served("--allow-host", "Mock.example", meanwhile=use)


@pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise elsewhere")
def test_the_command_is_installed(tmp_path: Path) -> None:
    """The installed command starts, prints its URL, and stops with status 0."""
    ready = tmp_path / "ready"
    command = [str(Path(sys.executable).with_name("peermock")), "serve", "--port", "0"]
    with subprocess.Popen(
        [*command, "--ready-file", str(ready)], stdout=subprocess.PIPE
    ) as process:
        while not ready.exists():
            time.sleep(0.01)
        assert ask(ready.read_text().strip(), "GET", "/health")["status"] == "ok"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
