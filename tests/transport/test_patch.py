"""Patches of other libraries: on what is imported, and on what is imported later."""

import importlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.abc import MetaPathFinder
from pathlib import Path

import pytest

from peermock import PeermockError
from peermock.transport.patch import Method, Patch, Patches

CODE = """
class Thing:
    def name(self):
        return "original"

def title():
    return "original"
"""


def patched(_: Method) -> Method:
    """Return what every patch of these tests puts on."""
    return lambda *_: "patched"


def make_patches(*module_names: str) -> Patches:
    """Return patches of both things that the libraries have."""
    methods = [Patch(name, "Thing", "name", patched) for name in module_names]
    functions = [Patch(name, None, "title", patched) for name in module_names]
    return Patches(*methods, *functions)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """A maker of libraries, which are forgotten afterwards."""
    monkeypatch.syspath_prepend(tmp_path)
    before = set(sys.modules)

    def write(name: str, code: str = CODE) -> None:
        (tmp_path / f"{name}.py").write_text(code)
        importlib.invalidate_caches()

    yield write
    for name in set(sys.modules) - before:
        if name.startswith("library"):
            del sys.modules[name]


@pytest.fixture
def patches() -> Iterator[Patches]:
    """Patches of a library, on."""
    patches = make_patches("library")
    patches.put_on()
    yield patches
    patches.take_off()


def test_what_is_imported_is_patched_at_once(library: Callable[..., None]) -> None:
    """A class and a module that are there are patched, and put back."""
    library("library")
    module = importlib.import_module("library")
    originals = vars(module.Thing)["name"], module.title
    patches = make_patches("library")
    patches.put_on()
    assert module.Thing().name() == module.title() == "patched"
    patches.take_off()
    assert (vars(module.Thing)["name"], module.title) == originals


def test_what_is_imported_later_is_patched_then(
    library: Callable[..., None], patches: Patches
) -> None:
    """A library is not imported for the patch, and is patched when somebody imports it."""
    library("library")
    assert "library" not in sys.modules
    module = importlib.import_module("library")
    assert module.Thing().name() == module.title() == "patched"


def test_what_is_imported_meanwhile_is_put_back(library: Callable[..., None]) -> None:
    """Afterwards the library is as if it had been imported without patches."""
    library("library")
    patches = make_patches("library")
    patches.put_on()
    module = importlib.import_module("library")
    patches.take_off()
    assert module.Thing().name() == module.title() == "original"
    assert module.__spec__.loader is module.__loader__
    assert type(module.__loader__).__module__ == "_frozen_importlib_external"


def test_what_is_imported_anew_is_patched_anew(
    library: Callable[..., None], patches: Patches
) -> None:
    """A library that is reloaded, or forgotten and imported again, does not escape."""
    library("library")
    first = importlib.import_module("library")
    old = first.Thing
    assert importlib.reload(first).Thing().name() == "patched"
    assert first.Thing is not old
    del sys.modules["library"]
    second = importlib.import_module("library")
    assert (old().name(), second.Thing().name()) == ("patched", "patched")


def test_what_is_forgotten_is_put_back(library: Callable[..., None]) -> None:
    """A library that has left `sys.modules` is put back all the same."""
    library("library")
    module = importlib.import_module("library")
    patches = make_patches("library")
    patches.put_on()
    del sys.modules["library"]
    patches.take_off()
    assert module.Thing().name() == module.title() == "original"


@pytest.mark.parametrize("code", ["", "Thing = title = None", "class Thing: pass"])
def test_what_is_not_there_is_not_patched(
    library: Callable[..., None], patches: Patches, code: str
) -> None:
    """A version of a library without the class or the method is left alone."""
    library("library", code)
    module = importlib.import_module("library")
    assert not hasattr(getattr(module, "Thing", None), "name")


@pytest.fixture
def required() -> Patches:
    """Patches of a library, the last of which has to be put on."""
    thing = Patch("library", "Thing", "name", patched, required=True)
    return Patches(Patch("library", None, "title", patched), thing)


