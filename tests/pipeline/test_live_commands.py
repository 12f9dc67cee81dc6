"""Every command of a session that plays, sample by sample: the timeline from another place, or edited."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest

from voicecoach.errors import DeviceError
from voicecoach.live.session import LiveOptions, LiveSession
from voicecoach.live.variant import SessionTake
from voicecoach.live.watch import Watch
from voicecoach.play.changes import Changes
from voicecoach.play.controls.keys import Keys
from voicecoach.play.devices.base import Device, DeviceGoneError
from voicecoach.play.display.base import Display
from voicecoach.play.errands import Errands
from voicecoach.play.player import Ending, Settings, play_programme
from voicecoach.play.status import State
from voicecoach.play.transport import Transport
from voicecoach.session.cues import Role
from voicecoach.session.navigate.lengthen import Extension, lengthened, shifted
from voicecoach.session.options import Choices
from voicecoach.session.timeline import SpeechSource
from voicecoach.voices.speaker import Speaker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from voicecoach.pipeline.session import Session
    from voicecoach.play.devices.base import Block, Read
    from voicecoach.play.programme import Take
    from voicecoach.play.status import Status

    Open = Callable[..., Session]
    Listen = Callable[..., "Heard"]
    Press = str | Callable[[], object]

BLOCK_MS = 10
ANSWER_MS = 100
EARCON_MS = 600
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


class MatDevice(Device):
    """Keeps all that it takes, in blocks of 10 ms, some times as fast as it is heard; presses keys on its way."""

    def __init__(self, channels: int, presses: dict[int, Callable[[], object]], speed: float) -> None:
        super().__init__(channels, "mat")
        self._presses = dict(presses)
        self._speed = speed
        self._blocks: list[Block] = []

    @property
    def taken(self) -> NDArray[np.float32]:
        return np.concatenate(self._blocks)[:, 0]

    def play(self, read: Read) -> None:
        began_s = time.monotonic()
        for taken_ms in range(0, 3_600_000, BLOCK_MS):
            if self._stopped.is_set():
                return
            if press := self._presses.pop(taken_ms, None):
                press()
            block = read(BLOCK_MS * 48)
            self._blocks.append(block.copy())
            if len(block) < BLOCK_MS * 48:
                return
            self._stopped.wait(max(began_s + taken_ms / 1000 / self._speed - time.monotonic(), 0))

    def close(self) -> None: ...


class Fingers(Keys):
    """Keys that the device presses."""

    def __init__(self) -> None:
        self._pressed: deque[str] = deque()
        self._woken = threading.Event()
        self._answered = threading.Event()

    def press(self, key: str) -> None:
        """Press a key, and return once it is answered: what is measured is sound, and not a busy machine."""
        self._answered.clear()
        self._pressed.append(key)
        self._woken.set()
        self._answered.wait(2)

    def put(self, key: str) -> None:
        """Press a key, and do not wait."""
        self._pressed.append(key)

    def wait(self, timeout_ms: int) -> str | None:
        if not self._pressed:
            self._answered.set()
            self._woken.wait(timeout_ms / 1000)
            self._woken.clear()
        return self._pressed.popleft() if self._pressed else None

    def wake(self) -> None:
        self._woken.set()


@dataclass
class Eyes(Display):
    shown: list[Status] = field(default_factory=list)

    def show(self, status: Status) -> None:
        self.shown.append(status)


@dataclass(frozen=True)
class Heard:
    ending: Ending
    samples: NDArray[np.float32]
    shown: list[Status]

    @property
    def states(self) -> set[State]:
        return {status.state for status in self.shown}


@pytest.fixture
def listen() -> Listen:
    """Return a function that plays a session, every phrase spoken before, with keys pressed on the way."""

    def hear(
        session: Session,
        presses: dict[int, Press],
        *,
        speed: float = 20.0,
        options: LiveOptions = LiveOptions(),  # noqa: B008 - frozen
        settings: Settings = Settings(),  # noqa: B008 - frozen
    ) -> Heard:
        session.timeline()
        fingers, eyes = Fingers(), Eyes()
        live = LiveSession(session, options, fingers.wake)
        at_ms = {
            at_ms: (lambda press=press: fingers.press(press)) if isinstance(press, str) else press
            for at_ms, press in presses.items()
        }
        device = MatDevice(live.channels, at_ms, speed)
        try:
            ending = play_programme(live, device=device, keys=fingers, display=eyes, settings=settings)
        finally:
            live.close()
        return Heard(ending, device.taken, eyes.shown)

    return hear


def whole(session: Session) -> NDArray[np.float32]:
    return np.concatenate(list(session.blocks(session.timeline())))[:, 0]


def ends_like(heard: NDArray[np.float32], expected: NDArray[np.float32], least_ms: int) -> None:
    """Assert that a sound ends with the last so many milliseconds of another, sample by sample."""
    frames = least_ms * 48
    assert len(heard) >= frames
    np.testing.assert_array_equal(heard[-frames:], expected[-frames:])


def test_with_no_key_pressed_it_is_the_whole_mix(opened: Open, listen: Listen) -> None:
    session = opened(SCRIPT)
    heard = listen(session, {})
    np.testing.assert_array_equal(heard.samples, whole(session))
    assert heard.ending == Ending(by_person=False, position_ms=session.timeline().duration_ms, underruns=0)


STILL = "## Still\n\n- hold: 90s\n- ready: 2s\n- chimes: off\n- countdown: 0\n- at half: off"


def test_every_command_is_answered_by_ear_within_100_ms(opened: Open, listen: Listen) -> None:
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


def test_next_goes_to_the_next_step(opened: Open, listen: Listen) -> None:
    session = opened(SCRIPT)
    heard = listen(session, {8_000: "n"})
    left_ms = session.timeline().duration_ms - session.timeline().steps[1].start_ms
    ends_like(heard.samples, whole(session), left_ms - EARCON_MS)
    # How soon the rest comes is the machine's; that it answers at once is held by the test of answers.
    assert len(heard.samples) / 48 - 8_000 - left_ms <= ANSWER_MS + FADE_MS + 2_000


def test_keys_pressed_together_count_each(opened: Open, listen: Listen) -> None:
    """The device waits while they are answered: none of the jumps is over before the next key."""
    four = "\n\n".join(f"## Step {name}\n\n- hold: 4s\n- ready: 1s" for name in ("A", "B", "C", "D"))
    session = opened(four)
    steps = session.timeline().steps

    def quits_in(keys: str, step: int) -> None:
        heard = listen(session, {2_000: keys[0], 2_010: keys[1], 2_020: keys[2:] or "x", 4_000: "q"}, speed=3)
        assert steps[step].start_ms <= heard.ending.position_ms < steps[step].end_ms, keys

    quits_in("nn", 2)
    quits_in("nnn", 3)
    quits_in("nnp", 1)
    quits_in("nv", 1)
    quits_in("nt", 1)


def test_the_other_side_begins_with_its_cue(opened: Open, listen: Listen) -> None:
    session = opened(SCRIPT)
    timeline = session.timeline()
    heard = listen(session, {8_000: "o", 9_000: "r", 10_000: "o", 11_000: "o"})
    cue = next(clip for clip in timeline.clips if clip.role is Role.CUE and clip.side == "left")
    begin_ms = min(cue.start_ms, timeline.holds[1].start_ms - 3_000)
    ends_like(heard.samples, whole(session), timeline.duration_ms - begin_ms - EARCON_MS)


def test_again_goes_back_to_the_start_of_the_side(opened: Open, listen: Listen) -> None:
    session = opened(SCRIPT)
    hold = session.timeline().holds[0]
    pressed_ms = hold.start_ms // 10 * 10 + 6_000
    heard = listen(session, {pressed_ms: "r"})
    repeated_ms = len(heard.samples) / 48 - session.timeline().duration_ms
    assert 6_000 + 2_900 <= repeated_ms <= pressed_ms
    ends_like(heard.samples, whole(session), session.timeline().duration_ms - hold.start_ms)


def test_previous_goes_to_the_start_of_this_step_and_then_further(opened: Open, listen: Listen) -> None:
    session = opened(SCRIPT)
    timeline = session.timeline()
    plank_ms = timeline.steps[1].start_ms // 10 * 10
    heard = listen(session, {plank_ms + 4_000: "p", plank_ms + 5_000: "p", plank_ms + 6_000: "q"})
    assert timeline.steps[0].start_ms <= heard.ending.position_ms <= timeline.steps[0].start_ms + 1_200


def test_what_is_not_possible_gets_a_lower_tick_and_changes_nothing(opened: Open, listen: Listen) -> None:
    session = opened(SCRIPT)
    plank_ms = session.timeline().holds[2].start_ms // 10 * 10 + 3_000
    heard = listen(session, {1_000: "t", plank_ms: "n", plank_ms + 1_000: "o"})
    expected = whole(session)
    assert len(heard.samples) == len(expected)
    changed_ms = np.unique(np.flatnonzero(heard.samples != expected) // 48 // 1_000)
    assert set(changed_ms) <= {1, plank_ms // 1_000, plank_ms // 1_000 + 1, plank_ms // 1_000 + 2}


def lengthened_mix(session: Session, elapsed_ms: list[int]) -> NDArray[np.float32]:
    """Return the mix with the first hold 10 s longer for each wish."""
    from voicecoach.mix.mixer import Stretch, mix

    sections = [ready.section for ready in session.sections_live() if ready.is_whole]
    for elapsed in elapsed_ms:
        sections[1] = lengthened(sections[1], Extension(1, 0, elapsed, 10_000))
        sections[2:] = [shifted(section, 10_000) for section in sections[2:]]
    clips = sorted((clip for section in sections for clip in section.clips), key=lambda clip: clip.start_ms)
    total_ms = session.timeline().duration_ms + 10_000 * len(elapsed_ms)
    return np.concatenate(list(mix([Stretch(clips, total_ms)], session.sound_of)))[:, 0]


def test_more_makes_the_hold_ten_seconds_longer_each_time(opened: Open, listen: Listen) -> None:
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


def test_a_countdown_that_has_begun_is_heard_again(opened: Open, listen: Listen) -> None:
    session = opened(SCRIPT)
    hold = session.timeline().holds[0]
    pressed_ms = hold.start_ms // 10 * 10 + 8_300  # after "two", before "one"
    heard = listen(session, {pressed_ms: "t"}, speed=12)
    expected = lengthened_mix(session, [8_400])
    assert len(heard.samples) == len(expected)
    quiet = (pressed_ms + EARCON_MS) * 48
    np.testing.assert_array_equal(heard.samples[quiet:], expected[quiet:])


def test_pausing_in_a_hold_comes_back_with_what_was_left_of_it(opened: Open, listen: Listen) -> None:
    session = opened(SCRIPT)
    at_ms = session.timeline().holds[0].start_ms // 10 * 10 + 4_000
    heard = listen(session, {at_ms: " ", at_ms + 5_000: " "})
    added_ms = len(heard.samples) / 48 - session.timeline().duration_ms
    assert 5_000 + 1_200 <= added_ms <= 5_000 + 1_500, "the pause, and two ticks with a second to get back"
    ends_like(heard.samples, whole(session), session.timeline().duration_ms - at_ms - 200)
    assert heard.ending.position_ms == session.timeline().duration_ms
    assert State.PAUSED in heard.states


def test_reentry_can_be_spoken_or_off(opened: Open, listen: Listen) -> None:
    session = opened(SCRIPT)
    at_ms = session.timeline().holds[0].start_ms // 10 * 10 + 4_000
    added_ms = {}
    for reentry in ("voice", "off"):
        heard = listen(session, {at_ms: " ", at_ms + 2_000: " "}, options=LiveOptions(reentry=reentry))
        added_ms[reentry] = len(heard.samples) / 48 - session.timeline().duration_ms
    assert added_ms["off"] <= 2_100
    assert added_ms["voice"] >= 2_000 + len("And on.") * 60 + 500


def test_a_muted_voice_is_silent_and_the_chimes_stay(opened: Open, listen: Listen) -> None:
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


def test_louder_and_softer_in_steps_and_never_above_the_ceiling(opened: Open, listen: Listen) -> None:
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


def test_faster_speech_from_the_next_cue_on_loses_no_place(opened: Open, listen: Listen) -> None:
    session = opened(SCRIPT, Choices(voice="hibari", pace=Fraction(1)))
    faster = opened(SCRIPT, Choices(voice="hibari", pace=Fraction(11, 10)))
    timeline = faster.timeline()
    hold = session.timeline().holds[0]
    pressed_ms = hold.start_ms // 10 * 10 + 2_000
    heard = listen(session, {pressed_ms: "f"}, speed=8)
    assert heard.shown[-1].pace == 1.1
    ends_like(heard.samples, whole(faster), timeline.duration_ms - timeline.holds[0].end_ms)
    shorter_ms = hold.start_ms - timeline.holds[0].start_ms
    assert shorter_ms > 0
    assert timeline.duration_ms < session.timeline().duration_ms
    assert len(heard.samples) == (timeline.duration_ms + shorter_ms) * 48, "the hold has its whole length"


def test_a_voice_that_is_busy_keeps_no_key_waiting_when_its_take_is_given_up(opened: Open, tmp_path: Path) -> None:
    may_leave = threading.Event()

    class Busy(Speaker):
        is_closed = False

        def close(self) -> None:
            may_leave.wait(5)
            super().close()
            self.is_closed = True

    live = LiveSession(opened(SCRIPT), LiveOptions(), lambda: None)
    for give_up in (SessionTake.drop, SessionTake.install):
        may_leave.clear()
        other = opened(SCRIPT)
        other.speaker = busy = Busy("tone", "en", 1.2, tmp_path)
        take = SessionTake(live, other, lambda: None)
        give_up(take)
        if give_up is SessionTake.install:
            SessionTake(live, opened(SCRIPT), lambda: None).install()
        assert not busy.is_closed
        may_leave.set()
        live.close()
        assert busy.is_closed


def test_of_many_wishes_for_another_pace_one_take_is_made_at_a_time(opened: Open) -> None:
    live = LiveSession(opened(SCRIPT), LiveOptions(), lambda: None)
    may_go_on = threading.Event()
    made: list[str] = []

    def making(name: str) -> Callable[[], Take]:
        def make() -> Take:
            made.append(name)
            may_go_on.wait(10)
            return SessionTake(live, opened(SCRIPT), lambda: None)

        return make

    errands = Errands(lambda: None)
    changes = Changes(
        live, Transport(live.channels), errands, lambda: None, is_patient=False, is_muted=False
    )  # fmt: skip
    for name in ("first", "second", "third"):
        changes.take(making(name), lambda _error: None)
    may_go_on.set()
    for _ in range(500):
        errands.finish()
        time.sleep(0.01)
        if len(made) == 2:
            break
    changes.close()
    live.close()
    assert made == ["first", "third"]


def test_where_am_i_is_told_while_the_clock_stands(opened: Open, listen: Listen) -> None:
    session = opened(SCRIPT)
    at_ms = session.timeline().holds[1].start_ms // 10 * 10 + 5_000
    heard = listen(session, {at_ms: "w"}, speed=8)
    spoken = ("Exercise 1 of 2: Bridge.", "Your left side.", "5 seconds left.")
    told_ms = sum(session.speaker.duration_ms(text) for text in spoken) + 2 * 300 + 500
    added_ms = len(heard.samples) / 48 - session.timeline().duration_ms
    assert told_ms <= added_ms <= told_ms + 1_500
    ends_like(heard.samples, whole(session), session.timeline().duration_ms - at_ms - 200)
    assert State.TELLING in heard.states


WAITING = "One.\n\nTake your cushion. [wait 4s]\n\nThree.\n\n## Four\n\n- hold: 4s\n- ready: 1s"


def test_a_wait_lasts_until_a_key_where_keys_can_be_pressed(opened: Open, listen: Listen) -> None:
    session = opened(WAITING)
    (wait,) = next(one for one in session.sections_live() if one.is_whole).section.waits
    assert wait.end_ms - wait.start_ms == 4_000
    heard = listen(session, {9_000: "x"}, options=LiveOptions(waits_for_keys=True), speed=6)
    after_ms = session.timeline().duration_ms - wait.end_ms
    ends_like(heard.samples, whole(session), after_ms - EARCON_MS)
    assert len(heard.samples) / 48 - 9_000 - after_ms <= ANSWER_MS + FADE_MS + 300
    assert State.WAITING in heard.states
    asked = heard.samples[(wait.start_ms + 300) * 48 : (wait.start_ms + 2_000) * 48]
    assert np.abs(asked).max() > 0.05, "the words that ask for a key are heard"
    np.testing.assert_array_equal(listen(session, {}).samples, whole(session))


def test_a_key_ends_a_wait_early(opened: Open, listen: Listen) -> None:
    session = opened(WAITING)
    (wait,) = next(one for one in session.sections_live() if one.is_whole).section.waits
    heard = listen(session, {wait.start_ms // 10 * 10 + 1_000: " "}, options=LiveOptions(waits_for_keys=True))
    assert len(heard.samples) / 48 < session.timeline().duration_ms - 2_000
    ends_like(heard.samples, whole(session), session.timeline().duration_ms - wait.end_ms - EARCON_MS)


def test_going_back_before_a_wait_waits_again(opened: Open, listen: Listen) -> None:
    session = opened(WAITING)
    (wait,) = next(one for one in session.sections_live() if one.is_whole).section.waits
    waits = LiveOptions(waits_for_keys=True)
    heard = listen(session, {wait.start_ms // 10 * 10 - 300: "p", 20_000: "q"}, options=waits, speed=6)
    assert heard.ending.position_ms == wait.end_ms - FADE_MS, "the clock stands when the fade-out is over"


def test_another_pace_asked_for_while_it_waits_comes_after_the_wait(opened: Open, listen: Listen) -> None:
    session = opened(WAITING, Choices(voice="hibari", pace=Fraction(1)))
    faster = opened(WAITING, Choices(voice="hibari", pace=Fraction(11, 10)))
    (wait,) = next(one for one in faster.sections_live() if one.is_whole).section.waits
    after_ms = faster.timeline().duration_ms - wait.end_ms
    heard = listen(session, {9_000: "f", 16_000: " "}, options=LiveOptions(waits_for_keys=True), speed=4)
    assert heard.shown[-1].pace == 1.1
    ends_like(heard.samples, whole(faster), after_ms - EARCON_MS)


class Headphones(MatDevice):
    """Goes away in the middle of the first hold."""

    def play(self, read: Read) -> None:
        for _ in range(900):
            self._blocks.append(read(480).copy())
            time.sleep(0.0005)
        raise DeviceGoneError("headphones")


def test_who_quits_while_the_device_is_away_is_not_told_of_an_error(opened: Open) -> None:
    session = opened(SCRIPT)
    session.timeline()
    fingers = Fingers()

    class QuitsThen(Eyes):
        def show(self, status: Status) -> None:
            super().show(status)
            if status.state is State.LOST:
                fingers.put("q")

    def reopen() -> Device:
        raise DeviceError("headphones", "there is no such device", "")

    live = LiveSession(session, LiveOptions(), fingers.wake)
    ending = play_programme(live, device=Headphones(1, {}, 1), keys=fingers, display=QuitsThen(), reopen=reopen)
    live.close()
    assert ending == Ending(by_person=True, position_ms=9_000, underruns=0)


def test_a_device_that_goes_away_is_waited_for(opened: Open) -> None:
    session = opened(SCRIPT)
    session.timeline()
    fingers, eyes = Fingers(), Eyes()
    tried: list[float] = []

    speaker = MatDevice(1, {1_000: lambda: fingers.press("q")}, 12)

    def reopen() -> Device:
        tried.append(time.monotonic())
        if len(tried) < 2:
            raise DeviceError("headphones", "there is no such device", "")
        return speaker

    live = LiveSession(session, LiveOptions(), fingers.wake)
    first = Headphones(1, {}, 1)
    speaker.name = "speaker"
    ending = play_programme(live, device=first, keys=fingers, display=eyes, reopen=reopen)
    live.close()
    assert len(tried) == 2
    assert tried[1] - tried[0] >= 0.9
    lost = [status for status in eyes.shown if status.state is State.LOST]
    assert lost
    assert "went away" in lost[0].message
    assert {status.position_ms for status in lost} == {9_000}, "the clock stands"
    assert eyes.shown[-1].message == "the sound device 'mat' went away; 'speaker' goes on"
    assert ending.by_person
    assert len(first.taken) == 9_000 * 48
    assert np.abs(speaker.taken[: 600 * 48]).max() > 0.01, "it comes back with two ticks, in a hold"


def test_a_script_that_is_saved_plays_on_at_the_same_place(opened: Open, listen: Listen) -> None:
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
    watching = LiveOptions(watch=Watch(str(path), session.script))
    heard = listen(session, presses, speed=5, options=watching)
    assert any("cannot be played yet" in status.message for status in heard.shown)
    save(new)
    revised = opened(new)
    timeline = revised.timeline()
    ends_like(heard.samples, whole(revised), timeline.duration_ms - timeline.holds[0].end_ms)
    assert len(heard.samples) / 48 - timeline.duration_ms == pytest.approx(
        hold.start_ms - timeline.holds[0].start_ms, abs=1
    ), "the hold has its whole length"


class Reel(Device):
    """Takes blocks of a second as fast as they come, and counts the frames."""

    paced = False

    def __init__(self, channels: int) -> None:
        super().__init__(channels, "reel")
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
    fingers, reel = Fingers(), Reel(1)
    live = LiveSession(session, LiveOptions(), fingers.wake)
    ending = play_programme(live, device=reel, keys=fingers, display=Eyes())
    live.close()
    duration_ms = session.timeline().duration_ms
    assert duration_ms > 3_597_000
    assert ending == Ending(by_person=False, position_ms=duration_ms, underruns=0)
    assert reel.frames == duration_ms * 48
    spoken_frames = sum(np.count_nonzero(session.speaker.pcm(text).samples) for text in ("Hi.", "Bye."))
    assert reel.sounding_frames == spoken_frames
