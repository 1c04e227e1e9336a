"""A table of small networks, with the expected verdict and reason of each question."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from peermock._domain.reachability.trace import Reachability

Ask = Callable[[str], Reachability]

TABLE = (Path(__file__).parent / "networks.txt").read_text("utf-8")
NETWORKS = re.findall(r"^# (.+)\n((?:.+\n)+)", TABLE, re.MULTILINE)
ANSWER = re.compile(r"^(.+ -> .+?): (yes|no): (.+)\n", re.MULTILINE)


def cases() -> list[object]:
    """Return every question of the table, with its network."""
    return [
        pytest.param(ANSWER.sub("", body), *answer, id=f"{title}, {answer[0]}")
        for title, body in NETWORKS
        for answer in ANSWER.findall(body)
    ]


@pytest.mark.parametrize(("statements", "question", "verdict", "reason"), cases())
def test_a_network_has_the_verdict_and_the_reason_of_the_table(
    network: Callable[[str], Ask], statements: str, question: str, verdict: str, reason: str
) -> None:
    """Each question has the verdict and the reason in the table."""
    answer = network(statements)(question)
    assert ("yes" if answer else "no", answer.reason) == (verdict, reason)


@pytest.mark.parametrize(("statements", "question", "verdict", "reason"), cases())
def test_only_the_last_step_of_a_network_of_the_table_may_have_a_problem(
    network: Callable[[str], Ask], statements: str, question: str, verdict: str, reason: str
) -> None:
    """A path is followed only to its first problem, which is the reason."""
    *before, last = network(statements)(question).hops
    assert [hop.problem for hop in before if hop.problem] == []
    assert last.problem == (reason if verdict == "no" else None)


def test_the_table_is_read_to_the_last_line() -> None:
    """Every line with an arrow is a question, and every network has at least one."""
    assert len(cases()) == TABLE.count("\nvpc-") + TABLE.count("\nsubnet-")
    assert all(ANSWER.search(body) for _, body in NETWORKS)
    assert len({title for title, _ in NETWORKS}) == len(NETWORKS)
