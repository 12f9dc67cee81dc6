"""Turn texts into cues: fill variables, choose the side, respell words, and separate actions from words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from voicecoach.errors import Diagnostic, Location, Severity
from voicecoach.script import model, phrases
from voicecoach.script.directions import PauseLength
from voicecoach.script.model import Text
from voicecoach.script.phrases import Phrase
from voicecoach.script.printer import plain_words
from voicecoach.script.pronunciation import Pronunciations
from voicecoach.script.sides import Side, Sides, chosen_word
from voicecoach.script.speakable import is_speakable
from voicecoach.script.wording import Wording
from voicecoach.session import rules
from voicecoach.session.cues import (
    SIDED_ROLES,
    BedCue,
    ChimeCue,
    Cue,
    EchoGap,
    OtherVoice,
    Role,
    Silence,
    SpeechCue,
    Spoken,
    UntilCue,
    VoicePause,
    WaitCue,
)
from voicecoach.session.unroll.voices import OtherVoices, VoiceOfPlace
from voicecoach.units import HOUR_MS, MINUTE_MS, SECOND_MS


@dataclass(frozen=True, slots=True)
class Filled:
    """The words of a variable, as written and as given to the voice.

    ``remaining_use`` is set for ``{remaining}``, whose words are known only once the session is placed in time.
    """

    written: str
    spoken: str
    remaining_use: int | None = None

    @classmethod
    def same(cls, words: str) -> Filled:
        """Return words that are spoken as they are written."""
        return cls(words, words)


@dataclass(frozen=True, slots=True)
class Variables:
    """The variables at one place of the session.

    Attributes:
        values: The value of each variable.
        side: The side, where there is one.
        sides: The sides of the step, in order.
        turn: The number of the side among them, from 0.
        location: The location that phrases of the wording get, which is their step's; None outside of steps.
    """

    values: Mapping[str, Filled | Text] = field(default_factory=dict)
    side: Side | None = None
    sides: Sides = ()
    turn: int = 0
    location: Location | None = None

    def with_values(self, **values: Filled | Text) -> Variables:
        """Return these variables with more of them, or with new values."""
        return replace(self, values={**self.values, **values})


class CueWriter:
    """Turns texts and phrases into cues, with one wording, one set of pronunciations and one seed.

    Attributes:
        place: The voice and the wording of the step.
        mistakes: The errors for variables without a value at their place; nothing is spoken for them.
    """

    def __init__(
        self,
        wording: Wording,
        pronunciations: Mapping[str, str],
        seed: int,
        minutes_left: Callable[[int], int],
        silence: Callable[[PauseLength], Silence],
        *,
        others: OtherVoices = OtherVoices(),  # noqa: B008 - a constant
        pauses: rules.Pauses = rules.DEFAULT_PAUSES,
    ) -> None:
        self.place = VoiceOfPlace(others, wording)
        self._pauses = pauses
        self._pronunciations = Pronunciations(pronunciations)
        self._seed = seed
        self._minutes_left = minutes_left
        self._silence = silence
        self._uses: dict[str, int] = {}
        self._remaining_uses = 0
        self.mistakes: list[Diagnostic] = []

    def phrase(self, phrase: Phrase, role: Role, variables: Variables) -> list[Cue]:
        """Return the cues of a phrase of the wording; none where it is turned off.

        Variants take turns, from the one that the seed picks, so that none comes twice in a row.
        """
        variants = self.place.wording.variants(phrase.name)
        if not variants:
            return []
        use = self._uses.get(phrase.name, 0)
        self._uses[phrase.name] = use + 1
        variant = variants[(use + self._seed) % len(variants)]
        # A diagnostic about a phrase helps at the step that speaks it, not in the pack that the phrase comes from.
        return self.cues(
            variant if variables.location is None else replace(variant, location=variables.location), role, variables
        )

    def cues(self, text: Text, role: Role, variables: Variables, before: SpeechCue | None = None) -> list[Cue]:
        """Return the cues of a text: an utterance for the words between two actions.

        Args:
            text: The text.
            role: The purpose of its words.
            variables: The variables at its place.
            before: The phrase before it in the same paragraphs, for a ``[gap]`` at its start.
        """
        cues: list[Cue] = []
        utterance = _Utterance(text.location, self.place.voice)
        for piece in self._filled(text, variables):
            if isinstance(piece, Filled):
                utterance.add(piece)
                continue
            spoken = self._speech(utterance, role, variables)
            cues += spoken
            before = spoken[-1] if spoken else before
            voice = utterance.voice
            if isinstance(piece, model.VoiceChange):
                voice = self.place.changed(piece)
                cues += [self._pause_after(speech) for speech in spoken]
            elif isinstance(piece, model.BedChange):
                cues += [BedCue(piece.bed, piece.fade_ms), *(self._pause_after(speech) for speech in spoken)]
            elif isinstance(piece, model.Gap):
                cues += self._gap(piece, before)
            else:
                cues.append(self._action(piece))
            utterance = _Utterance(piece.location, voice)
        cues += self._speech(utterance, role, variables)
        return cues

    def _pause_after(self, speech: SpeechCue) -> VoicePause:
        ends_sentence = speech.spoken.rstrip("\"')\u201d\u2019").endswith((".", "!", "?", "\u2026"))
        return VoicePause(self._pauses.sentence_ms if ends_sentence else self._pauses.clause_ms)

    def _gap(self, gap: model.Gap, before: SpeechCue | None) -> list[Cue]:
        if before is not None:
            return [EchoGap(before, gap.factor)]
        message = "[gap] needs a phrase before it: it is as long as that"
        self.mistakes.append(Diagnostic(gap.location, Severity.ERROR, message, "put it after the words to repeat"))
        return []

    def spoken(self, text: Text, role: Role, variables: Variables) -> Spoken:
        """Return a text that is placed as a whole: its words, the silences between them, and its chimes."""
        cues = _together(self.cues(text, role, variables))
        side = variables.side if role in SIDED_ROLES else None
        return tuple(replace(cue, role=role, side=side) if isinstance(cue, ChimeCue) else cue for cue in cues)

    def spoken_phrase(self, phrase: Phrase, role: Role, variables: Variables) -> Spoken:
        """Return a phrase that is placed as a whole; empty where it is turned off."""
        return _together(self.phrase(phrase, role, variables))

    def nearest(self, *candidates: Phrase) -> Phrase:
        """Return the one of some phrases that wins before the others: the person's own before the wording's."""
        return phrases.PHRASES[self.place.wording.nearest(*(phrase.name for phrase in candidates))]

    def number(self, number: int, variables: Variables, location: Location, *, is_countdown: bool = False) -> SpeechCue:
        """Return a number that is counted aloud; a figure where the wording has no word for it.

        It fits into a second. The last ones of a countdown fall, each lower than the one before.
        """
        words = self.place.wording.words(phrases.NUMBERS.name)
        word = (words[number - 1] if number <= len(words) else "") or str(number)
        text = f"{word[0].upper()}{word[1:]}."
        fall = min(number - rules.FALLING_NUMBERS, 0) if is_countdown else 0
        return SpeechCue(
            text,
            self._respelled(text, self.place.voice),
            Role.COUNT,
            location,
            variables.side,
            pitch_semitones=fall * rules.COUNTDOWN_FALL_SEMITONES,
            longest_ms=rules.LONGEST_NUMBER_MS,
            voice=self.place.voice,
        )

    def side(self, side: Side) -> Filled:
        """Return the word for a side: the wording's for right and left, or its own name."""
        if side.has_own_name:
            return Filled.same(side)
        right, left = self.place.wording.words(phrases.SIDES.name)
        return Filled.same(right if side.is_right else left)

    def named_side(self, role: Role, variables: Variables) -> list[Cue]:
        """Return the phrase that says a side by its name."""
        side = variables.side
        assert side is not None
        name = self.side(side).written
        return self.phrase(
            phrases.NAMED_SIDE, role, variables.with_values(side=Filled.same(f"{name[0].upper()}{name[1:]}"))
        )

    def says_side(self, phrase: Phrase) -> bool:
        """Return whether every variant of a phrase says the side."""
        return all(
            any(isinstance(piece, model.SideChoice) or _is_side(piece) for piece in variant.pieces)
            for variant in self.place.wording.variants(phrase.name)
        )

    def duration(self, duration_ms: int) -> Filled:
        """Return a duration with its units, such as ``1 minute 30 seconds``."""
        parts = []
        hours, rest_ms = divmod(duration_ms, HOUR_MS)
        minutes, rest_ms = divmod(rest_ms, MINUTE_MS)
        seconds = f"{rest_ms / SECOND_MS:g}"
        for amount, phrase in (
            (str(hours), phrases.HOURS),
            (str(minutes), phrases.MINUTES),
            (seconds, phrases.SECONDS),
        ):
            if amount != "0":
                one, several = self.place.wording.words(phrase.name)
                parts.append(f"{amount} {one if amount == '1' else several}")
        return Filled.same(" ".join(parts))

    def _filled(self, text: Text, variables: Variables) -> list[Filled | model.Action]:
        """Return the pieces of a text with every variable filled; a variable with a text becomes its pieces."""
        pieces: list[Filled | model.Action] = []
        for piece in text.pieces:
            match piece:
                case model.Words(words):
                    pieces.append(Filled.same(words))
                case model.Substitution(written, spoken):
                    pieces.append(Filled(written, spoken))
                case model.SideChoice(words):
                    pieces.append(Filled.same(chosen_word(words, variables.sides, variables.turn)))
                case model.Variable(name, location):
                    value = self._value(name, location, variables)
                    pieces += self._filled(value, variables) if isinstance(value, model.Text) else [value]
                case _:
                    pieces.append(piece)
        return pieces

    def _action(self, action: model.Pause | model.Wait | model.Until | model.Chime | model.Recording) -> Cue:
        match action:
            case model.Pause(length):
                return self._silence(length)
            case model.Wait(duration_ms):
                return WaitCue(duration_ms)
            case model.Until(time_ms, is_from_step, location):
                return UntilCue(time_ms, is_from_step, location)
            case model.Chime(sound, location, after_ms):
                return ChimeCue(sound, Role.SOUND, location=location, after_ms=after_ms)
            case model.Recording(sound, location):
                return ChimeCue(sound, Role.SOUND, is_recording=True, location=location)

    def _value(self, name: str, location: Location, variables: Variables) -> Filled | Text:
        if name == "remaining":
            use = self._remaining_uses
            self._remaining_uses += 1
            return replace(self.duration(self._minutes_left(use) * MINUTE_MS), remaining_use=use)
        if name in variables.values:
            return variables.values[name]
        message = f"{{{name}}} does not work here"
        hint = rf"write \{{{name}}} to have it spoken"
        if name == "next":
            message = "{next} does not work here: no step with a hold, phases, breathing or reps follows"
            hint = "remove it; the session announces the next step"
        self.mistakes.append(Diagnostic(location, Severity.ERROR, message, hint))
        return Filled.same("")

    def _speech(self, utterance: _Utterance, role: Role, variables: Variables) -> list[SpeechCue]:
        text = utterance.text()
        spoken = utterance.spoken() if utterance.has_substitutions() else text
        if not is_speakable(spoken):
            return []
        spoken = self._respelled(spoken, utterance.voice)
        side = variables.side if role in SIDED_ROLES else None
        return [
            SpeechCue(text, spoken, role, utterance.location, side, utterance.remaining_use(), voice=utterance.voice)
        ]

    def _respelled(self, spoken: str, voice: OtherVoice | None) -> str:
        return self._pronunciations.applied(spoken) if self.place.is_respelled(voice) else spoken


