"""Read an exercise out of one line, such as "Bird Dog - 3 x 10 per side"."""

from __future__ import annotations

import functools
import re
from dataclasses import replace

from voicecoach.caseless import Caseless
from voicecoach.importing.document import MOST_BLOCKS, Exercise
from voicecoach.importing.lines.figure_sides import WAYS, has_sides, without_sides
from voicecoach.importing.lines.figure_words import HOLD, REPEAT, REST, WORK
from voicecoach.importing.lines.figures import (
    FIGURES_FIRST,
    FIRST_FIGURE,
    LENGTH_OF_ITEM,
    NEEDS_NO_SEPARATOR,
    NEEDS_NO_SEPARATOR_LISTED,
    figures_alone,
    hold_in_sentence,
    is_length,
    may_have_figures,
    read_figures,
)
from voicecoach.importing.lines.labelled_figures import name_and_labels
from voicecoach.importing.lines.labels import is_fact_key, without_speaker
from voicecoach.script.direction_words import BREATHE, folded
from voicecoach.script.directions import ChimeDirection, read_direction, read_pause
from voicecoach.script.listener import addresses_listener, asks_listener
from voicecoach.script.word_patterns import TIMES
from voicecoach.text import capitalised

_SEPARATOR = re.compile(
    r"\s*(?:\s[-–—]+\s?|[-–—]+\s|[:,(|\t]|…|\s(?:je|à|for|für|durante|pendant|per|por|voor)(?=\s))\s*$"
)
_CODE = re.compile(r"^(?:\d{1,2}[a-zA-Z]?|[A-Z]\d{1,2}|[A-H](?=[.)]))[.):]\s+(?=\S)")
_VERBS_OF_BREATH = Caseless(
    r"(?:deep|slow|long|breath|second|minute|hour|day|week|time|thing|tief|langsam|atem|sekunde|minute|tag|mal|"
    r"respiraci|segundo|minuto|vece|d[ií]a|respir|seconde|fois|jour|secondi|volte|giorn|vez|adem|keer|dag|of|de|di|"
    r"van)",
)
_SAID = Caseless(r".{2,30}\s(?:says|sagt|dice|dit|diz|zegt)\s?$")  # "Teacher says"
_REPEATED = Caseless(rf"{REPEAT}|\d{{1,2}}\s?[x×]")
_BESIDE = re.compile(r"\(([^()]{3,24})\)")
_NO_NAME = Caseless(
    rf"(?:per|pro|por|par|{HOLD}|{REST}|inhale|exhale|breathe?|einatmen|ausatmen|atme|inhala|exhala|respira|inspirez|expirez|inspira|"
    r"espira|expira|adem|total|length|dauer|duración|durée|durata|duração|duur|introduction|intro|count|rest(?:e[zr]?|"
    r"ate|a)|qu[eé]date|fique|blijf|verweile?n?|bleib(?:e|en)?|kilos?|kilogramm?|kg|lbs?|pounds?|pfund|wait|stay|"
    rf"{REPEAT}|complete|perform|voer|führen?|"
    r"(?:number|número|numero|nombre|anzahl|aantal|time|tempo|tiempo|temps|tijd) (?:of|de|di|der|van)|"
    r"realiz[ae]r?|realizzat?[ei]|realizza|realice|effectuez|esegui(?:re)?|execut[ae]r?|"
    r"sets?|reps?|step(?!s?[ -][^\W\d_])|day|week|part|minute|and|und|y|et|e(?= [^\W\d_]{2})|then|dann|luego|puis|"
    r"poi|depois|dan|(?:movements?|mouvements?|movimientos?|moviment[oi]s?|bewegung(?:en)?|beweging(?:en)?|"
    rf"{WORK})$)\b(?!-)",
)
# "I rest for 10 minutes every day": somebody tells it, and is asked for nothing
_SOMEBODY = re.compile(
    r".*:\s?[\"“„«]|(?:[Yy]ou|[Dd]u|[Tt]ú|[Vv]ous|[Vv]ocê|[Jj]ij|I|I['’]\w+|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Ii]ch|[Ww]ir|[Ee]r|[Ee]s|[Yy]o|[Mm]e|[Nn]osotr[oa]s|[Jj]e|[Nn]ous|"
    r"[Ee]lle|[Ii]o|[Nn]oi|[Ee]u|[Nn]ós|[Ii]k|[Ww]ij|[Hh]ij|[Zz]ij)\s[a-zà-ÿ]|[Jj]['’][a-zà-ÿ]|"
    r"(?:[Bb]oth |[Aa]ll )?(?:[Mm]y|[Mm]eine?)\s(?:\w+\s){1,3}(?:is|are|feels?|ist|sind)\s"
)
# "Calm in 3 minutes", "Squeeze and hold 5 s", "Continue for at least 10 cycles"
_NO_NAME_END = Caseless(
    rf"\b(?:and|und|then|dann|y|et|in|en|dans|em|im|within|binnen|for(?: at least)?|"
    rf"{REPEAT}(?:\s(?:this|that|it|das|dies|esto|ello|ça|cela|questo|isso|isto|dit|dat))?)$",
)
_SENTENCE_BREAK = re.compile(
    r"(?<!(?:resp|Resp)\.)(?<!(?:min|sec|sek|seg|wdh|rep|std|Min|Sec|Sek|Seg|Wdh|Rep|Std)\.)(?<=[^\s\d][.!?])\s+(?=[^\W\d_a-zäöüéèàç])"
    r"|(?<=\d\.)\s+(?=[A-ZÄÖÜÉÈÀÇÑ])"
)
_SENTENCE_BEFORE = re.compile(r"[.!?…]\s*[*_]*[(\[]\s*$")
# "Raise your arms. - 3 breaths -"
_ENDS_WITH_PAUSE = re.compile(r"[.!?…]\s+(?P<mark>[-–—~=]{1,4})\s?\d[^-–—~=!?]{0,30}(?P=mark)\s*$")
_ENDS_WITH_BRACKET = re.compile(r"[.!?…][\"'”’»]*\s*[*_]*[(\[](?P<words>[^()\[\]]{3,60})[)\]][*_]*\s*$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s+$")
_TIMES_ALONE = Caseless(r"[x×]\s?\d{1,3}|\d{1,3}\s?(?:x|×|mal|times|veces|fois|volte|vezes|keer|maal)")
_NAME_AND_HOW = re.compile(r"(?P<name>[^:–—]{3,50}?)\s?[:–—]\s(?P<how>\S.{8,})")
_NAME_HOW_FIGURES = re.compile(
    r"(?P<name>[^:–—.!?]{3,40}?)\s?(?::|\s[–—-])\s(?P<how>[^\d\[\]()]{8,}[.!])\s+(?P<figures>(?:[^\W\d_]+:?\s){0,3}\d[^.!?]{2,60}(?:\.[^.!?]{0,60}){0,2})"
)
# Behind a name: "3x12: bend your knees and hips."
_FIGURES_AND_HOW = re.compile(r"(?P<figures>[^:–—]{1,40}?)\s?[:–—]\s(?P<how>[^\W\d_](?:\S*\s){2}.{4,}[.!])", re.DOTALL)
_MOST_WORDS_TOLD = 5
# "**5 min:** light running", "30 s: plank", but not "30 s: close your eyes"
_LENGTH_LABEL = re.compile(r"^(?P<length>\d[\d–-]*\s?[^\W\d_]{1,9})\.?(?:\*\*)?:(?:\*\*)?\s+(?=[A-ZÀ-Ý])")
_GOES_ON = re.compile(rf"\d{{1,2}}\s?(?i:{TIMES})\s(?=[a-zà-ÿ])(?:\S+\s){{2}}")
_DIGITS = re.compile(r"[\d½]+")
_MOST_WORDS_BEFORE_DIGITS = 3  # "houd vast for"
_CLOCK = re.compile(r",\s(?:0?[6-9]|1\d|2[0-3]):[0-5]\d\W*")  # "Bootcamp in the park, 18:30" is told of a class
_ISO_DATE = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_HAS_FIGURE = re.compile(r"[\d½]")
# Figures behind words within a bracket: "Warrior II (each side 45 s)"
_BEFORE_FIGURES = re.compile(r"\((?P<words>[^()\d]{2,25}?)\s(?P<figures>\d[^()]*)\)")
_DANGLING = Caseless(
    r"\s(?:to|towards?|nach|zur?|hacia|para|pra|vers|verso|naar|to the|a la|à|al?|on the|auf die|zur|de|von|van|from)$"
)
"""The end of words that need a side behind them."""
_FRAGMENT = re.compile(r"(?<=[.!?])\s+(?P<words>[^.!?]+)$")
_MOST_WORDS_OF_FRAGMENT = 2  # "Repeat", "Doe dit"
_STOPS = (".", "!", "?")
_LONGEST_LINE = 1_000
_MOST_NAME_WORDS = 8
_LEAST_WORDS_OF_HOW = 4
_MOST_WORDS_OF_NAME_WITH_STOP = 2
_LONG_HOLD_MS = 20_000
_MOST_WORDS_WITH_LENGTH = 4
_MOST_WORDS_BEHIND_FIGURES = 6


