"""The floor: a boto3 client that gets canned answers at `before-send`, where peermock answers too.

What remains is botocore's own work: parameters, signature, XML. Nothing here imports peermock.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from botocore.awsrequest import AWSPreparedRequest, AWSResponse
    from botocore.hooks import BaseEventHooks


class Answer(NamedTuple):
    """What AWS returned to a call: an HTTP status, headers and a body."""

    status: int
    headers: dict[str, str]
    body: str

    def give(self, request: "AWSPreparedRequest", **_: object) -> "AWSResponse":
        """Return the answer as botocore's Stubber would, to the event `before-send`."""
        from botocore.awsrequest import AWSResponse

        response = AWSResponse(request.url, self.status, self.headers, None)
        response._content = self.body.encode()  # noqa: SLF001  # as botocore's Stubber has it
        return response


def record(events: "BaseEventHooks") -> list[Answer]:
    """Return a list to which each answer that a client or session gets from now on is added."""
    heard: list[Answer] = []

    def hear(response_dict: dict[str, Any], **_: object) -> None:
        body = response_dict["body"]
        heard.append(
            Answer(response_dict["status_code"], dict(response_dict["headers"]), body.decode())
        )

    events.register("before-parse.ec2", hear)
    return heard


def replay(events: "BaseEventHooks", answers: Sequence[Answer]) -> Callable[[], None]:
    """Answer the calls of a client or session, and return a function that starts them over."""
    following: Iterator[Answer] = iter(answers)

    def begin() -> None:
        nonlocal following
        following = iter(answers)

    def answer(request: "AWSPreparedRequest", **_: object) -> "AWSResponse":
        return next(following).give(request)

    events.register("before-send.ec2", answer)
    return begin


def save(answers: Sequence[Answer], path: Path) -> None:
    """Write answers into a file."""
    path.write_text(json.dumps(answers), encoding="utf-8")


def load(path: Path) -> list[Answer]:
    """Return the answers in a file."""
    return [Answer(*each) for each in json.loads(path.read_text(encoding="utf-8"))]
