"""A saved world: its contents, and invalid documents."""

import json
from collections.abc import Callable
from datetime import timedelta
from ipaddress import ip_address, ip_network
from typing import Any
from unittest.mock import Mock

import pytest
from botocore.client import BaseClient

from peermock import PeeringMock
from peermock._domain.kinds import STORED
from peermock._domain.network_port import Network
from peermock._domain.vpc import VPC
from peermock._domain.world import World
from peermock._gateway import present
from peermock._report.dictionary import as_dict
from peermock._report.saved import SavedWorldError, load, save
from peermock._report.saved.encoding import decode, encode
from peermock._settings import Settings, build_gateway

EIGHT_DAYS = timedelta(days=8)


def new_world() -> World:
    """Return a new world."""
    return build_gateway(Settings()).world


def _surround(ec2: BaseClient, vpc_id: str, subnet_id: str) -> None:
    """Create one of every resource around a VPC, and delete a subnet."""
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc_id)
    address = ec2.allocate_address()["AllocationId"]
    ec2.create_nat_gateway(SubnetId=subnet_id, AllocationId=address)
    ec2.create_network_interface(SubnetId=subnet_id)
    acl = ec2.create_network_acl(VpcId=vpc_id)["NetworkAcl"]["NetworkAclId"]
    ec2.create_network_acl_entry(
        NetworkAclId=acl,
        RuleNumber=10,
        Protocol="6",
        PortRange={"From": 1, "To": 2},
        RuleAction="allow",
        Egress=False,
        CidrBlock="10.1.0.0/16",
    )
    options = [{"Key": "domain-name", "Values": ["example.com"]}]
    ec2.create_dhcp_options(DhcpConfigurations=options)
    ec2.create_managed_prefix_list(
        PrefixListName="peers",
        Entries=[{"Cidr": "10.1.0.0/16", "Description": "theirs"}],
        MaxEntries=5,
        AddressFamily="IPv4",
    )
    other = ec2.create_subnet(VpcId=vpc_id, CidrBlock="10.0.9.0/24")["Subnet"]["SubnetId"]
    ec2.delete_subnet(SubnetId=other)


@pytest.fixture
def world(peering: PeeringMock) -> World:
    """A world with one of everything."""
    ours = peering.vpc("10.0.0.0/16", tags={"Name": "ä"})
    theirs = peering.account("222222222222").vpc("10.1.0.0/16", "eu-west-1")
    peering.peer(ours, theirs)
    peering.peer(ours, peering.vpc("10.2.0.0/16"), status="pending-acceptance")
    ec2 = peering.account(peering.account_id).client("ec2")
    subnet = ec2.create_subnet(VpcId=ours.id, CidrBlock="10.0.1.0/24")["Subnet"]
    ec2.create_tags(Resources=[subnet["SubnetId"]], Tags=[{"Key": "a", "Value": "b"}])
    group = ec2.create_security_group(GroupName="g", Description="d", VpcId=ours.id)["GroupId"]
    ec2.authorize_security_group_ingress(GroupId=group, IpProtocol="-1", CidrIp="10.1.0.0/16")
    _surround(ec2, ours.id, subnet["SubnetId"])
    peering.account("222222222222").client("sts").assume_role(
        RoleArn="arn:aws:iam::333333333333:role/peering", RoleSessionName="session"
    )
    peering.account("222222222222").deny("AcceptVpcPeeringConnection")
    return peering._lifecycle.gateway.world


def test_a_world_comes_back_as_it_was(world: World) -> None:
    """Resources, tags, sessions, denials and the clock are restored."""
    text = save(world, EIGHT_DAYS)
    again = new_world()
    assert load(text, again) == EIGHT_DAYS
    now = present()
    assert as_dict(again, now) == as_dict(world, now)
    assert (again.sessions, again.denied) == (world.sessions, world.denied)
    assert save(again, EIGHT_DAYS) == save(world, EIGHT_DAYS)


def test_a_world_goes_on_as_it_would_have(world: World) -> None:
    """The next IDs are the same, whatever the new world's seed."""
    again = build_gateway(Settings(seed=99)).world
    load(save(world, EIGHT_DAYS), again)
    assert again.ids.resource_id("vpc") == world.ids.resource_id("vpc")
    assert again.ids.request_id() == world.ids.request_id()


