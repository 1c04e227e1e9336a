"""AWS errors about the caller's identity and permissions; see docs/explanation/fidelity.md."""

from peermock._domain.errors.aws_error import AwsError


class AuthFailure(AwsError):
    """The request has no readable signature."""

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


class InvalidIdentityToken(AwsError):
    """The identity provider's token is not a JSON web token."""

    code = "InvalidIdentityToken"

    def __init__(self) -> None:
        super().__init__(
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an "
            "Access Token)"
        )


class TokenExpired(AwsError):
    """The identity provider's token has expired."""

    code = "ExpiredTokenException"

    def __init__(self, now: int, expires: int) -> None:
        super().__init__(
            f"Token expired: current date/time {now} must be before the expiration date/time "
            f"{expires}"
        )


class StsValidationError(AwsError):
    """A parameter of an STS call is invalid."""

    code = "ValidationError"


class UnauthorizedOperation(AwsError):
    """The caller has no permission for the EC2 operation."""

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
    """The caller has no permission for the STS operation."""

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


class RoleDenied(AwsError):
    """The role does not exist, or does not trust the caller's account."""

    code = "AccessDenied"
    status = 403

    def __init__(self, caller_arn: str, action: str, role_arn: str) -> None:
        super().__init__(
            f"User: {caller_arn} is not authorized to perform: {action} on resource: {role_arn}"
        )
        self.caller_arn = caller_arn
        self.action = action
        self.role_arn = role_arn


class SessionExpired(AwsError):
    """The role credentials that signed an EC2 call have expired."""

    code = "RequestExpired"

    def __init__(self) -> None:
        super().__init__("Request has expired.")


class SessionTokenExpired(AwsError):
    """The role credentials that signed an STS call have expired."""

    code = "ExpiredToken"
    status = 403

    def __init__(self) -> None:
        super().__init__("The security token included in the request is expired")
