"""Hints: a line that explains each AWS error, as a colleague would."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from peermock import PeeringMock, Quotas, Settle, Vpc, mock_peering
from peermock._domain.errors import AwsError, DependencyViolation, SubnetConflict
from peermock._domain.identity import Place
from peermock._gateway.hints import HINTS, Case, explain_error, find_hint

OTHER = "222222222222"
GONE = "vpc-0123456789abcdef0"


@dataclass
class Stage:
    """A hub in us-east-1, a spoke of another account in eu-west-1, and their clients."""

    aws: PeeringMock
    ec2: BaseClient
    theirs: BaseClient
    hub: Vpc
    spoke: Vpc

    def request(self, **params: object) -> str:
        """Request a connection from the hub to the spoke by default; return its ID."""
        asked = {"PeerOwnerId": OTHER, "PeerRegion": "eu-west-1", "PeerVpcId": self.spoke.id}
        made = self.ec2.create_vpc_peering_connection(VpcId=self.hub.id, **(asked | params))
        return str(made["VpcPeeringConnection"]["VpcPeeringConnectionId"])

    def near(self, status: str = "active") -> tuple[Vpc, str]:
        """Return a VPC of the other account in our own Region, and a connection to it."""
        vpc = self.aws.account(OTHER).vpc("10.2.0.0/16", "us-east-1")
        return vpc, self.aws.peer(self.hub, vpc, status).id

    def table(self, vpc: Vpc) -> str:
        """Return the main route table of a VPC."""
        ec2 = self.aws.account(vpc.account_id).client("ec2", vpc.region_name)
        found = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [vpc.id]}])
        return str(found["RouteTables"][0]["RouteTableId"])

    def group(self, vpc: Vpc) -> str:
        """Return a new security group of a VPC."""
        ec2 = self.aws.account(vpc.account_id).client("ec2", vpc.region_name)
        made = ec2.create_security_group(GroupName="web", Description="web", VpcId=vpc.id)
        return str(made["GroupId"])

    def let_in(self, group_id: str, other: str, **pair: str) -> None:
        """Allow a group of another VPC in one of ours."""
        pairs = [{"GroupId": other, **pair}]
        self.ec2.authorize_security_group_ingress(
            GroupId=group_id, IpPermissions=[{"IpProtocol": "-1", "UserIdGroupPairs": pairs}]
        )


@pytest.fixture
def stage(peering: PeeringMock, ec2: BaseClient, their_ec2: BaseClient) -> Stage:
    """The stage of every hint."""
    theirs = peering.account(OTHER).vpc("10.1.0.0/16", "eu-west-1")
    return Stage(peering, ec2, their_ec2, peering.vpc("10.0.0.0/16"), theirs)


def hint(stage: Stage, refused: Callable[..., Any], **params: object) -> str:
    """Return the hint of a call that fails."""
    with pytest.raises(ClientError) as caught:
        refused(**params)
    text = stage.aws.calls[-1].hint
    assert text
    assert text not in str(caught.value.response)
    return text


def subclasses(of: type[AwsError]) -> Iterator[type[AwsError]]:
    """Yield all subclasses of an AWS error."""
    for each in of.__subclasses__():
        yield each
        yield from subclasses(each)


@pytest.mark.parametrize("error", sorted(set(subclasses(AwsError)), key=lambda e: e.__name__))
def test_every_error_has_a_hint(error: type[AwsError]) -> None:
    """A new error class needs a hint in the module of its topic in `_gateway/hints`.

    An ID that is malformed or unknown needs none of its own.
    """
    assert find_hint(error)


def test_hints_are_for_errors_that_there_are() -> None:
    """There are no hints for classes that no longer exist."""
    assert set(HINTS) <= set(subclasses(AwsError))


@pytest.mark.parametrize("text", [h for h in HINTS.values() if isinstance(h, str)])
def test_a_hint_is_one_line(text: str) -> None:
    """A hint has no line breaks, whatever its length."""
    assert len(text) < 120
    assert not text.endswith(".") or text.endswith("...")


def test_a_peer_elsewhere_without_owner_and_region(stage: Stage) -> None:
    """The hint names both missing parameters."""
    params = {"VpcId": stage.hub.id, "PeerVpcId": stage.spoke.id}
    assert hint(stage, stage.ec2.create_vpc_peering_connection, **params) == (
        f"the accepter {stage.spoke.id} is in {OTHER} eu-west-1, but PeerOwnerId and PeerRegion "
        "were not given"
    )


def test_a_peer_in_our_region_without_owner(stage: Stage) -> None:
    """The hint names the missing owner only."""
    vpc = stage.aws.account(OTHER).vpc("10.9.0.0/16")
    params = {"VpcId": stage.hub.id, "PeerVpcId": vpc.id}
    assert hint(stage, stage.ec2.create_vpc_peering_connection, **params) == (
        f"the accepter {vpc.id} is in {OTHER} us-east-1, but PeerOwnerId was not given"
    )


def test_a_requester_vpc_that_is_elsewhere(stage: Stage) -> None:
    """The hint names the account and Region of the client."""
    params = {"VpcId": stage.spoke.id, "PeerVpcId": stage.hub.id}
    assert hint(stage, stage.ec2.create_vpc_peering_connection, **params) == (
        f"{stage.spoke.id} is in {OTHER} eu-west-1, but the call was made as 123456789012 in "
        "us-east-1"
    )


def test_a_peer_of_our_own_that_is_elsewhere(stage: Stage) -> None:
    """The hint does not call a wrong Region a missing one."""
    far = stage.aws.vpc("10.5.0.0/16", "eu-west-1")
    params = {"VpcId": stage.hub.id, "PeerVpcId": far.id, "PeerRegion": "us-east-1"}
    assert hint(stage, stage.ec2.create_vpc_peering_connection, **params) == (
        f"{far.id} is in 123456789012 eu-west-1, but the call was made as 123456789012 in us-east-1"
    )


def test_a_vpc_that_nobody_has(stage: Stage) -> None:
    """The hint says that the ID does not exist."""
    assert hint(stage, stage.ec2.delete_vpc, VpcId=GONE) == (
        f"{GONE} does not exist in any account or Region"
    )


def test_a_vpc_that_was_deleted(stage: Stage) -> None:
    """The hint names the call that deleted the VPC, not one that failed to."""
    pcx = stage.aws.peer(stage.hub, stage.spoke)
    hint(stage, stage.ec2.delete_vpc, VpcId=stage.hub.id)
    stage.ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=pcx.id)
    stage.ec2.delete_vpc(VpcId=stage.hub.id)
    text = hint(stage, stage.ec2.describe_vpcs, VpcIds=[stage.hub.id])
    assert text == f"call 3 deleted {stage.hub.id}"


def test_the_one_of_several_that_is_missing(stage: Stage) -> None:
    """The hint does not mention existing IDs."""
    text = hint(stage, stage.ec2.describe_vpcs, VpcIds=[stage.hub.id, stage.spoke.id])
    assert text.startswith(f"{stage.spoke.id} is in {OTHER} eu-west-1")


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"PeerRegion": "us-east-1"}, "PeerRegion was us-east-1"),
        ({"PeerOwnerId": "333333333333"}, "PeerOwnerId was 333333333333"),
        (
            {"PeerOwnerId": "333333333333", "PeerRegion": "us-east-1"},
            "PeerOwnerId was 333333333333 and PeerRegion was us-east-1",
        ),
    ],
)
def test_a_request_that_looks_in_the_wrong_place(
    stage: Stage, params: dict[str, str], said: str
) -> None:
    """The call succeeds and the request fails later, so the hint is at the call."""
    stage.request(**params)
    expected = f"the accepter {stage.spoke.id} is in {OTHER} eu-west-1, but {said}"
    assert stage.aws.calls[-1].hint == expected


def test_accepting_a_request_that_looked_in_the_wrong_place(stage: Stage) -> None:
    """The hint tells the accepter why there is nothing to accept."""
    made = stage.ec2.create_vpc_peering_connection(
        VpcId=stage.hub.id, PeerVpcId=stage.spoke.id, PeerOwnerId=OTHER
    )
    pcx = made["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    accept = stage.aws.account(OTHER).client("ec2", "us-east-1").accept_vpc_peering_connection
    assert hint(stage, accept, VpcPeeringConnectionId=pcx) == (
        f"{pcx} has failed: the accepter {stage.spoke.id} is in {OTHER} eu-west-1, but PeerRegion "
        "was not given"
    )


def test_looking_for_a_request_where_the_vpc_is(stage: Stage) -> None:
    """The accepter uses its own Region, but the request names another."""
    made = stage.ec2.create_vpc_peering_connection(
        VpcId=stage.hub.id, PeerVpcId=stage.spoke.id, PeerOwnerId=OTHER
    )
    pcx = made["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    describe = stage.theirs.describe_vpc_peering_connections
    text = hint(stage, describe, VpcPeeringConnectionIds=[pcx])
    assert text.startswith(f"{pcx} has failed: the accepter {stage.spoke.id} is in {OTHER}")


def test_a_request_to_a_vpc_that_nobody_has(stage: Stage) -> None:
    """The hint says that no account has the peer VPC."""
    stage.request(PeerVpcId=GONE)
    text = f"the peer VPC {GONE} does not exist in any account or Region"
    assert stage.aws.calls[-1].hint == text


def test_ranges_that_overlap(stage: Stage) -> None:
    """The hint names both CIDR blocks and their VPCs."""
    other = stage.aws.account(OTHER).vpc("10.0.128.0/20", "eu-west-1")
    stage.request(PeerVpcId=other.id)
    text = f"10.0.0.0/16 of {stage.hub.id} overlaps 10.0.128.0/20 of {other.id}"
    assert stage.aws.calls[-1].hint == text


def test_a_request_that_goes_well_has_no_hint(stage: Stage) -> None:
    """A successful request has an empty hint."""
    stage.request()
    assert stage.aws.calls[-1].hint == ""


def test_what_failed_because_of_the_test(stage: Stage) -> None:
    """The hint says that the test arranged the failed connection."""
    stage.aws.peer(stage.hub, stage.spoke, "failed")
    assert (
        "hint: the two VPCs could not be connected when the request was made" in stage.aws.report()
    )


def test_the_requester_of_what_failed_is_gone(stage: Stage) -> None:
    """The CIDR blocks of a deleted VPC are no longer known."""
    other = stage.aws.account(OTHER).vpc("10.0.128.0/20", "eu-west-1")
    stage.request(PeerVpcId=other.id)
    stage.ec2.delete_vpc(VpcId=stage.hub.id)
    assert (
        "hint: the two VPCs could not be connected when the request was made" in stage.aws.report()
    )


def test_a_peer_that_was_deleted_before_the_request(stage: Stage) -> None:
    """The hint names the call that deleted the peer."""
    stage.theirs.delete_vpc(VpcId=stage.spoke.id)
    stage.request()
    assert stage.aws.calls[-1].hint == f"call 1 deleted {stage.spoke.id}"


def test_a_failed_connection_whose_request_was_not_a_call(stage: Stage) -> None:
    """Without a call, the hint is derived from the connection."""
    other = stage.aws.account(OTHER).vpc("10.8.0.0/16", "eu-west-1")
    pcx = stage.aws.peer(stage.hub, other, "failed")
    stage.theirs.delete_vpc(VpcId=other.id)
    text = hint(stage, stage.theirs.accept_vpc_peering_connection, VpcPeeringConnectionId=pcx.id)
    assert text == f"{pcx.id} has failed: call 1 deleted {other.id}"


def test_a_connection_that_nobody_made(stage: Stage) -> None:
    """The hint says that the ID does not exist."""
    accept = stage.theirs.accept_vpc_peering_connection
    text = hint(stage, accept, VpcPeeringConnectionId="pcx-0123456789abcdef0")
    assert text == "no connection with the ID pcx-0123456789abcdef0 has ever existed"


def test_a_connection_seen_from_a_third_account(stage: Stage) -> None:
    """The hint names both parties."""
    pcx = stage.request()
    third = stage.aws.account("333333333333").client("ec2")
    text = hint(stage, third.accept_vpc_peering_connection, VpcPeeringConnectionId=pcx)
    assert text == (
        f"{pcx} connects 123456789012 us-east-1 and {OTHER} eu-west-1; the call was made as "
        "333333333333 in us-east-1"
    )


@mock_peering(settle=timedelta(seconds=30))
def test_a_connection_that_has_not_arrived() -> None:
    """The hint says that the other party sees it later."""
    with mock_peering() as aws:
        theirs = aws.account(OTHER).client("ec2", "eu-west-1")
        stage = Stage(
            aws,
            boto3.client("ec2"),
            theirs,
            aws.vpc("10.0.0.0/16"),
            aws.account(OTHER).vpc("10.1.0.0/16", "eu-west-1"),
        )
        pcx = stage.request()
        text = hint(stage, theirs.accept_vpc_peering_connection, VpcPeeringConnectionId=pcx)
        assert text.startswith(f"{pcx} is not yet visible to {OTHER} (settle=...): wait for it")
        text = hint(stage, stage.ec2.delete_vpc_peering_connection, VpcPeeringConnectionId=pcx)
        assert (
            text
            == "the request is still settling (settle=...): wait until it is pending-acceptance"
        )


def test_a_connection_that_is_no_longer_seen(stage: Stage) -> None:
    """The connection ended too long ago, or a route names it."""
    pcx = stage.aws.peer(stage.hub, stage.spoke, "deleted").id
    params = {
        "RouteTableId": stage.table(stage.hub),
        "DestinationCidrBlock": "10.1.0.0/16",
        "VpcPeeringConnectionId": pcx,
    }
    assert hint(stage, stage.ec2.create_route, **params) == (
        f"{pcx} is deleted, and no route can use it"
    )
    stage.aws.shift(hours=3)
    describe = stage.ec2.describe_vpc_peering_connections
    assert hint(stage, describe, VpcPeeringConnectionIds=[pcx]) == (
        f"{pcx} is deleted, and the caller no longer sees it"
    )


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("expired", "nobody accepted it in seven days: it expired at 20"),
        ("rejected", "222222222222 ended it; a connection that has ended cannot be revived"),
        ("failed", "the two VPCs could not be connected when the request was made"),
    ],
)
def test_a_connection_that_has_ended(stage: Stage, status: str, text: str) -> None:
    """The hint says why it ended and what to do."""
    pcx = stage.aws.peer(stage.hub, stage.spoke, status).id
    delete = stage.ec2.delete_vpc_peering_connection
    assert hint(stage, delete, VpcPeeringConnectionId=pcx).startswith(text)


def test_the_call_that_ended_a_connection(stage: Stage) -> None:
    """The hint names the call and its caller."""
    pcx = stage.request()
    stage.theirs.reject_vpc_peering_connection(VpcPeeringConnectionId=pcx)
    accept = stage.theirs.accept_vpc_peering_connection
    assert hint(stage, accept, VpcPeeringConnectionId=pcx) == (
        f"call 2 (RejectVpcPeeringConnection by {OTHER}) ended it; a connection that has ended "
        "cannot be revived, so make a new request"
    )


def test_rejecting_an_active_connection(stage: Stage) -> None:
    """The hint says that only a pending request can be rejected."""
    pcx = stage.aws.peer(stage.hub, stage.spoke).id
    reject = stage.theirs.reject_vpc_peering_connection
    assert hint(stage, reject, VpcPeeringConnectionId=pcx) == (
        "it is already active: only a pending request can be rejected; delete an active "
        "connection instead"
    )


def test_the_wrong_party_deletes(stage: Stage) -> None:
    """The hint says that only the requester can delete a pending request."""
    pcx = stage.request()
    delete = stage.theirs.delete_vpc_peering_connection
    assert hint(stage, delete, VpcPeeringConnectionId=pcx) == (
        "only the requester, 123456789012, can delete a pending request; the accepter can reject it"
    )


def test_the_wrong_party_accepts(stage: Stage) -> None:
    """The hint names the accepter and the caller."""
    pcx = stage.request()
    accept = stage.ec2.accept_vpc_peering_connection
    assert hint(stage, accept, VpcPeeringConnectionId=pcx) == (
        f"only the accepter, {OTHER} eu-west-1, can accept it; the call was made as 123456789012 "
        "in us-east-1"
    )


def test_the_wrong_region_accepts(stage: Stage) -> None:
    """The hint shows the argument that the client needs."""
    pcx = stage.request()
    near = stage.aws.account(OTHER).client("ec2", "us-east-1")
    text = hint(stage, near.accept_vpc_peering_connection, VpcPeeringConnectionId=pcx)
    assert "use a client with region_name='eu-west-1'" in text


DNS = {"AllowDnsResolutionFromRemoteVpc": True}


def test_options_before_the_connection_is_active(stage: Stage) -> None:
    """The hint has the current status."""
    modify = stage.ec2.modify_vpc_peering_connection_options
    pcx = stage.request()
    params = {"VpcPeeringConnectionId": pcx, "RequesterPeeringConnectionOptions": DNS}
    text = f"{pcx} is pending-acceptance: set options once it is active"
    assert hint(stage, modify, **params) == text


def test_options_of_the_other_side(stage: Stage) -> None:
    """The hint says that each party sets its own side's options."""
    modify = stage.ec2.modify_vpc_peering_connection_options
    pcx = stage.aws.peer(stage.hub, stage.spoke).id
    params = {"VpcPeeringConnectionId": pcx, "AccepterPeeringConnectionOptions": DNS}
    assert hint(stage, modify, **params).startswith("each party sets only its own side's options")


