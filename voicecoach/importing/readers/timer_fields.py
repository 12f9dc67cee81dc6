"""Bring the fields of a timer's step into one shape: nested figures, sets one by one, names such as ``child_pose``."""

from __future__ import annotations

import re
from typing import Any

from voicecoach.importing.document import Block, Exercise, Note, Rounds, TimedSilence
from voicecoach.importing.lines.exercise_lines import read_exercise
from voicecoach.importing.readers.timer_values import (
    COUNTS,
    LENGTHS,
    NAMES,
    TEXTS,
    as_range,
    base_key,
    count_of,
    length_of,
)
from voicecoach.importing.readers.timer_words import FIRST_PARTS, LAST_PARTS, PREPARATION, breath_keys, english_key
from voicecoach.units import Span

_IDENTIFIER = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+|[A-Z0-9]+(?:_[A-Z0-9]+)+")
_SLUG = re.compile(r"[a-z]{2,}(?:[-_][a-z]+)*")
_ORDINAL = re.compile(r"\d{1,2}[.)]?\s+(?=[A-ZÀ-Ý])")
_WORDS = frozenset(
    ["note", "notes", "cue", "cues", "instruction", "instructions", "description", "tip", "tips", "hint", "hints",
     "transition", "how", "execution"]
)  # fmt: skip
_NAMES_OF_PARTS = {"warmup": "Warm-up", "warm_up": "Warm-up", "cooldown": "Cool-down", "cool_down": "Cool-down"}
_EXERCISES = re.compile(r"exercise|pose|posture|asana|move|interval|step|stretch|activit")
_LAST_REST = re.compile(r"(?:rest|break|pause)_(?:final|finale|end|last|ende|fin|fine|eind)\b")
_TAG = re.compile(r"[a-z]+(?:-[a-z]+)*")
_SPOKEN_LIST = re.compile(
    rf"{_EXERCISES.pattern}|text|say|word|script|line|phase|sequence|order|flow|round|circuit|cue|mantra"
)
_STOP = re.compile(r"[.!?…]\W*$")
_MOST_WORDS_OF_FACT = 3
_MOST_WORDS_OF_NAME = 7
_LEAST_WORDS_OF_NOTE = 3
_LEAST_NAMES_IN_TURN = 6
_TOLD = frozenset(["instructions", "instruction", "cues", "execution", "description", "tips", "hints", "notes"])
_FACTS_TEXT = (
    "tags tag categories category keywords techniques techniques_used goals benefits equipment props materials muscles "
    "muscle_groups target_muscles contraindications languages sources references authors level "
    "levels target targets focus"
)
_FACTS = frozenset(_FACTS_TEXT.split())
_SOURCE = re.compile(r"\((?:19|20)\d\d\w?\)|https?://|\bdoi\b|\bISBN\b")
"""A work that is quoted, or its address."""


def is_identifier(text: str) -> bool:
    """Return whether a text is a name for programs, such as ``RIGHT_SHOULDER``."""
    return _IDENTIFIER.fullmatch(text) is not None


def name_of(fields: dict[str, Any]) -> str:
    """Return the name of a step, without the number before it; empty where it has none.

    >>> name_of({"pose": "child_pose"}), name_of({"name": "2 Lying face down"}), name_of({"pose_id": "cat-cow"})
    ('child pose', 'Lying face down', 'cat cow')
    """
    name = next((fields[one] for one in NAMES if isinstance(fields.get(one), str) and fields[one] and one != "id"), "")
    slugs = (str(value) for key, value in fields.items() if key.endswith("_id"))
    name = name or next((slug.replace("-", " ") for slug in slugs if _SLUG.fullmatch(slug)), "")
    return _ORDINAL.sub("", name.replace("_", " ") if is_identifier(name) else name)


def are_words(value: Any) -> bool:
    """Return whether a value can be spoken: it is text, and no clock time."""
    return isinstance(value, str) and re.search(r"[^\W\d_]{2}", value) is not None


def are_names(values: list[Any]) -> bool:
    """Return whether a list can have the names of exercises: no text is a sentence, or half of them have figures."""
    texts = [value for value in values if isinstance(value, str)]
    if not any(len(text.split()) > _MOST_WORDS_OF_NAME or _STOP.search(text) for text in texts):
        return True
    return 2 * sum(read_exercise(text, 1, is_listed=True) is not None for text in texts) >= len(texts)


