"""The options of ``play``, ``export`` and ``show`` that shape a session, and those of how it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from voicecoach.cli import completion, console
from voicecoach.errors import ScriptError
from voicecoach.session.options import Choices, choices_from_json, option_named

F = TypeVar("F", bound="Callable[..., Any]")


class OptionText(click.ParamType[Any]):
    """A value as the table of options reads it.

    Args:
        option: The name of the option in the table.
        name: The kind of value, for the help.
    """

    def __init__(self, option: str, name: str = "text") -> None:
        self.name = name
        self._option = option

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the value; click reports an invalid text as wrong usage."""
        try:
            return option_named(self._option).parse(str(value))
        except ScriptError as error:
            found = error.diagnostics[0]
            self.fail(f"{found.message}; {found.hint}" if found.hint else found.message, param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the values that begin with what was typed, where the option has a list of them."""
        completer = completion.OF_OPTION.get(self._option)
        return completer(ctx, param, incomplete) if completer else []


_SESSION_OPTIONS = (
    click.option("--voice", metavar="NAME", shell_complete=completion.voice_names,
                 help="The voice: auto, hibari, system, system:de, tone …"),
    click.option("--pace", type=OptionText("pace", "number"),
                 help="Speed of the voice. Default: 1, an unhurried guide; less is slower."),
    click.option("--pitch", "pitch_semitones", type=OptionText("pitch", "semitones"),
                 help="Pitch of the voice in semitones: -2 is lower, 2 is higher."),
    click.option("--level", type=OptionText("level", "1-5"),
                 help="Value to take from ranges such as 5-10s: 1 the least, 5 the most. Default: 3, the middle."),
    click.option("--week", type=OptionText("week", "number"), metavar="N|log|off",
                 help="Week of the script's programme: a number, log for the week in your practice log, or off for the "
                 "whole script."),
    click.option("--focus", type=click.Choice(["left", "right", "off"]), help="Make this side's holds 50 % longer."),
    click.option("--fit", "fit_ms", type=OptionText("fit"), metavar="LENGTH",
                 help="Make the session exactly this long, such as 12m."),
    click.option("--guidance", type=click.Choice(["full", "brief", "names", "chimes"]), help="How much to say. "
                                                                                             "Default: full."),
    click.option("--bed", type=OptionText("bed"), metavar="SOUND|none",
                 help="Background sound: rain, ocean, brown-noise, drone, or your own file."),
    click.option("--bed-level", "bed_level_db", type=OptionText("bed_level"), metavar="DB",
                 help="Loudness of the bed relative to the voice. Default: -24."),
    click.option("--wording", metavar="FILE|PACK", shell_complete=completion.pack_names,
                 help="Wording pack for the built-in phrases."),
    click.option("--only", type=OptionText("only"), metavar="NAMES",
                 help='Play only these steps: "Bridge, Child\'s Pose".'),
    click.option("--skip", type=OptionText("skip"), metavar="NAMES", help="Skip these steps."),
    click.option("--settle", type=OptionText("settle", "number"),
                 help="Multiply the time to get ready, change sides and rest."),
    click.option("--pauses", "pause_factor", type=OptionText("pauses", "number"),
                 help="Multiply every pause in brackets: 1.8 makes them 80 % longer. Default: 1."),
    click.option("--set", "values", type=OptionText("set"), multiple=True, metavar="NAME=VALUE",
                 help="Fill in {name} in the script with your own value."),
    click.option("--change", "changes", type=OptionText("change"), multiple=True, metavar="SETTING.STEP=VALUE",
                 help="Change a setting of a step for this session: hold.Bridge=8s."),
    click.option("--wake", "wake_after_ms", type=OptionText("wake"), is_flag=False, flag_value="5s",
                 metavar="SILENCE",
                 help="Play a barely audible signal before a cue that follows this much silence, so that headphones "
                      "wake up. Default: 5s in sessions over a minute."),
    click.option("--no-wake", is_flag=True, help="Play no signal for headphones."),
    click.option("--seed", type=OptionText("seed", "number"), help="Choose other variants of the phrases."),
)  # fmt: skip


def choices(given: dict[str, Any]) -> Choices:
    """Return the choices of the command line, from the keywords of :data:`session_options`."""
    for pairs in ("values", "changes"):
        given[pairs] = {name: value for pair in given[pairs] for name, value in pair.items()}
    if given.pop("no_wake"):
        given["wake_after_ms"] = 0
    return choices_from_json(given)


def adding(options: Sequence[Callable[[F], F]]) -> Callable[[F], F]:
    """Return a decorator that adds options to a command, which receives them as keywords."""

    def add(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def _quiet(_context: click.Context, _parameter: click.Parameter, given: bool) -> None:
    if given:
        console.be_quiet()


def _plain(_context: click.Context, _parameter: click.Parameter, given: bool) -> None:
    if given:
        console.be_plain()


plain_option = click.option("--plain", is_flag=True, expose_value=False, callback=_plain,
                            help="Print one line per event, for screen readers: no bars, no clock.")  # fmt: skip
"""Adds ``--plain``, which :func:`voicecoach.cli.console.is_plain` tells; it gives no keyword."""

quiet_option = click.option("-q", "--quiet", is_flag=True, expose_value=False, callback=_quiet,
                            help="Print only errors and warnings.")  # fmt: skip
"""Adds ``-q``, which silences :func:`voicecoach.cli.console.say`; it gives no keyword."""

session_options = adding(_SESSION_OPTIONS)
"""Adds the options that shape a session, as keywords for :func:`choices`."""
