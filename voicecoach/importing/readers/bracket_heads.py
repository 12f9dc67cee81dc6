"""Find the heads that people put into brackets with the time of their part: "[Opening – 1 minute]"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from voicecoach.caseless import Caseless
from voicecoach.importing.directions.bracket_words import PAUSE_WORD, direction_in
from voicecoach.importing.lines.heading_parts import heading_parts
from voicecoach.importing.lines.joined_lines import SourceLine
from voicecoach.importing.readers.heads import is_part_name

_HEAD = re.compile(r"\s{0,3}(?P<marks>[*_]{0,3})\[(?P<words>[^\[\]]{3,80})\]\s?:?(?P=marks)\s*")
_UNLIKE = re.compile(
    r"(?m)^(?P<before> {0,3})(?:\{(?P<curly>[^()\[\]{}\n]{2,80})[)\]]|[(\[](?P<other>[^()\[\]{}\n]{2,80})\})"
    r"(?P<behind>[ \t\r]*)$"
)
_EXTRA = re.compile(r"\s[–—-]\s|[:,(\d]")  # behind the name: "[INTRO – music 10 s]"
_BREATH = Caseless(
    r"breath(?:ing)?|atem|atmung|respiración|respiration|souffle|respiro|respirazione|respiração|adem(?:haling)?"
)
_MOST_WORDS = 7
_MOST_WORDS_OF_NAME = 3
_LEAST = 2
_LEAST_NAMES = 3

_KEYCAP = re.compile(r"^(?P<number>\d)\ufe0f?\u20e3\s*(?:(?P<name>[^\n→]{2,40}?)\s→\s)?", re.MULTILINE)
_BETWEEN_STARS = re.compile(r"^\* (?P<words>[^*\n]{3,120}[^*\s]) \*$", re.MULTILINE)
_ASIDE = re.compile(r"(?<=\n\n)>> (?P<words>[^>\[\]\n]{3,200})(?=\n\n|\s*\Z)")
_QUOTED = re.compile(r"^>(?!> )", re.MULTILINE)
_LEAST_ASIDES = 2


def with_like_marks(text: str) -> str:
    r"""Return a text in which marks of a kind are alike: brackets, pictures of numbers, stars, notes behind ">>".

    >>> with_like_marks("{Bell x 1)\nRest."), with_like_marks("(Bell x 3}"), with_like_marks("{a}")
    ('(Bell x 1)\nRest.', '(Bell x 3)', '{a}')
    >>> with_like_marks("1\ufe0f\u20e3 Plank"), with_like_marks("* lower your voice *")
    ('1. Plank', '*lower your voice*')
    >>> with_like_marks("Sit.\n\n>> Wait.\n\nRest.\n\n>> Show it.")
    'Sit.\n\n[Wait.]\n\nRest.\n\n[Show it.]'
    """
    text = _UNLIKE.sub(lambda one: f"{one['before']}({one['curly'] or one['other']}){one['behind']}", text)
    text = _BETWEEN_STARS.sub(r"*\g<words>*", _KEYCAP.sub(_numbered, text))
    asides = len(_ASIDE.findall(text))
    return _ASIDE.sub(r"[\g<words>]", text) if asides >= _LEAST_ASIDES and not _QUOTED.search(text) else text


def _numbered(found: re.Match[str]) -> str:
    return f"{found['number']}. " + (f"{found['name']}: " if found["name"] else "")


def bracket_heads(lines: Sequence[SourceLine]) -> dict[int, str]:
    """Return the heads in brackets, each by the number of its line.

    A bracket with a length is silence elsewhere, so all of a text decide: two of them at least have a name that is
    neither a pause nor a sound, and words below them. One is enough with a name as "Opening" has.
    """
    filled = [line for line in lines if line.text.strip()]
    found: dict[int, str] = {}
    for at, line in enumerate(filled[:-1]):
        head = _HEAD.fullmatch(line.text)
        if head is None or _HEAD.fullmatch(filled[at + 1].text) is not None:
            continue
        name, time = heading_parts(head["words"])
        if (
            time
            and len(name.split()) <= _MOST_WORDS
            and not PAUSE_WORD.search(name)
            and (direction_in(name, "en") is None or _BREATH.fullmatch(name))
        ):
            found[line.number] = head["words"]
    names = [name for words in found.values() if not _BREATH.fullmatch(name := heading_parts(words)[0])]
    is_sure = len(names) >= _LEAST or any(map(is_part_name, names))
    return found if is_sure else _names_of_parts(filled) or _breaths_among_names(lines)


def _breaths_among_names(lines: Sequence[SourceLine]) -> dict[int, str]:
    """Return "[Breath]" right above words, where three other names stand so: there it is no pause."""
    heads = {line.number: line.text for line in _heads_above_words(lines)}
    names = {text for text in heads.values() if direction_in(text.strip("[] "), "en") is None}
    breaths = {number: text.strip("[] ") for number, text in heads.items() if _BREATH.fullmatch(text.strip("[] "))}
    return breaths if len(names) >= _LEAST_NAMES else {}


def _heads_above_words(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """Return the lines that are one bracket, with an empty line above them and words right below."""
    return [
        line
        for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
        if _HEAD.fullmatch(line.text) and not above.text.strip() and below.text.strip()
    ]


def _names_of_parts(filled: Sequence[SourceLine]) -> dict[int, str]:
    """Return the names of parts in brackets and capitals, where three or more differ and one is surely a part.

    So "[BREATH]" between "[INTRO]" and "[BODY]" is no pause. One with a direction behind it is none, nor one twice.
    """
    heads = [(line.number, head["words"].strip()) for line in filled[:-1] if (head := _HEAD.fullmatch(line.text))]
    names = {number: _EXTRA.split(words)[0].strip() for number, words in heads if not PAUSE_WORD.search(words)}
    names = {number: name for number, name in names.items() if name.isupper()}
    counts = Counter(names.values())
    if len(counts) < _LEAST_NAMES or not any(map(is_part_name, counts)):
        return {}
    return {
        number: words
        for number, words in heads
        if counts[words] == 1 and len(words.split()) <= _MOST_WORDS_OF_NAME
        and (direction_in(words, "en") is None or _BREATH.fullmatch(words))
    }  # fmt: skip
