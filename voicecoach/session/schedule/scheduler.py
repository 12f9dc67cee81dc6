"""Sections to timeline: a fold, section by section, over the lengths known so far.

Pure and exact: integer milliseconds in, integer milliseconds out. A section needs only the lengths of its own
clips, so live play begins when the first section's phrases are spoken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import replace

from voicecoach.errors import Diagnostic, ScriptError, Severity
from voicecoach.session import rules
from voicecoach.session.cues import (
    ChimeCue,
    Closing,
    Cue,
    Hold,
    HoldGap,
    Movement,
    ParagraphPause,
    Passage,
    Section,
    Silence,
    SpeechCue,
    Talk,
    WaitCue,
    sounding,
)
from voicecoach.session.schedule.beds import with_soft_strikes
from voicecoach.session.schedule.chapters import chapters_of
from voicecoach.session.schedule.overlays import half_ms, laid_out, place_overlays
from voicecoach.session.timeline import (
    Clip,
    ClipSource,
    Dropped,
    PlacedHold,
    PlacedSection,
    PlacedStep,
    PlacedWait,
    SoundSource,
    SpeechSource,
    Timeline,
)
from voicecoach.units import LONGEST_SESSION_MS, format_duration

_NOT_WANTED = "the guidance leaves it out"


def sources_of(section: Section) -> list[ClipSource]:
    """Return what a section needs the length of, in the order of need, each once."""
    return list(dict.fromkeys(_source(cue) for cue in sounding(section)))


def tells_remaining(section: Section) -> bool:
    """Return whether ``{remaining}`` is spoken in a section."""
    return any(isinstance(cue, SpeechCue) and cue.remaining_use is not None for cue in sounding(section))


def schedule(sections: Iterable[Section], lengths_ms: Mapping[ClipSource, int]) -> Timeline:
    """Return the timeline of all sections.

    Raises:
        ScriptError: The session would be longer than 24 hours.
    """
    scheduler = Scheduler(lengths_ms)
    placed = [scheduler.place(section) for section in sections]
    return timeline_of(placed, scheduler.duration_ms())


def timeline_of(placed: list[PlacedSection], duration_ms: int) -> Timeline:
    """Return sections that were placed one by one as one timeline."""
    ends_ms = [*(following.step.start_ms for following in placed[1:]), duration_ms]
    return Timeline(
        duration_ms,
        tuple(sorted((clip for one in placed for clip in one.clips), key=lambda clip: clip.start_ms)),
        tuple(hold for one in placed for hold in one.holds),
        tuple(
            replace(one.step, end_ms=end_ms)
            for one, end_ms in zip(placed, ends_ms, strict=False)
            if one.step.index is not None
        ),
        chapters_of(placed, duration_ms),
        tuple(lost for one in placed for lost in one.dropped),
    )


class Scheduler:
    """Places one section after the other; what is placed never moves again.

    Args:
        lengths_ms: The length of every source; those of a section must be known when it is placed.
    """

    def __init__(self, lengths_ms: Mapping[ClipSource, int]) -> None:
        self._lengths_ms = lengths_ms
        self._next_ms = rules.LEAD_IN_MS  # where the next words may begin
        self._content_end_ms = rules.LEAD_IN_MS  # where words, written silences and holds end
        self._sounds_end_ms = 0  # where the last ring ends
        self._is_after_words = False  # only words have a pause of their own behind them
        self._gap_start_ms: int | None = None  # the end of the last hold, while its gap is open
        self._actions_in_gap_ms = 0
        self._step: int | None = None
        self._earliest_ms = 0  # nothing of a step comes before its start
        self._clips: list[Clip] = []
        self._holds: list[PlacedHold] = []
        self._dropped: list[Dropped] = []
        self._waits: list[PlacedWait] = []

    def duration_ms(self) -> int:
        """Return the session's length up to here, with the silence at its end."""
        return max(self._content_end_ms, self._sounds_end_ms) + rules.LEAD_OUT_MS

    def place_beginning(self, beginning: Section) -> PlacedSection:
        """Return what :func:`~voicecoach.session.schedule.scheduler.beginnings` cut off a section, at its place.

        The section itself is placed as if nobody had asked for this. Words alone are settled: up to where they end.
        """
        placed = copy(self).place(beginning)
        return replace(placed, settled_ms=placed.clips[-1].end_ms)

    def place(self, section: Section) -> PlacedSection:
        """Return a section at its place.

        Raises:
            ScriptError: The session would be longer than 24 hours; located at this section.
        """
        self._clips, self._holds, self._dropped, self._waits = [], [], [], []
        self._step = section.index
        for speech in section.left_out:
            self._dropped.append(
                Dropped(self._step, speech.role, speech.text, _NOT_WANTED, speech.location, is_chosen=True)
            )
        self._breathe()  # a heading and a divider part paragraphs as a blank line does
        if section.index is not None:
            self._next_ms = self._earliest_ms = _up_to_grid(self._next_ms)
        start_ms = self._next_ms
        for passage in section.passages:
            self._place(passage)
        if self.duration_ms() > LONGEST_SESSION_MS:
            message = "with this the session is longer than 24 hours"
            hint = "shorten holds or pauses, or repeat less often"
            raise ScriptError([Diagnostic(section.location, Severity.ERROR, message, hint)])
        return PlacedSection(
            PlacedStep(section.index, section.name, start_ms, self._next_ms),
            tuple(sorted(with_soft_strikes(self._clips), key=lambda clip: clip.start_ms)),
            tuple(self._holds),
            tuple(self._dropped),
            section.chapter,
            settled_ms=self._content_end_ms,
            bed=section.bed,
            side_names=section.side_names,
            waits=tuple(self._waits),
        )

    def _place(self, passage: Passage) -> None:
        match passage:
            case Talk(cues):
                self._gap_start_ms = None
                self._lay(cues)
                self._breathe()
                self._actions_in_gap_ms = 0
            case Closing(cues):
                self._lay(cues)
            case HoldGap():
                self._approach(passage)
            case Hold():
                self._hold(passage)
            case Movement():
                self._movement(passage)

    def _lay(self, cues: Iterable[Cue]) -> None:
        """Place cues one after the other."""
        for cue in cues:
            match cue:
                case SpeechCue():
                    end_ms = self._add(cue, self._next_ms)
                    self._content_end_ms, self._next_ms = end_ms, end_ms + rules.PHRASE_PAUSE_MS
                    self._is_after_words = True
                case ParagraphPause():
                    self._breathe()
                case ChimeCue():
                    end_ms = self._add(cue, self._next_ms)
                    self._go_on_at(end_ms if cue.is_recording else self._next_ms + rules.AFTER_CHIME_MS, self._next_ms)
                case Silence(duration_ms) | WaitCue(duration_ms):
                    begin_ms = max(self._content_end_ms, self._earliest_ms)
                    self._go_on_at(begin_ms + duration_ms, begin_ms)
                    if isinstance(cue, WaitCue):
                        self._waits.append(PlacedWait(begin_ms, begin_ms + duration_ms))

    def _breathe(self) -> None:
        if self._is_after_words:
            self._next_ms = max(self._next_ms, self._content_end_ms + rules.PARAGRAPH_PAUSE_MS)

    def _go_on_at(self, end_ms: int, begin_ms: int) -> None:
        """Let an action that a person wrote last from one time to another; no pause is added behind it."""
        self._actions_in_gap_ms += end_ms - begin_ms
        self._content_end_ms = end_ms
        self._next_ms = max(end_ms, self._next_ms) if not self._is_after_words else end_ms
        self._is_after_words = False

    def _approach(self, approach: HoldGap) -> None:
        """Place the words of a gap, and end it where the hold begins."""
        gap_start_ms = self._gap_start_ms
        if gap_start_ms is None:
            gap_start_ms = self._content_end_ms = self._next_ms
            self._actions_in_gap_ms = 0
        if approach.switch is not None:
            switch_ms = gap_start_ms + rules.SWITCH_AFTER_END_MS
            self._add(approach.switch, switch_ms)
            # Where nothing is said, the chime itself must come in good time before the hold.
            self._content_end_ms = max(self._content_end_ms, switch_ms)
            self._next_ms = max(self._next_ms, switch_ms + rules.AFTER_SWITCH_MS)
        self._lay(approach.cues)
        words_ms = self._content_end_ms - gap_start_ms - self._actions_in_gap_ms
        gap_ms = max(approach.key_ms, words_ms + rules.GAP_TAIL_MS) + self._actions_in_gap_ms
        self._content_end_ms = max(gap_start_ms + gap_ms, self._earliest_ms)
        self._actions_in_gap_ms = 0

    def _hold(self, hold: Hold) -> None:
        start_ms = self._content_end_ms
        end_ms = start_ms + hold.hold_ms
        assert self._step is not None
        self._holds.append(PlacedHold(self._step, hold.side, hold.set_number, hold.rep, start_ms, end_ms))
        overlays = place_overlays(hold, self._length_ms)
        self._signal(hold.begin, start_ms)
        for at_ms, speech in overlays.placed:
            self._add(speech, start_ms + at_ms)
        if not overlays.is_half_spoken:
            self._signal(hold.half_chime, start_ms + half_ms(hold))
        for speech, reason in overlays.lost:
            self._lose(speech, reason)
        self._end_exercise(hold.end, end_ms)

    def _movement(self, movement: Movement) -> None:
        at_ms = self._content_end_ms
        self._signal(movement.begin, at_ms)
        for phase in movement.phases:
            self._signal(phase.signal, at_ms)
            onsets, end_ms = laid_out(phase.spoken, at_ms, self._length_ms)
            over_ms = end_ms - at_ms - phase.duration_ms
            for onset_ms, speech in onsets:
                if over_ms <= 0:
                    self._add(speech, onset_ms)
                else:
                    self._lose(speech, f"it is {format_duration(over_ms)} longer than its phase")
            at_ms += phase.duration_ms
        self._end_exercise(movement.end, at_ms)

    def _end_exercise(self, signal: ChimeCue | None, end_ms: int) -> None:
        """Sound the end signal and open the gap behind it."""
        self._signal(signal, end_ms)
        is_short = signal is None or signal.sound == rules.REP_CHIME
        self._gap_start_ms = self._content_end_ms = end_ms
        self._next_ms = end_ms + (rules.AFTER_TICK_MS if is_short else rules.AFTER_CHIME_MS)
        self._is_after_words = False

    def _length_ms(self, speech: SpeechCue) -> int:
        return self._lengths_ms[_source(speech)]

    def _signal(self, strike: ChimeCue | None, at_ms: int) -> None:
        if strike is not None:
            self._add(strike, at_ms)

    def _add(self, cue: SpeechCue | ChimeCue, start_ms: int) -> int:
        """Add a clip and return where it ends."""
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

    def _lose(self, speech: SpeechCue, reason: str) -> None:
        self._dropped.append(Dropped(self._step, speech.role, speech.text, reason, speech.location))


def _up_to_grid(time_ms: int) -> int:
    return -(-time_ms // rules.STEP_GRID_MS) * rules.STEP_GRID_MS


def _source(cue: SpeechCue | ChimeCue) -> ClipSource:
    if isinstance(cue, SpeechCue):
        return SpeechSource(cue.spoken)
    return SoundSource(cue.sound, cue.is_recording, cue.pitch_semitones)


def beginnings(section: Section) -> Iterator[tuple[SpeechCue, Section]]:
    """Yield the phrases that a section begins with, each with the section cut off behind it.

    Words follow one another, so the place of each depends on those before it alone. That ends with the first sound,
    whose loudness depends on the words that come soon after it, and with the first passage.
    """
    if not section.passages:
        return
    first = section.passages[0]
    if not (isinstance(first, Talk) or (isinstance(first, HoldGap) and first.switch is None)):
        return
    for count, cue in enumerate(first.cues, 1):
        if isinstance(cue, SpeechCue):
            yield cue, replace(section, passages=(replace(first, cues=first.cues[:count]),))
        elif not isinstance(cue, Silence | ParagraphPause):
            return
