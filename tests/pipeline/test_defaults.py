"""A person's settings.toml counts where neither the command line nor the script says otherwise."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from voicecoach import folders
from voicecoach.pipeline.library import check_script
from voicecoach.pipeline.load import Script, load_script
from voicecoach.script import settings as table
from voicecoach.script.model import BedSetting
from voicecoach.script.settings import LOG
from voicecoach.script.sides import Side
from voicecoach.script.spec import OFF
from voicecoach.session.options import Choices
from voicecoach.session.unroll.shorten import Guidance

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voicecoach.pipeline.session import Session

    Write = Callable[..., Path]
    Load = Callable[..., Script]

HELLO = "# T\n\nHello.\n"
EVERYTHING = """\
# What I like.
voice = "tone"
pace = 0.75
pitch = -1.5
level = 5
guidance = "brief"
focus = "left"
settle = 1.5
wording = "coach"
bed = "rain"
bed-level = -30.5
seed = 7
log = "off"
servers = ["http://nas.local:8880", "wyoming://nas.local"]
"""


@pytest.fixture
def prefer(tmp_path: Path) -> Callable[[str], Path]:
    """A function that writes the person's settings."""

    def write_settings(text: str) -> Path:
        path = tmp_path / "home" / "settings.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write_settings


@pytest.fixture
def load(write: Write) -> Load:
    """A function that loads a script in which nothing may be wrong."""

    def load_text(text: str, choices: Choices | None = None) -> Script:
        script = load_script(str(write(text)), choices or Choices())
        assert script.report.diagnostics == ()
        return script

    return load_text


def test_defaults_count(load: Load, prefer: Callable[[str], Path]) -> None:
    prefer(EVERYTHING)
    script = load(HELLO)
    options = script.options
    assert (options.voice, options.pace, options.level) == ("tone", Fraction(3, 4), 5)
    assert options.pitch_semitones == Fraction(-3, 2)
    assert (options.guidance, options.focus, options.settle) == (Guidance.BRIEF, Side.LEFT, Fraction(3, 2))
    assert (options.bed, options.seed) == (BedSetting("rain", Fraction(-61, 2)), 7)
    assert script.wording.origin("half") == "coach"
    assert script.routine.settings.is_off(LOG)


def test_a_focus_for_every_script_is_no_mistake_of_one(load: Load, prefer: Callable[[str], Path]) -> None:
    prefer('focus = "left"\npace = 0.9\n')
    assert load("Hi.\n\n## A\n\n- sides: right, left\n- hold: 10s\n").options.focus == Side.LEFT
    assert load("- focus: right\n\nHi.\n\n## A\n\n- sides: right, left\n- hold: 10s\n").options.focus == Side.RIGHT


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("words-per-minute = 120", table.WORDS_PER_MINUTE, 120),
        ("fit-pauses = false", table.FIT_PAUSES, None),
        ('bed-fade = "3s, 8s"', table.BED_FADE, (3_000, 8_000)),
        ('pauses = "long 10s"', table.PAUSES, {"long": 10_000}),
        ('skip = ["A", "Not here"]', table.SKIP, ("A",)),
        ('only = "Not here"', table.ONLY, None),
        ('[tag]\nArtist = "Anna"\n[value]\npatient = "Ben"', (table.TAG, "artist"), "Anna"),
    ],
    ids=lambda value: value.splitlines()[0] if isinstance(value, str) else "",
)
def test_defaults_are_read_as_a_script_has_them(
    load: Load, prefer: Callable[[str], Path], text: str, key: Any, value: object
) -> None:
    prefer(text)
    settings = load("Hello.\n\n## A\n\n- hold: 5s\n\n## B\n\n- hold: 5s\n").routine.settings
    found = settings.get(*key) if isinstance(key, tuple) else settings.get(key)
    assert (dict(found) if isinstance(value, dict) else found) == value


def test_a_script_that_sets_a_rate_does_not_get_the_default_pace(load: Load, prefer: Callable[[str], Path]) -> None:
    prefer("pace = 0.5\n")
    assert load("- words per minute: 137\n\nHello.").options.pace == 1
    assert load("Hello.").options.pace == Fraction(1, 2)


def test_the_script_wins_over_the_defaults(load: Load, prefer: Callable[[str], Path]) -> None:
    prefer(EVERYTHING)
    own = """\
        - voice: auto
        - pace: 0.8
        - level: 1
        - guidance: names
        - focus: right
        - settle: 2
        - wording: brief
        - bed: ocean, -20 dB
        - seed: 3

        Hello.
    """
    script = load(own)
    options = script.options
    assert (options.voice, options.pace, options.level) == ("auto", Fraction(4, 5), 1)
    assert (options.guidance, options.focus, options.settle) == (Guidance.NAMES, Side.RIGHT, 2)
    assert (options.bed, options.seed) == (BedSetting("ocean", Fraction(-20)), 3)
    assert script.wording.origin("half") == "brief"
    assert load("- bed: off\n\nHello.\n").options.bed is None


def test_the_command_line_wins_over_both(load: Load, prefer: Callable[[str], Path]) -> None:
    prefer(EVERYTHING)
    choices = Choices(voice="tone", pace=Fraction(2), level=2, seed=0, bed=OFF, wording="calm")
    script = load("- pace: 1\n- seed: 3\n\nHello.\n", choices)
    assert (script.options.pace, script.options.level, script.options.seed) == (2, 2, 0)
    assert script.options.bed is OFF
    assert script.wording.origin("half") == "calm"


