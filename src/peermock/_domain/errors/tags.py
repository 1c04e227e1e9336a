"""AWS errors about tags, filters and pagination; see docs/explanation/fidelity.md."""

from peermock._domain.errors.aws_error import AwsError
from peermock._domain.errors.request import InvalidParameterValue


class InvalidId(AwsError):
    """The text is not an ID of a kind of resource that can have tags."""

    code = "InvalidID"

    def __init__(self, text: str) -> None:
        super().__init__(f"The ID '{text}' is not valid")
        self.text = text


class TagLimitExceeded(AwsError):
    """The resource would have more than 50 tags."""

    code = "TagLimitExceeded"

    def __init__(self, limit: int) -> None:
        super().__init__(f"The resultant tag set must not have more than {limit} user tags.")
        self.limit = limit


class ReservedTagKey(InvalidParameterValue):
    """A tag key begins with `aws:` (calls that change tags)."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"Value ( {key} ) for parameter key is invalid. "
            "Tag keys starting with 'aws:' are reserved for internal use"
        )
        self.key = key


class ReservedTagKeyOnCreate(InvalidParameterValue):
    """A tag key begins with `aws:` (calls that create the resource)."""

    def __init__(self, key: str) -> None:
        super().__init__("Tag keys starting with 'aws:' are reserved for internal use")
        self.key = key


class TagSpecificationInvalid(InvalidParameterValue):
    """A tag specification is not valid; the message says why."""


class TagSpecificationRefused(AwsError):
    """A tag specification of a VPC, subnet or security group rule is not valid (different code)."""

    code = "InvalidParameter"


class UnknownFilter(AwsError):
    """The operation does not have this filter (VPC endpoints, which use their own code)."""

    code = "InvalidFilter"

    def __init__(self, name: str) -> None:
        super().__init__(f"The filter '{name}' is invalid")
        self.name = name


class InvalidFilter(InvalidParameterValue):
    """The operation does not have this filter."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The filter '{name}' is invalid")
        self.name = name


class FilterLimitExceeded(AwsError):
    """The call has too many filters or filter values."""

    code = "FilterLimitExceeded"

    def __init__(self, limit: int, what: str = "filter values") -> None:
        super().__init__(f"The maximum number of {what} specified on a single call is {limit}")
        self.limit = limit


class InvalidNextToken(InvalidParameterValue):
    """The token does not come from this operation with these filters."""

    def __init__(self, token: str) -> None:
        super().__init__(
            f"Value ( {token} ) for parameter NextToken is invalid. The token is invalid."
        )
        self.token = token


class MaxResultsTooSmall(InvalidParameterValue):
    """The page size is below the minimum."""

    def __init__(self, value: int, least: int) -> None:
        super().__init__(
            f"Value ( {value} ) for parameter MaxResults is invalid. "
            f"Expecting a value greater than or equal to {least}."
        )
        self.value = value
        self.least = least


class MaxResultsTooLarge(InvalidParameterValue):
    """The page size is above the maximum."""

    def __init__(self, value: int, most: int) -> None:
        super().__init__(
            f"Value ( {value} ) for parameter MaxResults is invalid. "
            f"Expecting a value smaller than or equal to {most}."
        )
        self.value = value
        self.most = most
