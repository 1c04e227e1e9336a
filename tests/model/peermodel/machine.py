"""The state machine: every call is made of peermock and asked of the model, and both must agree."""

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from peermodel import calls, cloud, connections, moves
from peermodel.calls import Call
from peermodel.known import Known
from peermodel.refusals import Refusal
from peermodel.stage import OPENING, QUOTAS, Stage
from peermodel.state import State

DELTAS = [
    *[timedelta(seconds=1), timedelta(milliseconds=250), timedelta(minutes=90)] * 2,
    *[timedelta(hours=2), timedelta(days=2), timedelta(days=7)],
]
BESIDE = [timedelta(0), timedelta(0), -timedelta(seconds=1), timedelta(seconds=1)]


class Agreement:
    """A stage and the model of it, which are told the same.

    Attributes:
        stage: peermock.
        state: The model's state.
        known: What the callers know.
        steps: How many steps have been taken, over all histories.
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
        """Leave two connections active, of which one can have all options, and one pending."""
        for number in range(3):
            self.make(moves.Move(calls.request, (number, number + 3, *[calls.RIGHT] * 3, True)))
        for vpc_id, place in (self.known.vpc(0), self.known.vpc(3)):
            params = {"VpcId": vpc_id, "EnableDnsHostnames": {"Value": True}}
            self.play((place, "ModifyVpcAttribute", params))
        for request in self.known.requests[:2]:
            params = {"VpcPeeringConnectionId": request.id}
            self.play((request.accepter, "AcceptVpcPeeringConnection", params))

    def begin(self) -> None:
        """Go back to the opening scene."""
        self.stage.clear()
        self.stage.aws.restore(self._snapshot)
        self.state, self.known = deepcopy(self._opening)

    def make(self, move: moves.Move, **more: object) -> None:
        """Make a move."""
        self.steps += 1
        place, operation, params = move(self.known)
        self.play((place, operation, {**params, **more}))

    def play(self, call: Call) -> None:
        """Make a call and hold the answer against the model's."""
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
        """Let time pass."""
        self.steps += 1
        self.stage.wait(delta)

    def wait_for_a_turn(self, index: int, beside: timedelta) -> None:
        """Let time pass until a connection changes by itself, or somebody loses sight of it."""
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
    """Return what finds an ID that is new in an answer."""

    def find(*path: str | int) -> str:
        found = answer
        for name in path:
            found = found.get(name, {}) if isinstance(found, dict) else found[name]
        return found or "none"

    return find


class PeeringMachine(RuleBasedStateMachine):
    """Histories of calls by three accounts in three Regions, while time passes."""

    def __init__(self, agreement: Agreement) -> None:
        super().__init__()
        self.agreement = agreement
        agreement.begin()

    @rule(move=moves.REQUESTS)
    def request(self, move: moves.Move) -> None:
        """A connection is requested, rightly or not."""
        self.agreement.make(move)

    @rule(move=moves.RIGHT_REQUESTS, answers=st.lists(moves.ANSWERS_TO_LATEST, max_size=3))
    def request_and_answer(self, move: moves.Move, answers: list[moves.Move]) -> None:
        """A connection is requested, and the parties answer."""
        for each in (move, *answers):
            self.agreement.make(each)

    @rule(move=moves.ANSWERS)
    def answer(self, move: moves.Move) -> None:
        """A request is accepted, rejected or deleted."""
        self.agreement.make(move)

    @rule(move=moves.ANSWERS, look=moves.LOOKS)
    def answer_and_look(self, move: moves.Move, look: moves.Move) -> None:
        """The same, and somebody looks."""
        self.agreement.make(move)
        self.agreement.make(look)

    @rule(move=moves.OPTIONS_OF_SIDES)
    def set_options(self, move: moves.Move) -> None:
        """A side's options are set."""
        self.agreement.make(move)

    @rule(move=moves.NETWORKS)
    def change_networks(self, move: moves.Move) -> None:
        """VPCs and ranges come and go."""
        self.agreement.make(move)

    @rule(move=moves.TAGS)
    def tag(self, move: moves.Move) -> None:
        """Tags come and go."""
        self.agreement.make(move)

    @rule(move=moves.ROUTES)
    def route(self, move: moves.Move) -> None:
        """Routes come and go, and are looked at."""
        self.agreement.make(move)

    @rule(move=moves.LOOKS)
    def look(self, move: moves.Move) -> None:
        """Somebody looks at connections."""
        self.agreement.make(move)

    @rule(move=moves.DRY_RUNS)
    def dry_run(self, move: moves.Move) -> None:
        """Whatever a dry run is of, it would have succeeded."""
        self.agreement.make(move, DryRun=True)

    @rule(delta=st.sampled_from(DELTAS))
    def wait(self, delta: timedelta) -> None:
        """Time passes."""
        self.agreement.wait(delta)

    @rule(index=st.integers(0, 2), beside=st.sampled_from(BESIDE), look=moves.LOOKS)
    def wait_for_a_turn(self, index: int, beside: timedelta, look: moves.Move) -> None:
        """Time passes until something changes by itself, or nearly, and somebody looks."""
        self.agreement.wait_for_a_turn(index, beside)
        self.agreement.make(look)
