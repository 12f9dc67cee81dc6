"""French words for abbreviations, units and numbers."""

from __future__ import annotations

from voicecoach.voices.normalize.language import LanguageTable, Unit, ordinals, short_anywhere, short_before

_TENS = {21: "vingt", 31: "trente", 41: "quarante", 51: "cinquante", 61: "soixante"}

_SHORT_WORDS = (
    "ne pas non oui un le la les de du en et ou sur au aux bas ici là on tu se ce sa son ma vos nos que"
    " il ils dos sol sur par les des pas pied lent mou air est hui à y a vas va fin dur doux été ton tes ses nez cou"
)

FRENCH = LanguageTable(
    second=Unit("s|[Ss]ecs?", "seconde", "secondes", "une", "une demi-seconde"),
    minute=Unit("[Mm]in|mn", "minute", "minutes", "une", "une demi-minute"),
    hour=Unit("h", "heure", "heures", "une", "une demi-heure"),
    units=(
        Unit("[xX×]", "fois", "fois", "une"),
        Unit("bpm", "battement par minute", "battements par minute", "un"),
        Unit("km/h", "kilomètre heure", "kilomètres heure", "un"),
        Unit("kg", "kilo", "kilos", "un"),
        Unit("g", "gramme", "grammes", "un"),
        Unit("km", "kilomètre", "kilomètres", "un"),
        Unit("cm", "centimètre", "centimètres", "un"),
        Unit("mm", "millimètre", "millimètres", "un"),
        Unit("ml", "millilitre", "millilitres", "un"),
        Unit("l", "litre", "litres", "un"),
        Unit("m", "mètre", "mètres", "un"),
        Unit("°\\s?C", "degré Celsius", "degrés Celsius", "un"),
        Unit("°", "degré", "degrés", "un"),
        Unit("%", "pour cent", "pour cent", "un"),
        Unit("réps?", "répétition", "répétitions", "une"),
    ),
    counted=(
        Unit("", "série", "séries", "une"),
        Unit("", "respiration", "respirations", "une"),
        Unit("", "jambe", "jambes", "une"),
        Unit("", "côté", "côtés", "un"),
    ),
    ones={
        "un": {1: "un"},
        "une": {1: "une", 81: "quatre-vingt-une"} | {number: f"{tens} et une" for number, tens in _TENS.items()},
    },
    decimal=",",
    times="fois",
    to="à",
    joined="et",
    out_of="sur",
    per="par",
    per_nouns="jour|semaine|mois|heure|minute|côté|jambe|bras|série|main|pied",
    fractions={
        "1/2": "demi", "1/3": "un tiers", "2/3": "deux tiers", "1/4": "un quart", "3/4": "trois quarts",
    },
    mixed={
        "1/2": "{} et demi", "1/3": "{} et un tiers", "2/3": "{} et deux tiers", "1/4": "{} et quart",
        "3/4": "{} et trois quarts",
    },
    mixed_feminine={"1/2": "{} et demie"},
    clock_before=r"\b(?:à|vers|avant|après|dès|jusqu'à)",
    clock_after=r"h\b|heures?\b",
    left_right={"G": "gauche", "D": "droite"},
    signs={
        r"\s*&\s*": "et",
        r"(?<=\w)\s*\+\s*(?=\w)": "plus",
        r"(?<=\w)\s*=\s*(?=\w)": "égale",
        r"(?<=\d)\s*<\s*(?=\d)": "inférieur à",
        r"(?<=\d)\s*>\s*(?=\d)": "supérieur à",
        r"(?<!\d)\s?<\s?(?=\d)": "moins de",
        r"(?<!\d)\s?>\s?(?=\d)": "plus de",
        r"\s*±\s*": "plus ou moins",
        r"[~≈]\s*(?=\d)": "environ",
        r"\s*≈\s*": "environ",
        r"≤\s*(?=\d)": "au plus",
        r"≥\s*(?=\d)": "au moins",
        r"(?<=\w)@(?=\w)": "arobase",
        r"(?:^|\s)@\s?": "à",
    },
    dot="point",
    rewrites=(
        (r"\bdr\.\s?/\s?g\.", "droite et gauche"),
        (r"\btt\b", "tout"),
        (r"\bDr\b\.?(?=\s[A-Z])", "Docteur"),
        (r"\s?°\s?(?=degrés?\b)", " "),
        (r"/\s?sem\b\.?", "/semaine"),
        (r"\b1er\b", "premier"),
        (r"\bMme\b\.?", "Madame"),
        (r"\bM\.(?=\s[A-Z])", "Monsieur"),
        (r"\bchq\b\.?", "chaque"),
        (r"\b(?i:(jambe|main|hanche|épaule|cheville|fesse) dr)\.", r"\1 droite"),
        (r"\b(?i:(bras|pied|genou|côté|coude|poignet) dr)\.", r"\1 droit"),
        (r"\b(?i:(jambe|main|hanche|épaule|cheville|fesse|bras|pied|genou|côté|coude|poignet) g)\.", r"\1 gauche"),
        ordinals(
            "deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième", r"(?:e|ème|eme)\b", 2
        ),
        (r"\bCO2\b", "C O 2"),
        (short_before(r"[Pp](?:\.\s?ex|ar ex)"), "par exemple"),
        (short_before(r"[Cc]\.?-?à-?d"), "c'est-à-dire"),
        (short_before("[Ee]nv"), "environ"),
        (short_before(r"(?<!\d )[Mm]in(?=\.\s?\d)"), "minimum"),
        (short_before(r"[Mm]ax(?=\.\s?\d)"), "maximum"),
        (short_anywhere("etc"), "etcétéra"),
        (r"\betc\b", "etcétéra"),
        (r"\b[Nn][°ºo]\.? ?(?=\d)|(?<![\w&])#\s?(?=\d)", "numéro "),
        (r"\b1(?:re|ère)\b", "première"),
        (r"\b2nde\b", "seconde"),
        (r"\b2nd\b", "second"),
        (r"\b(\d+)(?:e|ème|eme)\b", r"\1ème"),
        (r"\b(et)/ou\b", r"\1 ou"),
    ),
    ranked="Guerrier|Niveau|niveau|Partie|Phase|Semaine|Jour",
    ratio="pour",
    ratio_nouns="intervalles?",
    set_nouns="séries?",
    short_words=frozenset(_SHORT_WORDS.split()),
)  # fmt: skip
"""A half stands behind its noun, and a 1 is feminine before minutes and seconds."""
