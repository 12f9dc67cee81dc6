"""Read wording packs, and choose the words of each phrase.

A pack is a file of ``- phrase: words`` lines; a phrase given twice has variants. The first of these that has a phrase
wins: ``--wording``, the script's own ``wording PHRASE``, the person's file for the language, the pack.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from voicecoach.errors import Location
from voicecoach.script.lines import LineKind, split_key, tokenise
from voicecoach.script.model import Text
from voicecoach.script.phrases import LIST_LENGTHS, NUMBERS, PHRASES, PhraseForm
from voicecoach.script.printer import written_form
from voicecoach.script.report import Report
from voicecoach.script.settings import LANGUAGE, WORDING_PHRASE
from voicecoach.script.source import split_lines
from voicecoach.script.spec import Settings
from voicecoach.script.text_reader import Allowed, read_text_pieces
from voicecoach.text import did_you_mean, quoted


@dataclass(frozen=True, slots=True)
class Pack:
    """The phrases of one file or one script.

    Attributes:
        origin: The name for ``show``: a pack's name, a file, "this script".
        language: The language that it states, or None.
        phrases: The variants of each phrase; an empty tuple turns the phrase off.
    """

    origin: str
    language: str | None = None
    phrases: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wording:
    """All phrases of a session: its packs, the one that wins first."""

    packs: tuple[Pack, ...]

    def variants(self, phrase: str) -> tuple[Text, ...]:
        """Return the variants of a phrase; none where it is off."""
        return next((pack.phrases[phrase] for pack in self.packs if phrase in pack.phrases), ())

    def origin(self, phrase: str) -> str:
        """Return the origin of a phrase, or an empty string."""
        return next((pack.origin for pack in self.packs if phrase in pack.phrases), "")

    def nearest(self, *phrases: str) -> str:
        """Return the one of some phrases that wins before the others: the first one that the first pack has."""
        return next((name for pack in self.packs for name in phrases if name in pack.phrases), phrases[0])

    def origins(self) -> dict[str, list[str]]:
        """Return the phrases of each origin, the one that wins first; an origin without a phrase is missing."""
        given: dict[str, list[str]] = {pack.origin: [] for pack in self.packs}
        for phrase in PHRASES:
            if origin := self.origin(phrase):
                given[origin].append(phrase)
        return {origin: phrases for origin, phrases in given.items() if phrases}

    def words(self, phrase: str) -> tuple[str, ...]:
        """Return the words of a list phrase."""
        variants = self.variants(phrase)
        return tuple(word.strip() for word in written_form(variants[0]).split(",")) if variants else ()


def pack_of_script(settings: Settings) -> Pack:
    """Return the phrases of a script's own settings."""
    phrases = {
        str(setting.argument): () if text is None else (text,) for setting, text in settings.every(WORDING_PHRASE)
    }
    return Pack("this script", None, phrases)


def read_pack(text: str, path: str, origin: str, report: Report) -> Pack:
    """Return the wording pack of a file's text; mistakes are reported with their locations."""
    language: str | None = None
    phrases: dict[str, list[Text]] = {}
    for token in tokenise(split_lines(text, path, report), report):
        if token.kind in (LineKind.BLANK, LineKind.COMMENT, LineKind.TITLE, LineKind.MISTAKE):
            continue
        if report.has_error_at(token.place):
            continue  # a heading without its space
        parts = split_key(token.content) if token.kind is LineKind.SETTING else None
        if parts is None or not parts[1].text:
            report.error(token.place, "a wording pack contains only phrases", "write them as - half: Half way.")
            continue
        key, value = parts
        name = " ".join(key.text.lower().split())
        if name == LANGUAGE.key:
            language = value.text.lower()
        elif name in PHRASES and value.text.lower() == "off":
            phrases.setdefault(name, [])
        elif name in PHRASES:
            allowed = Allowed.NOTHING if PHRASES[name].form is PhraseForm.LIST else Allowed.PHRASE
            variant = read_text_pieces(value, allowed, report)
            if variant is not None:
                phrases.setdefault(name, []).append(variant)
        else:
            report.error(key.at(), f"no phrase is called {quoted(key.text)}", did_you_mean(name, PHRASES))
    return Pack(origin, language, {name: tuple(variants) for name, variants in phrases.items()})


NO_PHRASES = "no phrases"
"""The origin of the few words that a session has in a language without phrases."""

_WORDLESS = """\
- name: {name}.
- part: {name}.
- named side: {side}.
- props: {props}.
- step props: {props}.
- numbers: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
- sides: R, L
- hours: h, h
- minutes: min, min
- seconds: s, s
"""


def wordless_pack(language: str) -> Pack:
    """Return the pack of a language without phrases: it says the script's own words, and chimes do the rest."""
    return replace(read_pack(_WORDLESS, NO_PHRASES, NO_PHRASES, Report()), language=language)


def check_lists(wording: Wording, places: Sequence[str], report: Report) -> None:
    """Report lists that have too few words: the sides, and the words of a duration."""
    for name, least in LIST_LENGTHS.items():
        words = wording.words(name)
        is_complete = all(words) and (len(words) == least or name == NUMBERS.name)
        if not is_complete:
            place = wording.variants(name)[0].location if wording.variants(name) else Location(places[0], 1, 1)
            report.error(place, f'"{name}" needs {least} words with a comma between them', f"write - {name}: …, …")
