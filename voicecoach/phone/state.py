"""The path and the dates of the last time, so that a phone that has subscribed still finds the same feed."""

from __future__ import annotations

import contextlib
import json
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from voicecoach import folders
from voicecoach.feed.dates import new_dates
from voicecoach.store.atomic import write_atomically

_PATH = re.compile(r"/[\w-]{20,}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PhoneState:
    """The part of the phone's page that stays the same from one run to the next.

    Attributes:
        path: The path of the page: 128 random bits, which nobody guesses.
        published: When each session was first shared, by the name of its script.
    """

    path: str = field(default_factory=lambda: f"/{secrets.token_urlsafe(16)}")
    published: Mapping[str, datetime] = field(default_factory=dict)

    def with_dates(self, names: Iterable[str], now: datetime) -> PhoneState:
        """Return the state with a date for every session: that of the first time, or a new one."""
        new = [name for name in names if name not in self.published]
        return replace(self, published={**self.published, **new_dates(new, self.published.values(), now)})


def load_state() -> PhoneState:
    """Return the state of the last time; a new one where there is none, or where it is damaged."""
    try:
        stored = json.loads((folders.data() / "phone.json").read_text(encoding="utf-8"))
        published = {str(name): datetime.fromisoformat(text) for name, text in stored["published"].items()}
        path = stored["path"]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return PhoneState()
    if not (isinstance(path, str) and _PATH.fullmatch(path) and all(date.tzinfo for date in published.values())):
        return PhoneState()
    return PhoneState(path, published)


def save_state(state: PhoneState) -> None:
    """Save a state for the next time, where the folder can be written; only this user may read it."""
    target = folders.data() / "phone.json"
    published = {name: date.isoformat() for name, date in state.published.items()}
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, json.dumps({"path": state.path, "published": published}, indent=1) + "\n")
        target.chmod(0o600)
