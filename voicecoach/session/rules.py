"""The default lengths and choices of a session, and its limits; a script's own settings win over the defaults.

The settings themselves are in :mod:`voicecoach.script.settings`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from voicecoach.units import round_half_up

DEFAULT_LEVEL = 3
"""The level in the middle; a level picks its place in every range such as 20-40s."""

DEFAULT_PACE = Fraction(1)
"""An unhurried guide: 3.1 syllables a second without pauses."""

FOCUS_FACTOR = Fraction(3, 2)
"""The factor on the holds of the side in focus."""

LEAD_IN_MS = 500
"""Silence at the start of every session, live and in a file."""

LEAD_OUT_MS = 1_500
"""Silence at the end of every session, after the last ring."""

STEP_GRID_MS = 24
"""Every step starts on a multiple of this: one MP3 frame at 48 kHz."""

SIDE_CHAPTER_FROM_MS = 60_000
"""A step whose sides all take this long has a chapter for each of them."""

PAUSES_MS: Mapping[str, int] = {
    "clause": 350,
    "sentence": 800,
    "cue": 1_100,
    "paragraph": 1_500,
    "short": 1_500,
    "plain": 4_000,
    "long": 10_000,
    "breath": 8_000,
    "ellipsis": 800,
}
"""The lengths of the pauses at a pace of 1, by the names that ``- pauses:`` has for them."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """The pauses of spoken text at a session's pace; two of them are never added up.

    Attributes:
        clause_ms: At a comma, semicolon, colon or dash.
        sentence_ms: Between two sentences of a phrase.
        cue_ms: Between two phrases that follow each other.
        paragraph_ms: At a blank line, a heading or a divider.
        ellipsis_ms: At three dots inside a phrase, as long at every pace.
    """

    clause_ms: int
    sentence_ms: int
    cue_ms: int
    paragraph_ms: int
    ellipsis_ms: int = PAUSES_MS["ellipsis"]

    @classmethod
    def at_pace(
        cls, pace: Fraction, given_ms: Mapping[str, int] | None = None, factor: Fraction = Fraction(1)
    ) -> Pauses:
        """Return the pauses at a pace, rounded to milliseconds: slower speech has longer pauses.

        >>> Pauses.at_pace(Fraction(1, 2), {"sentence": 1_000})
        Pauses(clause_ms=700, sentence_ms=2000, cue_ms=2200, paragraph_ms=3000, ellipsis_ms=800)

        Args:
            pace: The pace of the session.
            given_ms: Lengths at a pace of 1 that replace the defaults.
            factor: The factor on the pauses that are written, such as three dots.
        """
        lengths_ms = {**PAUSES_MS, **(given_ms or {})}

        def at_pace_ms(name: str) -> int:
            return round_half_up(Fraction(lengths_ms[name]) / pace)

        return cls(
            clause_ms=at_pace_ms("clause"),
            sentence_ms=at_pace_ms("sentence"),
            cue_ms=at_pace_ms("cue"),
            paragraph_ms=at_pace_ms("paragraph"),
            ellipsis_ms=round_half_up(lengths_ms["ellipsis"] * factor),
        )


DEFAULT_PAUSES = Pauses.at_pace(DEFAULT_PACE)

AFTER_CHIME_MS = 1_500
"""The time from the onset of a chime to the next cue, while the chime rings."""

AFTER_TICK_MS = 500
"""The time from the end of a short rep, or of a hold without a signal, to the next words."""

SWITCH_AFTER_END_MS = 1_000
"""The time from the end chime to the switch chime."""

AFTER_SWITCH_MS = 1_000
"""The time from the onset of the switch chime to the next words."""

GAP_TAIL_MS = 500
"""The least silence between the words in a gap and the hold."""

SHORTEST_WAIT_MS = 500
"""The least part of reps without a time in which a key ends them, also where they are counted to the end."""

READY_MS = 5_000
"""The least time to get ready before the first hold of a step."""

READY_AFTER_MOVE_MS = 15_000
"""The same for the session's first step, and after a change of position."""

READY_AFTER_JUMP_MS = 3_000
"""The least time before a hold to which a person jumps."""

CHANGE_MS = 6_000
"""The least time to change sides."""

REST_MS = 5_000
"""The least rest between sets."""

REST_BETWEEN_REPS_MS = 3_000

COUNTDOWN = 3
LONGEST_NUMBER_MS = 950
"""The longest number of a countdown: each has a second, and slow speech does not make it longer."""

COUNTDOWN_FALL_SEMITONES = 1.5
FALLING_NUMBERS = 3
"""The last numbers of a countdown, of which each is spoken lower than the one before: three, two, one is one line."""

COUNTDOWN_FROM_HOLD_MS = 10_000
"""Shorter holds have no countdown."""

HALF_FROM_HOLD_MS = 20_000
"""Shorter holds have no signal at their half."""

REP_MS = 3_000
"""The length of a rep without a time, where nobody can press a key."""

DEFAULT_ROUNDS = 5
"""The rounds of breathing of a step that does not say."""

DEFAULT_BED_LEVEL_DB = -24.0
"""The level of a bed relative to the voice."""

MOST_CUES = 100_000
"""The most cues of a session, which may last 24 hours at the most (``units.LONGEST_SESSION_MS``)."""

DEFAULT_CHIMES = {"begin": "bowl", "end": "bell", "half": "wood", "switch": "two-tone"}
REP_CHIME = "tick"
"""The chime at the start and the end of a rep where there are several."""

WAKE_AFTER_MS = 5_000
"""The default length of a silence after which headphones are woken before the next cue."""
