"""What README promises: its commands are understood, its figures true, and its script is one."""

from __future__ import annotations

import json
import re
import shlex
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from command_line import Done, run
from shared_cache import warm_cache

from voicecoach.cli.console import DONE, FAILED, INTERRUPTED, WRONG_USAGE
from voicecoach.cli.main import COMMANDS as TABLE
from voicecoach.units import FRAMES_PER_MS, parse_duration_ms

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Done]

__all__ = ["run"]

CHECKOUT = Path(__file__).parent.parent
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `voicecoach ([a-z]+)[^|]*\| (.+) \|$", re.MULTILINE)
COMMANDS = {
    row: getattr(import_module(f"voicecoach.cli.{place.module}"), place.function) for row, place in TABLE.items()
}


def blocks(language: str, text: str = README) -> list[str]:
    return [body.strip() for kind, body in FENCE.findall(text) if kind == language]


def below(heading: str) -> str:
    return README.partition(f"\n{heading}\n")[2]


def commands_of(line: str) -> list[list[str]]:
    """Return the commands of a line for a POSIX shell or for PowerShell, each as its words."""
    parts = re.split(r"&&|;", re.sub(r"if \(\$\?\) \{(.*?)\}", r"\1", line))
    return [shlex.split(part.replace("\\", "/")) for part in parts]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one cache for all tests of this file: what is spoken does not depend on it, only how soon."""
    return Path(warm_cache(tmp_path_factory.mktemp("cache")))


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(cache))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def sheet(run: Run) -> Callable[[str], dict[str, Any]]:
    def sheet(script: str) -> dict[str, Any]:
        shown = run("show", script, "--json", "--voice", "tone")
        assert shown.code == DONE, shown.err
        return dict(json.loads(shown.out))

    return sheet


@pytest.mark.parametrize(("language", "text"), [("sh", README), ("powershell", README), ("sh", below("## Tests"))])
def test_the_block_is_one_command_line_that_begins_with_a_fresh_environment(language: str, text: str) -> None:
    line = blocks(language, text)[0]
    assert "\n" not in line
    assert commands_of(line)[0][1:] == ["-m", "venv", ".venv"]


def test_the_main_line_is_the_same_for_both_shells() -> None:
    posix, windows = commands_of(blocks("sh")[0]), commands_of(blocks("powershell")[0])
    assert posix[1:] == [
        [".venv/bin/python", "-m", "pip", "install", "."],
        [".venv/bin/voicecoach", "export", "lower-back", "-o", "lower-back.mp3"],
    ]
    assert [" ".join(words).replace("./.venv/Scripts", ".venv/bin") for words in windows[1:]] == [
        " ".join(words) for words in posix[1:]
    ]
    assert README.index("```sh") < README.index("```powershell") < README.index("\n## ", README.index("```sh"))


def test_the_test_line_installs_what_the_tests_need_and_runs_pytest() -> None:
    _, install, tests = commands_of(blocks("sh", below("## Tests"))[0])
    assert install[:4] == [".venv/bin/python", "-m", "pip", "install"]
    assert ".[test]" in install
    assert tests[:3] == [".venv/bin/python", "-m", "pytest"]


def shown_commands() -> list[list[str]]:
    recipes = (CHECKOUT / "docs" / "recipes.md").read_text("utf-8")
    lines = [line for text in (README, recipes) for block in blocks("sh", text) for line in block.splitlines()]
    inline = re.findall(r"`(voicecoach [a-z]+ (?:[a-z][a-z.-]*|\"[^\"]+\"))`", README)
    words = [words for line in [*lines, *inline] for words in commands_of(line)]
    return [one[1 : one.index(">") if ">" in one else None] for one in words if Path(one[0]).name == "voicecoach"]


@pytest.mark.parametrize("words", shown_commands(), ids=" ".join)
def test_every_command_line_is_understood(words: list[str]) -> None:
    command = COMMANDS[words[0]]
    with command.make_context(words[0], words[1:]):
        pass  # wrong usage would have been raised


