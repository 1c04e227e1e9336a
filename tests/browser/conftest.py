"""A browser for all tests, and for each an endpoint and pages that are watched."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.console.desks import open_desk
from tests.console.person import HERE, OURS, ROOT, Desk
from tests.needs import find, need

FLAGS = [
    "--no-sandbox",  # which root cannot have
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parents[2] / ".venv/programs/javascript/node_modules/axe-core/axe.min.js"

Open = Callable[..., Page]


# Playwright's event loop runs as long as the browser does, and other tests run loops of their own.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's chromium without a window, which renders pages faster than the full browser."""
    path = find("chromium-headless-shell", "chromium-headless-shell")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, which checks the accessibility of a page."""
    need("axe-core, which `make` fetches (Debian: npm)", found=AXE.exists())
    return AXE.read_text("utf-8")


@pytest.fixture
def desk() -> Iterator[Desk]:
    """An endpoint with a world and a clock of its own."""
    with open_desk() as desk:
        yield desk


@pytest.fixture
def open_page(browser: Browser, desk: Desk) -> Iterator[Open]:
    """Return a function that opens a page; requests to other hosts and refusals fail the test."""
    contexts: list[BrowserContext] = []
    told: list[str] = []

    def watch(page: Page) -> None:
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on(
            "console",
            lambda message: "Security Policy" in message.text and told.append(message.text),
        )
        page.on(
            "request",
            lambda request: request.url.startswith(desk.endpoint.url) or told.append(request.url),
        )

    def opened(
        path: str = "peering-connections",
        account_id: str = OURS,
        region_name: str = HERE,
        **settings: Any,  # noqa: ANN401  # whatever a context takes
    ) -> Page:
        context = browser.new_context(**({"viewport": {"width": 1440, "height": 900}} | settings))
        contexts.append(context)
        page = context.new_page()
        watch(page)
        page.goto(f"{desk.endpoint.url}{ROOT}/{account_id}/{region_name}/{path}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert told == []
