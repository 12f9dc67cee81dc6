"""``voicecoach remind``: a reminder of a script for the calendar."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click

from voicecoach.cli import console
from voicecoach.cli.completion import script_names
from voicecoach.errors import ScriptError
from voicecoach.script.reminders import REMINDER, Reminder
from voicecoach.script.report import Report
from voicecoach.script.source import SourceText


class _When(click.ParamType[Reminder]):
    name = "days and time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Reminder:
        report = Report()
        when = REMINDER.read(SourceText(str(value), "", ((0, 1, 1),)), report)
        try:
            report.raise_errors()
        except ScriptError as error:
            self.fail(error.diagnostics[0].message, param, ctx)
        assert when is not None
        return when


@click.command()
@click.argument("script", shell_complete=script_names)
@click.option("--at", "when", type=_When(), metavar="WHEN",
              help='The days and the time: "Mon Wed Fri 18:30". Default: - remind: in the script.')  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.ics",
              help="The file to write. Default: NAME.ics.")  # fmt: skip
def remind(script: str, when: Reminder | None, output: Path | None) -> None:
    """Write a weekly reminder of SCRIPT as a calendar file."""
    from voicecoach.pipeline.practice import planned_ms, reminder_of
    from voicecoach.practice.calendar import calendar_bytes
    from voicecoach.session.options import Choices
    from voicecoach.store.atomic import write_output

    loaded, length_ms = planned_ms(script, Choices())
    when = when or reminder_of(loaded)
    if when is None:
        raise click.UsageError('say when: --at "Mon Wed Fri 18:30", or in the script: - remind: Mon Wed Fri 18:30')
    path = output or Path(f"{loaded.name}.ics")
    length = timedelta(milliseconds=length_ms)
    words = f"voicecoach play {loaded.name}"
    now = datetime.now().astimezone()
    write_output(path, calendar_bytes(loaded.name, loaded.title, when.days, when.at, length, now, words))
    console.say(f"{path}: {when}; open it with your calendar")
