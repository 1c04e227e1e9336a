"""The actions of `peermock ctl`, one row each."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from peermock.cli.formats import FORMATS

UNITS = ("weeks", "days", "hours", "minutes", "seconds")


@dataclass(frozen=True, slots=True)
class ControlRequest:
    """A request to the endpoint's administration API."""

    method: str
    path: str
    query: Mapping[str, object | None] = field(default_factory=dict)
    body: Mapping[str, object | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Action:
    """An action of `ctl`.

    Attributes:
        name: The action's name.
        summary: The help text, one sentence.
        ask: Builds the request from the arguments.
        configure: Adds the action's arguments.
    """

    name: str
    summary: str
    ask: Callable[[argparse.Namespace], ControlRequest]
    configure: Callable[[argparse.ArgumentParser], None] = lambda _: None


def _add_caller(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--account-id", help="the account ID, twelve digits")
    parser.add_argument("--region", help="the Region")


def _add_seconds(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--seconds", type=float, default=30.0, help="how long to wait (default: 30)"
    )


def _add_env(parser: argparse.ArgumentParser) -> None:
    _add_caller(parser)
    parser.add_argument(
        "--format", choices=sorted(FORMATS), default="sh", help="the output format (default: sh)"
    )


def _add_calls(parser: argparse.ArgumentParser) -> None:
    _add_caller(parser)
    parser.add_argument("--operation", help="only calls of this operation")
    parser.add_argument("--error", help="only calls that failed with this error code")
    parser.add_argument("--after", type=int, help="only calls after this number")


def _add_shift(parser: argparse.ArgumentParser) -> None:
    for unit in UNITS:
        parser.add_argument(f"--{unit}", type=float, help="the distance; negative to move back")
    parser.add_argument("--now", help="set an absolute time instead, such as 2026-01-31T12:00:00")


def _add_fail(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("operation", help="the operation, such as AcceptVpcPeeringConnection")
    parser.add_argument("--code", help="the AWS error code, such as RequestLimitExceeded")
    parser.add_argument("--message", help="the error message (default: AWS's own)")
    parser.add_argument("--status", type=int, help="the HTTP status (default: AWS's own)")
    parser.add_argument(
        "--no-answer",
        action="store_true",
        default=None,
        help="close the connection without a response",
    )
    parser.add_argument("--times", type=int, help="the number of calls that fail (default: 1)")
    _add_caller(parser)


def _add_name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="the name of the snapshot")


def _add_denial(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("account_id", help="the account ID, twelve digits")
    parser.add_argument(
        "operations", nargs="*", metavar="operation", help="the operations to deny or allow"
    )


def _add_defaults(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--defaults", action="store_true", help="show default VPCs too")


def _add_quotas(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "quotas", nargs="*", metavar="NAME=NUMBER", help="the quotas to set; without any, show them"
    )


def _quotas(args: argparse.Namespace) -> ControlRequest:
    if not args.quotas:
        return ControlRequest("GET", "/quotas")
    pairs = dict(pair.partition("=")[::2] for pair in args.quotas)
    return ControlRequest("PUT", "/quotas", body={name: int(text) for name, text in pairs.items()})


def _caller(args: argparse.Namespace) -> dict[str, object | None]:
    return {"account_id": args.account_id, "region_name": args.region}


def _fault(args: argparse.Namespace) -> ControlRequest:
    names = ("operation", "code", "message", "status", "no_answer", "times")
    return ControlRequest(
        "POST", "/faults", body={name: getattr(args, name) for name in names} | _caller(args)
    )


def _calls(args: argparse.Namespace) -> ControlRequest:
    chosen = {name: getattr(args, name) for name in ("operation", "error", "after")}
    return ControlRequest("GET", "/calls", query=chosen | _caller(args))


def _denial(method: str) -> Callable[[argparse.Namespace], ControlRequest]:
    return lambda args: ControlRequest(
        method,
        "/denials",
        body={"account_id": args.account_id, "operations": args.operations or None},
    )


ACTIONS = (
    Action(
        "wait",
        "Wait until the endpoint answers.",
        lambda _: ControlRequest("GET", "/health"),
        _add_seconds,
    ),
    Action(
        "env",
        'Print variables that point AWS clients to the endpoint: eval "$(peermock ctl env)".',
        lambda args: ControlRequest("GET", "/environment", query=_caller(args)),
        _add_env,
    ),
    Action(
        "world",
        "Print the resources of every account as JSON.",
        lambda _: ControlRequest("GET", "/world"),
    ),
    Action("calls", "Print the recorded calls as JSON.", _calls, _add_calls),
    Action(
        "forget-calls", "Forget the recorded calls.", lambda _: ControlRequest("DELETE", "/calls")
    ),
    Action(
        "report",
        "Print a report of calls and connections.",
        lambda _: ControlRequest("GET", "/report"),
    ),
    Action(
        "diagram",
        "Print the world as a Mermaid flowchart.",
        lambda args: ControlRequest(
            "GET", "/diagram", query={"defaults": str(args.defaults).lower()}
        ),
        _add_defaults,
    ),
    Action(
        "save",
        "Print the world for `serve --load`: peermock ctl save > world.json.",
        lambda _: ControlRequest("GET", "/saved"),
    ),
    Action(
        "reset",
        "Reset the endpoint to the state in which it started.",
        lambda _: ControlRequest("POST", "/reset"),
    ),
    Action(
        "snapshots",
        "Print the names of the snapshots.",
        lambda _: ControlRequest("GET", "/snapshots"),
    ),
    Action(
        "snapshot",
        "Save the current world under a name.",
        lambda args: ControlRequest("PUT", f"/snapshots/{quote(args.name, safe='')}"),
        _add_name,
    ),
    Action(
        "restore",
        "Restore the world to a snapshot.",
        lambda args: ControlRequest("POST", f"/snapshots/{quote(args.name, safe='')}/restore"),
        _add_name,
    ),
    Action("clock", "Print the mock's current time.", lambda _: ControlRequest("GET", "/clock")),
    Action(
        "shift",
        "Move the clock: peermock ctl shift --days 8.",
        lambda args: ControlRequest(
            "POST", "/clock", body={name: getattr(args, name) for name in (*UNITS, "now")}
        ),
        _add_shift,
    ),
    Action("fail", "Make the next calls of an operation fail.", _fault, _add_fail),
    Action(
        "faults",
        "Print the faults that are waiting for calls.",
        lambda _: ControlRequest("GET", "/faults"),
    ),
    Action("forget-faults", "Remove all faults.", lambda _: ControlRequest("DELETE", "/faults")),
    Action("deny", "Deny an account permission to call operations.", _denial("POST"), _add_denial),
    Action("allow", "Restore an account's permissions.", _denial("DELETE"), _add_denial),
    Action(
        "denials",
        "Print the denied operations of all accounts.",
        lambda _: ControlRequest("GET", "/denials"),
    ),
    Action("quotas", "Show the quotas, or set some.", _quotas, _add_quotas),
)
