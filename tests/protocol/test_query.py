"""Parsing of request bodies, and trees of dotted names."""

from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peermock._domain.errors import InvalidQueryParameter, MalformedQueryString, UnknownParameter
from peermock._protocol import parse_query
from peermock._protocol.query import nest


@given(st.dictionaries(st.text(), st.text()))
def test_what_is_form_encoded_comes_back(query: dict[str, str]) -> None:
    """Any names and values survive a round trip, including blank ones."""
    assert parse_query(urlencode(query).encode()) == query


@given(st.dictionaries(st.text(), st.text()))
def test_what_is_percent_encoded_comes_back(query: dict[str, str]) -> None:
    """A space may be encoded as `%20`, as signers do."""
    assert parse_query(urlencode(query, quote_via=quote).encode()) == query


def test_an_empty_body_is_an_empty_query() -> None:
    """An empty body has no parameters."""
    assert parse_query(b"") == {}


def test_raw_utf_8_is_text() -> None:
    """A body without escapes is decoded as UTF-8."""
    assert parse_query("Name=é".encode()) == {"Name": "é"}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"Name=\xff", "it is not UTF-8"),
        (b"Name=%FF", "it is not UTF-8"),
        (b"Name=%ED%A0%80", "it is not UTF-8"),
        (b"%C3=x", "it is not UTF-8"),
        (b"Name=100%", "a '%' is not followed by two hexadecimal digits"),
        (b"Name=%4", "a '%' is not followed by two hexadecimal digits"),
        (b"%zz=x", "a '%' is not followed by two hexadecimal digits"),
        (b"Name", "a parameter has no '='"),
        (b"A=1&&B=2", "a parameter has no '='"),
        (b"A=1&", "a parameter has no '='"),
        (b"&", "a parameter has no '='"),
    ],
)
def test_a_body_that_is_not_a_query_is_refused(body: bytes, reason: str) -> None:
    """The error is MalformedQueryString with the reason."""
    with pytest.raises(MalformedQueryString) as caught:
        parse_query(body)
    assert caught.value.reason == reason


@pytest.mark.parametrize("body", [b"B=1&A=1&A=1", b"A=1&B=1&%41=2", b"A=&A=&B=1&C=1"])
def test_a_name_that_is_there_twice_is_refused(body: bytes) -> None:
    """The error names the parameter, however it is escaped."""
    with pytest.raises(InvalidQueryParameter) as caught:
        parse_query(body)
    assert caught.value.name == "A"


@given(st.binary() | st.text("A1.%=&+;é").map(str.encode))
def test_any_body_is_a_query_or_refused(body: bytes) -> None:
    """Any body is parsed or raises an AWS error."""
    try:
        query = parse_query(body)
    except (InvalidQueryParameter, MalformedQueryString):
        return
    assert all(isinstance(text, str) for text in query.values())


def test_dotted_names_become_a_tree() -> None:
    """Each part of a name is a branch and the last a leaf, in the order of the query."""
    query = {"B.2.A": "x", "B.1.A": "y", "B.2.C.D": "z", "A": ""}
    assert nest(query) == {"B": {"2": {"A": "x", "C": {"D": "z"}}, "1": {"A": "y"}}, "A": ""}


@pytest.mark.parametrize(
    "name",
    [
        "Action",
        "Version",
        "AWSAccessKeyId",
        "Expires",
        "SecurityToken",
        "Signature",
        "SignatureMethod",
        "SignatureVersion",
        "Timestamp",
        "X-Amz-Algorithm",
        "X-Amz-Credential",
        "X-Amz-Security-Token",
    ],
)
def test_the_envelope_is_removed(name: str) -> None:
    """Action, version and signature are not parameters."""
    assert nest({name: "x", "VpcId": "vpc-1a2b3c4d"}) == {"VpcId": "vpc-1a2b3c4d"}


@pytest.mark.parametrize(
    ("query", "refused"),
    [
        ({"A": "x", "A.1": "y"}, "A.1"),
        ({"A.1": "y", "A": "x"}, "A"),
        ({"A.1": "x", "A.1.B.C": "y"}, "A.1.B.C"),
        ({"A.1.B.C": "y", "A.1": "x"}, "A.1"),
    ],
)
def test_a_name_cannot_both_have_a_value_and_begin_others(
    query: dict[str, str], refused: str
) -> None:
    """The later of the two names is rejected."""
    with pytest.raises(InvalidQueryParameter) as caught:
        nest(query)
    assert caught.value.name == refused


@pytest.mark.parametrize("depth", [65, 100_000])
def test_a_name_of_too_many_parts_is_unknown(depth: int) -> None:
    """A name deeper than any parameter is rejected before the tree is built."""
    name = "A" + ".1" * depth
    with pytest.raises(UnknownParameter) as caught:
        nest({name: "x"})
    assert caught.value.name == name


def test_a_deep_name_is_a_deep_tree() -> None:
    """A name of 65 parts still becomes a tree."""
    tree = nest({"A" + ".A" * 64: "x"})
    for _ in range(64):
        tree = tree["A"]
    assert tree == {"A": "x"}
