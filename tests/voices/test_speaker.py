from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
from examples import LONG
from patience import PATIENCE_S

from voicecoach.errors import NotFoundError, SpeechError, VoiceUnavailableError
from voicecoach.voices.base import Delivery
from voicecoach.voices.engines.tone import ToneVoice
from voicecoach.voices.speaker import Speaker

if TYPE_CHECKING:
    from pathlib import Path

    from voicecoach.voices.base import Speech

PHRASES = ["Half way.", "One.", "Half way.", "Lower the leg slowly."]


def test_a_phrase_comes_back_from_disk_as_it_was(calibrated: Path) -> None:
    with Speaker("hibari", "en", Delivery(1.0), calibrated) as first:
        spoken = first.pcm("Half way.")
    with Speaker("hibari", "en", Delivery(1.0), calibrated) as second:
        assert second.is_cached("Half way.")
        loaded = second.pcm("Half way.")
    assert np.array_equal(loaded.samples, spoken.samples)
    assert np.array_equal(loaded.power, spoken.power)
    assert np.array_equal(loaded.peak, spoken.peak)


def test_a_cached_session_loads_no_engine(calibrated: Path) -> None:
    with Speaker("hibari", "en", Delivery(1.0), calibrated) as speaker:
        speaker.render(PHRASES)
    use = f"speaker.prepare({PHRASES!r}); speaker.render({PHRASES!r}); [speaker.pcm(text) for text in {PHRASES!r}]"
    assert engines_loaded_by(use, calibrated) == "set()"


def test_preparing_loads_the_engine_for_what_is_not_cached_and_speaks_nothing(tmp_path: Path) -> None:
    until_loaded = "all(time.sleep(0.01) is None for _ in iter(lambda: 'onnxruntime' in sys.modules, True))"
    loaded = engines_loaded_by(f"speaker.prepare({PHRASES!r}); {until_loaded}", tmp_path)
    assert loaded in ("{'hibari', 'onnxruntime'}", "{'onnxruntime', 'hibari'}")
    assert not (tmp_path / "speech").exists()


@LONG
@pytest.mark.usefixtures("fresh_models")
def test_an_engine_that_was_let_go_is_loaded_again_and_speaks_alike(tmp_path: Path) -> None:
    with Speaker("hibari", "en", Delivery(0.9), tmp_path / "one") as speaker:
        before = speaker.pcm("Half way.")
        speaker.unload()
        after = speaker.pcm("Lower the leg slowly.")
    with Speaker("hibari", "en", Delivery(0.9), tmp_path / "two") as speaker:
        assert np.array_equal(speaker.pcm("Lower the leg slowly.").samples, after.samples)
        assert np.array_equal(speaker.pcm("Half way.").samples, before.samples)


def test_what_no_disk_takes_stays_in_memory(tmp_path: Path) -> None:
    (tmp_path / "speech").write_text("a file in the place of the folder")
    with Speaker("tone", "en", Delivery(1.0), tmp_path) as speaker:
        spoken = speaker.pcm("Half way.")
        assert speaker.is_cached("Half way.")
        assert speaker.pcm("Half way.") is spoken


def engines_loaded_by(use: str, cache_folder: Path) -> str:
    """Return which engines a fresh interpreter has loaded once a speaker was used."""
    program = (
        "import sys, time; from pathlib import Path\n"
        "from voicecoach.voices.base import Delivery; from voicecoach.voices.speaker import Speaker\n"
        f"with Speaker('hibari', 'en', Delivery(1.0), Path({str(cache_folder)!r})) as speaker:\n"
        f"    {use}\n"
        "print({'hibari', 'onnxruntime', 'pyttsx3'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=PATIENCE_S
    )
    return run.stdout.strip()


def test_a_cached_system_session_starts_no_worker(calibrated: Path) -> None:
    with Speaker("system", "en", Delivery(1.0), calibrated) as speaker:
        spoken = speaker.pcm("Breathe in slowly.")
    with Speaker("system", "en", Delivery(1.0), calibrated) as speaker:
        assert np.array_equal(speaker.pcm("Breathe in slowly.").samples, spoken.samples)
        assert not _children()


