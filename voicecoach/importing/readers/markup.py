"""Feed a text with tags to a parser of the standard library, in time that grows with its length."""

from __future__ import annotations

from html.parser import HTMLParser

_COMMENT = "<!--"


def feed_whole(parser: HTMLParser, text: str) -> None:
    """Feed a text to a parser and close it.

    A ``<`` that nothing closes is text. The parser would look for its end once more at every other such sign, which
    takes hours in a text of nothing else.
    """
    parser.feed(_without_open_tag(_without_open_comment(text)))
    parser.close()


def _without_open_comment(text: str) -> str:
    """Return a text whose last comment is closed."""
    end = text.rfind("-->")
    begin = text.find(_COMMENT, max(end, 0))
    return text if begin < 0 else text[:begin] + text[begin:].replace(_COMMENT, "")


def _without_open_tag(text: str) -> str:
    """Return a text without the signs of tags after its last tag."""
    end = text.rfind(">") + 1
    return text[:end] + text[end:].replace("<", "&lt;")
