"""Service models: loading and caching."""

import subprocess
import sys

import pytest

from peermock._protocol import operation_model, service_model


@pytest.mark.parametrize(("service", "protocol"), [("ec2", "ec2"), ("sts", "query")])
def test_a_service_has_one_model(service: str, protocol: str) -> None:
    """The model is loaded once."""
    model = service_model(service)
    assert (model.service_name, model.protocol) == (service, protocol)
    assert service_model(service) is model


def test_an_operation_has_one_model() -> None:
    """The same model is returned at every call."""
    operation = operation_model("ec2", "DescribeVpcPeeringConnections")
    assert operation is service_model("ec2").operation_model("DescribeVpcPeeringConnections")
    assert operation_model("ec2", "DescribeVpcPeeringConnections") is operation


@pytest.mark.parametrize("name", ["", "describeVpcs", "DescribeVpcs ", "AssumeRole", "__class__"])
def test_an_unknown_operation_has_no_model(name: str) -> None:
    """Only the exact name finds an operation."""
    assert operation_model("ec2", name) is None


def test_the_package_is_imported_without_botocore() -> None:
    """Botocore is loaded with the first model, which keeps pytest's start fast."""
    script = "import sys, peermock._protocol; sys.exit('botocore' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
