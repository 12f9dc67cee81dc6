"""A file that was damaged on purpose is caught, and what is wrong with it named; a whole one is not.

``python -m tests.faults.proof`` plants the same damages in more sessions, in every format and bit rate.
"""

from __future__ import annotations

import lzma
import re
import struct
import sys
import textwrap
import zlib
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import soundfile
from damages import DAMAGES, Sound
from examples import FEW_EXAMPLES
from hypothesis import given
from hypothesis import strategies as st
from shared_cache import cache_with_sounds

from voicecoach.errors import ExportError, SoundError, VoicecoachError
from voicecoach.export.formats import FORMATS
from voicecoach.export.tags.tags import ChapterMark, Tags, packed_sheet
from voicecoach.export.write import write_audio
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.session import Session
from voicecoach.session.options import Choices
from voicecoach.sound.fingerprint import Fingerprint, Meter
from voicecoach.sound.levels import peak_per_ms, power_per_ms
from voicecoach.sound.loudness import hop_power
from voicecoach.verify.container import container_faults
from voicecoach.verify.listen import Listener
from voicecoach.verify.sound import differences
from voicecoach.verify.tags import embedded_sheet
from voicecoach.verify.verify import check_file, opened, require_no_misses

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from voicecoach.verify.report import VerifyReport

SCRIPT = """
# Two stretches

Welcome. Lie down on your back now.

## Bridge

- sides: right, left
- hold: 5s
- countdown: 0
- ready: 3s
- change: 3s

Put both feet on the floor.

---

Take your time with it.

[chime bowl]
"""
MS = 48


class Exported:
    """A session as it was exported, its sound, and the cue sheet in its tags."""

    def __init__(self, script: str, folder: Path) -> None:
        path = folder / "script.md"
        path.write_text(textwrap.dedent(script), encoding="utf-8")
        choices = Choices()
        with Session(load_script(str(path), choices), choices) as session:
            timeline = session.timeline()
            session.export(folder / "session.wav", timeline)
            self._tags = session.tags(timeline, cover=None)
        self.sheet: dict[str, Any] = embedded_sheet(folder / "session.wav")
        self.old_sheet = {key: value for key, value in self.sheet.items() if key != "proof"}
        self.sound: Sound = soundfile.read(folder / "session.wav", dtype="float32", always_2d=True)[0]

    def cues(self, kind: str) -> list[dict[str, Any]]:
        return [cue for cue in self.sheet["cues"] if cue["kind"] == kind]

    def tags(self, **changed: Any) -> Tags:
        return replace(self._tags, **{"sheet": packed_sheet(self.sheet), **changed})

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
        patch.setenv("VOICECOACH_CACHE_DIR", cache_with_sounds(folder / "cache"))
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
    proof = exported.sheet["proof"] | {"tolerance": FORMATS[suffix].tolerance(1, kbps)}
    sheet = exported.sheet | {"proof": proof}
    path = exported.write(tmp_path / f"a{suffix}", kbps=kbps)
    assert [str(miss) for miss in check_file(path, sheet).misses] == []
    if kbps is None:  # what an older sheet has is decided by the format
        assert [str(miss) for miss in check_file(path, exported.old_sheet).misses] == []


WORDS = {
    "hiss of -26 dBFS under a ring": 'chime bowl": it is',
    "hole of 120 ms in a word": "silent for",
    "a click of 0.5 in silence": "an unplanned click",
    "a cue 3 dB softer": " dB softer than planned, for",
    "a cue muted": "silent for",
    "20 ms late from a cue on": "everything from here on is 20 ms late",
    "20 ms early from a cue on": "everything from here on is 20 ms early",
    "hum of -60 dBFS": "dBFS are heard for",
    "an offset of 0.01": "louder than planned below 80 Hz",
    "the end cut off": "instead of",
}


