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

- `--week 4` makes the session of that week, in `play`, `export`, `show` and `handout`; `--week off` the whole script.
  Without it, every step is there, with the script's own level: the lines of the programme change nothing.
- `level by week`, `guidance by week`, `focus by week` and `sessions by week` have a value for each week. `focus` may be
  `off`. `--level` and the other options of a session win over them.
- `- weeks: 3-6` keeps a step to some weeks; `- weeks: 1-2, 5` to several. `- sides by week: right; right; right, left`
  gives a step other sides, with `;` between the weeks.
- `play --week 1` begins the programme. From then on `play` takes the week from the practice log: week 2 begins seven
  days after the first session. It says which week it takes and why; `--week` overrules it, and the programme goes on
  from there. After the last week, that one goes on.
- A file has a week only where you ask: `--week log` is the one that the log says. Its title and its name tell the week,
  `NAME-week-4.mp3`, and in `feed` and `phone` each week is an episode of its own.
- `voicecoach show SCRIPT --programme` prints the weeks, `--plot FILE.svg` draws them.

`- remind: Mon Wed Fri 18:30` names the days and the time for `voicecoach remind SCRIPT`, which writes a calendar file;
`daily 7:00`, `weekdays 12:30` and `Sat 9:00 am` are understood, too.

`- log: off` keeps the sessions of a script out of the practice log.
"""
