"""AWS's quotas and what they may be set to."""

import pytest

from peermock.domain.quotas import Quotas


def test_the_defaults_are_awss() -> None:
    """Fifty active connections of a VPC, twenty-five outstanding requests."""
    assert Quotas() == Quotas(active_per_vpc=50, outstanding_requests=25)


@pytest.mark.parametrize("name", ["active_per_vpc", "outstanding_requests"])
@pytest.mark.parametrize("value", [0, 1, 125, 10**6])
def test_a_quota_is_any_whole_number_from_zero_on(name: str, value: int) -> None:
    """Raised beyond AWS's maximum or lowered to nothing, as a test needs it."""
    assert getattr(Quotas(**{name: value}), name) == value


@pytest.mark.parametrize("name", ["active_per_vpc", "outstanding_requests"])
def test_a_negative_quota_is_refused(name: str) -> None:
    """The text names the quota and the value."""
    with pytest.raises(ValueError, match=rf"Quotas\({name}=-1\): expected zero or more"):
        Quotas(**{name: -1})


@pytest.mark.parametrize("name", ["active_per_vpc", "outstanding_requests"])
@pytest.mark.parametrize("value", ["50", 50.0, None, True, float("inf")])
def test_a_quota_is_a_whole_number(name: str, value: object) -> None:
    """The text names the quota; a truth value is no number."""
    with pytest.raises(TypeError, match=rf"Quotas\({name}=.*expected a whole number"):
        Quotas(**{name: value})
