from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from patience import PATIENCE_S

from voicecoach.sound.levels import finish
from voicecoach.store.lock import locked_file
from voicecoach.voices.base import Delivery
from voicecoach.voices.cache import CacheKey, SpeechCache
from voicecoach.voices.speaker import Speaker

if TYPE_CHECKING:
    from pathlib import Path

    from voicecoach.sound.pcm import Pcm

RNG = np.random.default_rng(7)
KEY = CacheKey.of("Half way.", {"text": "Half way.", "pace": 0.9})


def noise(duration_ms: int = 300) -> Pcm:
    return finish(RNG.uniform(-0.3, 0.3, duration_ms * 48).astype(np.float32))


@pytest.fixture
def cache(tmp_path: Path) -> SpeechCache:
    return SpeechCache(tmp_path)


def test_a_file_is_recognised_by_its_text(cache: SpeechCache) -> None:
    cache.keep(KEY, noise())
    (file,) = cache.store.folder.iterdir()
    assert file.name.startswith("half-way-")


@pytest.mark.parametrize("text", ["", "猫", "../../etc/passwd", "Ä" * 500, "con", "a\0b"])
def test_any_text_makes_a_plain_file_name(text: str) -> None:
    name = CacheKey.of(text, {"text": text}).name
    assert name.isascii()
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(name) < 80


def test_the_same_letters_with_other_signs_are_another_file() -> None:
    assert CacheKey.of("One.", {"text": "One."}).name != CacheKey.of("One!", {"text": "One!"}).name


def test_every_flipped_byte_is_noticed_and_the_file_made_again(
    cache: SpeechCache, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "voicecoach")
    phrase = noise(20)
    cache.keep(KEY, phrase)
    (path,) = cache.store.folder.iterdir()
    whole = path.read_bytes()
    for position in range(0, len(whole), 1 if len(whole) < 3000 else 7):
        if position in (6, 7):
            continue  # the two empty bytes
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 0x10]) + whole[position + 1 :])
        caplog.clear()
        assert cache.load(KEY) is None, position
        assert "is made again" in caplog.text
        assert caplog.records[0].levelno == logging.DEBUG
        assert not path.exists()
    cache.keep(KEY, phrase)
    loaded = cache.load(KEY)
    assert loaded is not None
    assert np.array_equal(loaded.samples, phrase.samples)