def read_exercise(text: str, line: int, *, is_listed: bool) -> Exercise | None:
    """Return the exercise of one line, or None where the line is something else.

    Args:
        text: The line, without a bullet or number.
        line: Its line in the source.
        is_listed: Whether it is an item of a list or stands among other exercises: then "Plank: 30 s" is one, too.
    """
    if len(text) > _LONGEST_LINE or not _HAS_FIGURE.search(text) or _ISO_DATE.search(text):
        return None
    found = _exercise_of(text, is_listed=is_listed)
    return None if found is None else replace(found, line=line)


def is_exercise(text: str) -> bool:
    """Return whether a line among other exercises is one, with its figures: "Plank: 30 s"."""
    return read_exercise(text, 1, is_listed=True) is not None


def is_counted_exercise(text: str) -> bool:
    """Return whether a line is an exercise with sets or repetitions, as no fact about a text has: "Bridge: 3 x 12"."""
    exercise = read_exercise(text, 1, is_listed=True)
    return exercise is not None and bool(exercise.sets or exercise.reps)


@functools.lru_cache(maxsize=MOST_BLOCKS)  # several readers go through all lines of a text, one after the other
def _exercise_of(text: str, *, is_listed: bool) -> Exercise | None:
    """Return the exercise of a line that has a figure and is not long; its line in the source is not told yet."""
    if without_speaker(text)[1] or any(
        isinstance(read_direction(one), ChimeDirection) for one in _BESIDE.findall(text)
    ):
        return None
    source, text = text, _BEFORE_FIGURES.sub(_figures_before, _CODE.sub("", text))
    labelled = name_and_labels(text)
    if labelled is not None and _first_figure(labelled[0]) is None:
        return _labelled_exercise(*labelled, source)
    first = _first_figure(text)
    if first is None or _is_pause(text) or isinstance(read_direction(text), ChimeDirection):
        return None
    if first.start() == 0:
        found = _figures_first(_LENGTH_LABEL.sub(r"\g<length> ", text)) if is_listed else None
        return found and replace(found, source=text)
    before, behind = text[: first.start()], text[first.start() :]
    if _is_sentence_and_pause(before, behind):
        return None
    if _SENTENCE_END.search(before):
        told = _told_exercise(text, source)
        is_repeated = _TIMES_ALONE.fullmatch(behind.strip("*_()[] .")) is not None
        most_words = _MOST_WORDS_OF_NAME_WITH_STOP if is_repeated else _MOST_WORDS_WITH_LENGTH
        if told is not None or len(before.split()) > most_words:
            return told  # None for a sentence, and figures behind it: "Lie down and lift one leg. 3 x 10"
    return _with_name_before(text, source, first, is_listed=is_listed)


