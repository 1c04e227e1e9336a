"""The pytest plugin: fixture, marker, ini options, and what a failed test's report says.

Installed but unused it costs almost nothing: botocore is loaded when a mock is first made.
"""

import sys
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

import pytest

from peermock import _project

if TYPE_CHECKING:
    from peermock import PeeringMock

_OPTIONS = {
    "account_id": "The account of clients whose access keys carry none (123456789012).",
    "region_name": "The Region of clients that name none (us-east-1).",
    "quotas": "Quotas, such as: active_per_vpc=125 outstanding_requests=50",
    "settle": "How long transitional states last: duration=SECONDS or describes=NUMBER",
    "seed": "Where identifiers come from, a whole number (0).",
    "passthrough": "Services whose requests may leave the machine, such as: s3 dynamodb",
    "isolated": "Whether a mock inside another has a world of its own (false).",
    "assert_all_faults_hit": "Whether a fault that no call met fails the test (true).",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the ini options, and the one option that a person would type."""
    for name, text in _OPTIONS.items():
        if name == "passthrough":
            parser.addini(f"peermock_{name}", text, type="args")  # a list, where the file has lists
        else:
            parser.addini(f"peermock_{name}", text)
    group = parser.getgroup("peermock", "VPC peering mock")
    group.addoption(
        "--peermock-seed",
        metavar="NUMBER",
        type=int,
        help="Where peermock's identifiers come from; another seed makes other ones.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, and read what the project has chosen for all its mocks."""
    config.addinivalue_line(
        "markers",
        f"peering({', '.join(f'{name}=...' for name in _OPTIONS)}): "
        "run the test inside a mock of VPC peering with these settings, as the fixture does",
    )
    chosen = {name: config.getini(f"peermock_{name}") for name in _OPTIONS}
    chosen["passthrough"] = " ".join(chosen["passthrough"])
    seed = config.getoption("--peermock-seed")
    if seed is not None:
        chosen["seed"] = str(seed)
    _project.defaults = {name: text for name, text in chosen.items() if text}


def pytest_unconfigure() -> None:
    """Forget what the project has chosen."""
    _project.defaults = {}
    _project.began = None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Begin to remember mocks."""
    _project.began = []


@pytest.fixture(autouse=True)
def _peering_of_marked_tests(request: pytest.FixtureRequest) -> None:
    """Give a marked test the fixture that it did not name, before its other fixtures."""
    if request.node.get_closest_marker("peering"):
        request.getfixturevalue("peering")


@pytest.fixture
def peering(request: pytest.FixtureRequest) -> "Iterator[PeeringMock]":
    """An active mock of VPC peering, for the length of a test.

    Its settings are those of the test's marker `peering`, of the ini options `peermock_...`, and
    the defaults of `mock_peering`, in this order.
    """
    from peermock._mock.mock import PeeringMock  # noqa: PLC0415  # as late as can be
    from peermock._mock.settings import read_settings  # noqa: PLC0415  # likewise
    from peermock.exceptions import UnusedFaultError  # noqa: PLC0415  # likewise

    given: dict[str, object] = {**dict.fromkeys(_OPTIONS), **_marked(request.node)}
    try:
        mock = PeeringMock(read_settings(**given))
    except (TypeError, ValueError) as error:
        raise pytest.fail.Exception(f"peering: {error}", pytrace=False) from None
    try:
        with mock:
            yield mock
    except UnusedFaultError as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add a section "peering" to the report of a test that failed with a mock."""
    report = yield
    if report.failed and "peermock.transport" in sys.modules:  # else no mock was ever started
        from peermock._mock.failure import describe  # noqa: PLC0415  # there is a mock

        text = describe(_project.began or ())
        if text:
            _add_section(report, text)
    return report


def _add_section(report: pytest.TestReport, text: str) -> None:
    """Add it to the failure itself, which goes into junit XML and across xdist as well."""
    add = getattr(report.longrepr, "addsection", None)
    if callable(add):
        add("peering", text)
    elif isinstance(report.longrepr, str):
        report.longrepr += f"\n{' peering ':-^80}\n{text}"
    else:
        report.sections.append(("peering", text))


def _marked(node: pytest.Item) -> dict[str, object]:
    """Return the settings of a test's markers, the nearest first; fail on what no mock takes."""
    settings: dict[str, object] = {}
    for marker in node.iter_markers("peering"):
        unknown = [repr(arg) for arg in marker.args]
        unknown += [name for name in marker.kwargs if name not in _OPTIONS]
        if unknown:
            pytest.fail(
                f"@pytest.mark.peering takes no {', '.join(unknown)}; it takes "
                f"{', '.join(_OPTIONS)}, all by name",
                pytrace=False,
            )
        settings = {**marker.kwargs, **settings}
    return settings
