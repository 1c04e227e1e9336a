"""How pages look, and whether everybody can use them: widths, colours, and axe-core."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Open
from tests.browser.worlds import furnish
from tests.console.desks import open_desk
from tests.console.person import HERE, OURS, ROOT, Desk

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 760}
SOME = ("list", "filters", "active", "accept", "create elsewhere", "calls", "diagram")
"""Pages that together have all colours and all components."""

WIDTH = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

MENU_FITS = """
number => {
  const sheet = document.querySelectorAll('details.menu')[number].querySelector('.sheet');
  const {left, right} = sheet.getBoundingClientRect();
  return left >= 0 && right <= document.documentElement.clientWidth;
}
"""


@pytest.fixture(scope="module")
def furnished() -> Iterator[tuple[Desk, dict[str, str]]]:
    """A desk with something on every page, and the pages by their names."""
    with open_desk() as desk:
        yield desk, furnish(desk)


@pytest.mark.parametrize(
    ("screen", "names"),
    [
        ((DESK, "light"), ()),
        ((PHONE, "dark"), ()),
        ((DESK, "dark"), SOME),
        ((PHONE, "light"), SOME),
    ],
    ids=["a desk in light", "a phone in dark", "a desk in dark", "a phone in light"],
)
def test_axe_finds_nothing_and_no_page_is_too_wide(
    browser: Browser,
    axe: str,
    furnished: tuple[Desk, dict[str, str]],
    screen: tuple[Any, Any],
    names: tuple[str, ...],
) -> None:
    """Every page passes with its menus open, in both themes and at both widths."""
    desk, pages = furnished
    with browser.new_context(viewport=screen[0], color_scheme=screen[1]) as context:
        page = context.new_page()
        found = {name: list(problems(page, desk, axe, pages[name])) for name in names or pages}
    assert {name: each for name, each in found.items() if each} == {}


def problems(page: Page, desk: Desk, axe: str, path: str) -> Iterator[object]:
    """Yield the problems of a page."""
    page.goto(f"{desk.endpoint.url}{ROOT}/{OURS}/{HERE}/{path}")
    if wider := page.evaluate(WIDTH):
        yield f"{wider} pixels too wide"
    for number in range(page.locator("details.menu").count()):
        page.evaluate(f"document.querySelectorAll('details.menu')[{number}].open = true")
        if not page.evaluate(MENU_FITS, number):
            yield f"menu {number} is cut off"
    page.evaluate("for (const menu of document.querySelectorAll('details')) menu.open = true")
    page.evaluate(axe)
    told: Any = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    for violation in told["violations"]:
        yield violation["id"], [node["html"] for node in violation["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_final_statuses_look_different(
    furnished: tuple[Desk, dict[str, str]], browser: Browser, scheme: str
) -> None:
    """Expired, failed, rejected and deleted have colours and icons of their own."""
    desk, _ = furnished
    with browser.new_context(color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(f"{desk.endpoint.url}{ROOT}/{OURS}/{HERE}/peering-connections")
        looks = page.evaluate(
            "Object.fromEntries([...document.querySelectorAll('td .status')].map(each =>"
            " [each.textContent.trim(), [getComputedStyle(each).color,"
            " each.querySelector('svg').innerHTML.trim()]]))"
        )
    ended = [looks[name] for name in ("Expired", "Failed", "Rejected", "Deleted")]
    colours, shapes = zip(*ended, strict=True)
    assert len(set(colours)) == len(set(shapes)) == 4


def test_a_page_says_the_same_without_scripts(desk: Desk, open_page: Open) -> None:
    """Only the buttons for copying are missing."""
    desk.active()
    pages = [open_page(java_script_enabled=javascript) for javascript in (True, False)]
    said = [
        [page.locator(part).all_inner_texts() for part in ("header", "h1", "form", "pre")]
        for page in pages
    ]
    assert said[0] == said[1]
    copying = [page.get_by_role("button", name="Copy").count() for page in pages]
    assert copying == [2, 0]
