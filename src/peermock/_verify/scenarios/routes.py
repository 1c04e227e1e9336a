"""Route tables, routes and associations."""

from typing import Any

from peermock._operations import Result
from peermock._verify.conversation import Conversation
from peermock._verify.scenario import Scenarios
from peermock._verify.scenarios.keeping import nothing

SCENARIOS = Scenarios("Route tables and routes")

PEER = "10.82.0.0/16"


def table_of(talk: Conversation, vpc_id: str) -> str:
    """Create a route table and return its ID."""
    answer = talk.arrange("requester", "CreateRouteTable", VpcId=vpc_id)
    return str(answer["RouteTable"]["RouteTableId"])


def create(talk: Conversation, table_id: str, peering_id: str, block: str = PEER) -> None:
    """Create a route to a connection, and compare whether AWS accepts it."""
    talk.ask(
        "requester",
        "CreateRoute",
        RouteTableId=table_id,
        DestinationCidrBlock=block,
        VpcPeeringConnectionId=peering_id,
        keep=nothing,
    )


def look(talk: Conversation, table_id: str) -> None:
    """Describe the routes of a table."""

    def routes(answer: Result) -> Any:  # any response
        return answer["RouteTables"][0]["Routes"]

    talk.ask("requester", "DescribeRouteTables", RouteTableIds=[table_id], keep=routes)


@SCENARIOS.add("A local route", "A route through a connection", "The state of that route")
def routes_through_a_connection(talk: Conversation) -> None:
    """Create a route to a pending request, accept it, and describe the table before and after."""
    ours, theirs = talk.pair("requester")
    peering_id = talk.request("requester", ours, "requester", theirs)
    table_id = table_of(talk, ours)
    create(talk, table_id, peering_id)
    look(talk, table_id)
    talk.accept("requester", peering_id)
    look(talk, table_id)


@SCENARIOS.add(
    "When the connection ends",
    "`CreateRoute` to a connection that has ended",
    "The order of routes",
)
def routes_after_the_end(talk: Conversation) -> None:
    """Delete a routed connection, describe the table, and create another route to it."""
    ours, theirs = talk.pair("requester")
    peering_id = talk.request("requester", ours, "requester", theirs)
    talk.accept("requester", peering_id)
    table_id = table_of(talk, ours)
    create(talk, table_id, peering_id)
    talk.arrange("requester", "DeleteVpcPeeringConnection", VpcPeeringConnectionId=peering_id)
    talk.wait("requester", peering_id, "deleted")
    look(talk, table_id)
    create(talk, table_id, peering_id, "10.85.0.0/16")


@SCENARIOS.add(
    "`CreateRoute` to a connection that the caller cannot see",
    "`CreateRoute` to a connection of another VPC",
)
def routes_to_strange_connections(talk: Conversation) -> None:
    """Create routes to a connection that does not exist, and to one of other VPCs."""
    peering_id = talk.active("requester")
    table_id = table_of(talk, talk.vpc("requester", "10.84.0.0/16"))
    create(talk, table_id, "pcx-0123456789abcdef0")
    create(talk, table_id, peering_id)


@SCENARIOS.add(
    "`CreateRoute` to a range that already has a route",
    "`CreateRoute` to a range of the VPC itself",
    "`CreateRoute` to a part of a range of the VPC",
)
def routes_to_taken_ranges(talk: Conversation) -> None:
    """Create routes to one range twice, to the VPC's own range, and to a part of it."""
    ours, theirs = talk.pair("requester")
    peering_id = talk.request("requester", ours, "requester", theirs)
    talk.accept("requester", peering_id)
    table_id = table_of(talk, ours)
    for block in (PEER, PEER, "10.81.0.0/16", "10.81.1.0/24"):
        create(talk, table_id, peering_id, block)


@SCENARIOS.add(
    "A destination with host bits",
    "A destination that is not well formed",
    "`CreateRoute` without a destination",
)
def odd_destinations(talk: Conversation) -> None:
    """Create routes to destinations with host bits, malformed and missing."""
    ours, theirs = talk.pair("requester")
    peering_id = talk.request("requester", ours, "requester", theirs)
    table_id = table_of(talk, ours)
    create(talk, table_id, peering_id, "10.82.0.1/16")
    create(talk, table_id, peering_id, "10.82.0.0")
    talk.ask(
        "requester",
        "CreateRoute",
        RouteTableId=table_id,
        VpcPeeringConnectionId=peering_id,
        keep=nothing,
    )
    look(talk, table_id)


