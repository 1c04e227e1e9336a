"""Connections, stored once and found from both ends."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from peermock._domain.identity import Place
from peermock._domain.peering import Peering, Side
from peermock._domain.peering_store import PeeringStore
from peermock._domain.settle import Settle

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
HERE = Place("111111111111", "us-east-1")
THERE = Place("222222222222", "eu-west-1")
ELSEWHERE = Place("333333333333", "ap-south-1")
A, B, C = Side(HERE, "vpc-a"), Side(THERE, "vpc-b"), Side(ELSEWHERE, "vpc-c")
AT_ONCE = Settle()
A_LOOK = Settle(describes=1)


@pytest.fixture
def request_of() -> Callable[..., Peering]:
    """Return a function that makes requests from one side to another."""

    def make(peering_id: str, requester: Side, accepter: Side, settle: Settle = AT_ONCE) -> Peering:
        """Return a request with an ID."""
        return Peering.request(peering_id, requester, accepter, now=NOW, settle=settle)

    return make


@pytest.fixture
def store(request_of: Callable[..., Peering]) -> PeeringStore:
    """Three requests: from A to B, from C to A, from B to A."""
    store = PeeringStore()
    for peering_id, requester, accepter in (("pcx-1", A, B), ("pcx-2", C, A), ("pcx-3", B, A)):
        store.save(request_of(peering_id, requester, accepter))
    return store


def test_a_connection_is_found_by_its_id(store: PeeringStore) -> None:
    """An unknown ID finds nothing."""
    assert store["pcx-2"].sides == (C, A)
    assert store.get("pcx-2") == store["pcx-2"]
    assert store.get("pcx-9") is None


def test_saving_returns_what_was_saved(request_of: Callable[..., Peering]) -> None:
    """Every lookup finds the new state from then on."""
    store = PeeringStore()
    peering = request_of("pcx-1", A, B)
    assert store.save(peering) is peering
    accepted = peering.accept(THERE, NOW, AT_ONCE)
    assert store.save(accepted) is accepted
    assert store["pcx-1"] is accepted
    assert [p for _, p in store.at(HERE)] == [p for _, p in store.at(THERE)] == [accepted]
    assert list(store.of_vpc("vpc-a")) == list(store.of_vpc("vpc-b")) == [accepted]


@pytest.mark.parametrize(
    ("place", "listed"),
    [
        (HERE, [(0, "pcx-1"), (1, "pcx-2"), (2, "pcx-3")]),
        (THERE, [(0, "pcx-1"), (1, "pcx-3")]),
        (ELSEWHERE, [(0, "pcx-2")]),
        (Place("111111111111", "sa-east-1"), []),
    ],
)
def test_a_place_lists_what_it_takes_part_in(
    store: PeeringStore, place: Place, listed: list[tuple[int, str]]
) -> None:
    """Connections are in the order of the requests, with positions per place."""
    assert [(position, peering.id) for position, peering in store.at(place)] == listed


@pytest.mark.parametrize(("start", "ids"), [(0, 3), (1, 2), (2, 1), (3, 0), (9, 0)])
def test_a_list_can_begin_at_a_position(store: PeeringStore, start: int, ids: int) -> None:
    """Connections before the position are skipped."""
    assert len(list(store.at(HERE, start))) == ids


def test_a_new_state_keeps_its_position(store: PeeringStore) -> None:
    """A later page continues where the previous one ended."""
    for _, peering in list(store.at(THERE)):
        store.save(replace(peering, settling=peering.settling.looked_at(NOW)))
    assert [(at, p.id) for at, p in store.at(THERE)] == [(0, "pcx-1"), (1, "pcx-3")]


def test_a_connection_within_a_place_is_listed_once(request_of: Callable[..., Peering]) -> None:
    """A connection whose ends are in the same place appears once."""
    store = PeeringStore()
    store.save(request_of("pcx-1", A, Side(HERE, "vpc-z")))
    assert [peering.id for _, peering in store.at(HERE)] == ["pcx-1"]


@pytest.mark.parametrize(
    ("vpc_id", "ids"),
    [
        ("vpc-a", ["pcx-1", "pcx-2", "pcx-3"]),
        ("vpc-b", ["pcx-1", "pcx-3"]),
        ("vpc-c", ["pcx-2"]),
        ("vpc-z", []),
    ],
)
def test_a_vpcs_connections_are_those_of_both_roles(
    store: PeeringStore, vpc_id: str, ids: list[str]
) -> None:
    """The VPC may be the requester or the accepter."""
    assert [peering.id for peering in store.of_vpc(vpc_id)] == ids


@pytest.mark.parametrize(
    ("pair", "ids"),
    [
        (("vpc-a", "vpc-b"), ["pcx-1", "pcx-3"]),
        (("vpc-b", "vpc-a"), ["pcx-1", "pcx-3"]),
        (("vpc-a", "vpc-c"), ["pcx-2"]),
        (("vpc-b", "vpc-c"), []),
        (("vpc-a", "vpc-a"), []),
    ],
)
def test_what_joins_two_vpcs_is_found_in_either_order(
    store: PeeringStore, pair: tuple[str, str], ids: list[str]
) -> None:
    """A request and its reverse join the same two VPCs."""
    assert [peering.id for peering in store.between(*pair)] == ids


def test_a_request_is_unanswered_where_it_was_made(store: PeeringStore) -> None:
    """A request is listed as unanswered for the requester, not for the accepter."""
    assert [peering.id for peering in store.unanswered(HERE)] == ["pcx-1"]
    assert [peering.id for peering in store.unanswered(THERE)] == ["pcx-3"]
    assert list(store.unanswered(Place("444444444444", "us-east-1"))) == []


@pytest.mark.parametrize(
    "answer",
    [
        lambda peering: peering.accept(THERE, NOW, AT_ONCE),
        lambda peering: peering.reject(THERE, NOW),
        lambda peering: peering.delete(HERE, NOW, AT_ONCE),
    ],
    ids=["accept", "reject", "delete"],
)
def test_an_answer_takes_a_request_off_the_unanswered(
    store: PeeringStore, request_of: Callable[..., Peering], answer: Callable[[Peering], Peering]
) -> None:
    """Any answer counts."""
    store.save(answer(request_of("pcx-1", A, B)))
    assert list(store.unanswered(HERE)) == []


def test_what_settles_by_looks_is_listed_until_it_has(request_of: Callable[..., Peering]) -> None:
    """Connections that settle by time are not listed."""
    store = PeeringStore()
    store.save(request_of("pcx-1", A, B))
    store.save(request_of("pcx-2", A, C, Settle(duration=timedelta(hours=1))))
    slow = store.save(request_of("pcx-3", B, C, A_LOOK))
    assert store.settling() == [slow]
    store.save(slow.looked_at(NOW))
    assert store.settling() == []


def test_a_copy_changes_on_its_own(store: PeeringStore, request_of: Callable[..., Peering]) -> None:
    """The copy has the same connections and positions, and changes independently."""
    copy = store.copy()
    assert list(copy.at(HERE)) == list(store.at(HERE))
    assert list(copy.unanswered(THERE)) == list(store.unanswered(THERE))
    copy.save(request_of("pcx-4", B, C, A_LOOK))
    store.save(request_of("pcx-1", A, B).accept(THERE, NOW, AT_ONCE))
    assert store.get("pcx-4") is None
    assert store.settling() == []
    assert copy["pcx-1"] == request_of("pcx-1", A, B)


@pytest.mark.parametrize(
    ("vpc_id", "number"), [("vpc-a", 3), ("vpc-b", 2), ("vpc-c", 1), ("vpc-d", 0)]
)
def test_the_connections_of_a_vpc_are_counted(
    store: PeeringStore, vpc_id: str, number: int
) -> None:
    """The VPC may be the requester's or the accepter's, and have none."""
    assert store.number_of_vpc(vpc_id) == number == len(list(store.of_vpc(vpc_id)))
