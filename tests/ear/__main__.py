"""What a listener hears, measured on finished files: ``python -m tests.ear``.

It exports sessions by the real command line and measures their sound by code of its own. The limits stand in
``limits.py``. CONTRIBUTING tells how to read the table.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from tests.ear.control import require_hearing
from tests.ear.limits import HEADING, LIMITS, Row
from tests.ear.sessions import Workshop, shipped_names
from tests.ear.signals import BEDS, bed, chimes, ducking
from tests.ear.speech import paces, speech, words
from tests.ear.texts import CUES
from tests.ear.words import Recogniser

SMALLEST = ("desk-break", "box-breathing")
PARTS = ("speech", "words", "pace", "signals")


def measured(workshop: Workshop, asked: argparse.Namespace) -> Iterator[Row]:
    """Yield the rows that were asked for, as they come."""
    parts = ("speech",) if asked.smallest else asked.parts
    names = SMALLEST if asked.smallest else asked.scripts
    if "signals" in parts:
        yield from chimes(workshop)
        yield from ducking(workshop)
        for name in BEDS:
            yield from bed(workshop, name, asked.bed_minutes)
    if "pace" in parts:
        for language in asked.languages:
            yield from paces(workshop, language)
    recogniser = Recogniser(workshop.folder / "whisper") if "words" in parts else None
    for name in names if {"speech", "words"} & set(parts) else ():
        session = workshop.shipped(name)
        if "speech" in parts:
            yield from speech(session)
        if recogniser is not None:
            yield from words(session, recogniser)


def printed(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the rows and print each at once."""
    print(HEADING)
    subject = ""
    for row in rows:
        if subject and row.subject.partition(",")[0] != subject.partition(",")[0]:
            print()
        subject = row.subject
        print(row.line(), flush=True)
        yield row


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.ear", description=__doc__.splitlines()[0])
    parser.add_argument("--smallest", action="store_true", help="speech of two short scripts: 20 seconds")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="what to measure (all)")
    parser.add_argument("--scripts", nargs="+", metavar="NAME", default=shipped_names(), help="shipped ones (all)")
    parser.add_argument("--languages", nargs="+", choices=CUES, default=list(CUES), help="whose pace is measured (all)")
    parser.add_argument("--bed-minutes", type=int, default=5, help="how long each bed is listened to (5)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows there, too")
    asked = parser.parse_args()
    require_hearing()
    with tempfile.TemporaryDirectory(prefix="voicecoach-ear-") as folder:
        rows = list(printed(measured(Workshop(Path(folder)), asked)))
    if asked.json:
        lines = [
            {**asdict(row), "value": float(row.value), "what": LIMITS[row.limit].what, "is_met": row.is_met}
            for row in rows
        ]
        asked.json.write_text(json.dumps(lines, indent=1) + "\n", encoding="utf-8")
    failed = sum(row.fails for row in rows)
    wishes = sum(not row.is_met for row in rows) - failed
    print(f"\n{len(rows)} figures; missed: {failed} limits, {wishes} wishes")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