def test_every_cut_is_noticed(cache: SpeechCache) -> None:
    cache.keep(KEY, noise(20))
    (path,) = cache.store.folder.iterdir()
    whole = path.read_bytes()
    for length in [0, 3, 15, 16, 47, 48, 100, len(whole) // 2, len(whole) - 1]:
        path.write_bytes(whole[:length])
        assert cache.load(KEY) is None, length
    path.write_bytes(whole + b"\0")
    assert cache.load(KEY) is None


def test_a_file_under_another_phrases_name_is_noticed(cache: SpeechCache) -> None:
    other = CacheKey.of("Other side.", {"text": "Other side."})
    cache.keep(other, noise())
    (path,) = cache.store.folder.iterdir()
    path.rename(cache.store.folder / f"{KEY.name}.phrase")
    assert cache.load(KEY) is None


def test_a_speaker_speaks_a_damaged_phrase_again(tmp_path: Path) -> None:
    with Speaker("tone", "en", Delivery(1.0), tmp_path) as speaker:
        spoken = speaker.pcm("Relax.").samples
    (path,) = (tmp_path / "speech").glob("*.phrase")
    path.write_bytes(path.read_bytes()[:-10])
    (gain,) = (tmp_path / "speech").glob("*.gain")
    gain.write_bytes(b"\xff\x00")
    with Speaker("tone", "en", Delivery(1.0), tmp_path) as speaker:
        assert np.array_equal(speaker.pcm("Relax.").samples, spoken)
    assert re.match(r"[+-]\d+\.\d dB, ", gain.read_text())


def test_the_first_of_two_runs_wins_and_both_have_the_same(tmp_path: Path) -> None:
    one, two = SpeechCache(tmp_path), SpeechCache(tmp_path)
    first = one.keep(KEY, noise())
    second = two.keep(KEY, noise())
    assert np.array_equal(first.samples, second.samples)
    assert one.keep_gain_db(KEY, 6.24) == 6.2
    assert two.keep_gain_db(KEY, 6.31) == 6.2


def test_two_programs_at_once_on_an_empty_cache_hear_the_same(tmp_path: Path) -> None:
    program = (
        "import sys, hashlib; from pathlib import Path\n"
        "from voicecoach.voices.base import Delivery; from voicecoach.voices.speaker import Speaker\n"
        f"texts = [f'Hold for {{n}} seconds.' for n in range(10, 18)]\n"
        f"with Speaker('system', 'en', Delivery(1.0), Path({str(tmp_path)!r})) as speaker:\n"
        "    speaker.render(texts)\n"
        "    print([hashlib.sha256(speaker.pcm(text).samples.tobytes()).hexdigest() for text in texts])\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    printed = [run.communicate(timeout=PATIENCE_S)[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert printed[0] == printed[1]
    assert not list((tmp_path / "speech").glob("*-part-*"))


def test_pruning_takes_what_was_used_least_recently(cache: SpeechCache) -> None:
    keys = [CacheKey.of(text, {"text": text}) for text in ("one", "two", "three")]
    for age_s, key in zip((300, 200, 100), keys, strict=True):
        cache.keep(key, noise())
        path = cache.store.folder / f"{key.name}.phrase"
        os.utime(path, (time.time() - age_s,) * 2)
    cache.keep_gain_db(KEY, 1.0)
    one_phrase = (cache.store.size_bytes() - 8) // 3
    assert cache.load(keys[0]) is not None  # used now, so that "two" is the oldest
    assert cache.store.prune(limit_bytes=2 * one_phrase + 100) == 1
    assert [cache.holds(key) for key in keys] == [True, False, True]
    assert cache.load_gain_db(KEY) == 1.0


def test_clearing_leaves_nothing_of_ours_and_everything_else(cache: SpeechCache) -> None:
    cache.keep(KEY, noise())
    (cache.store.folder / "notes.txt").write_text("mine")
    assert cache.store.clear() == 1
    assert [path.name for path in cache.store.folder.iterdir()] == ["notes.txt"]
    assert cache.store.size_bytes() == 0


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such locks")
def test_a_part_left_by_a_run_that_was_killed_goes_and_one_that_is_being_written_stays(cache: SpeechCache) -> None:
    folder = cache.store.folder
    folder.mkdir(parents=True)
    (folder / ".left.phrase.voicecoach-part-00").write_bytes(b"x")
    with locked_file(folder / ".written.phrase.voicecoach-part-01") as part:
        cache.keep(KEY, noise())
        assert sorted(path.suffix for path in folder.iterdir()) == [".phrase", ".voicecoach-part-01"]
        assert cache.store.clear() == 1
        assert list(folder.iterdir()) == [part]


def test_a_folder_that_cannot_be_written_is_told_once_and_speech_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("a file where the folder should be")
    with Speaker("tone", "en", Delivery(1.0), tmp_path / "file") as speaker:
        speaker.render(["One.", "Two.", "Three."])
        assert speaker.pcm("One.").duration_ms == 240
    warnings = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert len(warnings) == 1
    assert "VOICECOACH_CACHE_DIR" in warnings[0].getMessage()
    assert (tmp_path / "file").is_file()


def test_a_missing_cache_is_empty(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path / "nowhere")
    assert (cache.store.size_bytes(), cache.store.prune(), cache.store.clear()) == (0, 0, 0)
    assert cache.load(KEY) is None
    assert not (tmp_path / "nowhere").exists()


def test_the_length_of_a_phrase_is_told_from_the_head_of_its_file(cache: SpeechCache) -> None:
    assert cache.duration_ms(KEY) is None
    cache.keep(KEY, noise(321))
    assert cache.duration_ms(KEY) == 321


@pytest.mark.parametrize("cut_bytes", [0, 10, 40, 200])
def test_a_length_is_not_told_from_a_file_that_is_cut_short(cache: SpeechCache, cut_bytes: int) -> None:
    cache.keep(KEY, noise())
    (path,) = cache.store.folder.iterdir()
    path.write_bytes(path.read_bytes()[:cut_bytes])
    assert cache.duration_ms(KEY) is None
    assert not path.exists()
