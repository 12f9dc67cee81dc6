"""Kokoro's public voices, measured: no session waits until one has spoken sentences for that.

``python -m tests.ear.rates VOICE...`` prints the lines. The rate follows the speed in the same way in every voice, so a
factor tells them apart. It is that of the network in :mod:`voicecoach.voices.engines.kokoro_lengths`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

LAW: Sequence[tuple[float, float]] = (
    (0.4, 1.244), (0.5, 1.536), (0.65, 2.027), (0.8, 2.508), (1.0, 3.193), (1.2, 3.910), (1.4, 4.602), (1.7, 5.576),
    (2.0, 6.290), (2.3, 6.932),
)  # fmt: skip
"""Paces of af_heart, and the syllables a second that each gives on the cues of its language."""


class KnownVoice(NamedTuple):
    """The measured rate and level of a voice.

    Attributes:
        rate: Its syllables a second at a pace of 1.
        gain_db: The gain that brings it to the level of every voice.
    """

    rate: float
    gain_db: float


KNOWN = {
    "af_heart": KnownVoice(3.193, 3.5),
    "af_bella": KnownVoice(3.110, 2.0),
    "af_sarah": KnownVoice(3.216, 2.4),
    "af_nicole": KnownVoice(2.488, 2.3),
    "am_michael": KnownVoice(2.744, 5.9),
    "am_puck": KnownVoice(3.158, 0.5),
    "am_fenrir": KnownVoice(3.039, 0.8),
    "bf_emma": KnownVoice(3.151, 1.6),
    "bf_isabella": KnownVoice(3.021, -0.6),
    "bm_george": KnownVoice(2.593, 2.9),
    "ef_dora": KnownVoice(3.960, 5.6),
    "em_alex": KnownVoice(3.833, 4.9),
    "ff_siwis": KnownVoice(3.525, 1.6),
    "if_sara": KnownVoice(3.954, -3.8),
    "im_nicola": KnownVoice(3.648, 1.3),
}


def rates_of(name: str) -> Sequence[tuple[float, float]]:
    """Return a voice's paces with its syllables a second; empty for a voice that was not measured."""
    known = KNOWN.get(name)
    return [(pace, rate * known.rate / KNOWN["af_heart"].rate) for pace, rate in LAW] if known else ()
