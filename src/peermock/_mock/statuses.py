"""The statuses in which a test can arrange a connection."""

from typing import Literal

LastingStatus = Literal["pending-acceptance", "active", "rejected", "deleted", "expired", "failed"]
"""The statuses that a connection can be arranged in; the transitional ones are left out."""
