"""The oldest supported versions are tested."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = PYPROJECT["project"]


def test_the_readme_names_the_bounds() -> None:
    """The README has the supported versions of botocore and pytest."""
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    bounds = dict(each.split(">=") for each in PROJECT["dependencies"])
    told = (
        f"works with botocore {bounds['botocore']} or newer and pytest {bounds['pytest']} or newer"
    )
    assert told in readme


def test_every_lower_bound_is_installed_in_the_environment_of_the_oldest() -> None:
    """A changed bound has to be tested with that version."""
    pinned = dict(
        each.split("==") for each in PYPROJECT["dependency-groups"]["oldest"] if "==" in each
    )
    for dependency in PROJECT["dependencies"]:
        name, bound = dependency.split(">=")
        assert pinned[name].removesuffix(".0") == bound
