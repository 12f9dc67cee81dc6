"""Find the directions among the words of a text: in brackets, stars, underscores, dashes, or bare on a line.

:mod:`voicecoach.script.directions` knows what directions mean; this module knows where people put them.
"""

from __future__ import annotations

import re

from voicecoach.importing.directions.asides import (
    act_of_length,
    dashes_of_rotation,
    is_act_before_words,
    is_stage_act,
    with_plain_brackets,
)
from voicecoach.importing.directions.bell_pictures import with_bells
from voicecoach.importing.directions.bracket_words import (
    DOTS_ONLY,
    LENGTH_ONLY,
    PAUSE_WORD,
    asks_often,
    breath_in,
    chime_named,
    counted_chime,
    direction_in,
    has_pause_beside,
    is_said_aside,
    named_pause,
    pause_among,
    pause_in_brackets_behind,
    pauses_in,
    says_how,
    says_same,
)
from voicecoach.importing.directions.emphasised_lines import emphasised
from voicecoach.importing.directions.marks import MARKED
from voicecoach.importing.directions.parts import (
    MAY_BE_NOTE,
    Action,
    FoundDirection,
    Part,
    SpokenWords,
    UnclearDirection,
    add_words,
)
from voicecoach.importing.directions.pause_nouns import pause_as_noun, pauses_among_words, time_of_silence
from voicecoach.importing.directions.script_brackets import is_milliseconds, is_script_action, part_of_square
from voicecoach.importing.directions.struck_chimes import struck_chime, with_chimes_apart
from voicecoach.importing.directions.surrounded_line import SurroundedLine
from voicecoach.importing.directions.tag_pauses import part_of_angle, pause_of_tag
from voicecoach.script.directions import (
    BreathPause,
    Direction,
    MusicDirection,
    NamedPause,
    NoteDirection,
    PauseKind,
    PauseLength,
    TimedPause,
    read_direction,
    read_pause,
)
from voicecoach.script.pause_marks import (
    asks_listener,
    begins_with_silence,
    ends_with_silence,
    lengths_of_breath,
    pauses_between_dashes,
    pauses_between_marks,
)
from voicecoach.script.repeat_words import asks_to_repeat, asks_with_verb, count_of_repeat
from voicecoach.script.silent_counts import counted_pause
from voicecoach.script.sound_cues import is_sound_cue, length_of_sound
from voicecoach.script.word_patterns import TIMES
from voicecoach.text import remembered

_PICTURES_OF_PAUSE = "\u23f8\u23ef\U0001f507\u23f3\u231b\u23f1\u23f2\U0001f92b\ufe0f"
_SIGNS_OF_PAUSE = "/#| *()`" + _PICTURES_OF_PAUSE
_ARROWS = re.compile(r"^(?:>>+|<<+)([^<>]+)(?:<<+|>>+)$")
_EMPHASIS = "*_"
_EMPHASISED = ("strong", "star", "line")
_MOST_WORDS_TO_FILL_IN = 3
_BEHIND_HEAD = tuple("–—-:,=")
_DASHES = "-–—~=.…|`·•/"
_OF_UNIT = "|".join(rf"(?<=\b{unit})" for unit in ("Sek", "sek", "Sec", "sec", "Min", "min", "Seg", "seg", "s"))
"""Behind these a full stop ends no sentence where a word for silence follows: "20 Sek. Pause"."""

