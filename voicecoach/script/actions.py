"""Read the actions in ``[brackets]``: pauses, chimes, recordings and waits.

A pause is understood in every way in which people write one; see :mod:`voicecoach.script.directions`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from voicecoach.errors import Location
from voicecoach.script.beds import read_bed, read_fade_ms, split_fade
from voicecoach.script.direction_words import BREATHE, PLACEHOLDERS
from voicecoach.script.directions import (
    BreathPause,
    ChimeDirection,
    MusicDirection,
    NamedPause,
    NoteDirection,
    PauseKind,
    TimedPause,
    is_end,
    read_direction,
    read_pause,
)
from voicecoach.script.language import NAMES as LANGUAGE_NAMES
from voicecoach.script.language import is_tag, language_code
from voicecoach.script.limits import LARGEST_GAP_FACTOR, SMALLEST_GAP_FACTOR, read_duration_ms, read_duration_span
from voicecoach.script.model import Action, BedChange, Chime, Gap, Pause, Recording, Until, VoiceChange, Wait
from voicecoach.script.phrases import RESERVED_VARIABLES
from voicecoach.script.printer import print_pause
from voicecoach.script.reader_notes import names_sound
from voicecoach.script.repeat_words import asks_to_repeat, count_of_repeat
from voicecoach.script.report import Report
from voicecoach.script.silent_counts import counted_pause
from voicecoach.script.source import SourceText
from voicecoach.script.spec import OFF
from voicecoach.text import nearest, quoted
from voicecoach.units import UnitError

_BARE_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_NAME = re.compile(r"([^\W\d_]+)\s*(?:[:=]\s*|\s+|$)(.*)")
_TIMED_SOUND = re.compile(r"(\S.*?)\s+(\d[\d.,:]*\s*[^\W\d_].*)")
_LEAST_WORDS_OF_NOTE = 4
_DOTS = re.compile(r"…+|\.[ .]*\.")
_LENGTH = re.compile(r"\d[\d.,:]*(?:\s*[^\W\d_]+)?")
_EXAMPLES = {
    "pause": "[pause 10s]",
    "wait": "[wait 20s]",
    "until": "[until 1:10]",
    "chime": "[chime bowl]",
    "sound": "[sound intro.wav]",
    "repeat": "[repeat 3]",
    "end": "[end]",
    "include": "[include warm-up]",
    "voice": "[voice hibari:emma]",
    "gap": "[gap 1.5]",
    "bed": "[bed off 3s]",
}
ACTION_NAMES = frozenset(_EXAMPLES)
"""The first words of the brackets that a script understands; other brackets may be notes of their author."""

_FACTOR = re.compile(r"[x\u00d7]?\s*(\d{1,3}(?:[.,]\d{1,3})?)\s*[x\u00d7]?")
_LONGEST_SHOWN = 20
_MOST_WORDS_OF_A_NAME = 4
_MOST_CHIMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class WrittenAction:
    """The content of a bracket, and where it stands.

    Attributes:
        words: The content, with single spaces.
        place: The location of the bracket.
        language: The language that the script states.
        is_in_sentence: Whether the words around it go on with one sentence.
    """

    words: str
    place: Location
    language: str = "en"
    is_in_sentence: bool = False


def read_action(bracket: WrittenAction, report: Report) -> Action | None:
    """Return the action of a bracket, or None after reporting a mistake."""
    words, place = bracket.words, bracket.place
    named = _NAME.fullmatch(words)
    name, argument = (named[1].lower(), named[2]) if named else ("", words)
    match name:
        case "pause":
            return _pause(bracket, argument, report)
        case "wait" if argument:
            return _wait(words, argument, place, report)
        case "sound" if argument.lower().startswith(("of ", "the ", "a ")):
            return _unnamed(bracket, name, report)
        case "chime" | "sound":
            if argument:
                return _chime(argument, place) if name == "chime" else Recording(argument, place)
            report.error(place, f"[{name}] needs a sound", f"write it as {_EXAMPLES[name]}")
            return None
        case "until" | "voice" | "gap" | "bed":
            return _READERS[name](argument, place, report)
        case "end" if argument and is_end(words):
            return _unnamed(bracket, name, report)
        case "repeat" | "end" | "include":
            count = re.search(r"\d{1,3}", argument) if name == "repeat" else None
            hint = f"put {f'[repeat {count[0]}]' if count else _EXAMPLES[name]} on its own line"
            report.error(place, f"[{name}] must be alone on its line", hint)
            return None
        case "wait":
            report.error(place, "[wait] needs a length", f"write it as {_EXAMPLES['wait']}, or [pause] for silence")
            return None
        case _:
            return _unnamed(bracket, name, report)


def _chime(argument: str, place: Location) -> Chime:
    """Return a chime, and the time until the session goes on where its sound's name is followed by one."""
    timed = _TIMED_SOUND.fullmatch(argument)
    if timed is not None:
        try:
            return Chime(timed[1], place, read_duration_ms(timed[2]))
        except UnitError:
            pass  # the name of a sound, such as "gong 2nd"
    return Chime(argument, place)


