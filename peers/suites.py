"""The suites that are tried: where they are, which of their cases, and why some differ."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Self

SUITES = Path(__file__).with_name("suites.toml")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why cases differ from peermock.

    Attributes:
        text: What AWS does, as Markdown.
        cases: The ends of the cases' names, or what recordings say, with `*` for anything.
    """

    text: str
    cases: tuple[str, ...]

    def covers(self, case: str, difference: str) -> bool:
        """Return whether this is why a case differs in something."""
        return any(
            fnmatchcase(text, pattern.replace("[", "[[]"))
            for each in self.cases
            for text, pattern in ((case, f"*{each}"), (difference, each))
        )


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite of another project.

    Attributes:
        name: Its name.
        repository: Where git finds it.
        revision: The commit.
        paths: What is checked out of it.
        runner: How it is run: the name of one of the runners in `peers.running`.
        cases: What is run: files, or folders of recordings.
        reasons: Why cases differ.
    """

    name: str
    repository: str
    revision: str
    paths: tuple[str, ...]
    runner: str
    cases: tuple[str, ...]
    reasons: tuple[Reason, ...]

    @classmethod
    def read(cls, table: dict[str, Any]) -> Self:
        """Return the suite that a table of the file describes."""
        reasons = (Reason(each["text"], tuple(each["cases"])) for each in table.get("reasons", []))
        return cls(
            name=table["name"],
            repository=table["repository"],
            revision=table["revision"],
            paths=tuple(table["paths"]),
            runner=table["runner"],
            cases=tuple(table["cases"]),
            reasons=tuple(reasons),
        )

    def why(self, case: str, differences: list[str]) -> set[Reason]:
        """Return why a case differs; nothing if any of its differences is not explained."""
        found = [
            next((reason for reason in self.reasons if reason.covers(case, each)), None)
            for each in differences
        ]
        return {each for each in found if each} if None not in found else set()


def read_suites(file: Path = SUITES) -> Iterator[Suite]:
    """Yield the suites in a file."""
    for table in tomllib.loads(file.read_text("utf-8"))["suites"]:
        yield Suite.read(table)
