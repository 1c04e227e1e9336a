"""Ansible's integration targets: roles that assert what modules do, with peermock in AWS's place.

Each role has a world of its own, which its modules reach through a local endpoint. A case is an
assertion of the role; a task that fails without being expected to is a case too, and the role's
last.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from shutil import which

from peermock import mock_peering
from peers.outcomes import DIFFERS, OUTCOMES, PASSED, REFUSED

CALLBACKS = Path(__file__).parent / "callbacks"
REFUSAL = "peermock does not have", "does not honour"
PLAYBOOK = """\
- hosts: localhost
  connection: local
  gather_facts: true
  collections: [amazon.aws]
  vars:
    resource_prefix: suite-1
    tiny_prefix: suite
    aws_region: us-east-1
    ansible_python_interpreter: "{python}"
  roles: [{role}]
"""


def ansible_playbook() -> Path:
    """Return the command, which is beside this Python or on the path."""
    beside = str(Path(sys.executable).parent)
    found = which("ansible-playbook", path=os.pathsep.join([beside, os.environ["PATH"]]))
    if found is None:
        raise FileNotFoundError("ansible-playbook")
    return Path(found)


def run_role(role: str, folder: Path, kept: Path) -> list[dict[str, str]]:
    """Run a role of a checkout of the collection, and return the lines of the callback plugin."""
    lines, playbook = kept / f"{role}.jsonl", kept / f"{role}.yml"
    command = ansible_playbook()
    playbook.write_text(PLAYBOOK.format(python=command.with_name("python"), role=role), "utf-8")
    with mock_peering() as aws, aws.serve() as endpoint:
        keys = aws.account(aws.account_id).credentials()
        given = {
            "aws_access_key": keys["aws_access_key_id"],
            "aws_secret_key": keys["aws_secret_access_key"],
            "security_token": keys.get("aws_session_token", ""),
        }
        done = subprocess.run(  # noqa: S603  # the role that was asked for
            [command, "-e", json.dumps(given), playbook],
            env=os.environ
            | endpoint.environment()
            | {
                OUTCOMES: str(lines),
                "ANSIBLE_CALLBACK_PLUGINS": str(CALLBACKS),
                "ANSIBLE_CALLBACKS_ENABLED": "peers_outcomes",
                "ANSIBLE_COLLECTIONS_PATH": str(kept / "collections"),
                "ANSIBLE_DEBUG_BOTOCORE_LOGS": "true",  # some roles assert which calls were made
                "ANSIBLE_HOME": str(kept / "home"),
                "ANSIBLE_ROLES_PATH": str(folder / "tests/integration/targets"),
            },
            capture_output=True,
            text=True,
            check=False,
        )
    if not lines.exists():
        raise RuntimeError(f"{role} did not run:\n{done.stdout}\n{done.stderr}")
    return [json.loads(line) for line in lines.read_text("utf-8").splitlines()]


def judge_roles(roles: Iterable[str], folder: Path) -> dict[str, tuple[str, str]]:
    """Return the verdict on each assertion of roles, and on each task that fails."""
    outcomes: dict[str, tuple[str, str]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        kept = Path(temporary)
        site = kept / "collections/ansible_collections/amazon"
        site.mkdir(parents=True)
        (site / "aws").symlink_to(folder)
        for role in roles:
            for line in run_role(Path(role).name, folder, kept):
                place = line["at"].partition("/targets/")[2]
                refused = any(each in line["text"] for each in REFUSAL)
                verdict = REFUSED if refused else DIFFERS if line["failed"] else PASSED
                text = line["text"].replace("\n", " ").replace("; ", ", ")[:400]
                if outcomes.get(place, (PASSED, ""))[0] == PASSED:
                    outcomes[place] = (verdict, text if verdict != PASSED else "")
    return outcomes
