"""Availability Zones and their IDs."""

import pytest

from peermock._domain.zones import zone_id, zone_names


def test_every_region_has_three_zones() -> None:
    """The zones are named by letters."""
    assert zone_names("eu-west-1") == ["eu-west-1a", "eu-west-1b", "eu-west-1c"]


@pytest.mark.parametrize(
    ("zone_name", "expected"),
    [
        ("us-east-1a", "use1-az1"),
        ("us-west-2c", "usw2-az3"),
        ("eu-central-1b", "euc1-az2"),
        ("ap-northeast-1a", "apne1-az1"),
        ("ap-southeast-2b", "apse2-az2"),
        ("sa-east-1a", "sae1-az1"),
        ("ca-central-1a", "cac1-az1"),
        ("us-gov-west-1a", "usgw1-az1"),
        ("marsb", "mars-az2"),
        ("*a", "*-az1"),
        ("-c", "-az3"),
    ],
)
def test_a_zone_has_an_id(zone_name: str, expected: str) -> None:
    """A zone ID is AWS's short form of the Region with a number."""
    assert zone_id(zone_name) == expected
