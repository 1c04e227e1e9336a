"""Ansible modules for resources around a peering, each run twice, and then to delete them."""

from typing import Any

import pytest
from botocore.client import BaseClient

from peermock import Vpc
from tests.clients.playbooks.modules import Ansible

Arguments = dict[str, Any]

S3 = "com.amazonaws.us-east-1.s3"
RULES = {
    "ingress": [
        [100, "tcp", "allow", "0.0.0.0/0", None, None, 443, 443],
        [110, "udp", "deny", "10.9.0.0/16", None, None, 53, 53],
    ],
    "egress": [[100, "all", "allow", "0.0.0.0/0", None, None, None, None]],
}
OPTIONS = {
    "domain_name": "example.com",
    "dns_servers": ["10.1.0.2", "10.1.0.3"],
    "ntp_servers": ["10.1.0.4"],
}


@pytest.fixture
def vpc_id(vpcs: list[Vpc]) -> str:
    """A VPC of the caller."""
    return vpcs[0].id


@pytest.fixture
def subnet_id(ansible: Ansible, vpc_id: str) -> str:
    """A subnet of the VPC."""
    return ansible("ec2_vpc_subnet", vpc_id=vpc_id, cidr="10.1.1.0/24")["subnet"]["id"]


@pytest.fixture
def gateway_id(ansible: Ansible, vpc_id: str) -> str:
    """The VPC's internet gateway."""
    return ansible("ec2_vpc_igw", vpc_id=vpc_id)["gateway_id"]


def changes(ansible: Ansible, name: str, /, **arguments: object) -> tuple[bool, bool]:
    """Return whether a first and a second run of a module change something."""
    answers = [ansible(name, **arguments) for _ in range(2)]
    assert [answer.get("msg") for answer in answers if answer.get("failed")] == []
    return answers[0]["changed"], answers[1]["changed"]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("ec2_vpc_igw", {"tags": {"Name": "edge"}}),
        ("ec2_vpc_egress_igw", {}),
        ("ec2_vpc_subnet", {"cidr": "10.1.1.0/24", "map_public": True, "tags": {"Name": "a"}}),
        ("ec2_vpc_route_table", {"tags": {"Name": "private"}}),
        ("ec2_vpc_nacl", {"name": "edge", "tags": {"env": "test"}, **RULES}),
        ("ec2_vpc_dhcp_option", OPTIONS),
        ("ec2_vpc_endpoint", {"service": S3, "wait": True}),
    ],
)
def test_what_is_wanted_is_made_once(
    ansible: Ansible, vpc_id: str, name: str, arguments: Arguments
) -> None:
    """The first run creates the resource, the second changes nothing."""
    assert changes(ansible, name, vpc_id=vpc_id, **arguments) == (True, False)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("ec2_vpc_igw", {}),
        ("ec2_vpc_egress_igw", {}),
        ("ec2_vpc_subnet", {"cidr": "10.1.1.0/24"}),
        ("ec2_vpc_route_table", {"tags": {"Name": "private"}}),
        ("ec2_vpc_nacl", {"name": "edge", **RULES}),
    ],
)
def test_what_is_not_wanted_is_deleted_once(
    ansible: Ansible, vpc_id: str, name: str, arguments: Arguments
) -> None:
    """The first run deletes the resource, the second changes nothing."""
    ansible(name, vpc_id=vpc_id, **arguments)
    absent = changes(ansible, name, vpc_id=vpc_id, state="absent", **arguments)
    assert absent == (True, False)


def test_a_subnet_gets_ipv6(ansible: Ansible, ec2: BaseClient, vpc_id: str) -> None:
    """The module associates the range and enables addresses."""
    ec2.associate_vpc_cidr_block(VpcId=vpc_id, AmazonProvidedIpv6CidrBlock=True)
    (vpc,) = ec2.describe_vpcs(VpcIds=[vpc_id])["Vpcs"]
    block = vpc["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"].replace("/56", "/64")
    ansible("ec2_vpc_subnet", vpc_id=vpc_id, cidr="10.1.1.0/24")
    wanted = {"cidr": "10.1.1.0/24", "ipv6_cidr": block, "assign_instances_ipv6": True}
    assert changes(ansible, "ec2_vpc_subnet", vpc_id=vpc_id, **wanted) == (True, False)


