"""The administration API, through which another process inspects and changes a mock."""

import boto3
import pytest
from botocore.exceptions import ClientError

from peermock import Endpoint, PeeringMock, mock_peering
from peermock._transport.server.administration import ROUTES
from tests.transport.server.wire import administer, ask, refusal, send, signed

THEIRS = "222222222222"
CODE = {"code": "Throttling"}


def call(endpoint: Endpoint, action: str, **params: str) -> int:
    """Make a call as another account, and return the status of the response."""
    headers, body = signed(action, **params)
    return send(endpoint, "POST", "/", body.encode(), headers).status


def test_every_path_is_listed(endpoint: Endpoint) -> None:
    """The root lists every path with its parameters."""
    listed = administer(endpoint, "GET", "")["paths"]
    assert [(each["method"], each["path"]) for each in listed] == [
        (route.method, f"/_peermock{route.path}") for route in ROUTES
    ]
    assert {"defaults"} == {
        name for each in listed if "diagram" in each["path"] for name in each["query"]
    }


def test_there_is_a_health_check(endpoint: Endpoint) -> None:
    """A script can wait for the health check."""
    health = administer(endpoint, "GET", "/health")
    assert (health["status"], health["url"]) == ("ok", endpoint.url)


def test_the_variables_of_an_account_are_shown(endpoint: Endpoint) -> None:
    """The variables are those of `Endpoint.environment`."""
    told = administer(endpoint, "GET", f"/environment?account_id={THEIRS}&region_name=eu-west-1")
    environ = endpoint.environment(THEIRS, "eu-west-1")
    assert told == {name: environ[name] for name in told}
    assert "expected twelve digits" in refusal(endpoint, "GET", "/environment?account_id=1")


def test_the_world_is_shown(endpoint: Endpoint, peering: PeeringMock) -> None:
    """The world is the same as in the test."""
    peering.vpc("10.0.0.0/16", tags={"Name": "ä"})
    assert administer(endpoint, "GET", "/world") == peering.to_dict()


def test_the_report_and_the_diagram_are_shown(endpoint: Endpoint, peering: PeeringMock) -> None:
    """Report and diagram are the same text as in the test."""
    peering.peer(peering.vpc("10.0.0.0/16"), peering.vpc("10.1.0.0/16"))
    call(endpoint, "DescribeVpcs")
    assert send(endpoint, "GET", "/_peermock/report").text == peering.report() + "\n"
    for defaults in (True, False):
        answer = send(endpoint, "GET", f"/_peermock/diagram?defaults={str(defaults).lower()}")
        assert answer.text.strip() == str(peering.diagram(defaults=defaults)).strip()
        assert answer.headers["content-type"].startswith("text/plain")
    assert "expected true or false" in refusal(endpoint, "GET", "/diagram?defaults=1")


def test_the_calls_are_shown(endpoint: Endpoint) -> None:
    """Calls can be filtered, and continued from the last one seen."""
    call(endpoint, "DescribeVpcs")
    call(endpoint, "AcceptVpcPeeringConnection", VpcPeeringConnectionId="pcx-12345678")
    shown = administer(endpoint, "GET", "/calls")
    assert [each["operation"] for each in shown["calls"]] == [
        "DescribeVpcs",
        "AcceptVpcPeeringConnection",
    ]
    assert shown["calls"][1]["params"] == {"VpcPeeringConnectionId": "pcx-12345678"}
    assert shown["last"] == 2

    def numbers(query: str) -> list[int]:
        return [each["number"] for each in administer(endpoint, "GET", f"/calls?{query}")["calls"]]

    assert numbers("operation=DescribeVpcs") == [1]
    assert numbers("error=InvalidVpcPeeringConnectionID.NotFound") == [2]
    assert numbers("error=") == [1]
    assert numbers("after=1") == [2]
    assert numbers("after=2") == []
    assert numbers(f"account_id={THEIRS}&region_name=us-east-1") == [1, 2]
    assert numbers("account_id=111111111111") == []
    assert "expected a call number" in refusal(endpoint, "GET", "/calls?after=x")


def test_calls_may_be_forgotten(endpoint: Endpoint, peering: PeeringMock) -> None:
    """The log starts again."""
    call(endpoint, "DescribeVpcs")
    assert administer(endpoint, "DELETE", "/calls") == {"forgotten": 1}
    assert not peering.calls


