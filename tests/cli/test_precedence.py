"""Every option of ``play`` and ``export`` in three places: command line, script, settings.toml; the first wins."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from voicecoach.cli.export import export
from voicecoach.cli.file_options import NAMES, ExportOptions
from voicecoach.cli.options import choices
from voicecoach.cli.play import play, reentry_of
from voicecoach.export.formats import FORMATS
from voicecoach.export.presets import PRESETS
from voicecoach.export.tags.tags import KEYS as TAG_KEYS
from voicecoach.pipeline.defaults import own_device
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.session import Session
from voicecoach.pipeline.settings_file import KEYS
from voicecoach.script import file_codecs
from voicecoach.script import settings as table
from voicecoach.session.unroll.shorten import Guidance

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = """
Hello. [pause 1s]

## One

- sides: right, left
- hold: 10-30s

## Two

- hold: 10s

## Three

- hold: 10s
"""
DOING = {
    "changes",
    "output",
    "every",
    "cues",
    "split",
    "begin",
    "resume",
    "exact",
    "preview",
    "watch",
    "scripts",
    "script",
    "week",
}
"""What one call does, which no file can want for all of them."""

SHOWN_ONCE = {"plain", "quiet", "help"}
"""How this terminal shows it."""


@dataclass
class Settled:
    """What counts after all three places were read."""

    session: Session
    given: dict[str, Any]

    @property
    def options(self) -> Any:
        return self.session.script.options

    def steps(self) -> list[str]:
        return [section.name for section in self.session.plan.sections if section.name]

    def tags(self) -> Any:
        options = ExportOptions.taken(self.session.choices, self.given)
        return self.session.tags(self.session.timeline(), options.own_tags, options.cover)


@dataclass(frozen=True)
class Row:
    """An option with a value for each place, and what comes of them."""

    option: str
    words: tuple[str, ...]
    script: str
    default: str
    effect: Callable[[Settled], object]
    built_in: object
    outcomes: tuple[object, object, object]


def _bed(settled: Settled) -> str | None:
    return next((bed.sound for bed in settled.session.timeline().beds), None)


def _any_key(settled: Settled) -> bool | None:
    given, settings = settled.given["any_key"], settled.session.script.routine.settings
    return settings.switch(table.ANY_KEY) if given is None else given


def _greeting(settled: Settled) -> str:
    return settled.session.phrases()[0]


ROWS = [
    # the option, its words, the line of the script, that of settings.toml, what it changes: without any, and in the
    # order settings.toml, script, command line
    Row("voice", ("--voice", "tone"), "- voice: hibari:heart", 'voice = "hibari:emma"',
        lambda one: one.options.voice, "auto", ("hibari:emma", "hibari:heart", "tone")),
    Row("pace", ("--pace", "0.7"), "- pace: 0.8", "pace = 0.9",
        lambda one: one.options.pace, 1, (Fraction(9, 10), Fraction(8, 10), Fraction(7, 10))),
    Row("pitch_semitones", ("--pitch", "3"), "- pitch: 2", "pitch = -1",
        lambda one: one.options.pitch_semitones, 0, (-1, 2, 3)),
    Row("level", ("--level", "1"), "- level: 5", "level = 4", lambda one: one.options.level, 3, (4, 5, 1)),
    Row("focus", ("--focus", "off"), "- focus: left", 'focus = "right"',
        lambda one: one.options.focus, None, ("right", "left", None)),
    Row("fit_ms", ("--fit", "80s"), "- fit: 3m", 'fit = "2m"', lambda one: one.options.fit_ms, None,
        (120_000, 180_000, 80_000)),
    Row("guidance", ("--guidance", "full"), "- guidance: chimes", 'guidance = "names"',
        lambda one: one.options.guidance, Guidance.FULL, (Guidance.NAMES, Guidance.CHIMES, Guidance.FULL)),
    Row("bed", ("--bed", "none"), "- bed: ocean", 'bed = "rain"', _bed, None, ("rain", "ocean", None)),
    Row("bed_level_db", ("--bed-level", "-10"), "- bed: rain, -20 dB", 'bed = "rain"\nbed-level = -30',
        lambda one: next((bed.level_db for bed in one.session.timeline().beds), None), None, (-30, -20, -10)),
    Row("wording", ("--wording", "calm"), "- wording: brief", 'wording = "coach"',
        lambda one: one.session.script.wording.origin("half"), "calm", ("coach", "brief", "calm")),
    Row("only", ("--only", "1"), "- only: Two", 'only = ["Three"]', Settled.steps, ["One", "Two", "Three"],
        (["Three"], ["Two"], ["One"])),
    Row("skip", ("--skip", "off"), "- skip: Two", 'skip = "Three"', Settled.steps, ["One", "Two", "Three"],
        (["One", "Two"], ["One", "Three"], ["One", "Two", "Three"])),
    Row("settle", ("--settle", "3"), "- settle: 2", "settle = 0.5", lambda one: one.options.settle, 1,
        (Fraction(1, 2), 2, 3)),
    Row("pause_factor", ("--pauses", "3"), "- pause factor: 2", "pause-factor = 0.5",
        lambda one: one.options.pause_factor, 1, (Fraction(1, 2), 2, 3)),
    Row("values", ("--set", "who=Cleo"), "- value who: Ben", 'value.who = "Anna"', _greeting, ...,
        ("Hello Anna.", "Hello Ben.", "Hello Cleo.")),
    Row("wake_after_ms", ("--wake", "9s"), "- wake: off", 'wake = "7s"', lambda one: one.session.wake_after_ms, 5_000,
        (7_000, 0, 9_000)),
    Row("no_wake", ("--no-wake",), "- wake: 8s", 'wake = "7s"', lambda one: one.session.wake_after_ms, 5_000,
        (7_000, 8_000, 0)),
    Row("seed", ("--seed", "3"), "- seed: 2", "seed = 1", lambda one: one.options.seed, 0, (1, 2, 3)),
    Row("audio_format", ("--format", "ogg"), "- format: opus", 'format = "flac"',
        lambda one: one.session.file.suffix, ".mp3", (".flac", ".opus", ".ogg")),
    Row("place", ("--for", "none"), "- for: whatsapp", 'for = "apple-podcasts"',
        lambda one: one.session.file.bitrate_for(Path("a.mp3"), 2), None, (128, 96, None)),
    Row("bitrate_kbps", ("--bitrate", "112"), "- bitrate: 160k", 'bitrate = "128"',
        lambda one: one.session.file.bitrate_for(Path("a.mp3"), 2), None, (128, 160, 112)),
    Row("mono", ("--stereo",), "- channels: mono", 'channels = "stereo"', lambda one: one.session.channels, 1,
        (2, 1, 2)),
    Row("verify", ("--no-verify",), "- verify: on", "verify = false", lambda one: one.session.file.is_verified, None,
        (False, True, False)),
    Row("sidecars", ("--no-sidecars",), "- sidecars: on", "sidecars = false",
        lambda one: one.session.file.has_sidecars, None, (False, True, False)),
    Row("own_tags", ("--tag", "artist=Cleo"), "- tag artist: Ben", 'tag.artist = "Anna"',
        lambda one: one.tags().artist, "voicecoach", ("Anna", "Ben", "Cleo")),
    Row("cover", ("--cover", "none"), "- cover: b.png", 'cover = "a.png"', lambda one: _width(one.tags().cover), ...,
        (1, 2, 0)),
    Row("reentry", ("--reentry", "chime"), "- reentry: off", 'reentry = "voice"',
        lambda one: one.given["reentry"] or reentry_of(one.session.script.routine.settings), "chime",
        ("voice", "off", "chime")),
    Row("any_key", ("--no-any-key",), "- any key: on", "any-key = false",
        _any_key, None, (False, True, False)),
]  # fmt: skip

NO_SCRIPT_CHOOSES = {"device": 'device = "null"', "log": "log = false"}
"""What a person may set for every script, and no script for a person."""


def _width(cover: Any) -> int:
    """Return the width of a picture in pixels; 0 for none."""
    from io import BytesIO

    from PIL import Image

    picture = cover() if callable(cover) else cover
    return Image.open(BytesIO(picture)).width if picture else 0


@pytest.fixture
def settle(tmp_path: Path) -> Callable[..., Settled]:
    """A function that reads the three places as the command line does."""

    def settled(row: Row, script: str = "", default: str = "", words: tuple[str, ...] = ()) -> Settled:
        (tmp_path / "home").mkdir(exist_ok=True)
        (tmp_path / "home" / "settings.toml").write_text(default, encoding="utf-8")
        steps = STEPS.replace("Hello", "Hello {who}") if row.option == "values" else STEPS
        voice = "" if row.option == "voice" else "- voice: tone"  # what is spoken has no effect on the others
        (tmp_path / "one.md").write_text(f"# T\n\n{voice}\n{script}\n{steps}", encoding="utf-8")
        command = play if row.option in PLAYED else export
        context = command.make_context(command.name, ["one.md", *words])
        given = dict(context.params)
        kept = {
            name: given.pop(name, None) for name in (*DOING - {"changes", "week"}, *PLAYED, *NO_SCRIPT_CHOOSES, *NAMES)
        }
        kept["own_tags"] = kept["own_tags"] or {}
        chosen = choices(given)
        loaded = load_script("one.md", chosen)
        assert not loaded.report.has_errors
        file = ExportOptions.taken(chosen, kept).file
        return Settled(Session(loaded, chosen, file=file), kept)

    return settled


PLAYED = {"reentry", "any_key"}


def _options(command: Any) -> set[str]:
    return {parameter.name for parameter in command.params}


def test_every_option_is_in_the_table_or_an_act_of_one_call() -> None:
    rows = {row.option for row in ROWS}
    assert _options(export) | _options(play) == rows | DOING | SHOWN_ONCE - {"help"} | set(NO_SCRIPT_CHOOSES)


def test_every_key_of_the_settings_file_is_in_a_row() -> None:
    written = {line.partition(" =")[0].partition(".")[0] for row in ROWS for line in row.default.splitlines()}
    of_the_script_alone = {"words-per-minute", "fit-pauses", "pauses", "chimes", "bed-fade"}
    assert set(KEYS) == written | of_the_script_alone | {*NO_SCRIPT_CHOOSES, "servers"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.option)
def test_the_command_line_wins_then_the_script_then_the_settings(
    settle: Callable[..., Settled], tmp_path: Path, row: Row
) -> None:
    if row.option == "cover":
        from PIL import Image

        (tmp_path / "home").mkdir()
        Image.new("RGB", (1, 1)).save(tmp_path / "home" / "a.png")
        Image.new("RGB", (2, 2)).save(tmp_path / "b.png")
    if row.built_in is not ...:
        assert row.effect(settle(row)) == row.built_in
    in_settings, in_script, in_words = row.outcomes
    assert row.effect(settle(row, default=row.default)) == in_settings
    assert row.effect(settle(row, script=row.script, default=row.default)) == in_script
    assert row.effect(settle(row, script=row.script)) == in_script
    assert row.effect(settle(row, script=row.script, default=row.default, words=row.words)) == in_words
    assert row.effect(settle(row, default=row.default, words=row.words)) == in_words


def test_the_device_is_the_persons_alone(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    assert own_device() == ""
    (tmp_path / "home" / "settings.toml").write_text(NO_SCRIPT_CHOOSES["device"], encoding="utf-8")
    assert own_device() == "null"


def test_the_words_of_the_language_are_those_of_the_files() -> None:
    assert tuple(PRESETS) == file_codecs.PLACES
    assert {f".{name}" for name in file_codecs.FORMATS} == set(FORMATS)
    assert tuple(TAG_KEYS) == file_codecs.TAGS


@pytest.mark.parametrize(
    ("script", "default", "words", "suffix", "channels", "kbps"),
    [
        ("- for: whatsapp", "", (), ".mp3", 1, 64),
        ("- for: whatsapp\n- bitrate: 128k", "", (), ".mp3", 1, 128),
        ("- for: whatsapp\n- format: opus", "", (), ".opus", 1, None),
        ("- for: whatsapp", 'bitrate = "128"\nformat = "flac"', (), ".mp3", 1, 64),
        ("- bitrate: 320k\n- channels: mono\n- format: ogg", "", ("--for", "apple-podcasts"), ".mp3", 2, 128),
        ("- for: apple-podcasts", "", ("--bitrate", "192"), ".mp3", 2, 192),
        ("- bitrate: 100k", 'for = "whatsapp"', (), ".mp3", 1, 96),
        ("- bitrate: 100k\n- format: flac", "", (), ".flac", 1, None),
        ("- for: off", 'for = "whatsapp"', (), ".mp3", 1, None),
    ],
)
def test_a_preset_decides_what_a_weaker_place_says(
    settle: Callable[..., Settled],
    script: str,
    default: str,
    words: tuple[str, ...],
    suffix: str,
    channels: int,
    kbps: int | None,
) -> None:
    session = settle(ROWS[0], script, default, words).session
    file = session.file
    assert (file.suffix, session.channels) == (suffix, channels)
    assert file.bitrate_for(Path(f"a{suffix}"), channels) == kbps
