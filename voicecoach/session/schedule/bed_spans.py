"""Place beds under a session: one span for each sound at each level, with fades and crossfades.

A bed changes where a step has its own and at every ``[bed …]``. A sound that goes on stays; the others fade from that
moment on. So nothing about a change has to be known before it, but for the end of the session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from voicecoach.script.model import BedSetting
from voicecoach.script.spec import OFF, Off
from voicecoach.session import rules
from voicecoach.session.cues import BedCue, Closing, HoldGap, Section, Talk
from voicecoach.session.options import Options
from voicecoach.session.schedule.beds import ducking
from voicecoach.session.timeline import PlacedBed, PlacedSection

FADE_IN_MS = 3_000
FADE_OUT_MS = 2_000
"""The default fades from silence and to silence."""

CROSSFADE_MS = 4_000
"""The default length of a crossfade from one bed to another."""

LEAST_FADE_MS = 20
"""A fade shorter than this would be heard as a click."""

LEAST_SILENCE_AT_END_MS = 1_000

_Sound = tuple[str, bool]
"""The name of a sound, and whether it plays once."""


def place_beds(
    placed: Sequence[PlacedSection],
    duration_ms: int,
    options: Options,
    once_ms: Callable[[str], int] = lambda _sound: 0,
) -> tuple[PlacedBed, ...]:
    """Return the beds of a session, by onset.

    More sections change nothing before the last one of these, as long as their words begin later than
    :func:`voicecoach.mix.mixer.foresight_ms` after it.

    Args:
        placed: The sections placed up to now.
        duration_ms: The session's length; any time after all clips while it is not known.
        options: The session's options.
        once_ms: Returns the length of a sound that plays once.
    """
    changes = _changes(placed, options) if options.bed is not OFF else []
    if not any(change.wanted for change in changes):
        return ()
    points = ducking(clip for section in placed for clip in section.clips)
    spans = _Spans(duration_ms - LEAST_SILENCE_AT_END_MS, options, once_ms)
    for change in changes:
        spans.change(change)
    return tuple(
        replace(bed, ducking=points) for bed in sorted(spans.finished(), key=lambda bed: (bed.start_ms, bed.sound))
    )


def bed_layers(sections: Iterable[Section], options: Options) -> frozenset[_Sound]:
    """Return the name of each sound that the beds of a session may have, and whether it plays once."""
    if options.bed is OFF:
        return frozenset()
    beds = (
        options.bed,
        *(bed for section in sections for bed in (section.bed, *(cue.bed for cue in _bed_cues(section)))),
    )
    return frozenset((layer.sound, layer.is_once) for bed in beds for layer in _layers(bed))


def _bed_cues(section: Section) -> Iterator[BedCue]:
    """Yield the changes of the bed in a section."""
    for passage in section.passages:
        if isinstance(passage, Talk | Closing | HoldGap):
            yield from (cue for cue in passage.cues if isinstance(cue, BedCue))


def _layers(bed: BedSetting | Off | None) -> tuple[BedSetting, ...]:
    return bed.layers if isinstance(bed, BedSetting) else ()


@dataclass(frozen=True, slots=True)
class _Change:
    """The levels of the sounds that are wanted from a time on."""

    time_ms: int
    wanted: dict[_Sound, float]
    fade_ms: int | None = None


def _changes(placed: Sequence[PlacedSection], options: Options) -> list[_Change]:
    """Return the beds of the session one after the other; of several changes at one time the last one."""
    found: list[_Change] = []
    for time_ms, bed, fade_ms in _wanted_beds(placed, options):
        change = _Change(time_ms, _levels(bed, options), fade_ms)
        if found and found[-1].time_ms == time_ms:
            found.pop()
        if not found or found[-1].wanted != change.wanted:
            found.append(change)
    return found


def _wanted_beds(
    placed: Sequence[PlacedSection], options: Options
) -> Iterator[tuple[int, BedSetting | Off | None, int | None]]:
    session_bed = options.bed
    for index, section in enumerate(placed):
        has_own = section.bed is not None
        yield (rules.LEAD_IN_MS if index == 0 else section.step.start_ms), section.bed if has_own else session_bed, None
        for change in section.bed_changes:
            bed = change.bed if change.bed is not None else section.bed if has_own else options.bed
            if not has_own:
                session_bed = bed
            yield max(change.time_ms, rules.LEAD_IN_MS), bed, change.fade_ms


def _levels(bed: BedSetting | Off | None, options: Options) -> dict[_Sound, float]:
    def level_db(layer: BedSetting) -> float:
        if options.bed_level_db is not None:
            return options.bed_level_db
        return float(layer.level_db) if layer.level_db is not None else rules.DEFAULT_BED_LEVEL_DB

    return {(layer.sound, layer.is_once): level_db(layer) for layer in _layers(bed)}


@dataclass(slots=True)
class _Spans:
    """Turns the changes of a session, in order, into spans of sounds."""

    end_ms: int
    options: Options
    once_ms: Callable[[str], int]
    _open: dict[_Sound, PlacedBed] = field(default_factory=dict)
    _ended: list[PlacedBed] = field(default_factory=list)
    _origins_ms: dict[_Sound, int] = field(default_factory=dict)

    def change(self, change: _Change) -> None:
        at_ms = change.time_ms
        if at_ms >= self.end_ms:
            return
        before = {sound: bed for sound, bed in self._open.items() if bed.end_ms > at_ms}
        ending = [sound for sound, bed in before.items() if change.wanted.get(sound) != bed.level_db]
        beginning = [
            sound for sound, level in change.wanted.items() if sound not in before or before[sound].level_db != level
        ]
        new, old = set(beginning) - set(ending), set(ending) - set(beginning)
        crosses = bool(new and old)
        from_silence_ms, to_silence_ms = self._fades_ms()
        for sound in ending:
            default_ms = CROSSFADE_MS if crosses or sound not in old or change.wanted else to_silence_ms
            self._end(sound, at_ms, self._fade_ms(change, default_ms), crosses=crosses and sound in old)
        for sound in beginning:
            default_ms = CROSSFADE_MS if before else from_silence_ms
            fade_ms = self._fade_ms(change, default_ms)
            self._begin(sound, at_ms, change, fade_ms, crosses=crosses and sound in new, is_over=bool(before))

    def finished(self) -> list[PlacedBed]:
        _, fade_ms = self._fades_ms()
        for bed in self._open.values():
            is_cut = bed.end_ms >= self.end_ms or not bed.is_once
            self._ended.append(replace(bed, end_ms=self.end_ms, fade_out_ms=fade_ms) if is_cut else bed)
        self._open.clear()
        return self._ended

    def _fades_ms(self) -> tuple[int, int]:
        in_ms, out_ms = self.options.bed_fades_ms or (FADE_IN_MS, FADE_OUT_MS)
        return max(in_ms, LEAST_FADE_MS), max(out_ms, LEAST_FADE_MS)

    def _fade_ms(self, change: _Change, default_ms: int) -> int:
        return default_ms if change.fade_ms is None else max(change.fade_ms, LEAST_FADE_MS)

    def _begin(self, sound: _Sound, at_ms: int, change: _Change, fade_ms: int, *, crosses: bool, is_over: bool) -> None:
        name, is_once = sound
        end_ms, origin_ms, fade_out_ms = self.end_ms, 0, 0
        if is_once:
            if (
                sound not in self._origins_ms
                and not is_over
                and change.fade_ms is None
                and not self.options.bed_fades_ms
            ):
                fade_ms = LEAST_FADE_MS  # music begins as it was made to
            origin_ms = self._origins_ms.setdefault(sound, at_ms)
            end_ms, fade_out_ms = min(origin_ms + self.once_ms(name), self.end_ms), LEAST_FADE_MS
            if end_ms <= at_ms:
                return
        self._open[sound] = PlacedBed(
            name, at_ms, end_ms, change.wanted[sound], fade_ms, fade_out_ms, (),
            crosses_in=crosses, is_once=is_once, origin_ms=origin_ms,
        )  # fmt: skip

    def _end(self, sound: _Sound, at_ms: int, fade_ms: int, *, crosses: bool) -> None:
        bed = self._open.pop(sound)
        end_ms = min(at_ms + fade_ms, bed.end_ms)
        is_own_end = bed.is_once and end_ms == bed.end_ms < self.end_ms
        if at_ms > bed.start_ms:
            self._ended.append(
                replace(
                    bed,
                    end_ms=end_ms,
                    fade_out_ms=bed.fade_out_ms if is_own_end else end_ms - at_ms,
                    crosses_out=crosses and not is_own_end,
                )
            )