_SENTENCE = re.compile(
    r"(?:^|(?<=[.!?…] )|(?<=[.!?…][\"”“»] ))"
    rf"(?:[^.!?…\[\](){{}}*_<>]|(?:{_OF_UNIT})\.(?=\s(?i:pause|pausa|pauze|stille|silen|sil[eê]n)))"
    r"{3,60}(?:\.(?!\d| [a-z])|[!…]|$)"
)
_AGAIN = re.compile(
    r"[(\[{]\s*(?:(?:à |da |a )?(?:repeat|wiederhol\w*|repet\w+|repit\w+|répét\w*|ripet\w+|herhal\w*|bis)"
    r"(?:\s+\w+){0,3}?\s*)?"
    r"(?:[x×]\s?\d{1,3}|(?:\d{1,3}|\w{2,8})\s?" + TIMES + r")(?:\s+\w+){0,2}"
    r"(?:\s*[,;]\s[^()\[\]]{1,60})?\s*[)\]}]",
    re.IGNORECASE,
)
_BEHIND_STOPS = re.compile(r"[ .…]*(?P<first>.?)", re.DOTALL)
_SHORTEST_SILENT_MS = 5_000
_WRAPPING = rf"*_~\-–—=•·.…|/`\s{_PICTURES_OF_PAUSE}"
_WRAPPED = re.compile(rf"^\s*([{_WRAPPING}]*)(.*?)(?:(?<![{_WRAPPING}])|\Z)([{_WRAPPING}]*)$", re.DOTALL)
_STRESSED = re.compile(
    r"(?<![\w*_])(?P<marks>\*\*|__|\*|_)(?P<words>[^*_\n]{1,150}[(\[][^*_\n()\[\]]{1,60}[)\]][^*_\n]{0,60})"
    r"(?P=marks)(?![\w*_])"
)
_INSIDE = "it is in brackets inside a sentence. To have it spoken, remove the <!-- --> and the brackets"
_AMONG = "the text gives no length. To change it, write one, such as [pause 10s]"
_COUNTED = "a second of silence for each number. To count aloud, write the numbers as words"
_REPEAT = "to repeat the words above it, write [repeat {}] on a line above them and [end] on a line below"
_ACT = "it says what somebody does. To have it spoken, remove the <!-- --> and the brackets"
# "Pausa de integración, 45 s", but not "Pause and breathe for 45 s."
_WITH_SEPARATOR = re.compile(r"\s*[^\W\d_]+(?:\s[^\s\d,:;–—(-]+){1,4}\s?[,:(–—-]\s?\d[^,;]{0,20}")
_STOPS = (".", "…", "!")
_LONGEST_SENTENCE_MS = 180_000
_LONGEST_BARE_PAUSE = 60
_LONGEST_LOOK = 250
_LONGEST_INNER_PAUSE_MS = 60_000


def split_line(line: str, language: str) -> list[Part]:
    """Return the words and directions of one line or paragraph, in order.

    >>> split_line("Let go. (Pause 3s) Rest.", "en")[1]
    FoundDirection(direction=TimedPause(span_ms=Span(low=3000, high=3000)), source='(Pause 3s)', doubt='')
    """
    line = with_plain_brackets(with_chimes_apart(with_bells(line, language), language), language)
    line = _STRESSED.sub(lambda found: _without_stress(found, language), line)
    whole = _whole_line(line, language)
    if whole is not None:
        return _with_pause(whole, language)
    parts: list[Part] = []
    end = 0
    around = SurroundedLine(line)
    for found in MARKED.finditer(line):
        part = _asked_again(found, around, language) or _marked(found, around, language)
        if part is not None:
            _add_text(parts, line[end : found.start()], language)
            parts += _with_pause(part, language)
            end = found.end()
    _add_text(parts, line[end:], language)
    return parts


def _without_stress(found: re.Match[str], language: str) -> str:
    """Return emphasised words without their marks where a direction stands in brackets among them."""
    is_direction = direction_in(found["words"], language) is not None
    return found[0] if is_direction or found["words"][:1] in "[(" else found["words"]


def _add_text(parts: list[Part], text: str, language: str) -> None:
    """Add words without brackets, with the pauses between other marks and those that are a sentence of their own."""
    if not text.strip():
        return
    looks = (pauses_between_marks, pauses_between_dashes, lengths_of_breath)
    marked = [one for look in looks for one in look(text, language)]
    found: list[tuple[int, int, Direction]] = [(one.begin, one.end, one.pause) for one in marked]
    found += [(begin, behind, NamedPause(PauseKind.SHORT)) for begin, behind in dashes_of_rotation(text)]
    found += pauses_among_words(text, language)
    for sentence in _SENTENCE.finditer(text):
        pause = begins_with_silence(sentence[0], language) or ends_with_silence(sentence[0], language)
        pause = pause or pause_as_noun(sentence[0], _first_behind(text, sentence.end()), language)
        if pause is None and _WITH_SEPARATOR.fullmatch(sentence[0]):
            pause = named_pause(sentence[0].strip(" ."), language)
        near = text[max(sentence.start() - _LONGEST_LOOK, 0) : sentence.start()]  # none in "(calm voice, ca. 2 min)"
        is_length = sentence[0].lstrip()[:1].isdigit() and near.rfind("(") <= near.rfind(")")
        is_length = is_length and (LENGTH_ONLY.fullmatch(sentence[0]) or PAUSE_WORD.search(sentence[0])) is not None
        if pause is None and is_length and text[: sentence.start()].rstrip()[-1:] in _STOPS:
            length = read_pause(sentence[0], language)  # "Breathe out. 8 sec."
            pause = length if 0 < _high_ms(length) <= _LONGEST_SENTENCE_MS else None
        # "Pause for 2 seconds." tells the listener what to do.
        is_asked = re.match(r"\s*pause for\b", sentence[0], re.IGNORECASE) and isinstance(pause, TimedPause)
        if pause is not None and not (is_asked and _high_ms(pause) < _SHORTEST_SILENT_MS):
            found.append((*sentence.span(), pause))
        chime = chime_named(sentence[0], language) if _is_last_or_word(sentence, text) else None
        found += [(*sentence.span(), chime)] if chime else []
    end = 0
    for begin, behind, direction in sorted(found, key=lambda one: one[:2]):
        if begin >= end:
            add_words(parts, text[end:begin])
            parts.append(FoundDirection(direction, text[begin:behind].strip()))
            end = behind
    add_words(parts, text[end:])


