"""Read plain text and Markdown, which people mix: headings, lists, tables, quotations, front matter, time stamps."""

from __future__ import annotations

import re
from dataclasses import replace

from voicecoach.importing.directions.bracket_words import asks_often
from voicecoach.importing.document import (
    Document,
    EndOfRounds,
    Exercise,
    Heading,
    Item,
    Note,
    Rounds,
    Rule,
    TableRow,
    TextBlock,
    TimedCue,
)
from voicecoach.importing.encoding import decode
from voicecoach.importing.lines.bare_lines import with_bare_lengths
from voicecoach.importing.lines.bylines import is_dated
from voicecoach.importing.lines.exercise_lines import read_exercise
from voicecoach.importing.lines.joined_lines import SourceLine, ends_with_stop, joined_lines, lines_of_paragraph
from voicecoach.importing.lines.labels import is_fact_key, is_tip, split_fact, without_speaker
from voicecoach.importing.lines.rounds import read_rounds
from voicecoach.importing.lines.rows import column_of
from voicecoach.importing.lines.speakers import without_names, without_timed_names
from voicecoach.importing.lines.words import STOP_AT_END
from voicecoach.importing.readers import boxes
from voicecoach.importing.readers.bracket_heads import bracket_heads, with_like_marks
from voicecoach.importing.readers.columns import with_columns
from voicecoach.importing.readers.comments import without_comments
from voicecoach.importing.readers.footnotes import without_footnotes
from voicecoach.importing.readers.front_matter import without_front_matter
from voicecoach.importing.readers.heads import BOLD_LINE, CLOCKS, heads_above_words, is_timed_capitals
from voicecoach.importing.readers.mail import without_mail
from voicecoach.importing.readers.markdown_words import cells_of, plain_words
from voicecoach.importing.readers.numbered_heads import numbered_headings
from voicecoach.importing.readers.pages import without_pages
from voicecoach.importing.readers.screenplay import without_screenplay
from voicecoach.importing.readers.ssml import read_ssml
from voicecoach.importing.readers.stamps import rising_stamps
from voicecoach.importing.readers.timer_source import as_yaml
from voicecoach.importing.readers.timers import read_timer
from voicecoach.importing.readers.titles import HEADING, has_lettered_items, marked_heading, with_title, without_author
from voicecoach.importing.readers.unwrapped import with_paragraphs
from voicecoach.script.directions import (
    BreathPause,
    ChimeDirection,
    MusicDirection,
    NamedPause,
    TimedPause,
    read_direction,
)
from voicecoach.text import capitalised

_UNDERLINE = re.compile(r"\s{0,3}(=|-){3,}\s*")
_RULE = re.compile(r"\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,}|[=~─━—–]{3,}|(?:⁂|❦|§))\s*")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})\s*(\w*)\s*")
_ITEM = re.compile(
    r"(\s*)(?!([-–—]) \S.* \2\s*$)"
    r"(?:(?:[-*+•‣▪●○◦·–—]|\[[ xX/>-]\]|[☐☑✓✔→➤➢►▶▸❖◆■])\s+(?:\[[ xX/>-]\]\s+)?|[•▪●·°](?=[^\W\d_]))(?P<words>\S.*)"
)
_NUMBERED = re.compile(
    r"(\s*)(?P<number>\d{1,3}(?:[.)]|\.-|[-/](?=\s+[A-ZÀ-Ý])|\s[-–—](?=\s+[A-ZÀ-Ý].{3,60}[.!?…]\s*$))|[a-zA-Z]\)|(?:I|II|III|IV|V|VI|VII|VIII|IX|X)[.)])\s+(?P<words>\S.*)"
)
_BOLD_NUMBER = re.compile(r"^(\s*)(?:\*\*|__)(?P<number>\d{1,3}[.)])(?:\*\*|__)(?=\s)")
_LETTERED = re.compile(r"(\s*)(?P<number>[A-H]\.)\s+(?P<words>\S.*)")
_QUOTE = re.compile(r"\s{0,3}>(?!>.*<<\s*\\?$)\s?")
_TABLE_ROW = re.compile(r"\s*\|.*\|\s*|[^|]+(?:\|[^|]*)+")
_TABLE_LINE = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)+\|?\s*")
_TIME_BEHIND = re.compile(r"[(\[]\s*~?\d[^()\[\]]*[)\]]$")
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?P<inside>.*?)\n---[ \t]*(?:\n|$)(?P<below>)", re.DOTALL)
_ITEM_WITH_FIELDS = re.compile(r"(?m)^\s*-\s+[^\W\d][\w ]*:\s")
_MOST_HEADING_WORDS = 9


