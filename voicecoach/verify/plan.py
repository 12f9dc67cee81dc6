"""The cue sheet as it is read back: what should be heard, where, and where nothing should be."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from voicecoach.errors import SoundError

SPEECH, CHIME, RECORDING = "speech", "chime", "sound"

SMEAR_MS = 60
"""How far before and after a sound a lossy encoder may leave traces of it; their blocks are up to 43 ms long."""

_VERSION = 1


@dataclass(frozen=True, slots=True)
class PlannedCue:
    """A sound at its place, half open; ``text`` is what is said, or the name of the sound."""

    kind: str
    start_ms: int
    end_ms: int
    text: str
    role: str
    step: int | None


@dataclass(frozen=True, slots=True)
class PlannedHold:
    """A hold at its place, half open."""

    step: int | None
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class PlannedBed:
    """A bed at its place, half open; its level relative to the voice where the sheet has it."""

    sound: str
    start_ms: int
    end_ms: int
    level_db: float | None


@dataclass(frozen=True, slots=True)
class PlannedChapter:
    """A chapter at its place, half open."""

    start_ms: int
    end_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file should hold.

    Attributes:
        longest_cue_ms: The length of its longest cue.
        tags: The file's title, album, artist and language, as far as the sheet tells them.
    """

    duration_ms: int
    rate_hz: int
    channels: int
    cues: tuple[PlannedCue, ...]
    longest_cue_ms: int
    holds: tuple[PlannedHold, ...]
    beds: tuple[PlannedBed, ...]
    chapters: tuple[PlannedChapter, ...]
    tags: Mapping[str, str]

    @classmethod
    def of(cls, sheet: Mapping[str, Any]) -> Plan:
        """Return the plan of a cue sheet.

        Raises:
            SoundError: It is not a cue sheet of version 1.
        """
        try:
            if sheet["version"] != _VERSION:
                hint = "verify it with the voicecoach that exported it, or a later one"
                raise SoundError("cue sheet", f"it is of version {sheet['version']}, and not {_VERSION}", hint)
            cues = tuple(sorted(map(_cue, sheet["cues"]), key=lambda cue: cue.start_ms))
            named = {"title": sheet["title"], "language": sheet["language"]}
            return cls(
                duration_ms=int(sheet["duration_ms"]),
                rate_hz=int(sheet["sample_rate_hz"]),
                channels=int(sheet["channels"]),
                cues=cues,
                longest_cue_ms=max((cue.end_ms - cue.start_ms for cue in cues), default=0),
                holds=tuple(PlannedHold(one["step"], one["start_ms"], one["end_ms"]) for one in sheet["holds"]),
                beds=tuple(
                    PlannedBed(one["sound"], one["start_ms"], one["end_ms"], one.get("level_db"))
                    for one in sheet["beds"]
                ),
                chapters=tuple(
                    PlannedChapter(one["start_ms"], one["end_ms"], one["title"]) for one in sheet["chapters"]
                ),
                tags=_tags(sheet.get("tags", named)),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            reason = f"it is damaged, or not a cue sheet ({type(error).__name__}: {error})"
            raise SoundError("cue sheet", reason, "export the file again") from error

    def cues_between(self, begin_ms: int, end_ms: int) -> Iterator[PlannedCue]:
        """Yield the cues that sound somewhere from one time up to another."""
        first = bisect.bisect_left(self.cues, begin_ms - self.longest_cue_ms, key=lambda cue: cue.start_ms)
        last = bisect.bisect_left(self.cues, end_ms, key=lambda cue: cue.start_ms)
        yield from (cue for cue in self.cues[first:last] if cue.end_ms > begin_ms)

    def is_bedded(self, begin_ms: int, end_ms: int) -> bool:
        """Return whether a bed lies somewhere from one time up to another."""
        return any(bed.start_ms < end_ms and begin_ms < bed.end_ms for bed in self.beds)

    def is_alone(self, cue: PlannedCue, begin_ms: int, end_ms: int) -> bool:
        """Return whether nothing but a cue sounds from one time up to another."""
        others = (other for other in self.cues_between(begin_ms, end_ms) if other is not cue)
        return not self.is_bedded(begin_ms, end_ms) and next(others, None) is None

    def step_at(self, at_ms: int) -> int | None:
        """Return the step of the last cue that began by a time."""
        index = bisect.bisect_right(self.cues, at_ms, key=lambda cue: cue.start_ms)
        return self.cues[index - 1].step if index else None

    def silences(self) -> Iterator[tuple[int, int]]:
        """Yield where neither a cue nor a bed sounds, as half-open ranges that keep away from both."""
        yield from self._free((*self.cues, *self.beds), 0, self.duration_ms)

    def bed_alone(self, bed: PlannedBed, fade_ms: int) -> Iterator[tuple[int, int]]:
        """Yield where nothing but a bed sounds, between its fades."""
        yield from self._free(self.cues, bed.start_ms + fade_ms, bed.end_ms - fade_ms)

    @staticmethod
    def _free(sounds: Sequence[PlannedCue | PlannedBed], begin_ms: int, end_ms: int) -> Iterator[tuple[int, int]]:
        free_ms = begin_ms
        for sound in sorted(sounds, key=lambda one: one.start_ms):
            until_ms = min(sound.start_ms - SMEAR_MS, end_ms)
            if until_ms > free_ms:
                yield free_ms, until_ms
            free_ms = max(free_ms, sound.end_ms + SMEAR_MS)
        if end_ms > free_ms:
            yield free_ms, end_ms


def _cue(entry: Mapping[str, Any]) -> PlannedCue:
    start_ms, kind = int(entry["start_ms"]), entry["kind"]
    if kind not in {SPEECH, CHIME, RECORDING}:
        raise ValueError(f"a cue of the kind {kind!r}")
    text = entry["text"] if kind == SPEECH else entry["sound"]
    return PlannedCue(kind, start_ms, start_ms + int(entry["duration_ms"]), text, entry["role"], entry["step"])


def _tags(named: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(named[key]) for key in ("title", "album", "artist", "language") if named.get(key)}
