"""Programs on the command line: the AWS CLI in a shell script, and ansible-playbook."""

import json
import os
import platform
import re
from pathlib import Path
from typing import Any

from peermock import PeeringMock
from peermock._console.commands import as_cli
from tests.endpoint.conftest import FETCHED, THEIRS, Course
from tests.endpoint.test_languages import PROGRAMS
from tests.needs import need

NAME = 'it\'s "a" [b], {c}=d \\ $HOME ü'
"""A name that needs every kind of quoting."""

STEPS: list[tuple[str, dict[str, Any]]] = [
    ("DescribeVpcPeeringConnections", {}),
    (
        "DescribeVpcPeeringConnections",
        {
            "Filters": [
                {"Name": "status-code", "Values": ["active", "pending-*"]},
                {"Name": "tag:Name", "Values": [NAME]},
            ]
        },
    ),
    (
        "CreateVpc",
        {
            "CidrBlock": "10.50.0.0/16",
            "TagSpecifications": [
                {"ResourceType": "vpc", "Tags": [{"Key": "Name", "Value": "two words"}]}
            ],
        },
    ),
    (
        "CreateVpc",
        {
            "CidrBlock": "10.51.0.0/16",
            "TagSpecifications": [
                {"ResourceType": "vpc", "Tags": [{"Key": "Name", "Value": NAME}]}
            ],
        },
    ),
    ("CreateTags", {"Resources": ["VPC"], "Tags": [{"Key": "a", "Value": ""}]}),
    ("CreateTags", {"Resources": ["VPC"], "Tags": [{"Key": NAME, "Value": NAME}]}),
    ("DeleteTags", {"Resources": ["VPC"], "Tags": [{"Key": "a"}]}),
    ("ModifyVpcAttribute", {"VpcId": "VPC", "EnableDnsHostnames": {"Value": True}}),
    (
        "ModifyVpcPeeringConnectionOptions",
        {
            "VpcPeeringConnectionId": "PCX",
            "RequesterPeeringConnectionOptions": {"AllowDnsResolutionFromRemoteVpc": False},
            "AccepterPeeringConnectionOptions": {"AllowDnsResolutionFromRemoteVpc": False},
        },
    ),
    ("DeleteVpcPeeringConnection", {"VpcPeeringConnectionId": "PCX"}),
]
"""Calls of every form that the console shows."""


def aws_cli() -> str:
    """Return the folder of the AWS CLI 2; without it, skip the test."""
    is_its_machine = (platform.system(), platform.machine()) == ("Linux", "x86_64")
    need("Linux on x86-64, for which PyPI has it", found=is_its_machine)
    need("`make`, which fetches it", found=(FETCHED / "aws-cli/aws").exists())
    return f"{FETCHED / 'aws-cli'}:{os.environ['PATH']}"


def test_the_commands_of_the_console(course: Course, peering: PeeringMock) -> None:
    """The AWS CLI sends the parameters of the call that the console shows it for."""
    ours, theirs = peering.vpc("10.60.0.0/16"), peering.vpc("10.61.0.0/16")
    ids = {"VPC": ours.id, "PCX": peering.peer(ours, theirs).id}
    steps = [(name, json.loads(filled(params, ids))) for name, params in STEPS]
    peering.calls.clear()
    script = "\n".join(as_cli(name, params, "us-east-1") for name, params in steps)
    course("sh", "-e", "-c", script, PATH=aws_cli(), AWS_PAGER="")
    assert [(call.operation_name, call.params) for call in peering.calls] == steps


def filled(params: dict[str, Any], ids: dict[str, str]) -> str:
    """Return parameters as JSON, with the IDs of this run."""
    return re.sub('"(VPC|PCX)"', lambda found: f'"{ids[found[1]]}"', json.dumps(params))


def test_the_aws_cli(course: Course, peering: PeeringMock) -> None:
    """The shell script uses a role profile, waiters, errors and another service."""
    told = course("sh", PROGRAMS / "peer.sh", PATH=aws_cli(), AWS_PAGER="")
    lines = [line for line in told.splitlines() if line]
    assert lines[:2] == ["provisioning", "active\tä & <b>"]
    assert "(InvalidVpcPeeringConnectionID.NotFound)" in lines[2]
    assert "(DryRunOperation)" in lines[3]
    assert "(UnsupportedOperation) when calling the ListBuckets operation" in lines[4]
    assert "peermock does not support the service s3" in lines[4]
    assert lines[-1] == "deleted"
    peering.assert_called("AcceptVpcPeeringConnection", account_id=THEIRS, times=1)


def test_ansible(course: Course, peering: PeeringMock, tmp_path: Path) -> None:
    """A playbook uses Ansible's own modules."""
    clients = FETCHED.parent / "clients/bin"
    need("`make clients`", found=(clients / "ansible-playbook").exists())
    need("`make`, which fetches the collection", found=(FETCHED / "collections").exists())
    told = course(
        clients / "ansible-playbook",
        "-e",
        f"ansible_python_interpreter={clients / 'python'}",
        PROGRAMS / "peer.yml",
        ANSIBLE_COLLECTIONS_PATH=str(FETCHED / "collections"),
        ANSIBLE_LOCAL_TEMP=str(tmp_path / "ansible"),
    )
    (line,) = [line for line in told.splitlines() if "told=" in line]
    written = json.loads(f"{{{line.strip()}}}")["msg"].removeprefix("told=")
    assert json.loads(written) == ["123456789012", "active", "ä & <b>", True, False, True]
    peering.assert_called("AcceptVpcPeeringConnection", account_id=THEIRS, times=1)
