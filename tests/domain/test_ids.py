"""Identifiers that look like AWS's and are reproducible from a seed."""

import re
from uuid import RFC_4122, UUID

import pytest

from peermock._domain.ids import IdSource, is_resource_id


@pytest.fixture
def ids() -> IdSource:
    """A source of IDs."""
    return IdSource(seed=7)


@pytest.mark.parametrize("prefix", ["pcx", "vpc", "rtb", "vpc-cidr-assoc"])
def test_a_resource_id_has_awss_form(ids: IdSource, prefix: str) -> None:
    """The prefix is followed by a zero and sixteen hexadecimal digits."""
    assert re.fullmatch(rf"{prefix}-0[0-9a-f]{{16}}", ids.resource_id(prefix))
    assert is_resource_id(ids.resource_id(prefix), prefix)


def test_no_two_ids_are_the_same(ids: IdSource) -> None:
    """A thousand IDs of each kind are all different."""
    assert len({ids.resource_id("pcx") for _ in range(1000)}) == 1000
    assert len({ids.request_id() for _ in range(1000)}) == 1000


def test_a_request_id_is_a_random_uuid(ids: IdSource) -> None:
    """Version and variant are those of a random UUID."""
    for _ in range(100):
        text = ids.request_id()
        parsed = UUID(text)
        assert (str(parsed), parsed.version, parsed.variant) == (text, 4, RFC_4122)


@pytest.mark.parametrize("seed", [0, -1, 2**70, "a text"])
def test_a_seed_brings_the_same_ids_again(seed: int | str) -> None:
    """A run can be repeated with the same IDs."""
    one, other = IdSource(seed), IdSource(seed)
    assert one.resource_id("pcx") == other.resource_id("pcx")
    assert one.request_id() == other.request_id()
    assert one.random_bytes(8) == other.random_bytes(8)


def test_another_seed_brings_other_ids() -> None:
    """Different seeds produce different IDs."""
    assert IdSource(0).resource_id("pcx") != IdSource(1).resource_id("pcx")
    assert IdSource(0).request_id() != IdSource(1).request_id()


def test_request_ids_do_not_change_what_resources_are_called(ids: IdSource) -> None:
    """An additional Describe does not change the IDs of later resources."""
    ids.request_id()
    assert ids.resource_id("pcx") == IdSource(7).resource_id("pcx")


def test_a_derived_source_is_the_same_whenever_it_is_asked_for(ids: IdSource) -> None:
    """A derived source depends on its name only, and does not affect its parent."""
    early = ids.derive("place").resource_id("vpc")
    first = ids.resource_id("vpc")
    assert ids.derive("place").resource_id("vpc") == early
    assert ids.derive("other place").resource_id("vpc") != early
    assert IdSource(7).resource_id("vpc") == first


def test_a_copy_goes_on_from_where_its_original_was(ids: IdSource) -> None:
    """The copy and its original produce the same IDs from then on, independently."""
    ids.resource_id("pcx")
    ids.request_id()
    copy = ids.copy()
    expected = ids.resource_id("pcx"), ids.request_id(), ids.random_bytes(4)
    assert (copy.resource_id("pcx"), copy.request_id(), copy.random_bytes(4)) == expected
    assert copy.derive("place").resource_id("vpc") == ids.derive("place").resource_id("vpc")


@pytest.mark.parametrize("count", [0, 1, 20])
def test_random_bytes_are_as_many_as_asked_for(ids: IdSource, count: int) -> None:
    """The number of bytes is as requested."""
    assert len(ids.random_bytes(count)) == count


@pytest.mark.parametrize("text", ["pcx-1a2b3c4d", "pcx-0123456789abcdef0", "pcx-fffffffffffffffff"])
def test_eight_or_seventeen_hexadecimal_digits_are_an_id(text: str) -> None:
    """The short form from before 2018 is still valid."""
    assert is_resource_id(text, "pcx")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "5dbx",
        "pcx",
        "pcx-",
        "pcx-1a2b3c4",
        "pcx-1a2b3c4d5",
        "pcx-0123456789abcdef",
        "pcx-0123456789abcdef01",
        "pcx-1A2B3C4D",
        "pcx-1a2b3c4g",
        "PCX-1a2b3c4d",
        "vpc-1a2b3c4d",
        "pcx-1a2b3c4d\n",
        " pcx-1a2b3c4d",
        "pcx-\N{FULLWIDTH DIGIT ONE}a2b3c4d",
    ],
)
def test_anything_else_is_not_an_id(text: str) -> None:
    """Other lengths, capitals, other prefixes and spaces are rejected."""
    assert not is_resource_id(text, "pcx")
