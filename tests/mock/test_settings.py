"""The settings of `mock_peering`: valid values are kept, invalid ones are rejected by name."""

import re
from datetime import timedelta

import pytest

from peermock import Quotas, Settle, mock_peering


def test_a_mock_has_defaults() -> None:
    """The default account and Region are those of the documentation."""
    mock = mock_peering()
    assert (mock.account_id, mock.region_name) == ("123456789012", "us-east-1")
    assert mock._lifecycle.settings.quotas == Quotas()
    assert mock._lifecycle.settings.settle == Settle()


@pytest.mark.parametrize("region_name", ["eu-west-1", "cn-north-1", "us-gov-west-1"])
def test_a_mock_keeps_its_settings(region_name: str) -> None:
    """Account and Region can be read."""
    mock = mock_peering(account_id="000000000001", region_name=region_name)
    assert (mock.account_id, mock.region_name) == ("000000000001", region_name)


@pytest.mark.parametrize(
    ("spelling", "settle"),
    [
        (timedelta(seconds=5), Settle(duration=timedelta(seconds=5))),
        (Settle(describes=2), Settle(describes=2)),
        (None, Settle()),
    ],
)
def test_settle_has_several_spellings(spelling: Settle | timedelta | None, settle: Settle) -> None:
    """A timedelta is a duration, and None is the default."""
    assert mock_peering(settle=spelling)._lifecycle.settings.settle == settle


@pytest.mark.parametrize("services", [["s3"], ("s3",), {"s3"}, {"s3": 1}, iter(["s3"])])
def test_passthrough_is_any_list(services: object) -> None:
    """Any iterable of names is accepted."""
    assert mock_peering(passthrough=services)._lifecycle.settings.passthrough == {"s3"}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("account_id", 1, 'a string of twelve digits, such as "000000000001"'),
        ("account_id", b"123456789012", "a string of twelve digits"),
        ("account_id", ["123456789012"], "a string of twelve digits"),
        ("region_name", 1, "a Region such as 'us-east-1'"),
        ("region_name", b"us-east-1", "a Region such as 'us-east-1'"),
        ("quotas", 125, "Quotas(active_per_vpc=...)"),
        ("quotas", 0, "Quotas(active_per_vpc=...)"),
        ("quotas", {}, "Quotas(active_per_vpc=...)"),
        ("quotas", Quotas, "Quotas(active_per_vpc=...)"),
        ("settle", 5, "a datetime.timedelta, Settle(duration=...) or Settle(describes=...)"),
        ("settle", 0, "a datetime.timedelta, Settle(duration=...) or Settle(describes=...)"),
        ("settle", "5s", "a datetime.timedelta, Settle(duration=...) or Settle(describes=...)"),
        ("seed", "7", "a whole number"),
        ("seed", 7.0, "a whole number"),
        ("seed", True, "a whole number"),
        ("passthrough", "s3", "a list, such as ['s3']"),
        ("passthrough", 3, "a list, such as ['s3']"),
        ("passthrough", [3], "names of services, such as 's3'"),
        ("passthrough", [["s3"]], "names of services, such as 's3'"),
        ("isolated", "no", "True or False"),
        ("isolated", 1, "True or False"),
        ("assert_all_faults_hit", "no", "True or False"),
        ("assert_nothing_swallowed", 0, "True or False"),
        ("expire_sessions", "yes", "True or False"),
    ],
)
def test_a_value_of_another_type_is_refused(name: str, value: object, expected: str) -> None:
    """The error names the setting, the value and the expected type."""
    text = re.escape(f"{name}={value!r}: expected {expected}")
    with pytest.raises(TypeError, match=f"^{text}"):
        mock_peering(**{name: value})


def test_a_value_that_equals_a_valid_one_is_refused_all_the_same() -> None:
    """Settings that were checked before are used again only for values of the same types."""
    mock_peering(seed=1, isolated=True)
    with pytest.raises(TypeError, match="seed=True"):
        mock_peering(seed=True, isolated=True)
    with pytest.raises(TypeError, match="isolated=1"):
        mock_peering(seed=1, isolated=1)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("account_id", "", "expected twelve digits"),
        ("account_id", "12345678901", "expected twelve digits"),
        ("account_id", "1234567890123", "expected twelve digits"),
        ("account_id", "12345678901x", "expected twelve digits"),
        ("account_id", "123456789012\n", "expected twelve digits"),
        ("account_id", "１２３４５６７８９０１２", "expected twelve digits"),  # noqa: RUF001  # fullwidth
        ("region_name", "", "AWS has no such Region"),
        ("region_name", "eu-west-9", "AWS has no such Region"),
        ("region_name", "us-east-1a", "AWS has no such Region"),
        ("region_name", "aws-global", "AWS has no such Region"),
        ("sleep", "fast", "expected one of 'auto', 'real', 'shift'"),
        ("network", "localstack", "expected 'peermock' or 'moto'"),
        ("passthrough", ["ec2"], "peermock itself answers ec2"),
        ("passthrough", ["ec2", "s3", "sts"], "peermock itself answers ec2, sts"),
    ],
)
def test_a_value_that_aws_does_not_have_is_refused(name: str, value: object, expected: str) -> None:
    """The error names the setting, the value and the problem."""
    text = re.escape(f"{name}={value!r}: {expected}")
    with pytest.raises(ValueError, match=f"^{text}"):
        mock_peering(**{name: value})


def test_an_unknown_setting_is_refused() -> None:
    """Python's error names the setting."""
    with pytest.raises(TypeError, match="'region'"):
        mock_peering(region="us-east-1")


@pytest.mark.parametrize("value", ["222222222222", 5, {"account_id": "222222222222"}])
def test_a_setting_without_its_name_is_refused(value: object) -> None:
    """The first positional argument is the object to decorate, and these cannot be decorated."""
    with pytest.raises(TypeError, match=f"cannot decorate {re.escape(repr(value))}"):
        mock_peering(value)


def test_a_wrong_setting_starts_nothing() -> None:
    """A decorator with an invalid setting fails where it is written, not at the call."""
    with pytest.raises(ValueError, match="account_id='1'"):

        @mock_peering(account_id="1")
        def workflow() -> None: ...
