"""Values for any shape, and operations that no service has."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from botocore.model import OperationModel, ServiceModel, Shape

TEXT = " \t\n\r\x85\u2028aZ09&<>\"'%+=;.é\N{SNOWMAN}\N{GRINNING FACE}]]>"
DEEPEST = 16


class Sampler:
    """Generates random values of shapes.

    Attributes:
        every_member: Whether each structure has all of its members.
        empty_lists: Whether a list may be empty.
        step: The resolution of times.
    """

    def __init__(
        self, seed: str, *, every_member: bool, empty_lists: bool, step: timedelta
    ) -> None:
        self._random = random.Random(seed)
        self._every_member = every_member
        self._empty_lists = empty_lists
        self._step = step

    def sample(self, shape: Shape, depth: int = 0) -> object:
        """Return a value of a shape."""
        return getattr(self, f"_{shape.type_name}")(shape, depth)

    def _structure(self, shape: Shape, depth: int) -> dict[str, Any]:
        names = [name for name in shape.members if self._is_wanted(name, shape, depth)]
        names = names or list(shape.members)[:1]
        return {name: self.sample(shape.members[name], depth + 1) for name in names}

    def _is_wanted(self, name: str, shape: Shape, depth: int) -> bool:
        if name in shape.required_members:
            return True
        return depth < DEEPEST and (self._every_member or self._random.random() < 1 / (depth + 1))

    def _list(self, shape: Shape, depth: int) -> list[Any]:
        least = 0 if self._empty_lists and not self._every_member else 1
        most = 1 if self._every_member else 3
        length = self._random.randint(least, most)
        return [self.sample(shape.member, depth + 1) for _ in range(length)]

    def _map(self, shape: Shape, depth: int) -> dict[str, Any]:
        return {
            f"{index}{self.sample(shape.key, depth + 1)}": self.sample(shape.value, depth + 1)
            for index in range(self._random.randint(1, 3))
        }

    def _string(self, *_: object) -> str:
        return "".join(self._random.choices(TEXT, k=self._random.randint(0, 8)))

    def _boolean(self, *_: object) -> bool:
        return self._random.random() < 1 / 2

    def _integer(self, *_: object) -> int:
        return self._random.choice([0, -(2**31), 2**31 - 1, self._random.randint(-99, 99)])

    def _long(self, *_: object) -> int:
        return self._random.choice([0, -(2**63), 2**63 - 1, self._random.randint(-99, 99)])

    def _double(self, *_: object) -> float:
        return self._random.choice([0.0, 1e300, -5e-324, self._random.uniform(-99, 99)])

    _float = _double

    def _timestamp(self, *_: object) -> datetime:
        steps = self._random.randrange(timedelta(days=9000) // self._step)
        return datetime(2006, 8, 25, tzinfo=UTC) + steps * self._step

    def _blob(self, *_: object) -> bytes:
        return self._random.randbytes(self._random.randint(0, 8))


@pytest.fixture
def sample() -> Callable[..., dict[str, Any]]:
    """Return a function that generates random inputs and outputs that survive a round trip."""

    def make(
        shape: Shape | None,
        *,
        seed: str,
        every_member: bool,
        empty_lists: bool = False,
        step: timedelta = timedelta(milliseconds=1),
    ) -> dict[str, Any]:
        """Return a value of a structure, which the operation may lack."""
        if shape is None:
            return {}
        sampler = Sampler(seed, every_member=every_member, empty_lists=empty_lists, step=step)
        return sampler.sample(shape)

    return make


@pytest.fixture
def operation() -> Callable[..., OperationModel]:
    """Return a function that makes the operation Do, for shapes that neither service has."""

    def make(protocol: str, **shapes: dict[str, Any]) -> OperationModel:
        """Return an operation whose input and output are both the shape named Top."""
        metadata = {
            "protocol": protocol,
            "apiVersion": "2014-02-18",
            "endpointPrefix": "do",
            "xmlNamespace": "https://do.example.com/doc/2014-02-18/",
        }
        output = {"shape": "Top", "resultWrapper": "DoResult"}
        do = {"name": "Do", "input": {"shape": "Top"}, "output": output}
        text = {"Text": {"type": "string"}}
        description = {"metadata": metadata, "operations": {"Do": do}, "shapes": text | shapes}
        return ServiceModel(description).operation_model("Do")

    return make