def test_rendering_speaks_what_is_missing_in_order_and_each_text_once(tmp_path: Path) -> None:
    ready: list[str] = []
    with Speaker("tone", "en", Delivery(1.0), tmp_path) as speaker:
        speaker.pcm("One.")
        speaker.render(PHRASES, ready.append)
        assert ready == ["Half way.", "One.", "Lower the leg slowly."]
        assert all(speaker.is_cached(text) for text in PHRASES)
    assert len(list((tmp_path / "speech").glob("*.phrase"))) == 3


@pytest.mark.parametrize(
    "other",
    [("tone", "en", 1.0), ("tone", "en-GB", 0.9), ("hibari", "en", 0.9), ("system", "en", 0.9)],
)
def test_whatever_changes_the_sound_changes_the_cached_file(tmp_path: Path, other: tuple[str, str, float]) -> None:
    voice, language, pace = other
    with Speaker("tone", "en", Delivery(0.9), tmp_path) as speaker:
        speaker.pcm("Bridge.")
    with Speaker(voice, language, Delivery(pace), tmp_path) as speaker:
        assert not speaker.is_cached("Bridge.")


def test_an_estimate_does_not_depend_on_the_cache(calibrated: Path) -> None:
    with Speaker("system", "en", Delivery(1.0), calibrated) as speaker:
        before_ms = speaker.estimate_ms("Bridge.")
        exact_ms = speaker.duration_ms("Bridge.")
        assert speaker.estimate_ms("Bridge.") == before_ms
        assert speaker.pcm("Bridge.").duration_ms == exact_ms


def test_a_slower_pace_takes_longer(calibrated: Path) -> None:
    lengths_ms = []
    for pace in (0.5, 1.0):
        with Speaker("hibari", "en", Delivery(pace), calibrated) as speaker:
            lengths_ms.append(speaker.duration_ms("Draw your right knee towards your chest."))
    assert lengths_ms[0] == pytest.approx(2 * lengths_ms[1], rel=0.1)


def test_samples_and_gain_do_not_depend_on_what_was_spoken_before(tmp_path: Path) -> None:
    phrases, gains = [], []
    for folder, first in (("a", "One."), ("b", "Close your eyes.")):
        with Speaker("hibari", "en", Delivery(0.9), tmp_path / folder) as speaker:
            speaker.pcm(first)
            phrases.append(speaker.pcm("Let go a little more.").samples)
        gains += [path.read_text() for path in (tmp_path / folder / "speech").glob("*.gain")]
    assert np.array_equal(phrases[0], phrases[1])
    assert len(gains) == 2
    assert gains[0] == gains[1]


