"""Write the blocks of a document as the lines of a script, and report what became of each."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import chain

from voicecoach.importing.directions.parts import Action, FoundDirection, Part, SpokenWords, UnclearDirection
from voicecoach.importing.document import (
    Block,
    Document,
    EndOfRounds,
    Exercise,
    Heading,
    Item,
    Note,
    Rounds,
    Rule,
    SafetyLine,
    TableRow,
    TextBlock,
    TimedCue,
    TimedSilence,
)
from voicecoach.importing.draft import Draft
from voicecoach.importing.exercises.step_settings import is_setting, settings_of
from voicecoach.importing.lines.heading_parts import heading_parts
from voicecoach.importing.lines.labels import names_pause, without_speaker
from voicecoach.importing.lines.rows import speech_of_row
from voicecoach.importing.lines.spoken_length import estimated_ms
from voicecoach.importing.lines.words import cut, escaped, speakable, speakable_name, without_tags
from voicecoach.importing.notes.habits import Habits
from voicecoach.importing.notes.list_numbers import ListNumbers, next_numbers
from voicecoach.importing.notes.wording import like_notes
from voicecoach.importing.report import Kind, with_last_doubts
from voicecoach.script.directions import (
    BreathPause,
    ChimeDirection,
    Direction,
    MusicDirection,
    NamedPause,
    TimedPause,
    read_direction,
)
from voicecoach.script.printer import print_pause
from voicecoach.script.reader_notes import sound_direction
from voicecoach.script.settings import find_spec
from voicecoach.script.spec import Scope
from voicecoach.units import Span, format_clock, format_duration, parse_duration_ms

_HEARD = TimedPause | BreathPause | NamedPause | ChimeDirection | MusicDirection
"""The directions that a script can have; all others are for whoever reads the text."""
_BED_HINT = ' (for background sound, write "- bed: rain" at the top)'
_NO_LANGUAGE = 'language not recognised, so English is used. For German, write "- language: de" below the title'
_PARAGRAPH_MS = 1_500

LATE = "spoken later than its time: the words before it last longer"
"""The entry of a time that the words before it miss."""
_PICTURE = re.compile(r"<!--(.*?)-->")
_SETTING = re.compile(r"([^:]{1,40}?)\s*:\s+(\S.*)")


class Writer:
    """Writes one script block by block.

    Attributes:
        script: The script so far.
    """

    def __init__(self, language: str) -> None:
        self.script = Draft(language=language)
        self.language = language or "en"
        self._has_title_line = False
        self._closes_before_words = False
        self._is_in_exercise = False
        self._has_steps = False
        self._rounds_open = False
        self._rest_of_rounds_ms: Span | None = None
        self._estimate_ms = 0
        self._last_line = 0
        self._last_of_kind: dict[type[Block], int] = {}
        self._numbers = ListNumbers()
        self._habits = Habits((), self.language)

    def write(self, blocks: list[Block], document: Document) -> None:
        """Write the title, the language and all blocks of a document."""
        self._habits = Habits(blocks, self.language)
        self._numbers = ListNumbers(blocks)
        self.script.line(f"# {escaped(self.script.title)}", 1)
        self.script.blank()
        if self.script.language:
            self.script.line(f"- language: {self.script.language}", 1)
            self.script.entry(1, "", Kind.SETTING, f"- language: {self.script.language}")
        else:
            self.script.entry(1, "", Kind.UNSURE, _NO_LANGUAGE)
        self.script.blank()
        for remark in document.remarks:
            self.script.entry(remark.line, remark.text, Kind.UNSURE, remark.why)
        self._safety([block for block in blocks if isinstance(block, SafetyLine)])
        below = next_numbers(blocks)
        self._last_of_kind = {type(block): at for at, block in enumerate(blocks)}
        for index, block in enumerate(blocks):
            self._block(block, index, below[index])
        self._end_rounds(self._last_line)
        for remark in chain(self._habits.spoken_brackets(), like_notes(self.script.entries, self.script.language)):
            self.script.entry(remark.line, remark.text, Kind.UNSURE, remark.why)
        for one in document.dropped:
            self.script.entry(one.line, one.text, Kind.DROPPED, one.why)
        self.script.entries[:] = sorted(with_last_doubts(self.script.entries), key=lambda entry: entry.line)

    def _safety(self, warnings: list[SafetyLine]) -> None:
        """Write the sentences that warn as the safety words of the session."""
        if words := " ".join(escaped(speakable(one.text)) for one in warnings):
            self._setting(f"- safety: {words}", warnings[0].line)
        for one in warnings:
            self.script.entry(one.line, one.text, Kind.SETTING, f"- safety: {escaped(speakable(one.text))}")

    def _block(self, block: Block, index: int, number_below: str) -> None:
        self._last_line = block.line
        match block:
            case Heading():
                self._heading(block)
            case TextBlock(text, line):
                if self._closes_before_words:
                    self._end_exercise(line)
                self._spoken(text, line)
            case Item():
                self._item(block, number_below)
            case TableRow():
                self._row(block)
            case Exercise():
                self._exercise(block)
            case Rounds():
                self._rounds(block, {kind for kind, last in self._last_of_kind.items() if last > index})
            case _:
                self._silent(block)

    def _silent(self, block: Block) -> None:
        """Write a block without words to speak, or one with a time."""
        match block:
            case TimedCue(text, start_ms, line):
                self._timed(text, start_ms, line)
            case TimedSilence(span_ms, source, line):
                self._silence(span_ms, source, line)
            case Note(text, line, why):
                self.script.comment(text, line, why)
            case EndOfRounds(line):
                self._end_rounds(line)
            case Rule(line):
                self._end_exercise(line)

    def _silence(self, span_ms: Span | None, source: str, line: int) -> None:
        if span_ms is None:
            return
        self._end_exercise(line)
        written = print_pause(TimedPause(span_ms))
        self.script.line(written, line)
        self.script.blank()
        self._estimate_ms += span_ms.low
        self.script.entry(line, source, Kind.PAUSE, written)

    def _heading(self, heading: Heading) -> None:
        name, times = heading_parts(without_tags(heading.text))
        if heading.level == 1 and speakable_name(name) == self.script.title and not self._has_title_line:
            self._has_title_line = True
            if times:
                self.script.comment(times, heading.line)
            return
        direction = read_direction(name, self.language)
        if (
            direction is not None
            and not isinstance(direction, MusicDirection | ChimeDirection)
            and isinstance(direction, _HEARD)
            and not (isinstance(direction, BreathPause) and not re.search(r"\d", name))  # "The breath"
            and not (isinstance(direction, NamedPause) and not names_pause(name))  # "Ruhe"
            and not re.match(r"\d{1,2}[.)].*\d", times)  # "3. Silence (1 min)" is one of several parts
        ):
            # "Silence (4:00-8:30)" names a part that has words of its own.
            put = self.script.comment if re.search(r"\d:\d\d", times) else self._spoken
            put(heading.text, heading.line)
            return
        name = speakable_name(name)
        if not re.search(r"\w", name):
            self.script.comment(heading.text, heading.line)
            return
        self.script.blank()
        self.script.line(f"## {escaped(name)}", heading.line)
        self.script.blank()
        self._is_in_exercise, self._has_steps = False, True
        self.script.entry(heading.line, heading.text, Kind.STEP, f"## {name}")
        if times:
            self.script.comment(times, heading.line)

    def _item(self, item: Item, number_below: str) -> None:
        text, line, number = item.text, item.line, item.number
        first, _, rest = text.partition("\n")
        setting = _SETTING.fullmatch(first)
        scope = Scope.STEP if self._has_steps else Scope.SESSION
        if not number and not rest and setting and self._is_setting(setting[1], setting[2], scope):
            self._setting(f"- {first}", line)
            found = find_spec(setting[1], scope)
            self._is_in_exercise = self._is_in_exercise or bool(found and found[0].makes)
            self._closes_before_words = False
            self.script.entry(line, text, Kind.SETTING, f"- {first}")
            return
        is_counted = self._numbers.counts_down(number, number_below)
        if self._numbers.is_first_ordered:
            self.script.entry(line, number, Kind.DROPPED, "the numbers of a list are not spoken")
        self._spoken(f"{number} {first}" if is_counted else first, line)
        for part in rest.split("\n"):
            if part:
                self._spoken(part, line)

    def _is_setting(self, key: str, value: str, scope: Scope) -> bool:
        """Return whether a list item is a setting at a place where a script can have it."""
        return (scope is not Scope.STEP or self.script.is_below_step()) and is_setting(key, value, scope)

    def _setting(self, words: str, line: int) -> None:
        while self.script.lines and not self.script.lines[-1][0]:
            self.script.lines.pop()
        if self.script.lines and not self.script.lines[-1][0].startswith("- "):
            self.script.blank()
        self.script.line(words, line)
        self.script.blank()

    def _row(self, row: TableRow) -> None:
        """Write a row that is no exercise: the column with words is spoken, the others are a comment."""
        parts = speech_of_row(row)
        if parts is not None:
            if parts.clock:
                self._timed("", parse_duration_ms(re.split(r"\s*[-–]", parts.clock)[0]), row.line)
            if parts.others:
                self.script.comment(" | ".join(parts.others), row.line)
            self._spoken(f"{parts.text} {parts.pause}".strip(), row.line)
            return
        cells = [cell for cell in row.cells if re.search(r"\w", cell)]
        if cells:
            self.script.comment(" | ".join(cells), row.line, "unsure: a table row without numbers for an exercise")

    def _timed(self, text: str, start_ms: int, line: int) -> None:
        label = format_duration(start_ms) if start_ms % 1_000 else format_clock(start_ms)
        if start_ms == 0 and self._estimate_ms == 0:
            pass
        elif self._estimate_ms - _PARAGRAPH_MS <= start_ms:  # the silence takes the place of the pause
            self._end_exercise(line)
            self.script.line(f"[until {label}]", line)
            self.script.entry(line, format_clock(start_ms), Kind.PAUSE, f"[until {label}]")
            self._estimate_ms = start_ms
        else:
            self.script.entry(line, format_clock(start_ms), Kind.UNSURE, LATE)
        if text:
            self._spoken(text, line)

    def _exercise(self, exercise: Exercise) -> None:
        settings, doubts = settings_of(exercise)
        name = speakable_name(exercise.name)
        self.script.blank()
        self.script.line(f"## {escaped(name)}", exercise.line)
        self.script.blank()
        for setting in settings:
            self.script.line(f"- {setting}", exercise.line)
        self.script.blank()
        self._is_in_exercise, self._has_steps = True, True
        self.script.entry(
            exercise.line, exercise.source, Kind.STEP, "; ".join([f"## {name}", *(f"- {one}" for one in settings)])
        )
        for doubt in doubts:
            self.script.entry(exercise.line, exercise.source, Kind.UNSURE, doubt)
        for note in exercise.notes:
            self.script.comment(note, exercise.line)
        for text in exercise.texts:
            self._spoken(text, exercise.line)
        self._closes_before_words = exercise.is_listed

    def _rounds(self, rounds: Rounds, below: Container[type[Block]]) -> None:
        """Repeat all exercises that follow; where none does, those that are written already."""
        count, line, source = rounds.count, rounds.line, rounds.source
        if self._rounds_open or count < 2:  # noqa: PLR2004 - once is no repeat
            self.script.comment(source, line, "unsure: add [repeat] by hand")
            return
        if Exercise in below:
            self.script.line(f"[repeat {count}]", line)
            self._rounds_open, self._rest_of_rounds_ms = True, rounds.rest_ms
        else:
            first = next((index for index, (words, _) in enumerate(self.script.lines) if words.startswith("## ")), None)
            is_plan = any(words.startswith(("- hold:", "- reps:")) for words, _ in self.script.lines)
            if first is None or (Heading in below and not is_plan):
                self.script.comment(source, line, "unsure: add [repeat] by hand")
                return
            self.script.insert(first, f"[repeat {count}]", line)
            self._silence(rounds.rest_ms, "rest between rounds", line)
            self.script.blank()
            self.script.line("[end]", line)
            self._is_in_exercise = False
        self.script.blank()
        self.script.entry(line, source, Kind.STEP, f"[repeat {count}] … [end]")

    def _end_rounds(self, line: int) -> None:
        if self._rounds_open:
            self._silence(self._rest_of_rounds_ms, "rest between rounds", line)
            self.script.blank()
            self.script.line("[end]", line)
            self.script.blank()
            self._rounds_open, self._is_in_exercise = False, False

    def _end_exercise(self, line: int) -> None:
        """Write ``---`` before words that are no part of the exercise above."""
        if self._is_in_exercise:
            self.script.blank()
            self.script.line("---", line)
            self.script.blank()
            self._is_in_exercise = False

    def _spoken(self, text: str, line: int) -> None:
        """Write a paragraph: its words and pauses in one line, its notes as comments behind it."""
        inside, closing, behind = text.rpartition("-->")  # what nothing closes is no picture, and long to look for
        for found in _PICTURE.finditer(inside + closing):
            self.script.comment(found[1], line)
        text = without_tags(_PICTURE.sub(" ", inside + closing) + behind).strip()
        words, speaker = without_speaker(text)
        if speaker:
            self.script.comment(speaker, line)
            text = words
        elif sounding := sound_direction(text):
            self._sounding(sounding, text, line)
            return
        if not text.strip():
            return
        pieces: list[str] = []
        notes: list[tuple[str, str]] = []
        for part in self._habits.parts(text, line):
            self._part(part, line, pieces, notes)
        self._paragraph(pieces, line)
        for note, why in notes:
            self.script.comment(note, line, why)

    def _part(self, part: Part, line: int, pieces: list[str], notes: list[tuple[str, str]]) -> None:
        match part:
            case SpokenWords(words):
                spoken = speakable(words)
                if spoken:
                    pieces.append(escaped(spoken))
                    self._estimate_ms += estimated_ms(spoken)
                    self.script.entry(line, words, Kind.SPOKEN, spoken)
                if doubt := part.told:
                    self.script.entry(line, words, Kind.UNSURE, doubt)
            case Action(action) if action.strip("[] ").lower() == "end" and not self.script.has_open_repeat(pieces):
                notes.append((action, ""))
            case Action(action):
                pieces.append(action)
                self.script.entry(line, action, part.kind, action)
            case UnclearDirection(source, doubt):
                notes.append((source, f"unsure: {doubt}"))
            case FoundDirection(direction, source, doubt):
                self._direction(direction, source, line, pieces, doubt)
                if isinstance(direction, MusicDirection):
                    notes.append((source + _BED_HINT, ""))
                elif not isinstance(direction, _HEARD):
                    notes.append((source, f"unsure: {doubt}" if doubt else ""))

    def _direction(self, direction: Direction, source: str, line: int, pieces: list[str], doubt: str = "") -> None:
        match direction:
            case TimedPause() | BreathPause() | NamedPause():
                written = print_pause(direction)
                pieces.append(written)
                if isinstance(direction, TimedPause):
                    self._estimate_ms += direction.span_ms.high
                told = (Kind.UNSURE, f"{written}: {doubt}") if doubt else (Kind.PAUSE, written)
                self.script.entry(line, source, *told)
            case ChimeDirection(sound, times):
                written = " ".join([f"[chime {sound}]"] * times)
                pieces.append(written)
                self._estimate_ms += 1_500 * times
                self.script.entry(line, source, Kind.CHIME, written)
            case _:
                pass

    def _sounding(self, sounding: str, text: str, line: int) -> None:
        """Write a line such as "SFX: bell": as a chime where one fits, else as a comment."""
        direction = read_direction(sounding, self.language)
        if isinstance(direction, ChimeDirection):
            pieces: list[str] = []
            self._direction(direction, text, line, pieces)
            self._paragraph(pieces, line)
        else:
            self.script.comment(text + _BED_HINT, line)

    def _paragraph(self, pieces: list[str], line: int) -> None:
        """Write the pieces of a paragraph, cut between sentences where it is very long."""
        text = " ".join(pieces)
        if not text:
            return
        if self._is_in_exercise and not re.sub(r"\[[^\[\]]*\]", "", text).strip():
            # A pause behind an exercise is a rest, and no part of its introduction.
            self._end_exercise(line)
        for part in cut(text):
            self.script.line(part, line)
            self.script.blank()
            self._estimate_ms += _PARAGRAPH_MS
