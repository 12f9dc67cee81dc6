"""The default lengths and choices of a session, and its limits; a script's own settings win over the defaults."""

from __future__ import annotations

from fractions import Fraction

DEFAULT_LEVEL = 3
"""The level in the middle; a level picks its place in every range such as 20-40s."""

DEFAULT_PACE = Fraction(9, 10)

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

PARAGRAPH_PAUSE_MS = 700
"""The pause of a blank line."""

PHRASE_PAUSE_MS = 500
"""The pause between two phrases in a gap."""

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

READY_MS = 5_000
READY_AFTER_MOVE_MS = 15_000
CHANGE_MS = 6_000
REST_MS = 5_000
REST_BETWEEN_REPS_MS = 3_000

COUNTDOWN = 3
COUNTDOWN_FROM_HOLD_MS = 10_000
HALF_FROM_HOLD_MS = 20_000

DEFAULT_ROUNDS = 5
"""The rounds of breathing of a step that does not say."""

MOST_CUES = 100_000
"""The most cues of a session, which may last 24 hours at the most (``units.LONGEST_SESSION_MS``)."""

DEFAULT_CHIMES = {"begin": "bowl", "end": "bell", "half": "wood", "switch": "two-tone"}
REP_CHIME = "tick"
"""The chime at the start and the end of a rep where there are several."""

LEAST_WAKE_AFTER_MS = 2_000
WAKE_AFTER_MS = 5_000
"""The default length of a silence after which headphones are woken before the next cue."""
