"""From the bytes of a source to a script in its canonical form, with a report of what became of each part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import attrgetter
from pathlib import PurePath

from voicecoach.errors import SourceError
from voicecoach.importing.compose import compose
from voicecoach.importing.document import MOST_BLOCKS, Document, text_of
from voicecoach.importing.draft import Draft
from voicecoach.importing.formats import format_of
from voicecoach.importing.report import Entry, Kind
from voicecoach.script.limits import LARGEST_SCRIPT_BYTES
from voicecoach.script.printer import print_routine
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report
from voicecoach.text import megabytes, title_of_name

LARGEST_SOURCE_BYTES = 20_000_000
_SILENT_LINES = ("#", "- language:", "<!--", "---")
_MOST_REPAIRS = 40
_BRACKET = re.compile(r"(?<!\\)\[(?!\s*(?:pause|until|chime|wait)\b)[^\[\]]*\]")
_ANY_BRACKET = re.compile(r"(?<!\\)\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class ImportedText:
    """A source as a script.

    Attributes:
        text: The script, in its canonical form.
        title: Its title.
        language: The code of its language; empty where it could not be told.
        format: The name of the source's format.
        entries: What became of each part of the source, in its order.
    """

    text: str
    title: str
    language: str
    format: str
    entries: tuple[Entry, ...]


# Plain text has little beside its words: what is far too long is refused before it is read.
_PLAIN = "text"
_MOST_PLAIN_CHARACTERS = 3 * LARGEST_SCRIPT_BYTES // 2


def convert(data: bytes, shown: str) -> ImportedText:
    """Return the script of a source.

    Args:
        data: The source's bytes.
        shown: Its name, as the person gave it; its suffix helps to tell the format.

    Raises:
        SourceError: It is empty, too large, damaged, protected or no text, or it contains nothing to speak.
    """
    if len(data) > LARGEST_SOURCE_BYTES:
        reason = f"it is larger than {megabytes(LARGEST_SOURCE_BYTES).replace('.0', '')}"
        raise SourceError(shown, reason, "save only the text of one session")
    if not data.strip():
        raise SourceError(shown, "the file is empty", "put your text into it first")
    found = format_of(data, shown)
    if found.name == _PLAIN and len(data.decode("utf-8", "replace")) > _MOST_PLAIN_CHARACTERS:
        raise _too_long(shown)
    document = found.read(data, shown)
    if not document.blocks:
        raise SourceError(shown, "it contains no text", "choose a file with words to speak")
    _check_size(document, shown)
    script = compose(document, title_of_name(PurePath(shown).stem) or "Imported session")
    text = _canonical(script, shown)
    has_sound = any(line and not line.startswith(_SILENT_LINES) for line in text.splitlines())
    if not has_sound or not any(entry.kind in (Kind.SPOKEN, Kind.STEP, Kind.CHIME) for entry in script.entries):
        raise SourceError(shown, "it contains nothing to speak", "choose a file with words to speak")
    if len(text.encode()) > LARGEST_SCRIPT_BYTES:
        raise _too_long(shown)
    return ImportedText(text, script.title, script.language, found.name, tuple(script.entries))


def _check_size(document: Document, shown: str) -> None:
    characters = sum(len(text_of(block)) for block in document.blocks)
    if characters > LARGEST_SCRIPT_BYTES:
        raise _too_long(shown)
    if document.has_too_many_blocks:
        reason = f"it has more than {MOST_BLOCKS:,} paragraphs, too many for a session of 24 hours"
        raise SourceError(shown, reason, "import one chapter at a time")


def _too_long(shown: str) -> SourceError:
    return SourceError(shown, "its text is longer than 1 MB, the limit for a script", "import one chapter at a time")


def _canonical(script: Draft, shown: str) -> str:
    """Return the script as ``format`` prints it; a line that the language does not take becomes a comment."""
    for _ in range(_MOST_REPAIRS):
        report = Report()
        routine = read_routine(script.text, shown, report)
        wrong = {found.line for found in report.diagnostics if report.has_error_at(found.location)}
        if not wrong:
            return print_routine(routine)
        _comment_out(script, wrong)
    raise SourceError(shown, "most of it is not text for a script", "save the text as plain text")


def _comment_out(script: Draft, wrong: set[int]) -> None:
    repaired = []
    for number, (words, line) in enumerate(script.lines, start=1):
        found = _BRACKET if _BRACKET.search(words) else _ANY_BRACKET
        brackets = found.findall(words) if number in wrong else []
        spoken = " ".join(found.sub(" ", words).split())
        if brackets and re.search(r"\w", spoken) and not words.startswith(("#", "- ", "<!--")):
            # The words stay; only the brackets between them are no part of a script.
            script.entries.append(Entry(line, " ".join(brackets), Kind.UNSURE, "not spoken: unknown direction"))
            notes = " ".join(brackets).replace("--", "–")
            repaired += [(spoken, line), ("", line), (f"<!-- {notes} -->", line)]
        elif number in wrong and words.strip():
            script.entries.append(Entry(line, words, Kind.UNSURE, "not spoken: not possible in a script"))
            repaired.append((f"<!-- {words.replace('--', '–')} -->", line))
        else:
            repaired.append((words, line))
    script.lines = repaired
    script.entries.sort(key=attrgetter("line"))
