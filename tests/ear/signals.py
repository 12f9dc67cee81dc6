"""Chimes and beds, heard in finished files."""

from __future__ import annotations

import numpy as np
from scipy.signal import butter, sosfilt

from tests.ear.hearing import Samples
from tests.ear.limits import Row
from tests.ear.sessions import Session, Workshop

BEDS = ("rain", "ocean", "brown-noise", "drone")

_SIGNALS = ("bowl", "bell", "wood", "two-tone")
_PHONE_SPEAKER_HZ = 800
_LOUDEST_MS = 400

_PERIOD_FROM_S, _PERIOD_TO = 2.0, 0.6
_CENTRE_HZ = 8_000
_LEVEL_S = 0.05
_EDGE_S = 5.0

_SHORT_GAP_S, _LONG_GAP_S = 5, 16


def chimes(workshop: Workshop) -> list[Row]:
    """Return how far the signals lie apart on a small speaker."""
    lines = "".join(f"[chime {name}]\n\n[pause 10s]\n\n" for name in _SIGNALS)
    session = workshop.export("chimes", f"# Chimes\n\nListen.\n\n[pause 2s]\n\n{lines}The end.\n", "--bed", "none")
    treble = sosfilt(butter(4, _PHONE_SPEAKER_HZ, "highpass", fs=session.rate_hz, output="sos"), session.samples)
    levels_db = {}
    for cue in session.sheet["cues"]:
        if cue["kind"] == "chime":
            part = _part(treble, session.rate_hz, cue["start_ms"] / 1000, (cue["start_ms"] + 3_000) / 1000)
            window = session.rate_hz * _LOUDEST_MS // 1000
            energy = np.concatenate(([0.0], np.cumsum(np.square(part))))
            levels_db[cue["sound"]] = float(10 * np.log10((energy[window:] - energy[:-window]).max() / window + 1e-15))
    note = ", ".join(f"{name} {level:.1f}" for name, level in levels_db.items())
    return [Row("chimes", "chimes", max(levels_db.values()) - min(levels_db.values()), note)]


def bed(workshop: Workshop, name: str, minutes: int) -> list[Row]:
    """Return how much a bed is like itself later, by the autocorrelation of its wave and of its loudness."""
    session = workshop.export(f"bed-{name}", f"# Bed\n\nBegin.\n\n[pause {minutes}m]\n\nThe end.\n", "--bed", name)
    first, last = session.phrases
    wave = _part(session.samples, session.rate_hz, first.end_ms / 1000 + _EDGE_S, last.begin_ms / 1000 - _EDGE_S)
    step = session.rate_hz // _CENTRE_HZ
    low = wave[: len(wave) // step * step].reshape(-1, step).mean(axis=1)
    in_window = round(session.rate_hz * _LEVEL_S)
    level = np.log(np.square(wave[: len(wave) // in_window * in_window].reshape(-1, in_window)).mean(axis=1) + 1e-12)
    like, after_s = likeness(low, _CENTRE_HZ)
    like_level, level_after_s = likeness(level, 1 / _LEVEL_S)
    return [
        Row(f"bed, {name}", "period", like, f"at {after_s:.1f} s of {minutes} minutes"),
        Row(f"bed, {name}", "envelope period", like_level, f"at {level_after_s:.1f} s"),
    ]


def ducking(workshop: Workshop) -> list[Row]:
    """Return how a bed behaves in a short gap between words, and after the words."""
    # The first words and a minute let the bed fade in.
    script = (
        "# Gaps", "Welcome.", "[pause 1m]",
        "Begin.", f"[pause {_SHORT_GAP_S}s]",
        "Go on.", f"[pause {_LONG_GAP_S}s]", "Rest.",
    )  # fmt: skip
    session = workshop.export("gaps", "\n\n".join(script), "--bed", "brown-noise")
    _, first, second, third = session.phrases
    down_db = _level_db(session, first.end_ms / 1000 + 0.2, first.end_ms / 1000 + 0.7)
    middle_s = (first.end_ms + second.begin_ms) / 2000
    gap_db = max(_level_db(session, at_s, at_s + 0.5) for at_s in np.arange(middle_s - 1.5, middle_s + 1.0, 0.25))
    up_db = _level_db(session, third.begin_ms / 1000 - 6, third.begin_ms / 1000 - 4)
    # From a tenth of the way up to nine tenths is most of the return.
    times_s = np.arange(second.end_ms / 1000, third.begin_ms / 1000 - 4, 0.1)
    levels_db = np.array([_level_db(session, at_s, at_s + 0.5) for at_s in times_s])
    begun = np.argmax(levels_db > down_db + 0.1 * (up_db - down_db))
    done = np.argmax(levels_db > down_db + 0.9 * (up_db - down_db))
    note = f"{down_db:.1f} dB under the words, {up_db:.1f} dB without"
    return [
        Row("bed, brown-noise", "kept down", gap_db - down_db, note),
        Row("bed, brown-noise", "return", float(times_s[done] - times_s[begun]), "from a tenth to nine tenths"),
    ]


def likeness(values: Samples, rate_hz: float) -> tuple[float, float]:
    """Return the largest autocorrelation beyond two seconds, and where it lies in seconds."""
    centred = values - values.mean()
    count = len(centred)
    power = np.square(np.abs(np.fft.rfft(centred, 2 * count)))
    product = np.fft.irfft(power)[:count] * count / (count - np.arange(count))
    first = round(_PERIOD_FROM_S * rate_hz)
    found = first + int(np.argmax(product[first : int(count * _PERIOD_TO)]))
    return float(product[found] / product[0]), found / rate_hz


def _level_db(session: Session, from_s: float, to_s: float) -> float:
    return float(10 * np.log10(np.square(_part(session.samples, session.rate_hz, from_s, to_s)).mean() + 1e-15))


def _part(samples: Samples, rate_hz: int, from_s: float, to_s: float) -> Samples:
    return samples[round(from_s * rate_hz) : round(to_s * rate_hz)]
