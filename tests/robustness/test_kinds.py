"""The rows of the kinds of resources, in a world that has some of each."""

from collections.abc import Callable

from peermock._domain.identity import Place
from peermock._domain.kinds import STORED
from peermock._gateway import Gateway
from peermock._gateway.http import HttpRequest
from tests.agreement import agree
from tests.robustness.conftest import REGION


def test_whatever_keeps_a_resource_is_found_by_its_id(
    make_gateway: Callable[[], Gateway], sent: dict[str, list[HttpRequest]]
) -> None:
    """The names of a resource include all that it needs, and the resource that it comes with.

    `_make_world` makes one of each kind, so that no kind is left out here.
    """
    gateway = make_gateway()
    for request in sent[""]:
        gateway.answer(request)
    holdings = gateway.world.at(Place(gateway.account_id, REGION))
    place = "the world of _make_world in tests/robustness/conftest.py"
    made = [prefix for prefix, kind in STORED.items() if len(holdings.of(kind))]
    agree(place, made, STORED, "a resource of kind")
    binding = set()
    for prefix, kind in STORED.items():
        for resource in holdings.of(kind):
            bound = {*kind.needs(resource, gateway.now()), kind.comes_with(resource)} - {None}
            assert bound <= set(kind.names(resource)), prefix
            binding |= {prefix} if bound else set()
    assert len(binding) > 8
