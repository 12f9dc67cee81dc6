"""The lengths that a session has by itself, in one place; a script's own settings win over them."""

from __future__ import annotations

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
"""How long after a strike the session goes on, while it rings."""

AFTER_TICK_MS = 500
"""How long after the end of a short rep, or of a hold without a signal, words may begin."""

SWITCH_AFTER_END_MS = 1_000
"""The switch chime follows the end chime by this."""

AFTER_SWITCH_MS = 1_000
"""How long after the switch chime words may begin."""

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
"""How many rounds of breathing there are where the script does not say."""

MOST_CUES = 100_000

DEFAULT_CHIMES = {"begin": "bowl", "end": "bell", "half": "wood", "switch": "two-tone"}
REP_CHIME = "tick"
"""What begins and ends a rep where there are several."""

WAKE_AFTER_MS = 5_000
"""After how long a silence headphones are woken before the next cue, by itself."""
