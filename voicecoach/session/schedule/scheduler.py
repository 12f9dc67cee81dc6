"""Place sections in time, one after another, and the words inside each hold.

Pure and exact: integer milliseconds in, integer milliseconds out. A section needs only the lengths of its own clips, so
live play begins when the phrases of the first section are spoken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import replace
from typing import TypeGuard

from voicecoach.errors import Diagnostic, ScriptError, Severity
from voicecoach.session import rules
from voicecoach.session.clock import Pulse
from voicecoach.session.cues import (
    BedCue,
    ChimeCue,
    Closing,
    Cue,
    EchoGap,
    Hold,
    HoldGap,
    Movement,
    ParagraphPause,
    Passage,
    Section,
    Silence,
    SpeechCue,
    Talk,
    UntilCue,
    VoicePause,
    WaitCue,
)
from voicecoach.session.schedule.beds import soften_chimes
from voicecoach.session.schedule.missed_times import missed_pulse, missed_until
from voicecoach.session.schedule.overlays import (
    Overlays,
    count_in_ms,
    counted_in,
    half_ms,
    overlays_of_gap,
    overlays_of_hold,
    overlays_of_movement,
)
from voicecoach.session.sounding import sounding
from voicecoach.session.timeline import (
    Clip,
    ClipSource,
    Dropped,
    PlacedBedChange,
    PlacedHold,
    PlacedSection,
    PlacedStep,
    PlacedWait,
    SoundSource,
    SpeechSource,
)
from voicecoach.units import LONGEST_SESSION_MS

_NOT_WANTED = "the guidance skips it"


def sources_of(section: Section) -> list[ClipSource]:
    """Return the sources of a section's clips, in the order of the session, each once."""
    return list(dict.fromkeys(_source(cue) for cue in sounding(section)))


def tells_remaining(section: Section) -> bool:
    """Return whether ``{remaining}`` is spoken in a section."""
    return any(isinstance(cue, SpeechCue) and cue.remaining_use is not None for cue in sounding(section))


