"""The fingerprint of a sound: its levels in time and frequency, coarse enough to travel in a file's tags.

It has three curves, in decibels relative to full scale: the level of each 20 ms, the sharpest turn of the waveform in
each 80 ms, in which a click stands out, and the level of each band in each 240 ms. In stereo there are five more
columns: two of the left channel, two of the right one, and one of the difference of the two.
"""

from __future__ import annotations

import zlib
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from voicecoach.errors import VoicecoachError
from voicecoach.sound.constant_levels import constant_levels
from voicecoach.sound.levels import weighting
from voicecoach.sound.loudness import HOP_MS
from voicecoach.units import FRAMES_PER_MS, MIX_RATE_HZ, ms_to_frames

LEVEL_MS, TURN_MS, BAND_MS = 20, 80, 240

BAND_EDGES_HZ = (0, 80, 300, 800, 1_600, 3_200, 6_000, 10_000, 16_000)
"""Neighbouring bands share an edge. The lowest one has an offset and hum; above 16 kHz most encoders write nothing."""

BANDS = len(BAND_EDGES_HZ) - 1
LEFT, RIGHT, SIDE = slice(BANDS, BANDS + 2), slice(BANDS + 2, BANDS + 4), BANDS + 4
"""The columns that stereo has besides the bands: each channel below and above 300 Hz, and the difference of the two."""

_CHANNEL_BANDS = (slice(1, 2), slice(2, 7))
_SIDE_BANDS = slice(1, 5)

# Whole frames of the MP3 encoder and whole cells of each curve; a block is measured by itself, so the mixer's blocks
# and a decoder's give the same figures.
_BLOCK_MS = 1_920
_CELL_FRAMES = LEVEL_MS * FRAMES_PER_MS

TURN_BELOW_LEVEL_DB = 26.0
"""A turn so far below its level is not compared: a dull sound turns little, and an encoder's noise in it more."""

_LEVEL_FLOOR_DB, _TURN_FLOOR_DB, _BAND_FLOOR_DB = -75.0, -60.0, -80.0

# The levels that are stored, and how far they may be from the curve.
_LEVEL_STEP_DB, _TURN_STEP_DB = 1.0, 4.0
_LEVEL_OFF_DB, _TURN_OFF_DB = 2.5, 5.0
_BAND_STEPS_DB = np.repeat(np.array([2.5, 1.0, 2.5], np.float32), [BANDS, 4, 1])
# Two channels of noise are nearly alike.
_BAND_OFFS_DB = np.repeat(np.array([2.5, 0.5, 2.5], np.float32), [BANDS, 4, 1])

# What lies further below its surroundings may be an encoder's own noise, spread in time and frequency: it is masked.
# The spread falls by so much a cell, without an end: a masked cell, whose level is not stored, masks no other.
_LEVEL_DECAY_DB, _TURN_DECAY_DB, _BAND_DECAY_DB = 10.0, 15.0, 20.0
_DEEPEST_DB = 60.0
_LOUD_WITHIN_DB = 20.0
_BELOW_LOUDEST_DB = 30.0
_BELOW_LOUDEST_LOW_DB, _BELOW_LOUDEST_SIDE_DB = 15.0, 20.0  # encoders filter what no speaker plays, and mix channels

Curve = NDArray[np.float32]


