"""Find the settings above all exercises that have none of their own: "Rounds: 3", "Work: 30 s", "Rest: 15 s"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from voicecoach.caseless import Caseless
from voicecoach.importing.document import (
    Block,
    EndOfRounds,
    Exercise,
    Heading,
    Item,
    Note,
    Rounds,
    Rule,
    TableRow,
    TextBlock,
    TimedSilence,
    Words,
    WrittenLine,
    replaced,
    text_of,
)
from voicecoach.importing.exercises.exercise_groups import name_and_how, rests_of
from voicecoach.importing.exercises.exercise_lists import bare_words
from voicecoach.importing.exercises.step_settings import as_cue
from voicecoach.importing.lines.exercise_lines import is_exercise, is_exercise_name, read_exercise
from voicecoach.importing.lines.figure_words import BETWEEN, EXERCISES, REPEAT, REST, ROUND, SETS, D
from voicecoach.importing.lines.figures import DIGIT, read_figures
from voicecoach.importing.lines.heading_parts import heading_parts
from voicecoach.importing.lines.labels import split_fact
from voicecoach.importing.lines.rows import column_of
from voicecoach.importing.readers.heads import is_part_name
from voicecoach.script.listener import addresses_listener
from voicecoach.script.repeat_words import count_of_repeat
from voicecoach.text import capitalised
from voicecoach.units import SECOND_MS, Span

_WORKING = (
    r"(?:work(?: time)?|on(?!\w)|exercise|effort|arbeit(?:szeit)?|belastung|übung(?:szeit)?|"
    r"trabajo|esfuerzo|ejercicio|ejecución|"
    r"travail|exercice|exécution|lavoro|sforzo|esercizio|esecuzione|trabalho|esforço|exercício|execução|werk|"
    r"inspanning|oefening|uitvoering)"
)
_ROUNDS = rf"(?:{ROUND}(?:\sof\s\d{{1,2}}|\s(?:à|a|of|de|di|von|van)\s{D})?|circuit(?:o?s|i|o|en)?|zirkel|circuits)"
_WORDS = r"(?:[^\W\d_]+\.?\s){0,4}?"
_BEHIND = r"(?:\s(?:[^\W\d_]+['’])?[^\W\d_]+){0,3}"
_OF_ALL = rf"\s?{BETWEEN}(?:\s\w+){{0,2}}?\s(?:[^\W\d_]+['’])?{EXERCISES}(?:\s(?:[^\W\d_]['’])?[^\W\d_]+){{0,3}}"
_OF_ONE = r"\s?(?:each|(?:per|pro|je|por|par|pour|für|voor|for)\s(?:\w+\s)?" + EXERCISES + r")(?!\w)"
_RESTING = rf"(?:{REST}|off(?!\w))"
_KINDS = {
    "between": (rf"{REST}{_OF_ALL}", D),
    "sets": (rf"(?:{ROUND}|{SETS}|x){_OF_ONE}", r"\d{1,2}"),
    "rounds": (_ROUNDS, r"\d{1,2}"),
    "rest": (_RESTING, D),
    "work": (_WORKING, D),
}
_SETTINGS = {
    kind: Caseless(
        rf"(?:{_WORDS}{words}{_BEHIND}\s?[:=]?\s*(?P<value>{value})\s?x?|"
        rf"(?P<value2>{value})\s?(?:x\s?)?(?:de |of |di |van |d['’]\s?)?{words}{_BEHIND}|"
        rf"(?P<value3>{value if kind == 'sets' else '(?!)'})\s?x{_OF_ONE})(?!\w)",
    )
    for kind, (words, value) in _KINDS.items()
}
_WORK_REST = re.compile(r"([1-9]\d)\s?/\s?([1-9]\d)(?![\d/])(?:\s?(?:s|sec|sek|seg)\b\.?)?(?=\W|$)")  # "3 x 40/20"
_EACH_OF_THEM = Caseless(_OF_ONE)
_REPEAT = Caseless(rf"(?<!\w){REPEAT}")
_CLOCK = Caseless(rf"EMOM(?:\s{D})?(?!\w)")
_TIMES = Caseless(r"[x×]\s?(?P<value>\d{1,2})(?!\w)|(?P<value2>\d{1,2})\s?[x×](?!\w)")
_PARTS = re.compile(
    r"(?:[\s,;/|•·+.()\[\]:*_–—-]|(?:and|und|y|et|e|en|of|de|di|von|van|then|danach|dann|luego|después|puis|poi|depois|daarna|dan)\s(?=\d))*"
)
_NAME_BEFORE = re.compile(r"(?P<name>[^\W\d_][^\d,;/|]{0,40}?)\s?(?:[:(\[–—-]\s*|\s(?=[x×]\s?\d)|\s(?=\d))")
_MARKS_BEFORE = re.compile(r"^[^\w(\[]+")
_COUNTED = re.compile(r"(?P<reps>\d{1,3})\s+(?P<name>[^\W\d_].*)")
_MINUTE = Caseless(
    r"^(?:min(?:ute|uto|uut)?\.?|station|estación|stazione|estação|übung|exercise|"
    r"ejercicio|exercice|esercizio|exercício|oefening)\s?\d{1,2}\s?[:.–—-]\s*"
)
_BRACKETS = re.compile(r"\s*\([^()\d]*\)")
_LEAST = 2
_MOST_MEMBERS = 60
_MOST_BETWEEN = 6
_MOST_CHARACTERS = 200
_MOST_WORDS_OF_REPEAT = 12
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class _Member:
    """An exercise without figures: its name, and the words right below it."""

    name: str
    line: int
    source: str
    texts: tuple[str, ...]
    taken: int
    count: int = 0
    own: Exercise | None = None


def with_settings_above(blocks: list[Block]) -> list[Block]:
    """Return the blocks with each exercise below a list of settings as a step that has them.

    The settings tell a length of work, and rounds or a rest beside it. Each exercise is a heading with words below it,
    or a line of a list, and none of them has a figure of its own.
    """
    made = dict(_repeated_below(blocks))
    for at in range(len(blocks)):
        run, found = _run(blocks, at)
        if run and ("rounds" in found or ("work" in found and len(found) >= _LEAST)):
            between = list(takewhile(_is_between, pairwise(blocks[at + run : at + run + _MOST_BETWEEN])))
            begin = at + run + len(between)
            members = _members(blocks[begin : begin + _MOST_MEMBERS])
            is_lines = begin < len(blocks) and isinstance(blocks[begin], TextBlock)
            is_counted = is_lines and all(one.count or one.own for one in members)
            is_plan = not any(one.own for one in members) if "work" in found else is_counted
            if len(members) >= _LEAST and is_plan:
                lines = [*blocks[at : at + run], *(one for one, _ in between)]
                end = begin + sum(one.taken for one in members)
                rest_ms = (
                    rests_of(bare_words(text_of(blocks[end])))[1] if "rounds" in found and end < len(blocks) else None
                )
                lines += [blocks[end]] if rest_ms else []
                made[at] = _made(lines, members, found, rest_ms), end - at + (rest_ms is not None)
    return replaced(blocks, made)


def _repeated_below(blocks: list[Block]) -> Iterator[tuple[int, tuple[list[Block], int]]]:
    """Yield the lists of counts that the line below asks to do again: "20 squats", "Rest 1 minute, repeat 3 times."."""
    for end, block in enumerate(blocks):
        text = bare_words(block.text) if isinstance(block, TextBlock | Item) else ""
        is_repeat = len(text.split()) <= _MOST_WORDS_OF_REPEAT and _REPEAT.search(text) is not None
        count = count_of_repeat(text) if is_repeat else None
        if not end or not count:
            continue
        first, kind = end - 1, type(blocks[end - 1])
        while first and end - first < _MOST_MEMBERS and isinstance(blocks[first - 1], kind):
            if blocks[first - 1].line != blocks[first].line - 1:
                break
            first -= 1
        members = _members(blocks[first:end]) if kind is not Heading else []
        is_plan = len(members) == end - first >= _LEAST and all(one.count or one.own for one in members)
        if is_plan and any(one.count and not one.own for one in members):
            found = {"rounds": Span(count, count)}
            yield first, (_made([block], members, found, read_figures(text).rest_ms), end - first + 1)


def _run(blocks: Sequence[Block], at: int) -> tuple[int, dict[str, Span]]:
    """Return how many blocks from a place on only have settings, and these."""
    found: dict[str, Span] = {}
    count = 0
    for place in range(at, len(blocks)):  # no copy of all that follows, for each block
        block = blocks[place]
        settings = _settings(text_of(block)) if isinstance(block, Item | TextBlock | Note | Heading) else {}
        if not settings or found.keys() & settings.keys():
            break
        found |= settings
        count += 1
    return count, found


def _is_between(pair: tuple[Block, Block]) -> bool:
    """Return whether a block may stand below the settings: a line across the page, a fact, the head of a part."""
    block, below = pair
    if isinstance(block, Heading):
        is_name = isinstance(below, Item) and below.text[-1].isalnum()
        return is_name or (isinstance(below, Heading) and below.level > block.level)
    fact = split_fact(text_of(block)) if isinstance(block, Item | TextBlock) else None
    is_fact = fact is not None and DIGIT.search(fact[1]) is not None and not _MINUTE.match(text_of(block))
    return isinstance(block, Rule | Note) or is_fact


def _settings(text: str) -> dict[str, Span]:
    """Return the settings of a line that has nothing else, but perhaps a name before them; empty for any other line."""
    if not DIGIT.search(text) or len(text) > _MOST_CHARACTERS:
        return {}
    text = _MARKS_BEFORE.sub("", _BRACKETS.sub("", text.replace("**", "")).strip("*_ "))
    name = _NAME_BEFORE.match(text)
    is_name = name is not None and (text[name.end("name") : name.end()].strip() != "" or not is_exercise(text))
    return _settings_from(text, 0) or (_settings_from(text, name.end()) if name and is_name else {})


def _settings_from(text: str, at: int) -> dict[str, Span]:
    """Return the settings of a text from a place on; empty where there is anything else."""
    found: dict[str, Span] = {}
    while (at := _end_of(_PARTS, text, _end_of(_CLOCK, text, at))) < len(text):
        has_rounds = "rounds" in found or "sets" in found  # "90/90" alone is a pose
        if has_rounds and not found.keys() & {"work", "rest"} and (pair := _WORK_REST.match(text, at)):
            work, rest = (Span(SECOND_MS * int(one), SECOND_MS * int(one)) for one in pair.groups())
            found, at = found | {"work": work, "rest": rest}, pair.end()
            continue
        if "rounds" in found and (each := _EACH_OF_THEM.match(text, at)):
            found, at = found | {"sets": found.pop("rounds")}, each.end()
            continue
        fits = [(kind, one) for kind, pattern in _SETTINGS.items() if (one := pattern.match(text, at))]
        if one := _TIMES.match(text, at):
            fits.append(("rounds", one))
        kind, one = max(fits, key=lambda fit: fit[1].end(), default=("", None))
        kind = "between" if kind == "rest" and {"sets", "rest"} <= found.keys() else kind  # behind each exercise
        value = next(filter(None, one.groups()), "") if one else ""
        is_count = kind in ("rounds", "sets")
        span = Span(int(value), int(value)) if is_count and value else read_figures(value).hold_ms if value else None
        if one is None or span is None or kind in found:
            return {}
        found[kind] = span
        at = one.end()
    return found


def _end_of(pattern: Caseless | re.Pattern[str], text: str, at: int) -> int:
    """Return where a pattern ends that may stand at a place."""
    found = pattern.match(text, at)
    return found.end() if found else at


def _members(blocks: Sequence[Block]) -> list[_Member]:
    """Return the exercises from the first block on: headings of one level with words below, or lines of a list."""
    found: list[_Member] = []
    kind = type(blocks[0]) if blocks else Note
    at = 0
    if kind is TableRow:
        rows = list(takewhile(lambda one: isinstance(one, TableRow), blocks))
        named = [one for row in rows if isinstance(row, TableRow) for one in _of_row(row)]
        return named if len(named) == len(rows) else []
    while at < len(blocks) and isinstance(block := blocks[at], kind) and isinstance(block, WrittenLine):
        is_level = not found or getattr(block, "level", 0) == getattr(blocks[0], "level", 0)
        is_close = isinstance(block, Heading) or not found or block.line <= found[-1].line + 1
        text = heading_parts(block.text)[0] if isinstance(block, Heading) else bare_words(block.text)
        text = _MINUTE.sub("", text)
        counted = _COUNTED.fullmatch(text)
        name, how = name_and_how(capitalised(counted["name"]) if counted else text)
        is_name = 0 < len(name.split()) <= _MOST_WORDS and is_exercise_name(name) and not name.endswith((".", "!", "?"))
        if not (is_level and is_close and is_name) or is_part_name(name) or addresses_listener(name):
            break
        end = at + 1
        while isinstance(block, Heading) and end < len(blocks) and isinstance(blocks[end], Words):
            end += 1
        texts = how + tuple(text_of(one) for one in blocks[at + 1 : end])
        own = read_exercise(text, block.line, is_listed=True) if not texts else None
        if found and any(rests_of(bare_words(text))):
            break
        if own is None and (DIGIT.search(name) or any(map(DIGIT.search, texts))):
            return []
        count = int(counted["reps"]) if counted else 0
        found.append(_Member(capitalised(name), block.line, block.text, texts, end - at, count, own))
        at = end
    return found


def _of_row(row: TableRow) -> list[_Member]:
    """Return the exercise of a table's row that has a name and words; none where it has figures of its own."""
    cells = dict(zip(map(column_of, row.header), row.cells, strict=False))
    texts = tuple(as_cue(cells[kind]) for kind in ("text", "hint") if cells.get(kind))
    name = cells.get("name", "").strip("* ")
    is_bare = not any(cells.get(kind) for kind in ("sets", "reps", "hold", "rest", "figures", "breaths"))
    is_name = bool(name) and is_exercise_name(name) and not any(map(DIGIT.search, (name, *texts)))
    return [_Member(name, row.line, " | ".join(row.cells), texts, 1)] if is_bare and is_name else []


