"""A file held against its cue sheet, and against a new mix of its script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicecoach.errors import ExportError
from voicecoach.sound.loudness import hop_power
from voicecoach.units import SECOND_MS
from voicecoach.verify.check import Examiner, Place, listen
from voicecoach.verify.chimes import StrikeExaminer
from voicecoach.verify.decode import opened
from voicecoach.verify.labels import chapter_check, read_labels, tag_check
from voicecoach.verify.listen import Levels, Listener
from voicecoach.verify.plan import SPEECH, Plan, PlannedCue
from voicecoach.verify.report import Check, Miss, Proof
from voicecoach.verify.silence import ClickExaminer, SilenceExaminer
from voicecoach.verify.speech import SpeechExaminer
from voicecoach.verify.whole import BedExaminer, kind_check, length_check, loudness_check, peak_check, peak_limited

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


_SOURCE_KEYS = ("script", "script_sha256", "options", "voice", "program")
_MOST_TOLD = 5


def prove(
    path: Path,
    sheet: Mapping[str, Any],
    *,
    expected: Iterable[NDArray[np.float32]] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Proof:
    """Return everything that was found when a file was held against a cue sheet.

    The file is decoded once; memory does not grow with its length, but for a few figures per cue.

    Args:
        path: The file; what it is, its content says and not its name.
        sheet: The cue sheet.
        expected: The session's sound as the mixer makes it, block by block at 48 kHz, where it can be had: then
            each cue is also compared with its own sound.
        progress: Called with how many milliseconds have been heard, and of how many.

    Raises:
        SoundError: The file is no sound or cannot be read, or the sheet is not one.
    """
    plan = Plan.of(sheet)
    speech, strikes, beds = SpeechExaminer(plan), StrikeExaminer(plan), BedExaminer(plan)
    silences = SilenceExaminer(plan)
    clicks = ClickExaminer(plan, silences)
    likeness = None if expected is None else LikenessExaminer(plan)
    examiners: list[Examiner] = [speech, strikes, silences, clicks, beds, *([likeness] if likeness else [])]
    hops: list[float] = []

    def measured(stretches: Iterable[Levels]) -> Iterator[Levels]:
        for stretch in stretches:
            hops.extend(hop_power(stretch.weighted))
            yield stretch
            if progress:
                progress(min(stretch.end_ms, plan.duration_ms), plan.duration_ms)

    with opened(path) as stream:
        listener = Listener(stream.blocks, stream.channels, expected)
        heard = measured(listener.stretches())
        listen(heard, examiners)
        for _ in heard:  # what lies beyond the end of the sheet is measured, too
            pass
        labels = read_labels(path)
        loudness = loudness_check(plan, stream.channels, hops, speech.median_lufs)
        checks = (
            speech.check(),
            speech.level_check(),
            strikes.check(),
            strikes.hold_check(),
            silences.check(),
            clicks.check(),
            beds.check(),
            *([likeness.check()] if likeness else []),
            peak_limited(loudness, listener.true_peak),
            peak_check(listener),
            length_check(plan, stream, listener),
            kind_check(plan, stream),
            chapter_check(plan, labels),
            tag_check(plan, labels),
        )
    source = {key: sheet[key] for key in _SOURCE_KEYS if key in sheet}
    return Proof(checks, source)


def require_proven(path: Path, proof: Proof) -> None:
    """Raise what is wrong with a file that is about to take its place.

    Args:
        path: The place, by which the person knows the file.
        proof: Of the file.

    Raises:
        ExportError: There is a miss; the message has the first few.
    """
    if proof.is_ok:
        return
    told = [str(miss) for miss in proof.misses[:_MOST_TOLD]]
    more = len(proof.misses) - len(told)
    if more:
        told.append(f"and {more} more")
    reason = "it is not what it should be:\n    " + "\n    ".join(told)
    raise ExportError(path, reason, "try again, or another format; if it stays so, please report it with the script")
