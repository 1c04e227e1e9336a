"""Values that several administration requests accept."""

from peermock._gateway import operation_names, service_of
from peermock._settings import check_account_id, check_region_name
from peermock._transport.server.administration.routes import Inquiry, misuse


def operation_of(inquiry: Inquiry) -> str:
    """Return the operation named in a body.

    Raises:
        MisuseError: The operation does not exist.
    """
    return check_operation(inquiry.member("operation", str, ""))


def check_operation(name: object) -> str:
    """Return the name of an operation if it exists.

    Raises:
        MisuseError: The operation does not exist.
    """
    if not isinstance(name, str) or service_of(name) is None:
        known = ", ".join(operation_names())
        raise misuse(f"there is no operation {name!r}; peermock supports {known}")
    return name


def account_id_of(inquiry: Inquiry) -> str | None:
    """Return the account ID in a body, or None.

    Raises:
        MisuseError: The account ID is not twelve digits.
    """
    account_id = inquiry.member("account_id", str, "")
    try:
        return check_account_id(account_id) if account_id else None
    except ValueError as error:
        raise misuse(str(error)) from None


def region_name_of(inquiry: Inquiry) -> str | None:
    """Return the Region in a body, or None.

    Raises:
        MisuseError: AWS has no such Region.
    """
    region_name = inquiry.member("region_name", str, "")
    try:
        return check_region_name(region_name) if region_name else None
    except ValueError as error:
        raise misuse(str(error)) from None
