"""Turn the figures of an exercise into the settings of a step."""

from __future__ import annotations

import re

from voicecoach.importing.document import Exercise, Item
from voicecoach.importing.lines.words import escaped, speakable
from voicecoach.script.report import Report
from voicecoach.script.setting_reader import SettingReader
from voicecoach.script.settings import find_spec
from voicecoach.script.source import split_lines
from voicecoach.script.spec import Scope
from voicecoach.text import capitalised
from voicecoach.units import MINUTE_MS, Span, format_count_span, format_duration_span

_EVERY_MINUTE = re.compile(r"\W*E(?:very )?M(?:inute )?O(?:n the )?M(?:inute)?\b", re.IGNORECASE)
_MINUTE = Span(MINUTE_MS, MINUTE_MS)
_LEAST_OF_MINUTES_MS = 2 * MINUTE_MS


_UNTIMED = (
    'each repetition takes 3 s in the exported file. To change that, write "- rep time: 5s" below the name of the '
    "exercise. In live play, press a key after the last one"
)


def has_rest_between(exercise: Exercise) -> bool:
    """Return whether there is something between which an exercise's rest can be: sets, or holds that are repeated."""
    sets, reps = exercise.sets, exercise.reps
    if not exercise.hold_ms and not reps:
        sets, reps = None, sets
        return reps is not None and reps.high > 1
    return bool((sets and sets.high > 1) or (exercise.hold_ms and reps and reps.high > 1))


def settings_of(exercise: Exercise) -> tuple[list[str], list[str]]:
    """Return the settings of an exercise's step, and what is doubtful about them."""
    settings, doubts = list[str](), list(exercise.doubts)
    if exercise.has_sides:
        settings.append(f"sides: {', '.join(exercise.ways or ('right', 'left'))}")
    if exercise.hold_ms:
        settings.append(f"hold: {format_duration_span(exercise.hold_ms)}")
        is_clocked = _EVERY_MINUTE.match(exercise.name) and exercise.hold_ms.low >= _LEAST_OF_MINUTES_MS
        settings += [f"at every {format_duration_span(_MINUTE)}: [chime bell]"] if is_clocked else []
    settings += [f"phase {format_duration_span(length_ms)}: {as_cue(words)}" for length_ms, words in exercise.phases]
    is_timed = bool(exercise.hold_ms or exercise.phases)
    sets, reps = exercise.sets, exercise.reps
    if not is_timed and not reps:
        sets, reps = None, sets or Span(1, 1)
    if reps and (reps.high > 1 or not is_timed):
        settings.append(f"reps: {format_count_span(reps)}")
    if not is_timed:
        doubts.append(_UNTIMED)
    if sets and sets.high > 1:
        settings.append(f"sets: {format_count_span(sets)}")
    if exercise.rest_ms and has_rest_between(exercise):
        # A coach's rest is between sets: repetitions follow each other at once.
        has_both = exercise.hold_ms and reps and reps.high > 1 and sets and sets.high > 1
        settings.append(f"{'rest between sets' if has_both else 'rest'}: {format_duration_span(exercise.rest_ms)}")
    elif exercise.rest_ms:
        doubts.append(f"the rest of {format_duration_span(exercise.rest_ms)} is dropped: there is only one set")
    return settings, doubts


def as_cue(words: str) -> str:
    """Return words as a setting speaks them: a sentence with a capital letter and a stop.

    >>> as_cue("keep your back flat")
    'Keep your back flat.'
    """
    cue = capitalised(escaped(speakable(words)))
    return cue if cue[-1:] in (".", "!", "?") else f"{cue}."


def is_setting(key: str, value: str, scope: Scope) -> bool:
    """Return whether a line is a setting of the script's own language, with a value that it can have."""
    if find_spec(key, scope) is None or key.lower() in ("language", "position"):
        return False
    report = Report()
    (source,) = (one.source for one in split_lines(f"- {key}: {value}", "", report))
    SettingReader(scope, report).read(source.slice(1))
    return not report.diagnostics


def is_setting_line(item: Item) -> bool:
    """Return whether an item is a setting of a script, as one stands right below a step's name."""
    key, colon, value = item.text.partition(":")
    return bool(colon and value and find_spec(key.strip(), Scope.STEP)) and key[:1].islower()
