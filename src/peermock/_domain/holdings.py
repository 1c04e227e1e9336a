"""The read-only port to the network: VPCs, subnets, route tables, groups and their tags."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from peermock._domain.identity import Place
from peermock._domain.kind import Identified, Kind, T_co
from peermock._domain.kinds import STORED
from peermock._domain.tags import Tags
from peermock._domain.vpc import DEFAULT_VPC, VPC, Vpc

if TYPE_CHECKING:
    from peermock._domain.internet_gateway import InternetGateway
    from peermock._domain.routing import RouteTable
    from peermock._domain.security import SecurityGroup

T = TypeVar("T", bound=Identified)


class Resources(Protocol[T_co]):
    """Read-only access to the resources of one kind in one place, by ID and in order."""

    def get(self, key: str, /) -> T_co | None:
        """Return the resource with this ID, or None."""
        ...

    def part(self, part_id: str) -> tuple[T_co, int] | None:
        """Return the resource that has a part with this ID, and the part's index; or None."""
        ...

    def naming(self, *names: str) -> Sequence[T_co]:
        """Return the resources that name any of these, in order."""
        ...

    def scan(self, start: int) -> Iterator[tuple[int, T_co]]:
        """Yield positions and resources, starting at a position."""
        ...

    def __getitem__(self, key: str) -> T_co: ...

    def __contains__(self, key: str) -> bool: ...

    def __iter__(self) -> Iterator[T_co]: ...

    def __len__(self) -> int: ...


class Holdings(Protocol):
    """Read-only access to the resources of an account in a Region."""

    @property
    def place(self) -> Place:
        """The account and the Region."""
        ...

    def of(self, kind: Kind[T]) -> Resources[T]:
        """Return the resources of a kind."""
        ...

    def tags_of(self, resource_id: str) -> Tags:
        """Return the tags that the account put on a resource here."""
        ...

    def tagged(self, start: int) -> Iterator[tuple[int, str, Tags]]:
        """Yield positions, IDs and tags of tagged resources, starting at a position."""
        ...

    def tables_of(self, vpc_id: str) -> "Sequence[RouteTable]":
        """Return the route tables of a VPC."""
        from peermock._domain.routing import ROUTE_TABLE  # noqa: PLC0415  # on first use

        return self.of(ROUTE_TABLE).naming(vpc_id)

    def groups_of(self, vpc_id: str) -> "Sequence[SecurityGroup]":
        """Return the security groups of a VPC."""
        from peermock._domain.security import SECURITY_GROUP  # noqa: PLC0415  # as above

        return self.of(SECURITY_GROUP).naming(vpc_id)

    def gateway_of(self, vpc_id: str) -> "InternetGateway | None":
        """Return the internet gateway that is attached to a VPC, or None."""
        from peermock._domain.internet_gateway import INTERNET_GATEWAY  # noqa: PLC0415  # as above

        return next(iter(self.of(INTERNET_GATEWAY).naming(vpc_id)), None)

    def default_vpc(self) -> Vpc | None:
        """Return the default VPC, or None."""
        return next(iter(self.of(VPC).naming(DEFAULT_VPC)), None)

    def needing(self, resource_id: str, now: datetime) -> Iterator[Identified]:
        """Yield the other resources here that prevent a resource from being deleted."""
        for kind in STORED.values():
            for each in self.of(kind).naming(resource_id):
                if resource_id in kind.needs(each, now):
                    yield each

    def is_needed(self, resource_id: str, now: datetime) -> bool:
        """Return whether another resource here prevents a resource from being deleted."""
        return any(True for _ in self.needing(resource_id, now))
