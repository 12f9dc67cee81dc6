"""Recognise what other kinds of text have beside words: front matter, tables, headings, fences, labels, time stamps.

Each kind is told once, with the place of its first line. The reader goes on with lines that stand for what was meant;
``check --fix`` rewrites what is certain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from voicecoach.errors import Severity
from voicecoach.script.block_kinds import Block, BlockKind
from voicecoach.script.directions import read_pause
from voicecoach.script.fact_words import FACT_WORDS
from voicecoach.script.notation import is_marked_direction
from voicecoach.script.settings import keys
from voicecoach.script.speaker_words import SPEAKERS, VOICES
from voicecoach.script.spec import Scope
from voicecoach.script.whole_blocks import IMPORT, head_named, more, whole_blocks
from voicecoach.text import MOST_GUESSES, nearest, quoted, shortened
from voicecoach.units import UnitError, format_clock, parse_duration_ms

_KEY = re.compile(r"([^\W\d_][\w -]{0,30}):(?:\s+(.*))?")
_TITLE_KEYS = ("title", "name", "titel", "título", "titre", "titolo", "nome", "naam")
_LONGEST_FRONT_MATTER = 60
_SEPARATOR = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{1,}:?\s*)*\|?|\|\s*:?-+:?\s*\|(?:\s*:?-+:?\s*\|)*")
_HEADING = re.compile(r"(#{3,})\s*\S.*")
_FENCE = re.compile(r"(`{3,}|~{3,}).*")
_RULE = re.compile(r"(?:\*\s*){3,}|(?:_\s*){3,}|(?:-\s+){2,}-|={3,}|(?:[~•·◦]\s*){3,}|⸻")
_VOICE = rf"(?:{'|'.join(VOICES)})(?=[*_]*\s*:[*_]*\s*\S+(?:\s+\S+){{3}})"
_SPEAKERS = rf"voice-?\s?over|{'|'.join(re.escape(word) for word in SPEAKERS if word not in VOICES)}|{_VOICE}"
_SPEAKER = re.compile(rf"([*_]*(?:{_SPEAKERS})(?:\s+\w{{1,12}})?[*_]*\s*:[*_]*)\s*(.*)", re.IGNORECASE)
_NAMED_LINE = re.compile(r"([a-z\d]+(?:[-_][a-z\d]+)+:)\s+(\S+\s+\S.*)")
_KEY_LINE = re.compile(r"([a-z][a-z\d]*(?:_[a-z\d]+)*):(?:\s+(\S.{0,40}))?")
_NOTE = re.compile(r"\*\*([^*:]{2,40})(?::\*\*|\*\*:)\s*(.*)")
_FACT = re.compile(r"\*{0,2}([^\W\d_][^*:]{0,40})(?::\*\*|\*\*:|:)\s*(.{0,120})")
_NO_WORDS = re.compile(r"[A-Z\d][A-Z\d_.-]{0,8}|")
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?"
_RANGE_END = rf"(?:\s*[-–—]+>?\s*{_CLOCK})?"
_BRACKETED_TIME = re.compile(rf"\[\s*({_CLOCK}){_RANGE_END}\s*\]")
_LEADING_TIME = re.compile(
    rf"(?:\[\s*({_CLOCK}){_RANGE_END}\s*\]|\(\s*({_CLOCK}){_RANGE_END}\s*\)|({_CLOCK}){_RANGE_END})"
    r"(?:\s*[-–—:]\s+|\s+)(?=\S)"
)
_BULLET = re.compile(r"[-*•–]\s+(?:\[[ xX]\]\s+)?")
_NAMING = ("voice", "language", "wording", "bed")
_LEAST_COMMAS = 2


def find_blocks(lines: Sequence[str]) -> list[Block]:
    """Return the blocks of a text, by its lines without white space around them and without comments."""
    blocks = [
        *_front_matter(lines), *_tables(lines), *_comma_tables(lines), *_headings(lines), *_fences(lines),
        *_rules(lines), *_speakers(lines), *_named_lines(lines), *_keys(lines), *_facts(lines), *_notes(lines),
        *_times(lines), *whole_blocks(lines), *_lists(lines),
    ]  # fmt: skip
    taken: set[int] = set()
    kept = []
    for block in blocks:
        if taken.isdisjoint(block.lines):
            kept.append(block)
            taken.update(block.lines)
    return sorted(kept, key=lambda block: block.lines)


def fixed_blocks(lines: Sequence[str]) -> dict[int, str]:
    """Return the lines of blocks that are certain, by their numbers from 0, as a script has them."""
    fixed: dict[int, str] = {}
    for block in find_blocks(lines):
        for number in block.lines:
            line = lines[number]
            match block.kind:
                case BlockKind.FRONT_MATTER | BlockKind.FACTS:
                    fixed[number] = "" if line in ("", "---") else as_comment(line)
                case BlockKind.HEADINGS | BlockKind.TITLES | BlockKind.PARTS:
                    fixed[number] = f"## {head_named(line)}"
                case BlockKind.FENCE | BlockKind.RULES:
                    fixed[number] = ""
                case BlockKind.LIST if not any(":" in lines[at] for at in block.lines):
                    fixed[number] = _BULLET.sub("", line)
                case BlockKind.SPEAKERS | BlockKind.NAMED_LINES:
                    label, words = label_of(line, block.kind)
                    fixed[number] = f"{as_comment(label)} {words}".rstrip()
                case BlockKind.TIMES if are_time_stamps(lines, block):
                    fixed[number] = with_until(line)
                case _:
                    pass
        title = title_of(lines, block) if block.kind is BlockKind.FRONT_MATTER else ""
        if title and not any(line.startswith("# ") for line in lines):
            fixed[0] = f"# {title}"
    return fixed


def as_comment(words: str) -> str:
    """Return words as a comment of a script."""
    return f"<!-- {words.replace('--', '—')} -->"


def title_of(lines: Sequence[str], block: Block) -> str:
    """Return the title that front matter gives; empty for none."""
    for line in (lines[number] for number in block.lines):
        key = _KEY.fullmatch(line)
        if key and key[1].lower() in _TITLE_KEYS and key[2]:
            return key[2].strip("\"' ")
    return ""


def row_words(line: str, kind: BlockKind) -> str:
    """Return the words of a row of a table as a sentence; empty where it has none.

    >>> row_words("| Plank | ☐ | 60s (per side) |", BlockKind.TABLE)
    'Plank, 60s (per side).'
    """
    if kind is BlockKind.TABLE and _SEPARATOR.fullmatch(line):
        return ""
    separator = "|" if kind is BlockKind.TABLE else max(",;", key=line.count)
    cells = (cell.strip() for cell in line.split(separator))
    words = ", ".join(cell for cell in cells if any(map(str.isalnum, cell)))
    return words if not words or words[-1] in ".!?" else f"{words}."


def label_of(line: str, kind: BlockKind) -> tuple[str, str]:
    """Return the label before a line's words, and the words."""
    found = (_SPEAKER if kind is BlockKind.SPEAKERS else _NAMED_LINE).fullmatch(line)
    assert found is not None
    words = found[2]
    return (line, "") if kind is BlockKind.SPEAKERS and _NO_WORDS.fullmatch(words) else (found[1], words)


