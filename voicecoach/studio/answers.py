"""Answers of the JSON interface: plain data from the API's types, and errors with their status."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any

from starlette.responses import Response

from voicecoach import errors
from voicecoach.api.own import DistortedError
from voicecoach.api.texts import Suggestion
from voicecoach.errors import Diagnostic, VoicecoachError
from voicecoach.studio.call import RequestError
from voicecoach.studio.sessions import NoSessionError
from voicecoach.studio.words import SOURCE_LANGUAGE, in_language

_KINDS: dict[type[VoicecoachError], tuple[str, int]] = {
    RequestError: ("request", 400),
    errors.NotFoundError: ("not-found", 404),
    NoSessionError: ("not-found", 404),
    errors.ConflictError: ("conflict", 409),
    errors.ScriptError: ("script", 422),
    errors.EditError: ("script", 422),
    errors.OptionError: ("option", 422),
    errors.FitError: ("fit", 422),
    errors.VoiceUnavailableError: ("voice", 422),
    errors.SpeechError: ("speech", 422),
    DistortedError: ("distorted", 422),
    errors.SoundError: ("sound", 422),
    errors.SourceError: ("source", 422),
    errors.ExportError: ("export", 422),
    errors.AddressError: ("address", 422),
}


class Json(Response):
    """An answer in JSON, of the API's types as well as of plain data."""

    media_type = "application/json"

    def __init__(
        self, content: Any, status: int = 200, headers: Mapping[str, str] | None = None, language: str = SOURCE_LANGUAGE
    ) -> None:
        """Make the answer, with the program's own words in a language."""
        self._language = language
        super().__init__(content, status, {"content-language": language, **(headers or {})})

    def render(self, content: Any) -> bytes:
        """Return the bytes of the answer."""
        body = in_language(plain(content), self._language)
        return json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def plain(value: Any) -> Any:
    """Return a value as JSON has it: an object for a dataclass, the text of a path, a number for a fraction."""
    match value:
        case None | bool() | int() | str() if not isinstance(value, Enum):
            return value
        case float():
            return value if math.isfinite(value) else None
        case Enum():
            return plain(value.value)
        case Fraction():
            return float(value)
        case Path():
            return str(value)
        case datetime():
            return value.isoformat(timespec="seconds")
        case Mapping():
            return {str(key): plain(each) for key, each in value.items()}
        case _ if is_dataclass(value):
            return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
        case _:
            return [plain(each) for each in value]


def problem(found: Diagnostic, *, is_here: bool = True, fix: Suggestion | None = None) -> dict[str, object]:
    """Return a diagnostic as the interface has it."""
    return {
        "line": found.line,
        "column": found.column,
        "severity": found.severity,
        "message": found.message,
        "hint": found.hint,
        "path": Path(found.path).name,
        "is_here": is_here,
        "fix": None if fix is None else {"label": fix.label, "changes": [fix.change]},
    }


def error_fields(error: Exception) -> dict[str, object]:
    """Return the body of an answer for an error; an error that is none of voicecoach's tells nothing of its inside."""
    if not isinstance(error, VoicecoachError):
        name = type(error).__name__
        hint = "please report it, with what voicecoach --debug studio says"
        return {"message": f"a bug in voicecoach: {name}", "hint": hint, "kind": "internal"}
    kind, _ = _kind_of(error)
    body: dict[str, object] = {"message": error.message, "hint": error.hint, "kind": kind}
    if isinstance(error, errors.ScriptError):
        found = error.diagnostics
        if found:
            body["message"], body["hint"] = found[0].message, found[0].hint
        body["problems"] = [problem(one) for one in found]
    if isinstance(error, errors.ConflictError):
        body |= {"text": error.text, "revision": error.revision}
    return body


def error_answer(error: Exception, language: str) -> Json:
    """Return the answer for an error, in a language."""
    status = _kind_of(error)[1] if isinstance(error, VoicecoachError) else 500
    return Json(error_fields(error), status, None, language)


def _kind_of(error: VoicecoachError) -> tuple[str, int]:
    return next((row for kind, row in _KINDS.items() if isinstance(error, kind)), ("error", 422))
