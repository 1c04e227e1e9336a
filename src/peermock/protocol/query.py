"""Queries as they travel: a form-encoded body, and the tree that its dotted names spell."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import TypeAlias
from urllib.parse import parse_qsl

from peermock.domain.errors import InvalidQueryParameter, MalformedQueryString, UnknownParameter

Node: TypeAlias = "str | dict[str, Node]"
"""A value, or what a name begins by the next part: `A.1.B=x` is `{"A": {"1": {"B": "x"}}}`."""

# Far above the deepest parameter of EC2, far below what recursion can walk.
_MAX_PARTS = 64

_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")

_ENVELOPE = frozenset(
    {"Action", "Version", "AWSAccessKeyId", "Expires", "SecurityToken", "Timestamp"}
)
_ENVELOPE_PREFIXES = ("X-Amz-", "Signature")


def parse_query(body: bytes) -> dict[str, str]:
    """Return the values of an `application/x-www-form-urlencoded` body by name.

    Args:
        body: The body of the request, in UTF-8. An empty one is an empty query.

    Returns:
        The values in the order of the body; a blank value is kept.

    Raises:
        MalformedQueryString: The text is not UTF-8, before or after the escapes are resolved;
            an escape is not two hexadecimal digits; a field has no `=`.
        InvalidQueryParameter: A name is there twice.

    Example:
        >>> parse_query(b"Action=DescribeVpcs&VpcId.1=vpc-1a2b3c4d")
        {'Action': 'DescribeVpcs', 'VpcId.1': 'vpc-1a2b3c4d'}
    """
    try:
        text = body.decode()
        fields = parse_qsl(text, keep_blank_values=True, strict_parsing=True, errors="strict")
    except UnicodeDecodeError:
        raise MalformedQueryString("it is not UTF-8") from None
    except ValueError:
        raise MalformedQueryString("a parameter has no '='") from None
    if _BAD_ESCAPE.search(text):
        raise MalformedQueryString("a '%' is not followed by two hexadecimal digits")
    query = dict(fields)
    if len(query) < len(fields):
        counts = Counter(name for name, _ in fields)
        raise InvalidQueryParameter(next(name for name in counts if counts[name] > 1))
    return query


def nest(query: Mapping[str, str]) -> dict[str, Node]:
    """Return the parameters of a query as a tree, without its action, version and signature.

    Args:
        query: The values by name, as `parse_query` returns them.

    Returns:
        A tree that is no deeper than a recursive walk can go.

    Raises:
        InvalidQueryParameter: A name has a value and begins other names too.
        UnknownParameter: A name has more parts than any parameter could have.

    Example:
        >>> nest({"Action": "DescribeTags", "Filter.1.Name": "key", "MaxResults": "5"})
        {'Filter': {'1': {'Name': 'key'}}, 'MaxResults': '5'}
    """
    tree: dict[str, Node] = {}
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
