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

- `at half`, `at 15s` (from the start), `at end-10s`: words, chimes or both at that point of each hold.
- `at every 5m`: at 5:00, 10:00, 15:00 … until the hold ends, to the millisecond.
- `at random 2-5m`: repeatedly, each 2 to 5 minutes after the previous one; `- seed:` picks other times.

A chime sounds exactly at its point; words after it begin 1.5 seconds later, or at once with `[chime bell 0s]`. Words
that do not fit are skipped, and `voicecoach check` lists them; the chime still sounds.

Phases have points, too: in each phase that is long enough, otherwise in all phases taken together. In breathing, points
count from the first breath. `- countdown: 3` and `- at half: Half way.` work there in the same way if you write them.

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
`- rest between sets:` override it. Rounds of phases and of breathing have a rest between them only with
`- rest between reps:`.

`- rest countdown: 3` counts the last three seconds of each rest that is long enough. `- rest half:` is spoken half way
through each rest of 20 seconds or more.

`- get ready:` counts down to the begin signal before the first rep of each side and set. Each word or number between
commas takes one second; the last one comes a second before the signal. At the top of a script it applies to all steps;
`off` in a step turns it off.

## By the clock

With `- every: 60s`, each rep, or round of phases or breathing, begins exactly that long after the previous one,
whatever sounds in between. This includes changes of side and set. If a rep and the words after it take longer, it is a
mistake. Your own length for `rest between sets` or `change` restarts the clock.

With `- for: 10m`, each side of each set repeats its reps or rounds for that time, as many whole ones as fit.
`voicecoach check` and `show` print how many, and {reps} speaks the number. The step lasts until the time is over.
Do not combine `- for:` with `- rounds:`, nor with `- reps:` unless you count the reps yourself.

These times follow the clock: `settle` and `fit` do not change them, nor the rests between the reps of `- for:`. In a
range such as 8-12m, the level chooses.

Every minute on the minute (EMOM), for ten minutes: work for 40 seconds of each minute.

    # EMOM

    ## Squats

    - every: 60s
    - for: 10m
    - hold: 40s
    - rest countdown: 3

If you count the reps yourself, the clock starts them all together: ten push-ups every minute.

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

At your own tempo, use one long hold: you count, and voicecoach keeps the time.

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

A pyramid: each set longer, then shorter again.

    # Pyramid

    ## Plank

    - hold: 20s, 30s, 40s, 30s, 20s
    - rest between sets: 20s
    - rest countdown: 3
"""