def test_options_of_another_region(stage: Stage) -> None:
    """The hint names the Region of the side."""
    far = stage.aws.vpc("10.5.0.0/16", "eu-west-1")
    modify = stage.ec2.modify_vpc_peering_connection_options
    pcx = stage.aws.peer(stage.hub, far).id
    params = {"VpcPeeringConnectionId": pcx, "AccepterPeeringConnectionOptions": DNS}
    text = "the accepter VPC is not in us-east-1"
    assert hint(stage, modify, **params).startswith(text)


def test_hostnames_that_are_off(stage: Stage) -> None:
    """The hint names the VPCs whose attribute is off."""
    modify = stage.ec2.modify_vpc_peering_connection_options
    pcx = stage.aws.peer(stage.hub, stage.spoke).id
    params = {"VpcPeeringConnectionId": pcx, "RequesterPeeringConnectionOptions": DNS}
    text = f"DNS support or DNS hostnames are off in {stage.hub.id} and {stage.spoke.id}"
    assert hint(stage, modify, **params).startswith(text)


def test_a_second_connection(stage: Stage) -> None:
    """The hint names the existing connection."""
    other = stage.aws.peer(stage.spoke, stage.hub)
    pcx = stage.request()
    accept = stage.theirs.accept_vpc_peering_connection
    assert hint(stage, accept, VpcPeeringConnectionId=pcx) == (
        f"{other.id} already connects these two VPCs and is active"
    )


