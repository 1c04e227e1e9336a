"""The plan of a run, found out by performing every scenario on peermock first."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from peermock._verify.conversation import STS_OPERATIONS
from peermock._verify.ledger import Ledger
from peermock._verify.performance import AT_ONCE, Places, mocked, perform
from peermock._verify.scenario import Scenario
from peermock._verify.target import STAND_IN_ACCOUNTS

ALWAYS = frozenset(
    {
        "ec2:CreateTags",
        "ec2:DeleteDhcpOptions",
        "ec2:DeleteEgressOnlyInternetGateway",
        "ec2:DeleteInternetGateway",
        "ec2:DeleteManagedPrefixList",
        "ec2:DeleteNetworkAcl",
        "ec2:DeleteRouteTable",
        "ec2:DeleteSecurityGroup",
        "ec2:DeleteSubnet",
        "ec2:DeleteVpc",
        "ec2:DeleteVpcPeeringConnection",
        "ec2:DescribeDhcpOptions",
        "ec2:DescribeEgressOnlyInternetGateways",
        "ec2:DescribeInternetGateways",
        "ec2:DescribeManagedPrefixLists",
        "ec2:DescribeNetworkAcls",
        "ec2:DescribeRouteTables",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcPeeringConnections",
        "ec2:DescribeVpcs",
        "ec2:DetachInternetGateway",
        "ec2:DisassociateRouteTable",
        "ec2:RevokeSecurityGroupEgress",
        "ec2:RevokeSecurityGroupIngress",
        "sts:GetCallerIdentity",
    }
)
"""The permissions that every run needs, for tagging and cleaning up."""

UNLIMITED = frozenset({"sts:GetCallerIdentity", "sts:GetAccessKeyInfo"})
"""Operations that need no permission."""


@dataclass(slots=True)
class Plan:
    """The plan of a run.

    Attributes:
        scenarios: The scenarios.
        made: The number of created resources of each kind.
        most_vpcs: The maximum number of VPCs that a party has at the same time.
        operations: The IAM actions of its calls, such as `ec2:CreateVpc`.
    """

    scenarios: Sequence[Scenario]
    made: Counter[str] = field(default_factory=Counter)
    most_vpcs: int = 0
    operations: set[str] = field(default_factory=lambda: set(ALWAYS))


def rehearse(scenarios: Sequence[Scenario], regions: tuple[str, ...]) -> Plan:
    """Return the plan of a run, by performing it on peermock.

    Args:
        scenarios: The scenarios.
        regions: One Region or two.
    """
    plan = Plan(scenarios)
    places = stand_ins(regions)
    for scenario in scenarios:
        _rehearse(scenario, plan, places)
    return plan


def stand_ins(regions: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """Return accounts and Regions for parties with made-up accounts."""
    ours, theirs = STAND_IN_ACCOUNTS
    first, last = regions[0], regions[-1]
    return {
        "requester": (ours, first),
        "accepter": (theirs, first),
        "abroad": (ours, last),
        "overseas": (theirs, last),
    }


def _rehearse(scenario: Scenario, plan: Plan, places: Places) -> None:
    ledger = Ledger(None, "rehearsal")
    with mocked(places) as (aws, parties):
        done = perform(scenario, ledger, parties, pace=AT_ONCE)
        while done.due is not None:
            aws.shift(scenario.later[done.part - 1].after)
            done = perform(scenario, ledger, parties, pace=AT_ONCE, before=done)
        names = {call.operation_name for call in aws.calls}
    plan.operations |= {f"{'sts' if name in STS_OPERATIONS else 'ec2'}:{name}" for name in names}
    plan.made.update(entry.kind for entry in ledger.entries)
    vpcs = Counter(entry.party for entry in ledger.entries if entry.kind == "vpc")
    plan.most_vpcs = max(plan.most_vpcs, *vpcs.values(), 0)


def describe_plan(plan: Plan, regions: tuple[str, ...]) -> str:
    """Return the plan in words, for confirmation."""
    lines = [
        f"{_count(len(plan.scenarios), 'scenario')} in {' and '.join(dict.fromkeys(regions))}.",
        "Each creates what it needs and deletes it afterwards, with at most",
        f"{_count(plan.most_vpcs, 'VPC')} per account and Region at a time.",
        f"In total it creates {_count_made(plan.made)}. None of these costs money.",
    ]
    waiting = ", ".join(scenario.name for scenario in plan.scenarios if scenario.later)
    if waiting:
        lines.append(
            f"A connection and its VPCs remain until you `--resume` the run, for: {waiting}."
        )
    return "\n".join(lines)


def as_policy(plan: Plan) -> str:
    """Return the IAM policy that the run needs in both accounts, as JSON."""
    policy = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "PeermockVerify",
                "Effect": "Allow",
                "Action": sorted(plan.operations - UNLIMITED),
                "Resource": "*",
            }
        ],
    }
    return json.dumps(policy, indent=2)


def _count_made(made: Counter[str]) -> str:
    return ", ".join(_count(number, _noun(kind)) for kind, number in sorted(made.items()))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _noun(kind: str) -> str:
    noun = kind.replace("-", " ").replace("egress only", "egress-only")
    return noun.replace("vpc", "VPC").replace("acl", "ACL")
