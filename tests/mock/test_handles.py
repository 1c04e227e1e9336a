"""Handles from IDs: resources that the code under test created, read without a call."""

from datetime import timedelta

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from peermock import MockStateError, PeeringMock, Vpc, VpcPeeringConnection, mock_peering
from tests.arrangements import Peer, Route

OTHER = "222222222222"


def test_a_connection_by_its_id(
    peering: PeeringMock, ec2: BaseClient, ours: Vpc, theirs: Vpc
) -> None:
    """Status and sides can be read, and no call is recorded."""
    made = ec2.create_vpc_peering_connection(
        VpcId=ours.id, PeerVpcId=theirs.id, PeerOwnerId=OTHER, PeerRegion="eu-west-1"
    )
    pcx = made["VpcPeeringConnection"]["VpcPeeringConnectionId"]
    connection = peering.connection(pcx)
    assert connection.status == "pending-acceptance"
    assert (connection.requester, connection.accepter) == (ours, theirs)
    assert peering.connections == [connection]
    assert len(peering.calls) == 1


def test_a_connection_to_a_vpc_that_is_not_there(
    peering: PeeringMock, ec2: BaseClient, ours: Vpc
) -> None:
    """The accepter of the handle has no CIDR block."""
    ec2.create_vpc_peering_connection(VpcId=ours.id, PeerVpcId="vpc-1a2b3c4d", PeerOwnerId=OTHER)
    (connection,) = peering.connections
    assert connection.accepter.account_id == OTHER
    assert connection.accepter.cidr_block == ""


def test_a_vpc_by_its_id(peering: PeeringMock, their_ec2: BaseClient) -> None:
    """VPCs of any account and Region are found, including default VPCs."""
    for made in (
        their_ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"],
        *their_ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"],
    ):
        vpc = peering.find_vpc(made["VpcId"])
        assert (vpc.account_id, vpc.region_name) == (OTHER, "eu-west-1")
        assert vpc.cidr_block == made["CidrBlock"]


def test_what_is_not_there(peering: PeeringMock, peer: Peer) -> None:
    """An unknown ID is an error that lists the existing ones."""
    with pytest.raises(LookupError, match="no VPC has the ID 'vpc-1a2b3c4d'"):
        peering.find_vpc("vpc-1a2b3c4d")
    with pytest.raises(LookupError, match="existing connections: none"):
        peering.connection("pcx-1a2b3c4d")
    connection = peer("active")
    with pytest.raises(LookupError, match=f"existing connections: {connection.id}"):
        peering.connection(connection.id[:-1])


def test_after_the_end() -> None:
    """Handles can still be used in assertions after the mock has ended."""
    with mock_peering() as aws:
        connection = aws.peer(aws.vpc("10.0.0.0/16"), aws.vpc("10.1.0.0/16"))
    assert [each.status for each in aws.connections] == ["active"]
    assert aws.connection(connection.id).requester == aws.find_vpc(connection.requester.id)
    with pytest.raises(MockStateError):
        _ = mock_peering().connections


def test_peering_by_ids(peering: PeeringMock, ec2: BaseClient, theirs: Vpc) -> None:
    """A test can connect VPCs that the code created."""
    made = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]
    connection = peering.peer(made["VpcId"], theirs.id)
    assert connection.requester.id == made["VpcId"]
    assert connection.accepter == theirs
    with pytest.raises(LookupError):
        peering.peer("vpc-1a2b3c4d", theirs)


def test_peering_with_routes(peering: PeeringMock, ours: Vpc, theirs: Vpc) -> None:
    """Every route table of both VPCs gets routes to all CIDR blocks of the other."""
    their_ec2 = peering.account(OTHER).client("ec2", "eu-west-1")
    their_ec2.associate_vpc_cidr_block(VpcId=theirs.id, CidrBlock="10.2.0.0/16")
    their_ec2.create_route_table(VpcId=theirs.id)
    peering.peer(ours, theirs, routes=True)
    assert peering.reachability(ours, theirs)
    tables = their_ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [theirs.id]}])
    assert [len(table["Routes"]) for table in tables["RouteTables"]] == [3, 3]


def test_a_subnet(peering: PeeringMock, ec2: BaseClient, ours: Vpc) -> None:
    """A subnet gets a zone and tags, and no call is recorded."""
    subnet = ours.subnet("10.0.1.0/24", availability_zone="us-east-1b", tags={"Name": "web"})
    assert (subnet.vpc, subnet.cidr_block) == (ours, "10.0.1.0/24")
    assert subnet.availability_zone == "us-east-1b"
    assert len(peering.calls) == 0
    (seen,) = ec2.describe_subnets(SubnetIds=[subnet.id])["Subnets"]
    assert seen["Tags"] == [{"Key": "Name", "Value": "web"}]
    assert ours.subnet("10.0.2.0/24").id != subnet.id


def test_a_subnet_that_aws_refuses(ours: Vpc) -> None:
    """A subnet outside the VPC is rejected."""
    with pytest.raises(ValueError, match="AWS rejects it"):
        ours.subnet("10.9.0.0/24")


def test_the_own_account(peering: PeeringMock) -> None:
    """The mock has the client and permissions of its own account."""
    ec2 = peering.client("ec2", "eu-west-1")
    assert peering.client("sts").get_caller_identity()["Account"] == "123456789012"
    with peering.deny("CreateVpc"), pytest.raises(ClientError, match="UnauthorizedOperation"):
        ec2.create_vpc(CidrBlock="10.0.0.0/16")
    peering.deny("CreateVpc")
    peering.allow("CreateVpc")
    ec2.create_vpc(CidrBlock="10.0.0.0/16")
    assert peering.calls[-1].region_name == "eu-west-1"