@pytest.mark.parametrize(
    ("quotas", "text"),
    [
        (
            Quotas(outstanding_requests=0),
            "123456789012 in us-east-1 already has 0 outstanding requests",
        ),
        (
            Quotas(active_per_vpc=0),
            " already has 0 active connections, the quota (Quotas(active_per_vpc=0))",
        ),
    ],
)
def test_a_quota(quotas: Quotas, text: str) -> None:
    """The hint has the current number and the origin of the limit."""
    with mock_peering(quotas=quotas) as aws:
        other = aws.account(OTHER).client("ec2")
        hub, spoke = aws.vpc("10.0.0.0/16"), aws.account(OTHER).vpc("10.1.0.0/16")
        stage = Stage(aws, boto3.client("ec2"), other, hub, spoke)

        def peer() -> None:
            pcx = stage.request(PeerRegion="us-east-1")
            other.accept_vpc_peering_connection(VpcPeeringConnectionId=pcx)

        assert text in hint(stage, peer)


def test_what_a_vpc_cannot_be_deleted_before(stage: Stage) -> None:
    """The hint names the first few resources in the VPC."""
    subnet = stage.ec2.create_subnet(VpcId=stage.hub.id, CidrBlock="10.0.1.0/24")["Subnet"]
    text = hint(stage, stage.ec2.delete_vpc, VpcId=stage.hub.id)
    assert text == f"{subnet['SubnetId']} is still in {stage.hub.id}: delete it first"
    group = stage.group(stage.hub)
    text = hint(stage, stage.ec2.delete_vpc, VpcId=stage.hub.id)
    assert text == (
        f"{subnet['SubnetId']} and {group} are still in {stage.hub.id}: delete them first"
    )
    for number in range(2, 6):
        stage.ec2.create_subnet(VpcId=stage.hub.id, CidrBlock=f"10.0.{number}.0/24")
    text = hint(stage, stage.ec2.delete_vpc, VpcId=stage.hub.id)
    assert f" and 2 more are still in {stage.hub.id}: delete them first" in text


