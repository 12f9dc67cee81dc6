"""The rates of voices that many people have, so that a session does not wait until they are measured.

``python -m tests.ear.rates VOICE...`` prints the lines. A voice is known by the digest of its files: after another
download, or with another model, it is measured as every voice is.
"""

from __future__ import annotations

from collections.abc import Sequence

RATES_OF_JOE: Sequence[tuple[float, float]] = (
    (0.4, 1.384), (0.47, 1.599), (0.55, 1.829), (0.65, 2.076), (0.75, 2.350), (0.87, 2.687), (1, 3.018),
    (1.1, 3.257), (1.2, 3.519), (1.3, 3.792), (1.4, 4.127), (1.55, 4.496), (1.7, 4.811),
)  # fmt: skip
"""Paces of piper:joe, and the syllables a second that each gives on the cues of its language."""

_RATES = {"5bc6bd12637feaa3": RATES_OF_JOE}


def known_rates(version: str) -> Sequence[tuple[float, float]]:
    """Return a voice's own paces with the syllables a second that each gives; empty for a voice that is not known.

    Args:
        version: The voice's version, which ends with the digest of its files.
    """
    return _RATES.get(digest_in(version), ())


def digest_in(version: str) -> str:
    """Return the digest in a voice's version.

    >>> digest_in("piper-tts 1.8.0, 0123456789abcdef")
    '0123456789abcdef'
    """
    return version.rpartition(" ")[2]
