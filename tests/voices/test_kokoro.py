"""Kokoro's voices: found in the person's folder, and spoken where its packages are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from kokoro_package import kokoro_folder

from voicecoach.errors import NotFoundError, SpeechError, VoiceUnavailableError
from voicecoach.script.pace import SYLLABLES_PER_SECOND
from voicecoach.sound.loudness import VOICE_LUFS, loudness_lufs
from voicecoach.voices.base import Delivery, Tunable
from voicecoach.voices.engines import kokoro
from voicecoach.voices.engines.kokoro_files import (
    PUBLIC_VOICES,
    DamagedVoiceError,
    KokoroFile,
    description_of,
    installed_voices,
    language_of,
    model_path,
)
from voicecoach.voices.engines.kokoro_lengths import UnknownExportError, adapted
from voicecoach.voices.pace.calibration import CALIBRATION_CUES
from voicecoach.voices.pace.rate import measured
from voicecoach.voices.pace.syllables import syllable_count
from voicecoach.voices.rendering import TrimmedPhrase
from voicecoach.voices.speaker import Speaker
from voicecoach.voices.table import open_voice, resolve_voice, why_auto

if TYPE_CHECKING:
    from pathlib import Path

SPOKEN = {
    "af_heart": ("en", "Take hold of your right knee, and draw it towards your chest."),
    "bm_george": ("en-GB", "Let both knees sink slowly over to the left side."),
    "ef_dora": ("es", "Deja que las dos rodillas caigan despacio hacia el lado izquierdo."),
    "ff_siwis": ("fr", "Laissez les deux genoux descendre lentement vers le côté gauche."),
    "if_sara": ("it", "Lascia che le due ginocchia scendano piano verso sinistra."),
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path))
    found = tmp_path / "voices" / "kokoro"
    found.mkdir(parents=True)
    return found


@pytest.fixture
def filled(folder: Path) -> Path:
    """Return the folder with the real model and the voices of the tests."""
    packages = kokoro_folder()
    for name in ("model.onnx", *(f"{voice}.bin" for voice in SPOKEN), "jf_alpha.bin"):
        (folder / name).hardlink_to(packages / name)
    return folder


def style(rows: int = 3) -> np.ndarray:
    return np.linspace(-1, 1, rows * 256, dtype=np.float32).reshape(rows, 1, 256)


def put_archive(folder: Path, *names: str) -> None:
    with (folder / "voices-v1.0.bin").open("wb") as file:
        np.savez(file, **{name: style() for name in names})


def test_a_folder_is_searched_for_voices_one_by_one_and_in_the_librarys_file(folder: Path) -> None:
    assert installed_voices() == []
    (folder / "bm_mine.bin").write_bytes(style().tobytes())
    (folder / "if_sara.bin").write_bytes(style().tobytes())
    put_archive(folder, "if_sara", "af_heart", "xx_other")
    for junk in ("notes", "qf_letter", "a_short"):
        (folder / f"{junk}.bin").write_bytes(style().tobytes())
    (folder / "am_cut.bin").write_bytes(style().tobytes()[:-1])
    (folder / "am_empty.bin").write_bytes(b"")
    found = installed_voices()
    assert [voice.name for voice in found] == ["af_heart", "if_sara", "bm_mine"]
    assert all(np.array_equal(voice.styles(), style().reshape(-1, 256)) for voice in found)


def test_the_model_is_the_persons_own_or_the_librarys(folder: Path) -> None:
    assert model_path() is None
    (folder / "kokoro-v1.0.int8.onnx").write_bytes(b"x")
    assert model_path() == folder / "kokoro-v1.0.int8.onnx"
    (folder / "model.onnx").write_bytes(b"x")
    assert model_path() == folder / "model.onnx"


def test_a_damaged_voice_is_named(folder: Path) -> None:
    (folder / "af_heart.bin").write_bytes(np.full(256, np.nan, dtype=np.float32).tobytes())
    with pytest.raises(DamagedVoiceError, match="not a Kokoro voice"):
        installed_voices()[0].styles()
    put_archive(folder, "af_bella")
    whole = folder / "voices-v1.0.bin"
    content = bytearray(whole.read_bytes())
    content[200] ^= 0xFF
    whole.write_bytes(content)
    with pytest.raises(DamagedVoiceError):
        KokoroFile("af_bella", whole, is_in_archive=True).styles()
    with pytest.raises(DamagedVoiceError):
        KokoroFile("af_none", whole, is_in_archive=True).content()


@pytest.mark.parametrize(
    ("name", "language", "description"),
    [
        ("af_heart", "en-US", "American, female"), ("bm_george", "en-GB", "British, male"),
        ("em_alex", "es-ES", "Spanish, male"), ("ff_siwis", "fr-FR", "French, female"),
        ("hf_alpha", "hi-IN", "Hindi, female"), ("im_nicola", "it-IT", "Italian, male"),
        ("jf_alpha", "ja-JP", "Japanese, female"), ("pm_alex", "pt-BR", "Brazilian, male"),
        ("zf_xiaoyi", "zh-CN", "Chinese, female"),
    ],
)  # fmt: skip
def test_a_name_says_the_language_the_origin_and_the_sex(name: str, language: str, description: str) -> None:
    assert name in PUBLIC_VOICES
    assert (language_of(name), description_of(name)) == (language, description)


@pytest.mark.parametrize(
    ("spec", "language", "voice"),
    [
        ("kokoro", "en", "kokoro:af_heart"), ("kokoro", "en-GB", "kokoro:bf_emma"), ("kokoro", "es", "kokoro:ef_dora"),
        ("kokoro:AM_Adam", "en", "kokoro:am_adam"), ("kokoro", "pt", "kokoro:pf_dora"),
    ],
)  # fmt: skip
def test_a_language_or_a_name_means_one_voice(spec: str, language: str, voice: str) -> None:
    assert str(resolve_voice(spec, language)) == voice


def test_what_is_no_voice_says_what_there_is(folder: Path) -> None:
    with pytest.raises(NotFoundError, match="af_hart") as caught:
        resolve_voice("kokoro:af_hart", "en")
    assert caught.value.hint == 'did you mean "af_heart"?'
    with pytest.raises(NotFoundError) as caught:
        resolve_voice("kokoro", "de")
    assert "en, es, fr" in caught.value.hint
    (folder / "af_mine.bin").write_bytes(style().tobytes())
    assert str(resolve_voice("kokoro:af_mine", "en")) == "kokoro:af_mine"


def test_without_its_files_it_is_listed_with_the_way_to_them_and_auto_does_not_pick_it() -> None:
    (line,) = kokoro.listings()
    assert (line.name, line.usable) == ("kokoro:af_heart", False)
    assert "voicecoach voices get kokoro:af_heart" in line.remedy
    assert ("pip install 'voicecoach[kokoro]'" in line.remedy) is not kokoro.is_installed()
    assert why_auto("es").voice.engine != "kokoro"


def test_a_voice_without_a_model_is_no_voice_for_auto(folder: Path) -> None:
    (folder / "ef_dora.bin").write_bytes(style().tobytes())
    assert why_auto("es").voice.engine != "kokoro"
    with pytest.raises(VoiceUnavailableError) as caught:
        open_voice("kokoro:ef_dora", "es", 1.0)
    assert caught.value.hint


def test_a_voice_of_another_language_is_refused() -> None:
    with pytest.raises(VoiceUnavailableError, match="it speaks es-ES"):
        open_voice("kokoro:ef_dora", "en", 1.0)


def test_auto_takes_hibari_for_english_and_kokoro_for_what_it_speaks_well(filled: Path) -> None:
    assert filled.is_dir()
    assert why_auto("en").voice.engine == "hibari"
    assert str(why_auto("es").voice) == "kokoro:ef_dora"
    assert str(why_auto("fr-CA").voice) == "kokoro:ff_siwis"
    assert str(why_auto("it").voice) == "kokoro:if_sara"
    assert why_auto("ja").voice.engine != "kokoro"
    assert why_auto("de").voice.engine != "kokoro"


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("name", SPOKEN)
def test_it_speaks_a_phrase_of_its_language_at_about_the_rate_of_the_pace_and_can_be_levelled(name: str) -> None:
    language, text = SPOKEN[name]
    voice = open_voice(f"kokoro:{name}", language, 1.0)
    phrase = TrimmedPhrase(voice, text)
    assert phrase.duration_ms == pytest.approx(voice.estimate_ms(text), rel=0.45)
    finished = phrase.finished(phrase.gain_db_for(VOICE_LUFS))
    assert loudness_lufs(finished) == pytest.approx(VOICE_LUFS, abs=1.0)
    assert len(set(finished.samples.tolist())) > 1_000


@pytest.mark.usefixtures("filled")
def test_languages_are_read_each_in_its_own_way() -> None:
    """The same letters are other sounds in each language, of another length."""
    frames = {
        name: len(open_voice(f"kokoro:{name}", SPOKEN[name][0], 1.0).speak("Chaise, chiesa, genial.").samples)
        for name in ("af_heart", "ef_dora", "ff_siwis", "if_sara")
    }
    assert len(set(frames.values())) == len(frames)


@pytest.mark.usefixtures("filled")
def test_a_note_about_a_foreign_word_is_not_spoken() -> None:
    voice = open_voice("kokoro:ff_siwis", "fr", 1.0)
    plain = len(voice.speak("Respirez doucement.").samples)
    foreign = len(voice.speak("Le stretching.").samples)
    assert foreign < 1.2 * plain


@pytest.mark.usefixtures("filled")
def test_kanji_which_its_reader_would_name_are_refused() -> None:
    voice = open_voice("kokoro:jf_alpha", "ja", 1.0)
    assert len(voice.speak("ゆっくり いきを はいて。").samples) > 24_000
    with pytest.raises(SpeechError, match="kanji"):
        voice.speak("息を吐きます。")


@pytest.mark.usefixtures("filled")
def test_the_pace_is_followed_smoothly_and_the_model_is_shared() -> None:
    voice = open_voice("kokoro:af_heart", "en", 1.0)
    text = SPOKEN["af_heart"][1]
    frames = {pace: len(voice.tuned(pace, 0.0).speak(text).samples) for pace in (0.5, 0.9, 1.0, 1.5)}
    assert frames[0.5] > 1.6 * frames[1.0] > 1.6 * frames[1.5]
    assert frames[0.9] == pytest.approx(frames[1.0] / 0.9, rel=0.06)
    assert voice.version == voice.tuned(0.5, 0.0).version


def test_a_damaged_model_is_named_with_the_way_to_a_new_one(filled: Path) -> None:
    (filled / "model.onnx").unlink()
    (filled / "model.onnx").write_bytes(b"no model")
    with pytest.raises(VoiceUnavailableError, match=r"model\.onnx could not be loaded") as caught:
        open_voice("kokoro:af_heart", "en", 1.0).speak("One.")
    assert "voicecoach voices get kokoro:af_heart" in caught.value.hint


def graph(rounding: bytes = b"Round") -> bytes:
    """Return the nodes of Kokoro's graph between the speed and the lengths, as ONNX writes them."""

    def field(number: int, content: bytes) -> bytes:
        return bytes([number << 3 | 2, len(content)]) + content

    def node(inputs: list[bytes], output: bytes, kind: bytes) -> bytes:
        named = b"".join(field(1, name) for name in inputs) + field(2, output)
        return field(1, named + field(3, output) + field(4, kind))

    described = field(13, field(1, b"lengths, rounded") + field(2, b"\x0a\x02\x08\x01"))
    nodes = (
        node([b"sums", b"speed"], b"lengths, divided", b"Div"),
        node([b"lengths, divided"], b"lengths, rounded", rounding),
        node([b"lengths, rounded", b"one"], b"lengths, clipped", b"Clip"),
        described,
    )
    return field(8, b"a version") + bytes([7 << 3 | 2]) + _length(b"".join(nodes)) + b"".join(nodes)


