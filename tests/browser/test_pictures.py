"""The pictures of the console's how-to guide: taken by `make pictures`, and held to the pages.

Beside each picture stands the text that it shows. A page that says something else fails here.
"""

import os
import struct
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.worlds import furnish
from tests.console.desks import StoppedClock, open_desk
from tests.console.person import HERE, OURS, ROOT, THEIRS, THERE, Desk

FOLDER = Path(__file__).parents[2] / "docs/_static/console"
TAKE = "PEERMOCK_TAKE_PICTURES"
"""Set by `make pictures`, which takes the pictures instead of comparing their texts."""

GUIDE = Path(__file__).parents[2] / "docs/how-to/console.md"
DESK, PHONE = (1200, 860), (360, 760)
FIRST = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def fill_in(page: Page) -> None:
    """Fill in the request of another account in another Region."""
    page.get_by_label("Peering connection name tag").fill("hub-orders")
    page.get_by_label("VPC (Requester)").select_option(index=2)
    page.get_by_label("Another account").check()
    page.get_by_role("main").get_by_label("Account ID").fill(THEIRS)
    page.get_by_label("Another Region").check()
    page.get_by_label("Accepter Region").select_option(THERE)
    page.get_by_label("VPC (Accepter)").fill("vpc-0a1b2c3d4e5f67890")
    command = page.get_by_role("region", name="CreateVpcPeeringConnection with AWS CLI")
    expect(command).to_contain_text("--peer-vpc-id vpc-0a1b2c3d4e5f67890")
    page.evaluate("document.activeElement.blur()")


def open_actions(page: Page) -> None:
    """Select a request, and open the menu."""
    page.get_by_label("Select hub-orders").check()
    page.locator("summary", has_text="Actions").click()


@dataclass(frozen=True)
class Picture:
    """A picture of a page.

    Attributes:
        page: The page, by its name in the furnished world.
        size: How wide and how high it is.
        scheme: The theme.
        prepare: The actions before it is taken.
    """

    page: str
    size: tuple[int, int] = DESK
    scheme: str = "light"
    prepare: Callable[[Page], None] = field(default=lambda _: None)


PICTURES = {
    "list": Picture("list", prepare=open_actions),
    "create": Picture("create", (1200, 1560), prepare=fill_in),
    "accepted": Picture("accepted", (1200, 820)),
    "details": Picture("active", (1200, 900), "dark"),
    "phone": Picture("list", PHONE, "dark"),
    "error": Picture("refused", (1200, 860)),
    "diagram": Picture("diagram", (1200, 760)),
    "calls": Picture("calls", (1440, 760), "dark"),
}


@pytest.fixture(scope="module")
def furnished() -> Iterator[tuple[Desk, dict[str, str]]]:
    """A world that is the same in every run: its IDs, its times and the machine's time zone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        with open_desk(StoppedClock(FIRST)) as desk:
            yield desk, furnish(desk)
    time.tzset()


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_the_page(
    browser: Browser, furnished: tuple[Desk, dict[str, str]], name: str
) -> None:
    """The picture was taken with the page's current text, and at the expected size."""
    desk, pages = furnished
    picture = PICTURES[name]
    if picture.page == "calls":
        forget_looks(desk, pages)
    width, height = picture.size
    settings: dict[str, Any] = {"color_scheme": picture.scheme, "timezone_id": "UTC"}
    with browser.new_context(viewport={"width": width, "height": height}, **settings) as context:
        page = context.new_page()
        page.goto(f"{desk.endpoint.url}{ROOT}/{OURS}/{HERE}/{path_of(picture, pages)}")
        if picture.page == "refused":
            page.get_by_role("button", name="Yes, Accept").click()
        picture.prepare(page)
        text = "".join(f"{line.strip()}\n" for line in shown(page).splitlines() if line.strip())
        if os.environ.get(TAKE):
            FOLDER.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=FOLDER / f"{name}.png")
            (FOLDER / f"{name}.txt").write_text(text, "utf-8")
    assert text == (FOLDER / f"{name}.txt").read_text("utf-8"), "take them again: make pictures"
    head = (FOLDER / f"{name}.png").read_bytes()[:24]
    assert struct.unpack(">II", head[16:]) == picture.size


def path_of(picture: Picture, pages: dict[str, str]) -> str:
    """Return the path of a page; the refused acceptance is one that the requester tries."""
    return pages["accept" if picture.page == "refused" else picture.page]


def forget_looks(desk: Desk, pages: dict[str, str]) -> None:
    """Keep the calls that furnished the world, and drop those of the tests since."""
    gateway = desk.site.gateway
    gateway.restore_calls(gateway.calls[: int(pages["call"].removeprefix("calls/"))])


def shown(page: Page) -> str:
    """Return the text that a page shows."""
    return page.locator("body").inner_text()


def test_every_picture_is_in_the_guide() -> None:
    """The guide has every picture with an alternative text."""
    guide = GUIDE.read_text("utf-8")
    for name in PICTURES:
        assert f"](../_static/console/{name}.png)" in guide
    assert {path.stem for path in FOLDER.iterdir()} == set(PICTURES)
    assert "![]" not in guide
