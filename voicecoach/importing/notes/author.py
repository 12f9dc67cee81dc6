"""Find the paragraphs in which whoever wrote a text speaks of it: "I often use this at the end of my classes."."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from voicecoach.caseless import Caseless
from voicecoach.importing.directions.bracket_words import OTHERS
from voicecoach.importing.directions.edge_words import PURPOSE, VOICE
from voicecoach.importing.directions.for_leader import names_others
from voicecoach.importing.document import Block, Document, Item, Note, TextBlock
from voicecoach.importing.lines.about_text import WHY_ABOUT, sentences_of
from voicecoach.importing.lines.around_text import OF_LETTER, names_practice, without_offer
from voicecoach.importing.notes.preamble import may_be_said
from voicecoach.script.listener import folded_words, listeners
from voicecoach.text import base_code

_WRITER = {
    "en": frozenset(["i", "me", "my", "mine"]),
    "de": frozenset(["ich", "mir", "mich", "mein", "meine", "meinen", "meinem", "meiner"]),
    "es": frozenset(["yo", "me", "mi", "mis"]),
    "fr": frozenset(["je", "j", "me", "moi", "mon", "ma", "mes"]),
    "it": frozenset(["io", "mi", "mio", "mia", "miei", "mie"]),
    "pt": frozenset(["eu", "me", "meu", "minha", "meus", "minhas"]),
    "nl": frozenset(["ik", "mij", "me", "mijn"]),
}
_TOLD = "spoken. If it is a remark of whoever wrote the text, put it inside <!-- -->"
_LEAST_PARAGRAPHS = 5
_LEAST_OF_LETTER = 3
_MOST_REMARKS = 2
_LEAST_OF_WRITER = 3
_LEAST_WORDS_OF_SENTENCE = 12
_CLASS = Caseless(r"\b(?:class(?:es)?|lessons?|courses?|kurs\w*|clases?|cours|corsi|lezioni?|aulas?|less?en)\b")
_MOST_WORDS_OF_VERSE = 5
_LEAST_SAID = 1 / 3


def writer_words(language: str) -> frozenset[str]:
    """Return the words with which somebody speaks of themselves in a language."""
    return _WRITER.get(base_code(language or "en"), frozenset())


def with_author(blocks: Sequence[Block], document: Document, language: str) -> list[Block]:
    """Return the blocks with the author's paragraphs at the top and the end as notes; the others are told, and spoken.

    Many of the other paragraphs are for the listener, as none of a tale are. Where more than two have an "I",
    somebody tells a story, or says what the listener is to repeat.
    """
    texts = {at: block.text for at, block in enumerate(blocks) if isinstance(block, TextBlock | Item)}
    is_letter = any(isinstance(block, Note) and block.why == OF_LETTER for block in blocks)
    own = [at for at, text in texts.items() if _is_of_author(text, language, is_letter=is_letter)]
    if len(own) > _MOST_REMARKS or len(texts) < (_LEAST_OF_LETTER if is_letter else _LEAST_PARAGRAPHS):
        return list(blocks)
    said = sum(may_be_said(text) for at, text in texts.items() if at not in own)
    top = takewhile(own.__contains__, texts)
    end = takewhile(own.__contains__, reversed(texts))
    edges = {at for at in (*top, *end) if _is_long_remark(texts[at], language)}
    if _LEAST_SAID * (len(texts) - len(own)) > said or any(_is_short(texts[at]) for at in own if at not in edges):
        edges = set()  # a tale asks nobody for anything, and a poem has an "I" throughout
    document.remarks += [Note(texts[at], blocks[at].line, _TOLD) for at in own if at not in edges]
    return [Note(texts[at], block.line, WHY_ABOUT) if at in edges else block for at, block in enumerate(blocks)]


def _is_of_author(text: str, language: str, *, is_letter: bool) -> bool:
    """Return whether a paragraph has a word of its writer behind its first one, and addresses nobody.

    In a letter it may address its reader.
    """
    words, writer = folded_words(without_offer(text)), writer_words(language)
    is_addressed = not is_letter and not (listeners(language) - writer).isdisjoint(words)
    return text.rstrip()[-1:] in (".", "!") and not writer.isdisjoint(words[1:]) and not is_addressed


def _is_short(text: str) -> bool:
    return len(text.split()) <= _MOST_WORDS_OF_VERSE


def _is_long_remark(text: str, language: str) -> bool:
    """Return whether a writer speaks of a text or a class in long sentences: those to repeat, "I am calm.", are short.

    The writer is named several times.
    """
    words, writer = folded_words(text), writer_words(language)
    is_of_text = not (VOICE | PURPOSE).isdisjoint(words) or OTHERS.search(text) or names_others(text)
    if not (is_of_text or names_practice(text) or _CLASS.search(text)):
        return False  # "When I was a child, my grandmother took me to the sea."
    is_long = len(words) >= _LEAST_WORDS_OF_SENTENCE * len(sentences_of(text))
    return is_long and sum(word in writer for word in words) >= _LEAST_OF_WRITER
