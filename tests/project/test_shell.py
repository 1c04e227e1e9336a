"""The files around the code: workflows, hooks, templates and release metadata."""

import re
import sys
import tomllib
from functools import cache
from pathlib import Path
from subprocess import run
from typing import Any

import pytest
import yaml

import peermock

ROOT = Path(__file__).parents[2]
GITHUB = ROOT / ".github"
SCHEMAS = {
    ".github/workflows/*.yml": "vendor.github-workflows",
    ".github/ISSUE_TEMPLATE/config.yml": "vendor.github-issue-config",
    ".github/ISSUE_TEMPLATE/[!c]*.yml": "vendor.github-issue-forms",
    ".github/dependabot.yml": "vendor.dependabot",
    ".readthedocs.yaml": "vendor.readthedocs",
}
MEASURED = {"docs/explanation/speed.md"}
"""The files that name a measured version."""

FILES = [(path, schema) for glob, schema in SCHEMAS.items() for path in sorted(ROOT.glob(glob))]


@cache
def pyproject() -> dict[str, Any]:
    """Return the content of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def read(path: str) -> Any:  # noqa: ANN401  # a YAML document is anything
    """Return the content of a YAML file of the project."""
    return yaml.safe_load((ROOT / path).read_text("utf-8"))


def targets() -> set[str]:
    """Return the targets of the Makefile."""
    text = (ROOT / "Makefile").read_text("utf-8")
    return set(re.findall(r"^([a-z]+):.*## ", text, re.MULTILINE))


@pytest.mark.parametrize(("path", "schema"), FILES, ids=lambda each: str(each).split("/")[-1])
def test_a_file_for_a_service_has_the_form_that_it_wants(path: Path, schema: str) -> None:
    """Each file is valid for the schema of its service."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_file_for_a_service_is_left_out() -> None:
    """Every YAML file of the project is checked against a schema, or by its own tool."""
    found = {*GITHUB.rglob("*.y*ml"), *ROOT.glob(".*.y*ml"), *ROOT.glob("*.y*ml")}
    assert found == {path for path, _ in FILES} | {ROOT / ".pre-commit-config.yaml"}


def test_the_hooks_before_a_commit_have_the_form_that_pre_commit_wants() -> None:
    """The file is valid for pre-commit itself."""
    command = [sys.executable, "-m", "pre_commit", "validate-config", ".pre-commit-config.yaml"]
    done = run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_hooks_before_a_commit_run_the_ruff_of_make_lint() -> None:
    """Both use the same version, so that formatting is consistent."""
    (ruff,) = (
        each
        for each in read(".pre-commit-config.yaml")["repos"]
        if each["repo"].endswith("ruff-pre-commit")
    )
    assert f"ruff=={ruff['rev'].removeprefix('v')}" in pyproject()["dependency-groups"]["test"]


def test_ci_runs_every_python_that_the_package_names() -> None:
    """Classifiers, CI matrix and `requires-python` agree."""
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(pyproject()["project"]["classifiers"]))
    jobs = read(".github/workflows/ci.yml")["jobs"]
    assert jobs["newest"]["strategy"]["matrix"]["python"] == named
    assert pyproject()["project"]["requires-python"] == f">={named[0]}"


@pytest.mark.parametrize("workflow", ["ci", "release"])
def test_workflows_run_commands_that_are_there(workflow: str) -> None:
    """Each command is a target of the Makefile or a script of the project."""
    jobs = read(f".github/workflows/{workflow}.yml")["jobs"].values()
    commands = [step["run"] for job in jobs for step in job["steps"] if "run" in step]
    made = {command.split()[1] for command in commands if command.startswith("make ")}
    assert made
    assert made <= targets()
    assert all((ROOT / each).is_file() for each in commands if each.startswith("."))


def test_the_version_is_in_one_place() -> None:
    """Other files read the version from there; the changelog names releases only."""
    version = pyproject()["project"]["version"]
    assert peermock.__version__ == version
    tracked = run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S607  # git
    for name in set(tracked.stdout.splitlines()) - MEASURED:
        path = ROOT / name
        if path.suffix in {".py", ".md", ".yml", ".yaml", ".toml"} and path.exists():
            lines = path.read_text("utf-8").splitlines()
            said = [
                line
                for line in lines
                if re.search(rf"(?i)version\W+{re.escape(version)}\b|peermock\W+{version}\b", line)
            ]
            assert said == ([f'version = "{version}"'] if name == "pyproject.toml" else []), name


def test_there_are_no_extras_for_developers() -> None:
    """There are no `test` or `docs` extras."""
    extras = pyproject()["project"].get("optional-dependencies", {})
    assert not extras.keys() & pyproject()["dependency-groups"].keys()


def test_the_project_has_addresses() -> None:
    """The package index links documentation, code, issues and changes."""
    urls = pyproject()["project"]["urls"]
    assert urls.keys() >= {"Documentation", "Source", "Issues", "Changelog"}
    for page in ("SECURITY.md", ".github/ISSUE_TEMPLATE/config.yml"):
        assert f"{urls['Source']}/security" in (ROOT / page).read_text("utf-8")
