"""`mock_peering`, the one way in: a decorator, and what makes a `PeeringMock`."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar, overload

from peermock.domain.quotas import Quotas
from peermock.domain.settle import Settle

if TYPE_CHECKING:
    from peermock._mock.mock import PeeringMock

T = TypeVar("T")


@overload
def mock_peering(target: T, /) -> T: ...


@overload
def mock_peering(
    *,
    account_id: str | None = ...,
    region_name: str | None = ...,
    quotas: Quotas | None = ...,
    settle: Settle | timedelta | None = ...,
    seed: int | None = ...,
    passthrough: Iterable[str] | None = ...,
    isolated: bool | None = ...,
    assert_all_faults_hit: bool | None = ...,
) -> "PeeringMock": ...


def mock_peering(  # noqa: PLR0913  # each is a setting of its own, given by name
    target: T | None = None,
    /,
    *,
    account_id: str | None = None,
    region_name: str | None = None,
    quotas: Quotas | None = None,
    settle: Settle | timedelta | None = None,
    seed: int | None = None,
    passthrough: Iterable[str] | None = None,
    isolated: bool | None = None,
    assert_all_faults_hit: bool | None = None,
) -> "T | PeeringMock":
    """Return a mock of VPC peering, or a thing that runs inside one.

    A setting that is left out is what the project's ini option `peermock_...` says in a run of
    pytest, and the default otherwise.

    Args:
        target: What `@mock_peering` without parentheses decorates.
        account_id: The account of clients whose access keys carry none, twelve digits; by
            default 123456789012.
        region_name: The Region of clients that name none; by default us-east-1.
        quotas: What an account may have at most; by default AWS's own defaults.
        settle: How long the transitional states last: a timedelta, or a `Settle`. By default
            no time: they are seen at most in the answer of the call that caused them.
        seed: Where identifiers come from, by default 0; the same seed makes the same ones.
        passthrough: Services whose requests may leave the machine, by the names of their
            clients, such as `s3`; or hosts.
        isolated: Whether a mock inside another has a world of its own, instead of joining.
        assert_all_faults_hit: Whether the end of the mock fails when no call met a fault that
            was asked for with `PeeringMock.fail`.

    Raises:
        ValueError: A value is not as AWS has it.
        TypeError: A value has the wrong type, or the target cannot be decorated.

    Example:
        >>> with mock_peering(account_id="111111111111", region_name="eu-west-1") as aws:
        ...     aws.account("111111111111").client("sts").get_caller_identity()["Account"]
        '111111111111'
    """
    from peermock._mock.mock import PeeringMock  # noqa: PLC0415  # AWS is loaded at first use
    from peermock._mock.settings import read_settings  # noqa: PLC0415  # likewise

    settings = read_settings(
        account_id=account_id,
        region_name=region_name,
        quotas=quotas,
        settle=settle,
        seed=seed,
        passthrough=passthrough,
        isolated=isolated,
        assert_all_faults_hit=assert_all_faults_hit,
    )
    mock = PeeringMock(settings)
    return mock if target is None else mock(target)
