"""Read the pauses of a dictated text, which has no stops: "let your shoulders go pause five seconds and now …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from voicecoach.importing.document import Block, Note, Words
from voicecoach.script.directions import TimedPause, read_pause
from voicecoach.script.printer import print_pause
from voicecoach.script.word_patterns import PAUSE_NOUN

_NOUN = "|".join(map(str.capitalize, PAUSE_NOUN.split("|")))
_PAUSE = re.compile(
    r"(?<![^\s])(?:long |lange |short |kurze )?(?:" + PAUSE_NOUN + r")\s"
    r"(?:for |of |für |von |de |di |van )?[^\W_]+(?:[- ][^\W\d_]+)?\s"
    r"(?:seconds?|sekunden?|segundos?|secondes?|second[io]|seconden|minutes?|minuten?|minutos?|minut[oi]|minuut)(?![^\s])",
    re.IGNORECASE,
)
# "… gemütlich. Pause Deine Arme …"
_UNSTOPPED = re.compile(r"(?<=[.!?…])(?P<gap>\s+)(?P<pause>" + _NOUN + r")(?=\s+[A-ZÀ-Ý]|\s*$)")
_STOPPED = re.compile(rf"(?:^|[.!?…]\s*)(?:{_NOUN})\.(?=\s|$)", re.MULTILINE)
_STOP = re.compile(r"[.!?…:;]")
_LEAST = 2
_LEAST_WORDS = 20


def with_dictated_pauses(blocks: Sequence[Block], language: str, remarks: list[Note]) -> list[Block]:
    """Write the lengths that are named in a paragraph without any stop as pauses, where there are two or more."""
    kept: list[Block] = []
    for block in blocks:
        text = block.text if isinstance(block, Words) else ""
        pauses = [
            (found, pause)
            for found in _PAUSE.finditer(text if _is_dictated(text) else "")
            if isinstance(pause := read_pause(found[0], language), TimedPause)
        ]
        if len(pauses) < _LEAST or not isinstance(block, Words):
            kept.append(block)
            continue
        for found, pause in reversed(pauses):
            text = f"{text[: found.start()].rstrip()} {print_pause(pause)} {text[found.end() :].lstrip()}"
        count = len(pauses)
        remarks.append(Note(pauses[0][0][0], block.line, f"read as seconds of silence ({count}×)"))
        kept.append(replace(block, text=text.strip()))
    return kept


def with_stops_of_pauses(blocks: Sequence[Block]) -> list[Block]:
    """Give a pause between two sentences the stop that most others of the text have: "Lie down. Pause Your arms …"."""
    texts = [block.text for block in blocks if isinstance(block, Words)]
    stopped = sum(len(_STOPPED.findall(text)) for text in texts)
    if stopped < max(_LEAST, sum(len(_UNSTOPPED.findall(text)) for text in texts)):
        return list(blocks)
    return [
        replace(block, text=_UNSTOPPED.sub(r"\g<gap>\g<pause>.", block.text)) if isinstance(block, Words) else block
        for block in blocks
    ]


def _is_dictated(text: str) -> bool:
    return len(text.split()) >= _LEAST_WORDS and _STOP.search(text) is None
