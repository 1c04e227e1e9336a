"""What became of a case of another suite, noted while pytest runs it."""

import json
import os
from collections.abc import Generator
from pathlib import Path

import pytest

from peermock import NotMockedError, UnsupportedOperationError, UnsupportedParameterError

OUTCOMES = "PEERS_OUTCOMES"
"""The environment variable with the name of the file that the outcomes are written to."""

REFUSALS = (NotMockedError, UnsupportedOperationError, UnsupportedParameterError)
PASSED, REFUSED, DIFFERS, OLDER, SKIPPED = "passed", "refused", "differs", "older", "skipped"


def causes(error: BaseException) -> Generator[BaseException]:
    """Yield an error and the errors that led to it."""
    seen: set[int] = set()
    following: BaseException | None = error
    while following is not None and id(following) not in seen:
        seen.add(id(following))
        yield following
        following = following.__cause__ or following.__context__


def verdict(error: BaseException) -> tuple[str, str]:
    """Return what an error says about a case: refused by name, or different; and its text.

    A refusal is peermock's own: the case needs an operation, a parameter or a service that
    peermock does not have, and peermock said so.
    """
    for each in causes(error):
        if isinstance(each, REFUSALS):
            return REFUSED, str(each).partition(". ")[0]
    return DIFFERS, described(error)[:400]


def described(error: BaseException) -> str:
    """Return what an error says, and for a comparison of LocalStack's what differs."""
    compared = getattr(error, "result", None)
    if isinstance(compared, list):
        return "; ".join(str(each) for each in compared if not each)
    return f"{type(error).__name__}: {error}"


class Notes:
    """A pytest plugin that notes the outcome of every case.

    Attributes:
        outcomes: The verdict and the text of each case, by its node ID.
    """

    def __init__(self) -> None:
        self.outcomes: dict[str, tuple[str, str]] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Note what a phase of a case says; the first phase that fails decides."""
        report = yield
        if report.skipped:
            self.outcomes[item.nodeid] = (SKIPPED, "")
        elif report.failed and call.excinfo is not None:
            known = self.outcomes.get(item.nodeid, (PASSED, ""))
            if known[0] == PASSED:
                self.outcomes[item.nodeid] = verdict(call.excinfo.value)
        elif report.when == "call":
            self.outcomes[item.nodeid] = (PASSED, "")
        return report

    def pytest_sessionfinish(self) -> None:
        """Write the outcomes down."""
        Path(os.environ[OUTCOMES]).write_text(json.dumps(self.outcomes), "utf-8")
