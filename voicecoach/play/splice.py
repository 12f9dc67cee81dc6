"""A splice: a buffer that takes over from another one while the clock goes on."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.play.look_ahead import LookAhead


@dataclass
class Splice:
    """A buffer that takes over where the clock comes to ``at_frame``, which is its own ``position_frames``."""

    buffer: LookAhead
    at_frame: int
    position_frames: int

    def skip(self, frames: int) -> None:
        """Skip frames whose position is past, at most those that are queued."""
        skipped_frames = self.buffer.drop(frames)
        self.at_frame += skipped_frames
        self.position_frames += skipped_frames
