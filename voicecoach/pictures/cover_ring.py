"""The timeline as a ring: once around is the whole session, clockwise from the top."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicecoach.session.timeline import Timeline

Grid = NDArray[np.floating[Any]]
"""Figures of shape ``(pixels,)`` or ``(pixels, 3)``."""

_CELLS = 8192  # more than the ring has pixels around it, however long the session
_NIGHT_TOP, _NIGHT_BOTTOM, _GLOW = (30, 52, 74), (14, 24, 38), (58, 104, 128)
_GLOW_RADIUS, _GLOW_STRENGTH = 0.3, 0.55
_TRACK, _TRACK_WITHOUT_HOLDS, _VOICE = (52, 76, 98), (84, 138, 152), (226, 232, 238)
_HOLD_COLOURS = {None: (126, 196, 207), "right": (240, 180, 126), "left": (140, 205, 160)}
_GAP_PX = 9.0  # between chapters


@dataclass(frozen=True, slots=True)
class _Band:
    """A ring by its two radii, as parts of the picture's side."""

    inner: float
    outer: float

    def cover(self, radius: Grid, side_px: int) -> Grid:
        """Return how much of each pixel lies within the band."""
        inside = np.clip((self.outer - radius) * side_px + 0.5, 0, 1)
        return np.asarray(inside * np.clip((radius - self.inner) * side_px + 0.5, 0, 1))


_HOLDS, _WORDS = _Band(0.365, 0.43), _Band(0.338, 0.347)


def ring(timeline: Timeline, side_px: int) -> NDArray[np.uint8]:
    """Return the picture of shape ``(side_px, side_px, 3)``: holds in the colour of their side, words within.

    The work does not grow with the session: every pixel looks up its moment in one table of the whole round.
    """
    place = (np.arange(side_px, dtype=np.float32) + 0.5) / side_px - 0.5
    x, y = np.meshgrid(place, place)
    radius = np.hypot(x, y)
    picture = _night(radius, place)
    near = (radius > _WORDS.inner - 1 / side_px) & (radius < _HOLDS.outer + 1 / side_px)
    radius, turns = radius[near], np.arctan2(x[near], -y[near]) / np.float32(2 * math.pi) % 1
    cells = np.minimum((turns * _CELLS).astype(np.int32), _CELLS - 1)
    lit = picture[near].astype(np.float32)
    _lay(
        lit,
        _hold_colours(timeline)[cells],
        _HOLDS.cover(radius, side_px) * _parted(timeline, radius, turns, cells, side_px),
    )
    spoken = _covered(timeline, ((clip.start_ms, clip.end_ms) for clip in timeline.clips if clip.text))
    _lay(lit, np.array(_VOICE), _WORDS.cover(radius, side_px) * spoken[cells])
    picture[near] = np.rint(lit)
    return picture


def _night(radius: Grid, rows: Grid) -> NDArray[np.uint8]:
    """Return the background: darker downwards, with a faint glow in the middle."""
    down = (rows + 0.5)[:, None]
    half = len(rows) // 2  # left and right are alike
    glow = (_GLOW_STRENGTH * np.exp(-np.square(radius[:, half:] / _GLOW_RADIUS))).astype(np.float32)
    picture = np.empty((*radius.shape, 3), np.uint8)
    for channel, (top, bottom, lit) in enumerate(zip(_NIGHT_TOP, _NIGHT_BOTTOM, _GLOW, strict=True)):
        fading = (top * (1 - down) + bottom * down).astype(np.float32)
        picture[:, half:, channel] = np.rint(fading + (lit - fading) * glow)
    picture[:, :half] = picture[:, : len(rows) - half - 1 : -1]
    return picture


def _hold_colours(timeline: Timeline) -> Grid:
    """Return the colour of each cell around the ring."""
    track = np.array(_TRACK if timeline.holds else _TRACK_WITHOUT_HOLDS, np.float32)
    colours = np.tile(track, (_CELLS, 1))
    for side, colour in _HOLD_COLOURS.items():
        held = ((hold.start_ms, hold.end_ms) for hold in timeline.holds if hold.side == side)
        _lay(colours, np.array(colour), _covered(timeline, held))
    return colours


def _covered(timeline: Timeline, spans_ms: Iterable[tuple[int, int]]) -> Grid:
    """Return how much of each cell around the ring lies within some spans."""
    changes = np.zeros(_CELLS + 1)
    for start_ms, end_ms in spans_ms:
        for at_ms, sign in ((start_ms, 1.0), (end_ms, -1.0)):
            at = at_ms / timeline.duration_ms * _CELLS
            cell = min(int(at), _CELLS - 1)
            changes[cell] += sign * (cell + 1 - at)
            changes[cell + 1] += sign * (at - cell)
    return np.clip(np.cumsum(changes[:-1]), 0, 1).astype(np.float32)


def _parted(timeline: Timeline, radius: Grid, turns: Grid, cells: NDArray[np.int32], side_px: int) -> Grid:
    """Return 0 in the gaps between chapters and 1 elsewhere; where chapters are very short there are none."""
    starts = [chapter.start_ms / timeline.duration_ms for chapter in timeline.chapters]
    around_px = 2 * math.pi * _HOLDS.inner * side_px
    if not starts or any((after - before) * around_px < 2 * _GAP_PX for before, after in pairwise([*starts, 1.0])):
        return np.ones_like(turns)
    edges = np.array(starts if starts[0] * around_px < _GAP_PX else [0.0, *starts])
    # Gaps are further apart than they are wide: of each pixel only the nearest counts.
    after = np.searchsorted(edges, (np.arange(_CELLS) + 0.5) / _CELLS)
    beside = np.stack([edges[after - 1], edges[after % len(edges)]]).astype(np.float32)
    apart = np.min([np.abs((turns - nearest + 0.5) % 1 - 0.5) for nearest in beside[:, cells]], axis=0)
    apart_px = apart * (2 * math.pi * side_px) * radius
    return np.asarray(np.clip(apart_px - _GAP_PX / 2 + 0.5, 0, 1))


def _lay(pixels: Grid, colour: NDArray[Any], alpha: Grid) -> None:
    """Lay a colour, or one for each pixel, over pixels."""
    pixels += (colour.astype(np.float32) - pixels) * alpha[..., None].astype(np.float32)
