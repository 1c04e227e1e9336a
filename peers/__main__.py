"""Fetch the suites, run them against peermock, and print what they say."""

import argparse
import re
import sys
from pathlib import Path

from peers.fetching import FetchError, fetch
from peers.report import Result, reasons, table
from peers.running import RUNNERS
from peers.suites import SUITES, read_suites

ROOM = r"(<!-- peers: {} -->\n).*?(?=<!-- end -->)"


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parsing = argparse.ArgumentParser(prog="python -m peers", description=__doc__)
    parsing.add_argument("--suites", type=Path, default=SUITES, help="a file that lists suites")
    parsing.add_argument("--into", type=Path, default=Path("build/peers"), help="where they go")
    parsing.add_argument("--page", type=Path, help="a page to write the table and reasons into")
    parsing.add_argument("names", nargs="*", help="the suites to run; otherwise all of them")
    return parsing


def write_page(page: Path, results: list[Result]) -> None:
    """Put the table and the reasons into the room that a page has for them."""
    text = page.read_text("utf-8")
    suites = [result.suite for result in results]
    for name, content in (("table", table(results)), ("reasons", reasons(suites))):
        room = re.compile(ROOM.format(name), re.DOTALL)
        text = room.sub(lambda found, put=content: f"{found[1]}\n{put}\n\n", text)
    page.write_text(text, "utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Run the suites; return 1 if a case differs without a reason, 2 if one cannot be fetched."""
    given = parser().parse_args(arguments)
    suites = [
        each for each in read_suites(given.suites) if not given.names or each.name in given.names
    ]
    try:
        folders = [fetch(suite, given.into.resolve()) for suite in suites]
    except FetchError as error:
        print(f"make peers needs git and internet access: {error}", file=sys.stderr)
        return 2
    results = []
    for suite, folder in zip(suites, folders, strict=True):
        print(f"running {suite.name}", file=sys.stderr)
        results.append(Result.of(suite, RUNNERS[suite.runner](suite, folder)))
    print(table(results))
    for result in results:
        for operation, count in result.beyond.most_common():
            print(f"{result.suite.name}: {count} refused: {operation}", file=sys.stderr)
        for line in result.told():
            print(line)
    if given.page:
        write_page(given.page, results)
    return 0 if all(result.is_true_to_page for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
