"""hibari's network with a length for each sound, and a pitch that is bent before it becomes sound.

The network has two halves in one graph: the first gives each phoneme a length, in steps of 25 ms; the second makes
from these a spectrum and a pitch for every 12.5 ms, from which ``hibari.dsp.synth`` makes the sound. The library's own
``speed`` divides each length and rounds it. As most phonemes are one or two steps long, that is a staircase: 0.66 gives
3.26 syllables a second, and 0.67 gives 3.56.

Here the lengths are set one by one. In the graph's description two bytes are changed, so that ``speed`` may have one
value for each phoneme instead of one for all, and the lengths themselves are named as a further output. Nothing else
is touched: with one speed for all, the sound is bit for bit the library's own. Where a later release of the graph is
built in another way, :class:`OtherGraphError` is raised, and the caller speaks with ``speed`` as before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

STEP_MS = 25
"""The step of a phoneme's length."""

FRAME_MS = 12.5
"""The time of each value of the pitch."""

# Field numbers and wire types of ONNX's ModelProto, GraphProto and ValueInfoProto (protocol buffers).
_MODEL_GRAPH, _GRAPH_OUTPUT, _VALUE_NAME, _VALUE_TYPE, _TYPE_TENSOR = 7, 12, 1, 2, 1
_FLOAT_TENSOR = b"\x08\x01"
# The input "speed": a tensor of floats with one dimension of the size 1; then the same with any size.
_ONE_SPEED = b"\n\x05speed\x12\n\n\x08\x08\x01\x12\x04\n\x02\x08\x01"
_ANY_SPEEDS = _ONE_SPEED[:-2] + b"\x12\x00"
_LENGTHS = "/Sub_output_0"
_LENGTHS_NODE = _LENGTHS.encode() + b"\n\x05speed\x12"

_TRIAL_PHONEMES, _TRIAL_STRETCH = "w\u02c8\u028cn.", 1.5
# The silences before and after, and one sound.
_LEAST_IDS = 3
_UNVOICED_HZ = 40.0


class OtherGraphError(Exception):
    """Raised when hibari's graph is not built as this module knows it."""


@dataclass(frozen=True, slots=True)
class Spectrum:
    """A sentence as the network made it, before it is sound.

    Attributes:
        parts: The five spectra that ``hibari.dsp.synth`` takes first.
        pitch_hz: The pitch of every 12.5 ms, below 40 Hz where there is none.
    """

    parts: tuple[NDArray[np.float32], ...]
    pitch_hz: NDArray[np.float32]


def spectrum(model: Any, phonemes: str, stretch: float) -> Spectrum:
    """Return a sentence as the network speaks it when all of it takes ``stretch`` times as long as by itself.

    The total is right to 12.5 ms, and every boundary between two phonemes lies within 12.5 ms of where an exact stretch
    would put it (but where a phoneme would be shorter than 25 ms).

    Args:
        model: A ``hibari.Hibari`` whose network is an :func:`adapted` one.
        phonemes: The sentence in hibari's alphabet.
        stretch: The length wanted, relative to the network's own.

    Raises:
        OtherGraphError: The network does not keep to the lengths.
    """
    ids = np.asarray([model.ids(phonemes)], dtype=np.int64)
    (own,) = model.sess.run([_LENGTHS], {"ids": ids, "speed": np.ones(1, dtype=np.float32)})
    steps = lengths(own, stretch)
    *parts, pitch_hz, _ = model.sess.run(None, {"ids": ids, "speed": (own / steps).astype(np.float32)})
    if len(pitch_hz[0]) * FRAME_MS != steps.sum() * STEP_MS:
        raise OtherGraphError("its sounds have not the lengths that were asked for")
    return Spectrum(tuple(part[0] for part in parts), pitch_hz[0])


def sound(spectrum: Spectrum, pitch_hz: NDArray[np.float32], seed: int) -> NDArray[np.float32]:
    """Return the sound of a spectrum at a pitch, shape ``(frames,)`` at 24 000 Hz."""
    from hibari import dsp

    made: NDArray[np.float32] = dsp.synth(*spectrum.parts, pitch_hz, np.random.default_rng(seed))
    return made