def read(data: bytes, shown: str) -> Document:
    """Return the document of a text in any encoding.

    Raises:
        SourceError: It is not text.
    """
    decoded = decode(data, shown)
    timer = as_yaml(decoded.text)
    plan = None if timer else _plan_in_front(decoded.text, shown)
    document = plan or (read_text(decoded.text) if timer is None else read_timer(timer, shown))
    if decoded.guess:
        why = "check the accented letters; if they are wrong, save the source in UTF-8"
        document.remarks.append(Note(f"read as {decoded.guess}", 1, why))
    return document


def read_text(text: str) -> Document:
    """Return the document of a decoded text."""
    document = Document()
    lines = [
        SourceLine(words, number)
        for number, words in enumerate(without_comments(with_columns(with_like_marks(text)), document), start=1)
    ]
    lines = without_mail(without_pages(without_front_matter(lines, document), document), document)
    lines = without_screenplay(with_paragraphs(without_footnotes(lines, document)), document)
    lines = without_timed_names(without_author(lines, document), document)
    lines = with_bare_lengths(lines, document)
    lines = without_names(lines if document.title else with_title(lines, document), document)
    _Reader(document, lines).read()
    document.blocks = boxes.with_fenced_words(sorted(document.blocks, key=lambda block: block.line), lines)
    return document


def _plan_in_front(text: str, shown: str) -> Document | None:
    """Return the document of a text whose front matter holds a whole plan, with the words below it; else None."""
    found = _FRONT_MATTER.match(text)
    timer = as_yaml(found["inside"]) if found else None
    if found is None or timer is None or not _ITEM_WITH_FIELDS.search(timer):
        return None
    plan = read_timer(timer, shown)
    if not any(isinstance(block, Exercise | TimedCue) for block in plan.blocks):
        return None
    above = text[: found.start("below")]
    below = read_text("\n" * above.count("\n") + text[found.start("below") :])
    if any(isinstance(block, Rounds) for block in plan.blocks):
        plan.blocks.append(EndOfRounds(above.count("\n")))
    plan.blocks += below.blocks
    return plan


