"""`make peers`, with small substitutes for the test suites that it fetches."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from peers.report import reasons
from peers.suites import SUITES, read_suites
from tests.needs import need

ROOT = Path(__file__).parents[2]

MOTO = {
    "moto/__init__.py": "",
    "moto/core/__init__.py": "",
    "moto/core/decorator.py": "",
    "tests/test_vpcs.py": """
import os
from unittest import mock

import boto3
import pytest
from moto import mock_aws

@mock_aws
def test_passes():
    assert boto3.client("ec2", "us-east-1").describe_vpcs()["Vpcs"]

@mock_aws
def test_another_account_has_other_vpcs():
    ec2 = boto3.client("ec2", "us-east-1")
    with mock.patch.dict(os.environ, {"MOTO_ACCOUNT_ID": "222222222222"}):
        theirs = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]
    assert theirs["OwnerId"] == "222222222222"
    assert theirs["VpcId"] not in {vpc["VpcId"] for vpc in ec2.describe_vpcs()["Vpcs"]}

def test_needs_more():
    with mock_aws():
        boto3.client("ec2", "us-east-1").run_instances(MinCount=1, MaxCount=1)

@mock_aws
@pytest.mark.parametrize("cidr_block", ["10.0.0.0/8"])
def test_differs(cidr_block):
    boto3.client("ec2", "us-east-1").create_vpc(CidrBlock=cidr_block)
""",
}
SNAPSHOT = {
    "tests/test_ec2.py::test_whole": {
        "recorded-date": "01-01-2025, 00:00:00",
        "recorded-content": {
            "vpcs": {
                "Vpcs": [],
                "ResponseMetadata": {"HTTPHeaders": {}, "HTTPStatusCode": 200},
            }
        },
    },
    "tests/test_ec2.py::test_differs": {
        "recorded-date": "01-01-2025, 00:00:00",
        "recorded-content": {"vpcs": {"Vpcs": ["one"]}},
    },
}
LOCALSTACK = {
    "tests/test_ec2.snapshot.json": json.dumps(SNAPSHOT),
    "tests/test_ec2.py": """
from localstack.testing.pytest import markers
from localstack.utils.strings import short_uid

NONE = [{"Name": "vpc-id", "Values": ["vpc-12345678"]}]

@markers.aws.validated
@markers.snapshot.skip_snapshot_verify(paths=["$..Vpcs"])
def test_whole(aws_client, snapshot):
    snapshot.match("vpcs", aws_client.ec2.describe_vpcs(Filters=NONE))

@markers.aws.validated
def test_differs(aws_client, snapshot):
    snapshot.match("vpcs", {"Vpcs": aws_client.ec2.describe_vpcs(Filters=NONE)["Vpcs"]})

@markers.aws.only_localstack
def test_is_not_validated():
    assert short_uid() == "never run"
