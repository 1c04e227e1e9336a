"""The benchmarks measure what they claim, and the page about speed has every row."""

from pathlib import Path

import boto3
import canned
import contenders
import pytest
import runs
import scenarios
from rows import MISSED, ROWS, Aim, Row
from table import put, render, summary

from peermock._transport.inprocess.current import current

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "speed.md"
VALUES = {("a", "x"): 0.001, ("a", "y"): 0.002, ("b", "z"): 0.02, ("m", "x"): 1536.0}
RATIO = (("a", "x"), ("a", "y"))


@pytest.mark.parametrize("contender", ["peermock", "floor"])
@pytest.mark.parametrize(
    ("scenario", "number"),
    [
        (scenarios.describe_by_id(3), scenarios.BLOCK),
        (scenarios.create, scenarios.BLOCK),
        (scenarios.describe_pages(3), 1),
        (scenarios.describe_pages(6, on_a_page=5), 2),
        (scenarios.describe_tags(3), 1),
    ],
    ids=["describe", "create", "one page", "pages", "tags"],
)
def test_every_call_of_a_scenario_succeeds(
    scenario: contenders.Scenario, number: int, contender: str
) -> None:
    """Each call gets the expected response, from peermock and from the floor."""
    with contenders.calls(contender, scenario) as calls:
        answers = [call() for call in calls]
    assert len(answers) == number
    members = ("VpcPeeringConnection", "VpcPeeringConnections", "Tags")
    for answer in answers:
        assert any(answer.get(member) for member in members)


def test_all_pages_together_have_all_connections() -> None:
    """The time is divided by the right number of connections."""
    with contenders.calls("peermock", scenarios.describe_pages(11, on_a_page=5)) as calls:
        assert sum(len(call()["VpcPeeringConnections"]) for call in calls) == 11


def test_every_rule_has_a_tag() -> None:
    """The time is divided by the right number of tags, in one group or several."""
    with contenders.calls("peermock", scenarios.describe_tags(scenarios.IN_GROUP + 7)) as calls:
        assert sum(len(call()["Tags"]) for call in calls) == scenarios.IN_GROUP + 7


def test_the_floor_is_botocore_alone() -> None:
    """No mock is active while the floor's calls are answered."""
    with contenders.calls("floor", scenarios.describe_by_id(1)) as calls:
        assert current() is None
        assert calls[0]()


def test_canned_answers_are_given_in_order_and_again(tmp_path: Path) -> None:
    """A test that is repeated gets the recorded answers from the start."""
    path = tmp_path / "answers.json"
    canned.save(runs.answers(scenarios.small_test), path)
    session = boto3.Session(**contenders.CREDENTIALS)
    begin = canned.replay(session.events, canned.load(path))
    client = session.client("ec2")
    for _ in range(2):
        begin()
        blocks = [client.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["CidrBlock"] for _ in "ab"]
        assert blocks == ["10.0.0.0/16", "10.1.0.0/16"]


@pytest.mark.parametrize("contender", ["floor", "peermock"])
def test_the_small_test_passes_in_a_process_of_its_own(contender: str) -> None:
    """A failing run would measure something else, so it is an error."""
    with runs.small(contender, tests=2) as run:
        assert 0 < run() < 120


