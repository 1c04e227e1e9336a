"""Account quotas."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotas:
    """AWS's quotas for VPC peering, with their defaults.

    https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-connection-quotas.html

    Attributes:
        active_per_vpc: Active peering connections per VPC (L-7E9ECCDB).
        outstanding_requests: Outstanding requests of one account in one Region (L-DC9F7029).

    Raises:
        ValueError: A quota is negative.
        TypeError: A quota is not an integer.

    Example:
        >>> Quotas(active_per_vpc=125).outstanding_requests
        25
    """

    active_per_vpc: int = 50
    outstanding_requests: int = 25

    def __post_init__(self) -> None:
        for name in ("active_per_vpc", "outstanding_requests"):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool):
                raise TypeError(f"Quotas({name}={value!r}): expected a whole number")
            if value < 0:
                raise ValueError(f"Quotas({name}={value!r}): expected zero or more")
