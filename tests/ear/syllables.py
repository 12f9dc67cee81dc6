"""Syllables counted by the phonemes of a text: hibari's for English, espeak-ng's for other languages.

voicecoach counts them by rules from the letters; this is the other opinion.
"""

from __future__ import annotations

import ctypes
import functools
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_HIBARI_VOWELS = frozenset("AIOQWYaeiouɑɐɒæɔəɚɛɜɪʊʌᵊᵻ")
_VOWEL = re.compile("[aeiouyɑɐɒæɔəɚɛɜɝɪɨøœɵʊʉʌɯɤɘɞɶᵻʏ]|[nl]\u0329")
_DIPHTHONG = re.compile("aɪ|aʊ|eɪ|oʊ|əʊ|ɔɪ|ɔø|ɔʏ|oɪ|eʊ|ʊɪ|uɪ|iʊ|eu|au|ai|ei|oi|ɛu")
_STRESS_AND_LENGTH = re.compile("[ˈˌː]")
_UTF8, _IPA = 1, 2
_NO_SOUND = 2


def syllable_count(text: str, language: str) -> int:
    """Return how many syllables a text has, at least one for each word."""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    count = _english() if language == "en" else functools.partial(_foreign, language)
    return sum(max(count(word), 1) for word in words)


@functools.cache
def _english() -> Callable[[str], int]:
    from hibari.g2p import G2P

    phonemes = G2P()

    @functools.cache
    def count(word: str) -> int:
        return sum(letter in _HIBARI_VOWELS for letter in "".join(phonemes(word)))

    return count


@functools.cache
def _foreign(language: str, word: str) -> int:
    said = _DIPHTHONG.sub("a", _STRESS_AND_LENGTH.sub("", _espeak(language, word)))
    return len(_VOWEL.findall(said))


def _espeak(language: str, word: str) -> str:
    library = _library()
    library.espeak_SetVoiceByName(language.encode())
    left = ctypes.c_char_p(word.lower().encode())
    said = []
    while left.value:
        said.append((library.espeak_TextToPhonemes(ctypes.byref(left), _UTF8, _IPA) or b"").decode())
    return " ".join(said)


@functools.cache
def _library() -> ctypes.CDLL:
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    data = Path(espeakng_loader.get_data_path())
    library.espeak_Initialize(_NO_SOUND, 0, str(data.parent).encode(), 0)
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    library.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
    return library