def _is_last_or_word(sentence: re.Match[str], text: str) -> bool:
    return sentence.end() == len(text) or len(sentence[0].split()) == 1


def _first_behind(text: str, end: int) -> str:
    """Return the first character behind a sentence, its stops and the spaces; a copy of all behind it takes long."""
    found = _BEHIND_STOPS.match(text, end)
    return found["first"] if found else ""


def _high_ms(pause: PauseLength | None) -> int:
    return pause.span_ms.high if isinstance(pause, TimedPause) else 0


def _with_pause(part: Part, language: str) -> list[Part]:
    """Return a part, with the pause that is in a note: "Hold for 3 minutes. Watch the group.", "Pause 5 s - music"."""
    if not isinstance(part, FoundDirection) or not isinstance(part.direction, NoteDirection | MusicDirection):
        return [part]
    return [*(FoundDirection(pause, part.source) for pause in pauses_in(part.source, language)), part]


def _whole_line(line: str, language: str) -> Part | None:
    """Return the part of a line that is one direction, or an emphasised line; None for any other line."""
    stripped = line.strip()
    if stripped == "." or DOTS_ONLY.fullmatch(stripped):
        return FoundDirection(NamedPause(PauseKind.SHORT), stripped)
    stripped = _ARROWS.sub(r"~\1~", stripped) if stripped[:1] in "<>" else stripped
    marks = _WRAPPED.match(stripped)
    opening, inner, closing = (marks[1], marks[2], marks[3]) if marks else ("", stripped, "")
    is_emphasised = any(one in _EMPHASIS for one in opening) and any(one in _EMPHASIS for one in closing)
    is_emphasised = is_emphasised and not any(one in inner for one in "*_")
    is_dashed = any(one in _DASHES for one in opening) and any(one in _DASHES for one in closing)
    is_round = inner.startswith("(") and inner.endswith(")") and inner.count("(") == 1
    is_square = inner.startswith("[") and inner.endswith("]") and inner.count("[") == 1
    if is_script_action(stripped):
        return Action(stripped)
    if is_milliseconds(stripped):
        return None  # read among the words
    if is_round or is_square:
        words = inner[1:-1].strip()
        direction = direction_in(words, language) or breath_in(words, language)
        if _asks_reader_to_repeat(words, direction):
            return _repeating(stripped)
        unclear = _repeating(stripped) if asks_to_repeat(words) else UnclearDirection(stripped)
        beside = FoundDirection(NoteDirection(), stripped) if pauses_in(words, language) else None
        aside = (
            _aside(stripped, language)
            or beside
            or (SpokenWords(words, MAY_BE_NOTE) if is_round and is_said_aside(words, language) else None)
            or unclear
        )
        return FoundDirection(direction, stripped) if direction is not None else aside
    has_picture = any(one in opening for one in _PICTURES_OF_PAUSE[:-1])
    if (is_emphasised or is_dashed or has_picture) and not inner.endswith(","):  # a verse may: "*Slowly, slowly,*"
        direction = direction_in(inner, language)
        if direction is not None and not (isinstance(direction, BreathPause) and inner.endswith(":")):
            return FoundDirection(direction, stripped)
    if is_emphasised and (("**" not in opening and "__" not in opening) or asks_often(inner)):
        return _repeating(stripped) if asks_to_repeat(inner) else emphasised(stripped, inner, language)
    if re.fullmatch(r"/[\w-]+", stripped) and read_pause(stripped, language) is None:
        return UnclearDirection(stripped)
    return _bare_pause(stripped, language) if len(stripped) <= _LONGEST_BARE_PAUSE else None