@pytest.mark.parametrize(
    ("suffix", "name"), [*((".wav", name) for name in DAMAGES), *((".mp3", name) for name in WORDS)]
)
def test_damage_is_caught_and_named(exported: Exported, tmp_path: Path, suffix: str, name: str) -> None:
    path = exported.write(tmp_path / f"a{suffix}", DAMAGES[name](exported.sound.copy(), exported.sheet))
    proof = exported.sheet["proof"] | {"tolerance": FORMATS[suffix].tolerance(1)}
    report = check_file(path, exported.sheet | {"proof": proof})
    assert not report.is_ok
    assert any(WORDS.get(name, "") in str(miss) for miss in report.misses), [str(miss) for miss in report.misses]


@pytest.mark.parametrize(
    ("name", "check", "words"),
    [
        ("a cue muted", "cues", "silent"),
        ("a click of 0.5 in silence", "silences", "should be silence"),
        ("the end cut off", "length", "instead of"),
        ("the start cut off", "length", "instead of"),
        ("the file 2 dB softer", "loudness", "LU below"),
    ],
)
def test_a_file_of_an_older_version_is_verified_as_far_as_its_sheet_goes(
    exported: Exported, tmp_path: Path, name: str, check: str, words: str
) -> None:
    path = exported.write(tmp_path / "a.wav", DAMAGES[name](exported.sound.copy(), exported.sheet))
    found = told(check_file(path, exported.old_sheet), check)
    assert any(words in line for line in found), found


def test_the_channels_of_a_bed_in_stereo_are_told_apart() -> None:
    rng = np.random.default_rng(1)
    voice = 0.2 * np.sin(np.arange(10 * 48_000) / 12.0) * (np.arange(10 * 48_000) % 48_000 < 24_000)
    swell = 1 + 0.8 * np.sin(np.arange(10 * 48_000)[:, np.newaxis] / 48_000 * [3.0, 2.0])
    sound = (voice[:, np.newaxis] + 0.01 * rng.standard_normal((10 * 48_000, 2)) * swell).astype(np.float32)

    expected = Fingerprint.unpacked(measured(sound).fingerprint().packed(), 2)
    assert differences(expected, measured(sound), 0.8)[0] == []
    swapped, _ = differences(expected, measured(sound[:, ::-1]), 0.8)
    assert [each.message for each in swapped] == ["left and right are swapped"]
    for change in ([1.0, 0.0], [1.0, -1.0], [1.0, 0.75]):
        assert differences(expected, measured(sound * np.array(change, np.float32)), 0.8)[0]


def measured(sound: Sound) -> Meter:
    meter = Meter(sound.shape[1])
    meter.add(sound)
    return meter


@pytest.mark.parametrize(("change_db", "words"), [(-0.7, "0.7 dB softer"), (0.7, "0.7 dB louder")])
def test_a_smaller_difference_is_found_beside_a_new_mix(exported: Exported, change_db: float, words: str) -> None:
    expected = measured(exported.sound).fingerprint()
    assert differences(expected, measured(exported.sound), 1.0, is_exact=True) == ([], 0.0)
    changed = measured(exported.sound * np.float32(10 ** (change_db / 20)))
    found, _ = differences(expected, changed, 1.0, is_exact=True)
    assert any(words in each.message for each in found)


@pytest.mark.parametrize(("height", "below_db"), [(0.003, 26.0), (0.03, 8.0)])
def test_an_encoders_noise_within_a_dull_sound_is_no_click(height: float, below_db: float) -> None:
    swell = np.hanning(4 * 48_000)
    dull = (0.3 * swell * np.sin(np.arange(4 * 48_000) / 60.0))[:, np.newaxis].astype(np.float32)
    noisy, clicked = dull.copy(), dull.copy()
    noisy[60_000:60_400] += height * (-1.0) ** np.arange(400)[:, np.newaxis]
    clicked[60_000] += 10 * height
    expected = measured(dull).fingerprint()
    assert measured(noisy).fingerprint().turn_db.max() > expected.turn_db.max() + 10
    for each in (expected, Fingerprint.unpacked(expected.packed(), 1)):
        assert "an unplanned click" not in [
            one.message for one in differences(each, measured(noisy), 1.0, turn_below_level_db=below_db)[0]
        ]
        assert "an unplanned click" in [
            one.message for one in differences(each, measured(clicked), 1.0, turn_below_level_db=below_db)[0]
        ]


