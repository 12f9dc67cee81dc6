"""Merge what keeps a person safe: the safety words and the props of scripts that bring each other in.

Safety words add up. ``- safety: only …`` speaks others in their place, and ``- safety: off NAME`` leaves out those of
one script, with a warning that quotes them; nothing less takes them away.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from voicecoach.script import model
from voicecoach.script import settings as table
from voicecoach.script.printer import print_text, written_form
from voicecoach.script.props import is_among, things_of
from voicecoach.script.report import Report
from voicecoach.script.spec import OFF, Setting, Settings, Spec
from voicecoach.text import did_you_mean, quoted, shortened

_SENTENCE_ENDS = (".", "!", "?", "…")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+")
_ONLY = "only "
# "Only bend as far as is comfortable." is a sentence; "only" in small letters, before others, is the instruction.
_OFF = re.compile(r"off\s+(\S.*)", re.DOTALL)


def with_safety(settings: Settings, before: Sequence[Settings], after: Sequence[Settings], report: Report) -> Settings:
    """Return the settings of a script, or of a step, with the safety words of the scripts that it is made of.

    Args:
        settings: The settings with the script's own line of safety words, if any.
        before: The settings whose safety words come first: those of the script that it is based on.
        after: The settings whose safety words come last: those of the scripts that it includes.
        report: Collects the mistakes, and warns of words that are left out.
    """
    own = settings.written(table.SAFETY)
    first, last = _lines(before), _lines(after)
    if own is None and not first and not last:
        return settings
    if own is not None and not before and not after:
        if _begins_with_only(own):
            message = 'this script has no base script: the word "only" is spoken too'
            report.warning(own.value_location, message, 'write - safety: and the words without "only"')
        return settings
    if own is not None and own.value is OFF and not first and not last:
        return settings
    merged = _combined(own, first, last, report)
    others = settings.without(table.SAFETY)
    return others if merged is None else Settings((*others.entries, merged))


def _lines(others: Iterable[Settings]) -> list[Setting]:
    lines = (other.written(table.SAFETY) for other in others)
    return [line for line in lines if line is not None and isinstance(line.value, model.Text)]


def _combined(own: Setting | None, before: list[Setting], after: list[Setting], report: Report) -> Setting | None:
    if own is not None and isinstance(own.value, model.Text):
        if print_text(own.value) == _ONLY.strip():
            report.error(own.value_location, '"only" needs words after it', "write - safety: only Breathe slowly.")
            return _joined([*before, *after])
        if _begins_with_only(own):
            return replace(own, value=_without_start(own.value, len(_ONLY)))
        if named := _OFF.fullmatch(print_text(own.value)):
            return _joined(_without_scripts(own, named[1], [*before, *after], report))
        return _joined([*before, own, *after])
    others = [*before, *after]
    if own is not None and own.value is OFF:
        names = _stems(others)
        hint = f"write - safety: off {', '.join(names)} to remove them, or - safety: only and new words"
        message = f"safety words can only be removed by script name: {_quote(others)} is still spoken"
        report.error(own.value_location, message, hint)
    return _joined(others)


def _begins_with_only(line: Setting) -> bool:
    first = line.value.pieces[0] if isinstance(line.value, model.Text) else None
    return isinstance(first, model.Words) and first.text.startswith(_ONLY)


def _without_start(text: model.Text, count: int) -> model.Text:
    first = text.pieces[0]
    assert isinstance(first, model.Words)
    location = first.location._replace(column=first.location.column + count)
    return model.Text((model.Words(first.text[count:].lstrip(), location), *text.pieces[1:]), location)


def _stems(lines: Iterable[Setting]) -> list[str]:
    """Return the names of the scripts that safety words come from."""
    return list(dict.fromkeys(PurePath(piece.location.path).stem for line in lines for piece in _text(line).pieces))


def _quote(lines: Iterable[Setting]) -> str:
    return quoted(" ".join(shortened(written_form(_text(line))) for line in lines))


def _text(line: Setting) -> model.Text:
    assert isinstance(line.value, model.Text)
    return line.value


def _without_scripts(own: Setting, named: str, lines: list[Setting], report: Report) -> list[Setting]:
    """Return lines of safety words without those of the named scripts; a warning quotes what is left out."""
    stems = {stem.casefold(): stem for stem in _stems(lines)}
    for name in (part.strip() for part in named.split(",")):
        stem = stems.get(name.casefold())
        if stem is None:
            message = f"no script called {quoted(name)} adds safety words here"
            report.error(own.value_location, message, did_you_mean(name, stems.values()))
            continue
        kept: list[Setting] = []
        for line in lines:
            text = _without_pieces(_text(line), stem)
            kept += [line] if text is not None and text == line.value else []
            kept += [replace(line, value=text)] if text is not None and text != line.value else []
        left_out = [
            piece.text for line in lines for piece in _text(line).pieces
            if isinstance(piece, model.Words) and PurePath(piece.location.path).stem == stem
        ]  # fmt: skip
        message = f"these safety words of {stem} are removed: {quoted(''.join(left_out).strip())}"
        hint = "to replace them, write - safety: only and the new words"
        report.warning(own.value_location, message, hint)
        lines = kept
    return lines


def _without_pieces(text: model.Text, stem: str) -> model.Text | None:
    """Return a text without what a script brought into it, or None where nothing is left."""
    pieces = [piece for piece in text.pieces if PurePath(piece.location.path).stem != stem]
    if len(pieces) < len(text.pieces) and pieces and isinstance(pieces[0], model.Words):
        words = pieces[0].text.lstrip(" .")
        pieces[:1] = [model.Words(words, pieces[0].location)] if words else []
    return model.Text(tuple(pieces), pieces[0].location) if pieces else None


def _joined(lines: Sequence[Setting]) -> Setting | None:
    if not lines:
        return None
    first, *others = lines
    text = _text(first)
    for line in others:
        text = _join_sentences(text, _text(line))
    return replace(first, value=text)


def with_props(settings: Settings, others: Iterable[Settings]) -> Settings:
    """Return settings with the props of others added, also where they are off."""
    for other in others:
        settings = _with_added(settings, other, table.PROPS, _join_props)
    return settings


def with_new_props(settings: Settings, steps: Iterable[model.Step]) -> Settings:
    """Return a session's settings with the things that some steps need added to its list, where it has one."""
    listed = settings.get(table.PROPS)
    for step in steps:
        for thing in things_of(step.settings.get(table.PROPS)):
            if listed is not None and not is_among(thing, things_of(listed)):
                listed = _join(listed, ", ", model.Text((model.Words(thing, step.location),), step.location))
    return settings if listed is None else settings.replaced(table.PROPS, listed)


