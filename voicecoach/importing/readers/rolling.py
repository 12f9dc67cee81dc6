"""Find the lines that captions made by a machine show again, while the next one rolls in below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_LONGEST_FLASH_MS = 50
_LEAST_REPEATED = 2
_LEAST_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class ShownCue:
    """A cue as it is shown.

    Attributes:
        words: The words of its lines.
        lines: The index of each of them in the source.
        length_ms: How long it is shown.
    """

    words: tuple[str, ...]
    lines: tuple[int, ...]
    length_ms: int


def rolled_lines(cues: Sequence[ShownCue]) -> frozenset[int]:
    """Return the indices of the lines that were shown before; none in subtitles whose lines do not roll.

    A line that begins a cue of several, or of an instant, and ended the one before was spoken already. Once or twice
    this may be a line that is said again.
    """
    repeated: list[int] = []
    last = ""
    for cue in cues:
        if not cue.words:
            continue
        if cue.words[0] == last and (len(cue.words) > 1 or cue.length_ms <= _LONGEST_FLASH_MS):
            repeated.append(cue.lines[0])
        last = cue.words[-1]
    rolls = len(repeated) >= max(_LEAST_REPEATED, _LEAST_SHARE * len(cues))
    return frozenset(repeated) if rolls else frozenset()
