"""Validation of the arguments of `PeeringMock.answer`."""

from collections.abc import Mapping

from peermock._gateway import Fault, check_operation
from peermock._gateway.copies import copy_members
from peermock._gateway.stubs import Make, await_calls
from peermock._operations import Call, Result
from peermock._protocol import operation_model


def describe_answer(operation_name: str, answer: Result | Make, times: int | None) -> Fault:
    """Return the stubbed answer described by the arguments of `PeeringMock.answer`.

    Raises:
        ValueError: The operation does not exist, or cannot return this response.
        TypeError: The answer is neither a mapping nor a callable.
    """
    check_operation(operation_name)
    if times is not None and (not isinstance(times, int) or times < 1):
        raise ValueError(f"answer(times={times!r}): expected one or more, or None for any number")
    if isinstance(answer, Mapping):
        fixed = copy_members(_check(operation_name, answer))
        return await_calls(operation_name, lambda _: fixed, times)
    if not callable(answer):
        raise TypeError(
            f"answer({answer!r}): expected a dictionary, or a function that returns one"
        )

    def make(call: Call) -> Result:
        return _check(operation_name, answer(call))

    return await_calls(operation_name, make, times)


def _check(operation_name: str, answer: Result) -> Result:
    """Return the answer without its metadata, if the service's model allows it.

    Raises:
        ValueError: The model does not allow it.
    """
    from botocore.validate import ParamValidator  # noqa: PLC0415  # imported on first use

    model = operation_model(check_operation(operation_name), operation_name.rpartition(":")[2])
    given = {name: value for name, value in answer.items() if name != "ResponseMetadata"}
    shape = model.output_shape if model else None
    if shape is None:
        if given:
            raise ValueError(
                f"answer({operation_name!r}): this operation returns nothing, not {given!r}"
            )
        return given
    report = ParamValidator().validate(given, shape)
    if report.has_errors():
        text = report.generate_report().replace("parameter", "member")
        raise ValueError(f"answer({operation_name!r}): AWS could not return this: {text}")
    return given
