"""The account switcher and the Region selector."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from peermock._console.visit import Visit
from peermock._domain.identity import Place, is_account_id, partition_of
from peermock._protocol.regions import regions


class Choice(NamedTuple):
    """An account or a Region in a menu.

    Attributes:
        name: The account ID or the Region's name.
        text: The label.
        url: The URL of the current list there.
        is_current: Whether the page belongs to it.
    """

    name: str
    text: str
    url: str
    is_current: bool


class Switcher:
    """The menus: accounts of the mock, and Regions of the partition.

    Args:
        visit: The visit.
    """

    def __init__(self, visit: Visit) -> None:
        self._visit = visit

    def accounts(self) -> Iterator[Choice]:
        """Yield the accounts that have resources or connections."""
        place = self._visit.place
        ours = {place.account_id, self._visit.site.account_id}
        for account_id in sorted(self._find_accounts() | ours):
            other = Place(account_id, place.region_name)
            yield Choice(
                account_id, space_out(account_id), self._url(other), account_id == place.account_id
            )

    def regions(self) -> Iterator[Choice]:
        """Yield the Regions of the page's partition."""
        place = self._visit.place
        for name, text in sorted(region_names(place).items()):
            other = Place(place.account_id, name)
            yield Choice(name, text, self._url(other), name == place.region_name)

    @property
    def section(self) -> str:
        """The list that the page belongs to, such as `vpcs`."""
        below = self._visit.url.removeprefix(f"{self._visit.link()}/")
        return below.partition("/")[0]

    def _url(self, place: Place) -> str:
        return self._visit.link_for(place, self.section)

    def _find_accounts(self) -> set[str]:
        with self._visit.site.gateway.locked() as world:
            sides = [side.place for peering in world.peerings for side in peering.sides]
            places = [*world.network.places(), *sides]
        return {place.account_id for place in places if is_account_id(place.account_id)}


def region_names(place: Place) -> Mapping[str, str]:
    """Return the Regions of a place's partition, with their long names."""
    partition = partition_of(place.region_name)
    named = {name: text for name, text in regions().items() if partition_of(name) == partition}
    return {place.region_name: place.region_name} | named


def space_out(account_id: str) -> str:
    """Return an account ID with hyphens, as the AWS console shows it.

    Example:
        >>> space_out("123456789012")
        '1234-5678-9012'
    """
    return "-".join(account_id[at : at + 4] for at in range(0, 12, 4))
