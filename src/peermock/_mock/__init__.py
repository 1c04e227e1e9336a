"""The mock object: what a test starts, stops and asks."""

from peermock._mock.account import Account
from peermock._mock.entry import mock_peering
from peermock._mock.mock import PeeringMock

__all__ = ["Account", "PeeringMock", "mock_peering"]
