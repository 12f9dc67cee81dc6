"""Warn of settings and words that are valid but probably mistakes, and say what to write instead.

A wording pack has one form of the word for each side: "rechte, linke", "derecha, izquierda", "droite, gauche". It fits
only some sentences. The rules here accept the certain ones; anywhere else the script should give both words, as in
``{side|rechtes|linkes}``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from math import ceil

from voicecoach.errors import Location
from voicecoach.script import settings as table
from voicecoach.script.blame import own_line
from voicecoach.script.model import Routine, Step, Text, Variable, Words
from voicecoach.script.pace import SYLLABLES_PER_SECOND
from voicecoach.script.phrases import LEGEND, SIDE_VARIABLES
from voicecoach.script.printer import without_emphasis
from voicecoach.script.props import is_among, things_of
from voicecoach.script.report import Report
from voicecoach.script.sides import Side
from voicecoach.script.spec import StepKind
from voicecoach.script.steps import StepIndex, all_texts, steps_of, texts_of
from voicecoach.session import rules
from voicecoach.session.report.changed_steps import advise_on_focus
from voicecoach.session.unroll.holds import Signals
from voicecoach.text import quoted
from voicecoach.units import SECOND_MS

_PACK_FORMS = {
    "de": ("rechte", "linke"),
    "es": ("derecha", "izquierda"),
    "fr": ("droite", "gauche"),
    "it": ("destra", "sinistra"),
    "pt": ("direita", "esquerda"),
    "nl": ("rechter", "linker"),
}
_EXAMPLES = {
    "de": ("rechtes", "linkes"),
    "es": ("derecho", "izquierdo"),
    "fr": ("droit", "gauche"),
    "it": ("destro", "sinistro"),
    "pt": ("direito", "esquerdo"),
    "nl": ("rechts", "links"),
}

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.!?:\u2026]\s*$")


def doubtful_sides(language: str, side_words: tuple[str, ...]) -> Callable[[Text], Iterator[tuple[Variable, str]]]:
    """Return a function that finds doubtful forms of a side in a text, each with its replacement.

    It finds none in a language whose words have one form, nor with words for the sides other than the pack's.

    Args:
        language: The base language of the session, such as ``de``.
        side_words: The session's words for right and left.
    """
    if _PACK_FORMS.get(language) != side_words:
        return lambda _text: iter(())
    right, left = _EXAMPLES[language]
    fits = _RULES[language]

    def doubtful(text: Text) -> Iterator[tuple[Variable, str]]:
        for index, piece in enumerate(text.pieces):
            if isinstance(piece, Variable) and piece.name in SIDE_VARIABLES:
                before, behind = _words(text, index - 1), _words(text, index + 1)
                if not fits(before, behind):
                    words = (right, left) if piece.name == "side" else (left, right)
                    yield piece, f"{{side|{words[0]}|{words[1]}}}"

    return doubtful


def _words(text: Text, index: int) -> str:
    """Return the words at an index of a text; empty where there are none."""
    piece = text.pieces[index] if 0 <= index < len(text.pieces) else None
    return without_emphasis(piece.text) if isinstance(piece, Words) else ""


def _german(before: str, behind: str) -> bool:
    """Fits after die, das, deine and the like (die rechte Hand, das rechte Knie), but not after der, den, dein.

    "Der" fits where it begins a sentence (Der rechte Fuß); inside one it is mostly a dative (auf der rechten Seite).
    With no word before it, it fits before "Seite" alone.
    """
    word = _last(before)
    if not word:
        return _first(behind) in ("Seite", "Hand")
    begins_sentence = not before[: before.rindex(word)].strip() or _SENTENCE_END.search(before[: before.rindex(word)])
    is_article = word.lower() in {"die", "das", "deine", "eine", "diese", "meine", "ihre", "unsere", "jede"}
    return is_article or bool(word == "Der" and begins_sentence)


def _spanish(before: str, _behind: str) -> bool:
    """Fits after a word in -a and after mano (la rodilla derecha, a la derecha), not after lado or brazo."""
    word = _last(before).lower()
    return word.endswith("a") or word == "mano"


def _french(before: str, _behind: str) -> bool:
    """Fits after à, and after a noun in -e or main (la jambe droite), unless its article is a masculine one."""
    words = [word.lower() for word in _WORD.findall(before)]
    if not words:
        return False
    noun, article = words[-1], words[-2] if len(words) > 1 else ""
    if noun in {"à", "la"}:
        return True
    begins_with_vowel = noun[0] in "aeiouéèêh"
    is_masculine = article in {"le", "un", "du", "au", "ce"} or (
        article in {"ton", "mon", "son"} and not begins_with_vowel
    )
    return (noun.endswith("e") or noun == "main") and not is_masculine


def _italian(before: str, _behind: str) -> bool:
    """Fits after a word in -a and after mano (la gamba destra, a destra), not after ginocchio or lato."""
    word = _last(before).lower()
    return word.endswith("a") or word == "mano"


def _portuguese(before: str, _behind: str) -> bool:
    """Fits after a word in -a, after à and after mão (a perna direita, à direita), not after joelho or lado."""
    word = _last(before).lower()
    return word.endswith(("a", "à")) or word == "mão"


def _dutch(_before: str, behind: str) -> bool:
    """Fits before a noun (je rechter been), not at the end of a sentence (naar rechts)."""
    return bool(_first(behind))


_RULES: dict[str, Callable[[str, str], bool]] = {
    "de": _german,
    "es": _spanish,
    "fr": _french,
    "it": _italian,
    "pt": _portuguese,
    "nl": _dutch,
}


def _last(words: str) -> str:
    """Return the last word; empty where a sentence ends after it."""
    found = _WORD.findall(words)
    return "" if not found or _SENTENCE_END.search(words) else found[-1]


def _first(words: str) -> str:
    found = _WORD.match(words.strip())
    return found[0] if found else ""


FASTEST_SYLLABLES_PER_SECOND = 3.9
"""Speech that is faster than this, without its pauses, is hard to follow while one moves."""

_NEAR_ENOUGH = 0.98
"""A pace that is reached within 2 % is reached."""


def advise(routine: Routine, language: str, side_words: tuple[str, ...], report: Report) -> None:
    """Warn of settings and words of a routine that are valid but probably mistakes.

    Args:
        routine: The routine, with everything that it includes and is based on.
        language: The base language of the session, such as ``de``.
        side_words: The session's words for right and left.
        report: Collects the warnings.
    """
    steps = _steps_in_use(routine)
    for step in steps:
        _advise_on_countdown(step, routine, report)
        advise_on_focus(step, routine, report)
        _advise_on_signals(step, routine, report)
        _advise_on_props(step, routine, report)
    _advise_on_one_side(steps, report)
    _advise_on_legend(routine, steps, report)
    doubtful = doubtful_sides(language, side_words)
    with_names = {id(text) for step in steps if _has_named_sides(step) for text in texts_of(step)}
    for text in (*all_texts(routine), *(text for _, text in table.texts(routine.settings))):
        if id(text) in with_names:
            continue  # a side's own name is spoken as it is written
        for side, instead in doubtful(text):
            message = f'{{{side.name}}} is "{side_words[0]}" or "{side_words[1]}" here, probably the wrong form'
            report.warning(side.location, message, f"write both words, right first, such as {instead}")


def advise_on_pace(routine: Routine, pace: Fraction, report: Report) -> None:
    """Warn of a script's pace that is too fast to follow."""
    setting = routine.settings.written(table.PACE) or routine.settings.written(table.WORDS_PER_MINUTE)
    syllables_per_second = SYLLABLES_PER_SECOND * float(pace)
    if setting is not None and syllables_per_second > FASTEST_SYLLABLES_PER_SECOND:
        message = f"this is {syllables_per_second:.1f} syllables a second, too fast to follow with closed eyes"
        report.warning(setting.value_location, message, "write - pace: 1 for an unhurried guide, 0.85 for a slow one")


