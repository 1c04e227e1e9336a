"""Permissions and quotas of accounts."""

from dataclasses import asdict, replace

from peermock._domain.quotas import Quotas
from peermock._site import Site
from peermock._transport.server.administration.routes import HttpRoute, Inquiry, misuse
from peermock._transport.server.administration.values import account_id_of, check_operation

ALWAYS_ALLOWED = "GetCallerIdentity"


def list_denials(site: Site, _: Inquiry) -> object:
    """Return the denied operations of all accounts."""
    denied = sorted(site.gateway.world.denied)
    return {"denials": [{"account_id": who, "operation": name} for who, name in denied]}


def deny(site: Site, inquiry: Inquiry) -> object:
    """Deny an account permission to call operations."""
    account_id, operations = _whom(inquiry), _operations(inquiry)
    if not operations:
        raise misuse("Pass operations, a list such as ['AcceptVpcPeeringConnection'].")
    if ALWAYS_ALLOWED in operations:
        raise misuse(
            f"{ALWAYS_ALLOWED} cannot be denied: AWS allows it even under an explicit deny."
        )
    site.gateway.world.denied |= {(account_id, name) for name in operations}
    return list_denials(site, inquiry)


def allow(site: Site, inquiry: Inquiry) -> object:
    """Restore permissions of an account."""
    account_id, operations = _whom(inquiry), _operations(inquiry)
    site.gateway.world.denied -= {
        (who, name)
        for who, name in site.gateway.world.denied
        if who == account_id and (not operations or name in operations)
    }
    return list_denials(site, inquiry)


def show_quotas(site: Site, _: Inquiry) -> object:
    """Return the quotas."""
    return asdict(site.gateway.world.quotas)


def set_quotas(site: Site, inquiry: Inquiry) -> object:
    """Set some of the quotas, and keep the others."""
    numbers = {name: inquiry.member(name, int, 0) for name in inquiry.body}
    try:
        site.gateway.world.quotas = replace(site.gateway.world.quotas, **numbers)
    except ValueError as error:
        raise misuse(str(error)) from None
    return show_quotas(site, inquiry)


def _whom(inquiry: Inquiry) -> str:
    account_id = account_id_of(inquiry)
    if account_id is None:
        raise misuse("Pass the account_id, twelve digits.")
    return account_id


def _operations(inquiry: Inquiry) -> list[str]:
    return [check_operation(name) for name in inquiry.member("operations", list, [])]


_WHOM = "the account ID, twelve digits"

ROUTES = (
    HttpRoute("GET", "/denials", list_denials, "Return the denied operations of all accounts."),
    HttpRoute(
        "POST",
        "/denials",
        deny,
        "Deny an account permission to call operations; they fail with UnauthorizedOperation.",
        body={"account_id": _WHOM, "operations": "a list of operations"},
    ),
    HttpRoute(
        "DELETE",
        "/denials",
        allow,
        "Restore permissions of an account.",
        body={"account_id": _WHOM, "operations": "a list of operations; defaults to all"},
    ),
    HttpRoute("GET", "/quotas", show_quotas, "Return the quotas."),
    HttpRoute(
        "PUT",
        "/quotas",
        set_quotas,
        "Set some of the quotas, and keep the others.",
        body=dict.fromkeys(asdict(Quotas()), "a whole number"),
    ),
)
