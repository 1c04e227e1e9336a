"""The options of `peermock verify`."""

import argparse
from pathlib import Path

VPC_QUOTA = 5
"""AWS's default quota of VPCs per account and Region."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    for title, add in _GROUPS.items():
        add(parser.add_argument_group(title))


def _add_where(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--profile", help="the requester's profile in your AWS config")
    group.add_argument("--peer-profile", help="the accepter's profile, in another account")
    group.add_argument("--peer-role-arn", help="a role in the accepter's account to assume instead")
    group.add_argument(
        "--regions",
        default="us-east-1,eu-west-1",
        help="one Region or two, separated by a comma (%(default)s)",
    )
    group.add_argument(
        "--endpoint-url", help="another EC2 endpoint, such as moto's server or LocalStack"
    )


def _add_what(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="NAME",
        help="a scenario or an area; may be repeated",
    )
    group.add_argument(
        "--list",
        action="store_true",
        help="list the scenarios with their rows of the fidelity page",
    )
    group.add_argument(
        "--plan", action="store_true", help="show what a run would create, without calling AWS"
    )
    group.add_argument(
        "--policy", action="store_true", help="print the IAM policy that the run needs"
    )


def _add_how(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--yes", action="store_true", help="start without confirmation")
    group.add_argument(
        "--run-file",
        type=Path,
        metavar="FILE",
        help="the run file (peermock-verify-ID.json)",
    )
    group.add_argument(
        "--pause",
        type=float,
        metavar="SECONDS",
        help="the pause before each call (0.1 for AWS, else 0)",
    )
    group.add_argument(
        "--vpc-quota",
        type=int,
        default=VPC_QUOTA,
        metavar="NUMBER",
        help="the account's quota of VPCs per Region (%(default)s)",
    )


def _add_result(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--json", type=Path, metavar="FILE", help="write the result as JSON")
    group.add_argument(
        "--recording",
        type=Path,
        metavar="FILE",
        help="write the responses, without account IDs, for peermock's tests",
    )


def _add_after(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--resume", type=Path, metavar="FILE", help="run the parts of scenarios that had to wait"
    )
    group.add_argument(
        "--clean-up", type=Path, metavar="FILE", help="delete the resources that a run left behind"
    )


_GROUPS = {
    "target": _add_where,
    "selection": _add_what,
    "execution": _add_how,
    "results": _add_result,
    "earlier runs": _add_after,
}
"""The function that adds each group's options, by the group's title."""