def _figures_before(bracket: re.Match[str]) -> str:
    """Return a bracket with its figures first, where nothing but sides is before them."""
    words = bracket["words"]
    return bracket[0] if without_sides(words).strip(" ,:") else f"({bracket['figures']} {words})"


def _with_name_before(text: str, source: str, first: re.Match[str], *, is_listed: bool) -> Exercise | None:
    """Return the exercise whose name stands before its first figure; None where it is none."""
    before, behind = text[: first.start()], text[first.start() :]
    separator = _SEPARATOR.search(before)
    name, name_notes = without_parentheses(before[: separator.start()] if separator else before)
    sides_in_name = has_sides(f"{name} {' '.join(name_notes)}")
    bare = without_sides(name).strip(" .:,;-–—*_|\t")
    name = name.strip(" .:,;-–—*_|\t") if _DANGLING.search(bare) else bare  # "Turn to the left and right"
    how: tuple[str, ...] = ()
    split = _NAME_AND_HOW.fullmatch(name) if is_listed else None
    if split and (len(name.split()) > _MOST_NAME_WORDS or len(split["how"].split()) >= _LEAST_WORDS_OF_HOW):
        name, how = split["name"], (split["how"],)  # "Cat pose: round your back (repeat 6 times)"
    is_bare_length = is_length(first[0]) and not re.match(r"\s*[x×]\s*\d", without_sides(text[first.end() :]))
    is_bare_length = is_bare_length and not WAYS.match(behind)  # "30 s left, 30 s right"
    if not is_exercise_name(name) or (is_bare_length and (not is_listed or _CLOCK.fullmatch(text, first.start() - 2))):
        return None
    stands_alone = NEEDS_NO_SEPARATOR.match(behind) or (is_listed and NEEDS_NO_SEPARATOR_LISTED.match(behind))
    if (
        separator is None
        and (is_bare_length or not stands_alone)
        and not (is_listed and _is_long_hold(without_sides(text).strip(), first))
    ):
        return None
    if separator is None and " " not in name and _GOES_ON.match(behind) and asks_listener(behind):
        return None  # "Rub 5 times over your neck": the name would be a verb
    sentences = _sentences_after(behind)
    figures = read_figures(sentences[0])
    left = figures.other_words
    is_told = text.endswith(_STOPS) and left and len(name.split()) > _MOST_WORDS_WITH_LENGTH and not how
    is_said = not (is_listed or figures.sets or figures.reps) and addresses_listener(name)
    if not figures.is_exercise or (left and not is_listed) or is_told or is_said:
        return None  # "The first one held the rope for 30 seconds and let go.", "Lift your shoulders (hold 7 s)"
    hold_ms = figures.hold_ms
    if hold_ms is None and (figures.sets or figures.reps) and (hold_ms := hold_in_sentence(left)):
        left = ""  # "8x, 3 counts hold"
    if how and (fragment := _FRAGMENT.search(how[0])):  # "Swing a leg. Do this 10 times to warm up."
        told = how[0][: fragment.start()]
        is_all = len(fragment["words"].split()) <= _MOST_WORDS_OF_FRAGMENT and not left
        whole = f"{before[before.rindex(fragment['words']) :]}{sentences[0]}"
        how, left = ((told,) if is_all else (f"{told} {whole}",)), ""
    name_notes = [note for note in name_notes if without_sides(note).strip()]
    is_how = len(left.split()) >= _LEAST_WORDS_OF_HOW and f"({left})" in sentences[0] and not _HAS_FIGURE.search(left)
    if is_how:  # "30 s per side (lean on a wall, leg straight)"
        how, left = (*how, f"{capitalised(left)}."), ""
    return Exercise(
        name=name, line=0, source=source, hold_ms=hold_ms, sets=figures.sets, reps=figures.reps,
        rest_ms=figures.rest_ms, has_sides=figures.has_sides or sides_in_name, ways=figures.ways,
        pyramid=figures.pyramid,
        texts=(*how, *sentences[1:]), notes=(*name_notes, *figures.notes, *([left] if left else [])),
        doubts=(f'only the first figures are used, and "{left}" is a comment',) if _HAS_FIGURE.search(left) else (),
    )  # fmt: skip


