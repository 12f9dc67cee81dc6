"""Check a file against its cue sheet, and against a new mix of its script."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicecoach.errors import ExportError, SoundError
from voicecoach.export.encoders.base import SoundStream
from voicecoach.export.encoders.sndfile import open_by_libsndfile
from voicecoach.export.formats import reader_of
from voicecoach.sound.fingerprint import LEVEL_MS, TURN_BELOW_LEVEL_DB, Fingerprint
from voicecoach.units import MIX_RATE_HZ
from voicecoach.verify.container import container_faults
from voicecoach.verify.cues import cue_checks
from voicecoach.verify.listen import Listener
from voicecoach.verify.report import CheckResult, Miss, VerifyReport
from voicecoach.verify.sheet import SPEECH, ExpectedBed, ExpectedCue, ExpectedSheet
from voicecoach.verify.sound import Difference, differences
from voicecoach.verify.tags import chapter_check, read_tags, tag_check
from voicecoach.verify.whole import kind_check, length_check, loudness_check, peak_check

_UNKNOWN_TOLERANCE = 1.9  # the largest one of the formats
_SOURCE_KEYS = ("script", "script_sha256", "options", "voice", "program")
_MOST_TOLD = 5
_HINT = "choose a file exported by voicecoach, or export it again"


def check_file(
    path: Path,
    cue_sheet: Mapping[str, Any],
    *,
    expected: Fingerprint | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> VerifyReport:
    """Check a file against a cue sheet, and return a report of all checks.

    The file is decoded once. Its sound is compared with the fingerprint in the sheet and with that of a new mix; where
    there is neither, as in a file of an older version, each cue is looked for.

    Args:
        path: The file; its format is known by its content, not by its name.
        cue_sheet: The cue sheet.
        expected: The fingerprint of a new mix of the session, to compare the sound with as well.
        progress: Called with the milliseconds measured so far and in total.

    Raises:
        SoundError: The file is no sound or cannot be read, or the cue sheet is damaged.
    """
    sheet = ExpectedSheet.of(cue_sheet)
    listener = Listener(sheet.channels)
    with opened(path) as stream:

        def report(done_ms: int) -> None:
            if progress:
                progress(min(done_ms, sheet.duration_ms), sheet.duration_ms)

        def compared(name: str, fingerprint: Fingerprint, *, is_exact: bool) -> CheckResult:
            """Return the check of the sound against a fingerprint, whatever sounds and wherever nothing does."""
            found, worst = differences(
                fingerprint, listener.meter, tolerance, is_exact=is_exact, turn_below_level_db=below_db
            )
            misses = (
                Miss(name, each.message, each.begin_ms, sheet.step_at(each.begin_ms), _named(sheet, each))
                for each in found
            )
            return CheckResult(name, -(-sheet.duration_ms // LEVEL_MS), round(worst, 2), "of 1", tuple(misses))

        listener.listen(stream.blocks, report)
        file_tags = read_tags(path)
        reader = reader_of(path)
        below_db = (reader and reader.turn_below_level_db) or TURN_BELOW_LEVEL_DB
        tolerance = sheet.proof.tolerance if sheet.proof else _UNKNOWN_TOLERANCE
        results: list[CheckResult] = []
        if sheet.proof:
            results.append(compared("sound", sheet.proof.fingerprint, is_exact=False))
        elif not expected:
            results += cue_checks(sheet, listener.meter.fingerprint().level_db)
        if expected:
            if not sheet.proof:  # nothing tells the file's gain
                expected = expected.as_loud_as(listener.meter.fingerprint())
            results.append(compared("likeness", expected, is_exact=True))
        results += (
            loudness_check(sheet, listener),
            peak_check(listener),
            length_check(sheet, stream, listener, container_faults(path)),
            kind_check(sheet, stream),
            chapter_check(sheet, file_tags),
            tag_check(sheet, file_tags),
        )
    return VerifyReport(tuple(results), {key: cue_sheet[key] for key in _SOURCE_KEYS if key in cue_sheet})


def _named(sheet: ExpectedSheet, difference: Difference) -> str:
    """Return the words or the sound that overlaps most with a difference."""

    def overlap_ms(sound: ExpectedCue | ExpectedBed) -> int:
        return min(sound.end_ms, difference.end_ms) - max(sound.start_ms, difference.begin_ms)

    # Words are heard over the ring of a chime.
    cues = sorted(sheet.cues_between(difference.begin_ms, difference.end_ms), key=lambda cue: cue.kind != SPEECH)
    cue = max(cues, key=lambda cue: overlap_ms(cue) * (2 if cue.kind == SPEECH else 1), default=None)
    if cue:
        return cue.text if cue.kind == SPEECH else f"{cue.kind} {cue.text}"
    bed = max((bed for bed in sheet.beds if overlap_ms(bed) > 0), key=overlap_ms, default=None)
    return f"bed {bed.sound}" if bed else ""


@contextmanager
def opened(path: Path) -> Iterator[SoundStream]:
    """Open a sound file of any format, and yield its samples at 48 kHz, whatever its own rate.

    Raises:
        SoundError: It is no sound, is damaged, or its format needs an extra that is not installed.
    """
    reader = reader_of(path)
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
    reason = "it differs from the plan:\n    " + "\n    ".join(told)
    raise ExportError(
        path, reason, "try again, or use another format. If it happens again, please report it with the script"
    )
