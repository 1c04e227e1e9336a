"""Who asks, and where: the credential scope of a signed request."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_AUTHORIZATION = re.compile(r"AWS4-[0-9A-Z-]+ (?:.*?[ ,])??Credential=([^ ,]+)")

# A label of a host name, as botocore has it; `*` is any Region.
_REGION = re.compile(r"[A-Za-z0-9-]{1,63}|\*")


@dataclass(frozen=True, slots=True)
class Scope:
    """The access key, Region and service that a request is signed for.

    Attributes:
        access_key_id: The public half of the access key.
        region_name: The Region. A request signed with SigV4A may say `*`, which is any Region.
        service_name: The service by its signing name, such as `ec2`.
    """

    access_key_id: str
    region_name: str
    service_name: str


def parse_scope(
    headers: Mapping[str, str | bytes], query: Mapping[str, str] | None = None
) -> Scope | None:
    """Return the scope that a request is signed for, or None when it is not, or for no Region.

    Signature Version 4 is understood, and its variant SigV4A, whose Regions are in a header of
    their own; of several Regions it is the first. The signature itself is not checked.

    Args:
        headers: The headers of the request, in whatever case.
        query: The query of the request, where a presigned one has its credential.

    Example:
        >>> credential = "AKIAIOSFODNN7EXAMPLE/20140218/eu-west-1/ec2/aws4_request"
        >>> parse_scope({"Authorization": f"AWS4-HMAC-SHA256 Credential={credential}, ..."})
        Scope(access_key_id='AKIAIOSFODNN7EXAMPLE', region_name='eu-west-1', service_name='ec2')
    """
    signed = _AUTHORIZATION.match(_value(headers, "Authorization"))
    if signed:
        return _scope(signed[1], headers)
    return _scope(_value(query, "X-Amz-Credential"), query) if query else None


def _scope(credential: str, fields: Mapping[str, str | bytes]) -> Scope | None:
    match credential.split("/"):
        case [key, _, region, service, "aws4_request"]:
            pass
        case [key, _, service, "aws4_request"]:
            region = _value(fields, "X-Amz-Region-Set").partition(",")[0].strip()
        case _:
            return None
    if not (key and service and _REGION.fullmatch(region)):
        return None
    return Scope(key, region, service)


def _value(fields: Mapping[str, str | bytes], name: str) -> str:
    value = fields.get(name)
    if value is None:
        name = name.lower()
        value = next((fields[each] for each in fields if each.lower() == name), "")
    return value.decode("latin-1") if isinstance(value, bytes) else value
