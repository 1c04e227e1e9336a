"""Rules in moto's security groups that refer to a peer's group."""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Any, cast

from peermock._domain.identity import Place
from peermock._domain.security import SECURITY_GROUP
from peermock._gateway import Gateway, present
from peermock._operations.call import call_from
from peermock._operations.permissions import read_group, usable_group
from peermock._transport.inprocess.patch import Method, Patch
from peermock._transport.moto import names
from peermock._transport.moto.choice import decide
from peermock._transport.moto.rules import as_moto_errors
from peermock._transport.moto.values import PeerPair

_group: ContextVar[Any] = ContextVar("group", default=None)
"""The group whose rules moto is changing, and whether it adds rules."""


def _of_group(*, adds: bool) -> Callable[[Method], Method]:
    """Return a wrapper that records whose rules a method changes."""

    def wrap(method: Method) -> Method:
        def changed(backend: Any, group_name_or_id: str, *args: Any, **kwargs: Any) -> object:
            gateway = decide()
            if gateway is None:
                return method(backend, group_name_or_id, *args, **kwargs)
            group = backend.get_security_group_by_name_or_id(group_name_or_id, kwargs.get("vpc_id"))
            token = _group.set((group, adds))
            try:
                return method(backend, group_name_or_id, *args, **kwargs)
            finally:
                _group.reset(token)

        return changed

    return wrap


def _add_source_group(method: Method) -> Method:
    """Resolve groups of peers; groups in the same VPC are left to moto."""

    def add_source_group(backend: Any, source_groups: Any, vpc_id: str | None) -> object:
        group, adds = _group.get() or (None, False)
        gateway = decide()
        if gateway is None or group is None or not source_groups:
            return method(backend, source_groups, vpc_id)
        found: list[Any] = []
        for pair in source_groups:
            if _is_of_peer(gateway, backend, group, pair):
                found.append(_peer_pair(gateway, backend, group, pair, adds=adds))
            else:
                found += cast("list[Any]", method(backend, [pair], vpc_id))
        return found

    return add_source_group


def _is_of_peer(gateway: Gateway, backend: Any, group: Any, pair: Mapping[str, str]) -> bool:
    """Return whether a pair names a group in another VPC. Missing groups are left to moto."""
    if "GroupId" not in pair:
        return False
    if pair.get("UserId", backend.account_id) != backend.account_id:
        return True
    named = backend.get_security_group_from_id(pair["GroupId"])
    if named is not None:
        return bool(named.vpc_id != group.vpc_id)
    with gateway.held() as world:
        return any(
            pair["GroupId"] in world.at(place).of(SECURITY_GROUP)
            for place in world.network.places()
            if place.region_name == backend.region_name
        )


def _peer_pair(
    gateway: Gateway, backend: Any, group: Any, pair: Mapping[str, str], *, adds: bool
) -> PeerPair:
    place = Place(backend.account_id, backend.region_name)
    with gateway.held() as world, as_moto_errors():
        call = call_from(place, present())
        find = usable_group if adds else read_group
        reference = find(world, call, world.at(place).of(SECURITY_GROUP)[group.id], pair)
        return PeerPair(reference, pair.get("Description"))


PATCHES = (
    *(
        Patch(
            names.GROUPS,
            "SecurityGroupBackend",
            f"{verb}_security_group_{way}",
            _of_group(adds=adds),
        )
        for verb, adds in (("authorize", True), ("revoke", False))
        for way in ("ingress", "egress")
    ),
    Patch(names.GROUPS, "SecurityGroupBackend", "_add_source_group", _add_source_group),
)
