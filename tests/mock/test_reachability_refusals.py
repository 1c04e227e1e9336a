"""Invalid arguments of `reachability` are rejected with helpful messages."""

import pytest
from botocore.client import BaseClient

from peermock import MockStateError, PeeringMock, Vpc, mock_peering


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"family": "IPv4"}, "(family='IPv4'): expected one of 'ipv4', 'ipv6'"),
        (
            {"protocol": "TCP", "port": 1},
            "(protocol='TCP'): expected one of 'tcp', 'udp', 'icmp', 'icmpv6', '-1'",
        ),
        (
            {"protocol": "icmpv6"},
            "(protocol='icmpv6'): expected 'icmp' with family='ipv4'",
        ),
        (
            {"protocol": "icmp", "family": "ipv6"},
            "(protocol='icmp'): expected 'icmpv6' with family='ipv6'",
        ),
        (
            {"port": 65536},
            "(port=65536): expected a port from 0 to 65535, with protocol='tcp'",
        ),
        ({"port": -1}, "(port=-1): expected a port from 0 to 65535, with protocol='tcp'"),
        (
            {"protocol": "udp"},
            "(port=None): expected a port from 0 to 65535, with protocol='udp'",
        ),
        (
            {"protocol": "icmp", "port": 256},
            "(port=256): expected a type from 0 to 255, or None for all, with protocol='icmp'",
        ),
        (
            {"protocol": "-1", "port": 443},
            "(port=443): expected None, because all traffic has no single port, with protocol='-1'",
        ),
        (
            {"source_group": "sg-1a2b3c4d"},
            "(source_group='sg-1a2b3c4d'): expected a port as well, such as port=443",
        ),
        (
            {"target_group": "sg-1a2b3c4d"},
            "(target_group='sg-1a2b3c4d'): expected a port as well, such as port=443",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused(
    peering: PeeringMock, ours: Vpc, given: dict[str, object], text: str
) -> None:
    """The message names the parameter and its valid values."""
    with pytest.raises(ValueError, match="reachability") as caught:
        peering.reachability(ours, ours, **given)
    assert str(caught.value) == f"reachability{text}"


@pytest.mark.parametrize("name", ["a", "b"])
@pytest.mark.parametrize("given", ["vpc-1a2b3c4d", "subnet-1a2b3c4d", "pcx-1a2b3c4d", ""])
def test_an_unknown_id_is_refused(peering: PeeringMock, ours: Vpc, name: str, given: str) -> None:
    """An ID of another kind of resource is rejected as well."""
    with pytest.raises(ValueError, match="reachability") as caught:
        peering.reachability(**{"a": ours, "b": ours, name: given})
    assert str(caught.value) == (
        f"reachability({name}={given!r}): expected the ID of an existing VPC or subnet"
    )


def test_a_vpc_that_is_gone_is_unknown(peering: PeeringMock, ec2: BaseClient, ours: Vpc) -> None:
    """The handle of a deleted VPC is rejected."""
    ec2.delete_vpc(VpcId=ours.id)
    with pytest.raises(ValueError, match=ours.id):
        peering.reachability(ours, ours)


@pytest.mark.parametrize("given", [None, 7, {"VpcId": "vpc-1a2b3c4d"}])
def test_another_type_than_a_vpc_is_refused(peering: PeeringMock, ours: Vpc, given: object) -> None:
    """A response of AWS is not accepted as a VPC."""
    with pytest.raises(TypeError) as caught:
        peering.reachability(ours, given)
    assert str(caught.value) == (
        f"reachability(b={given!r}): expected a peermock.Vpc, or the ID of a VPC or subnet"
    )


@pytest.mark.parametrize("port", ["443", 443.0, True])
def test_a_port_is_a_whole_number(peering: PeeringMock, ours: Vpc, port: object) -> None:
    """Any other type is rejected."""
    with pytest.raises(TypeError) as caught:
        peering.reachability(ours, ours, port=port)
    assert str(caught.value) == f"reachability(port={port!r}): expected a whole number"


def test_a_mock_that_is_not_active_cannot_be_asked() -> None:
    """The message says how to start the mock."""
    with pytest.raises(MockStateError):
        mock_peering().reachability("vpc-1a2b3c4d", "vpc-1a2b3c4d")