def test_a_vpc_that_is_peered(stage: Stage) -> None:
    """The hint names the connection and its status."""
    pcx = stage.request()
    text = hint(stage, stage.ec2.delete_vpc, VpcId=stage.hub.id)
    assert text.startswith(f"{pcx} (pending-acceptance) is still in {stage.hub.id}")


def test_what_a_route_table_cannot_be_deleted_before(stage: Stage) -> None:
    """The hint names the VPC whose main table it is, or the subnets that use it."""
    table = stage.table(stage.hub)
    text = hint(stage, stage.ec2.delete_route_table, RouteTableId=table)
    assert text == f"the VPC still uses {table}: delete it first"


def test_a_subnet_that_is_in_the_way(stage: Stage) -> None:
    """The hint names the other subnet and its CIDR block."""
    subnet = stage.ec2.create_subnet(VpcId=stage.hub.id, CidrBlock="10.0.1.0/24")["Subnet"]
    create = stage.ec2.create_subnet
    text = hint(stage, create, VpcId=stage.hub.id, CidrBlock="10.0.1.128/25")
    assert text == f"{subnet['SubnetId']} of this VPC already uses 10.0.1.0/24"


def test_a_subnet_outside_its_vpc(stage: Stage) -> None:
    """The hint lists the CIDR blocks of the VPC."""
    text = hint(stage, stage.ec2.create_subnet, VpcId=stage.hub.id, CidrBlock="10.9.0.0/24")
    assert text.startswith(f"10.9.0.0/24 is outside 10.0.0.0/16 of {stage.hub.id}")