@pytest.mark.parametrize("code", ["title = 1", "Thing = title = None", "class Thing: title = 1"])
def test_what_is_required_and_not_there_is_an_error(
    library: Callable[..., None], required: Patches, code: str
) -> None:
    """Whether the library is there or comes later, it is not used, and nothing is patched."""
    library("library", code)
    module = importlib.import_module("library")
    before = dict(vars(module))
    with pytest.raises(PeermockError, match=r"^peermock needs library\.Thing\.name, to keep"):
        required.put_on()
    assert vars(module) == before
    del sys.modules["library"]
    required.put_on()
    with pytest.raises(PeermockError, match=r"^peermock needs library\.Thing\.name, to keep"):
        importlib.import_module("library")
    required.take_off()
    assert "library" not in sys.modules


def test_what_is_required_may_come_while_it_is_imported(
    library: Callable[..., None], required: Patches, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mock that starts in the midst of an import does not complain of what is not yet there."""
    library("library", f"import sys\nsys.start_of_mock()\n{CODE}")
    monkeypatch.setattr(sys, "start_of_mock", required.put_on, raising=False)
    module = importlib.import_module("library")
    required.take_off()
    assert module.Thing().name() == "original"


def test_what_cannot_be_found_stays_so(patches: Patches) -> None:
    """The error of an import is Python's own."""
    with pytest.raises(ModuleNotFoundError, match="No module named 'library'"):
        importlib.import_module("library")


def test_a_folder_without_code_stays_what_it_is(
    tmp_path: Path, library: Callable[..., None], patches: Patches
) -> None:
    """A namespace package is imported as ever."""
    (tmp_path / "library").mkdir()
    assert list(importlib.import_module("library").__path__) == [str(tmp_path / "library")]


def test_an_import_that_fails_leaves_nothing(
    library: Callable[..., None], patches: Patches
) -> None:
    """A library that cannot be imported can be when its fault is gone."""
    library("library", "raise ImportError('broken')")
    with pytest.raises(ImportError, match="broken"):
        importlib.import_module("library")
    library("library", f"{CODE}\n# mended")
    assert importlib.import_module("library").title() == "patched"


def test_an_import_that_outlives_the_patches_is_not_patched(
    library: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library whose import ends after the mock is left alone."""
    patches = make_patches("library")
    library("library", f"import sys\nsys.end_of_mock()\n{CODE}")
    monkeypatch.setattr(sys, "end_of_mock", patches.take_off, raising=False)
    patches.put_on()
    assert importlib.import_module("library").title() == "original"


def test_an_import_within_an_import_is_patched(
    library: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a finder imports on its way to the library that it looks for does not escape."""

    class Finder(MetaPathFinder):
        def find_spec(self, fullname: str, *_: object) -> None:
            if fullname == "library_1":
                importlib.import_module("library_2")

    library("library_1")
    library("library_2")
    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])
    patches = make_patches("library_1", "library_2")
    patches.put_on()
    assert importlib.import_module("library_1").title() == "patched"
    assert sys.modules["library_2"].title() == "patched"
    patches.take_off()


def test_a_finder_is_asked_after_ours_and_never_twice(
    library: Callable[..., None], patches: Patches
) -> None:
    """Taking part in an import leaves `sys.meta_path` alone."""
    before = list(sys.meta_path)
    library("library")
    importlib.import_module("library")
    assert sys.meta_path == before
    assert sys.meta_path.count(patches) == 1


def test_botocore_is_patched_when_it_is_imported_in_a_mock() -> None:
    """In a program that imports boto3 and requests within a mock, they are patched."""
    code = (
        "from peermock import mock_peering\n"
        "with mock_peering():\n"
        "    import boto3, requests\n"
        "    print(boto3.client('sts').get_caller_identity()['Account'])\n"
        "print(requests.Session.send.__module__)\n"
    )
    finished = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert finished.stdout.split() == ["123456789012", "requests.sessions"]
