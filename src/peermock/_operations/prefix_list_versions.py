"""Operations that change managed prefix lists and create new versions."""

from collections.abc import Mapping

from peermock._domain.errors import MissingParameter
from peermock._domain.errors.prefix_lists import EntriesAndSizeTogether
from peermock._domain.prefix_list import PREFIX_LIST, Change
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.prefix_lists import list_view, read_entries
from peermock._operations.resources import find

_ENTRIES = ("AddEntries", "RemoveEntries")
_CHANGES = (*_ENTRIES, "MaxEntries", "PrefixListName")


def modify_managed_prefix_list(world: World, call: Call) -> Result:
    """Change the entries of a list, which creates a new version, or its size or name."""
    params = call.params
    prefix_list = find(world, call, PREFIX_LIST, params["PrefixListId"])
    prefix_list.must_be_changeable(call.at, params.get("CurrentVersion"))
    if not any(name in params for name in _CHANGES):
        raise MissingParameter("addEntries, removeEntries, maxEntries or prefixListName")
    if "MaxEntries" in params and any(name in params for name in _ENTRIES):
        raise EntriesAndSizeTogether
    if any(params.get(name) for name in _ENTRIES):
        added = read_entries(params.get("AddEntries", []), prefix_list.family)
        removed = read_entries(params.get("RemoveEntries", []), prefix_list.family)
        prefix_list = prefix_list.with_entries(added, [entry.cidr_block for entry in removed])
    if "MaxEntries" in params:
        prefix_list = prefix_list.resized(params["MaxEntries"])
    prefix_list = prefix_list.renamed(params.get("PrefixListName", prefix_list.name))
    changed = prefix_list.changed(Change.MODIFY, call.at, world.settle)
    world.store(call.place).put(PREFIX_LIST, changed)
    return {"PrefixList": list_view(world, call, changed, f"{Change.MODIFY}-in-progress")}


def restore_managed_prefix_list_version(world: World, call: Call) -> Result:
    """Create a new version of a list with the entries of an earlier one."""
    prefix_list = find(world, call, PREFIX_LIST, call.params["PrefixListId"])
    prefix_list.must_be_changeable(call.at, call.params["CurrentVersion"])
    restored = prefix_list.restored(call.params["PreviousVersion"])
    changed = restored.changed(Change.RESTORE, call.at, world.settle)
    world.store(call.place).put(PREFIX_LIST, changed)
    return {"PrefixList": list_view(world, call, changed, f"{Change.RESTORE}-in-progress")}


_ID = "PrefixListId"

OPERATIONS: Mapping[str, Operation] = {
    "ModifyManagedPrefixList": Operation(
        modify_managed_prefix_list, (_ID, "CurrentVersion", *_CHANGES), _ID
    ),
    "RestoreManagedPrefixListVersion": Operation(
        restore_managed_prefix_list_version, (_ID, "PreviousVersion", "CurrentVersion"), _ID
    ),
}
"""The rows of these operations."""
