"""The options of ``play``, ``export`` and ``show`` that shape a session, and those for its tags."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

import click

from voicecoach.session.options import Choices

F = TypeVar("F", bound="Callable[..., Any]")

_DECIMAL = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?")
_VALUE_NAME = re.compile(r"[^\W\d][\w-]*")


class Factor(click.ParamType[Fraction]):
    """A decimal number within limits, kept exact."""

    name = "number"

    def __init__(self, low: str, high: str) -> None:
        self.low, self.high = Fraction(low), Fraction(high)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        """Return the number; click reports what is none as wrong usage."""
        if not _DECIMAL.fullmatch(str(value)):
            self.fail(f"{value!r} is not a number such as 0.9", param, ctx)
        number = Fraction(str(value).replace(",", "."))
        if not self.low <= number <= self.high:
            self.fail(f"{value} is not between {float(self.low):g} and {float(self.high):g}", param, ctx)
        return number


class Duration(click.ParamType[int]):
    """A duration as a script has it, in milliseconds."""

    name = "duration"

    def __init__(self, least_ms: int = 1) -> None:
        self.least_ms = least_ms

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the milliseconds; click reports what is no duration as wrong usage."""
        from voicecoach.units import UnitError, format_duration, parse_duration_ms

        try:
            duration_ms = parse_duration_ms(str(value))
        except UnitError as error:
            self.fail(str(error), param, ctx)
        if duration_ms <= 0:
            self.fail("the length must be more than zero", param, ctx)
        if duration_ms < self.least_ms:
            self.fail(f"it must be {format_duration(self.least_ms)} or more", param, ctx)
        return duration_ms


def _pairs(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for pair in given:
        name, equals, value = (part.strip() for part in pair.partition("="))
        if not equals or not value or not _VALUE_NAME.fullmatch(name):
            raise click.BadParameter(f"{pair!r} is not name=value, such as patient=Anna")
        if name.lower() in _variables():
            raise click.BadParameter(f"{{{name.lower()}}} already has a meaning; choose another name")
        values[name.lower()] = value
    return values


def _variables() -> frozenset[str]:
    from voicecoach.script.phrases import SESSION_VARIABLES, STEP_VARIABLES

    return frozenset((*STEP_VARIABLES, *SESSION_VARIABLES, "props"))


def _names(_context: click.Context, _parameter: click.Parameter, given: str | None) -> tuple[str, ...] | None:
    return None if given is None else tuple(name.strip() for name in given.split(",") if name.strip())


_OPTIONS = (
    click.option("--voice", metavar="NAME", help="Who speaks: auto, hibari, system, system:de, tone …"),
    click.option("--pace", type=Factor("0.5", "2"), help="How fast: 1 is the voice's own pace, less is slower."),
    click.option("--level", type=click.IntRange(1, 5), help="Where in a range such as 5-10s; 3 is the middle."),
    click.option("--focus", type=click.Choice(["left", "right"]), help="This side's holds are half as long again."),
    click.option("--fit", "fit_ms", type=Duration(), metavar="LENGTH", help="Make the session exactly this long: 12m."),
    click.option("--guidance", type=click.Choice(["full", "brief", "names", "chimes"]), help="How much is said."),
    click.option("--bed", metavar="SOUND|none",
                 help="The sound under the session: rain, ocean, brown-noise, drone, or a file of yours."),
    click.option("--bed-level", "bed_level_db", type=click.FloatRange(-60, 0), metavar="DB",
                 help="How loud the bed is, relative to the voice: -24."),
    click.option("--wording", metavar="FILE|PACK", help="Where the session's own phrases come from."),
    click.option("--only", metavar="NAMES", callback=_names, help='Keep only these steps: "Bridge, Child\'s Pose".'),
    click.option("--skip", metavar="NAMES", callback=_names, help="Leave these steps out."),
    click.option("--settle", type=Factor("0.25", "4"), help="Factor on the time to get ready, change and rest."),
    click.option("--set", "values", multiple=True, metavar="NAME=VALUE", callback=_pairs,
                 help="A value of your own, for {name} in the script."),
    click.option("--wake", "wake_after_ms", type=Duration(least_ms=2_000), is_flag=False, flag_value="5s",
                 metavar="SILENCE",
                 help="Wake headphones with a signal that is hardly there, before a cue after so long a silence: 5s "
                 "by itself, for sessions over a minute."),
    click.option("--no-wake", is_flag=True, help="Leave the silences as silent as they are."),
    click.option("--seed", type=click.IntRange(0, 999_999_999), help="Picks other variants of the phrases."),
)  # fmt: skip


def session_options(command: F) -> F:
    """Add the options that shape a session to a command; it receives them as keywords for :func:`choices`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def choices(given: dict[str, Any]) -> Choices:
    """Return what the command line asked for."""
    from voicecoach.script.model import Side
    from voicecoach.script.spec import OFF
    from voicecoach.script.values import Bed
    from voicecoach.session.options import Choices
    from voicecoach.session.unroll.guidance import Guidance

    if given.pop("no_wake"):
        given["wake_after_ms"] = 0
    focus, guidance, bed = given.pop("focus"), given.pop("guidance"), given.pop("bed")
    return Choices(
        focus=Side(focus) if focus else None,
        guidance=Guidance(guidance) if guidance else None,
        bed=None if bed is None else OFF if bed.lower() in ("none", "off") else Bed(bed),
        **given,
    )


def _own_tags(_context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    from voicecoach.export.tags.tags import TagError, parse_tag

    try:
        return dict(parse_tag(pair) for pair in given)
    except TagError as error:
        raise click.BadParameter(str(error)) from error


def _cover(_context: click.Context, _parameter: click.Parameter, given: str | None) -> bytes | None:
    """Return the bytes of a cover, none for ``none``, and None where the session's own is to be drawn."""
    from voicecoach.pictures.cover import own_cover

    if given is None:
        return None
    return b"" if given.lower() in ("none", "off") else own_cover(Path(given))


_TAG_OPTIONS_OPTIONS = (
    click.option("--tag", "own_tags", multiple=True, metavar="KEY=VALUE", callback=_own_tags,
                 help="A tag of your own: title, album, artist, album-artist, composer, genre, year, track, comment, "
                      "language; KEY= leaves it out."),
    click.option("--cover", metavar="FILE|none", callback=_cover,
                 help="Your own picture (.jpg or .png) in place of the drawn one."),
    click.option("--sidecars", is_flag=True,
                 help="Write the words and chapters beside it, too: .lrc, .vtt, .labels.txt, .chapters.json."),
)  # fmt: skip


def tag_options(command: F) -> F:
    """Add these options to a command; it receives them as ``own_tags``, ``cover`` and ``sidecars``."""
    for option in reversed(_TAG_OPTIONS_OPTIONS):
        command = option(command)
    return command
