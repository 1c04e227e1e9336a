"""Readers of a diagram's boxes and arrows."""

import re

import pytest

from tests.report.diagram.readings import Arrows, Boxes


@pytest.fixture(scope="session")
def boxes() -> Boxes:
    """Return a function that returns a diagram's boxes: their lines of text by name."""
    box = re.compile(r'^ *(\w+)\("(.*)"\)$', re.MULTILINE)
    return lambda diagram: {
        name: label.split("<br/>") for name, label in box.findall(diagram.source)
    }


@pytest.fixture(scope="session")
def arrows() -> Arrows:
    """Return a function that returns a diagram's arrows: source, look, target and lines."""
    arrow = re.compile(r'^ *(\w+) (\S+) "(.*)" (\S+) (\w+)$', re.MULTILINE)
    return lambda diagram: [
        (source, f"{before} {after}", target, label.split("<br/>"))
        for source, before, label, after, target in arrow.findall(diagram.source)
    ]
