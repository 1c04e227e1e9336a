"""Real clients that do not know peermock, and an alarm on network access."""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.clients.programs import RunAlone

if TYPE_CHECKING:
    from botocore.client import BaseClient

    from peermock import PeeringMock, Vpc

# These clients pin a botocore of their own. `make test` runs them in environments where they fit.
if find_spec("aiobotocore") is None:  # .venv: peermock's tools and the newest botocore
    collect_ignore_glob = ["*"]
elif find_spec("aioboto3") is None:  # .venv/clients: the newest of each
    collect_ignore = ["test_aioboto3.py"]
else:  # .venv/older-clients: aioboto3 and what goes with it
    collect_ignore = ["playbooks", "test_custodian.py", "test_moto.py"]


class NetworkReached(BaseException):
    """A client was about to leave the machine. An `except Exception` does not hide this."""


reached: list[str] = []


def sound_alarm(event: str, args: tuple[Any, ...]) -> None:
    """Stop look-ups of, and connections to, anything but this machine; an audit hook."""
    position = {"socket.getaddrinfo": 0, "socket.connect": 1, "socket.sendto": 1}.get(event)
    if position is None:
        return
    address = args[position]
    host = address[0] if isinstance(address, tuple) else address
    name = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    if not name.startswith(("localhost", "127.", "::1", "/")):
        reached.append(name)
        raise NetworkReached(name)


@pytest.fixture(scope="session", autouse=True)
def _alarm() -> None:
    """Install the alarm from the first of these tests on."""
    sys.addaudithook(sound_alarm)


@pytest.fixture(scope="session", autouse=True)
def _models_read_once() -> Iterator[None]:
    """Read botocore's data files once for all sessions, to create clients fast."""
    from botocore.loaders import JSONFileLoader  # noqa: PLC0415  # after the CLI, with its own

    read = cache(JSONFileLoader().load_file)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(JSONFileLoader, "load_file", lambda _, path: read(path))
        yield


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """A user without credentials and Region; no test reaches the network."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        if name != "AWS_DATA_PATH":
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    yield
    assert reached == []


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """The backend of async tests: asyncio."""
    return "asyncio"


@pytest.fixture
def run_alone() -> RunAlone:
    """Return a function that runs a program in its own process, with the alarm."""
    alarm = f"import runpy, sys; sys.addaudithook(runpy.run_path({__file__!r})['sound_alarm'])"

    def run(program: str) -> str:
        command = [sys.executable, "-W", "error", "-c", f"{alarm}\n{program}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def ec2(peering: "PeeringMock") -> "BaseClient":
    """A client to arrange resources with."""
    return peering.account(peering.account_id).client("ec2")


@pytest.fixture
def vpcs(peering: "PeeringMock") -> "list[Vpc]":
    """Two VPCs of one account in its Region."""
    return [peering.vpc("10.1.0.0/16"), peering.vpc("10.2.0.0/16")]
