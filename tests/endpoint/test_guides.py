"""The shell scripts of the how-to guides do what the guides say."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.endpoint.conftest import FETCHED, ROOT, Course
from tests.needs import need

BIN = Path(sys.executable).parent
SCRIPT = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def script(page: str) -> str:
    """Return the shell script of a page."""
    (found,) = SCRIPT.findall((ROOT / "docs/how-to" / page).read_text("utf-8"))
    return found


def test_a_script_that_tests_a_script(course: Course) -> None:
    """The request that it makes has expired eight days later."""
    clients = FETCHED.parent / "clients/bin"
    need("`make clients`, which has the AWS CLI 1", found=(clients / "aws").exists())
    told = course(
        "sh", "-c", script("local-endpoint.md"), PATH=f"{BIN}:{clients}:{os.environ['PATH']}"
    )
    assert told == "expired\n"


def test_a_script_that_waits_for_a_server(tmp_path: Path) -> None:
    """The server is ready with its variables when the script continues, and can be stopped."""
    whole = f'{script("containers.md")}\npeermock ctl clock\nkill "$!"\nwait "$!"\nls url.txt\n'
    done = subprocess.run(
        ["/bin/sh", "-c", whole],
        cwd=tmp_path,
        env=os.environ | {"PATH": f"{BIN}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert '"now"' in done.stdout
    assert "url.txt" in done.stderr, "the ready file is gone when the server has stopped"
