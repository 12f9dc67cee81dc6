"""Broken scripts and whatever options, some of each with every run of the tests; the programs beside this run longer.

What reading alone has to hold is tried in tests/script/test_round_trip.py.
"""

from __future__ import annotations

from pathlib import Path

from check_answer import wrong_with
from examples import MANY_EXAMPLES
from hypothesis import example, given
from hypothesis import strategies as st
from in_process import run
from mutations import LINES, MARKS, NUMBERS, TRAPS, Mutator

from voicecoach.pipeline.library import check_script

SCRIPTS = sorted((Path(__file__).parents[2] / "scripts").glob("**/*.md"))
SHIPPED = [path.read_text(encoding="utf-8") for path in SCRIPTS]
SMALL = """\
# Small

- voice: tone
- value who: Anna

Hello {who}.

## Knee

- hold: 3-20s
- sides: right, left
- reps: 1-2

Draw your knee in.

## Bridge

- phase 2s: Up.
- phase 2s: Down.
- levels: 1-4
"""


@given(st.integers(0, 2**32))
def test_a_mutated_script_is_a_session_or_located_mistakes(place: Path, seed: int) -> None:
    (place / "script.md").write_bytes(Mutator(SHIPPED, seed).mutated())
    assert wrong_with(check_script("script.md"), place) == ""


pieces = st.sampled_from([*LINES, *MARKS, *TRAPS, *NUMBERS, "\n", "\n\n", " "]) | st.text(max_size=8)


@MANY_EXAMPLES
@given(st.lists(pieces, max_size=20).map("".join).map(str.encode) | st.binary(max_size=80))
def test_whatever_is_in_a_script_it_is_a_session_or_located_mistakes(place: Path, script: bytes) -> None:
    (place / "script.md").write_bytes(script)
    assert wrong_with(check_script("script.md"), place) == ""


# No surrogates: they stand for bytes that are no text, which a command line may have, and which no file can.
anything = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
odd = anything | st.sampled_from([*NUMBERS, *TRAPS, "a" * 300, "/", "..", "--help", "-", "~", "%s", "*"]).filter(
    lambda word: "\0" not in word
)
# What is meant for each option, so that not every command fails at its first word.
VALUES = {
    "--voice": ["tone", "tone:x", "hibari:nobody", "own:", "own:x+tone", "piper:x", "auto:x"],
    "--level": ["1", "5", "6"],
    "--fit": ["1m", "30s", "1s", "24h", "1:30", "0"],
    "--pace": ["0.9", "2", "2.1", "0,5"],
    "--focus": ["left", "right", "Left"],
    "--guidance": ["full", "brief", "names", "chimes"],
    "--only": ["Knee", "knee, Bridge", ",", "Kne"],
    "--skip": ["Bridge", "Knee, Bridge"],
    "--set": ["who=Ben", "name=x", "who={who}", "who=[10s]", "who=a)b{c}"],
    "--seed": ["0", "999999999", "1000000000"],
    "--bed": ["none", "rain", "off", "RAIN", "x.wav"],
    "--bed-level": ["-24", "0", "-60", "1", "nan"],
    "--settle": ["1.5", "0.25", "5"],
    "--wording": ["calm", "brief", "de", "calm.md"],
    "--wake": ["5s", "1s"],
}
option = st.sampled_from([*VALUES]).flatmap(
    lambda name: st.tuples(st.just(name), st.sampled_from(VALUES[name]) | st.sampled_from(VALUES[name]) | odd)
)
options = st.lists(option, max_size=4).map(lambda pairs: [f"{name}={value}" for name, value in pairs])


@given(st.sampled_from(["show", "show --json", "export", "check"]), options, odd)
@example("show", [f"--wording={'a' * 300}"], "")
@example("show", [f"--voice=piper:/{'a' * 300}"], "")
@example("show", [f"--voice=own:{'a' * 300}"], "")
@example("check", [], "a" * 300)
def test_whatever_the_command_line_asks_for_it_is_done_or_told_why_not(
    place: Path, command: str, given_options: list[str], name: str
) -> None:
    (place / "small.md").write_text(SMALL, encoding="utf-8")
    words = command.split()
    if words[0] == "check":
        run("check", "--", name or "small.md")
    elif words[0] == "export":
        run("export", "small.md", "-o", "small.wav", "--cover", "none", "--voice", "tone", *given_options)
    else:
        run(*words, "small.md", "--voice", "tone", *given_options)
