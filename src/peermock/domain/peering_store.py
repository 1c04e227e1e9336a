"""All peering connections, each stored once, found by ID, by place or by VPC."""

from collections import defaultdict
from collections.abc import Iterator, ValuesView

from peermock.domain.collection import Collection
from peermock.domain.identity import Place
from peermock.domain.peering import Peering, Step


class PeeringStore:
    """The connections of all accounts and Regions."""

    __slots__ = ("_by_pair", "_by_place", "_by_vpc", "_peerings", "_settling", "_unanswered")

    def __init__(self) -> None:
        self._peerings: Collection[Peering] = Collection()
        self._by_place: defaultdict[Place, list[str]] = defaultdict(list)
        self._by_vpc: defaultdict[str, list[str]] = defaultdict(list)
        self._by_pair: defaultdict[frozenset[str], list[str]] = defaultdict(list)
        self._settling: dict[str, Peering] = {}
        self._unanswered: defaultdict[Place, dict[str, Peering]] = defaultdict(dict)

    def copy(self) -> "PeeringStore":
        """Return a store of the same connections that changes on its own."""
        other = PeeringStore()
        for peering in self:
            other.save(peering)
        return other

    def save(self, peering: Peering) -> Peering:
        """Keep a new connection, or a new state of a known one, and return it."""
        if peering.id not in self._peerings:
            for place in _parties(peering):
                self._by_place[place].append(peering.id)
            pair = frozenset(side.vpc_id for side in peering.sides)
            self._by_pair[pair].append(peering.id)
            for vpc_id in pair:
                self._by_vpc[vpc_id].append(peering.id)
        self._peerings.put(peering.id, peering)
        _mark(self._settling, peering, listed=peering.settling.looks > 0)
        unanswered = self._unanswered[peering.requester.place]
        _mark(unanswered, peering, listed=peering.step in (Step.REQUESTED, Step.FAILED))
        return peering

    def settling(self) -> list[Peering]:
        """Return the connections that settle by being looked at."""
        return list(self._settling.values())

    def unanswered(self, place: Place) -> ValuesView[Peering]:
        """Return the requests that a place made and nobody has answered, ended ones included."""
        return self._unanswered.get(place, {}).values()

    def __getitem__(self, peering_id: str) -> Peering:
        return self._peerings[peering_id]

    def get(self, peering_id: str) -> Peering | None:
        """Return the connection with this ID, whoever may see it, or None."""
        return self._peerings.get(peering_id)

    def at(self, place: Place, start: int = 0) -> Iterator[tuple[int, Peering]]:
        """Yield the connections in which a place takes part, with their positions there."""
        ids = self._by_place.get(place, [])
        for position in range(start, len(ids)):
            yield position, self._peerings[ids[position]]

    def of_vpc(self, vpc_id: str) -> Iterator[Peering]:
        """Yield the connections that name a VPC, in either role and wherever they say it is."""
        return map(self._peerings.__getitem__, self._by_vpc.get(vpc_id, []))

    def between(self, vpc_id: str, other_id: str) -> Iterator[Peering]:
        """Yield the connections that join two VPCs, whoever requested them."""
        ids = self._by_pair.get(frozenset((vpc_id, other_id)), [])
        return map(self._peerings.__getitem__, ids)

    def __iter__(self) -> Iterator[Peering]:
        return iter(self._peerings)

    def __len__(self) -> int:
        return len(self._peerings)


def _parties(peering: Peering) -> list[Place]:
    """Return the two accounts in the two Regions, each once."""
    accounts, regions = zip(*(side.place for side in peering.sides), strict=True)
    return [Place(a, r) for a in dict.fromkeys(accounts) for r in dict.fromkeys(regions)]


def _mark(index: dict[str, Peering], peering: Peering, *, listed: bool) -> None:
    if listed:
        index[peering.id] = peering
    else:
        index.pop(peering.id, None)