def test_a_table_of_another_vpc(stage: Stage) -> None:
    """The hint names the table's VPC and the VPCs of the connection."""
    third = stage.aws.vpc("10.3.0.0/16")
    pcx = stage.aws.peer(stage.hub, stage.spoke).id
    params = {
        "RouteTableId": stage.table(third),
        "DestinationCidrBlock": "10.1.0.0/16",
        "VpcPeeringConnectionId": pcx,
    }
    text = hint(stage, stage.ec2.create_route, **params)
    assert text.endswith(
        f" belongs to {third.id}, but {pcx} connects {stage.hub.id} and {stage.spoke.id}"
    )


@pytest.mark.parametrize(
    ("destination", "text"),
    [
        ("10.1.0.0/16", "already has a route to 10.1.0.0/16: keep it, or change it with"),
        ("10.0.0.0/16", "10.0.0.0/16 is a CIDR block of vpc-"),
        ("10.0.1.0/24", "10.0.1.0/24 is within the table's own VPC"),
    ],
)
def test_a_route_that_cannot_be_made(stage: Stage, destination: str, text: str) -> None:
    """The hint names the conflicting route."""
    params = {
        "RouteTableId": stage.table(stage.hub),
        "VpcPeeringConnectionId": stage.aws.peer(stage.hub, stage.spoke).id,
    }
    stage.ec2.create_route(DestinationCidrBlock="10.1.0.0/16", **params)
    assert text in hint(stage, stage.ec2.create_route, DestinationCidrBlock=destination, **params)


