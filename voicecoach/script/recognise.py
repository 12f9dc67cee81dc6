"""Tell of blocks that other kinds of text have, and go on with the lines that they stand for."""

from __future__ import annotations

from voicecoach.errors import Severity
from voicecoach.script.block_kinds import Block, BlockKind
from voicecoach.script.blocks import find_blocks, row_words, title_of
from voicecoach.script.report import Report
from voicecoach.script.source import Comment, Line
from voicecoach.script.whole_blocks import head_named

_SENTENCE_ENDS = ".!?…:;,"


def recognise(lines: list[Line], report: Report) -> tuple[list[Line], frozenset[int]]:
    """Return the lines of a script without what is no script, and the numbers of the lines that were told of.

    Args:
        lines: The lines as written.
        report: Told of each block once.

    Returns:
        The lines, and the numbers (from 1) of lines about which nothing more needs to be told.
    """
    lines = [_without_backslash(line) for line in lines]
    texts = [line.source.text for line in lines]
    told: set[int] = set()
    has_title = any(text.startswith("# ") for text in texts)
    for block in find_blocks(texts):
        place = lines[block.lines[0]].source.at()
        if block.severity is Severity.ERROR:
            report.error(place, block.message, block.hint)
        else:
            report.warning(place, block.message, block.hint)
        if block.kind in (BlockKind.KEYS, BlockKind.NAMED_LINES, BlockKind.SPEAKERS, BlockKind.NOTES, BlockKind.FACTS):
            told.update(lines[number].source.at().line for number in block.lines)
        title = "" if has_title else title_of(texts, block)
        for number in block.lines:
            lines[number] = _meant(lines[number], block, title if number == block.lines[0] else "")
    return lines, frozenset(told)


def _meant(line: Line, block: Block, title: str) -> Line:
    """Return the line that stands for a line of a block."""
    source = line.source
    match block.kind:
        case BlockKind.FRONT_MATTER if title:
            return line._replace(source=source._replace(text=f"# {title}"))
        case BlockKind.FRONT_MATTER:
            is_rule = source.text in ("", "---")
            comments = () if is_rule else (Comment(source.text.replace("--", "\u2014"), source.at()),)
            return line._replace(source=source.slice(0, 0), comments=(*line.comments, *comments), only_comments=True)
        case BlockKind.TABLE | BlockKind.COMMAS:
            words = row_words(source.text, block.kind)
            return line._replace(source=source._replace(text=words), only_comments=not words)
        case BlockKind.RULES:
            return line._replace(source=source.slice(0, 0))
        case BlockKind.TITLES | BlockKind.PARTS | BlockKind.HEADINGS if head_named(source.text):
            # The settings below a wrong heading are no mistakes of their own.
            return line._replace(source=source._replace(text=f"## {head_named(source.text)}"))
        case BlockKind.HEADINGS | BlockKind.FENCE | BlockKind.LIST | BlockKind.YAML:
            return line._replace(source=source.slice(0, 0), only_comments=True)
        case _:
            return line


def _without_backslash(line: Line) -> Line:
    r"""Return a line without the ``\`` with which Markdown ends a line; it is a stop."""
    text = line.source.text
    if not text.endswith("\\") or text.endswith("\\\\"):
        return line
    words = text[:-1].rstrip()
    stop = "." if words and words[-1] not in _SENTENCE_ENDS and words[-1].isalnum() else ""
    return line._replace(source=line.source._replace(text=words + stop))
