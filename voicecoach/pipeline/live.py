"""A session to the sound device while it is still being spoken: the other sink of the pipeline."""

from __future__ import annotations

import bisect
from typing import TYPE_CHECKING, TypeVar

from voicecoach.mix.mixer import CHANNELS, mix
from voicecoach.play.device import open_device
from voicecoach.play.display import open_display
from voicecoach.play.keys import open_keys
from voicecoach.play.player import play
from voicecoach.play.status import NowPlaying
from voicecoach.session.timeline import Clip, PlacedHold, PlacedStep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from voicecoach.mix.mixer import Stretch
    from voicecoach.pipeline.session import Session
    from voicecoach.play.player import Ending

_P = TypeVar("_P", Clip, PlacedHold, PlacedStep)


def play_live(session: Session, device: str, console: Console) -> Ending:
    """Play a session and return how it ended; it begins when the first section's phrases are spoken.

    Raises:
        DeviceError: There is no such device, or it failed.
        SpeechError: The voice could not speak a phrase.
    """
    map_so_far = TimelineSoFar()
    opened = open_device(device, CHANNELS)
    blocks = mix(_stretches(session, map_so_far), session.sound_of, bed_of=session.bed_of)
    return play(
        blocks,
        channels=CHANNELS,
        device=opened,
        keys=open_keys(),
        display=open_display(console),
        describe=map_so_far.at,
    )


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
