"""Parts of `peermock verify`: conversations, normalization and comparison."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from botocore.parsers import ResponseParserError

from peermock._domain.peering import PEERING
from peermock._domain.vpc import VPC
from peermock._operations import OPERATIONS
from peermock._verify.cleanup import clean_up
from peermock._verify.comparison import NOTHING, Difference, compare, differ
from peermock._verify.conversation import (
    TAG,
    Caller,
    Conversation,
    OutOfReachError,
    Pace,
    Reply,
    StoppedError,
)
from peermock._verify.ledger import Ledger, Waiting, read_ledger
from peermock._verify.likeness import Likeness
from peermock._verify.outcome import COLOUR, Outcome, details_of, line_of, summary_of
from peermock._verify.performance import perform
from peermock._verify.scenario import Ask, Scenario
from peermock._verify.scenarios import prefix_lists
from peermock._verify.sorts import SORTS

QUICK = Pace(pause=0, patience=0.15)


class Client:
    """A client that returns responses from a list in order, or raises the exceptions in it."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.calls: list[dict[str, Any]] = []

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(**params: object) -> dict[str, Any]:
            self.calls.append({"name": name, **params})
            answer = self.answers.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return dict(cast("Mapping[str, Any]", answer))

        return call


def refusal(code: str) -> ClientError:
    """Return an AWS error."""
    return ClientError({"Error": {"Code": code, "Message": "No."}}, "DeleteVpc")


def talk_to(client: Client) -> Conversation:
    """Return a conversation of one party with a client."""
    caller = Caller("requester", "111111111111", "us-east-1", client, client)
    return Conversation("test", Ledger(None, "run"), {"requester": caller}, QUICK)


def scenario_of(ask: Ask) -> Scenario:
    """Return a scenario with a single question."""
    return Scenario(
        name="test",
        area="Area",
        rows=(("Area", "A row"),),
        needs=frozenset(),
        ask=ask,
        summary="Test.",
    )


def test_an_answer_without_what_is_needed_ends_a_conversation() -> None:
    """The error names the missing member and the error in its place."""
    reply = Reply({"Error": {"Code": "Nope"}})
    assert dict(reply) == {"Error": {"Code": "Nope"}}
    assert len(reply) == 1
    with pytest.raises(StoppedError, match="no Vpc in the answer Nope"):
        reply["Vpc"]


def test_an_answer_that_lacks_what_counts_is_kept_whole() -> None:
    """If the expected connection is missing, the complete response is kept."""
    talk = talk_to(Client({"VpcPeeringConnections": []}))
    talk.ask("requester", "DescribeVpcPeeringConnections", keep=lambda a: a["X"][0])
    assert talk.exchanges[0].answer == {"VpcPeeringConnections": []}


def test_waiting_ends_with_patience() -> None:
    """If a status is never reached, the current one is returned."""
    seen = {"VpcPeeringConnections": [{"Status": {"Code": "provisioning"}}]}
    client = Client(*[seen] * 9)
    assert talk_to(client).wait("requester", "pcx-1", "active") == "provisioning"
    assert len(client.calls) > 1


def test_a_prefix_list_is_looked_at_until_nothing_is_in_progress() -> None:
    """The list's final state is returned, or its current one after the maximum wait."""
    states = ("create-in-progress", "create-complete", "modify-in-progress")
    views = [{"PrefixLists": [{"State": state}]} for state in states]
    client = Client(*views[:2], *views[2:] * 9)
    talk = talk_to(client)
    assert prefix_lists.settle(talk, "pl-1")["State"] == "create-complete"
    assert prefix_lists.settle(talk, "pl-1")["State"] == "modify-in-progress"


def test_a_status_that_cannot_be_brought_about_ends_a_scenario() -> None:
    """The scenario is skipped, because its results would be meaningless."""
    vpcs = [{"Vpc": {"VpcId": f"vpc-{n}"}} for n in range(2)]
    seen = {"VpcPeeringConnections": [{"Status": {"Code": "pending-acceptance"}}]}
    made = {"VpcPeeringConnection": {"VpcPeeringConnectionId": "pcx-1"}}
    there = {"Vpcs": [1]}
    client = Client(vpcs[0], there, vpcs[1], there, made, *[seen] * 9)
    with pytest.raises(
        OutOfReachError, match="becomes failed here: this one is pending-acceptance"
    ):
        talk_to(client).failed()


