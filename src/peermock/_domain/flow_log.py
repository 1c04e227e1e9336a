"""Flow logs: records of the traffic of a VPC, a subnet or a network interface."""

from dataclasses import dataclass
from datetime import datetime

from peermock._domain.errors.flow_logs import FlowLogIdMalformed, FlowLogNotFound
from peermock._domain.identity import Place
from peermock._domain.kind import Kind

CLOUD_WATCH = "cloud-watch-logs"
DESTINATIONS = (CLOUD_WATCH, "s3", "kinesis-data-firehose")
TRAFFIC = ("ACCEPT", "REJECT", "ALL")
INTERVALS = (60, 600)

DEFAULT_FORMAT = (
    "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} "
    "${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}"
)
"""The default fields of a record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowLog:
    """A flow log.

    Attributes:
        id: The log's ID.
        place: The owner's account and the Region.
        resource_id: The VPC, subnet or network interface.
        traffic: `ACCEPT`, `REJECT` or `ALL`.
        destination_type: Where records go: `cloud-watch-logs`, `s3` or `kinesis-data-firehose`.
        destination: The ARN of the destination; None for a log group given by name.
        group_name: The name of the log group; None for another destination.
        role_arn: The role that delivers the records; None if no role is needed.
        record_format: The fields of a record.
        interval: The maximum aggregation interval, in seconds.
        created_at: When it was created, to the second.
    """

    id: str
    place: Place
    resource_id: str
    traffic: str
    destination_type: str
    destination: str | None
    group_name: str | None
    role_arn: str | None
    record_format: str
    interval: int
    created_at: datetime

    def is_like(self, other: "FlowLog") -> bool:
        """Return whether another log has the same resource, traffic and destination."""
        mine = (self.resource_id, self.traffic, self.destination_type, self.destination)
        theirs = (other.resource_id, other.traffic, other.destination_type, other.destination)
        return mine == theirs and self.group_name == other.group_name


FLOW_LOG: Kind[FlowLog] = Kind(
    prefix="fl",
    type_name="vpc-flow-log",
    noun="flowLog",
    malformed=FlowLogIdMalformed,
    not_found=FlowLogNotFound,
    names=lambda log: (log.resource_id,),
)
