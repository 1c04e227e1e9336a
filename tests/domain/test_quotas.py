"""AWS's quotas and their valid values."""

import pytest

from peermock._domain.quotas import Quotas


def test_the_defaults_are_awss() -> None:
    """A VPC has fifty active connections, an account twenty-five outstanding requests."""
    assert Quotas() == Quotas(active_per_vpc=50, outstanding_requests=25)


@pytest.mark.parametrize("name", ["active_per_vpc", "outstanding_requests"])
@pytest.mark.parametrize("value", [0, 1, 125, 10**6])
def test_a_quota_is_any_whole_number_from_zero_on(name: str, value: int) -> None:
    """A test can raise a quota beyond AWS's maximum or lower it to zero."""
    assert getattr(Quotas(**{name: value}), name) == value


@pytest.mark.parametrize("name", ["active_per_vpc", "outstanding_requests"])
def test_a_negative_quota_is_refused(name: str) -> None:
    """The message names the quota and the value."""
    with pytest.raises(ValueError, match=rf"Quotas\({name}=-1\): expected zero or more"):
        Quotas(**{name: -1})


@pytest.mark.parametrize("name", ["active_per_vpc", "outstanding_requests"])
@pytest.mark.parametrize("value", ["50", 50.0, None, True, float("inf")])
def test_a_quota_is_a_whole_number(name: str, value: object) -> None:
    """The message names the quota, and a bool is rejected."""
    with pytest.raises(TypeError, match=rf"Quotas\({name}=.*expected a whole number"):
        Quotas(**{name: value})
