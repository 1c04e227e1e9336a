"""Availability Zones: three per Region, named as on AWS."""

from string import ascii_lowercase

ZONE_LETTERS = ascii_lowercase[:3]

_DIRECTIONS = {
    "north": "n",
    "northeast": "ne",
    "east": "e",
    "southeast": "se",
    "south": "s",
    "southwest": "sw",
    "west": "w",
    "northwest": "nw",
    "central": "c",
}


def zone_names(region_name: str) -> list[str]:
    """Return the names of a Region's zones.

    Example:
        >>> zone_names("eu-west-1")
        ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']
    """
    return [f"{region_name}{letter}" for letter in ZONE_LETTERS]


def zone_id(zone_name: str) -> str:
    """Return the ID of a zone.

    Example:
        >>> zone_id("eu-west-1a"), zone_id("ap-northeast-2c"), zone_id("us-gov-east-1b")
        ('euw1-az1', 'apne2-az3', 'usge1-az2')
    """
    *words, last = zone_name.split("-")
    continent, area = words[:1], [_DIRECTIONS.get(word, word[:1]) for word in words[1:]]
    number = ascii_lowercase.index(last[-1]) + 1  # beside moto there are more than three
    return f"{''.join([*continent, *area])}{last[:-1]}-az{number}"
