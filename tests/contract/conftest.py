"""Recorded AWS responses, and sides of a connection to reproduce them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
import pytest

from peermock import PeeringMock
from tests.contract.sides import Side


@pytest.fixture(scope="session")
def recorded() -> dict[str, Any]:
    """The recorded responses by name."""
    text = Path(__file__).with_name("recorded.json").read_text(encoding="utf-8")
    return {item["id"]: item["data"] for item in json.loads(text)["items"]}


@pytest.fixture
def side(peering: PeeringMock) -> Callable[..., Side]:
    """Return a function that makes sides."""

    def make(account_id: str, cidr_block: str, region_name: str = "us-east-1") -> Side:
        keys = peering.account(account_id).credentials()
        ec2 = boto3.client("ec2", region_name, **keys)
        vpc_id = ec2.create_vpc(CidrBlock=cidr_block)["Vpc"]["VpcId"]
        return Side(
            account_id=account_id, region_name=region_name, ec2=ec2, vpc_id=vpc_id, keys=keys
        )

    return make
