"""The oldest versions that are admitted are those that are tested."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_readme_names_the_bounds() -> None:
    """Whoever installs peermock is told what it needs."""
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    bounds = dict(each.split(">=") for each in PROJECT["dependencies"])
    told = (
        f"Any botocore from {bounds['botocore']} on will do, and any pytest from {bounds['pytest']}"
    )
    assert told in readme


def test_every_lower_bound_is_installed_in_the_environment_of_the_oldest() -> None:
    """Who raises a bound, or lowers it, tries that version."""
    pinned = dict(
        each.split("==") for each in PROJECT["optional-dependencies"]["oldest"] if "==" in each
    )
    for dependency in PROJECT["dependencies"]:
        name, bound = dependency.split(">=")
        assert pinned[name].removesuffix(".0") == bound
