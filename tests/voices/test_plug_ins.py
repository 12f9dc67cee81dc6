"""Engines of other packages: the one of ``docs/adding-a-voice.md``, and packages that are broken."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import soundfile
from several_commands import EACH, Left, left_by

PAGE = (Path(__file__).parents[2] / "docs" / "adding-a-voice.md").read_text(encoding="utf-8")
(PROJECT,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
(MODULE,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)

# Of a pace at which its other voice is measured for what it says, and this one for two sessions.
SCRIPT = "# Short\n\n- voice: beeps\n- pace: 1\n\nClose your eyes.\n"


def install(name: str, module: str, value: str, source: str, folder: Path) -> None:
    """Put a package into a folder as pip does: its module, and what it says of itself."""
    (folder / f"{module}.py").write_text(source, encoding="utf-8")
    told = folder / f"{module}-1.0.dist-info"
    told.mkdir(parents=True)
    (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module.replace('_', '-')}\nVersion: 1.0\n")
    (told / "entry_points.txt").write_text(f"[voicecoach.voices]\n{name} = {value}\n")


def run(*words: str, program: str = "from voicecoach.cli import main; main()") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, encoding="utf-8", check=False
    )


def run_each(*commands: tuple[str, ...], program: str = EACH) -> list[Left]:
    """Run command lines in one process, which finds the packages that were installed."""
    ended = run(json.dumps(commands), program=program)
    assert ended.returncode == 0, ended.stderr
    return left_by(ended.stdout)


def on_path(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """Return a folder in another one that is on the path of the programs that are started, and go to the other one."""
    site = folder / "site"
    site.mkdir()
    patch.setenv("PYTHONPATH", os.pathsep.join([str(site), *filter(None, [os.environ.get("PYTHONPATH")])]))
    patch.chdir(folder)
    return site


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder on the path of the programs that a test starts."""
    return on_path(tmp_path, monkeypatch)


def install_beeps(site: Path) -> None:
    project = tomllib.loads(PROJECT)["project"]
    ((name, value),) = project["entry-points"]["voicecoach.voices"].items()
    install(name, value.partition(":")[0], value, MODULE, site)


LISTED = [("voices", "--json"), ("voices",)]
SAID = ("say", "One two three.", "--voice", "beeps:low", "--pace", "1", "-o", "said.wav")
EXPORTED = ("export", "short.md", "-o", "short.wav")
FILLED_IN = ("say", "One.", "--voice", "own:anna+beeps:low", "--pace", "1", "-o", "filled.wav")
UNKNOWN = {
    ("say", "One.", "--voice", "beeps:middle", "-o", "none.wav"): "choose from: high, low",
    ("say", "One.", "--voice", "beebs", "-o", "none.wav"): 'did you mean "beeps"?',
}
RENDERED = "import voicecoach, soundfile\nsoundfile.write('rendered.wav', voicecoach.render('short.md'), 48_000)\n"


@pytest.fixture(scope="module")
def beeps(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[tuple[str, ...], Left]]:
    """Return a folder with what the commands above have written in it, and what each of them has left behind."""
    folder = tmp_path_factory.mktemp("beeps")
    with pytest.MonkeyPatch.context() as patch:
        install_beeps(on_path(folder, patch))
        Path("short.md").write_text(SCRIPT, encoding="utf-8")
        Path("anna").mkdir()
        commands = [*LISTED, SAID, EXPORTED, FILLED_IN, *UNKNOWN]
        done = run_each(*commands, program=EACH + RENDERED)
    return folder, dict(zip(commands, done, strict=True))


def test_its_voices_are_listed(beeps: tuple[Path, dict[tuple[str, ...], Left]]) -> None:
    as_json, as_text = (beeps[1][words].out for words in LISTED)
    listed = {line["name"]: line for line in json.loads(as_json)}
    assert listed["beeps:high"]["usable"]
    assert listed["beeps:low"]["licence"] == "MIT"
    assert "hibari:heart" in listed
    assert "beeps:low" in as_text.partition("More voices:")[0]


def test_it_speaks_a_phrase_and_a_session(beeps: tuple[Path, dict[tuple[str, ...], Left]]) -> None:
    folder, done = beeps
    assert done[SAID].code == 0, done[SAID].err
    # The lead-in, three words at 3.1 syllables a second, and the lead-out.
    assert soundfile.info(folder / "said.wav").duration == pytest.approx(0.5 + 1.3 + 1.5, abs=0.5)
    assert done[EXPORTED].code == 0, done[EXPORTED].err
    assert soundfile.info(folder / "rendered.wav").frames == soundfile.info(folder / "short.wav").frames


def test_it_speaks_what_is_not_recorded(beeps: tuple[Path, dict[tuple[str, ...], Left]]) -> None:
    folder, done = beeps
    assert done[FILLED_IN].code == 0, done[FILLED_IN].err
    assert (folder / "filled.wav").is_file()


@pytest.mark.parametrize("words", UNKNOWN, ids=" ".join)
def test_an_unknown_voice_is_an_error_with_a_hint(
    beeps: tuple[Path, dict[tuple[str, ...], Left]], words: tuple[str, ...]
) -> None:
    _, done = beeps
    assert done[words].code == 1
    assert UNKNOWN[words] in done[words].err


