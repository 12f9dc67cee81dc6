"""The table of settings: each row feeds the reader, the printer, the hints and the guide.

To add a setting, add a row: its key, the codec that reads and prints its value (:mod:`voicecoach.script.codec`),
its scope, one line of documentation and one example, and what a step needs to use it. The session stage reads it
by the row: ``settings.get(HOLD)``. The examples here are no defaults: those are in :mod:`voicecoach.session.rules`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TypeVar, cast

from voicecoach.script import beds, codec, exercise_codecs, file_codecs, limits, points, week_codecs
from voicecoach.script.model import BySet, Text
from voicecoach.script.phrases import PHRASES
from voicecoach.script.reminders import REMINDER
from voicecoach.script.report import Report
from voicecoach.script.source import SourceText
from voicecoach.script.spec import OFF, Argument, Codec, Scope, Setting, Settings, Spec, StepKind
from voicecoach.script.text_reader import Allowed, variable_name
from voicecoach.text import did_you_mean, quoted

V = TypeVar("V")


def _read_phrase_name(source: SourceText, report: Report) -> str | None:
    name = " ".join(source.text.lower().split())
    if name in PHRASES:
        return name
    report.error(source.at(), f"no phrase is called {quoted(source.text)}", did_you_mean(name, PHRASES))
    return None


def _read_value_name(source: SourceText, report: Report) -> str | None:
    name = variable_name(source.text)
    if name is None:
        report.error(
            source.at(), f"{quoted(source.text)} cannot be the name of a value", "use one word, such as patient"
        )
    return name


def _argument(argument_codec: Codec[V], example: str) -> Argument:
    return Argument(cast("Codec[object]", argument_codec), example)


_PHASE_LENGTH = _argument(codec.duration_span("a phase", "4s"), "4s")
_PHRASE_NAME = _argument(Codec[str](_read_phrase_name, str, "half"), "half")
_VALUE_NAME = _argument(Codec[str](_read_value_name, str, "patient"), "patient")
_WORD = _argument(codec.plain("psoas"), "psoas")
_POINT = _argument(points.POINT, "half")
_POINT_TEXT = codec.spoken("words", Allowed.POINT)
_LEVELS = codec.count_span("levels", "4-5", most=limits.HIGHEST_LEVEL)
_PACE = codec.factor(limits.SLOWEST_PACE, limits.FASTEST_PACE, "0.9")
_WORDS_PER_MINUTE = codec.whole_number(limits.LOWEST_WORDS_PER_MINUTE, limits.HIGHEST_WORDS_PER_MINUTE, "130")
_PITCH = codec.semitones(limits.LOWEST_PITCH_SEMITONES, limits.HIGHEST_PITCH_SEMITONES, "-2")
_SETTLE = codec.factor(limits.SHORTEST_SETTLE, limits.LONGEST_SETTLE, "1.5")

_PAUSE_FACTOR = codec.factor(limits.SMALLEST_PAUSE_FACTOR, limits.LARGEST_PAUSE_FACTOR, "1.8")
_TAG = _argument(file_codecs.TAG, "artist")

_SESSION = Scope.SESSION
_STEP = Scope.STEP
_BOTH = Scope.BOTH

LANGUAGE = Spec("language", codec.language_tag("en"), _BOTH, "language of the words, as a code", "en")
VOICE = Spec("voice", codec.plain("auto"), _BOTH, "the voice", "auto")
PACE = Spec("pace", _PACE, _SESSION, "speed of the voice: 1 is an unhurried guide, less is slower", "0.9")
WORDS_PER_MINUTE = Spec("words per minute", _WORDS_PER_MINUTE, _SESSION,
                        "speed of the voice as a rate, in sentences of eight words and more", "130",
                        same_as="pace")  # fmt: skip
PITCH = Spec("pitch", _PITCH, _SESSION,
             "pitch of the voice in semitones: 2 is higher, -2 is lower", "-2")  # fmt: skip
LEVEL = Spec("level", codec.whole_number(limits.LOWEST_LEVEL, limits.HIGHEST_LEVEL, "3"), _SESSION,
             "which value to take from ranges such as 5-10s: 1 the least, 3 the middle, 5 the most", "3")  # fmt: skip
GUIDANCE = Spec("guidance", codec.choice(("full", "brief", "names", "chimes")), _SESSION,
                "how much to say: full, brief, names (and counts), or chimes alone", "full")  # fmt: skip
FOCUS = Spec("focus", exercise_codecs.SIDE, _BOTH,
             "make the holds of one side 50 % longer", "left",
             kinds=StepKind.HOLDS, needs=("sides",))  # fmt: skip
FIT = Spec("fit", codec.duration("the length", "12m"), _SESSION, "make the session exactly this long", "12m")
SETTLE = Spec("settle", _SETTLE, _SESSION, "multiply ready, change and rest times", "1.5")
SEED = Spec("seed", codec.whole_number(0, limits.LARGEST_SEED, "1"), _SESSION,
            "choose other variants of the phrases", "1")  # fmt: skip
ONLY = Spec("only", codec.name_list("Bridge, Child's Pose"), _SESSION, "play only these steps",
            "Bridge, Child's Pose")  # fmt: skip
SKIP = Spec("skip", codec.name_list("Bridge, Child's Pose"), _SESSION, "skip these steps", "Bridge")
WORDING = Spec("wording", codec.plain("calm"), _SESSION, "wording pack for the built-in phrases", "calm")
WORDING_PHRASE = Spec("wording", codec.spoken("words", Allowed.PHRASE), _SESSION, "replace one built-in phrase",
                      "Half way there.", argument=_PHRASE_NAME)  # fmt: skip
CHIMES = Spec("chimes", codec.CHIMES, _BOTH, "sounds of the signals; off turns one off",
              "begin bowl, end bell, half wood, switch two-tone", kinds=StepKind.MOVING)  # fmt: skip
BED = Spec("bed", beds.BED, _BOTH, "background sound, and its level relative to the voice",
           "rain, -24 dB")  # fmt: skip
BED_FADE = Spec("bed fade", beds.FADES, _SESSION, "length of the bed's fade-in and fade-out",
                "3s, 8s")  # fmt: skip
PRONOUNCE = Spec("pronounce", codec.plain("SO-az"), _SESSION, "how to pronounce a word", "SO-az",
                 argument=_WORD)  # fmt: skip
PAUSES = Spec("pauses", codec.PAUSE_LENGTHS, _SESSION, "lengths of pauses at a pace of 1, all or some",
              "clause 0.35s, sentence 0.8s, cue 1.1s, paragraph 1.5s")  # fmt: skip
SENTENCE_PAUSE = Spec("sentence pause", codec.SENTENCE_PAUSE, _SESSION, "old form of - pauses: sentence 0.6s",
                      "0.6s", canonical=PAUSES)  # fmt: skip
PAUSE_FACTOR = Spec("pause factor", _PAUSE_FACTOR, _SESSION,
                    "multiply every pause in brackets", "1.8")  # fmt: skip
FIT_PAUSES = Spec("fit pauses", codec.SWITCH, _SESSION,
                  "whether fit may stretch pauses", "on")  # fmt: skip
PROPS = Spec("props", codec.spoken("a firm cushion, a rolled towel"), _BOTH,
             "what to have ready", "a firm cushion, a rolled towel")  # fmt: skip
SAFETY = Spec("safety", codec.spoken("Never push into a sharp pain."), _BOTH,
              "safety words: always spoken, never shortened or skipped", "Never push into a sharp pain.")  # fmt: skip
VALUE = Spec("value", codec.spoken("Anna", Allowed.NOTHING), _SESSION,
             "your own value, to use in braces", "Anna",
             argument=_VALUE_NAME)  # fmt: skip
ABOUT = Spec("about", codec.plain("ten stretches"), _SESSION, "description for the list of scripts",
             "Ten stretches for the lower back.")  # fmt: skip
TITLE = Spec("title", codec.spoken("Anna's back", Allowed.NOTHING), _SESSION, "the title, like # Title",
             "Anna's back")  # fmt: skip
ORDER = Spec("order", codec.name_list("Bridge, Child's Pose"), _SESSION,
             "play these steps in this order; all others stay where they are", "Child's Pose, Bridge")  # fmt: skip
PROGRAMME = Spec("programme", week_codecs.WEEK_COUNT, _SESSION,
                 "number of weeks in the programme; --week chooses one", "6 weeks")  # fmt: skip
LEVEL_BY_WEEK = Spec("level by week", week_codecs.LEVELS_BY_WEEK, _SESSION, "level of each week",
                     "1, 2, 2, 3, 4, 5")  # fmt: skip
GUIDANCE_BY_WEEK = Spec("guidance by week", week_codecs.GUIDANCE_BY_WEEK, _SESSION, "guidance of each week",
                        "full, full, brief, brief, names, names")  # fmt: skip
FOCUS_BY_WEEK = Spec("focus by week", week_codecs.FOCUS_BY_WEEK, _SESSION,
                     "side with longer holds in each week, or off",
                     "left, left, left, off, off, off")  # fmt: skip
SESSIONS_BY_WEEK = Spec("sessions by week", week_codecs.SESSIONS_BY_WEEK, _SESSION,
                        "sessions in each week", "3, 3, 4, 4, 3, 2")  # fmt: skip
REMIND = Spec("remind", REMINDER, _SESSION,
              "days and time of a reminder, which voicecoach remind writes for a calendar",
              "Mon Wed Fri 18:30")  # fmt: skip
LOG = Spec("log", codec.SWITCH, _SESSION, "whether the session goes into the practice log", "on")
BASED_ON = Spec("based on", codec.plain("lower-back"), _SESSION, "take everything from another script", "lower-back")
WAKE = Spec("wake", codec.silence(limits.LEAST_WAKE_AFTER_MS, "5s"), _SESSION,
            "wake headphones before a cue that follows this much silence; off for never", "5s")  # fmt: skip
REENTRY = Spec("reentry", codec.choice(("chime", "voice")), _SESSION,
               "sound before a hold continues after a pause, live; off for none", "voice")  # fmt: skip
ANY_KEY = Spec("any key", codec.SWITCH, _SESSION, "whether every key but q pauses, live", "on")
TAG = Spec("tag", codec.plain("Anna"), _SESSION, "a tag of the exported file; off removes it", "Anna",
           argument=_TAG)  # fmt: skip
COVER = Spec("cover", codec.plain("bridge.jpg"), _SESSION,
             "cover picture of the exported file, a .jpg or .png next to the script; off for none",
             "bridge.jpg")  # fmt: skip
PLACE = Spec("for", file_codecs.PLACE, _SESSION,
             "export with the format, bit rate and channels that this platform asks for",
             "insight-timer")  # fmt: skip
FORMAT = Spec("format", file_codecs.FORMAT, _SESSION, "format of an exported file", "opus")
BITRATE = Spec("bitrate", file_codecs.BITRATE, _SESSION, "bit rate of an exported file, in kbit/s", "128k")
CHANNELS = Spec("channels", file_codecs.CHANNELS, _SESSION, "one channel (mono) or two (stereo)", "mono")
SIDECARS = Spec("sidecars", codec.SWITCH, _SESSION, "whether to save the words and chapters as files too", "on")
VERIFY = Spec(
    "verify", codec.SWITCH, _SESSION, "whether to check an exported file before it replaces the old one", "on"
)

TAKEN_OUT = Spec("off", codec.choice(("off",)), _STEP,
                 "remove the step of this name from the base script", "off",
                 is_bare=True)  # fmt: skip
POSITION = Spec("position", codec.plain("on your back"), _STEP,
                "starting position, not spoken; changing it gets more time",
                "on your back")  # fmt: skip
SPOKEN = Spec("spoken", codec.spoken("Cat Cow", Allowed.NOTHING), _STEP, "what to say instead of the step's name",
              "Cat Cow")  # fmt: skip
CHAPTER = Spec("chapter", codec.plain("Cat-Cow"), _STEP, "title of the chapter; off for no chapter",
               "Cat-Cow")  # fmt: skip
LEVELS = Spec("levels", _LEVELS, _STEP, "levels that include this step", "4-5")
WEEKS = Spec("weeks", week_codecs.WEEKS, _STEP, "weeks of the programme that include this step", "3-6")
SIDES = Spec("sides", exercise_codecs.SIDES, _STEP,
             "sides in order: right and left, or names such as front, back", "right, left",
             kinds=StepKind.MOVING)  # fmt: skip
SIDES_BY_WEEK = Spec("sides by week", week_codecs.SIDES_BY_WEEK, _STEP,
                     "sides of each week of the programme, with ; between the weeks",
                     "right; right; right, left",
                     kinds=StepKind.MOVING, needs=("sides",))  # fmt: skip
HOLD = Spec("hold", exercise_codecs.durations_by_set("a hold", "30s or 20-40s"), _STEP,
            "how long to hold the position; a list such as 30s, 25s, 20s is by set", "20-40s",
            makes=StepKind.HOLDS)  # fmt: skip
PHASE = Spec("phase", _POINT_TEXT, _STEP, "one part of a movement: its length, and the words at its start",
             "Inhale and arch your back.", argument=_PHASE_LENGTH, makes=StepKind.PHASES, repeatable=True)  # fmt: skip
BREATHE = Spec("breathe", exercise_codecs.BREATHING, _STEP, "one round of breathing",
               "in 4s, hold 4s, out 4s, hold 4s", makes=StepKind.BREATHING)  # fmt: skip
ROUNDS = Spec("rounds", exercise_codecs.ROUNDS, _STEP,
              "number of breathing rounds; with 6, out 6-10s the out-breath grows from round to round", "5",
              kinds=StepKind.BREATHING)  # fmt: skip
REPS = Spec("reps", exercise_codecs.counts_by_set("reps", "3 or 6-10"), _STEP,
            "number of repetitions; without a hold or phases, a key ends them live; a list is by set", "6-10",
            makes=StepKind.COUNTED, kinds=StepKind.HOLDS | StepKind.PHASES | StepKind.COUNTED)  # fmt: skip
REP_TIME = Spec("rep time", codec.duration_span("the time of a rep", "3s"), _STEP,
                "length of a rep without a time, in a file", "3s", kinds=StepKind.COUNTED)  # fmt: skip
COUNT_REPS = Spec("count reps", codec.SWITCH, _STEP, "count the reps aloud, each at its start", "on",
                  kinds=StepKind.COUNTED)  # fmt: skip
COUNT_BREATH = Spec("count breath", codec.SWITCH, _STEP,
                    "count the seconds of each breath or phase aloud, from two", "on",
                    kinds=StepKind.BREATHING | StepKind.PHASES)  # fmt: skip
SETS = Spec("sets", codec.count_span("sets"), _STEP, "number of sets", "2", kinds=StepKind.MOVING)
READY = Spec("ready", codec.gap_span("15s"), _STEP, "minimum time to get ready before the first hold",
             "15s", kinds=StepKind.MOVING)  # fmt: skip
CHANGE = Spec("change", codec.gap_span("6s"), _STEP, "minimum time to change sides", "6s",
              kinds=StepKind.MOVING, needs=("sides",))  # fmt: skip
EVERY = Spec("every", codec.duration_span("the time from rep to rep", "60s"), _STEP,
             "time from the start of one rep or round to the next", "60s", kinds=StepKind.MOVING,
             needs=("reps", "for", "sets", "sides", "breathe"))  # fmt: skip
FOR = Spec("for", codec.duration_span("the time for all reps", "10m"), _STEP,
           "repeat reps or rounds for this long, as many as fit", "10m",
           kinds=StepKind.MOVING)  # fmt: skip
REST_BETWEEN_REPS = Spec("rest between reps", codec.gap_span("10s"), _STEP, "minimum rest between reps or rounds",
                         "10s", kinds=StepKind.MOVING, needs=("reps", "for", "breathe"))  # fmt: skip
REST_BETWEEN_SETS = Spec("rest between sets", codec.gap_span("1m"), _STEP, "minimum rest between sets",
                         "1m", kinds=StepKind.MOVING, needs=("sets",))  # fmt: skip
REST_COUNTDOWN = Spec("rest countdown", codec.whole_number(0, limits.LONGEST_COUNTDOWN, "3"), _STEP,
                      "count the last seconds of each rest", "3",
                      kinds=StepKind.MOVING, needs=("sets", "reps", "for", "breathe"))  # fmt: skip
REST_HALF = Spec("rest half", codec.spoken("Half of your rest.", Allowed.VARIABLES | Allowed.VOICES), _STEP,
                 "words half way through each rest of 20 seconds and more", "Half of your rest.",
                 kinds=StepKind.MOVING, needs=("sets", "reps", "for", "breathe"))  # fmt: skip
GET_READY = Spec("get ready", codec.spoken("Three, two, one.", Allowed.VARIABLES), _BOTH,
                 "words counted into the begin signal, one per second", "Three, two, one.",
                 kinds=StepKind.MOVING)  # fmt: skip
REST_BETWEEN = Spec("rest", codec.gap_span("5s"), _STEP, "minimum rest between sets, and between reps",
                    "5s", kinds=StepKind.MOVING, needs=("sets", "reps"))  # fmt: skip
CUE = Spec("cue", codec.spoken("Draw your {side} knee in."), _STEP,
           "words before the first rep of each side and set", "Draw your {side} knee in.",
           kinds=StepKind.MOVING)  # fmt: skip
BRIEF = Spec("brief", codec.spoken("{side} knee in."), _STEP, "short form of the cue", "{side} knee in.",
             kinds=StepKind.MOVING)  # fmt: skip
AT = Spec("at", _POINT_TEXT, _STEP, "words or a chime at a point of each hold or phase", "Ten more seconds.",
          argument=_POINT, kinds=StepKind.MOVING)  # fmt: skip
COUNTDOWN = Spec("countdown", codec.whole_number(0, limits.LONGEST_COUNTDOWN, "3"), _STEP,
                 "count the last seconds of each hold or phase", "3", kinds=StepKind.MOVING)  # fmt: skip
FINISH = Spec("finish", codec.spoken("Lower the leg slowly."), _STEP,
              "words after the last rep of each side and set", "Lower the leg slowly.",
              kinds=StepKind.MOVING)  # fmt: skip

TABLE: tuple[Spec[object], ...] = cast(
    "tuple[Spec[object], ...]",
    (
        LANGUAGE, VOICE, PACE, WORDS_PER_MINUTE, PITCH, PAUSES, SENTENCE_PAUSE, PAUSE_FACTOR, LEVEL, GUIDANCE, FIT,
        FIT_PAUSES, SETTLE, SEED, ONLY, SKIP, WORDING, WORDING_PHRASE, PRONOUNCE, VALUE, TITLE, ABOUT, BASED_ON, ORDER,
        PROGRAMME, LEVEL_BY_WEEK, GUIDANCE_BY_WEEK, FOCUS_BY_WEEK, SESSIONS_BY_WEEK,
        REMIND, LOG, WAKE, REENTRY, ANY_KEY, TAG, COVER, PLACE, FORMAT, BITRATE, CHANNELS, SIDECARS, VERIFY,
        TAKEN_OUT, POSITION, PROPS, SAFETY, SPOKEN, CHAPTER, LEVELS, WEEKS,
        SIDES, SIDES_BY_WEEK, HOLD, PHASE, BREATHE, ROUNDS, COUNT_BREATH, REPS, REP_TIME, COUNT_REPS,
        SETS, READY, CHANGE, REST_BETWEEN,
        REST_BETWEEN_REPS, REST_BETWEEN_SETS, REST_COUNTDOWN, REST_HALF, GET_READY, EVERY, FOR,
        CUE, BRIEF, AT, COUNTDOWN, FINISH, CHIMES, BED, FOCUS, BED_FADE,
    ),
)  # fmt: skip


BY_SET: tuple[Spec[BySet], ...] = (HOLD, REPS)
"""The settings that may have a value for each set."""

BY_WEEK = cast(
    "tuple[Spec[tuple[object, ...]], ...]",
    (LEVEL_BY_WEEK, GUIDANCE_BY_WEEK, FOCUS_BY_WEEK, SESSIONS_BY_WEEK, SIDES_BY_WEEK),
)
"""The settings with a value for each week of the programme."""

_ROWS = {
    key: [spec for spec in TABLE if (spec.key, spec.argument is not None) == key]
    for key in {(spec.key, spec.argument is not None) for spec in TABLE}
}


@cache
def keys(scope: Scope) -> tuple[str, ...]:
    """Return the keys of a scope as they are written."""
    return tuple(spec.key for spec in TABLE if spec.scope & scope)


def find_spec(key: str, scope: Scope) -> tuple[Spec[object], str] | None:
    """Return the row for a written key and the argument after it, or None where the key is unknown.

    The key may be in any case, with any white space in it.
    """
    folded = " ".join(key.lower().split())
    first_word, _, argument = " ".join(key.split()).partition(" ")
    for named, argument_text in (((folded, False), ""), ((first_word.lower(), True), argument)):
        for row in _ROWS.get(named, ()):
            if row.scope & scope:
                return row, argument_text
    return None


def by_set(settings: Settings, spec: Spec[BySet]) -> BySet:
    """Return the values of a setting, each for a set or one for all of them; none where it is not given."""
    return settings.get(spec) or ()


def texts(settings: Settings) -> Iterable[tuple[Setting, Text]]:
    """Return every spoken text among the settings with its setting."""
    return ((one, one.value) for one in settings if isinstance(one.value, Text))


def number_of_reps(settings: Settings) -> Setting | None:
    """Return the setting that says how often a step does what ``for`` repeats; None without one.

    That is a hold, a round of phases or of breathing, or all reps without a time together.
    """
    kind = settings.kind()
    spec = {StepKind.BREATHING: ROUNDS, StepKind.COUNTED: SETS}.get(kind, REPS)
    setting = settings.written(cast("Spec[object]", spec))
    return None if setting is None or setting.value is OFF else setting


def can_use(settings: Settings, setting: Setting) -> bool:
    """Return whether a step with these settings can use one of them: ``at`` needs a hold."""
    given = {one.spec.key for one in settings if one.value is not OFF}
    if any(len(by_set(settings, spec)) > 1 for spec in BY_SET):
        given.add(SETS.key)
    has_needs = not setting.spec.needs or setting.value is OFF or not given.isdisjoint(setting.spec.needs)
    return bool(setting.spec.kinds & settings.kind()) and has_needs
