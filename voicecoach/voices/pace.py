"""About how long a phrase will be, from its text alone."""

from __future__ import annotations

from dataclasses import dataclass

# A number is written shorter than it is spoken: "30" is six letters.
_LETTERS_PER_DIGIT = 4
_CLAUSE_SIGNS = ",;:\u2014"
_SENTENCE_SIGNS = ".!?\u2026"


@dataclass(frozen=True, slots=True)
class Estimate:
    """What was fitted to one engine's trimmed speech at its own pace.

    Attributes:
        phrase_ms: For every phrase.
        letter_ms: For each letter.
        clause_ms: For each pause between clauses.
        sentence_ms: For each pause between sentences.
    """

    phrase_ms: float
    letter_ms: float
    clause_ms: float
    sentence_ms: float

    def duration_ms(self, read: str, pace: float) -> int:
        """Return the estimate for a text as it is given to the engine.

        >>> Estimate(200, 50, 200, 900).duration_ms("Half way.", pace=1.0)
        550
        """
        letters = sum(character.isalpha() for character in read)
        letters += _LETTERS_PER_DIGIT * sum(character.isdigit() for character in read)
        inside = read.rstrip(_CLAUSE_SIGNS + _SENTENCE_SIGNS)
        clauses = sum(inside.count(sign) for sign in _CLAUSE_SIGNS)
        sentences = sum(inside.count(sign) for sign in _SENTENCE_SIGNS)
        spoken_ms = self.phrase_ms + self.letter_ms * letters
        pauses_ms = self.clause_ms * clauses + self.sentence_ms * sentences
        return round((spoken_ms + pauses_ms) / pace)
