"""Answers that a test provides itself, which take precedence over all others."""

from collections.abc import Callable

from peermock._gateway.calls import learn
from peermock._gateway.faults import Fault
from peermock._gateway.gateway import Gateway
from peermock._operations import Call, Params, Result
from peermock._protocol import Scope

Make = Callable[[Call], Result]
"""Creates an answer from a call."""

ANY_NUMBER = 1 << 62
"""The number of calls of an answer without a limit."""


class Answered(Exception):  # noqa: N818  # not an error: it carries an answer
    """Raised to deliver a test's own answer to a call.

    Attributes:
        answer: The answer.
    """

    def __init__(self, answer: Result) -> None:
        super().__init__()
        self.answer = answer


def await_calls(operation_name: str, make: Make, times: int | None) -> Fault:
    """Return a stub that answers calls of an operation; it waits for them like a fault."""
    return Fault(
        operation_name=operation_name,
        error=lambda call: Answered(make(call)),
        label="an answer",
        left=ANY_NUMBER if times is None else times,
    )


def answer_call(
    gateway: Gateway, service_name: str, operation_name: str, scope: Scope, params: Params
) -> Result | None:
    """Return the test's own answer to a call, and record the call; None without one.

    Raises:
        Exception: An exception raised by the test's function.
    """
    call = gateway.begin(service_name, operation_name, scope)
    learn(call, "params", params)
    try:
        gateway.stubs.raise_for(call)
    except Answered as answered:
        learn(call, "answer", "answered by the test")
        gateway.keep(call)
        return answered.answer
    except Exception as error:
        learn(call, "error", _code(error))
        learn(call, "answer", str(error))
        gateway.keep(call)
        raise
    return None


def _code(error: Exception) -> str:
    response = getattr(error, "response", {})
    return str(response.get("Error", {}).get("Code", type(error).__name__))
