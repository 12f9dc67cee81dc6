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

## Rests

    # Strength

    - get ready: Three, two, one.

    ## Squats

    - hold: 20s
    - reps: 5
    - sets: 3
    - rest between reps: 5s
    - rest between sets: 1m
    - rest countdown: 3
    - rest half: Half of your rest.

`- rest: 5s` is the rest between sets and, in steps with holds, between reps. `- rest between reps:` and
`- rest between sets:` win over it. Rounds of phases and of breathing have a rest between them only where
`- rest between reps:` says so.

With `- rest countdown: 3` the last seconds are counted of each rest that has them. `- rest half:` has words for the
half of each rest of 20 seconds and more.

The words of `- get ready:` are counted into the begin signal before the first rep of each side and set: each word or
number between commas has a second of its own, the last one a second before the signal. At the top of a
script it is for all steps; `off` in a step turns it off.

## By the clock

With `- every: 60s` each rep, or round of phases or breathing, begins exactly that long after the one before, whatever
is said or rung in between, also from side to side and from set to set. Where a rep and the words after it last longer,
it is a mistake. A length of your own for `rest between sets` or `change` begins the clock anew after it.

With `- for: 10m` as many whole reps or rounds follow each other as fit into that time, on each side of each set.
`voicecoach check` and `show` tell how many, and {reps} has the number. The step goes on until the time is over. Beside
`- for:` there is no `- reps:`, except for reps that you count yourself, and no `- rounds:`.

Both are times by the clock: `settle` and `fit` do not change them, nor the rests between the reps of `- for:`. A range
such as 8-12m is picked from by the level.

Every minute on the minute (EMOM), for ten minutes: work 40 seconds of each.

    # EMOM

    ## Squats

    - every: 60s
    - for: 10m
    - hold: 40s
    - rest countdown: 3

Where you count the reps yourself, all of them together go by the clock: ten push-ups every minute.

    # EMOM by reps

    ## Push-ups

    - reps: 10
    - every: 60s
    - for: 10m
    - rest countdown: 3

Tabata: eight times 20 seconds of work and 10 seconds of rest.

    # Tabata

    ## Burpees

    - hold: 20s
    - reps: 8
    - rest between reps: 10s
    - rest countdown: 3
    - chimes: begin bell, end bowl

As many rounds as possible (AMRAP) in twelve minutes, at a set tempo.

    # AMRAP

    ## Three exercises

    - for: 12m
    - phase 30s: Push-ups.
    - phase 30s: Squats.
    - phase 30s: Sit-ups.
    - countdown: 3

At your own tempo it is one long hold: you count, and the clock tells the time.

    # AMRAP at your own tempo

    ## Twelve minutes

    - hold: 12m
    - cue: Five pull-ups, ten push-ups, fifteen squats. As many rounds as you can.
    - at every 3m: [chime bell]
    - at end-1m: One minute left.

A circuit: five exercises of 40 seconds with 20 seconds between them, three rounds.

    # Circuit

    [repeat 3]

    ## Jumping jacks

    - hold: 40s
    - ready: 20s

    ## Push-ups

    - hold: 40s
    - ready: 20s

    ## Lunges

    - hold: 40s
    - ready: 20s

    ## Plank

    - hold: 40s
    - ready: 20s

    ## Mountain climbers

    - hold: 40s
    - ready: 20s

    [end]

A pyramid: longer from set to set, and shorter again.

    # Pyramid

    ## Plank

    - hold: 20s, 30s, 40s, 30s, 20s
    - rest between sets: 20s
    - rest countdown: 3
"""
