"""Running the command in this process, and its output."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from peermock import Endpoint, mock_peering
from peermock.cli import main


@dataclass(frozen=True, slots=True)
class Ended:
    """A finished command."""

    status: int
    output: str
    errors: str


Peermock = Callable[..., Ended]


@pytest.fixture
def peermock(capsys: pytest.CaptureFixture[str]) -> Peermock:
    """Return a function that runs the command with arguments to its end."""

    def run(*argv: str) -> Ended:
        capsys.readouterr()
        try:
            status = main(argv)
        except SystemExit as error:
            status = int(error.code or 0)
        return Ended(status, *capsys.readouterr())

    return run


@pytest.fixture
def served(peermock: Peermock, tmp_path: Path) -> Callable[..., Ended]:
    """Return a function that runs `peermock serve`, uses its URL, and stops it with a signal."""

    def serve(
        *argv: str, meanwhile: Callable[[str], object] = str, stop: int = signal.SIGTERM
    ) -> Ended:
        ready, over = tmp_path / "ready", threading.Event()
        failures: list[BaseException] = []

        def use() -> None:
            while not ready.exists():
                if over.wait(0.01):
                    return
            try:
                meanwhile(ready.read_text().strip())
            except BaseException as error:  # noqa: BLE001  # raised below, in the test's thread
                failures.append(error)
            finally:
                os.kill(os.getpid(), stop)

        thread = threading.Thread(target=use, daemon=True)
        thread.start()
        ended = peermock("serve", "--port", "0", "--ready-file", str(ready), *argv)
        over.set()
        thread.join()
        for failure in failures:
            raise failure
        assert not ready.exists()
        return ended

    return serve


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    """An endpoint that environment variables point to."""
    with mock_peering() as aws, aws.serve() as endpoint:
        monkeypatch.setenv("AWS_ENDPOINT_URL_EC2", endpoint.url)
        yield endpoint
