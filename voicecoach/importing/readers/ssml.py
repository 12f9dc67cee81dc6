"""Read SSML and other XML, also where it is not quite well formed: breaks are pauses, substitutions are kept."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from voicecoach.importing.archive import entities_refused
from voicecoach.importing.document import Document, Note, TextBlock
from voicecoach.importing.encoding import decode
from voicecoach.importing.readers.markup import feed_whole
from voicecoach.script.language import language_code

_ENTITY = re.compile(r"<!ENTITY\b|<!DOCTYPE[^>]*\b(?:SYSTEM|PUBLIC)\s+[\"'](?!http://www\.w3\.org)", re.IGNORECASE)
_IS_OF_ALL = re.compile(r"boundary|comma|semicolon|enumeration", re.IGNORECASE)
"""The types of silences of Azure that are put at every such place of the text."""

_PARAGRAPHS_TEXT = "p paragraph speak body section div voice title text item"
_PARAGRAPHS = frozenset(_PARAGRAPHS_TEXT.split())


def read(data: bytes, shown: str) -> Document:
    """Return the document of SSML.

    Raises:
        SourceError: It is not text, or declares entities.
    """
    text = decode(data, shown).text
    if _ENTITY.search(text):
        raise entities_refused(shown)
    return read_ssml(text)


def read_ssml(text: str) -> Document:
    """Return the document of decoded SSML."""
    text = re.sub(r"<\?xml[^>]*\?>", "", text)
    text = re.sub(r"<!\[CDATA\[(.*?)\]\]>", r"\1", text, flags=re.DOTALL)
    parser = _Parser()
    feed_whole(parser, text)
    parser.end_paragraph()
    return parser.document


class _Parser(HTMLParser):
    """Collects the paragraphs of SSML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.document = Document()
        self._words: list[str] = []
        self._has_words = False
        self._line = 1
        self._alias = ""
        self._substituted: list[str] | None = None
        self._notes: list[Note] = []
        self._audio: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        name = tag.rpartition(":")[2]
        if name in _PARAGRAPHS:
            self.end_paragraph()
        if name in ("speak", "voice") and language_code(attributes.get("xml:lang", "")):
            self.document.language = self.document.language or str(language_code(attributes["xml:lang"]))
        if name == "s":
            self._add(" ")
        if name == "silence" and _IS_OF_ALL.search(attributes.get("type", "")):
            self._notes.append(Note(f"silence: {attributes['type']} {attributes.get('value', '')}", self.getpos()[0]))
        elif name in ("break", "pause", "silence"):
            is_none = attributes.get("strength") == "none" and "time" not in attributes
            self._add("" if is_none else self.get_starttag_text() or "<break/>")
        elif name == "sub":
            self._alias, self._substituted = attributes.get("alias", ""), []
        elif name in ("audio", "backgroundaudio"):
            self._notes.append(Note(f"sound: {attributes.get('src', '')}", self.getpos()[0]))
            self._audio = [] if name == "audio" else None
        elif name == "phoneme" and attributes.get("ph"):
            self._notes.append(Note(f"pronounced {attributes['ph']}: see - pronounce", self.getpos()[0]))
        elif name == "prosody" and (set(attributes) & {"rate", "pitch", "volume"}):
            wanted = ", ".join(f"{key} {value}" for key, value in attributes.items())
            self._notes.append(Note(f"prosody: {wanted} (see - pace)", self.getpos()[0]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._audio = None if tag.endswith("audio") else self._audio

    def handle_endtag(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "sub" and self._substituted is not None:
            written, self._substituted = "".join(self._substituted).strip(), None
            self._add(self._alias or written)
            if self._alias and written:
                self._notes.append(Note(f"{self._alias}: written {written}", self.getpos()[0]))
        elif name == "audio" and self._audio is not None:
            words, self._audio = " ".join("".join(self._audio).split()), None
            self._notes += [Note(f"spoken if the sound is missing: {words}", self.getpos()[0])] if words else []
        elif name in _PARAGRAPHS:
            self.end_paragraph()

    def handle_data(self, data: str) -> None:
        if self._audio is not None:
            self._audio.append(data)
            return
        if self._substituted is not None:
            self._substituted.append(data)
            return
        parts = re.split(r"\n\s*\n", data)
        for index, part in enumerate(parts):
            if index:
                self.end_paragraph()
            self._add(" ".join(part.split("\n")))

    def handle_comment(self, data: str) -> None:
        self._notes.append(Note(" ".join(data.split()), self.getpos()[0]))

    def end_paragraph(self) -> None:
        """End the paragraph that is being read; what is noted about it stands behind it."""
        text = " ".join("".join(self._words).split())
        self._words, self._has_words = [], False
        if text:
            self.document.blocks.append(TextBlock(text, self._line))
        self.document.blocks += self._notes
        self._notes = []

    def _add(self, words: str) -> None:
        if not self._has_words:
            self._line = self.getpos()[0]
        self._words.append(words)
        self._has_words = self._has_words or bool(words.strip())
