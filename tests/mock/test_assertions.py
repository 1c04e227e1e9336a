"""Assertions about calls. A failure shows the calls that came nearest."""

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
    """Two attempts to accept our own request, and one that accepts theirs."""
    for connection in (request_of_ours, request_of_ours, other_request):
        with suppress(ClientError):
            ec2.accept_vpc_peering_connection(VpcPeeringConnectionId=connection.id)


@pytest.fixture
def fails() -> Fails:
    """Return a function that checks that an assertion fails, and returns its lines."""

    def check(assertion: Callable[..., None], *args: object, **kwargs: object) -> list[str]:
        with pytest.raises(AssertionError) as caught:
            assertion(*args, **kwargs)
        return str(caught.value).splitlines()

    return check


@pytest.mark.usefixtures("attempts")
def test_called_holds(peering: PeeringMock, request_of_ours: VpcPeeringConnection) -> None:
    """The assertion holds for at least one call, or exactly `times`, with any extra parameters."""
    peering.assert_called(ACCEPT)
    peering.assert_called(ACCEPT, times=3)
    peering.assert_called(ACCEPT, times=2, VpcPeeringConnectionId=request_of_ours.id)
    peering.assert_called(ACCEPT, account_id="123456789012", region_name="us-east-1")
    peering.assert_called("DeleteVpc", times=0)


@pytest.mark.usefixtures("attempts")
def test_not_called_holds(peering: PeeringMock, request_of_ours: VpcPeeringConnection) -> None:
    """The assertion holds without calls, or without calls that have the parameters."""
    peering.assert_not_called("DeleteVpcPeeringConnection")
    peering.assert_not_called(
        ACCEPT, VpcPeeringConnectionId=request_of_ours.id, account_id="222222222222"
    )
    peering.assert_not_called(ACCEPT, DryRun=True)


def test_an_omitted_parameter_is_none(peering: PeeringMock, ec2: BaseClient) -> None:
    """None matches a parameter that was omitted."""
    ec2.describe_vpcs()
    peering.assert_called("DescribeVpcs", VpcIds=None)


def test_nothing_was_called(peering: PeeringMock, fails: Fails) -> None:
    """The message says that the log is empty."""
    assert fails(peering.assert_called, ACCEPT) == [
        "expected AcceptVpcPeeringConnection to be called",
        "but nothing was called.",
    ]


@pytest.mark.usefixtures("attempts")
def test_something_else_was_called(peering: PeeringMock, ec2: BaseClient, fails: Fails) -> None:
    """If the operation was never called, the message counts the other calls."""
    ec2.describe_vpcs()
    assert fails(peering.assert_called, "RejectVpcPeeringConnection", times=1) == [
        "expected RejectVpcPeeringConnection to be called once",
        "but it never was. Operations called:",
        "    AcceptVpcPeeringConnection (3 times), DescribeVpcs (once)",
    ]


@pytest.mark.usefixtures("attempts")
def test_the_nearest_calls_come_first(
    peering: PeeringMock,
    request_of_ours: VpcPeeringConnection,
    other_request: VpcPeeringConnection,
    fails: Fails,
) -> None:
    """Calls with other parameters are shown with their differences, the nearest first."""
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
        "but it was not. Its calls, best match first:",
        f"  call 3, 123456789012 us-east-1 -> {other_request.id} provisioning",
        "    account_id was '123456789012'",
        f"  call 1, {refused[0]}",
        *refused[1:],
        f"  call 2, {refused[0]}",
        *refused[1:],
    ]


@pytest.mark.usefixtures("attempts")
def test_a_parameter_that_no_call_had(peering: PeeringMock, fails: Fails) -> None:
    """An omitted parameter is reported as such, and equals None."""
    lines = fails(peering.assert_called, ACCEPT, DryRun=True)
    assert lines[-1] == "    DryRun was not given"


@pytest.mark.usefixtures("attempts")
def test_called_too_often(
    peering: PeeringMock, other_request: VpcPeeringConnection, fails: Fails
) -> None:
    """The message shows the calls that were made."""
    lines = fails(peering.assert_called, ACCEPT, times=1)
    assert lines[:2] == [
        "expected AcceptVpcPeeringConnection to be called once",
        "but it was, 3 times:",
    ]
    assert lines[-1] == f"  call 3, 123456789012 us-east-1 -> {other_request.id} provisioning"


@pytest.mark.usefixtures("attempts")
def test_called_too_seldom(peering: PeeringMock, fails: Fails) -> None:
    """The message shows the calls that were made."""
    lines = fails(peering.assert_called, ACCEPT, times=4)
    assert lines[:2] == [
        "expected AcceptVpcPeeringConnection to be called 4 times",
        "but it was, 3 times:",
    ]


@pytest.mark.usefixtures("attempts")
def test_called_though_it_should_not_be(
    peering: PeeringMock, other_request: VpcPeeringConnection, fails: Fails
) -> None:
    """The message shows the unexpected calls."""
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
    """Five calls are enough to see the difference."""
    for _ in range(8):
        ec2.describe_vpcs(MaxResults=5)
    lines = fails(peering.assert_called, "DescribeVpcs", times=1, **expected)
    assert sum(line.startswith("  call ") for line in lines) == 5


@pytest.mark.usefixtures("attempts")
def test_the_text_is_narrow(peering: PeeringMock, fails: Fails) -> None:
    """The message fits into 80 columns, including pytest's prefix."""
    lines = fails(peering.assert_called, ACCEPT, VpcPeeringConnectionId="x" * 300, DryRun=True)
    assert max(map(len, lines)) <= 76


def test_ids_are_not_broken_at_their_hyphens(
    peering: PeeringMock, attempts: None, request_of_ours: VpcPeeringConnection, fails: Fails
) -> None:
    """An ID can be searched for in pytest's output."""
    text = "\n".join(fails(peering.assert_called, ACCEPT, times=7))
    assert text.count(request_of_ours.id) == 2


@pytest.mark.parametrize("name", ["assert_called", "assert_not_called"])
@pytest.mark.parametrize(
    ("operation", "params", "complaint"),
    [
        ("AcceptVpcPeering", {}, "no operation 'AcceptVpcPeering'; did you mean Accept"),
        ("accept_vpc_peering_connection", {}, "did you mean AcceptVpcPeeringConnection"),
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
    """An unknown name would never match, so it is rejected with a list of alternatives."""
    with pytest.raises(ValueError, match=complaint):
        getattr(peering, name)(operation, **params)
