"""Find pauses and other directions that a text writes in another way than a script does.

Such words are spoken, since a script may mean them; ``check`` warns of them, and ``check --fix`` rewrites those that
are certain to be directions. What a script itself understands is in :mod:`voicecoach.script.actions`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from voicecoach.script.actions import ACTION_NAMES
from voicecoach.script.direction_tokens import tokens_of
from voicecoach.script.direction_words import BREATHE, STRONG_NOTES, WORDS, folded
from voicecoach.script.directions import (
    BreathPause,
    ChimeDirection,
    Direction,
    MusicDirection,
    NamedPause,
    NoteDirection,
    PauseKind,
    PauseLength,
    TimedPause,
    is_end,
    read_direction,
    read_pause,
)
from voicecoach.script.limits import LONGEST_TEXT_CHARACTERS
from voicecoach.script.listener import addresses_listener, folded_words
from voicecoach.script.pause_marks import PAUSE_NOUNS, asks_listener, nested_pauses, pauses_between_marks
from voicecoach.script.reader_notes import is_for_reader, names_sound, sound_direction
from voicecoach.script.repeat_words import asks_to_repeat, count_of_repeat
from voicecoach.script.report import Report
from voicecoach.script.silent_counts import asks_to_count, counted_pause
from voicecoach.script.sound_cues import is_sound_cue, length_of_sound
from voicecoach.script.source import SourceText
from voicecoach.script.written_directions import WrittenDirection, repeat_direction, written_direction
from voicecoach.units import SECOND_MS, Span

_ROUND = re.compile(r"(?<!\\)\(([^()\[\]{}\\]{1,200})\)(?!\{)")
_OTHER_BRACKET = re.compile(r"(?<!\\)\[([^()\[\]{}\\]{1,200}\S[^()\[\]{}\\]*)\](?!\()|(?<![\\)])\{+([^{}|\\]{3,60})\}+")
_SOUND_OF = re.compile(r"\s*sound of\b", re.IGNORECASE)
_EMPHASISED = re.compile(r"(?<![\w*_\\])([*_]{1,3})(?=[^\s*_])([^*_]{1,200}?)(?<=[^\s*_])\1(?![\w*_])")
_SIGNED = re.compile(
    r"(?<!\S)/\s?(?P<slash>\d[\d.,]{0,5}\s?[^\W\d_]{1,8})(?![^\s.,;])|(?<!\S)#(?P<hash>\d[\d.,]{0,5}\s?[^\W\d_]{0,8})#(?!\S)"
    r"|(?<!\S)\|\|\s?(?P<pipe>\d[\d.,]{0,5}\s?[^\W\d_]{1,8})\s?\|\|(?!\S)|[⏸⏯🔇]\ufe0f?\s?(?P<symbol>\d[\d.,]{0,5}\s?[^\W\d_]{0,8})\b"
    r"|\b(?P<capitals>(?:PAUSE|PAUSA|PAUZE|SILENCE|STILLE)\b[ :=-]{0,3}\d[\d.,]{0,5}"
    r"(?:\s?(?:s|secs?|seconds|sek|seg|min|m)\b)?)"
    r"|<(?P<angle>[^<>/]{1,40})>"
)
_HAS_SIGN = re.compile(r"[/#|<>«⏸⏯🔇]|PAU[SZ]|SILEN|STIL")
_SIGNS = "/#|<⏸⏯🔇"
_COLON = re.compile(r":(?!\d)|(?<!\d):")  # but not that of 1:30
_CLOSING = {"<": ">", ">": "<"}
_COMMA_BEFORE, _COMMA_AFTER = re.compile(r"[,;:–—-]\s*$"), re.compile(r"\s*[,;:–—.!?-]")
# Between dashes or dots: "Breathe in. – Pause – Breathe out."
_DASHED = re.compile(
    r"(?<!\S)(?P<dash>[-–—~=]{1,3}) ?(?P<words>[^\s\[\](){}–—~][^\[\](){}~\n]{2,60}?) ?(?P=dash)(?=[\s.,;]|$)(?!\s*\d)"
    r"|(?P<dots>…|\.{3}) ?(?P<dotted>[^\s\[\](){}…][^\[\](){}….]{2,60}) ?(?P=dots)"
)
_SENTENCE = re.compile(r"(?<=[.!?…] )[^.!?…\[\](){}*_<>]{3,60}(?:\.(?!\d| [a-z])|[!…]|$)")
_TWO_SENTENCES = re.compile(r"[.!?…]\s+[^\W\d_a-z]")
_AROUND_LENGTH = frozenset("<>()")
_WITH_LENGTH = re.compile(r"[^()<>]+ \([^()<>]*\d[^()<>]*\)")
_BARE_LENGTH = re.compile(r"\d[\d.,:–-]{0,9}\s?[^\W\d_]{1,15}\.?")
_MARKER = re.compile(r"/[^\W\d_][\w-]{0,30}")
_STOPS = ".!?…"
_MARKS = "*_-–—~=>|<#.…/ "
_SENTENCE_END = re.compile(r"[.!?…:\"”»)\]]\s*$")
_NEXT_SENTENCE = re.compile(r"\s*($|[A-ZÄÖÜÀ-Ý\"“«(\[*_\d])")
_CONTEXT_CHARACTERS = 50
_MOST_WORDS_OF_BREATH = 3
_TWICE = 2  # (repeat)
_PAUSE_WORDS = frozenset(word for table in WORDS.values() for word in table.pause | table.hold)
_GIVING = frozenset("give allow leave lassen geben dejar laisser lasciare deixe laat geef".split())  # noqa: SIM905 - a list to read
# Words that describe a voice, and no movement: within a sentence they are for the reader, too.
_VOICE_NOTES = (
    "softly whisper whispering whispered softer louder quieter loudly aloud reassuringly soothingly leise leiser "
    "lauter flüsternd fluesternd betont suave susurrando pausado chuchoté chuchote sottovoce fluisterend zachter luider"
)
_VOICE_WORDS = frozenset(folded(_VOICE_NOTES).split()).union(*(table.reader for table in WORDS.values()))
_BREATHS = frozenset().union(*(table.breath for table in WORDS.values()))
# In two parts, since Python searches fast only for a set of first letters, here with the long s that is an s as well.
_BEHIND_P, _BEHIND_S = ("|".join(sorted(word[1:] for word in PAUSE_NOUNS if word[0] == first)) for first in "ps")
_HAS_SILENCE = re.compile(rf"[pPsS\u017f](?i:(?<=p)(?:{_BEHIND_P})|(?<=s)(?:{_BEHIND_S}))")


def find_directions(line: str, language: str = "en", *, is_alone: bool = False) -> list[WrittenDirection]:
    r"""Return the directions in a line of words, in order.

    Args:
        line: The line.
        language: The language of the text; its words are tried first.
        is_alone: Whether no sentence goes on from the line above, or into the one below.

    >>> [(found.begin, found.replacement) for found in find_directions("Let go. (Pause 3s) Now \\(pause) it.")]
    [(8, '[pause 3s]')]
    """
    if len(line) > LONGEST_TEXT_CHARACTERS:
        return []  # the line is a mistake
    whole = _whole_line(line, language, is_alone=is_alone)
    if whole is not None:
        return [whole]
    found = [*_in_round_brackets(line, language)] if "(" in line else []
    if "*" in line or "_" in line:
        found += _emphasised(line, language)
    if _HAS_SIGN.search(line):
        found += _with_signs(line, language)
    if "--" in line or _HAS_SILENCE.search(line):
        found += _unmarked(line, language)
    if len(found) < 2:  # noqa: PLR2004 - nothing to put in order
        return found
    found.sort(key=lambda one: one.begin)
    return [one for index, one in enumerate(found) if index == 0 or one.begin >= found[index - 1].end]


def warn_of_directions(words: SourceText, report: Report, *, is_told: bool = False) -> None:
    """Warn of the directions in a line of spoken words; of its label, such as "**Narrator:**", it may be told."""
    if not report.takes_warnings:
        return
    for found in find_directions(words.text, words.language):
        if is_told and found.begin == 0:
            continue
        report.warning(words.at(found.begin), found.message, found.hint)


def is_marked_direction(line: str, language: str = "en") -> bool:
    """Return whether a line is nothing but a direction between marks, such as ``-- pause --``, and no setting."""
    whole = None if _COLON.search(line) else _whole_line(line, language)
    return whole is not None and whole.replacement is not None


def mended(line: str, language: str = "en", *, is_alone: bool = False) -> str:
    """Return a line with each certain direction as a script has it."""
    if len(line) > LONGEST_TEXT_CHARACTERS:
        return line
    found_all = sorted(
        [*find_directions(line, language, is_alone=is_alone), *_in_other_brackets(line, language)],
        key=lambda one: one.begin,
    )
    for found in reversed(found_all):
        if found.replacement is not None:
            line = line[: found.begin] + found.replacement + line[found.end :]
    return line


def _whole_line(line: str, language: str, *, is_alone: bool = False) -> WrittenDirection | None:
    stripped = line.strip().rstrip("\\").strip()
    begin = line.find(stripped)
    words = stripped.strip(_MARKS)
    if not words or len(words) > 200 or "[" in words or "{" in words:  # noqa: PLR2004 - as long as a direction
        return None
    is_marked = stripped[0] in _MARKS and stripped[-1] == _CLOSING.get(stripped[0], stripped[0])
    is_bracketed = words[0] == "(" and words[-1] == ")" and ")" not in words[:-1]
    if ":" in stripped and (noted := _labelled(stripped, language)) is not None:
        return written_direction(line, begin, begin + len(stripped), noted, stripped.strip("*_ "), is_certain=True)
    if is_sound_cue(stripped, language):
        cue = read_direction(words, language) or NoteDirection()
        cue = MusicDirection() if isinstance(cue, MusicDirection) else cue
        return written_direction(line, begin, begin + len(stripped), cue, stripped, is_certain=True)
    if is_marked or is_bracketed:
        if (direction := _direction(words, language)) is None or _asks_again(words.strip("()"), direction):
            return None
        return written_direction(line, begin, begin + len(stripped), direction, words.strip("() "), is_certain=True)
    if _MARKER.fullmatch(stripped):
        return written_direction(line, begin, begin + len(stripped), NoteDirection(), stripped, is_certain=True)
    if stripped[0] in _SIGNS or (pause := _pause_without_marks(words, language)) is None:
        return None  # /5s is read among the signs of a line
    is_certain = is_alone and stripped[-1] not in _STOPS and not _BARE_LENGTH.fullmatch(words)
    return written_direction(line, begin, begin + len(stripped), pause, words, is_certain=is_certain)


def _labelled(words: str, language: str) -> Direction | None:
    """Return the direction of words with a label, such as "Sound effect: bell" and "Note to the teacher: wait"."""
    sounding = sound_direction(words)
    if sounding:
        addresses = addresses_listener(sounding)
        chime = read_direction(sounding, language)
        return chime if isinstance(chime, ChimeDirection) else MusicDirection(not addresses)
    return NoteDirection() if is_for_reader(words) else None


def _pause_without_marks(words: str, language: str) -> PauseLength | None:
    """Return the pause that a line is: a bare length such as "30 seconds", or a sentence with a word for silence."""
    is_bare = _BARE_LENGTH.fullmatch(words) is not None
    if not (is_bare or _HAS_SILENCE.search(words)) or not _is_one_sentence(words):
        return None
    pause = read_pause(words, language)
    if is_bare or pause is None:
        return pause
    if isinstance(pause, NamedPause) and asks_listener(words):
        return None  # "Rest in silence."
    return pause if PAUSE_NOUNS & set(folded(words).replace(":", " ").replace(".", " ").split()) else None


def _is_one_sentence(words: str) -> bool:
    """Return whether words are one sentence, without brackets but around a length at its end."""
    if _TWO_SENTENCES.search(words):
        return False
    return _AROUND_LENGTH.isdisjoint(words) or _WITH_LENGTH.fullmatch(words) is not None


def _in_round_brackets(line: str, language: str) -> Iterator[WrittenDirection]:
    end = 0
    for nested in nested_pauses(line, language):
        if line[nested.begin] == "(":  # (pause (5 seconds))
            end = nested.end
            yield written_direction(line, nested.begin, end, nested.pause, nested.words, is_certain=True)
    for found in _ROUND.finditer(line):
        if found.start() < end or line.rfind("[", 0, found.start()) > line.rfind("]", 0, found.start()):
            continue  # [pause (5 seconds)]
        read = _read(found[1], language)
        direction = read or _read_alone(line, found, language)
        if _asks_again(found[1], direction) and _stands_alone(line, *found.span()):
            yield repeat_direction(line, *found.span(), count_of_repeat(found[1]) or _TWICE)
        elif direction is not None:
            is_aside = isinstance(direction, NoteDirection) and not (
                _stands_alone(line, *found.span()) or _is_about_voice(found[1])
            )
            is_named = _is_named(found[1], direction) and (read is not None or not isinstance(direction, NamedPause))
            is_certain = is_named and not is_aside  # "Lower your arms (slowly) to the floor."
            yield written_direction(line, *found.span(), direction, found[1].strip(), is_certain=is_certain)


def _asks_again(words: str, direction: Direction | None) -> bool:
    """Return whether words ask for a repetition, and are no pause or chime."""
    return not isinstance(direction, PauseLength | ChimeDirection) and asks_to_repeat(words)


def _read_alone(line: str, found: re.Match[str], language: str) -> Direction | None:
    """Return the pause of round brackets between sentences that may be for the reader: "(stay here)", "(inhale)"."""
    if not _stands_alone(line, *found.span()):
        return None
    words = found[1]
    first, *others = folded(words).strip(" .!…").split() or [""]
    if first in BREATHE and len(others) < _MOST_WORDS_OF_BREATH:
        return BreathPause(Span(1, 1))
    return read_pause(f"{words} pause", language)


def _is_about_voice(words: str) -> bool:
    """Return whether words describe a voice and no movement, such as "softly", so that they are for the reader."""
    return not _VOICE_WORDS.isdisjoint(folded_words(words))


def _in_other_brackets(line: str, language: str) -> Iterator[WrittenDirection]:
    """Yield the directions in square brackets and braces that are mistakes in a script."""
    for found in _OTHER_BRACKET.finditer(line):
        words = found[1] or found[2]
        is_note = _SOUND_OF.match(words) or (" " in words.strip() and is_end(words))
        is_action = found[1] and words.split()[0].lower().rstrip(":=") in ACTION_NAMES and not is_note
        counted = counted_pause(words, language)
        direction = None if is_action else counted or _direction(words, language)
        is_mistake = found[2] or counted or isinstance(direction, ChimeDirection | MusicDirection | NoteDirection)
        if direction is not None and is_mistake:
            yield written_direction(line, *found.span(), direction, words.strip(), is_certain=True)


def _emphasised(line: str, language: str) -> Iterator[WrittenDirection]:
    """Yield the emphasised directions: sentences of their own, and those within a sentence that say what they are.

    ``Drop your chin. *Demonstrate*`` is certain; "Now *pause* and listen" is a word with stress.
    """
    for found in _EMPHASISED.finditer(line):
        direction = _read(found[2], language)
        count = count_of_repeat(found[2]) if _asks_again(found[2], direction) else None
        if count is not None and _stands_alone(line, *found.span()):
            yield repeat_direction(line, *found.span(), count)
            continue
        if direction is None or found[2][0] == "[":  # **[pause 5s]** is understood
            continue
        is_certain = _is_named(found[2], direction)
        if not _stands_alone(line, *found.span()):
            if not _is_told(found[2], direction):
                continue
            is_certain = is_certain and _has_length(direction) and _is_between_commas(line, *found.span())
        yield written_direction(line, *found.span(), direction, found[2].strip(), is_certain=is_certain)


def _read(words: str, language: str) -> Direction | None:
    """Return the direction of words in round brackets or marks; "take three slow breaths" may be one."""
    if not words.strip(" .…"):
        return NamedPause(PauseKind.SHORT) if len(words.strip()) > 1 or "…" in words else None
    direction = _direction(words, language)
    # Without its marks, so that the words were split before.
    has_breath = direction is None and any(text in _BREATHS for _, text in tokens_of(words.strip(_MARKS)))
    if has_breath and isinstance(breaths := read_pause(f"{words} pause", language), BreathPause):
        return breaths
    return direction


def _direction(words: str, language: str) -> Direction | None:
    return _direction_of(words.strip(_MARKS), language)


@functools.lru_cache(maxsize=100)  # the same words are looked at in several ways, one after the other
def _direction_of(words: str, language: str) -> Direction | None:
    direction = counted_pause(words.strip("()"), language) or read_direction(words, language)
    if direction is None and ":" in words:
        direction = _labelled(words, language)
    if direction is None and names_sound(words):
        return MusicDirection(not addresses_listener(words))
    return MusicDirection() if direction is None and length_of_sound(words, language) is not None else direction


def _unmarked(line: str, language: str) -> Iterator[WrittenDirection]:
    """Yield the pauses between dashes or dots, and those that are a sentence beside others."""
    for found in _DASHED.finditer(line):
        words = found["words"] or found["dotted"]
        is_doubled = len(found["dash"] or "") > 1 and words[0].isdigit()  # --20 sec--
        pause = read_pause(words, language) if is_doubled or _HAS_SILENCE.search(words) else None
        if pause is not None and (found["words"] or _says_length(pause)):
            is_certain = _has_length(pause) or _stands_alone(line, *found.span())
            yield written_direction(line, *found.span(), pause, words.strip(), is_certain=is_certain)
    for found in _SENTENCE.finditer(line):
        words = found[0]
        pause = read_pause(words, language) if _HAS_SILENCE.search(words) else None
        # "Inhale. Pause. Exhale." may be meant for the listener, and so may everything else without a mark.
        if pause is not None and (_says_length(pause) or words.strip(".!… ").isupper()):
            yield written_direction(line, *found.span(), pause, words.strip(), is_certain=False)


def _is_told(words: str, direction: Direction) -> bool:
    """Return whether words within a sentence are more than one stressed word: ``pause 5 seconds``, ``long pause``."""
    if isinstance(direction, NoteDirection):
        return folded(words).split()[0].strip(":.") in STRONG_NOTES
    if isinstance(direction, MusicDirection) and not direction.is_certain:
        return False
    return len(words.split()) > 1 and _is_named(words, direction)


def _says_length(pause: Direction) -> bool:
    return _has_length(pause) or (isinstance(pause, NamedPause) and pause.kind is not PauseKind.PLAIN)


def _has_length(direction: Direction) -> bool:
    return isinstance(direction, TimedPause | BreathPause)


def _stands_alone(line: str, begin: int, end: int) -> bool:
    """Return whether a part of a line stands between sentences, and not within one."""
    before = line[max(begin - _CONTEXT_CHARACTERS, 0) : begin]
    after = line[end : end + _CONTEXT_CHARACTERS]
    return (not before.strip() or _SENTENCE_END.search(before) is not None) and _NEXT_SENTENCE.match(after) is not None


def _is_between_commas(line: str, begin: int, end: int) -> bool:
    """Return whether a part of a line has a comma, a stop or an end of the line on both sides."""
    before = line[max(begin - _CONTEXT_CHARACTERS, 0) : begin].rstrip()
    after = line[end : end + _CONTEXT_CHARACTERS]
    begins = not before or _COMMA_BEFORE.search(before) is not None or _SENTENCE_END.search(before) is not None
    return begins and (
        not after.strip() or _COMMA_AFTER.match(after) is not None or _NEXT_SENTENCE.match(after) is not None
    )


def _with_signs(line: str, language: str) -> Iterator[WrittenDirection]:
    for found in _SIGNED.finditer(line):
        words = str(found[str(found.lastgroup)])
        if "[" in line and line.rfind("[", 0, found.start()) > line.rfind("]", 0, found.start()):
            continue  # [PAUSE:5]
        pause = read_pause(words, language)
        if pause is None and words.isdigit() and int(words):
            pause = TimedPause(Span(int(words) * SECOND_MS, int(words) * SECOND_MS))
        if pause is not None:
            yield written_direction(line, *found.span(), pause, words, is_certain=True)
    for marked in pauses_between_marks(line, language):
        yield written_direction(line, marked.begin, marked.end, marked.pause, marked.words, is_certain=True)


def _is_named(words: str, direction: Direction) -> bool:
    """Return whether a direction is more than a bare length, such as ``(30 seconds)``."""
    if isinstance(direction, NamedPause | ChimeDirection | MusicDirection | NoteDirection):
        return True
    texts = folded_words(words)
    return asks_to_count(words) or not _GIVING.isdisjoint(texts[:1]) or not _PAUSE_WORDS.isdisjoint(texts)
