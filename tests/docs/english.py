"""The worst habits of wording, and where the suite looks for them.

`.venv/bin/python -m tests.docs.english docs src tests` lists the findings of any files or folders.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]

PAGES = (
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "RELEASING.md",
    "SECURITY.md",
    ".github",
    "docs",
    "examples",
)
"""Markdown files, and folders of them, that are checked."""

CODE: tuple[str, ...] = ("docs", "examples", "src", "tests")
"""Folders whose docstrings are checked."""


class Habit(NamedTuple):
    """A wording to avoid, its replacement, an example of each, and the advice."""

    pattern: str
    instead: str
    bad: str
    good: str
    advice: str = "{words!r}: write {instead!r}"


HABITS = (
    Habit(
        r"\b(has|have|had) not (the|a|an|all)\b",
        "does not have; is not a well-formed",
        "The text has not the form of an ID.",
        "The text does not have a prefix.",
    ),
    Habit(
        r"(?<!here )\b(is|are|was|were) no (?!longer\b|more than\b|different\b)\w",
        "is not a; there is no",
        "That is no VPC of ours.",
        "There is no VPC, and the connection is no longer active.",
    ),
    Habit(
        r"(?<!here )\b(is|are|was|were) none\b",
        "there is none; is not one",
        "One that names a wrong owner is none.",
        "There are none.",
    ),
    Habit(
        r"\b(by|to|for|from|with|as|than) who\b(?! else)",
        "the caller, the owner, the author of the test",
        "The answer differs by who asks.",
        "The log shows a list of who called, and who was refused.",
    ),
    Habit(
        r"(^|(?<=[.!?;:] ))(Who|Whoever) [^.?!:\n]+\.(?=\s|$)",
        "the caller, the owner; anyone who",
        "Who reads it must know the account.",
        "Who accepts the request?",
    ),
    Habit(
        r"(^|(?<=[.!?] ))What (?!(happens|happened|matters|follows)\b)[^.?!:\n]+\.(?=\s|$)",
        "name the thing: the response, the options, the rows that",
        "What AWS answers is kept as it is.",
        "What does AWS answer? What happens next depends on the status.",
    ),
    Habit(
        r"\b(but|by|than|as|beside|like) what\b(?! if)",
        "name the thing: the response, the options",
        "It differs from call to call by what it names.",
        "Look at what has changed.",
    ),
    Habit(
        r"\b(anew|lest|likewise|betwixt)\b|\bsave (for|that)\b",
        "again; so that ... not; the same; except",
        "The module is loaded anew.",
        "Save the file.",
    ),
    Habit(
        r"\bany more\b(?=[.,;:)]|$)|\bno more\b(?! (than|[a-z]+s\b))",
        "no longer",
        "The group does not exist any more.",
        "The rule is no longer used, and there are no more pages.",
    ),
    Habit(
        r"\b(speak|speaks|speaking|spoken) of\b",
        "use, name, mention",
        "It exists as soon as it is spoken of.",
        "An account exists as soon as it is used.",
    ),
    Habit(
        r"\b(is|are|was|were|be|been) told\b",
        "is reported, is shown, is documented",
        "The reason is told in the report.",
        "The report tells you the reason.",
    ),
    Habit(
        r"\b(stand|stands|stood) (in(?! for\b)|for|on|there|under|between)\b"
        r"|\bas (it|they) stands?\b",
        "is in, means, goes in; as is, current",
        "Settings stand in the marker, and a key stands for an account.",
        "A stub stands in for the server.",
    ),
    Habit(
        r"\b(is|are|was|were|be|nothing|otherwise) said\b|\bsaid otherwise\b",
        "is specified, is given, is documented",
        "The default holds when nothing is said.",
        "The default applies unless you pass another value.",
    ),
    Habit(
        r"\b[Bb]e it (a|an|the|in|by|of|from)\b",
        "whether",
        "Every call counts, be it a retry or not.",
        "Every call counts, whether or not it is a retry.",
    ),
    Habit(
        r"(^|(?<=[.;] ))(Had|Were|Should) (a|an|the|it|they|this|that|there) [^.?!\n]+\.(?=\s|$)",
        "if",
        "Should the mock end, the clock goes back.",
        "If the mock ends, the clock goes back. Should the test wait?",
    ),
    Habit(
        r"\b(held|hold|holds|holding)( [a-z]+)? against\b",
        "checked against, compared with",
        "The pages are held against the code.",
        "The pages are checked against the code.",
    ),
)

OPENINGS = (
    Habit(
        r"^(It|Its|They|Neither|Nor|Whoever|And|But)\b",
        "The request",
        "It is invisible to the accepter.",
        "A failed request is invisible to the accepter.",
        "begin with the subject instead of {words!r}, such as {instead!r}",
    ),
    Habit(r"^Tell whether\b", "Return whether", "Tell whether it ends.", "Return whether it ends."),
    Habit(
        r"^Let\b",
        "the verb of what it does: allow, check, keep, skip",
        "Let a call fail.",
        "Make a call fail.",
    ),
)
"""Habits of the first words of a docstring."""


def findings(text: str, habits: tuple[Habit, ...] = HABITS) -> Iterator[tuple[int, str]]:
    """Yield the offset of each habit in a text, with advice."""
    for habit in habits:
        pattern = habit.pattern.replace(" ", r"\s")
        for found in re.finditer(pattern, text, re.MULTILINE):
            words = " ".join(found[0].split())
            yield found.start(), habit.advice.format(words=words, instead=habit.instead)


def prose(markdown: str) -> str:
    """Return a page without its code and its links' targets; offsets stay the same."""

    def blank(found: re.Match[str]) -> str:
        return re.sub(r"[^\n]", "_", found[0])

    text = re.sub(r"^( *)```.*?^\1```$", blank, markdown, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"<!--.*?-->|`[^`]+`", blank, text, flags=re.DOTALL)
    text = re.sub(r"(?<=\])\([^)]*\)", blank, text)
    return _joined(text)


