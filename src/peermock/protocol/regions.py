"""The Regions that AWS has, as botocore knows them."""

from functools import cache


@cache
def region_names() -> frozenset[str]:
    """Return the names of all Regions of all partitions."""
    from botocore.loaders import Loader  # noqa: PLC0415  # botocore is loaded at first use

    partitions = Loader().load_data("partitions")["partitions"]
    return frozenset(
        name for partition in partitions for name in partition["regions"] if "global" not in name
    )


def is_region(name: str) -> bool:
    """Tell whether AWS has a Region of this name.

    Example:
        >>> is_region("eu-west-1"), is_region("eu-west-9")
        (True, False)
    """
    return name in region_names()
