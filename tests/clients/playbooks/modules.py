"""Type of the fixture that runs Ansible's modules."""

from collections.abc import Callable
from typing import Any

Ansible = Callable[..., dict[str, Any]]
"""Runs a module with arguments, and returns its result."""

COLLECTION = "ansible_collections.amazon.aws.plugins.modules"
REGION = "us-east-1"
