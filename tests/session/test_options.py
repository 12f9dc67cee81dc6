"""Options of a session from a Python program, a cue sheet and a bookmark."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from fractions import Fraction
from pathlib import Path

import pytest

from voicecoach.errors import OptionError
from voicecoach.script.model import BedSetting
from voicecoach.script.sides import Side
from voicecoach.script.spec import OFF
from voicecoach.session.options import (
    OPTIONS,
    Choices,
    choices_from,
    choices_from_json,
    choices_json,
    overridden,
)
from voicecoach.session.unroll.shorten import Guidance


@pytest.mark.parametrize(
    "choices",
    [
        Choices(),
        Choices(
            voice="tone", pace=Fraction(11, 10), level=2, focus=Side.LEFT, settle=Fraction(3, 2), only=("A", "B"),
            skip=(), seed=4, values={"name": "Anna"}, wording="coach", guidance=Guidance.BRIEF, fit_ms=60_000,
            bed=BedSetting("rain", Fraction(-49, 2)), bed_level_db=-20.5, preview=True,
        ),
        Choices(bed=OFF),
        Choices(bed=BedSetting("ocean")),
    ],
)  # fmt: skip
def test_choices_come_back_as_they_were(choices: Choices) -> None:
    assert choices_from_json(json.loads(json.dumps(choices_json(choices, is_exact=True)))) == choices


def test_what_is_asked_for_now_wins() -> None:
    begun = Choices(voice="tone", pace=Fraction(1), preview=True)
    assert overridden(begun, Choices(pace=Fraction(2))) == replace(begun, pace=Fraction(2))


def test_every_field_of_the_choices_has_a_row() -> None:
    assert [option.field for option in OPTIONS] == [each.name for each in fields(Choices)]


@pytest.mark.parametrize(
    ("choices", "for_people", "exact"),
    [
        (Choices(pace=Fraction(9, 10)), {"pace": 0.9}, {"pace": "9/10"}),
        (Choices(only=("A, B",)), {"only": ["A, B"]}, {"only": ["A, B"]}),
        (Choices(bed=BedSetting("rain", Fraction(-24))), {"bed": "rain"}, {"bed": ["rain", "-24"]}),
        (Choices(bed=OFF), {"bed": "none"}, {"bed": "off"}),
        (Choices(wake_after_ms=0, seed=0, skip=()), *2 * ({"wake_after_ms": 0, "seed": 0, "skip": []},)),
        (Choices(preview=False, values={}), {}, {}),
    ],
)
def test_files_of_earlier_versions_say_the_same(
    choices: Choices, for_people: dict[str, object], exact: dict[str, object]
) -> None:
    assert choices_json(choices) == for_people
    assert choices_json(choices, is_exact=True) == exact


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({"fit": "12m"}, Choices(fit_ms=720_000)),
        ({"fit": 720}, Choices(fit_ms=720_000)),
        ({"pace": "0,85"}, Choices(pace=Fraction(17, 20))),
        ({"pace": 0.85, "settle": 2}, Choices(pace=Fraction(17, 20), settle=Fraction(2))),
        ({"level": 4, "seed": "0"}, Choices(level=4, seed=0)),
        ({"focus": "Left", "guidance": "brief"}, Choices(focus=Side.LEFT, guidance=Guidance.BRIEF)),
        ({"focus": Side.LEFT}, Choices(focus=Side.LEFT)),
        ({"bed": "rain, heavy.flac", "bed_level": -20.5},
         Choices(bed=BedSetting("rain, heavy.flac"), bed_level_db=-20.5)),
        ({"bed": "None", "bed_level": "-24 dB"}, Choices(bed=OFF, bed_level_db=-24.0)),
        ({"only": "Bridge, Child's Pose", "skip": ["Up, down"]},
         Choices(only=("Bridge", "Child's Pose"), skip=("Up, down",))),
        ({"set": {"Patient": "Anna = B"}}, Choices(values={"patient": "Anna = B"})),
        ({"set": ["a=1", "b=2"]}, Choices(values={"a": "1", "b": "2"})),
        ({"wording": Path("my words.md"), "voice": "own:a  b"}, Choices(wording="my words.md", voice="own:a  b")),
        ({"wake": "5s"}, Choices(wake_after_ms=5_000)),
        ({"no_wake": True, "wake": "5s"}, Choices(wake_after_ms=0)),
        ({"preview": True, "no_wake": False, "fit": None}, Choices(preview=True)),
    ],
)  # fmt: skip
def test_a_program_gives_options_as_text_or_as_values(given: dict[str, object], read: Choices) -> None:
    assert choices_from(given) == read


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("pcae", 1, "does not exist"),
        ("fit_ms", 1, "does not exist"),
        ("parts", True, "does not exist"),
        ("pace", 9, "9 is out of range: use 0.5 to 2"),
        ("pace", float("nan"), "not a number"),
        ("pace", True, "cannot be True"),
        ("level", 2.5, "not a whole number"),
        ("fit", "soon", "not a duration"),
        ("fit", 0, "more than zero"),
        ("focus", "up", "is not valid here"),
        ("bed_level", 3, "not a level for a bed"),
        ("wake", "1s", "2s or more"),
        ("set", {"hold": "x"}, "is a built-in variable"),
        ("set", "patient", "not name=value"),
        ("only", 3.5j, "cannot be 3.5j"),
        ("preview", "yes", "cannot be 'yes'"),
    ],
)
def test_an_invalid_option_is_named(name: str, value: object, told: str) -> None:
    with pytest.raises(OptionError, match=told) as caught:
        choices_from({name: value})
    assert caught.value.option == name


def test_the_nearest_option_is_offered() -> None:
    with pytest.raises(OptionError) as caught:
        choices_from({"bed_levle": -24})
    assert caught.value.hint == 'did you mean "bed_level"?'