def spoken(
    model: Any, phonemes: str, *, stretch: float, pitch_semitones: float, closes: bool, seed: int
) -> NDArray[np.float32]:
    """Return a sentence as sound at 24 000 Hz; empty where none of its signs is in hibari's alphabet.

    Args:
        model: As for :func:`spectrum`.
        phonemes: The sentence in hibari's alphabet.
        stretch: The length wanted, relative to the network's own.
        pitch_semitones: The shift of the voice's pitch.
        closes: Whether the voice falls at the end, as at the end of a statement.
        seed: Fixes the noise of the breath sounds.
    """
    if len(model.ids(phonemes)) < _LEAST_IDS:
        return np.zeros(0, dtype=np.float32)
    made = spectrum(model, phonemes, stretch)
    pitch_hz = closed(made) if closes else made.pitch_hz
    return sound(made, transposed(pitch_hz, pitch_semitones), seed)


def is_as_known(model: Any) -> bool:
    """Return whether a model with an adapted network keeps to the lengths that it is given."""
    try:
        spectrum(model, _TRIAL_PHONEMES, _TRIAL_STRETCH)
    except Exception:  # noqa: BLE001 - onnxruntime's own, for a graph that is another
        return False
    return True


def lengths(own_steps: NDArray[np.float32], stretch: float) -> NDArray[np.float64]:
    """Return the phonemes' lengths when all of a sentence is stretched, in whole steps of 25 ms, 1 or more.

    Each boundary between two phonemes is rounded, and not each length: so no error adds up. The silence before the
    first phoneme is not stretched, since nobody hears it.

    >>> lengths(np.array([14, 2, 2, 1, 1, 2, 1], dtype=np.float32), 1.25).tolist()
    [14.0, 3.0, 2.0, 1.0, 2.0, 2.0, 1.0]
    """
    scaled = np.maximum(own_steps.astype(np.float64), 0.2)
    scaled[1:] *= stretch
    ends = np.floor(np.cumsum(scaled) + 0.5)
    steps = np.diff(ends, prepend=0.0)
    for index in np.flatnonzero(steps < 1.0):
        # A step is taken from the longer neighbour, or given where both have but one.
        others = [at for at in (index - 1, index + 1) if 0 <= at < len(steps) and steps[at] > 1.0]
        if others:
            steps[max(others, key=lambda at: steps[at])] -= 1.0 - steps[index]
        steps[index] = 1.0
    return steps


def adapted(graph: bytes) -> bytes:
    """Return hibari's graph as it is, but for a speed that may have one value for each phoneme, and the lengths told.

    Raises:
        OtherGraphError: It is not built as this module knows it.
    """
    if graph.count(_ONE_SPEED) != 1 or graph.count(_LENGTHS_NODE) != 1:
        raise OtherGraphError("the input speed, or the node that it divides, is not where it was")
    value = _field(_VALUE_NAME, _LENGTHS.encode()) + _field(_VALUE_TYPE, _field(_TYPE_TENSOR, _FLOAT_TENSOR))
    # Two messages written one after the other are read as one: what follows adds an output to the same graph.
    output = _field(_MODEL_GRAPH, _field(_GRAPH_OUTPUT, value))
    at, whole = graph.index(_ONE_SPEED), memoryview(graph)
    return b"".join([whole[:at], _ANY_SPEEDS, whole[at + len(_ONE_SPEED) :], output])


def _field(number: int, content: bytes) -> bytes:
    """Return a field of a protocol buffer that holds bytes or another message, shorter than 128 bytes."""
    assert len(content) < 128  # noqa: PLR2004 - longer ones need more than one byte for their length
    return bytes([number << 3 | 2, len(content)]) + content


FALL_SEMITONES = 6.5
"""The fall of a closed phrase from its peak: people hear five as an end, and a pitch meter loses one or two."""

