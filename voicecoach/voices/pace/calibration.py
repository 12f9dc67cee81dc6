"""The rate of a voice, measured once and corrected: a pace is the same rate of syllables in every voice.

A voice speaks fixed cues of its language, and its own pace is changed until the rate is right within 1 %. Where an
engine cannot speak that slowly, or has only some rates, the rest is a time-stretch. The result is kept beside the
voice's gain, by voice and pace, since no straight line holds for all paces.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from voicecoach.script.pace import SYLLABLES_PER_SECOND
from voicecoach.voices.names import base_language
from voicecoach.voices.pace.estimate import rate_for, setting_for
from voicecoach.voices.pace.syllables import syllable_count

CALIBRATION_VERSION = 2
"""Part of the name of every phrase: raise it when a pace is to be reached in another way, or is another rate."""

NEAR_ENOUGH = 0.01
MOST_STRETCHED = 1.25
"""A stretch of 5 % is not heard, and one of 20 % costs little; beyond this a voice sounds as if under water."""

MOST_STRETCHED_WITHOUT_SPEED = 1.6
"""The same for a voice that has one rate only: a guide that sounds a little stretched is better than one in a hurry."""

USUAL_RATE = 4.8
"""The syllables a second at which most voices speak by themselves."""

STRETCHER = "python_stretch"
"""The library for that, which has no wheel for some machines."""

# espeak-ng does not speak twice alike.
_THE_SAME = 0.003
# Three corrections come within 1 % wherever an engine can.
_TRIES = 3
# Fast speech is soon spoken.
_TRIAL_PACE = 1.3
# Two paces so close together, of an engine with steps, tell nothing of how its rate follows its pace.
_FAR_APART = 0.02


class Tuning(NamedTuple):
    """The way in which a voice reaches a pace.

    Attributes:
        pace: The engine's own pace.
        stretch: The length of its speech after a time-stretch, relative to its own.
    """

    pace: float
    stretch: float


def tuning(rate_at: Callable[[float], float], pace: float) -> Tuning:
    """Return the way to a pace.

    Args:
        rate_at: Returns the syllables a second at one of the engine's own paces.
        pace: The pace wanted.
    """
    wanted = SYLLABLES_PER_SECOND * pace
    own, slope = pace, 1.0
    rate = rate_at(own)
    best = (own, rate)
    for _ in range(_TRIES):
        if abs(math.log(wanted / best[1])) < NEAR_ENOUGH:
            break
        following = own * (wanted / rate) ** (1.0 / slope)
        following_rate = rate_at(following)
        if abs(math.log(following_rate / rate)) < _THE_SAME:  # the engine goes no further
            break
        apart = math.log(following / own)
        measured_slope = math.log(following_rate / rate) / apart
        if abs(apart) > _FAR_APART and 0.5 < measured_slope < 2.0:  # noqa: PLR2004
            slope = measured_slope
        own, rate = following, following_rate
        best = min(best, (own, rate), key=lambda one: abs(math.log(wanted / one[1])))
    return Tuning(best[0], _stretch(best[1] / wanted, MOST_STRETCHED))


def tuning_by_law(rate_at: Callable[[float], float], law: Sequence[tuple[float, float]], pace: float) -> Tuning:
    """Return the way to a pace, by one measurement, of a voice whose rate follows its pace as that of a known one does.

    Args:
        rate_at: Returns the syllables a second at one of the engine's own paces.
        law: Paces of the known voice with its syllables a second, rising.
        pace: The pace wanted.

    >>> tuning_by_law(lambda own: 4.0 * own, [(0.5, 1.5), (2.0, 6.0)], 1.0)
    Tuning(pace=0.775, stretch=1.0)
    """
    trial = min(max(pace, law[0][0], _TRIAL_PACE), law[-1][0])
    times = rate_at(trial) / rate_for(law, trial)
    return Tuning(round(setting_for([(own, times * rate) for own, rate in law], pace), 4), 1.0)


def tuning_without_speed(rate: float, pace: float) -> Tuning:
    """Return the way to a pace of a voice that has only one rate.

    Args:
        rate: Its syllables a second.
        pace: The pace wanted.

    >>> tuning_without_speed(4.34, 1.0)
    Tuning(pace=1.0, stretch=1.4)
    >>> tuning_without_speed(6.2, 1.0)
    Tuning(pace=1.0, stretch=1.6)
    """
    return Tuning(pace, _stretch(rate / (SYLLABLES_PER_SECOND * pace), MOST_STRETCHED_WITHOUT_SPEED))


def _stretch(wanted: float, most: float) -> float:
    return 1.0 if abs(math.log(wanted)) < NEAR_ENOUGH else min(max(wanted, 1.0 / most), most)


def has_cues(language: str) -> bool:
    """Return whether there are cues of a language to measure a rate with."""
    return base_language(language) in CALIBRATION_CUES


def rate_of(spoken_ms: Callable[[str], int], language: str, *, by_few: bool = False) -> float:
    """Return the syllables a second on the cues of a language.

    Args:
        spoken_ms: Returns the time that the words of a cue take, without its pauses.
        language: The language's tag.
        by_few: Whether three cues are enough.
    """
    cues = CALIBRATION_CUES[base_language(language)][: _FEW if by_few else None]
    return sum(syllable_count(cue, language) for cue in cues) * 1000 / sum(spoken_ms(cue) for cue in cues)


CALIBRATION_CUES = {
    "en": (
        "Breathe in through your nose, and let your belly rise.",
        "If it is too much today, bend your knees a bit more.",
        "Straighten the upper leg, and point your toes towards the ceiling.",
        "Press into your feet, and lift your hips a little higher.",
        "Roll over to one side, and come up onto your hands and knees.",
        "Fold forward from your hips, and let your head hang.",
        "Slide the cushion under the flat bone at the base of your spine.",
        "Let your jaw come loose, so that there is room between your teeth.",
    ),
    "de": (
        "Leg dich auf den Rücken, die Knie gebeugt, die Füße flach am Boden.",
        "Wenn es heute zu viel ist, beug die Knie noch etwas mehr.",
        "Bleib noch drei langsame und ruhige Atemzüge, wo du bist.",
        "Umfass dein rechtes Knie mit beiden Händen, und zieh es zur Brust.",
        "Lass beide Knie langsam nach links auf den Boden sinken.",
        "Drück die Füße in den Boden, und heb das Becken ein wenig höher.",
        "Roll dich auf eine Seite, und komm auf Hände und Knie.",
        "Dreh die Brust zurück zur Mitte, und ruh dich dort einen Moment aus.",
    ),
    "es": (
        "Sube despacio, y que la cabeza sea lo último que llegue.",
        "Junta los omóplatos y mantenlos ahí sin hacer esfuerzo.",
        "Quédate donde estás durante tres respiraciones lentas y tranquilas.",
        "Toma la rodilla derecha con las dos manos y llévala hacia el pecho.",
        "Inclínate hacia delante desde la cadera y deja colgar la cabeza.",
        "Deja que todo tu peso se hunda en la esterilla.",
        "Los dos hombros se quedan en el suelo mientras giran las rodillas.",
        "Si hoy es demasiado, dobla un poco más las rodillas.",
    ),
    "fr": (
        "Prenez votre genou droit avec les deux mains, et ramenez-le vers la poitrine.",
        "Ramenez la poitrine au milieu, et reposez-vous là un instant.",
        "Observez comment votre dos se sent maintenant, comparé au début.",
        "Roulez sur un côté, puis venez sur les mains et les genoux.",
        "Laissez tout votre poids s'enfoncer dans le tapis sous vous.",
        "Asseyez-vous sur les talons, et tendez les bras devant vous.",
        "Restez où vous êtes pendant trois respirations lentes et calmes.",
        "Quand vous voulez, ouvrez les yeux et asseyez-vous doucement.",
    ),
    "it": (
        "Girati su un fianco, e mettiti sulle mani e sulle ginocchia.",
        "Lascia che tutto il tuo peso affondi nel tappetino.",
        "Siediti sui talloni, e allunga le braccia davanti a te.",
        "Riporta il petto al centro, e riposa lì per un momento.",
        "Torna su lentamente, e la testa arriva per ultima.",
        "Se oggi è troppo, piega ancora un poco le ginocchia.",
        "Avvicina le scapole, e tienile lì senza nessuno sforzo.",
        "Quando vuoi, apri gli occhi e siediti molto lentamente.",
    ),
}
"""Eight cues of each language that give the same rate as twenty others, within 0.1 % in three engines.

The first three give the rate of all within 1 %, in four engines.
"""

_FEW = 3
