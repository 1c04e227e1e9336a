"""Names chosen by users are shown literally and never interpreted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

import pytest

from tests.console.desks import open_desk
from tests.console.person import Desk, Person
from tests.report.diagram.test_diagram_names import HOSTILE, PLAIN

MORE = [
    "</title><script>alert(1)</script>",
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "{{ 7 * 7 }}",
    "{% raw %}",
    "javascript:alert(1)",
    "</code></pre><img src=x onerror=alert(1)>",
    "]]>",
    "<!--",
    "&amp;",
    "\u202egnp.exe",
]


class Tags(HTMLParser):
    """Collects the elements of a page with the names of their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, tuple[str, ...]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record an element."""
        self.seen.append((tag, tuple(name for name, _ in attrs)))


@dataclass(frozen=True)
class World:
    """A desk with a VPC, a connection and a route table of the same name."""

    desk: Desk
    vpc_id: str
    peering_id: str
    table_id: str

    def pages(self, name: str) -> dict[str, str]:
        """Return the pages that show a name."""
        named = [{"Key": "Name", "Value": name}]
        self.desk.site.gateway.forget_calls()
        self.desk.ec2().create_tags(
            Resources=[self.vpc_id, self.peering_id, self.table_id], Tags=named
        )
        paths = [
            "peering-connections",
            f"peering-connections/{self.peering_id}/details",
            f"peering-connections/{self.peering_id}/accept",
            f"peering-connections/{self.peering_id}/tags",
            "peering-connections/create",
            "vpcs",
            f"vpcs/{self.vpc_id}",
            "route-tables",
            f"route-tables/{self.table_id}/routes",
            "calls/1",
            "diagram",
        ]
        person = self.desk.person()
        return {path: person.see(path).html for path in paths}


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """A single world for all names."""
    with open_desk() as desk:
        vpc_id = desk.vpc(0)
        peering_id = desk.request(vpc_id, desk.vpc(1))
        yield World(desk, vpc_id, peering_id, desk.table_of(vpc_id))


@pytest.fixture(scope="module")
def plain(world: World) -> dict[str, str]:
    """The pages with a harmless name."""
    return world.pages("plain")


@pytest.mark.parametrize("name", HOSTILE + PLAIN + MORE)
def test_a_name_adds_nothing_to_a_page(world: World, plain: dict[str, str], name: str) -> None:
    """Every page has the same elements and attributes as with a harmless name, and shows it."""
    pages = world.pages(name)
    for path, html in pages.items():
        assert Tags(html).seen == Tags(plain[path]).seen, path
    assert re.sub(r"\s+", " ", name) in re.sub(r"\s+", " ", unescape(pages["peering-connections"]))


@pytest.mark.parametrize("text", [*HOSTILE, *MORE])
def test_what_was_entered_comes_back_as_text(us: Person, text: str) -> None:
    """Text in forms, filters and paths is shown literally."""
    seen = us.send("vpcs/create", cidr_block=text, name=text)
    assert seen.status == 400
    plain = us.send("vpcs/create", cidr_block="a", name="a")
    assert Tags(seen.html).seen == Tags(plain.html).seen
    seen = us.see("peering-connections", filter=f"tag-key={text}")
    plain = us.see("peering-connections", filter="tag-key=a")
    assert Tags(seen.html).seen == Tags(plain.html).seen
