"""Where a bare ``{side}`` is likely to be the wrong form: in languages whose word for a side has several.

A pack has one form of each side: "rechte, linke", "derecha, izquierda", "droite, gauche". It is right in some
sentences only, and the rules here name those that are certain; anywhere else the script should give both words,
as in ``{side|rechtes|linkes}``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from voicecoach.script.model import Variable, Words
from voicecoach.script.phrases import SIDE_VARIABLES
from voicecoach.script.text import without_emphasis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from voicecoach.script.model import Text

_PACK_FORMS = {"de": ("rechte", "linke"), "es": ("derecha", "izquierda"), "fr": ("droite", "gauche")}
_EXAMPLES = {"de": ("rechtes", "linkes"), "es": ("derecho", "izquierdo"), "fr": ("droit", "gauche")}

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?:\u2026]\s*$")


def warning_of(language: str, side_words: tuple[str, ...]) -> Callable[[Text], Iterator[tuple[Variable, str]]]:
    """Return a function that finds the doubtful sides of a text, each with what to write instead.

    It finds none in a language whose words have one form, nor where somebody else's words stand for the sides.

    Args:
        language: The base language of the session, such as ``de``.
        side_words: What the session says for right and left.
    """
    if _PACK_FORMS.get(language) != side_words:
        return lambda _text: iter(())
    right, left = _EXAMPLES[language]
    fits = _RULES[language]

    def doubtful(text: Text) -> Iterator[tuple[Variable, str]]:
        for index, piece in enumerate(text.pieces):
            if isinstance(piece, Variable) and piece.name in SIDE_VARIABLES:
                before, behind = _words(text, index - 1), _words(text, index + 1)
                if not fits(before, behind):
                    words = (right, left) if piece.name == "side" else (left, right)
                    yield piece, f"{{side|{words[0]}|{words[1]}}}"

    return doubtful


def _words(text: Text, index: int) -> str:
    """Return the words that stand at a place of a text; empty where there are none."""
    piece = text.pieces[index] if 0 <= index < len(text.pieces) else None
    return without_emphasis(piece.text) if isinstance(piece, Words) else ""


def _german(before: str, behind: str) -> bool:
    """Fits behind die, das, deine and the like (die rechte Hand, das rechte Knie), but not behind der, den, dein.

    "Der" fits where it begins a sentence (Der rechte Fuß); inside one it is mostly a dative (auf der rechten Seite).
    With no word before it, it fits before "Seite" alone.
    """
    word = _last(before)
    if not word:
        return _first(behind) in ("Seite", "Hand")
    begins_sentence = not before[: before.rindex(word)].strip() or _SENTENCE_END.search(before[: before.rindex(word)])
    is_article = word.lower() in {"die", "das", "deine", "eine", "diese", "meine", "ihre", "unsere", "jede"}
    return is_article or bool(word == "Der" and begins_sentence)


def _spanish(before: str, _behind: str) -> bool:
    """Fits behind a word in -a and behind mano (la rodilla derecha, a la derecha), not behind lado or brazo."""
    word = _last(before).lower()
    return word.endswith("a") or word == "mano"


def _french(before: str, _behind: str) -> bool:
    """Fits behind à, and behind a noun in -e or main (la jambe droite), unless its article is a masculine one."""
    words = [word.lower() for word in _WORD.findall(before)]
    if not words:
        return False
    noun, article = words[-1], words[-2] if len(words) > 1 else ""
    if noun in {"à", "la"}:
        return True
    begins_with_vowel = noun[0] in "aeiouéèêh"
    is_masculine = article in {"le", "un", "du", "au", "ce"} or (
        article in {"ton", "mon", "son"} and not begins_with_vowel
    )
    return (noun.endswith("e") or noun == "main") and not is_masculine


_RULES: dict[str, Callable[[str, str], bool]] = {"de": _german, "es": _spanish, "fr": _french}


def _last(words: str) -> str:
    """Return the last word, or nothing where a sentence ends behind it."""
    found = _WORD.findall(words)
    return "" if not found or _SENTENCE_END.search(words) else found[-1]


def _first(words: str) -> str:
    found = _WORD.match(words.strip())
    return found[0] if found else ""
