"""Fetch a suite: the part of its repository that is run, at the commit that is named."""

import subprocess
from pathlib import Path

from peers.suites import Suite


class FetchError(Exception):
    """A suite could not be fetched, mostly because there is no internet access."""


def git(*args: str) -> str:
    """Run git and return what it prints."""
    done = subprocess.run(["git", *args], capture_output=True, text=True, check=False)  # noqa: S603, S607  # the user's own git
    if done.returncode:
        raise FetchError(f"git {' '.join(args)}: {done.stderr.strip()}")
    return done.stdout


def fetch(suite: Suite, into: Path) -> Path:
    """Return the folder with a suite, which is fetched if it is not there at this commit.

    Raises:
        FetchError: It cannot be fetched.
    """
    folder = into / suite.name
    if not (folder / ".git").exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        clone = ("clone", "--quiet", "--no-checkout", "--filter=blob:none")
        git(*clone, suite.repository, str(folder))
        git("-C", str(folder), "sparse-checkout", "set", "--no-cone", *suite.paths)
    if git("-C", str(folder), "rev-parse", "HEAD").strip() != suite.revision or not any(
        (folder / each).exists() for each in suite.cases
    ):
        git("-C", str(folder), "checkout", "--quiet", suite.revision)
    return folder
