"""Patches of other libraries, imported before or after the patch."""

import importlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.abc import MetaPathFinder
from importlib.util import module_from_spec
from pathlib import Path
from types import ModuleType

import pytest

from peermock import PeermockError
from peermock._transport.inprocess.importers import Importers
from peermock._transport.inprocess.patch import Method, Patch
from peermock._transport.inprocess.patches import Patches

CODE = """
class Thing:
    def name(self):
        return "original"

def title():
    return "original"
"""

NOBODY = Importers((), str.isidentifier)
"""No module has imported anything."""


def patched(_: Method) -> Method:
    """Return the replacement that every patch of these tests applies."""
    return lambda *_: "patched"


def make_patches(*module_names: str) -> Patches:
    """Return patches of the class and the function of each library."""
    methods = [Patch(name, "Thing", "name", patched) for name in module_names]
    functions = [Patch(name, None, "title", patched) for name in module_names]
    return Patches(*methods, *functions, importers=NOBODY)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Return a function that makes libraries, which are forgotten afterwards."""
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
    """Active patches of a library."""
    patches = make_patches("library")
    patches.put_on()
    yield patches
    patches.take_off()


def test_what_is_imported_is_patched_at_once(library: Callable[..., None]) -> None:
    """An imported class and function are patched and restored."""
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
    """The patch does not import the library, and applies when it is imported."""
    library("library")
    assert "library" not in sys.modules
    module = importlib.import_module("library")
    assert module.Thing().name() == module.title() == "patched"


@pytest.mark.parametrize("is_there", [True, False])
def test_patches_of_a_package_are_loaded_with_it(
    library: Callable[..., None], is_there: bool
) -> None:
    """Without the package they cost nothing; with it they are loaded once."""
    library("library")
    loaded = []

    def load() -> list[Patch]:
        loaded.append(1)
        return [Patch("library", None, "title", patched)]

    patches = Patches(importers=NOBODY, later={"library": load})
    if is_there:
        importlib.import_module("library")
    for _ in range(2):
        patches.put_on()
        assert len(loaded) == len([each for each in sys.modules if each == "library"])
        assert importlib.import_module("library").title() == "patched"
        patches.take_off()
        assert importlib.import_module("library").title() == "original"
    assert loaded == [1]


def test_patches_of_a_package_reach_modules_that_are_loaded_already(
    library: Callable[..., None],
) -> None:
    """A package that is imported while patches are on may patch what was imported before it."""
    library("library")
    library("library_2")
    module = importlib.import_module("library")
    patches = Patches(
        importers=NOBODY, later={"library_2": lambda: [Patch("library", None, "title", patched)]}
    )
    patches.put_on()
    importlib.import_module("library_2")
    assert module.title() == "patched"
    patches.take_off()
    assert module.title() == "original"


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


def test_a_reloaded_library_is_patched_again(
    library: Callable[..., None], patches: Patches
) -> None:
    """A library that is reloaded or imported again is patched again."""
    library("library")
    first = importlib.import_module("library")
    old = first.Thing
    assert importlib.reload(first).Thing().name() == "patched"
    assert first.Thing is not old
    del sys.modules["library"]
    second = importlib.import_module("library")
    assert (old().name(), second.Thing().name()) == ("patched", "patched")


def test_a_wrapper_that_comes_back_is_not_wrapped_again(
    library: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrapper that a `monkeypatch` restores after the patch was taken off is removed."""
    library("library")
    module = importlib.import_module("library")
    original = module.title
    wraps = Patch("library", None, "title", lambda method: lambda: f"patched {method()}")
    patches = Patches(wraps, importers=NOBODY)
    patches.put_on()
    monkeypatch.setattr(module, "title", str)
    patches.take_off()
    monkeypatch.undo()
    patches.put_on()
    assert module.title() == "patched original"
    patches.take_off()
    assert module.title is original


