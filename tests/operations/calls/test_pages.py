"""Pagination with MaxResults and NextToken, for each Describe."""

from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ParamValidationError

from peermock import mock_peering
from tests.operations.parties import Party, Refused

LARGEST = {
    "describe_route_tables": 100,
    "describe_tags": 1000,
    "describe_vpc_peering_connections": 1000,
    "describe_vpcs": 1000,
}
TAG = [{"Key": "Name", "Value": "x"}]


def create_vpcs(ec2: BaseClient, count: int) -> list[str]:
    """Create tagged VPCs and return their IDs."""
    specification = [{"ResourceType": "vpc", "Tags": TAG}]
    answers = [
        ec2.create_vpc(CidrBlock="10.7.0.0/16", TagSpecifications=specification)
        for _ in range(count)
    ]
    return [answer["Vpc"]["VpcId"] for answer in answers]


def pages(describe: Callable[..., dict[str, Any]], **params: object) -> list[list[Any]]:
    """Return the items of each page."""
    found = []
    while True:
        answer = describe(**params)
        (key,) = answer.keys() - {"NextToken", "ResponseMetadata"}
        found.append(answer[key])
        if "NextToken" not in answer:
            return found
        params["NextToken"] = answer["NextToken"]


@pytest.fixture
def requests(requester: Party, accepter: Party) -> list[str]:
    """Twelve pending connections of the requester, in the order of their creation."""
    vpc_ids = create_vpcs(accepter.ec2, 12)
    return [requester.request(accepter, PeerVpcId=vpc_id) for vpc_id in vpc_ids]


def ids_of(page: list[dict[str, Any]]) -> list[str]:
    """Return the IDs of connections."""
    return [view["VpcPeeringConnectionId"] for view in page]


@pytest.mark.parametrize(
    ("size", "lengths"), [(5, [5, 5, 2]), (6, [6, 6]), (11, [11, 1]), (12, [12]), (1000, [12])]
)
def test_pages_are_full_until_the_last(
    requester: Party, requests: list[str], size: int, lengths: list[int]
) -> None:
    """Each connection is on one page, and the last page has no token, even if it is full."""
    found = pages(requester.ec2.describe_vpc_peering_connections, MaxResults=size)
    assert [len(page) for page in found] == lengths
    assert [each for page in found for each in ids_of(page)] == requests


@pytest.mark.parametrize("operation", LARGEST)
def test_every_describe_has_pages(requester: Party, operation: str) -> None:
    """All pages together equal a call without pagination."""
    hub, *others = create_vpcs(requester.ec2, 7)
    for vpc_id in others:
        requester.request(requester, VpcId=hub, PeerVpcId=vpc_id)
    describe = getattr(requester.ec2, operation)
    (whole,) = pages(describe)
    found = pages(describe, MaxResults=5)
    assert len(found) > 1
    assert [each for page in found for each in page] == whole


def test_without_max_results_there_is_one_page(requester: Party, requests: list[str]) -> None:
    """A call without MaxResults returns everything."""
    assert requester.finds() == requests


def test_filters_are_applied_before_pages(
    requester: Party, accepter: Party, requests: list[str]
) -> None:
    """A page is filled with matching items."""
    for peering_id in requests[::2]:
        accepter.reject(peering_id)
    pending = [{"Name": "status-code", "Values": ["pending-acceptance"]}]
    found = pages(requester.ec2.describe_vpc_peering_connections, MaxResults=5, Filters=pending)
    assert [ids_of(page) for page in found] == [requests[1::2][:5], requests[1::2][5:]]


def test_pages_stay_put_while_connections_come_and_go(
    requester: Party, accepter: Party, requests: list[str]
) -> None:
    """Connections that stay are neither repeated nor missed between pages."""
    describe = requester.ec2.describe_vpc_peering_connections
    one = describe(MaxResults=5)
    (new_vpc,) = create_vpcs(accepter.ec2, 1)
    new = requester.request(accepter, PeerVpcId=new_vpc)
    accepter.accept(requests[0])
    requester.delete(requests[1])
    two = pages(describe, MaxResults=5, NextToken=one["NextToken"])
    rest = [each for page in two for each in ids_of(page)]
    assert [*ids_of(one["VpcPeeringConnections"]), *rest] == [*requests, new]


def test_pages_stay_put_while_vpcs_are_deleted(requester: Party) -> None:
    """Deleting items of an earlier page does not shift later pages."""
    vpc_ids = create_vpcs(requester.ec2, 10)
    tagged = [{"Name": "tag-key", "Values": ["Name"]}]
    one = requester.ec2.describe_vpcs(MaxResults=5, Filters=tagged)
    for vpc in one["Vpcs"]:
        requester.ec2.delete_vpc(VpcId=vpc["VpcId"])
    two = requester.ec2.describe_vpcs(NextToken=one["NextToken"], Filters=tagged)
    assert [vpc["VpcId"] for vpc in two["Vpcs"]] == vpc_ids[5:]


def test_tags_of_one_resource_may_be_on_two_pages(requester: Party) -> None:
    """A page of DescribeTags can end anywhere."""
    tags = [{"Key": f"{number:02}", "Value": ""} for number in range(50)]
    requester.ec2.create_tags(Resources=[requester.vpc_id, requester.main_table_id()], Tags=tags)
    found = pages(requester.ec2.describe_tags, MaxResults=7)
    keys = [(tag["ResourceId"], tag["Key"]) for page in found for tag in page]
    assert [len(page) for page in found] == [7] * 14 + [2]
    assert len(set(keys)) == 100


