"""The contents of a world, and which accounts find what."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NoReturn

import pytest

from peermock._domain.errors import (
    VpcNotFound,
    VpcPeeringConnectionIdMalformed,
    VpcPeeringConnectionNotFound,
)
from peermock._domain.identity import Place, Principal, access_key_id, owner_principal, role_key_id
from peermock._domain.ids import IdSource
from peermock._domain.peering import Peering, Side, Status
from peermock._domain.quotas import Quotas
from peermock._domain.region_store import RegionStore
from peermock._domain.settle import Settle
from peermock._domain.stores import Stores
from peermock._domain.subnet import SUBNET
from peermock._domain.vpc import VPC, Vpc
from peermock._domain.world import World

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
HERE = Place("111111111111", "us-east-1")
THERE = Place("222222222222", "eu-west-1")


def test_every_place_has_its_default_vpc(world: World) -> None:
    """The default VPC is the same before and after the place is first changed."""
    assert [vpc.is_default for vpc in world.at(HERE).of(VPC)] == [True]
    assert list(world.at(HERE).of(VPC)) == list(world.store(HERE).of(VPC))
    assert world.store(HERE) is world.store(HERE)
    assert world.store(HERE) is world.at(HERE)
    assert world.store(HERE).place == HERE


def test_default_vpcs_of_two_places_are_two(world: World) -> None:
    """Different accounts and Regions have different default VPCs."""
    places = [HERE, THERE, Place(HERE.account_id, "eu-west-1"), Place("222222222222", "us-east-1")]
    assert len({vpc.id for place in places for vpc in world.at(place).of(VPC)}) == 4


def test_looking_at_a_place_does_not_change_what_is_made_later(world: World) -> None:
    """IDs depend on the resources created before, not on the places that were read."""
    world.at(HERE)
    world.store(THERE)
    assert world.ids.resource_id("pcx") == IdSource(0).resource_id("pcx")
    untouched = World(ids=IdSource(0))
    assert list(untouched.at(THERE).of(VPC)) == list(world.at(THERE).of(VPC))


def test_reading_brings_no_place_into_being(world: World) -> None:
    """A place is listed once something there has changed, not when it is opened for changes."""
    (vpc,) = world.at(HERE).of(VPC)
    world.vpc_of(Side(THERE, "vpc-1a2b3c4d"))
    world.store(HERE)
    assert list(world.network.places()) == []
    world.store(HERE).put(VPC, vpc)
    assert list(world.network.places()) == [HERE]


@pytest.mark.parametrize("change", ["put tags", "remove tags", "forget"])
def test_any_change_brings_a_place_into_being(world: World, change: str) -> None:
    """Tags that come or go, and resources that go, count as well as new resources."""
    store = world.store(HERE)
    (subnet, *_) = store.of(SUBNET)
    store.put_tags(subnet.id, {"Name": "one"})
    store.is_changed = False
    {
        "put tags": lambda: store.put_tags(subnet.id, {"Name": "two"}),
        "remove tags": lambda: store.remove_tags(subnet.id),
        "forget": lambda: store.forget(SUBNET, subnet.id),
    }[change]()
    assert list(world.network.places()) == [HERE]


def test_tags_that_were_never_there_bring_no_place_into_being(world: World) -> None:
    """To remove them changes nothing."""
    world.store(HERE).remove_tags("vpc-1a2b3c4d")
    assert list(world.network.places()) == []


def test_a_vpc_or_subnet_is_found_wherever_it_is_known(
    world: World, vpc_in: Callable[..., Vpc]
) -> None:
    """Resources that were only read are found as well; any other ID has no home."""
    vpc = vpc_in(THERE, "10.0.0.0/16")
    (subnet, *_) = world.at(HERE).of(SUBNET)
    homes = [world.network.home_of(each) for each in (vpc.id, subnet.id, subnet.vpc_id, "vpc-1")]
    assert [home and home.place for home in homes] == [THERE, HERE, HERE, None]


def test_the_places_that_are_known_come_in_order(world: World) -> None:
    """Places are sorted by account, then by Region."""
    other_region = Place(HERE.account_id, "ap-south-1")
    for place in (THERE, HERE, other_region):
        world.store(place).put_tags("vpc-1a2b3c4d", {"Name": "one"})
    assert list(world.network.places()) == [other_region, HERE, THERE]


def test_a_vpc_is_found_where_it_is(world: World, vpc_in: Callable[..., Vpc]) -> None:
    """The owner finds the VPC in its Region."""
    vpc = vpc_in(HERE, "10.0.0.0/16")
    assert world.vpc(vpc.id, HERE) == vpc
    assert world.vpc_of(Side(HERE, vpc.id)) == vpc


@pytest.mark.parametrize(
    "place", [THERE, Place("111111111111", "eu-west-1"), Place("222222222222", "us-east-1")]
)
def test_a_vpc_is_not_found_elsewhere(
    world: World, vpc_in: Callable[..., Vpc], place: Place
) -> None:
    """The VPC is not found in another Region or by another account."""
    vpc = vpc_in(HERE, "10.0.0.0/16")
    assert world.vpc_of(Side(place, vpc.id)) is None
    with pytest.raises(VpcNotFound) as caught:
        world.vpc(vpc.id, place)
    assert caught.value.vpc_ids == (vpc.id,)


def test_the_holder_of_a_key_that_was_handed_out_is_its_account(world: World) -> None:
    """The default account does not matter."""
    key_id = access_key_id("222222222222")
    assert world.holder(key_id, "111111111111") == owner_principal("222222222222")


@pytest.mark.parametrize("key_id", ["", "testing", "AKIAIOSFODNN7EXAMPLE", "ASIAY34FZKBOKMUTVV7A"])
def test_any_other_key_means_the_default_account(world: World, key_id: str) -> None:
    """A real key belongs to the default account, so that no real account enters a test."""
    assert world.holder(key_id, "111111111111") == owner_principal("111111111111")


def test_the_holder_of_a_sessions_key_is_the_session(world: World) -> None:
    """STS records the holder of each key that it issues."""
    session = Principal("222222222222", "AROAEXAMPLE:me", "assumed-role/admin/me")
    key_id = role_key_id("222222222222", b"\0\0\0\0")
    world.sessions[key_id] = session
    assert world.holder(key_id, "111111111111") == session


@pytest.mark.parametrize("peering_id", ["", "5dbx", "pcx-", "pcx-1A2B3C4D", "vpc-1a2b3c4d"])
def test_a_text_that_is_not_an_id_is_malformed(world: World, peering_id: str) -> None:
    """The error names the text."""
    with pytest.raises(VpcPeeringConnectionIdMalformed) as caught:
        world.peering(peering_id, seen_by=HERE, now=NOW)
    assert caught.value.text == peering_id


@pytest.mark.parametrize("peering_id", ["pcx-1a2b3c4d", "pcx-0123456789abcdef0"])
def test_an_unknown_id_is_not_found(world: World, peering_id: str) -> None:
    """IDs of both lengths are well-formed."""
    with pytest.raises(VpcPeeringConnectionNotFound) as caught:
        world.peering(peering_id, seen_by=HERE, now=NOW)
    assert caught.value.peering_ids == (peering_id,)


@pytest.mark.parametrize("status", Status)
def test_the_parties_find_what_they_see(
    world: World,
    vpc_in: Callable[..., Vpc],
    planted: Callable[..., Peering],
    status: Status,
) -> None:
    """A connection that is invisible to the accepter is not found by it."""
    ours, theirs = vpc_in(HERE, "10.0.0.0/16"), vpc_in(THERE, "10.1.0.0/16")
    peering = planted(status, ours, theirs, NOW)
    assert world.peering(peering.id, seen_by=HERE, now=NOW) == peering
    if status in {Status.INITIATING_REQUEST, Status.FAILED}:
        with pytest.raises(VpcPeeringConnectionNotFound):
            world.peering(peering.id, seen_by=THERE, now=NOW)
    else:
        assert world.peering(peering.id, seen_by=THERE, now=NOW) == peering


def test_a_stranger_finds_nothing(
    world: World, vpc_in: Callable[..., Vpc], joined: Callable[..., Peering]
) -> None:
    """A third account cannot tell an existing ID from an unknown one."""
    ours, theirs = vpc_in(HERE, "10.0.0.0/16"), vpc_in(THERE, "10.1.0.0/16")
    peering = joined(ours, theirs, NOW)
    with pytest.raises(VpcPeeringConnectionNotFound):
        world.peering(peering.id, seen_by=Place("333333333333", "us-east-1"), now=NOW)


@pytest.mark.parametrize(
    ("status", "bound"),
    [
        (Status.INITIATING_REQUEST, True),
        (Status.PENDING_ACCEPTANCE, True),
        (Status.PROVISIONING, True),
        (Status.ACTIVE, True),
        (Status.DELETING, True),
        (Status.DELETED, False),
        (Status.REJECTED, False),
        (Status.FAILED, False),
        (Status.EXPIRED, False),
    ],
)
def test_a_live_connection_binds_both_vpcs(
    world: World,
    vpc_in: Callable[..., Vpc],
    planted: Callable[..., Peering],
    status: Status,
    *,
    bound: bool,
) -> None:
    """The requester and the accepter VPC are bound, a third VPC is not."""
    ours, theirs, third = (vpc_in(HERE, f"10.{n}.0.0/16") for n in range(3))
    planted(status, ours, theirs, NOW)
    assert world.is_bound(ours, NOW) is bound
    assert world.is_bound(theirs, NOW) is bound
    assert not world.is_bound(third, NOW)


def test_a_request_that_names_a_wrong_owner_does_not_bind_the_vpc(
    world: World, vpc_in: Callable[..., Vpc]
) -> None:
    """Such a request never reaches the VPC with that ID, not even while it settles."""
    ours, theirs = vpc_in(HERE, "10.0.0.0/16"), vpc_in(THERE, "10.1.0.0/16")
    world.settle = Settle(describes=1)
    wrong = world.party(Place("333333333333", "eu-west-1"), theirs.id)
    world.peerings.save(world.request(world.party(HERE, ours.id), wrong, NOW).peering)
    assert world.is_bound(ours, NOW)
    assert not world.is_bound(theirs, NOW)


@pytest.mark.parametrize("status", Status)
def test_only_an_active_connection_joins_two_vpcs(
    world: World,
    vpc_in: Callable[..., Vpc],
    planted: Callable[..., Peering],
    status: Status,
) -> None:
    """The direction does not matter, and a third VPC is not joined."""
    ours, theirs, third = (vpc_in(HERE, f"10.{n}.0.0/16") for n in range(3))
    peering = planted(status, ours, theirs, NOW)
    expected = peering if status is Status.ACTIVE else None
    assert world.joining(ours.id, theirs.id, NOW) == expected
    assert world.joining(theirs.id, ours.id, NOW) == expected
    assert world.joining(ours.id, third.id, NOW) is None


def test_a_snapshot_is_what_the_world_was(
    world: World, vpc_in: Callable[..., Vpc], joined: Callable[..., Peering]
) -> None:
    """Restoring brings back VPCs, connections, sessions, permissions and IDs."""
    ours, theirs = vpc_in(HERE, "10.0.0.0/16"), vpc_in(THERE, "10.1.0.0/16")
    peering = joined(ours, theirs, NOW)
    world.denied.add((HERE.account_id, "DeleteVpc"))
    before = world.snapshot()
    next_id = world.ids.resource_id("vpc")
    world.peerings.save(peering.delete(HERE, NOW, world.settle))
    world.store(HERE).forget(VPC, ours.id)
    world.store(HERE).put_tags(ours.id, {"Name": "gone"})
    world.denied.clear()
    world.sessions["key"] = owner_principal("333333333333")
    world.restore(before)
    assert world.peerings.get(peering.id) == peering
    assert world.vpc(ours.id, HERE) == ours
    assert world.store(HERE).tags_of(ours.id) == {}
    assert world.denied == {(HERE.account_id, "DeleteVpc")}
    assert world.sessions == {}
    assert world.ids.resource_id("vpc") == next_id


def test_a_snapshot_is_a_world_with_the_same_rules() -> None:
    """The copy has the same settings."""
    world = World(
        ids=IdSource(0),
        quotas=Quotas(active_per_vpc=1),
        settle=Settle(describes=2),
        regions=lambda: {"us-east-1": "US East (N. Virginia)"},
    )
    copy = world.snapshot()
    assert (copy.quotas, copy.settle) == (Quotas(active_per_vpc=1), Settle(describes=2))
    assert copy.regions() == {"us-east-1": "US East (N. Virginia)"}


def test_a_snapshot_can_be_restored_more_than_once(
    world: World, vpc_in: Callable[..., Vpc]
) -> None:
    """Changes after a restore do not affect the snapshot."""
    before = world.snapshot()
    for _ in range(2):
        vpc_in(HERE, "10.0.0.0/16")
        world.restore(before)
        assert [vpc.is_default for vpc in world.store(HERE).of(VPC)] == [True]


class Foreign(Stores):
    """A network of another program: it can be read, but not changed or copied."""

    def store(self, place: Place) -> RegionStore:
        """Raise an error."""
        raise PermissionError(place)

    def snapshot(self) -> NoReturn:
        """Raise an error."""
        raise PermissionError


def test_another_network_can_stand_in_for_the_worlds_own() -> None:
    """The world reads the other network but does not change it or include it in snapshots."""
    world = World(ids=IdSource(0), network=Foreign(IdSource(1)))
    (vpc,) = Stores(IdSource(1)).at(HERE).of(VPC)
    assert world.vpc(vpc.id, HERE) == vpc
    with pytest.raises(PermissionError):
        world.store(HERE)
    with pytest.raises(PermissionError):
        world.snapshot()


def test_a_snapshot_has_the_quotas(world: World) -> None:
    """Quotas that were set later are put back with the rest."""
    before = world.snapshot()
    world.quotas = Quotas(active_per_vpc=1)
    assert before.quotas == Quotas()
    world.restore(before)
    assert world.quotas == Quotas()


def test_a_snapshot_has_what_was_only_read(world: World) -> None:
    """A snapshot has the same VPCs, and changes to one do not affect the other."""
    (vpc,) = world.at(HERE).of(VPC)
    snapshot = world.snapshot()
    world.network.put_tags(HERE, vpc.id, {"Name": "ours"})
    home = snapshot.network.home_of(vpc.id)
    assert home is not None
    assert home.tags_of(vpc.id) == {}
    assert list(snapshot.network.places()) == []