""",
}


def recording(*members: str) -> str:
    """Return a recorded DescribeTags response whose tag has these members."""
    tags = [dict.fromkeys(members, "x")]
    return json.dumps({"status_code": 200, "data": {"Tags": tags, "ResponseMetadata": {}}})


WHOLE = ("Key", "ResourceId", "ResourceType", "Value")
OLDER = {"data/old/ec2.DescribeTags_1.json": recording(*WHOLE[:-1])}
NEWER = {
    "data/new/ec2.DescribeTags_1.json": recording(*WHOLE),
    "data/new/ec2.DescribeInstances_1.json": '{"data": {"Reservations": [{"OwnerId": "x"}]}}',
    "data/new/ec2.DescribeTags_2.json": recording(*WHOLE, "Colour"),
}


@dataclass(frozen=True)
class Command:
    """The result of `python -m peers`."""

    status: int
    table: list[str]
    lines: list[str]
    errors: str
    page: str


class Stand:
    """Substitutes of suites in local repositories, and the command that runs them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.suites: list[str] = []

    def add(
        self, name: str, runner: str, case: str, *commits: dict[str, str], more: str = ""
    ) -> None:
        """Add a suite with a repository that has these commits."""
        repository = self.folder / f"{name}.git"
        self._git("init", "--quiet", str(repository))
        for year, files in enumerate(commits, 2020):
            for path, text in files.items():
                (repository / path).parent.mkdir(parents=True, exist_ok=True)
                (repository / path).write_text(text, "utf-8")
            self._git("-C", str(repository), "add", ".")
            dated = {"GIT_COMMITTER_DATE": f"{year}-01-01T00:00:00Z"}
            self._git("-C", str(repository), "commit", "--quiet", "-m", "add", **dated)
        revision = self._git("-C", str(repository), "rev-parse", "HEAD").strip()
        self.suites.append(f"""
[[suites]]
name = "{name}"
repository = "file://{repository}"
revision = "{revision}"
paths = ["/*"]
runner = "{runner}"
cases = ["{case}"]
{more}
""")

    def run(self, *names: str, **environment: str) -> Command:
        """Run the command."""
        suites, page = self.folder / "suites.toml", self.folder / "page.md"
        suites.write_text("".join(self.suites), "utf-8")
        page.write_text(
            "<!-- peers: table -->\n<!-- end -->\n<!-- peers: reasons -->\n<!-- end -->\n"
        )
        paths = ["--suites", str(suites), "--into", str(self.folder / "into"), "--page", str(page)]
        done = subprocess.run(
            [sys.executable, "-m", "peers", *paths, *names],
            cwd=ROOT,
            env=os.environ | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        lines = done.stdout.splitlines()
        rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| [")]
        told = [line for line in lines if not line.startswith("|")]
        table = [" ".join([row[0].partition("]")[0].strip("["), *row[1:]]) for row in rows]
        return Command(done.returncode, table, told, done.stderr, page.read_text("utf-8"))

    def _git(self, *args: str, **environment: str) -> str:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.com")
        command = ["git", *who, *args]
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, env=environment or None
        )
        return done.stdout


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    """A stand without suites."""
    return Stand(tmp_path)


KNOWN = """
[[suites.reasons]]
text = "A VPC has at most 65,536 addresses."
cases = ["::test_differs[*"]
"""


def test_a_suite_of_moto_runs_as_it_is(stand: Stand) -> None:
    """Cases pass, need more or differ; a known reason does not fail the command."""
    stand.add("moto", "moto", "tests/test_vpcs.py", MOTO, more=KNOWN)
    done = stand.run()
    assert done.table == ["moto 3 2 1 0 0 1"]
    assert (done.status, done.lines) == (0, [])
    assert "1 refused: peermock does not support ec2:RunInstances" in done.errors


def test_a_difference_without_a_reason_fails(stand: Stand) -> None:
    """The command names the case and the difference."""
    stand.add("moto", "moto", "tests/test_vpcs.py", MOTO)
    done = stand.run()
    assert done.table == ["moto 3 2 0 0 1 1"]
    assert done.status == 1
    case = "moto: tests/test_vpcs.py::test_differs[10.0.0.0/8] differs, and nobody has said why:"
    assert done.lines[0].startswith(f"{case} ClientError: An error occurred (InvalidVpc.Range)")


def test_a_reason_that_no_case_needs_fails(stand: Stand) -> None:
    """The reason of a case that passes is out of date."""
    more = KNOWN.replace("::test_differs[*", "::test_passes")
    stand.add("moto", "moto", "tests/test_vpcs.py", MOTO, more=KNOWN + more)
    done = stand.run()
    assert done.status == 1
    assert done.lines == [
        "moto: no case differs any longer because: A VPC has at most 65,536 addresses."
    ]


def test_snapshots_are_compared_whole(stand: Stand) -> None:
    """Members that LocalStack skips are compared too; tests that are not validated do not run."""
    stand.add("LocalStack", "localstack", "tests/test_ec2.py", LOCALSTACK)
    done = stand.run()
    assert done.table == ["LocalStack 2 1 0 0 1 0"]
    assert "tests/test_ec2.py::test_differs differs" in done.lines[0]


ANSIBLE = {
    "galaxy.yml": "namespace: amazon\nname: aws\nversion: 1.0.0\n",
    "tests/integration/targets/vpcs/tasks/main.yml": """
- name: Count the VPCs
  ansible.builtin.command:
    argv:
      - "{{ ansible_python_interpreter }}"
      - -c
      - import boto3; print(len(boto3.client("ec2", "{{ aws_region }}").describe_vpcs()["Vpcs"]))
  register: counted
- ansible.builtin.assert:
    that: counted.stdout == "1"
- ansible.builtin.command: "false"
  ignore_errors: true
- ansible.builtin.assert:
    that: counted.stdout == "2"
- ansible.builtin.assert:
    that: false
""",
}


def test_targets_of_ansible_reach_peermock(stand: Stand) -> None:
    """Each assertion is a case, named by its line, up to the first failure."""
    clients = ROOT / ".venv/clients/bin"
    need("`make clients`", found=(clients / "ansible-playbook").exists())
    stand.add("Ansible", "ansible", "tests/integration/targets/vpcs", ANSIBLE)
    done = stand.run(PATH=f"{clients}{os.pathsep}{os.environ['PATH']}")
    assert done.table == ["Ansible 2 1 0 0 1 0"]
    assert done.lines[0].startswith("Ansible: vpcs/tasks/main.yml:13 differs, and nobody has said")


def test_recordings_are_compared_by_their_members(stand: Stand) -> None:
    """One recording lacks a newer member, and one has a member that peermock never returns."""
    more = """
[[suites.reasons]]
text = "Colours are made up."
cases = ["Tags[].Colour is recorded"]
"""
    stand.add("Custodian", "recordings", "data", OLDER, NEWER, more=more)
    done = stand.run()
    assert done.table == ["Custodian 3 1 1 1 0 1"]
    assert (done.status, done.lines) == (0, [])


def test_only_the_named_suites_run(stand: Stand) -> None:
    """Other suites are not even fetched."""
    stand.add("moto", "moto", "tests/test_vpcs.py", MOTO)
    stand.add("Custodian", "recordings", "data", OLDER, NEWER)
    assert [row.split()[0] for row in stand.run("Custodian").table] == ["Custodian"]
    assert not (stand.folder / "into" / "moto").exists()


def test_the_page_is_written(stand: Stand) -> None:
    """The table and the reasons are inserted into the page."""
    stand.add("moto", "moto", "tests/test_vpcs.py", MOTO, more=KNOWN)
    page = stand.run().page
    assert "| 3 | 2 | 1 | 0 | 0 | 1 |\n\n<!-- end -->" in page
    assert "- A VPC has at most 65,536 addresses.\n  Cases: `test_differs[*`." in page


def test_a_suite_that_cannot_be_fetched_says_so(stand: Stand) -> None:
    """Without internet access, the command exits with 2 and says what it needs."""
    stand.add("moto", "moto", "tests/test_vpcs.py", MOTO)
    stand.suites[0] = stand.suites[0].replace("moto.git", "nowhere.git")
    done = stand.run()
    assert (done.status, done.table) == (2, [])
    assert "make peers needs git and internet access: git clone" in done.errors


def test_the_page_of_the_documentation_has_every_reason() -> None:
    """The page has every reason in `peers/suites.toml`."""
    suites = list(read_suites(SUITES))
    page = (ROOT / "docs/explanation/other-suites.md").read_text("utf-8")
    assert reasons(suites) in page
    for suite in suites:
        assert f"[{suite.name}]({suite.repository})" in page
        assert len(suite.revision) == 40
