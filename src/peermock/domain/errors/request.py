"""Errors about a request itself, whatever it was about."""

from peermock.domain.errors.base import AwsError


class MalformedQueryString(AwsError):
    """The body cannot be read as a query."""

    code = "MalformedQueryString"

    def __init__(self, reason: str) -> None:
        super().__init__(f"The query string contains a syntax error: {reason}")
        self.reason = reason


class InvalidQueryParameter(AwsError):
    """The query says one thing twice, or mixes shapes under one name."""

    code = "InvalidQueryParameter"

    def __init__(self, name: str) -> None:
        super().__init__(
            "The AWS query string is malformed or does not adhere to AWS standards: "
            f"parameter {name}"
        )
        self.name = name


class RequestEntityTooLarge(AwsError):
    """The body is larger than the service reads."""

    code = "RequestEntityTooLarge"
    status = 413

    def __init__(self, limit: int) -> None:
        super().__init__(f"The request body exceeds the maximum of {limit} bytes.")
        self.limit = limit


class InvalidAction(AwsError):
    """The service has no such operation."""

    code = "InvalidAction"

    def __init__(self, action: str) -> None:
        super().__init__(f"The action {action} is not valid for this web service.")
        self.action = action


class UnknownParameter(AwsError):
    """The operation has no such parameter; the text names its last part only (recorded)."""

    code = "UnknownParameter"

    def __init__(self, name: str) -> None:
        super().__init__(f"The parameter {name.rpartition('.')[2]} is not recognized")
        self.name = name


class MissingParameter(AwsError):
    """A parameter that the operation needs is absent or empty."""

    code = "MissingParameter"

    def __init__(self, name: str) -> None:
        super().__init__(f"The request must contain the parameter {name}")
        self.name = name


class InvalidParameterValue(AwsError):
    """A value that the operation does not take; the text differs per operation."""

    code = "InvalidParameterValue"


class InvalidParameterCombination(AwsError):
    """Two parameters that do not go together."""

    code = "InvalidParameterCombination"

    def __init__(self, name: str, other: str) -> None:
        super().__init__(f"The parameter {name} cannot be used with the parameter {other}")
        self.name = name
        self.other = other


class DryRunOperation(AwsError):
    """The caller asked whether the call would be allowed, and it would."""

    code = "DryRunOperation"
    status = 412

    def __init__(self) -> None:
        super().__init__("Request would have succeeded, but DryRun flag is set.")


class MissingAction(AwsError):
    """The request names no operation."""

    code = "MissingAction"

    def __init__(self) -> None:
        super().__init__("The request is missing an action or a required parameter.")


class InvalidCharacter(AwsError):
    """A value has characters that no answer could carry."""

    code = "InvalidCharacter"

    def __init__(self, name: str) -> None:
        super().__init__(f"A specified character is invalid: parameter {name}")
        self.name = name
