"""Both mocks as one AWS: EC2 from moto, AWS's peering rules, and a single network."""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError
from moto import mock_aws

from peermock import MockStateError, PeeringMock, UnsupportedOperationError, mock_peering
from tests.arrangements import Run
from tests.transport.moto.network import OTHER, Network


def create_volume(ec2: BaseClient) -> None:
    """Create a volume, which peermock alone would refuse."""
    ec2.create_volume(AvailabilityZone="us-east-1a", Size=1)


def is_aws(ec2: BaseClient) -> bool:
    """Return whether peering follows AWS: moto answers an unknown ID with an empty list."""
    with pytest.raises(ClientError) as caught:
        ec2.describe_vpc_peering_connections(VpcPeeringConnectionIds=["pcx-0123456789abcdef0"])
    return caught.value.response["Error"]["Code"] == "InvalidVpcPeeringConnectionID.NotFound"


def check_one_aws() -> None:
    """Check that both mocks work together."""
    ec2 = boto3.client("ec2", "us-east-1")
    create_volume(ec2)
    assert is_aws(ec2)


@mock_aws
@mock_peering
def test_decorators_with_moto_outside() -> None:
    """Both decorators work without arguments, moto's outside."""
    check_one_aws()


@mock_peering
@mock_aws
def test_decorators_with_moto_inside() -> None:
    """Both decorators work without arguments, moto's inside."""
    check_one_aws()


@pytest.mark.usefixtures("images")
def test_instances_run(network: Network) -> None:
    """An instance can run in a subnet of a peered VPC."""
    network.peer()
    image = network.ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    subnet = network.ec2.create_subnet(VpcId=network.ours, CidrBlock="10.0.1.0/24")["Subnet"]
    run = network.ec2.run_instances(
        ImageId=image, MinCount=1, MaxCount=1, SubnetId=subnet["SubnetId"]
    )
    assert run["Instances"][0]["VpcId"] == network.ours


def test_fixtures_of_either(aws: PeeringMock) -> None:
    """Context managers and fixtures work in either order."""
    check_one_aws()


def test_start_and_stop() -> None:
    """Both can be started and stopped, and stop in any order."""
    moto, peering = mock_aws(), mock_peering()
    moto.start()
    peering.start()
    check_one_aws()
    moto.stop()
    peering.stop()


CLASS = """
from unittest import TestCase

from moto import mock_aws
from moto.ec2.models import ec2_backends


def check():
    ec2 = boto3.client("ec2", "us-east-1")
    ec2.create_volume(AvailabilityZone="us-east-1a", Size=1)
    assert len(ec2.describe_vpcs()["Vpcs"]) == 1
    assert ec2.describe_vpc_peering_connections()["VpcPeeringConnections"] == []
    one, other = (
        ec2.create_vpc(CidrBlock=block)["Vpc"]["VpcId"] for block in ("10.0.0.0/16", "10.1.0.0/16")
    )
    ec2.create_vpc_peering_connection(VpcId=one, PeerVpcId=other)


@{0}
@{1}
class TestDecorated{2}:
    def test_one(self):
        check()

    def test_other(self):
        check()


def test_nothing_is_left():
    assert not ec2_backends
"""


@pytest.mark.parametrize("base", ["", "(TestCase)"])
@pytest.mark.parametrize("decorators", [("mock_aws", "mock_peering"), ("mock_peering", "mock_aws")])
def test_decorated_classes(run: Run, decorators: tuple[str, str], base: str) -> None:
    """Tests do not see each other's resources in either mock, and nothing is left."""
    run(CLASS.format(*decorators, base)).assert_outcomes(passed=3)


