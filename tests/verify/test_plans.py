"""Plan, policy and list, which do not call the target."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from peermock._verify.arguments import add_arguments
from peermock._verify.command import run_command
from peermock._verify.plan import rehearse
from peermock._verify.scenarios import ALL, choose
from tests.verify.conftest import Verify


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Remove all credentials."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.mark.usefixtures("nobody")
def test_a_plan_needs_no_credentials(capsys: pytest.CaptureFixture[str]) -> None:
    """The plan lists what a run would create, without a call."""
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    assert run_command(parser.parse_args(["--plan", "--only", "group_of_a_peer"])) == 0
    made = "2 security groups, 2 VPCs, 1 VPC peering connection"
    assert capsys.readouterr().out.splitlines() == [
        "1 scenario in us-east-1 and eu-west-1.",
        "Each creates what it needs and deletes it afterwards, with at most",
        "1 VPC per account and Region at a time.",
        f"In total it creates {made}. None of these costs money.",
    ]


def test_a_plan_names_what_has_to_wait(verify: Verify) -> None:
    """Scenarios that need a later look are named."""
    _, text = verify("--plan", "--only", "request_expires", begin=False)
    assert text.endswith("remain until you `--resume` the run, for: request_expires.\n")


def test_a_policy_has_every_permission_of_a_run(verify: Verify) -> None:
    """The policy allows exactly the calls of the scenarios that need permission."""
    _, text = verify("--policy", begin=False)
    (statement,) = json.loads(text)["Statement"]
    called = rehearse(ALL, ("us-east-1", "eu-west-1")).operations
    assert called - set(statement["Action"]) == {"sts:GetCallerIdentity", "sts:GetAccessKeyInfo"}
    assert "ec2:CreateVpcPeeringConnection" in statement["Action"]
    assert "ec2:RunInstances" not in statement["Action"]


def test_the_list_names_scenarios_and_rows(verify: Verify) -> None:
    """The list has each scenario's summary and the rows that it settles."""
    summary = "Delete an active connection, and describe it at once, then later as both parties."
    _, text = verify("--list", "--only", "deleted_message", begin=False)
    assert text.splitlines() == [
        f"deleted_message: {summary}",
        "    Statuses and their messages: The message of `deleting`",
        "    Statuses and their messages: After `DeleteVpcPeeringConnection`",
        "    Statuses and their messages: The message of `deleted`",
    ]


def test_scenarios_are_chosen_by_name_or_area() -> None:
    """`--only` accepts both in any case, and the default is all."""
    names = [scenario.name for scenario in choose(["Options", "ACCEPT"])]
    assert "accept" in names
    assert {scenario.area for scenario in choose(["options"])} == {"Options"}
    assert choose([]) == ALL


def test_no_two_scenarios_have_one_name() -> None:
    """Reports and recordings refer to scenarios by name."""
    names = [scenario.name for scenario in ALL]
    assert len(names) == len(set(names))
    assert all(scenario.summary.endswith(".") for scenario in ALL)


def test_the_installed_command_has_it() -> None:
    """The installed command has the subcommand `verify`."""
    done = subprocess.run(
        [sys.executable, "-m", "peermock.cli", "verify", "--list", "--only", "accept"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("accept: Accept a request within one account, and describe it.")
