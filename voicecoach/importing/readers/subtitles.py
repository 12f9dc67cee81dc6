"""Read subtitles and lyrics with times: SRT, WebVTT and LRC. Each cue keeps its time.

pysubs2 reads these formats, too, but forgets the lines of the source, which the report needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from operator import attrgetter

from voicecoach.importing.document import Document, Note, TextBlock, TimedCue
from voicecoach.importing.encoding import decode
from voicecoach.importing.lines.speakers import without_name
from voicecoach.importing.readers.rolling import ShownCue, rolled_lines
from voicecoach.script.directions import read_direction
from voicecoach.script.language import language_code
from voicecoach.units import HOUR_MS, MINUTE_MS, SECOND_MS

_TIMES = re.compile(r"\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{1,3})\s*-->\s*((?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{1,3}).*")
_SOUND = re.compile(r"[(\[][^()\[\]]+[)\]]|[♪♫][^♪♫]*[♪♫]?")
_SOUND_IN_CAPITALS = re.compile(r"^[(\[][A-ZÀ-Þ][A-ZÀ-Þ '’-]+[)\]]|[(\[][A-ZÀ-Þ][A-ZÀ-Þ '’-]+[)\]]$")
_ITALIC = re.compile(r"\s*<i>.*</i>\s*", re.IGNORECASE)
_LRC_TAG = re.compile(r"\[(ti|ar|al|au|by|re|ve|la|length|offset|tool|#)\s*:([^\]]*)\]", re.IGNORECASE)
_LRC_TIME = re.compile(r"\[(\d{1,3}):(\d{2})(?:[.:](\d{1,3}))?\]")
_LRC_WORD_TIME = re.compile(r"<\d{1,3}:\d{2}(?:[.:]\d{1,3})?>")
_TAG = re.compile(r"</?(?:[bicu]|v|lang|ruby|rt|font)\b[^<>]*>|</?\d[\d:.]*>|\{\\[^{}]*\}|</?c[.\w]*>", re.IGNORECASE)
_CREDITS = re.compile(
    r"\W*(?:subtitles?|subtitled|captions?|captioned|untertitel\w*|subt[ií]tulos?|sous-titres?|sous-titrage|sottotitoli|"
    r"legendas?|ondertitel\w*)\s*(?:by|von|por|par|a cura di|di|door|:)\s.{1,80}",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"[.!?…:)\]][\"'”’»]*\s*$")
_LONGEST_GAP_MS = 1_000
_HEAD_BLOCK = re.compile(r"(?:NOTE\b|STYLE$|REGION$)")


def read(data: bytes, shown: str) -> Document:
    """Return the document of subtitles.

    Raises:
        SourceError: It is not text.
    """
    text = decode(data, shown).text
    return _lrc(text) if _LRC_TIME.search(text) and "-->" not in text else _cues(text)


@dataclass
class _Cue:
    """A cue as written.

    Attributes:
        start_ms: When it begins.
        end_ms: When it ends.
        index: The index of the line with its times.
        lines: Its words, with the index of each line.
        is_italic: Whether all of them are in italics.
    """

    start_ms: int
    end_ms: int
    index: int
    lines: list[tuple[int, str]] = field(default_factory=list)
    is_italic: bool = True


def _cues(text: str) -> Document:
    """Read SRT or WebVTT, which differ in the sign before the milliseconds alone."""
    document = Document()
    lines = text.split("\n")
    parts = list(_parts(lines))
    cues = [part for part in parts if isinstance(part, _Cue)]
    rolled = rolled_lines(
        [
            ShownCue(tuple(word for _, word in cue.lines), tuple(at for at, _ in cue.lines), cue.end_ms - cue.start_ms)
            for cue in cues
        ]
    )
    index = end_ms = 0
    for part in parts:
        if isinstance(part, _Cue):
            part.lines = [(at, words) for at, words in part.lines if at not in rolled]
            _add(part, document, end_ms)
            end_ms = part.end_ms
        elif part >= index:
            index = _between_cues(lines, part, document)
    return document


def _parts(lines: list[str]) -> Iterator[_Cue | int]:
    """Yield each cue, and the index of each line between them."""
    index = 0
    while index < len(lines):
        found = _TIMES.fullmatch(lines[index])
        if found is None:
            yield index
            index += 1
            continue
        cue = _Cue(_milliseconds(found[1]), _milliseconds(found[2]), index)
        index += 1
        while index + 1 < len(lines) and not lines[index].strip() and _begins_late(lines[index + 1], lines, index + 1):
            index += 1  # some programs leave a line free below the times
        while index < len(lines) and lines[index].strip() and not _TIMES.fullmatch(lines[index]):
            cue.is_italic = cue.is_italic and _ITALIC.fullmatch(lines[index]) is not None
            cue.lines.append((index, unescape(_TAG.sub("", lines[index])).strip()))
            index += 1
        yield cue


def _add(cue: _Cue, document: Document, end_ms: int) -> None:
    """Add a cue, or its words to the cue above, which ends at a time."""
    spoken = " ".join(word for at, line in cue.lines if (word := _spoken(line, at + 1, document)))
    if _CREDITS.fullmatch(spoken):
        document.blocks.append(Note(spoken, cue.index + 1, "unsure: it names who made the subtitles"))
    elif cue.is_italic and spoken[:1].islower() and not _ENDS_SENTENCE.search(spoken) and _is_sentence_over(document):
        document.blocks.append(Note(spoken, cue.index + 1, "unsure: in italics, as a sound is described"))
    elif spoken:
        timed = TimedCue(spoken, cue.start_ms, cue.index + 1)
        above = document.blocks[-1] if document.blocks else None
        if isinstance(above, TimedCue) and cue.start_ms - end_ms <= _LONGEST_GAP_MS and goes_on(above.text, spoken):
            document.blocks.pop()
            timed = TimedCue(f"{above.text} {spoken}", above.start_ms, above.line)
        document.blocks.append(timed)


def _is_sentence_over(document: Document) -> bool:
    """Return whether the words before a cue end with a stop."""
    above = next((block for block in reversed(document.blocks) if isinstance(block, TimedCue)), None)
    return above is not None and _ENDS_SENTENCE.search(above.text) is not None


def goes_on(above: str, words: str) -> bool:
    """Return whether words are the rest of the sentence in the cue above them, which a program only cut for the eye."""
    return _ENDS_SENTENCE.search(above) is None and words[:1].islower()


def _spoken(line: str, number: int, document: Document) -> str:
    """Return the words of a line without the name of its speaker, which becomes a note."""
    if _SOUND.fullmatch(line):
        if read_direction(line) is None:
            document.blocks.append(Note(line, number, "a sound"))
            return ""
        return line
    for sound in _SOUND_IN_CAPITALS.findall(line):
        document.blocks.append(Note(sound, number, "a sound"))
    words, name = without_name(_SOUND_IN_CAPITALS.sub("", line).strip())
    if name:
        document.blocks.append(Note(name, number))
    return re.sub(r"^[-–—]\s+(?=\w)", "", words)


def _begins_late(line: str, lines: list[str], index: int) -> bool:
    """Return whether a line below an empty one has the words of the cue above, and is no number or time of the next."""
    is_number = line.strip().isdigit() and index + 1 < len(lines) and _TIMES.fullmatch(lines[index + 1]) is not None
    return bool(line.strip()) and not is_number and _TIMES.fullmatch(line) is None and not _HEAD_BLOCK.match(line)


def _between_cues(lines: list[str], index: int, document: Document) -> int:
    """Read a line outside of cues, and return the index of the next one to read."""
    line = lines[index].strip()
    if line.upper().startswith("LANGUAGE:") or line.lower().startswith("language:"):
        document.language = language_code(line.partition(":")[2]) or ""
    elif line.startswith("WEBVTT"):
        title = line.removeprefix("WEBVTT").strip(" -–")
        document.title = document.title or title
    elif line and _is_identifier(lines, index):
        document.dropped.append(Note(line, index + 1, "the name of a cue"))
    elif _HEAD_BLOCK.match(line):
        end = index
        while end < len(lines) and lines[end].strip():
            end += 1
        words = " ".join(lines[index:end])
        if line.startswith("NOTE"):
            document.blocks.append(Note(words.removeprefix("NOTE").strip(), index + 1))
        else:
            document.dropped.append(Note(words, index + 1, "how the words look"))
        return max(end, index + 1)
    elif line and document.blocks and isinstance(document.blocks[-1], TimedCue | TextBlock) and not line.isdigit():
        document.blocks.append(TextBlock(_TAG.sub("", line), index + 1))  # a cue goes on below an empty line
    return index + 1


def _is_identifier(lines: list[str], index: int) -> bool:
    """Return whether a line names the cue below it, as WebVTT has it: it stands right above the times."""
    is_above_times = index + 1 < len(lines) and _TIMES.fullmatch(lines[index + 1]) is not None
    return is_above_times and (index == 0 or not lines[index - 1].strip()) and not lines[index].strip().isdigit()


def _lrc(text: str) -> Document:
    document = Document()
    cues: list[TimedCue] = []
    for number, line in enumerate(text.split("\n"), start=1):
        tag = _LRC_TAG.fullmatch(line.strip())
        if tag is not None:
            key, value = tag[1].lower(), tag[2].strip()
            if key == "ti" and value:
                document.title = value
            elif key == "la" and language_code(value):
                document.language = str(language_code(value))
            elif value:
                document.blocks.append(Note(f"{key}: {value}", number))
            continue
        times = list(_LRC_TIME.finditer(line))
        words = _LRC_WORD_TIME.sub("", _LRC_TIME.sub("", line)).strip()
        for time in times:
            start_ms = int(time[1]) * MINUTE_MS + int(time[2]) * SECOND_MS + int((time[3] or "0").ljust(3, "0"))
            if words:
                cues.append(TimedCue(words, start_ms, number))
        if not times and words:
            document.blocks.append(Note(words, number))
    document.blocks += sorted(cues, key=attrgetter("start_ms"))
    return document


def _milliseconds(clock: str) -> int:
    *hours, minutes, seconds = clock.replace(",", ".").split(":")
    whole, _, fraction = seconds.partition(".")
    hours_ms = int(hours[0]) * HOUR_MS if hours else 0
    return hours_ms + int(minutes) * MINUTE_MS + int(whole) * SECOND_MS + int(fraction.ljust(3, "0"))
