"""The pages of the documentation fit a phone and a desktop screen in a real browser."""

import json
import re
import subprocess
from html import unescape
from pathlib import Path

import pytest

from tests.needs import find, need

WIDTHS = {"phone": 360, "desk": 1440}

HARNESS = """<!doctype html><pre id="told"></pre><script>
const told = {};
let waiting = 0;
for (const page of PAGES) {
  waiting += 1;
  const frame = document.createElement("iframe");
  frame.width = WIDTH;
  frame.height = 800;
  frame.onload = () => {
    const root = frame.contentDocument.documentElement;
    const cut = [...root.querySelectorAll("svg text")].filter(
      (text) => text.getBBox().width > Number(text.getAttribute("textLength")) + 1.5);
    told[page] = [root.scrollWidth - root.clientWidth, cut.map((text) => text.textContent)];
    frame.remove();
    waiting -= 1;
    if (!waiting) document.getElementById("told").textContent = JSON.stringify(told);
  };
  frame.src = page;
  document.body.append(frame);
}
</script>"""


@pytest.mark.parametrize("screen", WIDTHS)
def test_no_page_is_wider_than_the_screen(root: Path, tmp_path: Path, screen: str) -> None:
    """Only code and wide pictures scroll sideways, and no text of a picture is clipped."""
    browser = find("chromium-headless-shell", "chromium-headless-shell")
    built = root / "build/docs"
    need("`make docs`", found=(built / "index.html").exists())
    pages = [page.as_uri() for page in sorted(built.rglob("*.html")) if "_" not in page.parts[-2]]
    width = WIDTHS[screen]
    harness = HARNESS.replace("PAGES", json.dumps(pages)).replace("WIDTH", str(width))
    (tmp_path / "harness.html").write_text(harness, "utf-8")
    command = [browser, "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    done = subprocess.run(
        [
            *command,
            "--allow-file-access-from-files",
            f"--user-data-dir={tmp_path}",
            "--virtual-time-budget=60000",
            "--dump-dom",
            (tmp_path / "harness.html").as_uri(),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    told = re.search(r'<pre id="told">(.+?)</pre>', done.stdout)
    assert told, done.stderr
    measured = json.loads(unescape(told[1]))
    assert len(measured) == len(pages) > 20
    assert {page: found for page, found in measured.items() if found != [0, []]} == {}
