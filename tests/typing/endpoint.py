"""Static types of an endpoint. Checked by mypy."""

from typing import assert_type

from peermock import Endpoint, mock_peering

with mock_peering() as aws, aws.serve() as endpoint:
    assert_type(endpoint, Endpoint)
    assert_type(endpoint.url, str)
    assert_type(endpoint.port, int)
    assert_type(endpoint.account_id, str)
    assert_type(endpoint.region_name, str)
    assert_type(endpoint.environment(), dict[str, str])
    assert_type(endpoint.environment("222222222222", region_name="eu-west-1"), dict[str, str])
    assert_type(endpoint.report(), str)

assert_type(aws.serve(host="127.0.0.1", port=4599), Endpoint)

aws.serve("127.0.0.1")  # type: ignore[call-arg]
endpoint.environment(222222222222)  # type: ignore[arg-type]
