"""Check a file against its cue sheet, and against a new mix of its script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicecoach.errors import ExportError, SoundError
from voicecoach.export.encoders.base import SoundStream
from voicecoach.export.encoders.sndfile import open_by_libsndfile
from voicecoach.export.formats import reader_of
from voicecoach.sound.loudness import hop_power
from voicecoach.units import MIX_RATE_HZ, SECOND_MS
from voicecoach.verify.chimes import ChimeCheck
from voicecoach.verify.listen import Check, Levels, Listener, Window, deliver_windows
from voicecoach.verify.report import CheckResult, Miss, VerifyReport
from voicecoach.verify.sheet import SPEECH, ExpectedCue, ExpectedSheet
from voicecoach.verify.silence import ClickCheck, SilenceCheck
from voicecoach.verify.speech import SpeechCheck
from voicecoach.verify.tags import chapter_check, read_tags, tag_check
from voicecoach.verify.whole import BedCheck, kind_check, length_check, loudness_check, peak_check, peak_limited

LEAST_CORRELATION = 0.9
"""The least correlation of a lossy copy with its original; that of two different phrases is near 0."""

_MOST_HEARD_MS = 30 * SECOND_MS
_INAUDIBLE_POWER = 1e-9
_FAR_DB = 2.0


class LikenessCheck:
    """Compare every cue with its expected sound."""

    def __init__(self, sheet: ExpectedSheet) -> None:
        self._cues = sheet.cues
        self._heard: list[tuple[ExpectedCue, float, float]] = []

    def windows(self) -> Iterator[Window]:
        """Return a window for every cue; for a long recording, its first 30 s."""
        for cue in self._cues:
            end_ms = min(cue.end_ms, cue.start_ms + _MOST_HEARD_MS)
            yield Window(end_ms, cue.start_ms, partial(self._look, cue))

    def result(self) -> CheckResult:
        """Return the cues with another sound, or with another level than the rest of the file."""
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
        return CheckResult("likeness", len(self._heard), None if worst is None else round(worst, 3), "", tuple(misses))

    def _look(self, cue: ExpectedCue, levels: Levels) -> None:
        product, wanted = levels.likeness.sum(axis=0, dtype=np.float64)
        heard = float(levels.power.sum(dtype=np.float64))
        quiet = _INAUDIBLE_POWER * len(levels.power)
        correlation = product / np.sqrt(max(heard, quiet) * max(wanted, quiet))
        gain_db = 10.0 * np.log10(max(heard, quiet) / max(wanted, quiet))
        self._heard.append((cue, float(correlation), float(gain_db)))


_SOURCE_KEYS = ("script", "script_sha256", "options", "voice", "program")
_MOST_TOLD = 5
_HINT = "name a file that voicecoach exported, or export it again"


def check_file(
    path: Path,
    cue_sheet: Mapping[str, Any],
    *,
    expected: Iterable[NDArray[np.float32]] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> VerifyReport:
    """Check a file against a cue sheet, and return a report of all checks.

    The file is decoded once. Memory does not grow with its length, except for a few figures per cue.

    Args:
        path: The file; its format is known by its content, not by its name.
        cue_sheet: The cue sheet.
        expected: The session's sound from the mixer, in blocks at 48 kHz, to compare each cue with; None to compare
            no sound.
        progress: Called with the milliseconds measured so far and in total.

    Raises:
        SoundError: The file is no sound or cannot be read, or the cue sheet is damaged.
    """
    sheet = ExpectedSheet.of(cue_sheet)
    speech, chimes, beds = SpeechCheck(sheet), ChimeCheck(sheet), BedCheck(sheet)
    silences = SilenceCheck(sheet)
    clicks = ClickCheck(sheet, silences)
    likeness = None if expected is None else LikenessCheck(sheet)
    checks: list[Check] = [speech, chimes, silences, clicks, beds, *([likeness] if likeness else [])]
    hops: list[float] = []

    def measured(stretches: Iterable[Levels]) -> Iterator[Levels]:
        for stretch in stretches:
            hops.extend(hop_power(stretch.weighted))
            yield stretch
            if progress:
                progress(min(stretch.end_ms, sheet.duration_ms), sheet.duration_ms)

    with opened(path) as stream:
        listener = Listener(stream.blocks, stream.channels, expected)
        levels = measured(listener.stretches())
        deliver_windows(levels, checks)
        for _ in levels:  # the sound after the end of the sheet is measured, too
            pass
        file_tags = read_tags(path)
        loudness = loudness_check(sheet, stream.channels, hops, speech.median_lufs)
        results = (
            speech.result(),
            speech.level_result(),
            chimes.result(),
            chimes.hold_result(),
            silences.result(),
            clicks.result(),
            beds.result(),
            *([likeness.result()] if likeness else []),
            peak_limited(loudness, listener.true_peak),
            peak_check(listener),
            length_check(sheet, stream, listener),
            kind_check(sheet, stream),
            chapter_check(sheet, file_tags),
            tag_check(sheet, file_tags),
        )
    return VerifyReport(results, {key: cue_sheet[key] for key in _SOURCE_KEYS if key in cue_sheet})


@contextmanager
def opened(path: Path) -> Iterator[SoundStream]:
    """Open a sound file of any format, and yield its samples at 48 kHz, whatever its own rate.

    Raises:
        SoundError: It is no sound, is damaged, or its format needs an extra that is not installed.
    """
    try:
        reader = reader_of(path)
    except OSError as error:
        reason = error.strerror.lower() if error.strerror else str(error)
        raise SoundError(str(path), f"it cannot be read ({reason})", _HINT) from error
    with reader.open_decoder(path) if reader else open_by_libsndfile(path) as stream:
        yield replace(stream, blocks=_at_mix_rate(path, stream))


def _at_mix_rate(path: Path, stream: SoundStream) -> Iterator[NDArray[np.float32]]:
    import soxr

    resampler = None
    if stream.rate_hz != MIX_RATE_HZ:
        resampler = soxr.ResampleStream(stream.rate_hz, MIX_RATE_HZ, stream.channels, dtype="float32")
    for block in stream.blocks:
        if not np.isfinite(block).all():
            raise SoundError(str(path), "some of its samples are not numbers", _HINT)
        yield resampler.resample_chunk(block) if resampler else block
    if resampler:
        yield resampler.resample_chunk(np.zeros((0, stream.channels), dtype=np.float32), last=True)


def require_no_misses(path: Path, report: VerifyReport) -> None:
    """Raise an error if the report of an exported file has a miss.

    Args:
        path: The target of the export, for the message.
        report: The report of the temporary file.

    Raises:
        ExportError: There is a miss; the message has the first few.
    """
    if report.is_ok:
        return
    told = [str(miss) for miss in report.misses[:_MOST_TOLD]]
    more = len(report.misses) - len(told)
    if more:
        told.append(f"and {more} more")
    reason = "it is not what it should be:\n    " + "\n    ".join(told)
    raise ExportError(path, reason, "try again, or another format; if it stays so, please report it with the script")
