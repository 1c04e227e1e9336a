"""DryRun, and required parameters."""

from peermock._verify.conversation import Conversation
from peermock._verify.scenario import Scenarios
from peermock._verify.scenarios.keeping import nothing

SCENARIOS = Scenarios("DryRun and permissions")
REQUESTS = Scenarios("Requests and responses")


@SCENARIOS.add("`DryRun=true`", "Checks before it", "Checks after it")
def dry_runs(talk: Conversation) -> None:
    """Try calls that would succeed, lack a parameter or name unknown resources, with DryRun."""
    vpc_id = talk.vpc("requester", "10.81.0.0/16")
    for operation, params in (
        ("CreateVpcPeeringConnection", {"VpcId": vpc_id, "PeerVpcId": vpc_id}),
        ("CreateVpcPeeringConnection", {"VpcId": "vpc-0123456789abcdef0"}),
        ("AcceptVpcPeeringConnection", {"VpcPeeringConnectionId": "pcx-0123456789abcdef0"}),
        ("AcceptVpcPeeringConnection", {}),
        ("DescribeVpcPeeringConnections", {"MaxResults": 4}),
        ("DescribeVpcPeeringConnections", {"Filters": [{"Name": "colour", "Values": ["x"]}]}),
        ("CreateVpc", {"CidrBlock": "10.0.0.0/8"}),
    ):
        talk.ask("requester", operation, DryRun=True, keep=nothing, **params)


@REQUESTS.add("A required parameter is missing", "The parameter name in that message")
def missing_parameters(talk: Conversation) -> None:
    """Omit a required parameter in several calls."""
    for operation in (
        "AcceptVpcPeeringConnection",
        "CreateRoute",
        "CreateRouteTable",
        "CreateSubnet",
        "CreateTags",
        "DeleteVpc",
        "DescribeSecurityGroupReferences",
    ):
        talk.ask("requester", operation, keep=nothing)


@REQUESTS.add("A missing parameter, for STS")
def missing_parameters_of_sts(talk: Conversation) -> None:
    """Omit the required parameters in calls to STS."""
    for operation in ("AssumeRole", "GetAccessKeyInfo"):
        talk.ask("requester", operation, keep=nothing)