def _length(content: bytes) -> bytes:
    return bytes([len(content) & 0x7F | 0x80, len(content) >> 7])


def test_the_graph_gets_nodes_that_round_the_times_and_is_else_as_it_was() -> None:
    whole = graph()
    changed = adapted(whole)
    assert len(changed) > len(whole)
    places = [at for at, (one, other) in enumerate(zip(whole, changed, strict=False)) if one != other]
    at = whole.index(b"\x0a\x10lengths, rounded\x0a") + 2
    assert places
    assert at <= places[0] <= places[-1] < at + 16
    assert changed[len(whole) :].count(b"CumSum") == 2


@pytest.mark.parametrize("other", [graph(rounding=b"Floor"), graph().replace(b"speed", b"tempo"), b"", b"speed" * 9])
def test_another_graph_is_left_alone(other: bytes) -> None:
    with pytest.raises(UnknownExportError):
        adapted(other)


def test_a_length_follows_the_speed_and_not_in_steps(filled: Path) -> None:
    assert filled
    voice = open_voice("kokoro:af_heart", "en", 1.0)
    assert isinstance(voice, Tunable)
    lengths = [len(voice.tuned(pace, 0.0).speak("Let your belly rise.").samples) * pace for pace in (1.0, 1.03, 1.06)]
    assert lengths == pytest.approx([lengths[0]] * 3, rel=0.01)
    voice.close()


def test_a_known_voice_is_not_measured_before_it_speaks_and_has_the_rate_asked_for(
    filled: Path, tmp_path: Path
) -> None:
    assert filled
    with Speaker("kokoro:ff_siwis", "fr", Delivery(1.2), tmp_path) as speaker:
        cues = CALIBRATION_CUES["fr"][:3]
        spoken_ms = sum(measured(speaker.pcm(cue).samples.astype(np.float32), 48_000).spoken_ms for cue in cues)
    assert not list((tmp_path / "speech").glob("*.tuning"))
    rate = sum(syllable_count(cue, "fr") for cue in cues) * 1000 / spoken_ms
    assert rate == pytest.approx(SYLLABLES_PER_SECOND * 1.2, rel=0.03)
