"""Find the lines of the script in which the words of the source are now, for whoever goes there to change them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from voicecoach.importing.report import Entry, Kind

_NO_WORDS = re.compile(r"[\W_]+")
_COMPARED_CHARACTERS = 40
_FEWEST_CHARACTERS = 12  # where a pause stands among the words
_LEAST_CHARACTERS = 3
_MOST_MISSED = 200  # each one is looked for in all of the script


def lines_in_script(text: str, entries: Iterable[Entry]) -> dict[tuple[int, str], int]:
    """Return the line of the script by the line and the words of each unsure entry whose words or step are found there.

    Args:
        text: The script.
        entries: The report, in the order of the source, which the script follows.
    """
    lines = [_compared(line) for line in text.splitlines()]
    begins = list(accumulate((len(line) + 1 for line in lines), initial=0))
    whole = "\n".join(lines)
    steps: dict[tuple[int, str], str] = {}
    found: dict[tuple[int, str], int] = {}
    begin = missed = 0
    for entry in entries:
        place, words = (entry.line, entry.source), _compared(entry.source)[:_COMPARED_CHARACTERS]
        if entry.kind is Kind.STEP:
            steps[place] = _compared(entry.became.partition("; - ")[0])
        words = steps.get(place, words)
        if entry.kind is not Kind.UNSURE or place in found or len(words) < _LEAST_CHARACTERS or missed > _MOST_MISSED:
            continue
        ways = ((words, begin), (words, 0), (words[:_FEWEST_CHARACTERS], begin))
        at = next((at for some, after in ways if (at := whole.find(some, after)) >= 0), -1)
        if at < 0:
            missed += 1
            continue
        begin = at + 1
        found[place] = bisect_right(begins, at)
    return found


def _compared(words: str) -> str:
    """Return the letters and digits of some words, as the same words are found in the script and the source."""
    return _NO_WORDS.sub("", words).casefold()
