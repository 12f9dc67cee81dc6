"""Characters that steer a terminal, or hide or turn its text, never reach a terminal or a pipe."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest
from in_process import run

from voicecoach import text
from voicecoach.text import printable, printable_line

# What may stand in a script: it turns the direction, joins, parts, hides.
LEGAL = "\u202eevil\u202c\u2066\u2069\u200b\u200d\u200e\u00ad\ufeff\U000e0041"
# What may stand in a file's name or on a command line, too: it sets a window's title, rings, clears.
ANY = f"\x1b]0;owned\x07\x9b2J\x85\x7f{LEGAL}"

SCRIPT = f"""\
# Evening{LEGAL}rest

- voice: tone
- value who: An{LEGAL}na
- props: a mat{LEGAL}
- wording half: Half{LEGAL} way.
- pronounce psoas: SO{LEGAL}-az

Hello{LEGAL} {{who}}. Your psoas.

## Kn{LEGAL}ee

- hold: 20s
- sides: right, left
- cue: Draw{LEGAL} it in.
- at 8s: So{LEGAL}.
- at 9s: And now a text that is far too long to be spoken there{LEGAL}.
"""
MISTAKEN = f"""\
# Ev{LEGAL}ening

- vo{LEGAL}ice: tone
- voice: to{LEGAL}ne
- language: e{LEGAL}n
- chimes: begin bo{LEGAL}wl
- wo{LEGAL}rding half: x

Hello {{who{LEGAL}}} [pau{LEGAL}se 2s] [chime bo{LEGAL}wl] [sound x{LEGAL}.wav].

[include wa{LEGAL}rm-up]

ho{LEGAL}ld: 3s

## Kn{LEGAL}ee

