"""The stage: a mock, real clients, a frozen clock and an opening scene."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Protocol

from botocore import xform_name
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from peermock import PeeringMock

OWNERS = ("111111111111", "222222222222")
BYSTANDER = "333333333333"
REGIONS = ("us-east-1", "eu-west-1", "ap-south-1")
PLACES = [(account, region) for account in (*OWNERS, BYSTANDER) for region in REGIONS]
QUOTAS = {"outstanding": 4, "active": 3}
BEGINNING = datetime(2026, 3, 2, 9, tzinfo=UTC)

OPENING = [
    ("111111111111", "us-east-1", "10.0.0.0/16"),
    ("111111111111", "us-east-1", "10.1.0.0/16"),
    ("111111111111", "eu-west-1", "10.2.0.0/16"),
    ("222222222222", "us-east-1", "10.3.0.0/16"),
    ("222222222222", "eu-west-1", "10.4.0.0/16"),
    ("222222222222", "ap-south-1", "10.0.128.0/17"),
]
"""The initial VPCs, two of which overlap."""


class Clock(Protocol):
    """The interface of a frozen clock."""

    def move_to(self, target_datetime: datetime) -> None:
        """Set the current time."""


class Stage:
    """A mock with clients of three accounts in three Regions, and a clock.

    Attributes:
        aws: The mock.
        now: The current time.
    """

    def __init__(
        self, aws: PeeringMock, clients: Mapping[tuple[str, str], BaseClient], clock: Clock
    ) -> None:
        self.aws = aws
        self.now = BEGINNING
        self._clients = clients
        self._clock = clock
        self._empty = aws.snapshot()

    def clear(self) -> None:
        """Start again with an empty world."""
        self.aws.restore(self._empty)
        self.move_to(BEGINNING)

    def wait(self, delta: timedelta) -> None:
        """Advance the clock."""
        self.move_to(self.now + delta)

    def move_to(self, moment: datetime) -> None:
        """Set the current time."""
        self._clock.move_to(moment)
        self.now = moment

    def attempt(self, call: tuple[tuple[str, str], str, dict]) -> dict:
        """Return the response to a call with pages joined, or its error as `Error` and `Status`."""
        try:
            return self._call(*call)
        except ClientError as error:
            status = error.response["ResponseMetadata"]["HTTPStatusCode"]
            return {"Error": error.response["Error"], "Status": status}

    def _call(self, place: tuple[str, str], operation: str, params: dict) -> dict:
        method = getattr(self._clients[place], xform_name(operation))
        answer = method(**params)
        del answer["ResponseMetadata"]
        if operation == "DescribeTags":  # in no order that anybody promises
            answer["Tags"].sort(key=lambda tag: (tag["ResourceId"], tag["Key"]))
        if "NextToken" not in answer:
            return answer
        (name,) = answer.keys() - {"NextToken"}
        assert len(answer[name]) == params["MaxResults"], "a page is not full, yet more follow"
        token = answer["NextToken"]
        rest = self._call(place, operation, {**params, "NextToken": token})
        return {name: answer[name] + rest[name]}