def _joined(text: str) -> str:
    return re.sub(r"(?<=[^\n|])\n(?=[a-zA-Z_\[*(])", " ", text)


def docstrings(source: str) -> Iterator[tuple[int, str]]:
    """Yield the first line's number and the text of each docstring of a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            text = ast.get_docstring(node)
            if text:
                yield node.body[0].lineno, _joined(re.sub(r"``?[^`]+``?", "_", text))


def files(roots: tuple[str, ...], suffix: str) -> list[Path]:
    """Return the files under some roots, each of which is a file or a folder."""
    paths = [ROOT / root for root in roots]
    return sorted(
        each
        for path in paths
        for each in ([path] if path.is_file() else path.rglob("*"))
        if each.suffix == suffix
    )


def check_page(path: Path) -> list[str]:
    """Return advice on a page, with line numbers."""
    markdown = path.read_text("utf-8")
    return [
        f"{path.relative_to(ROOT)}:{markdown.count(chr(10), 0, offset) + 1}: {advice}"
        for offset, advice in sorted(findings(prose(markdown)))
    ]


def check_module(path: Path) -> list[str]:
    """Return advice on a module's docstrings, with line numbers."""
    return [
        f"{path.relative_to(ROOT)}:{line}: {advice}"
        for line, text in docstrings(path.read_text("utf-8"))
        for _, advice in sorted(findings(text, HABITS + OPENINGS))
    ]


if __name__ == "__main__":
    for page in files(tuple(sys.argv[1:]), ".md"):
        sys.stdout.writelines(f"{advice}\n" for advice in check_page(page))
    for module in files(tuple(sys.argv[1:]), ".py"):
        sys.stdout.writelines(f"{advice}\n" for advice in check_module(module))
