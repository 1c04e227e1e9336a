"""Kinds of resources: one row describes everything that resources of a kind have in common."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, NamedTuple, Protocol, TypeVar

from peermock._domain.errors import AwsError, TagSpecificationInvalid
from peermock._domain.identity import Place


class Identified(Protocol):
    """A value with an ID: a resource, or a part of one, such as a rule of a security group."""

    @property
    def id(self) -> str:
        """The ID."""
        ...


T = TypeVar("T", bound=Identified)
T_co = TypeVar("T_co", covariant=True)


class Kept(Protocol[T_co]):
    """The resources of one kind in one place."""

    @property
    def changes(self) -> int:
        """The number of changes so far."""
        ...

    def get(self, key: str, /) -> T_co | None:
        """Return the resource with this ID, or None."""
        ...

    def naming(self, *names: str) -> Sequence[T_co]:
        """Return the resources that name any of these, in order."""
        ...

    def changed_since(self, changes: int) -> Sequence[str]:
        """Return the IDs of the resources that have changed since, removed ones first, in order."""
        ...

    def __getitem__(self, key: str) -> T_co: ...

    def __contains__(self, key: str) -> bool: ...

    def __iter__(self) -> Iterator[T_co]: ...


class Keeper(Protocol):
    """The resources of a place, as seen by kinds that depend on other kinds."""

    @property
    def place(self) -> Place:
        """The account and the Region."""
        ...

    @property
    def dhcp_options_id(self) -> str | None:
        """The DHCP options of new VPCs; None after they were deleted."""
        ...

    def of(self, kind: "Kind[T]") -> Kept[T]:
        """Return the resources of a kind."""
        ...


class NotFound(Protocol):
    """Creates the error for IDs that do not exist."""

    def __call__(self, *resource_ids: str) -> AwsError:
        """Return the error."""
        ...


def _names_nothing(_resource: object) -> Iterable[str]:
    return ()


def _needs_nothing(_resource: object, _now: datetime) -> Iterable[str]:
    return ()


def _comes_alone(_resource: object) -> str | None:
    return None


def _has_no_parts(_resource: object) -> Sequence[Identified]:
    return ()


def _is_seen(_resource: object, _now: datetime) -> bool:
    return True


State = tuple[int, ...] | str | bool | None
"""What the resources that AWS creates by itself depend on."""


class Origin(NamedTuple, Generic[T_co]):
    """The source of resources that AWS creates by itself.

    Attributes:
        state: Returns the state of the origin. Resources are made when it changes.
        make: Returns the resources that are new or have changed since an earlier state, or since
            ever if that is None. It is called when the kind is read, so a kind that is never read
            costs nothing.
    """

    state: Callable[[Keeper], State]
    make: Callable[[Keeper, State], Iterable[T_co]]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Kind(Generic[T]):
    """A kind of resource, and the key under which a place stores its resources.

    Attributes:
        prefix: The prefix of IDs, such as `rtb`.
        type_name: AWS's name for it in tags and ARNs, such as `route-table`.
        noun: AWS's name for it in error messages, such as `routeTable`.
        malformed: Creates the error for a text that is not a well-formed ID.
        not_found: Creates the error for IDs that do not exist.
        untaggable: Creates the error for tags that a call cannot give to a new resource.
        has_home: Whether other places look for a resource by its ID, so that the place of each is
            recorded.
        names: Returns what a resource can be looked up by, such as the IDs of the resources to
            which it belongs or refers, now or later.
        needs: Returns the IDs, among the names, of the resources that cannot be deleted while this
            one exists.
        comes_with: Returns the ID of the resource with which this one is created and deleted; None
            for a resource that is created by itself.
        parts: Returns the parts that have IDs of their own.
        origin: The source of resources that AWS creates by itself, such as the default network ACL
            of each VPC; None for a kind that only calls create.
        is_seen: Returns whether the owner still sees the resource.
    """

    prefix: str
    type_name: str
    noun: str
    malformed: Callable[[str], AwsError]
    not_found: NotFound
    untaggable: Callable[[str], AwsError] = TagSpecificationInvalid
    has_home: bool = False
    names: Callable[[T], Iterable[str]] = _names_nothing
    needs: Callable[[T, datetime], Iterable[str]] = _needs_nothing
    comes_with: Callable[[T], str | None] = _comes_alone
    parts: Callable[[T], Sequence[Identified]] = _has_no_parts
    origin: Origin[T] | None = None
    is_seen: Callable[[T, datetime], bool] = _is_seen

    def is_meant_by(self, text: str) -> bool:
        """Return whether a text begins like the IDs of this kind, even if it is not one."""
        return text.startswith(f"{self.prefix}-")
