"""The values of timers: which keys hold a name, words, a length or a count, and what their values mean."""

from __future__ import annotations

import re
from typing import Any

from voicecoach.importing.lines.exercise_lines import asks_for_breath
from voicecoach.importing.readers.timer_words import english_key
from voicecoach.script.directions import TimedPause, read_pause
from voicecoach.units import Span

NAMES = ("name", "title", "exercise", "label", "pose", "step", "id")
TEXTS = ("text", "say", "speech", "words", "cue", "instruction", "instructions", "description", "content", "script",
          "message",
          "narration", "line", "prompt")  # fmt: skip
SPOKEN = ("text", "say", "speech", "words", "script", "narration", "line", "content", "prompt", "message")
"""The keys of words that are said during a part, and do not only explain it."""

SILENT = frozenset(["pause", "silence", "rest", "break", "wait", "stille", "pausa", "silencio"])
BELLS = frozenset(["bell", "gong", "chime", "ding", "klangschale", "campana", "cloche", "sino", "gongslag"])
HEADS = frozenset(["heading", "header", "title", "section", "chapter"])
ASIDES = frozenset(
    ["note", "aside", "comment", "remark", "direction", "stage_direction", "directive", "meta", "metadata", "music",
     "ambient", "ambience", "background", "todo"]
)  # fmt: skip
_SPEAKING = frozenset(["speak", "speech", "say", "voice", "narration", "narrate", "talk", "tts", "text", "spoken"])
KINDS = SILENT | BELLS | HEADS | ASIDES | _SPEAKING
"""The kinds of parts of a session, as apps name them."""

LENGTHS = ("hold", "duration", "seconds", "secs", "time", "length", "work", "work_time", "exercise_time", "hold_time",
           "ms", "millis", "milliseconds")  # fmt: skip
RESTS = ("rest", "break", "recovery", "rest_time", "break_time", "rest_between", "pause_between")
PAUSES = ("pause", "pause_after", "pauseafter", "silence", "wait", "delay", "gap", "pausa")
COUNTS = {
    "sets": "sets",
    "set": "sets",
    "rounds": "sets",
    "reps": "reps",
    "repetitions": "reps",
    "reps_per_side": "reps",
    "repeat": "sets",
    "count": "reps",
}
_LEAST_OF_MILLISECONDS = 10_000
_UNIT = re.compile(r"_?(?:in_?)?(ms|millis(?:econds)?|s|secs?|seconds|m|mins?|minutes)$")
_MOST_COUNT = 1_000  # the most that a script may have
_MOST_WORDS_OF_PHASE = 8


def count_of(value: Any) -> Span | None:
    """Return a count, also one in words such as "10-12"; None for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Span(value, value) if 0 < value <= _MOST_COUNT else None
    found = re.fullmatch(r"\s*(\d{1,3})(?:\s?[-–]\s?(\d{1,3}))?\s*", value) if isinstance(value, str) else None
    low, high = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    return Span(low, high) if 0 < low <= high <= _MOST_COUNT else None


def as_range(value: Any) -> Any:
    """Return the two ends of a range as words, ``{"min": 2, "max": 3}`` as "2-3"; any other value as it is."""
    is_range = isinstance(value, dict) and value.keys() == {"min", "max"}
    return f"{value['min']}-{value['max']}" if is_range else value


def base_key(name: str) -> str:
    """Return a key without the unit behind it: ``duration_ms`` is a duration."""
    bare = _UNIT.sub("", name)
    return bare if bare and name not in (*LENGTHS, *RESTS, *PAUSES) else name


def unit_of(name: str) -> str:
    """Return the unit at the end of a key, as ``s``, ``ms`` or ``min``; empty where it has none."""
    found = _UNIT.search(name) if base_key(name) != name else None
    word = found[1] if found else ""
    return "ms" if word in ("ms", "millis", "milliseconds") else "min" if word.startswith("m") else "s" if word else ""


def length_of(name: str, value: Any) -> Span | None:
    """Return a length by the unit in its key, in its words, or in seconds."""
    if isinstance(value, tuple):
        name, value = value
    unit = _UNIT.search(name)
    word = (unit[1] if unit and (name not in LENGTHS or unit[1].startswith("m")) else "s")[:3]
    word = "ms" if word in ("ms", "mil") else "min" if word.startswith("m") else "s"
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, int) and not unit and value >= _LEAST_OF_MILLISECONDS and not value % 100:
        word = "ms"  # no step takes hours
    value = value.removeprefix(":") if isinstance(value, str) else value  # ":45"
    text = f"{value} {word}" if isinstance(value, int | float) or re.fullmatch(r"\s*\d+(?:\.\d+)?\s*", value) else value
    length = read_pause(text)
    return length.span_ms if isinstance(length, TimedPause) else None


def breath_phases(value: Any) -> list[tuple[str, str, Any]]:
    """Return the parts of a breath in a list, each with its words, the key of its length, and that; else none."""
    found: list[tuple[str, str, Any]] = []
    for one in value if isinstance(value, list) else []:
        fields = {english_key(name): part for name, part in one.items()} if isinstance(one, dict) else {}
        words = next((str(fields[name]) for name in (*TEXTS, *NAMES) if fields.get(name) and name != "id"), "")
        length = next((name for name in fields if base_key(name) in LENGTHS), "")
        if not words or not length or length_of(length, fields[length]) is None or fields.keys() & COUNTS.keys():
            return []
        found.append((words, length, fields[length]))
    is_breath = (
        len(found) > 1
        and asks_for_breath(found[0][0])
        and all(len(one[0].split()) <= _MOST_WORDS_OF_PHASE for one in found)
    )
    return found if is_breath else []
