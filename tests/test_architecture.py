"""The shape of the house: what may be imported where and when, and what may stand in a file.

The directions between the folders are held by import-linter (see pyproject.toml); these tests hold the rest,
each in an interpreter of its own where what matters is what gets imported.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from voicecoach.cli.main import voicecoach

CHECKOUT = Path(__file__).parent.parent
PACKAGE = CHECKOUT / "voicecoach"

HEAVY = {
    "numpy", "scipy", "onnxruntime", "hibari", "pyttsx3", "espeakng_loader", "pydub", "audioop", "soundfile", "soxr",
    "lameenc", "mutagen", "miniaudio", "rich", "PIL",
}  # fmt: skip
OUTSIDE_WORLD = {"subprocess", "threading", "multiprocessing", "socket", "time", "random", "asyncio"}


def modules_after(program: str, *arguments: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter has imported when a program ends."""
    report = "import atexit, json, sys\natexit.register(lambda: print(json.dumps([*sys.modules]), file=sys.stderr))"
    done = subprocess.run(
        [sys.executable, "-c", f"{report}\n{program}", *arguments],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return {module.partition(".")[0] for module in json.loads(done.stderr.splitlines()[-1])}


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(CHECKOUT).with_suffix("").parts).removesuffix(".__init__")


def texts() -> list[Path]:
    """Return the files of the project that are text, without what a run leaves behind."""
    left_behind = {".venv", ".git", "__pycache__", "build", "dist"}
    tops = [path for path in CHECKOUT.iterdir() if not (path.is_dir() and path.name.startswith("."))]
    files = [file for top in [*tops, CHECKOUT / ".ci"] for file in ([top] if top.is_file() else top.rglob("*"))]
    return [
        file
        for file in files
        if file.is_file()
        and not left_behind.intersection(file.relative_to(CHECKOUT).parts)
        and (file.suffix in {".py", ".md", ".toml", ".txt", ".json", ".cfg"} or file.parent.name == ".ci")
    ]


def test_help_imports_nothing_heavy() -> None:
    modules = modules_after("from voicecoach.cli import main; main()", "--help")
    assert "click" in modules
    assert not modules & HEAVY


def test_the_help_of_no_command_imports_anything_heavy() -> None:
    program = (
        "import sys; from voicecoach.cli.main import voicecoach\n"
        "for name in sys.argv[1:]: voicecoach.main([name, '--help'], standalone_mode=False)"
    )
    assert not modules_after(program, *voicecoach.commands) & HEAVY


@pytest.mark.parametrize("words", [["scripts"], ["check", "lower-back"]], ids=" ".join)
def test_what_needs_no_speech_loads_no_engine_and_no_encoder(words: list[str]) -> None:
    modules = modules_after("from voicecoach.cli import main; main()", *words)
    assert not modules & {"onnxruntime", "hibari", "pyttsx3", "lameenc", "mutagen", "miniaudio"}


@pytest.mark.parametrize("stage", ["script", "session"])
def test_the_pure_stages_import_no_sound_and_nothing_of_the_world_outside(stage: str) -> None:
    for path in (PACKAGE / stage).rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        imported = set(re.findall(r"^\s*(?:import|from) ([\w]+)", source, re.MULTILINE))
        assert not imported & (HEAVY | OUTSIDE_WORLD), path.name
    modules = [dotted(path) for path in (PACKAGE / stage).rglob("*.py")]
    assert not modules_after(f"import {', '.join(modules)}") & HEAVY


def test_every_module_can_be_imported_first() -> None:
    """A circle of imports would show itself only to whoever enters it at the wrong end."""
    elsewhere = {"posix_keys.py"} if sys.platform == "win32" else set()
    modules = [dotted(path) for path in PACKAGE.rglob("*.py") if path.name not in elsewhere | {"__main__.py"}]
    program = """
import importlib, sys
for module in sys.argv[1:]:
    for loaded in [name for name in sys.modules if name.partition(".")[0] == "voicecoach"]:
        del sys.modules[loaded]
    importlib.import_module(module)
"""
    modules_after(program, *modules)


def test_every_folder_of_the_package_has_tests_and_says_what_it_is() -> None:
    for folder in (path.parent for path in PACKAGE.glob("*/__init__.py")):
        assert (folder / "__init__.py").read_text(encoding="utf-8").startswith('"""'), folder.name
    tested = {path.parent.name for path in (CHECKOUT / "tests").glob("*/test_*.py")}
    through_the_command_line = {"pipeline"}
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} - through_the_command_line <= tested


def test_no_file_names_a_place_of_one_machine() -> None:
    elsewhere = re.compile(r"(?<![\w.~])/(?:work|root|opt|home/\w+|Users/\w+)/")
    assert elsewhere.search(" in /" + "root/x")
    assert len(texts()) > 100
    for path in texts():
        found = elsewhere.search(path.read_text(encoding="utf-8"))
        assert found is None, f"{path.relative_to(CHECKOUT)} names {found[0] if found else ''}"
