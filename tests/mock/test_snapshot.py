"""Snapshots of the world, and restoring them."""

from collections.abc import Callable

import boto3
import pytest
from botocore.client import BaseClient

from peermock import PeeringMock, Settle, Vpc, VpcPeeringConnection, mock_peering
from tests.arrangements import Error, Peer


def vpc_ids(ec2: BaseClient) -> list[str]:
    """Return the IDs of the VPCs that a client finds."""
    return [vpc["VpcId"] for vpc in ec2.describe_vpcs()["Vpcs"]]


def test_the_world_comes_back(peering: PeeringMock, ec2: BaseClient, ours: Vpc) -> None:
    """New resources are gone, and deleted ones exist again."""
    before = vpc_ids(ec2)
    snapshot = peering.snapshot()
    ec2.delete_vpc(VpcId=ours.id)
    peering.vpc("10.5.0.0/16")
    peering.restore(snapshot)
    assert vpc_ids(ec2) == before


def test_all_accounts_and_regions_come_back(
    peering: PeeringMock, their_ec2: BaseClient, request_of_ours: VpcPeeringConnection
) -> None:
    """A connection is restored for both of its parties."""
    snapshot = peering.snapshot()
    theirs = request_of_ours.accepter_view
    their_ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=request_of_ours.id)
    their_ec2.create_tags(Resources=[request_of_ours.id], Tags=[{"Key": "k", "Value": "v"}])
    peering.restore(snapshot)
    assert request_of_ours.status == "pending-acceptance"
    assert request_of_ours.accepter_view == theirs


def test_a_snapshot_can_be_restored_repeatedly(
    peering: PeeringMock, ec2: BaseClient, request_of_ours: VpcPeeringConnection
) -> None:
    """Changes after a restore do not affect the snapshot."""
    snapshot = peering.snapshot()
    for _ in range(2):
        ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=request_of_ours.id)
        assert request_of_ours.status == "deleted"
        peering.restore(snapshot)
        assert request_of_ours.status == "pending-acceptance"


def test_snapshots_are_of_their_moment(peering: PeeringMock, ec2: BaseClient) -> None:
    """Several snapshots can be restored in any order."""
    snapshots = []
    for number in range(3):
        snapshots.append(peering.snapshot())
        peering.vpc(f"10.{number}.0.0/16")
    for number in (2, 0, 1):
        peering.restore(snapshots[number])
        assert len(vpc_ids(ec2)) == 1 + number


def test_ids_come_back(peering: PeeringMock, ec2: BaseClient) -> None:
    """Resources created after a restore get the same IDs as those created after the snapshot."""
    snapshot = peering.snapshot()
    first = [ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"] for _ in range(3)]
    peering.restore(snapshot)
    assert [ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"] for _ in range(3)] == first


def test_permissions_come_back(
    peering: PeeringMock, ec2: BaseClient, refusal: Callable[..., Error]
) -> None:
    """Denied calls are allowed again, and the other way round."""
    account = peering.account("123456789012")
    account.deny("DescribeVpcs")
    snapshot = peering.snapshot()
    account.allow("DescribeVpcs")
    account.deny("DescribeSubnets")
    peering.restore(snapshot)
    assert refusal(ec2.describe_vpcs)[0] == "UnauthorizedOperation"
    assert ec2.describe_subnets()["Subnets"]


def test_assumed_roles_come_back(peering: PeeringMock) -> None:
    """Credentials of a role assumed before the snapshot belong to that role."""
    arn = "arn:aws:iam::222222222222:role/peering"
    role = boto3.client("sts").assume_role(RoleArn=arn, RoleSessionName="test")
    peering.restore(peering.snapshot())
    keys = role["Credentials"]
    sts = boto3.client(
        "sts",
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )
    assert sts.get_caller_identity()["Arn"].endswith(":assumed-role/peering/test")


def test_a_state_that_settles_comes_back() -> None:
    """The remaining number of Describes of a transitional status is restored."""
    with mock_peering(settle=Settle(describes=2)) as aws:
        ec2 = boto3.client("ec2")
        ours, theirs = aws.vpc("10.0.0.0/16"), aws.vpc("10.1.0.0/16")
        ec2.create_vpc_peering_connection(VpcId=ours.id, PeerVpcId=theirs.id)
        snapshot = aws.snapshot()
        for _ in range(2):
            statuses = [
                ec2.describe_vpc_peering_connections()["VpcPeeringConnections"][0]["Status"]["Code"]
                for _ in range(3)
            ]
            assert statuses == ["initiating-request", "initiating-request", "pending-acceptance"]
            aws.restore(snapshot)


def test_the_present_does_not_come_back(
    peering: PeeringMock, request_of_ours: VpcPeeringConnection
) -> None:
    """A restored request has expired if its seven days are over."""
    snapshot = peering.snapshot()
    peering.shift(days=8)
    peering.restore(snapshot)
    assert request_of_ours.status == "expired"


def test_the_call_log_does_not_come_back(peering: PeeringMock, ec2: BaseClient) -> None:
    """Restoring does not remove calls from the log; only `rewinding` does."""
    snapshot = peering.snapshot()
    ec2.describe_vpcs()
    peering.restore(snapshot)
    peering.assert_called("DescribeVpcs", times=1)


def test_values_of_the_test_go_on(peering: PeeringMock, peer: Peer, ours: Vpc) -> None:
    """Handles arranged before the snapshot can be used after it."""
    peering.restore(peering.snapshot())
    assert peer("active").requester == ours


def test_mocks_of_one_world_are_restored_together(peering: PeeringMock, ec2: BaseClient) -> None:
    """A nested mock can restore the world for both."""
    snapshot = peering.snapshot()
    peering.vpc("10.0.0.0/16")
    with mock_peering() as inner:
        inner.restore(snapshot)
    assert len(vpc_ids(ec2)) == 1


@pytest.mark.parametrize("fails", [True, False])
def test_a_block_can_be_rewound(peering: PeeringMock, ec2: BaseClient, fails: bool) -> None:
    """`rewinding` takes a snapshot and restores it, even after an exception."""

    def arrange() -> None:
        with peering.rewinding() as aws:
            aws.vpc("10.0.0.0/16")
            if fails:
                raise LookupError

    if fails:
        with pytest.raises(LookupError):
            arrange()
    else:
        arrange()
    assert len(vpc_ids(ec2)) == 1
