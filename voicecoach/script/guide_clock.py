"""The part of the reference about bells and words at points of an exercise, rests and clocks."""

from __future__ import annotations

CLOCK_LINES = """\
## Bells and words at points

    # Sitting

    ## Sit

    - hold: 40m
    - at every 10m: [chime bell]
    - at 25m: [chime bowl] Fifteen more minutes.
    - at random 2-5m: [chime wood]

- `at half`, `at 15s` (from the start), `at end-10s`: words, chimes or both, at that point of each hold.
- `at every 5m`: at 5:00, 10:00, 15:00 … as long as the hold lasts, to the millisecond.
- `at random 2-5m`: again and again, each 2 to 5 minutes after the one before; `- seed:` picks other times.

A chime comes exactly at its point; words after it begin 1.5 seconds later, or at once with `[chime bell 0s]`. Words
that have no room are left out, and `voicecoach check` says which; the chime sounds all the same.

Phases have points, too: each of a phase that is long enough, or else of all phases together. In breathing they count
from the first breath. `- countdown: 3` and `- at half: Half way.` work there in the same way, where you write them.
"""
