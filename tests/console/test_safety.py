"""Protection against other sites, and limits on what pages load."""

from urllib.parse import urlencode

import pytest

from peermock._console.safety import POLICY
from tests.console.person import Desk, Person

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
BODY = urlencode({"cidr_block": "10.0.0.0/16"})


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": ""},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "own", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "own", "Sec-Fetch-Site": "same-site"},
        {"Origin": "own", "Sec-Fetch-Site": "none"},
    ],
)
def test_a_form_of_another_site_changes_nothing(
    desk: Desk, us: Person, headers: dict[str, str]
) -> None:
    """A request that does not come from a page of this endpoint is rejected."""
    sent = {name: desk.endpoint.url if value == "own" else value for name, value in headers.items()}
    for page in ("vpcs/create", "clock", "peering-connections/create"):
        assert desk.ask("POST", f"{us.url}/{page}", BODY, FORM | sent).status == 403
    assert desk.operations == []


@pytest.mark.parametrize(
    "headers", [{"Origin": "own"}, {"Origin": "own", "Sec-Fetch-Site": "same-origin"}]
)
def test_a_form_of_its_own_is_taken(desk: Desk, us: Person, headers: dict[str, str]) -> None:
    """Browsers without `Sec-Fetch-Site` still send `Origin`."""
    sent = {name: desk.endpoint.url if value == "own" else value for name, value in headers.items()}
    assert desk.ask("POST", f"{us.url}/vpcs/create", BODY, FORM | sent).status == 303
    assert desk.operations == ["CreateVpc"]


def test_a_link_from_another_site_is_not_even_a_look(desk: Desk, us: Person) -> None:
    """A page makes calls, which appear in the log and could use up a fault."""
    for site in ("cross-site", "same-site"):
        headers = {"Sec-Fetch-Site": site}
        assert desk.ask("GET", f"{us.url}/peering-connections", "", headers).status == 403
    assert desk.operations == []


def test_a_name_that_was_made_to_mean_this_machine_is_refused(desk: Desk, us: Person) -> None:
    """With DNS rebinding, a browser takes another site's page for the endpoint's own."""
    headers = FORM | {"Host": "evil.example", "Origin": "http://evil.example"}
    assert desk.ask("GET", f"{us.url}/vpcs", "", headers).status == 403
    assert desk.ask("POST", f"{us.url}/vpcs/create", BODY, headers).status == 403
    assert desk.operations == []


@pytest.mark.parametrize(
    "path", ["/1/2/3", "", "/static/console.css", "/static/x", "/123456789012/us-east-1/vpcs"]
)
def test_every_answer_has_the_policy(desk: Desk, path: str) -> None:
    """The policy forbids other hosts, inline scripts and styles, and frames."""
    seen = desk.ask("GET", f"/_peermock/console{path}")
    assert seen.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert seen.headers["x-content-type-options"] == "nosniff"
    assert seen.headers["x-frame-options"] == "DENY"


def test_a_form_cannot_lead_to_another_site(us: Person) -> None:
    """The clock's buttons only lead back to their own page."""
    for back in ("https://evil.example/", "//evil.example", f"{us.url}\\@evil", "/_peermock/x", ""):
        assert us.send("clock", by="hour", back=back).location == f"{us.url}/clock"
    for back in (f"{us.url}/vpcs", f"{us.url}/vpcs?x=1%20"):
        assert us.send("clock", by="hour", back=back).location == back
    assert us.send("clock", by="hour", back=f"{us.url}/a\r\nx: y").location == f"{us.url}/clock"


def test_other_methods_and_pages_are_refused(desk: Desk, us: Person) -> None:
    """The response is plain text."""
    assert desk.ask("DELETE", f"{us.url}/vpcs").status == 405
    assert us.send("calls").status == 404
    assert us.see("instances").status == 404
    assert us.see("static").status == 404
    for url in ("/1/us-east-1/vpcs", "/123456789012/mars/vpcs", "/nothing"):
        assert desk.ask("GET", f"/_peermock/console{url}").status == 404
    assert desk.ask("GET", "/_peermock/console/static/secret").status == 404
    assert desk.ask("GET", "/_peermock/console/static/..%2Fconsole.py").status == 404


def test_only_forms_are_taken(desk: Desk, us: Person) -> None:
    """A page accepts complete form submissions only."""
    own = {"Origin": desk.endpoint.url}
    for kind in ("application/json", "text/plain", "multipart/form-data; boundary=x"):
        headers = own | {"Content-Type": kind}
        assert desk.ask("POST", f"{us.url}/vpcs/create", BODY, headers).status == 415
    large = BODY + "&name=" + "x" * 1024 * 1024
    assert desk.ask("POST", f"{us.url}/vpcs/create", large, own | FORM).status == 413
    assert desk.operations == []


def test_what_pages_load_is_from_here(desk: Desk, us: Person) -> None:
    """Styles and scripts come from the endpoint, and browsers may cache them for a day."""
    html = us.see("peering-connections").html
    assert "http:" not in html.replace("http://127.0.0.1", "").replace("http://www.w3.org", "")
    assert "https:" not in html
    for name, kind in (
        ("console.css", "text/css"),
        ("console.js", "text/javascript"),
        ("htmx.min.js", "text/javascript"),
        ("icon.svg", "image/svg+xml"),
    ):
        seen = desk.ask("GET", f"/_peermock/console/static/{name}")
        assert (seen.status, seen.headers["content-type"].partition(";")[0]) == (200, kind)
        assert seen.headers["cache-control"] == "max-age=86400"
        assert f"/static/{name}?" in html
