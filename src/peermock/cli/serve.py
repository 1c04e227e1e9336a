"""`peermock serve`: run an endpoint until it is stopped."""

import argparse
import os
import shlex
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from peermock._protocol import operation_model
from peermock._transport.server.environment import variables
from peermock._transport.server.files import write
from peermock._version import find_version
from peermock.cli.serving import add_arguments, open_endpoint

PORT = 4599


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `serve`."""
    add_arguments(parser, PORT)
    parser.add_argument(
        "--ready-file",
        metavar="FILE",
        type=Path,
        help="write the URL to a file once the endpoint answers",
    )


def run(args: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT, and return the exit status."""
    if args.ready_file is not None:
        args.ready_file.unlink(missing_ok=True)  # left behind by a killed process
    endpoint, saver = open_endpoint(args)
    with _stopping() as stopped, saver, endpoint:
        if args.ready_file is not None:
            write(args.ready_file, f"{endpoint.url}\n")
        account_id, region_name = endpoint.account_id, endpoint.region_name
        shown = variables(endpoint.url, account_id, region_name)
        pairs = " ".join(f"{name}={shlex.quote(text)}" for name, text in shown.items())
        sys.stdout.write(
            f"# peermock {find_version()} serves EC2 and STS at {endpoint.url}, for account "
            f"{account_id}; open it in a browser for the console\nexport {pairs}\n"
        )
        sys.stdout.flush()
        operation_model("ec2", "DescribeVpcs")  # warm up, so that the first caller does not wait
        while not stopped.wait(WAKE_SECONDS):
            """Wait on."""
        if args.ready_file is not None:
            args.ready_file.unlink(missing_ok=True)
    return 0


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """Yield an event that SIGTERM and SIGINT set, and restore the handlers afterwards."""
    stopped = threading.Event()
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(number, lambda *_: stopped.set()) for number in numbers]
    try:
        yield stopped
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


WAKE_SECONDS = 3600.0 if os.name == "posix" else 0.2
"""The length of one wait for a signal; on Windows signals do not interrupt it."""
