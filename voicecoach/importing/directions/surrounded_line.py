"""Tell whether a part of a line stands between sentences, by what is before and behind it."""

from __future__ import annotations

_CLOSERS = "\"'”’»)]"
_STOPS = ".!?…:;"
_BRACKETS = "()[]"
_BEFORE_WORDS = " \"'“”«»,"


class SurroundedLine:
    """A line whose parts are looked at together with what is around them.

    Each look goes back to the brackets before, whose own answer is kept: a line of a thousand brackets takes a
    thousand steps, and not a million.
    """

    def __init__(self, line: str) -> None:
        self._line = line
        self._begins: dict[int, bool] = {}

    def stands_alone(self, begin: int, end: int) -> bool:
        """Return whether a part stands between sentences, or beside other brackets, and not within a sentence.

        >>> line = SurroundedLine("Let go. [a] (b) Now (so) rest.")
        >>> line.stands_alone(8, 11), line.stands_alone(12, 15), line.stands_alone(20, 24)
        (True, True, False)
        """
        while self._line[end : end + 1] and self._line[end] in _BEFORE_WORDS:
            end += 1
        return not self._line[end : end + 1].islower() and self._begins_sentence(begin)

    def _begins_sentence(self, begin: int) -> bool:
        """Return whether a sentence could begin at a place; brackets before it are looked through."""
        line, passed = self._line, [begin]
        while (answer := self._begins.get(passed[-1])) is None:
            end = self._without_spaces(passed[-1])
            if not end:
                answer = True
                break
            opening = self._opening(end)
            if opening is None:
                last = end
                while last and line[last - 1] in _CLOSERS:
                    last -= 1
                answer = last > 0 and line[last - 1] in _STOPS
                break
            passed.append(opening)
        self._begins.update(dict.fromkeys(passed, answer))
        return answer

    def _without_spaces(self, end: int) -> int:
        while end and self._line[end - 1].isspace():
            end -= 1
        return end

    def _opening(self, end: int) -> int | None:
        """Return the beginning of the brackets that end at a place; None where none do."""
        if self._line[end - 1] not in ")]":
            return None
        at = end - 2
        while at >= 0 and self._line[at] not in _BRACKETS:
            at -= 1
        return at if at >= 0 and self._line[at] in "([" else None
