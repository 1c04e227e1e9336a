"""Two accounts peer their VPCs, in your terminal: run `make demo` or `python examples/demo.py`."""

import os
import sys
import textwrap
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from time import perf_counter
from typing import TYPE_CHECKING
from unittest.mock import patch

import boto3
from botocore.exceptions import ClientError
from botocore.history import BaseHistoryHandler, get_global_history_recorder
from freezegun import freeze_time

from peer_vpcs import PeeringError, Plan, accept_peering, add_routes, ec2_of_role, peer_vpcs
from peermock import mock_peering

if TYPE_CHECKING:
    from mypy_boto3_ec2 import EC2Client

ROLE_ARN = "arn:aws:iam::222222222222:role/peering"
BOLD, DIM, RED, GREEN, YELLOW = "1", "2", "31", "32", "33"
COLORS = {
    "initiating-request": YELLOW,
    "pending-acceptance": YELLOW,
    "provisioning": YELLOW,
    "active": GREEN,
    "nothing to do": GREEN,
}


class CallCount(BaseHistoryHandler):
    """Counts the calls of all clients, from the history that botocore keeps on demand."""

    def __init__(self) -> None:
        self.total = 0

    def emit(self, event_type: str, _payload: object, _source: str) -> None:
        """Count a call."""
        self.total += event_type == "API_CALL"


