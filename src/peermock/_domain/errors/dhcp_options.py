"""AWS errors about DHCP options; see docs/explanation/fidelity.md."""

from peermock._domain.errors.aws_error import AwsError, not_found
from peermock._domain.errors.request import InvalidParameterValue


class DhcpOptionsNotFound(AwsError):
    """The caller's account has no DHCP options with this ID in this Region."""

    code = "InvalidDhcpOptionID.NotFound"  # "Option", but "Options" in DeleteDhcpOptions

    def __init__(self, *dhcp_options_ids: str) -> None:
        super().__init__(not_found("dhcpOption", dhcp_options_ids))
        self.dhcp_options_ids = dhcp_options_ids


class DeletedDhcpOptionsNotFound(AwsError):
    """The call deletes DHCP options that do not exist."""

    code = "InvalidDhcpOptionsID.NotFound"

    def __init__(self, *dhcp_options_ids: str) -> None:
        super().__init__(not_found("dhcpOptions", dhcp_options_ids))
        self.dhcp_options_ids = dhcp_options_ids


class DhcpOptionsIdMalformed(AwsError):
    """The text is not a well-formed DHCP options ID."""

    code = "InvalidDhcpOptionsId.Malformed"

    def __init__(self, text: str) -> None:
        super().__init__(f'Invalid id: "{text}" (expecting "dopt-...")')
        self.text = text


class InvalidDhcpOption(InvalidParameterValue):
    """The DHCP option is unknown, repeated or without values."""

    def __init__(self, key: str) -> None:
        super().__init__(f"Value ({key}) for parameter key is invalid.")
        self.key = key


class InvalidDhcpValue(InvalidParameterValue):
    """The DHCP option does not accept this value."""

    def __init__(self, value: str, key: str) -> None:
        super().__init__(f"Value ({value}) for parameter {key} is invalid.")
        self.value = value
        self.key = key


class TooManyDhcpValues(InvalidParameterValue):
    """The DHCP option has too many values."""

    def __init__(self, key: str, limit: int) -> None:
        super().__init__(f"The option {key} takes no more than {limit} values.")
        self.key = key
        self.limit = limit