def test_threads_that_ask_for_the_same_phrase_get_the_same_sound(calibrated: Path) -> None:
    with Speaker("system", "en", Delivery(1.0), calibrated) as speaker:
        got: list[bytes] = []
        threads = [
            threading.Thread(target=lambda: got.append(speaker.pcm("Other side.").samples.tobytes())) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(got) == 4
    assert len(set(got)) == 1


@pytest.mark.parametrize("voice", ["tone", "hibari"])
def test_samples_do_not_depend_on_how_many_phrases_are_spoken_at_once(tmp_path: Path, voice: str) -> None:
    texts = [*PHRASES, *(f"Round {number}. Breathe in, and out." for number in range(1, 4))]
    spoken = []
    for at_once in (1, 3):
        ready: list[str] = []
        with Speaker(voice, "en", Delivery(0.9), tmp_path / str(at_once), at_once=at_once) as speaker:
            speaker.render(texts, ready.append)
            spoken.append([speaker.pcm(text).samples for text in texts])
        assert ready == list(dict.fromkeys(texts))
    for one, three in zip(*spoken, strict=True):
        assert np.array_equal(one, three)


def test_the_system_speaks_several_phrases_at_once_each_in_its_own_words(calibrated: Path) -> None:
    texts = [f"{word} {'and breathe ' * length}." for word, length in zip("abcdefgh", range(0, 24, 3), strict=True)]
    with Speaker("system", "en", Delivery(1.0), calibrated, at_once=3) as speaker:
        speaker.render(texts)
        lengths_ms = [speaker.duration_ms(text) for text in texts]
    assert lengths_ms == sorted(lengths_ms)
    assert lengths_ms[-1] > 10 * lengths_ms[0]
    assert not _children()


def test_a_phrase_that_is_needed_now_is_spoken_before_those_that_were_begun(calibrated: Path) -> None:
    texts = [f"{number}. Let your shoulders grow heavy, and breathe out again." for number in range(400)]
    with Speaker("hibari", "en", Delivery(1.0), calibrated, at_once=1) as speaker:
        speaker.begin(texts)
        assert speaker.pcm(texts[-1]).duration_ms > 1000
        assert not speaker.is_cached(texts[-2])


def test_closing_in_the_middle_leaves_the_rest_unspoken_and_what_is_spoken_cached(calibrated: Path) -> None:
    texts = [f"{number}. Let your shoulders grow heavy, and breathe out again." for number in range(400)]
    with Speaker("system", "en", Delivery(1.0), calibrated, at_once=2) as speaker:
        speaker.begin(texts)
        speaker.pcm(texts[0])
    kept = len(list((calibrated / "speech").glob("*.phrase")))
    assert 1 <= kept < len(texts)
    assert not list((calibrated / "speech").glob("*-part-*"))
    assert not _children()


def test_an_engine_that_cannot_be_interrupted_is_not_waited_for(tmp_path: Path) -> None:
    may_end, began, ended = threading.Event(), threading.Event(), threading.Event()

    class Deaf(ToneVoice):
        def speak(self, text: str) -> Speech:
            began.set()
            may_end.wait(PATIENCE_S)
            ended.set()
            return ToneVoice.speak(self, text)

    speaker = Speaker("tone", "en", Delivery(1.0), tmp_path)
    speaker._voice = Deaf("en", 1.0)
    speaker.begin(["One."])
    began.wait(PATIENCE_S)
    speaker.close()
    assert not ended.is_set()
    may_end.set()
    assert ended.wait(PATIENCE_S)


def test_a_phrase_that_fails_is_told_in_its_turn(tmp_path: Path) -> None:
    ready: list[str] = []
    with Speaker("tone", "en", Delivery(1.0), tmp_path, at_once=4) as speaker:
        with pytest.raises(SpeechError) as caught:
            speaker.render(["One.", "Two.", "🙂", "Three."], ready.append)
        assert speaker.pcm("Three.").duration_ms == 360
    assert caught.value.text == "🙂"
    assert ready == ["One.", "Two."]


def test_it_describes_itself_for_the_cue_sheet(tmp_path: Path) -> None:
    with Speaker("auto", "en-GB", Delivery(0.92), tmp_path) as speaker:
        assert speaker.describe() == {"engine": "hibari", "name": "heart", "pace": 0.92}


@pytest.mark.parametrize("text", ["", "🙂"])
def test_what_cannot_be_spoken_is_an_error_and_not_cached(tmp_path: Path, text: str) -> None:
    with Speaker("tone", "en", Delivery(1.0), tmp_path) as speaker:
        with pytest.raises(SpeechError):
            speaker.pcm(text)
        assert not speaker.is_cached(text)


@pytest.mark.parametrize(
    ("spec", "language", "pace", "error"),
    [
        ("hibary", "en", 1.0, NotFoundError),
        ("hibari:ema", "en", 1.0, NotFoundError),
        ("hibari", "de", 1.0, VoiceUnavailableError),
        ("hibari", "en", 2.5, VoiceUnavailableError),
        ("piper:joe", "de", 1.0, VoiceUnavailableError),
    ],
)
def test_a_voice_that_cannot_be_is_told_at_once(
    tmp_path: Path, spec: str, language: str, pace: float, error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        Speaker(spec, language, Delivery(pace), tmp_path)
    assert caught.value.hint  # type: ignore[attr-defined]


def _children() -> list[str]:
    """Return the numbers of this program's children that run the worker."""
    import os
    from pathlib import Path

    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            command = (folder / "cmdline").read_text()
        except OSError:
            continue
        if int(fields[1]) == os.getpid() and "system" in command and "worker.py" in command:
            found.append(folder.name)
    return found


def test_the_pause_between_sentences_is_as_long_as_was_asked_for(calibrated: Path) -> None:
    text = "Lie down on your back. Close your eyes. Breathe out slowly."
    lengths_ms = {}
    for pause_ms in (300, 800, 1_500):
        with Speaker("hibari", "en", Delivery(1.0, sentence_pause_ms=pause_ms), calibrated) as speaker:
            lengths_ms[pause_ms] = speaker.duration_ms(text)
    assert lengths_ms[1_500] - lengths_ms[300] == pytest.approx(2 * 1_200, abs=20)
    assert lengths_ms[300] < lengths_ms[800] < lengths_ms[1_500]
