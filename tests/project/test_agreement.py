"""A comparison that fails says what to change, and where."""

import pytest

from tests.agreement import agree


def test_names_that_agree_pass() -> None:
    """The order of the names does not matter."""
    agree("page.md", ["a", "b", "b"], ["b", "a", "b"])


@pytest.mark.parametrize(
    ("names", "expected", "advice"),
    [
        (["a"], ["a", "b"], "page.md needs an entry for b"),
        (["a", "b"], ["b"], "page.md has an entry too many for a"),
        (["a", "a"], ["a"], "page.md has an entry too many for a"),
        (["a"], ["b"], "page.md needs an entry for b\npage.md has an entry too many for a"),
    ],
)
def test_each_difference_is_named(names: list[str], expected: list[str], advice: str) -> None:
    """The message has a line for each name that is missing, surplus or repeated."""
    with pytest.raises(pytest.fail.Exception) as caught:
        agree("page.md", names, expected, "an entry")
    assert caught.value.msg == advice
