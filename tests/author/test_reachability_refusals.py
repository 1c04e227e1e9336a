"""What cannot be asked of reachability is refused, in words that help."""

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
            "(port=256): expected a type from 0 to 255, or none for all, with protocol='icmp'",
        ),
        (
            {"protocol": "-1", "port": 443},
            "(port=443): expected none, because all traffic has no one port, with protocol='-1'",
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
    """The text names the parameter and what it may be."""
    with pytest.raises(ValueError, match="reachability") as caught:
        peering.reachability(ours, ours, **given)
    assert str(caught.value) == f"reachability{text}"


@pytest.mark.parametrize("name", ["a", "b"])
@pytest.mark.parametrize("given", ["vpc-1a2b3c4d", "subnet-1a2b3c4d", "pcx-1a2b3c4d", ""])
def test_an_unknown_id_is_refused(peering: PeeringMock, ours: Vpc, name: str, given: str) -> None:
    """As is one of something else."""
    with pytest.raises(ValueError, match="reachability") as caught:
        peering.reachability(**{"a": ours, "b": ours, name: given})
    assert str(caught.value) == (
        f"reachability({name}={given!r}): expected the ID of a VPC or subnet of any account, as "
        "it is now"
    )


def test_a_vpc_that_is_gone_is_unknown(peering: PeeringMock, ec2: BaseClient, ours: Vpc) -> None:
    """The object that stood for it stands for nothing."""
    ec2.delete_vpc(VpcId=ours.id)
    with pytest.raises(ValueError, match=ours.id):
        peering.reachability(ours, ours)


@pytest.mark.parametrize("given", [None, 7, {"VpcId": "vpc-1a2b3c4d"}])
def test_what_is_no_vpc_is_refused(peering: PeeringMock, ours: Vpc, given: object) -> None:
    """An answer of AWS's, for one, is not its ID."""
    with pytest.raises(TypeError) as caught:
        peering.reachability(ours, given)
    assert str(caught.value) == (
        f"reachability(b={given!r}): expected a peermock.Vpc, or the ID of a VPC or subnet"
    )


@pytest.mark.parametrize("port", ["443", 443.0, True])
def test_a_port_is_a_whole_number(peering: PeeringMock, ours: Vpc, port: object) -> None:
    """Anything else is refused."""
    with pytest.raises(TypeError) as caught:
        peering.reachability(ours, ours, port=port)
    assert str(caught.value) == f"reachability(port={port!r}): expected a whole number"


def test_a_mock_that_is_not_active_cannot_be_asked() -> None:
    """The text says how to start it."""
    with pytest.raises(MockStateError):
        mock_peering().reachability("vpc-1a2b3c4d", "vpc-1a2b3c4d")
