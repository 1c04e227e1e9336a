"""The first call of a process: `python first.py CONTENDER ANSWERS` prints the CPU time until then.

The time counts from the start of the interpreter, with what a script imports that uses boto3.
"""

import sys
from pathlib import Path
from time import process_time

import boto3
from canned import load, replay
from contenders import CREDENTIALS

_, contender, answers = sys.argv
session = boto3.Session(**CREDENTIALS)
if contender == "floor":
    replay(session.events, load(Path(answers)))
else:
    from peermock import mock_peering

    mock_peering().start()
session.client("ec2").describe_vpc_peering_connections()
print(process_time())
