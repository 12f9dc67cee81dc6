"""Find the line to mend where a script changed a step of another one: the person's own, not that of the other."""

from __future__ import annotations

from typing import Any

from voicecoach.errors import Location
from voicecoach.script.model import Step
from voicecoach.script.spec import Setting, Spec


def blamed(location: Location, step: Step | None, path: str, *specs: Spec[Any]) -> Location:
    """Return the place of a mistake or warning about a step.

    Args:
        location: The place of the words or the setting that do not fit.
        step: Their step, if any.
        path: The script that is checked.
        specs: The settings that may have made them unfit. Where the words come from another script, and one of
            these lines from the script that is checked or from one between the two, that line is the place.
    """
    if step is None or location.path == path:
        return location
    lines = [one for one in step.settings if one.spec in specs and one.location.path != location.path]
    own = next((one for one in lines if one.location.path == path), lines[0] if lines else None)
    return location if own is None else own.location


def own_line(path: str, *lines: Setting | None) -> Setting | None:
    """Return the first of some lines that stands in a script, or else the first of all."""
    there = [line for line in lines if line is not None]
    return next((line for line in there if line.location.path == path), there[0] if there else None)