def test_a_route_that_is_not_there(stage: Stage) -> None:
    """The hint lists the existing routes."""
    table = stage.table(stage.hub)
    params = {"RouteTableId": table, "DestinationCidrBlock": "10.1.0.0/16"}
    assert hint(stage, stage.ec2.delete_route, **params) == f"{table} has routes to 10.0.0.0/16"


def test_a_group_of_another_region(stage: Stage) -> None:
    """The hint suggests the peer's CIDR block."""
    stage.aws.peer(stage.hub, stage.spoke)
    ours, other = stage.group(stage.hub), stage.group(stage.spoke)
    text = hint(stage, stage.let_in, group_id=ours, other=other, UserId=OTHER)
    assert text == (
        f"{other} is in {OTHER} eu-west-1: a group in another Region cannot be referenced, so use "
        "the peer's CIDR block instead"
    )


def test_a_group_whose_owner_is_not_named(stage: Stage) -> None:
    """The hint names the group's owner."""
    ours, other = stage.group(stage.hub), stage.group(stage.near()[0])
    text = hint(stage, stage.let_in, group_id=ours, other=other, UserId="333333333333")
    assert text == f"{other} belongs to {OTHER}, but UserId names another account"


def test_a_group_of_a_vpc_that_is_not_peered(stage: Stage) -> None:
    """The hint names the two VPCs."""
    vpc = stage.aws.account(OTHER).vpc("10.2.0.0/16", "us-east-1")
    ours, other = stage.group(stage.hub), stage.group(vpc)
    text = hint(stage, stage.let_in, group_id=ours, other=other, UserId=OTHER)
    joined = f"{stage.hub.id} with {vpc.id}"
    assert text == f"no peering connection connects {joined}, the VPC of {other}"


