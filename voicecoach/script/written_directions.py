"""A pause or another direction as a text writes it: the warning of it, and what a script writes instead."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.script.directions import ChimeDirection, Direction, MusicDirection, NoteDirection
from voicecoach.script.printer import print_pause
from voicecoach.script.sound_cues import length_of_sound
from voicecoach.text import quoted

_MOST_CHIMES = 5


@dataclass(frozen=True, slots=True)
class WrittenDirection:
    """A direction in a line, as it was written.

    Attributes:
        begin: The offset of its first character in the line.
        end: The offset after its last character.
        message: The warning.
        hint: What to write instead.
        replacement: The same in a script; None where it may be meant to be spoken.
    """

    begin: int
    end: int
    message: str
    hint: str
    replacement: str | None


def written_direction(
    line: str, begin: int, end: int, direction: Direction, words: str, *, is_certain: bool
) -> WrittenDirection:
    """Return a direction with the warning of it, the hint, and what a script writes for it if that is certain."""
    written = line[begin:end]
    replacement, purpose = _in_a_script(direction, words.replace("--", "\u2014"))
    if isinstance(direction, MusicDirection | NoteDirection):
        is_certain = is_certain and direction.is_certain
    spoken = {"(": r"write \( for (", "*": "remove the stars", "_": "remove the underscores"}
    rest = f"; to have it spoken, {spoken[written[0]]}" if written[0] in spoken else ""
    condition = "" if is_certain else "if it is not meant for the listener, "
    hint = f"{condition}write {replacement} {purpose}{rest}"
    return WrittenDirection(begin, end, f"{quoted(written)} is spoken", hint, replacement if is_certain else None)


def repeat_direction(line: str, begin: int, end: int, count: int) -> WrittenDirection:
    """Return a note that asks for a repetition, which a script has on lines of their own."""
    hint = f"write [repeat {count}] above what is repeated and [end] below it"
    if line[begin] == "(":
        hint += r"; to have it spoken, write \( for ("
    return WrittenDirection(begin, end, f"{quoted(line[begin:end])} is spoken", hint, None)


def _in_a_script(direction: Direction, words: str) -> tuple[str, str]:
    """Return what a script writes for a direction, and what that is for."""
    match direction:
        case ChimeDirection(sound, times) if times <= _MOST_CHIMES:
            return " ".join([f"[chime {sound}]"] * times), "for the sound"
        case ChimeDirection() | NoteDirection():
            return f"<!-- {words} -->", "for a note that is not spoken"
        case MusicDirection() if (length := length_of_sound(words, "en")) is not None:
            return f"{print_pause(length)} <!-- {words} -->", "for silence and a note that is not spoken"
        case MusicDirection():
            return f"<!-- {words} -->", "and name the music in a setting such as - bed: rain"
        case _:
            return print_pause(direction), "for silence"
