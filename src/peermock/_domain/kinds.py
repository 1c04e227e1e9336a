"""All kinds of resources, by the prefix of their IDs. Each is loaded on first use."""

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any

from peermock._domain.errors import InvalidId
from peermock._domain.errors.absent import ABSENT_KINDS
from peermock._domain.kind import Kind

_STORED = {
    "vpc": "vpc.VPC",
    "subnet": "subnet.SUBNET",
    "rtb": "routing.ROUTE_TABLE",
    "acl": "network_acl.NETWORK_ACL",
    "dopt": "dhcp_options.DHCP_OPTIONS",
    "pl": "prefix_list.PREFIX_LIST",
    "vpce": "endpoint.VPC_ENDPOINT",
    "fl": "flow_log.FLOW_LOG",
    "sg": "security.SECURITY_GROUP",
    "igw": "internet_gateway.INTERNET_GATEWAY",
    "eigw": "internet_gateway.EGRESS_ONLY_GATEWAY",
    "nat": "nat_gateway.NAT_GATEWAY",
    "eipalloc": "address.ADDRESS",
    "eni": "network_interface.NETWORK_INTERFACE",
}
_LISTED = ("i", "ami", "key", "vol", "snap", "vgw", "vpn", "cgw", "tgw", "tgw-attach")
_ROWS = {
    **dict.fromkeys((*ABSENT_KINDS, *_LISTED), "absent.ABSENT_BY_PREFIX"),
    **_STORED,
    "pcx": "peering.PEERING",
    "sgr": "security.RULE",
}
"""The location of each kind: a module of the domain, and a name in it."""


class Kinds(Mapping[str, Kind[Any]]):
    """Kinds by the prefix of their IDs, in order.

    Args:
        prefixes: The prefixes, such as `vpc`.
    """

    def __init__(self, prefixes: Iterable[str]) -> None:
        self._rows = {prefix: _ROWS[prefix] for prefix in prefixes}
        self._loaded: dict[str, Kind[Any]] = {}

    def __getitem__(self, prefix: str) -> Kind[Any]:
        kind = self._loaded.get(prefix)
        if kind is None:
            module_name, _, name = self._rows[prefix].partition(".")
            row: Any = getattr(import_module(f"{__package__}.{module_name}"), name)
            kind = self._loaded[prefix] = row[prefix] if isinstance(row, Mapping) else row
        return kind

    def __contains__(self, prefix: object) -> bool:
        return prefix in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


KINDS = Kinds(_ROWS)

STORED = Kinds(_STORED)
"""The kinds that are stored per place."""

WAYS = Kinds(("igw", "eigw", "nat", "eni", "vpce"))
"""The kinds that can be the target of a route in the same place."""


def kind_of(resource_id: str) -> Kind[Any]:
    """Return the kind of a resource by its ID.

    Raises:
        InvalidId: The prefix does not belong to any kind.
    """
    for prefix, dash, _ in (resource_id.rpartition("-"), resource_id.partition("-")):
        if dash and prefix in KINDS:
            return KINDS[prefix]
    raise InvalidId(resource_id)
