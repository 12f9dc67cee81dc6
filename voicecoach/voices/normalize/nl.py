"""Dutch words for abbreviations, units and numbers."""

from __future__ import annotations

from voicecoach.voices.normalize.language import LanguageTable, Unit, ordinals, short_anywhere, short_before

_SHORT_WORDS = (
    "nee ja je jij jouw nu niet de het een en of op in uit aan af om bij dan dit dat die er als met van los wel"
    " u rug hol knie voet hou hoe wat wie zo te tot ook nog uw ons zit lig sta ga doe been oog oor arm"
)

DUTCH = LanguageTable(
    second=Unit("s|[Ss]ec", "seconde", "seconden", "één", "halve seconde"),
    minute=Unit("[Mm]in", "minuut", "minuten", "één", "halve minuut"),
    hour=Unit("h|u", "uur", "uur", "één", "half uur"),
    units=(
        Unit("[xX×]", "keer", "keer", "één"),
        Unit("km/h|km/u", "kilometer per uur", "kilometer per uur", "één"),
        Unit("bpm", "slag per minuut", "slagen per minuut", "één"),
        Unit("kg", "kilo", "kilo", "één"),
        Unit("g", "gram", "gram", "één"),
        Unit("km", "kilometer", "kilometer", "één"),
        Unit("cm", "centimeter", "centimeter", "één"),
        Unit("mm", "millimeter", "millimeter", "één"),
        Unit("ml", "milliliter", "milliliter", "één"),
        Unit("l", "liter", "liter", "één"),
        Unit("m", "meter", "meter", "één"),
        Unit("°\\s?C", "graad Celsius", "graden Celsius", "één"),
        Unit("°", "graad", "graden", "één"),
        Unit("%", "procent", "procent", "één"),
        Unit("herh", "herhaling", "herhalingen", "één"),
    ),
    counted=(
        Unit("", "serie", "series", "één"),
        Unit("", "ademhaling", "ademhalingen", "één"),
        Unit("", "been", "benen", "één"),
        Unit("", "kant", "kanten", "één"),
        Unit("", "ronde", "rondes", "één"),
    ),
    ones={"één": {1: "één"}},
    decimal=",",
    times="keer",
    to="tot",
    joined="en",
    out_of="van",
    per="per",
    per_nouns="dag|week|maand|uur|minuut|kant|been|arm|serie|ronde|hand|voet",
    fractions={
        "1/2": "half", "1/3": "een derde", "2/3": "twee derde", "1/4": "een kwart", "3/4": "driekwart",
    },
    mixed={
        "1": "anderhalve", "1/2": "en een halve", "1/3": "een derde", "2/3": "twee derde", "1/4": "een kwart",
        "3/4": "driekwart",
    },
    clock_before=r"\b(?:om|tot|vanaf|rond|voor|na)",
    clock_after=r"uur\b|u\b",
    left_right={"L": "links", "R": "rechts"},
    signs={
        r"\s*&\s*": "en",
        r"(?<=\w)\s*\+\s*(?=\w)": "plus",
        r"(?<=\w)\s*=\s*(?=\w)": "is",
        r"(?<=\d)\s*<\s*(?=\d)": "kleiner dan",
        r"(?<=\d)\s*>\s*(?=\d)": "groter dan",
        r"(?<!\d)\s?<\s?(?=\d)": "minder dan",
        r"(?<!\d)\s?>\s?(?=\d)": "meer dan",
        r"\s*±\s*": "plus of min",
        r"[~≈]\s*(?=\d)": "ongeveer",
        r"\s*≈\s*": "ongeveer",
        r"≤\s*(?=\d)": "hoogstens",
        r"≥\s*(?=\d)": "minstens",
        r"(?<=\w)@(?=\w)": "at",
        r"(?:^|\s)@\s?": "bij",
    },
    dot="punt",
    rewrites=(
        (r"\s?°\s?(?=graden\b)", " "),
        ordinals(
            "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende", r"e\b"
        ),
        (r"\bCO2\b", "C O 2"),
        (short_before(r"(?:[Bb]ijv|[Bb]\.?v)"), "bijvoorbeeld"),
        (short_before(r"[Dd]\.?\s?w\.?\s?z"), "dat wil zeggen"),
        (short_before(r"[Oo]ngev(?=\.\s?\d)|[Cc]a(?=\.\s?\d)"), "ongeveer"),
        (short_before("(?<!\\d )[Mm]in(?=\\.\\s?\\d)"), "minimaal"),
        (short_before("[Mm]ax(?=\\.\\s?\\d)"), "maximaal"),
        (short_anywhere(r"enz"), "enzovoort"),
        (short_anywhere(r"etc"), "et cetera"),
        (r"\benz\b", "enzovoort"),
        (r"\b[Nn]r\.? ?(?=\d)|(?<![\w&])#\s?(?=\d)", "nummer "),
        (r"\b(en)/of\b", r"\1 of"),
    ),
    ranked="Krijger|Niveau|niveau|Deel|Fase|Week|Dag",
    ratio="op",
    ratio_nouns="intervallen",
    set_nouns="sets?|series?",
    half_before=(r"(?!uur|minuut|seconde|been|rondje)[a-z]\w+", "een halve"),
    short_words=frozenset(_SHORT_WORDS.split()),
)  # fmt: skip
"""A half stands before its noun."""
