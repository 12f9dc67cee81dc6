"""Every command of a session that plays, sample by sample: the timeline from another place, or edited.

All of it in virtual time: every phrase is spoken before, and no test depends on how busy the machine is.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from virtual_time import BLOCK_MS, KeptDisplay, VirtualDevice, VirtualKeys, VirtualTime

from voicecoach.errors import DeviceError
from voicecoach.live.session import LiveOptions, LiveSession
from voicecoach.live.timeline import LiveTimeline
from voicecoach.live.watch import ScriptWatch
from voicecoach.mix.mixer import Stretch, mix
from voicecoach.pipeline.session import Session
from voicecoach.play.devices.base import Device, DeviceGoneError, Read
from voicecoach.play.executor import Executor
from voicecoach.play.player import Ending, play
from voicecoach.play.source import Variant
from voicecoach.play.status import State, Status
from voicecoach.session.cues import Role
from voicecoach.session.navigate.lengthen import Extension, lengthened, shifted
from voicecoach.session.options import Choices
from voicecoach.session.timeline import SpeechSource
from voicecoach.voices.base import Delivery
from voicecoach.voices.speaker import Speaker

Open = Callable[..., Session]
Press = str | Callable[[], object]

ANSWER_MS = 20
"""A key is answered with the next block of 10 ms; a chime's own onset takes some milliseconds more."""

EARCON_MS = 600
PLAIN = LiveOptions()
FADE_MS = 50

SCRIPT = """
    Hi.

    ## Bridge

    - sides: right, left
    - hold: 10s
    - ready: 3s
    - change: 4s
    - at half: off
    - cue: {side} side.

    ## Plank

    - hold: 4s
    - ready: 1s

    ---

    Bye.
"""


@dataclass(frozen=True)
class Heard:
    ending: Ending
    samples: NDArray[np.float32]
    shown: list[Status]

    @property
    def states(self) -> set[State]:
        return {status.state for status in self.shown}


class Room:
    """A session in virtual time, every phrase spoken before, with its keys and its display."""

    def __init__(self, session: Session, options: LiveOptions = PLAIN, time: VirtualTime | None = None) -> None:
        session.timeline()
        self.time = time or VirtualTime()
        self.keys = VirtualKeys(self.time)
        self.live = LiveSession(session, options, self.keys.wake, self.time)

    def device(self, presses: Mapping[int, Press]) -> VirtualDevice:
        """Return a device on whose way keys are pressed, each when it has taken so many milliseconds."""
        at_ms = {
            at_ms: partial(self.keys.press, press) if isinstance(press, str) else press
            for at_ms, press in presses.items()
        }
        return VirtualDevice(self.time, self.live.channels, at_ms)

    def play(
        self,
        device: Device,
        display: KeptDisplay,
        reopen: Callable[[], Device] | None = None,
    ) -> Ending:
        try:
            return play(
                self.live,
                device=device,
                keys=self.keys,
                display=display,
                reopen=reopen,
                executor=self.time,
                now_s=self.time.now_s,
            )
        finally:
            self.live.close()


def listen(
    session: Session,
    presses: Mapping[int, Press],
    options: LiveOptions = PLAIN,
    time: VirtualTime | None = None,
) -> Heard:
    """Play a session with keys pressed on the way."""
    room, display = Room(session, options, time), KeptDisplay()
    device = room.device(presses)
    ending = room.play(device, display)
    return Heard(ending, device.taken[:, 0], display.shown)


def whole(session: Session) -> NDArray[np.float32]:
    return np.concatenate(list(session.blocks(session.timeline())))[:, 0]


def ends_like(heard: NDArray[np.float32], expected: NDArray[np.float32], least_ms: int) -> None:
    """Assert that a sound ends with the last so many milliseconds of another, sample by sample."""
    frames = least_ms * 48
    assert len(heard) >= frames
    np.testing.assert_array_equal(heard[-frames:], expected[-frames:])


def test_with_no_key_pressed_it_is_the_whole_mix(opened: Open) -> None:
    session = opened(SCRIPT)
    heard = listen(session, {})
    np.testing.assert_array_equal(heard.samples, whole(session))
    assert heard.ending == Ending(by_person=False, position_ms=session.timeline().duration_ms, underruns=0)


STILL = "## Still\n\n- hold: 90s\n- ready: 2s\n- chimes: off\n- countdown: 0\n- at half: off"


