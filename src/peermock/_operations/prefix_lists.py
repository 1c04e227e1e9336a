"""Operations on managed prefix lists, their entries and associations."""

from collections.abc import Iterator, Mapping
from typing import Any

from peermock._domain.cidr import canonical_ipv4, canonical_ipv6
from peermock._domain.errors import InvalidParameterValue, NotACidrBlock
from peermock._domain.errors.prefix_lists import TooManyPrefixListEntries
from peermock._domain.prefix_list import (
    FAMILIES,
    PREFIX_LIST,
    Change,
    PrefixList,
    PrefixListEntry,
    check_size,
)
from peermock._domain.routing import ROUTE_TABLE
from peermock._domain.security import SECURITY_GROUP
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Params, Result
from peermock._operations.filters import View
from peermock._operations.listing import Cursor, Listing
from peermock._operations.resources import Picture, describe, find, find_asked
from peermock._operations.tags import put_tags, tags_on_create
from peermock._operations.views import tags_view

MANAGED_LISTS = Listing(
    answer="PrefixLists",
    ids="PrefixListIds",
    filters={
        "owner-id": "OwnerId",
        "prefix-list-id": "PrefixListId",
        "prefix-list-name": "PrefixListName",
    },
    most=100,
    least=1,
)
ENTRIES = Listing(answer="Entries", most=100, least=1)
ASSOCIATIONS = Listing(answer="PrefixListAssociations", most=255)

MOST_ENTRIES = 100
"""The number of entries that a call may contain."""


def create_managed_prefix_list(world: World, call: Call) -> Result:
    """Create a list, or return the one created with the same token."""
    tags = tags_on_create(call, PREFIX_LIST)
    store = world.store(call.place)
    token: str = call.params.get("ClientToken", "")
    made = store.made_with(token, PREFIX_LIST)
    if made is None:
        made = store.put(PREFIX_LIST, _new_list(world, call), token)
        put_tags(world, call, made.id, tags)
    return {"PrefixList": list_view(world, call, made, f"{Change.CREATE}-in-progress")}


def describe_managed_prefix_lists(world: World, call: Call) -> Result:
    """List the caller's lists and AWS's own."""
    for prefix_list in find_asked(world, call, PREFIX_LIST, MANAGED_LISTS):
        if prefix_list.settling.looks:
            world.store(call.place).put(PREFIX_LIST, prefix_list.looked_at(call.at))
    return describe(world, call, PREFIX_LIST, MANAGED_LISTS, list_view)


def get_managed_prefix_list_entries(world: World, call: Call) -> Result:
    """List the entries of a list, in its current version or an earlier one."""
    prefix_list = find(world, call, PREFIX_LIST, call.params["PrefixListId"])
    entries = prefix_list.entries_of(call.params.get("TargetVersion", prefix_list.version))

    def scan(start: Cursor) -> Iterator[tuple[Cursor, View]]:
        for position, entry in enumerate(entries):
            if position >= start[0]:
                described = {"Description": entry.description} if entry.description else {}
                yield (position, ""), {"Cidr": entry.cidr_block, **described}

    return ENTRIES.describe(world, call, scan=scan)


def get_managed_prefix_list_associations(world: World, call: Call) -> Result:
    """List the caller's resources that refer to a list."""
    prefix_list = find(world, call, PREFIX_LIST, call.params["PrefixListId"])

    def scan(start: Cursor) -> Iterator[tuple[Cursor, View]]:
        for position, resource_id in enumerate(references(world, call, prefix_list.id)):
            if position >= start[0]:
                owner = call.place.account_id
                yield (position, ""), {"ResourceId": resource_id, "ResourceOwner": owner}

    return ASSOCIATIONS.describe(world, call, scan=scan)


def delete_managed_prefix_list(world: World, call: Call) -> Result:
    """Start deleting a list. The deletion fails while the list is referenced."""
    prefix_list = find(world, call, PREFIX_LIST, call.params["PrefixListId"])
    prefix_list.must_be_changeable(call.at)
    is_used = any(references(world, call, prefix_list.id))
    deleted = prefix_list.changed(Change.DELETE, call.at, world.settle, has_failed=is_used)
    world.store(call.place).put(PREFIX_LIST, deleted)
    return {"PrefixList": list_view(world, call, deleted, f"{Change.DELETE}-in-progress")}