def test_a_group_of_a_vpc_whose_peering_is_pending(stage: Stage) -> None:
    """The hint names the connection and its status."""
    vpc, pcx = stage.near("pending-acceptance")
    ours, other = stage.group(stage.hub), stage.group(vpc)
    text = hint(stage, stage.let_in, group_id=ours, other=other, UserId=OTHER)
    assert text == (
        f"{pcx} between {stage.hub.id} and {vpc.id} is pending-acceptance: a reference needs an "
        "active connection"
    )


def test_a_group_that_nobody_has(stage: Stage) -> None:
    """The ID is unknown or was deleted."""
    ours = stage.group(stage.hub)
    made_up = "sg-0123456789abcdef0"
    text = hint(stage, stage.let_in, group_id=ours, other=made_up)
    assert text == f"group {made_up} does not exist in any account"
    other = stage.group(stage.aws.vpc("10.7.0.0/16"))
    stage.ec2.delete_security_group(GroupId=other)
    assert hint(stage, stage.let_in, group_id=ours, other=other).endswith(f" deleted {other}")


def test_a_group_to_change_that_is_elsewhere(stage: Stage) -> None:
    """The hint names the group's account and Region."""
    other = stage.group(stage.spoke)
    text = hint(stage, stage.let_in, group_id=other, other=other)
    assert text.startswith(f"{other} is in {OTHER} eu-west-1")


def test_a_group_apart_among_others(stage: Stage) -> None:
    """The hint names the unusable pair among several."""
    near, _ = stage.near()
    alone = stage.aws.vpc("10.7.0.0/16")
    ours, beside = stage.group(stage.hub), stage.group(near)
    apart = stage.group(alone)
    pairs = [{"GroupId": group_id} for group_id in (ours, beside, apart)]
    text = hint(
        stage,
        stage.ec2.authorize_security_group_ingress,
        GroupId=ours,
        IpPermissions=[{"IpProtocol": "-1", "UserIdGroupPairs": pairs}],
    )
    joined = f"{stage.hub.id} with {alone.id}"
    assert text == f"no peering connection connects {joined}, the VPC of {apart}"


def test_a_group_to_describe_that_is_elsewhere(stage: Stage) -> None:
    """The hint works for calls without permissions too."""
    other = stage.group(stage.spoke)
    text = hint(stage, stage.ec2.describe_security_groups, GroupIds=[other])
    assert text.startswith(f"{other} is in {OTHER} eu-west-1")


def test_what_the_world_does_not_have_gets_no_hint(stage: Stage) -> None:
    """Beside moto, VPCs and tables may belong to moto's network."""
    case = Case(
        world=stage.aws._lifecycle.gateway.world,
        place=Place("123456789012", "us-west-2"),
        operation_name="DeleteVpc",
        params={},
        at=datetime.now(UTC),
        calls=[],
    )
    assert explain_error(case, DependencyViolation("vpc", GONE)) == ""


