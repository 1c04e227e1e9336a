"""CIDR blocks: validation, canonical form and overlap."""

from ipaddress import IPv4Network, IPv6Network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peermock._domain.cidr import (
    IpNetwork,
    canonical_ipv4,
    canonical_ipv6,
    contains,
    network,
    overlap,
)

IPV4_BLOCKS = st.builds(
    lambda address, prefix: IPv4Network((address, prefix), strict=False),
    st.integers(0, 2**32 - 1),
    st.integers(0, 32),
)
IPV6_BLOCKS = st.builds(
    lambda address, prefix: IPv6Network((address, prefix), strict=False),
    st.integers(0, 2**128 - 1),
    st.integers(0, 128),
)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("10.0.0.0/16", "10.0.0.0/16"),
        ("100.68.0.18/18", "100.68.0.0/18"),
        ("10.255.255.255/0", "0.0.0.0/0"),
        ("192.0.2.1/32", "192.0.2.1/32"),
    ],
)
def test_ipv4_host_bits_are_cleared(text: str, canonical: str) -> None:
    """AWS changes 100.68.0.18/18 to 100.68.0.0/18."""
    assert canonical_ipv4(text) == canonical


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2001:db8::/56", "2001:db8::/56"),
        ("2001:DB8:0:0:0:0:0:0/56", "2001:db8::/56"),
        ("2001:db8::1/56", "2001:db8::/56"),
        ("::/0", "::/0"),
    ],
)
def test_ipv6_is_compressed_and_host_bits_are_cleared(text: str, canonical: str) -> None:
    """Every spelling of a range has the same canonical form."""
    assert canonical_ipv6(text) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "/16",
        "10.0.0.0",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/ 16",
        "10.0.0.0/1_6",
        "10.0.0.0/\N{ARABIC-INDIC DIGIT ONE}6",
        "10.0.0.0/255.255.0.0",
        "10.0.0.0/16/16",
        "10.0.0.0/16\n",
        " 10.0.0.0/16",
        "10.0.0/16",
        "10.0.0.256/16",
        "010.0.0.0/16",
        "167772160/16",
        "ten/16",
        "::/129",
        ":::/64",
        "fe80::1%eth0/64",
        "10.0.0.0/" + "1" * 5000,
    ],
)
def test_a_text_that_is_not_a_range_has_no_canonical_form(text: str) -> None:
    """An address without a prefix, a netmask, a zone or a space is not a CIDR block."""
    assert canonical_ipv4(text) is None
    assert canonical_ipv6(text) is None


def test_a_range_has_no_canonical_form_of_the_other_family() -> None:
    """An IPv6 range is not an IPv4 range, or the other way round."""
    assert canonical_ipv4("2001:db8::/56") is None
    assert canonical_ipv6("10.0.0.0/16") is None


def test_parsing_an_invalid_range_shows_the_text() -> None:
    """The error names the text."""
    with pytest.raises(ValueError, match=r"10\.0\.0\.0"):
        network("10.0.0.0")


@settings(deadline=None)
@given(IPV4_BLOCKS)
def test_a_canonical_ipv4_range_stays_as_it_is(block: IPv4Network) -> None:
    """Python's `ip_network` prints ranges in canonical form."""
    assert canonical_ipv4(str(block)) == str(block)


@settings(deadline=None)
@given(IPV6_BLOCKS)
def test_a_canonical_ipv6_range_stays_as_it_is(block: IPv6Network) -> None:
    """Python's `ip_network` prints ranges in canonical form."""
    assert canonical_ipv6(str(block)) == str(block)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("10.0.0.0/16", "10.0.0.0/16", True),
        ("10.0.0.0/16", "10.0.255.0/24", True),
        ("10.0.255.0/24", "10.0.0.0/16", True),
        ("10.0.0.0/16", "10.1.0.0/16", False),
        ("10.0.0.0/25", "10.0.0.128/25", False),
        ("2001:db8::/56", "2001:db8:0:ff::/64", True),
        ("2001:db8::/56", "2001:db8:0:100::/56", False),
        ("0.0.0.0/0", "::/0", False),
        ("10.0.0.0/8", "::ffff:10.0.0.0/104", False),
    ],
)
def test_ranges_overlap_when_they_share_an_address(one: str, other: str, *, shared: bool) -> None:
    """Equal and nested ranges overlap; neighbours and other IP versions do not."""
    assert overlap([one], [other]) is shared


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ([], [], False),
        ([], ["10.0.0.0/16"], False),
        (["10.0.0.0/16"], [], False),
        (["10.0.0.0/16", "10.2.0.0/16"], ["10.1.0.0/16", "10.2.3.0/24"], True),
        (["10.0.0.0/16", "2001:db8::/56"], ["10.1.0.0/16", "2001:db8::/64"], True),
        (["10.0.0.0/16", "2001:db8::/56"], ["10.1.0.0/16", "2001:db9::/56"], False),
    ],
)
def test_sides_overlap_when_any_of_their_ranges_do(
    one: list[str], other: list[str], *, shared: bool
) -> None:
    """Every range of one side is compared with every range of the other, in both orders."""
    assert overlap(one, other) is shared
    assert overlap(iter(other), iter(one)) is shared


@settings(deadline=None)
@given(st.one_of(IPV4_BLOCKS, IPV6_BLOCKS), st.one_of(IPV4_BLOCKS, IPV6_BLOCKS))
def test_overlap_is_what_python_says(one: IpNetwork, other: IpNetwork) -> None:
    """Of two ranges that overlap, one contains the first address of the other."""
    expected = one.network_address in other or other.network_address in one
    assert overlap([str(one)], [str(other)]) is expected


@pytest.mark.parametrize(
    ("whole", "part", "within"),
    [
        ("10.0.0.0/16", "10.0.0.0/16", True),
        ("10.0.0.0/16", "10.0.255.0/24", True),
        ("10.0.255.0/24", "10.0.0.0/16", False),
        ("10.0.0.0/16", "10.1.0.0/24", False),
        ("2001:db8::/56", "2001:db8:0:ff::/64", True),
        ("2001:db8:0:ff::/64", "2001:db8::/56", False),
        ("::/0", "10.0.0.0/16", False),
        ("0.0.0.0/0", "::/64", False),
    ],
)
def test_a_range_contains_what_lies_within_it(whole: str, part: str, *, within: bool) -> None:
    """A range contains itself, but never a range of the other IP version."""
    assert contains(whole, part) is within
