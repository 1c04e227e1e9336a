"""Types of the fixtures that run decorated tests."""

from collections.abc import Callable
from unittest import TestCase, TestResult

import pytest

RunTests = Callable[..., pytest.RunResult]
RunCase = Callable[[type[TestCase]], TestResult]
