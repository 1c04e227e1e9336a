"""Servers as they are measured: peermock's endpoint and moto's, each in a process of its own."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter, sleep

import scenarios
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from contenders import CREDENTIALS

PORT = 4598
PAUSE = 0.002
STARTS, BLOCKS, REQUESTS = 8, 60, 50


@contextmanager
def served(contender: str) -> Iterator[str]:
    """Yield the host of a server that has begun to answer."""
    scripts = Path(sys.executable).parent
    command = {
        "moto": [scripts / "moto_server", "-H", "127.0.0.1", "-p", str(PORT)],
        "peermock": [scripts / "peermock", "serve", "--port", str(PORT)],
    }[contender]
    process = subprocess.Popen(
        list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        while not _listens():
            sleep(PAUSE)
        yield f"127.0.0.1:{PORT}"
    finally:
        process.terminate()
        process.wait()


def readiness(contender: str) -> Iterator[float]:
    """Yield how long a server takes from its start until a client can connect."""
    for _ in range(STARTS):
        start = perf_counter()
        with served(contender):
            yield perf_counter() - start


def per_request(contender: str) -> Iterator[float]:
    """Yield what a Describe by ID costs a client that does nothing but send and read bytes."""
    import boto3

    with served(contender) as host:
        client = boto3.client("ec2", endpoint_url=f"http://{host}", **CREDENTIALS)
        (call,) = scenarios.describe_by_id(1)(client)[:1]
        (peering_id,) = call.params["VpcPeeringConnectionIds"]
        headers, body = _sign(host, peering_id)
        connection = HTTPConnection(host)
        for _ in range(BLOCKS):
            start = perf_counter()
            for _ in range(REQUESTS):
                connection.request("POST", "/", body, headers)
                answer = connection.getresponse().read()
            yield (perf_counter() - start) / REQUESTS
            assert peering_id.encode() in answer


def _listens() -> bool:
    try:
        socket.create_connection(("127.0.0.1", PORT)).close()
    except OSError:
        return False
    return True


def _sign(host: str, peering_id: str) -> tuple[dict[str, str], str]:
    body = (
        "Action=DescribeVpcPeeringConnections&Version=2016-11-15"
        f"&VpcPeeringConnectionId.1={peering_id}"
    )
    request = AWSRequest("POST", f"http://{host}/", data=body)
    request.headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8"
    keys = Credentials(CREDENTIALS["aws_access_key_id"], CREDENTIALS["aws_secret_access_key"])
    SigV4Auth(keys, "ec2", CREDENTIALS["region_name"]).add_auth(request)
    return dict(request.headers), body