def advise_on_slowest(
    routine: Routine, pace: Fraction, slowest: float, voice: str, report: Report, *, is_given: bool = False
) -> None:
    """Warn of a pace that the voice does not reach; it speaks at its slowest then.

    Args:
        routine: The routine.
        pace: The pace of the session.
        slowest: The lowest pace that the voice reaches; 0 without a limit.
        voice: The voice, for the message.
        report: Collects the warning.
        is_given: Whether the person gave the pace with ``--pace``, and not a setting.
    """
    setting = routine.settings.written(table.PACE) or routine.settings.written(table.WORDS_PER_MINUTE)
    if (setting is None and not is_given) or pace >= slowest * _NEAR_ENOUGH:
        return
    asked, lowest = SYLLABLES_PER_SECOND * float(pace), SYLLABLES_PER_SECOND * slowest
    said, place, option = f"--pace {float(pace):g}", Location(routine.path, 1, 1), "--pace "
    if setting is not None and not is_given:
        said, place, option = "this", setting.value_location, "- pace: "
    message = f"{said} is {asked:.1f} syllables a second, but {voice} cannot speak slower than {lowest:.1f}"
    instead = ceil(slowest * 100) / 100
    hint = f"write {option}{instead:g}, or choose a slower voice (list: voicecoach voices)"
    report.warning(place, message, hint)


