"""AWS errors about managed prefix lists; see docs/explanation/fidelity.md."""

from peermock._domain.errors.aws_error import AwsError
from peermock._domain.errors.request import InvalidParameterValue


class PrefixListNotFound(AwsError):
    """The caller sees no prefix list with this ID in this Region."""

    code = "InvalidPrefixListID.NotFound"

    def __init__(self, *prefix_list_ids: str) -> None:
        super().__init__(
            f"The prefix list ID '{prefix_list_ids[0]}' does not exist"
            if len(prefix_list_ids) == 1
            else f"The prefix list IDs '{', '.join(prefix_list_ids)}' do not exist"
        )
        self.prefix_list_ids = prefix_list_ids


class PrefixListIdMalformed(AwsError):
    """The text is not a well-formed prefix list ID."""

    code = "InvalidPrefixListId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "pl-...")')
        self.text = text


class PrefixListVersionMismatch(AwsError):
    """The list's current version is not the one that the call names."""

    code = "PrefixListVersionMismatch"

    def __init__(self) -> None:
        super().__init__("The prefix list has the incorrect version number.")


class PrefixListVersionNotFound(AwsError):
    """The list never had this version."""

    code = "InvalidPrefixListVersion.NotFound"

    def __init__(self, version: int, prefix_list_id: str) -> None:
        super().__init__(f"The prefix list {prefix_list_id} has no version {version}.")
        self.version = version
        self.prefix_list_id = prefix_list_id


class PrefixListEntryExists(AwsError):
    """The list already has an entry spelled exactly like this one."""

    code = "InvalidPrefixListModification"

    def __init__(self, cidr_block: str, description: str) -> None:
        super().__init__(
            f"An entry with the CIDR ({cidr_block}) and description ({description}) already exists."
        )
        self.cidr_block = cidr_block
        self.description = description


class PrefixListEntryMissing(AwsError):
    """The list does not have the entry that the call removes."""

    code = "InvalidPrefixListModification"

    def __init__(self, cidr_block: str) -> None:
        super().__init__(f"An entry with the CIDR ({cidr_block}) does not exist.")
        self.cidr_block = cidr_block


class PrefixListIsFull(AwsError):
    """The call would exceed the list's maximum number of entries."""

    code = "PrefixListMaxEntriesExceeded"

    def __init__(self) -> None:
        super().__init__("You've reached the maximum number of entries for the prefix list.")


class InvalidPrefixListSize(InvalidParameterValue):
    """The maximum number of entries is out of range."""

    def __init__(self) -> None:
        super().__init__("Must specify a max size between 1 and 1000")


class TooManyPrefixListEntries(InvalidParameterValue):
    """The call has too many entries."""

    def __init__(self) -> None:
        super().__init__("The number of entries per request cannot exceeds limit (100).")


class EntriesAndSizeTogether(AwsError):
    """One call cannot change both the entries and the size of a list."""

    code = "InvalidParameterCombination"

    def __init__(self) -> None:
        super().__init__(
            "You cannot modify the entries and the maximum number of entries for the prefix list "
            "in the same request."
        )


class IncorrectPrefixListState(AwsError):
    """An earlier change of the list is still in progress."""

    code = "IncorrectState"

    def __init__(self, prefix_list_id: str, state: str) -> None:
        super().__init__(f"The prefix list {prefix_list_id} is in the state {state}.")
        self.prefix_list_id = prefix_list_id
        self.state = state


class PrefixListOfAws(AwsError):
    """The list is managed by AWS and cannot be changed."""

    code = "OperationNotPermitted"

    def __init__(self, prefix_list_id: str) -> None:
        super().__init__(f"The prefix list {prefix_list_id} is managed by AWS.")
        self.prefix_list_id = prefix_list_id