@pytest.mark.parametrize("made", ["before", "between", "inside"])
@pytest.mark.parametrize("mocks", [(mock_aws, mock_peering), (mock_peering, mock_aws)])
def test_clients_of_any_age(
    mocks: tuple[Callable[[], Any], Callable[[], Any]],
    made: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both mocks answer clients older than both, or than one."""
    import botocore.handlers  # noqa: PLC0415  # what moto has put there at its import
    from moto.core.models import botocore_stubber  # noqa: PLC0415  # likewise

    handlers = [h for h in botocore.handlers.BUILTIN_HANDLERS if h[1] is not botocore_stubber]
    with monkeypatch.context() as patch:
        patch.setattr(botocore.handlers, "BUILTIN_HANDLERS", handlers)
        keys = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing"}
        clients = {"before": boto3.Session().client("ec2", "us-east-1", **keys)}
    with ExitStack() as stack:
        stack.enter_context(mocks[0]())
        clients["between"] = boto3.client("ec2", "us-east-1")
        stack.enter_context(mocks[1]())
        clients["inside"] = boto3.client("ec2", "us-east-1")
        create_volume(clients[made])
        assert is_aws(clients[made])


def test_threads(network: Network) -> None:
    """Threads may call both at once."""
    errors: list[Exception] = []

    def work() -> None:
        try:
            boto3.session.Session().client("ec2", "us-east-1").describe_instances()
            network.ec2.describe_vpc_peering_connections()
        except Exception as error:  # noqa: BLE001  # whatever it is, the test shows it
            errors.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors


def test_nothing_is_left_for_the_next_test() -> None:
    """Resources and connections in moto's network end with moto."""
    for _ in range(2):
        with mock_aws(), mock_peering() as aws:
            network = Network(aws, boto3.client("ec2", "us-east-1"))
            assert network.ec2.describe_vpc_peering_connections()["VpcPeeringConnections"] == []
            network.request()


def test_when_peermock_ends_moto_goes_on(network: Network) -> None:
    """A peermock mock inside moto's leaves moto as it was, with its own connections."""
    with mock_aws():
        ec2 = boto3.client("ec2", "eu-west-1")
        with mock_peering(isolated=True):
            pass
        assert len(ec2.describe_vpcs()["Vpcs"]) == 1


def test_when_moto_ends_the_world_begins_again() -> None:
    """Resources on moto's network end with it, and the next use chooses a network again."""
    with mock_peering() as aws:
        with mock_aws():
            network = Network(aws, boto3.client("ec2", "us-east-1"))
            network.request()
        ec2 = boto3.client("ec2", "us-east-1")
        assert ec2.describe_vpc_peering_connections()["VpcPeeringConnections"] == []
        assert [vpc["CidrBlock"] for vpc in ec2.describe_vpcs()["Vpcs"]] == ["172.31.0.0/16"]
        with pytest.raises(UnsupportedOperationError, match="ec2:RunInstances"):
            ec2.run_instances(MinCount=1, MaxCount=1)


def test_a_world_in_use_keeps_its_network() -> None:
    """If moto starts later, EC2 and STS stay with peermock, and a refusal says why."""
    with mock_peering() as aws:
        vpc = aws.vpc("10.0.0.0/16")
        with mock_aws():
            ec2 = boto3.client("ec2", "us-east-1")
            assert vpc.id in [each["VpcId"] for each in ec2.describe_vpcs()["Vpcs"]]
            with pytest.raises(
                UnsupportedOperationError, match="moto was started after the first use"
            ):
                ec2.run_instances(MinCount=1, MaxCount=1)


def test_peermocks_network_can_be_chosen() -> None:
    """With `network='peermock'` the mocks are separate, and a refusal says so."""
    with mock_aws(), mock_peering(network="peermock"):
        ec2 = boto3.client("ec2", "us-east-1")
        with pytest.raises(
            UnsupportedOperationError, match="with network='peermock' only peermock answers EC2"
        ):
            ec2.run_instances(MinCount=1, MaxCount=1)


def test_motos_network_can_be_demanded() -> None:
    """With `network='moto'`, use without moto is an error."""
    with mock_peering(network="moto") as aws:
        with pytest.raises(MockStateError, match="moto is not active"):
            aws.vpc("10.0.0.0/16")
        with mock_aws():
            check_one_aws()


@pytest.mark.peering(network="peermock")
def test_the_marker_chooses_too(peering: PeeringMock) -> None:
    """The marker accepts the setting like any other."""
    with mock_aws(), pytest.raises(UnsupportedOperationError, match="network='peermock'"):
        boto3.client("ec2", "us-east-1").run_instances(MinCount=1, MaxCount=1)


def test_a_nested_mock_joins(network: Network) -> None:
    """A nested mock shares the world and so moto's network."""
    peering_id = network.request()
    with mock_peering(account_id=OTHER):
        create_volume(network.aws.account(OTHER).client("ec2"))
        network.ec2 = network.aws.account(network.aws.account_id).client("ec2")
        assert network.status(peering_id) == "pending-acceptance"


def test_an_isolated_mock_has_a_network_of_its_own(network: Network) -> None:
    """There is only one moto, so an isolated world uses peermock's network."""
    with mock_peering(isolated=True) as inner:
        inner.vpc("10.9.0.0/16")
        vpcs = boto3.client("ec2", "us-east-1").describe_vpcs()["Vpcs"]
        assert network.ours not in [vpc["VpcId"] for vpc in vpcs]
    assert network.ours in [vpc["VpcId"] for vpc in network.ec2.describe_vpcs()["Vpcs"]]


def test_an_isolated_mock_cannot_demand_motos_network(network: Network) -> None:
    """Two worlds cannot share one network."""
    with (
        mock_peering(isolated=True, network="moto") as inner,
        pytest.raises(MockStateError, match="only one"),
    ):
        inner.vpc("10.9.0.0/16")


def test_vpcs_are_arranged_in_moto(aws: PeeringMock, ec2: BaseClient) -> None:
    """`vpc` and `peer` arrange resources in moto's network."""
    ours = aws.vpc("10.0.0.0/16", tags={"Name": "ours"})
    theirs = aws.account(OTHER).vpc("10.1.0.0/16", "eu-west-1")
    peering = aws.peer(ours, theirs)
    assert ec2.describe_vpcs(VpcIds=[ours.id])["Vpcs"][0]["Tags"] == [
        {"Key": "Name", "Value": "ours"}
    ]
    assert peering.status == "active"
    with pytest.raises(ValueError, match="invalid"):
        aws.vpc("10.0.0.0/8")


def test_parts_of_motos_network_are_made_with_a_client(aws: PeeringMock, ec2: BaseClient) -> None:
    """Subnets and routes cannot be arranged there, and the error says what to do."""
    ours, theirs = aws.vpc("10.0.0.0/16"), aws.vpc("10.1.0.0/16")
    with pytest.raises(ValueError, match=r"subnet\(\): the network is moto's; create the"):
        ours.subnet("10.0.1.0/24")
    with pytest.raises(ValueError, match="the network is moto's; create"):
        aws.peer(ours, theirs, routes=True)


def test_other_hosts_of_ec2_are_motos_too(aws: PeeringMock) -> None:
    """Dual-stack, FIPS and custom endpoints are answered by moto."""
    for host in ("ec2.us-east-1.api.aws", "ec2-fips.us-east-1.amazonaws.com", "ec2.example.com"):
        ec2 = boto3.client("ec2", "us-east-1", endpoint_url=f"https://{host}")
        assert ec2.describe_instances()["Reservations"] == []
    sts = boto3.client("sts", "us-east-1", endpoint_url="https://sts-fips.us-east-1.amazonaws.com")
    assert sts.get_caller_identity()["Account"] == "123456789012"


def test_presigned_urls_go_to_moto(aws: PeeringMock) -> None:
    """Requests that the `requests` library sends to S3 and EC2 are answered as well."""
    import requests  # noqa: PLC0415  # responses, which is a dependency, brings it

    url = boto3.client("ec2", "us-east-1").generate_presigned_url("describe_instances")
    assert "reservationSet" in requests.get(url, timeout=5).text
    assert aws.calls[-1].operation_name == "DescribeInstances"
    url = boto3.client("ec2", "us-east-1").generate_presigned_url(
        "describe_vpc_peering_connections"
    )
    assert "vpcPeeringConnectionSet" in requests.get(url, timeout=5).text
