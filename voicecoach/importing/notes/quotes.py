"""Recognise texts whose speech stands in quotation marks, and take the other words for notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from voicecoach.importing.directions.asides import time_for_others
from voicecoach.importing.directions.for_leader import names_leader, names_others
from voicecoach.importing.document import Block, Item, Note, TextBlock, Words
from voicecoach.importing.lines.about_text import WHY_LEADER, sentences_of
from voicecoach.importing.lines.labels import without_speaker
from voicecoach.importing.lines.past import is_tale, may_be_past
from voicecoach.importing.lines.speakers import SAYS
from voicecoach.importing.notes.form_of_address import address_of
from voicecoach.script.directions import ChimeDirection, NoteDirection, TimedPause, read_direction, read_pause
from voicecoach.script.listener import addresses_listener
from voicecoach.script.printer import print_pause
from voicecoach.script.reader_notes import is_for_reader

SPEECH_MARKS = tuple('"“„«»–—-')
"""The marks with which a line begins that somebody says."""

_QUOTED = re.compile(r"[\"“„«”](?P<inside>[^\"“„«”»]*)[\"”“»]")
_OPENING = re.compile(r"[\s*_(]*[\"“„«](?=\S)")
_CLOSING = re.compile(r"[\"”“»][\s*_).]*$")
_OPENING_MARKS, _CLOSING_MARKS = frozenset('"“„«”'), frozenset('"”“»')
_BRACKETS = re.compile(r"[(\[][^()\[\]]{2,40}[)\]]")
# "Depois de aproximadamente 5 ou 7 segundos."
_AFTER = re.compile(
    r"(?:after|nach|después de|pasad[oa]s|tras|depois de|após|dopo|après|na)\s(?:(?:about|around|etwa|circa|unos|unas|"
    r"cerca de|aproximadamente|environ|ongeveer)\s)?(?P<length>\d[^.!?,;]{0,30}[^\W\d_])\W*",
    re.IGNORECASE,
)
_NAME_AND_LENGTH = re.compile(r"[^.!?…:()]+\([^()]+\)\s?:|[^.!?…:()]+\([^()]+ ?min[^()]*\)")  # Body scan (5 minutes):
_MARK = re.compile(r"[\"“„«”»]")
_BRACKET_BEHIND = re.compile(r"(?<=[\"”“»])[\s.]*\([^()]*\)[\s.]*$")
_TOLD = re.compile(
    r"[\"”“»«][,.]?\s+(?:[^\W\d_]+\s){0,3}?(?:said|asked|whispered|replied|answered|sagten?|fragten?|flüsterten?|rief(?:en)?|"
    r"antworteten?|dijo|dijeron|preguntó|respondió|susurró|dit|dirent|demanda|répondit|murmura|disse(?:ro)?|chiese|"
    r"rispose|sussurrò|disseram|perguntou|respondeu|sussurrou|zei(?:den)?|vroeg(?:en)?|fluisterden?|riep(?:en)?)\b",
    re.IGNORECASE,
)
"""The words behind a quotation that tell who said it: what stands between the quotations is told, and no note."""
_SAID_BY = re.compile(r"[\s*_(–—-]*[\"“„«][^\"“„«”»]*[\"”“»][,.]?\s+(?=[a-zà-ÿ])")
"""A paragraph that begins with a quotation and goes on in small letters, as in novels: "“Where?” the fox wondered."."""
_EMPHASISED = re.compile(r"\s*(\*\*|__|\*|_)(?P<words>[\"“„«][^*_]+[\"”“»])\1\s*")
# A label and what follows it: The story goes like this: “…”
_ANNOUNCED = re.compile(
    r"(?P<label>[^\"“„«”»:.!?]{3,80}:)\s*(?P<words>[\"“„«]\s?(?:[^\s]+\s+){24,}[^\s]*[\"”“»][\s.]*)", re.DOTALL
)
_LEAST_WORDS_OF_LONG = 25
_LEAST_WORDS_OF_SPEECH = 60
_LONG_SHARE = 0.4
_MOST_ADDRESSED = 3
"""The least paragraphs outside of long quotations for each one that addresses the listener."""
_WITH_REST = re.compile(
    r"(?P<quoted>[\s*_]*[\"“„«][^\"“„«”»]+[.!?…][\"”“»])\s+(?P<rest>[A-ZÀ-Ý][^\"“„«”»]{4,}[.!])\s*", re.DOTALL
)
"""A quotation, and sentences behind it that are outside of it: "“Watch me.” Describe each count aloud."."""
_WHY_OUTSIDE = "unsure: it is not in quotation marks, as the other words are"
_LEAST_SAYS = 2
_LEAST_TOLD = 2
_LEAST_QUOTED = 3
_QUOTED_SHARE = 0.7
_QUOTED_SHARE_OF_LESSON = 0.3
_MOST_PARAGRAPHS = 40


def _is_quoted(text: str) -> bool:
    """Return whether a quotation mark stands before the first word of a text, and one behind the last."""
    text = _BRACKET_BEHIND.sub("", text)
    first, behind = re.search(r"\w", text), re.search(r"\w", text[::-1])
    if first is None or behind is None:
        return False
    before, after = text[: first.start()], text[len(text) - behind.start() :]
    return not _OPENING_MARKS.isdisjoint(before) and not _CLOSING_MARKS.isdisjoint(after)


def with_quotes(blocks: list[Block], language: str) -> list[Block]:
    """Take quoted paragraphs for the speech and the others for notes, if nearly all are quoted, or it is a lesson.

    Long ones are enough that make much of a text, if nothing outside of them is for the listener.
    """
    blocks, is_dictated = _without_says(blocks)
    made = list(_with_each_quoted(blocks))
    inner = {after.line for before, after in zip(blocks, made, strict=True) if before is not after}
    blocks = _without_rests(made)
    announced = [part for block in blocks for part in _announced(block, language)]
    if len(announced) > len(blocks) and _is_long_speech(*_told_apart(announced), language, inner):
        blocks = announced
    quoted, others = _told_apart(blocks)
    texts = [*quoted, *others]
    words = sum(len(block.text.split()) for block in quoted)
    words += sum(len(block.text.split()) for block in others if read_direction(block.text) is None)
    is_lesson = len(quoted) >= _LEAST_QUOTED and _is_lesson(blocks, quoted, others)
    share = _QUOTED_SHARE_OF_LESSON if is_lesson else _QUOTED_SHARE
    is_quoted = len(quoted) >= _LEAST_QUOTED and (
        sum(len(one.text.split()) for one in quoted) >= share * words or _are_a_list(texts, quoted)
    )
    is_quoted = is_quoted or is_dictated or _is_long_speech(quoted, others, language, inner)
    told = [block for block in others if _TOLD.search(block.text) or _SAID_BY.match(block.text)]
    is_told = len(told) >= _LEAST_TOLD or 0 < len(others) <= 2 * len(told)
    is_told = is_told or (is_quoted and is_tale((_QUOTED.sub(" ", block.text) for block in others), language))
    is_quoted = is_quoted and (is_lesson or is_dictated or not _are_phrases(quoted, others)) and not is_told
    kept: list[Block] = []
    for block in blocks:
        if not isinstance(block, Words):
            kept.append(block)
        elif _is_quoted(_spoken(block.text)):
            kept.append(replace(block, text=_without_quotes(block.text)))
        elif not is_quoted or block.text.strip().startswith(("(", "[", "*", "_", "<")):
            kept.append(block)
        elif isinstance(read_direction(block.text), NoteDirection | None):
            kept += _noted(block, language)
        else:
            kept.append(replace(block, text=f"[{block.text}]"))  # "Ring the bowl."
    return kept


def _without_says(blocks: list[Block]) -> tuple[list[Block], bool]:
    """Return the blocks without "Say:" before quotations, and whether a text dictates them to whoever leads others."""
    says = {at: found for at, one in enumerate(blocks) if isinstance(one, Words) and (found := SAYS.match(one.text))}
    says = {at: found for at, found in says.items() if _is_quoted(found.string[found.end() :])}
    is_led = any(
        block.why == WHY_LEADER if isinstance(block, Note) else isinstance(block, Words) and names_others(block.text)
        for block in blocks
    )
    if len(says) < _LEAST_SAYS or not is_led:
        return blocks, False
    kept: list[Block] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Words) and at in says:
            kept += [Note(says[at]["label"], block.line), replace(block, text=block.text[says[at].end() :])]
        else:
            kept.append(block)
    return kept, True


def _announced(block: Block, language: str) -> list[Block]:
    """Return a paragraph of a label and a long quotation as two; any other as it is."""
    found = _ANNOUNCED.fullmatch(block.text) if isinstance(block, TextBlock) else None
    if found is None or not isinstance(block, TextBlock) or _is_for_listener(found["label"], language):
        return [block]
    words = f'"{_MARK.sub("", found["words"]).strip()}"'
    return [Note(found["label"], block.line, _WHY_OUTSIDE), replace(block, text=words)]


def _is_for_listener(text: str, language: str) -> bool:
    if language not in ("", "en"):
        return address_of(text, language) is not None
    return addresses_listener(_QUOTED.sub(" ", text), "en")


def _told_apart(blocks: Sequence[Block]) -> tuple[list[TextBlock | Item], list[TextBlock | Item]]:
    """Return the paragraphs that are quoted, and the other ones."""
    texts = [(_is_quoted(_spoken(block.text)), block) for block in blocks if isinstance(block, Words)]
    return [block for is_quoted, block in texts if is_quoted], [block for is_quoted, block in texts if not is_quoted]


def _is_long_speech(
    quoted: Sequence[TextBlock | Item], others: Sequence[TextBlock | Item], language: str, inner: Container[int]
) -> bool:
    """Return whether quotations of many words each are much of a text, and few others are for the listener.

    The others tell no tale either, whose people speak at length.

    Args:
        quoted: The paragraphs in quotation marks.
        others: The other ones.
        language: The language of the text.
        inner: The lines of the paragraphs of quotations that go over several ones, which may be short.
    """
    sizes = [(len(block.text.split()), block.line) for block in quoted]
    counts = [count for count, line in sizes if count >= _LEAST_WORDS_OF_LONG or line in inner]
    outside = sum(len(block.text.split()) for block in others)
    spoken = sum(_is_for_listener(block.text, language) for block in others)
    if 2 * sum(may_be_past(block.text, language) for block in others) >= max(len(others), 1):
        return False
    is_much = sum(counts) >= max(_LEAST_WORDS_OF_SPEECH, _LONG_SHARE * (sum(counts) + outside))
    return is_much and len(counts) == len(quoted) and _MOST_ADDRESSED * spoken <= len(others)


def _without_rests(blocks: list[Block]) -> list[Block]:
    """Turn what stands behind the quotations of a speaker into notes, where three or more paragraphs are quoted so.

    "Teacher: “Watch me.” Describe each count aloud."
    """
    spoken = {at: without_speaker(block.text) for at, block in enumerate(blocks) if isinstance(block, Words)}
    led = [at for at, (words, speaker) in spoken.items() if speaker and _OPENING.match(words)]
    rests = {at: _WITH_REST.fullmatch(spoken[at][0]) for at in led} if len(led) >= _LEAST_QUOTED else {}
    kept: list[Block] = []
    for at, block in enumerate(blocks):
        found = rests.get(at)
        if found is None or not isinstance(block, Words):
            kept.append(block)
        else:
            kept.append(replace(block, text=f"{spoken[at][1]} {found['quoted']}"))
            kept.append(Note(found["rest"], block.line, _WHY_OUTSIDE))
    return kept


def _are_a_list(texts: Sequence[TextBlock | Item], quoted: Sequence[TextBlock | Item]) -> bool:
    """Return whether nearly all items of one list are quoted, and no paragraph is: then the others explain it."""
    items = [block for block in texts if isinstance(block, Item)]
    return len(quoted) >= _QUOTED_SHARE * len(items) and all(isinstance(block, Item) for block in quoted)


def _are_phrases(quoted: Sequence[TextBlock | Item], others: Sequence[TextBlock | Item]) -> bool:
    """Return whether the quotations are phrases to repeat, which a line with a colon announces.

    It addresses the listener, "You may say to yourself:", or most of the phrases begin with the same word.
    """
    first_words = Counter(_MARK.sub(" ", block.text).split()[0].casefold() for block in quoted)
    is_alike = 2 * max(first_words.values(), default=0) > len(quoted)
    announced = [block.text for block in others if block.text.rstrip().endswith(":")]
    return bool(announced) and (is_alike or any(map(addresses_listener, announced)))


def _spoken(text: str) -> str:
    """Return a paragraph without who speaks it."""
    return without_speaker(text)[0]


def _noted(block: TextBlock | Item, language: str) -> list[Block]:
    """Return a paragraph among quoted ones as a note, with the words that it quotes and its lengths."""
    inside = " ".join(found["inside"] for found in _QUOTED.finditer(block.text))
    waits = [f"[{one}]" for one in sentences_of(block.text) if isinstance(read_direction(one), ChimeDirection)]
    waits += [f"[pause {found['length']}]" for one in sentences_of(block.text) if (found := _AFTER.fullmatch(one))]
    waits += [
        found[0] for found in _BRACKETS.finditer(block.text)
        if isinstance(read_pause(found[0][1:-1]), TimedPause) and not _NAME_AND_LENGTH.fullmatch(block.text)
    ]  # fmt: skip
    if not waits and (given := time_for_others(block.text, language)) is not None:
        waits.append(print_pause(given))  # Give them about ten seconds.
    note = Note(block.text, block.line, _WHY_OUTSIDE)
    return [note, *(replace(block, text=text) for text in (inside, *waits) if text)]


def _is_lesson(blocks: Sequence[Block], quoted: Sequence[TextBlock | Item], others: Sequence[TextBlock | Item]) -> bool:
    """Return whether a text is for whoever leads a group, by notes to that person, or by "Teacher says:".

    Then nothing outside of quotation marks addresses the listener, or announces words to repeat.
    """
    below = [block.text for block in others if block.line >= quoted[0].line]
    outside = [_QUOTED.sub(" ", text) for text in below]
    is_led = sum(_spoken(block.text) != block.text for block in quoted) >= _LEAST_QUOTED or any(
        isinstance(block, Note) and (block.why == WHY_LEADER or is_for_reader(block.text)) for block in blocks
    )
    is_led = is_led or any(_AFTER.fullmatch(text.strip()) for text in outside)
    is_led = is_led or (
        len(below) <= len(quoted) and any(names_others(one.text) or names_leader(one.text) for one in others)
    )
    is_addressed = any(addresses_listener(text) and not names_others(text) for text in outside)
    return is_led and not is_addressed and not any(text.rstrip().endswith(":") for text in below)


def _with_each_quoted(blocks: list[Block]) -> Iterator[Block]:
    """Give each paragraph of a quotation that goes over several ones its own quotation marks."""
    end = 0
    for position, block in enumerate(blocks):
        if isinstance(block, Words):
            end = max(end, _end_of_quotation(blocks, position) if position >= end else 0)
            if position < end:
                yield replace(block, text=f'"{_MARK.sub("", block.text).strip()}"')
                continue
        yield block


def _end_of_quotation(blocks: list[Block], begin: int) -> int:
    """Return the place behind a quotation that begins here and ends in another paragraph; 0 where none does."""
    for position in range(begin, min(len(blocks), begin + _MOST_PARAGRAPHS)):
        block = blocks[position]
        if not isinstance(block, Words):
            return 0
        marks = len(_MARK.findall(block.text))
        if position == begin and not (marks % 2 and _OPENING.match(block.text)):
            return 0
        if position > begin and marks:
            return position + 1 if marks == 1 and _CLOSING.search(block.text) else 0
    return 0


def _without_quotes(text: str) -> str:
    """Return a text without the quotation marks around it, and the emphasis around these: it is speech."""
    emphasised = _EMPHASISED.fullmatch(text)
    text = emphasised["words"] if emphasised else text
    if len(_MARK.findall(text)) > 2:  # noqa: PLR2004 - several quotations
        return text
    return _MARK.sub("", text)
