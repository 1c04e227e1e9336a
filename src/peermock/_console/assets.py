"""The static files that pages load: styles, scripts and the icon."""

from functools import cache
from hashlib import blake2b
from importlib.resources import files

from peermock._gateway import HttpResponse

TYPES = {
    "console.css": "text/css; charset=utf-8",
    "console.js": "text/javascript; charset=utf-8",
    "htmx.min.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
"""The media type of each file."""


def url_of(root: str, name: str) -> str:
    """Return the URL of a file, which changes with its content."""
    mark = blake2b(_read(name), digest_size=6).hexdigest()
    return f"{root}/static/{name}?{mark}"


def serve(name: str) -> HttpResponse | None:
    """Return a file, or None if there is no such file."""
    if name not in TYPES:
        return None
    headers = {"content-type": TYPES[name], "cache-control": "max-age=86400"}
    return HttpResponse(200, headers, _read(name))


@cache
def _read(name: str) -> bytes:
    return files("peermock._console").joinpath("static", name).read_bytes()
