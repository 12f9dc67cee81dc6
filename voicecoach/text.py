"""Text for people: cleaned for a terminal, quoted, shortened, sized, and the nearest known word."""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

MOST_GUESSES = 20
"""The most misspelt names in one text that are worth a guess: to compare words takes long."""

JOINERS = frozenset({"\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"})
"""Invisible themselves, but emoji, Persian and Hindi need them."""
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_LONGEST_QUOTED_CHARACTERS = 60
_MOST_CANDIDATES = 500
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_MOST_REMEMBERED = 1_000
_LONGEST_REMEMBERED_CHARACTERS = 1_000


def remembered(answer: Callable[Concatenate[str, P], R]) -> Callable[Concatenate[str, P], R]:
    """Return a function of a text that remembers its last answers, as a long script says much again and again.

    It remembers short texts only, which bounds its memory; use it where an answer is never changed.
    """
    kept = functools.lru_cache(maxsize=_MOST_REMEMBERED)(answer)

    @functools.wraps(answer)
    def remembering(text: str, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if len(text) > _LONGEST_REMEMBERED_CHARACTERS:
            return answer(text, *args, **kwargs)
        return kept(text, *args, **kwargs)  # type: ignore[arg-type]

    return remembering


def printable(text: str, *, keep: str = "", replacement: str = "\N{REPLACEMENT CHARACTER}") -> str:
    r"""Return a text without characters that control a terminal, are invisible, or turn the reading direction.

    All output to a terminal passes through here. Every kind of space becomes a plain one.

    Args:
        text: The text, from wherever: a script, the name of a file, an error of a library.
        keep: Characters to keep all the same, such as ends of lines.
        replacement: Stands for each character that is removed.

    >>> printable("a\u202eb\nc\u00a0d")
    'a�b�c d'
    """

    def cleaned(character: str) -> str:
        if character.isprintable() or character in keep:
            return character
        return " " if unicodedata.category(character) == "Zs" else replacement

    return "".join(map(cleaned, text))


def printable_line(text: str, encoding: str) -> str:
    r"""Return a text as one line that a terminal of an encoding can show; what is not :func:`printable` is dropped.

    >>> printable_line("Breathe\nin \x1b[2J\u202e\N{LEFTWARDS ARROW}", "ascii")
    'Breathe in [2J?'
    """
    line = printable(" ".join(text.split()), replacement="")
    return line.encode(encoding, "replace").decode(encoding)


def is_visible(character: str) -> bool:
    r"""Return whether a character shows something or shapes its neighbours; controls and direction marks do not.

    >>> is_visible("ü"), is_visible("\N{ZERO WIDTH JOINER}"), is_visible("\u202e")
    (True, True, False)
    """
    return character in JOINERS or unicodedata.category(character) not in _INVISIBLE


def in_ascii(text: str) -> str:
    """Return a text in ASCII: letters without their accents, and without what has no such letter.

    >>> in_ascii("Rücken – 休憩")
    'Rucken  '
    """
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def ascii_slug(text: str) -> str:
    """Return a text as the part of a file's name or an address: small letters of ASCII and digits, dashes between.

    >>> ascii_slug("Übung für den Rücken (2)")
    'ubung-fur-den-rucken-2-'
    """
    return _NOT_IN_SLUG.sub("-", in_ascii(text).lower())


def base_code(language: str) -> str:
    """Return the code of a language without its region or script, in lower case.

    >>> base_code("de-AT"), base_code("pt_BR"), base_code("EN")
    ('de', 'pt', 'en')
    """
    return language.lower().replace("_", "-").partition("-")[0]


def capitalised(words: str) -> str:
    """Return words with a capital at their start; the other letters stay.

    >>> capitalised("hold the UpDog")
    'Hold the UpDog'
    """
    return words[:1].upper() + words[1:]


def title_of_name(name: str) -> str:
    """Return the name of a script or a file, without its suffix, as a title; empty for one without letters.

    >>> title_of_name("my-back_2"), title_of_name("01. Anna's scan (new)"), title_of_name("-")
    ('My back 2', "01 Anna's scan new", '')
    """
    return capitalised(re.sub(r"[^\w'\u2019]+|_+", " ", name).strip())


def megabytes(size_bytes: int) -> str:
    """Return a size in millions of bytes.

    >>> megabytes(14_240_000)
    '14.2 MB'
    """
    return f"{size_bytes / 1_000_000:.1f} MB"


def shortened(words: str) -> str:
    """Return a person's words on one line, cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_QUOTED_CHARACTERS else f"{line[:_LONGEST_QUOTED_CHARACTERS]}…"


def either(words: Sequence[str]) -> str:
    """Join words as a choice.

    >>> either(["a hold", "phases", "breathing"])
    'a hold, phases or breathing'
    """
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def quoted(words: str) -> str:
    """Return a person's words in quotation marks, on one line and cut where they are long.

    >>> quoted("hodl")
    '"hodl"'
    """
    return f'"{shortened(words)}"'


def nearest_words(word: str, known: Iterable[str], *, most: int, likeness: float = 0.6) -> list[str]:
    """Return the known words that are most like this one in any case, the nearest first; none for an endless word.

    Args:
        word: The word that a person wrote.
        known: The words to compare with; only the first 500 are.
        most: The most words to return.
        likeness: The least ratio of :mod:`difflib`, from 0 to 1 (the same word).
    """
    if len(word) > _LONGEST_QUOTED_CHARACTERS:
        return []
    folded = {candidate.casefold(): candidate for candidate in islice(known, _MOST_CANDIDATES)}
    return [folded[near] for near in difflib.get_close_matches(word.casefold(), folded, n=most, cutoff=likeness)]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is most like this one, or None where none is near."""
    return next(iter(nearest_words(word, known, most=1)), None)


def did_you_mean(word: str, known: Iterable[str], *, most_listed: int = 50) -> str:
    """Return ``did you mean "…"?``, or the known words where none is near; empty where none is known.

    >>> did_you_mean("emm", ["heart", "emma"]), did_you_mean("zzz", ["heart", "emma"], most_listed=1)
    ('did you mean "emma"?', 'choose from: heart, …')
    """
    candidates = list(known)
    if match := nearest(word, candidates):
        return f'did you mean "{match}"?'
    more = ", …" if len(candidates) > most_listed else ""
    return f"choose from: {', '.join(candidates[:most_listed])}{more}" if candidates else ""