def _labelled_exercise(name: str, labels: str, source: str) -> Exercise | None:
    """Return the exercise of "Bridge – Reps: 10, Sets: 2"; None where the words before the labels are no name."""
    name, notes = without_parentheses(name)
    figures, bare = read_figures(labels), without_sides(name).strip(" .:,;-–—*_|\t")
    if not is_exercise_name(bare) or not figures.is_exercise:
        return None
    return Exercise(
        name=bare, line=0, source=source, hold_ms=figures.hold_ms, sets=figures.sets, reps=figures.reps,
        rest_ms=figures.rest_ms, has_sides=figures.has_sides or any(map(has_sides, [name, *notes])),
        notes=(*(note for note in notes if without_sides(note).strip()), *figures.notes),
    )  # fmt: skip


def _is_pause(text: str) -> bool:
    bracket = _ENDS_WITH_BRACKET.search(text)
    is_behind = bracket is not None and read_pause(bracket["words"]) is not None
    return is_behind or read_pause(text.strip("*_()[] ")) is not None or _ENDS_WITH_PAUSE.search(text) is not None


def _is_sentence_and_pause(before: str, behind: str) -> bool:
    """Return whether a pause or how often stands behind a sentence: "Hold it. (4 s)", "My arm is heavy. (6x)"."""
    bare = behind.strip("*_()[] .")
    is_bare = is_length(bare) or _TIMES_ALONE.fullmatch(bare) or read_pause(bare) is not None
    return bool(_SENTENCE_BEFORE.search(before) and is_bare)


