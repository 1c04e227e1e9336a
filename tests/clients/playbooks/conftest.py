"""The collection amazon.aws, unpacked, and a runner of its modules."""

import json
import sys
import zipfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from ansible.module_utils.testing import patch_module_args

from peermock import PeeringMock
from tests.clients.playbooks.modules import COLLECTION, REGION, Ansible


@pytest.fixture(scope="session")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The collection, which PyPI has only inside the 200 MB of all of Ansible's, unpacked."""
    (wheel,) = Path(sys.prefix, "../ansible").glob("ansible-*.whl")
    site = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        wanted = f"{COLLECTION.replace('.', '/').removesuffix('modules')}module"
        archive.extractall(site, [name for name in archive.namelist() if name.startswith(wanted)])
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(site)
        yield COLLECTION


@pytest.fixture
def ansible(collection: str, peering: PeeringMock, capsys: pytest.CaptureFixture[str]) -> Ansible:
    """Return a function that runs a module as Ansible does on a host, and returns its result."""

    def run(name: str, /, **arguments: object) -> dict[str, Any]:
        module = import_module(f"{collection}.{name}")
        with patch_module_args({"region": REGION, **arguments}), pytest.raises(SystemExit):
            module.main()
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        return answer

    return run
