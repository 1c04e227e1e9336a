"""The AWS CLI, version 1, run in this process as its own `aws` script runs it."""

import shlex
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from awscli.clidriver import create_clidriver
from awscli.customizations import assumerole
from botocore.client import BaseClient

from peermock import PeeringMock, Vpc

Aws = Callable[[str], SimpleNamespace]


@pytest.fixture(autouse=True)
def _no_cached_roles(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No credentials of roles are left to a test by the one before."""
    monkeypatch.setattr(assumerole, "CACHE_DIR", str(tmp_path))


@pytest.fixture
def aws(capsys: pytest.CaptureFixture[str]) -> Aws:
    """Runs a command line; status, output and errors are as a shell would see them."""

    def run(command: str) -> SimpleNamespace:
        status = create_clidriver().main(shlex.split(command))
        output, errors = capsys.readouterr()
        return SimpleNamespace(status=status, output=output, errors=errors)

    return run


@pytest.fixture
def ec2(peering: PeeringMock) -> BaseClient:
    """A client to arrange with what the CLI then works on."""
    return peering.account(peering.account_id).client("ec2")


@pytest.fixture
def vpcs(peering: PeeringMock) -> list[Vpc]:
    """Two VPCs of the CLI's account in its Region."""
    return [peering.vpc("10.1.0.0/16"), peering.vpc("10.2.0.0/16")]


@pytest.fixture
def requested(peering: PeeringMock, vpcs: list[Vpc]) -> str:
    """A connection that waits to be accepted."""
    return peering.peer(*vpcs, status="pending-acceptance").id


@pytest.fixture
def active(peering: PeeringMock, vpcs: list[Vpc]) -> str:
    """A connection that has been accepted."""
    return peering.peer(*vpcs).id