def _pause(bracket: WrittenAction, argument: str, report: Report) -> Action | None:
    length, place = read_pause(bracket.words, bracket.language), bracket.place
    try:
        return Pause(TimedPause(read_duration_span(argument)) if length is None else length, place)
    except UnitError as error:
        report.error(
            place, str(error), f"write it as {_own_length(argument) or '[pause], or with a length: [pause 10s]'}"
        )
        return None


def _own_length(argument: str) -> str:
    """Return a pause of the length that stands among other words; empty where there is none."""
    found = _LENGTH.search(argument)
    length = read_pause(f"pause {found[0]}") if found else None
    return f"{print_pause(length)}, and move the other words out of the bracket" if length is not None else ""


def _wait(words: str, argument: str, place: Location, report: Report) -> Action | None:
    length = read_pause(words)
    if isinstance(length, TimedPause) and length.span_ms.low == length.span_ms.high:
        return Wait(length.span_ms.low, place)
    if isinstance(length, BreathPause):
        return Pause(length, place)
    try:
        return Wait(_one_length_ms(argument), place)
    except UnitError as error:
        report.error(place, str(error), f"write it as {_EXAMPLES['wait']}")
        return None


def _until(argument: str, place: Location, report: Report) -> Action | None:
    is_from_step = argument.startswith("+")
    try:
        return Until(read_duration_ms(argument.removeprefix("+")), is_from_step, place)
    except UnitError as error:
        hint = f"write {_EXAMPLES['until']} for a time of the session, or [until +30s] from the step's start"
        report.error(place, str(error), hint)
        return None


def _voice(argument: str, place: Location, report: Report) -> VoiceChange | None:
    """Return a change of the voice: ``NAME``, ``NAME, LANGUAGE``, the language alone, or nothing for the way back."""
    name, comma, tag = (part.strip() for part in argument.rpartition(","))
    if not comma:
        code = language_code(tag)
        if code not in LANGUAGE_NAMES:
            return VoiceChange(tag or None, None, place)
        return VoiceChange(None, code if tag.isalpha() else tag, place)
    if not name or not is_tag(tag):
        message = f"{quoted(tag)} is not a language code" if name else "[voice] has no name before the comma"
        report.error(place, message, "write it as [voice pico, de], or [voice de] for any voice of that language")
        return None
    return VoiceChange(name, tag, place)


def _bed(argument: str, place: Location, report: Report) -> BedChange | None:
    try:
        words, fade_ms = split_fade(argument)
    except UnitError as error:
        report.error(place, str(error), "write it as [bed rain 5s]")
        return None
    first, _, length = words.partition(" ")
    if first.lower() in ("off", "none") and length and fade_ms is None:
        try:
            words, fade_ms = first, read_fade_ms(length)
        except UnitError as error:
            report.error(place, str(error), f"write it as [bed {first} 3s]")
            return None
    if not words or words.lower() in ("off", "none"):
        return BedChange(OFF if words else None, fade_ms, place)
    bed = read_bed(SourceText(words, place.path, ((0, place.line, place.column),)), report)
    return None if bed is None else BedChange(bed, fade_ms, place)


def _gap(argument: str, place: Location, report: Report) -> Gap | None:
    number = _FACTOR.fullmatch(argument or "1")
    factor = Fraction(number[1].replace(",", ".")) if number else Fraction(0)
    if SMALLEST_GAP_FACTOR <= factor <= LARGEST_GAP_FACTOR:
        return Gap(factor, place)
    length = read_pause(f"pause {argument}") if number is None else None
    instead = f"{print_pause(length)} for silence of that length, or " if length is not None else ""
    message = (
        f"[gap] takes a factor from {float(SMALLEST_GAP_FACTOR):g} to {LARGEST_GAP_FACTOR}, not {quoted(argument)}"
    )
    report.error(place, message, f"write {instead}[gap 1.5] for 1.5 times the phrase before it")
    return None


_READERS: dict[str, Callable[[str, Location, Report], Action | None]] = {
    "until": _until,
    "voice": _voice,
    "gap": _gap,
    "bed": _bed,
}


