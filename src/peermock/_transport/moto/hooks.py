"""All patches of moto while a mock is active."""

from typing import Any

from peermock._transport.inprocess.patch import Patch
from peermock._transport.moto import (
    accounts,
    bodies,
    calls,
    choice,
    environment,
    groups,
    names,
    rules,
    stacks,
)


def _forget_as_well(reset: Any) -> Any:
    """Forget everything based on moto's data when moto forgets it."""

    def reset_both(cls: type) -> None:
        choice.forget()
        token = choice.is_resetting.set(True)
        try:
            reset.__func__(cls)
        finally:
            choice.is_resetting.reset(token)

    return classmethod(reset_both)


PATCHES = (
    *calls.PATCHES,
    *bodies.PATCHES,
    *accounts.PATCHES,
    *rules.PATCHES,
    *groups.PATCHES,
    *stacks.PATCHES,
    *environment.PATCHES,
    Patch(names.BACKENDS, "BackendDict", "reset", _forget_as_well),
)
