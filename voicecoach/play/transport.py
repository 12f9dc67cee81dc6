"""The transport: the next frames for the device, and the playback clock, which counts the frames taken.

A change of place is a jump: it fades out within 50 ms and fades in elsewhere. A change of the sound is a splice: it
crossfades into the same place of another buffer, and the clock goes on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

import numpy as np

from voicecoach.play import states
from voicecoach.play.devices.base import Block
from voicecoach.play.history import History, Moment, NoRecall, Recall
from voicecoach.play.levels import CROSSFADE_FRAMES, Fade, Level, bend, crossfaded, peaks_too_high
from voicecoach.play.look_ahead import LookAhead
from voicecoach.play.splice import Splice
from voicecoach.play.states import Ended, Interlude, Paused, PlayerPhase, Playing, Seeking, State, Waiting
from voicecoach.units import FRAMES_PER_MS, ms_to_frames

_SAFE_FRAMES = ms_to_frames(200)
# What the look-ahead buffer keeps for a device that takes sound far ahead.
_LEFT_FRAMES = ms_to_frames(300)
_SILENCE_AHEAD_FRAMES = ms_to_frames(2_000)


class Transport:
    """Plays look-ahead buffers to the device, with fades, jumps and splices. Its clock counts the frames taken.

    A pause fades out over the next 50 ms of sound and is exact silence then; resuming goes on with the very next
    frame, faded in over 50 ms. While nothing changes and the gain is 0 dB, samples pass unchanged.

    Args:
        channels: Of every buffer.
        on_change: Called by :meth:`read` when a fade-out, a jump, a splice or an interlude is over.
        gain_db: The gain at first.
        lock: Held while the transport changes, where a device reads in a thread of its own.
        recall: Takes sound back from the device, so that a change is heard before what the device holds already.

    Attributes:
        channels: 1 or 2.
        state: The state, which tells those that follow it.
        buffer: The buffer that is heard; None for none yet.
    """

    def __init__(
        self,
        channels: int,
        on_change: Callable[[], None] = lambda: None,
        *,
        gain_db: float = 0.0,
        lock: AbstractContextManager[Any] | None = None,
        recall: Recall | None = None,
    ) -> None:
        self.channels = channels
        self._on_change = on_change
        self._lock = lock or nullcontext()
        self._level = Level(gain_db)
        self.buffer: LookAhead | None = None
        self.state: State = Playing()
        self._fade = Fade()
        self._position_frames = 0
        self._wait_frame: int | None = None
        self._splice: Splice | None = None
        self._overlays: deque[Block] = deque()
        self._released: list[LookAhead] = []
        self._underruns = 0
        self._has_changed = False
        self._recall: Recall = recall or NoRecall()
        self._history = History()
        self._read_frames = 0

    @property
    def phase(self) -> PlayerPhase:
        """The name of the state."""
        if self.buffer is None:
            return PlayerPhase.PREPARING
        match self.state:
            case Playing():
                return PlayerPhase.PLAYING if self._splice is None else PlayerPhase.SPLICING
            case Paused():
                return PlayerPhase.PAUSING if self._fade.frames else PlayerPhase.PAUSED
            case Waiting():
                return PlayerPhase.WAITING
            case Seeking():
                return PlayerPhase.SEEKING
            case Interlude():
                return PlayerPhase.INTERLUDE
            case Ended():
                return PlayerPhase.ENDED

    @property
    def is_silent(self) -> bool:
        """Whether it is paused and the fade-out is over."""
        return states.is_paused(self.state) and not self._fade.frames

    @property
    def is_covered(self) -> bool:
        """Whether a sound is heard over the session."""
        return bool(self._overlays)

    @property
    def is_settled(self) -> bool:
        """Whether no jump and no splice is under way, and no place is awaited."""
        return self._splice is None and not any(isinstance(each, Seeking) for each in states.chain(self.state))

    @property
    def jump(self) -> LookAhead | None:
        """The buffer that is heard next, while it is on its way to another place; None for no jump."""
        return self.state.buffer if isinstance(self.state, Seeking) else None

    @property
    def gain_db(self) -> float:
        """The gain that the person chose."""
        return self._level.gain_db

    @property
    def position_ms(self) -> int:
        """The clock: whole milliseconds of the session that the device took for good, rounded down."""
        with self._lock:
            back_frames = self._recall.retractable_frames(self._read_frames)
            position_frames = self._history.position_frames(self._read_frames - back_frames, self._position_frames)
        return position_frames // FRAMES_PER_MS

    @property
    def heading_ms(self) -> int:
        """The target of the jump under way; without one, the position of the clock."""
        jump = self.jump
        return self.position_ms if jump is None else jump.begin_ms

    @property
    def underruns(self) -> int:
        """The number of times that sound came late."""
        return self._underruns + (self.buffer.underruns if self.buffer else 0)

    def begin(self, buffer: LookAhead, lead_in: Block | None = None) -> None:
        """Play a buffer from its first frame on, after a sound that leads in, if any.

        It fades in, except at a session's very beginning, which passes unchanged.
        """
        with self._lock:
            self.buffer = buffer
            self.state = states.led_in(lead_in)
            self._position_frames = ms_to_frames(buffer.begin_ms)
            if buffer.begin_ms or lead_in is not None:
                self._fade.frames = 0

    def begin_again(self, lead_in: Block | None = None) -> None:
        """Fade in with the next frame, after a sound if any: a new device has played nothing before."""
        with self._changing():
            self._fade.frames = 0
            self.state = states.led_in_again(self.state, lead_in)

    def take_back(self) -> None:
        """Go back to what the device has played; for one that went away with sound that was not heard."""
        with self._changing():
            pass

    def change(self, change: Callable[[State], State]) -> None:
        """Change the state with a function of :mod:`~voicecoach.play.states`, such as :func:`~.states.paused`."""
        with self._changing():
            self.state = change(self.state)

    def seek(self, buffer: LookAhead, lead_in: Block | None = None) -> None:
        """Fade out, and go on at the start of another buffer as soon as it is ready. This ends a pause."""
        with self._changing():
            self._forget_changes()
            self.state = Seeking(buffer, states.led_in(lead_in))
            self._wait_frame = None
            self._overlays.clear()

    def wait_at(self, position_ms: int | None) -> None:
        """Stand still once the clock comes to a position; None for no position."""
        wait_frame = None if position_ms is None else ms_to_frames(position_ms)
        if wait_frame != self._wait_frame:
            with self._changing():
                self._wait_frame = wait_frame

    def overlay(self, sound: Block) -> None:
        """Play a sound from the very next frame, over whatever else is heard."""
        with self._changing():
            self._overlays.append(sound)

    def set_gain_db(self, gain_db: float) -> None:
        """Be louder or softer than the session, within 50 ms."""
        with self._changing():
            self._level.move_to(gain_db)

    def splice(self, buffer: LookAhead, at_ms: int) -> None:
        """Crossfade to another buffer when the current one reaches a position.

        If the buffer is ready only later, its frames up to there are skipped.
        """
        with self._changing():
            self._forget_changes()
            self._splice = Splice(buffer, ms_to_frames(at_ms), ms_to_frames(buffer.begin_ms))

    def released(self) -> list[LookAhead]:
        """Return the buffers that are no longer heard, each once."""
        with self._lock:
            released, self._released = self._released, []
        return released

    def read(self, frames: int) -> Block:
        """Return the next frames, ``(frames, channels)``; fewer than asked for at the session's end.

        Late sound (an underrun), pauses and interludes do not move the clock.

        Raises:
            BaseException: Rendering failed; the error as it was raised.
        """
        buffer = self.buffer
        if buffer is not None:
            buffer.await_frames(frames)  # not while others are kept from the transport
        with self._lock:
            moment = Moment(
                self._read_frames,
                self.state,
                self._fade.frames,
                self._level.ramped_frames,
                self._position_frames,
                tuple(self._overlays),
            )
            earlier_underruns, earlier_splice = self.underruns, self._splice
            heard = self._heard(frames)
            has_changed, self._has_changed = self._has_changed, False
            self._read_frames += len(heard)
            if has_changed or self._splice is not earlier_splice or self.underruns > earlier_underruns:
                self._history.forget()
            else:
                self._history.note(moment)
        if has_changed:
            self._on_change()
        return heard

    def spare_frames(self) -> int:
        """Return how many of the next frames are certain, so that a device can hold them long before they are heard."""
        with self._lock:
            if isinstance(self.state, Paused) and not self._fade.frames:
                return _SILENCE_AHEAD_FRAMES
            if self.buffer is None or self._splice is not None or not isinstance(self.state, Playing):
                return 0
            spare_frames = self.buffer.queued_frames - _LEFT_FRAMES
            if self._wait_frame is not None:
                spare_frames = min(spare_frames, self._wait_frame - self._position_frames)
            return max(spare_frames, 0)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Change the transport where the device will play next, however much it was given already."""
        with self._lock:
            most_frames = self._read_frames - self._history.first_frame(self._read_frames)
            if back_frames := self._recall.take_back(most_frames, self._read_frames) if most_frames else 0:
                self._go_back(self._read_frames - back_frames)
            self._history.forget()
            yield

    def _go_back(self, frame: int) -> None:
        """Be as after so many frames were read."""
        moment = self._history.before(frame)
        assert moment is not None
        assert self.buffer is not None
        self.buffer.unread(self._position_frames - moment.position_frames)
        self.state = moment.state
        self._fade.frames = moment.fade_frames
        self._level.ramped_frames = moment.ramped_frames
        self._position_frames = moment.position_frames
        self._overlays = deque(moment.overlays)
        self._heard(frame - moment.at_frame)
        self._read_frames = frame

    def _heard(self, frames: int) -> Block:
        """Return the next frames; fewer at the session's end."""
        heard = np.zeros((frames, self.channels), np.float32)
        filled = self._fill(heard)
        covered = self._cover(heard)
        self._level.apply(heard)
        if covered and peaks_too_high(heard):
            bend(heard)
        return heard[: max(filled, covered)] if isinstance(self.state, Ended) else heard

    def _fill(self, heard: Block) -> int:
        """Write the session, or what is heard in its silence, into a silent block; return how many frames."""
        filled = 0
        while filled < len(heard) and not isinstance(self.state, Ended):
            room = len(heard) - filled
            is_playing = isinstance(self.state, Playing)
            if not is_playing:
                if not self._fade.frames:
                    step = self._in_silence(heard[filled:])
                    if step is None:
                        break
                    filled += step
                    continue
                room = min(room, self._fade.frames)
            elif self._wait_frame is not None:
                if self._position_frames >= self._wait_frame:
                    self.state = Waiting()
                    continue
                room = min(room, self._wait_frame - self._position_frames)
            room = self._spliced(room)
            block = self._read(room, is_playing=is_playing)
            heard[filled : filled + len(block)] = block
            filled += len(block)
            if len(block) < room:
                if self._has_ended():
                    self.state = Ended()
                    break
                # Late sound comes back through a fade, and a pause that waits for it is silent already.
                self._fade.frames = 0
                if is_playing:
                    break
                self._has_changed = True
        return filled

    def _in_silence(self, heard: Block) -> int | None:
        """Advance a jump or an interlude in the silence; return the frames used; None for nothing to do."""
        match self.state:
            case Seeking(buffer=LookAhead() as buffer, then=then) if buffer.ready:
                self._take_over(buffer, ms_to_frames(buffer.begin_ms))
                self.state = then
                return 0
            case Interlude(sound=np.ndarray() as sound, then=then) as interlude:
                part = sound[: len(heard)]
                heard[: len(part)] = part
                if len(part) < len(sound):
                    self.state = Interlude(sound[len(part) :], then, interlude.is_lead_in)
                else:
                    self.state = then
                    self._has_changed = True
                return len(part)
        return None

    def _read(self, frames: int, *, is_playing: bool) -> Block:
        """Return the next frames of the session, with the fade that is under way; fewer where there are no more."""
        if self.buffer is None:
            return np.zeros((0, self.channels), np.float32)
        block = self.buffer.read(frames)
        self._position_frames += len(block)
        if is_playing:
            self._fade.rise(block)
        else:
            self._fade.fall(block)
            self._has_changed = self._has_changed or not self._fade.frames
        return block

    def _spliced(self, frames: int) -> int:
        """Crossfade to the waiting buffer if its position has come; return how many frames to read before that."""
        splice = self._splice
        if splice is None or self.buffer is None:
            return frames
        lag_frames = self._position_frames - splice.at_frame
        if lag_frames > 0:
            splice.skip(lag_frames)
        if splice.at_frame > self._position_frames:
            return min(frames, splice.at_frame - self._position_frames)
        if splice.at_frame == self._position_frames and splice.buffer.holds(CROSSFADE_FRAMES + _SAFE_FRAMES):
            before = self.buffer.read(CROSSFADE_FRAMES)
            splice.buffer.put_back(crossfaded(before, splice.buffer.read(CROSSFADE_FRAMES)))
            self._take_over(splice.buffer, splice.position_frames)
            self._splice = None
        return frames

    def _has_ended(self) -> bool:
        """Whether no more sound is to come; a splice that lies behind the end comes too late."""
        if self.buffer is None or not self.buffer.ended or isinstance(self.state, Seeking | Interlude):
            return False
        return self._splice is None or self._splice.at_frame > self._position_frames

    def _take_over(self, buffer: LookAhead, position_frames: int) -> None:
        if self.buffer is not None:
            self._underruns += self.buffer.underruns
            self._released.append(self.buffer)
        self.buffer = buffer
        self._position_frames = position_frames
        self._has_changed = True

    def _forget_changes(self) -> None:
        for buffer in (self.jump, self._splice.buffer if self._splice else None):
            if buffer is not None:
                self._released.append(buffer)
        if isinstance(self.state, Seeking) and self.state.buffer is not None:
            self.state = self.state.then
        self._splice = None

    def _cover(self, heard: Block) -> int:
        """Add the overlays to a block; return how far they reach."""
        covered = 0
        for _ in range(len(self._overlays)):
            sound = self._overlays.popleft()
            part = sound[: len(heard)]
            heard[: len(part)] += part
            covered = max(covered, len(part))
            if len(sound) > len(part):
                self._overlays.append(sound[len(part) :])
        return covered
