"""A diagram as a value for notebooks and documents, the same in every run."""

import subprocess
import sys

import pytest
from botocore.client import BaseClient

from peermock import Diagram, MockStateError, PeeringMock, Vpc, VpcPeeringConnection, mock_peering

SCRIPT = """
from peermock import mock_peering

with mock_peering(seed=7) as aws:
    for i in range({vpcs}):
        name = {{"Name": f"team-{{i}}"}}
        vpc = aws.account(f"{{i % 3}}" * 12).vpc(f"10.{{i}}.0.0/16", tags=name)
        if i:
            aws.peer(before, vpc, ("active", "rejected", "pending-acceptance")[i % 3])
        before = vpc
    print(aws.diagram())
"""


@pytest.fixture
def diagram(peering: PeeringMock, request_of_ours: VpcPeeringConnection) -> Diagram:
    """The diagram of a pending request."""
    return peering.diagram()


def test_notebooks_take_what_they_can_draw(diagram: Diagram) -> None:
    """JupyterLab draws Mermaid, others Markdown, and a terminal shows the text."""
    assert diagram._repr_mimebundle_(include=None, exclude=None) == {
        "text/vnd.mermaid": diagram.source,
        "text/markdown": diagram.markdown,
        "text/plain": diagram.source,
    }
    assert diagram._repr_markdown_() == diagram.markdown


def test_documents_take_markdown(diagram: Diagram) -> None:
    """GitHub and GitLab draw such a block."""
    assert diagram.markdown == f"```mermaid\n{diagram}\n```\n"


def test_a_diagram_is_a_value(peering: PeeringMock, ours: Vpc) -> None:
    """Equal worlds have equal diagrams, which later changes do not affect."""
    before = peering.diagram()
    assert before == peering.diagram()
    peering.vpc("10.1.0.0/16")
    assert before != peering.diagram()


def test_drawing_changes_nothing(peering: PeeringMock, ec2: BaseClient, ours: Vpc) -> None:
    """Drawing does not create an account that a request names."""
    ec2.create_vpc_peering_connection(
        VpcId=ours.id, PeerVpcId="vpc-0123456789abcdef0", PeerOwnerId="333333333333"
    )
    before = peering.to_dict()
    peering.diagram(defaults=True)
    assert peering.to_dict() == before
    assert list(before) == ["123456789012"]
    assert len(peering.calls) == 1


@pytest.mark.parametrize("vpcs", [9, 30])
def test_a_diagram_is_stable_from_run_to_run(vpcs: int) -> None:
    """A process with different hash seeds draws the same text."""
    texts = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT.format(vpcs=vpcs)],
            env={"PYTHONPATH": ":".join(sys.path), "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            check=True,
            text=True,
            encoding="utf-8",
        ).stdout
        for hash_seed in ("1", "2", "3")
    }
    assert len(texts) == 1
    assert f"{vpcs} VPCs in 3 accounts" in texts.pop()


def test_a_mock_that_is_not_active_has_none() -> None:
    """There is no world to draw."""
    with pytest.raises(MockStateError, match="not active"):
        mock_peering().diagram()
