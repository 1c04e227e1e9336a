"""The world that clients of other processes see, and a runner for them."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from peermock import Endpoint, PeeringMock

ROOT = Path(__file__).parents[2]
FETCHED = ROOT / ".venv/programs"
"""The folder of packages that `make` has fetched for these tests."""

THEIRS = "222222222222"

Course = Callable[..., str]

PROFILE = f"""\
[profile theirs]
role_arn = arn:aws:iam::{THEIRS}:role/peering
credential_source = Environment
region = eu-west-1
"""


@pytest.fixture
def endpoint(peering: PeeringMock) -> Iterator[Endpoint]:
    """An endpoint of a world with VPCs of two accounts in two Regions."""
    with peering.serve() as endpoint:
        yield endpoint


@pytest.fixture
def course(peering: PeeringMock, endpoint: Endpoint, tmp_path: Path) -> Course:
    """Return a function that runs a program through a peering, and returns its output."""
    ours, other = (peering.vpc(f"10.{number}.0.0/16") for number in (0, 9))
    for number in range(20, 28):
        peering.vpc(f"10.{number}.0.0/16")
    theirs = peering.account(THEIRS).vpc("10.1.0.0/16", "eu-west-1")
    (tmp_path / "config").write_text(PROFILE)
    environ = endpoint.environment() | {
        "AWS_CONFIG_FILE": str(tmp_path / "config"),
        "HOME": str(tmp_path),
        "OUR_VPC": ours.id,
        "OTHER_VPC": other.id,
        "THEIR_VPC": theirs.id,
        "THEIR_ACCOUNT": THEIRS,
        "THEIR_KEY": endpoint.environment(THEIRS)["AWS_ACCESS_KEY_ID"],
    }

    def run(*argv: str | Path, **more: str) -> str:
        done = subprocess.run(
            argv, env=environ | more, capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == 0, done.stderr + peering.report()
        return done.stdout

    return run
