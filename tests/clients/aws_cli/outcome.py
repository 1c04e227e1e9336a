"""The result of an AWS CLI command."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """The result of a command.

    Attributes:
        status: The exit status.
        output: The standard output.
        errors: The standard error.
    """

    status: int
    output: str
    errors: str


Aws = Callable[[str], Outcome]