def change_nothing(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the library as it is."""


def reload(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reload the library, which makes a new class."""
    importlib.reload(module)


def replace_the_module(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a copy in the place of the library."""
    copy = sys.modules["library"] = module_from_spec(module.__spec__)
    module.__spec__.loader.exec_module(copy)


def replace_the_method(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the class's method."""
    monkeypatch.setattr(module.Thing, "name", lambda _: "replaced")


@pytest.mark.parametrize("change", [change_nothing, reload, replace_the_module, replace_the_method])
def test_what_has_changed_between_two_mocks_is_patched(
    library: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[ModuleType, pytest.MonkeyPatch], None],
) -> None:
    """Patches are put on again as they were only if nothing else has changed."""
    library("library")
    patches = make_patches("library")
    for _ in range(2):
        patches.put_on()
        patches.take_off()
        change(importlib.import_module("library"), monkeypatch)
    module = sys.modules["library"]
    before = vars(module.Thing)["name"], module.title
    patches.put_on()
    assert module.Thing().name() == module.title() == "patched"
    patches.take_off()
    assert (vars(module.Thing)["name"], module.title) == before


@pytest.mark.parametrize("name", ["name", "added"])
def test_what_a_patch_adds_is_removed_each_time(library: Callable[..., None], name: str) -> None:
    """Patches are put on again as they were, although a name did not exist before them."""
    library("library")
    thing = importlib.import_module("library").Thing
    before = dict(vars(thing))
    patches = Patches(
        Patch("library", "Thing", name, patched, is_added=name == "added"), importers=NOBODY
    )
    for is_repeated in (False, True, True):
        patches.put_on()
        assert patches._is_repeated is is_repeated
        assert getattr(thing(), name)() == "patched"
        patches.take_off()
        assert vars(thing) == before


def test_what_is_imported_in_the_second_mock_is_put_back(library: Callable[..., None]) -> None:
    """A library that is imported while patches are on for a second time is restored."""
    library("library")
    patches = make_patches("library")
    patches.put_on()
    patches.take_off()
    patches.put_on()
    module = importlib.import_module("library")
    assert module.title() == "patched"
    patches.take_off()
    assert module.Thing().name() == module.title() == "original"


def test_what_is_forgotten_is_put_back(library: Callable[..., None]) -> None:
    """A library that was removed from `sys.modules` is restored all the same."""
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
    """A version of the library without the class or method is left alone."""
    library("library", code)
    module = importlib.import_module("library")
    assert not hasattr(getattr(module, "Thing", None), "name")


@pytest.fixture
def required() -> Patches:
    """Patches of a library, the last of which is required."""
    thing = Patch("library", "Thing", "name", patched, required=True)
    return Patches(Patch("library", None, "title", patched), thing, importers=NOBODY)


@pytest.mark.parametrize("code", ["title = 1", "Thing = title = None", "class Thing: title = 1"])
def test_what_is_required_and_not_there_is_an_error(
    library: Callable[..., None], required: Patches, code: str
) -> None:
    """A missing required target is an error, and nothing is patched."""
    library("library", code)
    module = importlib.import_module("library")
    before = dict(vars(module))
    with pytest.raises(PeermockError, match=r"^peermock needs library\.Thing\.name to keep"):
        required.put_on()
    assert vars(module) == before
    del sys.modules["library"]
    required.put_on()
    with pytest.raises(PeermockError, match=r"^peermock needs library\.Thing\.name to keep"):
        importlib.import_module("library")
    required.take_off()
    assert "library" not in sys.modules


def test_what_is_required_may_come_while_it_is_imported(
    library: Callable[..., None], required: Patches, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mock that starts during an import does not report targets that are not yet defined."""
    library("library", f"import sys\nsys.start_of_mock()\n{CODE}")
    monkeypatch.setattr(sys, "start_of_mock", required.put_on, raising=False)
    module = importlib.import_module("library")
    required.take_off()
    assert module.Thing().name() == "original"


def test_what_cannot_be_found_stays_so(patches: Patches) -> None:
    """A failed import raises Python's own error."""
    with pytest.raises(ModuleNotFoundError, match="No module named 'library'"):
        importlib.import_module("library")


def test_a_folder_without_code_stays_what_it_is(
    tmp_path: Path, library: Callable[..., None], patches: Patches
) -> None:
    """A namespace package is imported as usual."""
    (tmp_path / "library").mkdir()
    assert list(importlib.import_module("library").__path__) == [str(tmp_path / "library")]


def test_an_import_that_fails_leaves_nothing(
    library: Callable[..., None], patches: Patches
) -> None:
    """A library whose import failed can be imported once it is fixed."""
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
    """A library that a finder imports during another import is patched."""

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
    """An import leaves `sys.meta_path` as it is."""
    before = list(sys.meta_path)
    library("library")
    importlib.import_module("library")
    assert sys.meta_path == before
    assert sys.meta_path.count(patches) == 1


def test_botocore_is_patched_when_it_is_imported_in_a_mock() -> None:
    """A program that imports boto3 and requests within a mock uses the mock."""
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
