"""Write the widths of texts into docs/_static/*.svg.

A picture is drawn for the metrics of one font. If a reader does not have that font, texts are
clipped or overlap, unless their widths are in the picture. After you draw or change a picture, run
this with fonttools and a font that has Arial's metrics:

    python docs/fit_text.py LiberationSans-Regular.ttf LiberationSans-Bold.ttf
"""

import re
import sys
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path

from fontTools.ttLib import TTFont

PICTURES = Path(__file__).parent / "_static"
LINE, BASELINE, SIZE = 24, 17.5, 16
"""Mermaid's labels: the height of a line, the baseline in it, and the font size."""

SIZES = {"code": 14, "note": 13}
"""The font sizes in our own pictures, by class; 15 otherwise."""

MONOSPACED = 0.6
"""The width of a character in a monospaced font, relative to its size."""

LABEL = re.compile(
    r'<foreignObject width="([\d.]+)" height="[\d.]+"><div style="color: rgb\(255.*?<p>(.*?)</p>'
    r'.*?</foreignObject>|<foreignObject width="([\d.]+)" height="([\d.]+)"><div.*?<p>(.*?)</p>'
    r".*?</foreignObject>"
)
TEXT = re.compile(r'<text class="([\w ]+)"( textLength="[^"]*")?([^>]*)>([^<]*)</text>')

Measure = Callable[..., float]


def measure_with(regular: str, bold: str) -> Measure:
    """Return a function that measures a text of a size, in one of two fonts."""
    fonts = {False: TTFont(regular), True: TTFont(bold)}

    def measure(text: str, size: float, *, is_bold: bool = False) -> float:
        font = fonts[is_bold]
        cmap, widths = font.getBestCmap(), font["hmtx"]
        units = sum(widths[cmap.get(ord(each), ".notdef")][0] for each in text)
        return round(units * size / font["head"].unitsPerEm, 1)

    return measure


def label(found: re.Match[str], measure: Measure) -> str:
    """Return a label of Mermaid's as texts of SVG, one a line."""
    width, lines = found[1] or found[3], (found[2] or found[5]).split("<br>")
    parts = []
    if found[4]:
        parts.append(f'<rect width="{width}" height="{found[4]}"/>')
    for number, line in enumerate(lines):
        text = unescape(re.sub(r"<[^>]+>", "", line))
        looks = "font-weight:bold;" * ("<b>" in line) + "font-style:italic;" * ("<i>" in line)
        looks += "fill:#ffffff;stroke:none;" * bool(found[1])
        fitted = measure(text, SIZE, is_bold="<b>" in line)
        parts.append(
            f'<text x="{float(width) / 2:g}" y="{LINE * number + BASELINE:g}" '
            f'textLength="{fitted:g}" lengthAdjust="spacingAndGlyphs" '
            f'style="text-anchor:middle;{looks}">{escape(text)}</text>'
        )
    return "".join(parts)


def text(found: re.Match[str], measure: Measure) -> str:
    """Return a text of one of our own pictures with its width."""
    kind, _, rest, content = found.groups()
    size = SIZES.get(kind.split()[0], 15)
    told = unescape(content)
    width = len(told) * size * MONOSPACED if "code" in kind else measure(told, size)
    rest = rest.replace(' lengthAdjust="spacingAndGlyphs"', "")
    return (
        f'<text class="{kind}" textLength="{width:g}"{rest} '
        f'lengthAdjust="spacingAndGlyphs">{content}</text>'
    )


def main(regular: str, bold: str) -> None:
    """Fit the texts of all pictures."""
    measure = measure_with(regular, bold)
    for path in sorted(PICTURES.glob("*.svg")):
        fitted = LABEL.sub(lambda found: label(found, measure), path.read_text("utf-8"))
        path.write_text(TEXT.sub(lambda found: text(found, measure), fitted), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
