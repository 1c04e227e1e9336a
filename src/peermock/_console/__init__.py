"""The console: pages for following the VPC peering guide by hand.

Each step is a call through the gateway, signed with the credentials of the page's account.
"""

from peermock._console.console import Console

__all__ = ["Console"]
