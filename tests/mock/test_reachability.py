"""`reachability` as a test author uses it."""

from collections.abc import Callable

import pytest
from botocore.client import BaseClient

from peermock import PeeringMock, Reachability, Vpc

Open = Callable[[], str]


def main_table(ec2: BaseClient, vpc: Vpc) -> str:
    """Return the ID of the main route table of a VPC."""
    filters = [
        {"Name": "vpc-id", "Values": [vpc.id]},
        {"Name": "association.main", "Values": ["true"]},
    ]
    (table,) = ec2.describe_route_tables(Filters=filters)["RouteTables"]
    return str(table["RouteTableId"])


def group_of(ec2: BaseClient, vpc: Vpc) -> str:
    """Return the ID of the default security group of a VPC."""
    (group,) = ec2.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [vpc.id]}])[
        "SecurityGroups"
    ]
    return str(group["GroupId"])


@pytest.fixture
def connect(
    peering: PeeringMock, ec2: BaseClient, their_ec2: BaseClient, ours: Vpc, theirs: Vpc
) -> Open:
    """Return a function that connects both VPCs with routes, and returns the connection's ID."""

    def peer() -> str:
        connection = peering.peer(ours, theirs)
        for client, vpc, other in ((ec2, ours, theirs), (their_ec2, theirs, ours)):
            client.create_route(
                RouteTableId=main_table(client, vpc),
                DestinationCidrBlock=other.cidr_block,
                VpcPeeringConnectionId=connection.id,
            )
        return connection.id

    return peer


def test_nothing_reaches_another_vpc_at_first(peering: PeeringMock, ours: Vpc, theirs: Vpc) -> None:
    """The reason says what is missing."""
    answer = peering.reachability(ours, theirs)
    assert not answer
    assert isinstance(answer, Reachability)
    assert answer.reason == f"no peering connection joins {ours.id} and {theirs.id}"


def test_peered_vpcs_with_routes_reach_each_other(
    peering: PeeringMock, connect: Open, ours: Vpc, theirs: Vpc
) -> None:
    """Reachability works across accounts and Regions, in both directions."""
    connection_id = connect()
    assert peering.reachability(ours, theirs)
    assert peering.reachability(theirs, ours)
    assert connection_id in peering.reachability(ours, theirs).reason


def test_vpcs_and_subnets_are_named_by_their_ids(
    peering: PeeringMock, connect: Open, their_ec2: BaseClient, ours: Vpc, theirs: Vpc
) -> None:
    """IDs work in any account and Region, and appear in the answer."""
    connect()
    subnet = their_ec2.create_subnet(VpcId=theirs.id, CidrBlock="10.1.7.0/24")["Subnet"]
    answer = peering.reachability(ours.id, subnet["SubnetId"])
    assert answer
    assert (answer.source, answer.target) == (ours.id, subnet["SubnetId"])


def test_the_answer_is_that_of_now(
    peering: PeeringMock, connect: Open, ec2: BaseClient, ours: Vpc, theirs: Vpc
) -> None:
    """A deleted connection leaves a blackhole, while an earlier answer does not change."""
    connection_id = connect()
    before = peering.reachability(ours, theirs)
    ec2.delete_vpc_peering_connection(VpcPeeringConnectionId=connection_id)
    after = peering.reachability(ours, theirs)
    assert before
    assert not after
    assert f"a blackhole: {connection_id} is deleted" in after.reason


def test_a_request_expires_while_nobody_looks(peering: PeeringMock, ours: Vpc, theirs: Vpc) -> None:
    """The status of the connection depends on the current time."""
    request = peering.peer(ours, theirs, "pending-acceptance")
    both = f"{request.id} between {ours.id} and {theirs.id}"
    assert peering.reachability(ours, theirs).reason == f"{both} is pending-acceptance"
    peering.shift(days=7)
    assert peering.reachability(ours, theirs).reason == f"{both} is expired"


def test_with_a_port_security_groups_are_asked(
    peering: PeeringMock, connect: Open, their_ec2: BaseClient, ours: Vpc, theirs: Vpc
) -> None:
    """Security groups block inbound traffic until a rule allows it."""
    connect()
    group_id = group_of(their_ec2, theirs)
    refused = peering.reachability(ours, theirs, port=443)
    assert not refused
    assert refused.reason == f"{group_id} does not let tcp port 443 in from 10.0.0.0/16"
    their_ec2.authorize_security_group_ingress(
        GroupId=group_id, IpProtocol="tcp", FromPort=443, ToPort=443, CidrIp=ours.cidr_block
    )
    assert peering.reachability(ours, theirs, port=443)
    assert not peering.reachability(ours, theirs, port=443, protocol="udp")


def test_groups_are_chosen_by_their_ids(peering: PeeringMock, ec2: BaseClient, ours: Vpc) -> None:
    """The default group allows its own members, and another group only by a rule."""
    default = group_of(ec2, ours)
    web = ec2.create_security_group(GroupName="web", Description="web", VpcId=ours.id)["GroupId"]
    assert peering.reachability(ours, ours, port=22)
    assert not peering.reachability(ours, ours, port=22, source_group=web, target_group=default)
    ec2.authorize_security_group_ingress(
        GroupId=default,
        IpPermissions=[
            {
                "IpProtocol": "tcp",
                "FromPort": 22,
                "ToPort": 22,
                "UserIdGroupPairs": [{"GroupId": web}],
            }
        ],
    )
    assert peering.reachability(ours, ours, port=22, source_group=web, target_group=default)


@pytest.mark.parametrize(
    ("given", "reaches"),
    [
        ({"port": 0}, True),
        ({"port": 65535}, True),
        ({"protocol": "udp", "port": 53}, True),
        ({"protocol": "icmp"}, True),
        ({"protocol": "icmp", "port": -1}, True),
        ({"protocol": "icmp", "port": 255}, True),
        ({"protocol": "-1"}, True),
        ({"protocol": "-1", "port": -1}, True),
        ({"family": "ipv6"}, False),
        ({"family": "ipv6", "protocol": "icmpv6", "port": 128}, False),
    ],
)
def test_ports_and_protocols_are_those_of_aws(
    peering: PeeringMock, ours: Vpc, given: dict[str, object], reaches: bool
) -> None:
    """The VPC has no IPv6, and its default group allows all traffic between members."""
    assert bool(peering.reachability(ours, ours, **given)) == reaches


def test_a_group_of_another_vpc_is_refused(
    peering: PeeringMock, ec2: BaseClient, their_ec2: BaseClient, ours: Vpc, theirs: Vpc
) -> None:
    """The message lists the groups of the VPC."""
    mine, other = group_of(ec2, ours), group_of(their_ec2, theirs)
    for name, vpc, wrong, right in (
        ("source_group", ours, other, mine),
        ("target_group", theirs, mine, other),
    ):
        with pytest.raises(ValueError, match=name) as caught:
            peering.reachability(ours, theirs, port=443, **{name: wrong})
        assert str(caught.value) == (
            f"reachability({name}={wrong!r}): expected a security group of {vpc.id}: "
            f"{right} (default)"
        )


def test_asking_changes_nothing(peering: PeeringMock, ours: Vpc, theirs: Vpc) -> None:
    """`reachability` changes nothing and is not logged as a call."""
    before = peering.to_dict()
    peering.reachability(ours, theirs, port=443)
    assert peering.to_dict() == before
    assert list(peering.calls) == []
