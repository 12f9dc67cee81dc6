"""Tags that a person gives as ``key=value``."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from voicecoach.export.tags import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from voicecoach.export.tags import Tags

KEYS: Mapping[str, str] = MappingProxyType(
    {
        "title": "title",
        "album": "album",
        "artist": "artist",
        "album-artist": "album_artist",
        "composer": "composer",
        "genre": "genre",
        "year": "year",
        "track": "track_number",
        "comment": "comment",
        "language": "language",
    }
)
"""What a person may give, and the field of :class:`~voicecoach.export.tags.Tags` that it is."""

_YEAR = re.compile(r"[0-9]{4}")
_TRACK = re.compile(r"0*([1-9][0-9]{0,3})(?:/0*([1-9][0-9]{0,3}))?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


class TagError(ValueError):
    """Raised when a tag that a person gives is not understood."""


def parse_tag(pair: str) -> tuple[str, str]:
    """Return the key and the value of ``key=value``; an empty value means that there shall be no such tag.

    Raises:
        TagError: There is no ``=`` or no such key, or the value is not one for this key.

    >>> parse_tag("Album Artist = Anna"), parse_tag("genre=")
    (('album-artist', 'Anna'), ('genre', ''))
    """
    key, equals, value = pair.partition("=")
    key, value = "-".join(key.lower().replace("_", " ").replace("-", " ").split()), one_line(value)
    if not equals:
        raise TagError(f"{pair!r} is not key=value, such as artist=Anna")
    if key not in KEYS:
        from voicecoach.script.report import did_you_mean

        raise TagError(f"there is no tag {key!r}; {did_you_mean(key, KEYS)}")
    if value and key == "year" and not _YEAR.fullmatch(value):
        raise TagError(f"the year {value!r} does not have four figures, such as 2026")
    if value and key == "track" and not _TRACK.fullmatch(value):
        raise TagError(f"the track {value!r} is not a number such as 3, or 3/10")
    if value and key == "language" and not _LANGUAGE.fullmatch(value):
        raise TagError(f"the language {value!r} is not a code such as en or pt-BR")
    return key, value


def with_own(tags: Tags, own: Mapping[str, str]) -> Tags:
    """Return tags in which those that a person gave stand in place of the others.

    Args:
        tags: What the file would say by itself.
        own: By their keys, as :func:`parse_tag` returns them.
    """
    fields: dict[str, Any] = {KEYS[key]: value for key, value in own.items() if key != "track"}
    if "track" in own:
        found = _TRACK.fullmatch(own["track"])
        number, total = found.groups() if found else (None, None)
        tags = replace(tags, track_number=int(number) if number else None, track_total=int(total) if total else None)
    if "artist" in own and "album-artist" not in own:
        fields["album_artist"] = own["artist"]
    return replace(tags, **fields)
