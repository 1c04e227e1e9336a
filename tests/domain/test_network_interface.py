"""Network interfaces and elastic addresses: which are free, and how long they are held."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from peermock._domain.address import Address, AddressAssociation, new_public_ip
from peermock._domain.errors import InsufficientFreeAddresses
from peermock._domain.identity import Place
from peermock._domain.ids import IdSource
from peermock._domain.network_interface import (
    NETWORK_INTERFACE,
    NetworkInterface,
    addresses_in,
    free_address,
    mac_address,
)
from peermock._domain.settle import Settle
from peermock._domain.subnet import Subnet

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HERE = Place("111111111111", "us-east-1")
SUBNET = Subnet(
    id="subnet-1", place=HERE, vpc_id="vpc-1", cidr_block="10.0.0.0/28", zone_name="us-east-1a"
)


@pytest.fixture
def interface() -> NetworkInterface:
    """An interface with two groups."""
    return NetworkInterface(
        id="eni-1",
        place=HERE,
        vpc_id="vpc-1",
        subnet_id="subnet-1",
        zone_name="us-east-1a",
        private_ip="10.0.0.4",
        mac_address=mac_address(b"\0\1\2\3\4"),
        group_ids=("sg-1", "sg-2"),
    )


def test_addresses_are_given_from_the_fourth_on() -> None:
    """AWS reserves the first four addresses and the last; when the rest are taken, none is free."""
    taken: set[str] = set()
    for _ in range(11):
        taken.add(free_address(SUBNET, taken))
    assert taken == {f"10.0.0.{number}" for number in range(4, 15)}
    with pytest.raises(InsufficientFreeAddresses):
        free_address(SUBNET, taken)


def test_an_interface_that_ends_gives_its_address_back(interface: NetworkInterface) -> None:
    """An interface that has ended no longer holds its address, groups and subnet."""
    ending = replace(interface, ending=Settle(duration=MINUTE).start(NOW))
    for each, now, is_there in (
        (interface, NOW, True),
        (ending, NOW, True),
        (ending, NOW + MINUTE, False),
    ):
        assert each.is_there(now) is is_there
        assert addresses_in(SUBNET, [each], now) == ({"10.0.0.4"} if is_there else set())
        held = ("subnet-1", "vpc-1", "sg-1", "sg-2") if is_there else ()
        assert tuple(NETWORK_INTERFACE.needs(each, now)) == held


def test_addresses_of_other_subnets_are_not_counted(interface: NetworkInterface) -> None:
    """Each subnet has its own addresses."""
    assert addresses_in(replace(SUBNET, id="subnet-2"), [interface], NOW) == set()


@pytest.mark.parametrize(
    ("vpc_id", "gateway_id", "is_open"),
    [("vpc-1", "nat-1", True), ("vpc-2", "nat-1", False), ("vpc-1", None, False)],
)
def test_only_an_interface_in_use_passes_traffic(
    interface: NetworkInterface, vpc_id: str, gateway_id: str | None, *, is_open: bool
) -> None:
    """An interface passes traffic if it is in use, and only for its own VPC."""
    assert replace(interface, gateway_id=gateway_id).is_open_to(vpc_id, NOW) is is_open


def test_a_hardware_address_is_locally_administered(interface: NetworkInterface) -> None:
    """The bit for locally administered addresses is set."""
    assert interface.mac_address == "02:00:01:02:03:04"


def test_an_association_ends(interface: NetworkInterface) -> None:
    """The association ends when its NAT gateway is deleted."""
    association = AddressAssociation(id="eipassoc-1", interface_id="eni-1", private_ip="10.0.0.4")
    free = Address(id="eipalloc-1", place=HERE, public_ip="198.18.0.1")
    assert free.association(NOW) is None
    assert replace(free, last=association).association(NOW) == association
    ending = replace(association, ending=Settle(duration=MINUTE).start(NOW))
    assert replace(free, last=ending).association(NOW) == ending
    assert replace(free, last=ending).association(NOW + MINUTE) is None


def test_no_public_address_is_given_twice() -> None:
    """An address that is taken is never chosen again."""
    first = new_public_ip(IdSource(0), lambda _: False)
    assert new_public_ip(IdSource(0), first.__eq__) != first