def test_every_command_is_answered_by_ear_within_100_ms(opened: Open) -> None:
    """In a silent hold, so that all that is heard is an answer."""
    session = opened(STILL)
    begin_ms = session.timeline().holds[0].start_ms // 10 * 10 + 1_000
    keys = ["\x1b[A", "\x1b[B", "v", "v", "f", "s", "t", "o", "n", " ", " "]
    presses: dict[int, Press] = {begin_ms + 2_000 * index: key for index, key in enumerate(keys)}
    heard = listen(session, {**presses, begin_ms + 26_000: "w", begin_ms + 26_500: "q"})
    for at_ms, key in presses.items():
        assert not heard.samples[(at_ms - 100) * 48 : at_ms * 48].any(), f"it is still before {key!r}"
        answered = np.flatnonzero(heard.samples[at_ms * 48 : (at_ms + 500) * 48])
        assert len(answered), f"{key!r} is not answered"
        assert answered[0] / 48 <= ANSWER_MS, key


def test_next_goes_to_the_next_step(opened: Open) -> None:
    session = opened(SCRIPT)
    heard = listen(session, {8_000: "n"})
    left_ms = session.timeline().duration_ms - session.timeline().steps[1].start_ms
    ends_like(heard.samples, whole(session), left_ms - EARCON_MS)
    assert len(heard.samples) / 48 - 8_000 - left_ms == FADE_MS


def test_keys_pressed_together_count_each(opened: Open) -> None:
    """None of the jumps is over before the next key."""
    four = "\n\n".join(f"## Step {name}\n\n- hold: 4s\n- ready: 1s" for name in ("A", "B", "C", "D"))
    session = opened(four)
    steps = session.timeline().steps
    for keys, step in {"nn": 2, "nnn": 3, "nnp": 1, "nv": 1, "nt": 1}.items():
        room = Room(session)

        def press_all(room: Room = room, keys: str = keys) -> None:
            for key in keys:
                room.keys.put(key)

        ending = room.play(room.device({2_000: press_all, 4_000: "q"}), KeptDisplay())
        assert steps[step].start_ms <= ending.position_ms < steps[step].end_ms, keys


def test_the_other_side_begins_with_its_cue(opened: Open) -> None:
    session = opened(SCRIPT)
    timeline = session.timeline()
    heard = listen(session, {8_000: "o", 9_000: "r", 10_000: "o", 11_000: "o"})
    cue = next(clip for clip in timeline.clips if clip.role is Role.CUE and clip.side == "left")
    begin_ms = min(cue.start_ms, timeline.holds[1].start_ms - 3_000)
    ends_like(heard.samples, whole(session), timeline.duration_ms - begin_ms - EARCON_MS)


def test_again_goes_back_to_the_start_of_the_side(opened: Open) -> None:
    session = opened(SCRIPT)
    hold = session.timeline().holds[0]
    pressed_ms = hold.start_ms // 10 * 10 + 6_000
    heard = listen(session, {pressed_ms: "r"})
    repeated_ms = len(heard.samples) / 48 - session.timeline().duration_ms
    assert 6_000 + 2_900 <= repeated_ms <= pressed_ms
    ends_like(heard.samples, whole(session), session.timeline().duration_ms - hold.start_ms)


def test_previous_goes_to_the_start_of_this_step_and_then_further(opened: Open) -> None:
    session = opened(SCRIPT)
    timeline = session.timeline()
    plank_ms = timeline.steps[1].start_ms // 10 * 10
    heard = listen(session, {plank_ms + 4_000: "p", plank_ms + 5_000: "p", plank_ms + 6_000: "q"})
    assert timeline.steps[0].start_ms <= heard.ending.position_ms <= timeline.steps[0].start_ms + 1_200


