"""`mock_peering`, the entry point: a decorator, and the factory of `PeeringMock`."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, TypeVar, overload

if TYPE_CHECKING:
    from peermock._domain.quotas import Quotas
    from peermock._domain.settle import Settle
    from peermock._mock.mock import PeeringMock

T = TypeVar("T")

Sleep = Literal["auto", "real", "shift"]


@overload
def mock_peering(target: T, /) -> T: ...


@overload
def mock_peering(
    *,
    account_id: str | None = ...,
    region_name: str | None = ...,
    quotas: "Quotas | None" = ...,
    settle: "Settle | timedelta | None" = ...,
    seed: int | None = ...,
    passthrough: Iterable[str] | None = ...,
    isolated: bool | None = ...,
    network: Literal["peermock", "moto"] | None = ...,
    assert_all_faults_hit: bool | None = ...,
    assert_nothing_swallowed: bool | None = ...,
    sleep: Sleep | None = ...,
    expire_sessions: bool | None = ...,
    as_kwarg: str | None = ...,
) -> "PeeringMock": ...


def mock_peering(  # noqa: PLR0913  # keyword-only settings
    target: T | None = None,
    /,
    *,
    account_id: str | None = None,
    region_name: str | None = None,
    quotas: "Quotas | None" = None,
    settle: "Settle | timedelta | None" = None,
    seed: int | None = None,
    passthrough: Iterable[str] | None = None,
    isolated: bool | None = None,
    network: Literal["peermock", "moto"] | None = None,
    assert_all_faults_hit: bool | None = None,
    assert_nothing_swallowed: bool | None = None,
    sleep: Sleep | None = None,
    expire_sessions: bool | None = None,
    as_kwarg: str | None = None,
) -> "T | PeeringMock":
    """Mock VPC peering: return a `PeeringMock`, or decorate a function or test class.

    Under pytest, a setting that you leave out comes from the project's ini option `peermock_...`;
    otherwise it has the default given below.

    Args:
        target: The function or class below a bare `@mock_peering`.
        account_id: The account of clients whose access keys do not encode one, twelve digits.
            Defaults to 123456789012.
        region_name: The Region of clients without one. Defaults to us-east-1.
        quotas: The service quotas of each account. Defaults to AWS's defaults.
        settle: How long transitional statuses last: a timedelta, or a `Settle`. By default they
            end at once: at most the response of the call that caused them shows them.
        seed: The seed of resource IDs; equal seeds give equal IDs. Defaults to 0.
        passthrough: Services whose requests may leave the machine, by client name, such as `s3`;
            or host names.
        isolated: Whether a nested mock has a world of its own instead of joining the outer one's.
        network: Which library provides VPCs, subnets, route tables and security groups: `moto`,
            which must be active, or `peermock`. Defaults to moto if it is active at the mock's
            first use.
        assert_all_faults_hit: Whether stopping the mock fails if no call met a fault requested
            with `PeeringMock.fail`.
        assert_nothing_swallowed: Whether stopping the mock fails if the code under test caught an
            exception of peermock's, such as `UnsupportedOperationError`, and carried on.
        sleep: How the code under test sleeps. With `auto`, the default, a sleep that follows a
            call to the mock moves the mock's clock instead of waiting, as waiters do; other
            sleeps are real. With `shift` every sleep moves the clock; with `real` none does.
        expire_sessions: Whether role credentials expire on the mock's clock, as on AWS.
        as_kwarg: The argument through which a decorated function receives the mock.

    Raises:
        ValueError: A value is invalid.
        TypeError: A value has the wrong type, or the target cannot be decorated.

    Example:
        >>> with mock_peering(account_id="111111111111", region_name="eu-west-1") as aws:
        ...     aws.account("111111111111").client("sts").get_caller_identity()["Account"]
        '111111111111'
    """
    from peermock._mock.mock import PeeringMock  # noqa: PLC0415  # imported on first use
    from peermock._settings import read_settings  # noqa: PLC0415  # as above

    settings = read_settings(
        account_id=account_id,
        region_name=region_name,
        quotas=quotas,
        settle=settle,
        seed=seed,
        passthrough=passthrough,
        isolated=isolated,
        network=network,
        assert_all_faults_hit=assert_all_faults_hit,
        assert_nothing_swallowed=assert_nothing_swallowed,
        sleep=sleep,
        expire_sessions=expire_sessions,
    )
    if as_kwarg is not None and not isinstance(as_kwarg, str):
        raise TypeError(f"as_kwarg={as_kwarg!r}: expected the name of an argument")
    mock = PeeringMock(settings, as_kwarg)
    return mock if target is None else mock(target)
