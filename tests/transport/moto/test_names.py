"""The moto names on which peermock relies."""

import importlib

import boto3
import moto
import pytest
from moto import mock_aws

from peermock import PeermockError, mock_peering
from peermock._transport.moto import names


def test_the_installed_moto_has_all_of_them() -> None:
    """This test runs with the oldest and the newest supported moto."""
    names.check()


@pytest.mark.parametrize(("module_name", "path"), [names.NAMES[-1], names.NAMES[1]])
def test_a_missing_name_is_one_clear_error(
    monkeypatch: pytest.MonkeyPatch, module_name: str, path: str
) -> None:
    """The mock fails to start, and only if moto is active."""
    *owners, name = path.split(".")
    owner = importlib.import_module(module_name)
    for each in owners:
        owner = getattr(owner, each)
    with mock_aws(), monkeypatch.context() as patch:
        patch.delattr(owner, name)
        if name != "enabled":
            with pytest.raises(PeermockError, match=f"{module_name}.{path}"):
                mock_peering().start()


def test_without_moto_a_missing_name_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mock without moto does not need the names."""
    monkeypatch.setattr(names, "NAMES", (("moto.nothing", "Nothing"),))
    with mock_peering():
        assert boto3.client("ec2", "us-east-1").describe_vpcs()
    with mock_aws(), mock_peering(network="peermock"):
        assert boto3.client("ec2", "us-east-1").describe_vpcs()


def test_an_older_moto_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to do."""
    monkeypatch.setattr(moto, "__version__", "5.0.28")
    with mock_aws(), pytest.raises(PeermockError, match=r"beside moto 5\.1"):
        mock_peering().start()


def test_moto_that_comes_later_is_checked_then(monkeypatch: pytest.MonkeyPatch) -> None:
    """The check happens at the first use."""
    monkeypatch.setattr(names, "NAMES", (("moto.nothing", "Nothing"),))
    with mock_peering(), mock_aws(), pytest.raises(PeermockError, match=r"moto\.nothing"):
        boto3.client("ec2", "us-east-1").describe_vpcs()


def test_motos_network_cannot_be_demanded_of_an_older_moto(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With `network='moto'` the mock refuses to start."""
    monkeypatch.setattr(moto, "__version__", "4.2.0")
    with pytest.raises(PeermockError, match=r"beside moto 5\.1"):
        mock_peering(network="moto").start()
