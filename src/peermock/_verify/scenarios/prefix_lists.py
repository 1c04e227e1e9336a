"""Managed prefix lists."""

import time
from collections.abc import Mapping
from typing import Any

from peermock._operations import Result
from peermock._verify.conversation import Conversation
from peermock._verify.scenario import Scenarios
from peermock._verify.scenarios.keeping import nothing

SCENARIOS = Scenarios("Prefix lists")

ONE, OTHER = {"Cidr": "10.1.0.0/16", "Description": "one"}, {"Cidr": "10.2.0.0/16"}


def list_of(talk: Conversation) -> str:
    """Create a prefix list with one entry and room for two, and return its ID."""
    answer = talk.arrange(
        "requester",
        "CreateManagedPrefixList",
        PrefixListName="peermock-verify",
        MaxEntries=2,
        AddressFamily="IPv4",
        Entries=[ONE],
    )
    list_id = str(answer["PrefixList"]["PrefixListId"])
    settle(talk, list_id)
    return list_id


def settle(talk: Conversation, list_id: str) -> Mapping[str, Any]:
    """Wait until no change is in progress, and return the list."""
    end = time.monotonic() + talk.pace.patience
    while True:
        answer = talk.arrange("requester", "DescribeManagedPrefixLists", PrefixListIds=[list_id])
        view: Mapping[str, Any] = answer["PrefixLists"][0]
        if not view["State"].endswith("in-progress") or time.monotonic() >= end:
            return view
        time.sleep(max(talk.pace.pause * 5, 0.1))


def modify(talk: Conversation, list_id: str, **params: Any) -> None:
    """Modify a list; compare whether AWS accepts it, and the version afterwards."""
    talk.ask("requester", "ModifyManagedPrefixList", PrefixListId=list_id, keep=nothing, **params)
    settle(talk, list_id)

    def version(answer: Result) -> Any:  # any response
        return answer["PrefixLists"][0].get("Version")

    ids = [list_id]
    talk.ask("requester", "DescribeManagedPrefixLists", PrefixListIds=ids, keep=version)


@SCENARIOS.add(
    "`ModifyManagedPrefixList` with a name or a size", "Entries removed and added in one call"
)
def new_versions(talk: Conversation) -> None:
    """Change the name, the size and the entries of a list, and describe its version."""
    list_id = list_of(talk)
    modify(talk, list_id, PrefixListName="peermock-verify-2")
    modify(talk, list_id, MaxEntries=3)
    modify(
        talk, list_id, CurrentVersion=1, AddEntries=[OTHER], RemoveEntries=[{"Cidr": ONE["Cidr"]}]
    )
    talk.ask("requester", "GetManagedPrefixListEntries", PrefixListId=list_id)


@SCENARIOS.add(
    "Adding an existing entry",
    "Removing a missing entry",
    "More entries than the maximum size",
    "A version that never existed",
)
def odd_modifications(talk: Conversation) -> None:
    """Modify a list in invalid ways."""
    list_id = list_of(talk)
    many = [{"Cidr": f"10.{number}.0.0/16"} for number in range(3, 6)]
    modify(talk, list_id, CurrentVersion=1, AddEntries=[ONE])
    modify(talk, list_id, CurrentVersion=1, RemoveEntries=[{"Cidr": OTHER["Cidr"]}])
    modify(talk, list_id, CurrentVersion=1, AddEntries=many)
    talk.ask(
        "requester",
        "GetManagedPrefixListEntries",
        PrefixListId=list_id,
        TargetVersion=9,
        keep=nothing,
    )


@SCENARIOS.add("AWS-managed lists", "Changing or deleting an AWS-managed list")
def lists_of_aws(talk: Conversation) -> None:
    """Describe AWS's own lists for S3 and DynamoDB, and try to delete one."""
    names = [
        f"com.amazonaws.{talk.parties['requester'].region_name}.{each}"
        for each in ("s3", "dynamodb")
    ]
    filters = [{"Name": "prefix-list-name", "Values": names}]

    def kept(answer: Result) -> Any:  # any response
        hidden = ("PrefixListId", "PrefixListArn")
        views = answer["PrefixLists"]
        return [{name: view[name] for name in view if name not in hidden} for view in views]

    answer = talk.ask("requester", "DescribeManagedPrefixLists", Filters=filters, keep=kept)
    found = answer["PrefixLists"][0]["PrefixListId"]
    talk.ask("requester", "DeleteManagedPrefixList", PrefixListId=found, keep=nothing, DryRun=True)
