"""The ways in which a rest stands among the figures of an exercise: "rest 30 s", "60 s rest between sets"."""

from __future__ import annotations

import re

from voicecoach.importing.lines.figure_words import BETWEEN, REST, SETS, D, N

RESTS = (
    re.compile(
        rf"(?:with\s|mit\s|con\s|avec\s|com\s|met\s)?(?:a\s)?\b{REST}(?!\w)\s*"
        rf"(?:{BETWEEN}(?:\s\w+){{1,2}}\s*)?"
        rf"(?:of|for|von|de|di|van|[:=])?\s*"
        rf"(?P<length>{D}|{N})(?:\s*{BETWEEN}(?:\s\w+){{1,2}})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:with\s|mit\s|con\s|avec\s|com\s|met\s)?(?P<length>{D})\s*(?:of\s|de\s|di\s)?\b{REST}(?!\w)"
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
