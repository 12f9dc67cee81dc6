"""Read how one exercise of a guide is done: its sentences, and the figures among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from voicecoach.caseless import Caseless
from voicecoach.importing.document import Exercise
from voicecoach.importing.exercises.figure_facts import figures_of_fact
from voicecoach.importing.exercises.sheet_items import figures_behind, hold_in_words, is_speech, sentences_of
from voicecoach.importing.lines.exercise_lines import is_exercise_name, without_parentheses
from voicecoach.importing.lines.figure_sides import asks_for_both_sides, without_sides
from voicecoach.importing.lines.figure_words import (
    HOLD,
    OFTEN,
    REPEAT,
    REST,
    ROUND,
    SETS,
    UNIT,
    N,
)
from voicecoach.importing.lines.figures import Figures, figures_alone, hold_in_sentence, read_figures, tells_reps
from voicecoach.importing.lines.heading_parts import EXERCISE_NUMBER, TIMES_OF_HEADING, heading_parts
from voicecoach.importing.lines.how_to_labels import HOW_TO, POSITION
from voicecoach.importing.lines.labels import is_fact_key, split_fact
from voicecoach.importing.lines.number_words import with_digits
from voicecoach.importing.lines.words import QUOTATION_MARKS
from voicecoach.importing.notes.facts import is_figure_key
from voicecoach.script.direction_words import BREATHE, folded
from voicecoach.text import capitalised
from voicecoach.units import MINUTE_MS, Span, format_duration_span

_MOST_WORDS = 160
_MOST_WORDS_OF_SWITCH = 9
_MOST_WORDS_OF_NAME = 8
_MOST_WORDS_OF_HEAD = 12
_REPEAT = rf"(?:{REPEAT}|do|perform|complete|mach\w*|führ\w*|realiza|haz|faites|esegui|faça|execute|doe)"
_TIMES_AT_END = re.compile(rf"{N}\s?(?:{OFTEN})(?:\s[^\W\d_]+)?[^\w\s]*$", re.IGNORECASE)  # "5 mal ausführen"
_TIMES_BEHIND = re.compile(rf"[,;]\s?{N}\s?(?:{OFTEN})(?!\w)", re.IGNORECASE)  # "Hold for 20 seconds, 3 times"
_REPEATED = re.compile(
    rf"(?:{_REPEAT}\b[^.!?]{{0,24}}?\b{N}\s?-?\s?(?:{OFTEN})(?!\w)|"
    rf"\b{N}\s?-?\s?(?:{OFTEN})\s(?:durchführen|ausführen|wiederholen|machen|herhalen|uitvoeren|doen)(?!\w))",
    re.IGNORECASE,
)
_ASKS_TO_REPEAT = re.compile(rf"(?:[^\W\d_]+\s)?{_REPEATED.pattern}\W*", re.IGNORECASE)  # "Da ripetere 10 volte."
BEGINS_FIGURES = re.compile(rf"\W*(?:{_REPEAT}|{HOLD}|{REST}|{N})\b", re.IGNORECASE)
"""Words that ask for a figure, and name no exercise: "Hold 5 seconds"."""

_NUMBER = re.compile(r"\d")
_PICTURES_BEFORE = re.compile(r"^[^\w\s()\[\]*.,;:!?'\"“„«–—-]{1,3}\s+")
_SHORT_NUMBER = re.compile(r"^[^\W\d_]{2,3}\.\s\d{1,2}\s?[:.–—-]\s+(?=\S)")  # "Ex. 1 - Bridge"
_DONE = re.compile(  # "Do about 10 of these", but not "Do 3 sets" or "Do 5 minutes"
    rf"\W*(?:do|perform|mach\w*|haz|faites|fai|faça|doe)\s(?:about |around |etwa |ca\.? |unas |unos |environ |circa |"
    rf"ongeveer )?~?(?P<reps>{N})(?!\s?(?:{UNIT}|{SETS}|{ROUND}|(?:[^\W\d_]+\s)?(?:breath|atem|respir|adem|exerc|übung|"
    r"ejerc|eserc|oefen)\w*))"
    r"\s[^\W\d_]{2,}",
    re.IGNORECASE,
)
_LATER = re.compile(  # "After 15 days, go up to 3 x 30": the figures of another stage
    r"\W*(?:after|nach|después de|tras|après|dopo|depois de|após|na)\s(?:\w+\s){0,2}?\d{1,3}\s?"
    r"(?:days?|weeks?|tagen?|wochen?|d[ií]as?|semanas?|jours?|semaines?|giorni|settiman[ae]|dagen|weken|week)\b",
    re.IGNORECASE,
)
_LENGTH_WORD = re.compile(r"^(dauer|duración|durée|durata|duração|duur)\s(?=\d)", re.IGNORECASE)  # Dauer 20 Sekunden
# "_(20 s)_" or "*10 segundos*" is a silence of a talk, and no figure of an exercise.
_SILENCE = re.compile(
    rf"(?:(?<![\w*])\*(?!\*)|(?<!\w)_|[(\[])\s*[(\[]?\d{{1,3}}\s?(?:{UNIT})\s*[)\]]?\s*(?:[*_](?!\w)|[)\]])",
    re.IGNORECASE,
)
OF_SEVERAL = Caseless(
    r"(?:exercises|übungen|ejercicios|exercices|esercizi|exercícios|oefeningen|stretches|stretching|gymnastik|routine|"
    r"estiramientos|étirements|alongamentos|dehnungen|allungamenti|rutina|rotina|program\w*|plan|workout|training)\b"
)
"""The title of a page with several exercises."""

LONGEST_HOLD_MS = 5 * MINUTE_MS


@dataclass
class _Guide:
    """The exercise of a part as far as it is read.

    Attributes:
        told: Its figures, in order.
        texts: Its paragraphs to speak.
        notes: Words of the source that are not spoken.
        doubts: What is unsure.
        has_sides: Whether it asks for the other side.
        is_open: Whether a sentence stands behind the hold that was found within another one.
        is_labelled: Whether a label tells one of its figures.
    """

    told: list[Figures] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    has_sides: bool = False
    is_open: bool = False
    is_labelled: bool = False

    def add_fact(self, figures: Figures) -> None:
        """Add the figures of a line that tells them behind a label; its other words are a note."""
        self.told.append(figures)
        self.is_labelled = self.is_labelled or figures.is_exercise
        self.notes += [*figures.notes, *([figures.other_words] if figures.other_words else [])]

    def held(self, hold_ms: Span, sentence: str) -> Span:
        """Return the hold of a sentence that is spoken as well, and tell so."""
        self.doubts.append(f'the hold of {format_duration_span(hold_ms)} comes from "{sentence}", which is also spoken')
        return hold_ms


def exercise_of_part(
    head: str, line: int, body: Sequence[str], shared: Figures | None = None, *, is_sure: bool = False
) -> Exercise | None:
    """Return the exercise of a head and all that stands below it; None where it may be a part of a talk.

    Words behind a hold would be spoken before it, so a hold alone among them is none: "Hold for 5 s. Now let go."

    Args:
        head: The words of the head; those in front of its colon where the rest of its line belongs to the body.
        line: The line of the head.
        body: The paragraphs and items below it.
        shared: The figures that all exercises of the text have which tell none of their own.
        is_sure: Whether it is one of several of its kind, so that a hold alone makes it an exercise.

    >>> found = exercise_of_part("2. Bridge", 1, ["Lift your hips and hold for 5 seconds.", "Repeat 10 times."])
    >>> found.name, found.hold_ms, found.reps, found.texts
    ('Bridge', Span(low=5000, high=5000), Span(low=10, high=10), ('Lift your hips and hold for 5 seconds.',))
    """
    words = "\n".join(body)
    name, beside = heading_parts(_PICTURES_BEFORE.sub("", head))
    name, notes = without_parentheses(_SHORT_NUMBER.sub("", name))
    name = name.strip(QUOTATION_MARKS) if name[:1] in QUOTATION_MARKS else name
    is_told = shared is not None or _NUMBER.search(with_digits(words)) is not None
    is_talk = is_speech(words.replace("…", "") if tells_reps(with_digits(words)) else words)
    if not is_told or len(words.split()) > _MOST_WORDS or is_talk:
        return None
    is_name = len(name.split()) <= _MOST_WORDS_OF_HEAD and is_exercise_name(
        " ".join(name.split()[:_MOST_WORDS_OF_NAME])
    )
    if TIMES_OF_HEADING.search(head) or not is_name:
        return None
    guide = _Guide()
    for text in body:
        _read_text(text, guide)
    all_told = [*guide.told, *([shared] if shared else [])]
    hold_ms, sets, reps, rest_ms = (_only(one.kinds[kind] for one in all_told) for kind in range(4))
    if any(len({one.kinds[kind] for one in guide.told} - {None}) > 1 for kind in range(4)):
        return None
    sides = guide.has_sides or any(one.has_sides for one in all_told)
    is_counted = is_sure or guide.is_labelled or bool(reps or sets or sides)
    sentences = [with_digits(one) for text in guide.texts for one in sentences_of(text)]
    if hold_ms is None and is_counted and (held := hold_in_words(sentences, is_bare=True)):
        hold_ms = guide.held(*held)
    is_named = re.match(EXERCISE_NUMBER, head) is not None
    if (
        reps is None
        and (is_counted or is_named)
        and (times := next(filter(None, map(_TIMES_AT_END.search, sentences)), None))
    ):
        reps = read_figures(times[0]).reps
    if (
        not (hold_ms or reps or sets)
        or (guide.is_open and not is_counted)
        or (not is_counted and (_SILENCE.search(words) or (hold_ms and hold_ms.low > LONGEST_HOLD_MS)))
        or _is_of_breath(name if is_counted else f"{name} {words}")
    ):
        return None
    return Exercise(
        name=name, line=line, source=f"{head}\n{words}", hold_ms=hold_ms, sets=sets, reps=reps, rest_ms=rest_ms,
        has_sides=sides, ways=next((one.ways for one in guide.told if one.ways), ()), texts=tuple(guide.texts),
        notes=(*((beside,) if beside else ()), *notes, *guide.notes), doubts=tuple(guide.doubts), is_listed=True,
    )  # fmt: skip


def is_counted(exercise: Exercise | None) -> bool:
    """Return whether an exercise has repetitions, sets or sides, and not only a length."""
    return exercise is not None and bool(exercise.reps or exercise.sets or exercise.has_sides)


def _only(values: Iterator[Span | None]) -> Span | None:
    return next((value for value in values if value is not None), None)


def _is_of_breath(words: str) -> bool:
    """Return whether a hold is that of the breath, as in a part of a talk."""
    return not BREATHE.isdisjoint(folded(words).split())


def _read_text(text: str, guide: _Guide) -> None:
    """Add what a paragraph or an item tells to a guide."""
    words = text.replace("**", "").replace("__", "").strip()
    figures, fact = figures_of_fact(with_digits(text)), split_fact(text)
    if figures is not None:
        guide.add_fact(figures)
        return
    if fact is not None and HOW_TO.fullmatch(fact[0]):
        guide.notes.append(f"{fact[0]}:")
        words = capitalised(fact[1].replace("**", "").strip())
    elif HOW_TO.fullmatch(words) or (fact is not None and _is_fact(fact[0])):
        guide.notes.append(words)
        return
    before, is_bold = len(guide.told), text.strip().startswith("**") and text.strip().endswith("**")
    sentences = map(without_how_to, sentences_of(words))
    spoken = list[str]()
    for sentence in sentences:
        is_later = _is_of_later(sentence, guide)
        behind = None if is_later else figures_behind(with_digits(sentence))
        if behind is not None:
            guide.told.append(behind[1])
            spoken.append(behind[0])
        elif is_later or not _read_sentence(sentence, guide):
            spoken.append(sentence)
    if spoken and is_bold and len(guide.told) > before:
        guide.notes.append(words)  # "**Repeat 8 times, then 3 breaths in child's pose**"
    elif spoken:
        guide.texts.append(" ".join(spoken))


def without_how_to(text: str) -> str:
    """Return a line without the label of how an exercise is done.

    >>> without_how_to("Execution: lift your hips."), without_how_to("Now: rest.")
    ('Lift your hips.', 'Now: rest.')
    """
    key, colon, value = text.partition(":")
    return capitalised(value.strip()) if colon and value.strip() and HOW_TO.fullmatch(key.strip("*_ ")) else text


def _is_fact(key: str) -> bool:
    return is_fact_key(key) and not is_figure_key(key) and not POSITION.search(key)


def _is_of_later(sentence: str, guide: _Guide) -> bool:
    """Return whether a sentence is about another stage, "After 15 days, do 3 x 30", and tell so."""
    if not _LATER.match(with_digits(sentence)):
        return False
    guide.doubts.append(f'the figures of "{sentence}" are not used, and it is spoken')
    return True


def _figures_beside(sentence: str, all_of_them: Figures) -> tuple[Figures, bool]:
    """Return the figures of a sentence among other words, and whether it only asks to repeat them."""
    beside = Figures(sentence)
    beside.hold_ms = hold_in_sentence(sentence)
    if tells_reps(sentence) or _REPEATED.search(sentence) or all_of_them.sets:
        beside.hold_ms = beside.hold_ms or (all_of_them.hold_ms if all_of_them.sets else None)
        beside.reps, beside.sets, beside.rest_ms = all_of_them.reps, all_of_them.sets, all_of_them.rest_ms
        beside.has_sides = all_of_them.has_sides
        if _ASKS_TO_REPEAT.fullmatch(without_sides(sentence)):
            return beside, True
    if beside.hold_ms and beside.reps is None and _TIMES_BEHIND.search(sentence):
        beside.reps = all_of_them.reps
    if beside.hold_ms and beside.rest_ms is None:
        beside.rest_ms = all_of_them.rest_ms  # "Hold for 30 seconds, then rest for 30 seconds"
    return beside, False


def _read_sentence(sentence: str, guide: _Guide) -> bool:
    """Add the figures of a sentence to a guide; return whether it says nothing else and is not spoken."""
    spoken, sentence = sentence, _LENGTH_WORD.sub(r"\1: ", with_digits(sentence))
    alone = figures_alone(sentence)
    if alone is not None:
        guide.told.append(alone)
        guide.notes += alone.notes
        return True
    if (fact := figures_of_fact(sentence)) is not None:
        guide.add_fact(fact)
        return True
    if asks_for_both_sides(sentence):
        guide.has_sides = True
        if len(sentence.split()) <= _MOST_WORDS_OF_SWITCH and not _NUMBER.search(sentence):
            guide.notes.append(spoken)
            return True
    all_of_them = read_figures(sentence)
    beside, is_alone = _figures_beside(sentence, all_of_them)
    if is_alone:
        guide.told.append(beside)
        return True
    if not any(beside.kinds) and (done := _DONE.match(sentence)):
        beside.reps = read_figures(f"{done['reps']} reps").reps
        guide.doubts.append(f'the repetitions come from "{spoken}", which is also spoken')
    if beside.hold_ms and all_of_them.has_sides:
        beside.has_sides = True
    is_remark = split_fact(sentence) is not None  # "Key point: keep it small." may be said before
    guide.is_open = guide.is_open or (not is_remark and any(one.hold_ms for one in guide.told))
    if beside.hold_ms or beside.reps or beside.sets:
        guide.told.append(beside)
        if beside.hold_ms:
            guide.held(beside.hold_ms, spoken)
    return False
