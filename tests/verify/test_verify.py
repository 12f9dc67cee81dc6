"""A file that was damaged on purpose is caught, and what is wrong with it named; a whole one is not."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import soundfile
from examples import FEW_EXAMPLES
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from voicecoach.errors import ExportError, SoundError
from voicecoach.export.formats import FORMATS
from voicecoach.export.tags.tags import ChapterMark, Tags, packed_sheet
from voicecoach.export.write import write_audio
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.session import Session
from voicecoach.session.options import Choices
from voicecoach.verify.verify import check_file, require_no_misses

if TYPE_CHECKING:
    from pathlib import Path

    from voicecoach.verify.report import VerifyReport

Sound = NDArray[np.float32]

SCRIPT = """
# Two stretches

- voice: tone

Welcome. Lie down on your back now.

## Bridge

- sides: right, left
- hold: 6s
- countdown: 2
- ready: 3s
- change: 3s

Put both feet on the floor.

## Twist

- hold: 5s
- ready: 3s

---

Take your time.

[chime bowl]
"""
MS = 48


class Exported:
    """A session as it was mixed, and its cue sheet."""

    def __init__(self, script: str, folder: Path) -> None:
        path = folder / "script.md"
        path.write_text(textwrap.dedent(script), encoding="utf-8")
        choices = Choices()
        with Session(load_script(str(path), choices), choices) as session:
            timeline = session.timeline()
            self.sheet: dict[str, Any] = session.sheet(timeline)
            session.export(folder / "session.wav", timeline)
        self.sound: Sound = soundfile.read(folder / "session.wav", dtype="float32", always_2d=True)[0]

    def cues(self, kind: str) -> list[dict[str, Any]]:
        return [cue for cue in self.sheet["cues"] if cue["kind"] == kind]

    def tags(self, **changed: Any) -> Tags:
        sheet = self.sheet
        chapters = tuple(ChapterMark(one["start_ms"], one["end_ms"], one["title"]) for one in sheet["chapters"])
        given = {
            "title": sheet["title"],
            "language": "en",
            "chapters": chapters,
            "sheet": packed_sheet(sheet),
        } | changed
        return Tags(**given)

    def write(self, path: Path, sound: Sound | None = None, *, kbps: int | None = None, **tags: Any) -> Path:
        sound = self.sound if sound is None else sound
        channels = sound.shape[1]
        write_audio(
            path, [sound], frames_total=len(sound), channels=channels, gain_db=0.0, tags=self.tags(**tags),
            bitrate_kbps=kbps,
        )  # fmt: skip
        return path


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    folder = tmp_path_factory.mktemp("verify")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICECOACH_HOME", str(folder / "home"))
        patch.setenv("VOICECOACH_CACHE_DIR", str(folder / "cache"))
        return Exported(SCRIPT, folder)


def missed(report: VerifyReport) -> set[str]:
    return {miss.check for miss in report.misses}


def told(report: VerifyReport, check: str) -> list[str]:
    return [str(miss) for miss in report.misses if miss.check == check]


def rates() -> list[Any]:
    lowest = [(row.suffix, row.bitrates.offered_kbps[1][0]) for row in FORMATS.values() if row.bitrates]
    return [*((suffix, None) for suffix in FORMATS), *lowest]


@pytest.mark.parametrize(("suffix", "kbps"), rates())
def test_a_whole_file_of_any_format_has_no_miss(
    exported: Exported, tmp_path: Path, suffix: str, kbps: int | None
) -> None:
    report = check_file(exported.write(tmp_path / f"a{suffix}", kbps=kbps), exported.sheet, expected=[exported.sound])
    assert [str(miss) for miss in report.misses] == []
    checked = {check.name: check.checked for check in report.checks}
    assert checked["speech"] == len(exported.cues("speech"))
    assert checked["chimes"] == len(exported.cues("chime"))
    assert checked["holds"] == len(exported.sheet["holds"]) == 3
    assert checked["likeness"] == len(exported.sheet["cues"])


def frames(cue: dict[str, Any]) -> slice:
    return slice(cue["start_ms"] * MS, (cue["start_ms"] + cue["duration_ms"]) * MS)


def muted_cue(one: Exported, sound: Sound) -> Sound:
    sound[frames(one.cues("speech")[2])] = 0.0
    return sound


def half_a_cue(one: Exported, sound: Sound) -> Sound:
    here = frames(one.cues("speech")[0])
    sound[(here.start + here.stop) // 2 : here.stop] = 0.0
    return sound


def softer_cue(one: Exported, sound: Sound) -> Sound:
    sound[frames(one.cues("speech")[0])] *= 0.5
    return sound


def louder_cue(one: Exported, sound: Sound) -> Sound:
    sound[frames(one.cues("speech")[0])] *= 2.0
    return sound


def late_cue(one: Exported, sound: Sound) -> Sound:
    here = frames(one.cues("speech")[0])
    moved = sound[here].copy()
    sound[here] = 0.0
    sound[here.start + 60 * MS : here.stop + 60 * MS] = moved
    return sound


def softer(_one: Exported, sound: Sound) -> Sound:
    return sound * np.float32(0.5)


def louder(_one: Exported, sound: Sound) -> Sound:
    return sound * np.float32(2.0)


def shorter_hold(one: Exported, sound: Sound) -> Sound:
    at = (one.sheet["holds"][1]["start_ms"] + 3_000) * MS
    return np.concatenate((sound[:at], sound[at + 2_000 * MS :]))


def cut_end(_one: Exported, sound: Sound) -> Sound:
    return sound[: -5_000 * MS]


def without_strike(one: Exported, sound: Sound) -> Sound:
    begin = next(cue for cue in one.cues("chime") if cue["role"] == "begin")
    sound[begin["start_ms"] * MS - 10 : (begin["start_ms"] + 1_000) * MS] = 0.0
    return sound


def click_in_silence(_one: Exported, sound: Sound) -> Sound:
    sound[200 * MS] = 0.5
    return sound


def click_in_words(one: Exported, sound: Sound) -> Sound:
    here = frames(one.cues("speech")[0])
    sound[(here.start + here.stop) // 2] += 0.6
    return sound


def noise(_one: Exported, sound: Sound) -> Sound:
    hiss = np.random.default_rng(1).standard_normal(sound.shape) * 10 ** (-50 / 20)
    return (sound + hiss).astype(np.float32)


@pytest.mark.parametrize("suffix", [".wav", ".mp3"])
@pytest.mark.parametrize(
    ("damage", "check", "words"),
    [
        (muted_cue, "speech", "nothing is heard"),
        (half_a_cue, "speech", "ends"),
        (softer_cue, "levels", "LU quieter"),
        (louder_cue, "levels", "LU louder"),
        (late_cue, "speech", "ms late"),
        (softer, "loudness", "5.8 LU below"),
        (louder, "loudness", "6.2 LU above"),
        (shorter_hold, "holds", 'step 1, "hold of 6 s": it lasts 4.00 s instead of 6.00 s'),
        (cut_end, "length", "instead of"),
        (without_strike, "chimes", "does not strike"),
        (click_in_silence, "clicks", "dBFS in a silence"),
        (click_in_words, "clicks", "times as sharp"),
        (noise, "silences", "should be silence"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_damage_is_caught_and_named(
    exported: Exported, tmp_path: Path, suffix: str, damage: Any, check: str, words: str
) -> None:
    path = exported.write(tmp_path / f"a{suffix}", damage(exported, exported.sound.copy()))
    report = check_file(path, exported.sheet)
    assert not report.is_ok
    assert any(words in line for line in told(report, check)), [str(miss) for miss in report.misses]


def test_a_muted_cue_is_told_with_its_place_and_its_words_and_nothing_else_is(
    exported: Exported, tmp_path: Path
) -> None:
    sound = exported.sound.copy()
    cue = exported.cues("speech")[0]
    sound[frames(cue)] = 0.0
    report = check_file(exported.write(tmp_path / "a.mp3", sound), exported.sheet)
    assert [str(miss) for miss in report.misses] == [f'0:00.500, "{cue["text"]}": nothing is heard']


def test_two_phrases_that_changed_places_are_told_where_their_own_sound_is_known(
    exported: Exported, tmp_path: Path
) -> None:
    rng = np.random.default_rng(2)
    original = exported.sound.copy()
    one, other = (frames(cue) for cue in exported.cues("speech")[:2])
    for here in (one, other):  # voices, unlike tones, differ from each other
        original[here] *= rng.uniform(-1.0, 1.0, (len(original[here]), 1)).astype(np.float32)
    sound = original.copy()
    length = min(one.stop - one.start, other.stop - other.start)
    sound[one.start : one.start + length] = original[other.start : other.start + length]
    report = check_file(exported.write(tmp_path / "a.flac", sound), exported.sheet, expected=[original])
    assert any("does not sound like its own words" in line for line in told(report, "likeness"))


def test_a_missing_bed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "cache"))
    one = Exported("- voice: tone\n- bed: rain\n\nWelcome to this. [pause 12s] Goodbye now.\n", tmp_path)
    assert check_file(one.write(tmp_path / "a.mp3"), one.sheet).is_ok
    sound = one.sound.copy()
    sound[6_000 * MS : 10_000 * MS] = 0.0
    assert (
        'bed rain": the bed is not heard here'
        in told(check_file(one.write(tmp_path / "b.wav", sound), one.sheet), "beds")[0]
    )


@pytest.mark.parametrize("suffix", [".mp3", ".flac", ".m4b"])
def test_shifted_chapters_and_a_wrong_title_are_told(exported: Exported, tmp_path: Path, suffix: str) -> None:
    shifted = tuple(
        ChapterMark(one["start_ms"] + 700, min(one["end_ms"] + 700, exported.sheet["duration_ms"]), one["title"])
        for one in exported.sheet["chapters"]
    )
    path = exported.write(tmp_path / f"a{suffix}", chapters=shifted, title="Another")
    report = check_file(path, exported.sheet)
    assert missed(report) == {"chapters", "tags"}
    assert any('"Twist": chapter 2 begins at' in line for line in told(report, "chapters"))
    assert "'Another' instead of 'Two stretches'" in told(report, "tags")[0]


def test_another_sampling_rate_and_a_wrong_channel_count_are_told(exported: Exported, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, np.repeat(exported.sound[::2], 2, axis=1), 24_000)
    report = check_file(path, exported.sheet)
    assert told(report, "kind") == [
        "the file: its sampling rate is 24000 Hz instead of 48000 Hz",
        "the file: it has 2 channels instead of 1",
    ]
    assert not told(report, "length")


@pytest.mark.parametrize(
    "content", [b"", b"not a sound", b"ID3\x04\x00\x00\x00\x00\x00\x00", b"\0\0\0\x20ftypM4A junk"]
)
def test_what_is_no_sound_is_an_error_with_a_hint(exported: Exported, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(content)
    with pytest.raises(SoundError) as caught:
        check_file(path, exported.sheet)
    assert caught.value.hint


@pytest.mark.parametrize("change", [{"version": 2}, {"cues": None}, {"duration_ms": "long"}, {"cues": [{}]}])
def test_what_is_no_sheet_is_an_error(exported: Exported, tmp_path: Path, change: dict[str, Any]) -> None:
    with pytest.raises(SoundError):
        check_file(exported.write(tmp_path / "a.wav"), exported.sheet | change)


def test_a_file_with_misses_may_not_take_its_place(exported: Exported, tmp_path: Path) -> None:
    path = exported.write(tmp_path / "a.wav", muted_cue(exported, exported.sound.copy()))
    with pytest.raises(ExportError, match="nothing is heard") as caught:
        require_no_misses(tmp_path / "real.wav", check_file(path, exported.sheet))
    assert caught.value.path == tmp_path / "real.wav"
    require_no_misses(path, check_file(exported.write(path), exported.sheet))


def test_what_the_inspection_refuses_leaves_what_stood_there(exported: Exported, tmp_path: Path) -> None:
    path = exported.write(tmp_path / "a.mp3")
    before = path.read_bytes()

    def inspect(part: Path) -> None:
        require_no_misses(path, check_file(part, exported.sheet))

    damaged = muted_cue(exported, exported.sound.copy())
    for sound, is_refused in ((damaged, True), (exported.sound, False)):
        arguments: dict[str, Any] = {"frames_total": len(sound), "channels": 1, "gain_db": 0.0}
        if is_refused:
            with pytest.raises(ExportError, match="nothing is heard"):
                write_audio(path, [sound], tags=exported.tags(), inspect=inspect, **arguments)
        else:
            write_audio(path, [sound], tags=exported.tags(), inspect=inspect, **arguments)
        assert path.read_bytes() == before
        assert list(tmp_path.iterdir()) == [path]


words = st.text("abcdefgh ", min_size=8, max_size=24).map(str.strip).filter(lambda text: len(text) > 4)


@FEW_EXAMPLES
@given(phrases=st.lists(words, min_size=1, max_size=4), hold_s=st.integers(3, 25), pause_ms=st.integers(0, 3_000))
def test_any_small_session_has_no_miss_as_it_was_exported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, phrases: list[str], hold_s: int, pause_ms: int
) -> None:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path / "cache"))
    said = f" [pause {pause_ms}ms] ".join(f"Say {phrase}." for phrase in phrases)
    one = Exported(f"- voice: tone\n\n{said}\n\n## Rest\n\n- hold: {hold_s}s\n- ready: 3s\n", tmp_path)
    report = check_file(one.write(tmp_path / "a.mp3"), one.sheet, expected=[one.sound])
    assert [str(miss) for miss in report.misses] == []
