"""Mistakes of a routine as a whole, and warnings of probable slips."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from voicecoach.script.fix import fix_text
from voicecoach.script.lint import lint
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Reading

    from voicecoach.script.model import Routine

HOLD, PHASES, BREATHING, SPOKEN = "- hold: 30s", "- phase 4s: In.", "- breathe: in 4s, out 4s", "Words."
REPS = "- reps: 8"
SIDED = "- sides: right, left"

USABLE = {
    "- at half: Half.": (HOLD, PHASES, BREATHING, REPS),
    "- at every 2s: [chime bell]": (HOLD, PHASES, BREATHING, REPS),
    "- countdown: 3": (HOLD, PHASES, BREATHING, REPS),
    "- rep time: 3s": (REPS,),
    "- count reps: on": (REPS,),
    "- count breath: on": (PHASES, BREATHING),
    "- rounds: 3": (BREATHING,),
    "- sets: 3": (HOLD, PHASES, BREATHING, REPS),
    "- ready: 3s": (HOLD, PHASES, BREATHING, REPS),
    "- cue: Go.": (HOLD, PHASES, BREATHING, REPS),
    "- brief: Go.": (HOLD, PHASES, BREATHING, REPS),
    "- finish: Rest.": (HOLD, PHASES, BREATHING, REPS),
    "- chimes: end bell": (HOLD, PHASES, BREATHING, REPS),
    "- sides: left": (HOLD, PHASES, BREATHING, REPS),
    "- position: sitting": (HOLD, PHASES, BREATHING, REPS, SPOKEN),
    "- props: a mat": (HOLD, PHASES, BREATHING, REPS, SPOKEN),
    "- safety: Care.": (HOLD, PHASES, BREATHING, REPS, SPOKEN),
    "- levels: 2-3": (HOLD, PHASES, BREATHING, REPS, SPOKEN),
    "- chapter: A": (HOLD, PHASES, BREATHING, REPS, SPOKEN),
    "- spoken: A": (HOLD, PHASES, BREATHING, REPS, SPOKEN),
}


@pytest.mark.parametrize("setting", USABLE)
@pytest.mark.parametrize("kind", [HOLD, PHASES, BREATHING, REPS, SPOKEN])
def test_a_setting_that_its_step_cannot_use(setting: str, kind: str, read: Callable[[str], Reading]) -> None:
    key = setting[2:].partition(":")[0]
    errors = read(f"## A\n{setting}\n{kind}\n---\nEnd.").errors
    assert len(errors) == (kind not in USABLE[setting])
    assert all(error.startswith(f'2: "{key}" needs ') for error in errors)


@pytest.mark.parametrize(("kind", "is_usable"), [(HOLD, True), (PHASES, True), (SPOKEN, True), (BREATHING, False)])
def test_reps_have_a_time_or_are_alone(kind: str, *, is_usable: bool, read: Callable[[str], Reading]) -> None:
    errors = read(f"## A\n- reps: 3\n{kind}\n---\nEnd.").errors
    assert errors == ([] if is_usable else ['2: "reps" needs a hold or phases, but this step has none'])


@pytest.mark.parametrize(
    ("setting", "needed"),
    [
        ("- change: 3s", [SIDED, "- sides: left"]),
        ("- focus: left", [SIDED]),
        ("- rest: 3s", ["- sets: 2", "- reps: 2", "- sets: 1"]),
    ],
)
def test_a_setting_that_needs_another(setting: str, needed: list[str], read: Callable[[str], Reading]) -> None:
    assert len(read(f"## A\n{HOLD}\n{setting}").errors) == 1
    assert len(read(f"## A\n{HOLD}\n{setting}\n{needed[0].partition(':')[0]}: off").errors) == 1
    for other in needed:
        assert read(f"## A\n{HOLD}\n{setting}\n{other}").errors == []


@pytest.mark.parametrize(
    "kinds", [(HOLD, PHASES), (PHASES, BREATHING), (BREATHING, HOLD), (HOLD, PHASES, BREATHING, REPS)]
)
def test_a_step_is_only_of_one_kind(kinds: tuple[str, ...], read: Callable[[str], Reading]) -> None:
    (error,) = read("\n".join(["## A", *kinds, "- countdown: 3"])).errors
    assert error.startswith("1: this step has ")


STEP_VARIABLES = ["name", "next", "side", "other_side", "hold", "rep", "reps", "set", "sets", "step"]


@pytest.mark.parametrize("name", STEP_VARIABLES)
def test_a_steps_variable_outside_a_step(name: str, read: Callable[[str], Reading]) -> None:
    for text in (f"Hi {{{name}}}", f"- safety: Hi {{{name}}}", f"## A\nHi\n---\nHi {{{name}}}"):
        (error,) = read(text).errors
        assert error.endswith(f"{{{name}}} does not work outside a step")


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("name", (HOLD, PHASES, BREATHING, REPS, SPOKEN)),
        ("step", (HOLD, PHASES, BREATHING, REPS, SPOKEN)),
        ("steps", (HOLD, PHASES, BREATHING, REPS, SPOKEN)),
        ("remaining", (HOLD, PHASES, BREATHING, REPS, SPOKEN)),
        ("hold", (HOLD,)),
        ("rep", (HOLD, PHASES, BREATHING, REPS)),
        ("sets", (HOLD, PHASES, BREATHING, REPS)),
        ("side", ()),
        ("other_side", ()),
    ],
)
def test_what_a_variable_means_in_a_step(name: str, kinds: tuple[str, ...], read: Callable[[str], Reading]) -> None:
    for kind in (HOLD, PHASES, BREATHING, REPS, SPOKEN):
        assert bool(read(f"## A\n{kind}\nHi {{{name}}}\n---\nEnd.").errors) == (kind not in kinds)


@pytest.mark.parametrize("use", ["{side}", "{other_side}", "{side|his|her}"])
@pytest.mark.parametrize(
    "place", ["- cue: Go {}", "- finish: Go {}", "- at half: Go {}", "Go {}", "[repeat 2]\n{}\n[end]"]
)
def test_sides_have_a_meaning_only_where_there_are_sides(use: str, place: str, read: Callable[[str], Reading]) -> None:
    line = place.replace("{}", use)
    assert len(read(f"## A\n{HOLD}\n{line}\n---\nEnd.").errors) == 1
    assert read(f"## A\n{HOLD}\n{SIDED}\n{line}\n---\nEnd.").errors == []


def test_a_persons_own_values(read: Callable[[str], Reading]) -> None:
    assert read("- value who: Anna\nHi {Who}\n## A\n- hold: 3s\n- cue: Hi {who}").errors == []
    assert read("Hi {who}").errors == ['1: unknown variable "{who}"']
    assert read("- value who: off\nHi {who}").errors == ['2: unknown variable "{who}"']
    report = Report()
    lint(read_routine("Hi {who}", "script.md", report), report, given_values=["who"])
    assert report.diagnostics == ()


@pytest.mark.parametrize("name", [*STEP_VARIABLES, "steps", "remaining", "props"])
def test_a_value_cannot_take_the_name_of_a_variable(name: str, read: Callable[[str], Reading]) -> None:
    assert read(f"- value {name}: x\nHi").errors == [f"1: {{{name}}} is a built-in variable"]


def test_a_misspelt_variable_names_the_nearest(read: Callable[[str], Reading]) -> None:
    (found,) = read(f"## A\n{HOLD}\n{SIDED}\n- cue: Your {{sied}} leg.").diagnostics
    assert found.hint.startswith("did you mean {side}? ")


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("- wording half: {name}, {side}, {remaining}", 0),
        ("- wording props: Take {props}.", 0),
        ("- wording props: Take {side}.", 1),
        ("- wording name: {props}", 1),
        ("- wording legend: {name}", 1),
        ("- wording sides: rechte, linke", 0),
        ("- wording sides: {name}, linke", 1),
        ("- wording numbers: eins [pause 1s], zwei", 1),
    ],
)
def test_what_may_stand_in_a_phrase(line: str, count: int, read: Callable[[str], Reading]) -> None:
    assert len(read(f"{line}\nHi").errors) == count


@pytest.mark.parametrize("key", ["only", "skip"])
def test_the_names_of_steps_to_keep_or_leave_out(key: str, read: Callable[[str], Reading]) -> None:
    steps = "\n## Bridge\nHi\n[repeat 2]\n## (Cat-Cow){Cat Cow}\nHi\n[end]\n## *Child's* Pose\nHi"
    assert read(f"- {key}: BRIDGE, cat-cow, Child's Pose{steps}").errors == []
    (found,) = read(f"- {key}: Bridge, Cat Cows{steps}").diagnostics
    assert found.message == 'no step is called "Cat Cows"'
    assert found.hint == 'did you mean "Cat-Cow"?'


CLOSING = "the last step's paragraphs are spoken before its hold"


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        (f"## A\n{HOLD}\nBye.", [f"3: {CLOSING}"]),
        (f"## A\n{HOLD}\nLie down.\n\nBye.", [f"5: {CLOSING}"]),
        (f"## A\n{PHASES}\n[repeat 2]\nBye.\n[end]", [f"4: {CLOSING}"]),
        (f"[repeat 2]\n## A\n{BREATHING}\nBye.\n[end]", [f"4: {CLOSING}"]),
        (f"## A\n{HOLD}\nLie down.\n---\nBye.", []),
        (f"## A\n{HOLD}\nLie down.\n---", []),
        (f"## A\n{HOLD}\nLie down.\n## B\nBye.", []),
        (f"## A\n{HOLD}\n<!-- no words -->", []),
        (f"## A\n{HOLD}\nLie down.\n## B\n{HOLD}\nTurn.", []),
        (f"## A\n{HOLD}\nLie down.\n## B\n{HOLD}\nTurn.\n\nBye.", [f"8: {CLOSING}"]),
        ("## A\nBye.", []),
    ],
)
def test_closing_words_in_the_last_step(text: str, warnings: list[str], read: Callable[[str], Reading]) -> None:
    assert read(text).warnings == warnings


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# T", "## A", "- pace: 1", "<!-- Hi -->", "[10s]", "[wait 10s]", "## A\n[10s]\n---\n[5s]"]
)
def test_a_script_with_nothing_to_hear(text: str, read: Callable[[str], Reading]) -> None:
    (error,) = read(text).errors
    assert error.endswith("this script has nothing to speak")


@pytest.mark.parametrize(
    "text",
    ["Hi", "[chime bowl]", "[sound a.wav]", "- safety: Care.", "- props: a mat", "## A\n- hold: 3s", "{steps}",
     "## A\n- safety: Care.", "[repeat 2]\nHi\n[end]", "## A\n- breathe: in 4s"],
)  # fmt: skip
def test_a_script_with_something_to_hear(text: str, read_well: Callable[[str], Routine]) -> None:
    read_well(text)


def test_what_could_not_be_read_may_have_been_something_to_hear(read: Callable[[str], Reading]) -> None:
    assert read("[oops]").errors == ['1: "[oops]" is not an action']


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("pace: 0.9", "pace"),
        ("Hi.\npace:0.9", "pace"),
        ("wording half: Half.", "wording half"),
        ("## A\nhold: 30s", "hold"),
        ("## A\nHold : 30s", "hold"),
        ("## A\nLie down.\nat end-10s: Ten.", "at end-10s"),
        ("## A\nphase 4s: In.", "phase 4s"),
        ("## A\n— hold: 30s", "hold"),
        ("## A\n− hold: 30s", "hold"),  # noqa: RUF001 - a phone's minus sign
    ],
)
def test_a_missing_dash_is_a_warning(text: str, key: str, read: Callable[[str], Reading]) -> None:
    line = text.count("\n") + 1
    assert read(text).warnings == [f'{line}: this line is spoken; with a dash it would be the setting "{key}"']


@pytest.mark.parametrize(
    "text",
    [
        "hold: 30s",
        "wording it well: hard",
        "## A\npace: 0.9",
        "## A\nat last: rest.",
        "## A\nphase one: lift.",
        "## A\nhold:",
        "## A\nHold on: so.",
        "## A\nHi\n---\nhold: 30s",
    ],
)
def test_a_sentence_that_would_be_no_setting_there(text: str, read_well: Callable[[str], Routine]) -> None:
    read_well(text)


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("## Cat-Cow\n\noff\n\n## Bridge\n\nLie down.", ['3: "off" is spoken']),
        ("Welcome.\n\nOn", ['3: "On" is spoken']),
        ("## Cat-Cow\n\nOff.\n\nOff you go.", []),
    ],
)
def test_a_word_of_settings_alone_is_told(text: str, warnings: list[str], read: Callable[[str], Reading]) -> None:
    assert [one for one in read(text).warnings if "is spoken" in one] == warnings


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Make a fist. Hold for 7 seconds. Let go.", ["Hold for 7 seconds."]),
        ("Hold for 7 seconds. [pause 7s] Stay for ten seconds.\n\n[pause 10s]", []),
        ("[repeat 2]\nKeep breathing for one minute.\n[end]", ["Keep breathing for one minute."]),
        ("## Plank\n- hold: 30s\n\nHold for 30 seconds.", []),
        ("- language: de\n\nHalte die Spannung für 7 Sekunden. Lass los.", ["Halte die Spannung für 7 Sekunden."]),
        ("- language: fr\n\nRestez ainsi pendant dix secondes.", ["Restez ainsi pendant dix secondes."]),
        ("You rest for 7 seconds. It takes five minutes.", []),
        (
            "Roll to the right for 15 seconds, then to the left for 15 seconds.",
            ["Roll to the right for 15 seconds,", "then to the left for 15 seconds."],
        ),
        ("Roll to the right for 15 seconds, [pause 15s] then to the left for 15 seconds. [pause 15s]", []),
        ("Hold for 7 seconds. <!-- ok -->", []),
        ("Hold for 10 seconds, then release.", ["Hold for 10 seconds,"]),
        ("- language: it\n\nTieni per dieci secondi, poi rilascia.", ["Tieni per dieci secondi,"]),
        ("Hold for ten seconds and slowly let go.", ["Hold for ten seconds"]),
        ("Stay here for 5 minutes and notice your breath.", []),
        ("Breathe in for ², hold for " + "9" * 5_000 + ".", []),
    ],
)
def test_what_is_asked_for_so_long_needs_its_silence(
    text: str, sentences: list[str], read: Callable[[str], Reading]
) -> None:
    wanted = [f'"{sentence}" is spoken, and no silence follows' for sentence in sentences]
    found = [message.partition(": ")[2] for message in read(text).warnings]
    assert [message for message in found if message.endswith("no silence follows")] == wanted
    fixed, fixes = fix_text(text)
    assert sum(fix.after.count("[pause ") - fix.before.count("[pause ") for fix in fixes) == len(wanted)
    assert not any("no silence follows" in message for message in read(fixed).warnings)
    assert fix_text(fixed) == (fixed, ())


def test_a_missing_silence_is_told_and_put_where_the_words_are(read: Callable[[str], Reading]) -> None:
    text = "Lie on your  back\nand be still. Hold this\nfor 10\nseconds. Then \\[really] we go."
    (found,) = read(text).diagnostics
    assert (found.line, found.column) == (2, 15)
    assert fix_text(text)[0] == text.replace("seconds. Then", "seconds. [pause 10s] Then")
    last = read("Rest\n[s. Hold for 10 seconds. Then we go.").diagnostics[-1]  # the bracket is a mistake
    assert (last.line, last.column) == (2, 4)
