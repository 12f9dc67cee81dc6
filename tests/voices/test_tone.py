from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from voicecoach.voices.base import Delivery
from voicecoach.voices.speaker import Speaker

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("text", ["A", "One.", "Atme ein – und aus.", "x" * 400])
@pytest.mark.parametrize("pace", [0.5, 1.0, 2.0])
def test_a_tone_is_exactly_sixty_milliseconds_a_character_and_heard_throughout(
    tmp_path: Path, text: str, pace: float
) -> None:
    with Speaker("tone", "de", Delivery(pace), tmp_path) as speaker:
        tone = speaker.pcm(text)
        assert speaker.estimate_ms(text) == tone.duration_ms == 60 * len(text)
    assert np.all(tone.peak[5:-8] > 0.9 * tone.peak.max())


def test_the_tone_is_a_sine_of_440_hz(tmp_path: Path) -> None:
    with Speaker("tone", "en", Delivery(1.0), tmp_path) as speaker:
        samples = speaker.pcm("Seventeen letters").samples.astype(float)
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    assert np.argmax(spectrum) * 48_000 / len(samples) == pytest.approx(440, abs=1)
