"""Other services: a client reads the refusal in its service's protocol."""

import pytest
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.session import get_session

from peermock import Endpoint, PeeringMock

CALLS = [
    ("cloudwatch", "list_metrics", {}),  # rpc-v2-cbor
    ("dynamodb", "list_tables", {}),  # json
    ("iam", "list_users", {}),  # query
    ("lambda", "list_functions", {}),  # rest-json
    ("route53", "list_hosted_zones", {}),  # rest-xml
    ("s3", "list_buckets", {}),
]


@pytest.mark.parametrize(("service_name", "operation", "params"), CALLS)
def test_another_service_is_refused_by_name(
    endpoint: Endpoint,
    peering: PeeringMock,
    service_name: str,
    operation: str,
    params: dict[str, object],
) -> None:
    """The error names the service, and the client does not retry."""
    client = get_session().create_client(
        service_name,
        "us-east-1",
        endpoint_url=endpoint.url,
        config=Config(s3={"addressing_style": "path"}),
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )
    with pytest.raises(ClientError) as caught:
        getattr(client, operation)(**params)
    error = caught.value.response["Error"]
    assert error["Code"] == "UnsupportedOperation"
    assert "peermock does not support the service" in error["Message"]
    assert caught.value.response["ResponseMetadata"]["RetryAttempts"] == 0
    assert len(peering.calls) == 1
