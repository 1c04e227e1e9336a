"""The pytest plugin: the fixture, the marker, the ini options and the failure report.

Installed but unused it costs almost nothing: botocore is imported when a mock is first created.
"""

import sys
from collections.abc import Generator, Iterator, Mapping
from typing import TYPE_CHECKING

import pytest

from peermock import _finder
from peermock._config import Asker, configuration, on_requests

if TYPE_CHECKING:
    from peermock import PeeringMock

_finder.install()  # before the initial conftest files are imported

_OPTIONS = {
    "account_id": "The account of clients whose access keys do not encode one (123456789012).",
    "region_name": "The Region of clients without one (us-east-1).",
    "quotas": "Service quotas, such as: active_per_vpc=125 outstanding_requests=50",
    "settle": "How long transitional statuses last: duration=SECONDS or describes=NUMBER",
    "seed": "The seed of resource IDs, a whole number (0).",
    "passthrough": "Services whose requests may leave the machine, such as: s3 dynamodb",
    "isolated": "Whether a nested mock has a world of its own (false).",
    "network": "Which library provides the VPCs: moto or peermock (moto if active).",
    "assert_all_faults_hit": "Whether a fault that no call met fails the test (true).",
    "assert_nothing_swallowed": "Whether a refusal that the code catches fails the test (true).",
    "sleep": "How the code under test sleeps: auto, real or shift (auto).",
    "expire_sessions": "Whether role credentials expire on the mock's clock (false).",
}


_LENGTHS = ("no", "short", "full", "all")
_REPORT = (
    "The length of a failed test's report: nothing (no), errors and connections (short), the "
    "first and last calls too (full), or every call, and passing tests as well (all)"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the ini options and the command-line options."""
    for name, text in _OPTIONS.items():
        if name == "passthrough":
            parser.addini(f"peermock_{name}", text, type="args")  # a list in TOML files
        else:
            parser.addini(f"peermock_{name}", text)
    group = parser.getgroup("peermock", "VPC peering mock")
    group.addoption(
        "--peermock-seed",
        metavar="NUMBER",
        type=int,
        help="The seed of peermock's resource IDs; another seed gives other IDs.",
    )
    parser.addini("peermock_report", f"{_REPORT} (full).", default="full")
    group.addoption("--peermock-report", choices=_LENGTHS, help=f"{_REPORT}.")


def pytest_configure(config: pytest.Config) -> None:
    """Register the marker, and read the project's settings for all its mocks."""
    _finder.install()
    config.addinivalue_line(
        "markers",
        f"peering({', '.join(f'{name}=...' for name in _OPTIONS)}): "
        "run the test inside a mock of VPC peering with these settings, as the fixture does",
    )
    configuration.begin(config)
    chosen = {name: config.getini(f"peermock_{name}") for name in _OPTIONS}
    chosen["passthrough"] = " ".join(chosen["passthrough"])
    seed = config.getoption("--peermock-seed")
    if seed is not None:
        chosen["seed"] = str(seed)
    configuration.defaults = {name: text for name, text in chosen.items() if text}
    configuration.report = config.getoption("--peermock-report") or _read_report(config)


def _read_report(config: pytest.Config) -> str:
    length: str = config.getini("peermock_report").strip()
    if length not in _LENGTHS:
        expected = ", ".join(_LENGTHS)
        raise pytest.UsageError(f"peermock_report = {length}: expected one of {expected}")
    return length


def pytest_unconfigure(config: pytest.Config) -> None:
    """Forget the project's settings, and return to those of an outer run, if pytester has one."""
    before = configuration.loaded
    configuration.end(config)
    if configuration.run is None:
        _finder.remove()
    else:
        _finder.keep_modules(before)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Record which files are tests: their own code may catch refusals."""
    plugins = session.config.pluginmanager.get_plugins()
    files = {getattr(plugin, "__file__", None) or "" for plugin in plugins}
    conftests = {name for name in files if name.endswith("conftest.py")}
    configuration.tests = frozenset({str(item.path) for item in session.items} | conftests)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Record the running test, start remembering mocks, and forget the previous test's."""
    configuration.remembers = True
    configuration.began.clear()
    has_fixtures = hasattr(item, "fixturenames")  # doctests have none
    test = Asker("function", lambda: _definitions(item).values()) if has_fixtures else None
    return (yield from _ask(test))


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
) -> Generator[None, object, object]:
    """Record a fixture that is wider than a test; narrower ones belong to the test."""
    running = configuration.asker
    if running is not None and fixturedef.scope == "function":
        return (yield)
    definitions, known = _definitions(request), configuration.fixtures
    asks = [known.get(definitions.get(name)) for name in fixturedef.argnames]
    known[fixturedef] = fixture = Asker(
        fixturedef.scope,
        definitions.values,
        asks=[each for each in asks if each is not None],
        autouse=bool(getattr(fixturedef, "_autouse", False)),  # private to pytest
        test=running and (running.test or running),
    )
    _announce(fixture)
    try:
        return (yield from _ask(fixture))
    finally:
        fixture.end()


