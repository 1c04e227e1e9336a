"""IDs of resources that no scenario creates: they cost money or belong to other services."""

from typing import Any

from peermock._verify.conversation import Conversation
from peermock._verify.scenario import Scenarios
from peermock._verify.scenarios.keeping import nothing

SCENARIOS = Scenarios("Resources that peermock never has")
ENDPOINT_SCENARIOS = Scenarios("VPC endpoints")
FLOW_LOG_SCENARIOS = Scenarios("Flow logs")

DIGITS = "0123456789abcdef0"

NAMED = {
    "DescribeInstances": ("InstanceIds", "i"),
    "DescribeImages": ("ImageIds", "ami"),
    "DescribeSnapshots": ("SnapshotIds", "snap"),
    "DescribeVolumes": ("VolumeIds", "vol"),
    "DescribeVpnGateways": ("VpnGatewayIds", "vgw"),
    "DescribeVpnConnections": ("VpnConnectionIds", "vpn"),
    "DescribeCustomerGateways": ("CustomerGatewayIds", "cgw"),
    "DescribeTransitGateways": ("TransitGatewayIds", "tgw"),
    "DescribeTransitGatewayAttachments": ("TransitGatewayAttachmentIds", "tgw-attach"),
}
"""For each Describe operation, the parameter with IDs and the prefix of the IDs."""


def name(talk: Conversation, *operations: str) -> None:
    """Describe resources that do not exist, and malformed IDs."""
    for operation in operations:
        parameter, prefix = NAMED[operation]
        for resource_id in (f"{prefix}-{DIGITS}", "nonsense"):
            params: dict[str, Any] = {parameter: [resource_id]}
            talk.ask("requester", operation, keep=nothing, **params)


@SCENARIOS.add("An unknown instance", "Other malformed IDs")
def unknown_instances(talk: Conversation) -> None:
    """Describe an instance that does not exist, and a malformed ID."""
    name(talk, "DescribeInstances")


@SCENARIOS.add("Unknown images, snapshots, volumes", "A malformed snapshot ID")
def unknown_images(talk: Conversation) -> None:
    """Describe images, snapshots and volumes that do not exist."""
    name(talk, "DescribeImages", "DescribeSnapshots", "DescribeVolumes")


@SCENARIOS.add("An unknown key pair, by name or ID")
def unknown_key_pairs(talk: Conversation) -> None:
    """Describe a key pair that does not exist, by name and by ID."""
    talk.ask("requester", "DescribeKeyPairs", KeyNames=["peermock-verify"], keep=nothing)
    talk.ask("requester", "DescribeKeyPairs", KeyPairIds=[f"key-{DIGITS}"], keep=nothing)


@SCENARIOS.add("Unknown VPN resources")
def unknown_vpn_resources(talk: Conversation) -> None:
    """Describe VPN gateways, connections and customer gateways that do not exist."""
    name(talk, "DescribeVpnGateways", "DescribeVpnConnections", "DescribeCustomerGateways")


@SCENARIOS.add("Unknown transit gateways and attachments")
def unknown_transit_gateways(talk: Conversation) -> None:
    """Describe transit gateways and attachments that do not exist."""
    name(talk, "DescribeTransitGateways", "DescribeTransitGatewayAttachments")


@SCENARIOS.add("Filters")
def filters_of_absent_things(talk: Conversation) -> None:
    """Describe instances and volumes with a filter that AWS does not have."""
    for operation in ("DescribeInstances", "DescribeVolumes", "DescribeTransitGateways"):
        filters = [{"Name": "colour", "Values": ["blue"]}]
        talk.ask("requester", operation, Filters=filters, keep=nothing)


@ENDPOINT_SCENARIOS.add("`DescribeVpcEndpoints` with an unknown ID")
def unknown_endpoints(talk: Conversation) -> None:
    """Describe an endpoint that does not exist, and a malformed ID."""
    for endpoint_id in (f"vpce-{DIGITS}", "nonsense"):
        talk.ask("requester", "DescribeVpcEndpoints", VpcEndpointIds=[endpoint_id], keep=nothing)


@FLOW_LOG_SCENARIOS.add(
    "`DeleteFlowLogs` with an unknown ID",
    "`DescribeFlowLogs` with an unknown ID",
    "A missing destination, role or traffic type",
)
def unknown_flow_logs(talk: Conversation) -> None:
    """Describe and delete a flow log that does not exist, and create one without a destination."""
    ids = [f"fl-{DIGITS}"]
    talk.ask("requester", "DescribeFlowLogs", FlowLogIds=ids)
    talk.ask("requester", "DeleteFlowLogs", FlowLogIds=ids)
    vpc_ids = [talk.vpc("requester", "10.81.0.0/16")]
    talk.ask(
        "requester",
        "CreateFlowLogs",
        ResourceIds=vpc_ids,
        ResourceType="VPC",
        TrafficType="ALL",
        keep=nothing,
    )
