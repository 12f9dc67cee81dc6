"""Items of a physiotherapist's sheet: the name of an exercise, and below it sentences with its figures."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from voicecoach.importing.document import Block, Exercise, TextBlock
from voicecoach.importing.exercises.safety import warning_in
from voicecoach.importing.lines.exercise_lines import is_exercise_name
from voicecoach.importing.lines.figure_sides import asks_for_both_sides, has_sides, is_sides_alone, without_sides
from voicecoach.importing.lines.figure_words import REPS, REST, SETS
from voicecoach.importing.lines.figures import (
    HOW_OFTEN,
    Figures,
    figures_alone,
    hold_in_sentence,
    read_figures,
    tells_reps,
)
from voicecoach.importing.lines.labelled_figures import is_for_reader, labelled_figures
from voicecoach.script.direction_words import BREATHE, folded
from voicecoach.script.word_patterns import PAUSE_NOUN
from voicecoach.text import capitalised, remembered
from voicecoach.units import Span, format_duration_span

_PAUSES = re.compile(rf"[\[(]\s?(?:{PAUSE_NOUN})\b[^\[\]()]*[\])](?s:.+)[\[(]\s?(?:{PAUSE_NOUN})\b", re.IGNORECASE)
"""Two silences in brackets: those of a talk, even if it ends with "[repeat 3 times]"."""

_MOST_WORDS_OF_A_NAME = 6
_MOST_WORDS_OF_NAME_BEFORE = 4
_MOST_WORDS_BELOW = 60
_MOST_WORDS_BELOW_WITH_REPS = 120
_LEAST_FIGURES = 2
_FOR_LENGTH = re.compile(
    r"(?:,|\s(?:for|für|durante?|por|pendant|per|voor))\s(?:about |etwa |ca\.? |circa |unos |environ |ongeveer )?"
    r"(?P<length>\d{1,2}(?:\s?(?:-|–|to|or|bis|a|o|à|ou|tot)\s?\d{1,2})?\s[^\W\d_]+)"
    r"(?=\s?[.!,;–—-]|\s(?:and|und|y|et|e|en)\s|$)",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"(?<!\d)\"|[“”„«»…]|\.\.\.|[.!?][^\S\n]*[*_]{0,2}[(\[]|[.!?]\s*[(\[](?!(?:[x×]\s?\d{1,2}|\d{1,2}\s?[x×])[)\]])|"
    r"^\s*([-–—]+)\s?\w[^\n]{0,30}\1\s*$",
    re.MULTILINE,
)
_WORD_QUOTED = re.compile(r"[“„«\"]\s?(\w+)\s?[”“»\"]")
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|\n")
_SHORTENED = re.compile(
    r"\b(?:secs?|sek|segs?|mins?|reps?|rip|rép|wdh|wh|herh|rec|réc|max|ca|re|li|dx|sx|izq|der|dir|esq)\.$",
    re.IGNORECASE,
)
_FIGURES_AND_WORDS = re.compile(r"(?P<figures>\d[^,;–—]{0,60}?)\s?[,;–—]\s(?P<words>[^\W\d].{2,200})")
_WORDS_AND_FIGURES = re.compile(r"(?P<words>[^\d:;]{2,120}[^\W\d])(?P<colon>[,:])\s(?P<figures>\d[^:]{2,60})")
_GOES_ON = re.compile(rf"[a-zà-ÿ(\d]|(?i:[x×]\s?\d|(?:{REST}|{REPS}|{SETS})(?!\w))")


def read_sheet_item(name: str, details: str, line: int) -> Exercise | None:
    """Return the exercise of an item whose details are sentences, one of them at least of figures alone.

    Args:
        name: The first line of the item, without its number.
        details: The lines below it.
        line: The line of the item.

    >>> found = read_sheet_item("Clamshells", "2 sets of 15 each side, 3x/week. Keep your hips still.", 1)
    >>> found.reps, found.sets, found.has_sides, found.texts, found.notes
    (Span(low=15, high=15), Span(low=2, high=2), True, ('Keep your hips still.',), ('3x/week',))
    """
    bare = name.replace("**", "").strip(" :")
    if len(bare.split()) > _MOST_WORDS_OF_A_NAME or bare.endswith((".", "!", "?")) or not is_exercise_name(bare):
        return None
    told: list[Figures] = []
    texts: list[str] = []
    notes: list[str] = []
    sources: list[str] = []
    asks_for_sides = False
    for sentence in sentences_of(details):
        figures = figures_alone(sentence)
        asks_for_sides = asks_for_sides or asks_for_both_sides(sentence)
        if figures is None and is_sides_alone(sentence):
            asks_for_sides = True
            notes.append(sentence)
        elif figures is None and (split := _FIGURES_AND_WORDS.fullmatch(sentence)) and figures_alone(split["figures"]):
            told.append(read_figures(split["figures"]))
            sources.append(split["figures"])
            texts.append(capitalised(split["words"]))
        elif figures is None and (behind := figures_behind(sentence)):
            told.append(behind[1])
            sources.append(sentence)
            texts.append(behind[0])
        elif figures is None:
            (notes if is_for_reader(sentence) else texts).append(sentence)
        else:
            told.append(figures)
            sources.append(sentence)
            notes += figures.notes
    if not any(figures.is_exercise for figures in told):
        return None
    hold_ms, doubts = next((one.hold_ms for one in told if one.hold_ms), None), tuple[str, ...]()
    is_bare = not any(one.sets for one in told) and any(one.rest_ms for one in told)
    if hold_ms is None and (held := hold_in_words(texts, is_bare=is_bare)):
        hold_ms, sentence = held
        doubts = (f'the hold of {format_duration_span(hold_ms)} comes from "{sentence}", which is also spoken',)
    unused = _not_used(sources, told)
    notes += unused
    doubts += tuple(f'"{words}" is not used: another sentence gives that number already' for words in unused)
    return Exercise(
        name=without_sides(bare).strip(" -–—,") or bare, line=line, source=f"{name}\n{details}",
        hold_ms=hold_ms,
        sets=next((one.sets for one in told if one.sets), None),
        reps=next((one.reps for one in told if one.reps), None),
        rest_ms=next((one.rest_ms for one in told if one.rest_ms), None),
        has_sides=has_sides(bare) or asks_for_sides or any(one.has_sides for one in told),
        ways=next((one.ways for one in told if one.ways), ()),
        pyramid=next((one.pyramid for one in told if one.pyramid), ()),
        texts=tuple(texts), notes=tuple(notes), doubts=doubts, is_listed=True,
    )  # fmt: skip


def figures_behind(sentence: str) -> tuple[str, Figures] | None:
    """Return the words of a sentence and two figures at least that stand behind them; None for any other.

    >>> words, figures = figures_behind("At the wall, 30 s per side, 2x")
    >>> words, figures.hold_ms, figures.has_sides
    ('At the wall.', Span(low=30000, high=30000), True)
    """
    found = _WORDS_AND_FIGURES.fullmatch(sentence.rstrip(" ."))
    is_name = found is not None and found["colon"] == ":" and len(found["words"].split()) <= _MOST_WORDS_OF_NAME_BEFORE
    figures = figures_alone(found["figures"]) if found and not is_name else None
    if found is None or figures is None or not (figures.reps or figures.sets) or _count_of(figures) < _LEAST_FIGURES:
        return None
    return f"{capitalised(found['words'].strip())}.", figures


def _count_of(figures: Figures) -> int:
    return sum(map(bool, (*figures.kinds, figures.has_sides)))


def is_speech(text: str) -> bool:
    """Return whether some words are quoted, or have pauses among them, as those of a talk; one word may be quoted."""
    return _SPEECH.search(_WORD_QUOTED.sub(r"\1", text)) is not None


def _not_used(sentences: Sequence[str], told: Sequence[Figures]) -> list[str]:
    """Return the sentences with a figure that differs from an earlier one of its kind."""
    found = list[str]()
    seen = list(Figures("").kinds)
    for sentence, one in zip(sentences, told, strict=True):
        if any(old and new and old != new for old, new in zip(seen, one.kinds, strict=True)):
            found.append(sentence)
        seen = [old or new for old, new in zip(seen, one.kinds, strict=True)]
    return found


@remembered
def sentences_of(details: str) -> tuple[str, ...]:
    """Return the sentences and lines of an item; a line of figures with labels is one, and "5 Sek." ends none."""
    found = list[str]()
    for line in details.split("\n"):
        if labelled_figures(line):
            found.append(line.strip())
            continue
        begin = 0
        for end in _SENTENCE_END.finditer(line):
            if not (_SHORTENED.search(line[begin : end.start()]) and _GOES_ON.match(line, end.end())):
                found.append(line[begin : end.start()].strip())
                begin = end.end()
        found.append(line[begin:].strip())
    return tuple(filter(None, found))


def hold_in_words(texts: Sequence[str], *, is_bare: bool) -> tuple[Span, str] | None:
    """Return the hold within a sentence, and the sentence: "Lift your hips and hold for 5 seconds."; else None.

    Args:
        texts: The sentences.
        is_bare: Whether a length at the end is one without a word for holding: "Make small circles for 1 minute."
    """
    for text in texts:
        if hold_ms := hold_in_sentence(text):
            return hold_ms, text
    for text in texts if is_bare else ():
        found = _FOR_LENGTH.search(text)
        if found and (hold_ms := read_figures(found["length"]).hold_ms):
            return hold_ms, text
    return None


def exercise_of_words_below(
    name: str, line: int, following: Sequence[Block], *, is_heading: bool
) -> tuple[Exercise | None, int]:
    """Return the exercise of a head with a paragraph right below it that tells its figures; and how many blocks it has.

    A paragraph with one figure alone, such as "Repeat 3 times.", may be words of a meditation.
    """
    below = _own_paragraphs(line, following, is_heading=is_heading)
    details = "\n".join(below)
    told = [(part, figures) for part in sentences_of(details) if (figures := figures_alone(part))]
    has_reps = any(tells_reps(part) or figures.notes for part, figures in told)
    most_words = _MOST_WORDS_BELOW_WITH_REPS if has_reps else _MOST_WORDS_BELOW
    if not below or len(details.split()) > most_words or is_speech(HOW_OFTEN.sub("", details)):
        return None, 0
    found = None if _PAUSES.search(details) else read_sheet_item(name, details, line)
    if found is None:
        return None, 0
    of_breath = name if has_reps or found.has_sides else f"{name} {details}"
    is_breathing = found.hold_ms and not BREATHE.isdisjoint(folded(of_breath).split())
    if not (found.figures >= _LEAST_FIGURES or has_reps) or is_breathing:
        return None, 0
    # Below a blank line all that follows is the head's own, as in a page with headings.
    is_close = following[0].line <= line + 1
    return replace(found, is_listed=is_close), len(below)


def _own_paragraphs(line: int, following: Sequence[Block], *, is_heading: bool) -> list[str]:
    """Return the paragraphs right below a head, and those below blank lines up to one of figures."""
    run = list[TextBlock]()
    for block in following:
        if not isinstance(block, TextBlock) or warning_in(block.text, is_plain=True):
            break
        run.append(block)
    lines = [line, *(block.line for block in run)]
    gaps = [after > before + 1 for before, after in itertools.pairwise(lines)]
    if is_heading and gaps:
        gaps[0] = False  # below a heading may be a blank line
    close = gaps.index(True) if True in gaps else len(run)
    apart = (at for at in range(close, len(run)) if is_heading and _is_of_figures(run[at].text))
    return [block.text for block in run[: next(apart, close - 1) + 1]]


def _is_of_figures(text: str) -> bool:
    """Return whether all sentences are figures, reps or sets among them: "5 breaths" alone is a pause."""
    told = [figures_alone(sentence) for sentence in sentences_of(text)]
    return all(told) and any(one.reps or one.sets for one in told if one)
