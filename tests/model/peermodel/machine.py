"""The state machine: every call is made to peermock and to the model, and both must agree."""

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests.model.peermodel import calls, cloud, connections, moves
from tests.model.peermodel.calls import Call
from tests.model.peermodel.known import Known
from tests.model.peermodel.refusals import Refusal
from tests.model.peermodel.stage import OPENING, QUOTAS, Stage
from tests.model.peermodel.state import State

DELTAS = [
    *[timedelta(seconds=1), timedelta(milliseconds=250), timedelta(minutes=90)] * 2,
    *[timedelta(hours=2), timedelta(days=2), timedelta(days=7)],
]
BESIDE = [timedelta(0), timedelta(0), -timedelta(seconds=1), timedelta(seconds=1)]


class Agreement:
    """A stage and its model, which receive the same calls.

    Attributes:
        stage: peermock.
        state: The model's state.
        known: The known IDs.
        steps: The number of steps in all histories.
    """

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.state, self.known, self.steps = State(**QUOTAS), Known(), 0
        stage.clear()
        for account, region, block in OPENING:
            self.play(((account, region), "CreateVpc", {"CidrBlock": block}))
            self.play(calls.describe_routes(self.known, len(self.known.vpcs) - 1))
        self._open_connections()
        self._opening = deepcopy((self.state, self.known))
        self._snapshot = stage.aws.snapshot()

    def _open_connections(self) -> None:
        """Leave two active connections, one of which supports all options, and one pending."""
        for number in range(3):
            self.make(moves.Move(calls.request, (number, number + 3, *[calls.RIGHT] * 3, True)))
        for vpc_id, place in (self.known.vpc(0), self.known.vpc(3)):
            params = {"VpcId": vpc_id, "EnableDnsHostnames": {"Value": True}}
            self.play((place, "ModifyVpcAttribute", params))
        for request in self.known.requests[:2]:
            params = {"VpcPeeringConnectionId": request.id}
            self.play((request.accepter, "AcceptVpcPeeringConnection", params))

    def begin(self) -> None:
        """Return to the opening scene."""
        self.stage.clear()
        self.stage.aws.restore(self._snapshot)
        self.state, self.known = deepcopy(self._opening)

    def make(self, move: moves.Move, **more: object) -> None:
        """Make a move."""
        self.steps += 1
        place, operation, params = move(self.known)
        self.play((place, operation, {**params, **more}))

    def play(self, call: Call) -> None:
        """Make a call and compare the response with the model's."""
        answer = self.stage.attempt(call)
        try:
            expected = cloud.answer(self.state, call, self.stage.now, _finder(answer))
        except Refusal as refusal:
            error = {"Code": refusal.code, "Message": refusal.message}
            expected = {"Error": error, "Status": refusal.status}
        assert expected == answer, (
            f"{call} at {self.stage.now}\nmodel:    {expected}\npeermock: {answer}"
        )
        place, *_ = call
        self.known.learn(place, answer)

    def wait(self, delta: timedelta) -> None:
        """Advance the clock."""
        self.steps += 1
        self.stage.wait(delta)

    def wait_for_a_turn(self, index: int, beside: timedelta) -> None:
        """Advance the clock until a connection changes by itself or becomes invisible."""
        points = {
            point + beside
            for connection in self.state.connections.values()
            for point in connections.turning_points(connection)
        }
        coming = sorted(point for point in points if point > self.stage.now)
        for moment in coming[index : index + 1]:
            self.steps += 1
            self.stage.move_to(moment)


def _finder(answer: dict) -> Callable[..., str]:
    """Return a function that finds new IDs in a response."""

    def find(*path: str | int) -> str:
        found = answer
        for name in path:
            found = found.get(name, {}) if isinstance(found, dict) else found[name]
        return found or "none"

    return find


class PeeringMachine(RuleBasedStateMachine):
    """Histories of calls by three accounts in three Regions over time."""

    def __init__(self, agreement: Agreement) -> None:
        super().__init__()
        self.agreement = agreement
        agreement.begin()

    @rule(move=moves.REQUESTS)
    def request(self, move: moves.Move) -> None:
        """Request a connection, correctly or not."""
        self.agreement.make(move)

    @rule(move=moves.RIGHT_REQUESTS, answers=st.lists(moves.ANSWERS_TO_LATEST, max_size=3))
    def request_and_answer(self, move: moves.Move, answers: list[moves.Move]) -> None:
        """Request a connection, and let the parties answer."""
        for each in (move, *answers):
            self.agreement.make(each)

    @rule(move=moves.ANSWERS)
    def answer(self, move: moves.Move) -> None:
        """Accept, reject or delete a connection."""
        self.agreement.make(move)

    @rule(move=moves.ANSWERS, look=moves.LOOKS)
    def answer_and_look(self, move: moves.Move, look: moves.Move) -> None:
        """Answer a request, and describe connections."""
        self.agreement.make(move)
        self.agreement.make(look)

    @rule(move=moves.OPTIONS_OF_SIDES)
    def set_options(self, move: moves.Move) -> None:
        """Set a side's options."""
        self.agreement.make(move)

    @rule(move=moves.NETWORKS)
    def change_networks(self, move: moves.Move) -> None:
        """Create and delete VPCs and CIDR blocks."""
        self.agreement.make(move)

    @rule(move=moves.TAGS)
    def tag(self, move: moves.Move) -> None:
        """Create and delete tags."""
        self.agreement.make(move)

    @rule(move=moves.ROUTES)
    def route(self, move: moves.Move) -> None:
        """Create, delete and describe routes."""
        self.agreement.make(move)

    @rule(move=moves.LOOKS)
    def look(self, move: moves.Move) -> None:
        """Describe connections."""
        self.agreement.make(move)

    @rule(move=moves.DRY_RUNS)
    def dry_run(self, move: moves.Move) -> None:
        """Make a dry run, which would always succeed."""
        self.agreement.make(move, DryRun=True)

    @rule(delta=st.sampled_from(DELTAS))
    def wait(self, delta: timedelta) -> None:
        """Advance the clock."""
        self.agreement.wait(delta)

    @rule(index=st.integers(0, 2), beside=st.sampled_from(BESIDE), look=moves.LOOKS)
    def wait_for_a_turn(self, index: int, beside: timedelta, look: moves.Move) -> None:
        """Advance the clock to about the next change, and describe connections."""
        self.agreement.wait_for_a_turn(index, beside)
        self.agreement.make(look)