@pytest.mark.parametrize(
    "words",
    [["--help"], ["check", "plain.md"], ["show", "plain.md", "--voice", "tone"], ["play", "--help"]],
    ids=" ".join,
)
def test_nothing_of_it_is_read_unless_it_is_asked_for(site: Path, words: list[str]) -> None:
    install_beeps(site)
    Path("plain.md").write_text(SCRIPT.replace("- voice: beeps\n", ""), encoding="utf-8")
    program = (
        "import sys\n"
        "from voicecoach.cli.main import voicecoach\n"
        "try: voicecoach()\n"
        "except SystemExit as end: print(end.code, file=sys.stderr)\n"
        "print(sorted({'importlib.metadata', 'voicecoach_beeps'} & set(sys.modules)), file=sys.stderr)"
    )
    assert run(*words, program=program).stderr.splitlines()[-2:] == ["0", "[]"]


ROW = "from voicecoach.voices.base import *\nENGINE = Engine('broken')\n"
FUNCTIONS = (
    "def full_name(name, language): return name or 'x'\n"
    "def open_voice(name, language, pace): return Spoken()\n"
    "def listings(): return [VoiceListing('broken:x', 'broken', '', True, '', 'MIT')]\n"
)
VOICE = (
    "class Spoken:\n"
    "    engine, name, language, version, pace = 'broken', 'x', 'en', '1', 1.0\n"
    "    def speak(self, text): return None\n"
    "    def estimate_ms(self, text): return 500\n"
    "    def close(self): pass\n"
)
BROKEN = {
    "a missing import": ("import nowhere_to_be_found", "ModuleNotFoundError: No module named 'nowhere_to_be_found'"),
    "an import that fails": ("1 / 0", "ZeroDivisionError"),
    "an import that exits": ("raise SystemExit(3)", "SystemExit: 3"),
    "no row": ("", "AttributeError"),
    "another thing as a row": ("ENGINE = 'broken'", "broken:ENGINE is not an Engine"),
    "another module in its row": (ROW.replace("'broken'", "'elsewhere'"), "No module named 'elsewhere'"),
    "no functions": (ROW, "broken has no function full_name or open_voice or listings"),
    "functions that fail": (
        ROW + "def full_name(*_): 1 / 0\nopen_voice = listings = full_name",
        "ZeroDivisionError: division by zero",
    ),
    "a list of another engine's voices": (
        ROW + VOICE + FUNCTIONS.replace("'broken', ''", "'tone', ''"),
        "its list has voices of tone",
    ),
    "no list": (ROW + VOICE + FUNCTIONS + "listings = lambda: ['x']", "listings gave str, not VoiceListing"),
}
BROKEN_VOICE = {
    "no voice": ("class Spoken: pass", "its voice has no engine, name, language, version, pace, speak"),
    "no estimate": (VOICE.replace("500", "'500'"), "estimate_ms gave str, not int"),
    "another engine": (VOICE.replace("'broken'", "'tone'"), "its voice gives 'tone' as the name of its engine"),
    "no speech": (VOICE, "its engine returned something other than sound"),
}


def test_packages_that_fail_are_a_line_each_in_the_list(site: Path) -> None:
    names = {fault: f"broken{number}" for number, fault in enumerate(BROKEN)}
    for fault, name in names.items():
        install(name, name, f"{name}:ENGINE", BROKEN[fault][0].replace("broken", name), site)
    listed = run("voices")
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "hibari:heart" in listed.stdout
    lines = {line.split()[0]: line for line in listed.stdout.partition("More voices:")[2].splitlines() if line.split()}
    for fault, name in names.items():
        assert BROKEN[fault][1].replace("broken", name) in lines[name], fault
        assert f"pip uninstall {name}" in lines[name]


def test_a_package_that_fails_is_an_error_when_it_is_asked_for_and_only_then(site: Path) -> None:
    faults = {f"broken{number}": BROKEN[fault] for number, fault in enumerate(BROKEN) if "list" not in fault}
    for name, (source, _) in faults.items():
        install(name, name, f"{name}:ENGINE", source.replace("broken", name), site)
    for number, (source, reason) in enumerate(BROKEN_VOICE.values()):
        name = f"hollow{number}"
        faults[name] = source, reason
        install(name, name, f"{name}:ENGINE", (ROW + source + "\n" + FUNCTIONS).replace("broken", name), site)
    done = run_each(*(("say", "One.", "--voice", name, "-o", "said.wav") for name in [*faults, "tone"]))
    for (name, (_, reason)), told in zip(faults.items(), done, strict=False):
        assert told.code == 1, name
        assert reason.replace("broken", name) in told.err
        assert "Traceback" not in told.err
    assert done[-1].code == 0


def test_the_name_of_a_built_in_engine_cannot_be_taken(site: Path) -> None:
    install("tone", "broken", "broken:ENGINE", "1 / 0", site)
    said, listed = run_each(("say", "One.", "--voice", "tone", "-o", "said.wav"), ("voices",))
    assert said.code == 0
    assert "broken gives it the name of a built-in voice" in listed.out
