"""Warnings for valid settings that are probably not meant, with their locations; none for sensible settings."""

from __future__ import annotations

import sys
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from voicecoach.errors import Severity
from voicecoach.pipeline.library import check_script
from voicecoach.pipeline.load import load_script
from voicecoach.session.options import Choices
from voicecoach.sound.stretching import can_stretch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voicecoach.errors import Diagnostic

    Write = Callable[..., Path]
    Advice = Callable[[str], list[str]]


@pytest.fixture
def found(write: Write) -> Callable[[str], list[Diagnostic]]:
    """A function that returns the warnings about a script without mistakes."""

    def check(text: str) -> list[Diagnostic]:
        diagnostics = list(check_script(str(write(text))).diagnostics)
        assert all(one.severity is Severity.WARNING and one.hint for one in diagnostics), diagnostics
        return diagnostics

    return check


@pytest.fixture
def advice(found: Callable[[str], list[Diagnostic]]) -> Advice:
    """A function that returns the places and messages of the warnings."""

    def check(text: str) -> list[str]:
        return [f"{one.location.line}:{one.location.column} {one.message}" for one in found(text)]

    return check


def step(*lines: str, session: str = "") -> str:
    own = "".join(f"- {line}\n" for line in lines)
    return f"- voice: tone\n{session}\n## One\n{own}"


def test_a_countdown_longer_than_its_hold(advice: Advice) -> None:
    told = advice(step("hold: 4-20s", "countdown: 5"))
    assert told[0] == "5:14 this countdown of 5 is longer than the hold of 4 seconds"
    assert advice(step("hold: 5s", "countdown: 4")) == []


@pytest.mark.parametrize(
    ("session", "told"),
    [
        ("- guidance: chimes", ["6:11 the introduction says bowl for begin, but this script uses bell"]),
        ("- guidance: chimes\n- wording legend: A bell begins, and a bowl ends.", []),
        ("- guidance: names", []),
    ],
)
def test_other_sounds_than_the_legend_says(advice: Advice, session: str, told: list[str]) -> None:
    assert advice(step("hold: 20s", "chimes: begin bell, end bowl", session=f"{session}\n")) == told
    assert advice(step("hold: 20s", "chimes: begin bowl, half off", session=f"{session}\n")) == []


def test_a_stretch_of_one_side_only(found: Callable[[str], list[Diagnostic]], advice: Advice) -> None:
    (one,) = found(step("hold: 20s", "sides: left"))
    assert (one.location.line, one.location.column) == (5, 10)
    assert one.hint == "write - sides: right, left"
    assert advice(step("hold: 20s", "sides: left", "sides: right, left").replace("- sides: left\n", "")) == []
    both = step("hold: 20s", "sides: left") + "\n## Two\n- hold: 20s\n- sides: right\n"
    assert advice(both) == []
    assert len(advice(both + "\n## Three\n- hold: 20s\n- sides: right\n")) == 1


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (step("hold: 20s", "chimes: begin bell"), ["5:11"]),
        (step("hold: 20s", "chimes: begin wood, end wood"), ["5:11"]),
        (step("hold: 20s", session="- chimes: end bowl\n"), ["2:11"]),
        (step("hold: 20s", "chimes: end bell", session="- chimes: begin bell\n"), ["6:11"]),
        (step("hold: 20s", "chimes: begin wood, end bell", session="- chimes: begin bell\n"), []),
        (step("hold: 20s", "chimes: begin off, end off"), []),
        (step("hold: 20s", "reps: 3"), []),
        (step("hold: 3s", "chimes: begin tick, end tick"), []),
        (step("hold: 20s", "chimes: begin tick, end tick"), ["5:11"]),
        (step("hold: 5s", "reps: 3", "chimes: begin wood, end wood"), []),
    ],
)
def test_begin_and_end_that_sound_alike(advice: Advice, text: str, places: list[str]) -> None:
    told = advice(text)
    assert [one.partition(" ")[0] for one in told] == places
    assert all("alike" in one for one in told)


