"""The environment of a process whose AWS clients should use an endpoint, and nothing else."""

import os
from collections.abc import Mapping
from urllib.parse import urlsplit

from peermock._domain.identity import access_key_id

SECRET = "peermock"  # noqa: S105  # made up; nothing checks it

_UNSET = (
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_SECURITY_TOKEN",
    "AWS_CREDENTIAL_EXPIRATION",
    "AWS_ROLE_ARN",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    "AWS_USE_DUALSTACK_ENDPOINT",
    "AWS_USE_FIPS_ENDPOINT",
)
"""Variables that would point a client elsewhere, or make it ignore a given endpoint."""


def variables(url: str, account_id: str, region_name: str) -> dict[str, str]:
    """Return the variables that point AWS clients to an endpoint.

    The variables apply to every service, not only EC2 and STS: the endpoint rejects other services
    by name, where the client would otherwise call the real AWS.

    Args:
        url: The endpoint URL.
        account_id: The account that the clients act as.
        region_name: The Region of clients without one.
    """
    return {
        "AWS_ENDPOINT_URL": url,
        "AWS_ENDPOINT_URL_EC2": url,
        "AWS_ENDPOINT_URL_STS": url,
        "AWS_ACCESS_KEY_ID": access_key_id(account_id),
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_SESSION_TOKEN": SECRET,
        "AWS_DEFAULT_REGION": region_name,
        "AWS_REGION": region_name,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def environment(url: str, account_id: str, region_name: str) -> dict[str, str]:
    """Return this process's environment with these variables, for `subprocess.run(env=...)`."""
    chosen = {name: text for name, text in os.environ.items() if name not in _UNSET}
    return chosen | variables(url, account_id, region_name) | _no_proxy(url, chosen)


def _no_proxy(url: str, environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that keep requests to the endpoint from a proxy, if there is one."""
    if not any(name.lower().endswith("_proxy") for name in environ):
        return {}
    host = urlsplit(url).hostname or ""
    excepted = environ.get("no_proxy") or environ.get("NO_PROXY") or ""
    hosts = ",".join(filter(None, [excepted, host, "localhost"]))
    return {"no_proxy": hosts, "NO_PROXY": hosts}
