"""`aws ec2 describe-vpc-peering-connections` and `wait`: filters, pages, queries, polling."""

import json
from datetime import timedelta

import pytest
from botocore import waiter

from peermock import PeeringMock, Settle, mock_peering
from tests.clients.aws_cli.outcome import Aws

DESCRIBE = "ec2 describe-vpc-peering-connections"
IDS = "--query VpcPeeringConnections[].VpcPeeringConnectionId --output text"


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that waiters would have slept."""
    slept: list[float] = []
    monkeypatch.setattr(waiter.time, "sleep", slept.append)
    return slept


@pytest.fixture
def seven(peering: PeeringMock) -> list[str]:
    """Seven connections of one VPC: one active, one deleted, the others pending."""
    ours = peering.vpc("10.1.0.0/16")
    statuses = ["active", "deleted", *["pending-acceptance"] * 5]
    return [
        peering.peer(ours, peering.vpc(f"10.1{number}.0.0/16"), status).id
        for number, status in enumerate(statuses)
    ]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ("--filters Name=status-code,Values=active", [0]),
        ("--filters Name=status-code,Values=active,deleted", [0, 1]),
        ("--filters Name=status-code,Values=active Name=status-message,Values=Deleted*", []),
        ("--filters Name=status-code,Values=ACTIVE", []),
        ("--filters Name=accepter-vpc-info.cidr-block,Values=10.1?.0.0/16", [0]),
    ],
)
def test_filters_choose(aws: Aws, seven: list[str], arguments: str, found: list[int]) -> None:
    """Values of a filter are combined with OR, filters with AND; no match is not an error."""
    done = aws(f"{DESCRIBE} {arguments} {IDS}")
    assert (done.status, done.errors) == (0, "")
    assert set(done.output.split()) == {seven[number] for number in found}


@pytest.mark.parametrize("size", ["", "--page-size 5"])
def test_items_are_counted_out(aws: Aws, seven: list[str], size: str) -> None:
    """--max-items stops anywhere, and its token continues from there, with any page size."""
    listed: list[str] = []
    token = ""
    while True:
        page = json.loads(aws(f"{DESCRIBE} --max-items 3 {size} {token}").output)
        views = page["VpcPeeringConnections"]
        listed.extend(view["VpcPeeringConnectionId"] for view in views)
        assert len(views) in (1, 3)
        if "NextToken" not in page:
            break
        token = f"--starting-token {page['NextToken']}"
    assert sorted(listed) == sorted(seven)


def test_pages_are_joined(aws: Aws, seven: list[str]) -> None:
    """The CLI fetches all pages and prints one list."""
    done = aws(f"{DESCRIBE} --page-size 5 {IDS}")
    assert set(done.output.split()) == set(seven)


def test_one_page_by_hand(aws: Aws, seven: list[str]) -> None:
    """With --no-paginate, AWS's own token fetches the next page."""
    first = json.loads(aws(f"{DESCRIBE} --no-paginate --max-results 5").output)
    token = first["NextToken"]
    rest = json.loads(aws(f"{DESCRIBE} --no-paginate --max-results 5 --next-token {token}").output)
    views = first["VpcPeeringConnections"] + rest["VpcPeeringConnections"]
    assert {view["VpcPeeringConnectionId"] for view in views} == set(seven)
    assert "NextToken" not in rest


def test_wait_for_a_connection_to_exist(aws: Aws, requested: str, naps: list[float]) -> None:
    """The wait for an existing connection ends immediately, without output."""
    ids = f"--vpc-peering-connection-ids {requested}"
    done = aws(f"ec2 wait vpc-peering-connection-exists {ids}")
    assert (done.status, done.output, done.errors, naps) == (0, "", "", [])


def test_wait_for_a_connection_to_be_deleted(aws: Aws, naps: list[float]) -> None:
    """The wait polls every fifteen seconds while the connection is deleting."""
    with mock_peering(settle=Settle(describes=3), sleep="real") as mock:
        active = mock.peer(mock.vpc("10.1.0.0/16"), mock.vpc("10.2.0.0/16"))
        ids = f"--vpc-peering-connection-ids {active.id}"
        aws(f"ec2 delete-vpc-peering-connection --vpc-peering-connection-id {active.id}")
        done = aws(f"ec2 wait vpc-peering-connection-deleted {ids}")
    assert (done.status, done.errors) == (0, "")
    assert naps == [15, 15, 15]


def test_wait_gives_up(aws: Aws, peering: PeeringMock, naps: list[float]) -> None:
    """The wait for an unknown connection fails after forty attempts."""
    ids = "--vpc-peering-connection-ids pcx-0123456789abcdef0"
    done = aws(f"ec2 wait vpc-peering-connection-exists {ids}")
    assert done.status == 255
    assert "Waiter VpcPeeringConnectionExists failed: Max attempts exceeded" in done.errors
    assert timedelta(seconds=sum(naps)) == timedelta(minutes=9, seconds=45)
