"""Run a suite against peermock, and return what became of each case."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from peers.ansible_roles import judge_roles
from peers.outcomes import OUTCOMES
from peers.recordings import judge
from peers.suites import Suite

Outcomes = dict[str, tuple[str, str]]
"""The verdict on each case, and what it says."""

ROOT = Path(__file__).parents[1]


def run_pytest(plugin: str, *options: str) -> Callable[[Suite, Path], Outcomes]:
    """Return a runner of a suite's own tests, under a plugin that puts peermock in its place."""

    def run(suite: Suite, folder: Path) -> Outcomes:
        with tempfile.TemporaryDirectory() as kept:
            file = Path(kept, "outcomes.json")
            command = [sys.executable, "-m", "pytest", "-q", "-p", plugin, "-p", "no:cacheprovider"]
            paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
            environment = os.environ | {
                OUTCOMES: str(file),
                "PYTHONPATH": os.pathsep.join([*paths, str(folder)]),
                "AWS_EC2_METADATA_DISABLED": "true",
            }
            done = subprocess.run(  # noqa: S603  # this Python's pytest
                [*command, "-W", "ignore", "--tb=no", *options, *suite.cases],
                cwd=folder,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            if not file.exists():
                raise RuntimeError(f"{suite.name} did not run:\n{done.stdout}\n{done.stderr}")
            return {case: tuple(found) for case, found in json.loads(file.read_text()).items()}

    return run


def run_roles(suite: Suite, folder: Path) -> Outcomes:
    """Run Ansible's integration targets."""
    return judge_roles(suite.cases, folder)


def compare_recordings(suite: Suite, folder: Path) -> Outcomes:
    """Compare recorded answers with peermock's."""
    return judge(folder, suite.cases)


RUNNERS: dict[str, Callable[[Suite, Path], Outcomes]] = {
    "moto": run_pytest("peers.moto_suite", "-p", "no:randomly"),
    "localstack": run_pytest("peers.localstack_suite"),
    "ansible": run_roles,
    "recordings": compare_recordings,
}
