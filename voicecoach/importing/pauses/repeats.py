"""Put a repeat around what it repeats: the items above "Repeat 5 times", within their own part of the session."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

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
)
from voicecoach.importing.lines.rounds import read_rounds
from voicecoach.script.direction_words import BREATHE
from voicecoach.script.listener import folded_words
from voicecoach.script.repeat_words import CYCLES, count_of_repeat
from voicecoach.script.word_patterns import COUNT_WORD, TIMES
from voicecoach.units import Span

_BOUNDARIES = (Heading, Rule, Rounds, EndOfRounds)
_WHOLE = re.compile(
    r"\b(?:circuit|zirkel|circuito|sequence|sequenz|secuencia|séquence|sequenza|sequência|routine|rutina|rotina|"
    r"whole|entire|everything|all|alles|todo|tout|tutto|tudo|rounds?|runden?|rondas?|vueltas?|tours?|giri|rodadas?|"
    r"voltas?|rondes?|rondjes?)\b",
    re.IGNORECASE,
)
_TIMES = r"(?:[x×]\s?(?:{n})|(?:{n})\s?" + TIMES + r"(?:\s(?:wiederholen|herhalen|repeat))?)"
_N = rf"(\d{{1,2}}|{COUNT_WORD})(?:\s?[-–]\s?\d{{1,2}})?"
_REPEAT = r"(?:repeat|wiederhol\w*|repet\w+|repit\w+|répét\w*|ripet\w+|herhal\w*)\s"
_OFTEN = re.compile(
    rf"(?:(?<=[.!?…\]])|(?<=[^\W_])(?=[^()\[\]]{{0,2}}[(\[](?:{_REPEAT}|[^()\[\]]*[)\]]\W*$)))[\"'”“’»]?\s*[*_]*[(\[]\s*(?:{_REPEAT})?"
    rf"{_TIMES.format(n=_N)}\s*[)\]][*_]*(?=[.]?\s|$)|(?:(?<=[.!?…])|(?<=[.!?…][\"”“»]))\s+(?:[x×]\s?{_N}|{_N}\s?[x×])(?=\s*$)",
    re.IGNORECASE,
)
"""A number of times for the sentence before it, in brackets or at the end of a line: "(6x)"."""

_DASHED = re.compile(r"[–—]\s?(?P<count>\d{1,2}\s?[x×])\s?[–—](?=\s|$)")
_BEFORE = re.compile(
    r"\s*(?P<count>\d{1,2})(?:\s?[-–]\s?\d{1,2})?\s?[x×]\s+(?P<words>[\"“„«]?[A-ZÀ-Ý][^\"“„«”»]*[.!?…\"”“»][\"”“».]*)\s*"
)
"""A number of times before a whole sentence: "3x „My right arm is heavy.“."""

_LAST = re.compile(r"(?P<before>.+[.!?…\]][\"'”“’»]?)\s+(?P<asked>[^\W_][^.!?…\[\]()*_]{3,60})[.!]?\s*", re.DOTALL)
"""A paragraph and its last sentence, which may ask to repeat it: "Breathe in. Breathe out. Repeat 5 times."."""

