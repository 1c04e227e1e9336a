"""How long a transitional status lasts."""

from datetime import UTC, datetime, timedelta

import pytest

from peermock._domain.settle import Settle

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def test_by_default_a_state_is_over_at_once() -> None:
    """Without settings, transitional statuses take no time."""
    assert Settle().start(NOW).is_over(NOW)


def test_a_duration_runs_out_at_its_end() -> None:
    """The status still lasts a microsecond earlier."""
    settling = Settle(duration=timedelta(seconds=30)).start(NOW)
    assert not settling.is_over(NOW)
    assert not settling.is_over(NOW + timedelta(seconds=30) - MICROSECOND)
    assert settling.is_over(NOW + timedelta(seconds=30))


@pytest.mark.parametrize("describes", [1, 2, 5])
def test_describes_run_out_with_the_last_look(describes: int) -> None:
    """The given number of Describes sees the status; time alone does not end it."""
    settling = Settle(describes=describes).start(NOW)
    for _ in range(describes):
        assert not settling.is_over(NOW)
        assert not settling.is_over(NOW + timedelta(days=365))
        settling = settling.looked_at(NOW)
    assert settling.is_over(NOW)


def test_looks_do_not_shorten_a_duration() -> None:
    """Describes have no effect on a duration."""
    settling = Settle(duration=timedelta(seconds=30)).start(NOW).looked_at(NOW).looked_at(NOW)
    assert not settling.is_over(NOW + timedelta(seconds=29))
    assert settling.is_over(NOW + timedelta(seconds=30))


def test_looks_after_the_last_one_change_nothing() -> None:
    """A status that has ended does not come back."""
    over = Settle(describes=1).start(NOW).looked_at(NOW)
    assert over.looked_at(NOW) == over


@pytest.mark.parametrize("duration", [30, 0.5, "30", None])
def test_a_duration_is_a_timedelta(duration: object) -> None:
    """A number of seconds is rejected, and the message names the expected type."""
    with pytest.raises(TypeError, match=r"Settle\(duration=.*expected a datetime\.timedelta"):
        Settle(duration=duration)


@pytest.mark.parametrize("describes", [1.0, "1", None, True])
def test_describes_are_a_whole_number(describes: object) -> None:
    """A bool is rejected."""
    with pytest.raises(TypeError, match=r"Settle\(describes=.*expected a whole number"):
        Settle(describes=describes)


@pytest.mark.parametrize("negative", [{"duration": -MICROSECOND}, {"describes": -1}])
def test_nothing_lasts_less_than_no_time(negative: dict[str, timedelta | int]) -> None:
    """A negative duration or number is rejected."""
    with pytest.raises(ValueError, match="expected zero or more"):
        Settle(**negative)


def test_a_duration_and_describes_exclude_each_other() -> None:
    """Only one of them can end a status."""
    with pytest.raises(ValueError, match="pass duration or describes, not both"):
        Settle(duration=timedelta(seconds=1), describes=1)


def test_the_last_look_is_the_moment_at_which_describes_run_out() -> None:
    """Windows of visibility after the status begin with the last Describe."""
    settling = Settle(describes=2).start(NOW)
    later = NOW + timedelta(hours=3)
    assert settling.looked_at(NOW).looked_at(later).until == later