def paint(color: str, text: str) -> str:
    """Return the text in a color, on a terminal that shows colors."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return text
    return f"\033[{color}m{text}\033[0m"


def title(text: str) -> None:
    """Print the heading of a chapter."""
    print(f"\n{paint(BOLD, text)}\n")


def tell(who: str, what: str, outcome: str) -> None:
    """Print an action and its outcome."""
    print(f"  {who:<9}{what:<30}{paint(COLORS.get(outcome, RED), outcome)}")


def quote(text: str) -> None:
    """Print a message from AWS."""
    for line in textwrap.wrap(text, width=66, break_on_hyphens=False):
        print(paint(DIM, f"             {line}"))


def tell_refusal(who: str, what: str, call: Callable[[], object]) -> None:
    """Make a call that fails, and print the error."""
    try:
        call()
    except ClientError as error:
        tell(who, what, error.response["Error"]["Code"])
        quote(error.response["Error"]["Message"])
    except PeeringError as error:
        tell(who, what, "PeeringError")
        quote(str(error))


def tell_status(who: str, what: str, ec2: "EC2Client", peering_id: str) -> None:
    """Print the status of a connection."""
    answer = ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=[peering_id])
    tell(who, what, answer["VpcPeeringConnections"][0]["Status"]["Code"])


def tell_route(who: str, ec2: "EC2Client", peering_id: str) -> None:
    """Print the state of the route over a connection."""
    (table,) = ec2.describe_route_tables(
        Filters=[{"Name": "route.vpc-peering-connection-id", "Values": [peering_id]}]
    )["RouteTables"]
    route = table["Routes"][-1]
    tell(who, f"has a route to {route['DestinationCidrBlock']}", route["State"])


def make_vpc(ec2: "EC2Client", cidr_block: str) -> str:
    """Create a VPC and return its ID."""
    return ec2.create_vpc(CidrBlock=cidr_block)["Vpc"]["VpcId"]


def make_request(ec2: "EC2Client", plan: Plan) -> str:
    """Request a connection, print its status and return its ID."""
    peering = ec2.create_vpc_peering_connection(
        VpcId=plan.vpc_id,
        PeerVpcId=plan.peer_vpc_id,
        PeerOwnerId=plan.peer_owner_id,
        PeerRegion=plan.peer_region_name,
    )["VpcPeeringConnection"]
    tell("orders", "asks billing to peer", peering["Status"]["Code"])
    return peering["VpcPeeringConnectionId"]


def request_and_accept(ours: "EC2Client", theirs: "EC2Client", plan: Plan) -> None:
    """Request and accept a connection, call by call."""
    title("One account sends a request to another one, across Regions")
    peering_id = make_request(ours, plan)
    tell_status("billing", "finds the request", theirs, peering_id)
    add_routes(ours, plan.vpc_id, peering_id, ["10.1.0.0/16"])
    tell_route("orders", ours, peering_id)

    title("Only the accepter can accept it")
    tell_refusal("orders", "tries to accept it itself", lambda: accept_peering(ours, peering_id))
    answer = theirs.accept_vpc_peering_connection(VpcPeeringConnectionId=peering_id)
    tell("billing", "accepts it", answer["VpcPeeringConnection"]["Status"]["Code"])
    tell_status("orders", "looks again", ours, peering_id)
    tell_route("orders", ours, peering_id)


def run_twice(plan: Plan) -> None:
    """Run the automation twice: it finishes the peering, then has nothing to do."""
    title("peer_vpcs.py, written for AWS, does the rest; a second run changes nothing")
    for report in (peer_vpcs(plan), peer_vpcs(plan)):
        print(f"  $ python peer_vpcs.py --name {plan.name} ...")
        print(textwrap.indent(str(report), "  "))


def request_in_vain(theirs: "EC2Client", plan: Plan) -> None:
    """Run the automation on VPCs with overlapping ranges."""
    title("10.0.0.0/16 and 10.0.128.0/20 overlap")
    overlapping = replace(plan, peer_vpc_id=make_vpc(theirs, "10.0.128.0/20"))
    tell_refusal("orders", "runs peer_vpcs.py", lambda: peer_vpcs(overlapping))


def forget(ours: "EC2Client", theirs: "EC2Client", plan: Plan) -> None:
    """Show how a request expires that nobody answers."""
    title("Nobody answers a request, and freezegun moves the clock")
    with freeze_time("2026-03-02 09:00:00") as clock:
        forgotten = replace(plan, peer_vpc_id=make_vpc(theirs, "10.2.0.0/16"))
        peering_id = make_request(ours, forgotten)
        clock.tick(timedelta(days=7, seconds=-1))
        tell_status("billing", "6 days 23:59:59 later", theirs, peering_id)
        clock.tick(timedelta(seconds=1))
        tell_status("billing", "one second later", theirs, peering_id)
        clock.tick(timedelta(days=2))
        ids = [peering_id]
        tell_refusal(
            "billing",
            "two days later",
            lambda: theirs.describe_vpc_peering_connections(VpcPeeringConnectionIds=ids),
        )


def arrange() -> tuple["EC2Client", "EC2Client", Plan]:
    """Create a client and a VPC for each team; return the clients and the plan to peer them."""
    ours = boto3.client("ec2", region_name="us-east-1")
    theirs = ec2_of_role(ROLE_ARN, "eu-west-1")
    plan = Plan(
        name="orders-billing",
        vpc_id=make_vpc(ours, "10.0.0.0/16"),
        region_name="us-east-1",
        peer_vpc_id=make_vpc(theirs, "10.1.0.0/16"),
        peer_region_name="eu-west-1",
        peer_owner_id="222222222222",
        peer_role_arn=ROLE_ARN,
    )
    return ours, theirs, plan


def tell_story(ours: "EC2Client", theirs: "EC2Client", plan: Plan) -> None:
    """Run all chapters."""
    title("Two teams peer their VPCs, without AWS")
    print(f"  orders   123456789012  us-east-1  10.0.0.0/16  {plan.vpc_id}")
    print(f"  billing  222222222222  eu-west-1  10.1.0.0/16  {plan.peer_vpc_id}")
    request_and_accept(ours, theirs, plan)
    run_twice(plan)
    request_in_vain(theirs, plan)
    forget(ours, theirs, plan)


def main() -> None:
    """Run the demo, and print how many calls it made and how long they took."""
    calls = CallCount()
    history = get_global_history_recorder()
    history.add_handler(calls)
    with patch("socket.socket.connect") as connect, mock_peering():
        ours, theirs, plan = arrange()
        history.enable()
        begin = perf_counter()
        tell_story(ours, theirs, plan)
        milliseconds = (perf_counter() - begin) * 1000
        history.disable()
    title(
        f"{calls.total} calls to EC2 and STS in {milliseconds:.0f} ms, "
        f"{connect.call_count} connections to the network"
    )
    print("  The automation: examples/peer_vpcs.py, which does not know about peermock.")
    print("  Its tests: test_peer_vpcs_decorator.py, _fixture.py, _context_manager.py.")


if __name__ == "__main__":
    main()
