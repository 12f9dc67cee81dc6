"""Verify a finished file against its embedded cue sheet, and against its script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

import numpy as np

from voicecoach.errors import ExportError, SoundError
from voicecoach.pipeline.file_options import FileChoices
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.session import Session
from voicecoach.script.files import SUFFIXES
from voicecoach.session.options import Choices, choices_from_json
from voicecoach.session.timeline import Timeline
from voicecoach.sound.fingerprint import Fingerprint, Meter
from voicecoach.units import db_to_gain
from voicecoach.verify.report import CheckResult, Miss, VerifyReport
from voicecoach.verify.sheet import ExpectedSheet
from voicecoach.verify.tags import embedded_sheet
from voicecoach.verify.verify import check_file, require_no_misses
from voicecoach.voices.table import row_of

_PLACE_KEYS, _BED_KEYS = ("start_ms", "duration_ms"), ("start_ms", "end_ms")
_MOST_TOLD = 10

# Two sessions of 15 phrases that espeak-ng or pico spoke anew: up to 12 ms and 0.5 % apart. Times are rounded.
_APART_MS, _APART_SHARE, _ROUNDING_MS = 20, 0.01, 2
_SPOKEN_ANEW = "its voice never speaks twice in quite the same way, so the sound is compared with the cue sheet only"


def verify(path: Path, script: str | None, progress: Callable[[int, int], None] | None = None) -> VerifyReport:
    """Return the checks of a finished file, with everything that is wrong.

    Without a script, the file is compared with the cue sheet in its tags. With a script, that sheet is also compared
    with the session of the script with the same options today, and the sound with a new mix; phrases that are
    not cached are spoken for it. A file without a sheet is compared with the script alone.

    Args:
        path: The file.
        script: A script's path or name, or None.
        progress: Called with the number of milliseconds checked, and of all.

    Raises:
        SoundError: The file is not a sound, or it has no cue sheet and no script is given.
        VoicecoachError: The script cannot become a session.
    """
    if script is None:
        return check_file(path, _sheet_within(path), progress=progress)
    try:
        sheet = embedded_sheet(path)
    except SoundError:
        sheet = None
    choices = _choices_within(sheet) if sheet else Choices()
    channels = ExpectedSheet.of(sheet).channels if sheet else None
    with Session(load_script(script, choices), choices, file=FileChoices(channels=channels)) as session:
        timeline = session.timeline()
        made = session.sheet(timeline)
        differences = script_check(sheet or made, made)
        # Comparing with the sound of another timeline would only repeat the difference at every cue.
        expected = _fingerprint(session, timeline, sheet or made) if differences.is_ok else None
        if expected and sheet and not _is_the_same_mix(sheet, made, expected):
            expected = None
            differences = replace(differences, notes=(*differences.notes, _SPOKEN_ANEW))
        report = check_file(path, sheet or made, expected=expected, progress=progress)
    return replace(report, checks=(differences, *report.checks))


def inspection(target: Path) -> Callable[[Path], None]:
    """Return a function that checks a finished file before it is put in place, and raises all misses as one error.

    Args:
        target: The path that the person chose, for the error.
    """

    def inspect(part: Path) -> None:
        try:
            report = check_file(part, embedded_sheet(part))
        except SoundError as error:
            reason = f"checking the file failed: {error.message.removeprefix(f'the sound {str(part)!r} ')}"
            raise ExportError(target, reason, "try again, or another format") from error
        require_no_misses(target, report)

    return inspect


def _fingerprint(session: Session, timeline: Timeline, sheet: Mapping[str, Any]) -> Fingerprint:
    """Return the fingerprint of a new mix, with the gain of the file."""
    gain_db = float(sheet.get("proof", {}).get("gain_db", 0.0))
    meter = Meter(session.channels, db_to_gain(gain_db))
    for block in session.blocks(timeline):
        meter.add(block)
    return meter.fingerprint()


def _choices_within(sheet: Mapping[str, Any]) -> Choices:
    """Return the choices of a file's sheet; options that this version does not know are skipped.

    Raises:
        SoundError: Their values are damaged.
    """
    known = {each.name for each in fields(Choices)}
    try:
        return choices_from_json({name: value for name, value in sheet["options"].items() if name in known})
    except (TypeError, ValueError, AttributeError) as error:
        raise SoundError("cue sheet", f"its options are damaged ({error})", "export the file again") from error


def _is_the_same_mix(sheet: Mapping[str, Any], made: Mapping[str, Any], mix: Fingerprint) -> bool:
    """Return whether a new mix has the words as they were spoken for the file."""
    if all(_repeats_itself(made, cue) for cue in _cues(made)):
        return True
    if "proof" not in sheet:
        return False
    stored, new = (
        Fingerprint.unpacked(packed, sheet["channels"]).level_db
        for packed in (sheet["proof"]["fingerprint"], mix.packed())
    )
    return bool(np.array_equal(stored, new))


def _repeats_itself(sheet: Mapping[str, Any], cue: Mapping[str, Any]) -> bool:
    return cue["kind"] != "speech" or row_of(cue.get("voice", sheet["voice"])["engine"]).repeats_itself


def _with_times_of(sheet: Mapping[str, Any], made: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return today's sheet with the times of a file's, if they differ only as a voice's do that does not repeat itself.

    What follows such a phrase is as much later or earlier, up to a fixed time, where it is on time again.
    """
    if len(sheet["cues"]) != len(made["cues"]) or len(sheet["beds"]) != len(made["beds"]):
        return made
    late_ms = latest_ms = before_ms = 0.0
    cues = []
    for old, new in zip(_cues(sheet), _cues(made), strict=True):
        apart_ms = 0.0 if _repeats_itself(made, new) else _APART_MS + _APART_SHARE * old["duration_ms"]
        allowed_ms = abs(late_ms) + before_ms + apart_ms + (_ROUNDING_MS if latest_ms or before_ms or apart_ms else 0)
        late_ms, before_ms = new["start_ms"] - old["start_ms"], apart_ms
        latest_ms = max(latest_ms, abs(late_ms))
        if abs(late_ms) > allowed_ms or abs(new["duration_ms"] - old["duration_ms"]) > apart_ms:
            return made
        cues.append({**new, **{key: old[key] for key in _PLACE_KEYS}})
    if abs(made["duration_ms"] - sheet["duration_ms"]) > latest_ms + before_ms:
        return made
    beds = [
        {**new, **{key: old[key] for key in _BED_KEYS if abs(new[key] - old[key]) <= latest_ms + before_ms}}
        for old, new in zip(sheet["beds"], made["beds"], strict=True)
    ]
    return {**made, "cues": cues, "beds": beds, "duration_ms": sheet["duration_ms"]}


