"""Signatures of older clients, which derive service and Region from the endpoint's host.

To boto 2, the host `127.0.0.1` is the service `127` in the Region `0`. Such a request is treated as
if it were signed for the service that it calls.
"""

import re

from peermock._gateway import SERVICES, HttpRequest
from peermock._gateway.services import STS_VERSION
from peermock._protocol.regions import is_region

_SCOPE = re.compile(r"(?P<region>[^/, ]+)/(?P<service>[^/, ]+)(?=/aws4_request)")
_STS = f"Version={STS_VERSION}"


def name_service(request: HttpRequest, region_name: str) -> HttpRequest:
    """Return a request whose signature names a service instead of the endpoint's host.

    Args:
        request: The request.
        region_name: The Region for a signature without one.
    """
    authorization = str(request.headers.get("authorization", ""))
    scope = _SCOPE.search(authorization)
    if scope is None or scope["service"] in SERVICES:
        return request
    host = str(request.headers.get("host", "")).partition(":")[0]
    if scope["service"] != host.partition(".")[0]:
        return request
    service = "sts" if _STS in request.url or _STS.encode() in request.body else "ec2"
    region = scope["region"] if is_region(scope["region"]) else region_name
    signed = f"{authorization[: scope.start()]}{region}/{service}{authorization[scope.end() :]}"
    return request._replace(headers={**request.headers, "authorization": signed})
