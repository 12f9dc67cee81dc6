"""Damages to plant in the sound of a session: each a function of the samples and the cue sheet."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]
Sheet = dict[str, Any]
Damage = Callable[[Sound, Sheet], Sound]

MS = 48


def _cues(sheet: Sheet, kind: str) -> list[Any]:
    return [cue for cue in sheet["cues"] if cue["kind"] == kind]


def _range(cue: Any) -> slice:
    return slice(cue["start_ms"] * MS, (cue["start_ms"] + cue["duration_ms"]) * MS)


def _words(sheet: Sheet) -> slice:
    """Return the frames of the longest phrase of the second half."""
    later = [cue for cue in _cues(sheet, "speech") if cue["start_ms"] > sheet["duration_ms"] // 3]
    return _range(max(later, key=lambda cue: cue["duration_ms"]))


def _ring(sheet: Sheet) -> slice:
    """Return two seconds of the end of the last chime, without its strike."""
    begin = _range(_cues(sheet, "chime")[-1]).start + 1_500 * MS
    return slice(begin, begin + 2_000 * MS)


def _inside(words: slice, length_ms: int) -> slice:
    middle = (words.start + words.stop) // 2
    return slice(middle, middle + length_ms * MS)


def _loudest(sound: Sound, words: slice, length_ms: int) -> slice:
    """Return the loudest part of a phrase: a hole there is in a word, and not between two."""
    power = np.square(sound[words]).mean(axis=1)
    sums = np.concatenate(([0.0], np.cumsum(power)))
    frames = length_ms * MS
    begin = words.start + int(np.argmax(sums[frames:] - sums[:-frames]))
    return slice(begin, begin + frames)


def _noise(shape: tuple[int, ...], level_dbfs: float) -> Sound:
    return (np.random.default_rng(7).standard_normal(shape) * 10 ** (level_dbfs / 20)).astype(np.float32)


def _hiss(where: Callable[[Sheet], slice], level_dbfs: float) -> Damage:
    def damage(sound: Sound, sheet: Sheet) -> Sound:
        here = where(sheet)
        sound[here] += _noise(sound[here].shape, level_dbfs)
        return sound

    return damage


def _whole(_sheet: Sheet) -> slice:
    return slice(None)


def _hole(length_ms: int) -> Damage:
    def damage(sound: Sound, sheet: Sheet) -> Sound:
        sound[_loudest(sound, _words(sheet), length_ms)] = 0.0
        return sound

    return damage


def _gain(where: Callable[[Sheet], slice], gain_db: float) -> Damage:
    def damage(sound: Sound, sheet: Sheet) -> Sound:
        sound[where(sheet)] *= np.float32(10 ** (gain_db / 20))
        return sound

    return damage


def _low_pass(where: Callable[[Sheet], slice], cut_off_hz: float) -> Damage:
    def damage(sound: Sound, sheet: Sheet) -> Sound:
        here = where(sheet)
        spectrum = np.fft.rfft(sound[here], axis=0)
        spectrum[np.fft.rfftfreq(len(sound[here]), 1 / 48_000) > cut_off_hz] = 0.0
        sound[here] = np.fft.irfft(spectrum, len(sound[here]), axis=0)
        return sound

    return damage


def whisper_in_a_ring(sound: Sound, sheet: Sheet) -> Sound:
    here, words = _ring(sheet), _words(sheet)
    length = min(words.stop - words.start, here.stop - here.start)
    hoarse = sound[words.start : words.start + length] * np.abs(_noise((length, 1), 0.0))
    level = np.sqrt(np.square(hoarse).mean())
    sound[here.start : here.start + length] += hoarse * np.float32(10 ** (-42 / 20) / level)
    return sound


def eight_bit(sound: Sound, _sheet: Sheet) -> Sound:
    return np.round(sound * 127) / np.float32(127)


def _hum(level_dbfs: float) -> Damage:
    def damage(sound: Sound, _sheet: Sheet) -> Sound:
        wave = np.sin(2 * np.pi * 50 * np.arange(len(sound)) / 48_000)[:, np.newaxis]
        return (sound + wave * 10 ** (level_dbfs / 20) * np.sqrt(2)).astype(np.float32)

    return damage


def _click(where: Callable[[Sheet], slice], height: float) -> Damage:
    def damage(sound: Sound, sheet: Sheet) -> Sound:
        here = where(sheet)
        at = (here.start + here.stop) // 2
        sound[at] += np.float32(height)
        return sound

    return damage


def _silence(_sheet: Sheet) -> slice:
    return slice(100 * MS, 300 * MS)


def swapped_cues(sound: Sound, sheet: Sheet) -> Sound:
    cues = sorted(_cues(sheet, "speech"), key=lambda cue: cue["duration_ms"])
    pairs = [(a, b) for a, b in pairwise(cues) if a["spoken"] != b["spoken"]]
    one, other = (_range(cue) for cue in min(pairs, key=lambda pair: pair[1]["duration_ms"] - pair[0]["duration_ms"]))
    length = min(one.stop - one.start, other.stop - other.start)
    first, second = sound[one.start : one.start + length].copy(), sound[other.start : other.start + length].copy()
    sound[one.start : one.start + length], sound[other.start : other.start + length] = second, first
    return sound


def _moved(where: Callable[[Sheet], slice], frames: int) -> Damage:
    """Insert, or for a negative number drop, frames in a phrase; the end of the file stays where it is."""

    def damage(sound: Sound, sheet: Sheet) -> Sound:
        at = where(sheet).start
        if frames > 0:
            sound[at + frames :] = sound[at:-frames].copy()
            sound[at : at + frames] = 0.0
        else:
            sound[at:frames] = sound[at - frames :].copy()
            sound[frames:] = 0.0
        return sound

    return damage


def doubled_frame(sound: Sound, sheet: Sheet) -> Sound:
    at = _loudest(sound, _words(sheet), 24).start
    sound[at + 1_152 :] = sound[at:-1_152].copy()
    return sound


def lost_frame(sound: Sound, sheet: Sheet) -> Sound:
    return _moved(lambda _: _loudest(sound, _words(sheet), 24), -1_152)(sound, sheet)


def swapped_channels(sound: Sound, _sheet: Sheet) -> Sound:
    return sound[:, ::-1].copy()


def one_channel(sound: Sound, _sheet: Sheet) -> Sound:
    sound[:, 1] = 0.0
    return sound


def inverted_channel(sound: Sound, _sheet: Sheet) -> Sound:
    sound[:, 1] *= -1
    return sound


def apart(sound: Sound, _sheet: Sheet) -> Sound:
    return (sound * 10 ** (np.array([-1.5, 1.5]) / 20)).astype(np.float32)


def mixed_to_one(sound: Sound, _sheet: Sheet) -> Sound:
    return np.repeat(sound.mean(axis=1, keepdims=True), 2, axis=1)


def crossfeed(sound: Sound, _sheet: Sheet) -> Sound:
    return (0.7 * sound + 0.3 * sound[:, ::-1]).astype(np.float32)


def _offset(value: float) -> Damage:
    return lambda sound, _sheet: sound + np.float32(value)


def cut_end(sound: Sound, _sheet: Sheet) -> Sound:
    return sound[: -3_000 * MS]


def silent_end(sound: Sound, _sheet: Sheet) -> Sound:
    sound[-6_000 * MS :] = 0.0
    return sound


def cut_start(sound: Sound, _sheet: Sheet) -> Sound:
    return sound[400 * MS :]


def gain_ramp(sound: Sound, _sheet: Sheet) -> Sound:
    ramp = 10 ** (np.linspace(0, -3, len(sound))[:, np.newaxis] / 20)
    return (sound * ramp).astype(np.float32)


def clipped(sound: Sound, _sheet: Sheet) -> Sound:
    most = float(np.abs(sound).max()) / 2
    return np.clip(sound, -most, most)


def _faster(where: Callable[[Sheet], slice], by: float) -> Damage:
    """Play a range faster by a share, which raises its pitch, too; the rest of the range is silent."""

    def damage(sound: Sound, sheet: Sheet) -> Sound:
        here = where(sheet)
        given = sound[here].copy()
        at = np.arange(len(given)) * (1 + by)
        for channel in range(sound.shape[1]):
            sound[here, channel] = np.interp(at, np.arange(len(given)), given[:, channel], right=0.0)
        return sound

    return damage


def breath(sound: Sound, _sheet: Sheet) -> Sound:
    wave = _noise((600 * MS, 1), 0.0) * np.hanning(600 * MS)[:, np.newaxis]
    begin = len(sound) - 900 * MS
    level = np.sqrt(np.square(wave).mean())
    sound[begin : begin + 600 * MS] += (wave * 10 ** (-50 / 20) / level).astype(np.float32)
    return sound


def repeated(sound: Sound, sheet: Sheet) -> Sound:
    at = _inside(_words(sheet), 0).start
    sound[at + 200 * MS :] = sound[at : -200 * MS].copy()
    return sound


def echo(sound: Sound, sheet: Sheet) -> Sound:
    words = _words(sheet)
    sound[words.start + 80 * MS : words.stop + 80 * MS] += np.float32(0.35) * sound[words].copy()
    return sound


def _before_words(sheet: Sheet) -> slice:
    begin = _words(sheet).start - 60 * MS
    return slice(begin, begin)


DAMAGES: dict[str, Damage] = {
    "hiss of -26 dBFS under words": _hiss(_words, -26),
    "hiss of -50 dBFS under words": _hiss(_words, -50),
    "hiss of -26 dBFS under a ring": _hiss(_ring, -26),
    "hiss of -50 dBFS under a ring": _hiss(_ring, -50),
    "hiss of -60 dBFS everywhere": _hiss(_whole, -60),
    "hole of 30 ms in a word": _hole(30),
    "hole of 120 ms in a word": _hole(120),
    "hole of 500 ms in a word": _hole(500),
    "a cue low-passed at 3 kHz": _low_pass(_words, 3_000),
    "the file low-passed at 3 kHz": _low_pass(_whole, 3_000),
    "the file low-passed at 6 kHz": _low_pass(_whole, 6_000),
    "a whisper of -42 dBFS in a ring": whisper_in_a_ring,
    "8 bit": eight_bit,
    "hum of -40 dBFS": _hum(-40),
    "hum of -60 dBFS": _hum(-60),
    "a click of 0.5 in silence": _click(_silence, 0.5),
    "a click of 0.05 in silence": _click(_silence, 0.05),
    "a click of 0.5 in words": _click(_words, 0.5),
    "a click of 0.2 in words": _click(_words, 0.2),
    "a click of 0.5 in a ring": _click(_ring, 0.5),
    "a click of 0.1 in a ring": _click(_ring, 0.1),
    "a cue 3 dB softer": _gain(_words, -3),
    "a cue 3 dB louder": _gain(_words, 3),
    "a ring 3 dB softer": _gain(_ring, -3),
    "the file 2 dB softer": _gain(_whole, -2),
    "a cue muted": _gain(_words, -200),
    "a ring muted": _gain(_ring, -200),
    "two cues swapped": swapped_cues,
    "20 ms late from a cue on": _moved(_before_words, 20 * MS),
    "20 ms early from a cue on": _moved(_before_words, -20 * MS),
    "40 ms late from the first cue on": _moved(_silence, 40 * MS),
    "a frame lost": lost_frame,
    "a frame doubled": doubled_frame,
    "an offset of 0.01": _offset(0.01),
    "the end cut off": cut_end,
    "the end silent": silent_end,
    "the start cut off": cut_start,
    "3 dB softer by the end": gain_ramp,
    "clipped at half of the peak": clipped,
    "0.5 % faster": _faster(_whole, 0.005),
    "a cue 3 % faster": _faster(_words, 0.03),
    "the file low-passed at 8 kHz": _low_pass(_whole, 8_000),
    "a breath of -50 dBFS in silence": breath,
    "200 ms repeated": repeated,
    "an echo under words": echo,
}

STEREO_DAMAGES: dict[str, Damage] = {
    "channels swapped": swapped_channels,
    "one channel silent": one_channel,
    "one channel inverted": inverted_channel,
    "channels 3 dB apart": apart,
    "channels mixed to one": mixed_to_one,
    "30 % of each channel on the other": crossfeed,
}
