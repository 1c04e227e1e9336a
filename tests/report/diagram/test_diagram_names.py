"""Names in a diagram are always shown literally."""

import re
from html import unescape

import pytest
from botocore.client import BaseClient

from peermock import PeeringMock, Vpc
from tests.report.diagram.readings import Arrows, Boxes

HOSTILE = [
    '"',
    '"] --> x["',
    "]",
    "(a)",
    "{a}",
    "|a|",
    "#",
    "#quot;",
    "#35;",
    "&lt;",
    ";",
    "a;end",
    "%%",
    '%%{init: {"theme": "dark"}}%%',
    "<b>old</b>",
    "<br/>",
    "<script>alert(1)</script>",
    "`code`",
    "**bold**",
    "_i_",
    "~del~",
    "\\",
    "a-->b",
    "x@{shape: rect}",
    "https://example.com",
    "'",
    "=",
]
"""Texts with a meaning in Mermaid, Markdown or HTML."""

PLAIN = ["end", "subgraph", "graph TD", "orders_1", "eu-west/1.0", "überweisung", "日本", "😀"]
"""Texts without a special meaning inside quotation marks."""

MEANS_SOMETHING = set('"#;<>[](){}|`*~\\%&@:=')


def read(line: str) -> str:
    """Return a line of text as Mermaid shows it."""
    return unescape(re.sub(r"#(\d+);", r"&#\1;", line)).replace("\u200b", "")


@pytest.mark.parametrize("name", HOSTILE + PLAIN)
def test_a_name_is_shown_as_it_is(peering: PeeringMock, boxes: Boxes, name: str) -> None:
    """A name is escaped, and reads as it was written."""
    peering.vpc("10.0.0.0/16", tags={"Name": name})
    (((line), *_),) = boxes(peering.diagram()).values()
    assert read(line) == f"<b>{name}</b>"
    inside = line.removeprefix("<b>").removesuffix("</b>")
    assert not MEANS_SOMETHING & set(re.sub(r"#\d+;", "", inside))


@pytest.mark.parametrize("name", HOSTILE + PLAIN)
def test_a_name_leaves_the_lines_of_the_text_as_they_are(
    peering: PeeringMock, ec2: BaseClient, ours: Vpc, name: str
) -> None:
    """The name does not affect the rest of the diagram."""
    texts = []
    for value in (name, "plain"):
        ec2.create_tags(Resources=[ours.id], Tags=[{"Key": "Name", "Value": value}])
        texts.append(re.sub("<b>.*</b>", "", str(peering.diagram())))
    assert texts[0] == texts[1]


@pytest.mark.parametrize("name", PLAIN)
def test_a_harmless_name_can_be_read_in_the_text(
    peering: PeeringMock, boxes: Boxes, name: str
) -> None:
    """An underscore between letters is harmless as well."""
    peering.vpc("10.0.0.0/16", tags={"Name": name})
    ((line, *_),) = boxes(peering.diagram()).values()
    assert line == f"<b>{name}</b>"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("direction TB", "direction#8203; TB"),
        ("$$x^2$$", "#36;#8203;#36;x#94;2#36;#8203;#36;"),
        ("fa:fa-car", "fa#58;#8203;fa-car"),
        ("directions", "directions"),
        ("_i_ a_b", "#95;i#95; a_b"),
        ("$5", "#36;5"),
        ("fa:car", "fa#58;car"),
    ],
)
def test_what_mermaid_looks_for_everywhere_is_taken_apart(
    peering: PeeringMock, boxes: Boxes, name: str, text: str
) -> None:
    """Mermaid interprets formulas, icons and emphasis even in escaped text."""
    peering.vpc("10.0.0.0/16", tags={"Name": name})
    ((line, *_),) = boxes(peering.diagram()).values()
    assert line == f"<b>{text}</b>"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("two\nlines", "two lines"),
        ("\r\n a \t b ", "a b"),
        ("zero\u200bwidth", "zerowidth"),
        ("\u202egnp.exe", "gnp.exe"),
        ("bell\x07", "bell"),
        ("x" * 40, "x" * 40),
        ("x" * 41, f"{'x' * 39}…"),
        ('"' * 255, f"{'#34;' * 39}…"),
    ],
)
def test_a_name_is_one_line_that_can_be_seen(
    peering: PeeringMock, boxes: Boxes, name: str, shown: str
) -> None:
    """A long name is cut before it is escaped."""
    peering.vpc("10.0.0.0/16", tags={"Name": name})
    ((line, *_),) = boxes(peering.diagram()).values()
    assert line == f"<b>{shown}</b>"


@pytest.mark.parametrize("name", ["", " ", "\n"])
def test_an_invisible_name_is_ignored(peering: PeeringMock, boxes: Boxes, name: str) -> None:
    """The VPC is labelled by its ID."""
    vpc = peering.vpc("10.0.0.0/16", tags={"Name": name})
    assert boxes(peering.diagram()) == {vpc.id.replace("-", "_"): [vpc.id, "10.0.0.0/16"]}


def test_a_name_on_an_arrow_is_escaped_as_well(peering: PeeringMock, arrows: Arrows) -> None:
    """The name precedes the routes of its VPC."""
    odd = peering.vpc("10.0.0.0/16", tags={"Name": '"<i>"'})
    peering.peer(odd, peering.vpc("10.1.0.0/16"))
    ((*_, lines),) = arrows(peering.diagram())
    assert lines[2] == "#34;#60;i#62;#34; → no route"


@pytest.mark.parametrize("owner", ['"]', "self", "end", "1234567890123"])
def test_an_invalid_account_has_a_frame(
    peering: PeeringMock, ec2: BaseClient, ours: Vpc, owner: str
) -> None:
    """A request accepts any text as account, a Mermaid name does not."""
    ec2.create_vpc_peering_connection(
        VpcId=ours.id, PeerVpcId="vpc-0123456789abcdef0", PeerOwnerId=owner
    )
    frames = re.findall(r'subgraph (\w+)\["(.*)"\]', str(peering.diagram()))
    assert {read(title) for _, title in frames} >= {f"Account {owner}"}
    assert len({name for name, _ in frames}) == len(frames) == 4
