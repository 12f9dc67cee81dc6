"""Settings: keys, values, and the mistakes in them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from voicecoach.script import settings as table
from voicecoach.script.model import Breath, Point, Step
from voicecoach.script.printer import print_routine
from voicecoach.script.report import Severity
from voicecoach.script.sides import Side
from voicecoach.script.spec import Scope
from voicecoach.units import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Reading

    from voicecoach.script.model import Routine
    from voicecoach.script.spec import Settings

MOVING = "## A\n- hold: 30s\n- sides: right, left\n- sets: 2\n"


def settings_of(routine: Routine) -> Settings:
    step = routine.sections[-1]
    return step.settings if isinstance(step, Step) else routine.settings


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("- Pace: 0,9", "- pace: 0.9"),
        ("- PACE: 1.123456", "- pace: 1.123456"),
        ("- pace: 2,000", "- pace: 2"),
        ("- Guidance: FULL", "- guidance: full"),
        ("- focus: Left", "- focus: left"),
        ("- pronounce  IT   band: eye  tee", "- pronounce IT band: eye tee"),
        ("- Wording HALF: Half.", "- wording half: Half."),
        ("- wording Step  Props: Take {props}.", "- wording step props: Take {props}."),
        ("- only: Bridge , Child's Pose", "- only: Bridge, Child's Pose"),
        ("- chimes: Begin My Bell,end OFF", "- chimes: begin My Bell, end off"),
        ("- value Patient: Anna", "- value patient: Anna"),
        ("- level: OFF", "- level: off"),
        ("- level:  Off ", "- level: off"),
        ("- based  ON: lower-back", "- based on: lower-back"),
        ("- Words per  minute: 130", "- words per minute: 130"),
        ("- pitch: \u22121,5 semitones", "- pitch: -1.5"),
        ("- pitch: +2", "- pitch: 2"),
        ("- Pauses: Cue 1,25 s,clause 0.35", "- pauses: cue 1.25s, clause 350ms"),
        (
            "- pauses: short 1.5s, plain 4s, long 10s, breath 8s, ellipsis 0.8s, sentence 0s, paragraph 1:00",
            "- pauses: short 1.5s, plain 4s, long 10s, breath 8s, ellipsis 800ms, sentence 0s, paragraph 1m",
        ),
        ("- sentence pause: 0.6s", "- pauses: sentence 600ms"),
    ],
)
def test_a_session_setting_and_its_canonical_form(line: str, printed: str, read: Callable[[str], Reading]) -> None:
    reading = read(f"{line}\n\n## Bridge\nWords.\n\n## Child's Pose\nWords.")
    assert reading.errors == []
    assert print_routine(reading.routine).splitlines()[0] == printed


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("- at HALF: Half way.", "- at half: Half way."),
        ("- at 0:15: Now.", "- at 15s: Now."),
        ("- at End - 10 sec.: Ten.", "- at end-10s: Ten."),
        ("- at end–1,5 min: Ten.", "- at end-1m30s: Ten."),
        ("- At half: OFF", "- at half: off"),
        ("- At Every 5 minutes: [chime bell]", "- at every 5m: [chime bell]"),
        ("- at every minute: [Chime  bell 0 s] Still here.", "- at every 1m: [chime bell 0s] Still here."),
        ("- at random 2\u20135 min: [chime my bell 1,5 sec]", "- at random 2-5m: [chime my bell 1.5s]"),
        ("- at 12m: [chime gong 2]", "- at 12m: [chime gong 2]"),
        ("- ready: 20-40", "- ready: 20-40s"),
        ("- rest: 0", "- rest: 0s"),
        ("- Countdown: 0", "- countdown: 0"),
        ("- chapter: *Bridge* [1]", "- chapter: *Bridge* [1]"),
        ("- levels: 4–5", "- levels: 4-5"),
        ("- spoken: Cat Cow", "- spoken: Cat Cow"),
    ],
)
def test_a_step_setting_and_its_canonical_form(line: str, printed: str, read_well: Callable[[str], Routine]) -> None:
    assert printed in print_routine(read_well(f"{MOVING}{line}")).splitlines()


def test_the_values_of_a_step(read_well: Callable[[str], Routine]) -> None:
    settings = settings_of(read_well(f"{MOVING}- reps: 6-10\n- focus: left\n- at 15s: Go.\n- chimes: end off"))
    assert settings.get(table.SIDES) == (Side.RIGHT, Side.LEFT)
    assert settings.get(table.REPS) == (Span(6, 10),)
    assert settings.get(table.FOCUS) == "left"
    assert settings.get(table.AT, Point("begin", 15_000)) is not None
    chimes = settings.get(table.CHIMES)
    assert chimes is not None
    assert dict(chimes.sounds) == {"end": None}


def test_a_decimal_comma_in_a_breath(read_well: Callable[[str], Routine]) -> None:
    settings = settings_of(read_well("## A\n- breathe: In 1,5s,out 3, hold 2-4s\n"))
    assert settings.get(table.BREATHE) == (
        Breath("in", Span(1_500, 1_500)),
        Breath("out", Span(3_000, 3_000)),
        Breath("hold", Span(2_000, 4_000)),
    )


def test_exact_factors(read_well: Callable[[str], Routine]) -> None:
    assert settings_of(read_well("- pace: 0,9\nHi")).get(table.PACE) == Fraction(9, 10)


def test_off_is_neither_given_nor_missing(read_well: Callable[[str], Routine]) -> None:
    settings = settings_of(read_well("## A\n- hold: 30s\n- finish: off"))
    assert settings.get(table.FINISH) is None
    assert settings.is_off(table.FINISH)
    assert not settings.is_off(table.CUE)


def test_a_hold_that_is_off_makes_no_hold(read: Callable[[str], Reading]) -> None:
    assert read("## A\n- hold: off\n- at half: Half.\nWords.").errors == [
        '3: "at half" needs a hold, phases, breathing or reps without a time, but this step has none'
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("at 15s", "at 0:15"),
        ("at half", "AT HALF"),
        ("at end-60s", "at end - 1 min"),
        ("at every 1m", "at every minute"),
        ("at random 1-2m", "at random 60-120 s"),
        ("cue", "Cue"),
        ("finish", "FINISH"),
    ],
)
def test_a_step_setting_given_twice(first: str, second: str, read: Callable[[str], Reading]) -> None:
    assert read(f"## A\n- hold: 2m\n- {first}: Now.\n- {second}: off").errors == [f'4: "{second}" is set twice']


@pytest.mark.parametrize(
    ("first", "second"),
    [("pronounce psoas", "pronounce Psoas"), ("wording half", "Wording  Half"), ("value a", "value A")],
)
def test_a_session_setting_given_twice(first: str, second: str, read: Callable[[str], Reading]) -> None:
    assert len(read(f"- {first}: one\n- {second}: two\nHi").errors) == 1


def test_phases_may_be_given_twice(read_well: Callable[[str], Routine]) -> None:
    settings = settings_of(read_well("## A\n- phase 4s: In\n- phase 4s: In\n- Phase 4 s: Out"))
    assert len(settings.every(table.PHASE)) == 3


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("hodl: 30s", "- hold: 30s"),
        ("Holds: 4 s", "- hold: 4 s"),
        ("hodl: long", "- hold: 20-40s"),
        ("side: left", "- sides: left"),
        ("count down: 3", "- countdown: 3"),
        ("postion: seated", "- position: seated"),
        ("finsh: Rest.", "- finish: Rest."),
        ("phas 4s: In.", "- phase 4s: In."),
        ("pharse 4s: In.", "- phase 4s: In."),
        ("length: 45s", "- hold: 45s"),
        ("repetitions: 8", "- reps: 8"),
        ("music: ocean", "- bed: ocean"),
        ("times: 3x", "- reps: 3"),
        ("duration: 45 sekonds", "- hold: 45 seconds"),
        ("volume: 3", "- bed: rain, -24 dB"),
        ("bell: on", "- chimes: begin bowl, end bell, half wood, switch two-tone"),
        ("pause: 3s", "- rest: 3s"),
    ],
)
def test_an_unknown_key_names_the_mended_line(key: str, near: str, read: Callable[[str], Reading]) -> None:
    (found,) = (one for one in read(f"## A\nWords.\n## B\n- {key}").diagnostics if one.location.line == 4)
    assert found.message == f'"{key.partition(":")[0]}" is not a setting'
    assert found.hint == f'did you mean "{near}"? If not, remove the dash to speak this line'


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("hold 45s", "hold: 45s"),
        ("hold = 45s", "hold: 45s"),
        ("Rest 5 s", "rest: 5 s"),
        ("repeat 3", "reps: 3"),
        ("phase 4s In.", "phase 4s: In."),
    ],
)
def test_a_missing_colon_is_one_message_with_the_mended_line(
    line: str, mended: str, read: Callable[[str], Reading]
) -> None:
    (found,) = read(f"## A\n- {line}\n").diagnostics
    assert found.message == f'the colon is missing in "{line}"'
    assert found.hint == f"write - {mended}, or remove the dash to speak this line"


def test_a_missing_colon_in_the_wrong_place_says_where_the_line_belongs(read: Callable[[str], Reading]) -> None:
    (found,) = read("- hold 45s\n\nHi.").diagnostics
    assert found.hint.startswith("write - hold: 45s below the ## heading of its step")


def test_a_misspelt_hold_brings_no_other_mistakes(read: Callable[[str], Reading]) -> None:
    script = "## A\n- hodl: 30s\n- at half: Half.\n- countdown: 3\n- sidse: right, left\n- cue: Your {side} leg."
    assert [message[0] for message in read(script).errors] == ["2", "5"]


def test_a_setting_with_nothing_near_it(read: Callable[[str], Reading]) -> None:
    (found,) = read("Hi\n- breathing deeply is good: yes").diagnostics
    assert found.hint == "remove the dash to speak this line"


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("language: german", "de"),
        ("pace: 120%", "1.2"),
        ("fit: twelve minutes", "12m"),
        ("hold: 40-20s", "20-40s"),
        ("rest: 5 min 30", "5m30s"),
        ("sets: 3 sets", "3"),
        ("reps: ten", "10"),
        ("sides: both", "right, left"),
        ("breathe: 4-7-8", "it as in 4s, hold 7s, out 8s"),
    ],
)
def test_a_value_is_mended_as_it_was_meant(line: str, mended: str, read: Callable[[str], Reading]) -> None:
    key = line.partition(":")[0]
    text = f"- {line}\n\nWords." if table.find_spec(key, Scope.SESSION) else f"## B\n- {line}"
    (found,) = (one for one in read(text).diagnostics if one.severity is Severity.ERROR)
    assert found.hint == f"write {mended}"


@pytest.mark.parametrize("scope", [Scope.SESSION, Scope.STEP])
def test_a_setting_of_the_other_kind_says_where_it_belongs(scope: Scope, read: Callable[[str], Reading]) -> None:
    for spec in table.TABLE:
        if not spec.scope & scope:
            above = "" if scope is Scope.SESSION else "## A\n- hold: 3s\n"
            (message, *_) = read(f"Hi\n{above}{spec.example_line}\n").errors
            assert "belongs to" in message


@pytest.mark.parametrize("key", ["language", "cue", "pronounce x", "at half", "phase 4s"])
def test_a_setting_without_a_value(key: str, read: Callable[[str], Reading]) -> None:
    text = f"- {key}:\nHi" if key in ("language", "pronounce x") else f"## A\n- reps: 3\n- {key}:  \n"
    assert f'"{key}" needs a value' in str(read(text).errors)


def test_every_row_is_found_by_its_own_example() -> None:
    for spec in table.TABLE:
        found = table.find_spec(spec.example_line[2:].partition(":")[0], spec.scope)
        assert found is not None
        assert found[0] is spec
