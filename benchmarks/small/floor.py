"""The small test's `mock` with canned answers, as its conftest.py: botocore's own work alone."""

from pathlib import Path

import boto3
import pytest
from canned import load, replay
from contenders import CREDENTIALS

boto3.setup_default_session(**CREDENTIALS)
begin = replay(boto3.DEFAULT_SESSION.events, load(Path(__file__).with_name("answers.json")))


@pytest.fixture
def mock() -> None:
    """Begin with the first answer again."""
    begin()
