"""AWS errors about the request itself."""

from peermock._domain.errors.aws_error import AwsError


class MalformedQueryString(AwsError):
    """The body is not a readable query string."""

    code = "MalformedQueryString"

    def __init__(self, reason: str) -> None:
        super().__init__(f"The query string contains a syntax error: {reason}")
        self.reason = reason


class InvalidQueryParameter(AwsError):
    """The query repeats a parameter, or uses one name for different shapes."""

    code = "InvalidQueryParameter"

    def __init__(self, name: str) -> None:
        super().__init__(
            "The AWS query string is malformed or does not adhere to AWS standards: "
            f"parameter {name}"
        )
        self.name = name


class RequestEntityTooLarge(AwsError):
    """The body exceeds the size that the service accepts."""

    code = "RequestEntityTooLarge"
    status = 413

    def __init__(self, limit: int) -> None:
        super().__init__(f"The request body exceeds the maximum of {limit} bytes.")
        self.limit = limit


class InvalidAction(AwsError):
    """The service does not have this operation."""

    code = "InvalidAction"

    def __init__(self, action: str) -> None:
        super().__init__(f"The action {action} is not valid for this web service.")
        self.action = action


class NoSuchVersion(AwsError):
    """The service has no API of this version."""

    code = "NoSuchVersion"

    def __init__(self, version: str, service: str) -> None:
        super().__init__(f"The requested version ({version}) of service {service} does not exist")
        self.version = version
        self.service = service


class UnknownParameter(AwsError):
    """The operation does not have this parameter; the message names its last part (recorded)."""

    code = "UnknownParameter"

    def __init__(self, name: str) -> None:
        super().__init__(f"The parameter {name.rpartition('.')[2]} is not recognized")
        self.name = name


class MissingParameter(AwsError):
    """A required parameter is absent or empty."""

    code = "MissingParameter"

    def __init__(self, name: str) -> None:
        super().__init__(f"The request must contain the parameter {name}")
        self.name = name


class InvalidParameterValue(AwsError):
    """The operation does not accept this value; each operation has its own message."""

    code = "InvalidParameterValue"


class InvalidParameterCombination(AwsError):
    """Two parameters exclude each other."""

    code = "InvalidParameterCombination"

    def __init__(self, name: str, other: str) -> None:
        super().__init__(f"The parameter {name} cannot be used with the parameter {other}")
        self.name = name
        self.other = other


class DryRunOperation(AwsError):
    """The call was a dry run and would have succeeded."""

    code = "DryRunOperation"
    status = 412

    def __init__(self) -> None:
        super().__init__("Request would have succeeded, but DryRun flag is set.")


class MissingAction(AwsError):
    """The request does not name an operation."""

    code = "MissingAction"

    def __init__(self) -> None:
        super().__init__("The request is missing an action or a required parameter.")


class InvalidCharacter(AwsError):
    """A value has characters that no response can represent."""

    code = "InvalidCharacter"

    def __init__(self, name: str) -> None:
        super().__init__(f"A specified character is invalid: parameter {name}")
        self.name = name