def _definitions(of: object) -> Mapping[str, object]:
    """Return pytest's definitions of the fixtures that a test has requested so far, by name.

    Args:
        of: The test, or the request of one of its fixtures.
    """
    request = getattr(of, "_request", of)  # private to pytest, like what follows
    definitions: Mapping[str, object] = getattr(request, "_fixture_defs", {})
    return definitions


def _announce(asker: Asker | None) -> None:
    """Tell the mocks, if they are loaded, whose requests decide which of them answers."""
    for hear in on_requests:
        hear(asker)


def _ask(asker: Asker | None) -> Generator[None, object, object]:
    """Make a step of the run the owner of the mocks that start during it."""
    before, configuration.asker = configuration.asker, asker
    try:
        return (yield)
    finally:
        configuration.asker = before


@pytest.fixture(autouse=True)
def _peering_of_marked_tests(request: pytest.FixtureRequest) -> None:
    """Request the fixture for a marked test before its other fixtures.

    The wider fixtures of the test are set up by now, and the mock of the last one is to answer.
    """
    _announce(configuration.asker)
    if request.node.get_closest_marker("peering"):
        request.getfixturevalue("peering")


@pytest.fixture
def peering(request: pytest.FixtureRequest) -> "Iterator[PeeringMock]":
    """An active mock of VPC peering, for the length of a test.

    If another fixture of the test holds a mock open, this mock joins its world and undoes the
    test's changes at the end; otherwise it has a world of its own.

    Settings come from the test's `peering` marker, then from the ini options `peermock_...`, then
    from the defaults of `mock_peering`.
    """
    from peermock._mock.mock import open_for_test  # noqa: PLC0415  # imported on first use
    from peermock._settings import read_settings  # noqa: PLC0415  # as above
    from peermock.exceptions import SwallowedRefusalError, UnusedFaultError  # noqa: PLC0415

    given: dict[str, object] = {**dict.fromkeys(_OPTIONS), **_read_markers(request.node)}
    try:
        settings = read_settings(**given)
    except (TypeError, ValueError) as error:
        raise pytest.fail.Exception(f"peering: {error}", pytrace=False) from None
    try:
        with open_for_test(settings) as mock:
            yield mock
    except (SwallowedRefusalError, UnusedFaultError) as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add a "peering" section to the report of a failed test that used a mock.

    With `peermock_report = all`, every test that used a mock gets one.
    """
    report = yield
    length = configuration.report
    wanted = report.failed or (length == "all" and report.when == "call")
    if (
        wanted and length != "no" and "peermock._transport.inprocess" in sys.modules
    ):  # otherwise no mock was ever started
        from peermock._mock.failure import describe  # noqa: PLC0415  # imported on first use

        text = describe(length)
        if text:
            _add_section(report, text)
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Print the section in colour if the terminal supports it."""
    longrepr = report.longrepr
    if any(name == "peering" for name, *_ in getattr(longrepr, "sections", ())):
        from peermock._report.colour import colour_section  # noqa: PLC0415  # imported on first use

        colour_section(longrepr, "peering")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the sections of passing tests, unless pytest does so itself (-rP)."""
    if set("PA") & set(terminalreporter.reportchars):
        return
    for report in terminalreporter.getreports("passed"):
        for name, text in report.sections:
            if name == "peering":
                terminalreporter.write_sep("-", f"peering: {report.nodeid}")
                terminalreporter.write_line(text)


def _add_section(report: pytest.TestReport, text: str) -> None:
    """Add the section to the failure itself, so that it reaches JUnit XML and xdist too."""
    from peermock._report.columns import COLUMNS  # noqa: PLC0415  # imported on first use

    add = getattr(report.longrepr, "addsection", None)
    if callable(add):
        add("peering", text)
    elif isinstance(report.longrepr, str):
        report.longrepr += f"\n{' peering '.center(COLUMNS, '-')}\n{text}"
    else:
        report.sections.append(("peering", text))


def _read_markers(node: pytest.Item) -> dict[str, object]:
    """Return the settings of a test's markers; the nearest marker wins.

    Fail the test if a marker has an unknown setting.
    """
    settings: dict[str, object] = {}
    for marker in node.iter_markers("peering"):
        unknown = [repr(arg) for arg in marker.args]
        unknown += [name for name in marker.kwargs if name not in _OPTIONS]
        if unknown:
            pytest.fail(
                f"@pytest.mark.peering does not accept {', '.join(unknown)}; it accepts the "
                f"keyword arguments {', '.join(_OPTIONS)}",
                pytrace=False,
            )
        settings = {**marker.kwargs, **settings}
    return settings
