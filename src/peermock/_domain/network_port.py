"""The port to the network: where the world reads and changes VPCs, subnets, tables and groups."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from peermock._domain.holdings import Holdings
from peermock._domain.identity import Place
from peermock._domain.region_store import RegionStore
from peermock._domain.tags import Tags
from peermock._domain.vpc import Vpc

if TYPE_CHECKING:
    from peermock._domain.targets import Way


class Network(Protocol):
    """The VPCs, subnets, route tables, security groups and tags of all places.

    A world has stores of its own, but it can also sit on another program's network, such as moto's.
    Reading never creates anything.

    Attributes:
        is_foreign: Whether another program owns the network and answers the calls about it.
    """

    is_foreign: bool = False

    def at(self, place: Place) -> Holdings:
        """Return read-only access to the resources of an account in a Region."""
        ...

    def places(self) -> Iterable[Place]:
        """Return the places in which something was created or changed, by account and Region."""
        ...

    def home_of(self, resource_id: str) -> Holdings | None:
        """Return the place of a VPC or subnet, if it is known, or None."""
        ...

    def way(self, place: Place, target_id: str) -> "Way | None":
        """Return the target of a route, other than a peering connection, by its ID, or None."""
        ...

    def store(self, place: Place) -> RegionStore:
        """Return the resources of an account in a Region, to change them.

        Raises:
            Exception: The network belongs to another program, so the world cannot change it.
        """
        ...

    def new_vpc(self, _place: Place, _cidr_block: str) -> Vpc | None:
        """Return a new VPC created by the other program, or None for a world's own network."""
        return None

    def differing(self) -> Sequence[str]:
        """Return the IDs of resources that a snapshot could not restore. A world's own has none."""
        return ()

    def put_tags(self, place: Place, resource_id: str, tags: Tags) -> None:
        """Store the tags that an account has put on a resource in a Region."""
        ...

    def snapshot(self) -> "Network":
        """Return the network as it is now. Later changes do not reach it.

        Raises:
            Exception: The network belongs to another program, so it cannot be copied.
        """
        ...

    def put_back(self) -> "Network":
        """Return the network that this is a snapshot of, as it was, for a world to use.

        Another program's network is put back as far as that program allows; see `differing`.
        """
        return self
