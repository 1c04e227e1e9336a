"""The base of all that AWS answers when it refuses."""


class AwsError(Exception):
    """An error that AWS would answer, with its code, text and HTTP status.

    Attributes:
        code: The code as AWS spells it, odd capitals included.
        status: The HTTP status of the answer.
        message: The text, to the letter.
    """

    code: str
    status: int = 400

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def not_found(what: str, ids: tuple[str, ...]) -> str:
    """Return AWS's text for unknown IDs, in the singular or the plural."""
    if len(ids) == 1:
        return f"The {what} ID '{ids[0]}' does not exist"
    return f"The {what} IDs '{', '.join(ids)}' do not exist"
