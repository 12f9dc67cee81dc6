"""Find paragraphs that read like notes to the reader by their words, where no rule knows their form.

The other modules know forms: labels, brackets, places on a page. What is left is wording, and nobody can list it. So
this module learns it from examples: ``examples/en.txt`` and the like have lines that are notes and lines that are said,
by kind. A paragraph that is more like the notes is still spoken, and told in the report. To teach it, add a line there.

The method is naive Bayes over words and pairs of words that follow each other, each counted once a line, with one
added to each count (C. D. Manning, P. Raghavan, H. Schütze, Introduction to Information Retrieval, 2008, chapter 13).
What the words of a line tell is divided by the square root of their number: words that stand together tell less than
each alone, and long lines would always be sure.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from voicecoach.importing.directions.parts import MAY_BE_NOTE
from voicecoach.importing.document import Note
from voicecoach.importing.lines.about_text import sentences_of
from voicecoach.importing.lines.past import is_tale, may_be_past
from voicecoach.importing.notes.quotes import SPEECH_MARKS
from voicecoach.importing.report import Entry, Kind
from voicecoach.text import base_code

EXAMPLES = files("voicecoach.importing.notes") / "examples"
"""The folder of the examples, a file a language."""
_HEAD_OF_NOTES = "# note:"
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[:@/%&|]")
_BEGIN = "^"
_FIGURE = "0"
_LEAST_WORDS = 3
_LIKE_NOTE = 1.3
"""The least likeness of a note. Of 15,600 spoken sentences in 1,100 texts one in 70 has more, and more than half of
those are notes."""


@dataclass(frozen=True, slots=True)
class LearnedWording:
    """The words and pairs of words of a language, with how far each tells a note from speech.

    Attributes:
        weights: By word or pair of words: the logarithm of how much more often it stands in notes than in speech.
    """

    weights: Mapping[str, float]

    def likeness(self, text: str) -> float:
        """Return how much a text is like notes: above 0 more than like speech, from about -10 to 10."""
        known = [self.weights[one] for one in _features(text) if one in self.weights]
        return sum(known) / math.sqrt(len(known) + 1)

    def is_like_note(self, text: str) -> bool:
        """Return whether a sentence reads like a note; two words alone tell too little."""
        return len(text.split()) >= _LEAST_WORDS and self.likeness(text) >= _LIKE_NOTE


def like_notes(entries: Sequence[Entry], language: str) -> Iterator[Note]:
    """Yield remarks on the spoken sentences that read like notes, unless their line is told already.

    Args:
        entries: The report so far.
        language: The code of the text's language; without examples of it, there are no remarks.
    """
    wording = wording_of(base_code(language))
    told = {entry.line for entry in entries if entry.kind is Kind.UNSURE}
    spoken = [entry for entry in entries if entry.kind is Kind.SPOKEN and entry.line not in told]
    if wording is None:
        return
    in_tale = is_tale((entry.source for entry in spoken), language)
    for entry in spoken:
        alike = [
            one
            for one in sentences_of(entry.source)
            if wording.is_like_note(one)
            and not (in_tale and (one.startswith(SPEECH_MARKS) or may_be_past(one, language)))
        ]
        if alike:
            yield Note(" ".join(alike), entry.line, MAY_BE_NOTE)


@functools.cache
def wording_of(language: str) -> LearnedWording | None:
    """Return what the examples of a language teach, or None where there are none."""
    path = EXAMPLES / f"{language}.txt"
    return learned(*examples_in(path.read_text(encoding="utf-8"))) if path.is_file() else None


def examples_in(text: str) -> tuple[list[str], list[str]]:
    """Return the examples of notes and of speech in a file: one a line, below a head such as "# note: of a sheet"."""
    notes: list[str] = []
    speech: list[str] = []
    put = notes
    for line in text.splitlines():
        if line.startswith("#"):
            put = notes if line.startswith(_HEAD_OF_NOTES) else speech
        elif line:
            put.append(line)
    return notes, speech


def learned(notes: Sequence[str], speech: Sequence[str]) -> LearnedWording:
    """Return what examples of notes and of speech teach."""
    in_notes = Counter(feature for line in notes for feature in _features(line))
    in_speech = Counter(feature for line in speech for feature in _features(line))
    odds = math.log((len(speech) + 2) / (len(notes) + 2))  # + 2: with it and without it are each counted once more
    return LearnedWording(
        {one: math.log((in_notes[one] + 1) / (in_speech[one] + 1)) + odds for one in in_notes | in_speech}
    )


def _features(text: str) -> set[str]:
    """Return the words of a text and the pairs that follow each other; figures count only beside a word.

    >>> sorted(_features("Use it 3 times"))
    ['0 times', '^ use', 'it', 'it 0', 'times', 'use', 'use it']
    """
    words = [_FIGURE if one.isdigit() else one for one in _TOKEN.findall(text.casefold())]
    pairs = {f"{one} {other}" for one, other in zip([_BEGIN, *words], words, strict=False)}
    return {*words, *pairs} - {_FIGURE, f"{_FIGURE} {_FIGURE}", f"{_BEGIN} {_FIGURE}"}
