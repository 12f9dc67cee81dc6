"""Read the actions in ``[brackets]``: pauses, chimes, recordings and waits."""

from __future__ import annotations

import re

from voicecoach.errors import Location
from voicecoach.script.limits import read_duration_span
from voicecoach.script.model import Action, Chime, Pause, Recording, Wait
from voicecoach.script.report import Report
from voicecoach.text import nearest, quoted
from voicecoach.units import UnitError

_BARE_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_EXAMPLES = {
    "pause": "[pause 10s]",
    "wait": "[wait 20s]",
    "chime": "[chime bowl]",
    "sound": "[sound intro.wav]",
    "repeat": "[repeat 3]",
    "end": "[end]",
    "include": "[include warm-up]",
}
_LONGEST_SHOWN = 20


def read_action(content: str, place: Location, report: Report) -> Action | None:
    """Return the action of a bracket's content, or None after reporting a mistake."""
    words = " ".join(content.split())
    name, _, argument = words.partition(" ")
    name = name.lower()
    match name:
        case "pause" | "wait":
            return _silence(name, argument, place, report)
        case "chime" | "sound":
            if argument:
                return Chime(argument, place) if name == "chime" else Recording(argument, place)
            report.error(place, f"[{name}] needs the name of a sound", f"write it as {_EXAMPLES[name]}")
            return None
        case "repeat" | "end" | "include":
            hint = f"put {_EXAMPLES[name]} on a line of its own, with nothing else there"
            report.error(place, f"[{name}] must stand alone on its line", hint)
            return None
        case _:
            return _bare_pause(words, name, place, report)


def _silence(name: str, argument: str, place: Location, report: Report) -> Action | None:
    try:
        duration_ms = _one_length_ms(argument)
    except UnitError as error:
        report.error(place, str(error), f"write it as {_EXAMPLES[name]}")
        return None
    return Pause(duration_ms, place) if name == "pause" else Wait(duration_ms, place)


def _bare_pause(words: str, name: str, place: Location, report: Report) -> Action | None:
    """Return the pause of a bracket that holds only a duration."""
    if _BARE_NUMBER.fullmatch(words):
        hint = f"write [{words.lstrip('+-')}s] for a pause, or {_spoken(words)}"
        report.error(place, f"{quoted(f'[{words}]')} does not say a unit", hint)
        return None
    try:
        return Pause(_one_length_ms(words), place)
    except UnitError as error:
        if words[:1].isdigit():
            report.error(place, str(error), f"write {_EXAMPLES['pause']} for a pause, or {_spoken(words)}")
            return None
    near = nearest(name, _EXAMPLES)
    argument = words.partition(" ")[2]
    meant = (
        f"[{near} {argument}]" if near and argument and len(argument) < _LONGEST_SHOWN else _EXAMPLES.get(near or "")
    )
    guess = f"did you mean {meant}? If not, " if near else ""
    report.error(place, f"{quoted(f'[{words}]')} is no action", f"{guess}{_spoken(words)}")
    return None


def _one_length_ms(text: str) -> int:
    span = read_duration_span(text)
    if span.low != span.high:
        raise UnitError(f"{quoted(text)} is a range, and a pause has one length")
    return span.low


def _spoken(words: str) -> str:
    ending = "…" if len(words) > _LONGEST_SHOWN else "]"
    return rf"write \[{words[:_LONGEST_SHOWN]}{ending} to have it spoken"
