"""The console is loaded on first use, and reports a missing library."""

import hashlib
import subprocess
import sys
from importlib.resources import files

import pytest

from tests.console.person import Desk

HTMX = "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"

LOADED = """
import sys
from peermock._settings import Settings, build_gateway
from peermock._site import Site
from peermock._transport.server.clock import OffsetClock
from peermock._transport.server.endpoint import Endpoint
from urllib.request import urlopen
import peermock.cli.serve

site = Site(gateway=build_gateway(Settings()), clock=OffsetClock(), account_id="1", region_name="2")
with Endpoint(site, "127.0.0.1", 0) as endpoint:
    urlopen(f"{endpoint.url}/_peermock/health").read()
    print(sorted(name for name in ("jinja2", "peermock._console") if name in sys.modules))
"""


def test_an_endpoint_loads_no_page() -> None:
    """The console and Jinja2 are imported when a browser requests a page."""
    printed = subprocess.check_output([sys.executable, "-c", LOADED], text=True)
    assert printed.strip() == "[]"


def test_htmx_is_included_unchanged_with_its_license() -> None:
    """The file is `dist/htmx.min.js` of htmx.org 2.0.11 on npm."""
    folder = files("peermock._console") / "static"
    script = (folder / "htmx.min.js").read_bytes()
    assert b'version:"2.0.11"' in script
    assert hashlib.sha256(script).hexdigest() == HTMX
    assert "Zero-Clause BSD" in (folder / "htmx.LICENSE").read_text("utf-8")


def test_without_jinja2_a_page_says_what_to_install(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest of the endpoint still works."""
    for name in [name for name in sys.modules if name.startswith("peermock._console")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    seen = desk.ask("GET", "/_peermock/console")
    assert seen.status == 501
    assert seen.html == (
        "The console needs jinja2. Install peermock with its extra: "
        "pip install 'peermock[server]'\n"
    )
    assert desk.ask("GET", "/_peermock/health").status == 200


def test_a_second_page_needs_no_second_console(desk: Desk) -> None:
    """One console serves all pages."""
    for _ in range(2):
        assert desk.ask("GET", "/_peermock/console").status == 303
