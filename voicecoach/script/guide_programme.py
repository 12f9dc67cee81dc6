"""The part of the reference about programmes over weeks, reminders and the practice log."""

from __future__ import annotations

PROGRAMME_LINES = """\
## Programmes over weeks

    # A stronger back

    - programme: 6 weeks
    - level by week: 1, 2, 2, 3, 4, 3
    - guidance by week: full, full, brief, brief, names, names
    - sessions by week: 3, 3, 4, 4, 3, 2

    ## Bridge

    - hold: 10-20s
    - weeks: 2-6

    ## Pelvic Tilt

    - hold: 5-10s
    - reps: 8
    - weeks: 1-3

- `--week 4` chooses the session of that week in `play`, `export`, `show` and `handout`; `--week off`, the
  whole script. Without it, you get every step at the script's own level: the lines of the programme change nothing.
- `level by week`, `guidance by week`, `focus by week` and `sessions by week` have one value per week. `focus` may be
  `off`. `--level` and the other options of a session override them.
- `- weeks: 3-6` limits a step to these weeks; `- weeks: 1-2, 5` to several groups.
  `- sides by week: right; right; right, left` gives a step other sides, with `;` between the weeks.
- `play --week 1` begins the programme. From then on, `play` takes the week from the practice log: week 2 begins seven
  days after the first session. It says which week it plays and why; `--week` overrides it, and the programme continues
  from there. After the last week, that week repeats.
- A file has a week only if you ask for one; `--week log` uses the week in the log. The title and the file name show it,
  `NAME-week-4.mp3`; in `feed` and `phone`, each week is its own episode.
- `voicecoach show SCRIPT --programme` prints the weeks, `--plot FILE.svg` draws them.

`- remind: Mon Wed Fri 18:30` sets the days and the time for `voicecoach remind SCRIPT`, which writes a calendar file.
`daily 7:00`, `weekdays 12:30` and `Sat 9:00 am` work, too.

`- log: off` keeps a script's sessions out of the practice log.
"""
