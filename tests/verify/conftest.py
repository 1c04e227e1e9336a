"""A target account, and the command that calls it."""

import argparse
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from botocore.client import BaseClient

from peermock import PeeringMock
from peermock._verify import target
from peermock._verify.arguments import add_arguments
from peermock._verify.command import run_command

Verify = Callable[..., tuple[int, str]]

_clients: dict[tuple[object, ...], BaseClient] = {}
_lookers: dict[tuple[str, str], BaseClient] = {}


class Killed(BaseException):
    """Simulates a signal that ends the process."""


@dataclass
class Hooks:
    """Hooks around the calls to the target, which can end the process at a call.

    Attributes:
        number: The number of the call at which to die; 0 for none.
        after: Whether to die after the response, rather than before the request.
        calls: The calls so far.
    """

    number: int = 0
    after: bool = False
    calls: int = 0

    def on_call(self, **_: object) -> None:
        """Count a call."""
        self.calls += 1
        if self.calls == self.number and not self.after:
            raise Killed

    def on_answer(self, **_: object) -> None:
        """Die after the response, if requested."""
        if self.calls == self.number and self.after:
            raise Killed


ENDPOINT = "http://127.0.0.1:4599"
"""An endpoint that the test's mock answers without a socket."""


@pytest.fixture
def verify(peering: PeeringMock, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Verify:
    """Run the command and return its exit status and output, errors included."""
    del peering  # it only has to be active: it is what the command asks

    def run(*arguments: str | Path, begin: bool = True) -> tuple[int, str]:
        parser = argparse.ArgumentParser()
        add_arguments(parser)
        given = [str(each) for each in arguments]
        if begin:
            given += ["--endpoint-url", ENDPOINT, "--yes", "--run-file", str(tmp_path / "run.json")]
        capsys.readouterr()
        code = run_command(parser.parse_args(given))
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


@pytest.fixture(scope="session", autouse=True)
def _files_need_not_survive_a_power_cut() -> Iterator[None]:
    """Leave it to the system when to write run files to the disk, which many tests wait for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(autouse=True)
def asked() -> Iterator[Hooks]:
    """Hooks around every call to the target, whose clients are made once for all tests."""
    create = target._Identity.client
    hooks = Hooks()

    def client(identity: target._Identity, service_name: str, region_name: str) -> BaseClient:
        keys = sorted(identity._keys.items())
        key = (identity._session.profile, *keys, service_name, region_name)
        if key not in _clients:
            _clients[key] = create(identity, service_name, region_name)
        events = _clients[key].meta.events
        events.register("before-call", hooks.on_call, unique_id="before")
        events.register("after-call", hooks.on_answer, unique_id="after")
        return _clients[key]

    def forget() -> None:
        for each in _clients.values():
            each.meta.events.unregister("before-call", unique_id="before")
            each.meta.events.unregister("after-call", unique_id="after")

    forget()
    # Not the test's `monkeypatch`: it would be undone after the mock has ended.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(target._Identity, "client", client)
        yield hooks


@pytest.fixture
def run_file(tmp_path: Path) -> Path:
    """The file in which the command records what it creates."""
    return tmp_path / "run.json"


@pytest.fixture
def standing(peering: PeeringMock) -> Callable[[], list[str]]:
    """Return the IDs of all resources of an account beyond the initial ones, in any Region."""

    def look() -> list[str]:
        found = []
        for account_id in ("111111111111", "222222222222"):
            for region_name in ("us-east-1", "eu-west-1"):
                place = (account_id, region_name)
                if place not in _lookers:
                    _lookers[place] = peering.account(account_id).client("ec2", region_name)
                ec2: Any = _lookers[place]
                vpcs = ec2.describe_vpcs()["Vpcs"]
                found += [vpc["VpcId"] for vpc in vpcs if not vpc["IsDefault"]]
                ids = [vpc["VpcId"] for vpc in vpcs if vpc["IsDefault"]]
                own = [{"Name": "vpc-id", "Values": ids}]
                tables = ec2.describe_route_tables(Filters=own)["RouteTables"]
                groups = ec2.describe_security_groups(Filters=own)["SecurityGroups"]
                found += [each["RouteTableId"] for each in tables[1:]]
                found += [each["GroupId"] for each in groups[1:]]
                for each in ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]:
                    if each["Status"]["Code"] in ("pending-acceptance", "active"):
                        found.append(each["VpcPeeringConnectionId"])
        return found

    return look
