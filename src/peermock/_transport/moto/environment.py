"""The credentials that moto sets in the environment, as layers among those of peermock."""

from typing import Any

from peermock._transport.inprocess.environment import Layer, hand_down, layers
from peermock._transport.inprocess.patch import Method, Patch
from peermock._transport.moto import names


class _MotoLayer(Layer):
    """The variables of one `mock_aws`."""

    def __init__(self, mock: Any) -> None:
        super().__init__(mock._fake_creds, mock._orig_creds)
        self.mock = mock


def _set(_: Method) -> Method:
    def mock_env_variables(mock: Any) -> None:
        _MotoLayer(mock).set()

    return mock_env_variables


def _put_back(_: Method) -> Method:
    """Restore the variables of a `mock_aws`, below every layer if it started before peermock."""

    def unmock_env_variables(mock: Any) -> None:
        own = [each for each in layers if isinstance(each, _MotoLayer) and each.mock is mock]
        if own:
            own[-1].put_back()
        else:
            hand_down(mock._orig_creds)

    return unmock_env_variables


PATCHES = (
    Patch(names.MOCK, "MockAWS", "_mock_env_variables", _set),
    Patch(names.MOCK, "MockAWS", "_unmock_env_variables", _put_back),
)
