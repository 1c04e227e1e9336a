"""All scenarios, by area of the fidelity page."""

from collections.abc import Iterable

from peermock._verify.scenario import Scenario
from peermock._verify.scenarios import (
    absent,
    acls,
    answers,
    dhcp,
    gateways,
    groups,
    listing,
    options,
    parties,
    prefix_lists,
    requests,
    routes,
    statuses,
    subnets,
    tags,
    visibility,
    vpcs,
    wire,
)

AREAS = (
    statuses.SCENARIOS,
    parties.SCENARIOS,
    visibility.SCENARIOS,
    requests.SCENARIOS,
    answers.SCENARIOS,
    options.SCENARIOS,
    listing.SCENARIOS,
    tags.SCENARIOS,
    wire.SCENARIOS,
    wire.REQUESTS,
    vpcs.SCENARIOS,
    subnets.SCENARIOS,
    routes.SCENARIOS,
    gateways.SCENARIOS,
    groups.SCENARIOS,
    acls.SCENARIOS,
    dhcp.SCENARIOS,
    prefix_lists.SCENARIOS,
    absent.ENDPOINT_SCENARIOS,
    absent.FLOW_LOG_SCENARIOS,
    absent.SCENARIOS,
)

ALL: tuple[Scenario, ...] = tuple(scenario for area in AREAS for scenario in area.all)
"""Every scenario, in the order of the fidelity page."""


def choose(names: Iterable[str]) -> tuple[Scenario, ...]:
    """Return the scenarios with these names, or in these areas; all of them by default.

    Raises:
        ValueError: A name is neither a scenario nor an area.
    """
    wanted = list(names)
    known = {scenario.name for scenario in ALL} | {scenario.area.lower() for scenario in ALL}
    for name in wanted:
        if name.lower() not in known:
            raise ValueError(f"there is no scenario or area {name!r}; list them with `--list`")
    lower = {name.lower() for name in wanted}
    return tuple(s for s in ALL if not lower or s.name in lower or s.area.lower() in lower)
