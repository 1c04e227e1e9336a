"""The oldest versions that are admitted are those that are tested."""

import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())["project"]


def test_every_lower_bound_is_installed_in_the_environment_of_the_oldest() -> None:
    """Who raises a bound, or lowers it, tries that version."""
    pinned = dict(
        each.split("==") for each in PROJECT["optional-dependencies"]["oldest"] if "==" in each
    )
    for dependency in PROJECT["dependencies"]:
        name, bound = dependency.split(">=")
        assert pinned[name].removesuffix(".0") == bound
