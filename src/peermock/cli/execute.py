"""`peermock exec`: run a command with its own endpoint."""

import argparse
import signal
import subprocess
import sys
from collections.abc import Sequence

from peermock.cli.serving import add_arguments, open_endpoint

NOT_FOUND, NOT_EXECUTABLE, KILLED = 127, 126, 128
"""Exit statuses, following the shells' convention."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `exec` and the command to run."""
    add_arguments(parser, 0)
    parser.add_argument(
        "--report",
        action="store_true",
        help="write a report of calls and connections to standard error",
    )
    parser.add_argument(
        "argv",
        nargs=argparse.REMAINDER,
        metavar="-- COMMAND",
        help="the command with its arguments",
    )


def run(args: argparse.Namespace) -> int:
    """Run the command, and return its exit status."""
    argv = args.argv[1:] if args.argv[:1] == ["--"] else args.argv
    if not argv:
        raise ValueError("no command given; use: peermock exec -- COMMAND")
    endpoint, saver = open_endpoint(args)
    with saver, endpoint:
        status = _run(argv, endpoint.environment())
        if args.report:
            sys.stderr.write(endpoint.report())
    return status


def _run(argv: Sequence[str], environ: dict[str, str]) -> int:
    """Run a command to its end, and forward SIGTERM to it."""
    try:
        process = subprocess.Popen(argv, env=environ)  # noqa: S603  # it is the user's own
    except FileNotFoundError:
        sys.stderr.write(f"peermock exec: {argv[0]}: not found\n")
        return NOT_FOUND
    except PermissionError as error:
        sys.stderr.write(f"peermock exec: {error}\n")
        return NOT_EXECUTABLE
    handed_on = signal.signal(signal.SIGTERM, lambda number, _: process.send_signal(number))
    left = signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to the command too
    try:
        status = process.wait()
    finally:
        signal.signal(signal.SIGTERM, handed_on)
        signal.signal(signal.SIGINT, left)
    return status if status >= 0 else KILLED - status
