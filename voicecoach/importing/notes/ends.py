"""Find what stands below the last words of a session, and the notes that say so: "NB: two of them stand"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from voicecoach.caseless import Caseless
from voicecoach.importing.directions.edge_words import GREETING, is_told
from voicecoach.importing.document import Block, Exercise, Note, TextBlock, Words
from voicecoach.importing.lines.about_text import WHY_EDGE, sentences_of
from voicecoach.importing.lines.labels import is_tip
from voicecoach.importing.lines.past import may_be_past
from voicecoach.importing.notes.explanations import has_pause
from voicecoach.importing.notes.preamble import may_be_said_first
from voicecoach.importing.notes.quotes import SPEECH_MARKS
from voicecoach.script.listener import addresses_listener, folded_words

_OPEN_EYES = Caseless(
    r"\b(?:open\w*|öffne\w*|abr[aei]\w*|ouvr\w*|apri\w*|doe)\b[^.!?]{0,40}"
    r"\b(?:eyes|augen|ojos|yeux|occhi|olhos|ogen)\b|"
    r"\b(?:augen|ogen|yeux|ojos)\b[^.!?]{0,24}\b(?:auf|open|öffnen|ouverts|abiertos)\b",
)
_FAREWELL = Caseless(
    r"\b(?:thank\w*|good\w*|namast[eé]|amen|bravo|danke|gut\w*|schön\w*|merci|bien|bonne|gracias|buen\w*|grazie|bravi|"
    r"obrigad\w*|boa|bem|muito|dank\w*|goed|fijn\w*|mooi|end|ende|einde|fine?|fim)\b"
)
"""Words of what is said last: "Good night.", "Muito bem."."""

_MOST_BELOW = 3
_MOST_BELOW_EXERCISES = 5
_LEAST_LED = 1 / 3
_WHY_TIP = "unsure: this looks like a note to the reader"


def after_return(blocks: Sequence[Block], language: str) -> list[Note]:
    """Return remarks on the paragraphs below the last that asks for open eyes, where none addresses the listener."""
    texts = [block for block in blocks if isinstance(block, TextBlock) and block.text.lstrip(" *_")[:1] not in "[("]
    last = max((at for at, block in enumerate(texts) if _OPEN_EYES.search(block.text)), default=len(texts))
    below = texts[last + 1 :]
    is_end = len(below) <= _MOST_BELOW and not any(_may_be_said(one.text, language) for one in below)
    return [Note(one.text, one.line, WHY_EDGE) for one in below if not _FAREWELL.search(one.text)] if is_end else []


def below_exercises(blocks: Sequence[Block], language: str) -> list[Note]:
    """Return remarks on the paragraphs below the last of several exercises, "Then ice for 10 min", to no listener."""
    places = [at for at, block in enumerate(blocks) if isinstance(block, Exercise)]
    below = [block for block in blocks[places[-1] + 1 :] if isinstance(block, Words)] if len(places) > 1 else []
    is_end = len(below) <= _MOST_BELOW_EXERCISES
    below = [one for one in below if one.text.lstrip(" *_")[:1] not in "[("]
    told = [one for one in below if is_end and not (_may_be_said(one.text, language) or _FAREWELL.search(one.text))]
    return [Note(one.text, one.line, WHY_EDGE) for one in told]


def _may_be_said(text: str, language: str) -> bool:
    words = folded_words(text)
    is_said = (
        addresses_listener(text, language)
        or may_be_said_first(words)
        or not GREETING.isdisjoint(words)
        or is_told(text)
    )
    return is_said or "[" in text or text.startswith(SPEECH_MARKS)


def _is_led(texts: Sequence[str], language: str) -> bool:
    """Return whether somebody leads a listener through a text: it has pauses, or words for the listener, as no tale."""
    led = sum(addresses_listener(text, language) or may_be_said_first(folded_words(text)) for text in texts)
    return led > _LEAST_LED * len(texts) or any(has_pause(text, language) for text in texts)


def without_tips(blocks: Sequence[Block], language: str) -> Iterator[Block]:
    """Yield the blocks with a first sentence such as "NB: Anna may sit." as a note, if it addresses no listener."""
    tips = {at for at, block in enumerate(blocks) if isinstance(block, TextBlock) and is_tip(block.text)}
    is_led = bool(tips) and _is_led([block.text for block in blocks if isinstance(block, Words)], language)
    for at, block in enumerate(blocks):
        if not is_led or at not in tips or not isinstance(block, TextBlock):
            yield block
            continue
        first, *others = sentences_of(block.text)
        is_note = first.partition(":")[2].strip(" *_") and not addresses_listener(first, language)
        if not is_note or may_be_past(first, language) or any(one in first for one in "[("):
            yield block
            continue
        yield Note(first, block.line, _WHY_TIP)
        yield from [replace(block, text=" ".join(others))] if others else []
