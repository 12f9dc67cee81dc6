"""A session to the sound device while it is still being spoken: the other sink of the pipeline."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from voicecoach.errors import NotFoundError
from voicecoach.mix.mixer import CHANNELS, mix
from voicecoach.play.device import open_device
from voicecoach.play.display import open_display
from voicecoach.play.keys import open_keys
from voicecoach.play.player import play
from voicecoach.play.status import NowPlaying
from voicecoach.script.naming import folded_name
from voicecoach.script.report import did_you_mean
from voicecoach.session.timeline import Clip, PlacedHold, PlacedStep
from voicecoach.units import UnitError, format_clock, ms_to_frames, parse_duration_ms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from rich.console import Console

    from voicecoach.mix.mixer import Stretch
    from voicecoach.pipeline.session import Session
    from voicecoach.play.player import Ending
    from voicecoach.session.timeline import Timeline

_FADE_IN_MS = 20

_P = TypeVar("_P", Clip, PlacedHold, PlacedStep)


def play_live(session: Session, device: str, console: Console, begin: str | None = None) -> Ending:
    """Play a session and return how it ended; it begins when the first section's phrases are spoken.

    Args:
        session: What to play.
        device: Where to, as ``--device`` takes it.
        console: Where to show what is playing.
        begin: Where to begin: a step's name, its number or a time such as ``12:30``; all phrases are spoken first.

    Raises:
        DeviceError: There is no such device, or it failed.
        SpeechError: The voice could not speak a phrase.
        NotFoundError: There is no such step, or the session ends before that time.
    """
    map_so_far = TimelineSoFar()
    opened = open_device(device, CHANNELS)
    begin_ms = 0 if begin is None else place_ms(session.timeline(), begin)
    blocks = mix(_stretches(session, map_so_far), session.sound_of, bed_of=session.bed_of, begin_ms=begin_ms)
    if begin_ms:
        blocks = _faded_in(blocks)
    return play(
        blocks,
        channels=CHANNELS,
        device=opened,
        keys=open_keys(),
        display=open_display(console),
        describe=map_so_far.at,
        begin_ms=begin_ms,
    )


def place_ms(timeline: Timeline, asked: str) -> int:
    """Return where a step begins that is asked for by its name or number, or the time that is asked for.

    Raises:
        NotFoundError: There is no such step, or the session ends before that time.
    """
    for step in timeline.steps:
        if folded_name(step.name) == folded_name(asked) or str(step.index) == asked.strip():
            return step.start_ms
    if ":" in asked:
        try:
            time_ms = parse_duration_ms(asked)
        except UnitError as error:
            raise NotFoundError("place", asked, "write it as 12:30, or name a step") from error
        if time_ms < timeline.duration_ms:
            return time_ms
        raise NotFoundError("place", asked, f"the session ends at {format_clock(timeline.duration_ms)}")
    raise NotFoundError("step", asked, did_you_mean(asked, dict.fromkeys(step.name for step in timeline.steps)))


def _faded_in(blocks: Iterator[NDArray[np.float32]]) -> Iterator[NDArray[np.float32]]:
    """Yield the blocks, the first one faded in: what rings at that moment would click."""
    first = next(blocks)
    ramp = np.minimum(np.arange(len(first), dtype=np.float32) / ms_to_frames(_FADE_IN_MS), np.float32(1.0))
    yield first * ramp[:, np.newaxis]
    yield from blocks


def _stretches(session: Session, map_so_far: TimelineSoFar) -> Iterator[Stretch]:
    for ready in session.stretches_live():
        map_so_far.add(ready.section.step, ready.section.clips, ready.section.holds, ready.total_ms)
        yield ready.stretch


class TimelineSoFar:
    """What the timeline holds, as far as it is known; written by the feed's thread, read by the display's."""

    def __init__(self) -> None:
        self._steps: list[PlacedStep] = []
        self._clips: list[Clip] = []
        self._holds: list[PlacedHold] = []
        self._total_ms: int | None = None

    def add(
        self, step: PlacedStep, clips: tuple[Clip, ...], holds: tuple[PlacedHold, ...], total_ms: int | None
    ) -> None:
        """Add a section, and the session's length once it is known."""
        # Appending leaves every reader with a list that is in order, whatever it has seen of it.
        self._steps.append(step)
        self._clips.extend(clip for clip in clips if clip.text)
        self._holds.extend(holds)
        self._total_ms = total_ms

    def at(self, position_ms: int) -> NowPlaying:
        """Return what is going on at a position."""
        step = _latest(self._steps, position_ms)
        clip = _latest(self._clips, position_ms)
        hold = _latest(self._holds, position_ms)
        in_hold = hold is not None and position_ms < hold.end_ms
        words = clip.text if clip is not None and position_ms < clip.end_ms else ""
        what = words or (_hold_words(hold) if hold is not None and in_hold else "")
        left_ms = hold.end_ms - position_ms if hold is not None and in_hold else None
        return NowPlaying(step.name if step else "", what, left_ms, self._total_ms)


def _hold_words(hold: PlacedHold) -> str:
    return f"hold, {hold.side}" if hold.side else "hold"


def _latest(placed: list[_P], position_ms: int) -> _P | None:
    index = bisect.bisect_right(placed, position_ms, key=lambda one: one.start_ms)
    return placed[index - 1] if index else None
