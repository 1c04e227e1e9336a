"""Permissions of security groups: valid protocols, ports and CIDR blocks."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.operations.parties import Party, Refused

ANYWHERE = {"IpRanges": [{"CidrIp": "0.0.0.0/0"}]}


@pytest.fixture
def authorize(ours: Party) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Return a function that adds a permission to a new group and returns it as stored."""
    group_id = ours.new_group()

    def give(permission: dict[str, Any]) -> dict[str, Any]:
        ours.ec2.authorize_security_group_ingress(GroupId=group_id, IpPermissions=[permission])
        (kept,) = ours.group(group_id)["IpPermissions"]
        return kept

    return give


Authorize = Callable[[dict[str, Any]], dict[str, Any]]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("tcp", "tcp"),
        ("TCP", "tcp"),
        ("6", "tcp"),
        ("17", "udp"),
        ("1", "icmp"),
        ("58", "icmpv6"),
    ],
)
def test_protocols_have_names(authorize: Authorize, sent: str, kept: str) -> None:
    """A number with a name is shown by its name, and case does not matter."""
    permission = authorize({"IpProtocol": sent, "FromPort": 0, "ToPort": 0, **ANYWHERE})
    assert permission["IpProtocol"] == kept


@pytest.mark.parametrize("protocol", ["-1", "0", "50", "255"])
def test_other_protocols_have_no_ports(authorize: Authorize, protocol: str) -> None:
    """Ports sent with other protocols are ignored."""
    permission = authorize({"IpProtocol": protocol, "FromPort": 1, "ToPort": 2, **ANYWHERE})
    assert permission["IpProtocol"] == protocol
    assert permission.keys().isdisjoint({"FromPort", "ToPort"})


@pytest.mark.parametrize(
    "protocol", ["all", "esp", "256", pytest.param("1" * 5000, id="long"), "-2", "", "٦"]
)
def test_a_protocol_must_be_known(authorize: Authorize, protocol: str, refused: Refused) -> None:
    """A protocol is given by name or number."""
    text = f"Invalid value '{protocol}' for IP protocol. Unknown protocol."
    with refused("InvalidParameterValue", text):
        authorize({"IpProtocol": protocol, **ANYWHERE})


def test_a_protocol_must_be_named(authorize: Authorize, refused: Refused) -> None:
    """Botocore does not require the protocol, but AWS does."""
    with refused("MissingParameter", "The request must contain the parameter ipProtocol"):
        authorize(ANYWHERE)


@pytest.mark.parametrize(
    ("protocol", "words"), [("tcp", "TCP/UDP"), ("udp", "TCP/UDP"), ("icmp", "ICMP")]
)
@pytest.mark.parametrize("ports", [{}, {"FromPort": 1}, {"ToPort": 1}])
def test_ports_must_be_named(
    authorize: Authorize, protocol: str, words: str, ports: dict[str, int], refused: Refused
) -> None:
    """Both ports are required for protocols that have them."""
    text = f"Invalid value 'Must specify both from and to ports with {words}.' for portRange."
    with refused("InvalidParameterValue", text):
        authorize({"IpProtocol": protocol, **ports, **ANYWHERE})


def test_icmpv6_without_types_is_all_of_it(authorize: Authorize) -> None:
    """Only ICMPv6 allows omitting both."""
    permission = authorize({"IpProtocol": "icmpv6", "Ipv6Ranges": [{"CidrIpv6": "::/0"}]})
    assert (permission["FromPort"], permission["ToPort"]) == (-1, -1)


@pytest.mark.parametrize(("first", "last", "bad"), [(-1, 80, -1), (80, 65536, 65536)])
def test_a_port_has_sixteen_bits(
    authorize: Authorize, first: int, last: int, bad: int, refused: Refused
) -> None:
    """The message says which port is out of range."""
    with refused("InvalidPermission.Malformed", f"TCP/UDP port ({bad}) out of range"):
        authorize({"IpProtocol": "tcp", "FromPort": first, "ToPort": last, **ANYWHERE})