_LONGEST_FALL_MS = 420.0
_SETTLED_MS = 50.0
_HOLD_SHARE = 0.15
_LOWEST_HZ = 100.0
_SINKING_SEMITONES = 1.2
_LOUD_PERCENT, _HEARD_DB = 90.0, -18.0
_LEAST_SHARE = 0.6
_LEAST_FRAMES = 6


def transposed(pitch_hz: NDArray[np.float32], semitones: float) -> NDArray[np.float32]:
    """Return a pitch that is higher by some semitones, lower below zero; the voice stays the same person's."""
    return np.where(pitch_hz > _UNVOICED_HZ, pitch_hz * np.float32(2.0 ** (semitones / 12.0)), pitch_hz)


def closed(spectrum: Spectrum, fall_semitones: float = FALL_SEMITONES) -> NDArray[np.float32]:
    """Return a pitch that falls at the end of its phrase, as a statement's does.

    The last 420 ms in which a pitch is heard, or all of them where the phrase is shorter, are bent to lie nowhere above
    a smooth fall and nowhere to rise again. It ends this far below the phrase's peak, or where the phrase is lowest. A
    phrase that closes by itself stays as it is.
    """
    pitch_hz = spectrum.pitch_hz
    heard = _heard(spectrum)
    if len(heard) < _LEAST_FRAMES:
        return pitch_hz
    height = 12.0 * np.log2(pitch_hz[heard].astype(np.float64))
    # The peak of what a listener takes as the tune: single frames at the edge of a consonant leap.
    peak = float(np.percentile(height, 95))
    end = max(min(peak - fall_semitones, float(np.percentile(height, 10))), 12.0 * np.log2(_LOWEST_HZ))
    last = heard[-1] - round(_SETTLED_MS / FRAME_MS)
    begin = max(heard[0], heard[-1] - round(_LONGEST_FALL_MS / FRAME_MS))
    frames = np.arange(begin, len(pitch_hz))
    along = np.clip((frames - begin) / max(last - begin, 1), 0.0, 1.0)
    eased = np.clip((along - _HOLD_SHARE) / (1.0 - _HOLD_SHARE), 0.0, 1.0)
    fall = peak + (end - peak) * np.sin(0.5 * np.pi * eased) ** 1.5
    bent = np.minimum(12.0 * np.log2(np.maximum(pitch_hz[begin:], _UNVOICED_HZ).astype(np.float64)), fall)
    # A dip is filled up to what comes after it, so that nothing rises again on the way down; and as no voice holds a
    # note, all of it sinks a little.
    voiced = bent > end + 12.0 * np.log2(_LEAST_SHARE)
    bent[voiced] = np.maximum.accumulate(bent[voiced][::-1])[::-1] - _SINKING_SEMITONES * along[voiced]
    bent_hz = pitch_hz.copy()
    bent_hz[begin:][voiced] = (2.0 ** (bent[voiced] / 12.0)).astype(np.float32)
    return bent_hz


def _heard(spectrum: Spectrum) -> NDArray[np.intp]:
    """Return the frames in which a pitch is heard: those with a tone that is not lost beside the loudest of them.

    The network goes on with a pitch through an "s" or "t", where it shapes nothing. Loud is what nine in ten frames do
    not exceed: the burst of a "k" or "t" is 20 dB above the vowels beside it.
    """
    tone_db = 10.0 * np.log10(np.exp(2.0 * spectrum.parts[0].astype(np.float64)).sum(axis=0) + 1e-9)
    pitch_hz = spectrum.pitch_hz
    sure = pitch_hz > 2.0 * _UNVOICED_HZ
    if not np.any(sure):
        return np.flatnonzero(sure)
    least_hz = _LEAST_SHARE * float(np.median(pitch_hz[sure]))
    return np.flatnonzero((pitch_hz > least_hz) & (tone_db > np.percentile(tone_db[sure], _LOUD_PERCENT) + _HEARD_DB))
