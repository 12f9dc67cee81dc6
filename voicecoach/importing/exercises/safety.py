"""Recognise sentences that warn the listener: "Stop if you feel sharp pain."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicecoach.caseless import Caseless
from voicecoach.importing.document import Block, Exercise, SafetyLine, Words
from voicecoach.text import capitalised

_LABEL = Caseless(
    r"\W*(?:warning|caution|attention|important|safety|achtung|warnung|vorsicht|wichtig|sicherheit|atención|"
    r"advertencia|"
    r"precaución|importante|cuidado|avertissement|prudence|attenzione|avvertenza|avviso|atenção|aviso|let op|"
    r"waarschuwing|belangrijk|voorzichtig)[*_\s]*[:!–—-][*_\s]*",
)
_SIGN = re.compile(r"[\s*_]*(?:\u26a0|\u26d4|\U0001f6d1)\ufe0f?[\s*_]*")
_HARM = Caseless(
    r"\b(?:pain\w*|hurt\w*|dizz\w+|injur\w+|driv\w+|machinery|pregnan\w+|epilep\w+|schmerz\w*|schwindel\w*|fahr\w*|"
    r"auto|schwanger\w*|dolor\w*|mare\w+|vértigo|conduc\w+|conduz\w*|embaraz\w+|douleur\w*|vertige\w*|condui\w+|"
    r"volant|enceinte|vertigin\w+|capogir\w+|guid\w+|dor|dores|tontura\w*|dirig\w+|grávida|pijn\w*|duizel\w+|"
    r"stuur|autorij\w+|zwanger\w*|numb\w*|tingl\w+|"
    r"light-?headed\w*|faint\w*|unwell|discomfort|nause\w+|taubheit\w*|kribbel\w*|unwohl\w*|übelkeit|beschwerden|"
    r"gevoelloos\w*|tintel\w+|misselijk\w*|ongemak|klachten|hormigue\w*|adormec\w+|malestar|molestia\w*|engourdi\w+|"
    r"fourmill\w+|malaise|gêne|formicol\w*|intorpid\w*|fastidio|malessere|formig\w+|dormên\w+|desconforto|mal-estar)\b",
)
_STOP = Caseless(
    r"\b(?:stop\w*|abbrech\w*|brich|brechen|unterbrech\w*|aufhör\w*|beende\w*|nie|pare|parar|detén\w*|detenga|"
    r"suspend\w*|"
    r"interrump\w*|interromp\w*|arrêt\w*|cess\w*|jamais|ferma\w*|smett\w*|sospend\w*|nunca|staak|nooit|never|avoid|"
    r"vermeid\w*|évit\w*|vermijd)\b",
)
_ADVICE = Caseless(
    r"\b(?:nicht|niet|not|non|pas|não|no|mai|don['’]t|consult\w*|call|see|ask|hör\w*|evit\w*|deja\w*|para)\b",
)
_MOST_WORDS = 25
_MOST_WORDS_PLAIN = 18


def with_safety(blocks: list[Block]) -> Iterator[Block]:
    """Turn sentences that warn into safety lines: with a label or a sign anywhere, without one beside exercises."""
    has_exercises = any(isinstance(block, Exercise) for block in blocks)
    for block in blocks:
        words = warning_in(block.text, is_plain=has_exercises) if isinstance(block, Words) else ""
        yield SafetyLine(words, block.line) if words else block


def warning_in(text: str, *, is_plain: bool) -> str:
    """Return the words of a sentence that warns, without its label; empty for any other.

    Args:
        text: The sentence.
        is_plain: Whether it may have neither a label nor a sign, as beside exercises.

    >>> warning_in("Achtung: Bei Schmerzen abbrechen!", is_plain=False), warning_in("Stop if it hurts.", is_plain=False)
    ('Bei Schmerzen abbrechen!', '')
    """
    if len(text.split()) > _MOST_WORDS or "\n" in text or re.search(r"[\[{(]", text):
        return ""
    label, sign = _LABEL.match(text), _SIGN.match(text)
    words = text[label.end() if label else sign.end() if sign else 0 :].strip("*_ ")
    is_labelled = (label is not None and _ADVICE.search(words) is not None) or sign is not None
    is_short = is_plain and len(words.split()) <= _MOST_WORDS_PLAIN
    if not _HARM.search(words) or not (is_labelled or ((label or is_short) and _STOP.search(words))):
        return ""
    words = capitalised(re.sub(r"[*_]+", "", words))
    return words if words[-1:] in ".!?" else f"{words}."