def test_a_failing_small_test_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its canned answers the floor cannot pass."""
    monkeypatch.setattr(runs, "answers", lambda _: [])
    with runs.small("floor", tests=1) as run, pytest.raises(runs.subprocess.CalledProcessError):
        run()


@pytest.mark.parametrize("contender", ["floor", "peermock"])
def test_a_first_call_takes_time(contender: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process prints its CPU time until the response."""
    monkeypatch.setattr(runs, "FIRSTS", 1)
    (seconds,) = runs.first(contender)
    assert 0 < seconds < 60


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (
            Row("A", Aim("at most", 2), ("a", "x"), ("a", "y")),
            "| A | at most 2 | **0.50** | a, x 1.00 ms / a, y 2.00 ms |",
        ),
        (
            Row("A", None, ("a", "y"), ("b", "z")),
            "| A |  | **0.10** | a, y 2.00 ms / b, z 20.0 ms |",
        ),
        (
            Row("A", None, ("b", "z"), ("a", "x")),
            "| A |  | **20.0** | b, z 20.0 ms / a, x 1.00 ms |",
        ),
        (
            Row("A", Aim("at most", 18), ("b", "z"), ("a", "y"), sign="-"),
            "| A | at most 18 ms | **18.0 ms** | b, z 20.0 ms - a, y 2.00 ms |",
        ),
        (
            Row("A", Aim("at least", 1.5), ("m", "x"), unit="KiB"),
            "| A | at least 1.5 KiB | **1.50 KiB** | m, x 1.50 KiB |",
        ),
        (
            Row("A", Aim("at most", 0.45), ("a", "x"), ("a", "y")),
            "| A | at most 0.45 | **0.50** ✗ missed | a, x 1.00 ms / a, y 2.00 ms |",
        ),
    ],
)
def test_a_row_shows_its_result_and_its_values(row: Row, text: str) -> None:
    """The result is a ratio, a difference or a value, and marked if it misses its aim."""
    assert row.render(VALUES) == text


@pytest.mark.parametrize(
    ("aim", "misses"),
    [
        (Aim("at most", 0.5), False),
        (Aim("at most", 0.499), True),
        (Aim("at least", 0.5), False),
        (Aim("at least", 0.501), True),
        (None, False),
    ],
)
def test_an_aim_is_missed_on_its_far_side(aim: Aim | None, misses: bool) -> None:
    """The limit itself counts as reached, and a row without an aim cannot miss it."""
    assert Row("A", aim, *RATIO).misses(VALUES) is misses


@pytest.mark.parametrize(
    ("limits", "text"),
    [
        ([1.0, 2.0], "All 2 aims are reached."),
        ([0.1, 2.0], "1 of 2 aims is ✗ missed."),
        ([0.1, 0.2], "2 of 2 aims are ✗ missed."),
    ],
)
def test_a_summary_counts_the_missed_aims(limits: list[float], text: str) -> None:
    """Rows without an aim do not count."""
    rows = [Row("A", Aim("at most", limit), *RATIO) for limit in limits]
    assert summary(VALUES, [*rows, Row("B", None, *RATIO)]) == text


def test_a_table_has_its_rows_and_what_was_measured() -> None:
    """The heading comes first, and the summary and versions come last."""
    row = Row("A", Aim("at most", 1), *RATIO)
    assert render(VALUES, "all but one", [row]).splitlines() == [
        "| what | must reach | measured | from |",
        "|---|---|---|---|",
        row.render(VALUES),
        "",
        "All 1 aims are reached.",
        "",
        "Measured with all but one.",
    ]


def test_a_table_replaces_the_one_on_the_page(tmp_path: Path) -> None:
    """Text around the marks stays the same, even if the table is inserted repeatedly."""
    page = tmp_path / "page.md"
    page.write_text("Before\n<!-- speed -->\nold\n<!-- /speed -->\nAfter\n", "utf-8")
    for table in ("first\n", "second\n"):
        put(page, "speed", table)
    expected = "Before\n<!-- speed -->\n\nsecond\n\n<!-- /speed -->\nAfter\n"
    assert page.read_text("utf-8") == expected


@pytest.mark.parametrize("text", ["", "<!-- speed -->\n", "<!-- /speed -->\n"])
def test_a_page_without_both_marks_is_refused(tmp_path: Path, text: str) -> None:
    """The page's text does not change."""
    page = tmp_path / "page.md"
    page.write_text(text, "utf-8")
    with pytest.raises(ValueError, match="has no marks <!-- speed --> and <!-- /speed -->"):
        put(page, "speed", "table")
    assert page.read_text("utf-8") == text


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_the_page_has_every_row(row: Row) -> None:
    """The page shows the current rows with their current aims."""
    lines = PAGE.read_text("utf-8").splitlines()
    (line,) = (each for each in lines if each.startswith(f"| {row.what} | {row.must} | **"))
    number = float(line.split("**")[1].split()[0])
    if row.aim:
        assert (MISSED in line) is not row.aim.is_reached(number)
