"""`peermock verify` against moto's server finds exactly the documented differences."""

import argparse
import json
from pathlib import Path

from peermock._verify.arguments import add_arguments
from peermock._verify.command import run_command

KNOWN = {
    "VPCs with overlapping ranges": "overlapping_ranges",
    "A peer VPC that does not exist in another account": "unknown_peer_of_another",
    "A second request for the same VPCs": "request_again",
    "Accept": "accept",
    "Ranges and options in responses": "sides_while_pending",
    "Delete a rejected connection": "delete_rejected",
    "Describe an unknown ID": "describe_unknown",
    "Filters, pages, unknown filters": "filters_and_wildcards",
    "`DryRun` of the peering operations": "dry_runs",
    "A route over a deleted connection": "routes_after_the_end",
    "DeleteVpc of a peered VPC": "delete_bound_vpc",
}
"""The scenario that finds the difference of each row in the comparison."""

UNASKED = {"A request that nobody answers", "Quotas"}
"""Rows that take a week, or more VPCs than an account may have."""

RIGHT = ["request_waits", "deleted_message", "reject_and_delete", "delete_deleted"]
"""Scenarios in which moto and peermock agree."""


def test_the_differences_from_moto_are_found(moto_url: str, tmp_path: Path) -> None:
    """Each row of the comparison that can be tested differs, and correct behaviour does not."""
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    report = tmp_path / "report.json"
    only = [f"--only={name}" for name in (*KNOWN.values(), *RIGHT)]
    given = ["--endpoint-url", moto_url, "--yes", "--vpc-quota", "1000", "--json", str(report)]
    code = run_command(parser.parse_args([*given, *only, "--run-file", str(tmp_path / "run.json")]))
    outcomes = {
        each["scenario"]: each["outcome"] for each in json.loads(report.read_text())["outcomes"]
    }
    assert code == 1
    assert outcomes == dict.fromkeys(KNOWN.values(), "differs") | dict.fromkeys(RIGHT, "matches")


def test_every_row_of_the_comparison_has_a_scenario() -> None:
    """Each row has a scenario, or a reason why it has none."""
    page = Path(__file__).parents[3] / "docs/explanation/comparison.md"
    lines = page.read_text("utf-8").split("| | moto 5.2.5 | AWS, and peermock |\n")[1].splitlines()
    rows = [line.split("|")[1].strip() for line in lines[1:] if line.startswith("|")]
    assert {*rows} >= {*KNOWN, *UNASKED}
    assert rows[: len(KNOWN) + len(UNASKED)] == [
        each for each in rows if each in {*KNOWN, *UNASKED}
    ]