_BRACKETS_AT_END = re.compile(r"(?:\s*\[[^\[\]]*\])+$")
_IN_BRACKETS = re.compile(r"[*_]*[\[(][^\[\]()]*[\])][*_]*")
_STOP = re.compile(r"(?<=[.!?…])[\"'”“’»]?\s+(?=[^\sa-zà-ÿ])")
_GOES_ON = re.compile(r"\s*[,;a-zà-ÿ]")
_SAYING = re.compile(
    r"\b(?:say|repeat|tell|whisper|think|sag\w*|sprich|sprecht|sprechen|denk\w*|flüster\w*|di|dí|dile|digan?|repite|"
    r"repita|piensa|dis|dites|répète[sz]?|répétez|pense[sz]?|ripeti|ripetete|dite|pensa|diz|dig[ao]|pense|zeg|denk|"
    r"fluister|herhaal)\b[^:.!?…]*:\s+(?=\S)",
    re.IGNORECASE,
)
"""The words before those that are said often: "Say to yourself: I am calm."."""
_CYCLES = Caseless(rf"\b(?:{CYCLES}|ciclo|cyclus|zyklus|breaths?)\b")
_MOST_WORDS_OF_SHORT = 4
_NEAR = 30
_MOST_SENTENCES = 4
_MOST_WORDS_REPEATED = 60
_LONGEST_REPEATED_CHARACTERS = 2_000
_VERB = re.compile(
    r"[*_\s]*(?:(?:à |da |a )?(?:repeat|wiederhol|repet|repit|répét|ripet|herhaal|herhal)|"
    r".*(?:wiederholen|herhalen)\W*$)",
    re.IGNORECASE,
)
_LEAST_REPEATED = 2
_LEAST_WORDS_OF_FORMULA = 3
_BY_HAND = "unsure: add [repeat] by hand"


def with_repeats(blocks: Sequence[Block], remarks: list[Note]) -> list[Block]:
    """Return the blocks with each repeat around the items, lines or exercises right above it that it is about.

    One that follows an instruction and may be about anything above becomes a comment that is told; one that
    announces the exercises below it stays.
    """
    kept: list[Block] = []
    waiting: Rounds | None = None  # rounds begin with a step, so that words above it are said once
    blocks = list(_with_sentences(blocks, remarks))
    for place, block in enumerate(blocks):
        if waiting is not None and not isinstance(block, TextBlock | Item | Note):
            kept.append(waiting)
            waiting = None
        if not isinstance(block, Rounds) or block.rest_ms or block.count < _LEAST_REPEATED:
            kept.append(block)
            continue
        part = _part_above(kept)
        if not part or _announces(block, part[-1], blocks[place + 1 :]):
            waiting = block
            continue
        run = _run_above(part, block.line)
        if len(part) == 1 and isinstance(part[0], TextBlock) and block.line - part[0].line == 1 and len(kept) > 1:
            run = part  # all the words below a head
        if isinstance(part[-1], Exercise) and not run and part[-1].sets is None and block.line - part[-1].line <= 1:
            count = Span(block.count, block.count)
            kept[-1] = replace(part[-1], sets=count, source=f"{part[-1].source} / {block.source}")
            continue
        begin = len(kept) - len(run)
        if begin < len(kept) and isinstance(kept[begin], Exercise):
            kept.insert(begin, replace(block, line=kept[begin].line))
            kept.append(EndOfRounds(block.line))
        elif begin < len(kept):
            kept.insert(begin, TextBlock(f"[repeat {block.count}]", kept[begin].line))
            kept.append(TextBlock("[end]", block.line))
            told = f"the lines above it are done {block.count} times"
            remarks.append(Note(block.source, block.line, told))
        elif isinstance(part[-1], Exercise) or _WHOLE.search(block.source) or _is_of_all(part, kept, blocks[place:]):
            kept.append(block)
        else:
            kept.append(Note(block.source, block.line, _BY_HAND))
    return kept if waiting is None else [*kept, waiting]


def _with_sentences(blocks: Sequence[Block], remarks: list[Note]) -> Iterator[Block]:
    """Put a repeat around the sentence before "(6x)": since the last bracket, or from the beginning of its paragraph.

    Where several long sentences stand there, it may be about the last one or about all, so that it stays.
    """
    for block in blocks:
        if not isinstance(block, Words) or "\n" in block.text:
            yield block
            continue
        block = replace(block, text=_DASHED.sub(r"(\g<count>)", block.text))  # noqa: PLW2901
        counted = _BEFORE.fullmatch(block.text) if block.text.lstrip()[:1].isdigit() else None
        if counted is not None:
            yield from _said_often(counted, block.line, remarks)
            continue
        if (asked := _asked_at_end(block.text)) is not None:
            words, told, count = asked
            begin = _begin_of_cycle(words) if _CYCLES.search(told) else 0
            yield from [replace(block, text=words[:begin].strip())] if begin else []
            yield from _repeated(words[begin:], count, block.line)
            remarks.append(Note(told, block.line, f"said {count} times"))
            continue
        yield from _with_counts(block, remarks)


