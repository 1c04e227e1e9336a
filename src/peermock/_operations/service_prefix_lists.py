"""The prefix lists of services with gateway endpoints, managed by AWS."""

from collections.abc import Iterator, Mapping

from peermock._domain.prefix_list import PREFIX_LIST, PrefixList
from peermock._domain.world import World
from peermock._operations.call import Call, Operation, Result
from peermock._operations.filters import View
from peermock._operations.listing import Cursor, Listing
from peermock._operations.resources import find

SERVICE_LISTS = Listing(
    answer="PrefixLists",
    ids="PrefixListIds",
    filters={"prefix-list-id": "PrefixListId", "prefix-list-name": "PrefixListName"},
    least=1,
)


def describe_prefix_lists(world: World, call: Call) -> Result:
    """List AWS's lists for services with gateway endpoints."""

    def scan(start: Cursor) -> Iterator[tuple[Cursor, View]]:
        for position, prefix_list in world.at(call.place).of(PREFIX_LIST).scan(start[0]):
            if prefix_list.is_of_aws:
                yield (position, ""), _service_view(prefix_list)

    def find_view(prefix_list_id: str) -> View:
        prefix_list = find(world, call, PREFIX_LIST, prefix_list_id)
        if not prefix_list.is_of_aws:
            raise PREFIX_LIST.not_found(prefix_list_id)
        return _service_view(prefix_list)

    return SERVICE_LISTS.describe(
        world, call, scan=scan, find=find_view, not_found=PREFIX_LIST.not_found
    )


def _service_view(prefix_list: PrefixList) -> View:
    return {
        "Cidrs": [entry.cidr_block for entry in prefix_list.entries],
        "PrefixListId": prefix_list.id,
        "PrefixListName": prefix_list.name,
    }


OPERATIONS: Mapping[str, Operation] = {
    "DescribePrefixLists": Operation(describe_prefix_lists, SERVICE_LISTS.parameters),
}
"""The rows of these operations."""
