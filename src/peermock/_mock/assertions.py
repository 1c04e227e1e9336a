"""Assertions about recorded calls. A failure shows the calls that match best."""

from collections import Counter
from collections.abc import Iterable, Mapping

from peermock._gateway import Call, CallLog, check_operation
from peermock._protocol import operation_model
from peermock._report.columns import COLUMNS, wrap_text

NEAREST = 5
"""The number of calls that a failure shows."""

LEFT = COLUMNS - len("E   ")
"""The columns that pytest leaves for the text of an error."""

CALLER = ("account_id", "region_name")
"""The expectations of a call besides its parameters."""


def assert_called(
    calls: CallLog, operation_name: str, times: int | None, expected: Mapping[str, object]
) -> None:
    """Fail unless an operation was called with these parameters, `times` times if given.

    Raises:
        AssertionError: It was not called, or not as often.
        ValueError: The operation or a parameter does not exist.
    """
    __tracebackhide__ = True
    check_parameters(operation_name, expected)
    matching = [call for call in calls if call.matches(operation_name, expected)]
    if (times is None and matching) or (times is not None and len(matching) == times):
        return
    wanted = "" if times is None else f" {_times(times)}"
    raise AssertionError(
        f"expected {operation_name} to be called{wanted}{_with(expected)}\n"
        + (_list(calls, matching) if matching else _nearest(calls, operation_name, expected))
    )


def assert_not_called(calls: CallLog, operation_name: str, expected: Mapping[str, object]) -> None:
    """Fail if an operation was called with these parameters.

    Raises:
        AssertionError: It was called.
        ValueError: The operation or a parameter does not exist.
    """
    __tracebackhide__ = True
    check_parameters(operation_name, expected)
    matching = [call for call in calls if call.matches(operation_name, expected)]
    if matching:
        raise AssertionError(
            f"expected {operation_name} not to be called{_with(expected)}\n"
            + _list(calls, matching)
        )


def check_parameters(operation_name: str, expected: Iterable[str]) -> None:
    """Check that an operation has these parameters: a misspelt one would never match a call.

    Raises:
        ValueError: The operation or a parameter does not exist.
    """
    model = operation_model(check_operation(operation_name), operation_name.rpartition(":")[2])
    shape = model.input_shape if model else None
    known = [*CALLER, *(shape.members if shape else ())]
    for name in expected:
        if name not in known:
            raise ValueError(f"{operation_name} has no {name!r}; it has {', '.join(known)}")


def _with(expected: Mapping[str, object]) -> str:
    return f" with\n{_indent(_pairs(expected))}" if expected else ""


def _list(calls: CallLog, matching: list[Call]) -> str:
    shown = "\n".join(_describe(calls, call) for call in matching[:NEAREST])
    return f"but it was, {_times(len(matching))}:\n{shown}"


def _nearest(calls: CallLog, operation_name: str, expected: Mapping[str, object]) -> str:
    """Describe the calls of the operation that match best, or the other operations called."""
    if not calls:
        return "but nothing was called."
    same = [call for call in calls if call.name == operation_name]
    if not same:
        names = Counter(call.name for call in calls)
        others = ", ".join(f"{name} ({_times(count)})" for name, count in names.items())
        return f"but it never was. Operations called:\n{_indent(others)}"
    nearest = sorted(same, key=lambda call: len(call.differences(expected)))[:NEAREST]
    shown = "\n".join(
        f"{_describe(calls, call)}\n{_indent(_difference(call, expected))}" for call in nearest
    )
    return f"but it was not. Its calls, best match first:\n{shown}"


def _describe(calls: CallLog, call: Call) -> str:
    outcome = f"error {call.error}: {call.answer}" if call.error else call.answer
    caller = f"{call.account_id} {call.region_name}"
    return _indent(f"call {list(calls).index(call) + 1}, {caller} -> {outcome}", margin=2)


def _difference(call: Call, expected: Mapping[str, object]) -> str:
    differences = call.differences(expected)
    return "; ".join(
        f"{name} was {call.value(name)!r}"
        if name in CALLER or name in call.params
        else f"{name} was not given"
        for name in differences
    )


def _pairs(params: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={value!r}" for name, value in params.items())


def _indent(text: str, margin: int = 4) -> str:
    return "\n".join(wrap_text(text, margin, columns=LEFT))


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
