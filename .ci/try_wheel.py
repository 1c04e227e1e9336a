"""Install a wheel where there is no checkout, and run the README's first test with it.

It is run by `make dist`, with the wheel as its argument.
"""

import os
import re
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"
FIRST_TEST = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)

PAGE = """
from urllib.request import urlopen
from peermock import mock_peering

with mock_peering() as aws, aws.serve() as endpoint:
    page = urlopen(f"{endpoint.url}/_peermock/console").read().decode()
    assert "Create peering connection" in page, page
"""
"""A page of the console, from the wheel alone."""


def run(*command: str, cwd: Path) -> None:
    """Run a command that must succeed, without this checkout on its path."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run(command, cwd=cwd, env=environment, check=True)


def check_console(wheel: Path) -> None:
    """Check that a wheel has every file of the console, and the license of what it includes."""
    source = README.parent / "src"
    console = source / "peermock/_console"
    wanted = {
        str(path.relative_to(source))
        for folder in ("templates", "static")
        for path in (console / folder).iterdir()
    }
    names = zipfile.ZipFile(wheel).namelist()
    missing = sorted(wanted.difference(names))
    licenses = [name for name in names if ".dist-info/licenses/" in name]
    missing += [
        name
        for name in ("licenses/LICENSE", "static/htmx.LICENSE")
        if not any(each.endswith(name) for each in licenses)
    ]
    if missing:
        sys.exit(f"{wheel.name} lacks {', '.join(missing)}")


def main(wheel: Path, folder: Path) -> None:
    """Make the environment in a folder and run the test."""
    check_console(wheel)
    venv.create(folder, clear=True, with_pip=False)
    python = str(folder / "bin" / "python")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-qq", "--python", python)
    run(*pip, "install", str(wheel), "boto3", cwd=folder)
    found = FIRST_TEST.search(README.read_text("utf-8"))
    if found is None:
        sys.exit("README.md has no first test")
    (folder / "test_peering.py").write_text(found[1], "utf-8")
    run(python, "-m", "pytest", "-q", "-W", "error", "test_peering.py", cwd=folder)
    run(*pip, "install", f"{wheel}[server]", cwd=folder)
    (folder / "page.py").write_text(PAGE, "utf-8")
    run(python, "-W", "error", "page.py", cwd=folder)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as elsewhere:
        main(Path(sys.argv[1]).resolve(), Path(elsewhere))