def test_a_reset_puts_everything_back(endpoint: Endpoint, peering: PeeringMock) -> None:
    """World, quotas, calls, faults and snapshots are as at the endpoint's start."""
    before = peering.to_dict()
    call(endpoint, "CreateVpc", CidrBlock="10.0.0.0/16")
    administer(endpoint, "PUT", "/quotas", {"active_per_vpc": 1})
    administer(endpoint, "PUT", "/snapshots/a")
    administer(endpoint, "POST", "/faults", {"operation": "DescribeVpcs", "code": "Throttling"})
    administer(endpoint, "POST", "/reset")
    assert peering.to_dict() == before
    assert administer(endpoint, "GET", "/quotas")["active_per_vpc"] == 50
    assert administer(endpoint, "GET", "/snapshots") == {"snapshots": []}
    assert administer(endpoint, "GET", "/faults") == {"faults": []}
    assert not peering.calls


def test_snapshots_are_kept_and_restored(endpoint: Endpoint, peering: PeeringMock) -> None:
    """A snapshot can be restored repeatedly until it is deleted."""
    before = peering.to_dict()
    assert administer(endpoint, "PUT", "/snapshots/be%20fore") == {"kept": "be fore"}
    for _ in range(2):
        call(endpoint, "CreateVpc", CidrBlock="10.0.0.0/16")
        assert administer(endpoint, "POST", "/snapshots/be%20fore/restore")
        assert peering.to_dict() == before
    assert administer(endpoint, "GET", "/snapshots") == {"snapshots": ["be fore"]}
    administer(endpoint, "DELETE", "/snapshots/be%20fore")
    assert "existing snapshots: none yet" in refusal(
        endpoint, "POST", "/snapshots/be%20fore/restore"
    )
    assert "There is no snapshot" in refusal(endpoint, "DELETE", "/snapshots/x")


def test_calls_fail_as_asked(endpoint: Endpoint, peering: PeeringMock) -> None:
    """A fault has AWS's message and status, applies to its caller, and is used up."""
    fault = {
        "operation": "DescribeVpcs",
        "code": "RequestLimitExceeded",
        "times": 2,
        "account_id": THEIRS,
        "region_name": "us-east-1",
    }
    assert administer(endpoint, "POST", "/faults", fault)["left"] == 2
    assert [call(endpoint, "DescribeVpcs") for _ in range(3)] == [503, 503, 200]
    assert administer(endpoint, "GET", "/faults") == {"faults": []}
    peering.assert_called("DescribeVpcs", times=3)


def test_a_fault_may_have_its_own_text_and_status(endpoint: Endpoint) -> None:
    """An unknown code requires a message."""
    strange = {"operation": "DescribeVpcs", "code": "Strange"}
    assert "pass message" in refusal(endpoint, "POST", "/faults", strange)
    administer(endpoint, "POST", "/faults", strange | {"message": "why", "status": 418})
    assert call(endpoint, "DescribeVpcs") == 418


def test_a_fault_may_be_no_answer(endpoint: Endpoint) -> None:
    """The connection closes, as after a network failure."""
    administer(endpoint, "POST", "/faults", {"operation": "DescribeVpcs", "no_answer": True})
    with pytest.raises(ConnectionError):
        call(endpoint, "DescribeVpcs")


def test_faults_may_be_forgotten(endpoint: Endpoint) -> None:
    """No further call fails."""
    administer(endpoint, "POST", "/faults", {"operation": "DescribeVpcs", "code": "Throttling"})
    assert administer(endpoint, "DELETE", "/faults") == {"forgotten": 1}
    assert call(endpoint, "DescribeVpcs") == 200


def test_faults_of_an_outer_mock_may_be_forgotten(peering: PeeringMock) -> None:
    """An endpoint of a nested mock forgets the faults of its whole world."""
    peering.fail("DescribeVpcs", code="Throttling")
    with mock_peering() as inner, inner.serve() as endpoint:
        assert administer(endpoint, "DELETE", "/faults") == {"forgotten": 1}
        assert call(endpoint, "DescribeVpcs") == 200


