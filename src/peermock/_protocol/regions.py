"""The Regions of AWS, according to botocore."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache, lru_cache


@cache
def regions() -> Mapping[str, str]:
    """Return all Regions of all partitions, with their long names."""
    from botocore.loaders import Loader  # noqa: PLC0415  # imported on first use

    partitions = Loader().load_data("partitions")["partitions"]
    return {
        name: region["description"]
        for partition in partitions
        for name, region in partition["regions"].items()
        if "global" not in name
    }


@cache
def _elsewhere() -> frozenset[str]:
    """Return the Regions in botocore's endpoints, which may be newer than its partitions."""
    from botocore.loaders import Loader  # noqa: PLC0415  # as above

    partitions = Loader().load_data("endpoints")["partitions"]
    return frozenset(name for partition in partitions for name in partition["regions"])


# Bounded, because the names come from the wire.
@lru_cache(maxsize=1024)
def is_region(name: str) -> bool:
    """Return whether AWS has a Region with this name, according to the installed botocore.

    Example:
        >>> is_region("eu-west-1"), is_region("eu-west-9")
        (True, False)
    """
    return name in regions() or name in _elsewhere()


def nearest_region(name: str) -> str:
    """Return the Region with the most similar name, or "".

    Example:
        >>> nearest_region("us-esat-1"), nearest_region("eu-west-11"), nearest_region("mars")
        ('us-east-1', 'eu-west-1', '')
    """
    letters = sorted(name)
    mixed_up = [each for each in regions() if sorted(each) == letters]
    return next(iter(mixed_up or get_close_matches(name, sorted(regions()), n=1)), "")