def test_a_range_that_meets_no_subnet_gets_no_hint(stage: Stage) -> None:
    """The conflicting subnet belongs to another program's network."""
    case = Case(
        world=stage.aws._lifecycle.gateway.world,
        place=Place("123456789012", "us-east-1"),
        operation_name="CreateSubnet",
        params={"VpcId": stage.hub.id},
        at=datetime.now(UTC),
        calls=[],
    )
    assert explain_error(case, SubnetConflict("10.0.0.0/24")) == ""


def test_a_group_to_open_to_a_range_that_is_elsewhere(stage: Stage) -> None:
    """The hint is about the changed group, not about a pair."""
    other = stage.group(stage.spoke)
    permissions = [{"IpProtocol": "-1", "UserIdGroupPairs": [{"GroupId": stage.group(stage.hub)}]}]
    authorize = stage.ec2.authorize_security_group_ingress
    text = hint(stage, authorize, GroupId=other, IpPermissions=permissions)
    assert text.startswith(f"{other} is in {OTHER} eu-west-1")


def test_a_group_that_another_refers_to(stage: Stage) -> None:
    """The hint names the group whose rule must be revoked first."""
    group = stage.group(stage.hub)
    made = stage.ec2.create_security_group(GroupName="a", Description="a", VpcId=stage.hub.id)
    stage.let_in(made["GroupId"], group)
    text = hint(stage, stage.ec2.delete_security_group, GroupId=group)
    assert text == f"a rule of {made['GroupId']} refers to {group}: revoke it first"


@pytest.mark.parametrize(
    ("operation", "params", "text"),
    [
        ("create_vpc", {"CidrBlock": "10.0.0.0/8"}, "a VPC needs a /16 to /28 block"),
        ("create_vpc", {}, "pass CidrBlock to CreateVpc"),
        ("describe_vpcs", {"DryRun": True}, "DryRun=True: AWS would allow the call"),
        (
            "describe_vpcs",
            {"Filters": [{"Name": "vpcId", "Values": ["x"]}]},
            "DescribeVpcs has no filter 'vpcId': use AWS's hyphenated names",
        ),
        (
            "describe_instances",
            {"InstanceIds": ["i-0123456789abcdef0"]},
            "i-0123456789abcdef0 does not exist in any account or Region",
        ),
        ("describe_vpcs", {"NextToken": "x"}, "a NextToken is valid only for the operation"),
        (
            "describe_subnets",
            {"SubnetIds": ["vpc-1"]},
            "'vpc-1' is not an ID of this kind: is",
        ),
    ],
)
def test_a_request_that_is_not_as_aws_takes_it(
    stage: Stage, operation: str, params: dict[str, object], text: str
) -> None:
    """The hint says what to pass instead."""
    assert hint(stage, getattr(stage.ec2, operation), **params).startswith(text)


def test_a_permission_that_the_test_took_away(stage: Stage) -> None:
    """The hint names the line of the test that denied it."""
    stage.aws.account("123456789012").deny("CreateVpc")
    text = "the test denied this permission: account('123456789012').deny('CreateVpc')"
    assert hint(stage, stage.ec2.create_vpc, CidrBlock="10.0.0.0/16") == text


def test_a_fault_that_the_test_asked_for(stage: Stage) -> None:
    """The hint names the line of the test that requested it."""
    stage.aws.fail("DescribeVpcs", code="AuthFailure")
    text = "the test injected this error: fail('DescribeVpcs', code='AuthFailure')"
    assert hint(stage, stage.ec2.describe_vpcs) == text


@pytest.mark.parametrize("settle", [Settle(describes=9), timedelta(days=1)])
def test_a_connection_that_still_settles(settle: Settle | timedelta) -> None:
    """The report says what the connection is waiting for."""
    with mock_peering(settle=settle) as aws:
        hub, spoke = aws.vpc("10.0.0.0/16"), aws.vpc("10.1.0.0/16")
        boto3.client("ec2").create_vpc_peering_connection(VpcId=hub.id, PeerVpcId=spoke.id)
        assert "hint: it is still settling (settle=...)" in aws.report()
