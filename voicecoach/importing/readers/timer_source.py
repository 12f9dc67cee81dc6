"""Read the JSON or YAML of a timer as values, and tell whether a text is such YAML."""

from __future__ import annotations

import json
import re
from typing import Any

from voicecoach.errors import SourceError
from voicecoach.importing.document import Note
from voicecoach.importing.readers.timer_values import COUNTS, LENGTHS, base_key
from voicecoach.importing.readers.timer_words import english_key

_TIMER_KEY = re.compile(r"[^\W\d_][\w -]{0,30}:(?:\s*[\w.: ]{1,30})?")
_YAML_LINE = re.compile(r"\s*(?:-\s+)?([^\W\d][\w ]{0,30}):(?:\s.*)?|\s*-\s+\S.*|\s*#.*")
_HALF_SIGN = re.compile(
    r"(?<!\\)\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)(?<!\\)\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
_COMMENT = re.compile(r"\s*#+\s*(\w.*?)\s*")
_LONGEST_YAML_CHARACTERS = 200_000


def comments_of(text: str) -> list[Note]:
    """Return the lines of YAML that are comments."""
    found = ((number, _COMMENT.fullmatch(line)) for number, line in enumerate(text.split("\n"), start=1))
    return [Note(comment[1], number) for number, comment in found if comment]


def as_yaml(text: str) -> str | None:
    """Return a text as YAML where it is a list of keys with indented lines, as simple timers have it; else None."""
    lines = [line.rstrip() for line in text.expandtabs(2).split("\n")]
    filled = [line for line in lines if line.strip() and not line.startswith("# ")]
    keys = [line for line in filled if _TIMER_KEY.fullmatch(line)]
    inside = [line for line in filled if line.startswith(" ")]
    if _is_whole_yaml(filled):
        return text
    if not inside or len(keys) + len(inside) != len(filled) or not any(re.search(r":\s*\d", line) for line in keys):
        return None
    return "\n".join(
        f"  - {line.strip()}" if line.startswith(" ") and not line.strip().startswith("-") else line for line in lines
    )


def _is_whole_yaml(lines: list[str]) -> bool:
    """Return whether every line is a key or an item, some of them inside others, and a key has the length of a step."""
    are_yaml = all(_YAML_LINE.fullmatch(line) for line in lines)
    keys = [english_key(found[1]) for line in lines if (found := _YAML_LINE.fullmatch(line)) and found[1]]
    is_nested = any(line.startswith(" ") for line in lines) and any(line.lstrip().startswith("- ") for line in lines)
    return are_yaml and is_nested and any(base_key(key) in LENGTHS or key in COUNTS for key in keys)


def parsed(text: str, shown: str) -> Any:
    """Return the values of JSON or YAML.

    Raises:
        SourceError: It is damaged.
    """
    try:
        # Half of a pair of signs, as in "\\ud83d", is no character.
        return json.loads(_HALF_SIGN.sub("", text))
    except RecursionError as error:
        raise SourceError(shown, "it is nested too deeply", "use a simpler file") from error
    except ValueError as error:
        if text.lstrip()[:1] in "{[":
            place = f"line {error.lineno}: {error.msg}" if isinstance(error, json.JSONDecodeError) else "damaged"
            raise SourceError(
                shown, f"its JSON is damaged ({place})", "correct it, or save it as plain text"
            ) from error
    return _yaml(text, shown)


def _yaml(text: str, shown: str) -> Any:
    import yaml

    if len(text) > _LONGEST_YAML_CHARACTERS:
        reason = f"it has more than {_LONGEST_YAML_CHARACTERS:,} characters of YAML"
        raise SourceError(shown, reason, "use a file with one routine")

    try:
        return yaml.safe_load(text.replace("\t", "  "))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise SourceError(shown, "its YAML is damaged", "correct it, or save it as plain text") from error
