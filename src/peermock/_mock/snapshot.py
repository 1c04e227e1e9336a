"""Snapshots of a mock's world."""

from peermock._domain.world import World


class Snapshot:
    """The world of a mock at one moment. `PeeringMock.snapshot` returns it, `restore` takes it."""

    def __init__(self, world: World) -> None:
        self._world = world

    def __repr__(self) -> str:
        return "Snapshot()"
