"""Invariants of every world, whatever its accounts have done."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from peermock._domain.errors import AwsError
from peermock._domain.identity import Place
from peermock._domain.ids import IdSource
from peermock._domain.network import add_vpc, new_vpc
from peermock._domain.peering import Peering, Side, Status
from peermock._domain.quotas import Quotas
from peermock._domain.settle import Settle
from peermock._domain.world import World

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
PLACES = [
    Place("111111111111", "us-east-1"),
    Place("111111111111", "eu-west-1"),
    Place("222222222222", "us-east-1"),
    Place("222222222222", "eu-west-1"),
]
QUOTAS = Quotas(active_per_vpc=2, outstanding_requests=2)

actors = st.integers(0, 4)
actions = st.one_of(
    st.tuples(st.just("request"), actors, actors),
    st.tuples(st.sampled_from(["accept", "accept", "reject", "delete"]), actors, st.integers(0, 9)),
    st.tuples(st.just("wait"), st.integers(0, 200), st.just(0)),
    st.tuples(st.just("look"), actors, st.just(0)),
)


@settings(deadline=None)
@given(
    st.sampled_from([Settle(), Settle(duration=timedelta(hours=30)), Settle(describes=2)]),
    st.lists(actions, max_size=40),
)
def test_no_history_breaks_awss_rules(settle: Settle, history: list[tuple[str, int, int]]) -> None:
    """Two VPCs have one connection, quotas hold, and accepters do not see failures."""
    world = World(ids=IdSource(0), quotas=QUOTAS, settle=settle)
    sides = list(five_vpcs(world))
    now = NOW
    for action, first, second in history:
        if action == "wait":
            now += timedelta(hours=first)
        elif action == "look":
            world.look(sides[first].place, None, now)
        else:
            act(world, action, (sides[first], sides[second % 5]), now)
        check(world, now)


def five_vpcs(world: World) -> Iterator[Side]:
    """Yield five VPCs of four places, two of which overlap."""
    for place, block in zip([*PLACES, PLACES[0]], [0, 1, 2, 0, 4], strict=True):
        store = world.store(place)
        vpc = add_vpc(store, world.ids, new_vpc(store, world.ids, f"10.{block}.0.0/16"))
        yield Side(place, vpc.id)


def act(world: World, action: str, pair: tuple[Side, Side], now: datetime) -> None:
    """Perform an action of an account on two VPCs, which AWS may reject."""
    by = pair[0].place
    try:
        if action == "request":
            parties = (world.party(side.place, side.vpc_id) for side in pair)
            world.peerings.save(world.request(*parties, now).peering)
        else:
            for known in list(world.peerings.between(pair[0].vpc_id, pair[1].vpc_id)):
                peering = world.peering(known.id, seen_by=by, now=now)
                world.peerings.save(answer(world, action, peering, by, now))
    except AwsError:
        return


def answer(world: World, action: str, peering: Peering, by: Place, now: datetime) -> Peering:
    """Return the connection after an account's action."""
    if action == "accept":
        return world.accept(peering, by, now)
    if action == "reject":
        return peering.reject(by, now)
    return peering.delete(by, now, world.settle)


def check(world: World, now: datetime) -> None:
    """Check the world against AWS's rules."""
    statuses = [(peering, peering.status(now)) for peering in world.peerings]
    accepted = [p for p, status in statuses if status in {Status.PROVISIONING, Status.ACTIVE}]
    pairs = Counter(frozenset(side.vpc_id for side in peering.sides) for peering in accepted)
    assert all(count == 1 for count in pairs.values())
    active = Counter(side.vpc_id for peering in accepted for side in peering.sides)
    assert all(count <= QUOTAS.active_per_vpc for count in active.values())
    pending = Counter(p.requester.place for p, status in statuses if status == "pending-acceptance")
    assert all(count <= QUOTAS.outstanding_requests for count in pending.values())
    for peering, status in statuses:
        if status == "failed" and peering.accepter.place != peering.requester.place:
            assert not peering.is_visible_to(peering.accepter.place, now)
