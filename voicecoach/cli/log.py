"""``voicecoach log`` and ``done``: the practice log, by weeks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click

from voicecoach.cli import console
from voicecoach.cli.completion import script_names
from voicecoach.cli.options import OptionText, choices, plain_option, session_options
from voicecoach.cli.weeks import with_week
from voicecoach.errors import VoicecoachError
from voicecoach.practice.advice import CARE, risen, risen_words, suggestion
from voicecoach.practice.entry import HIGHEST_NUMBER, LOWEST_NUMBER, PracticeEntry
from voicecoach.practice.log import PracticeLog
from voicecoach.practice.weeks import PracticeWeek, minutes, weeks_of
from voicecoach.text import printable

_WEEKS_SHOWN = 12
_WIDEST_BAR = 30
_DAY = "%Y-%m-%d"
_NUMBER = click.IntRange(LOWEST_NUMBER, HIGHEST_NUMBER)


class _Day(click.DateTime):
    """A day, or a day with a time."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the time; click reports a text that is none as wrong usage, in a person's words."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f'{value!r} is not a date such as 2026-11-28, or "2026-11-28 18:30"', param, ctx)


_NUMBER_HELP = "How it felt, from 0 (no pain) to 10 (the worst)."


@click.group("log", invoke_without_command=True)
@click.option("--weeks", "most", type=click.IntRange(1), default=_WEEKS_SHOWN, show_default=True, metavar="N",
              help="Show the last N weeks.")  # fmt: skip
