"""English words for abbreviations, units and numbers."""

from __future__ import annotations

from voicecoach.voices.normalize.language import LanguageTable, Unit, short_anywhere, short_before

_SHORT_WORDS = (
    "all and any arm as at be big but by can do ear end eye far few for get go had hip his how if in it its jaw leg "
    "let lie low may my new no not now of off on one or our out own per put rib run see set she sit six so ten the "
    "then toe top try two up use way we who why yes yet you"
)

ENGLISH = LanguageTable(
    # In small letters only where one letter stands for it: a capital is a name more often than a unit.
    second=Unit("s|[Ss]ecs?", "second", "seconds", half="half a second"),
    minute=Unit("[Mm]ins?", "minute", "minutes", half="half a minute"),
    hour=Unit("h|[Hh]rs?", "hour", "hours", half="half an hour"),
    units=(
        Unit("[xX×]", "time", "times"),
        Unit("km/h|kph", "kilometer per hour", "kilometers per hour"),
        Unit("mph", "mile per hour", "miles per hour"),
        Unit("bpm", "beat per minute", "beats per minute"),
        Unit("kg|kgs|KG", "kilogram", "kilograms"),
        Unit("g", "gram", "grams"),
        Unit("lbs?", "pound", "pounds"),
        Unit("oz", "ounce", "ounces"),
        Unit("km", "kilometer", "kilometers"),
        Unit("cm", "centimeter", "centimeters"),
        Unit("mm", "millimeter", "millimeters"),
        Unit("ft", "foot", "feet"),
        Unit("yds?", "yard", "yards"),
        Unit("ml", "milliliter", "milliliters"),
        Unit("l", "liter", "liters"),
        Unit("m", "meter", "meters"),
        Unit("°\\s?C", "degree Celsius", "degrees Celsius"),
        Unit("°\\s?F", "degree Fahrenheit", "degrees Fahrenheit"),
        Unit("°", "degree", "degrees"),
        Unit("%", "percent", "percent"),
    ),
    decimal=".",
    times="times",
    to="to",
    joined="and",
    out_of="out of",
    per="per",
    per_nouns="days?|weeks?|months?|hours?|hr|minutes?|min|sec|sessions?|sides?|legs?|arms?|sets?|reps?|rounds?|hands?|foot|feet",
    fractions={
        "1/2": "half", "1/3": "a third", "2/3": "two thirds", "1/4": "a quarter", "3/4": "three quarters",
        "1/8": "an eighth",
    },
    mixed={
        "1/2": "and a half", "1/3": "and a third", "2/3": "and two thirds", "1/4": "and a quarter",
        "3/4": "and three quarters", "1/8": "and an eighth",
    },
    clock_before=r"\b(?:at|until|till|by|before|after|around)",
    clock_after=r"[ap]\.?m\b|o'clock",
    left_right={"L": "left", "R": "right"},
    signs={
        r"\s*&\s*": "and",
        r"(?<=\w)\s*\+\s*(?=\w)": "plus",
        r"(?<=\w)\s*=\s*(?=\w)": "equals",
        r"(?<=\d)\s*<\s*(?=\d)": "is less than",
        r"(?<=\d)\s*>\s*(?=\d)": "is greater than",
        r"\s*±\s*": "plus or minus",
        r"[~≈]\s*(?=\d)": "about",
        r"\s*≈\s*": "is about",
        r"≤\s*(?=\d)": "at most",
        r"≥\s*(?=\d)": "at least",
        r"(?<=\w)@(?=\w)": "at",
        r"\s@\s?": "at",
    },
    dot="dot",
    rewrites=(
        (r"(?<=\d)-s(?:ecs?)?\b", "-second"),
        (r"(?<=\d)-min\b", "-minute"),
        (r"\b(for|[Hh]old|[Rr]est|[Ww]ait|[Bb]reathe) (\d+)m\b", r"\1 \2 minutes"),
        (short_before(r"[Ee]\.?\s?g"), "for example"),
        (r"\b[Ee]\.g(?=\s)", "for example"),
        (short_before(r"[Ii]\.?\s?e"), "that is"),
        (short_before("[Vv]s"), "versus"),
        (r"\bvs\b", "versus"),
        (short_before("(?:[Aa]pprox|[Cc]a)"), "about"),
        (r"\bapprox\b", "about"),
        (short_before(r"(?<!\d )[Mm]in(?=\.\s?\d)"), "minimum"),
        (short_before(r"[Mm]ax(?=\.\s?\d)"), "maximum"),
        (short_before("[Ii]ncl"), "including"),
        (short_before("[Ee]sp"), "especially"),
        (short_anywhere("etc"), "etc"),
        (r"\bw/o(?=\s)", "without"),
        (r"\bw/\s?(?=\w)", "with "),
        (r"\b([Aa]nd)/or\b", r"\1 or"),
        (r"\bN[o°º]\.? ?(?=\d)|(?<![\w&])#\s?(?=\d)", "number "),
        (r"\bIT(?=[ -]bands?\b)", "I T"),
        (r"\bSI(?=[ -]joints?\b)", "S I"),
        (r"\bROM\b", "range of motion"),
        (r"\bHIIT\b", "hit"),
        (r"\bCO2\b", "C O 2"),
        (r"\bH2O\b", "H 2 O"),
        (r"\bL(?= (?:side|leg|arm|knee|foot|hand|hip|shoulder|ankle|elbow|wrist)\b)", "left"),
        (r"\bR(?= (?:side|leg|arm|knee|foot|hand|hip|shoulder|ankle|elbow|wrist)\b)", "right"),
    ),
    ranked="Warrior|Virabhadrasana|Level|level|Part|part|Phase|phase|Stage|stage|Grade|grade|Type|type|Week|week|Day|day",
    short_words=frozenset(_SHORT_WORDS.split()),
    spelled=frozenset({"YMCA", "ACSM", "AAOS", "NSCA", "WWII"}),
    spaced_hyphens=True,
)  # fmt: skip
"""By a half a noun goes on: "2 and a half minutes"."""
