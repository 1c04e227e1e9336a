"""What AWS answers about who calls and what they may do; see docs/explanation/fidelity.md."""

from peermock.domain.errors.base import AwsError


class AuthFailure(AwsError):
    """The request carries no signature that could be read."""

    code = "AuthFailure"
    status = 401

    def __init__(self) -> None:
        super().__init__("AWS was not able to validate the provided access credentials")


class MissingAuthenticationToken(AwsError):
    """The request to STS is not signed."""

    code = "MissingAuthenticationToken"
    status = 403

    def __init__(self) -> None:
        super().__init__("Request is missing Authentication Token")


class StsValidationError(AwsError):
    """A value that STS does not take."""

    code = "ValidationError"


class UnauthorizedOperation(AwsError):
    """The caller has no permission for the operation of EC2."""

    code = "UnauthorizedOperation"
    status = 403

    def __init__(self, caller_arn: str, action: str, resource: str, encoded: str) -> None:
        on_resource = f" on resource: {resource}" if resource else ""
        details = f". Encoded authorization failure message: {encoded}" if resource else ""
        super().__init__(
            "You are not authorized to perform this operation. "
            f"User: {caller_arn} is not authorized to perform: {action}{on_resource} "
            f"with an explicit deny in an identity-based policy{details}"
        )
        self.caller_arn = caller_arn
        self.action = action
        self.resource = resource


class AccessDenied(AwsError):
    """The caller has no permission for the operation of STS."""

    code = "AccessDenied"
    status = 403

    def __init__(self, caller_arn: str, action: str, resource: str) -> None:
        on_resource = f" on resource: {resource}" if resource else ""
        super().__init__(
            f"User: {caller_arn} is not authorized to perform: {action}{on_resource} "
            "with an explicit deny in an identity-based policy"
        )
        self.caller_arn = caller_arn
        self.action = action
        self.resource = resource