def _told_exercise(text: str, source: str) -> Exercise | None:
    """Return the exercise of "Bridge: lie on your back and lift your hips. 3 x 12"; None for any other sentence."""
    told = _NAME_HOW_FIGURES.fullmatch(text)
    figures = figures_alone(told["figures"]) if told else None
    if told is None or figures is None:
        return None
    if not told["figures"][0].isdigit() and not (figures.sets or figures.reps):
        return None  # "Feet: feel the ground. Stay for 10 seconds."
    name = without_sides(told["name"]).strip(" .:,;-–—*_|\t")
    is_name = is_exercise_name(name) and not is_fact_key(name) and not without_speaker(f"{name}: x")[1]
    if not is_name or not figures.is_exercise or len(name.split()) > _MOST_WORDS_TOLD:
        return None
    return Exercise(
        name=name, line=0, source=source, hold_ms=figures.hold_ms, sets=figures.sets, reps=figures.reps,
        rest_ms=figures.rest_ms, has_sides=figures.has_sides, ways=figures.ways, pyramid=figures.pyramid,
        texts=(told["how"],),
        notes=tuple(figures.notes),
    )  # fmt: skip


def _first_figure(text: str) -> re.Match[str] | None:
    """Return the beginning of the figures in a line; None where it has none.

    It is looked for around the digits alone, since most of a long line is words.

    >>> _first_figure("Lie on your back, and hold for 3 breaths")[0], _first_figure("Chapter 7")
    ('hold for 3', None)
    """
    if not may_have_figures(text):
        return None
    behind = 0
    for digits in _DIGITS.finditer(text):
        words = text[behind : digits.start()].rsplit(maxsplit=_MOST_WORDS_BEFORE_DIGITS)
        begin = behind + (len(words[0]) if len(words) > _MOST_WORDS_BEFORE_DIGITS else 0)
        for at in range(begin, digits.end()):
            if found := FIRST_FIGURE.match(text, at):
                return found
        behind = digits.end()
    return None


