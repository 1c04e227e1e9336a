"""The measurements of growth build the worlds that they name, and judge their results."""

from pathlib import Path

import growth
import pytest
from costs import Cost, judge, render, spell
from costs import growth as growth_of
from worlds import WORLDS

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "growth.md"


@pytest.mark.parametrize("name", WORLDS)
def test_every_operation_of_a_world_can_be_repeated(name: str) -> None:
    """An operation is measured several times in the same world."""
    with WORLDS[name].build(3) as operations:
        for operation in operations:
            operation.run()
            operation.run()


@pytest.mark.parametrize("name", WORLDS)
def test_a_listing_has_the_items_that_its_time_is_divided_by(name: str) -> None:
    """Additional items such as the default VPC are allowed."""
    with WORLDS[name].build(12) as operations:
        listings = [each for each in operations if each.name.endswith("all pages")]
        for listing in listings:
            found = listing.run()
            assert isinstance(found, int)
            least = 1 if listing.name.startswith("DescribeSecurityGroups") else 12
            assert found >= least


@pytest.mark.parametrize("name", WORLDS)
def test_a_world_is_built_in_growing_sizes(name: str) -> None:
    """Sizes ascend, and the largest is at least ten times the smallest."""
    sizes = WORLDS[name].sizes
    assert list(sizes) == sorted(sizes)
    assert sizes[-1] >= 10 * sizes[0]


@pytest.mark.parametrize(
    ("seconds", "found", "words"),
    [
        ({10: 1.0}, 1.0, "in step"),
        ({10: 9.0, 100: 2.0, 1000: 2.0}, 1.0, "in step"),
        ({10: 1.0, 100: 1.5}, 1.5, "in step"),
        ({10: 1.0, 100: 1.6}, 1.6, "✗ faster (1.6 times)"),
        ({1000: 8.0, 10: 9.0, 100: 2.0}, 4.0, "✗ faster (4.0 times)"),
    ],
)
def test_growth_is_judged_by_the_two_largest_worlds(
    seconds: dict[int, float], found: float, words: str
) -> None:
    """In a small world, the fixed cost of a call dominates the cost per item."""
    assert growth_of(seconds) == found
    assert judge(seconds) == words


def test_a_table_has_a_column_for_each_size() -> None:
    """A size without a measurement has a dash."""
    costs = [
        Cost("VPCs", "list", "VPC", 10, 0.001),
        Cost("VPCs", "list", "VPC", 100, 0.0001),
        Cost("VPCs", "draw", "VPC", 10, 0.25),
        Cost("Rules", "list", "rule", 10, 2e-6),
    ]
    assert render(costs).splitlines() == [
        "### VPCs",
        "",
        "| operation | time per | grows | 10 | 100 |",
        "|---|---|---|---|---|",
        "| list | VPC | in step | 1.0 ms | 100 µs |",
        "| draw | VPC | in step | 250 ms | - |",
        "",
        "### Rules",
        "",
        "| operation | time per | grows | 10 |",
        "|---|---|---|---|",
        "| list | rule | in step | 2.0 µs |",
    ]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.00000123, "1.2 µs"), (0.000456, "456 µs"), (0.0789, "78.9 ms"), (1.5, "1500 ms")],
)
def test_a_time_is_in_microseconds_or_milliseconds(seconds: float, text: str) -> None:
    """Times have two or three digits."""
    assert spell(seconds) == text


def test_a_world_is_measured_up_to_the_size_that_is_asked_for() -> None:
    """Each operation has a cost at each size."""
    costs = list(growth.measure("regions", 10))
    sizes = {cost.size for cost in costs}
    assert sizes == {3, 10}
    assert all(cost.seconds > 0 for cost in costs)
    assert len({cost.operation for cost in costs}) * len(sizes) == len(costs)


def test_an_operation_that_would_take_too_long_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The operation has no cost at the larger sizes."""
    monkeypatch.setattr(growth, "PATIENCE", 0.0)
    assert {cost.size for cost in growth.measure("regions", 10)} == {3}


def test_the_page_has_a_table_for_every_world() -> None:
    """The page shows the worlds that are currently measured."""
    text = PAGE.read_text("utf-8")
    for world in WORLDS.values():
        assert f"### {world.title}\n" in text
