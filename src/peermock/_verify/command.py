"""`peermock verify`: compare peermock with a real AWS account, or any other EC2."""

import argparse
import json
import os
import secrets
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from peermock._verify.cleanup import clean_up
from peermock._verify.conversation import TAG, Caller, Pace
from peermock._verify.ledger import Ledger, LedgerError, read_ledger
from peermock._verify.outcome import (
    COLOUR,
    PLAIN,
    Outcome,
    Palette,
    details_of,
    line_of,
    summary_of,
)
from peermock._verify.plan import Plan, as_policy, describe_plan, rehearse
from peermock._verify.recording import Recording, write_recording
from peermock._verify.run import AWS_PACE, ENDPOINT, Run, as_report
from peermock._verify.scenario import Scenario
from peermock._verify.scenarios import ALL, choose
from peermock._verify.target import RunTarget, TargetError, connect, target_from

ALIKE, DIFFERS, REFUSED, LEFT = 0, 1, 2, 3
"""The exit statuses of the command."""


class RefusedError(Exception):
    """The run cannot start; the message says why and what to do."""


def run_command(arguments: argparse.Namespace) -> int:
    """Run the command, and return its exit status: 0 if nothing differs, else 1 to 3."""
    try:
        return _run(arguments)
    except (LedgerError, RefusedError, TargetError, ValueError) as error:
        print(f"peermock verify: {error}", file=sys.stderr)  # noqa: T201  # output of the command
        return REFUSED


def _run(arguments: argparse.Namespace) -> int:
    if arguments.clean_up:
        return _clean_up(arguments.clean_up)
    scenarios = choose(arguments.only)
    if arguments.list:
        return _list(scenarios)
    if arguments.resume:
        return _resume(arguments)
    target = _target(arguments)
    plan = rehearse(scenarios, target.regions)
    if arguments.policy:
        _say(as_policy(plan))
        return ALIKE
    _say(describe_plan(plan, target.regions))
    if arguments.plan:
        return ALIKE
    return _begin(arguments, target, plan)


def _begin(arguments: argparse.Namespace, target: RunTarget, plan: Plan) -> int:
    parties = connect(target)
    run_id = f"{datetime.now(UTC):%Y%m%d}-{secrets.token_hex(4)}"
    path = arguments.run_file or Path(f"peermock-verify-{run_id}.json")
    if path.exists():
        raise RefusedError(
            f"{path} already exists. Resume that run with --resume, or clean it up with --clean-up"
        )
    _say(f"The run calls {_name_target(target, parties)}.")
    _say(f"Everything it creates has the tag {TAG}={run_id} and is first recorded in {path}.")
    _check_quota(parties, plan, arguments.vpc_quota)
    _confirm(arguments)
    ledger = Ledger(path, run_id, target.as_dict())
    ledger.parties = {name: [each.account_id, each.region_name] for name, each in parties.items()}
    ledger.save()
    run = Run(ledger, parties, _pace(arguments, target))
    try:
        return _report(arguments, target, run, run.ask(plan.scenarios))
    except BaseException as error:
        _say(f"\nInterrupted. Delete the remaining resources: peermock verify --clean-up {path}")
        if isinstance(error, KeyboardInterrupt):
            return LEFT
        raise


def _resume(arguments: argparse.Namespace) -> int:
    ledger = read_ledger(arguments.resume)
    target = target_from(ledger.target)
    parties = _connect_again(ledger, target)
    run = Run(ledger, parties, _pace(arguments, target))
    return _report(arguments, target, run, run.resume(ALL, datetime.now(UTC)))


def _clean_up(path: Path) -> int:
    ledger = read_ledger(path)
    parties = _connect_again(ledger, target_from(ledger.target))
    left = clean_up(ledger, parties)
    if not left:
        ledger.waiting.clear()
        ledger.save()
        _say("No resources of this run remain.")
        return ALIKE
    _say("\n".join(["These resources could not be deleted; try again later:", *left]))
    return LEFT


def _connect_again(ledger: Ledger, target: RunTarget) -> Mapping[str, Caller]:
    """Return the callers of a run's parties, after checking that their accounts are the same."""
    parties = connect(target)
    for name, (account_id, _) in ledger.parties.items():
        if parties[name].account_id != account_id:
            raise RefusedError(
                f"{ledger.path} was started with account {account_id}, but your credentials are "
                f"for {parties[name].account_id}. Use those of the former"
            )
    return parties


