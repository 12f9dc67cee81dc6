"""Rows of the table for what is said: rate, pauses, endings, levels and words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from tests.ear.hearing import Ending, ending_of, loudness_lufs, pauses_by_mark
from tests.ear.limits import (
    CALM,
    LONG_CUE_WORDS,
    PACE_1_SYLLABLES_PER_S,
    PAUSES_AT_PACE_1_MS,
    SHORT_CUE_WORDS,
    Row,
)
from tests.ear.sessions import Phrase, Session, Workshop
from tests.ear.syllables import syllable_count
from tests.ear.texts import CUES
from tests.ear.words import Recogniser, word_count, wrong_words

PACES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.1, 1.25, 1.5, 1.75, 2.0)

_PARAGRAPHS = {("say", "props"), ("props", "safety"), ("safety", "say")}
_CUES = {("name", "setup"), ("setup", "cue"), ("finish", "next"), ("finish", "switch"), ("switch", "cue")}
_FALL, _RISE = 5.0, 1.5
_COUNTDOWN = ("three", "two", "one")
_LONG_ENOUGH_MS = 1_000
_MOST_EXAMPLES = 8


def speech(session: Session) -> list[Row]:
    """Return all rows of a session that need no recogniser."""
    return [*rate(session), *pauses(session), *endings(session), *levels(session)]


def rate(session: Session) -> Iterator[Row]:
    """Yield how fast the words of a session are, in syllables and in words."""
    long = [phrase for phrase in session.distinct() if phrase.words >= LONG_CUE_WORDS]
    found, asked = _syllables_per_s(long, session), PACE_1_SYLLABLES_PER_S * session.pace
    yield Row(session.name, "rate", found, f"pace {session.pace:g}, {session.voice}", asked)
    minutes = sum(phrase.sound.length_ms for phrase in long) / 60_000
    kind = "other" if session.language != "en" else "calm" if session.name in CALM else "stretching"
    yield Row(session.name, f"{kind} words", sum(phrase.words for phrase in long) / minutes, f"{len(long)} cues")


def paces(workshop: Workshop, language: str, asked_paces: Sequence[float] = PACES) -> Iterator[Row]:
    """Yield how well a voice follows the pace that it is asked for, on a text that voicecoach does not know."""
    cues = "\n\n".join(CUES[language])
    script = f"# Paces\n\n- language: {language}\n\n{cues}\n"

    def found(pace: float) -> tuple[float, str]:
        session = workshop.export(f"pace-{language}-{pace}", script, "--bed", "none", "--pace", str(pace))
        return _syllables_per_s(session.phrases, session), session.voice

    at_1, voice = found(1)
    yield Row(f"{language}, pace 1", "rate", at_1, voice, PACE_1_SYLLABLES_PER_S)
    for pace in asked_paces:
        at_pace, _ = found(pace)
        yield Row(f"{language}, pace {pace:g}", "pace", at_pace, f"{at_pace / at_1 / pace:.3f} of it", at_1 * pace)


def pauses(session: Session) -> Iterator[Row]:
    """Yield the pauses of a session, by their kinds, as the medians of their lengths."""
    lengths_ms: dict[str, list[float]] = defaultdict(list)
    for phrase in session.distinct():
        for kind, length_ms in pauses_by_mark(phrase.text, phrase.sound.silences_ms):
            lengths_ms[kind].append(length_ms)
    for one, other in session.neighbours():
        roles = (one.role, other.role)
        if roles in _PARAGRAPHS:
            lengths_ms["paragraph"].append(other.begin_ms - one.end_ms)
        elif roles in _CUES:
            lengths_ms["cue"].append(other.begin_ms - one.end_ms)
    medians_ms = {kind: float(np.median(lengths_ms[kind])) for kind in PAUSES_AT_PACE_1_MS if lengths_ms[kind]}
    for kind, median_ms in medians_ms.items():
        asked_ms = PAUSES_AT_PACE_1_MS[kind] / session.pace
        low_ms, high_ms = np.percentile(lengths_ms[kind], [5, 95])
        note = f"{len(lengths_ms[kind])}, 5 % to 95 % of them {low_ms:.0f} to {high_ms:.0f}"
        yield Row(session.name, kind, median_ms, note, asked_ms)
    if len(medians_ms) > 1:
        steps_ms = np.diff(list(medians_ms.values()))
        yield Row(session.name, "order", float(steps_ms.min()), " < ".join(medians_ms))


def endings(session: Session) -> Iterator[Row]:
    """Yield how many short statements close, and whether a countdown is one falling line."""
    heard: dict[str, Ending] = {}
    for phrase in session.distinct():
        if phrase.words <= SHORT_CUE_WORDS and phrase.text.endswith((".", "!")):
            ending = ending_of(phrase.samples, session.rate_hz)
            if ending is not None:
                heard[phrase.text] = ending
    is_shaped = session.voice.startswith("hibari")
    open_ends = [f"{text} {end.fall:.1f}" for text, end in heard.items() if end.fall < _FALL]
    risen = [f"{text} {end.rise:.1f}" for text, end in heard.items() if end.rise > _RISE]
    closed = 100 - 100 * len(open_ends) / len(heard)
    yield Row(session.name, "closed" if is_shaped else "other closed", closed, f"of {len(heard)}{_some(open_ends)}")
    if not is_shaped:
        return
    yield Row(session.name, "risen", 100 * len(risen) / len(heard), f"of {len(heard)}{_some(risen)}")
    line = [heard[f"{word.capitalize()}."].end for word in _COUNTDOWN if f"{word.capitalize()}." in heard]
    if len(line) == len(_COUNTDOWN):
        steps = -np.diff(line)
        yield Row(session.name, "line", float(steps.min()), ", ".join(f"{step:.1f}" for step in steps))


def levels(session: Session) -> Iterator[Row]:
    """Yield how far the loudness of cues lies apart."""
    long = [phrase for phrase in session.distinct() if phrase.sound.length_ms >= _LONG_ENOUGH_MS]
    lufs = [loudness_lufs(phrase.samples, session.rate_hz) for phrase in long]
    low, middle, high = np.percentile(lufs, [5, 50, 95])
    yield Row(session.name, "levels", high - low, f"around {middle:.1f} LUFS, {len(lufs)} cues")


def words(session: Session, recogniser: Recogniser) -> Iterator[Row]:
    """Yield how many words of a session are heard otherwise, and how many short cues."""
    said = wrong = 0
    alone: list[str] = []
    together: list[str] = []
    short = 0
    for phrase in session.distinct():
        heard = recogniser.heard(phrase.text, phrase.samples, session.rate_hz, session.language)
        missed = wrong_words(phrase.text, heard, session.language)
        said += word_count(phrase.text, session.language)
        wrong += missed
        short += phrase.words <= SHORT_CUE_WORDS
        if missed:
            examples = alone if phrase.words <= SHORT_CUE_WORDS else together
            examples.append(f"{phrase.text!r} heard {heard!r}")
    note = f"{wrong} of {said}{_some(together)}"
    yield Row(session.name, f"words {session.language}", 100 * wrong / said, note)
    kind = "alone en" if session.language == "en" else "alone"
    yield Row(session.name, kind, 100 * len(alone) / max(1, short), f"{len(alone)} of {short}{_some(alone)}")


def _syllables_per_s(phrases: Iterable[Phrase], session: Session) -> float:
    counted = [
        (syllable_count(phrase.text, session.language), phrase.sound.spoken_ms(session.pace)) for phrase in phrases
    ]
    return sum(syllables for syllables, _ in counted) * 1000 / sum(spoken_ms for _, spoken_ms in counted)


def _some(examples: Sequence[str]) -> str:
    if not examples:
        return ""
    more = len(examples) - _MOST_EXAMPLES
    return ": " + "; ".join(examples[:_MOST_EXAMPLES]) + (f"; and {more} more" if more > 0 else "")
