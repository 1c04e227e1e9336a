"""Moto's network as the world reads it, live and from a snapshot."""

import boto3
import pytest
from moto import mock_aws

from peermock import MockStateError, PeeringMock, mock_peering
from peermock._domain.identity import Place
from peermock._domain.network_acl import NETWORK_ACL
from peermock._domain.routing import ROUTE_TABLE
from peermock._domain.security import SECURITY_GROUP
from peermock._domain.subnet import SUBNET
from peermock._domain.vpc import VPC
from peermock._transport.moto import accounts, calls
from tests.transport.moto.network import OTHER, Network

HERE = Place("123456789012", "us-east-1")
NOWHERE = Place("999999999999", "us-east-1")


def test_both_forms_say_the_same(aws: PeeringMock, network: Network) -> None:
    """The live network and its snapshot have the same contents."""
    subnet = network.ec2.create_subnet(VpcId=network.ours, CidrBlock="10.0.1.0/24")["Subnet"]
    network.ec2.associate_subnet_cidr_block(
        SubnetId=subnet["SubnetId"], Ipv6CidrBlock="2001:db8::/64"
    )
    network.ec2.create_tags(Resources=[network.ours], Tags=[{"Key": "a", "Value": "1"}])
    with aws._lifecycle.gateway.held() as world:
        now, memory = world.network, world.network.snapshot()
    for each in (now, memory):
        assert HERE in each.places()
        at = each.at(HERE)
        assert at.place == HERE
        assert at.tags_of(network.ours) == {"a": "1"}
        assert [resource_id for _, resource_id, _ in at.tagged(0)] == [network.ours]
        assert len(at.of(VPC)) == 3
        assert at.of(VPC)[network.ours].cidr_block == "10.0.0.0/16"
        assert at.of(SUBNET)[subnet["SubnetId"]].ipv6 is not None
        assert network.ours not in each.at(NOWHERE).of(VPC)
        assert not each.at(NOWHERE).tags_of(network.ours)
        home = each.home_of(network.ours)
        assert home is not None
        assert home.place == HERE
        assert each.home_of("vpc-0123456789abcdef0") is None
        with pytest.raises(MockStateError, match="is moto's"):
            each.store(HERE)
        group = at.groups_of(network.ours)[0]
        found = at.of(SECURITY_GROUP).part(group.rules[0].id)
        assert found == (group, 0)
        assert at.of(SECURITY_GROUP).part("sgr-0123456789abcdef0") is None
        assert at.of(ROUTE_TABLE).get("rtb-0123456789abcdef0") is None
    memory.put_tags(NOWHERE, "vpc-1a2b3c4d", {"b": "2"})
    assert NOWHERE not in now.places()
    assert now.put_back() is now


def test_a_snapshot_of_a_snapshot_is_its_own(aws: PeeringMock, network: Network) -> None:
    """Tags in it reach moto and the first snapshot in no way."""
    peering_id = network.peer()
    with aws._lifecycle.gateway.held() as world:
        first = world.network.snapshot()
    second = first.snapshot()
    second.put_tags(HERE, peering_id, {"a": "1"})
    assert second.at(HERE).tags_of(peering_id) == {"a": "1"}
    assert first.at(HERE).tags_of(peering_id) == {}
    first.put_back()
    (shown,) = network.ec2.describe_vpc_peering_connections()["VpcPeeringConnections"]
    assert shown["Tags"] == []


def allow_https(network: Network) -> tuple[str, str]:
    """Peer and route both VPCs, allow HTTPS between them, and return a subnet of each."""
    peering_id, subnets = network.peer(), []
    for vpc_id, block, other in (
        (network.ours, "10.0.1.0/24", "10.1.0.0/16"),
        (network.theirs, "10.1.1.0/24", "10.0.0.0/16"),
    ):
        network.ec2.create_route(
            RouteTableId=network.table(vpc_id),
            DestinationCidrBlock=other,
            VpcPeeringConnectionId=peering_id,
        )
        made = network.ec2.create_subnet(VpcId=vpc_id, CidrBlock=block)["Subnet"]
        subnets.append(made["SubnetId"])
    network.ec2.authorize_security_group_ingress(
        GroupId=network.group(network.theirs),
        IpProtocol="tcp",
        FromPort=443,
        ToPort=443,
        CidrIp="10.0.0.0/16",
    )
    return subnets[0], subnets[1]


