"""The picture of the speeds shows the values that were measured."""

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from picture import DRAWN, GROUPS, LONGEST, WIDTH, Group, draw, measure, spell

PICTURE = Path(__file__).parents[2] / "docs" / "_static" / "speed.svg"
SVG = "{http://www.w3.org/2000/svg}"
GROUP = Group("A call & more", "call")
VALUES = {("call", "floor"): 0.001, ("call", "peermock"): 0.002, ("call", "moto"): 0.004}


@pytest.fixture
def picture() -> ET.Element:
    """A picture of one group."""
    return ET.fromstring(draw(VALUES, (GROUP,)))  # noqa: S314  # our own


def test_bars_are_as_long_as_their_values(picture: ET.Element) -> None:
    """The longest bar is the slowest, and the others are in proportion."""
    bars = {bar.get("class"): float(bar.get("width", "")) for bar in picture.iter(f"{SVG}rect")}
    assert bars == {"floor": LONGEST / 4, "peermock": LONGEST / 2, "moto": LONGEST}


def test_a_bar_that_is_too_short_to_be_seen_has_the_least_length() -> None:
    """A tiny value still has a visible bar."""
    drawn = draw(VALUES | {("call", "floor"): 1e-9}, (GROUP,))
    assert 'class="floor" x="84" y="34" width="1.5"' in drawn


def test_a_picture_names_its_bars_and_values(picture: ET.Element) -> None:
    """Labels repeat the information of the colours."""
    texts = [text.text for text in picture.iter(f"{SVG}text")]
    bars = ["floor", "1.00 ms", "peermock", "2.00 ms", "moto", "4.00 ms"]
    assert texts == ["A call & more", *bars]


def test_a_picture_has_a_text_alternative(picture: ET.Element) -> None:
    """A screen reader gets the values, and the title names the picture."""
    told = picture.findtext(f"{SVG}desc")
    assert told == "A call & more: floor 1.00 ms, peermock 2.00 ms, moto 4.00 ms."
    title, description = picture.get("aria-labelledby", "").split()
    assert picture.find(f"{SVG}title[@id='{title}']") is not None
    assert picture.find(f"{SVG}desc[@id='{description}']") is not None


def test_a_picture_is_as_high_as_its_groups() -> None:
    """A group of two bars is lower by one bar."""
    heights = [
        int(re.findall(r'viewBox="0 0 360 (\d+)"', draw(VALUES, groups))[0])
        for groups in [(GROUP,), (GROUP, GROUP), (GROUP, Group("B", "call", ("floor", "moto")))]
    ]
    one, two, less = heights
    assert two - less == 22
    assert two - one > 3 * 22


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (2.2, "2.20 s"),
        (12.34, "12.3 s"),
        (0.3555, "356 ms"),
        (0.0144, "14.4 ms"),
        (0.00062, "620 µs"),
        (0.00006, "60.0 µs"),
        (0.0000006, "0.60 µs"),
    ],
)
def test_a_time_has_the_unit_that_suits_it(seconds: float, text: str) -> None:
    """Times have two or three digits."""
    assert spell(seconds) == text


def test_a_text_has_the_width_of_its_characters() -> None:
    """The widths are those of Arial, as docs/fit_text.py measures them."""
    assert measure("a signed request, an answer in XML", 13) == 207.4
    assert measure("the code under test, unchanged", 13) == 182.9
    with pytest.raises(KeyError):
        measure("☃", 13)


def test_the_texts_of_a_picture_end_inside_it() -> None:
    """The longest labels fit too."""
    values = dict.fromkeys(DRAWN, 0.99999)
    for text in ET.fromstring(draw(values)).iter(f"{SVG}text"):  # noqa: S314  # our own
        x, length = float(text.get("x", "")), float(text.get("textLength", ""))
        begin = x - length if "right" in text.get("class", "") else x
        assert 0 <= begin < begin + length <= WIDTH


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.title)
def test_the_picture_of_the_page_has_every_group(group: Group) -> None:
    """The page shows the groups that are currently drawn."""
    drawn = unescape(PICTURE.read_text("utf-8"))
    times = ", ".join(rf"{contender} [\d.]+ (s|ms|µs)" for contender in group.contenders)
    assert re.search(rf"{re.escape(group.title)}: {times}\.", drawn)
