"""The common part of `serve` and `exec`: the endpoint's options, and opening it."""

import argparse
import sys
from datetime import timedelta
from pathlib import Path

from peermock._report.saved import SavedWorldError, load
from peermock._settings import build_gateway, read_ini, read_settings
from peermock._site import Site
from peermock._transport.server.clock import OffsetClock
from peermock._transport.server.endpoint import Endpoint
from peermock._transport.server.hosts import is_loopback
from peermock._transport.server.saver import Saver

HOST = "127.0.0.1"


def add_arguments(parser: argparse.ArgumentParser, port: int) -> None:
    """Add the options of an endpoint."""
    add = parser.add_argument
    add("--host", default=HOST, help=f"the address to listen on (default: {HOST})")
    add("--port", type=int, default=port, help=f"the port; 0 for any free port (default: {port})")
    add(
        "--allow-host",
        metavar="NAME",
        action="append",
        default=[],
        help="an additional host name to accept; may be repeated",
    )
    add(
        "--account-id",
        help="the account of access keys that do not encode one (default: 123456789012)",
    )
    add("--region", help="the Region of clients without one (default: us-east-1)")
    add("--seed", type=int, help="the seed of resource IDs, a whole number (default: 0)")
    add("--quotas", help="service quotas, such as 'active_per_vpc=125 outstanding_requests=50'")
    add(
        "--settle", help="how long transitional statuses last: duration=SECONDS or describes=NUMBER"
    )
    add("--load", metavar="FILE", type=Path, help="start with a saved world")
    add(
        "--save",
        metavar="FILE",
        type=Path,
        help="save the world to a file, and start with it if it exists",
    )


def open_endpoint(args: argparse.Namespace) -> tuple[Endpoint, Saver]:
    """Return an endpoint configured by the options, and the saver of its world.

    Raises:
        PeermockError: A saved world cannot be loaded.
        OSError: The port or a file is not available.
        ValueError: An option is invalid.
    """
    settings = read_settings(
        account_id=args.account_id,
        region_name=args.region,
        seed=args.seed,
        quotas=_read("quotas", args.quotas),
        settle=_read("settle", args.settle),
    )
    gateway = build_gateway(settings)
    clock = OffsetClock()
    site = Site(
        gateway=gateway,
        clock=clock,
        account_id=settings.account_id,
        region_name=settings.region_name,
    )
    begun = _beginning(args)
    if begun is not None:
        clock.begin(_load(begun, site))
        if args.quotas is not None:
            gateway.world.quotas = settings.quotas
    gateway.now = clock.now
    site.begin()
    _warn(args.host)
    saver = Saver(site, args.save)
    endpoint = Endpoint(site, args.host, args.port, frozenset(map(str.lower, args.allow_host)))
    return endpoint, saver


def _warn(host: str) -> None:
    if not is_loopback(host):
        sys.stderr.write(
            f"peermock: warning: other machines can reach {host}, and no credentials are "
            "checked. Use it in a network that you trust.\n"
        )


def _beginning(args: argparse.Namespace) -> Path | None:
    """Return the file to start with: the one given with `--save` if it exists, else `--load`."""
    kept: Path | None = args.save
    given: Path | None = args.load
    return kept if kept is not None and kept.exists() else given


def _load(path: Path, site: Site) -> timedelta:
    try:
        with site.gateway.locked() as world:
            return load(path.read_text(encoding="utf-8"), world)
    except (SavedWorldError, UnicodeDecodeError) as error:
        raise SavedWorldError(
            f"{path} cannot be loaded: {error}. The file was not changed; move it away or give "
            "another one."
        ) from None


def _read(name: str, text: str | None) -> object:
    """Return the value of an option in the syntax of ini files."""
    if text is None:
        return None
    try:
        return read_ini(name, text)
    except ValueError as error:
        raise ValueError(str(error).replace(f"peermock_{name} = ", f"--{name} ")) from None
