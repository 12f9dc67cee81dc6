"""Whether the bed is heard where nothing else is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.export.proof.examining import Place, pieces
from voicecoach.export.proof.report import Check, Miss
from voicecoach.sound.loudness import power_to_lufs
from voicecoach.units import SECOND_MS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.export.proof.listening import Levels
    from voicecoach.export.proof.plan import Plan, PlannedBed

_FADE_MS = 3 * SECOND_MS
_PIECE_MS = 2 * SECOND_MS  # a wave of the ocean is longer, and between two of them there still is something
_SHORTEST_MS = 500
_FAINTEST_LUFS = -90.0  # the softest bed there may be lies 60 dB below the voice
_LOST_LU = 30.0  # between its waves the ocean lies 12 LU below its mean; under words a bed makes way by 10
_NOTHING_LUFS = -120.0


class BedExaminer:
    """Hears each bed where neither words nor chimes lie over it."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._heard: list[tuple[PlannedBed, int, float]] = []

    def places(self) -> Iterator[Place]:
        """Return every stretch in which only a bed sounds, in pieces."""
        for bed in self._plan.beds:
            for begin_ms, end_ms in self._plan.bed_alone(bed, _FADE_MS):
                for piece_ms, until_ms in pieces(begin_ms, end_ms, _PIECE_MS):
                    if until_ms - piece_ms >= _SHORTEST_MS:
                        yield Place(until_ms, piece_ms, partial(self._look, bed))

    def check(self) -> Check:
        """Return where a bed is missing; the worst figure is its softest place."""
        misses = []
        gone: dict[PlannedBed, int] = {}
        for bed in self._plan.beds:
            some = [lufs for each, _, lufs in self._heard if each is bed]
            floor_lufs = max(_FAINTEST_LUFS, float(np.median(some)) - _LOST_LU) if some else _FAINTEST_LUFS
            for each, at_ms, lufs in self._heard:
                if each is bed and lufs < floor_lufs and bed not in gone:
                    gone[bed] = at_ms
                    step = self._plan.step_at(at_ms)
                    misses.append(Miss("beds", "the bed is not heard here", at_ms, step, f"bed {bed.sound}"))
        worst = min((lufs for _, _, lufs in self._heard), default=None)
        return Check("beds", len(self._plan.beds), None if worst is None else round(worst, 1), "LUFS", tuple(misses))

    def _look(self, bed: PlannedBed, levels: Levels) -> None:
        lufs = power_to_lufs(float(levels.weighted.mean(dtype=np.float64)))
        self._heard.append((bed, levels.begin_ms, max(lufs, _NOTHING_LUFS)))