def test_what_is_not_possible_gets_a_lower_tick_and_changes_nothing(opened: Open) -> None:
    session = opened(SCRIPT)
    plank_ms = session.timeline().holds[2].start_ms // 10 * 10 + 3_000
    heard = listen(session, {1_000: "t", plank_ms: "n", plank_ms + 1_000: "o"})
    expected = whole(session)
    assert len(heard.samples) == len(expected)
    changed_ms = np.unique(np.flatnonzero(heard.samples != expected) // 48 // 1_000)
    assert set(changed_ms) <= {1, plank_ms // 1_000, plank_ms // 1_000 + 1, plank_ms // 1_000 + 2}


def lengthened_mix(session: Session, elapsed_ms: list[int]) -> NDArray[np.float32]:
    """Return the mix with the first hold 10 s longer for each wish."""
    sections = [ready.section for ready in session.sections_live() if ready.is_whole]
    for elapsed in elapsed_ms:
        sections[1] = lengthened(sections[1], Extension(1, 0, elapsed, 10_000))
        sections[2:] = [shifted(section, 10_000) for section in sections[2:]]
    clips = sorted((clip for section in sections for clip in section.clips), key=lambda clip: clip.start_ms)
    total_ms = session.timeline().duration_ms + 10_000 * len(elapsed_ms)
    return np.concatenate(list(mix([Stretch(clips, total_ms)], session.sound_of)))[:, 0]


def test_more_makes_the_hold_ten_seconds_longer_each_time(opened: Open) -> None:
    session = opened(SCRIPT)
    hold = session.timeline().holds[0]
    pressed_ms = hold.start_ms // 10 * 10 + 1_000
    heard = listen(session, {pressed_ms: "t", pressed_ms + 3_000: "t"})
    expected = lengthened_mix(session, [1_000, 4_000])
    assert len(heard.samples) == len(expected)
    quiet = (pressed_ms + 3_000 + EARCON_MS) * 48
    np.testing.assert_array_equal(heard.samples[quiet:], expected[quiet:])
    np.testing.assert_array_equal(heard.samples[: pressed_ms * 48], expected[: pressed_ms * 48])
    assert heard.shown[-1].now.total_ms == session.timeline().duration_ms + 20_000


def test_a_countdown_that_has_begun_is_heard_again(opened: Open) -> None:
    session = opened(SCRIPT)
    hold = session.timeline().holds[0]
    pressed_ms = hold.start_ms // 10 * 10 + 8_300  # after "two", before "one"
    heard = listen(session, {pressed_ms: "t"})
    expected = lengthened_mix(session, [8_400])
    assert len(heard.samples) == len(expected)
    quiet = (pressed_ms + EARCON_MS) * 48
    np.testing.assert_array_equal(heard.samples[quiet:], expected[quiet:])


def test_pausing_in_a_hold_comes_back_with_what_was_left_of_it(opened: Open) -> None:
    session = opened(SCRIPT)
    at_ms = session.timeline().holds[0].start_ms // 10 * 10 + 4_000
    heard = listen(session, {at_ms: " ", at_ms + 5_000: " "})
    added_ms = len(heard.samples) / 48 - session.timeline().duration_ms
    assert 5_000 + 1_200 <= added_ms <= 5_000 + 1_500, "the pause, and two ticks with a second to get back"
    ends_like(heard.samples, whole(session), session.timeline().duration_ms - at_ms - 200)
    assert heard.ending.position_ms == session.timeline().duration_ms
    assert State.PAUSED in heard.states


def test_reentry_can_be_spoken_or_off(opened: Open) -> None:
    session = opened(SCRIPT)
    at_ms = session.timeline().holds[0].start_ms // 10 * 10 + 4_000
    added_ms = {}
    for reentry in ("voice", "off"):
        heard = listen(session, {at_ms: " ", at_ms + 2_000: " "}, LiveOptions(reentry=reentry))
        added_ms[reentry] = len(heard.samples) / 48 - session.timeline().duration_ms
    paused_ms = 2_000 - FADE_MS
    assert added_ms["off"] == paused_ms
    spoken_ms = session.speaker.duration_ms("And on.") + 500
    assert added_ms["voice"] == paused_ms + spoken_ms + BLOCK_MS, "with a block until the words are there"


def test_a_muted_voice_is_silent_and_the_chimes_stay(opened: Open) -> None:
    session = opened(SCRIPT)
    timeline = session.timeline()
    on_ms = timeline.steps[1].start_ms // 10 * 10
    heard = listen(session, {8_000: "v", on_ms: "v"})
    assert len(heard.samples) == len(whole(session))
    rings = [clip for clip in timeline.clips if not isinstance(clip.source, SpeechSource)]
    words = [clip for clip in timeline.clips if isinstance(clip.source, SpeechSource)]
    expected = whole(session)
    silent = 0
    for word in words:
        if 8_000 + EARCON_MS < word.start_ms < on_ms and not any(
            ring.start_ms < word.end_ms and word.start_ms < ring.end_ms for ring in rings
        ):
            silent += 1
            assert not heard.samples[word.start_ms * 48 : word.end_ms * 48].any(), word
    assert silent >= 1
    switch = next(ring for ring in rings if ring.role is Role.SWITCH)
    first = switch.start_ms * 48
    np.testing.assert_array_equal(heard.samples[first : first + 4_800], expected[first : first + 4_800])
    ends_like(heard.samples, expected, timeline.duration_ms - timeline.holds[2].start_ms)
    assert {True, False} == {status.is_muted for status in heard.shown}


def test_louder_and_softer_in_steps_and_never_above_the_ceiling(opened: Open) -> None:
    session = opened(SCRIPT)
    ups = {1_000 + 100 * index: "\x1b[A" for index in range(6)}
    heard = listen(session, {**ups, 20_000: "q"})
    assert max(status.gain_db for status in heard.shown) == 6.0
    assert np.abs(heard.samples).max() <= 10 ** (-1 / 20) + 1e-6
    expected = whole(session)[: len(heard.samples)]
    soft = (np.abs(expected) > 0.01) & (np.abs(expected) < 0.2)
    soft[: 3_000 * 48] = soft[19_500 * 48 :] = False
    ratios = heard.samples[soft[: len(heard.samples)]] / expected[soft]
    np.testing.assert_allclose(ratios, 10 ** (6 / 20), rtol=1e-3)


def test_faster_speech_from_the_next_cue_on_loses_no_place(opened: Open) -> None:
    session = opened(SCRIPT, Choices(voice="hibari", pace=Fraction(1)))
    faster = opened(SCRIPT, Choices(voice="hibari", pace=Fraction(11, 10)))
    timeline = faster.timeline()
    hold = session.timeline().holds[0]
    pressed_ms = hold.start_ms // 10 * 10 + 2_000
    heard = listen(session, {pressed_ms: "f"})
    assert heard.shown[-1].pace == 1.1
    ends_like(heard.samples, whole(faster), timeline.duration_ms - timeline.holds[0].end_ms)
    shorter_ms = hold.start_ms - timeline.holds[0].start_ms
    assert shorter_ms > 0
    assert timeline.duration_ms < session.timeline().duration_ms
    assert len(heard.samples) == (timeline.duration_ms + shorter_ms) * 48, "the hold has its whole length"


def test_a_voice_that_is_busy_keeps_no_key_waiting_when_its_variant_is_given_up(opened: Open, tmp_path: Path) -> None:
    may_leave = threading.Event()

    class Busy(Speaker):
        is_closed = False

        def close(self) -> None:
            may_leave.wait()
            super().close()
            self.is_closed = True

    executor = Executor()
    live = LiveSession(opened(SCRIPT), LiveOptions(), lambda: None, executor)

    def variant(session: Session) -> Variant:
        return live.variant(LiveTimeline.of(session, executor))

    for is_installed in (False, True):
        may_leave.clear()
        other = opened(SCRIPT)
        other.speaker = busy = Busy("tone", "en", Delivery(pace=1.2), tmp_path)
        if is_installed:
            variant(other).install()
            variant(opened(SCRIPT)).install()
        else:
            variant(other).drop()
        assert not busy.is_closed
        may_leave.set()
        live.close()
        assert busy.is_closed


def test_where_am_i_is_told_while_the_clock_stands(opened: Open) -> None:
    session = opened(SCRIPT)
    at_ms = session.timeline().holds[1].start_ms // 10 * 10 + 5_000
    heard = listen(session, {at_ms: "w"})
    spoken = ("Exercise 1 of 2: Bridge.", "Your left side.", "5 seconds left.")
    told_ms = sum(session.speaker.duration_ms(text) for text in spoken) + 2 * 800 + 500
    added_ms = len(heard.samples) / 48 - session.timeline().duration_ms
    assert told_ms <= added_ms <= told_ms + 1_500
    ends_like(heard.samples, whole(session), session.timeline().duration_ms - at_ms - 200)
    assert State.TELLING in heard.states


def test_a_side_of_another_name_is_told_by_its_name(opened: Open) -> None:
    session = opened(SCRIPT.replace("right, left", "front, back, top"))
    at_ms = session.timeline().holds[1].start_ms // 10 * 10 + 5_000
    heard = listen(session, {at_ms: "w"})
    spoken = ("Exercise 1 of 2: Bridge.", "Back.", "5 seconds left.")
    told_ms = sum(session.speaker.duration_ms(text) for text in spoken) + 2 * 800 + 500
    added_ms = len(heard.samples) / 48 - session.timeline().duration_ms
    assert told_ms <= added_ms <= told_ms + 1_500


WAITING = "One.\n\nTake your cushion. [wait 4s]\n\nThree.\n\n## Four\n\n- hold: 4s\n- ready: 1s"


def test_a_wait_lasts_until_a_key_where_keys_can_be_pressed(opened: Open) -> None:
    session = opened(WAITING)
    (wait,) = next(one for one in session.sections_live() if one.is_whole).section.waits
    assert wait.end_ms - wait.start_ms == 4_000
    heard = listen(session, {9_000: "x"}, LiveOptions(waits_for_keys=True))
    after_ms = session.timeline().duration_ms - wait.end_ms
    ends_like(heard.samples, whole(session), after_ms - EARCON_MS)
    assert len(heard.samples) / 48 - 9_000 - after_ms <= FADE_MS
    assert State.WAITING in heard.states
    asked = heard.samples[(wait.start_ms + 300) * 48 : (wait.start_ms + 2_000) * 48]
    assert np.abs(asked).max() > 0.05, "the words that ask for a key are heard"
    np.testing.assert_array_equal(listen(session, {}).samples, whole(session))


def test_a_key_ends_a_wait_early(opened: Open) -> None:
    session = opened(WAITING)
    (wait,) = next(one for one in session.sections_live() if one.is_whole).section.waits
    heard = listen(session, {wait.start_ms // 10 * 10 + 1_000: " "}, LiveOptions(waits_for_keys=True))
    assert len(heard.samples) / 48 < session.timeline().duration_ms - 2_000
    ends_like(heard.samples, whole(session), session.timeline().duration_ms - wait.end_ms - EARCON_MS)


def test_going_back_before_a_wait_waits_again(opened: Open) -> None:
    session = opened(WAITING)
    (wait,) = next(one for one in session.sections_live() if one.is_whole).section.waits
    waits = LiveOptions(waits_for_keys=True)
    heard = listen(session, {wait.start_ms // 10 * 10 - 300: "p", 20_000: "q"}, waits)
    assert heard.ending.position_ms == wait.end_ms - FADE_MS, "the clock stands when the fade-out is over"


def test_another_pace_asked_for_while_it_waits_comes_after_the_wait(opened: Open) -> None:
    session = opened(WAITING, Choices(voice="hibari", pace=Fraction(1)))
    faster = opened(WAITING, Choices(voice="hibari", pace=Fraction(11, 10)))
    (wait,) = next(one for one in faster.sections_live() if one.is_whole).section.waits
    after_ms = faster.timeline().duration_ms - wait.end_ms
    heard = listen(session, {9_000: "f", 16_000: " "}, LiveOptions(waits_for_keys=True))
    assert heard.shown[-1].pace == 1.1
    ends_like(heard.samples, whole(faster), after_ms - EARCON_MS)


REPS = "## Push-up\n\n- reps: 2\n- sides: right, left\n- ready: 1s\n- change: 2s\n- chimes: begin tick, end tick"


def test_a_key_ends_the_reps_of_each_side_and_a_file_gives_them_their_time(opened: Open) -> None:
    session = opened(REPS)
    right, left = next(one for one in session.sections_live() if one.is_whole).section.waits
    assert [wait.end_ms - wait.start_ms for wait in (right, left)] == [5_500, 5_500], "6 s from the tick on"
    later_ms = 20_000 - right.end_ms + left.end_ms
    heard = listen(session, {20_000: "x", later_ms + 9_000: " "}, LiveOptions(waits_for_keys=True))
    after_ms = session.timeline().duration_ms - left.end_ms
    ends_like(heard.samples, whole(session), after_ms - EARCON_MS)
    assert len(heard.samples) / 48 - (later_ms + 9_000) - after_ms <= FADE_MS
    for start_ms, is_asked in ((right.start_ms, True), (left.start_ms + 20_000 - right.end_ms, False)):
        asked = heard.samples[(start_ms + 300) * 48 : (start_ms + 2_000) * 48]
        assert bool(np.abs(asked).max() > 0.05) is is_asked, "a step asks once"
    np.testing.assert_array_equal(listen(session, {}).samples, whole(session))


def test_a_key_ends_reps_early(opened: Open) -> None:
    session = opened(REPS)
    right, left = next(one for one in session.sections_live() if one.is_whole).section.waits
    first_ms = right.start_ms // 10 * 10 + 1_000
    second_ms = first_ms + (left.start_ms - right.end_ms) // 10 * 10 + 1_000
    heard = listen(session, {first_ms: " ", second_ms: " "}, LiveOptions(waits_for_keys=True))
    after_ms = session.timeline().duration_ms - left.end_ms
    ends_like(heard.samples, whole(session), after_ms - EARCON_MS)
    assert len(heard.samples) / 48 - second_ms - after_ms <= 2 * FADE_MS


def go_away() -> None:
    raise DeviceGoneError("headphones")


def no_device() -> Device:
    raise DeviceError("headphones", "there is no such device", "")


def test_who_quits_while_the_device_is_away_is_not_told_of_an_error(opened: Open) -> None:
    room = Room(opened(SCRIPT))

    class QuitsThen(KeptDisplay):
        def show(self, status: Status) -> None:
            super().show(status)
            if status.state is State.LOST:
                room.keys.put("q")

    ending = room.play(room.device({9_000: go_away}), QuitsThen(), no_device)
    assert ending == Ending(by_person=True, position_ms=9_000, underruns=0)


def test_a_device_that_goes_away_is_waited_for(opened: Open) -> None:
    room, display = Room(opened(SCRIPT)), KeptDisplay()
    tried_ms: list[int] = []
    speaker = room.device({1_000: "q"})
    speaker.name = "speaker"

    def reopen() -> Device:
        tried_ms.append(room.time.now_ms)
        return speaker if len(tried_ms) == 2 else no_device()

    first = room.device({9_000: go_away})
    ending = room.play(first, display, reopen)
    assert 1_000 <= tried_ms[1] - tried_ms[0] <= 1_100, "once a second"
    lost = [status for status in display.shown if status.state is State.LOST]
    assert "was disconnected" in lost[0].message
    assert {status.position_ms for status in lost} == {9_000}, "the clock stands"
    assert display.shown[-1].message == "the sound device 'virtual' was disconnected; playing on 'speaker'"
    assert ending.by_person
    assert len(first.taken) == 9_000 * 48
    assert np.abs(speaker.taken[: 600 * 48]).max() > 0.01, "it comes back with two ticks, in a hold"


def test_a_script_that_is_saved_plays_on_at_the_same_place(opened: Open) -> None:
    session = opened(SCRIPT)
    path = session.script.path
    old = path.read_text(encoding="utf-8")
    hold = session.timeline().holds[0]
    new = old.replace("## Bridge", "## Rest\n\nRest a while.\n\n## Bridge").replace("hold: 4s", "hold: 6s")
    at_ms = hold.start_ms // 10 * 10

    def save(text: str) -> None:
        path.write_text(text, encoding="utf-8")

    presses: dict[int, Press] = {
        at_ms + 500: lambda: save(old.replace("hold: 10s", "hold: soon")),
        at_ms + 4_500: lambda: save(new),
    }
    time = VirtualTime()
    watching = LiveOptions(watch=ScriptWatch(str(path), session.script, time.now_s))
    heard = listen(session, presses, watching, time)
    assert any("still playing the previous version" in status.message for status in heard.shown)
    save(new)
    revised = opened(new)
    timeline = revised.timeline()
    ends_like(heard.samples, whole(revised), timeline.duration_ms - timeline.holds[0].end_ms)
    assert len(heard.samples) / 48 - timeline.duration_ms == pytest.approx(
        hold.start_ms - timeline.holds[0].start_ms, abs=1
    ), "the hold has its whole length"


class Counter(Device):
    """Takes blocks of a second as fast as they come, and counts the frames."""

    paced = False

    def __init__(self, channels: int) -> None:
        super().__init__(channels, "counter")
        self.frames = self.sounding_frames = 0

    def play(self, read: Read) -> None:
        while not self._stopped.is_set():
            block = read(48_000)
            self.frames += len(block)
            self.sounding_frames += int(np.count_nonzero(block))
            if len(block) < 48_000:
                return

    def close(self) -> None: ...


def test_an_hour_is_counted_frame_by_frame(opened: Open) -> None:
    session = opened("# Long\n\nHi.\n\n[3597s]\n\nBye.", Choices(voice="tone", wake_after_ms=0))
    counter = Counter(1)
    ending = Room(session).play(counter, KeptDisplay())
    duration_ms = session.timeline().duration_ms
    assert duration_ms > 3_597_000
    assert ending == Ending(by_person=False, position_ms=duration_ms, underruns=0)
    assert counter.frames == duration_ms * 48
    spoken_frames = sum(np.count_nonzero(session.speaker.pcm(text).samples) for text in ("Hi.", "Bye."))
    assert counter.sounding_frames == spoken_frames
