"""Tell facts about a text and notes for its reader from the words to speak."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from voicecoach.caseless import Caseless
from voicecoach.importing.document import (
    Block,
    Document,
    Exercise,
    Heading,
    Item,
    Note,
    Rule,
    TableRow,
    TextBlock,
    TimedCue,
    Unspoken,
    Words,
    WrittenLine,
    text_of,
)
from voicecoach.importing.lines.about_text import WHY_ABOUT, WHY_FOOTER, WHY_LEADER
from voicecoach.importing.lines.exercise_lines import is_counted_exercise
from voicecoach.importing.lines.figures import figures_alone
from voicecoach.importing.lines.heading_parts import heading_parts
from voicecoach.importing.lines.labelled_figures import labelled_figures
from voicecoach.importing.lines.labels import (
    is_fact_key,
    is_notes_heading,
    is_text_label,
    is_tips_head,
    split_fact,
    without_speaker,
)
from voicecoach.importing.notes.label_runs import label_groups, labels_beside_words, recurring_labels
from voicecoach.importing.notes.preamble import may_be_said
from voicecoach.script.direction_words import BESIDE_END, ENDS
from voicecoach.script.directions import BreathPause, NamedPause, TimedPause, is_end, read_direction
from voicecoach.script.language import language_code
from voicecoach.script.listener import addresses_listener, folded_words
from voicecoach.script.reader_notes import announces_act, is_for_reader, sound_direction
from voicecoach.script.settings import find_spec
from voicecoach.script.spec import Scope

FIGURE_KEY = re.compile(
    r"(?:sets?|reps?|repetitions?|rounds?|hold|duration|time|rest|sides?|sätze|wiederholungen|haltezeit|"
    r"dauer|pause|seiten?|series|repeticiones|duración|descanso|lados?|séries|répétitions|durée|repos|côtés?|serie|"
    r"ripetizioni|durata|riposo|lati|repetições|duração|herhalingen|duur|rust|zijden|frequency|"
    r"dos(?:age|e|is|ierung|ificación|aggio|agem|ering)|posolog(?:ie|ía|ia)|prescri\w{3,6}|programming|volume)\b",
    re.IGNORECASE,
)
"""The keys of figures that an exercise has."""

_BOLD_FACTS = re.compile(r"\s*(?:\*\*[^*:]{2,25}(?::\*\*|\*\*\s?:)[^*:]{1,60}){2,}")
_BEHIND_FIGURE_KEY_TEXT = (
    "and per each between time times of length a in und pro je zwischen zeit y por entre cada et par e tra fra en "
    "tussen seconds secs sec s sek min minutes count x reps sets"
)
_BEHIND_FIGURE_KEY = frozenset(_BEHIND_FIGURE_KEY_TEXT.split()) | {""}
_LENGTH_KEY = re.compile(
    r"(?:duration|length|time|frequency|dauer|duración|durée|durata|duração|duur|häufigkeit|frecuencia|fréquence|"
    r"frequenza|frequência|frequentie)\b",
    re.IGNORECASE,
)
_LANGUAGE_KEYS = frozenset(["language", "sprache", "idioma", "langue", "lingua", "taal", "lang"])
_FOOTER = re.compile(
    r"\bthis (?:script|transcript|document|handout)\b|©|\(c\)|copyright|https?://|www\.|all rights reserved|\s\|\s",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"\W*(?:contents|table of contents|inhalt|inhaltsverzeichnis|[ií]ndice|contenidos?|sommaire|"
    r"table des matières|sommario|conteúdo|sumário|inhoud|inhoudsopgave)\W*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]+[)\]]\s*")
_IS_PAUSE = re.compile(r"\s*[*_]*[(\[][^()\[\]]{3,40}[)\]][*_]*\s*").fullmatch
_ENDS_SCRIPT = Caseless(
    r"[\W_]*(?:end(?:e|s)?|fin|fine|fim|einde)(?: (?:of|des|der|del?|de la|du|de l['’]|dell['’]|do|da|van (?:het|de)))?"
    r"(?: the| il| el)? ?(?:script|transcript|recording|narration|skripts?|textes|aufnahme|guion|guión|grabación|texte|"
    r"enregistrement|testo|copione|registrazione|roteiro|texto|gravação|tekst|opname)(?:\s#?\d{1,3})?[\W_]*"
)
_MOST_WORDS_BELOW_END = 60
_TIPS = "unsure: these look like tips for the reader of the text"
_MOST_FOOTER_WORDS = 20
_MOST_WORDS_OF_END = 5
_MOST_WORDS_OF_VOICE = 4
_MOST_WORDS_OF_VALUE = 3
_WHOLE_DOCUMENT = 99


def is_figure_key(key: str) -> bool:
    """Return whether a key names a figure of an exercise: "Hold", "Rest between sets", and not "Side plank"."""
    found = FIGURE_KEY.match(key)
    behind = key[found.end() :].split() if found else []
    return found is not None and (not behind or behind[0].lower().strip("(:/&") in _BEHIND_FIGURE_KEY)


def with_notes_sections(blocks: list[Block]) -> Iterator[Block]:
    """Turn the parts below a heading such as "TTS instructions" into notes."""
    level = 0
    is_tips = False
    end = len(blocks)
    for at, (block, below) in enumerate(zip(blocks, [*blocks[1:], None], strict=True)):
        level = 0 if at >= end else level
        if isinstance(block, Heading | TextBlock) and isinstance(below, Item) and is_tips_head(block.text):
            level = block.level if isinstance(block, Heading) else _WHOLE_DOCUMENT
            is_tips = isinstance(block, TextBlock)
            yield Note(block.text, block.line, _TIPS)
        elif isinstance(block, Heading):
            if level and block.level > level and not is_tips:
                yield Note(block.text, block.line)
                continue
            is_notes = is_notes_heading(heading_parts(block.text)[0]) and not _has_silences(blocks[at + 1 :])
            level = block.level if is_notes and _has_words_elsewhere(blocks, at) else 0
            is_tips = False
            yield Note(block.text, block.line, "notes for the reader begin") if is_notes else block
        elif is_tips and not isinstance(block, Item | Note):
            level, is_tips = 0, False
            yield block
        elif isinstance(block, TextBlock | Note if isinstance(below, Item) else TextBlock) and _begins_notes(
            block.text
        ):
            level, end = _WHOLE_DOCUMENT, _end_of_notes(blocks, at)
            yield Note(block.text, block.line, "notes for the reader begin")
        elif isinstance(block, Rule) or (isinstance(block, TextBlock) and is_text_label(block.text)):
            level = 0
            yield block
        elif level and isinstance(block, Words):
            yield Note(block.text, block.line)
        elif level and isinstance(block, TableRow):
            yield Note(" | ".join(block.cells), block.line)
        else:
            yield block


def _has_words_elsewhere(blocks: Sequence[Block], at: int) -> bool:
    """Return whether a part ends before the text does, or words stand above it, so that not all would be notes."""
    ends = (
        isinstance(one, Rule)
        or (isinstance(one, Heading) and not is_notes_heading(heading_parts(one.text)[0]))
        or is_text_label(text_of(one))
        for one in blocks[at + 1 :]
    )
    return any(ends) or any(isinstance(one, Words | Exercise | TableRow | TimedCue) for one in blocks[:at])


def _has_silences(below: Sequence[Block]) -> bool:
    """Return whether a paragraph of the next part is a pause in brackets: it is spoken, as "Direct suggestions"."""
    part = takewhile(lambda block: not isinstance(block, Heading | Rule), below)
    return any(isinstance(one, TextBlock) and _IS_PAUSE(one.text) and _silence_in(one.text) for one in part)


def _silence_in(text: str) -> bool:
    return isinstance(read_direction(text.strip("*_()[]<> ")), TimedPause | BreathPause | NamedPause)


def _end_of_notes(blocks: Sequence[Block], at: int) -> int:
    """Return where notes end that begin with a line: at "Text:", an exercise, or a blank line if they are long."""
    for place, (block, below) in enumerate(pairwise([*blocks[at + 1 :], None]), start=at + 1):
        figures = figures_alone(text_of(below)) if below else None  # "3 sets of 10 reps" below a name
        if is_text_label(text_of(block)) or (figures and (figures.sets or figures.reps)):
            return place
    words = [len(text_of(block).split()) for block in blocks]
    gap = next((place for place in range(at + 1, len(blocks)) if _is_below_gap(blocks, place)), len(blocks))
    return gap if 2 * sum(words[at:]) > sum(words) else len(blocks)


def _is_below_gap(blocks: Sequence[Block], at: int) -> bool:
    return blocks[at].line > blocks[at - 1].line + 1 + text_of(blocks[at - 1]).count("\n")


def with_facts(blocks: list[Block], document: Document) -> Iterator[Block]:
    """Turn facts about the text, such as ``**Level:** easy``, into notes; read its title and language."""
    blocks = [_fact_of_head(block) if isinstance(block, Heading) else block for block in _without_acts(blocks)]
    is_preamble, is_below_fact = True, False
    in_runs = _facts_in_runs(blocks) | label_groups(blocks, is_figure_key) | _voices_beside_facts(blocks)
    recurring = recurring_labels(blocks, is_figure_key) | labels_beside_words(blocks)
    for position, block in enumerate(blocks):
        for_reader = isinstance(block, Words) and is_for_reader(block.text)
        if isinstance(block, WrittenLine) and (for_reader or is_text_label(block.text)):
            yield Note(block.text, block.line)
            continue
        if isinstance(block, Words) and position in recurring:
            yield Note(block.text, block.line, "unsure: the same label stands at several places")
            continue
        if isinstance(block, Words):
            if _BOLD_FACTS.fullmatch(block.text) and is_preamble and labelled_figures(block.text) is None:
                yield Note(block.text, block.line)
                continue
            fact = None if is_counted_exercise(block.text) else split_fact(block.text)
            is_bold = block.text.lstrip().startswith(("*", "_"))
            if fact and (
                position in in_runs
                or (is_preamble and is_below_fact and _may_be_fact(*fact, block.text))
                or (not without_speaker(block.text)[1] and _is_fact(*fact, is_bold=is_bold, is_preamble=is_preamble))
            ):
                key, value = fact
                if key.lower() in _LANGUAGE_KEYS and language_code(value):
                    document.language = document.language or str(language_code(value))
                    continue
                is_below_fact = True
                yield Note(block.text, block.line)
                continue
            is_below_fact = False
            is_short = isinstance(block, Item) and len(block.text.split()) < 3  # noqa: PLR2004
            is_preamble = is_preamble and (is_short or _BRACKETED.fullmatch(block.text) is not None)
        else:
            is_preamble = _is_preamble_below(block, is_preamble=is_preamble)
            is_announcing = isinstance(block, Note) and block.text.rstrip("*_ ").endswith(":")
            is_below_fact = isinstance(block, Note) and bool(block.why) and not is_announcing
        yield block


def _fact_of_head(head: Heading) -> Block:
    """Return a head in square brackets as a note where it is a fact about the text: "[Duration: 10-15 minutes]"."""
    words = head.text.strip("*_ ")
    fact = split_fact(words.strip("[] ")) if words[:1] == "[" and words[-1:] == "]" else None
    return Note(head.text, head.line) if fact and fact[1] and is_fact_key(fact[0]) else head


def _without_acts(blocks: list[Block]) -> list[Block]:
    """Turn a line such as "Trainer does:" and the paragraph below it into notes."""
    kept = list(blocks)
    for at, block in enumerate(blocks):
        if isinstance(block, TextBlock) and announces_act(block.text):
            kept[at] = Note(block.text, block.line)
            below = blocks[at + 1] if at + 1 < len(blocks) else None
            if isinstance(below, TextBlock):
                kept[at + 1] = Note(below.text, below.line, WHY_LEADER)
    return kept


def without_contents(blocks: list[Block]) -> Iterator[Block]:
    """Turn a table of contents, which only repeats the headings, into notes."""
    is_inside = False
    for block in blocks:
        is_text = isinstance(block, Words)
        begins = isinstance(block, TextBlock | Heading) and _CONTENTS.fullmatch(block.text) is not None
        is_inside = begins or (is_inside and isinstance(block, Item))
        if is_inside and (is_text or begins):
            yield Note(block.text, block.line)  # type: ignore[union-attr]
        else:
            yield block


def without_lengths_left(blocks: list[Block]) -> list[Block]:
    """Turn facts such as "Duration: 30 seconds" that became part of no exercise into notes."""
    return [
        Note(block.text, block.line) if isinstance(block, Words) and _is_length_left(block.text) else block
        for block in blocks
    ]


def without_footer(blocks: list[Block]) -> list[Block]:
    """Turn the last lines below a rule, such as a copyright, and a last fact, "Benefits: strong legs.", into notes."""
    end = blocks[-1] if blocks else None
    fact = split_fact(end.text) if isinstance(end, TextBlock) else None
    if isinstance(end, TextBlock) and fact and _is_last_fact(*fact, end.text):
        return [*blocks[:-1], Note(end.text, end.line, WHY_ABOUT)]
    rule = next((at for at in range(len(blocks) - 1, -1, -1) if isinstance(blocks[at], Rule)), None)
    last = [] if rule is None else blocks[rule + 1 :]
    words = " ".join(block.text for block in last if isinstance(block, Words))
    if rule is None or not last or len(words.split()) > _MOST_FOOTER_WORDS or not _FOOTER.search(words):
        return blocks
    notes: list[Block] = [
        Note(block.text, block.line, WHY_FOOTER) if isinstance(block, Words) else block for block in last
    ]
    return [*blocks[: rule + 1], *notes]


def _is_last_fact(key: str, value: str, text: str) -> bool:
    """Return whether a last line is a fact about the text: "Benefits: strong legs.", and no "Narrator: Open up."."""
    return (
        is_fact_key(key)
        and re.search(r"[.!?…]", key) is None
        and not may_be_said(value)
        and not without_speaker(text)[1]
    )


def without_end(blocks: list[Block]) -> list[Block]:
    """Turn a last line that only says that the text ends, such as "THE END", into a note."""
    blocks = _without_words_below_end(blocks)
    place = next((at for at in range(len(blocks) - 1, -1, -1) if not isinstance(blocks[at], Unspoken)), 0)
    last = blocks[place] if blocks else None
    if not isinstance(last, TextBlock | Item | Heading | TimedCue) or last.text.lstrip().startswith("["):
        return blocks  # an [end] may end a repeat
    if not _says_end(last.text.strip("*_~=–—-() ")):
        return blocks
    time = [replace(last, text="")] if isinstance(last, TimedCue) else []
    return [*blocks[:place], *time, Note(last.text, last.line), *blocks[place + 1 :]]


def _says_end(text: str) -> bool:
    """Return whether a last line says that the text ends: "THE END", and in capitals also of which kind of text.

    >>> _says_end("FINE DEL RILASSAMENTO"), _says_end("Ende der Geschichte"), _says_end("END WELL")
    (True, False, False)
    """
    words = folded_words(text)
    is_named = text.isupper() and 2 < len(words) <= _MOST_WORDS_OF_END  # noqa: PLR2004 - the end, "of", and what ends
    return is_end(text.partition(" #")[0]) or (is_named and words[0] in ENDS and words[1] in BESIDE_END)


def _without_words_below_end(blocks: list[Block]) -> list[Block]:
    """Turn the few lines below "[END OF SCRIPT]", such as how many words it has, into notes; no pause is among them."""
    texts = (TextBlock, Item, Heading)
    ends = (at for at, block in enumerate(blocks) if isinstance(block, texts) and _ENDS_SCRIPT.fullmatch(block.text))
    end = next(ends, len(blocks))
    below = blocks[end:]
    words = sum(len(text_of(block).split()) for block in below)
    is_only_text = all(isinstance(block, (Rule, Note, *texts)) for block in below)
    if not end or not is_only_text or words > _MOST_WORDS_BELOW_END or _has_silences(below):
        return blocks
    notes = [Note(block.text, block.line, WHY_ABOUT if at else "") if isinstance(block, texts) else block
             for at, block in enumerate(below)]  # fmt: skip
    return [*blocks[:end], *notes]


def _begins_notes(text: str) -> bool:
    """Return whether a line is the heading of notes, and no single note such as "(Note: in a low voice)"."""
    is_bracketed = text.lstrip(" *_").startswith(("(", "["))
    return is_notes_heading(text) and not is_for_reader(text) and not is_bracketed


def _facts_in_runs(blocks: list[Block]) -> set[int]:
    """Return the places of bold facts that stand together with at least as many known ones."""
    found: set[int] = set()
    run: list[tuple[int, str]] = []
    speakers: list[tuple[int, str]] = []
    for position, block in enumerate([*blocks, Rule(0)]):
        fact = split_fact(block.text) if isinstance(block, Words) else None
        if isinstance(block, Words) and fact and fact[1] and block.text.lstrip().startswith(("*", "_")):
            # "Voice: calm" is a fact beside others; "Voice: Close your eyes." is speech.
            is_speaker = bool(without_speaker(block.text)[1])
            (speakers if is_speaker else run).append((position, fact[0]))
            if is_speaker and len(fact[1].split()) > _MOST_WORDS_OF_VOICE:
                speakers.pop()
            continue
        figures = sum(is_figure_key(key) for _, key in run)
        known = sum(is_fact_key(key) and not is_figure_key(key) for _, key in run)
        if known and 2 * (known + figures) >= len(run) and len(run) + len(speakers) > 1:
            found.update(place for place, _ in [*run, *speakers])
        run, speakers = [], []
    return found


def _voices_beside_facts(blocks: list[Block]) -> set[int]:
    """Return the places of lines such as "Voice: female, calm" right above or below a fact about the text."""
    facts = [split_fact(block.text) if isinstance(block, TextBlock) else None for block in blocks]
    found = set[int]()
    for at, (block, fact) in enumerate(zip(blocks, facts, strict=True)):
        if fact is None or not isinstance(block, TextBlock) or not without_speaker(block.text)[1]:
            continue
        if sound_direction(block.text):
            continue
        is_short = len(fact[1].split()) <= _MOST_WORDS_OF_VOICE and not re.search(r"[.!?…]\W*$", fact[1])
        beside = (place for place in (at - 1, at + 1) if 0 <= place < len(blocks))
        near = (fact for place in beside if abs(blocks[place].line - block.line) == 1 and (fact := facts[place]))
        if is_short and any(is_fact_key(key) for key, _ in near):
            found.add(at)
    return found


def _is_fact(key: str, value: str, *, is_bold: bool, is_preamble: bool) -> bool:
    if key.lower() == "language" and language_code(value):
        return True
    if find_spec(key, Scope.BOTH) and not is_bold:
        return False
    if is_figure_key(key) and re.search(r"\d", value) and not is_preamble:
        return False
    return is_fact_key(key) and (is_bold or is_preamble) and bool(value)


def _is_preamble_below(block: Block, *, is_preamble: bool) -> bool:
    """Return whether facts may follow below a block without words to speak, as they may at the top."""
    if isinstance(block, Heading):
        return is_preamble or block.level <= 1
    return is_preamble and not isinstance(block, TimedCue | Exercise | TableRow)


def _may_be_fact(key: str, value: str, text: str) -> bool:
    """Return whether a line right below a fact is another one: a short key, and a value that is no sentence."""
    is_sentence = re.search(r"[.!?…:]\W*$", value) is not None and len(value.split()) > _MOST_WORDS_OF_VALUE
    is_spoken = addresses_listener(text) or without_speaker(text)[1]
    return bool(value) and len(key.split()) <= 2 and not is_sentence and not is_spoken  # noqa: PLR2004 - words of a key


def _is_length_left(text: str) -> bool:
    fact = split_fact(text)
    return fact is not None and _LENGTH_KEY.match(fact[0]) is not None and re.search(r"\d", fact[1]) is not None
