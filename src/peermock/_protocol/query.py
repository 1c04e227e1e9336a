"""Queries: form-encoded bodies, and the tree spelled by their dotted names."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import TypeAlias
from urllib.parse import parse_qsl

from peermock._domain.errors import (
    InvalidCharacter,
    InvalidQueryParameter,
    MalformedQueryString,
    RequestEntityTooLarge,
    UnknownParameter,
)
from peermock._protocol.markup import is_representable

Tree: TypeAlias = "str | dict[str, Tree]"
"""A value, or a mapping by the next part of the name: `A.1.B=x` is `{"A": {"1": {"B": "x"}}}`."""

# Well above the depth of any EC2 parameter, and well below the recursion limit.
_MAX_PARTS = 64

_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")

_ENVELOPE = frozenset(
    {"Action", "Version", "AWSAccessKeyId", "Expires", "SecurityToken", "Timestamp"}
)
_ENVELOPE_PREFIXES = ("X-Amz-", "Signature")


MAX_BODY_BYTES = 1024 * 1024


def read_query(url: str, body: bytes) -> dict[str, str]:
    """Return the parameters of a URL and a body; the body takes precedence.

    Raises:
        RequestEntityTooLarge: The URL or the body is longer than a mebibyte.
        InvalidCharacter: A value has a character that XML cannot carry.
        AwsError: As for `parse_query`.
    """
    address = url.partition("#")[0].partition("?")[2].encode()
    if max(len(address), len(body)) > MAX_BODY_BYTES:
        raise RequestEntityTooLarge(MAX_BODY_BYTES)
    query = parse_query(body)
    if address:
        query = parse_query(address) | query
    for name in [name for name, value in query.items() if not value.isprintable()]:
        if not is_representable(query[name]):
            raise InvalidCharacter(name)
    return query


def parse_query(body: bytes) -> dict[str, str]:
    """Return the values of an `application/x-www-form-urlencoded` body by name.

    Args:
        body: The body of the request, in UTF-8. An empty body is an empty query.

    Returns:
        The values in the order of the body, including blank ones.

    Raises:
        MalformedQueryString: The text is not UTF-8, before or after unescaping; an escape is not
            two hexadecimal digits; or a field has no `=`.
        InvalidQueryParameter: A name occurs twice.

    Example:
        >>> parse_query(b"Action=DescribeVpcs&VpcId.1=vpc-1a2b3c4d")
        {'Action': 'DescribeVpcs', 'VpcId.1': 'vpc-1a2b3c4d'}
    """
    try:
        text = body.decode()
        # Most queries have no escapes, and splitting them takes half the time.
        if text and "%" not in text and "+" not in text:
            fields = [field.split("=", 1) for field in text.split("&")]
        else:
            fields = _unescape(text)
        query = dict(fields)
    except UnicodeDecodeError:
        raise MalformedQueryString("it is not UTF-8") from None
    except ValueError:
        raise MalformedQueryString("a parameter has no '='") from None
    if len(query) < len(fields):
        counts = Counter(name for name, _ in fields)
        raise InvalidQueryParameter(next(name for name in counts if counts[name] > 1))
    return query


def _unescape(text: str) -> list[list[str]]:
    """Return the name and the value of each field of a query with escapes."""
    fields = parse_qsl(text, keep_blank_values=True, strict_parsing=True, errors="strict")
    if _BAD_ESCAPE.search(text):
        raise MalformedQueryString("a '%' is not followed by two hexadecimal digits")
    return [list(field) for field in fields]


def nest(query: Mapping[str, str]) -> dict[str, Tree]:
    """Return the parameters of a query as a tree, without action, version and signature.

    Args:
        query: The values by name, from `parse_query`.

    Returns:
        A tree that is shallow enough for a recursive walk.

    Raises:
        InvalidQueryParameter: A name has both a value and nested names.
        UnknownParameter: A name has more parts than any parameter can have.

    Example:
        >>> nest({"Action": "DescribeTags", "Filter.1.Name": "key", "MaxResults": "5"})
        {'Filter': {'1': {'Name': 'key'}}, 'MaxResults': '5'}
    """
    tree: dict[str, Tree] = {}
    for name, text in query.items():
        if name in _ENVELOPE or name.startswith(_ENVELOPE_PREFIXES):
            continue
        node, leaf = tree, name
        if "." in name:
            *branches, leaf = name.split(".", _MAX_PARTS)
            if "." in leaf:
                raise UnknownParameter(name)
            for branch in branches:
                child = node.get(branch)
                if child is None:
                    child = node[branch] = {}
                elif isinstance(child, str):
                    raise InvalidQueryParameter(name)
                node = child
        if leaf in node:
            raise InvalidQueryParameter(name)
        node[leaf] = text
    return tree
