"""`peermock exec`: run a command with its own endpoint."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Peermock

LOOK = """
import boto3
ec2 = boto3.client("ec2")
ec2.create_vpc(CidrBlock="10.7.0.0/16")
assert len(ec2.describe_vpcs()["Vpcs"]) == 2
"""


def test_a_command_finds_the_endpoint(peermock: Peermock) -> None:
    """The exit status is the command's, and the report has its calls."""
    ended = peermock("exec", "--report", "--", sys.executable, "-c", LOOK)
    assert ended.status == 0
    assert "1 123456789012 us-east-1 CreateVpc" in ended.errors
    assert "2 123456789012 us-east-1 DescribeVpcs" in ended.errors


def test_the_status_is_that_of_the_command(peermock: Peermock) -> None:
    """Without a report, nothing is added to the command's output."""
    ended = peermock("exec", sys.executable, "-c", "raise SystemExit(7)")
    assert (ended.status, ended.output, ended.errors) == (7, "", "")


@pytest.mark.parametrize("argv", [(), ("--",)])
def test_without_a_command_there_is_nothing_to_do(
    peermock: Peermock, argv: tuple[str, ...]
) -> None:
    """The error says how to pass a command."""
    ended = peermock("exec", *argv)
    assert (ended.status, "no command given; use: peermock exec -- COMMAND" in ended.errors) == (
        1,
        True,
    )


@pytest.mark.skipif(os.name != "posix", reason="statuses of signals are POSIX's")
def test_a_command_that_a_signal_ended_has_the_status_of_shells(peermock: Peermock) -> None:
    """The exit status is 128 plus the number of the signal."""
    program = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    assert peermock("exec", sys.executable, "-c", program).status == 128 + signal.SIGKILL


def test_an_unknown_command_has_the_status_of_shells(peermock: Peermock, tmp_path: Path) -> None:
    """The exit status is 127 for an unknown command, 126 if it is not executable."""
    ended = peermock("exec", "--", "no-such-command-at-all")
    assert (ended.status, "no-such-command-at-all: not found" in ended.errors) == (127, True)
    file = tmp_path / "file"
    file.write_text("text")
    assert peermock("exec", "--", str(file)).status == 126


def test_a_world_may_be_kept(peermock: Peermock, tmp_path: Path) -> None:
    """The options of an endpoint apply here too."""
    kept = tmp_path / "world.json"
    peermock("exec", "--save", str(kept), "--", sys.executable, "-c", LOOK)
    assert "10.7.0.0/16" in kept.read_text()


@pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise elsewhere")
def test_a_signal_is_handed_on(tmp_path: Path) -> None:
    """`exec` ends when the command has handled the signal."""
    ready = tmp_path / "ready"
    program = (
        "import pathlib, signal, sys, time\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(5))\n"
        f"pathlib.Path({str(ready)!r}).touch()\n"
        "time.sleep(30)\n"
    )
    command = [sys.executable, "-m", "peermock.cli", "exec", "--", sys.executable, "-c", program]
    with subprocess.Popen(command) as process:
        while not ready.exists():
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 5
