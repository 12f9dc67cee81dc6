from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from voicecoach.folders import shipped_sounds
from voicecoach.sound.beds.beds import load_bed
from voicecoach.sound.beds.recipes import RECIPES
from voicecoach.sound.cache import SoundCache
from voicecoach.sound.levels import finish
from voicecoach.sound.library import SoundLibrary

if TYPE_CHECKING:
    from pathlib import Path

    from voicecoach.sound.beds.layers import Bed
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
    first = SoundCache(tmp_path).chime(CONTENT, made)
    assert is_same(SoundCache(tmp_path).chime(CONTENT, not_made), first)


def test_another_content_is_another_sound(tmp_path: Path) -> None:
    SoundCache(tmp_path).chime(CONTENT, made)
    with pytest.raises(AssertionError, match="kept already"):
        SoundCache(tmp_path).chime(CONTENT + b"!", not_made)


def test_a_damaged_file_is_made_again(tmp_path: Path) -> None:
    first = SoundCache(tmp_path).chime(CONTENT, made)
    (path,) = (tmp_path / "sounds").iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert is_same(SoundCache(tmp_path).chime(CONTENT, made), first)
    assert path.read_bytes() == whole


def test_a_shipped_chime_is_the_same_from_its_file_and_from_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path))
    measured, kept = (SoundLibrary([shipped_sounds()]).chime("bowl") for _ in range(2))
    assert [path.suffix for path in (tmp_path / "sounds").iterdir()] == [".chime"]
    assert is_same(measured, kept)


def is_same_bed(one: Bed, other: Bed) -> bool:
    figures = ((one.channels, one.mean_power, one.peak), (other.channels, other.mean_power, other.peak))
    return figures[0] == figures[1] and np.array_equal(one.block(10**9, 48_000), other.block(10**9, 48_000))


@pytest.mark.parametrize("name", RECIPES)
def test_a_bed_is_the_same_made_and_from_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path))
    made = load_bed(name, SoundLibrary([]), 7)
    (path,) = (tmp_path / "sounds").iterdir()
    whole = path.read_bytes()
    assert is_same_bed(load_bed(name, SoundLibrary([]), 7), made)
    assert path.read_bytes() == whole


@pytest.fixture(scope="module")
def rain(tmp_path_factory: pytest.TempPathFactory) -> tuple[Bed, str, bytes]:
    """Return a bed, and the name and the content of its file in the cache."""
    folder = tmp_path_factory.mktemp("rain")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VOICECOACH_CACHE_DIR", str(folder))
        made = load_bed("rain", SoundLibrary([]), 7)
    (path,) = (folder / "sounds").iterdir()
    return made, path.name, path.read_bytes()


@pytest.mark.parametrize("damage", ["empty", "a hundred bytes", "all but the last byte", "one bit"])
def test_a_bed_is_made_again_where_the_cache_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rain: tuple[Bed, str, bytes], damage: str
) -> None:
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path))
    made, name, whole = rain
    path = tmp_path / "sounds" / name
    path.parent.mkdir()
    middle = len(whole) // 2
    damaged = {
        "empty": b"",
        "a hundred bytes": whole[:100],
        "all but the last byte": whole[:-1],
        "one bit": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
    }
    path.write_bytes(damaged[damage])
    assert is_same_bed(load_bed("rain", SoundLibrary([]), 7), made)
    assert path.read_bytes() == whole


def test_another_seed_is_another_bed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICECOACH_CACHE_DIR", str(tmp_path))
    one, other = (load_bed("rain", SoundLibrary([]), seed).block(0, 48_000) for seed in (1, 2))
    assert not np.array_equal(one, other)
