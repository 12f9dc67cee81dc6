"""The door of the proof: a file, the cue sheet it should be, and everything that differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from voicecoach.errors import ExportError
from voicecoach.export.proof.beds import BedExaminer
from voicecoach.export.proof.decoding import opened
from voicecoach.export.proof.examining import listen
from voicecoach.export.proof.labels import chapter_check, read_labels, tag_check
from voicecoach.export.proof.likeness import LikenessExaminer
from voicecoach.export.proof.listening import Listener
from voicecoach.export.proof.plan import Plan
from voicecoach.export.proof.quiet import ClickExaminer, SilenceExaminer
from voicecoach.export.proof.report import Proof
from voicecoach.export.proof.speech import SpeechExaminer
from voicecoach.export.proof.strikes import StrikeExaminer
from voicecoach.export.proof.whole import kind_check, length_check, loudness_check, peak_check, peak_limited
from voicecoach.sound.loudness import hop_power

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from voicecoach.export.proof.examining import Examiner
    from voicecoach.export.proof.listening import Levels

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