@pytest.mark.parametrize(("voice", "is_told"), [("hibari", False), ("tone", True), ("piper:joe", True)])
def test_a_pitch_that_the_voice_does_not_have(advice: Advice, voice: str, *, is_told: bool) -> None:
    told = advice(f"- voice: {voice}\n- pitch: -2\n\nHello.\n")
    assert told == ([f"2:10 the voice {voice} keeps its own pitch"] if is_told else [])
    assert advice(f"- voice: {voice}\n- pitch: 0\n\nHello.\n") == []


@pytest.mark.parametrize(
    ("lines", "place", "rate"),
    [
        ("- pace: 1.25", "", ""),
        ("- pace: 1.26", "1:9", "3.9"),
        ("- voice: hibari\n- pace: 1.6", "2:9", "5.0"),
        ("- words per minute: 170", "", ""),
        ("- words per minute: 180", "1:21", "4.1"),
        ("- language: es\n- words per minute: 120", "2:21", "4.4"),
    ],
)
def test_speech_too_fast_to_follow(advice: Advice, lines: str, place: str, rate: str) -> None:
    told = advice(f"{lines}\n\nHello.\n")
    expected = f"{place} this is {rate} syllables a second, too fast to follow with closed eyes"
    assert told == ([expected] if rate else [])


@pytest.mark.engine("system")
@pytest.mark.skipif(sys.platform != "linux", reason="espeak-ng is the system's voice on Linux alone")
@pytest.mark.parametrize(
    ("lines", "rates"),
    [
        ("- language: de\n- voice: system\n- pace: 0.5", ("3:9", "1.6", "de", "2.0")),
        ("- language: es\n- voice: system\n- words per minute: 60", ("3:21", "2.2", "es", "2.6")),
        ("- language: de\n- voice: system\n- pace: 0.7", None),
        ("- language: de\n- voice: pico\n- pace: 0.5", None),
        ("- language: nl\n- voice: system\n- pace: 0.5", None),
    ],
)
def test_a_pace_that_is_too_slow_for_the_voice(advice: Advice, lines: str, rates: tuple[str, ...] | None) -> None:
    if not can_stretch():
        pytest.skip("no wheel of python-stretch for this machine")
    told = advice(f"{lines}\n\nHello.\n")
    if rates is None:
        assert told == []
    else:
        place, asked, language, slowest = rates
        assert told == [
            f"{place} this is {asked} syllables a second, but system:{language} cannot speak slower than {slowest}"
        ]


@pytest.mark.engine("system")
@pytest.mark.skipif(sys.platform != "linux", reason="espeak-ng is the system's voice on Linux alone")
def test_a_pace_given_by_the_person_that_is_too_slow_for_the_voice(write: Write) -> None:
    if not can_stretch():
        pytest.skip("no wheel of python-stretch for this machine")
    script = str(write("- language: de\n- voice: system\n- pace: 0.5\n\nHallo.\n"))
    (one,) = load_script(script, Choices(pace=Fraction("0.6"))).report.diagnostics
    assert (one.location.line, one.location.column) == (1, 1)
    assert one.message == "--pace 0.6 is 1.9 syllables a second, but system:de cannot speak slower than 2.0"
    assert one.hint is not None
    assert one.hint.startswith("write --pace 0.66,")
    assert list(load_script(script, Choices(pace=Fraction("0.7"))).report.diagnostics) == []


