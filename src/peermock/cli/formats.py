"""Environment variables in the syntax of shells and files."""

import json
import shlex
from collections.abc import Callable, Mapping

Variables = Mapping[str, str]


def _as_sh(variables: Variables) -> str:
    return "".join(f"export {name}={shlex.quote(text)}\n" for name, text in variables.items())


def _as_powershell(variables: Variables) -> str:
    pairs = ((name, text.replace("'", "''")) for name, text in variables.items())
    return "".join(f"$Env:{name} = '{text}'\n" for name, text in pairs)


def _as_dotenv(variables: Variables) -> str:
    return "".join(f"{name}={text}\n" for name, text in variables.items())


def _as_json(variables: Variables) -> str:
    return json.dumps(variables, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Variables], str]] = {
    "sh": _as_sh,
    "powershell": _as_powershell,
    "dotenv": _as_dotenv,
    "json": _as_json,
}
"""The writer for each format."""
