"""Italian words for abbreviations, units and numbers."""

from __future__ import annotations

from voicecoach.voices.normalize.language import LanguageTable, Unit, ordinals, short_anywhere, short_before

_SHORT_WORDS = (
    "no sì si già tu tuo sua suo al di in da la il lo le gli e è più un una con per su giù ora poi non che te ti se"
    " a e o i dei del dai sui sul gli tre due sei via ben fai fa fra tra dx sx"
)

ITALIAN = LanguageTable(
    second=Unit("s|[Ss]ec", "secondo", "secondi", "un", "mezzo secondo"),
    minute=Unit("[Mm]in", "minuto", "minuti", "un", "mezzo minuto"),
    hour=Unit("h", "ora", "ore", "una", "mezz'ora"),
    units=(
        Unit("[xX×]", "volta", "volte", "una"),
        Unit("bpm", "battito al minuto", "battiti al minuto", "un"),
        Unit("km/h", "chilometro all'ora", "chilometri all'ora", "un"),
        Unit("bpm", "battito al minuto", "battiti al minuto", "un"),
        Unit("kg", "chilo", "chili", "un"),
        Unit("g", "grammo", "grammi", "un"),
        Unit("km", "chilometro", "chilometri", "un"),
        Unit("cm", "centimetro", "centimetri", "un"),
        Unit("mm", "millimetro", "millimetri", "un"),
        Unit("ml", "millilitro", "millilitri", "un"),
        Unit("l", "litro", "litri", "un"),
        Unit("m", "metro", "metri", "un"),
        Unit("°\\s?C", "grado", "gradi", "un"),
        Unit("°", "grado", "gradi", "un"),
        Unit("%", "per cento", "per cento", "un"),
        Unit("rip", "ripetizione", "ripetizioni", "una"),
    ),
    counted=(
        Unit("", "serie", "serie", "una"),
        Unit("", "respiro", "respiri", "un"),
        Unit("", "gamba", "gambe", "una"),
        Unit("", "lato", "lati", "un"),
    ),
    ones={"un": {1: "un"}, "una": {1: "una"}},
    decimal=",",
    times="per",
    to="a",
    joined="e",
    out_of="su",
    per="al",
    per_nouns="giorno|mese|minuto|lato",
    fractions={
        "1/2": "mezzo", "1/3": "un terzo", "2/3": "due terzi", "1/4": "un quarto", "3/4": "tre quarti",
    },
    mixed={
        "1/2": "{} e mezzo", "1/3": "{} e un terzo", "2/3": "{} e due terzi", "1/4": "{} e un quarto",
        "3/4": "{} e tre quarti",
    },
    mixed_feminine={"1/2": "{} e mezza"},
    clock_before=r"\b(?:alle|dalle|entro le|le|fino alle|verso le)",
    clock_after=r"h\b",
    left_right={"S": "sinistra", "D": "destra"},
    signs={
        r"\s*&\s*": "e",
        r"(?<=\w)\s*\+\s*(?=\w)": "più",
        r"(?<=\w)\s*=\s*(?=\w)": "uguale a",
        r"(?<=\d)\s*<\s*(?=\d)": "minore di",
        r"(?<=\d)\s*>\s*(?=\d)": "maggiore di",
        r"(?<!\d)\s?<\s?(?=\d)": "meno di",
        r"(?<!\d)\s?>\s?(?=\d)": "più di",
        r"\s*±\s*": "più o meno",
        r"[~≈]\s*(?=\d)": "circa",
        r"\s*≈\s*": "circa",
        r"≤\s*(?=\d)": "al massimo",
        r"≥\s*(?=\d)": "almeno",
        r"(?<=\w)@(?=\w)": "chiocciola",
        r"(?:^|\s)@\s?": "a",
    },
    dot="punto",
    rewrites=(
        (r"\s?°\s?(?=gradi\b)", " "),
        (r"\s?/\s?sett(?:imana\b|\b\.?)", " alla settimana"),
        (r"\s?/\s?(gamba|braccio|serie|mano|piede)\b", r" per \1"),
        ordinals(
            "prima seconda terza quarta quinta sesta settima ottava nona decima", r"\.?ª"
        ),
        ordinals(
            "primo secondo terzo quarto quinto sesto settimo ottavo nono decimo", r"\.?º"
        ),
        (r"\bCO2\b", "C O 2"),
        (short_before(r"(?:[Pp]\.\s?es|[Aa]d es)"), "per esempio"),
        (short_before(r"[Cc]a(?=\.\s?\d)"), "circa"),
        (short_before("(?<!\\d )[Mm]in(?=\\.\\s?\\d)"), "minimo"),
        (short_before("[Mm]ax(?=\\.\\s?\\d)"), "massimo"),
        (short_anywhere("ecc"), "eccetera"),
        (r"\becc\b", "eccetera"),
        (short_anywhere("dx"), "destra"),
        (short_anywhere("sx"), "sinistra"),
        (r"\bdx\b", "destra"),
        (r"\bsx\b", "sinistra"),
        (r"\b[Nn][°º.]\.? ?(?=\d)|(?<![\w&])#\s?(?=\d)", "numero "),
        (r"\b(e)/o\b", r"\1 o"),
    ),
    ranked="Guerriero|Livello|livello|Parte|Fase|Settimana|Giorno",
    ratio="a",
    ratio_nouns="intervalli",
    set_nouns="serie",
    half_before=(r"\w+a", "mezza"),
    short_words=frozenset(_SHORT_WORDS.split()),
)  # fmt: skip
"""A half stands behind its noun."""