def _with_counts(block: TextBlock | Item, remarks: list[Note]) -> Iterator[Block]:
    """Put a repeat around each sentence of a paragraph that has its count behind it."""
    end = 0
    for found in _OFTEN.finditer(block.text):
        number = next(one for one in found.groups() if one)
        count = int(number) if number.isdigit() else count_of_repeat(found[0]) or 0
        # The words before are looked at from near, since a line may have thousands of such brackets.
        near = max(end, found.start() - _LONGEST_REPEATED_CHARACTERS)
        begin = _begin_of_sentence(block.text[near : found.start()].rstrip())
        if count == 1 and found[0].strip()[0] in "1xX×":
            yield from (
                replace(block, text=block.text[end : found.start()].strip()),
                Note(found[0].strip(), block.line),
            )
            end = found.end()
            continue
        if count < _LEAST_REPEATED or begin is None or (begin == 0 and near > end):
            continue
        above, sentence = block.text[end : near + begin], block.text[near + begin : found.start()].strip(' "“„«”»')
        if re.search(r"\w", above):
            yield replace(block, text=above.strip().lstrip("–—- "))
        yield from _repeated(sentence, count, block.line)
        remarks.append(Note(f"{sentence} {found[0].strip()}", block.line, f"said {count} times"))
        end = found.end()
    if not end:
        yield block
    elif re.search(r"\S", block.text[end:]):
        yield TextBlock(block.text[end:].strip().lstrip("–—- "), block.line)


def _said_often(found: re.Match[str], line: int, remarks: list[Note]) -> Iterator[Block]:
    """Yield the sentence behind "3x", with a repeat around it."""
    words, count = found["words"].strip('"“„«”» '), int(found["count"])
    if count < _LEAST_REPEATED:
        yield TextBlock(words, line)
        return
    yield from _repeated(words, count, line)
    remarks.append(Note(found[0].strip(), line, f"said {count} times"))


def _asked_at_end(text: str) -> tuple[str, str, int] | None:
    """Return the words of a paragraph, the sentence at its end that asks to repeat them, and how often; else None."""
    found = _LAST.fullmatch(text) if len(text.split()) <= _MOST_WORDS_REPEATED else None
    count = read_rounds(found["asked"]) if found else None
    if found and not _VERB.match(found["asked"]) and count_of_repeat(found["before"][-_NEAR:]):
        return None  # "once... twice... three times"
    return (found["before"], text, count) if found and count and count >= _LEAST_REPEATED else None


def _begin_of_cycle(words: str) -> int:
    """Return where the first sentence begins that leads a breath: "Sit tall. Breathe in for 4. …" has words above."""
    begins = [0, *(found.end() for found in _STOP.finditer(words))]
    return next((at for at in begins if not BREATHE.isdisjoint(folded_words(words[at : at + _NEAR])[:1])), 0)


def _repeated(words: str, count: int, line: int) -> Iterator[Block]:
    said = max((found.end() for found in _SAYING.finditer(words)), default=0)
    if said:
        yield TextBlock(words[:said].strip(), line)
    yield TextBlock(f"[repeat {count}]", line)
    yield TextBlock(words[said:], line)
    yield TextBlock("[end]", line)


