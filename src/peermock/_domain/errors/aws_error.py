"""The base class of AWS's errors."""


class AwsError(Exception):
    """An error as AWS returns it, with its code, message and HTTP status.

    Attributes:
        code: The code as AWS spells it, irregular capitals included.
        status: The HTTP status of the response.
        message: The message, to the letter.
    """

    code: str
    status: int = 400

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def not_found(what: str, ids: tuple[str, ...]) -> str:
    """Return AWS's message for unknown IDs, in the singular or plural."""
    if len(ids) == 1:
        return f"The {what} ID '{ids[0]}' does not exist"
    return f"The {what} IDs '{', '.join(ids)}' do not exist"
