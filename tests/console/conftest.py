"""A desk: an endpoint without a mock, as opened by `peermock serve`."""

from collections.abc import Iterator

import pytest

from tests.console.desks import open_desk
from tests.console.person import THEIRS, THERE, Desk, Person


@pytest.fixture
def desk() -> Iterator[Desk]:
    """An endpoint with a world and a clock of its own."""
    with open_desk() as desk:
        yield desk


@pytest.fixture
def us(desk: Desk) -> Person:
    """A person in our account, in our Region."""
    return desk.person()


@pytest.fixture
def them(desk: Desk) -> Person:
    """A person in the other account, in the other Region."""
    return desk.person(THEIRS, THERE)