def test_a_stored_level_is_close_to_the_sound_wherever_it_can_be_heard() -> None:
    rng = np.random.default_rng(2)
    loud = np.repeat(10 ** rng.uniform(-3.5, -0.5, 40), 9_600)[:, np.newaxis]
    meter = Meter(1)
    meter.add((rng.standard_normal((len(loud), 1)) * loud).astype(np.float32))
    whole = meter.fingerprint()
    stored = Fingerprint.unpacked(whole.packed(), 1)
    masks = stored.masks()
    apart = stored.above(masks).level_db - whole.above(masks).level_db
    assert np.abs(apart).max() <= 2.51
    assert np.abs(np.convolve(apart, np.full(10, 0.1))).max() <= 2.3
    assert np.abs(stored.above(masks).bands_db - whole.above(masks).bands_db).max() <= 2.51
    assert len(whole.packed()) < 600
    packed = b64decode(whole.packed())
    preset = {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 0, "lp": 0, "pb": 0}
    assert packed == lzma.compress(lzma.decompress(packed), filters=[preset])


def test_a_python_without_lzma_is_told_where_a_fingerprint_is_packed_or_read(monkeypatch: pytest.MonkeyPatch) -> None:
    meter = Meter(1)
    meter.add(np.zeros((1, 1), np.float32))
    packed = meter.fingerprint().packed()
    monkeypatch.setitem(sys.modules, "lzma", None)
    for use in (meter.fingerprint().packed, lambda: Fingerprint.unpacked(packed, 1)):
        with pytest.raises(VoicecoachError, match="without lzma"):
            use()


def test_the_power_of_each_100_ms_is_that_of_the_whole_transform() -> None:
    rng = np.random.default_rng(4)
    ticks = np.zeros(48_000)
    ticks.reshape(-1, 9_600)[:, :200] = rng.standard_normal(200)  # at the edge of a cell, which the window hides
    tone = 0.2 * np.sin(np.arange(48_000) / 48.0)
    sound = np.concatenate([0.1 * rng.standard_normal(48_000), ticks, tone])[:, np.newaxis].astype(np.float32)
    meter = measured(sound)
    meter.fingerprint()
    for exact, found in zip(
        hop_power(power_per_ms(sound[:, 0])).reshape(3, -1), meter.hop_power()[:30].reshape(3, -1), strict=True
    ):
        assert 10 * np.log10(found.mean() / exact.mean()) == pytest.approx(0.0, abs=0.2)


@pytest.mark.parametrize("turns", [0.02, 0.3, 1.57, 2.4, 3.0])
def test_the_highest_true_peak_is_found_though_few_seconds_are_oversampled(turns: float) -> None:
    at = np.arange(6 * 48_000)
    swell = 0.3 + 0.2 * np.sin(at * 2e-5)
    wave = (np.sin(at * turns + 0.8) * swell).astype(np.float32)
    wave[::48_000] *= -1
    listener = Listener(1)
    listener.listen([wave[:, np.newaxis]])
    assert listener.true_peak == pytest.approx(float(peak_per_ms(wave).max()), rel=1e-3)


def test_the_first_form_of_a_fingerprint_is_read() -> None:
    level = [20] * 96
    turn = [4, 8] * 24
    bands = np.array([[30] * 8, [0] * 8] * 8)
    text = b64encode(zlib.compress(bytes([*level, *turn, *bands.ravel().tolist()]))).decode()
    found = Fingerprint.unpacked(text, 1)
    assert set(found.level_db) == {20 * 2 - 75}
    assert list(found.turn_db) == [8 * 3 - 60] * 24
    assert found.bands_db.shape == (8, 8)
    assert np.allclose(found.bands_db, 30 * 2 - 80 - 3, atol=0.1)  # half of the power in each 240 ms
    with pytest.raises(ValueError, match="no whole blocks"):
        Fingerprint.unpacked(text, 2)


