"""Answers that a test provides itself, which take precedence over all others."""

from collections.abc import Callable
from typing import cast

from peermock._gateway.calls import learn
from peermock._gateway.copies import copy_members
from peermock._gateway.faults import Fault
from peermock._gateway.gateway import Gateway
from peermock._operations import Call, Params, Result

Make = Callable[[Call], Result]
"""Creates an answer from a call."""

ANY_NUMBER = 1 << 62
"""The number of calls of an answer without a limit."""


class Answered(Exception):  # noqa: N818  # not an error: it carries an answer
    """A test's own answer to a call, where a fault has its error.

    Attributes:
        answer: The answer.
    """

    def __init__(self, answer: Result) -> None:
        super().__init__()
        self.answer = answer


def await_calls(operation_name: str, make: Make, times: int | None) -> Fault:
    """Return a stub that answers calls of an operation; it waits for them like a fault.

    Each call gets a copy of what the function returns.
    """
    return Fault(
        operation_name=operation_name,
        error=lambda call: Answered(copy_members(make(call))),
        label="an answer",
        left=ANY_NUMBER if times is None else times,
    )


def answer_call(gateway: Gateway, call: Call, params: Params) -> Result | None:
    """Return the test's own answer to a call, and record the call; None without one.

    The parameters are recorded as they are now. While the test's function makes the answer, other
    threads can make calls.

    Raises:
        Exception: An exception raised by the test's function.
    """
    with gateway.held():
        stub = next((each for each in gateway.stubs.in_turn() if each.is_for(call)), None)
        if stub is None:
            return None
        stub.use_up()
    learn(call, "params", copy_members(params))
    try:
        answered = cast("Answered", stub.error(call))
    except Exception as error:
        learn(call, "error", _code(error))
        learn(call, "answer", str(error))
        gateway.keep(call)
        raise
    learn(call, "answer", "answered by the test")
    gateway.keep(call)
    return answered.answer


def _code(error: Exception) -> str:
    response = getattr(error, "response", {})
    return str(response.get("Error", {}).get("Code", type(error).__name__))