@click.option("--script", metavar="SCRIPT", shell_complete=script_names, help="Show only the sessions of this script.")
@click.option("--list", "as_list", is_flag=True, help="List the sessions one by one, with their numbers for delete.")
@click.option("--json", "as_json", is_flag=True, help="Print all sessions as JSON.")
@click.option("--csv", "csv_path", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write all sessions to a table.")  # fmt: skip
@click.option("--plot", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Draw the weeks as a picture: .svg or .png.")  # fmt: skip
@plain_option
@click.pass_context
def log(
    context: click.Context,
    most: int,
    script: str | None,
    as_list: bool,
    as_json: bool,
    csv_path: Path | None,
    plot: Path | None,
) -> None:
    """Show the sessions that you did, by weeks. The log is a file on this machine, and stays there.

    play writes into it, and done. To have no log: log = "off" in settings.toml, or "- log: off" in a script.
    """
    if context.invoked_subcommand is not None:
        return
    practice = PracticeLog()
    entries = [one for one in practice.entries() if script is None or one.script == script]
    today = datetime.now().astimezone().date()
    if csv_path is not None:
        from voicecoach.practice.export import csv_text
        from voicecoach.store.atomic import write_output

        write_output(csv_path, csv_text(entries))
        console.say(f"{csv_path}")
    if plot is not None:
        from voicecoach.pictures.practice import practice_picture
        from voicecoach.pictures.write import write_picture

        write_picture(plot, practice_picture(weeks_of(entries, today, most)))
        console.say(f"{plot}")
    if as_json:
        console.show_json([entry.row() for entry in entries])
    elif as_list:
        _show_entries(entries)
    elif csv_path is None and plot is None:
        _show_weeks(entries, weeks_of(entries, today, most))
        if advice := suggestion(entries, today):
            console.show_line(_in_its_language(advice, entries[-1]))
        _show_care(entries, console.show_line)


def _show_weeks(entries: Sequence[PracticeEntry], weeks: Sequence[PracticeWeek]) -> None:
    if not entries:
        click.echo(
            "The log is empty. voicecoach play adds each session. For one on the phone, type: voicecoach done SCRIPT"
        )
        return
    if console.is_plain():
        for week in weeks:
            console.show_line(_sentence(week))
    else:
        longest = max(week.heard_ms for week in weeks)
        console.show_line(f"{'week of':<12}{'sessions':>9}{'cut short':>12}{'minutes':>9}{'felt':>6}")
        for week in weeks:
            felt = "" if week.number is None else f"{float(week.number):.1f}"
            bar = "#" * -(-week.heard_ms * _WIDEST_BAR // max(longest, 1))
            figures = f"{week.monday:{_DAY}}  {len(week.entries):>9}{week.broken_off or '':>12}"
            console.show_line(f"{figures}{minutes(week.heard_ms):>9}{felt:>6}  {bar}".rstrip())
    finished, heard_ms = sum(one.is_finished for one in entries), sum(one.heard_ms for one in entries)
    broken_off = len(entries) - finished
    more = f", {broken_off} cut short" if broken_off else ""
    console.show_line(f"since {entries[0].began:{_DAY}}: {finished} completed{more}, {_minutes(heard_ms)}")


def _minutes(length_ms: int) -> str:
    count = minutes(length_ms)
    return f"{count} minute{'s' * (count != 1)}"


def _sentence(week: PracticeWeek) -> str:
    if not week.entries:
        return f"Week of {week.monday:{_DAY}}: no sessions."
    broken_off = f", {week.broken_off} of them cut short" if week.broken_off else ""
    felt = "" if week.number is None else f", felt {float(week.number):.1f} of {HIGHEST_NUMBER}"
    count = f"{len(week.entries)} session{'s' * (len(week.entries) > 1)}"
    return f"Week of {week.monday:{_DAY}}: {count}{broken_off}, {_minutes(week.heard_ms)}{felt}."


def _show_entries(entries: Sequence[PracticeEntry]) -> None:
    for one in entries:
        facts = [f"level {one.level}"]
        facts += [f"week {one.week}"] * (one.week is not None)
        facts += [f"more on the {one.side}"] * bool(one.side)
        facts += ["cut short"] * (not one.is_finished)
        facts += [f"felt {one.number}"] * (one.number is not None)
        facts += [f'"{one.note}"'] * bool(one.note)
        when = f"{one.began:{_DAY} %H:%M}"
        console.show_line(f"{one.id:>5}  {when}  {minutes(one.heard_ms):>3} min  {one.title}: {', '.join(facts)}")


def _show_care(entries: Sequence[PracticeEntry], show: Any) -> None:
    """Print the safety words if the last number of the last entry's script rose."""
    rise = risen(entries) if entries and entries[-1].number is not None else None
    if rise is None:
        return
    language, own = _language_and_safety(entries[-1].path)
    for words in (_translated(risen_words(*rise), language), *own, _translated(CARE, language)):
        show(words)


def _in_its_language(words: str, entry: PracticeEntry) -> str:
    """Return words of the program in the language of a session's script."""
    return _translated(words, _language_and_safety(entry.path)[0])


def _translated(words: str, language: str) -> str:
    from voicecoach.translation.catalogue import catalogue, preferred_language

    return catalogue(preferred_language([language])).translated(words)


def _language_and_safety(path: str) -> tuple[str, list[str]]:
    """Return the language of a script and its safety words; English and none where it is gone or cannot be read."""
    from voicecoach.pipeline.load import load_script
    from voicecoach.pipeline.practice import safety_words
    from voicecoach.session.options import Choices

    try:
        script = load_script(path, Choices(), needs_voices=False)
    except VoicecoachError:
        return "en", []
    return script.options.language, safety_words(script)


@log.command("number")
@click.argument("number", type=_NUMBER)
@click.option(
    "--entry",
    type=click.IntRange(1),
    metavar="ENTRY",
    help="Number of the session (log --list shows it). Default: the last session.",
)
@click.option("--note", default="", metavar="TEXT", help="A note of your own.")
def give_number(number: int, entry: int | None, note: str) -> None:
    """Say how the last session felt, from 0 (no pain) to 10 (the worst)."""
    practice = PracticeLog()
    entries = practice.entries()
    rated = next((one for one in reversed(entries) if entry in (None, one.id)), None)
    if rated is None or rated.id is None:
        raise click.UsageError("no session has this number: voicecoach log --list shows the numbers")
    practice.rate(rated.id, number, note)
    console.say(f"{printable(rated.title)}, {rated.began:{_DAY} %H:%M}: {number}")
    _show_care([one for one in practice.entries() if one.began <= rated.began], console.complain)


@log.command()
@click.argument("entries", nargs=-1, metavar="ENTRY...")
@click.option("--all", "is_all", is_flag=True, help="Delete the whole log.")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
def delete(entries: tuple[str, ...], *, is_all: bool, yes: bool) -> None:
    """Delete sessions by their numbers in log --list, the last one (last), or all of them (--all)."""
    if is_all == bool(entries):
        raise click.UsageError(
            "give the numbers of the sessions to delete (voicecoach log --list shows them), or --all"
        )
    practice = PracticeLog()
    kept = practice.entries()
    if is_all:
        if not yes and (not sys.stdin.isatty() or not click.confirm(f"Delete all {len(kept)} sessions?")):
            raise click.UsageError("nothing was deleted: add --yes")
        console.say(f"deleted: {practice.clear()} sessions")
        return
    numbers = [kept[-1].id if one == "last" and kept else _entry_number(one) for one in entries]
    if unknown := [one for one in numbers if one not in {each.id for each in kept}]:
        raise click.UsageError(f"no session has the number {unknown[0]}: voicecoach log --list shows the numbers")
    deleted = sum(practice.delete(number) for number in set(numbers) if number is not None)
    console.say(f"deleted: {deleted} session{'s' * (deleted != 1)}")


def _entry_number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise click.UsageError(f"{text!r} is not the number of a session: voicecoach log --list shows the numbers")
    return int(text)


@click.command()
@click.argument("script", shell_complete=script_names)
@click.option("--minutes", "length_ms", type=OptionText("fit", "length"), metavar="LENGTH",
              help="How long you practised, such as 12m. Default: the length of the session.")  # fmt: skip
@click.option("--number", type=_NUMBER, help=_NUMBER_HELP)
@click.option("--note", default="", metavar="TEXT", help="A note of your own.")
@click.option("--broken-off", is_flag=True, help="You did not finish the session.")
@click.option("--on", "day", type=_Day([_DAY, f"{_DAY} %H:%M", f"{_DAY}T%H:%M"]), metavar="DATE",
              help='When you did it: 2026-11-28, or "2026-11-28 18:30". Default: now.')  # fmt: skip
@session_options
def done(
    script: str,
    length_ms: int | None,
    number: int | None,
    note: str,
    broken_off: bool,
    day: datetime | None,
    **given: Any,
) -> None:
    """Add a session that you did with the phone to the practice log."""
    from voicecoach.pipeline.practice import check_is_logged, planned_ms, practice_entry

    now = datetime.now().astimezone()
    if day is not None and day.astimezone() > now:
        raise click.BadParameter("that date is in the future", param_hint="--on")
    chosen = with_week(script, choices(given), is_live=True, day=day and day.date())
    loaded, planned = planned_ms(script, chosen)
    check_is_logged(loaded)
    heard_ms = planned if length_ms is None else length_ms
    began = now - timedelta(milliseconds=heard_ms) if day is None else day.astimezone()
    practice = PracticeLog()
    entry = practice_entry(loaded, began, heard_ms, number=number, note=note, is_finished=not broken_off)
    practice.add(entry)
    console.say(f"in the practice log: {printable(entry.title)}, {minutes(heard_ms)} min")
    entries = practice.entries()
    if number is not None:
        _show_care([one for one in entries if one.began <= entry.began], console.complain)
    if day is None and (advice := suggestion(entries, now.date())):
        console.say(_in_its_language(advice, entries[-1]))