@pytest.mark.parametrize(("operation", "largest"), LARGEST.items())
def test_max_results_has_bounds(
    requester: Party, operation: str, largest: int, refused: Refused
) -> None:
    """Values below five and above the maximum are rejected."""
    describe = getattr(requester.lax, operation)
    for size in (5, largest):
        describe(MaxResults=size)
    text = "Value ( {} ) for parameter MaxResults is invalid. "
    text += "Expecting a value {} than or equal to {}."
    for size in (-1, 0, 4):
        with refused("InvalidParameterValue", text.format(size, "greater", 5)):
            describe(MaxResults=size)
    with refused("InvalidParameterValue", text.format(largest + 1, "smaller", largest)):
        describe(MaxResults=largest + 1)


def test_botocore_knows_the_lower_bound(requester: Party) -> None:
    """A client does not send a MaxResults below five."""
    with pytest.raises(ParamValidationError, match="valid min value: 5"):
        requester.ec2.describe_vpc_peering_connections(MaxResults=4)


@pytest.mark.parametrize(
    ("operation", "parameter", "prefix"),
    [
        ("describe_route_tables", "RouteTableIds", "rtb"),
        ("describe_vpc_peering_connections", "VpcPeeringConnectionIds", "pcx"),
        ("describe_vpcs", "VpcIds", "vpc"),
    ],
)
def test_ids_and_max_results_do_not_go_together(
    requester: Party, operation: str, parameter: str, prefix: str, refused: Refused
) -> None:
    """A call with IDs is not paginated."""
    text = f"The parameter {parameter} cannot be used with the parameter MaxResults"
    with refused("InvalidParameterCombination", text):
        getattr(requester.ec2, operation)(MaxResults=5, **{parameter: [f"{prefix}-1a2b3c4d"]})


@pytest.mark.parametrize("operation", LARGEST)
@pytest.mark.parametrize("token", ["", "garbage", "AAAA", "A" * 32, "é", "=", "null", "0" * 10_000])
def test_a_made_up_token_is_refused(
    requester: Party, operation: str, token: str, refused: Refused
) -> None:
    """Only tokens that AWS returned are valid."""
    text = f"Value ( {token} ) for parameter NextToken is invalid. The token is invalid."
    with refused("InvalidParameterValue", text):
        getattr(requester.ec2, operation)(MaxResults=5, NextToken=token)


@pytest.mark.parametrize("parameter", ["VpcPeeringConnectionIds", "Filters"])
def test_a_made_up_token_is_refused_whatever_comes_with_it(
    requester: Party, requests: list[str], parameter: str, refused: Refused
) -> None:
    """IDs and filters do not excuse an invalid token."""
    value = requests[:1] if parameter.endswith("Ids") else [{"Name": "tag-key", "Values": ["x"]}]
    text = "Value ( garbage ) for parameter NextToken is invalid. The token is invalid."
    with refused("InvalidParameterValue", text):
        requester.ec2.describe_vpc_peering_connections(NextToken="garbage", **{parameter: value})


def test_ids_and_a_token_do_not_go_together(
    requester: Party, requests: list[str], refused: Refused
) -> None:
    """A call with IDs rejects even a valid token."""
    describe = requester.ec2.describe_vpc_peering_connections
    token = describe(MaxResults=5)["NextToken"]
    text = "The parameter VpcPeeringConnectionIds cannot be used with the parameter NextToken"
    with refused("InvalidParameterCombination", text):
        describe(VpcPeeringConnectionIds=requests[:1], NextToken=token)


@pytest.mark.usefixtures("requests")
@pytest.mark.parametrize("elsewhere", ["account", "Region", "operation", "filters", "changed"])
def test_a_token_from_elsewhere_is_refused(
    requester: Party, accepter: Party, abroad: Party, elsewhere: str, refused: Refused
) -> None:
    """A token is valid for the same operation, caller and filters only."""
    token = requester.ec2.describe_vpc_peering_connections(MaxResults=5)["NextToken"]
    other = token[:8] + ("B" if token[8] == "A" else "A") + token[9:]
    sent = other if elsewhere == "changed" else token
    text = f"Value ( {sent} ) for parameter NextToken is invalid. The token is invalid."
    calls = {
        "account": accepter.ec2.describe_vpc_peering_connections,
        "Region": abroad.ec2.describe_vpc_peering_connections,
        "operation": requester.ec2.describe_vpcs,
    }
    describe = calls.get(elsewhere, requester.ec2.describe_vpc_peering_connections)
    filters = [{"Name": "tag-key", "Values": ["x"]}] if elsewhere == "filters" else []
    with refused("InvalidParameterValue", text):
        describe(MaxResults=5, NextToken=sent, Filters=filters)


def test_a_token_of_another_mock_is_refused(refused: Refused) -> None:
    """Each mock signs its own tokens."""
    with mock_peering(seed=1):
        ec2 = boto3.client("ec2", "us-east-1")
        create_vpcs(ec2, 5)
        token = ec2.describe_vpcs(MaxResults=5)["NextToken"]
    text = f"Value ( {token} ) for parameter NextToken is invalid. The token is invalid."
    with mock_peering(seed=2), refused("InvalidParameterValue", text):
        ec2.describe_vpcs(MaxResults=5, NextToken=token)


def test_a_token_can_be_used_again(requester: Party, requests: list[str]) -> None:
    """A lost page can be requested again, with another size."""
    describe = requester.ec2.describe_vpc_peering_connections
    token = describe(MaxResults=5)["NextToken"]
    for size in (5, 6, 5):
        page = describe(MaxResults=size, NextToken=token)["VpcPeeringConnections"]
        assert ids_of(page) == requests[5 : 5 + size]