def test_an_account_may_lose_permissions(endpoint: Endpoint) -> None:
    """Calls are denied until the permission is restored."""
    both = {"account_id": THEIRS, "operations": ["DescribeVpcs", "CreateVpc"]}
    assert len(administer(endpoint, "POST", "/denials", both)["denials"]) == 2
    assert call(endpoint, "DescribeVpcs") == 403
    one = {"account_id": THEIRS, "operations": ["DescribeVpcs"]}
    assert administer(endpoint, "DELETE", "/denials", one)["denials"] == [
        {"account_id": THEIRS, "operation": "CreateVpc"}
    ]
    assert call(endpoint, "DescribeVpcs") == 200
    administer(endpoint, "DELETE", "/denials", {"account_id": THEIRS})
    assert administer(endpoint, "GET", "/denials") == {"denials": []}


def test_quotas_are_shown_and_set(endpoint: Endpoint) -> None:
    """A quota that is not given does not change."""
    administer(endpoint, "PUT", "/quotas", {"active_per_vpc": 3})
    quotas = {"active_per_vpc": 3, "outstanding_requests": 25}
    assert administer(endpoint, "GET", "/quotas") == quotas


@pytest.mark.parametrize(
    ("method", "path", "body", "text"),
    [
        ("POST", "/faults", {"operation": "Nope", "code": "Throttling"}, "no operation 'Nope'"),
        ("POST", "/faults", {"operation": "CreateVpc"}, "Pass a code"),
        ("POST", "/faults", {"operation": "CreateVpc", "code": "X", "no_answer": True}, "either"),
        ("POST", "/faults", {"operation": "CreateVpc", "code": "X", "times": 0}, "one or more"),
        ("POST", "/faults", {"operation": "CreateVpc", "times": True}, "a whole number"),
        ("POST", "/faults", {"operation": "CreateVpc", "status": 7, "code": "X"}, "400 to 599"),
        (
            "POST",
            "/faults",
            {"operation": "CreateVpc", "code": "Throttling", "region_name": "x"},
            "no such Region",
        ),
        (
            "POST",
            "/faults",
            {"operation": "CreateVpc", "colour": "red"},
            "does not accept 'colour'",
        ),
        ("POST", "/reset", {"colour": "red"}, "accepts nothing"),
        ("POST", "/denials", {"account_id": THEIRS}, "Pass operations"),
        ("POST", "/denials", {"operations": ["CreateVpc"]}, "Pass the account_id"),
        ("POST", "/denials", {"account_id": "1", "operations": ["CreateVpc"]}, "twelve digits"),
        ("POST", "/denials", {"account_id": THEIRS, "operations": [1]}, "no operation 1"),
        (
            "POST",
            "/denials",
            {"account_id": THEIRS, "operations": ["GetCallerIdentity"]},
            "even under an explicit deny",
        ),
        ("PUT", "/quotas", {"active_per_vpc": -1}, "zero or more"),
        ("PUT", "/quotas", {"active_per_vpc": "3"}, "a whole number"),
        ("GET", "/nothing", None, "/_peermock/nothing does not exist"),
        ("PATCH", "/quotas", None, "supports GET, PUT, not PATCH"),
        ("GET", "/world?colour=red", None, "does not accept 'colour'"),
        ("POST", "/clock", b"{}", "application/json"),
        ("POST", "/clock", [], "must be a JSON object"),
    ],
)
def test_what_makes_no_sense_is_refused(
    endpoint: Endpoint, method: str, path: str, body: object, text: str
) -> None:
    """The response says what was expected, and nothing changes."""
    assert text in refusal(endpoint, method, path, body)


def test_what_is_not_json_is_refused(endpoint: Endpoint) -> None:
    """The error says that the body is not JSON."""
    kind = {"Content-Type": "application/json; charset=utf-8"}
    answer = send(endpoint, "POST", "/_peermock/clock", b"{", kind)
    assert (answer.status, "not JSON" in answer.text) == (400, True)


def test_other_paths_belong_to_aws(endpoint: Endpoint) -> None:
    """A path that only starts with the same letters belongs to AWS."""
    assert b"MissingAction" in ask(
        endpoint, b"GET /_peermocked HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )


def test_a_client_meets_what_was_administered(endpoint: Endpoint, peering: PeeringMock) -> None:
    """A denial by another process applies in the test as well."""
    administer(
        endpoint,
        "POST",
        "/denials",
        {"account_id": "123456789012", "operations": ["DescribeVpcs"]},
    )
    with pytest.raises(ClientError, match="UnauthorizedOperation"):
        boto3.client("ec2").describe_vpcs()
    peering.account("123456789012").allow()
