"""Protection against other sites: whose forms are accepted, and what pages may load."""

from collections.abc import Mapping
from urllib.parse import urlsplit

POLICY = (
    "default-src 'none'; base-uri 'none'; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self'; script-src 'self'; style-src 'self'"
)
"""The Content-Security-Policy: no other hosts, and no inline scripts or styles."""

HEADERS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
"""The headers of every response of the console."""

REFUSAL = (
    "peermock only accepts forms from its own pages. The Origin header of this request is missing "
    "or names another site."
)


def is_own(headers: Mapping[str, str | bytes]) -> bool:
    """Return whether a form was sent from a page of the console.

    Every browser sends an `Origin` header with a form, which must name the request's own host. If
    the browser sends `Sec-Fetch-Site` too, it must be `same-origin`.
    """
    host, origin, site = (str(headers.get(n, "")) for n in ("host", "origin", "sec-fetch-site"))
    return bool(host) and urlsplit(origin).netloc == host and site in ("", "same-origin")
