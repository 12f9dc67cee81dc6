"""The shape of the house: what may be imported where and when, and what may stand in a file.

The directions between the folders are held by import-linter (see pyproject.toml); these tests hold the rest,
each in an interpreter of its own where what matters is what gets imported.
"""

from __future__ import annotations

import ast
import graphlib
import itertools
import json
import re
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from voicecoach.cli.main import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Container

CHECKOUT = Path(__file__).parent.parent
PACKAGE = CHECKOUT / "voicecoach"

HEAVY = {
    "numpy", "scipy", "onnxruntime", "hibari", "pyttsx3", "espeakng_loader", "pydub", "audioop", "soundfile", "soxr",
    "lameenc", "mutagen", "miniaudio", "rich", "PIL", "av", "piper", "kokoro_onnx", "simpleaudio", "dbus_fast",
    "starlette", "uvicorn", "anyio", "asyncio", "ifaddr",
}  # fmt: skip
OUTSIDE_WORLD = {"subprocess", "threading", "multiprocessing", "socket", "time", "random", "asyncio"}
LONGEST_MODULE_LINES = 400
MAKES_CONNECTIONS = {"socket", "ssl", "http", "urllib", "ftplib", "smtplib", "requests"}
CONNECTING = {
    "batch/dask_workers.py": "asks whether a scheduler that a person named answers; Dask does the rest",
    "voices/download/connection.py": "fetches a voice that a person asked for",
    "voices/engines/server/connection.py": "reaches a speech server of the person's",
    "phone/name.py": "announces a name in the local network, where a person asks for it",
    "serving/addresses.py": "listens, and asks the system for its own address; sends nothing",
    "serving/server.py": "serves the socket that listens",
    "voices/engines/server/speech_api.py": "speaks HTTP over that connection",
}
"""The modules that import something that could open a connection, and why."""
RIDDLE = re.compile(r"(?:Of )?(?:What|How|Where|When|Which|Who|Whose|Whether|Why)\b", re.IGNORECASE)
NO_NUMPY = "numpy is loaded by the commands that need samples, and by no other"
NO_RICH = "rich is not loaded before the first sound"
FOR_TYPE_CHECKING_ONLY = {
    "__init__.py": NO_NUMPY,
    "api/session.py": NO_NUMPY,
    "studio/app.py": "the page is there before the rest of the program is loaded",
    "cli/completion.py": "a completion that needs no script reads none",
    "cli/batch.py": NO_NUMPY,
    "cli/export.py": NO_NUMPY,
    "cli/phone.py": "the server is loaded once it starts",
    "cli/play.py": NO_NUMPY,
    "cli/scripts.py": NO_NUMPY,
    "cli/weeks.py": NO_NUMPY,
    "export/formats.py": NO_NUMPY,
    "sound/pcm.py": NO_NUMPY,
    "sound/decode.py": NO_NUMPY,
    "sound/cache.py": NO_NUMPY,
    "voices/base.py": NO_NUMPY,
    "voices/engines/hibari.py": NO_NUMPY,
    "voices/engines/kokoro_files.py": NO_NUMPY,
    "voices/engines/kokoro.py": NO_NUMPY,
    "voices/engines/pico.py": NO_NUMPY,
    "voices/engines/piper.py": NO_NUMPY,
    "live/play.py": NO_RICH,
    "pipeline/phrase.py": NO_RICH,
    "pipeline/session.py": NO_NUMPY,
    "play/display/base.py": NO_RICH,
    "play/display/terminal.py": NO_RICH,
    "export/encoders/aac.py": "av is an optional package",
    "export/tags/id3.py": "mutagen is loaded once a file is written",
    "export/tags/vorbis.py": "mutagen is loaded once a file is written",
    "play/controls/remote.py": "dbus-fast is a package of Linux alone, and asyncio delays the first sound",
    "play/devices/wav.py": "soundfile is loaded once the device is opened",
    "voices/plug_ins.py": "importlib.metadata takes 20 ms to import",
}
"""The modules that import something for type checking only, and why a plain import would not serve."""


@cache
def modules_after(program: str, *arguments: str) -> set[str]:
    """Return the modules that a fresh interpreter has imported when a program ends."""
    report = "import atexit, json, sys\natexit.register(lambda: print(json.dumps([*sys.modules]), file=sys.stderr))"
    done = subprocess.run(
        [sys.executable, "-c", f"{report}\n{program}", *arguments],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(CHECKOUT).with_suffix("").parts).removesuffix(".__init__")


@cache
def nodes() -> list[tuple[str, ast.AST]]:
    """Return every node of the syntax tree of each module, with the module's path within the package."""
    return [(path, node) for path, tree in parsed() for node in ast.walk(tree)]


