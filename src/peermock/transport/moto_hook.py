"""Beside moto: while a mock is active, moto leaves EC2 and STS to peermock.

botocore asks every hook for an answer and takes the first one. So moto would carry out in its own
world what peermock has answered and, for a session older than the mock, answer in its place.
"""

from peermock.operations import OPERATIONS
from peermock.transport.current import current
from peermock.transport.patch import Method, Patch


def _leave(call: Method) -> Method:
    def called(stubber: object, event_name: str, request: object, **kwargs: object) -> object:
        if current() is not None and event_name.split(".")[1] in OPERATIONS:
            return None
        return call(stubber, event_name, request, **kwargs)

    return called


PATCHES = (Patch("moto.core.botocore_stubber", "BotocoreStubber", "__call__", _leave),)
