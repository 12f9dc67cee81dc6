"""Take out what a screenplay has beside the words: scene headings, who speaks, cuts: "INT. STUDIO - NIGHT"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from voicecoach.importing.document import Document, Note
from voicecoach.importing.lines.joined_lines import SourceLine
from voicecoach.importing.lines.labels import without_speaker
from voicecoach.script.directions import NoteDirection, read_direction
from voicecoach.script.listener import asks_listener, folded_words

_SCENE = re.compile(
    r"(?:\d{1,3}[A-Z]?[.)]?\s+)?(?:INT|EXT|EST|I/E|INT\.?/EXT|EXT\.?/INT|INNEN|AUSSEN|AUßEN|BINNEN|BUITEN|INTERIOR|"
    r"EXTERIOR|INTÉRIEUR|EXTÉRIEUR|INTERNO|ESTERNO)(?:\.|\s?[:/])\s*\S.{2,80}"
)
_CUT = re.compile(
    r"(?:FADE|CUT|DISSOLVE|SMASH CUT|MATCH CUT|FUNDIDO|CORTE|CORTA|FONDU|COUPE|DISSOLVENZA|STACCO|ABBLENDE|AUFBLENDE|"
    r"ÜBERBLENDUNG|SCHNITT|CONTINUED|\(CONTINUED\)|FIN|THE END|ENDE|FINE|FIM|EINDE)\b[^.:!?]{0,30}[.:]?"
)
_WHO = re.compile(r"(?P<name>[^\W\d_a-zß-ÿ][^\W_a-zß-ÿ.'’ -]{1,24})(?P<how>(?:\s?\([^()]{2,24}\))*)")
_HOW = re.compile(
    r"\((?:V\.?\s?O\.?|O\.?\s?S\.?|O\.?\s?C\.?|CONT['’.]?D?|CONTINUED|OFF|VOZ EN OFF|VOZ OFF|EN OFF|VOIX OFF|"
    r"F\.?\s?C\.?|FUORI CAMPO|VOCE F\.?C\.?|FORTS\.?|WEITER|SUITE|SEGUE|CONT\.)\)",
    re.IGNORECASE,
)
_GUESS = "unsure: it looks like the name of who speaks"
_MOST_WORDS = 3


def without_screenplay(lines: Sequence[SourceLine], document: Document) -> list[SourceLine]:
    """Return the lines of a screenplay that are its text; any other text stays as it is.

    A text is a screenplay if it has a scene heading, or a name in capitals with "(V.O.)" or the like behind it.
    """
    stripped = [line.text.strip() for line in lines]
    scenes = {at for at, text in enumerate(stripped) if _SCENE.fullmatch(text) and text.replace("ß", "").isupper()}
    voices = {at for at, text in enumerate(stripped) if _is_voice(text)}
    if not scenes and not voices:
        return list(lines)
    cuts = {at for at, text in enumerate(stripped) if scenes and text.isupper() and _CUT.fullmatch(text)}
    names = {_name(stripped[at]) for at in voices}
    others = {
        at for at, text in enumerate(stripped)
        if at and not stripped[at - 1] and stripped[at + 1 : at + 2] not in ([], [""])
        and _can_speak(text) and (scenes or _name(text) in names)
    }  # fmt: skip
    taken = scenes | voices | cuts | others
    for at in sorted(taken):
        is_guess = at in others and _name(stripped[at]) not in names and not without_speaker(stripped[at])[1]
        document.blocks.append(Note(stripped[at], lines[at].number, _GUESS if is_guess else ""))
    return [SourceLine("", line.number) if at in taken else line for at, line in enumerate(lines)]


def _is_voice(text: str) -> bool:
    """Return whether a line is a name in capitals, and in brackets how that voice is heard."""
    found = _WHO.fullmatch(text)
    return found is not None and _HOW.search(found["how"]) is not None and _is_no_direction(_name(text))


def _can_speak(text: str) -> bool:
    """Return whether a line in capitals can be the name of somebody who speaks."""
    words = folded_words(text)
    is_name = _WHO.fullmatch(text) is not None and 0 < len(words) <= _MOST_WORDS and _is_no_direction(text)
    return is_name and not asks_listener(text)


def _is_no_direction(name: str) -> bool:
    """Return whether a name is no pause or chime; a word for whoever reads may be read as a note to that person."""
    return isinstance(read_direction(name), NoteDirection | None)


def _name(text: str) -> str:
    return text.partition("(")[0].strip()