@pytest.mark.parametrize(
    ("denied", "reaches"),
    [
        ({"Protocol": "6", "PortRange": {"From": 443, "To": 443}}, False),
        ({"Protocol": "6", "PortRange": {"From": 80, "To": 80}}, True),
        ({"Protocol": "1", "IcmpTypeCode": {"Type": -1, "Code": -1}}, True),
        ({"Protocol": "-1"}, False),
    ],
)
def test_network_acls_of_moto_count(
    aws: PeeringMock, network: Network, denied: dict[str, object], reaches: bool
) -> None:
    """A port is reached only if moto's network ACLs let it through."""
    ours, theirs = allow_https(network)
    assert aws.reachability(ours, theirs, port=443)
    of_vpc = [{"Name": "vpc-id", "Values": [network.theirs]}]
    (acl,) = network.ec2.describe_network_acls(Filters=of_vpc)["NetworkAcls"]
    network.ec2.create_network_acl_entry(
        NetworkAclId=acl["NetworkAclId"],
        RuleNumber=1,
        RuleAction="deny",
        Egress=False,
        CidrBlock="10.0.0.0/16",
        **denied,
    )
    assert bool(aws.reachability(ours, theirs, port=443)) is reaches


def test_network_acls_say_the_same_of_ipv6(network: Network) -> None:
    """A default ACL allows IPv6 too, and a snapshot has moto's ACLs and no others."""
    with network.aws._lifecycle.gateway.held() as world:
        for each in (world.network, world.network.snapshot()):
            acls = list(each.at(HERE).of(NETWORK_ACL))
            assert len(acls) == 3
            assert all(acl.is_as_made for acl in acls)
            assert len(list(each.at(NOWHERE).of(NETWORK_ACL))) == 0


def test_apart_moto_keeps_its_own_rules() -> None:
    """With `network='peermock'`, moto's methods are unchanged, whoever calls them."""
    with mock_aws(), mock_peering(network="peermock"):
        from moto.ec2.models import ec2_backends  # noqa: PLC0415  # as a stack of moto's does

        backend = ec2_backends[HERE.account_id][HERE.region_name]
        ours, theirs = (backend.create_vpc(block) for block in ("10.0.0.0/16", "10.1.0.0/16"))
        made = backend.create_vpc_peering_connection(ours, theirs)
        assert list(backend.vpc_pcxs) == [made.id]
        one, other = (
            backend.create_security_group(each.id, "d", vpc_id=each.id) for each in (ours, theirs)
        )
        backend.authorize_security_group_ingress(
            one.id, "tcp", "1", "2", [], source_groups=[{"GroupId": other.id}]
        )
        backend.delete_vpc(theirs.id)
        body = '{"Resources": {"Peering": {"Type": "AWS::EC2::VPCPeeringConnection", "Properties": '
        body += f'{{"VpcId": "{ours.id}", "PeerVpcId": "{ours.id}"}}}}}}}}'
        boto3.client("cloudformation", "us-east-1").create_stack(StackName="x", TemplateBody=body)
        assert len(backend.vpc_pcxs) == 2


def test_without_a_mock_moto_is_asked() -> None:
    """Wrappers around moto's functions pass calls on when no mock is active."""
    assert accounts._get_account_id_from(lambda _: OTHER)("key") == OTHER
    assert accounts._find_carried("key") is None
    assert calls._hook(lambda *_: "moto")(object(), "before-send.ec2.DescribeVpcs", None) == "moto"
    assert calls._dispatch(lambda _: "moto")(object()) == "moto"