def _made(
    lines: Sequence[Block], members: Sequence[_Member], found: dict[str, Span], rest_ms: Span | None
) -> list[Block]:
    """Return the settings as notes, and the exercises with them, in their rounds."""
    rounds, between_ms = found.get("rounds"), found.get("between")
    source = text_of(lines[0])
    is_round = rounds is not None and rounds.high > 1
    rest = [TimedSilence(between_ms, source, members[0].line - 1)] if between_ms and not is_round else []
    parts: list[Block] = []
    doubts = (f'its figures are those of "{source}"',) if "work" in found else ()
    made = [
        one.own
        or Exercise(
            one.name, one.line, one.source, hold_ms=found.get("work"), rest_ms=found.get("rest"), texts=one.texts,
            reps=Span(one.count, one.count) if one.count else None, sets=found.get("sets"), doubts=doubts,
            is_listed=True,
        )
        for one in members
    ]  # fmt: skip
    for one in made[:-1]:
        parts += [one, *rest]
    return [
        *map(_without_settings, lines),
        *([Rounds(rounds.high, members[0].line - 1, source, rest_ms, between_ms)] if rounds and is_round else []),
        *parts,
        made[-1],
        *([EndOfRounds(members[-1].line)] if is_round else []),
    ]


def _without_settings(line: Block) -> Block:
    """Return a line of settings as a note; a heading keeps the name before them: "Circuit (3 rounds)"."""
    if isinstance(line, Words):
        return Note(text_of(line), line.line)
    name = _NAME_BEFORE.search(line.text) if isinstance(line, Heading) and line.level > 1 else None
    return replace(line, text=name["name"]) if name and isinstance(line, Heading) and _settings(line.text) else line
