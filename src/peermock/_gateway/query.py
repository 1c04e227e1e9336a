"""The parameters of a request, in its URL and its body."""

from peermock._domain.errors import InvalidCharacter, RequestEntityTooLarge
from peermock._gateway.http import HttpRequest
from peermock._protocol import is_representable, parse_query

MAX_BODY_BYTES = 1024 * 1024


def read_query(request: HttpRequest) -> dict[str, str]:
    """Return the parameters of the URL and the body; the body takes precedence.

    Raises:
        RequestEntityTooLarge: The URL or the body is longer than a mebibyte.
        InvalidCharacter: A value has a character that XML cannot carry.
    """
    address = request.url.partition("#")[0].partition("?")[2].encode()
    if max(len(address), len(request.body)) > MAX_BODY_BYTES:
        raise RequestEntityTooLarge(MAX_BODY_BYTES)
    query = parse_query(request.body)
    if address:
        query = parse_query(address) | query
    if not is_representable("".join(query.values())):
        raise InvalidCharacter(next(n for n, value in query.items() if not is_representable(value)))
    return query
