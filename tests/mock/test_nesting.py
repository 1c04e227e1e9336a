"""Nested mocks: shared worlds, the calling account, and the order of stopping."""

from collections.abc import Callable
from datetime import timedelta

import boto3
import pytest

from peermock import MockStateError, PeeringMock, Quotas, mock_peering

Ask = Callable[..., str]


def make_vpc(mock: PeeringMock) -> str:
    """Return the ID of a new VPC of the account 333333333333 in eu-west-1."""
    ec2 = mock.account("333333333333").client("ec2", "eu-west-1")
    return ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]


def has_vpc(mock: PeeringMock, vpc_id: str) -> bool:
    """Return whether that account has a VPC in a mock."""
    ec2 = mock.account("333333333333").client("ec2", "eu-west-1")
    return bool(ec2.describe_vpcs(Filters=[{"Name": "vpc-id", "Values": [vpc_id]}])["Vpcs"])


def test_an_inner_mock_joins_the_world() -> None:
    """The inner mock sees the outer one's resources, and its own remain after it."""
    with mock_peering() as outer:
        first = make_vpc(outer)
        with mock_peering() as inner:
            assert has_vpc(inner, first)
            second = make_vpc(inner)
        assert has_vpc(outer, second)


def test_an_isolated_mock_has_a_world_of_its_own() -> None:
    """An isolated mock sees none of the outer mock's resources, and leaves none."""
    with mock_peering(seed=1) as outer:
        first = make_vpc(outer)
        with mock_peering(isolated=True, seed=2) as inner:
            assert not has_vpc(inner, first)
            second = make_vpc(inner)
            with mock_peering() as innermost:
                assert has_vpc(innermost, second)
        assert has_vpc(outer, first)
        assert not has_vpc(outer, second)


def test_the_outermost_mock_may_be_isolated(ask: Ask) -> None:
    """Without an outer mock, `isolated` makes no difference."""
    with mock_peering(isolated=True):
        ask()


def test_the_world_ends_with_the_outermost_mock() -> None:
    """The next mock starts with a new world."""
    mock = mock_peering()
    with mock, mock_peering() as inner:
        vpc_id = make_vpc(inner)
    with mock:
        assert not has_vpc(mock, vpc_id)


def test_each_level_has_its_own_account_and_region(ask: Ask) -> None:
    """Calls use the account and Region of the innermost mock."""

    def region() -> str | None:
        return boto3.Session().region_name

    with mock_peering(account_id="111111111111", region_name="eu-west-1"):
        with mock_peering(account_id="222222222222", region_name="eu-west-2"):
            with mock_peering():
                assert (ask(), region()) == ("123456789012", "us-east-1")
            assert (ask(), region()) == ("222222222222", "eu-west-2")
        assert (ask(), region()) == ("111111111111", "eu-west-1")


def test_keys_from_elsewhere_mean_the_account_of_the_innermost_mock(ask: Ask) -> None:
    """A key that no mock issued belongs to the innermost mock's account."""
    sts = boto3.client("sts", "us-east-1", aws_access_key_id="x", aws_secret_access_key="x")
    with mock_peering(account_id="111111111111"):
        assert ask(sts) == "111111111111"
        with mock_peering(account_id="222222222222"):
            assert ask(sts) == "222222222222"
        assert ask(sts) == "111111111111"


@pytest.mark.parametrize(
    "settings", [{"seed": 7}, {"quotas": Quotas()}, {"settle": timedelta(seconds=5)}]
)
def test_an_inner_mock_cannot_say_what_the_world_is_like(
    settings: dict[str, object], ask: Ask
) -> None:
    """Only the outermost or an isolated mock has settings of the world."""
    (name,) = settings
    with mock_peering():
        inner = mock_peering(**settings)
        with pytest.raises(MockStateError, match=f"^{name} cannot be set here"):
            inner.start()
        ask()
        with mock_peering(isolated=True, **settings):
            ask()
    with inner:
        ask()


def test_an_outer_mock_can_be_asked_inside() -> None:
    """The outer mock object can be used as long as it is active."""
    with mock_peering() as outer, mock_peering(isolated=True):
        client = outer.account("222222222222").client("sts")
        assert client.get_caller_identity()["Account"] == "222222222222"


def test_a_mock_is_not_started_twice() -> None:
    """Starting an active mock is an error."""
    with mock_peering() as mock, pytest.raises(MockStateError, match="already active"):
        mock.start()


def test_a_mock_that_is_active_is_not_entered_again() -> None:
    """Entering an active mock is an error, and the mock stays active."""
    with mock_peering() as mock:
        with pytest.raises(MockStateError, match="already active"), mock:
            pass
        assert mock.account("222222222222").client("sts").get_caller_identity()


@pytest.mark.parametrize("started", [False, True])
def test_a_mock_is_not_stopped_that_is_not_active(started: bool) -> None:
    """Stopping is an error both before the start and after the end."""
    mock = mock_peering()
    if started:
        mock.start().stop()
    with pytest.raises(MockStateError, match="not active"):
        mock.stop()


@pytest.mark.parametrize("isolated", [False, True])
def test_a_mock_does_not_end_before_one_that_started_later(ask: Ask, isolated: bool) -> None:
    """Stopping in the wrong order is an error and changes nothing."""
    outer = mock_peering(account_id="111111111111").start()
    inner = mock_peering(account_id="222222222222", isolated=isolated).start()
    with pytest.raises(MockStateError, match="started after this one and is still active"):
        outer.stop()
    assert ask() == "222222222222"
    inner.stop()
    assert ask() == "111111111111"
    outer.stop()


@pytest.mark.parametrize(
    "use",
    [
        lambda mock: mock.account("222222222222"),
        lambda mock: mock.rewinding().__enter__(),
        lambda mock: mock.snapshot(),
    ],
)
@pytest.mark.parametrize("ended", [False, True])
def test_a_mock_is_asked_only_while_it_is_active(
    use: Callable[[PeeringMock], object], ended: bool
) -> None:
    """A mock has no world before its start or after its end."""
    mock = mock_peering()
    if ended:
        mock.start().stop()
    with pytest.raises(MockStateError, match="Use it inside `with mock_peering"):
        use(mock)


def test_a_client_of_a_mock_ends_with_it() -> None:
    """A mock's client cannot reach AWS after the mock has ended, and works in the next mock."""
    with mock_peering() as mock:
        sts = mock.account("222222222222").client("sts")
    with pytest.raises(MockStateError, match="belongs to a mock that has ended"):
        sts.get_caller_identity()
    with mock_peering():
        assert sts.get_caller_identity()["Account"] == "222222222222"


def test_a_mock_shows_its_state() -> None:
    """The `repr` has the account, the Region and whether the mock is active."""
    mock = mock_peering(account_id="111111111111", region_name="eu-west-1")
    assert repr(mock) == "<PeeringMock 111111111111 eu-west-1, not active>"
    with mock:
        assert repr(mock) == "<PeeringMock 111111111111 eu-west-1, active>"
