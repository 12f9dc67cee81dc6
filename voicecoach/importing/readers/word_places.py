"""Find the lines in which the words of a file stand, for a reader that got its values without their places."""

from __future__ import annotations

_COMPARED_CHARACTERS = 40
_BEHIND_CHARACTERS = 2_000  # the fields of a step are not looked for in the order of the file
_MOST_MISSED_CHARACTERS = 500_000_000


class WordPlaces:
    """Looks for words in the order of the file: at or after the line of those found last."""

    def __init__(self, text: str) -> None:
        self.line = 1
        self._text = text
        self._begin = 0  # of the line
        self._at = 0
        self._missed = 0

    def find(self, words: str) -> int:
        """Return the line of some words; that of the last ones where they are not found."""
        first = words.split("\n", maxsplit=1)[0][:_COMPARED_CHARACTERS]
        if not first or self._missed > _MOST_MISSED_CHARACTERS:
            return self.line
        begin = max(self._begin, self._at - _BEHIND_CHARACTERS)
        at = self._text.find(first, begin)
        if at < 0:
            self._missed += len(self._text) - begin
            return self.line
        if passed := self._text.count("\n", self._at, at):
            self.line += passed
            self._begin = self._text.rfind("\n", 0, at) + 1
        self._at = at
        return self.line
