"""The dose of a step in words: how long, how often, on which sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from voicecoach.handout.page import HandoutPart
from voicecoach.handout.words import PageWords
from voicecoach.script.sides import Side
from voicecoach.script.spec import StepKind
from voicecoach.session.workload import TurnDose, Workload
from voicecoach.units import HOUR_MS, MINUTE_MS, SECOND_MS, round_half_up

_MINUTES_FROM_MS = 2 * MINUTE_MS
_BREATH_KINDS = ("in", "hold", "out")


@dataclass(frozen=True, slots=True)
class Units:
    """The session's words for hours, minutes and seconds: for one and for several."""

    hours: tuple[str, ...]
    minutes: tuple[str, ...]
    seconds: tuple[str, ...]
    decimal_mark: str

    @classmethod
    def short(cls, decimal_mark: str) -> Units:
        """Return the symbols of the units, which are the same in every language."""
        return cls(("h",), ("min",), ("s",), decimal_mark)

    def length(self, *lengths_ms: int) -> str:
        """Return a length with its unit, or several ones with one unit, such as ``30, 25, 20 seconds``.

        Below two minutes it is in seconds, as people count them.
        """
        if max(lengths_ms) < _MINUTES_FROM_MS:
            amounts = [self._amount(length_ms / SECOND_MS) for length_ms in lengths_ms]
            return f"{', '.join(amounts)} {self.seconds[0 if amounts == ['1'] else -1]}"
        return ", ".join(map(self._one, lengths_ms))

    def minutes_about(self, length_ms: int) -> str:
        """Return a length in whole minutes, at least one."""
        return self._one(max(round_half_up(length_ms / MINUTE_MS), 1) * MINUTE_MS)

    def _one(self, length_ms: int) -> str:
        hours, rest_ms = divmod(length_ms, HOUR_MS)
        minutes, rest_ms = divmod(rest_ms, MINUTE_MS)
        parts = (
            (str(hours), self.hours),
            (str(minutes), self.minutes),
            (self._amount(rest_ms / SECOND_MS), self.seconds),
        )
        shown = [f"{amount} {words[0] if amount == '1' else words[-1]}" for amount, words in parts if amount != "0"]
        return " ".join(shown)

    def _amount(self, number: float) -> str:
        return f"{number:g}".replace(".", self.decimal_mark)


def dose_of(
    workload: Workload, kind: StepKind, words: PageWords, units: Units, side_names: Mapping[Side, str]
) -> tuple[str, ...]:
    """Return what a step asks for, a few words each, the length first.

    Args:
        workload: The step's workload.
        kind: The kind of the step.
        words: The words of the page.
        units: The words for lengths.
        side_names: The names of sides that are not right and left.
    """
    holds = _holds(workload, words, units, side_names)
    dose = [*holds, *_reps(workload, kind, words)]
    if workload.every_ms is not None:
        dose.append(words.every.format(length=units.length(workload.every_ms)))
    if workload.period_ms is not None:
        dose.append(words.within.format(length=units.length(workload.period_ms)))
    if len(holds) <= 1 and (sides := _sides(workload.sides, words, side_names)):
        dose.append(sides)
    if workload.sets > 1:
        dose.append(words.counted(workload.sets, words.sets))
    if workload.rest_ms and (workload.sets > 1 or any(turn.reps > 1 for turn in workload.turns)):
        dose.append(words.rest.format(length=units.length(workload.rest_ms)))
    return tuple(dose)


def breath_parts(kinds: Iterable[str], workload: Workload, words: PageWords, units: Units) -> tuple[HandoutPart, ...]:
    """Return the parts of a breath with their lengths; one that grows has its first and its last length."""
    shown = []
    for kind, (first_ms, last_ms) in zip(kinds, workload.parts_ms, strict=True):
        length = units.length(first_ms) if first_ms == last_ms else units.length(first_ms, last_ms).replace(", ", " → ")
        shown.append(HandoutPart(length, words.breath[_BREATH_KINDS.index(kind)]))
    return tuple(shown)


def _holds(workload: Workload, words: PageWords, units: Units, side_names: Mapping[Side, str]) -> list[str]:
    """Return the lengths of the holds: one, or one for each set, and of each side where they differ."""
    by_side = _by_side(workload.turns)
    rows = {side: [turn.hold_ms for turn in turns if turn.hold_ms is not None] for side, turns in by_side.items()}
    lengths = {side: units.length(*_once(row)) for side, row in rows.items() if row}
    if not lengths:
        return []
    if len(set(lengths.values())) == 1:
        return [words.hold.format(length=next(iter(lengths.values())))]
    return [
        f"{_side(side, words, side_names)}: {words.hold.format(length=length)}"
        for side, length in lengths.items()
        if side is not None
    ]


def _reps(workload: Workload, kind: StepKind, words: PageWords) -> list[str]:
    by_side = _by_side(workload.turns)
    counts = _once([turn.reps for turn in next(iter(by_side.values()))])
    if kind & StepKind.HOLDS and counts == [1]:
        return []
    unit = words.rounds if kind & StepKind.BREATHING else words.times
    if len(counts) == 1:
        return [words.counted(counts[0], unit)]
    return [f"{', '.join(map(str, counts))} {unit[1]}"]


def _sides(sides: tuple[Side, ...], words: PageWords, side_names: Mapping[Side, str]) -> str:
    if set(sides) == {Side.RIGHT, Side.LEFT} and len(sides) == len(set(sides)):
        return words.each_side
    return ", ".join(_side(side, words, side_names) for side in sides)


def _side(side: Side, words: PageWords, side_names: Mapping[Side, str]) -> str:
    if side.has_own_name:
        return side_names.get(side, side)
    return words.sides[0 if side.is_right else 1]


def _by_side(turns: tuple[TurnDose, ...]) -> dict[Side | None, list[TurnDose]]:
    by_side: dict[Side | None, list[TurnDose]] = {}
    for turn in turns:
        by_side.setdefault(turn.side, []).append(turn)
    return by_side


def _once(values: list[int]) -> list[int]:
    """Return the values of all sets, or the one value that all of them have."""
    return values[:1] if len(set(values)) == 1 else values