def test_an_unreadable_answer_may_have_made_something() -> None:
    """The announced resource is kept, so that cleaning up looks for it."""
    talk = talk_to(Client(ResponseParserError("<!doctype html>")))
    answer = talk.ask("requester", "CreateVpc", CidrBlock="10.0.0.0/16")
    assert answer["Error"]["Code"] == "(unreadable answer)"
    assert [entry.kind for entry in talk.ledger.standing()] == ["vpc"]


def test_arranging_that_is_refused_ends_a_scenario() -> None:
    """The error names the call, for either side."""
    done = perform(
        scenario_of(lambda talk: talk.arrange("requester", "CreateVpc") and None),
        Ledger(None, "run"),
        {
            "requester": Caller(
                "requester", "1" * 12, "us-east-1", *[Client(ResponseParserError())] * 2
            )
        },
        pace=QUICK,
    )
    assert done.transcript == [
        {
            "Call": "(goes no further)",
            "Answer": "CreateVpc: (unreadable answer): The response is not in AWS's format.",
        }
    ]


def test_what_is_tagged_and_untagged_is_found_and_nothing_else() -> None:
    """Cleaning up deletes only the run's resources, even if the target ignores filters."""
    ours = {"VpcId": "vpc-1", "Tags": [{"Key": TAG, "Value": "run"}]}
    theirs = {"VpcId": "vpc-2", "Tags": [{"Key": TAG, "Value": "another run"}]}
    client = Paging({"Vpcs": [theirs, ours, {"VpcId": "vpc-3"}]})
    ledger = Ledger(None, "run")
    ledger.announce("test", "requester", "vpc")
    caller = Caller("requester", "1" * 12, "us-east-1", client, client)
    assert clean_up(ledger, {"requester": caller}) == []
    assert client.deleted == ["vpc-1"]
    assert list(ledger.standing()) == []


class Paging(Client):
    """A client that returns pages regardless of filters, and accepts deletions."""

    def __init__(self, page: dict[str, Any]) -> None:
        super().__init__()
        self.page = page
        self.deleted: list[str] = []

    def get_paginator(self, _: str) -> "Paging":
        """Return itself for any operation."""
        return self

    def paginate(self, **_: object) -> list[dict[str, Any]]:
        """Return the only page."""
        return [self.page]

    def delete_vpc(self, VpcId: str) -> None:  # noqa: N803  # AWS's name
        """Record a deletion."""
        self.deleted.append(VpcId)


