"""The command `peermock`. Each subcommand's module is imported when it is used."""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from peermock._version import find_version
from peermock.exceptions import PeermockError

Configure = Callable[[argparse.ArgumentParser], None]
RunCommand = Callable[[argparse.Namespace], int]


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand.

    Attributes:
        name: The subcommand's name.
        module: The module with `configure`, which adds the arguments, and `run`.
        summary: The help text, one sentence.
    """

    name: str
    module: str
    summary: str


COMMANDS = (
    Command("serve", "peermock.cli.serve", "Serve EC2 and STS on a local port."),
    Command("exec", "peermock.cli.execute", "Run a command with its own endpoint."),
    Command("ctl", "peermock.cli.control", "Inspect or change a running endpoint."),
    Command("verify", "peermock.cli.verify", "Compare peermock with a real AWS account."),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    Args:
        argv: The arguments. Defaults to those of the process.
    """
    given = sys.argv[1:] if argv is None else list(argv)
    parser = argparse.ArgumentParser(
        prog="peermock", description="Mock AWS VPC peering on this machine."
    )
    parser.add_argument("--version", action="version", version=f"peermock {find_version()}")
    added = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in COMMANDS:
        sub = added.add_parser(command.name, help=command.summary, description=command.summary)
        if given[:1] == [command.name]:
            module = import_module(command.module)
            cast("Configure", module.configure)(sub)
            sub.set_defaults(run=module.run)
    args = parser.parse_args(given)
    try:
        return cast("RunCommand", args.run)(args)
    except (PeermockError, OSError, ValueError) as error:
        sys.stderr.write(f"peermock {args.command}: {error}\n")
        return 1
