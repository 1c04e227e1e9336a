"""The picture of the speeds: bars for the floor, peermock and moto, drawn as SVG.

Each group of bars has a scale of its own, because a start takes a thousandth of a test run. The
texts carry their widths, so that they fit in any font.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from rows import Need

WIDTH, LEFT, LONGEST = 360, 84, 200
"""The width of the picture, where bars begin, and the length of the longest of a group."""

TITLE, BAR, GAP, FIRST = 26, 22, 16, 8
"""Heights: of a title, of a bar with its gap, between groups, and above the first."""

THICK, LEAST = 14, 1.5
"""The thickness of a bar, and the length of the shortest."""

UNITS_PER_EM = 2048

ADVANCES = {
    391: "'",
    455: "ijl",
    569: " !,./:;I[]ft",
    682: "()-r",
    1024: "Jcksvxyz",
    1139: "#$0123456789?L_abdeghnopqu",
    1180: "µ",
    1196: "+<=>",
    1251: "FTZ",
    1366: "&ABEKPSVXY",
    1479: "CDHNRUw",
    1593: "GOQ",
    1706: "Mm",
    1821: "%",
    1933: "W",
}
"""Characters by their width in Arial, and in every font with its metrics."""

WIDTHS = {each: advance for advance, characters in ADVANCES.items() for each in characters}


@dataclass(frozen=True)
class Group:
    """Bars that are compared: a title, and what is measured of each contender."""

    title: str
    measurement: str
    contenders: tuple[str, ...] = ("floor", "peermock", "moto")

    @property
    def needs(self) -> list[Need]:
        """The values that it shows."""
        return [(self.measurement, contender) for contender in self.contenders]


GROUPS = (
    Group("One call: Describe by ID", "describe"),
    Group("One small test among others", "small test"),
    Group("One small test run alone, the whole process", "test alone"),
    Group("Start and stop of the mock", "start and stop", ("peermock", "moto")),
)

DRAWN = [need for group in GROUPS for need in group.needs]
"""All values that the picture shows."""


def draw(values: Mapping[Need, float], groups: tuple[Group, ...] = GROUPS) -> str:
    """Return the picture, as SVG, in the colours of the page's light or dark theme."""
    parts, top = [], FIRST
    for group in groups:
        parts += _draw_group(group, values, top)
        top += TITLE + BAR * len(group.needs) + GAP
    told = escape(" ".join(_tell(group, values) for group in groups))
    return (
        HEAD.format(width=WIDTH, height=top - GAP + FIRST, told=told) + "".join(parts) + "</svg>\n"
    )


def _draw_group(group: Group, values: Mapping[Need, float], top: float) -> list[str]:
    parts = [_text("left", 0, top + 16, group.title)]
    most = max(values[need] for need in group.needs)
    for number, need in enumerate(group.needs):
        y = top + TITLE + BAR * number
        length = max(LEAST, round(values[need] / most * LONGEST, 1))
        parts += [
            _text("note right", LEFT - 8, y + 11.5, need[1]),
            _bar(need[1], y, length),
            _text("note left", LEFT + length + 7, y + 11.5, spell(values[need])),
        ]
    return parts


def spell(seconds: float) -> str:
    """Return a time with two or three digits, in the unit that suits it."""
    for unit, scale in (("s", 1.0), ("ms", 1e3), ("µs", 1e6)):
        value = seconds * scale
        if value >= 1 or unit == "µs":
            break
    digits = 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:.{digits}f} {unit}"


def measure(text: str, size: float) -> float:
    """Return the width of a text in a font with the metrics of Arial.

    Raises:
        KeyError: The table of widths lacks a character.
    """
    return round(sum(WIDTHS[each] for each in text) * size / UNITS_PER_EM, 1)


def _text(looks: str, x: float, y: float, text: str) -> str:
    size = 13 if looks.startswith("note") else 15
    return (
        f'  <text class="{looks}" textLength="{measure(text, size):g}" x="{x:g}" y="{y:g}" '
        f'lengthAdjust="spacingAndGlyphs">{escape(text)}</text>\n'
    )


def _bar(looks: str, y: float, length: float) -> str:
    return (
        f'  <rect class="{looks}" x="{LEFT}" y="{y:g}" width="{length:g}" '
        f'height="{THICK}" rx="2"/>\n'
    )


def _tell(group: Group, values: Mapping[Need, float]) -> str:
    times = [
        f"{contender} {spell(values[group.measurement, contender])}"
        for contender in group.contenders
    ]
    return f"{group.title}: {', '.join(times)}."


HEAD = """\
<svg class="speed" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"
  aria-labelledby="speed-title speed-text" style="margin: 0 auto; max-width: 28rem">
  <title id="speed-title">The time that the floor, peermock and moto take</title>
  <desc id="speed-text">{told}</desc>
  <style>
    .speed {{ --ink: #1f2328; --soft: #57606a; --floor: #8c959f; --ours: #0a5bc4;
      --other: #bc6c25; }}
    @media (prefers-color-scheme: dark) {{
      svg.speed:root, body:not([data-theme="light"]) .speed {{ --ink: #e6edf3; --soft: #9aa4af;
        --floor: #6e7781; --ours: #79b0ff; --other: #d99a5b; }}
    }}
    body[data-theme="dark"] .speed {{ --ink: #e6edf3; --soft: #9aa4af; --floor: #6e7781;
      --ours: #79b0ff; --other: #d99a5b; }}
    .speed text {{ fill: var(--ink); font: 15px system-ui, "Segoe UI", Helvetica, Arial,
      sans-serif; }}
    .speed .note {{ font-size: 13px; }}
    .speed .right {{ fill: var(--soft); text-anchor: end; }}
    .speed .floor {{ fill: var(--floor); }}
    .speed .peermock {{ fill: var(--ours); }}
    .speed .moto {{ fill: var(--other); }}
  </style>
"""
