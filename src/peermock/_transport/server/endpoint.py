"""An endpoint: a gateway behind a port, for clients in any process."""

from typing import TYPE_CHECKING, Self

from peermock._report.text import as_report
from peermock._settings import check_account_id, check_region_name
from peermock._site import Site
from peermock._transport import addresses
from peermock._transport.server.application import Application
from peermock._transport.server.environment import environment
from peermock._transport.server.hosts import Hosts, is_address, is_loopback
from peermock.exceptions import PeermockError

if TYPE_CHECKING:
    from peermock._transport.server.listener import Listener

LOOPBACK = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # how to reach these


class Endpoint:
    """EC2 and STS on a port of this machine, for clients in any process.

    Returned by `PeeringMock.serve`. It answers from the mock's world. As a context manager, it
    stops at the end of the block.

    Attributes:
        url: The endpoint URL, such as `http://127.0.0.1:4599`.
        port: The port.
        account_id: The account of clients whose access keys do not encode one.
        region_name: The Region of clients without one.
    """

    def __init__(
        self, site: Site, host: str, port: int, allowed_hosts: frozenset[str] = frozenset()
    ) -> None:
        self._site = site
        self.account_id, self.region_name = site.account_id, site.region_name
        hosts = Hosts(allowed_hosts, is_public=not is_loopback(host))
        application = Application(site, hosts)
        self._listener = _listen(host, port, application)
        self.port = self._listener.port
        self.url = site.url = f"http://{_bracket(LOOPBACK.get(host, host))}:{self.port}"
        addresses.add(self.url, site.gateway)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.url}>"

    def environment(
        self, account_id: str | None = None, region_name: str | None = None
    ) -> dict[str, str]:
        """Return this process's environment, changed so that AWS clients use the endpoint.

        Calls to other services reach the endpoint too, and are rejected by name.

        Args:
            account_id: The account that the clients act as. Defaults to the mock's.
            region_name: The Region of clients without one. Defaults to the mock's.

        Raises:
            ValueError: The account ID is not twelve digits, or AWS has no such Region.
        """
        if region_name is not None:
            check_region_name(region_name)
        return environment(
            self.url,
            self.account_id if account_id is None else check_account_id(account_id),
            region_name or self.region_name,
        )

    def report(self) -> str:
        """Return the report of calls and connections."""
        with self._site.gateway.locked() as world:
            return f"{as_report(world, self._site.gateway.calls, self._site.clock.now())}\n"

    def stop(self) -> None:
        """Answer the requests that have arrived, and stop. Stopping again does nothing."""
        addresses.remove(self.url)
        self._listener.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def _bracket(host: str) -> str:
    """Return a host as written in a URL."""
    return f"[{host}]" if is_address(host) and ":" in host else host


def _listen(host: str, port: int, application: Application) -> "Listener":
    try:
        from peermock._transport.server.listener import Listener  # noqa: PLC0415  # an extra
    except ModuleNotFoundError as error:
        raise PeermockError(
            f"A local endpoint needs {error.name}. Install peermock with the extra `server`: pip "
            "install 'peermock[server]'"
        ) from None
    return Listener(host, port, application)