def _steps_in_use(routine: Routine) -> list[Step]:
    """Return the steps, except those that the script itself skips at every level."""
    steps = list(steps_of(routine.sections))
    index = StepIndex(steps)
    only, skip = (
        {id(step) for name in routine.settings.get(spec) or () for step in index.find(name)}
        for spec in (table.ONLY, table.SKIP)
    )
    return [step for step in steps if (not only or id(step) in only) and id(step) not in skip]


def _has_named_sides(step: Step) -> bool:
    return any(side.has_own_name for side in step.settings.get(table.SIDES) or ())


def _advise_on_countdown(step: Step, routine: Routine, report: Report) -> None:
    hold, countdown = step.settings.get(table.HOLD), step.settings.get(table.COUNTDOWN)
    setting = step.settings.written(table.COUNTDOWN)
    shortest_ms = min((span.low for span in hold or ()), default=None)
    if shortest_ms is not None and countdown and setting is not None and shortest_ms < countdown * SECOND_MS:
        place = own_line(routine.path, setting, step.settings.written(table.HOLD)) or setting
        message = f"this countdown of {countdown} is longer than the hold of {shortest_ms / SECOND_MS:g} seconds"
        longest = shortest_ms // SECOND_MS
        report.warning(place.value_location, message, f"write - countdown: {longest}, or lengthen the hold")


_BODY = (Side.RIGHT, Side.LEFT)


def _advise_on_one_side(steps: list[Step], report: Report) -> None:
    alone = {side: [step for step in steps if step.settings.get(table.SIDES) == (side,)] for side in _BODY}
    for side, its_steps in alone.items():
        other = Side.LEFT if side == Side.RIGHT else Side.RIGHT
        # As many steps for the other side make it even: some stretches need their own words for each side.
        for step in its_steps[len(alone[other]) :]:
            setting = step.settings.written(table.SIDES)
            assert setting is not None
            message = f"only the {side} side is stretched here, and no other step stretches the {other} one"
            report.warning(setting.value_location, message, "write - sides: right, left")


def _advise_on_signals(step: Step, routine: Routine, report: Report) -> None:
    if not step.settings.kind() & StepKind.MOVING or step.settings.get(table.REPS) is not None:
        return  # the ticks of reps are alike on purpose
    signals = Signals(step.settings, routine.settings, has_reps=False)
    begin, end = signals.begin(None), signals.end(None)
    setting = step.settings.written(table.CHIMES) or routine.settings.written(table.CHIMES)
    hold = step.settings.get(table.HOLD)
    if begin is not None and begin.sound == rules.REP_CHIME and hold and hold[0].high < rules.COUNTDOWN_FROM_HOLD_MS:
        return  # nobody loses track in a hold as short as a rep
    if setting is not None and begin is not None and end is not None and begin.sound == end.sound:
        message = f"begin and end sound alike ({begin.sound}): listeners cannot tell them apart"
        report.warning(setting.value_location, message, "use two sounds, such as begin bowl, end bell")


def _advise_on_legend(routine: Routine, steps: list[Step], report: Report) -> None:
    """Warn of the first other sound of a signal that the built-in legend of a session without words tells wrongly."""
    own = any(setting.argument == LEGEND.name for setting, _ in routine.settings.every(table.WORDING_PHRASE))
    if own or routine.settings.get(table.GUIDANCE) != "chimes":
        return
    for settings in (routine.settings, *(step.settings for step in steps)):
        written, chimes = settings.written(table.CHIMES), settings.get(table.CHIMES)
        for signal, sound in chimes.sounds if chimes is not None else ():
            if written is not None and sound is not None and sound != rules.DEFAULT_CHIMES[signal]:
                usual = rules.DEFAULT_CHIMES[signal]
                message = f"the introduction says {usual} for {signal}, but this script uses {sound}"
                report.warning(written.value_location, message, "explain the sounds: - wording legend: words")
                return


def _advise_on_props(step: Step, routine: Routine, report: Report) -> None:
    setting, props = step.settings.written(table.PROPS), step.settings.get(table.PROPS)
    if setting is None or props is None:
        return
    known = things_of(routine.settings.get(table.PROPS))
    line = own_line(routine.path, setting, routine.settings.written(table.PROPS)) or setting
    for thing in things_of(props):
        if not is_among(thing, known):
            message = f"{quoted(thing)} is used here but missing from the props list"
            report.warning(line.value_location, message, f"add it to the props at the top: - props: {thing}")