def test_the_level_is_for_every_bed_without_its_own(
    load: Load, prefer: Callable[[str], Path], opened: Callable[..., Session]
) -> None:
    prefer("bed-level = -30")
    assert load("- bed: rain\n\nHello.\n").options.bed == BedSetting("rain", Fraction(-30))
    assert load(HELLO, Choices(bed=BedSetting("rain"))).options.bed == BedSetting("rain", Fraction(-30))
    session = opened("Hi.\n\n## One\n\n- bed: rain\n\nWords.\n\n## Two\n\n- bed: rain, -20 dB\n\nWords.\n")
    assert [bed.level_db for bed in session.timeline().beds] == [-30.0, -20.0]
    assert load(HELLO).options.bed is None


@pytest.mark.parametrize("word", ["off", "none", "None"])
def test_no_bed_can_be_said_in_words(load: Load, prefer: Callable[[str], Path], word: str) -> None:
    prefer(f'bed = "{word}"')
    assert load(HELLO).options.bed is None


def test_a_pack_is_no_default_for_scripts_in_another_language(load: Load, prefer: Callable[[str], Path]) -> None:
    prefer('wording = "coach"')
    assert load("- language: de\n- voice: tone\n\nHallo.\n").wording.origin("half") == "de"
    assert load("- language: en-GB\n\nHello.\n").wording.origin("half") == "coach"


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("pace = 9", 1, 8, "out of range"),
        ("\nlevel = 6", 2, 9, '"6"'),
        ("pace = 0.9\nlevel = 2.5", 2, 9, '"2.5"'),
        ('  guidance = "quiet"', 1, 15, '"quiet"'),
        ("pase = 0.9", 1, 1, '"pase"'),
        ("bed_level = -20", 1, 1, '"bed_level"'),
        ("bed-level = 3", 1, 13, '"3"'),
        ('bed-level = "loud"', 1, 14, '"loud"'),
        ("seed = true", 1, 8, '"seed" needs one value'),
        ('verify = "yes"', 1, 11, '"yes" is neither on nor off'),
        ("any-key = 1", 1, 11, '"1"'),
        ("pauses = 1.8", 1, 10, '"pauses" sets lengths by name'),
        ('artist = "Anna"', 1, 1, '"artist" is not a setting here'),
        ('tag = "Anna"', 1, 1, '"tag" needs a name after a dot'),
        ('tag.artsit = "Anna"', 1, 15, '"artsit" is not a tag'),
        ('[tag]\nyear = "soon"', 2, 9, "four figures"),
        ("tag.year = [2026]", 1, 12, '"tag.year" needs a value'),
        ('cover = "none.png"', 1, 10, "none.png"),
        ('for = "spotify"', 1, 8, '"spotify"'),
        ("pace = 0.9\nwords-per-minute = 120", 2, 20, "set the same thing"),
        ('fit = "2m-3m"', 1, 8, "one length, not a range"),
        ('wake = "1s"', 1, 9, "2s or more"),
        ("voice = []", 1, 9, '"voice" needs one value'),
        ('voice = ""', 1, 10, '"voice" needs one value'),
        ("[voice]\nname = 1", 1, 1, '"voice" needs one value'),
        ("pace 0.9", 1, 6, "is invalid"),
        ("voice = hibari", 1, 9, "is invalid"),
        ('voice = "x', 1, 11, "is invalid"),
        ('voice = "klingon"', 1, 10, "klingon"),
        ('servers = "http://nas.local"', 1, 12, '"servers" needs addresses'),
        ('servers = ["nas.local"]', 1, 11, '"servers" needs addresses'),
        ("servers = [3]", 1, 11, '"servers" needs addresses'),
        ('wording = "nowhere"', 1, 12, "nowhere"),
    ],
)
def test_a_mistake_is_told_with_its_place(
    write: Write, prefer: Callable[[str], Path], text: str, line: int, column: int, says: str
) -> None:
    path = prefer(text)
    (found,) = check_script(str(write(HELLO))).diagnostics
    assert (found.location.path, found.location.line, found.location.column) == (str(path), line, column)
    assert says in found.message
    assert found.hint


def test_what_is_not_text_is_told(write: Write, prefer: Callable[[str], Path]) -> None:
    prefer("").write_bytes(b"voice = \xff\n")
    (found,) = check_script(str(write(HELLO))).diagnostics
    assert found.location.path == str(folders.home() / "settings.toml")


def test_defaults_hold_for_what_ships(prefer: Callable[[str], Path]) -> None:
    prefer('voice = "tone"\nlevel = 1\n')
    script = load_script("lower-back", Choices())
    assert (script.options.voice, script.options.level) == ("tone", 1)
    assert script.options.pace == Fraction(19, 20)  # the script's own


def test_brackets_without_end_are_told(write: Write, prefer: Callable[[str], Path]) -> None:
    path = prefer("a = " + "[" * 20_000)
    (found,) = check_script(str(write(HELLO))).diagnostics
    assert (found.location.path, found.location.line) == (str(path), 1)
    assert "is invalid" in found.message
