"""Deleting what a run has created, and nothing else, in an order that AWS allows."""

import time
from collections.abc import Iterator, Mapping
from typing import Any

from botocore import xform_name
from botocore.exceptions import BotoCoreError, ClientError

from peermock._verify.conversation import TAG, Caller
from peermock._verify.ledger import Ledger
from peermock._verify.sorts import SORTS, Sort

_ENDED = frozenset({"deleted", "deleting", "expired", "failed", "rejected"})
"""The statuses of connections that cannot be deleted and need not be."""

_GOING = frozenset({"delete-in-progress", "delete-complete"})
"""The states of prefix lists that are being deleted."""


def clean_up(
    ledger: Ledger, parties: Mapping[str, Caller], *, scenarios: frozenset[str] | None = None
) -> list[str]:
    """Delete what a run has created; return what remains, with the reasons.

    Resources are found in the run file and by the run's tag: if a run was killed between a call and
    its response, the file does not contain the new resource's ID.

    Args:
        ledger: The ledger of the run.
        parties: The caller of each party of the run, by the party's name.
        scenarios: The scenarios to clean up after; None for the whole run.
    """
    left: dict[str, str] = {}
    for _ in range(3):  # a connection that has just ended may block its VPC for a moment
        left = {}
        for sort in SORTS:
            for caller, resource_id, view in _standing(sort, ledger, parties, scenarios):
                problem = _delete(sort, caller, resource_id, view)
                if problem:
                    left[resource_id] = f"{caller.name} {resource_id}: {problem}"
                else:
                    ledger.strike(resource_id)
        if not left:
            break
        time.sleep(1)
    if not left:
        _forget_unmade(ledger, scenarios)
    return sorted(left.values())


def _standing(
    sort: Sort,
    ledger: Ledger,
    parties: Mapping[str, Caller],
    scenarios: frozenset[str] | None,
) -> Iterator[tuple[Caller, str, Mapping[str, Any]]]:
    """Yield the remaining resources of a kind, with the callers that created them."""
    entries = [each for each in ledger.standing(scenarios) if each.kind == sort.kind.type_name]
    for name in dict.fromkeys(each.party for each in entries):
        caller = parties[name]
        ids = {each.id for each in entries if each.party == name and each.id is not None}
        unknown = any(each.party == name and each.id is None for each in entries)
        views = {resource_id: _find(sort, caller, resource_id) for resource_id in ids}
        if unknown:
            views |= {view[sort.id]: view for view in _select_tagged(sort, caller, ledger.run_id)}
        for resource_id, view in views.items():
            if view is None:
                ledger.strike(str(resource_id))
            else:
                yield caller, str(resource_id), view


def _find(sort: Sort, caller: Caller, resource_id: str) -> Mapping[str, Any] | None:
    """Return a resource, or None if it is deleted or ended."""
    try:
        answer = getattr(caller.ec2, xform_name(sort.describe))(**{sort.ids: [resource_id]})
    except ClientError as error:
        if "NotFound" in error.response["Error"]["Code"]:
            return None
        raise
    views = [view for view in answer[sort.answer] if view[sort.id] == resource_id]
    return views[0] if views and not _has_ended(views[0]) else None


def _select_tagged(sort: Sort, caller: Caller, run_id: str) -> Iterator[Mapping[str, Any]]:
    """Yield resources with the run's tag, checked here because some endpoints ignore filters."""
    filters = [{"Name": f"tag:{TAG}", "Values": [run_id]}] if sort.takes_tag_filters else []
    pages = caller.ec2.get_paginator(xform_name(sort.describe)).paginate(Filters=filters)
    for page in pages:
        for view in page[sort.answer]:
            if {"Key": TAG, "Value": run_id} in view.get("Tags", ()) and not _has_ended(view):
                yield view


def _has_ended(view: Mapping[str, Any]) -> bool:
    status = view.get("Status")
    ended = isinstance(status, Mapping) and status.get("Code") in _ENDED
    return ended or view.get("State") in _GOING


def _delete(sort: Sort, caller: Caller, resource_id: str, view: Mapping[str, Any]) -> str:
    """Delete a resource, and return the reason if that fails, or ""."""
    try:
        sort.free(caller.ec2, view)
        getattr(caller.ec2, xform_name(sort.delete))(**{sort.id: resource_id})
    except ClientError as error:
        if "NotFound" in error.response["Error"]["Code"]:
            return ""
        return str(error)
    except BotoCoreError as error:
        return str(error)
    return ""


def _forget_unmade(ledger: Ledger, scenarios: frozenset[str] | None) -> None:
    """Drop the entries of resources that were never created."""
    for entry in list(ledger.standing(scenarios)):
        ledger.drop(entry)
