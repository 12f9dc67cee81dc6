"""The setting that a person meant: a line without its colon, a misspelt key, or another word for it."""

from __future__ import annotations

from voicecoach.script.meant_values import other_forms
from voicecoach.script.report import Report
from voicecoach.script.settings import TABLE, find_spec, keys
from voicecoach.script.source import SourceText
from voicecoach.script.spec import Scope
from voicecoach.text import nearest, shortened

# Words of timers, apps and spreadsheets. A word with two keys means the first one that its scope has.
_OTHER_WORDS = {
    "author": ("tag artist", "about"), "background": ("bed",), "background music": ("bed",), "bell": ("chimes",),
    "bells": ("chimes",), "break": ("rest",), "breath": ("breathe",), "breathing": ("breathe",), "bpm": ("pace",),
    "chime": ("chimes",), "comment": ("about",), "count": ("reps",), "cycles": ("rounds",), "delay": ("ready",),
    "description": ("about",), "difficulty": ("level",), "duration": ("hold", "fit"), "equipment": ("props",),
    "gong": ("chimes",), "instruction": ("cue",), "instructions": ("cue",), "intensity": ("level",),
    "interval": ("rest",), "lang": ("language",), "length": ("hold", "fit"), "loops": ("reps",), "music": ("bed",),
    "needs": ("props",), "noise": ("bed",), "pause": ("rest", "pauses"), "preparation": ("ready",),
    "prepare": ("ready",), "repeat": ("reps",), "repeats": ("reps",), "repetitions": ("reps",), "say": ("cue",),
    "side": ("sides",), "sound": ("bed",), "speaker": ("voice",), "speed": ("pace",), "start": ("ready",),
    "summary": ("about",), "tempo": ("pace",), "text": ("cue",), "time": ("hold", "fit"), "times": ("reps",),
    "tone": ("chimes",), "total": ("fit",), "volume": ("bed",), "warning": ("safety",), "warnings": ("safety",),
    "work": ("hold",),
}  # fmt: skip
_OTHER_WORDS |= {word: (f"tag {word}",) for word in ("artist", "album", "album artist", "composer", "genre", "year")}
_OTHER_WORDS |= {
    "picture": ("cover",), "image": ("cover",), "artwork": ("cover",), "bit rate": ("bitrate",), "set": ("value",),
    "headphones": ("wake",), "mono": ("channels",), "stereo": ("channels",), "codec": ("format",),
}  # fmt: skip
_WHOLE_LINES = {"mono": ("channels", "mono"), "stereo": ("channels", "stereo"), "no wake": ("wake", "off")}
# Their values are numbers or switches that the setting knows nothing of.
_OF_ANOTHER_MEASURE = frozenset({"bpm", "volume", "tempo", "intensity", "difficulty"})
_MOST_WORDS_OF_A_KEY = 3


def meant_key(key: str, scope: Scope) -> str | None:
    """Return the key of a scope that a misspelt or another word stands for; None where none is near.

    >>> meant_key("hodl", Scope.STEP), meant_key("music", Scope.SESSION), meant_key("length", Scope.SESSION)
    ('hold', 'bed', 'fit')
    >>> meant_key("artist", Scope.SESSION), meant_key("set patient", Scope.SESSION), meant_key("stereo", Scope.SESSION)
    ('tag artist', 'value', 'channels')
    """
    folded = " ".join(key.lower().split())
    own = keys(scope)
    other = next((one for one in _OTHER_WORDS.get(folded, ()) if find_spec(one, scope)), None)
    if other or (near := nearest(folded, own)):
        return other or near
    words = folded.split()
    if words and (named := next((one for one in _OTHER_WORDS.get(words[0], ()) if _is_named(one, scope)), None)):
        return named
    return nearest(words[0], own) if 0 < len(words) <= _MOST_WORDS_OF_A_KEY else None


def with_colon(line: str, scope: Scope) -> tuple[str, str] | None:
    """Return the key and the value of a line that lacks only its colon; None for any other line.

    >>> with_colon("hold 45s", Scope.STEP), with_colon("hold on to it", Scope.STEP)
    (('hold', '45s'), None)
    """
    words = line.split()
    whole = _WHOLE_LINES.get(" ".join(words).lower())
    if whole is not None and find_spec(whole[0], scope):
        return whole
    for count in range(min(len(words) - 1, _MOST_WORDS_OF_A_KEY), 0, -1):
        key, value = " ".join(words[:count]).lower(), " ".join(words[count:])
        for name in (key, *_OTHER_WORDS.get(key, ())):
            if find_spec(name, scope) is not None and takes(name, value, scope):
                return name, value
    return None


def mended(written: str, value: str, scope: Scope) -> str | None:
    """Return the setting line that a person meant; None where no key is near theirs.

    Their value stays where the setting takes it, else it is an example.

    >>> mended("hodl", "30s", Scope.STEP), mended("volume", "3", Scope.SESSION)
    ('- hold: 30s', '- bed: rain, -24 dB')
    >>> mended("times", "3x", Scope.STEP), mended("speed", "0.8x", Scope.SESSION)
    ('- reps: 3', '- pace: 0.8')
    >>> mended("author", "Anna", Scope.SESSION), mended("stereo", "on", Scope.SESSION)
    ('- tag artist: Anna', '- channels: stereo')
    """
    key = meant_key(written, scope)
    if key is None:
        return None
    whole_line = _WHOLE_LINES.get(" ".join(written.lower().split()))
    if whole_line is not None and find_spec(whole_line[0], scope):
        return f"- {whole_line[0]}: {whole_line[1]}"
    has_argument = " " in written.strip() and any(spec.key == key and spec.argument for spec in TABLE)
    whole = f"{key} {written.split(maxsplit=1)[1]}" if has_argument else key
    if value and written.lower() not in _OF_ANOTHER_MEASURE:
        meant = next((one for one in (value, *other_forms(value)) if takes(whole, one, scope)), None)
        if meant is not None:
            return f"- {whole}: {shortened(meant)}"
    found = find_spec(key, scope)
    return found[0].example_line if found else None


def _is_named(key: str, scope: Scope) -> bool:
    """Return whether a key has a name of the person's own behind it, such as ``value patient``."""
    return any(spec.key == key and spec.argument for spec in TABLE if spec.scope & scope)


def takes(key: str, value: str, scope: Scope) -> bool:
    """Return whether the setting of a key takes a value without a remark."""
    found, report = find_spec(key, scope), Report()
    if found is None:
        return False
    spec, argument = found
    if spec.argument is not None and (not argument or spec.argument.codec.read(_source(argument), report) is None):
        return False
    return spec.codec.read(_source(value), report) is not None and not report.diagnostics


def _source(text: str) -> SourceText:
    return SourceText(text, "", ((0, 1, 1),))
