"""Types of a server on this machine, as tests use it."""

from dataclasses import dataclass
from email.message import Message


@dataclass(frozen=True)
class Received:
    """A request that the server has received."""

    path: str
    headers: Message
    body: bytes


@dataclass(frozen=True)
class Server:
    """A server that answers everything and keeps the requests."""

    url: str
    requests: list[Received]
