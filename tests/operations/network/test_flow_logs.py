"""Flow logs: creating, describing and deleting them."""

from typing import Any

import pytest

from peermock import UnsupportedParameterError
from tests.operations.parties import Party, Refused

UNKNOWN = "fl-0123456789abcdef0"
BUCKET = "arn:aws:s3:::flows"


def create(owner: Party, *ids: str, **params: object) -> dict[str, Any]:
    """Create flow logs of VPCs with a bucket as destination."""
    given = {
        "ResourceIds": ids or [owner.vpc_id],
        "ResourceType": "VPC",
        "TrafficType": "ALL",
        "LogDestinationType": "s3",
        "LogDestination": BUCKET,
    }
    return owner.lax.create_flow_logs(**given | params)


def listed(owner: Party, **params: object) -> list[dict[str, Any]]:
    """Return flow logs as their owner sees them."""
    return owner.ec2.describe_flow_logs(**params)["FlowLogs"]


def test_a_flow_log_has_these_members(ours: Party) -> None:
    """A new flow log is active, and its delivery status is SUCCESS."""
    tags = [{"Key": "Name", "Value": "all"}]
    specification = {"ResourceType": "vpc-flow-log", "Tags": tags}
    answer = create(ours, TagSpecifications=[specification])
    assert answer["Unsuccessful"] == []
    (log,) = listed(ours)
    assert log == {
        "CreationTime": log["CreationTime"],
        "DeliverLogsStatus": "SUCCESS",
        "FlowLogId": answer["FlowLogIds"][0],
        "FlowLogStatus": "ACTIVE",
        "LogDestination": BUCKET,
        "LogDestinationType": "s3",
        "LogFormat": log["LogFormat"],
        "MaxAggregationInterval": 600,
        "ResourceId": ours.vpc_id,
        "Tags": tags,
        "TrafficType": "ALL",
    }
    assert log["LogFormat"].startswith("${version} ${account-id}")


def test_a_flow_log_goes_to_a_log_group(ours: Party) -> None:
    """The log has the log group and the role of the call."""
    role = "arn:aws:iam::123456789012:role/flows"
    ours.ec2.create_flow_logs(
        ResourceIds=[ours.new_subnet("10.0.1.0/24")],
        ResourceType="Subnet",
        TrafficType="REJECT",
        LogGroupName="flows",
        DeliverLogsPermissionArn=role,
    )
    (log,) = listed(ours)
    assert (log["LogGroupName"], log["DeliverLogsPermissionArn"]) == ("flows", role)
    assert log["LogDestinationType"] == "cloud-watch-logs"
    assert "LogDestination" not in log


def test_each_resource_gets_a_log_of_its_own(ours: Party, neighbour: Party) -> None:
    """Logs are in the order of the call, and repeating the token returns the same ones."""
    ids = [neighbour.vpc_id, ours.vpc_id]
    first = create(ours, *ids, ClientToken="once")
    second = create(ours, *ids, ClientToken="once")
    assert first["FlowLogIds"] == second["FlowLogIds"]
    assert second["ClientToken"] == "once"
    assert [log["ResourceId"] for log in listed(ours)] == ids


def test_the_same_flow_log_is_made_once(ours: Party, refused: Refused) -> None:
    """Another log to a different destination is allowed."""
    create(ours)
    text = "Error. There is an existing Flow Log with the same configuration and log destination."
    with refused("FlowLogAlreadyExists", text):
        create(ours)
    create(ours, LogDestination="arn:aws:s3:::other")
    assert len(listed(ours)) == 2


def test_flow_logs_are_deleted_together(ours: Party, refused: Refused) -> None:
    """Delete fails for an unknown ID and deletes nothing; Describe skips it."""
    (log_id,) = create(ours)["FlowLogIds"]
    text = f"These flow log ids in the input list are not found: [TotalCount: 1] {UNKNOWN}"
    with refused("InvalidFlowLogId.NotFound", text):
        ours.ec2.delete_flow_logs(FlowLogIds=[log_id, UNKNOWN])
    assert len(listed(ours, FlowLogIds=[log_id, UNKNOWN])) == 1
    assert ours.ec2.delete_flow_logs(FlowLogIds=[log_id])["Unsuccessful"] == []
    assert listed(ours, FlowLogIds=[log_id]) == []


def test_a_flow_log_does_not_keep_its_vpc(ours: Party) -> None:
    """A flow log outlives its VPC."""
    create(ours)
    ours.ec2.delete_vpc(VpcId=ours.vpc_id)
    assert len(listed(ours)) == 1


@pytest.mark.parametrize(
    ("params", "code", "message"),
    [
        (
            {"TrafficType": "SOME"},
            "InvalidParameterValue",
            "Value (SOME) for parameter trafficType is invalid.",
        ),
        (
            {"LogDestinationType": "syslog"},
            "InvalidParameterValue",
            "Value (syslog) for parameter logDestinationType is invalid.",
        ),
        (
            {"MaxAggregationInterval": 61},
            "InvalidParameterValue",
            "Value (61) for parameter maxAggregationInterval is invalid.",
        ),
        (
            {"LogDestinationType": "cloud-watch-logs"},
            "MissingParameter",
            "The request must contain the parameter deliverLogsPermissionArn",
        ),
        (
            {"ResourceIds": ["vpc-1a2b3c4d"]},
            "InvalidVpcID.NotFound",
            "The vpc ID 'vpc-1a2b3c4d' does not exist",
        ),
    ],
)
def test_a_flow_log_is_checked(
    ours: Party, refused: Refused, params: dict[str, Any], code: str, message: str
) -> None:
    """Resource and destination are validated."""
    with refused(code, message):
        create(ours, **params)


@pytest.mark.parametrize(
    ("missing", "name"),
    [("TrafficType", "trafficType"), ("LogDestination", "logDestination")],
)
def test_a_flow_log_needs(ours: Party, refused: Refused, missing: str, name: str) -> None:
    """AWS requires parameters that the model does not."""
    given = {
        "ResourceIds": [ours.vpc_id],
        "ResourceType": "VPC",
        "TrafficType": "ALL",
        "LogDestinationType": "s3",
        "LogDestination": BUCKET,
    }
    del given[missing]
    with refused("MissingParameter", f"The request must contain the parameter {name}"):
        ours.ec2.create_flow_logs(**given)


def test_other_resources_are_refused_by_name(ours: Party) -> None:
    """Transit gateways are not supported."""
    with pytest.raises(UnsupportedParameterError, match="ResourceType other than"):
        create(ours, "tgw-1a2b3c4d", ResourceType="TransitGateway")


def test_a_malformed_id_is_refused(ours: Party, refused: Refused) -> None:
    """The error is the same for every operation."""
    with refused("InvalidFlowLogId.Malformed", 'Invalid id: "fl" (expecting "fl-...")'):
        ours.ec2.delete_flow_logs(FlowLogIds=["fl"])


@pytest.mark.parametrize(
    ("name", "value"), [("resource-id", "vpc-*"), ("traffic-type", "ALL"), ("tag-key", "Name")]
)
def test_flow_logs_are_found_by_their_members(ours: Party, name: str, value: str) -> None:
    """The parameter is called Filter here."""
    (log_id,) = create(ours)["FlowLogIds"]
    ours.ec2.create_tags(Resources=[log_id], Tags=[{"Key": "Name", "Value": "x"}])
    found = listed(ours, Filter=[{"Name": name, "Values": [value]}])
    assert [log["FlowLogId"] for log in found] == [log_id]
