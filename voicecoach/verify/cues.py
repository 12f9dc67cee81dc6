"""Check the sound of a file whose cue sheet has no fingerprint, as far as the sheet says what sounds when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from voicecoach.sound.fingerprint import LEVEL_MS, Curve
from voicecoach.verify.report import CheckResult, Miss
from voicecoach.verify.sheet import SPEECH, ExpectedCue, ExpectedSheet

SILENCE_DB = -60.0
"""Anything below counts as silence (the contract), also the signal that keeps a speaker awake."""

EDGE_MS = 30 + LEVEL_MS
"""The tolerance of a start (the contract), and the cell in which it is measured."""

_CLEAR_MS = 100  # around an edge no other sound may be, or it is not measured
_LATE_END_MS = 300  # a last sound dies away: in clean files up to 164 ms
_BELOW_LOUDEST_DB = 35.0
_MUTED_DB, _FAR_DB = 20.0, 5.0
_FADE_MS = 3_000
_PIECE_MS = 2_000  # between two waves the ocean is still audible
_FAINTEST_DB, _LOST_DB = -74.0, 30.0


def cue_checks(sheet: ExpectedSheet, level_db: Curve) -> tuple[CheckResult, ...]:
    """Return the checks of the cues, the silences and the beds.

    Args:
        sheet: The expected content.
        level_db: The level of each 20 ms that is heard.
    """
    missing = max(sheet.duration_ms // LEVEL_MS - len(level_db), 0)
    padded = np.pad(level_db, (0, missing + 500), constant_values=-120.0)
    return _cues(sheet, padded), _silences(sheet, level_db), _beds(sheet, level_db)


def _cues(sheet: ExpectedSheet, level_db: Curve) -> CheckResult:
    levels: defaultdict[str, list[tuple[ExpectedCue, float]]] = defaultdict(list)
    for cue in sheet.cues:
        here = level_db[cue.start_ms // LEVEL_MS : max(cue.end_ms // LEVEL_MS, cue.start_ms // LEVEL_MS + 1)]
        levels["" if cue.kind == SPEECH else cue.text].append((cue, float(np.sort(here)[len(here) // 2 :].mean())))
    misses: list[Miss] = []
    for some in levels.values():
        usual_db = float(np.median([found_db for _, found_db in some]))
        for cue, found_db in some:
            away_db = found_db - usual_db
            if found_db < SILENCE_DB or away_db < -_MUTED_DB:
                misses.append(_miss(cue, "silent"))
            elif abs(away_db) > _FAR_DB and sheet.is_alone(cue, cue.start_ms, cue.end_ms):
                than = "softer" if away_db < 0 else "louder"
                misses.append(_miss(cue, f"it is {abs(away_db):.1f} dB {than} than the others"))
            else:
                misses += (_miss(cue, told) for told in _edges(sheet, cue, level_db))
    misses.sort(key=lambda miss: miss.at_ms or 0)
    return CheckResult("cues", len(sheet.cues), misses=tuple(misses))


def _edges(sheet: ExpectedSheet, cue: ExpectedCue, level_db: Curve) -> Iterator[str]:
    first_ms = max(cue.start_ms - _CLEAR_MS, 0)
    around_db = level_db[first_ms // LEVEL_MS : (cue.end_ms + _CLEAR_MS) // LEVEL_MS]
    loud_at = np.flatnonzero(around_db > max(SILENCE_DB, float(around_db.max()) - _BELOW_LOUDEST_DB))
    begin_ms = (first_ms // LEVEL_MS + int(loud_at[0])) * LEVEL_MS
    end_ms = (first_ms // LEVEL_MS + int(loud_at[-1]) + 1) * LEVEL_MS
    off_ms = begin_ms - cue.start_ms
    if abs(off_ms) > EDGE_MS and sheet.is_alone(cue, cue.start_ms - _CLEAR_MS, cue.end_ms):
        yield f"it begins {abs(off_ms)} ms {'late' if off_ms > 0 else 'early'}"
    is_alone = cue.kind == SPEECH and sheet.is_alone(cue, cue.start_ms, cue.end_ms + _CLEAR_MS)
    if end_ms < cue.end_ms - _LATE_END_MS and is_alone:
        yield f"it ends {cue.end_ms - end_ms} ms early"


def _silences(sheet: ExpectedSheet, level_db: Curve) -> CheckResult:
    misses, worst = [], -120.0
    ranges = list(sheet.silences())
    for begin_ms, end_ms in ranges:
        here_db = level_db[-(-begin_ms // LEVEL_MS) : end_ms // LEVEL_MS]
        worst = max(worst, float(here_db.max(initial=-120.0)))
        loud_at = np.flatnonzero(here_db > SILENCE_DB)
        if len(loud_at):
            at_ms = (-(-begin_ms // LEVEL_MS) + int(loud_at[0])) * LEVEL_MS
            told = f"{here_db.max():.0f} dBFS where there should be silence, for {len(loud_at) * LEVEL_MS} ms"
            misses.append(Miss("silences", told, at_ms, sheet.step_at(at_ms)))
    return CheckResult("silences", len(ranges), round(worst, 1) if ranges else None, "dBFS", tuple(misses))


def _beds(sheet: ExpectedSheet, level_db: Curve) -> CheckResult:
    misses = []
    for bed in sheet.beds:
        if bed.is_once:  # music may have silence of its own
            continue
        pieces = [
            (at_ms, float(level_db[at_ms // LEVEL_MS : (at_ms + _PIECE_MS) // LEVEL_MS].max(initial=-120.0)))
            for begin_ms, end_ms in sheet.bed_alone(bed, max(_FADE_MS, *bed.fades_ms))
            for at_ms in range(begin_ms, end_ms - _PIECE_MS, _PIECE_MS)
        ]
        floor_db = max(_FAINTEST_DB, float(np.median([db for _, db in pieces])) - _LOST_DB) if pieces else 0.0
        gone = next((at_ms for at_ms, db in pieces if db < floor_db), None)
        if gone is not None:
            misses.append(Miss("beds", "the bed is missing here", gone, sheet.step_at(gone), f"bed {bed.sound}"))
    return CheckResult("beds", len(sheet.beds), misses=tuple(misses))


def _miss(cue: ExpectedCue, message: str) -> Miss:
    return Miss("cues", message, cue.start_ms, cue.step, cue.text if cue.kind == SPEECH else f"{cue.kind} {cue.text}")