def with_until(line: str) -> str:
    """Return a line that begins with a time stamp with an action in its place.

    >>> with_until("0:20 - Breathe in."), with_until("[00:01:10] Let go.")
    ('[until 0:20] Breathe in.', '[until 1:10] Let go.')
    """
    found = _LEADING_TIME.match(line)
    if found is None:
        return line
    time_ms = parse_duration_ms(next(filter(None, found.groups())))
    return f"[until {format_clock(time_ms)}] {line[found.end() :]}"


def are_time_stamps(lines: Sequence[str], block: Block) -> bool:
    """Return whether each time of a block stands before the words that are meant to begin then."""
    return all(_LEADING_TIME.match(lines[number]) for number in block.lines)


def _front_matter(lines: Sequence[str]) -> Iterator[Block]:
    if not lines or lines[0] != "---":
        return
    end = next((number for number in range(1, min(len(lines), _LONGEST_FRONT_MATTER)) if lines[number] == "---"), 0)
    inner = lines[1:end]
    keys = sum(_KEY.fullmatch(line) is not None for line in inner)
    if keys and all(not line or line.startswith(("-", "#", "[")) or _KEY.fullmatch(line) or keys for line in inner):
        message = "the lines between these two --- are front matter and are not spoken"
        hint = "write the title as # Title. check --fix does this, and turns the other lines into comments"
        yield Block(BlockKind.FRONT_MATTER, tuple(range(end + 1)), message, hint)


