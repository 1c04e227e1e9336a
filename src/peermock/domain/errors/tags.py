"""What AWS answers about tags, filters and pages; see docs/explanation/fidelity.md."""

from peermock.domain.errors.base import AwsError
from peermock.domain.errors.request import InvalidParameterValue


class InvalidId(AwsError):
    """The text names no kind of resource that can have tags."""

    code = "InvalidID"

    def __init__(self, text: str) -> None:
        super().__init__(f"The ID '{text}' is not valid")
        self.text = text


class TagLimitExceeded(AwsError):
    """The resource would have more than fifty tags."""

    code = "TagLimitExceeded"

    def __init__(self, limit: int) -> None:
        super().__init__(f"The resultant tag set must not have more than {limit} user tags.")
        self.limit = limit


class ReservedTagKey(InvalidParameterValue):
    """A key that begins with `aws:`, in a call that changes tags."""

    def __init__(self, key: str) -> None:
        super().__init__(
            f"Value ( {key} ) for parameter key is invalid. "
            "Tag keys starting with 'aws:' are reserved for internal use"
        )
        self.key = key


class ReservedTagKeyOnCreate(InvalidParameterValue):
    """A key that begins with `aws:`, in a call that creates the resource."""

    def __init__(self, key: str) -> None:
        super().__init__("Tag keys starting with 'aws:' are reserved for internal use")
        self.key = key


class NotTaggableHere(InvalidParameterValue):
    """Tags on create for another kind of resource than the call creates."""

    def __init__(self, type_name: str) -> None:
        super().__init__(f"'{type_name}' is not a valid taggable resource type for this operation.")
        self.type_name = type_name


class InvalidFilter(InvalidParameterValue):
    """The operation has no such filter."""

    def __init__(self, name: str) -> None:
        super().__init__(f"The filter '{name}' is invalid")
        self.name = name


class FilterLimitExceeded(AwsError):
    """More filters, or filter values, than one call takes."""

    code = "FilterLimitExceeded"

    def __init__(self, limit: int, what: str = "filter values") -> None:
        super().__init__(f"The maximum number of {what} specified on a single call is {limit}")
        self.limit = limit


class InvalidNextToken(InvalidParameterValue):
    """The token is none that this operation gave for these filters."""

    def __init__(self, token: str) -> None:
        super().__init__(
            f"Value ( {token} ) for parameter NextToken is invalid. The token is invalid."
        )
        self.token = token


class MaxResultsTooSmall(InvalidParameterValue):
    """Fewer results asked for than a page has at least."""

    def __init__(self, value: int, least: int) -> None:
        super().__init__(
            f"Value ( {value} ) for parameter MaxResults is invalid. "
            f"Expecting a value greater than or equal to {least}."
        )
        self.value = value
        self.least = least


class MaxResultsTooLarge(InvalidParameterValue):
    """More results asked for than a page has at most."""

    def __init__(self, value: int, most: int) -> None:
        super().__init__(
            f"Value ( {value} ) for parameter MaxResults is invalid. "
            f"Expecting a value smaller than or equal to {most}."
        )
        self.value = value
        self.most = most
