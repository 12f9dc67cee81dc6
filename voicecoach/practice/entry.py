"""An entry of the practice log: one session that was done."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime

LOWEST_NUMBER, HIGHEST_NUMBER = 0, 10
"""The ends of the number for how it feels: no pain, and the worst."""


@dataclass(frozen=True, slots=True)
class PracticeEntry:
    """One session that was done.

    Attributes:
        began: When it began, in local time with its offset.
        script: The script's name.
        path: The script's file, as far as it is one.
        title: Its title.
        heard_ms: The length of what was heard.
        level: The level.
        side: The side with longer holds; empty for none.
        week: The week of the script's programme, from 1; None outside of one.
        is_finished: Whether it was heard to its end.
        number: How it felt, from 0 (no pain) to 10; None if that was not told.
        note: The person's note.
        is_live: Whether the player wrote it; otherwise the person told of it.
        id: Its number in the log; None before it is in one.
    """

    began: datetime
    script: str
    path: str
    title: str
    heard_ms: int
    level: int
    side: str = ""
    week: int | None = None
    is_finished: bool = True
    number: int | None = None
    note: str = ""
    is_live: bool = False
    id: int | None = None

    def row(self) -> dict[str, str | int | None]:
        """Return the entry as plain values by name, for a database, JSON or CSV."""
        row = {each.name: getattr(self, each.name) for each in fields(self)}
        return {**row, "began": self.began.isoformat(timespec="seconds")}

    @classmethod
    def of(cls, row: dict[str, object]) -> PracticeEntry:
        """Return the entry of a row of the database.

        Raises:
            ValueError, TypeError: Something else wrote the row.
        """
        began = datetime.fromisoformat(str(row["began"]))
        if began.tzinfo is None:
            raise ValueError("a time without its offset")
        flags = {name: bool(row[name]) for name in ("is_finished", "is_live")}
        return cls(**{**row, **flags, "began": began})  # type: ignore[arg-type]