class _Reader:
    """Reads the lines of one text in order."""

    def __init__(self, document: Document, lines: list[SourceLine]) -> None:
        self.document = document
        self.lines = lines
        self.position = 0
        self.stamps = rising_stamps(self.lines)
        in_brackets = {number: (8, words) for number, words in bracket_heads(self.lines).items()}
        numbered = {} if in_brackets else numbered_headings(self.lines, document.dropped)
        self.told_heads = in_brackets or {number: (2, words) for number, words in numbered.items()}
        self.heads = heads_above_words(self.lines)
        self.letters = has_lettered_items(self.lines)
        self.to_dos = boxes.asides(self.lines)
        self._is_top, self._seen = True, 0

    def read(self) -> None:
        while self.position < len(self.lines) and not self.document.has_too_many_blocks:
            line = self.lines[self.position]
            if not line.text.strip():
                self.position += 1
            elif not self._special(line):
                self._paragraph()
        if end_ms := max((stamp.end_ms for stamp in self.stamps.values()), default=0):
            self.document.blocks.append(TimedCue("", end_ms, self.lines[-1].number))

    def _special(self, line: SourceLine) -> bool:
        """Read a line that is no paragraph; return whether it was one."""
        add = self.document.blocks.append
        if fence := _FENCE.fullmatch(line.text):
            self._fence(fence[1].lower())
        elif self._aside(line):
            pass
        elif heading := self.told_heads.get(line.number) or marked_heading(line.text):
            add(Heading(plain_words(heading[1]), heading[0], line.number))
            self.position += 1
        elif line.number in self.stamps:
            self._stamped(line)
        elif head := self.heads.pop(line.number, None):
            add(Heading(plain_words(head.words), 7, line.number))
            self.lines[self.position] = SourceLine(capitalised(head.rest), line.number)
        elif _RULE.fullmatch(line.text):
            add(Rule(line.number))
            self.position += 1
        elif self._is_table():
            self._table()
        elif item := _ITEM.fullmatch(line.text) or self._numbered(line.text):
            self._item(item["words"], item.groupdict().get("number", ""), line, len(item[1].expandtabs(4)))
        elif bold := self._bold_heading(line):
            add(Heading(bold, 7, line.number))
            self.position += 1
        else:
            return self._bare_heading(line)
        return True

    def _numbered(self, text: str) -> re.Match[str] | None:
        text = _BOLD_NUMBER.sub(r"\1\g<number>", text)
        return _NUMBERED.fullmatch(text) or (_LETTERED.fullmatch(text) if self.letters else None)

    def _fence(self, language: str) -> None:
        """Read the lines between two fences: as text if they may be a script, else as a note."""
        begin = self.position + 1
        fences = (at for at in range(begin, len(self.lines)) if _FENCE.fullmatch(self.lines[at].text))
        end = next(fences, len(self.lines))
        if language in ("", "text", "txt", "markdown", "md", "plaintext"):
            inner = _Reader(self.document, self.lines[begin:end])
            inner.stamps = self.stamps
            inner.read()
        elif begin < end and any("<break" in line.text or "<speak" in line.text for line in self.lines[begin:end]):
            inner_text = "\n".join(line.text for line in self.lines[begin:end])
            for block in read_ssml(inner_text).blocks:
                self.document.blocks.append(replace(block, line=block.line + self.lines[begin].number - 1))
        elif begin < end:
            words = " ".join(line.text.strip() for line in self.lines[begin:end])
            self.document.blocks.append(Note(words, self.lines[begin].number, f"a block of {language}"))
        self.position = end + 1

    def _aside(self, line: SourceLine) -> bool:
        """Read a line beside the text, or behind an arrow: a command, a task, a box such as "> [!info] Material"."""
        is_to_do = line.number in self.to_dos
        if is_to_do or boxes.is_command(line.text):
            why = "unsure: it looks like a task to do" if is_to_do else ""
            self.document.blocks.append(Note(line.text.strip(), line.number, why))
            self.position += 1
        elif boxes.ARROW.match(line.text):
            self.document.blocks.append(TextBlock(plain_words(line.text), line.number))
            self.position += 1
        elif not boxes.is_box(line.text):
            return False
        for inner in boxes.lines_of_box(line.text, self.lines[self.position :]):
            if re.search(r"\w", inner.text):
                words = inner.text.strip("> ")
                self.document.blocks.append(Note(words, inner.number, "unsure: it looks like a box beside the text"))
            self.position += 1
        return True

    def _stamped(self, line: SourceLine) -> None:
        stamp = self.stamps[line.number]
        following = []
        self.position += 1
        while self.position < len(self.lines):
            next_line = self.lines[self.position]
            if not next_line.text.strip() or next_line.number in self.stamps or HEADING.fullmatch(next_line.text):
                break
            following.append(next_line)
            self.position += 1
        first = [SourceLine(stamp.text, line.number)] if stamp.text.strip() and not stamp.is_head else []
        parts = list(joined_lines([*first, *following]))
        words = parts.pop(0).text if parts and not stamp.is_head else ""
        self.document.blocks.append(TimedCue(plain_words(words), stamp.time_ms, line.number))
        if stamp.is_head:
            self.document.blocks.append(Heading(plain_words(stamp.text), 7, line.number))
        self.document.blocks += [TextBlock(plain_words(part.text), part.number) for part in parts]

    def _above(self) -> str:
        """Return the line above this one; empty for the first."""
        return self.lines[self.position - 1].text if self.position else ""

    def _below(self) -> str:
        """Return the line below this one; empty for the last."""
        return self.lines[self.position + 1].text if self.position + 1 < len(self.lines) else ""

    def _is_table(self) -> bool:
        line = self.lines[self.position]
        return _TABLE_ROW.fullmatch(line.text) is not None and (
            _TABLE_LINE.fullmatch(self._below()) is not None
            or (line.text.strip().startswith("|") and line.text.strip().endswith("|") and line.text.count("|") > 2)  # noqa: PLR2004
        )

    def _table(self) -> None:
        header: tuple[str, ...] = ()
        if _TABLE_LINE.fullmatch(self._below()):
            header = cells_of(self.lines[self.position].text)
            self.position += 2
        elif sum(bool(column_of(cell)) for cell in cells_of(self.lines[self.position].text)) > 1:
            header = cells_of(self.lines[self.position].text)
            self.position += 1
        while self.position < len(self.lines) and "|" in self.lines[self.position].text:
            line = self.lines[self.position]
            if not _TABLE_LINE.fullmatch(line.text):
                self.document.blocks.append(TableRow(cells_of(line.text), header, line.number))
            self.position += 1

    def _item(self, text: str, number: str, line: SourceLine, indent: int) -> None:
        """Read an item with the lines below it that belong to it."""
        taken = [text]
        self.position += 1
        while self.position < len(self.lines):
            next_line = self.lines[self.position].text
            is_blank = not next_line.strip()
            if is_blank or _ITEM.fullmatch(next_line) or self._numbered(next_line):
                break
            if len(next_line) - len(next_line.lstrip()) <= indent or _FENCE.fullmatch(next_line):
                if next_line[:1].islower() and not is_blank:
                    taken.append(next_line.strip())
                    self.position += 1
                    continue
                break
            taken.append(next_line.strip())
            self.position += 1
        # "Knee to chest – 20 sec, 3 times" is done; the instructions below it are sentences of their own.
        head = 1 if taken[1:] and taken[1][:1].isupper() and read_exercise(text, 1, is_listed=True) else 0
        below = joined_lines([SourceLine(words, line.number) for words in taken[head:]])
        parts = [*(SourceLine(words, line.number) for words in taken[:head]), *below]
        words = "\n".join(plain_words(part.text) for part in parts)
        self.document.blocks.append(Item(words, line.number, number, indent))

    def _bold_heading(self, line: SourceLine) -> str:
        """Return the words of a short bold line alone, which is a heading in all but name; else empty."""
        found = BOLD_LINE.fullmatch(line.text)
        if (
            found is None
            or is_dated(found[1])
            or not (self._is_alone() or self._is_above_quote())
            or (split_fact(line.text) is not None and not line.text.rstrip("* _").endswith(":"))
        ):
            return ""
        words = found[1].strip()
        if words.startswith(("[", "(")) and not re.match(r"[\[(][\d:.\s–—-]+[\])]\s*\w", words):
            return ""
        is_short = len(words.split()) <= _MOST_HEADING_WORDS and not re.search(r"[.!?]$", words)
        time = f" ({found['time'].lstrip(CLOCKS)})" if found["time"] else ""
        return f"{words}{time}" if is_short and not _is_direction_like(words) else ""

    def _bare_heading(self, line: SourceLine) -> bool:
        """Read a heading without a mark: underlined, or in capitals; return whether it was one."""
        words = line.text.strip()
        following = self._below()
        is_short = len(words.split()) <= _MOST_HEADING_WORDS and not STOP_AT_END.search(words)
        if is_short and words and _UNDERLINE.fullmatch(following) and not self._above().strip():
            self.document.blocks.append(Heading(plain_words(words), 1 if "=" in following else 2, line.number))
            self.position += 2
            return True
        if re.search(r"[.!?…][\"'”’»)]*\s", words) or (words[-1:] in ")]}*_>" and not _TIME_BEHIND.search(words)):
            return False
        is_timed_heading = is_timed_capitals(words)
        if (
            not is_short
            or not (self._is_alone() or is_timed_heading)
            or (_is_direction_like(words) and not is_timed_heading)
            or without_speaker(words)[1]
        ):
            return False
        is_capital = words.isupper() and len(re.sub(r"\W", "", words)) > 2 and not words.startswith(("[", "("))  # noqa: PLR2004
        if not (is_capital or is_timed_heading):
            return False
        self.document.blocks.append(Heading(plain_words(words), 2, line.number))
        self.position += 1
        return True

    def _is_above_quote(self) -> bool:
        """Return whether a blank line is above this line, and a quotation right below it."""
        return not self._above().strip() and _QUOTE.match(self._below()) is not None

    def _is_alone(self) -> bool:
        """Return whether blank lines, or the ends of the text, are around this line."""
        return not self._above().strip() and not self._below().strip()

    def _paragraph(self) -> None:
        """Read the lines up to the next blank or special one, as one paragraph or as verses."""
        taken: list[SourceLine] = []
        is_quoted = _QUOTE.match(self.lines[self.position].text) is not None
        while self.position < len(self.lines):
            line = self.lines[self.position]
            text = line.text
            while quote := _QUOTE.match(text):
                text = text[quote.end() :]
            if taken and (not text.strip() or self._begins_block(line)):
                break
            taken.append(SourceLine(text, line.number))
            self.position += 1
        for part in lines_of_paragraph(taken, is_top=self._is_at_top()):
            if self.document.has_too_many_blocks:
                break
            if is_quoted and is_tip(part.text):
                why = "unsure: this looks like a note to the reader"
                self.document.blocks.append(Note(plain_words(part.text), part.number, why))
            elif part.text.strip(" \\"):
                self.document.blocks.append(TextBlock(plain_words(part.text), part.number))

    def _is_at_top(self) -> bool:
        """Return whether no block so far ends with a stop; each is looked at once."""
        new = self.document.blocks[self._seen :] if self._is_top else []
        self._is_top, self._seen = self._is_top and not any(map(ends_with_stop, new)), len(self.document.blocks)
        return self._is_top

    def _begins_block(self, line: SourceLine) -> bool:
        text = line.text
        return bool(
            line.number in self.stamps
            or line.number in self.told_heads
            or marked_heading(text)
            or _FENCE.fullmatch(text)
            or _RULE.fullmatch(text)
            or boxes.is_set_apart(text)
            or is_timed_capitals(text)
            or line.number in self.heads
            or _ITEM.fullmatch(text)
            or self._numbered(text)
            or (text.strip().startswith("|") and text.strip().endswith("|"))
        )


def _is_direction_like(words: str) -> bool:
    heard = TimedPause | BreathPause | NamedPause | ChimeDirection | MusicDirection
    is_direction = isinstance(read_direction(words), heard)
    is_fact = words.endswith(":") and is_fact_key(words.rstrip(":"))
    return is_direction or is_fact or asks_often(words) or read_rounds(words) is not None