def test_what_is_for_users_is_what_dir_shows(peering: PeeringMock, ours: Vpc) -> None:
    """Every name without an underscore is public API."""
    shown = {name for name in dir(peering) if not name.startswith("_")}
    assert {"answer", "connections", "unchanged"} < shown
    assert {name for name in dir(ours) if not name.startswith("_")} == {
        *("account_id", "cidr_block", "id", "region_name", "subnet", "view"),
    }


def connect(ours: Vpc, theirs: Vpc) -> str:
    """Connect two VPCs unless they are connected, like an idempotent automation."""
    ec2 = boto3.client("ec2")
    there = ec2.describe_vpc_peering_connections(
        Filters=[{"Name": "status-code", "Values": ["active"]}]
    )["VpcPeeringConnections"]
    for each in there:
        return str(each["VpcPeeringConnectionId"])
    made = ec2.create_vpc_peering_connection(VpcId=ours.id, PeerVpcId=theirs.id)
    pcx = str(made["VpcPeeringConnection"]["VpcPeeringConnectionId"])
    ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=pcx)
    return pcx


@pytest.fixture
def near(peering: PeeringMock) -> Vpc:
    """A VPC of ours to connect to."""
    return peering.vpc("10.1.0.0/16")


def test_a_second_run_that_changes_nothing(peering: PeeringMock, ours: Vpc, near: Vpc) -> None:
    """`unchanged` passes if nothing changes."""
    connect(ours, near)
    with peering.unchanged():
        connect(ours, near)


def test_a_second_run_that_changes_something(peering: PeeringMock, ours: Vpc, near: Vpc) -> None:
    """The message lists new, deleted and changed resources with the differing values."""
    pcx = connect(ours, near)
    ec2 = peering.client("ec2")

    def run() -> None:
        with peering.unchanged():
            ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=pcx)
            ec2.create_vpc(CidrBlock="10.9.0.0/16")
            peering.shift(hours=3)

    with pytest.raises(AssertionError, match="expected nothing to change, but") as caught:
        run()
    text = " ".join(str(caught.value).split())
    assert " of Vpcs is new" in text
    assert f"{pcx} of VpcPeeringConnections is gone" in text


def test_a_change_is_reported_with_its_member(peering: PeeringMock, ours: Vpc, near: Vpc) -> None:
    """The message shows the old and the new value."""
    pcx = connect(ours, near)

    def run() -> None:
        with peering.unchanged():
            peering.client("ec2").delete_vpc_peering_connection(VpcPeeringConnectionId=pcx)

    with pytest.raises(AssertionError) as caught:
        run()
    text = " ".join(str(caught.value).split())
    assert f"{pcx} of VpcPeeringConnections has changed:" in text
    assert all(len(line) <= 76 for line in str(caught.value).splitlines())


def test_very_many_changes(peering: PeeringMock) -> None:
    """The message shows the first changes and the number of the others."""

    def run() -> None:
        with peering.unchanged():
            for number in range(10):
                peering.vpc(f"10.{number}.0.0/16")

    with pytest.raises(AssertionError, match=r"and [0-9]+ more"):
        run()


def test_a_teardown_that_leaves_nothing(peering: PeeringMock, ours: Vpc, near: Vpc) -> None:
    """Ended connections do not count, nor Regions that were only read."""
    with peering.cleaned_up():
        pcx = connect(ours, near)
        peering.client("ec2").delete_vpc_peering_connection(VpcPeeringConnectionId=pcx)
        vpc = peering.client("ec2", "ap-south-1").create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]
        peering.client("ec2", "ap-south-1").delete_vpc(VpcId=vpc["VpcId"])


def test_a_teardown_whose_deletion_settles() -> None:
    """A connection that is deleting does not count."""
    with mock_peering(settle=timedelta(seconds=20)) as aws:
        connection = aws.peer(aws.vpc("10.0.0.0/16"), aws.vpc("10.1.0.0/16"))
        with aws.cleaned_up():
            ec2 = aws.client("ec2")
            ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=connection.id)
            assert connection.status == "deleting"


def test_a_teardown_of_what_was_there_before(peering: PeeringMock, peer: Peer) -> None:
    """A connection that the code has ended counts as cleaned up."""
    connection = peer("active")
    with peering.cleaned_up():
        peering.client("ec2").delete_vpc_peering_connection(VpcPeeringConnectionId=connection.id)


def test_a_teardown_that_leaves_a_route(
    peering: PeeringMock, ours: Vpc, near: Vpc, route: Route
) -> None:
    """The message names the route table."""

    def run() -> None:
        with peering.cleaned_up():
            connection = peering.connection(connect(ours, near))
            route(ours, connection, "10.1.0.0/16")
            peering.client("ec2").delete_vpc_peering_connection(
                VpcPeeringConnectionId=connection.id
            )

    with pytest.raises(AssertionError, match=r"of RouteTables has changed:\s+Routes\s+has {Dest"):
        run()


def test_a_block_that_fails_says_why_itself(peering: PeeringMock) -> None:
    """An exception in the block takes precedence over changes."""
    with pytest.raises(KeyError), peering.unchanged():
        raise KeyError(peering.vpc("10.0.0.0/16"))


def test_values_are_equal_by_id(peer: Peer, peering: PeeringMock) -> None:
    """A handle equals the one that was arranged."""
    connection: VpcPeeringConnection = peer("active")
    assert peering.connection(connection.id) == connection