@pytest.mark.parametrize("suffix", [".mp3", ".ogg", ".m4b"])
@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"lyrics": ()}, "the tag lyrics: there is none"),
        ({"cover": b""}, "the cover: it is missing"),
        ({"title": "Another"}, "the tag title: it says 'Another' instead of 'Two stretches'"),
        ({"comment": ""}, "the tag comment: there is none"),
        ({"composer": "Anna"}, "the tag composer: it says 'Anna', and should be empty"),
        ({"track_number": 2}, "the tag track: it says '2/1' instead of '1/1'"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_changed_tag_is_told(
    exported: Exported, tmp_path: Path, suffix: str, changed: dict[str, Any], words: str
) -> None:
    path = exported.write(tmp_path / f"a{suffix}", exported.sound[:48_000], **changed)
    assert any(words in line for line in told(check_file(path, exported.sheet), "tags"))


@pytest.mark.parametrize("suffix", [".mp3", ".flac", ".m4b"])
def test_shifted_chapters_and_a_wrong_title_are_told(exported: Exported, tmp_path: Path, suffix: str) -> None:
    shifted = tuple(
        ChapterMark(one["start_ms"] + 700, min(one["end_ms"] + 700, exported.sheet["duration_ms"]), one["title"])
        for one in exported.sheet["chapters"]
    )
    path = exported.write(tmp_path / f"a{suffix}", chapters=shifted)
    found = told(check_file(path, exported.old_sheet), "chapters")
    assert any('"Bridge": chapter 1 begins at' in line or "chapter 2 begins at" in line for line in found)


def test_another_sampling_rate_and_a_wrong_channel_count_are_told(exported: Exported, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, np.repeat(exported.sound[::2], 2, axis=1), 24_000)
    report = check_file(path, exported.sheet)
    assert told(report, "kind") == [
        "the file: its sampling rate is 24000 Hz instead of 48000 Hz",
        "the file: it has 2 channels instead of 1",
    ]
    assert not told(report, "length")


@pytest.mark.parametrize("suffix", [".mp3", ".ogg", ".opus", ".wav", ".m4a", ".flac"])
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda content: content + content, "follow its end|damaged or not a sound file"),
        (lambda content: content + bytes(5_000), "5,000 bytes follow its end|damaged or not a sound file"),
        (lambda content: content[:-40], "bytes are missing at its end|instead of|damaged|no cue sheet|cannot be read"),
    ],
    ids=["twice", "followed", "cut off"],
)
def test_bytes_that_follow_or_are_missing_are_told(
    exported: Exported, tmp_path: Path, suffix: str, change: Callable[[bytes], bytes], words: str
) -> None:
    path = exported.write(tmp_path / f"a{suffix}", exported.sound[:48_000])
    assert container_faults(path) == []
    path.write_bytes(change(path.read_bytes()))
    try:
        lines = [str(miss) for miss in check_file(path, exported.sheet | {"duration_ms": 1000}).misses]
    except SoundError as error:
        lines = [str(error)]
    assert any(re.search(words, line) for line in lines), lines


ID3V1 = b"TAG" + bytes(125)
APE = b"".join(
    b"APETAGEX" + struct.pack("<4I", 2_000, 32 + 16, 1, flags) + bytes(8) + rest
    for flags, rest in ((5 << 29, struct.pack("<2I", 1, 0) + b"Rating\0" + b"5"), (1 << 31, b""))
)
LYRICS = b"LYRICSBEGININD0000200000021LYRICS200"


