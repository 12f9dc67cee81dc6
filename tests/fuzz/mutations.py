"""Break scripts in random places, as a slip of a finger, a bad copy, another program or malice does."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# How many things go wrong at once: mostly one, so that many are sessions all the same.
_CHANGES = (1, 1, 1, 2, 2, 3, 5, 8)
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)?")
_BRACKET = re.compile(r"[\[\]{}()<>|\\*#-]")
_LONGEST_SPAN_CHARACTERS = 400

NUMBERS = (
    "0", "-1", "1", "2.5", "1,5", "00", "1e9", "0x10", "999", "1000", "1001", "99999", "100000000", "9" * 30, "1:30",
    "1:99", "½", "²", "٣", "\uff11\uff12", "5-", "-5", "10-5", "5–10", "NaN", "inf", "1/0", "",
)  # fmt: skip
TRAPS = (
    "\0", "\x07", "\x0b", "\x1b[31m", "\x7f", "\x85", "\xa0", "\xad", "\u0301", "\u034f", "\u200b", "\u200d",
    "\u200e", "\u202e", "\u2028", "\u2029", "\u2066", "\u3000", "\ufdd0", "\ufdfa", "\ufe0f", "\ufeff", "\uff1a",
    "\ufffd", "\U000e0041", "\U0010ffff", "İ", "ß", "ŉ", "ﬀ", "ς", "👩‍👩‍👧", "🇩🇪", "한", "नि", "שלום", "\r", "\t", "\n",
)  # fmt: skip
MARKS = (
    "[", "]", "{", "}", "(", ")", "<!--", "-->", "\\", "*", "**", "|", "#", "##", "###", "---", "- ", "-", ":", ",",
    "```", "…", "[10s]", "[pause 2s]", "[chime bowl]", "[sound x.wav]", "[wait 20s]", "[repeat 2]", "[repeat 1000]",
    "[end]", "[include lower-back]",
    "[voice de]", "[voice]", "[gap]", "[bed off 3s]", "[bed rain + drone]",
    "{side}", "{side|a|b}", "{name}", "{hold}", "(a){b}", "\\[", "{name.x}", "off",
)  # fmt: skip
LINES = (
    "- based on: lower-back", "[include desk-break]", "## Bridge", "## Bridge\n- hold: 30s", "- hold: 20-40s",
    "- reps: 1000", "- sets: 1000", "- sides: right, left", "- at half: x", "- at end-10s: x", "- phase 4s: In.",
    "- breathe: in 4s, hold 4s, out 4s", "- rounds: 1000", "- hold: 30s, 25s, 20s", "- reps: 12, 10, 8",
    "- rounds: 1000, out 1-60s", "- count breath: on", "- count reps: on", "- rep time: 3s",
    "- sides: front, back, top", "- sides: right, left, right", "- focus: front", "- cue: {side|a|b|c} {other_side}",
    "- levels: 4-5", "- fit: 10m", "- only: Bridge",
    "- skip: Bridge", "- value name: Anna", "- pronounce a: [[b]]", "- wording half: {side|a|b}", "- bed: rain, -24 dB",
    "- chimes: begin bowl, end off", "- language: de", "- language: fr", "- voice: tone", "- wording: coach",
    "- guidance: chimes", "- focus: left", "- seed: 7", "- countdown: 10", "- spoken: {side}", "- chapter: off",

    "- bed: binaural 200 6", "- bed fade: 1s, 9s", "- bed: x.wav once",
    "- settle: 4", "- pace: 0.5", "- props: a mat", "- safety: Stop.",
    "- off", "## Bridge\n- off", "- order: Bridge, Cat-Cow", "- title: T", "- safety: only Stop.",
    "- safety: off lower-back",
    "- safety: off", "<!-- ok -->", "## Bridge <!-- ok: so -->", "[repeat 3]", "[end]", "---", "# T", "",
)  # fmt: skip


class Mutator:
    """Breaks scripts, the same ones for the same seed.

    Args:
        scripts: The texts to begin with; pieces of one are put into another, too.
        seed: Of everything that is chosen.
    """

    def __init__(self, scripts: Sequence[str], seed: int) -> None:
        self._scripts = scripts
        self._random = random.Random(seed)  # noqa: S311 - no secret
        self._kinds: tuple[Callable[[str], str], ...] = (
            self._character, self._character, self._line, self._line, self._number, self._number, self._bracket,
            self._bracket, self._swap, self._double, self._delete, self._splice, self._mark, self._line_put_in,
        )  # fmt: skip

    def mutated(self) -> bytes:
        """Return the next broken script."""
        text = self._random.choice(self._scripts)
        for _ in range(self._random.choice(_CHANGES)):
            text = self._random.choice(self._kinds)(text)
        return self._encoded(text)

    def _encoded(self, text: str) -> bytes:
        """Return a text as bytes: nearly always in UTF-8, now and then as no program should write it."""
        kind = self._random.randrange(100)
        if kind < 2:
            return b"\xff\xfe" + text.encode("utf-16-le", errors="surrogatepass")
        if kind < 4:
            return text.encode("utf-16-be")
        if kind < 6:
            return text.encode("latin-1", errors="replace")
        data = text.replace("\n", "\r\n").encode() if kind < 8 else text.encode()
        if kind < 12 and data:
            damaged = bytearray(data)
            for _ in range(self._random.randint(1, 4)):
                damaged[self._random.randrange(len(damaged))] = self._random.randrange(256)
            return bytes(damaged)
        return data[: self._random.randint(0, len(data))] if kind < 14 else data

    def _span(self, text: str) -> tuple[int, int]:
        begin = self._random.randint(0, len(text))
        return begin, min(begin + self._random.randint(1, _LONGEST_SPAN_CHARACTERS), len(text))

    def _character(self, text: str) -> str:
        at = self._random.randint(0, len(text))
        put = self._random.choice((self._random.choice(TRAPS), chr(self._random.randint(32, 126)), ""))
        return text[:at] + put + text[at + self._random.randint(0, 1) :]

    def _line(self, text: str) -> str:
        """Delete a line, double it, indent it, move it, or make one of two."""
        lines = text.split("\n")
        at, to = self._random.randrange(len(lines)), self._random.randrange(len(lines))
        match self._random.randrange(5):
            case 0:
                del lines[at]
            case 1:
                lines[to:to] = [lines[at]] * self._random.randint(1, 3)
            case 2:
                lines[at] = f"  {lines[at]}"
            case 3:
                lines[at], lines[to] = lines[to], lines[at]
            case _:
                lines[at : at + 2] = [" ".join(lines[at : at + 2])]
        return "\n".join(lines)

    def _line_put_in(self, text: str) -> str:
        lines = text.split("\n")
        lines.insert(self._random.randint(0, len(lines)), self._random.choice(LINES))
        return "\n".join(lines)

    def _number(self, text: str) -> str:
        return self._replaced(text, _NUMBER, NUMBERS)

    def _bracket(self, text: str) -> str:
        return self._replaced(text, _BRACKET, ("", *MARKS))

    def _mark(self, text: str) -> str:
        at = self._random.randint(0, len(text))
        return text[:at] + self._random.choice(MARKS) * self._random.choice((1, 1, 1, 2, 50)) + text[at:]

    def _replaced(self, text: str, what: re.Pattern[str], by: Sequence[str]) -> str:
        found = list(what.finditer(text))
        if not found:
            return text
        one = self._random.choice(found)
        return text[: one.start()] + self._random.choice(by) + text[one.end() :]

    def _swap(self, text: str) -> str:
        begin, end = self._span(text)
        further, last = self._span(text[end:])
        first, between, second = text[begin:end], text[end : end + further], text[end + further : end + last]
        return text[:begin] + second + between + first + text[end + last :]

    def _double(self, text: str) -> str:
        begin, end = self._span(text)
        return text[:end] + text[begin:end] * self._random.choice((1, 1, 3)) + text[end:]

    def _delete(self, text: str) -> str:
        begin, end = self._span(text)
        return text[:begin] + text[end:]

    def _splice(self, text: str) -> str:
        """Put a piece of another script in."""
        other = self._random.choice(self._scripts)
        begin, end = self._span(other)
        at = self._random.randint(0, len(text))
        return text[:at] + other[begin:end] + text[at:]
