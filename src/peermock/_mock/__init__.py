"""The mock object: what a test starts, stops and asks."""

from peermock._mock.account import Account
from peermock._mock.entry import mock_peering
from peermock._mock.mock import PeeringMock
from peermock._mock.resources import Vpc, VpcPeeringConnection
from peermock._mock.settings import read_settings

__all__ = [
    "Account",
    "PeeringMock",
    "Vpc",
    "VpcPeeringConnection",
    "mock_peering",
    "read_settings",
]
