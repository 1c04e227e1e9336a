"""AWS's messages about tags, filters and pagination, to the letter."""

from functools import partial

import pytest

from peermock._domain.errors import (
    AwsError,
    FilterLimitExceeded,
    InvalidFilter,
    InvalidId,
    InvalidNextToken,
    MaxResultsTooLarge,
    MaxResultsTooSmall,
    ReservedTagKey,
    ReservedTagKeyOnCreate,
    TagLimitExceeded,
)


@pytest.mark.parametrize(
    ("make", "code", "text"),
    [
        (partial(InvalidId, "x"), "InvalidID", "The ID 'x' is not valid"),
        (
            partial(TagLimitExceeded, 50),
            "TagLimitExceeded",
            "The resultant tag set must not have more than 50 user tags.",
        ),
        (
            partial(ReservedTagKey, "aws:x"),
            "InvalidParameterValue",
            (
                "Value ( aws:x ) for parameter key is invalid. "
                "Tag keys starting with 'aws:' are reserved for internal use"
            ),
        ),
        (
            partial(ReservedTagKeyOnCreate, "aws:x"),
            "InvalidParameterValue",
            "Tag keys starting with 'aws:' are reserved for internal use",
        ),
        (partial(InvalidFilter, "x"), "InvalidParameterValue", "The filter 'x' is invalid"),
        (
            partial(FilterLimitExceeded, 200),
            "FilterLimitExceeded",
            "The maximum number of filter values specified on a single call is 200",
        ),
        (
            partial(FilterLimitExceeded, 50, "filters"),
            "FilterLimitExceeded",
            "The maximum number of filters specified on a single call is 50",
        ),
        (
            partial(InvalidNextToken, ""),
            "InvalidParameterValue",
            "Value (  ) for parameter NextToken is invalid. The token is invalid.",
        ),
        (
            partial(InvalidNextToken, "garbage"),
            "InvalidParameterValue",
            "Value ( garbage ) for parameter NextToken is invalid. The token is invalid.",
        ),
        (
            partial(MaxResultsTooSmall, 4, 5),
            "InvalidParameterValue",
            (
                "Value ( 4 ) for parameter MaxResults is invalid. "
                "Expecting a value greater than or equal to 5."
            ),
        ),
        (
            partial(MaxResultsTooLarge, 2000, 1000),
            "InvalidParameterValue",
            (
                "Value ( 2000 ) for parameter MaxResults is invalid. "
                "Expecting a value smaller than or equal to 1000."
            ),
        ),
    ],
)
def test_a_tag_filter_or_page_error_has_its_code_and_text(
    error: AwsError, code: str, text: str
) -> None:
    """Spaces inside brackets and full stops are AWS's."""
    assert (error.code, error.status, error.message) == (code, 400, text)


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (partial(InvalidId, "x"), {"text": "x"}),
        (partial(TagLimitExceeded, 50), {"limit": 50}),
        (partial(ReservedTagKey, "aws:x"), {"key": "aws:x"}),
        (partial(ReservedTagKeyOnCreate, "aws:x"), {"key": "aws:x"}),
        (partial(InvalidFilter, "x"), {"name": "x"}),
        (partial(FilterLimitExceeded, 200), {"limit": 200}),
        (partial(InvalidNextToken, "x"), {"token": "x"}),
        (partial(MaxResultsTooSmall, 4, 5), {"value": 4, "least": 5}),
        (partial(MaxResultsTooLarge, 6, 5), {"value": 6, "most": 5}),
    ],
)
def test_a_tag_filter_or_page_error_keeps_its_cause(
    error: AwsError, cause: dict[str, object]
) -> None:
    """The parts of the message are available as attributes."""
    assert {name: getattr(error, name) for name in cause} == cause
