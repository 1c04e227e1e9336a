"""The AWS CLI, version 1, run in this process like its own `aws` script."""

import shlex
from pathlib import Path

import pytest
from awscli.clidriver import create_clidriver
from awscli.customizations import assumerole

from peermock import PeeringMock, Vpc
from tests.clients.aws_cli.outcome import Aws, Outcome


@pytest.fixture(autouse=True)
def _no_cached_roles(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Use an empty cache of role credentials for each test."""
    monkeypatch.setattr(assumerole, "CACHE_DIR", str(tmp_path))


@pytest.fixture
def aws(capsys: pytest.CaptureFixture[str]) -> Aws:
    """Return a function that runs a command line and returns its status, output and errors."""

    def run(command: str) -> Outcome:
        status = create_clidriver().main(shlex.split(command))
        output, errors = capsys.readouterr()
        return Outcome(status, output, errors)

    return run


@pytest.fixture
def requested(peering: PeeringMock, vpcs: list[Vpc]) -> str:
    """A connection that is pending acceptance."""
    return peering.peer(*vpcs, status="pending-acceptance").id


@pytest.fixture
def active(peering: PeeringMock, vpcs: list[Vpc]) -> str:
    """A connection that has been accepted."""
    return peering.peer(*vpcs).id
