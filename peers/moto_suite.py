"""A pytest plugin under which moto's suite is answered by peermock instead of moto.

moto's suite says who calls with the environment variable MOTO_ACCOUNT_ID, which it changes
from call to call. Here such a call is signed with the keys of that account.
"""

import os
from collections.abc import Callable

import moto
import moto.core.decorator
import pytest
from botocore.credentials import Credentials
from botocore.signers import RequestSigner

from peermock import mock_peering
from peers.outcomes import Notes


def mock_aws(decorated: Callable[..., object] | None = None, **_: object) -> object:
    """Stand in for moto's function of this name."""
    return mock_peering() if decorated is None else mock_peering(decorated)


def sign_for_the_account() -> None:
    """Have every request signed with the keys of the account that moto's suite names."""
    sign = RequestSigner.sign

    def sign_as(self: RequestSigner, *args: object, **kwargs: object) -> object:
        if "MOTO_ACCOUNT_ID" not in os.environ:
            return sign(self, *args, **kwargs)
        with mock_peering() as aws:  # the world that the case is in
            keys = aws.account(os.environ["MOTO_ACCOUNT_ID"]).credentials()
        own, self._credentials = self._credentials, Credentials(*keys.values())
        try:
            return sign(self, *args, **kwargs)
        finally:
            self._credentials = own

    RequestSigner.sign = sign_as


def pytest_configure(config: pytest.Config) -> None:
    """Put peermock in moto's place before the suite imports it."""
    moto.mock_aws = moto.core.decorator.mock_aws = mock_aws
    sign_for_the_account()
    config.pluginmanager.register(Notes())