def _with_added(
    settings: Settings, other: Settings, spec: Spec[model.Text], joined: Callable[[model.Text, model.Text], model.Text]
) -> Settings:
    line, added, own = other.written(spec), other.get(spec), settings.get(spec)
    if line is None or added is None:
        return settings
    if own is None:
        return Settings((*settings.without(spec).entries, line))
    return settings.replaced(spec, joined(own, added))


def _join_props(own: model.Text, added: model.Text) -> model.Text:
    """Join two lists of props; a prop in both is listed once."""
    if own == added:
        return own
    if not all(isinstance(piece, model.Words) for piece in (*own.pieces, *added.pieces)):
        return _join(own, ", ", added)
    there = {thing.strip().casefold() for thing in print_text(own).split(",")}
    new = [thing for thing in print_text(added).split(",") if thing.strip().casefold() not in there]
    return (
        _join(own, ", ", model.Text((model.Words(",".join(new).strip(), added.location),), added.location))
        if new
        else own
    )


def _join_sentences(own: model.Text, added: model.Text) -> model.Text:
    """Join two texts, unless the first has every sentence of the second."""
    there = _BETWEEN_SENTENCES.split(print_text(own))
    if all(sentence in there for sentence in _BETWEEN_SENTENCES.split(print_text(added))):
        return own
    return _join(own, " " if print_text(own).endswith(_SENTENCE_ENDS) else ". ", added)


def _join(own: model.Text, joint: str, added: model.Text) -> model.Text:
    # The joint belongs to what is added: where that is left out again, the joint goes with it.
    return model.Text((*own.pieces, model.Words(joint, added.location), *added.pieces), own.location)