class _Utterance:
    """Collects the words between two actions, and has the voice that speaks them."""

    def __init__(self, location: Location, voice: OtherVoice | None) -> None:
        self.location = location
        self.voice = voice
        self._pieces: list[Filled] = []

    def add(self, piece: Filled) -> None:
        self._pieces.append(piece)

    def remaining_use(self) -> int | None:
        return next((piece.remaining_use for piece in self._pieces if piece.remaining_use is not None), None)

    def has_substitutions(self) -> bool:
        return any(piece.written != piece.spoken for piece in self._pieces)

    def text(self) -> str:
        return plain_words("".join(piece.written for piece in self._pieces))

    def spoken(self) -> str:
        return plain_words("".join(piece.spoken for piece in self._pieces))


def spoken_form(text: Text) -> str:
    """Return a text without variables as given to the voice."""
    return plain_words("".join(filled.spoken for filled in _fixed(text)))


def _fixed(text: Text) -> Iterator[Filled]:
    for piece in text.pieces:
        if isinstance(piece, model.Words):
            yield Filled.same(piece.text)
        elif isinstance(piece, model.Substitution):
            yield Filled(piece.written, piece.spoken)


def _is_side(piece: model.Piece) -> bool:
    return isinstance(piece, model.Variable) and piece.name == "side"


def _together(cues: list[Cue]) -> Spoken:
    together = (Silence(cue.duration_ms) if isinstance(cue, VoicePause) else cue for cue in cues)
    return tuple(cue for cue in together if isinstance(cue, SpeechCue | Silence | ChimeCue))
