"""A history as it is played: moves and waits, one after the other, in a world that begins anew."""

from copy import deepcopy
from datetime import timedelta
from itertools import chain

from hypothesis import strategies as st

from peermodel import calls, moves
from peermodel.calls import Call
from peermodel.known import Known
from peermodel.stage import BYSTANDER, OPENING, PLACES, REGIONS, Stage

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

    One connection is active then, and one pending.

    Attributes:
        stage: The mock and its clients.
        known: What the callers know.
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
        """Go back to the opening."""
        self.stage.clear()
        self.stage.aws.restore(self._snapshot)
        self.known = deepcopy(self._known)

    def take(self, step: Step) -> dict:
        """Take a step and return what was answered."""
        if isinstance(step, timedelta):
            self.stage.wait(step)
            return {}
        return self.call(step(self.known))

    def call(self, call: Call) -> dict:
        """Make a call and return what was answered."""
        answer = self.stage.attempt(call)
        place, *_ = call
        self.known.learn(place, answer)
        return answer

    def picture(self) -> dict:
        """Return all that there is, by account and Region, as its owners see it."""
        return self.stage.aws.to_dict()

    def views(self) -> dict[str, dict]:
        """Return the connections that anybody sees, by ID, as the last one sees them."""
        return {
            view["VpcPeeringConnectionId"]: view
            for account in self.picture().values()
            for place in account.values()
            for view in place["VpcPeeringConnections"]
        }
