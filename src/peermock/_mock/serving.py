"""Serving a mock on a port, for clients in other processes."""

from peermock._mock.lifecycle import Lifecycle
from peermock._site import Site
from peermock._transport.server.clock import SharedClock
from peermock._transport.server.endpoint import Endpoint
from peermock.exceptions import MockStateError


def serve(lifecycle: Lifecycle, host: str, port: int) -> Endpoint:
    """Start an endpoint of a mock. The endpoint stops before the mock does.

    Raises:
        MockStateError: The mock is not active, or its network is moto's.
        OSError: The address or the port is not available.
    """
    with lifecycle.gateway.locked() as world:
        if world.network.is_foreign:
            raise MockStateError(
                "This mock uses moto's network, and a peermock endpoint would serve only a part "
                "of it. Start a ThreadedMotoServer instead: while the mock is active, it answers "
                "peering calls as peermock does, and everything else as moto does."
            )
    site = Site(
        gateway=lifecycle.gateway,
        clock=SharedClock(lifecycle.shift),
        account_id=lifecycle.settings.account_id,
        region_name=lifecycle.settings.region_name,
    )
    endpoint = Endpoint(site, host, port)
    lifecycle.at_the_end(endpoint.stop)
    return endpoint
