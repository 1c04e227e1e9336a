"""All peering connections, each stored once and indexed by ID, place and VPC."""

from collections import defaultdict
from collections.abc import Iterator, ValuesView

from peermock._domain.identity import Place
from peermock._domain.peering import Peering, Step


class PeeringStore:
    """The connections of all accounts and Regions.

    A copy has the same connections and indexes until one of the two changes.
    """

    __slots__ = (
        "_by_pair",
        "_by_place",
        "_by_vpc",
        "_is_shared",
        "_peerings",
        "_settling",
        "_unanswered",
    )

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._is_shared = False
        self._peerings: dict[str, Peering] = {}
        self._by_place: defaultdict[Place, list[str]] = defaultdict(list)
        self._by_vpc: defaultdict[str, list[str]] = defaultdict(list)
        # Tuples: the garbage collector skips those of strings, and most pairs have one connection.
        self._by_pair: dict[tuple[str, str], tuple[str, ...]] = {}
        self._settling: dict[str, Peering] = {}
        self._unanswered: defaultdict[Place, dict[str, Peering]] = defaultdict(dict)

    def copy(self) -> "PeeringStore":
        """Return an independent store of the same connections."""
        self._is_shared = True
        other = PeeringStore()
        for name in self.__slots__:
            setattr(other, name, getattr(self, name))
        return other

    def _separate(self) -> None:
        """Stop sharing connections and indexes with a copy."""
        peerings = self._peerings
        self._begin()
        for peering in peerings.values():
            self.save(peering)

    def save(self, peering: Peering) -> Peering:
        """Store a connection, new or changed, and return it."""
        if self._is_shared:
            self._separate()
        if peering.id not in self._peerings:
            for place in _parties(peering):
                self._by_place[place].append(peering.id)
            pair = _pair(peering.requester.vpc_id, peering.accepter.vpc_id)
            self._by_pair[pair] = (*self._by_pair.get(pair, ()), peering.id)
            for vpc_id in dict.fromkeys(pair):
                self._by_vpc[vpc_id].append(peering.id)
        self._peerings[peering.id] = peering
        _mark(self._settling, peering, listed=peering.settling.looks > 0)
        unanswered = self._unanswered[peering.requester.place]
        _mark(unanswered, peering, listed=peering.step in (Step.REQUESTED, Step.FAILED))
        return peering

    def settling(self) -> list[Peering]:
        """Return the connections that settle after a number of Describes."""
        return list(self._settling.values())

    def unanswered(self, place: Place) -> ValuesView[Peering]:
        """Return the requests from a place that nobody accepted, rejected or deleted."""
        return self._unanswered.get(place, {}).values()

    def __getitem__(self, peering_id: str) -> Peering:
        return self._peerings[peering_id]

    def get(self, peering_id: str) -> Peering | None:
        """Return the connection with this ID, regardless of visibility, or None."""
        return self._peerings.get(peering_id)

    def at(self, place: Place, start: int = 0) -> Iterator[tuple[int, Peering]]:
        """Yield the connections of a place, with their positions in its list."""
        ids = self._by_place.get(place, [])
        for position in range(start, len(ids)):
            yield position, self._peerings[ids[position]]

    def of_vpc(self, vpc_id: str) -> Iterator[Peering]:
        """Yield the connections that name a VPC on either side, under any owner and Region."""
        return map(self._peerings.__getitem__, self._by_vpc.get(vpc_id, []))

    def number_of_vpc(self, vpc_id: str) -> int:
        """Return the number of connections that name a VPC, ended ones included."""
        return len(self._by_vpc.get(vpc_id, ()))

    def between(self, vpc_id: str, other_id: str) -> Iterator[Peering]:
        """Yield the connections between two VPCs, in either direction."""
        ids = self._by_pair.get(_pair(vpc_id, other_id), ())
        return map(self._peerings.__getitem__, ids)

    def __iter__(self) -> Iterator[Peering]:
        return iter(self._peerings.values())

    def __len__(self) -> int:
        return len(self._peerings)


def _pair(vpc_id: str, other_id: str) -> tuple[str, str]:
    """Return two VPCs in the same order, whichever comes first; a tuple is smaller than a set."""
    return (vpc_id, other_id) if vpc_id < other_id else (other_id, vpc_id)


def _parties(peering: Peering) -> list[Place]:
    """Return the combinations of both accounts with both Regions, without duplicates."""
    ours, theirs = peering.requester.place, peering.accepter.place
    if ours == theirs:
        return [ours]
    swapped = (
        ours._replace(region_name=theirs.region_name),
        theirs._replace(region_name=ours.region_name),
    )
    return list(dict.fromkeys((ours, *swapped, theirs)))


def _mark(index: dict[str, Peering], peering: Peering, *, listed: bool) -> None:
    if listed:
        index[peering.id] = peering
    else:
        index.pop(peering.id, None)
