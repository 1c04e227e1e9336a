"""The services and operations that peermock knows, and the service of an unsigned request."""

from difflib import get_close_matches
from functools import lru_cache
from urllib.parse import urlsplit

from peermock._domain.errors import NoSuchVersion
from peermock._gateway.http import HttpRequest
from peermock._operations import OPERATIONS
from peermock._operations.index import IN_FRONT, MODULES
from peermock._protocol import has_operation
from peermock._protocol.service_model import service_model

SERVICES = frozenset(OPERATIONS)
"""The signing names of the services that peermock answers."""

FRONT = frozenset(name for module in IN_FRONT for name in MODULES["ec2"][module])
"""The operations that peermock answers if the network is moto's."""

STS_VERSION = "2011-06-15"
"""The only version of STS's API, by which an unsigned request is known to be for STS."""

_NAMES = {"ec2": "AmazonEC2", "sts": "AWSSecurityTokenService"}
_VERSIONS = {
    "ec2": frozenset(
        [
            "2006-06-26",
            "2006-10-01",
            "2007-01-03",
            "2007-01-19",
            "2007-03-01",
            "2007-08-29",
            "2008-02-01",
            "2008-05-05",
            "2008-08-08",
            "2008-12-01",
            "2009-03-01",
            "2009-04-04",
            "2009-07-15",
            "2009-08-15",
            "2009-10-31",
            "2009-11-30",
            "2010-06-15",
            "2010-08-31",
            "2010-11-15",
            "2011-01-01",
            "2011-02-28",
            "2011-05-15",
            "2011-07-15",
            "2011-11-01",
            "2011-12-01",
            "2011-12-15",
            "2012-03-01",
            "2012-04-01",
            "2012-05-01",
            "2012-06-01",
            "2012-06-15",
            "2012-07-20",
            "2012-08-15",
            "2012-10-01",
            "2012-11-15",
            "2012-12-01",
            "2013-02-01",
            "2013-06-15",
            "2013-07-15",
            "2013-08-15",
            "2013-10-01",
            "2013-10-15",
            "2014-02-01",
            "2014-05-01",
            "2014-06-15",
            "2014-09-01",
            "2014-10-01",
            "2015-03-01",
            "2015-04-15",
            "2015-10-01",
            "2016-04-01",
            "2016-09-15",
            "2016-11-15",
        ]
    ),
    "sts": frozenset({STS_VERSION}),
}
"""All API versions of each service (from EC2's release notes and botocore)."""


def service_of(operation_name: str) -> str | None:
    """Return the service of an operation according to botocore; None if there is none.

    Args:
        operation_name: The operation. For services other than EC2 and STS include the client name.

    Example:
        >>> service_of("AcceptVpcPeeringConnection"), service_of("ssm:PutParameter")
        ('ec2', 'ssm')
        >>> service_of("AcceptVpcPeering") is None
        True
    """
    service_name, colon, name = operation_name.rpartition(":")
    if colon:
        return service_name if has_operation(service_name, name) else None
    return next((each for each in sorted(SERVICES) if has_operation(each, name)), None)


def check_operation(operation_name: str) -> str:
    """Return an operation's service. An unknown name is an error: it would never match.

    Raises:
        ValueError: The operation does not exist in EC2, in STS or in the named service.
    """
    service_name = service_of(operation_name)
    if service_name is not None:
        return service_name
    nearest = get_close_matches(operation_name, all_operation_names(), cutoff=0.5)
    meant = f"; did you mean {' or '.join(nearest)}?" if nearest else "."
    raise ValueError(
        f"EC2 and STS have no operation {operation_name!r}{meant} For other services include the "
        "client name, such as 'ssm:PutParameter'."
    )


def all_operation_names() -> list[str]:
    """Return all operations of EC2 and STS, including unsupported ones."""
    return [name for each in sorted(SERVICES) for name in service_model(each).operation_names]


def operation_names() -> list[str]:
    """Return the operations that peermock supports, in alphabetical order."""
    return sorted(name for rows in OPERATIONS.values() for name in rows)


# Bounded, because the versions come from the wire.
@lru_cache(maxsize=256)
def check_version(service_name: str, version: str | None) -> None:
    """Check the API version named in a query, if there is one.

    Raises:
        NoSuchVersion: The service never had this version.
    """
    if version is not None and version not in _VERSIONS[service_name]:
        raise NoSuchVersion(version, _NAMES[service_name])


def guess_service(request: HttpRequest, version: str | None) -> str:
    """Return the signing name of the service that an unsigned request is for.

    The result is `sts` if the API version or the host is STS's, and otherwise `ec2`.
    """
    is_sts = version == STS_VERSION or _host(request).startswith("sts.")
    return "sts" if is_sts else "ec2"


def _host(request: HttpRequest) -> str:
    """Return the `Host` header of a request, or else the host in its URL."""
    said = next((text for name, text in request.headers.items() if name.lower() == "host"), None)
    if said is not None:
        return said.decode("latin-1").lower() if isinstance(said, bytes) else said.lower()
    try:
        return urlsplit(request.url).hostname or ""
    except ValueError:  # such as `//[`
        return ""
