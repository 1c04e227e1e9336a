"""Assertions about calls, and how they fail: by showing the calls that came nearest."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from peermock import PeeringMock, VpcPeeringConnection

ACCEPT = "AcceptVpcPeeringConnection"

Fails = Callable[..., list[str]]


@pytest.fixture
def other_request(peering: PeeringMock) -> VpcPeeringConnection:
    """A request of theirs to another VPC of ours."""
    theirs = peering.account("222222222222").vpc("10.2.0.0/16")
    return peering.peer(theirs, peering.vpc("10.3.0.0/16"), "pending-acceptance")


@pytest.fixture
def attempts(
    ec2: BaseClient, request_of_ours: VpcPeeringConnection, other_request: VpcPeeringConnection
) -> None:
    """Two attempts of ours to accept our own request, and one that accepts theirs."""
    for connection in (request_of_ours, request_of_ours, other_request):
        with suppress(ClientError):
            ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=connection.id)


@pytest.fixture
def fails() -> Fails:
    """An assertion that fails, of which the lines of the text are returned."""

    def check(assertion: Callable[..., None], *args: object, **kwargs: object) -> list[str]:
        with pytest.raises(AssertionError) as caught:
            assertion(*args, **kwargs)
        return str(caught.value).splitlines()

    return check


@pytest.mark.usefixtures("attempts")
def test_called_holds(peering: PeeringMock, request_of_ours: VpcPeeringConnection) -> None:
    """At least once, or so many times; with what is given, and with whatever else there was."""
    peering.assert_called(ACCEPT)
    peering.assert_called(ACCEPT, times=3)
    peering.assert_called(ACCEPT, times=2, VpcPeeringConnectionId=request_of_ours.id)
    peering.assert_called(ACCEPT, account_id="123456789012", region_name="us-east-1")
    peering.assert_called("DeleteVpc", times=0)


@pytest.mark.usefixtures("attempts")
def test_not_called_holds(peering: PeeringMock, request_of_ours: VpcPeeringConnection) -> None:
    """Never, or never with these parameters."""
    peering.assert_not_called("DeleteVpcPeeringConnection")
    peering.assert_not_called(
        ACCEPT, VpcPeeringConnectionId=request_of_ours.id, account_id="222222222222"
    )
    peering.assert_not_called(ACCEPT, DryRun=True)


def test_a_parameter_that_was_not_given_is_none(peering: PeeringMock, ec2: BaseClient) -> None:
    """What a call left out can be expected as None."""
    ec2.describe_vpcs()
    peering.assert_called("DescribeVpcs", VpcIds=None)


def test_nothing_was_called(peering: PeeringMock, fails: Fails) -> None:
    """An empty log is said to be empty."""
    assert fails(peering.assert_called, ACCEPT) == [
        "expected AcceptVpcPeeringConnection to be called",
        "but nothing was called.",
    ]


@pytest.mark.usefixtures("attempts")
def test_something_else_was_called(peering: PeeringMock, ec2: BaseClient, fails: Fails) -> None:
    """When the operation was never called, those that were are counted."""
    ec2.describe_vpcs()
    assert fails(peering.assert_called, "RejectVpcPeeringConnection", times=1) == [
        "expected RejectVpcPeeringConnection to be called once",
        "but it never was. What was called:",
        "    AcceptVpcPeeringConnection (3 times), DescribeVpcs (once)",
    ]


@pytest.mark.usefixtures("attempts")
def test_the_nearest_calls_come_first(
    peering: PeeringMock,
    request_of_ours: VpcPeeringConnection,
    other_request: VpcPeeringConnection,
    fails: Fails,
) -> None:
    """Calls with other parameters are shown with what they were instead, the nearest first."""
    lines = fails(
        peering.assert_called,
        ACCEPT,
        VpcPeeringConnectionId=other_request.id,
        account_id="222222222222",
    )
    refused = [
        "123456789012 us-east-1 -> error OperationNotPermitted: User",
        f"    123456789012 cannot accept peering {request_of_ours.id}",
        f"    VpcPeeringConnectionId was '{request_of_ours.id}'; account_id was",
        "      '123456789012'",
    ]
    assert lines == [
        "expected AcceptVpcPeeringConnection to be called with",
        f"    VpcPeeringConnectionId='{other_request.id}',",
        "      account_id='222222222222'",
        "but it was not. Its calls, the nearest first:",
        f"  call 3, 123456789012 us-east-1 -> {other_request.id} provisioning",
        "    account_id was '123456789012'",
        f"  call 1, {refused[0]}",
        *refused[1:],
        f"  call 2, {refused[0]}",
        *refused[1:],
    ]


@pytest.mark.usefixtures("attempts")
def test_a_parameter_that_no_call_had(peering: PeeringMock, fails: Fails) -> None:
    """A parameter that was left out is said to be, and is no difference from None."""
    lines = fails(peering.assert_called, ACCEPT, DryRun=True)
    assert lines[-1] == "    DryRun was not given"


@pytest.mark.usefixtures("attempts")
def test_called_too_often(
    peering: PeeringMock, other_request: VpcPeeringConnection, fails: Fails
) -> None:
    """The calls that were made are shown."""
    lines = fails(peering.assert_called, ACCEPT, times=1)
    assert lines[:2] == [
        "expected AcceptVpcPeeringConnection to be called once",
        "but it was, 3 times:",
    ]
    assert lines[-1] == f"  call 3, 123456789012 us-east-1 -> {other_request.id} provisioning"


@pytest.mark.usefixtures("attempts")
def test_called_too_seldom(peering: PeeringMock, fails: Fails) -> None:
    """The same when there are too few."""
    lines = fails(peering.assert_called, ACCEPT, times=4)
    assert lines[:2] == [
        "expected AcceptVpcPeeringConnection to be called 4 times",
        "but it was, 3 times:",
    ]


@pytest.mark.usefixtures("attempts")
def test_called_though_it_should_not_be(
    peering: PeeringMock, other_request: VpcPeeringConnection, fails: Fails
) -> None:
    """The calls that should not have been are shown."""
    assert fails(peering.assert_not_called, ACCEPT, VpcPeeringConnectionId=other_request.id) == [
        "expected AcceptVpcPeeringConnection not to be called with",
        f"    VpcPeeringConnectionId='{other_request.id}'",
        "but it was, once:",
        f"  call 3, 123456789012 us-east-1 -> {other_request.id} provisioning",
    ]


@pytest.mark.parametrize("expected", [{}, {"MaxResults": 7}])
def test_only_some_calls_are_shown(
    peering: PeeringMock, ec2: BaseClient, expected: dict[str, object], fails: Fails
) -> None:
    """Five calls are enough to see what is wrong."""
    for _ in range(8):
        ec2.describe_vpcs(MaxResults=5)
    lines = fails(peering.assert_called, "DescribeVpcs", times=1, **expected)
    assert sum(line.startswith("  call ") for line in lines) == 5


@pytest.mark.usefixtures("attempts")
def test_the_text_is_narrow(peering: PeeringMock, fails: Fails) -> None:
    """With what pytest puts before it, it fits into 80 columns."""
    lines = fails(peering.assert_called, ACCEPT, VpcPeeringConnectionId="x" * 300, DryRun=True)
    assert max(map(len, lines)) <= 76


def test_ids_are_not_broken_at_their_hyphens(
    peering: PeeringMock, attempts: None, request_of_ours: VpcPeeringConnection, fails: Fails
) -> None:
    """An ID can be searched for in what pytest prints."""
    text = "\n".join(fails(peering.assert_called, ACCEPT, times=7))
    assert text.count(request_of_ours.id) == 2


@pytest.mark.parametrize("name", ["assert_called", "assert_not_called"])
@pytest.mark.parametrize(
    ("operation", "params", "complaint"),
    [
        ("AcceptVpcPeering", {}, "peermock has no operation 'AcceptVpcPeering'; it has Accept"),
        ("accept_vpc_peering_connection", {}, "it has AcceptVpcPeeringConnection, "),
        (
            ACCEPT,
            {"VpcPeeringConnectionID": "pcx-1a2b3c4d"},
            "has no 'VpcPeeringConnectionID'; it has account_id, region_name, DryRun, VpcPeer",
        ),
        ("GetCallerIdentity", {"Account": "1"}, "it has account_id, region_name$"),
    ],
)
def test_names_that_do_not_exist_are_refused(
    peering: PeeringMock, name: str, operation: str, params: dict[str, str], complaint: str
) -> None:
    """A misspelt name would never be called, so it is refused with the list of what there is."""
    with pytest.raises(ValueError, match=complaint):
        getattr(peering, name)(operation, **params)