def script_check(sheet: Mapping[str, Any], made: Mapping[str, Any]) -> CheckResult:
    """Return the check of a sheet against today's: the same words and sounds at the same places."""
    made = _with_times_of(sheet, made)
    is_same = _cues(sheet) == _cues(made) and sheet["duration_ms"] == made["duration_ms"]
    if is_same and not _bed_differences(sheet, made):
        notes: tuple[str, ...] = ()
        if sheet["script_sha256"] != made["script_sha256"]:
            notes = ("the script has changed since, but sounds the same",)
        return CheckResult("script", len(sheet["cues"]), notes=notes)
    why = "the script has changed since"
    if sheet["script_sha256"] == made["script_sha256"]:
        why = "a voice, a sound or a base script has changed since"
    misses = [Miss("script", f"{why}: {told}", *place) for told, place in _differences(sheet, made)]
    return CheckResult("script", len(sheet["cues"]), misses=tuple(misses[:_MOST_TOLD]))


def _sheet_within(path: Path) -> dict[str, Any]:
    try:
        return embedded_sheet(path)
    except SoundError as error:
        hint = "add the script: voicecoach verify FILE SCRIPT"
        if path.suffix.lower() in SUFFIXES:
            hint = f"to check a script, type: voicecoach check {path.name}"
        raise SoundError(str(path), error.message.partition(": ")[2], hint) from error


def _cues(sheet: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [dict(cue) for cue in sheet["cues"]]


def _differences(
    sheet: Mapping[str, Any], made: Mapping[str, Any]
) -> list[tuple[str, tuple[int | None, int | None, str]]]:
    """Return the first differences in words, or where there are none, in time."""
    found: list[tuple[str, tuple[int | None, int | None, str]]] = []
    for old, new in zip_longest(_cues(sheet), _cues(made)):
        if old is None:
            found.append((f"{_named(new)!r} was added", (new["start_ms"], new["step"], "")))
        elif new is None:
            found.append(("it is missing", (old["start_ms"], old["step"], _named(old))))
        elif _named(old) != _named(new) or old["role"] != new["role"]:
            found.append((f"it is now {_named(new)!r}", (old["start_ms"], old["step"], _named(old))))
            break  # after a cue that came or went, all others are paired wrongly
    if found:
        return found[:1]
    for old, new in zip(_cues(sheet), _cues(made), strict=True):
        if any(old[key] != new[key] for key in _PLACE_KEYS):
            told = f"it begins at {new['start_ms']} ms and lasts {new['duration_ms']} ms now"
            return [(told, (old["start_ms"], old["step"], _named(old)))]
        if old.get("voice") != new.get("voice"):
            told = f"{_voice(new)} speaks it now instead of {_voice(old)}"
            return [(told, (old["start_ms"], old["step"], _named(old)))]
    if beds := _bed_differences(sheet, made):
        return beds[:1]
    return [(f"the session lasts {made['duration_ms']} ms now instead of {sheet['duration_ms']} ms", (None, None, ""))]


def _bed_differences(
    sheet: Mapping[str, Any], made: Mapping[str, Any]
) -> list[tuple[str, tuple[int | None, int | None, str]]]:
    """Return the differences between the beds of two sheets; what an older sheet does not say is no difference."""
    found: list[tuple[str, tuple[int | None, int | None, str]]] = []
    for old, new in zip_longest(sheet["beds"], made["beds"]):
        if old is None or (new is not None and any(old[key] != new.get(key) for key in old)):
            found.append((f"the bed is {_bed(new)} now", ((old or new)["start_ms"], None, _bed(old) if old else "")))
        elif new is None:
            found.append(("this bed is missing", (old["start_ms"], None, _bed(old))))
    return found


def _bed(bed: Mapping[str, Any]) -> str:
    level = f", {bed['level_db']:g} dB" if "level_db" in bed else ""
    return f"{bed['sound']}{level}, up to {bed['end_ms']} ms"


def _voice(cue: Mapping[str, Any]) -> str:
    voice = cue.get("voice")
    return f"{voice['engine']}:{voice['name']}" if voice else "the session's own voice"


def _named(cue: Mapping[str, Any]) -> str:
    """Return the words of a cue, or the name of its sound."""
    return str(cue["text"] if cue["kind"] == "speech" else f"{cue['kind']} {cue['sound']}")
