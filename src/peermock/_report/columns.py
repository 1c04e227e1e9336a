"""Wrapping text at 80 columns, for terminals and failure reports."""

from textwrap import wrap

COLUMNS = 80


def wrap_text(text: str, margin: int, hang: int = 2, columns: int = COLUMNS) -> list[str]:
    """Return a text as wrapped lines. Lines never break at a hyphen.

    Args:
        text: The text.
        margin: The indentation of the first line.
        hang: The additional indentation of the other lines.
        columns: The maximum length of a line.

    Example:
        >>> wrap_text("vpc-1a2b3c4d: 10.0.0.0/16", margin=2, columns=16)
        ['  vpc-1a2b3c4d:', '    10.0.0.0/16']
    """
    return wrap(
        text,
        columns,
        initial_indent=" " * margin,
        subsequent_indent=" " * (margin + hang),
        break_on_hyphens=False,
    )
