"""Which ``[end]`` belongs to which ``[repeat]``, and which repeats hold whole steps."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from voicecoach.script.lines import LineKind, Token

if TYPE_CHECKING:
    from voicecoach.script.report import Report

DEEPEST_REPEAT = 16


@dataclass(frozen=True, slots=True)
class Repeats:
    """The tokens of a script with every repeat matched.

    Attributes:
        tokens: The tokens; a ``[repeat]`` or ``[end]`` that cannot be used is marked as a mistake.
        ends: For the index of each ``[repeat]``, the index of its ``[end]``.
        around_steps: The indices of the repeats that hold a ``##``.
    """

    tokens: list[Token]
    ends: dict[int, int]
    around_steps: frozenset[int]


def match_repeats(tokens: list[Token], report: Report) -> Repeats:
    """Return the tokens with their repeats matched; reports those that never end, or end nothing."""
    usable = list(tokens)
    ends: dict[int, int] = {}
    opened: list[int] = []

    def mistake(index: int, message: str, hint: str) -> None:
        usable[index] = replace(tokens[index], kind=LineKind.MISTAKE)
        report.error(tokens[index].place, message, hint)

    for index, token in enumerate(tokens):
        if token.kind is LineKind.REPEAT:
            opened.append(index)
        elif token.kind is LineKind.END and not opened:
            mistake(index, "this [end] ends nothing", "take it out, or put [repeat 2] above it")
        elif token.kind is LineKind.END:
            begin = opened.pop()
            if token.content.text:
                report.error(token.content.at(), "[end] stands for itself, without words behind it", "write [end]")
            if len(opened) < DEEPEST_REPEAT:
                ends[begin] = index
            else:
                usable[index] = replace(token, kind=LineKind.MISTAKE)
                message = f"repeats stand in one another up to {DEEPEST_REPEAT} deep"
                mistake(begin, message, "take this [repeat] and its [end] out")
    for index in opened:
        hint = "put [end] alone on the line below the last repeated line"
        mistake(index, "this [repeat] has no [end]", hint)
    steps = [index for index, token in enumerate(tokens) if token.kind is LineKind.STEP]
    around_steps = (begin for begin, end in ends.items() if bisect_right(steps, begin) < bisect_right(steps, end))
    return Repeats(usable, ends, frozenset(around_steps))
