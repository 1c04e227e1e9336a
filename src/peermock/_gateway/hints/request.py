"""Hints for errors about the request itself: the caller, parameters, tags and pages."""

from peermock._domain import errors
from peermock._domain.errors import AwsError
from peermock._gateway.hints.case import Case, Hints


def _explain_denial(case: Case, _: AwsError) -> str:
    return (
        "the test denied this permission: "
        f"account({case.place.account_id!r}).deny({case.operation_name!r})"
    )


_TAGS_ON_CREATE = (
    "pass one TagSpecification for the resource type that the call creates, with at least one tag"
)


def _parameter(name: str) -> str:
    """Return botocore's spelling of a parameter named in an AWS message."""
    return name[:1].upper() + name[1:].removesuffix("Set")


def _explain_role(case: Case, error: errors.RoleDenied) -> str:
    account_id, name = error.role_arn.split(":")[4], error.role_arn.rpartition("/")[2]
    roles = case.world.roles[account_id]
    if name in roles:
        return f"the test lets only {', '.join(sorted(roles[name] or ()))} assume {name}"
    known = ", ".join(roles) or "none"
    return f"account({account_id!r}).roles has no {name!r}; it has: {known}"


HINTS: Hints = {
    errors.AccessDenied: _explain_denial,
    errors.AuthFailure: "the request is not signed, or its signature cannot be read",
    errors.DryRunOperation: (
        "DryRun=True: AWS would allow the call, and nothing was changed. Code that uses DryRun "
        "must expect this error"
    ),
    errors.FilterLimitExceeded: lambda _, error: (
        f"split the call: it accepts at most {error.limit} values"
    ),
    errors.InvalidAction: lambda _, error: f"{error.action!r} is not an operation of this service",
    errors.InvalidCharacter: lambda _, error: (
        f"{error.name} contains a control character, which XML cannot represent"
    ),
    errors.InvalidFilter: lambda case, error: (
        f"{case.operation_name} has no filter {error.name!r}: use AWS's hyphenated names, such as "
        "vpc-id"
    ),
    errors.InvalidId: lambda _, error: f"{error.text!r} is not the ID of a resource type with tags",
    errors.InvalidNextToken: (
        "a NextToken is valid only for the operation, caller and filters that it came from"
    ),
    errors.InvalidParameterCombination: lambda _, error: (
        f"pass {error.name} or {error.other}, not both"
    ),
    errors.InvalidParameterValue: "AWS does not accept the value named in the error message",
    errors.InvalidQueryParameter: lambda _, error: (
        f"{error.name} is in the query twice, or both as a value and as a list: check how the "
        "query is built"
    ),
    errors.MalformedQueryString: "the body is not a query such as Action=DescribeVpcs&Version=...",
    errors.MaxResultsTooLarge: lambda _, error: f"MaxResults is at most {error.most} here",
    errors.MaxResultsTooSmall: lambda _, error: f"MaxResults is at least {error.least} here",
    errors.MissingAction: "the query has no Action: check how it is built",
    errors.MissingAuthenticationToken: "STS answers only signed requests",
    errors.MissingParameter: lambda case, error: (
        f"pass {_parameter(error.name)} to {case.operation_name}"
    ),
    errors.RequestEntityTooLarge: lambda _, error: (
        f"split the call: a body can have at most {error.limit} bytes"
    ),
    errors.ReservedTagKey: "keys that begin with aws: are reserved for AWS services",
    errors.ReservedTagKeyOnCreate: ("keys that begin with aws: are reserved for AWS services"),
    errors.InvalidIdentityToken: "the token must have the form header.payload.signature",
    errors.TokenExpired: "the token has expired on the mock's clock; create a new one",
    errors.RoleDenied: _explain_role,
    errors.SessionExpired: (
        "the role's credentials have expired (expire_sessions=True): assume the role again"
    ),
    errors.SessionTokenExpired: (
        "the role's credentials have expired (expire_sessions=True): assume the role again"
    ),
    errors.StsValidationError: "the value does not match the pattern that STS requires",
    errors.NoSuchVersion: lambda _, error: (
        f"{error.service} never had an API version {error.version!r}: check how the query is built"
    ),
    errors.TagSpecificationInvalid: _TAGS_ON_CREATE,
    errors.TagSpecificationRefused: _TAGS_ON_CREATE,
    errors.TagLimitExceeded: lambda _, error: f"a resource has at most {error.limit} tags",
    errors.UnauthorizedOperation: _explain_denial,
    errors.UnknownParameter: lambda case, error: (
        f"{case.operation_name} has no parameter {error.name}: is it misspelt?"
    ),
}
