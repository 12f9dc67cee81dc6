"""Find the exercises of a guide: a head for each of them, and below it how it is done, with its figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import UnionType

from voicecoach.caseless import Caseless
from voicecoach.importing.document import (
    Block,
    Exercise,
    Heading,
    Item,
    Note,
    TableRow,
    TextBlock,
    Words,
    replaced,
    text_of,
)
from voicecoach.importing.exercises.exercise_groups import figures_of_each
from voicecoach.importing.exercises.guide_parts import (
    BEGINS_FIGURES,
    LONGEST_HOLD_MS,
    OF_SEVERAL,
    exercise_of_part,
    is_counted,
)
from voicecoach.importing.exercises.label_lines import with_figure_labels, with_label_lines
from voicecoach.importing.exercises.lines_below import with_rest_at_end
from voicecoach.importing.exercises.numbered_sentences import with_heads_of_numbers
from voicecoach.importing.exercises.safety import warning_in
from voicecoach.importing.exercises.sheet_items import exercise_of_words_below, read_sheet_item, sentences_of
from voicecoach.importing.exercises.step_settings import is_setting_line
from voicecoach.importing.lines.exercise_lines import is_exercise, is_exercise_name, read_exercise, without_parentheses
from voicecoach.importing.lines.figures import DIGIT, Figures, figures_alone, hold_in_sentence, read_figures
from voicecoach.importing.lines.heading_parts import EXERCISE_NUMBER, heading_parts
from voicecoach.importing.lines.how_to_labels import HOW_TO, POSITION
from voicecoach.importing.lines.labels import is_fact_key
from voicecoach.importing.lines.number_words import with_digits
from voicecoach.importing.lines.rounds import read_group
from voicecoach.importing.notes.facts import is_figure_key
from voicecoach.script.listener import addresses_listener

_LEAST_EXERCISES = 2
_MOST_BELOW = 12
_MOST_WORDS_OF_NAME = 8
_MOST_WORDS_OF_SENTENCE = 5
_HEAD_OF_ITEM = re.compile(
    rf"(?:\*\*(?P<bold>[^*\n]{{2,60}}?)\s?:?\*\*|(?P<plain>(?:{EXERCISE_NUMBER}\s+)?[^*\n:.!?]{{2,60}}?)(?=:\s|\n|$))\s*"
    r"(?:[:–—-]\s)?\s*(?P<rest>.*)",
    re.DOTALL,
)
_NUMBER = re.compile(rf"{EXERCISE_NUMBER}\s+(?=\S)")
_NUMBER_ALONE = re.compile(EXERCISE_NUMBER)
_SENTENCE_OF_NAME = re.compile(r"(?P<bold>)(?P<plain>[^*\n:.!?]{2,40})\.\s+(?P<rest>[A-ZÀ-Ý\d].*)", re.DOTALL)
_ITALIC_LABEL = re.compile(r"^(?P<mark>[*_])(?P<label>[^*_\n:]{2,40}:)(?P=mark)(?=\s)")
_MOST_LINES_BETWEEN = 3
_NAME_OF_PARAGRAPH = re.compile(
    r"(?P<name>[A-ZÀ-Ý][^*\n:.!?\d–—]{2,60}?)(?:\s?:|\s?[–—]|\s-|(?<=[a-zà-ÿ])-(?=\s[A-ZÀ-Ý]))\s+(?P<rest>\S+(?:\s+\S+){11,})|"
    r"\*\*(?P<bold>[^*\n:.!?]{2,60}?)\s?:?\*\*\s?[:–—-]?\s+(?P<below>\S+(?:\s+\S+){2,})",
    re.DOTALL,
)
_LENGTH_TOLD = Caseless(
    r"(?:hold(?: time)?|time|duration|(?:halte)?dauer|haltezeit|duración|durée|durata|duração|duur)\s?:\s?\d"
)
_OF_TITLE = -3
_OF_PARAGRAPHS = -2
_OF_ITEMS = -1
"""The level of an exercise whose head is an item of a list; headings have theirs."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a document that may be an exercise: its place, the number of blocks below its head, its level.

    It is known where another reader finds more in it: the figures behind a name, or sentences of figures alone.
    Plain is the step that it is among others of a guide, where it has no figures.
    """

    at: int
    count: int
    level: int
    exercise: Exercise | None
    is_known: bool = False
    plain: Exercise | None = None


def with_guides(blocks: list[Block], language: str = "") -> list[Block]:
    """Turn the parts of a guide into exercises: two heads of a level at least, and half of all that it has."""
    names = Counter(block.text for block in blocks if isinstance(block, Heading))
    repeated = {name for name, count in names.items() if count > 1 and POSITION.search(name)}
    original, blocks = blocks, with_label_lines(with_figure_labels(blocks))
    blocks = [_without_how_to(block, repeated) for block in blocks]
    blocks = with_rest_at_end(_with_line_heads(blocks, language, _figures_of_all(blocks)[2]))
    blocks = blocks if _sentences_of_names(blocks) else with_heads_of_numbers(blocks, language)
    told_at, told, shared = _figures_of_all(blocks)
    parts = _parts(blocks, shared)
    heads = Counter(part.level for part in parts if part.plain is None)
    found = Counter(part.level for part in parts if part.exercise or part.is_known)
    # Heads of two levels may be of one guide: those above a blank line, and those right above their words.
    is_guide = found.total() >= _LEAST_EXERCISES
    guided = {level for level, count in found.items() if is_guide and 2 * count >= heads[level]}
    parts = _parts(blocks, shared, is_sure=True) if guided else parts
    made = {part.at: part for part in reversed(parts) if (part.exercise or part.plain) and part.level in guided}
    if (title := _below_title(blocks, is_first=bool(made))) is not None:
        made[title.at] = title
    if not made:
        return original
    lines = {told_at: (told, 1)} if told else {}
    return replaced(blocks, {at: (_made(part, blocks), 1 + part.count) for at, part in made.items()} | lines)


def _below_title(blocks: list[Block], *, is_first: bool) -> _Part | None:
    """Return the part below the title where it is an exercise as well: the first of several, or all of a page."""
    at = next((place for place, block in enumerate(blocks) if not isinstance(block, Note)), len(blocks))
    head = blocks[at] if at < len(blocks) else None
    if not isinstance(head, Heading) or head.level > 1 or OF_SEVERAL.search(head.text):
        return None
    body = _run(blocks, at + 1, TextBlock | Item | Note)
    items = [one.text for one in body if isinstance(one, Item)]
    if any(map(_names_exercise, body)) or not all("\n" not in one and one.endswith((".", "!")) for one in items):
        return None
    is_page = at + 1 + len(body) == len(blocks)
    made = exercise_of_part(head.text, head.line, _texts(body)) if is_first or is_page else None
    holds = [one for text in _texts(body) for one in sentences_of(text) if hold_in_sentence(with_digits(one))]
    if (
        made is None
        or not (made.reps or made.sets)
        or len(holds) > 1
        or (is_page and not ((holds or items) and made.texts))
    ):
        return None
    return _Part(at + 1, len(body) - 1, _OF_TITLE, replace(made, is_listed=True))


def _parts(blocks: list[Block], shared: Figures | None, *, is_sure: bool = False) -> list[_Part]:
    items = [*_of_items(blocks, shared, is_sure=is_sure), *_of_paragraphs(blocks, is_sure=is_sure)]
    made = [part.at for part in items if part.exercise]
    headings = _below_headings(blocks, shared, is_sure=is_sure)
    # A heading above exercises of its own is that of a part.
    return [
        *(part for part in headings if sum(part.at < at <= part.at + part.count for at in made) < _LEAST_EXERCISES),
        *items,
    ]


def _figures_of_all(blocks: list[Block]) -> tuple[int, list[Block], Figures | None]:
    """Return the place of the line above all exercises that tells figures of each, what becomes of it, and these."""
    for at, block in enumerate(blocks):
        sentences = sentences_of(block.text) if isinstance(block, TextBlock | Note) else []
        for sentence in sentences:
            shared = figures_of_each(with_digits(sentence))
            if shared and not (shared.hold_ms and shared.hold_ms.high > LONGEST_HOLD_MS):
                others = " ".join(one for one in sentences if one != sentence)
                kind = TextBlock if isinstance(block, TextBlock) else Note
                kept: list[Block] = [kind(others, block.line)] if others else []
                return at, [*kept, Note(sentence, block.line)], shared
        if isinstance(block, Item | TableRow | Exercise) or (isinstance(block, Heading) and block.level > 1):
            break
    return 0, [], None


def _made(part: _Part, blocks: list[Block]) -> list[Block]:
    """Return the exercise of a part, and the blocks below its head that are not about it."""
    begin = part.at if part.level == _OF_TITLE else part.at + 1
    below = blocks[begin : part.at + 1 + part.count]
    exercise = part.exercise or part.plain
    return [*([exercise] if exercise else []), *(block for block in below if not _is_of_exercise(block))]


def _without_how_to(block: Block, positions: set[str]) -> Block:
    """Return a heading such as "How to:", or one of the positions, as a note; an item with its label in bold."""
    if isinstance(block, Item):
        return replace(block, text=_ITALIC_LABEL.sub(r"**\g<label>**", block.text))
    if not isinstance(block, Heading) or block.level == 1:
        return block
    is_how_to = block.text in positions or HOW_TO.fullmatch(heading_parts(block.text)[0])
    return Note(block.text, block.line) if is_how_to else block


def _with_line_heads(blocks: list[Block], language: str, shared: Figures | None) -> list[Block]:
    """Turn the short lines above the words of exercises into headings.

    A line alone may be a verse: half of all such lines have words with repetitions, sets or sides below them.
    """
    heads = set[int]()
    above: Block | None = None
    for at, block in enumerate(blocks):
        is_sentence = isinstance(above, Heading) and above.level > 1 and text_of(block).endswith(".")
        is_of_item = isinstance(above, Item) and above.line == block.line - 1 and is_exercise(above.text)
        is_of_label = isinstance(above, Note) and above.line == block.line - 1 and above.text[:1].isalpha()
        is_below = is_sentence or is_of_item or is_of_label  # "Sit tall." is no head
        above = block
        following = blocks[at + 1 : at + 1 + _MOST_LINES_BETWEEN]
        words = _first_words(block.line, following)
        has_figures = figures_alone(with_digits(text_of(blocks[at + 2]))) is not None if at + 2 < len(blocks) else False
        if not is_below and _is_line_head(block, words, language, has_figures=has_figures):
            heads.add(at)
    # Of two lines the lower is about the upper one, unless others stand alone: then the upper one is that of a part.
    uppers, lowers = ({at for at in heads if at + one in heads} for one in (1, -1))
    heads -= uppers if len(uppers) < len(heads - uppers - lowers) else lowers
    # One line alone in an exercise is no other one: "To do a bridge:".
    for part in _below_headings(blocks):
        within = {at for at in heads if part.at < at <= part.at + part.count}
        heads -= within if len(within) == 1 and is_counted(part.exercise) else set()
    names = Counter(text_of(blocks[at]) for at in heads)
    # "Starting position" names no exercise, and "Exercise 1" may come again in another part.
    heads = {at for at in heads if names[text_of(blocks[at])] == 1 or _NUMBER_ALONE.fullmatch(text_of(blocks[at]))}
    levels = Counter(block.level for block in blocks if isinstance(block, Heading) and block.level > 1)
    level = levels.most_common(1)[0][0] if levels else 2
    headed = _with_headings(blocks, heads, level)
    parts = [part for part in _below_headings(headed, shared) if part.level == level]
    is_told = any(isinstance(block, Heading) and block.level == 1 and OF_SEVERAL.search(block.text) for block in blocks)
    made = {
        part.at for part in parts if is_counted(part.exercise) or (is_told and part.exercise)
    }  # or headings already
    told = next((part.at for part in parts if _has_digit(blocks[part.at + 1 : part.at + 1 + part.count])), len(blocks))
    heads = {at for at in heads if at >= told}  # without those of an introduction
    is_guide = len(made) >= _LEAST_EXERCISES and 2 * len(made & heads) >= len(heads)
    return _with_headings(blocks, heads, level) if is_guide else blocks


def _has_digit(body: list[Block]) -> bool:
    return any(DIGIT.search(with_digits(text)) for text in _texts(body))


def _with_headings(blocks: list[Block], heads: set[int], level: int) -> list[Block]:
    made = {at: Heading(text_of(blocks[at]).rstrip(" .:"), level, blocks[at].line) for at in heads}
    return [made.get(at, block) for at, block in enumerate(blocks)]


def _first_words(line: int, following: list[Block]) -> list[Block]:
    """Return the first sentence below a name: labels, "Target: thighs", and one line without a stop may be between."""
    if not following or following[0].line > line + 1:
        words = next((block for block in following if not isinstance(block, Note)), None)
        return [words] if words else []
    for at, block in enumerate(following):
        is_stopped = isinstance(block, Words) and re.search(r"[.!?]", block.text)
        if is_stopped or not isinstance(block, Note | TextBlock) or block.line > following[0].line + at:
            return [block]
    return following[:1]


def _is_line_head(block: Block, following: list[Block], language: str, *, has_figures: bool) -> bool:
    """Return whether a line can be the name of an exercise: the line below it is longer, and begins with a capital."""
    kinds = TextBlock if isinstance(block, Item) else TextBlock | Item
    if not isinstance(block, Words) or not following or not isinstance(following[0], kinds):
        return False
    name, below = without_parentheses(block.text)[0].strip(" .:"), following[0].text
    is_name = name[:1].isupper() and len(name.split()) <= _MOST_WORDS_OF_NAME and is_exercise_name(name)
    if _is_named_figure(below):
        return False  # the head of a part, above its first exercise
    is_figures = figures_alone(with_digits(below)) is not None
    is_short = (is_figures or len(name) < len(below)) and "\n" not in block.text and block.text[-1:] not in "!?…,;"
    is_above = is_figures or (below[:1].isupper() and (has_figures or re.search(r"[.!?]", below)))
    if not (is_name and is_short and is_above) or re.search(r"[\d:]", name):
        return False
    if block.text.endswith(".") and (isinstance(block, Item) or DIGIT.search(with_digits(name))):
        return False  # "Repeat twice.", and the last item of a list
    # "Shrug your shoulders" may be one, and "i polpacci" has no "I".
    is_asked = addresses_listener(name, language)
    return not is_asked or (block.text[-1].isalpha() and is_counted(exercise_of_part(name, block.line, [below])))


def _is_named_figure(text: str) -> bool:
    """Return whether a line is an exercise with nothing but its figures: "Rows - 3 sets/6 reps."."""
    found = None if BEGINS_FIGURES.match(text) or "\n" in text else read_exercise(text, 1, is_listed=True)
    is_apart = found is not None and re.match(rf"{re.escape(found.name)}\s?[:–—-]", text) is not None
    is_name = found is not None and not addresses_listener(found.name) and not is_figure_key(found.name)
    return found is not None and is_apart and not found.texts and is_name


def _below_headings(blocks: list[Block], shared: Figures | None = None, *, is_sure: bool = False) -> Iterator[_Part]:
    """Yield the part of each heading that has nothing but paragraphs and items below it."""
    for at, head in enumerate(blocks):
        if isinstance(head, Heading) and head.level > 1:
            body = _run(blocks, at + 1, TextBlock | Item | Note)
            if body and isinstance(body[0], Item) and is_setting_line(body[0]):
                continue  # the step of a script
            known = _known_exercise(head, body)
            is_list = sum(map(_names_exercise, body)) > 1 or any(_is_group(one) or _has_own(one) for one in body)
            made = None if is_list else exercise_of_part(head.text, head.line, _texts(body), shared, is_sure=is_sure)
            is_known = known is not None and (made is None or known.figures > made.figures)
            yield _Part(at, len(body), head.level, None if is_known else made, is_known)


def _of_items(blocks: list[Block], shared: Figures | None, *, is_sure: bool) -> Iterator[_Part]:
    """Yield the part of each item that begins with a name; bullets below a number or a bold name are its own."""
    sentences = _sentences_of_names(blocks)
    for at, head in enumerate(blocks):
        found = _head_of_item(head) or sentences.get(at) if isinstance(head, Item) else None
        if found is None or not isinstance(head, Item):
            continue
        has_own = bool(head.number or (found["bold"] and not found["rest"]))
        body = _run(blocks, at + 1, Item | Note, head) if has_own else []
        texts = [*found["rest"].split("\n"), *_texts(body)]
        if any(texts):
            name = found["bold"] or found["plain"]
            made = exercise_of_part(name, head.line, [text for text in texts if text.strip()], shared, is_sure=is_sure)
            made = made and replace(made, name=_NUMBER.sub("", made.name))
            is_list_like = made is None or not made.texts or _speaks_figures(made)
            known = _known_exercise(head, blocks[at + 1 : at + 1 + _MOST_BELOW]) if is_list_like else None
            is_known = known is not None and (made is None or known.figures >= made.figures)
            is_plain = at in sentences and made is None and not is_known
            plain = Exercise(name, head.line, head.text, texts=(found["rest"],), is_listed=True) if is_plain else None
            yield _Part(at, len(body), _OF_ITEMS, None if is_known else made, is_known, plain)


def _of_paragraphs(blocks: list[Block], *, is_sure: bool) -> Iterator[_Part]:
    """Yield the part of each paragraph that begins with a name and a colon, and tells how often what is done."""
    for at, block in enumerate(blocks):
        found = _NAME_OF_PARAGRAPH.fullmatch(block.text.strip()) if isinstance(block, TextBlock) else None
        name = (found["name"] or found["bold"]) if found else ""
        if found is not None and not (is_fact_key(name) or HOW_TO.fullmatch(name)):
            words = found["rest"] or found["below"]
            made = exercise_of_part(name, block.line, [words], is_sure=is_sure)
            is_told = is_sure or is_counted(made) or _LENGTH_TOLD.search(words)
            yield _Part(at, 0, _OF_PARAGRAPHS, made if made and is_told and made.texts else None)


def _head_of_item(item: Item) -> re.Match[str] | None:
    return _HEAD_OF_ITEM.fullmatch(item.text.strip())


def _sentences_of_names(blocks: list[Block]) -> dict[int, re.Match[str]]:
    """Return the items that begin with a name and a stop, "Head tilt. Sit tall.", where all with a number do."""
    found = dict[int, re.Match[str]]()
    for at, block in enumerate(blocks):
        if not isinstance(block, Item) or not block.number or _head_of_item(block):
            continue
        named = _SENTENCE_OF_NAME.fullmatch(block.text.strip())
        name = named["plain"] if named else ""
        is_name = 0 < len(name.split()) <= _MOST_WORDS_OF_SENTENCE and is_exercise_name(name)
        if named is None or not is_name or addresses_listener(name):
            return {}
        found[at] = named
    return found


def _known_exercise(head: Heading | Item, below: list[Block]) -> Exercise | None:
    """Return the exercise of a head whose figures are read as those of a list or a sheet."""
    first, _, rest = head.text.partition("\n")
    is_heading = isinstance(head, Heading)
    name = heading_parts(first)[0] if is_heading else first
    return (
        read_exercise(first.replace("**", ""), head.line, is_listed=True)
        or (read_sheet_item(first, rest, head.line) if rest else None)
        or exercise_of_words_below(name, head.line, below[:_MOST_BELOW], is_heading=is_heading)[0]
    )


def _speaks_figures(exercise: Exercise) -> bool:
    """Return whether figures stand among the words to speak; a list has them on their own."""
    return any(read_figures(text).is_exercise for text in exercise.texts)


def _names_exercise(block: Block) -> bool:
    """Return whether a line is an exercise of its own, and not "Hold 5 seconds" or "Do 3-5 reps"."""
    if not isinstance(block, Words) or BEGINS_FIGURES.match(block.text):
        return False
    found = read_exercise(block.text.replace("**", ""), block.line, is_listed=True)
    return found is not None and not is_figure_key(found.name)


def _has_own(block: Block) -> bool:
    return isinstance(block, TextBlock) and _is_named_figure(block.text)


def _is_group(block: Block) -> bool:
    """Return whether a line is above exercises that are done in turns: "**EMOM (5 rounds)**"."""
    return isinstance(block, TextBlock) and block.text.startswith("**") and read_group(block.text) is not None


def _is_head_like(item: Item, head: Item) -> bool:
    """Return whether an item is written as a head is: with a number, or in bold letters as a whole."""
    return bool(item.number) if head.number else item.text.strip().startswith("**")


def _run(blocks: list[Block], start: int, kinds: type | UnionType, head: Item | None = None) -> list[Block]:
    """Return the blocks from a place on that are of some kinds, up to the next item that is written as a head is."""
    end = start
    while end < len(blocks) and isinstance(block := blocks[end], kinds):
        if head is not None and isinstance(block, Item) and _is_head_like(block, head):
            break
        end += 1
    return blocks[start:end]


def _texts(body: list[Block]) -> list[str]:
    return [block.text for block in body if isinstance(block, Words) and _is_of_exercise(block)]


def _is_of_exercise(block: Block) -> bool:
    """Return whether a block is about the exercise itself: no note, and no warning, which begins the session."""
    return isinstance(block, Words) and not warning_in(block.text, is_plain=True)
