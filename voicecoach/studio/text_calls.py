"""The calls about a text: its meaning, edits of its cards, its fixes, and the language that it is written in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from voicecoach.api import texts
from voicecoach.api.language import SettingForm, language
from voicecoach.studio.answers import problem
from voicecoach.studio.call import Call
from voicecoach.studio.paths import path_of
from voicecoach.studio.row import MOST_JSON_BYTES, CallRow
from voicecoach.studio.state import Studio

_MOST_MERGED_BYTES = 3 * MOST_JSON_BYTES


def look(_studio: Studio, call: Call) -> Mapping[str, object]:
    """Answer with what a text means."""
    return _fields(texts.look(call.text("text"), path_of(call), call.options()))


def edit(_studio: Studio, call: Call) -> Mapping[str, object]:
    """Answer with a text after edits of its cards."""
    return _fields(texts.edit(call.text("text"), call.objects("edits"), path_of(call), call.options()))


def fix(_studio: Studio, call: Call) -> Mapping[str, object]:
    """Answer with a text after all of its fixes."""
    return _fields(texts.fix(call.text("text"), path_of(call), call.options()))


def merge(_studio: Studio, call: Call) -> Mapping[str, object]:
    """Answer with two versions of a text, merged."""
    return {"pieces": texts.merge(call.text("base"), call.text("mine"), call.text("theirs"))}


def get_language(_studio: Studio, _call: Call) -> Mapping[str, object]:
    """Answer with the settings, actions and variables of the language."""
    return _language()


@cache
def _language() -> Mapping[str, object]:
    found = language()
    return {
        "settings": [_setting(one) for one in found.settings],
        "actions": [{"form": form, "help": words} for form, words in found.actions],
        "variables": [*found.step_variables, *found.session_variables],
        "step_variables": found.step_variables,
        "session_variables": found.session_variables,
        "signals": found.signals,
        "guide": found.guide,
    }


def _setting(form: SettingForm) -> dict[str, object]:
    argument = {"form": form.argument_form, "example": form.argument_example} if form.argument_form else None
    entry = form.entry
    return {
        "key": form.key,
        "argument": argument,
        "scope": form.scopes,
        "help": form.help,
        "form": form.form,
        "example": form.example,
        "kinds": form.kinds,
        "makes": form.makes or None,
        "needs": form.needs,
        "is_spoken": entry.is_spoken,
        "is_repeatable": form.is_repeatable,
        "is_bare": form.is_bare,
        "is_old": form.is_old,
        "option": form.option or None,
        "values": entry.words,
        "least": entry.least,
        "most": entry.most,
        "unit": entry.unit,
    }


def _fields(found: texts.ReadText) -> dict[str, object]:
    problems = [problem(one.diagnostic, is_here=one.is_here, fix=one.fix) for one in found.problems]
    return {"text": found.text, "title": found.title, "problems": problems, "cards": found.cards}


ROWS = (
    CallRow("POST", "look", look),
    CallRow("POST", "edit", edit),
    CallRow("POST", "fix", fix),
    CallRow("POST", "merge", merge, most_bytes=_MOST_MERGED_BYTES),
    CallRow("GET", "language", get_language),
)
