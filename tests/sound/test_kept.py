from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from voicecoach.folders import shipped_sounds
from voicecoach.sound.kept import KeptSounds
from voicecoach.sound.levels import finish
from voicecoach.sound.library import SoundLibrary

if TYPE_CHECKING:
    from pathlib import Path

    from voicecoach.sound.pcm import Pcm

CONTENT = b"what is in a file"


def made(content: bytes) -> Pcm:
    return finish(np.random.default_rng(len(content)).normal(0, 0.1, 4_800).astype(np.float32))


def not_made(_content: bytes) -> Pcm:
    raise AssertionError("it is kept already")


def is_same(one: Pcm, other: Pcm) -> bool:
    curves = ((one.samples, other.samples), (one.power, other.power), (one.peak, other.peak))
    return all(np.array_equal(left, right) for left, right in curves)


def test_a_sound_is_made_once_and_read_back_as_it_was(tmp_path: Path) -> None:
    first = KeptSounds(tmp_path).finished(CONTENT, made)
    assert is_same(KeptSounds(tmp_path).finished(CONTENT, not_made), first)


def test_another_content_is_another_sound(tmp_path: Path) -> None:
    KeptSounds(tmp_path).finished(CONTENT, made)
    with pytest.raises(AssertionError, match="kept already"):
        KeptSounds(tmp_path).finished(CONTENT + b"!", not_made)


def test_a_damaged_file_is_made_again(tmp_path: Path) -> None:
    first = KeptSounds(tmp_path).finished(CONTENT, made)
    (path,) = (tmp_path / "sounds").iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert is_same(KeptSounds(tmp_path).finished(CONTENT, made), first)
    assert path.read_bytes() == whole


def test_a_shipped_chime_is_the_same_from_its_file_and_from_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path))
    measured, kept = (SoundLibrary([shipped_sounds()]).chime("bowl") for _ in range(2))
    assert [path.suffix for path in (tmp_path / "sounds").iterdir()] == [".sound"]
    assert is_same(measured, kept)
