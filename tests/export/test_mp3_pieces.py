"""Encoded in pieces or as a whole: the same frames where it must be, the same sound everywhere."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import numpy as np
import pytest
from examples import FEW_EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.export.encoders.mp3_frames import FRAMES_PER_MP3_FRAME, Mp3Shape, encode, silent_frame
from voicecoach.export.encoders.mp3_pieces import Mp3Pieces

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

RATE_HZ = 48_000
MONO, STEREO, LOW = Mp3Shape(1, 96), Mp3Shape(2, 128), Mp3Shape(1, 64)
# Of the encoder and of the decoder, which without an Info frame are heard.
DELAY_FRAMES = 576 + 529


class Kept(dict[str, bytes]):
    """Frames kept in memory, and how often they were of use."""

    used = 0

    def get(self, digest: str) -> bytes | None:  # type: ignore[override]
        found = super().get(digest)
        self.used += found is not None
        return found

    def keep(self, digest: str, frames: bytes) -> None:
        self[digest] = frames


def frames_of(
    samples: NDArray[np.int16], shape: Mp3Shape, *, block: int = 4_608, kept: Kept | None = None, seam_search: int = 24
) -> bytes:
    pieces = Mp3Pieces(shape, Kept() if kept is None else kept, at_once=2, seam_search=seam_search)
    frames = b"".join(
        part for first in range(0, len(samples), block) for part in pieces.take(samples[first : first + block])
    )
    total = -(-(len(samples) + DELAY_FRAMES) // FRAMES_PER_MP3_FRAME)
    frames += b"".join(pieces.finish(total))
    pieces.close()
    assert len(frames) == total * shape.frame_bytes
    return frames


def plain(samples: NDArray[np.int16], shape: Mp3Shape) -> bytes:
    total = -(-(len(samples) + DELAY_FRAMES) // FRAMES_PER_MP3_FRAME) * FRAMES_PER_MP3_FRAME
    return encode(np.concatenate([samples, np.zeros((total - len(samples), shape.channels), np.int16)]), shape)


def decoded(frames: bytes, shape: Mp3Shape, folder: Path) -> NDArray[np.float64]:
    path = folder / "x.mp3"
    path.write_bytes(frames)
    command = ["ffmpeg", "-v", "warning", "-f", "mp3", "-i", str(path), "-f", "s16le", "-"]
    ran = subprocess.run(command, capture_output=True, check=True)
    said = [line for line in ran.stderr.decode().splitlines() if "Estimating duration" not in line]
    assert not said
    return np.frombuffer(ran.stdout, "<i2").reshape(-1, shape.channels).astype(np.float64)


def error_db(samples: NDArray[np.int16], frames: bytes, shape: Mp3Shape, folder: Path) -> NDArray[np.float64]:
    """Return how far each half second of what is heard is from what went in, LAME's own 0.95 taken into account."""
    heard = decoded(frames, shape, folder)[DELAY_FRAMES:][: len(samples)]
    error = heard - samples[: len(heard)] * 0.95
    whole = len(error) // (RATE_HZ // 2) * (RATE_HZ // 2)
    power = np.square(error[:whole]).reshape(-1, RATE_HZ // 2 * shape.channels).mean(axis=1)
    return np.asarray(10 * np.log10(power / 32_768**2 + 1e-12))


def speech_like(seconds: list[float], channels: int = 1) -> NDArray[np.int16]:
    """Return hums with strikes, and silences between them, in turns."""
    random = np.random.default_rng(5)
    parts = []
    for turn, length_s in enumerate(seconds):
        n = int(length_s * RATE_HZ)
        if turn % 2:
            t = np.arange(n) / RATE_HZ
            pulse = np.exp(-4 * ((t * 3) % 1))
            hum = 0.3 * pulse * np.sin(2 * np.pi * 180 * t) + 0.02 * pulse * random.standard_normal(n)
            parts.append(np.outer(hum, np.linspace(1, 0.5, channels)))
        else:
            parts.append(np.zeros((n, channels)))
    return np.asarray(np.concatenate(parts) * 32_767, np.int16)


def noise(length_s: float, channels: int) -> NDArray[np.int16]:
    random = np.random.default_rng(6)
    t = np.arange(int(length_s * RATE_HZ)) / RATE_HZ
    strike = np.exp(-5 * ((t * 0.7) % 1)) * np.sin(2 * np.pi * 330 * t)
    rain = random.standard_normal((len(t), channels)) * 0.03
    return np.asarray((rain + 0.3 * strike[:, np.newaxis]) * 32_767, np.int16)


@pytest.mark.parametrize("shape", [MONO, STEREO, LOW])
def test_with_silences_the_sound_is_that_of_a_whole_encode(shape: Mp3Shape, tmp_path: Path) -> None:
    samples = speech_like([0.5, 2, 3, 1.2, 0.1, 1, 2, 0.4, 1.5], shape.channels)
    whole = error_db(samples, plain(samples, shape), shape, tmp_path)
    pieces = error_db(samples, frames_of(samples, shape), shape, tmp_path)
    assert np.mean(10 ** (pieces / 10)) < 1.05 * np.mean(10 ** (whole / 10))
    assert (pieces < np.maximum(whole + 3, -70)).all()


@pytest.mark.parametrize("shape", [MONO, STEREO])
def test_without_a_silence_no_seam_is_heard(shape: Mp3Shape, tmp_path: Path) -> None:
    samples = noise(54, shape.channels)
    whole = error_db(samples, plain(samples, shape), shape, tmp_path)
    pieces = error_db(samples, frames_of(samples, shape), shape, tmp_path)
    assert np.abs(pieces - whole).max() < 1


def test_where_no_seam_is_found_the_pieces_are_encoded_as_one() -> None:
    samples = noise(30, 1)
    assert frames_of(samples, MONO, seam_search=0) == plain(samples, MONO)


@FEW_EXAMPLES
@given(
    seconds=st.lists(st.floats(0.01, 1.5), min_size=1, max_size=7),
    block=st.sampled_from([1_000, 1_152, 5_000, 48_000]),
)
def test_how_the_stream_is_cut_changes_no_byte(seconds: list[float], block: int) -> None:
    samples = speech_like(seconds)
    assert frames_of(samples, MONO, block=block) == frames_of(samples, MONO)


def test_a_seam_does_not_depend_on_how_the_stream_is_cut() -> None:
    samples = noise(30, 1)
    assert frames_of(samples, MONO, block=1_000) == frames_of(samples, MONO, block=100_000)


def test_silence_alone_is_one_frame_again_and_again() -> None:
    frames = frames_of(np.zeros((100_000, 1), np.int16), MONO)
    assert {frames[at : at + 288] for at in range(0, len(frames), 288)} == {silent_frame(MONO)}


def test_after_an_edit_only_what_changed_is_encoded_again() -> None:
    kept = Kept()
    grid_s = FRAMES_PER_MP3_FRAME / RATE_HZ
    samples = speech_like([20 * grid_s, 1, 50 * grid_s, 40 * grid_s, 50 * grid_s, 1, 1])
    first = frames_of(samples, MONO, kept=kept)
    assert (len(kept), kept.used) == (3, 0)
    assert frames_of(samples, MONO, kept=kept) == first
    assert (len(kept), kept.used) == (3, 3)
    # The second passage becomes longer by whole frames: the third is what it was, at a later place.
    at = RATE_HZ + 70 * FRAMES_PER_MP3_FRAME
    longer = speech_like([0, 52 * grid_s])
    edited = np.concatenate([samples[:at], longer, samples[at + 40 * FRAMES_PER_MP3_FRAME :]])
    assert frames_of(edited, MONO, kept=kept) == frames_of(edited, MONO)
    assert (len(kept), kept.used) == (4, 5)
