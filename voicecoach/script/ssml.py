"""Read the tags of SSML in a script: breaks become pauses, other tags are removed and their words stay.

W3C, Speech Synthesis Markup Language 1.1.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from itertools import pairwise

from voicecoach.script.directions import TimedPause
from voicecoach.script.limits import MOST_BRACKETS
from voicecoach.units import Span, UnitError, format_duration, parse_duration_ms

PARAGRAPH_END = "\0"
"""Stands for the end of a paragraph inside a line."""

_KNOWN = (
    "speak|p|s|sub|phoneme|break|prosody|emphasis|voice|say-as|mark|audio|desc|lexicon|lookup|lang|w|token|par|seq|"
    "media|silence|pause"
)
_OF_MAKERS = "(?:amazon|mstts|google|apple|ibm):[a-z-]+|bookmark"
_TAG = re.compile(
    rf"""<\?xml\b[^<>]*\?>|<!DOCTYPE\b[^<>]*>|<(?P<close>/?)(?P<name>(?:[a-z]+:)?(?:{_KNOWN}|express-as|effect|domain)|{_OF_MAKERS})
    (?P<attributes>(?:\s+[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*)\s*(?P<alone>/?)>""",
    re.IGNORECASE | re.VERBOSE,
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,6}|#x[\da-fA-F]{1,5});")
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_MARKUP = frozenset("()[]{}\\<>\n")
_SENTENCE_ENDS = ".!?…:;,>"
_LONGEST_GAP = 100
_BREAK_STRENGTHS_MS = {"none": 0, "x-weak": 100, "weak": 250, "medium": 500, "strong": 1_000, "x-strong": 2_000}


@dataclass(frozen=True, slots=True)
class Cut:
    """A part of a text that is replaced.

    Attributes:
        begin: The offset of its first character.
        end: The offset after its last character.
        replacement: The text in its place.
    """

    begin: int
    end: int
    replacement: str = ""


def find_tags(text: str) -> list[Cut]:
    """Return the tags of SSML in a text and the characters that it writes with ``&``, with what stands for them.

    A tag that is not understood is not among them. Characters are only looked for where there are tags.

    >>> [(cut.begin, cut.replacement) for cut in find_tags('In<break time="1s"/> out')]
    [(2, '[pause 1s]')]
    """
    if "<" not in text:
        return []
    tags = list(_TAG.finditer(text))
    if not tags or len(tags) > MOST_BRACKETS:
        return []
    cuts = [cut for index, tag in enumerate(tags) if (cut := _cut(tag, tags[index + 1 : index + 2], text)) is not None]
    closings = _closings(tags, text)
    cuts = [closings.get(cut.begin, cut) for cut in cuts]
    entities = (Cut(*found.span(), html.unescape(found[0])) for found in _ENTITY.finditer(text))
    return sorted([*cuts, *entities], key=lambda cut: cut.begin)


def read_break(attributes: str) -> TimedPause | None:
    """Return the pause of an SSML ``<break>`` by its attributes (W3C, SSML 1.1, section 3.2.3); None where it has none.

    A ``time`` wins over a ``strength``; without either the strength is ``medium``.

    >>> read_break('time="1.5s"'), read_break('strength="strong"')
    (TimedPause(span_ms=Span(low=1500, high=1500)), TimedPause(span_ms=Span(low=1000, high=1000)))
    """
    time = re.search(r"""time\s*=\s*["']?\s*([^"'\s/>]+)""", attributes, re.IGNORECASE)
    if time:
        try:
            length_ms = parse_duration_ms(time[1].lstrip("+"))
        except UnitError:
            return None
        return TimedPause(Span(length_ms, length_ms))
    strength = re.search(r"""strength\s*=\s*["']?\s*([\w-]+)""", attributes, re.IGNORECASE)
    length_ms = _BREAK_STRENGTHS_MS.get(strength[1].lower() if strength else "medium", -1)
    return TimedPause(Span(length_ms, length_ms)) if length_ms >= 0 else None


def _cut(tag: re.Match[str], following: list[re.Match[str]], text: str) -> Cut | None:
    name = _local_name(tag)
    if name == "break" and not tag["close"]:
        pause = read_break(tag["attributes"])
        if pause is None:
            return None
        length_ms = pause.span_ms.low
        return Cut(*tag.span(), f"[pause {format_duration(length_ms)}]" if length_ms else "")
    if name == "pause" and not tag["attributes"]:
        return Cut(*tag.span(), "[pause]") if tag["alone"] else None  # <pause> alone is told with what to write
    if name in ("silence", "pause"):  # of several makers of voices, with value="200ms" or msec="200"
        length = re.sub(r"\bmsec=(['\"]?)(\d+)", r"time=\g<1>\g<2>ms", tag["attributes"])
        length = re.sub(r"\b(?:value|duration|length)=", "time=", length)
        pause = read_break(length) if "time=" in length else None
        return Cut(*tag.span(), f"[pause {format_duration(pause.span_ms.low)}]") if pause is not None else None
    if name == "p":
        return Cut(*tag.span(), PARAGRAPH_END)
    if name == "s" and tag["close"]:
        before = text[max(tag.start() - _LONGEST_GAP, 0) : tag.start()].rstrip()[-1:]
        return Cut(*tag.span(), "" if before in _SENTENCE_ENDS else ". ")
    if name in ("sub", "phoneme") and _spoken(tag, following, text):
        return Cut(*tag.span(), "(")
    return Cut(*tag.span())


def _closings(tags: list[re.Match[str]], text: str) -> dict[int, Cut]:
    """Return the closing tag of each substitution by its offset, with the spoken form that takes its place."""
    closings: dict[int, Cut] = {}
    for tag, following in pairwise(tags):
        spoken = _spoken(tag, [following], text)
        if spoken:
            closings[following.start()] = Cut(*following.span(), f"){{{spoken}}}")
    return closings


def _spoken(tag: re.Match[str], following: list[re.Match[str]], text: str) -> str:
    """Return the spoken form that ``<sub>`` or ``<phoneme>`` gives its words; empty for any other tag."""
    name = _local_name(tag)
    if name not in ("sub", "phoneme") or tag["close"] or tag["alone"] or not following:
        return ""
    closing = following[0]
    words = text[tag.end() : closing.start()]
    if not closing["close"] or _local_name(closing) != name or not words.strip() or set(words) & _MARKUP:
        return ""
    given = {found[1].lower(): found[2] or found[3] or "" for found in _ATTRIBUTE.finditer(tag["attributes"])}
    if name == "sub":
        spoken = html.unescape(given.get("alias", "")).strip()
        return spoken if not set(spoken) & _MARKUP else ""
    phonemes = html.unescape(given.get("ph", "")).strip().strip("/")
    is_ipa = given.get("alphabet", "ipa").lower() == "ipa"
    return f"[{words.strip()}](/{phonemes}/)" if phonemes and is_ipa and not set(phonemes) & _MARKUP else ""


def _local_name(tag: re.Match[str]) -> str:
    return (tag["name"] or "").lower().rpartition(":")[2]
