"""The pages: a table with a row for each."""

from peermock._console.pages import (
    calls,
    clock,
    creation,
    decisions,
    diagram,
    dns_settings,
    peerings,
    route_tables,
    routes,
    tags,
    vpcs,
)
from peermock._console.pages.rows import Row

__all__ = ["ROWS", "Row"]

ROWS: tuple[Row, ...] = (
    *peerings.ROWS,
    *creation.ROWS,
    *decisions.ROWS,
    *dns_settings.ROWS,
    *tags.ROWS,
    *vpcs.ROWS,
    *route_tables.ROWS,
    *routes.ROWS,
    *calls.ROWS,
    *diagram.ROWS,
    *clock.ROWS,
)