@pytest.mark.parametrize("tags", [ID3V1, APE, APE + ID3V1, LYRICS + ID3V1, ID3V1 + ID3V1])
def test_what_players_write_behind_an_mp3_is_no_fault(exported: Exported, tmp_path: Path, tags: bytes) -> None:
    path = exported.write(tmp_path / "a.mp3", exported.sound[:48_000])
    content = path.read_bytes()
    path.write_bytes(content + tags)
    assert container_faults(path) == []
    for fault, damaged in (("follow its end", content + bytes(500) + tags), ("missing", content[:-500] + tags)):
        path.write_bytes(damaged)
        assert fault in "".join(container_faults(path))


def test_a_damaged_mp3_frame_is_told_and_the_decoder_stays_silent(
    exported: Exported, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = exported.write(tmp_path / "a.mp3")
    content = bytearray(path.read_bytes())
    content[-20_000] ^= 0x10
    path.write_bytes(content)
    assert any("match their checksum" in line for line in told(check_file(path, exported.sheet), "length"))
    content[-20_000:-19_000] = bytes(1_000)
    path.write_bytes(content)
    with suppress(SoundError):
        check_file(path, exported.sheet)
    assert capfd.readouterr().err == ""


def test_what_is_cut_off_is_not_filled_with_sound(exported: Exported, tmp_path: Path) -> None:
    path = exported.write(tmp_path / "a.mp3")
    path.write_bytes(path.read_bytes()[:-120_000])
    with opened(path) as stream:
        assert sum(map(len, stream.blocks)) < stream.frames_announced - 400_000


@pytest.mark.parametrize(
    "content", [b"", b"not a sound", b"ID3\x04\x00\x00\x00\x00\x00\x00", b"\0\0\0\x20ftypM4A junk"]
)
def test_what_is_no_sound_is_an_error_with_a_hint(exported: Exported, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(content)
    with pytest.raises(SoundError) as caught:
        check_file(path, exported.sheet)
    assert caught.value.hint


@pytest.mark.parametrize(
    "change", [{"version": 2}, {"cues": None}, {"duration_ms": "long"}, {"cues": [{}]}, {"channels": 3}]
)
def test_what_is_no_sheet_is_an_error(exported: Exported, tmp_path: Path, change: dict[str, Any]) -> None:
    with pytest.raises(SoundError):
        check_file(exported.write(tmp_path / "a.wav"), exported.sheet | change)


def test_a_file_with_misses_may_not_take_its_place(exported: Exported, tmp_path: Path) -> None:
    path = exported.write(tmp_path / "a.wav", DAMAGES["a cue muted"](exported.sound.copy(), exported.sheet))
    with pytest.raises(ExportError, match="silent") as caught:
        require_no_misses(tmp_path / "real.wav", check_file(path, exported.sheet))
    assert caught.value.path == tmp_path / "real.wav"
    require_no_misses(path, check_file(exported.write(path), exported.sheet))


def test_what_the_inspection_refuses_leaves_what_stood_there(exported: Exported, tmp_path: Path) -> None:
    path = exported.write(tmp_path / "a.mp3")
    before = path.read_bytes()

    def inspect(part: Path) -> None:
        require_no_misses(path, check_file(part, exported.sheet))

    damaged = DAMAGES["a cue muted"](exported.sound.copy(), exported.sheet)
    for sound, is_refused in ((damaged, True), (exported.sound, False)):
        arguments: dict[str, Any] = {"frames_total": len(sound), "channels": 1, "gain_db": 0.0}
        if is_refused:
            with pytest.raises(ExportError, match="silent"):
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
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", cache_with_sounds(tmp_path / "cache"))
    said = f" [pause {pause_ms}ms] ".join(f"Say {phrase}." for phrase in phrases)
    one = Exported(f"- voice: tone\n\n{said}\n\n## Rest\n\n- hold: {hold_s}s\n- ready: 3s\n", tmp_path)
    report = check_file(one.write(tmp_path / "a.mp3"), one.sheet)
    assert [str(miss) for miss in report.misses] == []
