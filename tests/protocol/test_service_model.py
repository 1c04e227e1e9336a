"""Models found, remembered and not loaded early."""

import subprocess
import sys

import pytest

from peermock.protocol import operation_model, service_model


@pytest.mark.parametrize(("service", "protocol"), [("ec2", "ec2"), ("sts", "query")])
def test_a_service_has_one_model(service: str, protocol: str) -> None:
    """The model is loaded once and is that of the service."""
    model = service_model(service)
    assert (model.service_name, model.protocol) == (service, protocol)
    assert service_model(service) is model


def test_an_operation_has_one_model() -> None:
    """The model is that of the service and the same at every call."""
    operation = operation_model("ec2", "DescribeVpcPeeringConnections")
    assert operation is service_model("ec2").operation_model("DescribeVpcPeeringConnections")
    assert operation_model("ec2", "DescribeVpcPeeringConnections") is operation


@pytest.mark.parametrize("name", ["", "describeVpcs", "DescribeVpcs ", "AssumeRole", "__class__"])
def test_an_operation_that_the_service_does_not_have_is_none(name: str) -> None:
    """Nothing but the exact name of an operation finds it."""
    assert operation_model("ec2", name) is None


def test_the_package_is_imported_without_botocore() -> None:
    """Botocore is not loaded before a model is asked for, which keeps pytest's start quick."""
    script = "import sys, peermock.protocol; sys.exit('botocore' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
