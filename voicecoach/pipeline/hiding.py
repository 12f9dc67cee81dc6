"""Hide a person's own values, such as a patient's name, in texts that other people may read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any


class Hiding:
    """Puts ``{name}`` in the place of values.

    Args:
        values: By name; with none of them every text stays as it is.

    >>> Hiding({"patient": "Anna"}).text("Hello Anna. Annabel is not here.")
    'Hello {patient}. Annabel is not here.'
    """

    def __init__(self, values: Mapping[str, str]) -> None:
        # As a tag or a cue has it: with single spaces.
        self._names = {" ".join(value.split()).casefold(): name for name, value in values.items() if value.strip()}
        longest_first = sorted(self._names, key=len, reverse=True)
        words = (r"\s+".join(map(re.escape, value.split())) for value in longest_first)
        self._found = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) if self._names else None

    def text(self, text: str) -> str:
        """Return a text with the names of values in their place."""
        if self._found is None:
            return text
        return self._found.sub(self._name, text)

    def sheet(self, sheet: Mapping[str, Any]) -> dict[str, Any]:
        """Return a cue sheet without values; words that have one are not given as spoken, either."""
        if self._found is None:
            return dict(sheet)
        hidden: dict[str, Any] = {key: self._plain(value) for key, value in sheet.items() if key != "cues"}
        hidden["cues"] = [self._cue(cue) for cue in sheet["cues"]]
        options = dict(sheet["options"])
        options["values"] = {name: f"{{{name}}}" for name in options.get("values", {})}
        hidden["options"] = options
        return hidden

    def _cue(self, cue: Mapping[str, Any]) -> Mapping[str, Any]:
        text = cue.get("text", "")
        hidden = self.text(text)
        if hidden == text:
            return cue
        return {**cue, "text": hidden, "spoken": hidden}

    def _plain(self, plain: Any) -> Any:
        match plain:
            case str():
                return self.text(plain)
            case dict():
                return {key: self._plain(value) for key, value in plain.items()}
            case list() | tuple():
                return [self._plain(value) for value in plain]
            case _:
                return plain

    def _name(self, found: re.Match[str]) -> str:
        return f"{{{self._names[' '.join(found[0].split()).casefold()]}}}"


NOTHING_HIDDEN = Hiding({})