def _begin_of_sentence(before: str) -> int | None:
    """Return where the words begin that "(6x)" behind them repeats; None where that is not certain."""
    if before[-1:].isalnum() and len(before.split()) < _LEAST_WORDS_OF_FORMULA:
        return None  # "Bell (2 times)"
    words = _BRACKETS_AT_END.sub("", before)
    begin = len(words) + 1
    while begin and (begin > len(words) or _GOES_ON.match(words, begin)):  # "hold it [3 s], let go" is one sentence
        begin = max(words.rfind(one, 0, begin - 1) for one in ")]}>") + 1
    sentences = [one for one in _STOP.split(words[begin:].strip()) if re.search(r"\w", one)]
    is_certain = len(sentences) == 1 or all(len(one.split()) <= _MOST_WORDS_OF_SHORT for one in sentences)
    return begin if is_certain and 0 < len(sentences) <= _MOST_SENTENCES else None


def _part_above(kept: list[Block]) -> list[Block]:
    """Return the blocks above a place, up to the heading of their part."""
    begin = next((at for at in range(len(kept) - 1, -1, -1) if isinstance(kept[at], _BOUNDARIES)), -1) + 1
    return kept[begin:]


def _is_of_all(part: Sequence[Block], above: Sequence[Block], below: Sequence[Block]) -> bool:
    """Return whether rounds at the end may be about all of a session, and not only about the words right above."""
    words = _IN_BRACKETS.sub(" ", part[-1].text).strip() if isinstance(part[-1], TextBlock) else ""
    is_near = below[0].line - part[-1].line <= len(_STOP.split(words)) and len(part) < len(above)
    return not any(isinstance(one, Exercise) for one in below) and not is_near


def _announces(rounds: Rounds, above: Block, below: Sequence[Block]) -> bool:
    """Return whether rounds are the head of the exercises below them, and not the end of what is above."""
    part = list(takewhile(lambda one: not isinstance(one, _BOUNDARIES), below))
    if rounds.source.rstrip(" *_").endswith(":") and any(isinstance(one, Exercise) for one in part):
        return True  # "3 rounds:"
    following = next((one for one in part if not isinstance(one, Note | TimedSilence)), None)
    if not isinstance(following, Exercise):
        return False
    if not (following.is_listed or isinstance(above, Exercise)) and _VERB.match(rounds.source):
        return False  # the exercise is a part of its own, below another head
    is_near = rounds.line - above.line <= 1
    if isinstance(above, Exercise) and is_near and _VERB.match(rounds.source) and ":" not in rounds.source:
        return False
    if isinstance(above, Exercise) or _WHOLE.search(rounds.source):
        return True
    return rounds.line - above.line > 1 or following.line - rounds.line == 1


def _lines_of_verse(part: list[Block]) -> list[Block]:
    """Return the last paragraph, and those right above it which have one sentence a line, as it has."""
    begin = len(part) - 1
    while begin and isinstance(above := part[begin - 1], TextBlock):
        if part[begin].line - above.line != len(_STOP.split(_IN_BRACKETS.sub(" ", above.text).strip())):
            break
        begin -= 1
    return part[begin:]


def _run_above(part: list[Block], line: int) -> list[Block]:
    """Return the items, the lines, or the verse of one sentence a line that end right above a line; else nothing."""
    first = part[-1]
    words = _IN_BRACKETS.sub(" ", first.text).strip() if isinstance(first, TextBlock) else ""
    if line - first.line == len(_STOP.split(words)) >= _LEAST_REPEATED:
        return _lines_of_verse(part)
    kind = next((one for one in (Item, TextBlock, Exercise, TableRow) if isinstance(first, one)), None)
    if kind is None:
        return []
    run: list[Block] = []
    for block in reversed(part):
        # Between the items of a list, and below them or a table, may be a blank line.
        is_near = kind is Exercise or line - block.line <= (2 if kind in (Item, TableRow) else 1)
        if not (isinstance(block, kind) and is_near) and not (isinstance(block, TimedSilence | Note) and run):
            break
        run.insert(0, block)
        line = block.line
    while run and isinstance(run[0], TimedSilence | Note):
        run.pop(0)
    return run if len(run) >= _LEAST_REPEATED else []
