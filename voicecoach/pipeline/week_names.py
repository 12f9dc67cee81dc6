"""The title and the name of a session: with the week of a programme, since each week is another session of a script."""

from __future__ import annotations

from voicecoach.handout.words import words_for
from voicecoach.pipeline.load import Script


def session_title(script: Script) -> str:
    """Return the title of a session: the script's, with the week in the script's language, such as "…, week 4"."""
    week = script.options.week
    if week is None:
        return script.title
    return f"{script.title}, {words_for(script.options.language).numbered_week.format(number=week)}"


def session_name(script: Script) -> str:
    """Return the name for the files of a session: the script's, with its week."""
    return name_in_week(script.name, script.options.week)


def name_in_week(name: str, week: int | None) -> str:
    """Return a script's name with a week of its programme.

    >>> name_in_week("lower-back", 4), name_in_week("lower-back", None), name_in_week("lower-back", 0)
    ('lower-back-week-4', 'lower-back', 'lower-back')
    """
    return f"{name}-week-{week}" if week else name
