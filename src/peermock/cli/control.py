"""`peermock ctl`: control a running endpoint from a shell."""

import argparse
import json
import os
import sys
import time
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode, urlsplit

from peermock._transport.paths import ROOT
from peermock.cli.actions import ACTIONS, Action, ControlRequest
from peermock.cli.formats import FORMATS
from peermock.exceptions import PeermockError

DEFAULT_URL = "http://127.0.0.1:4599"
TIMEOUT_SECONDS = 30.0
PAUSE_SECONDS = 0.05


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options and actions of `ctl`."""
    parser.add_argument(
        "--endpoint-url",
        help=f"the endpoint (default: AWS_ENDPOINT_URL_EC2, AWS_ENDPOINT_URL or {DEFAULT_URL})",
    )
    added = parser.add_subparsers(metavar="ACTION", required=True)
    for action in ACTIONS:
        sub = added.add_parser(action.name, help=action.summary, description=action.summary)
        action.configure(sub)
        sub.set_defaults(action=action)


def run(args: argparse.Namespace) -> int:
    """Run the action, print the response, and return the exit status."""
    action: Action = args.action
    url = args.endpoint_url or next(
        filter(None, map(os.environ.get, ("AWS_ENDPOINT_URL_EC2", "AWS_ENDPOINT_URL"))),
        DEFAULT_URL,
    )
    patience = args.seconds if action.name == "wait" else 0
    text = _ask_patiently(url, action.ask(args), patience)
    if action.name == "env":
        text = FORMATS[args.format](json.loads(text))
    sys.stdout.write(text)
    return 0


def _ask_patiently(url: str, request: ControlRequest, seconds: float) -> str:
    """Return the response to a request, retried for some seconds while nothing answers."""
    end = time.monotonic() + seconds
    while True:
        try:
            return _ask(url, request)
        except OSError as error:
            if time.monotonic() >= end:
                raise PeermockError(
                    f"nothing answers at {url} ({error}). Start `peermock serve`, or give another "
                    "endpoint with --endpoint-url or AWS_ENDPOINT_URL."
                ) from None
            time.sleep(PAUSE_SECONDS)


def _ask(url: str, request: ControlRequest) -> str:
    """Return the response to a request.

    Raises:
        PeermockError: The endpoint rejects the request, or is not peermock's.
        OSError: Nothing answers.
    """
    parts = urlsplit(url)
    if parts.scheme != "http" or parts.hostname is None:
        raise PeermockError(f"{url} is not an endpoint URL such as {DEFAULT_URL}")
    query = {name: text for name, text in request.query.items() if text is not None}
    body = {name: value for name, value in request.body.items() if value is not None}
    target = f"{ROOT}{request.path}" + (f"?{urlencode(query)}" if query else "")
    connection = HTTPConnection(parts.hostname, parts.port or 80, timeout=TIMEOUT_SECONDS)
    try:
        connection.request(
            request.method,
            target,
            json.dumps(body) if body else None,
            {"Content-Type": "application/json"} if body else {},
        )
        answer = connection.getresponse()
        text = answer.read().decode()
    except HTTPException as error:
        raise PeermockError(f"{url} is not a peermock endpoint: {error!r}") from None
    finally:
        connection.close()
    return _check(url, answer.status, text)


def _check(url: str, status: int, text: str) -> str:
    """Return the response, unless it is an error."""
    if status < 400:  # noqa: PLR2004  # where HTTP's errors begin
        return text
    try:
        raise PeermockError(json.loads(text)["error"])
    except (ValueError, LookupError, TypeError):
        raise PeermockError(
            f"{url} is not a peermock endpoint: it responded with status {status}"
        ) from None