def _inside(text: str, language: str, *, is_alone: bool) -> Direction | None:
    """Return the direction inside brackets or other marks; in square ones, or alone, it may be a breath."""
    words = text.strip("{}[]()*_` ")
    is_square = text.strip("*_` ").startswith("[")
    return direction_in(words, language) or (breath_in(words, language) if is_square or is_alone else None)


def _asks_reader_to_repeat(words: str, direction: Direction | None) -> bool:
    """Return whether words in brackets ask for a number of repetitions, and are no pause or chime."""
    is_other = direction is not None and not isinstance(direction, NoteDirection)
    return not is_other and re.search(r"\d", words) is not None and asks_to_repeat(words)


def _asked_again(found: re.Match[str], around: SurroundedLine, language: str) -> Part | None:
    """Return the part of brackets between sentences that ask for a number of repetitions; None for all others."""
    words = found[0].strip("*_ ")
    if words[:1] not in ("(", "[", "{"):
        return None
    words = words.strip("([{}]) ")
    if not asks_to_repeat(words) or not around.stands_alone(*found.span()):
        return None
    return _repeating(found[0].strip()) if _asks_reader_to_repeat(words, direction_in(words, language)) else None


@remembered
def _repeating(text: str) -> Part:
    """Return the part of words that ask for a repetition, which a script has on lines of their own."""
    found = re.search(r"\d{1,3}", text)
    count = count_of_repeat(text) or (int(found[0]) if found else 3)
    return FoundDirection(NoteDirection(), text) if count == 1 else UnclearDirection(text, _REPEAT.format(count))


def _bare_pause(line: str, language: str) -> Part | None:
    """Return the pause that is a line of its own without any marks; None for any other line."""
    if is_sound_cue(line, language):
        return FoundDirection(read_direction(line, language) or NoteDirection(), line)
    for look in (counted_chime, struck_chime, pause_in_brackets_behind, time_of_silence):
        if (sign := look(line, language)) is not None:
            return FoundDirection(sign, line)
    if _WITH_SEPARATOR.fullmatch(line) and (named := named_pause(line.rstrip(". "), language)) is not None:
        return FoundDirection(named, line)
    pause = read_pause(line, language) if not set("[](){}<>") & set(line) else None
    if pause is None or (isinstance(pause, NamedPause) and asks_listener(line)):
        return None
    looks = (pauses_between_dashes, pauses_among_words)
    if not PAUSE_WORD.search(line) and any(one for look in looks for one in look(line, language)):
        return None  # "Hold – 7 seconds –", "... 8″"
    if not PAUSE_WORD.search(line):
        return SpokenWords(line, "spoken. If it is meant for the reader, put it in brackets to make it silence")
    is_sentence = isinstance(pause, NamedPause) and len(line.split()) > 3  # noqa: PLR2004 - "a long pause"
    doubt = "spoken, since it may be meant for the listener"
    return SpokenWords(line, doubt) if is_sentence else FoundDirection(pause, line)


