"""Read the words of a timer's step that stand in it as SSML, as apps keep them for their voice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from voicecoach.importing.document import Block, Heading, Note
from voicecoach.importing.readers.ssml import read_ssml
from voicecoach.importing.readers.timer_fields import name_of


def ssml_part(fields: dict[str, Any], line: int) -> list[Block]:
    """Return the blocks of a step with a field of SSML, its other fields as a note; none where it has no such field."""
    key = next((key for key, value in fields.items() if str(value).lstrip().startswith("<speak")), "")
    if not key:
        return []
    name = name_of(fields)
    others = "; ".join(f"{one}: {value}" for one, value in fields.items() if one != key and value != name)
    words = [replace(block, line=line) for block in read_ssml(str(fields[key])).blocks]
    return [*([Heading(name, 2, line)] if name else []), *words, Note(others, line)]