def _figures_first(text: str) -> Exercise | None:
    """Return the exercise of an item such as "3 x 10 squats"; None for "3 deep breaths" and sentences."""
    found = FIGURES_FIRST.fullmatch(text.strip(" ."))
    if found is None:
        return None
    name, notes = without_parentheses(found["name"])
    figures = read_figures(" ; ".join(filter(None, (found["figures"], found["rest"]))))
    is_sided = has_sides(name) or any(map(has_sides, notes))
    name = without_sides(name).strip(" .:,;-–—")
    is_name = (
        is_exercise_name(name) and len(name.split()) <= _MOST_WORDS_BEHIND_FIGURES and not _VERBS_OF_BREATH.match(name)
    )
    if not is_name or not figures.is_exercise or figures.other_words or re.search(r"[,;:.]", name):
        return None
    return Exercise(
        name=capitalised(name), line=0, source=text, hold_ms=figures.hold_ms, sets=figures.sets,
        reps=figures.reps, rest_ms=figures.rest_ms, has_sides=is_sided,
        notes=tuple(note for note in notes if without_sides(note).strip()),
    )  # fmt: skip


def _is_long_hold(text: str, length: re.Match[str]) -> bool:
    """Return whether a line is a name and a length that no phase of a breath has: "Plank 30 s", "Plank 5 s hold"."""
    told = LENGTH_OF_ITEM.fullmatch(text[length.start() :])
    if told and (told["hold"] or told["rest"]) and text[:1].isupper():
        return len(text[: length.start()].split()) <= _MOST_WORDS_WITH_LENGTH
    if not is_length(length[0]) or text[length.end() :].strip(" .") or not text[:1].isupper():
        return False
    hold_ms = read_figures(length[0]).hold_ms
    return hold_ms is not None and hold_ms.low >= _LONG_HOLD_MS and len(text.split()) <= _MOST_WORDS_WITH_LENGTH


def is_exercise_name(words: str) -> bool:
    """Return whether some words can be the name of an exercise, and are no sentence."""
    is_short = 0 < len(words.split()) <= _MOST_NAME_WORDS and re.search(r"[.!?]\s", words) is None
    is_name = not _SAID.match(words) and not _REPEATED.fullmatch(words)
    is_name = is_name and not _NO_NAME.match(words) and not _SOMEBODY.match(words)
    is_name = is_name and not _NO_NAME_END.search(words) and not asks_for_breath(words)
    return is_short and words[0].isalnum() and is_name and bool(re.search(r"[^\W\d_]{2}", words))


def asks_for_breath(words: str) -> bool:
    """Return whether some words begin with a word that asks for a breath: "Inspire em 4 tempos"."""
    return folded(words).split(maxsplit=1)[0].strip(".,:;") in BREATHE if words.strip() else False


def without_parentheses(name: str) -> tuple[str, list[str]]:
    """Return a name without what stands in round brackets, and that."""
    if "(" not in name:
        return name, []
    notes = [note.strip() for note in re.findall(r"\(([^()]*)\)?", name) if note.strip()]
    return re.sub(r"\s*\([^()]*\)?", "", name), notes


def _sentences_after(text: str) -> list[str]:
    """Return the figures, then the sentences that follow them: "3 x 10. Keep your back straight."."""
    split = _SENTENCE_BREAK.split(text, maxsplit=1)
    told = _FIGURES_AND_HOW.fullmatch(text)
    if told and figures_alone(told["figures"]):
        split = [told["figures"], told["how"]]
    return [part.strip() for part in split if part.strip()]
