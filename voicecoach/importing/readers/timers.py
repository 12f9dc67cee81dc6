"""Read the JSON or YAML of a timer or a meditation app: lists of steps with names, words and lengths."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from voicecoach.errors import SourceError
from voicecoach.importing.document import (
    Document,
    EndOfRounds,
    Exercise,
    Heading,
    Note,
    Rounds,
    Rule,
    TextBlock,
    TimedCue,
    TimedSilence,
)
from voicecoach.importing.encoding import decode
from voicecoach.importing.lines.exercise_lines import read_exercise
from voicecoach.importing.lines.figures import read_figures
from voicecoach.importing.lines.rows import language_of_heads
from voicecoach.importing.readers.timer_fields import (
    are_names,
    are_words,
    as_words,
    breath_exercise,
    closing_words,
    has_steps,
    is_identifier,
    is_step,
    len_of_names,
    name_of,
    parts_around,
    rounds_of_field,
    with_figures_inside,
    words_of_notes,
)
from voicecoach.importing.readers.timer_parts import (
    as_part,
    blocks_before,
    blocks_behind,
    keys_of_lengths,
    lengths_in,
    named_texts,
    others_of,
    times_of,
    without_copies,
)
from voicecoach.importing.readers.timer_roles import Roles, minutes_of, with_roles
from voicecoach.importing.readers.timer_source import comments_of, parsed
from voicecoach.importing.readers.timer_ssml import ssml_part
from voicecoach.importing.readers.timer_values import (
    COUNTS,
    LENGTHS,
    NAMES,
    RESTS,
    SILENT,
    SPOKEN,
    TEXTS,
    as_range,
    base_key,
    breath_phases,
    count_of,
    length_of,
)
from voicecoach.importing.readers.timer_words import (
    FIRST_PARTS,
    LAST_PARTS,
    PREPARATION,
    breath_keys,
    english_key,
    foreign_words,
    is_side_key,
)
from voicecoach.importing.readers.word_places import WordPlaces
from voicecoach.script.language import language_code, language_of
from voicecoach.units import MINUTE_MS, Span, format_count_span

_LANGUAGES = ("language", "lang", "locale")
_MOST_NODES = 20_000
_DEEPEST = 20
_LEAST_WORDS_OF_PART = 12
_LONGEST_SET_MS = 5 * MINUTE_MS


def read(data: bytes, shown: str) -> Document:
    """Return the document of a timer.

    Raises:
        SourceError: It is neither JSON nor YAML, or has nothing for a session.
    """
    return read_timer(decode(data, shown).text, shown)


def read_timer(text: str, shown: str) -> Document:
    """Return the document of a decoded timer.

    Raises:
        SourceError: As for :func:`read`.
    """
    reader = _Reader(shown, text)
    if text.lstrip()[:1] not in "{[":
        reader.document.blocks += comments_of(text)
    reader.read(parsed(text, shown), 0, "")
    reader.finish()
    return reader.document


class _Reader:
    """Walks through the values, and collects blocks."""

    def __init__(self, shown: str, text: str) -> None:
        self.document = Document()
        self._shown = shown
        self._nodes = 0
        self._places = WordPlaces(text)
        self._defaults: dict[str, Any] = {}
        self._minutes: set[float] = set()  # lengths of the whole
        self._clock_ms: int | None = 0  # where the parts so far end; None where one has no length
        self._is_timed = False
        self._are_names = True
        self._keys: dict[Any, None] = {}
        self._between_rounds: tuple[str, Any] | None = None

    def read(self, value: Any, depth: int, key: str) -> None:
        """Read a value, and those inside it.

        Raises:
            SourceError: There are too many of them, as an alias can make.
        """
        self._nodes += 1
        if self._nodes > _MOST_NODES or depth > _DEEPEST:
            raise SourceError(self._shown, "it holds too many values", "use a file with one routine")
        inside = next(iter(value.values())) if isinstance(value, dict) and len(value) == 1 else None
        if isinstance(inside, dict) and depth == 0:
            self.read(inside, depth, key)  # {"session": {...}}
        elif isinstance(value, dict) and (texts := named_texts(value)):
            self.read(texts, depth + 1, key)
        elif isinstance(value, dict):
            self._keys.update(dict.fromkeys(value))
            self._mapping({english_key(name): one for name, one in value.items()}, depth, key)
        elif isinstance(value, list):
            roles = with_roles(value, self._minutes)
            self._tell(roles)
            names = are_names(value)
            for one in roles.parts:
                self._are_names = names
                self.read(one, depth + 1, key)
        elif isinstance(value, str) and value.strip():
            self._words(value)
        elif value is not None:
            self.document.blocks.append(Note(f"{key}: {value}" if key else str(value), self._places.line))

    def _tell(self, roles: Roles) -> None:
        """Tell the keys of a list that were understood by their values alone."""
        doubts = {
            roles.silence: f"read as seconds of silence ({roles.count}×)",
            roles.start: f"read as the time when the words begin ({roles.count}×)",
            roles.length: f"read as seconds ({roles.count}×). If they are minutes, type the unit behind each",
        }
        self.document.remarks += [Note(key, self._places.find(key), why) for key, why in doubts.items() if key]

    def finish(self) -> None:
        """Add the rest between rounds and the end of the last timed part; tell the language by the keys."""
        if keys := foreign_words(self._keys):
            texts = [str(getattr(one, "name", getattr(one, "text", ""))) for one in self.document.blocks]
            self.document.language = (
                self.document.language or language_of(" ".join([keys, *texts])) or language_of_heads([keys])
            )
        self._end_rounds()

    def _end_rounds(self) -> None:
        """End the rounds of a plan, with the rest between them."""
        self._end_timed_parts()
        between = length_of(*self._between_rounds) if self._between_rounds else None
        self._between_rounds = None
        if between is not None:
            self.document.blocks.append(TimedSilence(between, "rest between rounds", self._places.line))
        if any(isinstance(block, Rounds) for block in self.document.blocks):
            self.document.blocks.append(EndOfRounds(self._places.line))

    def _end_timed_parts(self) -> None:
        """Keep the silence to the end of the last timed part; what follows has no time of its own."""
        if self._is_timed and self._clock_ms is not None:
            self.document.blocks.append(TimedCue("", self._clock_ms, self._places.line))
        self._clock_ms = None

    def _timed_part(self, texts: list[str], length: Span, line: int) -> None:
        """Add words that are said during a part of a length, which holds for words and silence together."""
        self.document.blocks.append(TimedCue(texts[0], self._clock_ms or 0, line))
        self.document.blocks += [TextBlock(text, line) for text in texts[1:]]
        self._clock_ms = (self._clock_ms or 0) + length.low
        self._is_timed = True

    def _words(self, text: str) -> None:
        """Read a string in a list: an exercise with its figures, the name of one, or words to speak."""
        line = self._places.find(text)
        if is_identifier(text) and text.isupper():
            self.document.blocks.append(Note(text, line))
            return
        found = read_exercise(text, line, is_listed=True) if self._are_names else None
        hold_ms = length_of("hold", self._defaults["hold"]) if self._are_names and "hold" in self._defaults else None
        named = Exercise(text, line, text, hold_ms=hold_ms) if hold_ms else TextBlock(text, line)
        self.document.blocks.append(found or named)
        if hold_ms and not found:
            self._rest_after(line)

    def _mapping(self, fields: dict[str, Any], depth: int, key: str) -> None:
        fields = without_copies(
            {name: as_words(name, as_range(one), fields) for name, one in fields.items() if one not in ([], {})}
        )
        fields = with_figures_inside(fields, is_whole=not depth)
        lists = {name: one for name, one in fields.items() if isinstance(one, list | dict)}
        plain = {name: one for name, one in fields.items() if name not in lists}
        parts = {name for name in FIRST_PARTS | LAST_PARTS if are_words(plain.get(name))}
        if lists and depth and is_step(plain) and not any(has_steps(*one) for one in lists.items()):
            self._step({**plain, **{name: str(one) for name, one in lists.items()}}, key)
        elif lists or parts or breath_keys(plain):
            self._collection(plain, lists, depth)
        elif in_ssml := ssml_part(plain, self._places.line):
            self.document.blocks += in_ssml
        else:
            self._step(plain, key)

    def _collection(self, plain: dict[str, Any], lists: dict[str, Any], depth: int) -> None:
        """Read a routine: its title, what holds for every step, and the lists in it."""
        self._minutes |= minutes_of(plain)
        self._lists({name: one for name, one in lists.items() if name in FIRST_PARTS}, depth)
        breath = {key: plain.pop(key) for key in breath_keys(one for one in plain if not are_words(plain[one]))}
        self._prepare(plain)
        self._take_rest_of_rounds(plain)
        closing = closing_words(plain)
        warming, cooling = parts_around(plain, self._places.line)
        self.document.blocks += warming
        names = {len_of_names(one) for one in lists.values()}
        rounds = [self._field(name, value, plain, depth, names) for name, value in plain.items()]
        self._breathing([(key.replace("_", " "), f"{key}_s", value) for key, value in breath.items()])
        self._lists({name: one for name, one in lists.items() if name not in FIRST_PARTS | LAST_PARTS}, depth)
        if any(rounds) and depth:
            self._end_rounds()
        self._close({name: one for name, one in lists.items() if name in LAST_PARTS}, closing, depth)
        if cooling:
            self._end_rounds()
            self.document.blocks += cooling

    def _field(self, name: str, value: Any, plain: dict[str, Any], depth: int, names: set[int]) -> bool:
        """Read a plain field of a routine with others, and with lists of so many names; return whether rounds begin."""
        line = self._places.find(str(value))
        if name == "id" and any(plain.get(one) for one in NAMES if one != "id"):
            pass
        elif name in NAMES and isinstance(value, str):
            if not self.document.title and depth == 0:
                self.document.title = value
            else:
                self.document.blocks.append(Heading(value, 2, line))
        elif name in _LANGUAGES and (code := language_code(str(value))):
            self.document.language = code
        elif base_key(name) in LENGTHS or base_key(name) in RESTS:
            self._defaults["rest" if base_key(name) in RESTS else "hold"] = (name, value)
        elif name in COUNTS and (count := count_of(value)):
            rounds = rounds_of_field(f"{name}: {value}", count, names, line)
            self.document.blocks += rounds
            return any(isinstance(one, Rounds) for one in rounds)
        elif (name in TEXTS or name in FIRST_PARTS) and name != "description" and are_words(value):
            self.document.blocks.append(TextBlock(value, line))
        elif value is not None:
            self.document.blocks.append(Note(f"{name}: {value}", line))
        return False

    def _close(self, parts: dict[str, Any], texts: list[str], depth: int) -> None:
        """Read the parts and the words behind the rounds."""
        if parts or texts:
            self._end_rounds()
        self._lists(parts, depth)
        self.document.blocks += [Rule(self._places.line)] if texts else []
        self.document.blocks += [TextBlock(text, self._places.find(text)) for text in texts]

    def _prepare(self, plain: dict[str, Any]) -> None:
        """Take the time before the first exercise out of the fields of a routine: it is silence."""
        for name in [one for one in plain if base_key(one) in PREPARATION and not isinstance(plain[one], bool)]:
            if (length := length_of(name, plain[name])) is not None:
                source = f"{name}: {plain.pop(name)}"
                self.document.blocks.append(TimedSilence(length, source, self._places.find(name)))

    def _take_rest_of_rounds(self, plain: dict[str, Any]) -> None:
        """Take the rest between rounds out of the fields of a routine."""
        has_rounds = any(name in COUNTS for name in plain)
        for name in ("rest_between_rounds", "rest_between_sets") if has_rounds else ("rest_between_rounds",):
            between = plain.pop(name, None)
            self._between_rounds = self._between_rounds if between is None else ("rest", between)

    def _lists(self, lists: dict[str, Any], depth: int) -> None:
        for name, value in lists.items():
            phases = breath_phases(value)
            self._breathing(phases)
            if not phases:
                self.read(value, depth + 1, name)

    def _breathing(self, phases: list[tuple[str, str, Any]]) -> None:
        """Read the parts of a breath as the phases of one step, with the rounds as its repetitions."""
        if not phases:
            return
        last = self.document.blocks[-1] if self.document.blocks else None
        rounds = last if isinstance(last, Rounds) else None
        self.document.blocks = self.document.blocks[: -1 if rounds else None]
        made = breath_exercise(phases, rounds, self.document.title)
        self.document.blocks.append(replace(made, line=self._places.find(made.phases[0][1])))
        self._end_timed_parts()

    def _step(self, fields: dict[str, Any], key: str) -> None:
        """Read one step: an exercise, words with a pause, or a pause alone."""
        if fields.keys() in ({"label", "value"}, {"key", "value"}, {"name", "value"}):
            label = str(next(fields[one] for one in ("label", "key", "name") if one in fields))
            self.document.blocks.append(Note(f"{label}: {fields['value']}", self._places.find(label)))
            return
        name = name_of(fields)
        told = words_of_notes(fields)
        texts = [str(fields[one]) for one in (*TEXTS, *(one for one in told if one not in TEXTS)) if fields.get(one)]
        line = self._places.find(
            next((str(fields[one]) for one in NAMES if fields.get(one)), texts[0] if texts else "")
        )
        source = ", ".join(f"{one}: {value}" for one, value in fields.items())
        lengths = lengths_in(fields)
        length, pause = lengths.get("length"), lengths.get("pause")
        kind = str(fields.get("type", key)).lower()
        self.document.blocks += blocks_before(fields, source, line)
        if part := as_part(fields, (name, texts), line, self.document.blocks):
            self._end_timed_parts()
            name, texts = "", []
        self.document.blocks += part
        if (kind in SILENT or name.lower() in SILENT or (not name and not texts)) and (length or pause):
            self.document.blocks.append(TimedSilence(silence := pause or length or Span(0, 0), source, line))
            self._clock_ms = None if self._clock_ms is None else self._clock_ms + silence.low
            return
        spoken = [str(fields[one]) for one in SPOKEN if fields.get(one) and texts]
        is_part = not name or sum(len(text.split()) for text in spoken) >= _LEAST_WORDS_OF_PART
        spent, times = {"length", "rest"}, times_of(fields) if texts and not name else 1
        self.document.blocks += [TextBlock(f"[repeat {times}]", line)] if times > 1 else []
        if spoken and length and not pause and is_part and self._clock_ms is not None and not fields.keys() & COUNTS:
            if name:
                self.document.blocks.append(Heading(name, 2, line))
            self._timed_part(texts, length, line)
        elif name and (length or any(one in COUNTS for one in fields)):
            self._end_timed_parts()
            self._exercise(name, length, fields, texts, line, source)
        else:
            self._plain(name, texts, line)
            pause = pause or ((lengths.get("rest") or length) if name or texts else None)
            spent = {kind for kind in spent if lengths.get(kind) is pause}
        self.document.blocks += blocks_behind(fields, pause, source, line)
        self.document.blocks += [TextBlock("[end]", line)] if times > 1 else []
        others = others_of(fields, {*told, *keys_of_lengths(fields, {"pause", "before", *spent})})
        if others:
            self.document.blocks.append(Note(", ".join(others), line))

    def _plain(self, name: str, texts: list[str], line: int) -> None:
        """Add words below their name, or a name alone, which is spoken."""
        if name and texts:
            self.document.blocks.append(Heading(name, 2, line))
        self._end_timed_parts()
        self.document.blocks += [TextBlock(text, line) for text in texts or ([name] if name else [])]

    def _exercise(
        self, name: str, length: Span | None, fields: dict[str, Any], texts: list[str], line: int, source: str
    ) -> None:
        found = {COUNTS[one]: count_of(value) for one, value in fields.items() if one in COUNTS}
        counts = {kind: count for kind, count in found.items() if count is not None}
        # "reps": "30 s" is a hold.
        worded = (
            length_of("hold", fields[one])
            for one in COUNTS
            if isinstance(fields.get(one), str) and COUNTS[one] not in counts
        )
        length = length or next((one for one in worded if one), None)
        reps, notes, doubts = counts.get("reps"), list[str](), list[str]()
        if length and reps and length.low * reps.high > _LONGEST_SET_MS:
            notes.append(f"reps: {format_count_span(reps)}")
            doubts.append(f"the {reps.high} reps are not used: the length is for a whole set")
            reps = None
        rest = next((length_of(one, value) for one, value in fields.items() if base_key(one) in RESTS), None)
        sided = [str(value) for one, value in fields.items() if is_side_key(one)]
        figures, sides, is_sided = read_figures(" ".join(sided)), "".join(sided[:1]).lower(), "reps_per_side" in fields
        self.document.blocks.append(
            Exercise(
                name, line, source, hold_ms=length, sets=counts.get("sets"), reps=reps, rest_ms=rest,
                has_sides=is_sided or figures.has_sides or sides in ("both", "true", "2", "each", "beide"),
                texts=tuple(texts), notes=tuple(notes), doubts=tuple(doubts),
            )
        )  # fmt: skip
        if rest is None:
            self._rest_after(line)

    def _rest_after(self, line: int) -> None:
        """Add the rest that the routine has between its exercises."""
        rest_ms = length_of("rest", self._defaults["rest"]) if "rest" in self._defaults else None
        if rest_ms is not None and rest_ms.high:
            self.document.blocks.append(TimedSilence(rest_ms, "rest between the exercises", line))
