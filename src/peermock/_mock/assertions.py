"""Assertions about calls, whose failure shows the calls that came nearest."""

from collections.abc import Iterable, Mapping

from peermock.gateway import Call, CallLog
from peermock.operations import OPERATIONS

NEAREST = 5
"""How many calls a failure shows."""


def assert_called(
    calls: CallLog, operation_name: str, times: int | None, expected: Mapping[str, object]
) -> None:
    """Fail unless an operation was called with these parameters, so many times.

    Raises:
        AssertionError: It was not, or not so often.
    """
    check_operation(operation_name)
    matching = [call for call in calls if call.matches(operation_name, expected)]
    if (times is None and matching) or (times is not None and len(matching) == times):
        return
    wanted = "" if times is None else f" {_times(times)}"
    found = "it was not" if not matching else f"it was {_times(len(matching))}"
    raise AssertionError(
        f"expected {_wanted(operation_name, expected)} to be called{wanted}, but {found}."
        f"\n{_nearest(calls, operation_name, expected)}"
    )


def assert_not_called(calls: CallLog, operation_name: str, expected: Mapping[str, object]) -> None:
    """Fail if an operation was called with these parameters.

    Raises:
        AssertionError: It was.
    """
    check_operation(operation_name)
    matching = [call for call in calls if call.matches(operation_name, expected)]
    if matching:
        raise AssertionError(
            f"expected {_wanted(operation_name, expected)} not to be called, but it was "
            f"{_times(len(matching))}:\n{_listed(matching, expected)}"
        )


def check_operation(operation_name: str) -> None:
    """Let only names of operations pass, lest a misspelt one be never called.

    Raises:
        ValueError: peermock has no such operation.
    """
    known = {name for table in OPERATIONS.values() for name in table}
    if operation_name not in known:
        raise ValueError(
            f"peermock has no operation {operation_name!r}; it has {', '.join(sorted(known))}"
        )


def _nearest(calls: CallLog, operation_name: str, expected: Mapping[str, object]) -> str:
    """Return the calls of the operation that differ least, or what else was called."""
    same = [call for call in calls if call.operation_name == operation_name]
    if same:
        nearest = sorted(same, key=lambda call: len(call.differences(expected)))[:NEAREST]
        return f"Calls of {operation_name}, the nearest first:\n{_listed(nearest, expected)}"
    if not calls:
        return "Nothing was called."
    names = list(dict.fromkeys(call.operation_name for call in calls))
    return f"It was never called. Called were: {', '.join(names)}"


def _listed(calls: Iterable[Call], expected: Mapping[str, object]) -> str:
    return "\n".join(f"  {_described(call, expected)}" for call in calls)


def _described(call: Call, expected: Mapping[str, object]) -> str:
    params = ", ".join(f"{name}={value!r}" for name, value in call.params.items())
    text = f"{call.account_id} {call.region_name} {call.operation_name}({params})"
    outcome = f"{call.error}: {call.answer}" if call.error else call.answer
    differs = call.differences(expected)
    return f"{text} -> {outcome}" + (f"  [differs in {', '.join(differs)}]" if differs else "")


def _wanted(operation_name: str, expected: Mapping[str, object]) -> str:
    params = ", ".join(f"{name}={value!r}" for name, value in expected.items())
    return f"{operation_name}({params})"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
