"""The patterns of rests, distances and loads among the figures of an exercise: "60 s rest between sets", "2 x 20 m"."""

from __future__ import annotations

import re

from voicecoach.caseless import Caseless
from voicecoach.importing.lines.figure_words import BETWEEN, OFTEN, REST, SETS, D, N

RESTS = (
    re.compile(
        rf"(?:with\s|mit\s|con\s|avec\s|com\s|met\s)?(?:a\s)?\b{REST}(?!\w)\s*"
        rf"(?:{BETWEEN}(?:\s\w+){{1,2}}\s*)?"
        rf"(?:of|for|von|de|di|van|[:=])?\s*"
        rf"(?P<length>{D}|{N})(?:\s*{BETWEEN}(?:\s\w+){{1,2}})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:\b{BETWEEN}(?:\s\w+)?\s{SETS}\s(?:\w+\s)?|with\s|mit\s|con\s|avec\s|com\s|met\s)?"
        rf"(?P<length>{D})\s*(?:of\s|de\s|di\s)?\b{REST}(?!\w)"
        rf"(?:\s*{BETWEEN}(?:\s\w+){{1,2}})?",
        re.IGNORECASE,
    ),
    re.compile(  # "4 x 20 s, 40 s easy between"
        rf"(?:with\s|mit\s|con\s|avec\s|com\s|met\s)?(?P<length>{D})\s*(?:[^\W\d_]+\s)?(?:in\s)?"
        rf"(?:dazwischen|ertussen|{BETWEEN}(?=\W*$|(?:\s\w+)?\s{SETS}(?!\w)))(?:(?:\s\w+)?\s{SETS})?(?!\w)",
        re.IGNORECASE,
    ),
)
"""The patterns of a rest; the first one that fits counts."""

OF_SETS = re.compile(rf"\b{BETWEEN}(?:\s\w+)?\s{SETS}(?!\w)", re.IGNORECASE)
"""The words that tell a rest to be one between sets."""

LOAD = Caseless(
    r"[/,@]\s?(?P<load>\d{1,3}(?:[.,]\d{1,2})?\s?(?:kg|kilos?|lbs?|pounds?|pfund|libras))(?!\w)"
)  # "3 x 6/125lbs"
"""A weight behind the other figures."""

SETS_OF_DISTANCE = Caseless(
    rf"(?P<sets>{N})\s*(?:{OFTEN}|{SETS})\s*(?:of\s|à\s|de\s|di\s|van\s)?(?P<far>\d{{1,4}})\s?(?P<unit>m|km|met(?:er|re)s?|"
    r"mètres?|metros?|metri|yards?|yds?)(?!\w)",
)
_LEAST_METRES = 10  # "3 x 1 m" is a minute


def is_minute(distance: re.Match[str]) -> bool:
    """Return whether the "m" of what may be a distance is a minute."""
    return distance["unit"] == "m" and int(distance["far"]) < _LEAST_METRES