def _runs(lines: Sequence[str], belongs: Callable[[str], bool]) -> Iterator[tuple[int, ...]]:
    """Yield each run of adjacent lines."""
    run: list[int] = []
    for number, line in enumerate((*lines, "")):
        if belongs(line) and number < len(lines):
            run.append(number)
        elif run:
            yield tuple(run)
            run = []


def _tables(lines: Sequence[str]) -> Iterator[Block]:
    for run in _runs(lines, lambda line: line.count("|") > 1 or ("|" in line and line[0] not in "#-")):
        is_table = any("|" in lines[number] and _SEPARATOR.fullmatch(lines[number]) for number in run)
        if len(run) > 1 and (is_table or all(lines[number].startswith("|") for number in run)):
            message = "this is a table; each row is spoken as a sentence"
            yield Block(BlockKind.TABLE, run, message, f"turn each exercise into a step; {IMPORT}")


def _comma_tables(lines: Sequence[str]) -> Iterator[Block]:
    for comma in ",;":
        for run in _runs(lines, lambda line, comma=comma: _is_row(line, comma)):  # type: ignore[misc]
            if len(run) > 1 and len({lines[number].count(comma) for number in run}) == 1:
                message = "these lines look like a table (CSV); each is spoken as a sentence"
                yield Block(BlockKind.COMMAS, run, message, f"turn each exercise into a step; {IMPORT}")


def _is_row(line: str, comma: str) -> bool:
    is_table = line.count(comma) >= _LEAST_COMMAS and f"{comma} " not in line
    return is_table and line[-1] not in ".!?" and line[0] not in "#-["


def _headings(lines: Sequence[str]) -> Iterator[Block]:
    found = tuple(number for number, line in enumerate(lines) if _HEADING.fullmatch(line))
    if found:
        first = lines[found[0]]
        hashes = "#" * min(len(first) - len(first.lstrip("#")), 6)
        hint = f"write ## {shortened(first.lstrip('#').strip()) or 'and a name'} for a step"
        message = f"{hashes} is not a heading: use # for the title and ## for steps"
        if len(found) > 1:
            message += f"; {len(found) - 1} more lines have one"
            hint += "; check --fix changes all of them"
        yield Block(BlockKind.HEADINGS, found, message, hint, Severity.ERROR)


def _fences(lines: Sequence[str]) -> Iterator[Block]:
    opened: int | None = None
    for number, line in enumerate(lines):
        if not _FENCE.fullmatch(line):
            continue
        if opened is None:
            opened = number
        else:
            yield _fence((opened, number))
            opened = None
    if opened is not None:
        yield _fence((opened,))


def _fence(lines: tuple[int, ...]) -> Block:
    message = "code fences are not allowed"
    hint = "remove the line" if len(lines) == 1 else f"remove this line, and line {lines[1] + 1}"
    return Block(BlockKind.FENCE, lines, message, hint, Severity.ERROR)


def _rules(lines: Sequence[str]) -> Iterator[Block]:
    found = tuple(number for number, line in enumerate(lines) if line and _RULE.fullmatch(line))
    if found:
        message = f"{quoted(lines[found[0]])} counts as a blank line{more(found)}"
        yield Block(BlockKind.RULES, found, message, "write --- to end a step, or remove it")


def _speakers(lines: Sequence[str]) -> Iterator[Block]:
    found = tuple(number for number, line in enumerate(lines) if _SPEAKER.fullmatch(line))
    if found:
        label, _ = label_of(lines[found[0]], BlockKind.SPEAKERS)
        message = f"{quoted(label)} names the speaker, and is spoken{more(found)}"
        yield Block(BlockKind.SPEAKERS, found, message, "remove it; check --fix turns it into a comment")


def _named_lines(lines: Sequence[str]) -> Iterator[Block]:
    found = tuple(number for number, line in enumerate(lines) if _NAMED_LINE.fullmatch(line))
    if found:
        label, _ = label_of(lines[found[0]], BlockKind.NAMED_LINES)
        message = f"{quoted(label)} looks like a label, and is spoken{more(found)}"
        yield Block(BlockKind.NAMED_LINES, found, message, f"write <!-- {label} --> instead; check --fix does this")


