"""SDKs of other languages, and boto3 in a separate process, each performing a peering."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from peermock import PeeringMock
from tests.endpoint.conftest import FETCHED, THEIRS, Course
from tests.needs import find, need

PROGRAMS = Path(__file__).parent / "programs"

COURSE = {
    "requested": "initiating-request",
    "accepted": "provisioning",
    "active": "active",
    "refused": [
        ["InvalidVpcPeeringConnectionID.NotFound", 400, 1],
        ["DryRunOperation", 412, 1],
        ["UnsupportedOperation", 400, 1],
    ],
}
"""The result of every program; an error is a code, a status and a number of attempts."""

MODERN = COURSE | {
    "identity": ["123456789012", "arn:aws:iam::123456789012:user/peermock"],
    "assumed": THEIRS,
    "tags": [{"Key": "Name", "Value": "ä & <b>"}],
    "exists": "SUCCESS",
    "pages": [5, 5, 1],
    "deleted": "SUCCESS",
}
"""The additional results of programs with waiters and paginators."""


def test_boto3_in_a_process_of_its_own(course: Course, peering: PeeringMock) -> None:
    """Waiters, paginators and a role profile work without loading peermock."""
    told = json.loads(course(sys.executable, PROGRAMS / "botocore_alone.py"))
    assert told == MODERN | {"alone": True}
    peering.assert_called("AcceptVpcPeeringConnection", account_id=THEIRS, times=1)


def test_javascript(course: Course, peering: PeeringMock) -> None:
    """The AWS SDK for JavaScript v3 works, with its waiters and paginators."""
    node = find("node", "nodejs")
    modules = FETCHED / "javascript"
    need("npm when `make` fetched the clients (Debian: npm)", found=modules.exists())
    told = json.loads(course(node, PROGRAMS / "peer.mjs", PROGRAMS=str(modules)))
    assert told == MODERN | {"expiresLater": True}
    peering.assert_called("AcceptVpcPeeringConnection", account_id=THEIRS, times=1)


GO_PATH = Path("/usr/share/gocode")


@pytest.fixture
def go_program(tmp_path: Path) -> Path:
    """The program, built with Debian's packages of the AWS SDK for Go."""
    go = find("go", "golang-go")
    sdk = GO_PATH / "src/github.com/aws/aws-sdk-go-v2"
    need("the SDK (Debian: golang-github-aws-aws-sdk-go-v2-dev)", found=sdk.exists())
    environ = os.environ | {
        "GO111MODULE": "off",
        "GOPATH": str(GO_PATH),
        "GOCACHE": str(FETCHED / "go"),
        "GOFLAGS": "",
        "GOGC": "400",  # less work for the compiler, and more memory
    }
    made = tmp_path / "peer"
    subprocess.run([go, "build", "-o", made, PROGRAMS / "peer.go"], env=environ, check=True)
    return made


def test_go(course: Course, peering: PeeringMock, go_program: Path) -> None:
    """The AWS SDK for Go v2 works, with its waiters and paginators."""
    told = json.loads(course(go_program))
    assert told == MODERN | {"expiresLater": True}
    peering.assert_called("AcceptVpcPeeringConnection", account_id=THEIRS, times=1)


def test_ruby(course: Course) -> None:
    """The AWS SDK for Ruby works, and each account sees its own tags."""
    ruby = find("ruby", "ruby ruby-aws-sdk")
    told = json.loads(course(ruby, "-W0", PROGRAMS / "peer.rb"))
    assert told == COURSE | {"deleted": "deleted", "seen": 0, "tags": MODERN["tags"]}


def test_boto_2(course: Course) -> None:
    """Boto 2 works, although its signature names the host in place of the service."""
    need("`make`, which fetches it", found=(FETCHED / "boto2").exists())
    need("Python 3.11, the last that boto 2 runs on", found=sys.version_info < (3, 12))
    told = json.loads(
        course(
            sys.executable, "-W", "ignore", PROGRAMS / "boto2.py", PYTHONPATH=str(FETCHED / "boto2")
        )
    )
    assert told == COURSE | {"deleted": "deleted"}