def test_no_page_and_no_script_names_a_command_that_is_not_there() -> None:
    for page in [*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").glob("*.md"), *(CHECKOUT / "scripts").rglob("*.md")]:
        named = set(re.findall(r'[`"]voicecoach ([a-z]+)', page.read_text(encoding="utf-8")))
        assert named <= {*COMMANDS}, page.name


def test_the_table_has_every_command_once() -> None:
    assert sorted(name for name, _ in ROW.findall(README)) == sorted(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_every_option_has_a_help_text(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert [option.name for option in command.params if option.param_type_name == "option" and not option.help] == []


def test_every_option_that_the_table_of_commands_names_is_there() -> None:
    for name, says in ROW.findall(README):
        known = {
            option for parameter in COMMANDS[name].params for option in (*parameter.opts, *parameter.secondary_opts)
        }
        named = set(re.findall(r"`(--?[a-z-]+)", says))
        assert named <= known, name
        assert ("--json" in named) == ("--json" in known), name


def test_the_options_of_a_session_are_all_there() -> None:
    table = below("| option | what it does |").split("\n\n")[0]
    told = set(re.findall(r"`(--[a-z-]+)(?: [^`]*)?`", "".join(row.split(" | ")[0] for row in table.splitlines())))
    own = {
        "play": {
            "--device", "--from", "--preview", "--resume", "--exact", "--reentry", "--any-key", "--watch", "--quiet",
            "--plain", "--log",
        },
        "export": {
            "--output", "--cues", "--split", "--bitrate", "--mono", "--verify", "--tag", "--cover", "--sidecars",
            "--format", "--for", "--all", "--quiet", "--plain",
        },
        "show": {"--json", "--plot", "--programme", "--plain"},
    }  # fmt: skip
    for name, others in own.items():
        long_options = {parameter.opts[-1] for parameter in COMMANDS[name].params if parameter.opts[-1][:2] == "--"}
        assert long_options - others == told, name


def test_the_exit_codes_are_those_of_the_program() -> None:
    rows = below("| exit code | meaning |").split("\n\n")[0]
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", rows, re.MULTILINE)] == [
        DONE,
        FAILED,
        WRONG_USAGE,
        INTERRUPTED,
    ]


def test_the_session_is_as_long_as_it_says_and_has_as_many_stretches(run: Run, sheet: Callable[..., Any]) -> None:
    said = re.search(r"`lower-back.mp3`: (\d+) minutes, (\w+) stretches", README)
    assert said
    listed = json.loads(run("scripts", "--json").out)
    duration_ms = next(one["duration_ms"] for one in listed if one["name"] == "lower-back")
    assert abs(duration_ms - int(said[1]) * 60_000) < 60_000
    assert len(sheet("lower-back")["steps"]) == {"ten": 10}[said[2]]


CLOCK = re.compile(r"^ *(\d+):(\d\d)\.(\d{3})  (.*)$", re.MULTILINE)
ANOTHER_MACHINE_MS = 250
"""How much the voice may differ on a processor that computes in another way, over all phrases so far."""


def timeline_lines(text: str) -> list[tuple[int, str]]:
    """Return the lines of a timeline: where each begins, and what it says without the length of its speech."""
    return [
        (int(minutes) * 60_000 + int(seconds) * 1_000 + int(milliseconds), re.sub(r" \([\d.]+m?s\)$", "", rest))
        for minutes, seconds, milliseconds, rest in CLOCK.findall(text)
    ]


@pytest.mark.engine("hibari")
def test_the_timeline_is_a_part_of_what_show_prints(run: Run) -> None:
    excerpt = timeline_lines(blocks("text")[0])
    # With the steps that need the props of the introduction: without them, it would ask for fewer.
    some = "Knee-to-Chest, Supported Bridge, Belly Flop"
    printed = timeline_lines(run("show", "lower-back", "--only", some).out)
    first = [says for _, says in printed].index(excerpt[0][1])
    part = printed[first : first + len(excerpt)]
    assert [says for _, says in part] == [says for _, says in excerpt]
    for (printed_ms, says), (written_ms, _) in zip(part, excerpt, strict=True):
        assert abs(printed_ms - written_ms) <= ANOTHER_MACHINE_MS, says


def test_the_clock_of_the_timeline_keeps_the_promise_of_its_hold() -> None:
    lines = timeline_lines(blocks("text")[0])
    at_ms = {says.split()[0]: begin_ms for begin_ms, says in lines}
    hold_ms = parse_duration_ms(next(says.split()[2] for _, says in lines if says.startswith("-- hold")))
    assert at_ms["end"] - at_ms["begin"] == hold_ms
    assert at_ms["half"] - at_ms["begin"] == hold_ms // 2
    assert at_ms["end"] - at_ms["count"] == 1_000
    assert lines[0][0] % 24 == 0
    assert "30 seconds lasts exactly 30 seconds" in " ".join(README.split())
    assert FRAMES_PER_MS == 48  # a whole number: a hold in milliseconds is exact in the file


def test_the_edit_that_it_teaches_changes_what_is_said(run: Run, sheet: Callable[..., Any], tmp_path: Path) -> None:
    section = below("## Change the words")
    written, wanted = blocks("text", section)[:2]
    program, *copy = commands_of(blocks("sh", section)[0])[0]
    assert program == "voicecoach"
    assert run(*copy).code == DONE
    name = copy[1]
    script = tmp_path / "home" / "scripts" / f"{name}.md"
    text = script.read_text(encoding="utf-8")
    assert text.splitlines().count(written) == 1
    script.write_text(text.replace(written, wanted), encoding="utf-8")

    checked = run("check", name)
    assert (checked.code, checked.out) == (DONE, "")
    tried = re.search(r'voicecoach say "(.+)"', section)
    assert tried
    cues = [cue["text"] for cue in sheet(name)["cues"] if cue["role"] == "cue"]
    assert cues[:2] == [tried[1], tried[1].replace("right", "left")]


def test_its_scripts_and_those_of_the_recipes_have_no_mistakes(run: Run, tmp_path: Path) -> None:
    scripts = [*blocks("markdown"), *blocks("markdown", (CHECKOUT / "docs" / "recipes.md").read_text("utf-8"))]
    assert len(scripts) == 3  # one patient, a whole script, and another patient
    for script in scripts:
        (tmp_path / "script.md").write_text(script, encoding="utf-8")
        checked = run("check", "script.md")
        assert (checked.code, checked.out) == (DONE, "")


PAGES = [CHECKOUT / "README.md", CHECKOUT / "CONTRIBUTING.md", *sorted((CHECKOUT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_links_to_or_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^):#]+)(?:#[^)]*)?\)", text):
        if not target.startswith("/"):  # the sounds of a word, between slashes
            assert (page.parent / target).exists(), target
    for named in re.findall(r"`((?:[\w.]+/)*\w+\.(?:py|toml)|(?:\w+/)+)`", text):
        if named != "settings.toml":  # the person's own
            assert any((folder / named).exists() for folder in (CHECKOUT, CHECKOUT / "voicecoach")), named


def test_the_list_of_commands_says_of_each_what_its_own_help_says() -> None:
    for name, row in TABLE.items():
        first = re.split(r"(?<=[.])\s", " ".join((COMMANDS[name].help or "").split()))[0]
        assert row.summary == first, name