@cache
def parsed() -> list[tuple[str, ast.Module]]:
    """Return each module of the package: its path within it, and its syntax tree."""
    return [
        (path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(PACKAGE.rglob("*.py"))
    ]


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


def test_an_import_loads_no_session_and_a_check_no_patterns_of_imports() -> None:
    program = "from voicecoach.cli import main; main()"
    assert "numpy" not in modules_after(program, "import", "scripts/desk-break.md", "--dry-run")
    assert "voicecoach.importing.lines.rows" not in modules_after(program, "check", "lower-back")


def test_the_help_of_no_command_imports_anything_heavy() -> None:
    program = (
        "import sys; from voicecoach.cli.main import voicecoach\n"
        "for name in sys.argv[1:]: voicecoach.main([name, '--help'], standalone_mode=False)"
    )
    assert not modules_after(program, *COMMANDS) & HEAVY


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


def test_no_imports_go_in_a_circle() -> None:
    """Whatever is imported first, no module is entered half-made; imports for type checking count, too."""
    modules = {dotted(PACKAGE / path): tree for path, tree in parsed()}
    graph = {
        module: {name for node in tree.body for name in imported_modules(node, modules)} - {module}
        for module, tree in modules.items()
    }
    assert graph["voicecoach.cli.export"] >= {"voicecoach.cli.options", "voicecoach.units"}
    graphlib.TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def imported_modules(statement: ast.stmt, modules: Container[str]) -> set[str]:
    """Return the modules of the package that a statement of a module's top level imports."""
    found = set()
    for node in ast.walk(statement) if not isinstance(statement, ast.FunctionDef | ast.ClassDef) else ():
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            # A name may be a module of a package, or something inside of a module.
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inner | ({node.module} if any(name not in modules for name in inner) else set())
    return {name for name in found if name in modules}


def test_every_folder_of_the_package_has_tests_and_says_what_it_is() -> None:
    for folder in (path.parent for path in PACKAGE.glob("*/__init__.py")):
        assert (folder / "__init__.py").read_text(encoding="utf-8").startswith('"""'), folder.name
    tested = {path.parent.name for path in (CHECKOUT / "tests").glob("*/test_*.py")}
    through_the_command_line = {"pipeline"}
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} - through_the_command_line <= tested


def test_no_module_is_long() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert {path.name: count for path, count in lines.items() if count > LONGEST_MODULE_LINES} == {}


def test_only_these_places_open_a_connection() -> None:
    """The parser of addresses, ``urllib.parse``, opens none."""
    found = {
        path
        for path, node in nodes()
        for name in imported_names(node)
        if name.partition(".")[0] in MAKES_CONNECTIONS and name != "urllib.parse"
    }
    assert found == set(CONNECTING)


def imported_names(node: ast.AST) -> list[str]:
    match node:
        case ast.Import():
            return [alias.name for alias in node.names]
        case ast.ImportFrom(module=str(module)):
            return [module]
        case _:
            return []


def test_an_import_for_type_checking_only_has_its_reason() -> None:
    found = {path for path, node in nodes() if is_for_type_checking(node)}
    assert found == set(FOR_TYPE_CHECKING_ONLY)


def is_for_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def test_no_two_public_types_share_a_name() -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for path, tree in parsed():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(path)
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


def test_a_docstring_begins_with_a_statement_or_a_command() -> None:
    """A first line such as "What is said" has to be read twice; only the docstring of a bool may begin with Whether."""
    riddles = []
    for path, node in nodes():
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = (ast.get_docstring(node) or "").partition("\n")[0]
            returned = ast.unparse(node.returns) if isinstance(node, ast.FunctionDef) and node.returns else ""
            if RIDDLE.match(first) and not (first.startswith("Whether ") and returned == "bool"):
                riddles.append(f"{path}: {first}")
        for value, told in itertools.pairwise(node.body if isinstance(node, ast.Module | ast.ClassDef) else []):
            of_name = isinstance(value, ast.Assign | ast.AnnAssign) and isinstance(told, ast.Expr)
            if of_name and isinstance(told.value, ast.Constant) and RIDDLE.match(str(told.value.value)):
                riddles.append(f"{path}: {told.value.value}")
    assert riddles == []


def test_no_file_names_a_place_of_one_machine() -> None:
    elsewhere = re.compile(r"(?<![\w.~])/(?:work|root|opt|home/\w+|Users/\w+)/")
    assert elsewhere.search(" in /" + "root/x")
    assert len(texts()) > 100
    for path in texts():
        found = elsewhere.search(path.read_text(encoding="utf-8"))
        assert found is None, f"{path.relative_to(CHECKOUT)} names {found[0] if found else ''}"