@pytest.mark.parametrize(
    ("error", "left"),
    [
        (refusal("DependencyViolation"), ["requester vpc-1: "]),
        (EndpointConnectionError(endpoint_url="https://ec2"), ["requester vpc-1: "]),
        (refusal("InvalidVpcID.NotFound"), []),
    ],
)
def test_what_cannot_be_deleted_is_named(
    monkeypatch: pytest.MonkeyPatch, error: Exception, left: list[str]
) -> None:
    """After three attempts the resource is reported with the reason; missing ones are not."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    client = Client(*[{"Vpcs": [{"VpcId": "vpc-1"}]}, error] * 3)
    ledger = Ledger(None, "run")
    ledger.name(ledger.announce("test", "requester", "vpc"), "vpc-1")
    caller = Caller("requester", "1" * 12, "us-east-1", client, client)
    found = clean_up(ledger, {"requester": caller})
    assert [each[: len("requester vpc-1: ")] for each in found] == left


def test_an_account_that_may_not_look_cannot_be_cleaned_up() -> None:
    """An unrelated error does not mean that the resource is gone."""
    client = Client(refusal("UnauthorizedOperation"))
    ledger = Ledger(None, "run")
    ledger.name(ledger.announce("test", "requester", "vpc"), "vpc-1")
    caller = Caller("requester", "1" * 12, "us-east-1", client, client)
    with pytest.raises(ClientError):
        clean_up(ledger, {"requester": caller})


def test_everything_that_is_made_can_be_cleaned_up() -> None:
    """Every kind that scenarios create has its operations; connections go before VPCs."""
    for sort in SORTS:
        assert {sort.create, sort.delete, sort.describe} <= OPERATIONS["ec2"].keys()
    kinds = [sort.kind for sort in SORTS]
    assert kinds.index(PEERING) < kinds.index(VPC)


@pytest.mark.parametrize(
    ("theirs", "ours", "found"),
    [
        ([("a", 1)], [("a", 1)], []),
        ([("a", 1)], [("a", 2)], [Difference(1, "a", "", 1, 2)]),
        ([("a", 1)], [("b", 1)], [Difference(1, "a", "", 1, 1)]),
        ([("a", 1), ("b", 2)], [("a", 1)], [Difference(2, "b", "", 2, NOTHING)]),
        ([("a", 1)], [("a", 1), ("b", 2)], [Difference(2, "b", "", NOTHING, 2)]),
        ([("a", 1), ("b", 2)], [("a", 3)], [Difference(1, "a", "", 1, 3)]),
    ],
)
def test_transcripts_are_compared_call_by_call(
    theirs: list[tuple[str, int]], ours: list[tuple[str, int]], found: list[Difference]
) -> None:
    """A shorter transcript differs at its end, unless the previous call explains it."""
    one, other = ([{"Call": c, "Answer": a} for c, a in side] for side in (theirs, ours))
    assert compare(one, other) == found


def test_an_error_and_a_success_differ_as_a_whole() -> None:
    """An error and a success are not compared member by member."""
    error = {"Error": {"Code": "X"}, "HTTPStatusCode": 400}
    assert list(differ(error, {"Return": True})) == [("", error, {"Return": True})]
    assert list(differ([1], [1, 2])) == [("", [1], [1, 2])]


def test_likeness_hides_what_differs_from_run_to_run() -> None:
    """IDs, times, accounts, tokens, secrets and the run's tag do not count."""
    alike = Likeness({"123456789012": "<us>"}, ["vpc-0123456789abcdef0"])
    assert alike.of(
        {
            "VpcId": "vpc-0123456789abcdef0",
            "Other": ["vpc-0123456789abcdef1", "vpc-0123456789abcdef1", "eni-1a2b3c4d"],
            "At": datetime(2026, 1, 1, tzinfo=UTC),
            "Text": "User 123456789012 at 2026-01-01T00:00:00.000Z",
            "Message": "No. Encoded authorization failure message: abc_DEF-1",
            "NextToken": "abc",
            "SecretAccessKey": "abc",
            "Tags": [{"Key": TAG, "Value": "run"}, {"Key": "b"}, {"Key": "a"}],
            "Number": 3,
        }
    ) == {
        "VpcId": "<vpc 1>",
        "Other": ["<other vpc 1>", "<other vpc 1>", "<other eni 1>"],
        "At": "<time>",
        "Text": "User <us> at <time>",
        "Message": "No. Encoded authorization failure message: <encoded>",
        "NextToken": "<NextToken>",
        "SecretAccessKey": "<SecretAccessKey>",
        "Tags": [{"Key": "a"}, {"Key": "b"}],
        "Number": 3,
    }


def test_a_terminal_shows_colour_and_long_answers_in_part() -> None:
    """A difference is red and cut; the JSON report has it in full."""
    error = {"Error": {"Code": "X", "Message": "No."}, "HTTPStatusCode": 400}
    found = (Difference(1, "requester CreateVpc", "", error, ["x" * 500]),)
    outcome = Outcome(scenario_of(lambda _: None), found)
    assert line_of(outcome, COLOUR).startswith("\033[31m      differs\033[0m  test")
    lines = details_of(outcome).splitlines()
    assert lines[:3] == ["test: Test.", "  Area: A row", "  call 1, requester CreateVpc"]
    assert lines[3] == "    target   X: No."
    assert lines[4].endswith("x...")
    assert summary_of([outcome]).endswith("0 rows match, 1 differs")


def test_a_run_file_is_replaced_whole(tmp_path: Path) -> None:
    """Writing the file leaves no temporary file."""
    ledger = Ledger(tmp_path / "run.json", "run")
    ledger.name(ledger.announce("test", "requester", "vpc"), "vpc-1")
    ledger.strike("vpc-1")
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]
    assert '"gone": true' in (tmp_path / "run.json").read_text()


def test_a_run_file_keeps_what_a_scenario_remembers(tmp_path: Path) -> None:
    """A value that JSON does not have is written as text."""
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    ledger = Ledger(tmp_path / "run.json", "run")
    ledger.waiting.append(Waiting("test", 2, moment.isoformat(), {"then": moment, "n": 1}, []))
    ledger.save()
    (waiting,) = read_ledger(tmp_path / "run.json").waiting
    assert waiting.memory == {"then": "2026-01-01 00:00:00+00:00", "n": 1}
    assert waiting.is_due(moment)