def test_a_loaded_world_finds_what_depends_on_a_resource(world: World) -> None:
    """The indexes of the store are not saved, but made again."""
    again = new_world()
    load(save(world, EIGHT_DAYS), again)
    for each in (world, again):
        for place in each.network.places():
            holdings = each.at(place)
            for kind in STORED.values():
                there = holdings.of(kind)
                for resource in there:
                    for needed in kind.needs(resource, present()):
                        assert resource in there.naming(needed)
    for vpc_id in (vpc.id for place in world.network.places() for vpc in world.at(place).of(VPC)):
        home = again.network.home_of(vpc_id)
        assert home is not None
        assert vpc_id in home.of(VPC)


Damage = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("damage", "text"),
    [
        (lambda saved: saved.update(kind="something"), "not a world saved by peermock"),
        (lambda saved: saved.update(format=99), "in format 99"),
        (lambda saved: saved.update(peermock="9.9"), "saved by peermock 9.9"),
        (lambda saved: saved.update(offset_seconds=1), "changed or damaged"),
        (lambda saved: saved["world"].pop("denied"), "changed or damaged"),
    ],
)
def test_what_is_not_whole_or_of_another_version_is_refused(
    world: World, damage: Damage, text: str
) -> None:
    """The error says why, and the world does not change."""
    saved = json.loads(save(world, EIGHT_DAYS))
    damage(saved)
    other = new_world()
    before = save(other, EIGHT_DAYS)
    with pytest.raises(SavedWorldError, match=text):
        load(json.dumps(saved), other)
    assert save(other, EIGHT_DAYS) == before


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"text"'])
def test_an_invalid_document_is_refused(text: str) -> None:
    """An empty or truncated file is rejected."""
    with pytest.raises(SavedWorldError, match=r"not valid JSON|not a world"):
        load(text, new_world())


def sealed(world: World, change: Damage, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a modified document with a valid checksum."""
    saved = json.loads(save(world, EIGHT_DAYS))
    change(saved)
    monkeypatch.setattr("peermock._report.saved.document._checksum", lambda _: saved["sha256"])
    return json.dumps(saved)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (lambda saved: saved["world"].pop("denied"), "it lacks denied"),
        (lambda saved: saved.update(world=[]), "cannot be read"),
        (
            lambda saved: saved["world"].update(ids={"!": "os:system", "a": {}}),
            "os:system does not exist",
        ),
        (lambda saved: saved["world"].update(ids={"!": "ids:random"}), "not part of the domain"),
        (lambda saved: saved["world"].update(ids={"!": "ids", "a": {}}), "is not a name"),
        (
            lambda saved: saved["world"].update(quotas={"!": "quotas:Quotas", "a": {"b": 1}}),
            "other members",
        ),
    ],
)
def test_what_only_looks_whole_is_refused(
    world: World, monkeypatch: pytest.MonkeyPatch, change: Damage, text: str
) -> None:
    """A document that names unknown types is rejected and executes nothing."""
    changed = sealed(world, change, monkeypatch)
    with pytest.raises(SavedWorldError, match=text):
        load(changed, new_world())


def test_only_the_domain_is_saved() -> None:
    """A value of another type is a bug in peermock."""
    with pytest.raises(TypeError, match="contains types from outside the domain"):
        encode(object())


@pytest.mark.parametrize(
    "value",
    [
        [1, "a", None, 2.5, True],
        (1, (2,)),
        {1: b"a"},
        {3, 4},
        ip_address("10.0.0.1"),
        ip_network("2001:db8::/32"),
    ],
)
def test_plain_values_come_back(value: object) -> None:
    """The types of plain values are preserved."""
    again = decode(json.loads(json.dumps(encode(value))))
    assert (again, type(again)) == (value, type(value))


def test_a_network_of_another_program_is_refused() -> None:
    """Moto's network is not peermock's to save."""
    world = new_world()
    world.network = Mock(spec=Network)
    with pytest.raises(SavedWorldError, match="its network belongs to moto"):
        save(world, EIGHT_DAYS)