@pytest.mark.parametrize(("first", "last"), [(0, 0), (0, 65535), (65535, 65535), (8080, 8081)])
def test_ports_are_a_range(authorize: Authorize, first: int, last: int) -> None:
    """The first and the last port are included."""
    permission = authorize({"IpProtocol": "udp", "FromPort": first, "ToPort": last, **ANYWHERE})
    assert (permission["FromPort"], permission["ToPort"]) == (first, last)


def test_the_first_port_is_not_after_the_last(authorize: Authorize, refused: Refused) -> None:
    """A reversed range is rejected."""
    with refused("InvalidParameterValue", "Invalid TCP/UDP port range (443:80)"):
        authorize({"IpProtocol": "tcp", "FromPort": 443, "ToPort": 80, **ANYWHERE})


@pytest.mark.parametrize(
    ("icmp_type", "code", "what"), [(0, 65535, "code (65535)"), (256, 0, "type (256)")]
)
def test_icmp_types_and_codes_have_eight_bits(
    authorize: Authorize, icmp_type: int, code: int, what: str, refused: Refused
) -> None:
    """ICMP has types and codes in place of ports."""
    with refused("InvalidParameterValue", f"ICMP {what} out of range"):
        authorize({"IpProtocol": "icmp", "FromPort": icmp_type, "ToPort": code, **ANYWHERE})


@pytest.mark.parametrize(("icmp_type", "code"), [(-1, -1), (0, 0), (255, 255), (8, -1)])
def test_an_icmp_type_may_have_all_eight_bits_set(
    authorize: Authorize, icmp_type: int, code: int
) -> None:
    """The number -1 means all types or codes."""
    permission = authorize(
        {"IpProtocol": "icmp", "FromPort": icmp_type, "ToPort": code, **ANYWHERE}
    )
    assert (permission["FromPort"], permission["ToPort"]) == (icmp_type, code)


@pytest.mark.parametrize(
    ("peers", "shown"),
    [
        ({"IpRanges": [{"CidrIp": "sg-1a2b3c4d"}]}, "sg-1a2b3c4d"),
        ({"IpRanges": [{"CidrIp": "::/0"}]}, "::/0"),
        ({"IpRanges": [{"CidrIp": "10.0.0.1"}]}, "10.0.0.1"),
        ({"IpRanges": [{"Description": "nowhere"}]}, ""),
        ({"Ipv6Ranges": [{"CidrIpv6": "10.0.0.0/8"}]}, "10.0.0.0/8"),
    ],
)
def test_a_range_must_be_one(
    authorize: Authorize, peers: dict[str, Any], shown: str, refused: Refused
) -> None:
    """IPv4 and IPv6 blocks have separate lists."""
    with refused("InvalidParameterValue", f"CIDR block {shown} is malformed"):
        authorize({"IpProtocol": "-1", **peers})


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({}, "The request must contain the parameter ipPermissions"),
        ({"IpPermissions": []}, "The request must contain the parameter ipPermissions"),
        (
            {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22},
            "Missing source specification: include source security group or CIDR information",
        ),
    ],
)
@pytest.mark.parametrize("verb", ["authorize", "revoke"])
def test_a_permission_must_be_given(
    ours: Party, verb: str, params: dict[str, Any], message: str, refused: Refused
) -> None:
    """Either a list of permissions or all single parameters are required."""
    with refused("MissingParameter", message):
        getattr(ours.ec2, f"{verb}_security_group_ingress")(GroupId=ours.new_group(), **params)


def test_a_permission_is_given_in_one_way(ours: Party, refused: Refused) -> None:
    """A list cannot be combined with single parameters."""
    text = "The parameter IpPermissions cannot be used with the parameter IpProtocol"
    with refused("InvalidParameterCombination", text):
        ours.ec2.authorize_security_group_ingress(
            GroupId=ours.new_group(),
            IpPermissions=[{"IpProtocol": "-1", **ANYWHERE}],
            IpProtocol="-1",
        )


def test_a_permission_for_nobody_makes_no_rule(ours: Party) -> None:
    """A permission without CIDR blocks and groups adds nothing."""
    answer = ours.ec2.authorize_security_group_ingress(
        GroupId=ours.new_group(), IpPermissions=[{"IpProtocol": "-1"}]
    )
    assert answer["SecurityGroupRules"] == []
