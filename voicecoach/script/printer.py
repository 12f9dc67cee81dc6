"""Print a routine, or one text of it, in the canonical form that reads back as the same.

A text can also be printed for the eye, such as a step's name, and stripped of the marks of emphasis.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from voicecoach.script import model
from voicecoach.script.beds import print_bed
from voicecoach.script.directions import BreathPause, NamedPause, PauseKind, PauseLength, TimedPause
from voicecoach.script.source import Comment
from voicecoach.script.speakable import without_tags
from voicecoach.script.spec import Off, Settings
from voicecoach.units import (
    SECOND_MS,
    Span,
    format_clock,
    format_count_span,
    format_duration,
    format_duration_span,
)

_BRACKETS = re.compile(r"[\[\]{}()]")
_CLOSERS = {"[": "]", "{": "}"}
_WRITTEN_FORM = re.compile(r"\([^()\[\]{}\\]+\)\Z")
_STARS = re.compile(r"\*+")
_MOST_STARS = 3
_MARK_OF_LINE = re.compile(r"[#*\u2022\u2013]")


def print_routine(routine: model.Routine) -> str:
    """Return a script in its canonical form: a line for each setting and paragraph, a blank line between blocks."""
    lines: list[_Line] = []
    if routine.title is not None:
        lines += [_Line(f"# {print_text(routine.title)}", routine.title.location.line, is_heading=True), _BLANK]
    lines += _settings(routine.settings)
    lines += _sections(routine.sections, at_top=True)
    return _tidy(_with_accepting_comments(lines))


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line.

    Attributes:
        text: The line.
        number: The number of the line where it was written; 0 where nothing asks for it.
        is_heading: Whether it is the title or the heading of a step.
        comment: The comment that it consists of, if any.
    """

    text: str
    number: int = 0
    is_heading: bool = False
    comment: Comment | None = None


_BLANK = _Line("")


def _settings(settings: Settings) -> Iterator[_Line]:
    for entry in settings.entries:
        yield _comment(entry) if isinstance(entry, Comment) else _Line(entry.written_line, entry.location.line)
    yield _BLANK


def _sections(sections: tuple[model.RoutineSection, ...], *, at_top: bool = False) -> Iterator[_Line]:
    needs_divider = not at_top
    for section in sections:
        match section:
            case model.Part(flow):
                if needs_divider:
                    yield from (_Line("---"), _BLANK)
                yield from (*_flow(flow), _BLANK)
                needs_divider = True
            case model.Step():
                yield _Line(f"## {print_text(section.name)}", section.location.line, is_heading=True)
                yield _BLANK
                yield from _settings(section.settings)
                yield from (*_flow(section.flow), _BLANK)
                needs_divider = True
            case model.SessionRepeat(count, inner):
                yield from (_Line(f"[repeat {count}]"), _BLANK)
                yield from _sections(inner)
                yield from (_Line("[end]"), _BLANK)
                # A part after [end] needs no --- to be read as one.
                needs_divider = False


def _flow(flow: model.Flow) -> Iterator[_Line]:
    for item in flow:
        match item:
            case model.Paragraph(text):
                yield _Line(print_text(text), text.location.line)
            case model.Break():
                yield _BLANK
            case model.Repeat(count, inner):
                yield _Line(f"[repeat {count}]")
                yield from _flow(inner)
                yield _Line("[end]")
            case model.Include(name, location):
                yield _Line(f"[include {name}]", location.line)
            case Comment():
                yield _comment(item)


def _comment(comment: Comment) -> _Line:
    return _Line(f"<!-- {comment.text} -->", comment=comment)


def _with_accepting_comments(lines: list[_Line]) -> list[str]:
    """Return the texts of lines; a comment that silences the warnings of a line goes back to the end of that line."""
    texts = [line.text for line in lines]
    is_moved = [False] * len(lines)
    heading = -1
    for index, line in enumerate(lines):
        heading = index if line.is_heading else heading
        if line.comment is None or not line.comment.accepts_warnings or not line.comment.is_beside_words:
            continue
        written = line.comment.location.line
        below = next((at for at in range(index + 1, len(lines)) if lines[at].text and lines[at].comment is None), -1)
        if below >= 0 and 0 < lines[below].number <= written:
            target = below
        elif heading >= 0 and lines[heading].number == written:
            target = heading
        else:
            continue
        texts[target] += f" {line.text}"
        is_moved[index] = True
    return [text for text, moved in zip(texts, is_moved, strict=True) if not moved]


def _tidy(lines: list[str]) -> str:
    """Join lines, with single blank lines between them and none at the ends."""
    tidy: list[str] = []
    for line in lines:
        if line or (tidy and tidy[-1]):
            tidy.append(line)
    return "\n".join(tidy).strip("\n") + "\n"


def print_text(text: model.Text) -> str:
    """Return a text on one line as a script has it; it reads back as the same."""
    printed: list[str] = []
    closers_due: Counter[str] = Counter()
    for index, piece in enumerate(text.pieces):
        following = text.pieces[index + 1] if index + 1 < len(text.pieces) else None
        spaced = isinstance(piece, model.Action) or (index > 0 and isinstance(text.pieces[index - 1], model.Action))
        # A mark with a space after it would begin a heading or a setting.
        if spaced and printed and not (index == 1 and _MARK_OF_LINE.fullmatch(printed[0])):
            printed.append(" ")
        if isinstance(piece, model.Words):
            before_brace = isinstance(following, model.Variable | model.SideChoice)
            printed.append(_print_words(piece.text, closers_due, before_brace=before_brace))
        else:
            printed.append(_print_piece(piece))
    return "".join(printed)


