"""The digest of all that a row's files depend on: the same digest, the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any

from voicecoach.batch.orders import BatchSettings, Order
from voicecoach.errors import Location
from voicecoach.pipeline.file_options import cover_of
from voicecoach.pipeline.session import Session
from voicecoach.pipeline.tags import program_name
from voicecoach.script.beds import tones_of
from voicecoach.script.spec import Spec
from voicecoach.session.options import choices_json
from voicecoach.session.schedule.bed_spans import bed_layers
from voicecoach.session.schedule.scheduler import sources_of
from voicecoach.session.timeline import SoundSource
from voicecoach.sound.beds.names import BED_NAMES


def session_digest(session: Session) -> str:
    """Return the digest of a session but for the person's own values: its texts, options, voices and sounds."""
    script = session.script
    parts = (
        script.title,
        script.path.name,
        script.sha256,
        script.routine,
        script.options,
        script.wording,
        script.pronunciations,
        script.voices.others,
        session.speaker.inputs(),
        sorted((voice.name, voice.language) for voice in script.voices.places),
        session.wake_after_ms,
        hashlib.sha256(cover_of(script.routine.settings) or b"").hexdigest(),
        sorted(map(_file_digest, _sound_files(session))),
    )
    return _hashed(_plain(parts))


def order_digest(order: Order, settings: BatchSettings, session: str, cover: bytes | None) -> str:
    """Return the digest of all that the files of an order depend on.

    Args:
        order: The order.
        settings: What holds for every row.
        session: The digest of its session.
        cover: The bytes of its cover; None for a drawn one.
    """
    parts = (
        program_name(),
        session,
        order.out.suffix.lower(),
        choices_json(order.choices, is_exact=True),
        {**settings.own_tags, **order.tags},
        None if cover is None else hashlib.sha256(cover).hexdigest(),
        order.handout,
        settings.paper,
        replace(order.file, format=None, is_verified=None),
        settings.hides_values,
    )
    return _hashed(_plain(parts))


def _hashed(plain: object) -> str:
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:  # noqa: C901 - a table of kinds
    """Return a value as plain data, without the places in files where it was written."""
    match value:
        case None | bool() | int() | float():
            return value
        case Enum():
            return _plain(value.value)
        case str():
            return str(value)
        case Location():
            return None
        case Spec():
            return value.identity
        case Mapping():
            return sorted([str(_plain(key)), _plain(one)] for key, one in value.items())
        case list() | tuple():
            return [_plain(one) for one in value]
        case set() | frozenset():
            return sorted(json.dumps(_plain(one), sort_keys=True) for one in value)
        case Path():
            return value.name
        case _ if is_dataclass(value):
            return [
                type(value).__name__,
                *(_plain(getattr(value, one.name)) for one in fields(value) if one.name != "path"),
            ]
        case _ if callable(value):
            return getattr(value, "__qualname__", "")
        case _:
            return str(value)


def _sound_files(session: Session) -> set[Path]:
    """Return the files of all sounds and beds that a session may use."""
    sections, sounds = session.plan.sections, session.script.sounds
    sources = {source for section in sections for source in sources_of(section)}
    names = {source.name for source in sources if isinstance(source, SoundSource)}
    beds = {name for name, _ in bed_layers(sections, session.script.options)}
    names |= {name for name in beds if name.lower() not in BED_NAMES and tones_of(name) is None}
    return set(map(sounds.find, names))


def _file_digest(path: Path) -> str:
    status = path.stat()
    return _content_digest(path, status.st_size, status.st_mtime_ns)


@lru_cache(maxsize=1_000)
def _content_digest(path: Path, _size_bytes: int, _changed_ns: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
