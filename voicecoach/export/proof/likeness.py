"""Whether each cue is its own sound: compared, sample by sample, with what the script makes of it now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from voicecoach.export.proof.examining import Place
from voicecoach.export.proof.plan import SPEECH
from voicecoach.export.proof.report import Check, Miss
from voicecoach.units import SECOND_MS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from voicecoach.export.proof.listening import Levels
    from voicecoach.export.proof.plan import Plan, PlannedCue

LEAST_CORRELATION = 0.9
"""Of a lossy copy with its original; of two different phrases it is near nothing."""

_MOST_HEARD_MS = 30 * SECOND_MS
_INAUDIBLE_POWER = 1e-9
_FAR_DB = 2.0


class LikenessExaminer:
    """Hears every cue beside the sound that it should be."""

    def __init__(self, plan: Plan) -> None:
        self._cues = plan.cues
        self._heard: list[tuple[PlannedCue, float, float]] = []

    def places(self) -> Iterator[Place]:
        """Return every cue; of a long recording, its beginning."""
        for cue in self._cues:
            end_ms = min(cue.end_ms, cue.start_ms + _MOST_HEARD_MS)
            yield Place(end_ms, cue.start_ms, partial(self._look, cue))

    def check(self) -> Check:
        """Return which cues are another sound, or of another level than the rest of the file."""
        usual_db = float(np.median([gain_db for _, _, gain_db in self._heard])) if self._heard else 0.0
        misses = []
        for cue, correlation, gain_db in self._heard:
            name = cue.text if cue.kind == SPEECH else f"{cue.kind} {cue.text}"
            if correlation < LEAST_CORRELATION:
                own = "words" if cue.kind == SPEECH else "sound"
                told = f"it does not sound like its own {own} (likeness {max(correlation, 0.0):.2f} of 1)"
                misses.append(Miss("likeness", told, cue.start_ms, cue.step, name))
            elif abs(gain_db - usual_db) > _FAR_DB:
                than = "softer" if gain_db < usual_db else "louder"
                told = f"it is {abs(gain_db - usual_db):.1f} dB {than} than it should be beside the rest"
                misses.append(Miss("likeness", told, cue.start_ms, cue.step, name))
        worst = min((correlation for _, correlation, _ in self._heard), default=None)
        return Check("likeness", len(self._heard), None if worst is None else round(worst, 3), "", tuple(misses))

    def _look(self, cue: PlannedCue, levels: Levels) -> None:
        product, wanted = levels.likeness.sum(axis=0, dtype=np.float64)
        heard = float(levels.power.sum(dtype=np.float64))
        quiet = _INAUDIBLE_POWER * len(levels.power)
        correlation = product / np.sqrt(max(heard, quiet) * max(wanted, quiet))
        gain_db = 10.0 * np.log10(max(heard, quiet) / max(wanted, quiet))
        self._heard.append((cue, float(correlation), float(gain_db)))