def written_form(text: model.Text) -> str:
    """Return the words of a text as they are shown, such as a step's name.

    Substitutions show their written form; marks of emphasis, variables and actions are removed.
    """
    parts = []
    for piece in text.pieces:
        match piece:
            case model.Words(words):
                parts.append(words)
            case model.Substitution(written):
                parts.append(written)
            case _:
                pass
    return plain_words("".join(parts))


def plain_words(words: str) -> str:
    """Return words as they are shown: without marks of emphasis and tags, with single spaces."""
    return " ".join(without_emphasis(without_tags(words)).split())


def without_emphasis(words: str) -> str:
    """Return words without the ``*`` marks of emphasis, which are not spoken.

    One to three stars open before a word and as many close after one; any other star stays.

    >>> without_emphasis("*Slowly*, 2 * 3, **now**")
    'Slowly, 2 * 3, now'
    """
    if "*" not in words:
        return words
    opened: dict[int, re.Match[str]] = {}
    marks: list[tuple[int, int]] = []
    for stars in _STARS.finditer(words):
        count = len(stars[0])
        before, after = words[stars.start() - 1 : stars.start()], words[stars.end() : stars.end() + 1]
        closes = before.strip() and not _is_word(after)
        if count > _MOST_STARS:
            continue
        if closes and count in opened:
            marks += (opened.pop(count).span(), stars.span())
        elif after.strip() and not _is_word(before):
            opened[count] = stars
    kept, end = [], 0
    for mark_begin, mark_end in sorted(marks):
        kept.append(words[end:mark_begin])
        end = mark_end
    return "".join([*kept, words[end:]])


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _print_words(words: str, closers_due: Counter[str], *, before_brace: bool) -> str:
    """Return words with a backslash before each bracket that would be read as markup."""
    final_parentheses = _WRITTEN_FORM.search(words) if before_brace else None

    def escape(found: re.Match[str]) -> str:
        bracket = found[0]
        is_behind_backslash = words[found.start() - 1 : found.start()] == "\\"
        if bracket in _CLOSERS:
            closers_due[_CLOSERS[bracket]] += 1
            return f"\\{bracket}"
        if bracket in "()":
            begins_written_form = final_parentheses and found.start() == final_parentheses.start()
            return f"\\{bracket}" if is_behind_backslash or begins_written_form else bracket
        if is_behind_backslash or not closers_due[bracket]:
            return f"\\{bracket}"
        closers_due[bracket] -= 1
        return bracket

    return _BRACKETS.sub(escape, words)


def _print_piece(piece: model.Piece) -> str:
    match piece:
        case model.Words(text):
            return text
        case model.Substitution(written, spoken):
            return f"({written}){{{spoken}}}"
        case model.Variable(name):
            return f"{{{name}}}"
        case model.SideChoice(words):
            return f"{{side|{'|'.join(words)}}}"
        case _:
            return _print_action(piece)


def _print_action(action: model.Action) -> str:
    match action:
        case model.Pause(length):
            return print_pause(length)
        case model.Chime(sound, after_ms=after_ms):
            return f"[chime {sound}]" if after_ms is None else f"[chime {sound} {format_duration(after_ms)}]"
        case model.Recording(sound):
            return f"[sound {sound}]"
        case model.Wait(duration_ms):
            return f"[wait {format_duration(duration_ms)}]"
        case model.Until(time_ms, is_from_step):
            return print_until(time_ms, is_from_step=is_from_step)
        case model.VoiceChange(voice, language):
            return f"[{' '.join(['voice', ', '.join(filter(None, (voice, language)))]).rstrip()}]"
        case model.BedChange(bed, fade_ms):
            return _print_bed_change(bed, fade_ms)
        case model.Gap(factor):
            return "[gap]" if factor == 1 else f"[gap {float(factor):g}]"


def _print_bed_change(bed: model.BedSetting | Off | None, fade_ms: int | None) -> str:
    named = "" if bed is None else "off" if isinstance(bed, Off) else print_bed(bed)
    return f"[{' '.join(filter(None, ('bed', named, '' if fade_ms is None else format_duration(fade_ms))))}]"


def print_pause(length: PauseLength) -> str:
    """Return a pause in its canonical form.

    >>> print_pause(TimedPause(Span(5_000, 10_000))), print_pause(BreathPause(Span(1, 1)))
    ('[pause 5-10s]', '[pause 1 breath]')
    """
    match length:
        case TimedPause(span_ms):
            return f"[pause {format_duration_span(span_ms)}]"
        case BreathPause(breaths):
            return f"[pause {format_count_span(breaths)} {'breath' if breaths == Span(1, 1) else 'breaths'}]"
        case NamedPause(kind):
            return "[pause]" if kind is PauseKind.PLAIN else f"[{kind} pause]"


def print_until(time_ms: int, *, is_from_step: bool = False) -> str:
    """Return a time to wait for in its canonical form.

    >>> print_until(70_000), print_until(30_500, is_from_step=True)
    ('[until 1:10]', '[until +30.5s]')
    """
    if is_from_step:
        return f"[until +{format_duration(time_ms)}]"
    return f"[until {format_duration(time_ms) if time_ms % SECOND_MS else format_clock(time_ms)}]"