def _unnamed(bracket: WrittenAction, name: str, report: Report) -> Action | None:
    """Return the action of a bracket that begins with none of the actions' names."""
    words, place = bracket.words, bracket.place
    if _DOTS.fullmatch(words):
        return Pause(NamedPause(PauseKind.SHORT), place)
    if _BARE_NUMBER.fullmatch(words):
        hint = f"write [{words.lstrip('+-')}s] for a pause, or {_spoken(words)}"
        report.error(place, f"{quoted(f'[{words}]')} has no unit", hint)
        return None
    try:
        return Pause(TimedPause(read_duration_span(words)), place)
    except UnitError as error:
        if (length := read_pause(words, bracket.language)) is not None:
            return Pause(length, place)
        if words[:1].isdigit():
            number, other, _ = words.partition(" ")
            example = f"[{number}s]" if other and number.isdigit() else _own_length(words) or _EXAMPLES["pause"]
            report.error(place, str(error), f"write {example}, or {_spoken(words)}")
            return None
    hint = _direction_hint(words, bracket.language) or _repeat_hint(words) or _guess(words, name)
    if not hint and bracket.is_in_sentence and (variable := variable_for(words)):
        hint = f"write {{{variable}}} for words that change, with - value {variable}: words at the top; or "
    if not hint and (words[:1] in "^!" or len(words.split()) >= _LEAST_WORDS_OF_NOTE):
        hint = _note_hint(words)
    report.error(place, f"{quoted(f'[{words}]')} is not an action", f"{hint}{_spoken(words)}")
    return None


def _note_hint(words: str) -> str:
    return f"write <!-- {words} --> for a note that is not spoken, or "


def _repeat_hint(words: str) -> str:
    """Return how to repeat lines, for a bracket such as "Ripetere 4 volte"; empty for any other."""
    count = count_of_repeat(words) if asks_to_repeat(words) else None
    return f"write [repeat {count}] above what is repeated and [end] below it, or " if count else ""


def _direction_hint(words: str, language: str) -> str:
    """Return how to write what a direction asks for; empty where the words are no direction."""
    first, _, rest = words.partition(" ")
    if first.lower() in BREATHE and rest and isinstance(length := read_pause(f"pause {rest}"), TimedPause):
        return f"write {first} {print_pause(length)} for the word and the silence, or "
    if words.lower() in BREATHE:
        return "write [pause 1 breath] for time to breathe, or "
    if first.lower() in BREATHE:
        return f"write {words} [pause 1 breath] for the words and time to breathe, or "
    music = MusicDirection() if names_sound(words) else None
    match counted_pause(words, language) or read_direction(words, language) or music:
        case TimedPause() as counted:
            return f"write {print_pause(counted)} for silence, or "
        case ChimeDirection(sound, times) if times <= _MOST_CHIMES_SHOWN:
            return f"write {' '.join([f'[chime {sound}]'] * times)} for the sound, or "
        case ChimeDirection(sound, times):
            return f"write [repeat {times}], [chime {sound}] and [end], each on its own line, or "
        case MusicDirection():
            return "name the music in a setting such as - bed: rain, or remove this, or "
        case NoteDirection():
            return _note_hint(words)
        case _ if (length := read_pause(f"{words} pause", language)) is not None:  # [Give them a minute], [rest here]
            return f"write {print_pause(length)} for silence, or "
        case _:
            return ""


def variable_for(words: str) -> str:
    """Return the name of a variable for a place that is to be filled; empty for words that are none.

    >>> variable_for("Client name"), variable_for("insert a color, or two"), variable_for("5 of them")
    ('client_name', '', '')
    >>> variable_for("name"), variable_for("deeply")
    ('your_name', '')
    """
    if not (" " in words or words[:1].isupper() or words in PLACEHOLDERS):
        return ""
    parts = re.sub(r"['’.]", "", words).lower().split()
    is_name = 0 < len(parts) <= _MOST_WORDS_OF_A_NAME and all(part.replace("-", "").isalpha() for part in parts)
    name = "_".join(parts).replace("-", "_") if is_name else ""
    return f"your_{name}" if name in RESERVED_VARIABLES else name


def _guess(words: str, name: str) -> str:
    near = nearest(name, _EXAMPLES)
    if not near:
        return ""
    argument = words[len(name) :].strip(" :=")
    if len(argument) >= _LONGEST_SHOWN:
        return ""
    meant = f"[{near} {argument}]" if argument else _EXAMPLES[near]
    return f"did you mean {meant}? If not, "


def _one_length_ms(text: str) -> int:
    span = read_duration_span(text)
    if span.low != span.high:
        raise UnitError(f"{quoted(text)} is a range, but a wait has one length")
    return span.low


def _spoken(words: str) -> str:
    ending = "…" if len(words) > _LONGEST_SHOWN else "]"
    return rf"write \[{words[:_LONGEST_SHOWN]}{ending} to have it spoken"
