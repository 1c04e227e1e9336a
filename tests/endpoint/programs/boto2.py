"""A peering with boto 2, whose signatures and parameters are older than botocore's."""

import json
import os
import sys
from urllib.parse import urlsplit

from boto.exception import EC2ResponseError
from boto.regioninfo import RegionInfo
from boto.vpc import VPCConnection

url = urlsplit(os.environ["AWS_ENDPOINT_URL"])


def connect(key: str, region: str) -> VPCConnection:
    """Return a connection for an account in a Region."""
    return VPCConnection(
        aws_access_key_id=key,
        aws_secret_access_key="x",
        region=RegionInfo(name=region, endpoint=url.hostname),
        port=url.port,
        is_secure=False,
    )


ours = connect(os.environ["AWS_ACCESS_KEY_ID"], "us-east-1")
told: dict[str, object] = {}
request = ours.create_vpc_peering_connection(os.environ["OUR_VPC"], os.environ["OTHER_VPC"])
told["requested"] = request.status_code
told["accepted"] = ours.accept_vpc_peering_connection(request.id).status_code
(active,) = ours.get_all_vpc_peering_connections([request.id])
told["active"] = active.status_code
refused = []
for call in (
    lambda: ours.accept_vpc_peering_connection("pcx-00000000"),
    lambda: ours.get_all_vpcs(dry_run=True),
    ours.get_all_bundle_tasks,
):
    try:
        call()
    except EC2ResponseError as error:
        refused.append([error.error_code, error.status, 1])
told["refused"] = refused
ours.delete_vpc_peering_connection(request.id)
(deleted,) = ours.get_all_vpc_peering_connections([request.id])
told["deleted"] = deleted.status_code
sys.stdout.write(json.dumps(told))
