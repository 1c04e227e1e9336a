"""Describe calls: IDs, filters and pages."""

from typing import Any

from peermock._verify.conversation import Conversation
from peermock._verify.scenario import ACROSS_ACCOUNTS, Scenarios
from peermock._verify.scenarios.keeping import count, nothing, statuses

SCENARIOS = Scenarios("Describe: IDs, filters, pages")

_DESCRIBE = "DescribeVpcPeeringConnections"
_UNKNOWN = "pcx-0123456789abcdef0"
OTHER = "pcx-0fedcba9876543210"


def having(name: str, *values: str) -> list[dict[str, object]]:
    """Return a list with one filter."""
    return [{"Name": name, "Values": list(values)}]


@SCENARIOS.add("Unknown IDs")
def describe_unknown(talk: Conversation) -> None:
    """Describe a connection that does not exist, by ID and by filter."""
    talk.ask("requester", _DESCRIBE, VpcPeeringConnectionIds=[_UNKNOWN])
    talk.ask("requester", _DESCRIBE, Filters=having("vpc-peering-connection-id", _UNKNOWN))


@SCENARIOS.add("Several unknown IDs")
def describe_several_unknown(talk: Conversation) -> None:
    """Describe two connections that do not exist."""
    talk.ask("requester", _DESCRIBE, VpcPeeringConnectionIds=[_UNKNOWN, OTHER])


@SCENARIOS.add("An ID given twice")
def describe_twice(talk: Conversation) -> None:
    """Describe a connection by its ID, twice in one call."""
    peering_id = talk.pending("requester")
    ids = [peering_id, peering_id]
    talk.ask("requester", _DESCRIBE, VpcPeeringConnectionIds=ids, keep=statuses)


@SCENARIOS.add("IDs and filters together")
def describe_by_both(talk: Conversation) -> None:
    """Describe a connection by its ID and by a status that it does not have."""
    peering_id = talk.pending("requester")
    filters = having("status-code", "active")
    talk.ask("requester", _DESCRIBE, VpcPeeringConnectionIds=[peering_id], Filters=filters)


@SCENARIOS.add("Values of a filter, filters of a call", "`*`, `?` and `\\`")
def filters_and_wildcards(talk: Conversation) -> None:
    """Find a request by status, with wildcards and in a different case."""
    peering_id = talk.pending("requester")
    for values in (["pending-acceptance", "active"], ["pending-*"], ["PENDING-ACCEPTANCE"]):
        filters = having("status-code", *values) + having("vpc-peering-connection-id", peering_id)
        talk.ask("requester", _DESCRIBE, Filters=filters, keep=statuses)


@SCENARIOS.add(
    "What a filter matches",
    "`accepter-vpc-info.cidr-block`, `requester-vpc-info.cidr-block`",
    needs=ACROSS_ACCOUNTS,
)
def filter_by_hidden_range(talk: Conversation) -> None:
    """Find a request to another account by the accepter's range, which is not yet visible."""
    peering_id = talk.pending()
    own = having("vpc-peering-connection-id", peering_id)
    for side, block in (("accepter", "10.82.0.0/16"), ("requester", "10.81.0.0/16")):
        filters = own + having(f"{side}-vpc-info.cidr-block", block)
        talk.ask("requester", _DESCRIBE, Filters=filters, keep=statuses)


@SCENARIOS.add("`accepter-vpc-info.cidr-block`, `requester-vpc-info.cidr-block`")
def filter_by_second_range(talk: Conversation) -> None:
    """Find a connection by the second range of the requester's VPC."""
    ours, theirs = talk.pair("requester")
    talk.arrange("requester", "AssociateVpcCidrBlock", VpcId=ours, CidrBlock="10.83.0.0/16")
    peering_id = talk.request("requester", ours, "requester", theirs)
    filters = having("vpc-peering-connection-id", peering_id)
    filters += having("requester-vpc-info.cidr-block", "10.83.0.0/16")
    talk.ask("requester", _DESCRIBE, Filters=filters, keep=statuses)


@SCENARIOS.add("A filter without values")
def filter_without_values(talk: Conversation) -> None:
    """Describe with a filter that has no values."""
    talk.ask("requester", _DESCRIBE, Filters=having("status-code"), keep=nothing)


@SCENARIOS.add("A filter without a name")
def filter_without_name(talk: Conversation) -> None:
    """Describe with a filter that has no name."""
    talk.ask("requester", _DESCRIBE, Filters=[{"Values": ["active"]}], keep=nothing)


@SCENARIOS.add("An unknown filter")
def unknown_filter(talk: Conversation) -> None:
    """Describe with a filter that AWS does not have."""
    for operation in (_DESCRIBE, "DescribeVpcs", "DescribeRouteTables"):
        talk.ask("requester", operation, Filters=having("colour", "blue"), keep=nothing)


@SCENARIOS.add("More than 200 values")
def too_many_values(talk: Conversation) -> None:
    """Describe with a filter of 201 values."""
    values = [f"10.{number}.0.0/16" for number in range(201)]
    filters = having("requester-vpc-info.cidr-block", *values)
    talk.ask("requester", _DESCRIBE, Filters=filters, keep=nothing)


@SCENARIOS.add("More than 50 filters")
def too_many_filters(talk: Conversation) -> None:
    """Describe with 51 filters."""
    filters = [each for number in range(51) for each in having(f"tag:t{number}", "x")]
    talk.ask("requester", _DESCRIBE, Filters=filters, keep=nothing)


@SCENARIOS.add("`MaxResults` is too small or too large", "The bounds of `MaxResults`")
def max_results_out_of_range(talk: Conversation) -> None:
    """Describe with invalid page sizes."""
    for number in (4, 1001):
        talk.ask("requester", _DESCRIBE, MaxResults=number, keep=nothing)
    talk.ask("requester", "DescribeRouteTables", MaxResults=101, keep=nothing)


@SCENARIOS.add("`MaxResults` together with IDs")
def max_results_beside_ids(talk: Conversation) -> None:
    """Describe by ID with a page size."""
    peering_id = talk.pending("requester")
    talk.ask(
        "requester",
        _DESCRIBE,
        VpcPeeringConnectionIds=[peering_id],
        MaxResults=5,
        keep=nothing,
    )


@SCENARIOS.add("A token from another caller, Region, operation or filter")
def foreign_token(talk: Conversation) -> None:
    """Describe with a token that AWS never issued."""
    talk.ask("requester", _DESCRIBE, NextToken="garbage", keep=nothing)


@SCENARIOS.add("`NextToken` together with IDs")
def token_beside_ids(talk: Conversation) -> None:
    """Describe by ID with a token that AWS never issued."""
    peering_id = talk.pending("requester")
    ids = [peering_id]
    talk.ask("requester", _DESCRIBE, VpcPeeringConnectionIds=ids, NextToken="garbage", keep=nothing)


@SCENARIOS.add("`NextToken` in a response", "Without `MaxResults`")
def last_page(talk: Conversation) -> None:
    """Describe all connections of one VPC, with and without a page size."""
    ours, theirs = talk.pair("requester")
    talk.request("requester", ours, "requester", theirs)
    filters = having("requester-vpc-info.vpc-id", ours)
    paged: dict[str, Any] = {"MaxResults": 5}
    for page in ({}, paged):
        talk.ask(
            "requester",
            _DESCRIBE,
            Filters=filters,
            keep=lambda answer: ("NextToken" in answer, count("VpcPeeringConnections")(answer)),
            **page,
        )