def columns_of(channels: int) -> int:
    """Return the number of band curves: the bands, and in stereo those of the channels and of their difference."""
    return BANDS if channels == 1 else SIDE + 1


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """The three curves of a sound in dB.

    Attributes:
        level_db: Shape ``(cells,)``, 20 ms each.
        turn_db: Shape ``(cells,)``, 80 ms each.
        bands_db: Shape ``(cells, columns)``, 240 ms each.
    """

    level_db: Curve
    turn_db: Curve
    bands_db: Curve

    @classmethod
    def unpacked(cls, text: str, channels: int) -> Fingerprint:
        """Return the fingerprint that :meth:`packed` made.

        Raises:
            ValueError: The text is damaged, or of another number of channels.
            VoicecoachError: This Python was built without lzma.
        """
        packed = b64decode(text, validate=True)
        if packed.startswith(_FIRST_FORM):
            return _first_form(packed, channels)
        try:
            content = _lzma().decompress(packed)
        except _lzma().LZMAError as error:
            raise ValueError(str(error)) from error
        cells = [_BLOCK_MS // LEVEL_MS, _BLOCK_MS // TURN_MS, _BLOCK_MS // BAND_MS * columns_of(channels)]
        level, turn, bands = _parts(content, cells)
        return cls(
            level * _LEVEL_STEP_DB + _LEVEL_FLOOR_DB,
            turn * _TURN_STEP_DB + _TURN_FLOOR_DB,
            bands.reshape(columns_of(channels), -1).T * _BAND_STEPS_DB[: columns_of(channels)] + _BAND_FLOOR_DB,
        )

    def packed(self) -> str:
        """Return the fingerprint as a text, each curve as few constant levels that stay close to it.

        Raises:
            VoicecoachError: This Python was built without lzma.
        """
        masks = self.masks()
        parts = [
            constant_levels(self.level_db, masks.level_db, _LEVEL_FLOOR_DB, _LEVEL_STEP_DB, _LEVEL_OFF_DB),
            constant_levels(self.turn_db, masks.turn_db, _TURN_FLOOR_DB, _TURN_STEP_DB, _TURN_OFF_DB),
            *(
                constant_levels(column_db, mask_db, _BAND_FLOOR_DB, float(step_db), float(off_db))
                for column_db, mask_db, step_db, off_db in zip(
                    self.bands_db.T, masks.bands_db.T, _BAND_STEPS_DB, _BAND_OFFS_DB, strict=False
                )
            ),
        ]
        return b64encode(_packed(b"".join(parts))).decode("ascii")

    def masks(self, turn_below_level_db: float = TURN_BELOW_LEVEL_DB) -> Fingerprint:
        """Return the level of each cell below which nothing is compared.

        Args:
            turn_below_level_db: How far below the level of its cells a turn is not compared.
        """
        loudest_db = self.bands_db[:, :BANDS].max(axis=1, keepdims=True)
        below_db = np.full(self.bands_db.shape[1], _BELOW_LOUDEST_DB, np.float32)
        below_db[0] = _BELOW_LOUDEST_LOW_DB
        below_db[BANDS:] = _BELOW_LOUDEST_SIDE_DB
        beside_db = np.maximum(loudest_db, _spread(loudest_db, 1, 0.0)) - below_db
        within_db = self.level_db.reshape(-1, TURN_MS // LEVEL_MS).max(axis=1) - np.float32(turn_below_level_db)
        return Fingerprint(
            _mask(self.level_db, _LEVEL_DECAY_DB, np.float32(_LEVEL_FLOOR_DB)),
            _mask(self.turn_db, _TURN_DECAY_DB, np.maximum(within_db, np.float32(_TURN_FLOOR_DB))),
            _mask(self.bands_db, _BAND_DECAY_DB, np.maximum(beside_db, np.float32(_BAND_FLOOR_DB))),
        )

    def above(self, masks: Fingerprint) -> Fingerprint:
        """Return the fingerprint with each cell raised to its mask."""
        return Fingerprint(
            np.maximum(self.level_db, masks.level_db),
            np.maximum(self.turn_db, masks.turn_db),
            np.maximum(self.bands_db, masks.bands_db),
        )

    def as_loud_as(self, heard: Fingerprint) -> Fingerprint:
        """Return the fingerprint with the gain at which most of its louder cells have the level that is heard."""
        cells = min(len(self.level_db), len(heard.level_db))
        wanted_db = self.level_db[:cells]
        is_loud = wanted_db > wanted_db.max() - _LOUD_WITHIN_DB
        gain_db = np.float32(np.median((heard.level_db[:cells] - wanted_db)[is_loud]))
        return Fingerprint(self.level_db + gain_db, self.turn_db + gain_db, self.bands_db + gain_db)

    def swapped(self) -> Fingerprint:
        """Return the fingerprint of the same sound with left and right swapped."""
        columns = np.arange(self.bands_db.shape[1])
        columns[LEFT], columns[RIGHT] = columns[RIGHT].copy(), columns[LEFT].copy()
        return Fingerprint(self.level_db, self.turn_db, self.bands_db[:, columns])

    def lengthened(self, band_cells: int) -> Fingerprint:
        """Return the fingerprint with silence after it, up to a number of cells of bands."""
        missing = band_cells - len(self.bands_db)
        return Fingerprint(
            np.pad(self.level_db, (0, missing * BAND_MS // LEVEL_MS), constant_values=_LEVEL_FLOOR_DB),
            np.pad(self.turn_db, (0, missing * BAND_MS // TURN_MS), constant_values=_TURN_FLOOR_DB),
            np.pad(self.bands_db, ((0, missing), (0, 0)), constant_values=_BAND_FLOOR_DB),
        )


class Meter:
    """Measure a stream, in blocks of any size.

    Args:
        channels: 1 or 2. A sound with another number of channels is mixed to one, or repeated on two.
        gain: A factor by which the stream will still be multiplied.
    """

    def __init__(self, channels: int, gain: float = 1.0) -> None:
        self._channels = channels
        self._gain_db = 20.0 * np.log10(gain)
        self._waiting: list[Curve] = []
        self._waiting_frames = 0
        self._level: list[Curve] = []
        self._turn: list[Curve] = []
        self._bands: list[Curve] = []
        self._weighted: list[Curve] = []

    def add(self, block: Curve) -> None:
        """Measure the next frames, shape ``(frames, channels)``, 48 kHz."""
        self._waiting.append(_on_channels(block, self._channels))
        self._waiting_frames += len(block)
        block_frames = ms_to_frames(_BLOCK_MS)
        if self._waiting_frames >= block_frames:
            whole = np.concatenate(self._waiting)
            last = len(whole) // block_frames * block_frames
            for first in range(0, last, block_frames):
                self._measure(whole[first : first + block_frames])
            self._waiting, self._waiting_frames = [whole[last:]], len(whole) - last

    def fingerprint(self, delays: Sequence[tuple[int, int]] = ()) -> Fingerprint:
        """Return the fingerprint of everything so far, filled with silence to a whole block.

        Args:
            delays: From which plan time in milliseconds on the sound is how many milliseconds late, in whole 20 ms;
                the fingerprint is that of the sound put right.
        """
        if self._waiting_frames:
            rest = np.concatenate(self._waiting)
            self._waiting, self._waiting_frames = [], 0
            self._measure(np.pad(rest, ((0, ms_to_frames(_BLOCK_MS) - len(rest)), (0, 0))))
        level, turn, bands = (
            _on_time(np.concatenate(parts), delays) for parts in (self._level, self._turn, self._bands)
        )
        turn = turn.reshape(-1, TURN_MS // LEVEL_MS).max(axis=1)
        bands = bands.reshape(-1, BAND_MS // LEVEL_MS, bands.shape[1]).mean(axis=1)
        gain_db = np.float32(self._gain_db)
        return Fingerprint(_db(level) + gain_db, _db(turn) + gain_db, _db(bands) + gain_db)

    def hop_power(self) -> NDArray[np.float64]:
        """Return the K-weighted power of each 100 ms that was measured, channels added (ITU-R BS.1770-4)."""
        weighted = np.concatenate([np.zeros(0), *self._weighted])
        cells = HOP_MS // LEVEL_MS
        hops: NDArray[np.float64] = weighted[: len(weighted) // cells * cells].reshape(-1, cells).mean(axis=1)
        return hops

    def _measure(self, block: Curve) -> None:
        if not block.any():
            silence = np.zeros((_BLOCK_MS // LEVEL_MS, columns_of(self._channels)), np.float32)
            self._level.append(silence[:, 0])
            self._turn.append(silence[:, 0])
            self._bands.append(silence)
            self._weighted.append(silence[:, 0])
            return
        waves = [np.ascontiguousarray(wave) for wave in block.T]
        powers = [_power(wave) for wave in waves]
        self._level.append(np.mean(powers, axis=0, dtype=np.float32))
        self._turn.append(np.max([_turns(wave) for wave in waves], axis=0))
        bands = [_bands(wave) for wave in waves]
        self._weighted.append(
            np.sum([power * each[:, BANDS] for power, each in zip(powers, bands, strict=True)], axis=0)
        )
        columns = [np.mean([each[:, :BANDS] for each in bands], axis=0, dtype=np.float32)]
        if len(waves) > 1:
            side = _bands((waves[0] - waves[1]) * np.float32(0.5))
            columns += [_sum(each, wide) for each in bands for wide in _CHANNEL_BANDS]
            columns.append(_sum(side, _SIDE_BANDS))
        self._bands.append(np.concatenate(columns, axis=1))


def _on_time(curve: Curve, delays: Sequence[tuple[int, int]]) -> Curve:
    source = np.arange(len(curve))
    for from_ms, late_ms in delays:
        first = max(from_ms // LEVEL_MS, 0)
        source[first:] = np.arange(first, len(curve)) + late_ms // LEVEL_MS
    on_time: Curve = curve[np.clip(source, 0, len(curve) - 1)]
    on_time[(source < 0) | (source >= len(curve))] = 0.0
    return on_time


def _on_channels(block: Curve, channels: int) -> Curve:
    if block.shape[1] == channels:
        return block
    one: Curve = block.mean(axis=1, keepdims=True)
    return np.repeat(one, channels, axis=1)


def _power(wave: Curve) -> Curve:
    """Return the power of each 20 ms without their mean, which some encoders remove."""
    cells = wave.reshape(-1, _CELL_FRAMES)
    mean_square: Curve = np.einsum("ij,ij->i", cells, cells) / np.float32(_CELL_FRAMES)
    power: Curve = mean_square - np.square(cells.mean(axis=1))
    return power


def _turns(wave: Curve) -> Curve:
    """Return the square of the sharpest turn between three samples in each 20 ms."""
    turns = np.zeros_like(wave)
    np.abs(wave[2:] - 2 * wave[1:-1] + wave[:-2], out=turns[1:-1])
    sharpest: Curve = np.square(turns.reshape(-1, _CELL_FRAMES).max(axis=1))
    return sharpest


def _sum(bands: Curve, wide: slice) -> Curve:
    summed: Curve = bands[:, wide].sum(axis=1, keepdims=True)
    return summed


_WINDOW = np.hanning(_CELL_FRAMES + 1)[:-1].astype(np.float32)
_WINDOW /= np.sqrt(np.square(_WINDOW).mean()) * len(_WINDOW)
_BIN_HZ = np.fft.rfftfreq(len(_WINDOW), 1 / MIX_RATE_HZ)[:, np.newaxis]
_NO_POWER = np.float32(1e-20)
_IN_BAND = (BAND_EDGES_HZ[:-1] <= _BIN_HZ) & (BAND_EDGES_HZ[1:] > _BIN_HZ)
_SHARES = np.column_stack((2.0 * _IN_BAND, np.square(np.abs(weighting(_CELL_FRAMES))))).astype(np.float32)


def _bands(wave: Curve) -> Curve:
    """Return the power of each band in each 20 ms, and by how much the K-weighting raises the whole power.

    The shape is ``(cells, bands + 1)``. A spectrum's window hides what sounds at its edges, so the share is returned.
    """
    cells = wave.reshape(-1, len(_WINDOW))
    are_sounding = cells.any(axis=1)
    sounding = slice(None) if are_sounding.all() else are_sounding
    spectrum = np.fft.rfft(cells[sounding] * _WINDOW, axis=1)
    power = np.zeros((len(cells), spectrum.shape[1]), np.float32)
    power[sounding] = np.square(spectrum.real) + np.square(spectrum.imag)
    in_bands: Curve = power @ _SHARES
    in_bands[:, BANDS] = (in_bands[:, BANDS] + _NO_POWER) / (power.sum(axis=1) + _NO_POWER)
    return in_bands


def _db(power: Curve) -> Curve:
    level_db: Curve = np.float32(10.0) * np.log10(np.maximum(power, np.float32(1e-12)))
    return level_db


def _mask(curve: Curve, decay_db: float, least_db: Curve | np.float32) -> Curve:
    """Return the mask of a curve: what spreads from louder cells, and at least a level."""
    curve = np.maximum(curve, least_db)
    mask = np.broadcast_to(least_db, curve.shape)
    for cells in range(1, int(_DEEPEST_DB / decay_db) + 1):
        mask = np.maximum(mask, _spread(curve, cells, cells * decay_db))
    return mask


def _spread(curve: Curve, cells: int, decay_db: float) -> Curve:
    """Return the higher level of the two cells so far before and after each one, so much softer."""
    padded = np.pad(curve, ((cells, cells), *[(0, 0)] * (curve.ndim - 1)), constant_values=-np.inf)
    higher: Curve = np.maximum(padded[: -2 * cells], padded[2 * cells :]) - np.float32(decay_db)
    return higher


def _lzma() -> ModuleType:
    """Return the module lzma, which a Python built without its library has not; playing needs none."""
    try:
        import lzma
    except ImportError as error:
        reason = "this Python cannot pack or unpack the fingerprint of a sound, since it was built without lzma"
        hint = "install liblzma (the package liblzma-dev or xz) and build Python again, or use another Python"
        raise VoicecoachError(reason, hint) from error
    return lzma


_DICTIONARY_BYTES = 1 << 20  # some hours; that of the preset has 64 MB, which are all touched
_XZ_FILTER, _XZ_SIZE_AT, _XZ_SIZE_OF_PRESET = slice(12, 20), 4, 28  # xz-file-format 1.1.0, 3.1 and 5.3.1


def _packed(content: bytes) -> bytes:
    """Return the content as an xz file whose header has the preset's dictionary, as that of every file so far."""
    lzma = _lzma()
    # The columns of bands follow one another, so that the nearest bytes are the same column's.
    columns = {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 0, "lp": 0, "pb": 0}
    packed: bytes = lzma.compress(content, filters=[{**columns, "dict_size": _DICTIONARY_BYTES}])
    header = bytearray(packed[_XZ_FILTER])
    header[_XZ_SIZE_AT] = _XZ_SIZE_OF_PRESET
    after = _XZ_FILTER.stop
    return packed[: _XZ_FILTER.start] + header + zlib.crc32(header).to_bytes(4, "little") + packed[after + 4 :]


def _parts(content: bytes, per_block: Sequence[int]) -> list[Curve]:
    blocks, rest = divmod(len(content), sum(per_block))
    if rest or not blocks:
        raise ValueError(f"{len(content)} bytes are no whole blocks of {sum(per_block)} cells")
    ends = np.cumsum([blocks * cells for cells in per_block[:-1]])
    return np.split(np.frombuffer(content, np.uint8).astype(np.float32), ends)


# Files of version 2.0 have turns of 40 ms and bands of 120 ms, rounded and raised to their masks, as zlib packs them.
_FIRST_FORM = b"x"
_FIRST_TURN_MS, _FIRST_BAND_MS, _FIRST_STEPS_DB = 40, 120, (2.0, 3.0, 2.0)


def _first_form(packed: bytes, channels: int) -> Fingerprint:
    try:
        content = zlib.decompress(packed)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    columns = BANDS if channels == 1 else 2 * BANDS + 1
    cells = [_BLOCK_MS // LEVEL_MS, _BLOCK_MS // _FIRST_TURN_MS, _BLOCK_MS // _FIRST_BAND_MS * columns]
    level, turn, bands = _parts(content, cells)
    level_step_db, turn_step_db, band_step_db = _FIRST_STEPS_DB
    turn = turn.reshape(-1, TURN_MS // _FIRST_TURN_MS).max(axis=1)
    power = np.power(10.0, (bands.reshape(-1, BAND_MS // _FIRST_BAND_MS, columns) * band_step_db + _BAND_FLOOR_DB) / 10)
    power = power.mean(axis=1)
    if channels > 1:
        each = [power[:, :BANDS], power[:, BANDS:-1]]
        sides = [_sum(channel, wide) for channel in each for wide in _CHANNEL_BANDS]
        power = np.concatenate([np.mean(each, axis=0), *sides, power[:, -1:]], axis=1)
    return Fingerprint(
        level * level_step_db + _LEVEL_FLOOR_DB, turn * turn_step_db + _TURN_FLOOR_DB, _db(power.astype(np.float32))
    )