@pytest.mark.parametrize(
    ("session", "own", "missing"),
    [
        ("a mat", "your block", "your block"),
        ("", "a chair", "a chair"),
        ("a mat, a block or a firm cushion", "your block or firm cushion", None),
        ("two blocks", "a block", None),
        ("a mat", "the mat, a strap", "a strap"),
        ("eine Matte, ein festes Kissen", "dein Kissen", None),
        ("eine Matte", "dein Kissen", "dein Kissen"),
    ],
)
def test_a_prop_that_nobody_was_told_of(advice: Advice, session: str, own: str, missing: str | None) -> None:
    line = f"- props: {session}\n" if session else ""
    told = advice(step("hold: 20s", f"props: {own}", session=line))
    if missing is None:
        assert told == []
    else:
        place = "6:10" if session else "5:10"
        assert told == [f'{place} "{missing}" is used here but missing from the props list']


def test_a_step_that_is_left_out_needs_no_props(advice: Advice) -> None:
    both = step("hold: 20s", "props: a block", session="- skip: One\n") + "\n## Two\n- hold: 20s\n"
    assert advice(both) == []
    assert len(advice(both.replace("skip: One", "skip: 2"))) == 1


FITTING = {
    "de": ["Das {side} Knie.", "Der {side} Fuß.", "{side} Seite.", "Zieh deine {side} Hand.", "Auf die {side} Hand."],
    "es": ["Abraza la rodilla {side}.", "Hacia la {side}.", "La mano {side}.", "El brazo {side|derecho|izquierdo}."],
    "fr": ["La jambe {side}.", "Tourne à {side}.", "Ton épaule {side}.", "La main {side}."],
    "it": ["La gamba {side}.", "Gira a {side}.", "La mano {side}."],
    "pt": ["A perna {side}.", "Vire à {side}.", "A mão {side}."],
    "nl": ["Je {side} been.", "De {side} kant."],
    "en": ["Your {side} knee.", "To the {side}."],
}  # fmt: skip
DOUBTFUL = {
    "de": ["Dein {side} Knie.", "Zieh den {side} Fuß heran.", "Auf der {side} Seite.", "Mit dem {other_side} Bein.",
           "Nach {side}."],
    "es": ["Estira el brazo {side}.", "Sobre el lado {other_side}.", "{side}."],
    "fr": ["Le genou {side}.", "Ton bras {side}.", "Le coude {side}."],
    "it": ["Il ginocchio {side}.", "Il braccio {side}."],
    "pt": ["O joelho {side}.", "Sobre o lado {other_side}."],
    "nl": ["Draai naar {side}."],
}  # fmt: skip


def sided(language: str, sentence: str, extra: str = "") -> str:
    session = f"- language: {language}\n- voice: tone\n{extra}"
    return f"{session}\n## Eins\n- hold: 20s\n- sides: right, left\n- cue: {sentence}\n"


@pytest.mark.parametrize(("language", "sentence"), [(one, line) for one, lines in FITTING.items() for line in lines])
def test_a_bare_side_that_fits_is_left_alone(advice: Advice, language: str, sentence: str) -> None:
    assert advice(sided(language, sentence)) == []


@pytest.mark.parametrize(("language", "sentence"), [(one, line) for one, lines in DOUBTFUL.items() for line in lines])
def test_a_bare_side_that_is_probably_wrong(
    found: Callable[[str], list[Diagnostic]], language: str, sentence: str
) -> None:
    (one,) = found(sided(language, sentence))
    assert one.location.column == len("- cue: ") + sentence.index("{") + 1
    assert one.hint.startswith("write both words, right first, such as {side|")


def test_own_words_for_the_sides_are_ones_own_affair(advice: Advice) -> None:
    assert advice(sided("de", "Nach {side}.", "- wording sides: rechts, links\n")) == []


def test_steps_may_be_chosen_by_number_in_the_script(write: Write) -> None:
    two = "- voice: tone\n- only: {}\n\n## One\n- hold: 20s\n\n## Two\n- hold: 20s\n"
    assert check_script(str(write(two.format("2")))).diagnostics == ()
    assert check_script(str(write(two.format("two, 1")))).diagnostics == ()
    (found,) = check_script(str(write(two.format("3")))).diagnostics
    assert (found.location.line, found.location.column, found.message) == (2, 9, 'no step is called "3"')