class Scheduler:
    """Places one section after another; a placed section never moves again.

    Args:
        lengths_ms: The length of every source; the scheduler needs those of a section when it places that section.
        pauses: The pauses between phrases and paragraphs.
    """

    def __init__(self, lengths_ms: Mapping[ClipSource, int], pauses: rules.Pauses = rules.DEFAULT_PAUSES) -> None:
        self._lengths_ms = lengths_ms
        self._pauses = pauses
        self._next_ms = rules.LEAD_IN_MS  # the earliest onset of the next words
        self._content_end_ms = rules.LEAD_IN_MS  # the end of words, written silences and holds
        self._sounds_end_ms = 0  # the end of the last chime
        self._is_after_words = False  # only words are followed by a pause
        self._gap_start_ms: int | None = None  # the end of the last hold, while its gap lasts
        self._actions_in_gap_ms = 0
        self._exercise_start_ms = 0  # of the last hold, or of the last round of a movement
        self._step: int | None = None
        self._section_start_ms = 0
        self._earliest_ms = 0  # nothing of a step comes before its start
        self._clips: list[Clip] = []
        self._holds: list[PlacedHold] = []
        self._dropped: list[Dropped] = []
        self._waits: list[PlacedWait] = []
        self._bed_changes: list[PlacedBedChange] = []
        self._missed: tuple[int, Pulse] | None = None  # the longest rep that lasts longer than the clock says

    def duration_ms(self) -> int:
        """Return the session's length up to now, with the silence at its end."""
        return max(self._content_end_ms, self._sounds_end_ms) + rules.LEAD_OUT_MS

    def place_partial(self, partial: Section) -> PlacedSection:
        """Return the first part of a section at its place (see :func:`~voicecoach.session.cues.partial_sections`).

        The scheduler itself does not advance. Only the words are settled, up to their end.
        """
        placed = copy(self).place(partial)
        return replace(placed, settled_ms=placed.clips[-1].end_ms)

    def place(self, section: Section) -> PlacedSection:
        """Return a section at its place.

        Raises:
            ScriptError: The session would be longer than 24 hours, located at this section; or words miss a time that
                the script names. Of the reps that are too long for the clock, the error tells the longest.
        """
        self._clips, self._holds, self._dropped, self._waits, self._bed_changes = [], [], [], [], []
        self._missed = None
        self._step = section.index
        for speech in section.left_out:
            self._dropped.append(
                Dropped(self._step, speech.role, speech.text, _NOT_WANTED, speech.location, is_chosen=True)
            )
        self._pause_for_paragraph()  # a heading or a divider separates paragraphs as a blank line does
        if section.index is not None:
            grid_ms = rules.STEP_GRID_MS
            self._next_ms = self._earliest_ms = -(-self._next_ms // grid_ms) * grid_ms  # rounded up
        start_ms = self._section_start_ms = self._next_ms
        for passage in section.passages:
            self._place(passage)
        if self._missed is not None:
            needed_ms, pulse = self._missed
            raise missed_pulse(pulse, needed_ms)
        if self.duration_ms() > LONGEST_SESSION_MS:
            message = "this makes the session longer than 24 hours"
            hint = "shorten holds or pauses, or repeat less often"
            raise ScriptError([Diagnostic(section.location, Severity.ERROR, message, hint)])
        return PlacedSection(
            PlacedStep(section.index, section.name, start_ms, self._next_ms, section.clock),
            tuple(sorted(soften_chimes(self._clips), key=lambda clip: clip.start_ms)),
            tuple(self._holds),
            tuple(self._dropped),
            section.chapter,
            settled_ms=self._content_end_ms,
            bed=section.bed,
            side_names=section.side_names,
            waits=tuple(self._waits),
            bed_changes=tuple(self._bed_changes),
        )

    def _place(self, passage: Passage) -> None:
        match passage:
            case Talk(cues):
                self._gap_start_ms = None
                self._lay(cues)
                self._pause_for_paragraph()
                self._actions_in_gap_ms = 0
            case Closing(cues, spare_ms):
                self._lay(cues)
                self._let_pass(spare_ms)
            case HoldGap():
                self._hold_gap(passage)
            case Hold():
                self._hold(passage)
            case Movement():
                self._movement(passage)

    def _lay(self, cues: Iterable[Cue]) -> None:
        """Place cues one after another."""
        for cue in cues:
            match cue:
                case SpeechCue():
                    end_ms = self._add(cue, self._next_ms)
                    self._content_end_ms, self._next_ms = end_ms, end_ms + self._pauses.cue_ms
                    self._is_after_words = True
                case ParagraphPause():
                    self._pause_for_paragraph()
                case ChimeCue():
                    end_ms = self._add(cue, self._next_ms)
                    after_ms = rules.AFTER_CHIME_MS if cue.after_ms is None else cue.after_ms
                    self._advance(end_ms if cue.is_recording else self._next_ms + after_ms, self._next_ms)
                case VoicePause(duration_ms):
                    self._pause_for_voice(duration_ms)
                case BedCue(bed, fade_ms):
                    at_ms = max(self._content_end_ms, self._section_start_ms)
                    self._bed_changes.append(PlacedBedChange(at_ms, bed, fade_ms))
                case UntilCue():
                    self._silence_until(cue)
                case Silence() | WaitCue() | EchoGap():
                    self._silence(cue)

    def _silence(self, cue: Silence | WaitCue | EchoGap) -> None:
        duration_ms = cue.after_ms(self._length_ms(cue.speech)) if isinstance(cue, EchoGap) else cue.duration_ms
        begin_ms = max(self._content_end_ms, self._earliest_ms)
        self._advance(begin_ms + duration_ms, begin_ms)
        if isinstance(cue, WaitCue):
            self._waits.append(PlacedWait(begin_ms, begin_ms + duration_ms))

    def _pause_for_voice(self, duration_ms: int) -> None:
        """Make the pause after words that of a sentence or clause, where it would be that between two cues."""
        if self._is_after_words and self._next_ms == self._content_end_ms + self._pauses.cue_ms:
            self._next_ms = self._content_end_ms + duration_ms

    def _silence_until(self, until: UntilCue) -> None:
        """Move on to a time; what comes next starts exactly then.

        Raises:
            ScriptError: The words before it last longer.
        """
        begin_ms = max(self._content_end_ms, self._earliest_ms)
        end_ms = until.time_ms + (self._section_start_ms if until.is_from_step else 0)
        if begin_ms == rules.LEAD_IN_MS:
            end_ms = max(end_ms, begin_ms)  # the session itself begins with silence
        if end_ms < begin_ms:
            since_ms = self._section_start_ms if until.is_from_step else 0
            raise missed_until(until, begin_ms - since_ms)
        self._advance(end_ms, begin_ms)
        self._next_ms = end_ms

    def _pause_for_paragraph(self) -> None:
        if not self._is_after_words:
            return
        # The pause of a paragraph takes the place of the pause between phrases, also where it is the shorter one.
        is_pause_alone = self._next_ms == self._content_end_ms + self._pauses.cue_ms
        paragraph_end_ms = self._content_end_ms + self._pauses.paragraph_ms
        self._next_ms = paragraph_end_ms if is_pause_alone else max(self._next_ms, paragraph_end_ms)

    def _advance(self, end_ms: int, begin_ms: int) -> None:
        """Move on to the end of a silence, chime or recording that the script asks for; it adds no pause."""
        self._actions_in_gap_ms += end_ms - begin_ms
        self._content_end_ms = end_ms
        self._next_ms = max(end_ms, self._next_ms) if not self._is_after_words else end_ms
        self._is_after_words = False

    def _hold_gap(self, gap: HoldGap) -> None:
        """Place the words of a gap, and end the gap at the start of the hold."""
        gap_start_ms = self._gap_start_ms
        if gap_start_ms is None:
            gap_start_ms = self._content_end_ms = self._next_ms
            self._actions_in_gap_ms = 0
        if gap.switch is not None:
            switch_ms = gap_start_ms + rules.SWITCH_AFTER_END_MS
            self._add(gap.switch, switch_ms)
            # Without words, the chime itself has to come in time before the hold.
            self._content_end_ms = max(self._content_end_ms, switch_ms)
            self._next_ms = max(self._next_ms, switch_ms + rules.AFTER_SWITCH_MS)
        self._lay(gap.cues)
        words_end_ms = self._content_end_ms
        words_ms = words_end_ms - gap_start_ms - self._actions_in_gap_ms
        gap_ms = max(gap.spare_ms + gap.key_ms, words_ms + rules.GAP_TAIL_MS) + self._actions_in_gap_ms
        end_ms = max(gap_start_ms + gap_ms, self._earliest_ms)
        count_ms = count_in_ms(gap.get_ready, self._length_ms)
        if gap.get_ready:
            end_ms = max(end_ms, self._next_ms + count_ms)
        if gap.pulse is not None:
            has_words = words_end_ms > gap_start_ms
            least_ms = words_end_ms + rules.GAP_TAIL_MS if has_words else gap_start_ms
            least_ms = max(least_ms, self._next_ms + count_ms if gap.get_ready else 0)
            end_ms = self._pulse_ms(gap.pulse, least_ms)
        self._lay_over(
            overlays_of_gap(gap, end_ms - gap_start_ms, words_end_ms - gap_start_ms, self._length_ms), gap_start_ms
        )
        for cue in gap.too_long:
            if isinstance(cue, SpeechCue):
                self._drop(cue, "every rest is too short for it")
        for before_ms, speech in counted_in(gap.get_ready, self._length_ms):
            self._add(speech, end_ms - before_ms)
        self._content_end_ms = end_ms
        self._actions_in_gap_ms = 0

    def _pulse_ms(self, pulse: Pulse, least_ms: int) -> int:
        """Return the start of the next rep by the clock, or after what comes before, and note that it is missed.

        Args:
            pulse: The clock.
            least_ms: The earliest start after what comes before.
        """
        end_ms = self._exercise_start_ms + pulse.every_ms
        if least_ms > end_ms:
            needed_ms = least_ms - self._exercise_start_ms
            self._missed = max(self._missed or (0, pulse), (needed_ms, pulse), key=lambda one: one[0])
        return max(end_ms, least_ms)

    def _let_pass(self, spare_ms: int) -> None:
        """Let the gap last until the time is over that a step gives to its reps."""
        if not spare_ms or self._gap_start_ms is None:
            return
        end_ms = self._gap_start_ms + spare_ms
        if end_ms > self._next_ms:
            self._next_ms = end_ms
            self._is_after_words = False
        self._content_end_ms = max(self._content_end_ms, end_ms)
        self._gap_start_ms = end_ms
        self._actions_in_gap_ms = 0

    def _hold(self, hold: Hold) -> None:
        start_ms = self._exercise_start_ms = self._content_end_ms
        end_ms = start_ms + hold.hold_ms
        assert self._step is not None
        self._holds.append(PlacedHold(self._step, hold.side, hold.set_number, hold.rep, start_ms, end_ms))
        overlays = overlays_of_hold(hold, self._length_ms)
        self._signal(hold.begin, start_ms)
        self._lay_over(overlays, start_ms)
        if not overlays.has_half:
            self._signal(hold.half_chime, start_ms + half_ms(hold.hold_ms))
        self._end_exercise(hold.end, end_ms)

    def _movement(self, movement: Movement) -> None:
        start_ms = at_ms = self._content_end_ms
        self._exercise_start_ms = start_ms + movement.last_round_ms
        self._signal(movement.begin, start_ms)
        for phase in movement.phases:
            self._signal(phase.signal, at_ms)
            at_ms += phase.duration_ms
        overlays = overlays_of_movement(movement, self._length_ms)
        self._lay_over(overlays, start_ms)
        if movement.ends_by_key:
            self._wait_in(movement, start_ms, overlays)
        self._end_exercise(movement.end, at_ms)

    def _wait_in(self, movement: Movement, start_ms: int, overlays: Overlays) -> None:
        """Wait for a key from the begin signal, or from the last words, up to the end of the movement."""
        end_ms = start_ms + movement.duration_ms
        words_ms = [start_ms + at_ms + self._length_ms(cue) for at_ms, cue in overlays.placed if _speaks(cue)]
        begin_ms = max(start_ms + _after_ms(movement.begin), *words_ms, start_ms)
        begin_ms = max(min(begin_ms, end_ms - rules.SHORTEST_WAIT_MS), start_ms)
        self._waits.append(PlacedWait(begin_ms, end_ms, is_of_reps=True))

    def _lay_over(self, overlays: Overlays, start_ms: int) -> None:
        """Place words and chimes over an exercise, and note those that are dropped."""
        for at_ms, cue in overlays.placed:
            self._add(cue, start_ms + at_ms)
        for cue, reason in overlays.dropped:
            self._drop(cue, reason)

    def _end_exercise(self, signal: ChimeCue | None, end_ms: int) -> None:
        """Place the end signal and open the gap after it."""
        self._signal(signal, end_ms)
        self._gap_start_ms = self._content_end_ms = end_ms
        self._next_ms = end_ms + _after_ms(signal)
        self._is_after_words = False

    def _length_ms(self, speech: SpeechCue) -> int:
        return self._lengths_ms[_source(speech)]

    def _signal(self, chime: ChimeCue | None, at_ms: int) -> None:
        if chime is not None:
            self._add(chime, at_ms)

    def _add(self, cue: SpeechCue | ChimeCue, start_ms: int) -> int:
        """Add a clip and return its end in milliseconds."""
        source = _source(cue)
        duration_ms = self._lengths_ms[source]
        clip = Clip(
            source,
            start_ms,
            duration_ms,
            cue.role,
            text=cue.text if isinstance(cue, SpeechCue) else "",
            step=self._step,
            side=cue.side,
            location=cue.location,
            remaining_use=cue.remaining_use if isinstance(cue, SpeechCue) else None,
        )
        self._clips.append(clip)
        self._sounds_end_ms = max(self._sounds_end_ms, clip.end_ms)
        return clip.end_ms

    def _drop(self, cue: SpeechCue | ChimeCue, reason: str) -> None:
        text = cue.text if isinstance(cue, SpeechCue) else f"[chime {cue.sound}]"
        self._dropped.append(Dropped(self._step, cue.role, text, reason, cue.location))


def _after_ms(signal: ChimeCue | None) -> int:
    """Return the time from the onset of a signal to the next words."""
    is_short = signal is None or signal.sound == rules.REP_CHIME
    return rules.AFTER_TICK_MS if is_short else rules.AFTER_CHIME_MS


def _speaks(cue: SpeechCue | ChimeCue) -> TypeGuard[SpeechCue]:
    return isinstance(cue, SpeechCue)


def speech_source(cue: SpeechCue) -> SpeechSource:
    """Return the source of a cue's clip."""
    return SpeechSource(cue.spoken, cue.pitch_semitones, cue.longest_ms, cue.voice)


def _source(cue: SpeechCue | ChimeCue) -> ClipSource:
    if isinstance(cue, SpeechCue):
        return speech_source(cue)
    return SoundSource(cue.sound, cue.is_recording, cue.pitch_semitones)