@SCENARIOS.add("`CreateRoute` without a target")
def route_to_nothing(talk: Conversation) -> None:
    """Create a route without a target."""
    table_id = table_of(talk, talk.vpc("requester", "10.81.0.0/16"))
    talk.ask(
        "requester", "CreateRoute", RouteTableId=table_id, DestinationCidrBlock=PEER, keep=nothing
    )


@SCENARIOS.add("`ReplaceRoute` of a missing or local route")
def replace_missing_route(talk: Conversation) -> None:
    """Replace a route that does not exist, and the local one."""
    ours, theirs = talk.pair("requester")
    peering_id = talk.request("requester", ours, "requester", theirs)
    table_id = table_of(talk, ours)
    for block in (PEER, "10.81.0.0/16"):
        talk.ask(
            "requester",
            "ReplaceRoute",
            RouteTableId=table_id,
            DestinationCidrBlock=block,
            VpcPeeringConnectionId=peering_id,
            keep=nothing,
        )


@SCENARIOS.add("`DeleteRoute` of a missing route", "`DeleteRoute` of a local route")
def delete_missing_route(talk: Conversation) -> None:
    """Delete a route that does not exist, and the local one."""
    table_id = table_of(talk, talk.vpc("requester", "10.81.0.0/16"))
    for block in (PEER, "10.81.0.0/16"):
        talk.ask(
            "requester",
            "DeleteRoute",
            RouteTableId=table_id,
            DestinationCidrBlock=block,
            keep=nothing,
        )


@SCENARIOS.add(
    "`DescribeRouteTables` with an unknown ID", "`DescribeRouteTables` with a malformed ID"
)
def describe_unknown_table(talk: Conversation) -> None:
    """Describe a route table that does not exist, and a malformed ID."""
    for table_id in ("rtb-0123456789abcdef0", "nonsense"):
        talk.ask("requester", "DescribeRouteTables", RouteTableIds=[table_id], keep=nothing)


@SCENARIOS.add(
    "`AssociateRouteTable` with a subnet that has a table",
    "`AssociateRouteTable` with a table and a subnet in different VPCs",
    "`DisassociateRouteTable` with an unknown association",
)
def associations(talk: Conversation) -> None:
    """Associate a subnet with two tables and another VPC's; end an unknown association."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    answer = talk.arrange("requester", "CreateSubnet", VpcId=vpc_id, CidrBlock="10.81.0.0/24")
    subnet_id = answer["Subnet"]["SubnetId"]
    tables = [table_of(talk, vpc_id), table_of(talk, vpc_id)]
    tables.append(table_of(talk, talk.vpc("requester", "10.83.0.0/16")))
    for table_id in tables:
        talk.ask(
            "requester",
            "AssociateRouteTable",
            RouteTableId=table_id,
            SubnetId=subnet_id,
            keep=nothing,
        )
    talk.ask(
        "requester",
        "DisassociateRouteTable",
        AssociationId="rtbassoc-0123456789abcdef0",
        keep=nothing,
    )


@SCENARIOS.add("`CreateRoute` with two destinations", "`CreateRoute` with two targets")
def ambiguous_routes(talk: Conversation) -> None:
    """Create a route to two destinations, and one with two targets."""
    ours, theirs = talk.pair("requester")
    peering_id = talk.request("requester", ours, "requester", theirs)
    table_id = table_of(talk, ours)
    for sent in (
        {"DestinationIpv6CidrBlock": "::/0", "VpcPeeringConnectionId": peering_id},
        {"GatewayId": "igw-0123456789abcdef0", "VpcPeeringConnectionId": peering_id},
    ):
        params: dict[str, Any] = {"DestinationCidrBlock": PEER, **sent}
        talk.ask("requester", "CreateRoute", RouteTableId=table_id, keep=nothing, **params)
