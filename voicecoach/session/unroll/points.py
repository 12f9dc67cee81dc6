"""Lay words and chimes over the exercises of a step: at points, at the half, and as a countdown."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from voicecoach.errors import Location
from voicecoach.script import settings as table
from voicecoach.script.model import Point, Text
from voicecoach.script.spec import Settings
from voicecoach.session import rules
from voicecoach.session.cues import Overlay, Role, SpeechCue, Spoken
from voicecoach.session.options import Options
from voicecoach.session.unroll.cue_writer import CueWriter, Filled, Variables
from voicecoach.units import SECOND_MS

HALF = Point("half")


class Points:
    """The points of a step's exercises, and what is heard there.

    Args:
        settings: The step's settings.
        options: The session's options.
        writer: Turns texts into cues.

    Attributes:
        countdown: The seconds that the step asks to be counted; None for the default.
        half: The step's own words at the half; None without them.
        is_half_off: Whether the step turns the half off.
        written: The other points with their texts, in the order of the script.
    """

    def __init__(self, settings: Settings, options: Options, writer: CueWriter) -> None:
        self._seed = options.seed
        self._writer = writer
        setting = settings.written(table.COUNTDOWN)
        self.countdown = None if setting is None else settings.get(table.COUNTDOWN) or 0
        self._countdown_location = setting.location if setting else None
        self.half = settings.get(table.AT, HALF)
        self.is_half_off = settings.is_off(table.AT, HALF)
        self.written: list[tuple[Point, Text]] = [
            (setting.argument, text)
            for setting, text in settings.every(table.AT)
            if text is not None and isinstance(setting.argument, Point) and setting.argument != HALF
        ]

    def ats(
        self, written: Sequence[tuple[Point, Text]], length_ms: int, variables: Variables, part: int = 0
    ) -> tuple[Overlay, ...]:
        """Return what is heard at points of one exercise.

        Args:
            written: The points with their texts.
            length_ms: The length of the exercise.
            variables: Its variables.
            part: Its number among others with the same variables, so that random points differ.
        """
        return tuple(
            Overlay(at_ms, self._writer.spoken(text, Role.AT, variables))
            for point, text in written
            for at_ms in places_ms(point, length_ms, _name(self._seed, point, variables, part))
        )

    def half_words(self, variables: Variables) -> Spoken:
        """Return the step's own words at the half; empty without them."""
        return () if self.half is None else self._writer.spoken(self.half, Role.HALF, variables)

    def counts(self, seconds: int, variables: Variables, location: Location) -> tuple[SpeechCue, ...]:
        """Return the numbers of a countdown, the last one ("one") first.

        Args:
            seconds: The number of seconds to count.
            variables: The variables of the exercise.
            location: The place of a default countdown.
        """
        place = self._countdown_location or location
        numbers = range(1, seconds + 1)
        return tuple(self._writer.number(number, variables, place, is_countdown=True) for number in numbers)


def places_ms(point: Point, length_ms: int, seed: str = "") -> list[int]:
    """Return the places of a point, or of a row of points, in milliseconds from the start of an exercise.

    A row ends before the exercise does. Where even its first point lies outside, that one is returned alone.

    >>> places_ms(Point("every", 60_000), 180_000), places_ms(Point("half"), 180_000)
    ([60000, 120000], [90000])
    """
    first_ms = point.in_hold_ms(length_ms)
    match point.anchor:
        case "every":
            return [*range(first_ms, length_ms, first_ms)] or [first_ms]
        case "random":
            width_ms = point.most_ms - point.offset_ms + 1
            places: list[int] = []
            at_ms = 0
            while not places or at_ms < length_ms:
                places += [at_ms] if at_ms else []
                at_ms += point.offset_ms + _drawn(f"{seed}/{len(places)}", width_ms)
            return places
        case _:
            return [first_ms]


def _drawn(name: str, width: int) -> int:
    """Return a whole number from 0 up to ``width``, the same for the same name."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8).digest()) % width


def longest_row(settings: Settings, length_ms: int) -> int:
    """Return how many points an exercise of this length has at the most."""
    points = (setting.argument for setting, text in settings.every(table.AT) if text is not None)
    return sum(
        max(length_ms // point.offset_ms, 1) if point.anchor in ("every", "random") else 1
        for point in points
        if isinstance(point, Point)
    )


def _name(seed: int, point: Point, variables: Variables, part: int) -> str:
    """Return a name for one use of a point, the same for the same session, by which its random places are drawn."""
    values = (variables.values.get(name) for name in ("step", "set", "rep"))
    numbers = (value.written if isinstance(value, Filled) else "" for value in values)
    return "/".join((str(seed), *numbers, str(variables.side or ""), str(point), str(part)))


def is_in(point: Point, length_ms: int) -> bool:
    """Return whether an exercise of this length has a point; a row, its first one for certain."""
    match point.anchor:
        case "half":
            return length_ms >= rules.HALF_FROM_HOLD_MS
        case "random":
            return point.most_ms < length_ms
        case "end":
            return point.offset_ms <= length_ms
        case _:
            return point.offset_ms < length_ms


def is_counted(seconds: int, length_ms: int) -> bool:
    """Return whether an exercise of this length is long enough for a countdown."""
    return seconds * SECOND_MS < length_ms