def is_step(fields: dict[str, Any]) -> bool:
    """Return whether some fields are a step by themselves: they have a name, and a length or a count."""
    return bool(name_of(fields)) and _has_figure(fields)


def with_figures_inside(fields: dict[str, Any], *, is_whole: bool = False) -> dict[str, Any]:
    """Return the fields of a step with the figures that stand in an object or a list inside it.

    Those of a whole routine have also the title that stands so.
    """
    fields = with_title_inside(fields) if is_whole else fields
    flat: dict[str, Any] = {}
    for key, value in fields.items():
        inside = {english_key(name): as_range(one) for name, one in value.items()} if isinstance(value, dict) else {}
        if key in FIRST_PARTS | LAST_PARTS | PREPARATION:
            flat[key] = value
        elif key in ("sets", "reps") and isinstance(value, list):
            flat |= _counts_one_by_one(key, value)
        elif inside and _is_plain(inside) and (_has_figure(inside) or name_of(inside)):
            if key == "sets" and "count" in inside:
                inside["sets"] = inside.pop("count")
            flat |= {name: one for name, one in inside.items() if name == key or name not in fields}
        else:
            flat[key] = value
    return flat if flat.keys() != fields.keys() and is_step(flat) else fields


def with_title_inside(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a routine with the title and the facts of the one object in it that only tells about it.

    >>> with_title_inside({"meta": {"title": "Rest", "minutes": 9}, "steps": [{"say": "Sit."}]})
    {'title': 'Rest', 'meta.duration_min': 9, 'steps': [{'say': 'Sit.'}]}
    """
    inside = {
        key: {english_key(name): one for name, one in value.items()}
        for key, value in fields.items()
        if isinstance(value, dict)
    }
    heads = [
        key
        for key, one in inside.items()
        if one.keys() & {"title", "name"} and _is_plain(one) and not one.keys() & {*TEXTS, *COUNTS}
    ]
    has_list = any(isinstance(one, list) for one in fields.values())
    if len(heads) != 1 or not has_list or fields.keys() & {"title", "name"}:
        return fields
    head = inside[heads[0]]
    title = head.pop("title", None) or head.pop("name")
    told = {f"{heads[0]}.{key}": one for key, one in head.items()}
    return {"title": title, **told, **{key: one for key, one in fields.items() if key != heads[0]}}


def words_of_notes(fields: dict[str, Any]) -> list[str]:
    """Return the keys of sentences for whoever does the exercise: ``transition_notes``, ``coach_cue``."""
    return [
        key
        for key, value in fields.items()
        if isinstance(value, str)
        and not _WORDS.isdisjoint(key.split("_"))
        and len(value.split()) >= _LEAST_WORDS_OF_NOTE
    ]


def has_steps(key: str, values: Any) -> bool:
    """Return whether some values hold steps of their own, or the names of exercises."""
    if isinstance(values, list) and _EXERCISES.search(key) and len_of_names(values):
        return True
    inside = values.items() if isinstance(values, dict) else [(key, one) for one in values if isinstance(values, list)]
    fields = {english_key(name): one for name, one in values.items()} if isinstance(values, dict) else {}
    return is_step(fields) or any(has_steps(str(name), one) for name, one in inside if isinstance(one, list | dict))


def len_of_names(values: Any) -> int:
    """Return how many names a list holds; 0 where it holds anything else."""
    is_names = isinstance(values, list) and all(isinstance(one, str) for one in values)
    return len(values) if is_names else 0


def rounds_of_field(source: str, count: Span, names: set[int], line: int) -> list[Block]:
    """Return the rounds of a plan; as many rounds as a long list has names, as in a Tabata, are these one by one."""
    if count.high in names and count.high >= _LEAST_NAMES_IN_TURN:
        return [Note(source, line, "unsure: each exercise is done once")]
    return [Rounds(min(count.high, 100), line, source)] if count.high > 1 else []


def parts_around(plain: dict[str, Any], line: int) -> tuple[list[Block], list[Block]]:
    """Take the lengths of warming up, the last rest and cooling down out of a routine, and return them as parts."""
    first: list[Block] = []
    last: list[Block] = [
        TimedSilence(length, f"{name}: {plain.pop(name)}", line)
        for name, value in list(plain.items())
        if _LAST_REST.match(name) and (length := length_of("rest", value)) is not None
    ]
    for name in [one for one in plain if base_key(one) in (FIRST_PARTS | LAST_PARTS) - PREPARATION]:
        length = length_of(name, plain[name])
        if length is not None and length.high:
            source = f"{name}: {plain.pop(name)}"
            key = base_key(name)
            part = Exercise(_NAMES_OF_PARTS.get(key, key.replace("_", " ")), line, source, hold_ms=length)
            (last if key in LAST_PARTS else first).append(part)
    return first, last


def _counts_one_by_one(key: str, values: list[Any]) -> dict[str, Any]:
    """Return the fields of sets that are listed one by one: ``[{"reps": 10}, {"reps": 8}]``."""
    rows = [{english_key(name): one for name, one in row.items()} if isinstance(row, dict) else row for row in values]
    counts = [row.get("reps") if isinstance(row, dict) else row for row in rows]
    lengths = [
        next((one for name, one in row.items() if base_key(name) in LENGTHS and length_of(name, one)), None)
        for row in rows
        if isinstance(row, dict)
    ]
    if counts and all(count_of(one) for one in counts):
        is_even = len({str(one) for one in counts}) == 1
        return {"sets": len(counts), "reps": counts[0]} if is_even else {"reps": ", ".join(map(str, counts))}
    if lengths and all(lengths) and len({str(one) for one in lengths}) == 1:
        return {"sets": len(lengths), "duration": lengths[0]}
    return {key: values}


def _has_figure(fields: dict[str, Any]) -> bool:
    return any(
        (one in COUNTS and count_of(value)) or (base_key(one) in LENGTHS and length_of(one, value))
        for one, value in fields.items()
    )


def _is_plain(fields: dict[str, Any]) -> bool:
    return not any(isinstance(one, list | dict) for one in fields.values())


def closing_words(plain: dict[str, Any]) -> list[str]:
    """Take the words behind the rounds out of the fields of a routine."""
    ends = [name for name in plain if name.removesuffix("_end") in TEXTS and name.endswith("_end")]
    ends += [name for name in plain if name in LAST_PARTS and are_words(plain[name])]
    return [str(plain.pop(name)) for name in ends]


def as_words(name: str, value: Any, fields: dict[str, Any]) -> Any:
    """Return a list of words as one text where it only says something about a routine or an exercise."""
    is_words = isinstance(value, list) and all(isinstance(one, str) for one in value)
    is_told = name in _FACTS or name.rsplit("_", maxsplit=1)[-1] in _FACTS | {"tips", "warnings"}
    if is_words and (is_told or all(map(_SOURCE.search, value))):
        return ", ".join(value)
    if (
        (names := _names_in(value))
        and not breath_keys([name, "inhale"])
        and any(_are_sentences(one) for one in fields.values())
    ):
        return names  # the muscles beside the steps of an exercise
    if not is_words:
        return value
    if all(map(_TAG.fullmatch, value)) and not _SPOKEN_LIST.search(name) and any(one in fields for one in NAMES):
        return ", ".join(value)  # "moods": ["calm", "focused"]
    is_exercise = any(one in COUNTS or base_key(one) in LENGTHS for one in fields) and any(
        one in fields for one in NAMES
    )
    is_told = is_words and is_exercise and name in _TOLD
    return " ".join(f"{one.rstrip('. ')}." for one in value) if is_told else value


def _names_in(value: Any) -> str:
    """Return the short names that a list or the lists of an object hold, as one text; empty where it holds others."""
    if isinstance(value, dict):
        parts = {key: _names_in(one) for key, one in value.items()}
        return "; ".join(f"{key}: {names}" for key, names in parts.items()) if all(parts.values()) else ""
    is_names = len_of_names(value) and all(len(one.split()) <= _MOST_WORDS_OF_FACT for one in value)
    return ", ".join(value) if is_names and not any(_STOP.search(one) for one in value) else ""


def _are_sentences(value: Any) -> bool:
    return len_of_names(value) > 1 and all(_STOP.search(one) for one in value)


def breath_exercise(phases: list[tuple[str, str, Any]], rounds: Rounds | None, title: str) -> Exercise:
    """Return a step with the parts of a breath as its phases, and the rounds as its repetitions."""
    found = [(length_of(key, value), words) for words, key, value in phases]
    timed = tuple((length, words) for length, words in found if length is not None)
    count = Span(rounds.count, rounds.count) if rounds else None
    source = ", ".join(f"{words}: {value}" for words, _, value in phases)
    return Exercise(title or timed[0][1], 1, source, reps=count, phases=timed)