def test_a_nat_gateway_is_made_and_deleted_once(
    ansible: Ansible, subnet_id: str, gateway_id: str
) -> None:
    """The gateway's address is created and released with it."""
    wanted = {"subnet_id": subnet_id, "if_exist_do_not_create": True, "wait": True}
    assert changes(ansible, "ec2_vpc_nat_gateway", **wanted) == (True, False)
    gateway = ansible("ec2_vpc_nat_gateway", **wanted)
    unwanted = {"nat_gateway_id": gateway["nat_gateway_id"], "release_eip": True, "wait": True}
    assert ansible("ec2_vpc_nat_gateway", state="absent", **unwanted)["changed"]
    assert ansible("ec2_eip_info")["addresses"] == []


def test_routes_lead_to_gateways(ansible: Ansible, vpc_id: str, subnet_id: str) -> None:
    """The module finds the internet gateway itself, and a NAT gateway by its ID."""
    ansible("ec2_vpc_igw", vpc_id=vpc_id)
    nat = ansible("ec2_vpc_nat_gateway", subnet_id=subnet_id, wait=True)["nat_gateway_id"]
    for target in ("igw", nat):
        wanted = {
            "tags": {"Name": target},
            "routes": [{"dest": "0.0.0.0/0", "gateway_id": target}],
            "subnets": [subnet_id] if target == nat else [],
        }
        made = changes(ansible, "ec2_vpc_route_table", vpc_id=vpc_id, **wanted)
        assert made == (True, False)


def test_an_acl_is_changed(ansible: Ansible, vpc_id: str, subnet_id: str) -> None:
    """A later run changes entries and subnets."""
    ansible("ec2_vpc_nacl", vpc_id=vpc_id, name="edge", **RULES)
    wanted = {"name": "edge", "subnets": [subnet_id], "ingress": RULES["ingress"][:1]}
    changed = changes(ansible, "ec2_vpc_nacl", vpc_id=vpc_id, egress=RULES["egress"], **wanted)
    assert changed == (True, False)
    nacls = ansible("ec2_vpc_nacl_info", filters={"tag:Name": "edge"})["nacls"]
    assert [nacl["subnets"] for nacl in nacls] == [[subnet_id]]
    assert [entry[:3] for entry in nacls[0]["ingress"]] == [[100, "tcp", "allow"]]


def test_dhcp_options_are_deleted_by_what_they_are(ansible: Ansible, vpc_id: str) -> None:
    """The module does not delete options that a VPC uses."""
    ansible("ec2_vpc_dhcp_option", vpc_id=vpc_id, **OPTIONS)
    assert not ansible("ec2_vpc_dhcp_option", state="absent", **OPTIONS)["changed"]
    ansible("ec2_vpc_net", name="core", cidr_block="10.1.0.0/16", state="absent", vpc_id=vpc_id)
    assert ansible("ec2_vpc_dhcp_option", state="absent", **OPTIONS)["changed"]


def test_an_endpoint_is_deleted_once(ansible: Ansible, vpc_id: str, subnet_id: str) -> None:
    """Gateway endpoints and interface endpoints are deleted."""
    groups = ansible("ec2_security_group_info", filters={"vpc-id": vpc_id})["security_groups"]
    interface = {
        "service": "com.amazonaws.us-east-1.ec2",
        "vpc_endpoint_type": "Interface",
        "vpc_endpoint_subnets": [subnet_id],
        "vpc_endpoint_security_groups": [groups[0]["group_id"]],
    }
    for wanted in ({"service": S3}, interface):
        made = ansible("ec2_vpc_endpoint", vpc_id=vpc_id, wait=True, **wanted)
        endpoint_id = made["result"]["vpc_endpoint_id"]
        absent = {"vpc_endpoint_id": endpoint_id, "state": "absent", "wait": True}
        assert ansible("ec2_vpc_endpoint", **absent)["changed"]
    found = ansible("ec2_vpc_endpoint_info", filters={"vpc-id": vpc_id})
    assert found["vpc_endpoints"] == []


@pytest.mark.parametrize(
    ("name", "answer"),
    [("ec2_vpc_vgw_info", "virtual_gateways"), ("ec2_vpc_vpn_info", "vpn_connections")],
)
def test_an_inventory_is_empty(ansible: Ansible, name: str, answer: str) -> None:
    """Resources that peermock does not model are listed as empty."""
    assert ansible(name)[answer] == []
