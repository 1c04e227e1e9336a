"""`peermock verify`: compare peermock with a real AWS account, or any other EC2."""

from peermock._verify.arguments import add_arguments as configure
from peermock._verify.command import run_command as run

__all__ = ["configure", "run"]
