"""The dates of sessions in a feed: those of the first time, each another one, so that every app has the same order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta


def new_dates(names: Sequence[str], earlier: Iterable[datetime], now: datetime) -> dict[str, datetime]:
    """Return the dates of new sessions: a second apart, the first one newest, and all after the earlier ones.

    Args:
        names: The new sessions.
        earlier: The dates of those that are there already.
        now: The date of the first one, unless an earlier one is too near.
    """
    newest = whole_seconds(max([now, *(date + timedelta(seconds=len(names)) for date in earlier)]))
    return {name: newest - timedelta(seconds=number) for number, name in enumerate(names)}


def whole_seconds(moment: datetime) -> datetime:
    """Return a moment in UTC, without the fraction of its second: a feed has none."""
    return moment.astimezone(UTC).replace(microsecond=0)
