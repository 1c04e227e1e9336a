"""Playing a history: moves and waits in a world that starts again each time."""

from copy import deepcopy
from datetime import timedelta
from itertools import chain

from hypothesis import strategies as st

from tests.model.peermodel import calls, moves
from tests.model.peermodel.calls import Call
from tests.model.peermodel.known import Known
from tests.model.peermodel.stage import BYSTANDER, OPENING, PLACES, REGIONS, Stage

Step = moves.Move | timedelta

DELTAS = [
    timedelta(seconds=1),
    timedelta(minutes=90),
    timedelta(hours=2),
    timedelta(days=2),
    timedelta(days=3),
    timedelta(days=7),
]

_one = st.one_of(moves.MOVES, moves.ANSWERS_TO_LATEST, st.sampled_from(DELTAS))
_answered = (moves.RIGHT_REQUESTS, moves.ANSWERS_TO_LATEST)


def histories(*often: st.SearchStrategy) -> st.SearchStrategy[list[Step]]:
    """Return a strategy of histories in which some moves, one after the other, occur often."""
    parts = st.one_of(st.tuples(_one), st.tuples(*_answered), st.tuples(*(often or _answered)))
    return st.lists(parts, max_size=16).map(lambda parts: list(chain.from_iterable(parts)))


class Play:
    """A stage on which histories are played, each from the same opening.

    The opening has an active connection and a pending one.

    Attributes:
        stage: The mock and its clients.
        known: The known IDs.
        others: The VPCs of an account that takes no part.
    """

    def __init__(self, stage: Stage) -> None:
        self.stage, self.known, self.others = stage, Known(), Known()
        stage.clear()
        for place in PLACES:  # so that everybody is in every picture
            stage.attempt((place, "DescribeTags", {}))
        for account, region, block in OPENING:
            self.call(((account, region), "CreateVpc", {"CidrBlock": block}))
        for number in range(2):
            pair = (number, number + 3)
            self.take(moves.Move(calls.request, (*pair, *[calls.RIGHT] * 3, True)))
        first, _ = self.known.requests
        params = {"VpcPeeringConnectionId": first.id}
        self.call((first.accepter, "AcceptVpcPeeringConnection", params))
        for number in range(4):
            place = (BYSTANDER, REGIONS[0])
            call = (place, "CreateVpc", {"CidrBlock": f"10.{number}.0.0/16"})
            self.others.learn(place, stage.attempt(call))
        self._known, self._snapshot = deepcopy(self.known), stage.aws.snapshot()

    def begin(self) -> None:
        """Return to the opening."""
        self.stage.clear()
        self.stage.aws.restore(self._snapshot)
        self.known = deepcopy(self._known)

    def take(self, step: Step) -> dict:
        """Take a step and return the response."""
        if isinstance(step, timedelta):
            self.stage.wait(step)
            return {}
        return self.call(step(self.known))

    def call(self, call: Call) -> dict:
        """Make a call and return the response."""
        answer = self.stage.attempt(call)
        place, *_ = call
        self.known.learn(place, answer)
        return answer

    def picture(self) -> dict:
        """Return everything that exists, by account and Region, as its owners see it."""
        return self.stage.aws.to_dict()

    def views(self) -> dict[str, dict]:
        """Return all visible connections by ID, as the last party sees them."""
        return {
            view["VpcPeeringConnectionId"]: view
            for account in self.picture().values()
            for place in account.values()
            for view in place["VpcPeeringConnections"]
        }
