"""Internet gateways, egress-only gateways and routes to them.

NAT gateways cost money, so none are created.
"""

from typing import Any

from peermock._verify.conversation import Conversation
from peermock._verify.scenario import Scenarios
from peermock._verify.scenarios.keeping import nothing
from peermock._verify.scenarios.routes import look, table_of

SCENARIOS = Scenarios("Gateways, addresses, interfaces")

_UNKNOWN = "igw-0123456789abcdef0"


def gateway_of(talk: Conversation, *vpc_ids: str) -> str:
    """Create an internet gateway, attach it to the given VPCs, and return its ID."""
    answer = talk.arrange("requester", "CreateInternetGateway")
    gateway_id = str(answer["InternetGateway"]["InternetGatewayId"])
    for vpc_id in vpc_ids:
        talk.arrange(
            "requester", "AttachInternetGateway", InternetGatewayId=gateway_id, VpcId=vpc_id
        )
    return gateway_id


def change(talk: Conversation, operation: str, gateway_id: str, **params: Any) -> None:
    """Attach, detach or delete a gateway, and compare whether AWS accepts it."""
    talk.ask("requester", operation, InternetGatewayId=gateway_id, keep=nothing, **params)


@SCENARIOS.add(
    "`AttachInternetGateway` of an attached gateway",
    "`DetachInternetGateway` of a gateway that is not attached",
)
def attach_and_detach(talk: Conversation) -> None:
    """Attach a gateway twice, also to another VPC, and detach it where it is not attached."""
    ours, other = talk.pair("requester")
    gateway_id = gateway_of(talk, ours)
    change(talk, "AttachInternetGateway", gateway_id, VpcId=ours)
    change(talk, "AttachInternetGateway", gateway_id, VpcId=other)
    change(talk, "DetachInternetGateway", gateway_id, VpcId=other)
    change(talk, "DeleteInternetGateway", gateway_id)


@SCENARIOS.add("`DescribeInternetGateways` and its siblings with a malformed ID")
def odd_gateway_ids(talk: Conversation) -> None:
    """Use the ID of a gateway that does not exist, and a malformed ID."""
    for gateway_id in (_UNKNOWN, "nonsense"):
        change(talk, "DeleteInternetGateway", gateway_id)
        ids = [gateway_id]
        talk.ask("requester", "DescribeInternetGateways", InternetGatewayIds=ids, keep=nothing)


@SCENARIOS.add("Routes to a detached or deleted gateway")
def routes_to_a_detached_gateway(talk: Conversation) -> None:
    """Route to a gateway, detach it, attach it again, and describe the table each time."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    gateway_id = gateway_of(talk, vpc_id)
    table_id = table_of(talk, vpc_id)
    talk.arrange(
        "requester",
        "CreateRoute",
        RouteTableId=table_id,
        DestinationCidrBlock="0.0.0.0/0",
        GatewayId=gateway_id,
    )
    look(talk, table_id)
    change(talk, "DetachInternetGateway", gateway_id, VpcId=vpc_id)
    look(talk, table_id)
    change(talk, "AttachInternetGateway", gateway_id, VpcId=vpc_id)
    look(talk, table_id)


@SCENARIOS.add(
    "`CreateEgressOnlyInternetGateway`",
    "`DescribeEgressOnlyInternetGateways` with an unknown ID",
    "`DeleteEgressOnlyInternetGateway`",
    "An IPv4 route to an egress-only gateway",
)
def egress_only_gateways(talk: Conversation) -> None:
    """Create an egress-only gateway, route IPv4 to it, delete it twice, and describe it."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    answer = talk.ask("requester", "CreateEgressOnlyInternetGateway", VpcId=vpc_id)
    gateway_id = answer["EgressOnlyInternetGateway"]["EgressOnlyInternetGatewayId"]
    talk.ask(
        "requester",
        "CreateRoute",
        RouteTableId=table_of(talk, vpc_id),
        DestinationCidrBlock="0.0.0.0/0",
        EgressOnlyInternetGatewayId=gateway_id,
        keep=nothing,
    )
    for _ in range(2):
        talk.ask(
            "requester",
            "DeleteEgressOnlyInternetGateway",
            EgressOnlyInternetGatewayId=gateway_id,
        )
    ids = [gateway_id]
    talk.ask("requester", "DescribeEgressOnlyInternetGateways", EgressOnlyInternetGatewayIds=ids)
