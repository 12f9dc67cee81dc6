"""A call of the JSON interface: its path, query and body, with every field checked before it is used."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from voicecoach.api.session import SessionOptions
from voicecoach.errors import VoicecoachError

_OPTION_NAMES = frozenset(SessionOptions.__annotations__)
_SIGNS_OF_FOLDERS = frozenset("/\\\0")
_LONGEST_TEXT_CHARACTERS = 2_000_000
_SURROGATE = rb"\ud"
"""Begins one half of a character in JSON; alone it is in no text that could be spoken or saved."""


class RequestError(VoicecoachError):
    """Raised when a call has a field too few, or one of another type."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call from the page.

    Attributes:
        path: The parts of the path that vary, by name.
        query: The parameters after the question mark.
        fields: The object in a JSON body; empty without one.
        content: The bytes of an upload; empty without one.
    """

    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    content: bytes = b""

    def text(self, name: str) -> str:
        """Return a text that has to be given.

        Raises:
            RequestError: It is not given, or is no text.
        """
        value = self.fields.get(name)
        if not isinstance(value, str):
            raise RequestError(f"the field {name!r} is missing or not text")
        if len(value) > _LONGEST_TEXT_CHARACTERS:
            raise RequestError(f"the field {name!r} is longer than 2,000,000 characters")
        return value

    def text_or_none(self, name: str) -> str | None:
        """Return a text that may be given; None for null, too.

        Raises:
            RequestError: It is no text.
        """
        return None if self.fields.get(name) is None else self.text(name)

    def whole_or_none(self, name: str) -> int | None:
        """Return a whole number that may be given.

        Raises:
            RequestError: It is not a whole number.
        """
        value = self.fields.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            raise RequestError(f"the field {name!r} is not a whole number")
        return value

    def is_on(self, name: str) -> bool:
        """Return a switch of the body or the query, off where it is not given."""
        return self.fields.get(name) is True or self.query.get(name) in {"1", "true"}

    def switch(self, name: str) -> bool | None:
        """Return a switch of the body that may be given; None where it is not.

        Raises:
            RequestError: It is neither true nor false.
        """
        value = self.fields.get(name)
        if value is None or isinstance(value, bool):
            return value
        raise RequestError(f"the field {name!r} is neither true nor false")

    def wait_s(self, longest_s: float = 25.0) -> float:
        """Return how long the answer may wait for a change, in seconds.

        Raises:
            RequestError: It is no number.
        """
        try:
            return min(max(float(self.query.get("wait_s", 0)), 0.0), longest_s)
        except ValueError as error:
            raise RequestError("wait_s is not a number") from error

    def texts(self, name: str) -> dict[str, str]:
        """Return an object of texts that may be given.

        Raises:
            RequestError: It is no such object.
        """
        value = self.fields.get(name) or {}
        if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
            raise RequestError(f"the field {name!r} is not an object of texts")
        return value

    def objects(self, name: str) -> list[dict[str, Any]]:
        """Return a list of objects that has to be given.

        Raises:
            RequestError: It is not given, or is no such list.
        """
        value = self.fields.get(name)
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise RequestError(f"the field {name!r} is not a list of objects")
        return value

    def options(self) -> SessionOptions:
        """Return the options of a session.

        Names of packs, sounds and voices are never paths here: a program that got hold of the page reads no file.

        Raises:
            RequestError: They are no object, or one of them names a folder.
        """
        given = self.fields.get("options") or {}
        if not isinstance(given, dict):
            raise RequestError("the field 'options' is not an object")
        for name in ("voice", "wording", "bed"):
            value = given.get(name)
            if isinstance(value, str) and (_SIGNS_OF_FOLDERS & set(value) or ".." in value):
                raise RequestError(f"{name} is a name here, not a path", "copy the file into your voicecoach folder")
        asked = {name: value for name, value in given.items() if value is not None and value != ""}
        unknown = sorted(set(asked) - _OPTION_NAMES)
        if unknown:
            raise RequestError(f"there is no option called {unknown[0]!r}")
        return cast("SessionOptions", asked)


def read_fields(body: bytes) -> dict[str, Any]:
    """Return the object in a JSON body; empty for no body.

    Raises:
        RequestError: It is no JSON object.
    """
    if not body.strip():
        return {}
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RequestError("the body is not JSON") from error
    if not isinstance(found, dict):
        raise RequestError("the body is not a JSON object")
    if _SURROGATE in body.lower() and not _is_encodable(found):
        raise RequestError("the body has half of a character", r"write both halves of it, such as \ud83d\ude00")
    return found


def _is_encodable(found: dict[str, Any]) -> bool:
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True
