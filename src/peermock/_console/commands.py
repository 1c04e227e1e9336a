"""The AWS CLI command and the boto3 code for a call."""

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from botocore import xform_name

_PLAIN = re.compile(r"[\w.:/*?@+ -]+", re.ASCII)
"""A value that needs no quotes in the CLI's shorthand syntax."""

_INDENT = " " * 4


def as_cli(operation_name: str, params: Mapping[str, Any], region_name: str) -> str:
    r"""Return the AWS CLI command for a call, quoted for a shell.

    Args:
        operation_name: The operation.
        params: The parameters in botocore's spelling.
        region_name: The Region.

    Example:
        >>> print(as_cli("CreateVpc", {"CidrBlock": "10.0.0.0/16"}, "eu-west-1"))
        aws ec2 create-vpc \
            --region eu-west-1 \
            --cidr-block 10.0.0.0/16
    """
    lines = [f"aws ec2 {xform_name(operation_name, '-')}", f"--region {region_name}"]
    lines += [_option(name, value) for name, value in params.items()]
    return f" \\\n{_INDENT}".join(lines)


def as_boto3(operation_name: str, params: Mapping[str, Any], region_name: str) -> str:
    """Return Python code that makes a call with boto3.

    Args:
        operation_name: The operation.
        params: The parameters in botocore's spelling.
        region_name: The Region.

    Example:
        >>> print(as_boto3("CreateVpc", {"CidrBlock": "10.0.0.0/16"}, "eu-west-1"))
        import boto3
        <BLANKLINE>
        ec2 = boto3.client("ec2", region_name="eu-west-1")
        ec2.create_vpc(
            CidrBlock="10.0.0.0/16",
        )
    """
    arguments = [f"{_INDENT}{name}={_python(value)},\n" for name, value in params.items()]
    inside = f"\n{''.join(arguments)}" if arguments else ""
    return (
        f'import boto3\n\nec2 = boto3.client("ec2", region_name="{region_name}")\n'
        f"ec2.{xform_name(operation_name)}({inside})"
    )


def _option(name: str, value: object) -> str:
    option = f"--{xform_name(name, '-')}"
    if isinstance(value, bool):
        return option if value else option.replace("--", "--no-", 1)
    return f"{option} {' '.join(_words(value))}"


def _words(value: object) -> Iterator[str]:
    """Yield the words of a value on the command line."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        yield from map(shlex.quote, value)
    elif isinstance(value, list | Mapping):
        each = value if isinstance(value, list) else [value]
        short = [_shorthand(part) for part in each]
        if all(part is not None for part in short):
            yield from (shlex.quote(str(part)) for part in short)
        else:
            yield shlex.quote(json.dumps(value, ensure_ascii=False, default=_text))
    else:
        yield shlex.quote(_text(value))


def _shorthand(value: object) -> str | None:
    """Return a structure in the CLI's shorthand syntax, or None if it needs JSON."""
    if not isinstance(value, Mapping):
        return None
    parts = [(name, _short(each)) for name, each in value.items()]
    if any(part is None for _, part in parts):
        return None
    return ",".join(f"{name}={part}" for name, part in parts)


def _short(value: object) -> str | None:
    """Return a structure's member in shorthand syntax, or None if it needs JSON."""
    if isinstance(value, list):
        parts = [_brace(each) if isinstance(each, Mapping) else _short(each) for each in value]
        return None if None in parts or not parts else _spell_list(value, [str(p) for p in parts])
    text = _text(value)
    return text if not isinstance(value, Mapping) and _PLAIN.fullmatch(text) else None


def _spell_list(value: list[object], parts: list[str]) -> str:
    """Return a list in shorthand syntax, with brackets around structures."""
    inside = ",".join(parts)
    return f"[{inside}]" if isinstance(value[0], Mapping) else inside


def _brace(value: object) -> str | None:
    inside = _shorthand(value)
    return None if inside is None else f"{{{inside}}}"


def _text(value: object) -> str:
    """Return a scalar as text for the CLI."""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


def _python(value: object, depth: int = 1) -> str:
    """Return a value as a Python literal."""
    margin, end = _INDENT * (depth + 1), _INDENT * depth
    if isinstance(value, Mapping):
        inside = [f"{margin}{_python(k)}: {_python(v, depth + 1)},\n" for k, v in value.items()]
        return f"{{\n{''.join(inside)}{end}}}"
    if isinstance(value, list):
        if all(isinstance(each, str) for each in value):
            return f"[{', '.join(map(_python, value))}]"
        return f"[\n{''.join(f'{margin}{_python(v, depth + 1)},{chr(10)}' for v in value)}{end}]"
    if isinstance(value, str | date):
        return json.dumps(_text(value), ensure_ascii=False)
    return repr(value)
