"""Operations on flow logs. They are stored, but never written to."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from peermock._domain.errors import InvalidParameterValue, MissingParameter
from peermock._domain.errors.flow_logs import FlowLogAlreadyExists, FlowLogNotFound
from peermock._domain.flow_log import (
    CLOUD_WATCH,
    DEFAULT_FORMAT,
    DESTINATIONS,
    FLOW_LOG,
    INTERVALS,
    TRAFFIC,
    FlowLog,
)
from peermock._domain.ids import is_resource_id
from peermock._domain.kind import Kind
from peermock._domain.network_interface import NETWORK_INTERFACE
from peermock._domain.subnet import SUBNET
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.filters import View
from peermock._operations.listing import Listing
from peermock._operations.resources import Picture, describe, find, picture
from peermock._operations.tags import put_tags, tags_on_create
from peermock._operations.views import tags_view
from peermock.exceptions import UnsupportedParameterError

FLOW_LOGS = Listing(
    answer="FlowLogs",
    ids="FlowLogIds",
    filters={
        "deliver-log-status": "DeliverLogsStatus",
        "flow-log-id": "FlowLogId",
        "log-destination-type": "LogDestinationType",
        "log-group-name": "LogGroupName",
        "resource-id": "ResourceId",
        "tag": "Tags",
        "tag-key": "Tags.Key",
        "traffic-type": "TrafficType",
    },
    filters_in="Filter",
    least=1,
    caps=True,
    skips_unknown=True,
)

_MONITORED: Mapping[str, Kind[Any]] = {
    "NetworkInterface": NETWORK_INTERFACE,
    "Subnet": SUBNET,
    "VPC": VPC,
}


def create_flow_logs(world: World, call: Call) -> Result:
    """Create a flow log for each resource, or return those created with the same token."""
    tags = tags_on_create(call, FLOW_LOG)
    kind = _kind(call)
    template = _template(call)
    token: str = call.params.get("ClientToken", "")
    ids = list(dict.fromkeys(call.params["ResourceIds"]))
    for resource_id in ids:
        find(world, call, kind, resource_id)
    store = world.store(call.place)
    made = [store.made_with(token and f"{token} {each}", FLOW_LOG) for each in ids]
    logs = [log or replace(template, resource_id=each) for log, each in zip(made, ids, strict=True)]
    for log in logs:
        others = store.of(FLOW_LOG).naming(log.resource_id)
        if not log.id and any(log.is_like(other) for other in others):
            raise FlowLogAlreadyExists
    for number, log in enumerate(logs):
        if not log.id:
            logs[number] = replace(log, id=world.ids.resource_id(FLOW_LOG.prefix))
            store.put(FLOW_LOG, logs[number], token and f"{token} {log.resource_id}")
            put_tags(world, call, logs[number].id, tags)
    answer: dict[str, Any] = {"FlowLogIds": [log.id for log in logs], "Unsuccessful": []}
    return answer | {"ClientToken": token} if token else answer


def describe_flow_logs(world: World, call: Call) -> Result:
    """List the caller's flow logs."""
    return describe(world, call, FLOW_LOG, FLOW_LOGS, flow_log_view)


def delete_flow_logs(world: World, call: Call) -> Result:
    """Delete flow logs, all or none."""
    ids = list(dict.fromkeys(call.params["FlowLogIds"]))
    for log_id in ids:
        if not is_resource_id(log_id, FLOW_LOG.prefix):
            raise FLOW_LOG.malformed(log_id)
    unknown = [log_id for log_id in ids if log_id not in world.at(call.place).of(FLOW_LOG)]
    if unknown:
        raise FlowLogNotFound(*unknown)
    for log_id in ids:
        world.store(call.place).forget(FLOW_LOG, log_id)
    return {"Unsuccessful": []}


def flow_log_view(world: World, call: Call, log: FlowLog) -> View:
    """Return a flow log as its owner sees it."""
    view = {
        "CreationTime": log.created_at,
        "DeliverLogsStatus": "SUCCESS",
        "FlowLogId": log.id,
        "FlowLogStatus": "ACTIVE",
        "LogDestinationType": log.destination_type,
        "LogFormat": log.record_format,
        "MaxAggregationInterval": log.interval,
        "ResourceId": log.resource_id,
        "Tags": tags_view(world, call, log.id),
        "TrafficType": log.traffic,
    }
    optional = {
        "DeliverLogsPermissionArn": log.role_arn,
        "LogDestination": log.destination,
        "LogGroupName": log.group_name,
    }
    return view | {name: value for name, value in optional.items() if value is not None}


def _kind(call: Call) -> Kind[Any]:
    sent = call.params["ResourceType"]
    if sent not in _MONITORED:
        but = ", ".join(_MONITORED)
        raise UnsupportedParameterError(call.operation_name, "ResourceType", but=but)
    return _MONITORED[sent]


def _template(call: Call) -> FlowLog:
    """Return a flow log without a resource."""
    params = call.params
    if "TrafficType" not in params:
        raise MissingParameter("trafficType")
    destination_type = params.get("LogDestinationType", CLOUD_WATCH)
    for name, value, known in (
        ("trafficType", params["TrafficType"], TRAFFIC),
        ("logDestinationType", destination_type, DESTINATIONS),
        ("maxAggregationInterval", params.get("MaxAggregationInterval", INTERVALS[-1]), INTERVALS),
    ):
        if value not in known:
            raise InvalidParameterValue(f"Value ({value}) for parameter {name} is invalid.")
    if "LogDestination" not in params and "LogGroupName" not in params:
        raise MissingParameter("logDestination")
    if destination_type == CLOUD_WATCH and "DeliverLogsPermissionArn" not in params:
        raise MissingParameter("deliverLogsPermissionArn")
    return FlowLog(
        id="",
        place=call.place,
        resource_id="",
        traffic=params["TrafficType"],
        destination_type=destination_type,
        destination=params.get("LogDestination"),
        group_name=params.get("LogGroupName"),
        role_arn=params.get("DeliverLogsPermissionArn"),
        record_format=params.get("LogFormat", DEFAULT_FORMAT),
        interval=params.get("MaxAggregationInterval", INTERVALS[-1]),
        created_at=call.at.replace(microsecond=0),
    )


OPERATIONS: Mapping[str, Operation] = {
    "CreateFlowLogs": Operation(
        create_flow_logs,
        (
            "ResourceIds",
            "ResourceType",
            "TrafficType",
            "LogDestinationType",
            "LogDestination",
            "LogGroupName",
            "LogFormat",
            "DeliverLogsPermissionArn",
            "MaxAggregationInterval",
            "ClientToken",
            "TagSpecifications",
        ),
        "ResourceIds",
    ),
    "DeleteFlowLogs": Operation(delete_flow_logs, ("FlowLogIds",), "FlowLogIds"),
    "DescribeFlowLogs": Operation(describe_flow_logs, FLOW_LOGS.parameters),
}
"""The rows of these operations."""

PICTURES: Mapping[str, Picture] = {FLOW_LOGS.answer: picture(FLOW_LOG, flow_log_view)}
"""The view of each flow log in pictures of a place."""
