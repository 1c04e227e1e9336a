"""The benchmarks measure what they say, and the page about speed has all of it."""

from pathlib import Path

import contenders
import pytest
import scenarios
from rows import ROWS, Row

from peermock.transport.current import current

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "speed.md"


@pytest.mark.parametrize("contender", ["peermock", "floor"])
@pytest.mark.parametrize(
    ("scenario", "number"),
    [
        (scenarios.describe_by_id(3), scenarios.BLOCK),
        (scenarios.create, scenarios.BLOCK),
        (scenarios.describe_pages(3), 1),
        (scenarios.describe_pages(6, on_a_page=5), 2),
    ],
    ids=["describe", "create", "one page", "pages"],
)
def test_every_call_of_a_scenario_succeeds(
    scenario: contenders.Scenario, number: int, contender: str
) -> None:
    """Each call is answered with what was asked for, by peermock and by the floor alike."""
    with contenders.calls(contender, scenario) as calls:
        answers = [call() for call in calls]
    assert len(answers) == number
    for answer in answers:
        assert answer.get("VpcPeeringConnection") or answer["VpcPeeringConnections"]


def test_all_pages_together_have_all_connections() -> None:
    """What is divided by the number of connections has so many."""
    with contenders.calls("peermock", scenarios.describe_pages(11, on_a_page=5)) as calls:
        assert sum(len(call()["VpcPeeringConnections"]) for call in calls) == 11


def test_the_floor_is_botocore_alone() -> None:
    """No mock is active while its calls are answered."""
    with contenders.calls("floor", scenarios.describe_by_id(1)) as calls:
        assert current() is None
        assert calls[0]()


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (
            Row("A", "at most 2", ("a", "x"), ("a", "y")),
            "| A | at most 2 | **0.50** | a, x 1.00 ms / a, y 2.00 ms |",
        ),
        (Row("A", "", ("a", "y"), ("b", "z")), "| A |  | **0.10** | a, y 2.00 ms / b, z 20.0 ms |"),
        (Row("A", "", ("b", "z"), ("a", "x")), "| A |  | **20** | b, z 20.0 ms / a, x 1.00 ms |"),
        (
            Row("A", "", ("b", "z"), ("a", "y"), sign="-"),
            "| A |  | **18.0 ms** | b, z 20.0 ms - a, y 2.00 ms |",
        ),
        (Row("A", "", ("m", "x"), unit="KiB"), "| A |  | **1.50 KiB** | m, x 1.50 KiB |"),
    ],
)
def test_a_row_says_what_was_made_of_which_values(row: Row, text: str) -> None:
    """A ratio, a difference or a value, and where it comes from."""
    values = {("a", "x"): 0.001, ("a", "y"): 0.002, ("b", "z"): 0.02, ("m", "x"): 1536.0}
    assert row.render(values) == text


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_the_page_has_every_row(row: Row) -> None:
    """What is measured now is what the page shows."""
    assert f"| {row.what} | {row.must} | **" in PAGE.read_text(encoding="utf-8")
