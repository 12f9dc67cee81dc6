"""Wording packs, and whose phrase wins.

A pack is a file of ``- phrase: words`` lines; a phrase given twice has variants. For each phrase the first of
these that gives it wins: ``--wording``, the script's own ``wording PHRASE``, the person's file for the
language, the pack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from voicecoach.script.lines import LineKind, tokenise
from voicecoach.script.phrases import LIST_LENGTHS, PHRASES, Form
from voicecoach.script.settings import LANGUAGE, WORDING_PHRASE
from voicecoach.script.source import did_you_mean, split_lines
from voicecoach.script.text import Allowed, print_text, read_text_pieces

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from voicecoach.script.model import Text
    from voicecoach.script.settings import Settings
    from voicecoach.script.source import Report, Source

_KEY_END = re.compile(r":(?=\s|$)|:")


@dataclass(frozen=True, slots=True)
class Pack:
    """The phrases that one file, or one script, gives.

    Attributes:
        origin: What a person calls it, for ``show``: a pack's name, a file, "this script".
        language: The language it says it is in, or None.
        phrases: For each phrase its variants; an empty tuple means the phrase is off.
    """

    origin: str
    language: str | None = None
    phrases: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wording:
    """All phrases of a session: the packs that give them, the strongest first."""

    packs: tuple[Pack, ...]

    def variants(self, phrase: str) -> tuple[Text, ...]:
        """Return the words for a phrase, one or more variants; none where it is off."""
        return next((pack.phrases[phrase] for pack in self.packs if phrase in pack.phrases), ())

    def origin(self, phrase: str) -> str:
        """Return who gives a phrase."""
        return next((pack.origin for pack in self.packs if phrase in pack.phrases), "")

    def words(self, phrase: str) -> tuple[str, ...]:
        """Return the words of a phrase that is a list."""
        variants = self.variants(phrase)
        return tuple(word.strip() for word in print_text(variants[0]).split(",")) if variants else ()


def pack_of_script(settings: Settings) -> Pack:
    """Return the phrases that a script gives by itself."""
    phrases = {
        str(setting.argument): () if text is None else (text,) for setting, text in settings.every(WORDING_PHRASE)
    }
    return Pack("this script", None, phrases)


def read_pack(text: str, path: str, origin: str, report: Report) -> Pack:
    """Return the wording pack that a file's text holds; mistakes are reported with their places."""
    language: str | None = None
    phrases: dict[str, tuple[Text, ...]] = {}
    for token in tokenise(split_lines(text, path, report), report):
        if token.kind is LineKind.SETTING:
            key, value = _key_and_value(token.content, report)
            if key is None or value is None:
                continue
            name = " ".join(key.text.lower().split())
            if name == LANGUAGE.key:
                language = value.text.lower()
            elif name in PHRASES:
                phrases[name] = _phrase(name, value, phrases.get(name, ()), report)
            else:
                message = f'there is no phrase called "{key.text}"'
                report.error(key.at(), message, did_you_mean(name, PHRASES))
        elif token.kind not in (LineKind.BLANK, LineKind.COMMENT, LineKind.TITLE, LineKind.MISTAKE):
            message = "a wording file holds only phrases"
            report.error(token.content.at(), message, "write them as - half: Half way.")
    return Pack(origin, language, phrases)


def check_lists(wording: Wording, places: Sequence[str], report: Report) -> None:
    """Report lists of words that are too short to be used: sides, and the words of a duration."""
    from voicecoach.errors import Location

    for name, least in LIST_LENGTHS.items():
        words = wording.words(name)
        if name != "numbers" and len(words) != least:
            place = wording.variants(name)[0].location if wording.variants(name) else Location(places[0], 1, 1)
            report.error(place, f'"{name}" needs {least} words with a comma between them', f"write - {name}: …, …")


def _key_and_value(line: Source, report: Report) -> tuple[Source | None, Source | None]:
    colon = _KEY_END.search(line.text)
    key = line.slice(0, colon.start()) if colon else line
    value = line.slice(colon.end()) if colon else line
    if colon is None or not key.text or not value.text:
        report.error(line.at(), "this is no phrase", "write it as - half: Half way.")
        return None, None
    return key, value


def _phrase(name: str, value: Source, before: tuple[Text, ...], report: Report) -> tuple[Text, ...]:
    if value.text.lower() == "off":
        return ()
    phrase = PHRASES[name]
    allowed = Allowed.NOTHING if phrase.form is Form.LIST else Allowed.SPOKEN
    text = read_text_pieces(value, allowed, report)
    return before if text is None else (*before, text)