- hold: 2{LEGAL}0s
- at e{LEGAL}nd: x
"""
SETTINGS = 'voice = "to\\u001b]0;owned\\u0007\\u009b\\u202ene"\npace = "\\u0085"\n"\\u001b\\u202e" = 1\n'
PACK = f"- half: Half{LEGAL} way.\n- ha{LEGAL}lf: x\n"

# The display and the progress draw with these: up, down, to the beginning, erase, colours, the cursor.
_DRAWN = re.compile(r"\x1b\[\??[0-9;]*[ABJKmhl]|\r")


@pytest.fixture
def name() -> str:
    """Return a script whose name has all of it, and with it a pack, a sound, and a folder of scripts."""
    Path("script.md").write_text(SCRIPT, encoding="utf-8")
    Path("mistaken.md").write_text(MISTAKEN, encoding="utf-8")
    Path("pack.md").write_text(PACK, encoding="utf-8")
    name = f"a{ANY if sys.platform != 'win32' else LEGAL}\nb.md"
    Path(name).write_text(SCRIPT, encoding="utf-8")
    own = Path("..", "home", "scripts")
    own.mkdir()
    (own / name).write_text(SCRIPT, encoding="utf-8")
    return name


def told(*words: str, is_terminal: bool) -> tuple[int, str]:
    """Return how a command ended, and all that it said, of which nothing steers."""
    done = run(*words, is_terminal=is_terminal)
    said = done.out + done.err
    shown = _DRAWN.sub("", said) if is_terminal else said
    assert [each for each in shown if not each.isprintable() and each not in "\n\t"] == []
    return done.code, said


COMMANDS = {
    "check": (0, "check NAME"),
    "check mistakes": (1, "check mistaken.md"),
    "check as JSON": (1, "check --json mistaken.md NAME"),
    "check what is not there": (1, "check x{}.md"),
    "show": (0, "show NAME"),
    "show as JSON": (0, "show --json NAME"),
    "show with values": (0, "show NAME --set who=A{}B"),
    "show steps that are none": (1, "show NAME --only Kn{}ee"),
    "show another wording": (1, "show NAME --wording pack.md"),
    "show mistakes": (1, "show mistaken.md"),
    "show what is not there": (1, "show x{}"),
    "export": (0, "export NAME -o x{}.wav --tag title=T{}T"),
    "export two": (0, "export NAME script.md -o . --cover none"),
    "export to nowhere": (1, "export NAME -o x{}/y.wav"),
    "export in no format": (1, "export NAME -o x.{}"),
    "export a tag that is none": (2, "export NAME -o x.wav --tag t{}=x"),
    "scripts": (0, "scripts"),
    "scripts as JSON": (0, "scripts --json"),
    "phrases": (0, "wording --phrases NAME"),
    "phrases that are not recorded": (1, "wording --phrases NAME --missing own:x{}"),
    "play": (0, "play NAME --device wav:x.wav"),
    "play on no device": (1, "play NAME --device x{}"),
    "play from no step": (1, "play NAME --device wav:x.wav --from x{}"),
    "verify what is no sound": (1, "verify NAME"),
    "say": (0, "say A{}B --voice tone -o x{}.wav"),
    "a voice that is none": (1, "show NAME --voice x{}"),
    "a level that is none": (2, "show NAME --level {}"),
    "a value that is none": (2, "show NAME --set {}"),
    "an option that is none": (2, "show NAME --x{}"),
    "a command that is none": (2, "x{}"),
    "a word too many": (2, "show NAME {}"),
}


@pytest.mark.parametrize("is_terminal", [False, True], ids=["in a pipe", "on a terminal"])
@pytest.mark.parametrize("what", COMMANDS)
def test_nothing_that_steers_is_said(name: str, what: str, is_terminal: bool) -> None:  # noqa: FBT001 - a parameter
    code, line = COMMANDS[what]
    words = [name if word == "NAME" else word.replace("{}", ANY) for word in line.split()]
    assert told(*words, is_terminal=is_terminal)[0] == code


@pytest.mark.parametrize("is_terminal", [False, True], ids=["in a pipe", "on a terminal"])
def test_nothing_that_steers_comes_from_the_persons_settings(name: str, is_terminal: bool) -> None:  # noqa: FBT001
    Path("..", "home", "settings.toml").write_text(SETTINGS, encoding="utf-8")
    Path("..", "home", "wording", "en.md").write_text(PACK, encoding="utf-8")
    Path("..", "home", "pronounce.txt").write_text(f"pso{LEGAL}as\n", encoding="utf-8")
    for command in ("check", "show"):
        code, said = told(command, name, is_terminal=is_terminal)
        assert code == 1
        assert "settings.toml" in said
        assert "en.md" in said
        assert "pronounce.txt" in said


def test_nothing_that_steers_comes_from_a_file_that_is_verified(name: str) -> None:
    told("export", name, "-o", "x.flac", "--set", f"who=A{ANY}B", "--tag", f"artist=A{ANY}", is_terminal=False)
    for words in (["x.flac"], ["x.flac", "mistaken.md"], ["x.flac", "--json"]):
        told("verify", *words, is_terminal=True)
        told("verify", *words, is_terminal=False)


def test_json_has_what_was_written(name: str) -> None:
    sheet = json.loads(run("show", "--json", name, "--set", "who=A\x9b2J\x1b\u202eB").out)
    assert sheet["title"] == f"Evening{LEGAL}rest".replace("\ufeff", " ")  # a space that is not meant to be seen
    assert "A\x9b2J\x1b\u202eB" in "".join(str(cue.get("text")) for cue in sheet["cues"])


def test_what_is_formatted_into_a_file_is_kept_and_on_a_terminal_only_shown(name: str) -> None:
    piped, shown = (run("format", name, is_terminal=is_terminal).out for is_terminal in (False, True))
    assert piped.count(LEGAL.replace("\ufeff", " ")) >= 5
    Path("again.md").write_text(piped, encoding="utf-8")
    assert run("format", "again.md").out == piped
    assert all(each.isprintable() or each == "\n" for each in shown)
    assert "Evening\N{REPLACEMENT CHARACTER}evil" in shown


def test_of_all_characters_only_those_are_shown_that_steer_nothing() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    shown = printable(every)
    assert shown.isprintable()
    assert len(shown) == len(every)
    assert printable(every, replacement="").isprintable()
    kept = printable(every, keep="\n\t")
    assert [each for each in kept if not each.isprintable()] == ["\t", "\n"]
    plain = every.encode("utf-8", "ignore").decode()
    assert all(printable_line(plain, encoding).isprintable() for encoding in ("utf-8", "ascii", "cp437"))


def test_one_function_cleans_all_that_is_shown() -> None:
    """Others ask what can be printed for reasons of their own: JSON has escapes, and a script's words are spoken."""
    package = Path(text.__file__).parent
    asking = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if "isprintable" in path.read_text(encoding="utf-8")
    }
    assert asking == {"text.py", "cli/console.py", "script/speakable.py"}