def references(world: World, call: Call, prefix_list_id: str) -> Iterator[str]:
    """Yield the IDs of the caller's route tables and groups that refer to a list."""
    holdings = world.at(call.place)
    for table in holdings.of(ROUTE_TABLE):
        if table.route_to(prefix_list_id) is not None:
            yield table.id
    for group in holdings.of(SECURITY_GROUP).naming(prefix_list_id):
        yield group.id


def read_entries(sent: list[Params], family: str) -> list[PrefixListEntry]:
    """Return the validated entries of a call.

    Raises:
        TooManyPrefixListEntries: There are more than a call may contain.
        NotACidrBlock: An entry is not a CIDR block of the list's address family.
    """
    if len(sent) > MOST_ENTRIES:
        raise TooManyPrefixListEntries
    canonical = canonical_ipv4 if family == FAMILIES[0] else canonical_ipv6
    entries = []
    for each in sent:
        block = canonical(each.get("Cidr", ""))
        if block is None:
            raise NotACidrBlock(each.get("Cidr", ""), "cidr")
        entries.append(PrefixListEntry(block, each.get("Description", "")))
    return entries


def list_view(world: World, call: Call, prefix_list: PrefixList, state: str | None = None) -> View:
    """Return a list as its owner sees it, or one of AWS's lists."""
    owner = prefix_list.owner_id
    arn = prefix_list.place._replace(account_id=owner.lower())
    view: dict[str, Any] = {
        "AddressFamily": prefix_list.family,
        "OwnerId": owner,
        "PrefixListArn": arn.arn("ec2", f"{PREFIX_LIST.type_name}/{prefix_list.id}"),
        "PrefixListId": prefix_list.id,
        "PrefixListName": prefix_list.name,
        "State": state or prefix_list.state(call.at),
        "Tags": tags_view(world, call, prefix_list.id),
    }
    if prefix_list.is_of_aws:
        return view
    if view["State"] == f"{Change.DELETE}-failed":
        view["StateMessage"] = "The prefix list is referenced by other resources."
    return view | {"MaxEntries": prefix_list.max_entries, "Version": prefix_list.version}


def picture_prefix_lists(world: World, call: Call) -> Iterator[View]:
    """Yield the caller's own lists."""
    for prefix_list in world.at(call.place).of(PREFIX_LIST):
        if not prefix_list.is_of_aws and prefix_list.is_there(call.at):
            yield list_view(world, call, prefix_list)


def _new_list(world: World, call: Call) -> PrefixList:
    family, name = call.params["AddressFamily"], call.params["PrefixListName"]
    if family not in FAMILIES:
        raise InvalidParameterValue(f"Value ({family}) for parameter addressFamily is invalid.")
    if name.startswith("com.amazonaws"):
        raise InvalidParameterValue(f"Value ({name}) for parameter prefixListName is invalid.")
    entries = read_entries(call.params.get("Entries", []), family)
    size = check_size(call.params["MaxEntries"], 0)
    empty = PrefixList(
        id=world.ids.resource_id(PREFIX_LIST.prefix),
        place=call.place,
        owner_id=call.place.account_id,
        name=name,
        family=family,
        max_entries=size,
        history=((),),
        settling=world.settle.start(call.at),
    )
    return empty.first_version(entries)


_ID = "PrefixListId"

OPERATIONS: Mapping[str, Operation] = {
    "CreateManagedPrefixList": Operation(
        create_managed_prefix_list,
        (
            "PrefixListName",
            "Entries",
            "MaxEntries",
            "AddressFamily",
            "ClientToken",
            "TagSpecifications",
        ),
        "prefix-list/*",
    ),
    "DeleteManagedPrefixList": Operation(delete_managed_prefix_list, (_ID,), _ID),
    "DescribeManagedPrefixLists": Operation(
        describe_managed_prefix_lists, MANAGED_LISTS.parameters
    ),
    "GetManagedPrefixListAssociations": Operation(
        get_managed_prefix_list_associations, (_ID, *ASSOCIATIONS.parameters), _ID
    ),
    "GetManagedPrefixListEntries": Operation(
        get_managed_prefix_list_entries, (_ID, "TargetVersion", *ENTRIES.parameters), _ID
    ),
}
"""The rows of these operations."""

PICTURES: Mapping[str, Picture] = {MANAGED_LISTS.answer: picture_prefix_lists}
"""The view of each of the caller's lists in pictures of a place."""
