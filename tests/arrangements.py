"""Types of the fixtures that arrange a test and inspect its effects."""

from collections.abc import Callable

import pytest

from peermock import Vpc, VpcPeeringConnection

Run = Callable[..., pytest.RunResult]
Error = tuple[str, str, int]
Refusal = Callable[..., Error]
Peer = Callable[[str], VpcPeeringConnection]
Route = Callable[[Vpc, VpcPeeringConnection, str], None]
Traces = Callable[[], dict[str, object]]
