"""The credential scope of a signed request: access key, Region and service."""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

_AUTHORIZATION = re.compile(r"AWS4-[0-9A-Z-]+ (?:.*?[ ,])??Credential=([^ ,]+)")

# A host name label, as in botocore; `*` means any Region.
_REGION = re.compile(r"[A-Za-z0-9-]{1,63}|\*")

_DATE = re.compile(r"[0-9]{8}T[0-9]{6}Z", re.ASCII)


class Scope(NamedTuple):
    """The access key, Region and service that a request is signed for.

    Attributes:
        access_key_id: The access key ID.
        region_name: The Region. With SigV4A it may be `*`, which means any Region.
        service_name: The signing name of the service, such as `ec2`.
        signed_at: The time of signing on the client's clock; None if the request lacks it.
    """

    access_key_id: str
    region_name: str
    service_name: str
    signed_at: datetime | None = None


def parse_scope(
    headers: Mapping[str, str | bytes], query: Mapping[str, str] | None = None
) -> Scope | None:
    """Return the scope of a request, or None if it is unsigned or signed for no Region.

    Signature Version 4 and its variant SigV4A are supported. SigV4A has its Regions in a separate
    header, of which the first is used. The signature itself is not checked.

    Args:
        headers: The headers of the request, in any case.
        query: The query of the request, which contains the credential of presigned requests.

    Example:
        >>> credential = "AKIAIOSFODNN7EXAMPLE/20140218/eu-west-1/ec2/aws4_request"
        >>> parse_scope({"Authorization": f"AWS4-HMAC-SHA256 Credential={credential}, ..."})[:3]
        ('AKIAIOSFODNN7EXAMPLE', 'eu-west-1', 'ec2')
    """
    header = _value(headers, "Authorization")
    # What precedes the first comma is usually the credential, which hardly ever changes.
    parts = _usual_parts(header.partition(",")[0])
    if parts is not None:
        return Scope(*parts, _moment(_value(headers, "X-Amz-Date")))
    signed = _AUTHORIZATION.match(header)
    if signed is not None:
        return _read_scope(signed[1], headers)
    return _read_scope(_value(query, "X-Amz-Credential"), query) if query else None


@lru_cache(maxsize=256)
def _usual_parts(start: str) -> tuple[str, str, str] | None:
    """Return the access key, the Region and the service at the start of a header, or None.

    The result is the same object each time, because calls keep it.
    """
    signed = _AUTHORIZATION.match(start)
    scope = None if signed is None else _read_scope(signed[1], {})
    return None if scope is None else scope[:3]


def _read_scope(credential: str, fields: Mapping[str, str | bytes]) -> Scope | None:
    """Return the scope of a credential, with the headers or the query that complete it."""
    match credential.split("/"):
        case [key, _, region, service, "aws4_request"] if key and service:
            pass
        case [key, _, service, "aws4_request"] if key and service:
            region = _value(fields, "X-Amz-Region-Set").partition(",")[0].strip()
        case _:
            return None
    if not _REGION.fullmatch(region):
        return None
    return Scope(key, region, service, _moment(_value(fields, "X-Amz-Date")))


@lru_cache(maxsize=256)
def _moment(text: str) -> datetime | None:
    if _DATE.fullmatch(text) is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:  # such as 30 February
        return None


def _value(fields: Mapping[str, str | bytes], name: str) -> str:
    value = fields.get(name)
    if value is None:
        name = name.lower()
        value = next((fields[each] for each in fields if each.lower() == name), "")
    return value.decode("latin-1") if isinstance(value, bytes) else value
