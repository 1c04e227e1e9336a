"""DHCP options: domain name, name servers, time servers and the like for the instances of a VPC."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from peermock._domain.errors.dhcp_options import (
    DhcpOptionsIdMalformed,
    DhcpOptionsNotFound,
    InvalidDhcpOption,
    InvalidDhcpValue,
    TooManyDhcpValues,
)
from peermock._domain.identity import Place
from peermock._domain.kind import Keeper, Kind, Origin, State
from peermock._domain.vpc import DHCP_OPTIONS_PREFIX

NO_OPTIONS = "default"
"""The name that selects no options for a VPC."""

DhcpOption = tuple[str, tuple[str, ...]]
"""The name of an option and its values."""

_MOST_VALUES = {
    "domain-name": 1,
    "domain-name-servers": 4,
    "ipv6-address-preferred-lease-time": 1,
    "netbios-name-servers": 4,
    "netbios-node-type": 1,
    "ntp-servers": 4,
}
"""The maximum number of values of each option."""

_NODE_TYPES = ("1", "2", "4", "8")


@dataclass(frozen=True, slots=True, kw_only=True)
class DhcpOptions:
    """A set of DHCP options.

    Attributes:
        id: The set's ID.
        place: The owner's account and the Region.
        configurations: The options, sorted by name.
    """

    id: str
    place: Place
    configurations: tuple[DhcpOption, ...]


def read_configurations(sent: Sequence[DhcpOption]) -> tuple[DhcpOption, ...]:
    """Check DHCP options and return them sorted by name.

    Raises:
        InvalidDhcpOption: An option is unknown, repeated or without values.
        TooManyDhcpValues: An option has too many values.
        InvalidDhcpValue: The option does not accept the value.
    """
    for key, values in sent:
        if key not in _MOST_VALUES or [name for name, _ in sent].count(key) > 1 or not values:
            raise InvalidDhcpOption(key)
        if len(values) > _MOST_VALUES[key]:
            raise TooManyDhcpValues(key, _MOST_VALUES[key])
        if key == "netbios-node-type" and values[0] not in _NODE_TYPES:
            raise InvalidDhcpValue(values[0], key)
    return tuple(sorted(sent))


def _make_options(store: Keeper, _before: State) -> Iterator[DhcpOptions]:
    """Yield the Region's original options, unless they are stored already or were deleted."""
    options_id = store.dhcp_options_id
    if options_id is not None and options_id not in store.of(DHCP_OPTIONS):
        region_name = store.place.region_name
        name = "ec2.internal" if region_name == "us-east-1" else f"{region_name}.compute.internal"
        yield DhcpOptions(
            id=options_id,
            place=store.place,
            configurations=(
                ("domain-name", (name,)),
                ("domain-name-servers", ("AmazonProvidedDNS",)),
            ),
        )


DHCP_OPTIONS: Kind[DhcpOptions] = Kind(
    prefix=DHCP_OPTIONS_PREFIX,
    type_name="dhcp-options",
    noun="dhcpOptions",
    malformed=DhcpOptionsIdMalformed,
    not_found=DhcpOptionsNotFound,
    origin=Origin(lambda store: store.dhcp_options_id, _make_options),
)