def _keys(lines: Sequence[str]) -> Iterator[Block]:
    found = tuple(number for number, line in enumerate(lines) if _KEY_LINE.fullmatch(line))
    if len(found) > 1 and any("_" in lines[number].partition(":")[0] for number in found):
        message = f"{quoted(lines[found[0]])} looks like a setting for another program, and is spoken{more(found)}"
        yield Block(BlockKind.KEYS, found, message, f"turn each exercise into a step; {IMPORT}")


def _notes(lines: Sequence[str]) -> Iterator[Block]:
    found = tuple(number for number, line in enumerate(lines) if _NOTE.fullmatch(line) and not read_pause(line))
    if found:
        first = shortened(lines[found[0]])
        message = f"{quoted(first)} may be a note, and is spoken{more(found)}"
        yield Block(BlockKind.NOTES, found, message, f"if listeners should not hear it, write <!-- {first} -->")


def _facts(lines: Sequence[str]) -> Iterator[Block]:
    """Yield the facts about the text above its first words: two lines or more, each with a key that names one."""
    top = next((number for number, line in enumerate(lines) if line and not line.startswith("#")), 0)
    found = []
    for number in range(top, min(top + _LONGEST_FRONT_MATTER, len(lines))):
        fact = _FACT.fullmatch(lines[number])
        words = fact[1].lower().split() if fact else []
        if fact and fact[2] and (words[0] in FACT_WORDS or words[-1] in FACT_WORDS):
            found.append(number)
        elif lines[number]:
            break
    if len(found) > 1 or (found and lines[top].startswith("**")):
        message = f"{quoted(lines[top])} describes the text, and is spoken{more(tuple(found))}"
        hint = f"write {as_comment(shortened(lines[top]))}, or a setting; check --fix turns them into comments"
        yield Block(BlockKind.FACTS, tuple(found), message, hint)


def _times(lines: Sequence[str]) -> Iterator[Block]:
    for pattern in (_LEADING_TIME, _BRACKETED_TIME):
        found = [(number, time) for number, line in enumerate(lines) for time in pattern.finditer(line)]
        if pattern is _LEADING_TIME:
            found = [(number, time) for number, time in found if time.start() == 0]
        times = [next(filter(None, time.groups())) for _, time in found]
        try:
            times_ms = [parse_duration_ms(time) for time in times]
        except UnitError:
            continue
        if len(times_ms) > 1 and all(before < after for before, after in pairwise(times_ms)):
            is_pause = pattern is _BRACKETED_TIME or lines[found[0][0]].startswith("[")
            told = "each is a pause" if is_pause else "each is spoken"
            message = f"these {len(times)} times rise from {times[0]} to {times[-1]}, and {told}"
            hint = f"write [until {format_clock(times_ms[0])}] for a time of the session"
            numbers = tuple(dict.fromkeys(number for number, _ in found))
            if pattern is _LEADING_TIME:
                hint += "; check --fix does this"
            yield Block(BlockKind.TIMES, numbers, message, hint)
            return


def _lists(lines: Sequence[str]) -> Iterator[Block]:
    lines_left = 2 * MOST_GUESSES
    for run in _runs(lines, lambda line: _BULLET.match(line) is not None):
        lines_left -= len(run)
        if lines_left < 0:
            return  # each line that is no setting is told for itself
        items = [_BULLET.sub("", lines[number]) for number in run]
        near = [item for item in items if _may_be_setting(item)]  # squats: sets
        if len(run) > 1 and 2 * len(near) < len(run) and not any(map(_is_setting, near)):
            message = f"these {len(run)} lines are a list, not settings"
            hint = "remove the dashes to speak them"
            if not any(":" in lines[number] for number in run):
                hint += "; check --fix does this"
            yield Block(BlockKind.LIST, run, message, hint, Severity.ERROR)


def _is_setting(line: str) -> bool:
    """Return whether a line has the key of a setting, or is a pause between dashes."""
    key, colon, _ = line.lower().partition(":")
    words = key.split()
    known = keys(Scope.BOTH)
    if not words or is_marked_direction(f"- {line}"):
        return True
    if not colon:
        return words[0] in known and (words[0] in _NAMING or any(map(str.isdigit, key)))
    return words[0] in known or key.strip() in known


def _may_be_setting(line: str) -> bool:
    """Return whether a line has the key of a setting, perhaps misspelt."""
    if _is_setting(line):
        return True
    key, colon, _ = line.lower().partition(":")
    known = keys(Scope.BOTH)
    return bool(colon) and any(nearest(words, known) is not None for words in (key.strip(), *key.split()[:1]))