def _marked(found: re.Match[str], around: SurroundedLine, language: str) -> Part | None:
    """Return the part of something in brackets or other marks; None where it is words like those around it."""
    kind, text = str(found.lastgroup), found[0]
    before = found.string[max(found.start() - _LONGEST_LOOK, 0) : found.start()]
    after = found.string[found.end() : found.end() + _LONGEST_LOOK]
    is_alone = around.stands_alone(*found.span())
    match kind:
        case "tag" | "song":
            pause = pause_of_tag(text, language) if kind == "tag" else MusicDirection()
            return FoundDirection(pause, text) if pause else UnclearDirection(text)
        case "square" if (part := part_of_square(text)) is not None:
            return part
        case "angle" | "again":
            return part_of_angle(text, text.strip("<> "), language) if kind == "angle" else _repeating(text.strip())
        case "slash" | "hash" | "pipe" | "symbol" | "leader":
            length = text.strip(_SIGNS_OF_PAUSE + _DASHES + "_ ").replace("(", " ")
            direction: Direction | None = read_pause(length, language) or read_pause(f"pause {length}", language)
        case "dash" | "capitals":
            direction = read_pause(text, language)
        case _:
            direction = _inside(text, language, is_alone=is_alone)
            kind = "round" if kind in _EMPHASISED and text.strip("*_ ")[:1] in ("(", "[") else kind
    if direction is None:
        is_act = found.lastgroup in _EMPHASISED or (is_alone and not before.strip() and is_act_before_words(text))
        return _unknown(kind, text, language, is_alone=is_alone, is_act=is_act)
    if kind == "round" and isinstance(direction, TimedPause) and not is_alone:
        # "The session (50 to 60 minutes) is" tells a length; "In (4 s), then out" asks for one.
        is_length = LENGTH_ONLY.fullmatch(text) or read_pause(f"pause {text}", language) == direction
        bare = is_length and not PAUSE_WORD.search(text) and after.strip()
        if bare and (direction.span_ms.high >= _LONGEST_INNER_PAUSE_MS or not re.search(r"\d", text)):
            return None
    if kind == "round" and not before[-1:].isalnum() and _is_certain(direction, text, language):  # muscle(group)
        return FoundDirection(direction, text.strip(), "" if is_alone else _INSIDE)
    # "Let it *rest* there" and "the (bowl) rings" are words of their sentence.
    can_be_words = (kind in _EMPHASISED and not _is_bare_length(text, direction, before)) or (
        kind in ("round", "code") and (_is_note(direction) or says_how(text))
    )
    # "**Breathe in** – two, three", and "**Say it.** I can do this."
    is_head = text.rstrip("*_ ").endswith(":") or after.lstrip().startswith(_BEHIND_HEAD)  # "**Breath awareness:**"
    is_head = is_head and isinstance(direction, BreathPause)
    is_head = is_head or (kind == "strong" and _is_note(direction) and not before.strip() and after.strip() != "")
    is_word = can_be_words and (is_head or not is_alone)
    return None if is_word else FoundDirection(direction, text.strip())


@remembered
def _aside(text: str, language: str) -> Part | None:
    """Return the part of brackets that tell what somebody does, "(She sighs)", or that ask for silent counting."""
    words = text.strip("{}[]()*_ ")
    counted = counted_pause(words, language)
    if counted is not None:
        return FoundDirection(counted, text.strip(), _COUNTED)
    if (among := pause_among(words)) is not None:
        return FoundDirection(among, text.strip(), _AMONG)
    if (lasting := act_of_length(words, language)) is not None:
        return FoundDirection(lasting, text.strip())
    return FoundDirection(NoteDirection(), text.strip(), _ACT) if is_stage_act(words) else None


def _unknown(kind: str, text: str, language: str, *, is_alone: bool, is_act: bool) -> Part | None:
    """Return the part of brackets without a known direction: "(repeat 3 times)" is told, and not spoken."""
    aside = _aside(text, language) if kind in ("square", "round", "curly") else None
    if aside is not None:
        return aside
    if kind in ("square", "round", "curly") and _AGAIN.fullmatch(text):
        return _repeating(text)
    words = text.strip("()[]*_ ")
    if (kind == "square" or (kind == "round" and is_alone)) and has_pause_beside(words, language):
        return FoundDirection(NoteDirection(), text)
    is_braced = kind == "curly" and is_alone and len(words.split()) > _MOST_WORDS_TO_FILL_IN
    if kind == "square" or is_braced or (kind in ("round", "curly") and says_same(text)):
        return UnclearDirection(text)
    if kind == "round" and asks_with_verb(words):
        return _repeating(text.strip())
    if kind == "round" and is_act:
        return UnclearDirection(text.strip())  # "(soft laugh) So you came.", "*(let it be long)*"
    if kind == "round" and is_alone:
        return SpokenWords(text, MAY_BE_NOTE)
    return None


def _is_bare_length(text: str, direction: Direction, before: str) -> bool:
    """Return whether marks behind a comma or a dash have a length alone: "nothing to fix — *5 sec* — here"."""
    is_length = isinstance(direction, TimedPause) and LENGTH_ONLY.fullmatch(text) is not None
    return is_length and re.search(r"(?:^|[-–—,;…])\s*$", before) is not None


def _is_certain(direction: Direction, text: str, language: str) -> bool:
    """Return whether words in brackets are for the reader within a sentence, too: music alone for so long is."""
    is_sound = isinstance(direction, MusicDirection) and length_of_sound(text.strip("()[]*_ "), language) is not None
    return is_sound or (isinstance(direction, NoteDirection) and direction.is_certain)


def _is_note(direction: Direction) -> bool:
    return not isinstance(direction, TimedPause | BreathPause | NamedPause)
