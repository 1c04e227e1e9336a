"""What the world holds, and who finds what in it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from peermock.domain.errors import (
    VpcNotFound,
    VpcPeeringConnectionIdMalformed,
    VpcPeeringConnectionNotFound,
)
from peermock.domain.identity import Place, Principal, access_key_id, owner_principal
from peermock.domain.ids import IdSource
from peermock.domain.peering import Peering, Side, Status
from peermock.domain.quotas import Quotas
from peermock.domain.settle import Settle
from peermock.domain.vpc import Vpc
from peermock.domain.world import World

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
HERE = Place("111111111111", "us-east-1")
THERE = Place("222222222222", "eu-west-1")


def test_every_place_has_its_default_vpc(world: World) -> None:
    """A place is there as soon as it is spoken of, and stays the same."""
    assert [vpc.is_default for vpc in world.store(HERE).vpcs] == [True]
    assert world.store(HERE) is world.store(HERE)
    assert world.store(HERE).place == HERE


def test_default_vpcs_of_two_places_are_two(world: World) -> None:
    """Neither account nor Region share one."""
    places = [HERE, THERE, Place(HERE.account_id, "eu-west-1"), Place("222222222222", "us-east-1")]
    assert len({vpc.id for place in places for vpc in world.store(place).vpcs}) == 4


def test_looking_at_a_place_does_not_change_what_is_made_later(world: World) -> None:
    """IDs depend on what was made, not on which places were asked about before."""
    world.store(HERE)
    world.store(THERE)
    assert world.ids.resource_id("pcx") == IdSource(0).resource_id("pcx")
    untouched = World(ids=IdSource(0))
    assert list(untouched.store(THERE).vpcs) == list(world.store(THERE).vpcs)


def test_a_place_that_nobody_looked_at_is_not_known(world: World) -> None:
    """Asking so does not bring it into being."""
    assert world.known_store(HERE) is None
    assert world.known_store(HERE) is None
    assert world.store(HERE) is world.known_store(HERE)


def test_the_places_that_are_known_come_in_order(world: World) -> None:
    """By account, then by Region, whichever was looked at first."""
    other_region = Place(HERE.account_id, "ap-south-1")
    for place in (THERE, HERE, other_region):
        world.store(place)
    assert [store.place for store in world.stores()] == [other_region, HERE, THERE]


def test_a_vpc_is_found_where_it_is(world: World, vpc_in: Callable[..., Vpc]) -> None:
    """Its owner finds it in its Region."""
    vpc = vpc_in(HERE, "10.0.0.0/16")
    assert world.vpc(vpc.id, HERE) == vpc
    assert world.vpc_of(Side(HERE, vpc.id)) == vpc


@pytest.mark.parametrize(
    "place", [THERE, Place("111111111111", "eu-west-1"), Place("222222222222", "us-east-1")]
)
def test_a_vpc_is_not_found_elsewhere(
    world: World, vpc_in: Callable[..., Vpc], place: Place
) -> None:
    """Neither in another Region nor by another account."""
    vpc = vpc_in(HERE, "10.0.0.0/16")
    assert world.vpc_of(Side(place, vpc.id)) is None
    with pytest.raises(VpcNotFound) as caught:
        world.vpc(vpc.id, place)
    assert caught.value.vpc_ids == (vpc.id,)


def test_the_holder_of_a_key_that_was_handed_out_is_its_account(world: World) -> None:
    """Whatever the default account is."""
    key_id = access_key_id("222222222222")
    assert world.holder(key_id, "111111111111") == owner_principal("222222222222")


@pytest.mark.parametrize("key_id", ["", "testing", "AKIAIOSFODNN7EXAMPLE", "ASIAY34FZKBOKMUTVV7A"])
def test_any_other_key_means_the_default_account(world: World, key_id: str) -> None:
    """Also a real one, whose account must not come into the test."""
    assert world.holder(key_id, "111111111111") == owner_principal("111111111111")


def test_the_holder_of_a_sessions_key_is_the_session(world: World) -> None:
    """STS wrote down whom it gave the key to."""
    session = Principal("222222222222", "AROAEXAMPLE:me", "assumed-role/admin/me")
    key_id = access_key_id("222222222222", b"\0\0\0\0")
    world.sessions[key_id] = session
    assert world.holder(key_id, "111111111111") == session


@pytest.mark.parametrize("peering_id", ["", "5dbx", "pcx-", "pcx-1A2B3C4D", "vpc-1a2b3c4d"])
def test_what_is_no_id_is_malformed(world: World, peering_id: str) -> None:
    """The text is named."""
    with pytest.raises(VpcPeeringConnectionIdMalformed) as caught:
        world.peering(peering_id, seen_by=HERE, now=NOW)
    assert caught.value.text == peering_id


@pytest.mark.parametrize("peering_id", ["pcx-1a2b3c4d", "pcx-0123456789abcdef0"])
def test_an_unknown_id_is_not_found(world: World, peering_id: str) -> None:
    """Both forms of IDs could be some."""
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
    """A connection that the accepter must not know of is to it as if there were none."""
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
    """A third account cannot tell an ID that exists from one that does not."""
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
    """A VPC that has been asked is bound like one that has; a third one is not."""
    ours, theirs, third = (vpc_in(HERE, f"10.{n}.0.0/16") for n in range(3))
    planted(status, ours, theirs, NOW)
    assert world.is_bound(ours, NOW) is bound
    assert world.is_bound(theirs, NOW) is bound
    assert not world.is_bound(third, NOW)


def test_a_request_that_names_a_wrong_owner_does_not_bind_the_vpc(
    world: World, vpc_in: Callable[..., Vpc]
) -> None:
    """It never reaches the VPC with that ID, not even while it settles."""
    ours, theirs = vpc_in(HERE, "10.0.0.0/16"), vpc_in(THERE, "10.1.0.0/16")
    world.settle = Settle(describes=1)
    wrong = Side(Place("333333333333", "eu-west-1"), theirs.id)
    world.peerings.save(world.request(Side(HERE, ours.id), wrong, NOW))
    assert world.is_bound(ours, NOW)
    assert not world.is_bound(theirs, NOW)


@pytest.mark.parametrize("status", Status)
def test_only_an_active_connection_joins_two_vpcs(
    world: World,
    vpc_in: Callable[..., Vpc],
    planted: Callable[..., Peering],
    status: Status,
) -> None:
    """It does in either direction; a third VPC is not joined."""
    ours, theirs, third = (vpc_in(HERE, f"10.{n}.0.0/16") for n in range(3))
    peering = planted(status, ours, theirs, NOW)
    expected = peering if status is Status.ACTIVE else None
    assert world.joining(ours.id, theirs.id, NOW) == expected
    assert world.joining(theirs.id, ours.id, NOW) == expected
    assert world.joining(ours.id, third.id, NOW) is None


def test_a_snapshot_is_what_the_world_was(
    world: World, vpc_in: Callable[..., Vpc], joined: Callable[..., Peering]
) -> None:
    """Restored, it brings VPCs, connections, sessions, permissions and IDs back."""
    ours, theirs = vpc_in(HERE, "10.0.0.0/16"), vpc_in(THERE, "10.1.0.0/16")
    peering = joined(ours, theirs, NOW)
    world.denied.add((HERE.account_id, "DeleteVpc"))
    before = world.snapshot()
    next_id = world.ids.resource_id("vpc")
    world.peerings.save(peering.delete(HERE, NOW, world.settle))
    world.store(HERE).vpcs.remove(ours.id)
    world.store(HERE).tags.put(ours.id, {"Name": "gone"})
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
    """What was asked of the world holds in its copy."""
    world = World(
        ids=IdSource(0),
        quotas=Quotas(active_per_vpc=1),
        settle=Settle(describes=2),
        region_names=lambda: ["us-east-1"],
    )
    copy = world.snapshot()
    assert (copy.quotas, copy.settle) == (Quotas(active_per_vpc=1), Settle(describes=2))
    assert copy.region_names() == ["us-east-1"]


def test_a_snapshot_can_be_restored_more_than_once(
    world: World, vpc_in: Callable[..., Vpc]
) -> None:
    """What happens after it was restored does not get into it."""
    before = world.snapshot()
    for _ in range(2):
        vpc_in(HERE, "10.0.0.0/16")
        world.restore(before)
        assert [vpc.is_default for vpc in world.store(HERE).vpcs] == [True]
