"""The handout as an HTML page of one file: no script, no picture from elsewhere, every text of a script escaped."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import urlsplit

from voicecoach.handout.page import Handout, HandoutItem, HandoutRepeat, HandoutStep
from voicecoach.handout.style import style
from voicecoach.handout.words import PageWords, has_words
from voicecoach.qr import qr_svg
from voicecoach.text import capitalised

_FEW_WEEKS = 4
_RULES_FOR_NOTES = 4
_LONGEST_SHORT_PART = 24


def html_page(handout: Handout, *, has_lines: bool = False, paper: str = "") -> str:
    """Return the page.

    Args:
        handout: The handout.
        has_lines: Whether each step is one line of a table, with a box for each day of the week.
        paper: ``A4`` or ``letter``; empty to leave it to the printer.

    Raises:
        OptionError: The link is too long for a QR code.
    """
    body = [*_head(handout), *_care(handout)]
    if not handout.items:
        body += ["<main class=text>", *(f"<p>{escape(words)}</p>" for words in handout.paragraphs), "</main>"]
    elif has_lines:
        body += ["<main>", *_lines(handout), "</main>"]
    else:
        body += ["<main>", *_steps(handout.items, handout.words), "</main>"]
    has_ticks = bool(handout.items) and not has_lines
    body += ['<div class="end">', *(_ticks(handout) if has_ticks else ()), *_notes(handout.words), "</div>"]
    text = "\n".join(body)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(handout.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(_page_title(handout))}</title>\n<style>{style(paper)}</style>\n</head>\n"
        f"<body>\n{text}\n</body>\n</html>\n"
    )


def _page_title(handout: Handout) -> str:
    return f"{handout.title} \u2013 {handout.patient}" if handout.patient else handout.title


def _head(handout: Handout) -> Iterator[str]:
    words = handout.words
    name = f"<b>{escape(handout.patient)}</b>" if handout.patient else '<span class="blank"></span>'
    yield "<header>"
    yield f'<div class="head"><h1>{escape(handout.title)}</h1>'
    yield f'<div class="fields"{_own_language(handout)}><p>{words.name}{words.colon} {name}</p>'
    yield f'<p>{words.date}{words.colon} <span class="blank short"></span></p>'
    week = f'<p class="week">{escape(handout.week)}</p>' if handout.week else ""
    yield f"{week}<p>{escape(handout.length)}</p></div></div>"
    if handout.link:
        shown = escape(handout.link)
        is_web = urlsplit(handout.link).scheme in ("http", "https")
        breakable = shown.replace("/", "/<wbr>")
        address = f'<a href="{shown}">{breakable}</a>' if is_web else breakable
        yield f"<figure>{qr_svg(handout.link, words.listen)}"
        yield f"<figcaption><b>{words.listen}</b><br>{address}</figcaption></figure>"
    yield "</header>"


def _own_language(handout: Handout) -> str:
    """Return the language of the page's own words, where it is not that of the script."""
    return "" if has_words(handout.language) else ' lang="en"'


def _care(handout: Handout) -> Iterator[str]:
    words = handout.words
    boxes = [
        f'<section class="{kind}"><h2{_own_language(handout)}>{heading}</h2><p>{escape(text)}</p></section>'
        for kind, heading, text in (
            ("needed", words.needed, capitalised(handout.props)),
            ("safety", words.safety, handout.safety),
        )
        if text
    ]
    if boxes:
        yield f'<div class="care">{"".join(boxes)}</div>'


def _steps(items: tuple[HandoutItem, ...], words: PageWords) -> Iterator[str]:
    yield "<ol>"
    for item in items:
        if isinstance(item, HandoutRepeat):
            yield f'<li class="repeat"><p>{words.repeat.format(number=item.count)}</p>'
            yield from _steps(item.items, words)
            yield "</li>"
        else:
            yield from _step(item, words)
    yield "</ol>"


def _step(step: HandoutStep, words: PageWords) -> Iterator[str]:
    is_short = all(len(part.words) <= _LONGEST_SHORT_PART for part in step.parts)
    yield f'<li class="step{" inline" if is_short else ""}"><div class="number">{step.number}</div><div>'
    position = f' <span class="position">({escape(step.position)})</span>' if step.position else ""
    if step.weeks:
        yield f'<p class="weeks">{escape(step.weeks)}</p>'
    yield f"<h2>{escape(step.name)}{position}</h2>"
    yield f'<p class="dose">{_dose(step.dose)}</p>'
    if step.parts:
        rows = (f"<li><b>{escape(part.length)}</b>{escape(part.words)}</li>" for part in step.parts)
        yield f'<ul class="parts">{"".join(rows)}</ul>'
    if step.cue:
        yield f"<p>{escape(step.cue)}</p>"
    if step.props:
        yield f"<p>{words.take}{words.colon} {escape(step.props)}</p>"
    if step.safety:
        yield f'<p class="careful">{escape(step.safety)}</p>'
    yield "</div></li>"


def _dose(dose: tuple[str, ...]) -> str:
    return "\u00a0\u00b7 ".join(f"<span>{escape(one)}</span>" for one in _capitals(dose))


def _lines(handout: Handout) -> Iterator[str]:
    words = handout.words
    days = "".join(f'<th scope="col" class="day">{day}</th>' for day in words.days)
    yield '<table class="lines"><thead><tr><td class="count"></td>'
    yield f'<th scope="col" class="name">{words.exercise}</th><td class="dosage"></td>{days}</tr></thead><tbody>'
    yield from _rows(handout.items, words)
    yield "</tbody></table>"


def _rows(items: tuple[HandoutItem, ...], words: PageWords) -> Iterator[str]:
    for item in items:
        if isinstance(item, HandoutRepeat):
            columns = 3 + len(words.days)
            yield f'<tr><td class="group" colspan="{columns}">{words.repeat.format(number=item.count)}</td></tr>'
            yield from _rows(item.items, words)
            continue
        more = "".join(f"<p>{escape(text)}</p>" for text in (item.weeks, item.safety) if text)
        yield (
            f'<tr><td class="count">{item.number}</td>'
            f'<th scope="row" class="name"><b>{escape(item.name)}</b>{more}</th>'
            f'<td class="dosage"><b>{_dose(item.short_dose)}</b></td>{"<td></td>" * len(words.days)}</tr>'
        )


def _ticks(handout: Handout) -> Iterator[str]:
    words = handout.words
    days = "".join(f'<th scope="col">{day}</th>' for day in words.days)
    yield f'<section class="ticks{" many" if len(handout.ticks) > _FEW_WEEKS else ""}"><h2>{words.tick}</h2>'
    yield f'<table><thead><tr><td class="week"></td>{days}</tr></thead><tbody>'
    for week in handout.ticks:
        yield f'<tr><th scope="row">{escape(week)}</th>{"<td></td>" * len(words.days)}</tr>'
    yield "</tbody></table></section>"


def _notes(words: PageWords) -> Iterator[str]:
    rules = '<div class="rule"></div>' * _RULES_FOR_NOTES
    yield f'<section class="notes"><h2>{words.notes}</h2>{rules}</section>'


def _capitals(dose: tuple[str, ...]) -> tuple[str, ...]:
    """Return the dose with a capital at its start."""
    return (capitalised(dose[0]), *dose[1:]) if dose else ()
