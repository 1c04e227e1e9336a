"""Validation of the arguments of `PeeringMock.fail`."""

from collections.abc import Mapping

from peermock._gateway import Fault
from peermock._gateway.faults import error_for
from peermock._mock.assertions import check_parameters
from peermock._protocol.regions import is_region
from peermock._settings import check_account_id


def describe_fault(  # noqa: PLR0913  # keyword-only properties of the fault
    operation_name: str,
    *,
    code: str | None,
    message: str | None,
    status: int | None,
    exception: Exception | None,
    times: int,
    account_id: str | None,
    region_name: str | None,
    after: int,
    params: Mapping[str, object],
) -> Fault:
    """Return the fault described by the arguments of `PeeringMock.fail`.

    Raises:
        ValueError: A value is invalid, or both or neither of code and exception are given.
        TypeError: A value has the wrong type.
    """
    check_parameters(operation_name, params)
    _check_number("after", after)
    if after < 0:
        raise ValueError(f"fail(after={after!r}): expected zero or more")
    if (code is None) == (exception is None):
        raise ValueError("fail(): give either code=... or exception=...")
    if exception is not None and not isinstance(exception, Exception):
        raise TypeError(f"fail(exception={exception!r}): expected an exception, not its class")
    _check_number("times", times)
    if times < 1:
        raise ValueError(f"fail(times={times!r}): expected one or more")
    if status is not None:
        _check_number("status", status)
    for name, text in (("code", code), ("message", message)):
        if text is not None and not isinstance(text, str):
            raise TypeError(f"fail({name}={text!r}): expected a string")
    if region_name is not None and not is_region(region_name):
        raise ValueError(f"fail(region_name={region_name!r}): AWS has no such Region")
    return Fault(
        operation_name=operation_name,
        error=(lambda _: exception) if exception else error_for(code or "", message, status),
        label=code or repr(exception),
        account_id=account_id and check_account_id(account_id),
        region_name=region_name,
        params=params,
        after=after,
        left=times,
    )


def _check_number(name: str, value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"fail({name}={value!r}): expected a whole number")
