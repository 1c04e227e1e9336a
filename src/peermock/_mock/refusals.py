"""Refusals that the code under test has swallowed.

A refused call proves nothing. If the code under test catches every exception, as many inventories
do, its test would pass without ever getting a response.
"""

from collections.abc import Collection, Iterable
from pathlib import Path
from types import TracebackType

from peermock.exceptions import PeermockError

_HARNESSES = frozenset(
    {"IPython", "_pytest", "aiobotocore", "botocore", "code", "doctest", "pluggy", "pytest"}
    | {"sybil", "unittest"}
)
"""Packages that catch exceptions to report them, to expect them, or as an optional look-up."""

_EXPECTING = frozenset({"assertRaises", "assertRaisesRegex", "raises", "suppress"})
"""Names that occur in code that expects an exception, such as `pytest.raises`."""


def describe_swallowed(
    refusals: Iterable[PeermockError], tests: Collection[str]
) -> tuple[str, ...]:
    """Describe the refusals that the code under test caught, without repetition.

    An exception records the frames that it has left. The last of them caught it: a test that
    expected the refusal, or the code under test.

    Args:
        refusals: The refusals that a mock has raised.
        tests: The test files, whose own code may catch refusals.
    """
    caught = [(each, each.__traceback__) for each in refusals]
    lost = [
        f"{_summarize(error)}, caught {_name(traceback)}"
        for error, traceback in caught
        if traceback is not None and _is_lost(traceback, tests)
    ]
    return tuple(dict.fromkeys(lost))


def _is_lost(traceback: TracebackType, tests: Collection[str]) -> bool:
    code, names = traceback.tb_frame.f_code, traceback.tb_frame.f_globals
    package = str(names.get("__name__", "")).partition(".")[0]
    return not (
        code.co_filename in tests
        or package in _HARNESSES
        or package.startswith("pytest_")
        or not _EXPECTING.isdisjoint(code.co_names)
    )


def _summarize(error: PeermockError) -> str:
    return f"{type(error).__name__}: {str(error).partition('. ')[0]}"


def _name(traceback: TracebackType) -> str:
    """Return the function that caught an exception, with file and line."""
    code = traceback.tb_frame.f_code
    return f"by {code.co_qualname} ({Path(code.co_filename).name}:{traceback.tb_lineno})"
