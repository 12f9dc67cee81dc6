"""Read HTML: headings, paragraphs, lists and tables; scripts and styles are left out."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser
from typing import TypeGuard

from voicecoach.importing.document import (
    Block,
    Document,
    Heading,
    Item,
    Note,
    Rule,
    TableRow,
    TextBlock,
    Unspoken,
    Words,
)
from voicecoach.importing.encoding import decode
from voicecoach.importing.readers.heads import bold_head
from voicecoach.importing.readers.html_styles import is_italic, italic_classes
from voicecoach.importing.readers.markup import feed_whole
from voicecoach.script.language import language_code

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS_TEXT = (
    "p div section article main header footer aside blockquote figure figcaption address dd dt dl ul ol pre "
    "form fieldset center body html tbody thead tfoot"
)
_BLOCKS = frozenset(_BLOCKS_TEXT.split())
_SKIPPED_TEXT = "script style noscript template svg math iframe object button select option nav head"
_SKIPPED = frozenset(_SKIPPED_TEXT.split())
_EMPHASIS = {"em": "*", "i": "*", "strong": "**", "b": "**"}
_IS_FOOTNOTE = re.compile(r"footnote|endnote|doc-endnote|rearnote")
_IS_BESIDE = re.compile(
    r"(?<![\w-])(?:(?:post|entry|article)?[-_]?(?:meta|date|byline|author)|share|sharing|social|related|sidebar|breadcrumbs?|"
    r"(?:page|site)?[-_]?footer|"
    r"consent|duration|ads?|advert[\w-]*|sponsor(?:ed)?|promo|newsletter|preheader|comments?(?:-area)?)(?![\w-])|(?i:cookie)"
)
_IS_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|(?<!-)opacity\s*:\s*0(?:\D|$)", re.IGNORECASE)
_BESIDE = frozenset(["aside", "footer", "figcaption"])
_SPANS = frozenset(["span", "font"])
_INLINE = frozenset(["a", *_SPANS, *_EMPHASIS])
_POINTS_BACK = re.compile(r"#_?(?:cmnt|ftnt|ftn|edn)_?ref|#_msoanchor_")
_POINTS_TO_NOTE = re.compile(r"#_?(?:cmnt|ftnt|ftn|edn|msocom_)\d")
_NOTE_SIGN = re.compile(r"\W*\w{1,3}\W*")
_BACK_LINK = re.compile(r"[\u21a9\u21b5\u2191]\ufe0e?")
_WHY_LINKS = "links of the page"
_WHY_BESIDE = "unsure: it is outside the main text of the page"
_VOID = frozenset(["br", "img", "hr", "input", "meta", "link", "wbr", "source", "col", "area", "base", "embed"])
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_MOST_BLOCKS = 20_000
_LEAST_BOLD_HEADS = 2
_MOST_ABOVE_HEADING = 4
_MOST_WORDS_OF_SITE = 5


def read(data: bytes, shown: str) -> Document:
    """Return the document of an HTML file.

    Raises:
        SourceError: It is not text.
    """
    declared = _CHARSET.search(data[:4_096])
    text = ""
    if declared is not None:
        try:
            text = data.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            text = ""
    return read_html(text or decode(data, shown).text)


def read_html(text: str, first_line: int = 0) -> Document:
    """Return the document of decoded HTML; lines are counted from ``first_line`` + 1."""
    parser = _Parser(first_line, italic_classes(text))
    feed_whole(parser, text)
    parser.end_block()
    parser.document.blocks = _without_link_lists(_with_bold_heads(parser.document.blocks))
    _prefer_heading(parser.document)
    return parser.document


def _with_bold_heads(blocks: list[Block]) -> list[Block]:
    """Turn short bold paragraphs above others into headings, where a page has two or more of them."""
    heads = {
        at: words for at, block in enumerate(blocks[:-1])
        if isinstance(block, TextBlock) and (words := bold_head(block.text)) and not isinstance(blocks[at + 1], Heading)
    }  # fmt: skip
    if len(heads) < _LEAST_BOLD_HEADS:
        return blocks
    return [Heading(heads[at], 7, block.line) if at in heads else block for at, block in enumerate(blocks)]


def _without_link_lists(blocks: list[Block]) -> list[Block]:
    """Turn headings of nothing but links, such as "Share this", into notes."""
    kept = list(blocks)
    for at, block in enumerate(blocks):
        if isinstance(block, Heading) and at + 1 < len(blocks) and _is_links(blocks[at + 1]):
            below = itertools.takewhile(lambda other: not isinstance(other, Heading), blocks[at + 1 :])
            if all(isinstance(other, Unspoken) for other in below):
                kept[at] = Note(block.text, block.line, _WHY_BESIDE)
    return kept


def _is_links(block: Block) -> bool:
    return isinstance(block, Note) and block.why == _WHY_LINKS


def _prefer_heading(document: Document) -> None:
    """Take the only heading of the first level for the title, where it stands above the text: a page names its site."""
    tops = [block for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    above = list(itertools.takewhile(lambda block: block not in tops, document.blocks)) if len(tops) == 1 else []
    words = [block for block in above if not isinstance(block, Unspoken)]
    if words and len(words) <= _MOST_ABOVE_HEADING and all(map(_is_of_site, words)):
        # The name of the site or of the app.
        notes = (Note(block.text, block.line, _WHY_BESIDE) if _is_of_site(block) else block for block in above)
        document.blocks[: len(above)] = notes
    first = next((block for block in document.blocks if not isinstance(block, Unspoken)), None)
    if document.title and len(tops) == 1 and first is tops[0] and document.title != tops[0].text:
        document.blocks.insert(0, Note(document.title, 1, "the title of the page"))
        document.title = ""


def _is_of_site(block: Block) -> TypeGuard[TextBlock | Item]:
    """Return whether a block is a few words that are no sentence."""
    return (
        isinstance(block, Words)
        and len(block.text.split()) <= _MOST_WORDS_OF_SITE
        and not re.search(r"[.!?…:)\]*]\s*$", block.text)
    )


class _Parser(HTMLParser):
    """Collects the blocks of a page.

    Args:
        first_line: The number of lines before the page.
        italic: The classes whose words are in italics.
    """

    def __init__(self, first_line: int, italic: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.document = Document()
        self._first_line = first_line
        self._words: list[str] = []
        self._line = 1
        self._kind: str = "p"
        self._number = ""
        self._skipping: list[str] = []
        self._is_title = False
        self._lists: list[tuple[str, int]] = []
        self._row: list[str] | None = None
        self._row_is_header = False
        self._header: tuple[str, ...] = ()
        self._is_pre = False
        self._italic = italic
        self._spans: list[bool] = []  # for each open <span>, whether its words are in italics
        self._is_block_italic = False
        self._footnote_depth = 0
        self._is_beside = False
        self._sup: int | None = None
        self._note_sign: int | None = None
        self._is_note = False
        self._note_ids: set[str] = set()  # those that a raised figure points to
        self._is_link = False
        self._link = ""
        self._has_link = False
        self._has_other_words = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self._is_title = self._is_title or tag == "title"
        self._begin_footnote(tag, attributes)
        if tag in ("html", "body"):
            stated = language_code(attributes.get("lang") or attributes.get("xml:lang", ""))
            self.document.language = stated or self.document.language
        elif tag in _SKIPPED and tag != "head":
            self._skipping.append(tag)
        elif tag in ("table", "tr", "td", "th"):
            self._begin_table_part(tag)
        elif tag in ("ul", "ol", "li"):
            self._begin_list_part(tag)
        elif tag in _HEADINGS:
            self._begin(tag)
        elif tag == "hr":
            self.end_block()
            self.document.blocks.append(Rule(self._here()))
        elif tag in _BLOCKS and self._row is None:
            # A paragraph inside an item is the item's own.
            if not (self._kind == "li" and tag in ("p", "div") and not "".join(self._words).strip(" *\n")):
                self._begin("p")
            self._is_pre = self._is_pre or tag == "pre"
            self._is_note = attributes.get("id", "") in self._note_ids
            self._is_block_italic = is_italic(attributes, self._italic)
        else:
            self._words.append(self._inline(tag, attributes))

    def _inline(self, tag: str, attributes: dict[str, str]) -> str:
        """Return the words of a tag inside a paragraph."""
        if tag in _SPANS:
            self._spans.append(is_italic(attributes, self._italic))
            return "*" if self._spans[-1] else ""
        if tag == "a" and _POINTS_BACK.match(attributes.get("href", "")):
            self._is_note = self._is_note or not "".join(self._words).strip(" *")
        elif tag == "a" and (_POINTS_TO_NOTE.match(attributes.get("href", "")) or _is_note_sign(attributes)):
            self._note_sign = len(self._words)
        self._is_link = self._is_link or (tag == "a" and "href" in attributes)
        self._link = attributes.get("href", "") if tag == "a" else self._link
        if tag == "img" and attributes.get("alt"):
            return f"<!--picture: {attributes['alt']}-->"
        if tag == "break":
            return self.get_starttag_text() or ""
        return "\n" if tag == "br" else _EMPHASIS.get(tag, "")

    def _begin_list_part(self, tag: str) -> None:
        if tag != "li":
            self.end_block()
            self._lists.append((tag, 0))
            return
        self._begin("li")
        if self._lists and self._lists[-1][0] == "ol":
            self._lists[-1] = ("ol", self._lists[-1][1] + 1)
            self._number = f"{self._lists[-1][1]}."

    def _begin_table_part(self, tag: str) -> None:
        if tag == "table":
            self.end_block()
            self._header = ()
        elif tag == "tr":
            self.end_block()
            self._row, self._row_is_header = [], False
            self._line = self._here()
        elif self._row is not None:
            self._row_is_header = self._row_is_header or tag == "th"
            self._words = []

    def _begin_footnote(self, tag: str, attributes: dict[str, str]) -> None:
        """Note where footnotes begin, and where a small raised figure that points to one does."""
        said = " ".join(attributes.get(name, "") for name in ("class", "id", "role", "epub:type"))
        is_hidden = "hidden" in attributes or _IS_HIDDEN.search(attributes.get("style", "")) is not None
        # A word processor marks what stands above and below each page: <div title="footer">.
        is_hidden = is_hidden or attributes.get("title") in ("header", "footer")
        is_beside = tag in _BLOCKS and (tag in _BESIDE or is_hidden or _IS_BESIDE.search(said) is not None)
        if tag not in _VOID and (self._footnote_depth or is_beside or (tag in _BLOCKS and _IS_FOOTNOTE.search(said))):
            if not self._footnote_depth:
                self.end_block()
                self._is_beside = is_beside and not _IS_FOOTNOTE.search(said)
            self._footnote_depth += 1
        elif tag == "sup":
            self._sup = len(self._words) + (tag in _SKIPPED)

    def _end_footnote(self, tag: str) -> None:
        if tag == "sup" and self._sup is not None:
            if re.fullmatch(r"\W*\d{0,3}\W*", "".join(self._words[self._sup :])):
                del self._words[self._sup :]
                self._note_ids.update([self._link[1:]] if self._link[:1] == "#" and self._link[1:] else [])
            self._sup = None
        if self._footnote_depth and tag not in _VOID:
            if self._footnote_depth == 1:
                self.end_block()
            self._footnote_depth -= 1

    def handle_endtag(self, tag: str) -> None:
        self._end_footnote(tag)
        if tag == "title":
            self._is_title = False
        elif self._skipping and tag == self._skipping[-1]:
            self._skipping.pop()
        elif tag in _INLINE:
            self._end_inline(tag)
        elif tag in ("td", "th") and self._row is not None:
            self._row.append("\n".join(" ".join(line.split()) for line in "".join(self._words).split("\n")).strip())
            self._words = []
        elif tag == "tr" and self._row is not None:
            self._end_row()
        elif tag in ("ul", "ol"):
            self.end_block()
            if self._lists:
                self._lists.pop()
        elif (tag in _BLOCKS or tag in _HEADINGS or tag == "li") and self._row is None:
            self.end_block()
            self._is_pre = self._is_pre and tag != "pre"

    def _end_inline(self, tag: str) -> None:
        """End a tag inside a paragraph."""
        if tag == "a":
            self._is_link = False
            if self._note_sign is not None and _NOTE_SIGN.fullmatch("".join(self._words[self._note_sign :])):
                del self._words[self._note_sign :]
            self._note_sign = None
        elif tag in _EMPHASIS:
            self._close_emphasis(_EMPHASIS[tag])
        elif self._spans and self._spans.pop():
            self._close_emphasis("*")

    def handle_data(self, data: str) -> None:
        if self._is_title:
            self.document.title = " ".join((self.document.title + " " + data).split())
        elif not self._skipping:
            if re.search(r"\w", data):
                self._has_link |= self._is_link
                self._has_other_words |= not self._is_link
            if not "".join(self._words).strip() and data.strip():
                self._line = self._here() + data[: len(data) - len(data.lstrip())].count("\n")
            self._words.append(data if self._is_pre else " ".join(data.split("\n")))

    def handle_comment(self, data: str) -> None:
        if data.strip() and not data.strip().startswith("["):
            self.document.blocks.append(Note(" ".join(data.split()), self._here()))

    def end_block(self) -> None:
        """End the block that is being read."""
        text = "".join(self._words)
        self._words = []
        kind, number = self._kind, self._number
        is_links = self._has_link and not self._has_other_words
        self._kind, self._number = "p", ""
        self._has_link = self._has_other_words = False
        is_note, self._is_note = self._is_note, False
        mark, self._is_block_italic = "*" if self._is_block_italic and "*" not in text else "", False
        if len(self.document.blocks) > _MOST_BLOCKS or not re.search(r"\S", text):
            return
        lines = [" ".join(line.split()) for line in text.split("\n")]
        lines = [line for line in lines if line.strip("* ")]
        if not lines:
            return
        if is_note:
            words = re.sub(r"^\W*\w{1,3}\W+", "", " ".join(lines))
            self.document.blocks.append(Note(words, self._line, "a comment or footnote of the document"))
        elif self._footnote_depth:
            words = _BACK_LINK.sub("", " ".join(lines)).strip()
            self.document.blocks += (
                [Note(words, self._line, _WHY_BESIDE if self._is_beside else "a footnote")]
                if re.search(r"\w", words)
                else []
            )
        elif is_links and kind not in _HEADINGS:
            self.document.blocks.append(Note(" ".join(lines), self._line, _WHY_LINKS))
        elif kind in _HEADINGS:
            self.document.blocks.append(Heading(re.sub(r"\*+", "", " ".join(lines)), _HEADINGS[kind], self._line))
        elif kind == "li":
            self.document.blocks.append(Item("\n".join(lines), self._line, number))
        elif self._is_pre:
            from voicecoach.importing.readers.text import read_text

            self.document.blocks += read_text(text).blocks
        else:
            self.document.blocks += [TextBlock(f"{mark}{line}{mark}", self._line) for line in lines]

    def _begin(self, kind: str) -> None:
        self.end_block()
        self._kind = kind
        self._line = self._here()

    def _close_emphasis(self, mark: str) -> None:
        """Close a mark of emphasis; one that holds nothing is taken back."""
        if self._words and self._words[-1] == mark:
            self._words.pop()
        elif self._words:
            inside = self._words[-1]
            self._words[-1] = inside.rstrip()
            self._words.append(mark + " " * (len(inside) - len(inside.rstrip())))

    def _end_row(self) -> None:
        cells = tuple(self._row or ())
        self._row = None
        if self._row_is_header and not self._header:
            self._header = cells
        elif any(cells):
            self.document.blocks.append(TableRow(cells, self._header, self._line))

    def _here(self) -> int:
        return self.getpos()[0] + self._first_line


def _is_note_sign(attributes: dict[str, str]) -> bool:
    """Return whether a link of a book says that it points to a footnote."""
    return "noteref" in f"{attributes.get('epub:type', '')} {attributes.get('role', '')}"