def _report(
    arguments: argparse.Namespace, target: RunTarget, run: Run, asked: Iterable[Outcome]
) -> int:
    """Print the outcome of each scenario as it ends, and the summary at the end."""
    paint = _paint()
    outcomes: list[Outcome] = []
    for outcome in asked:
        outcomes.append(outcome)
        _say(line_of(outcome, paint))
    for outcome in outcomes:
        if outcome.differences:
            _say(f"\n{details_of(outcome)}")
    _say(f"\n{summary_of(outcomes, paint)}")
    name = target.endpoint_url or "AWS"
    if arguments.json:
        report = as_report(name, outcomes, run.left)
        arguments.json.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    if arguments.recording:
        day = f"{datetime.now(UTC):%Y-%m-%d}"
        recording = Recording(name, day, target.regions, run.transcripts)
        write_recording(arguments.recording, recording)
    return _end(run, outcomes)


def _end(run: Run, outcomes: list[Outcome]) -> int:
    """Print what remains to be done, and return the exit status."""
    path = run.ledger.path or Path()
    if run.ledger.waiting:
        _say(f"Some scenarios are pending. Run them later: peermock verify --resume {path}")
    elif not run.left and not list(run.ledger.standing()):
        path.unlink(missing_ok=True)
    if run.left:
        _say("\n".join(["These resources could not be deleted:", *run.left]))
        _say(f"Try again later: peermock verify --clean-up {path}")
        return LEFT
    return DIFFERS if any(outcome.differences for outcome in outcomes) else ALIKE


def _list(scenarios: Iterable[Scenario]) -> int:
    for scenario in scenarios:
        _say(f"{scenario.name}: {scenario.summary}")
        for area, row in scenario.rows:
            _say(f"    {area}: {row}")
    return ALIKE


def _target(arguments: argparse.Namespace) -> RunTarget:
    regions = tuple(name.strip() for name in arguments.regions.split(",") if name.strip())
    if not 1 <= len(regions) <= 2:  # noqa: PLR2004  # a peering has two ends
        raise RefusedError("--regions expects one Region or two, such as us-east-1,eu-west-1")
    return RunTarget(
        profile=arguments.profile,
        peer_profile=arguments.peer_profile,
        peer_role_arn=arguments.peer_role_arn,
        regions=regions,
        endpoint_url=arguments.endpoint_url,
    )


def _pace(arguments: argparse.Namespace, target: RunTarget) -> Pace:
    usual = ENDPOINT if target.endpoint_url else AWS_PACE
    if arguments.pause is None:
        return usual
    return Pace(pause=arguments.pause, patience=usual.patience)


def _name_target(target: RunTarget, parties: Mapping[str, Caller]) -> str:
    ours, theirs = parties["requester"].account_id, parties["accepter"].account_id
    who = f"account {ours}" if ours == theirs else f"accounts {ours} and {theirs}"
    return f"{target.endpoint_url or 'AWS'} as {who}"


def _check_quota(parties: Mapping[str, Caller], plan: Plan, quota: int) -> None:
    """Check that the account has room for the VPCs of a scenario."""
    for name, caller in parties.items():
        there = len(caller.ec2.describe_vpcs()["Vpcs"])
        if there + plan.most_vpcs > quota:
            raise RefusedError(
                f"{name}: account {caller.account_id} has {there} VPCs in {caller.region_name}, a "
                f"scenario creates up to {plan.most_vpcs} more, and the quota is {quota}. Use "
                "another account or Region, select scenarios with --only, or pass your quota with "
                "--vpc-quota"
            )


def _confirm(arguments: argparse.Namespace) -> None:
    if arguments.yes:
        return
    if not sys.stdin.isatty():
        raise RefusedError("no terminal to confirm on; pass --yes to start without confirmation")
    if input("Start? [y/N] ").strip().lower() not in ("y", "yes"):
        raise RefusedError("not started")


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  # output of the command


def _paint() -> Palette:
    return COLOUR if sys.stdout.isatty() and "NO_COLOR" not in os.environ else PLAIN
