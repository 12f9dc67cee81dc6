"""Spanish words for abbreviations, units and numbers."""

from __future__ import annotations

from voicecoach.voices.normalize.language import LanguageTable, Unit, ordinals, short_anywhere, short_before

_TENS = {31: "treinta", 41: "cuarenta", 51: "cincuenta", 61: "sesenta", 71: "setenta", 81: "ochenta", 91: "noventa"}

_SHORT_WORDS = (
    "no sí si ya tu su un al en de la el lo y más sin con por una dos muy los las que es te me se ve a o y e u "
    "pie pies ojo eje sus tus del sol aire voz luz dos tres son fue ser ver ir va ve da di ten haz pon sal ni os"
)

SPANISH = LanguageTable(
    second=Unit("s|[Ss]egs?", "segundo", "segundos", "un", "medio segundo"),
    minute=Unit("[Mm]in", "minuto", "minutos", "un", "medio minuto"),
    hour=Unit("h|[Hh]rs?", "hora", "horas", "una", "media hora"),
    units=(
        Unit("[xX×]", "vez", "veces", "una"),
        Unit("bpm|ppm|lpm", "latido por minuto", "latidos por minuto", "un"),
        Unit("km/h", "kilómetro por hora", "kilómetros por hora", "un"),
        Unit("kg", "kilo", "kilos", "un"),
        Unit("g", "gramo", "gramos", "un"),
        Unit("km", "kilómetro", "kilómetros", "un"),
        Unit("cm", "centímetro", "centímetros", "un"),
        Unit("mm", "milímetro", "milímetros", "un"),
        Unit("ml", "mililitro", "mililitros", "un"),
        Unit("l", "litro", "litros", "un"),
        Unit("m", "metro", "metros", "un"),
        Unit("°\\s?C", "grado centígrado", "grados centígrados", "un"),
        Unit("°", "grado", "grados", "un"),
        Unit("%", "por ciento", "por ciento", "un"),
        Unit("reps?", "repetición", "repeticiones", "una"),
    ),
    counted=(
        Unit("", "serie", "series", "una"),
        Unit("", "ronda", "rondas", "una"),
        Unit("", "respiración", "respiraciones", "una"),
        Unit("", "pierna", "piernas", "una"),
        Unit("", "lado", "lados", "un"),
        Unit("", "ejercicio", "ejercicios", "un"),
        Unit("", "brazo", "brazos", "un"),
    ),
    ones={
        "un": {1: "un", 21: "veintiún"} | {number: f"{tens} y un" for number, tens in _TENS.items()},
        "una": {1: "una", 21: "veintiuna"} | {number: f"{tens} y una" for number, tens in _TENS.items()},
    },
    decimal=",",
    times="por",
    to="a",
    joined="y",
    out_of="de",
    per="por",
    per_nouns="día|semana|mes|hora|minuto|lado|pierna|brazo|serie|ronda|mano|pie",
    fractions={
        "1/2": "medio", "1/3": "un tercio", "2/3": "dos tercios", "1/4": "un cuarto", "3/4": "tres cuartos",
    },
    mixed={
        "1/2": "{} y medio", "1/3": "{} y un tercio", "2/3": "{} y dos tercios", "1/4": "{} y un cuarto",
        "3/4": "{} y tres cuartos",
    },
    mixed_feminine={"1/2": "{} y media"},
    clock_before=r"\b(?:a las|a la|las|la|hasta|desde)",
    clock_after=r"h\b|horas\b|[ap]\.\s?m\.",
    left_right={"I": "izquierda", "D": "derecha"},
    signs={
        r"\s*&\s*": "y",
        r"(?<=\w)\s*\+\s*(?=\w)": "más",
        r"(?<=\w)\s*=\s*(?=\w)": "igual a",
        r"(?<=\d)\s*<\s*(?=\d)": "menor que",
        r"(?<=\d)\s*>\s*(?=\d)": "mayor que",
        r"(?<!\d)\s?<\s?(?=\d)": "menos de",
        r"(?<!\d)\s?>\s?(?=\d)": "más de",
        r"\s*±\s*": "más o menos",
        r"[~≈]\s*(?=\d)": "unos",
        r"\s*≈\s*": "unos",
        r"≤\s*(?=\d)": "como máximo",
        r"≥\s*(?=\d)": "al menos",
        r"(?<=\w)@(?=\w)": "arroba",
        r"(?:^|\s)@\s?": "a",
    },
    dot="punto",
    rewrites=(
        (r"(?<=\d\d)\s?º(?!\w)", " grados"),
        (short_before("[Rr]od"), "rodilla"),
        (short_before("Dra"), "doctora"),
        (short_before("Dr"), "doctor"),
        ordinals("primero segundo tercero cuarto quinto", r"(?:ro|do|to)\b"),
        ordinals("primera segunda tercera cuarta quinta", r"(?:ra|da|ta)\b"),
        (r"\s?°\s?(?=grados?\b)", " "),
        (r"\bc/u\b", "cada uno"),
        (r"\bc/\s?(?=(?:lado|pierna|brazo|serie|mano|pie|día|ronda|uno|una)\b)", "cada "),
        (r"\bc/\s?(?=[a-z])", "con "),
        (r"/\s?sem\b\.?", "/semana"),
        (short_before("Sra"), "señora"),
        (short_before("Sr"), "señor"),
        (r"\bder\./\s?izq\.", "derecha e izquierda"),
        ordinals(
            "primera segunda tercera cuarta quinta sexta séptima octava novena décima", r"\.?ª"
        ),
        ordinals(
            "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo", r"\.?º"
        ),
        (r"\bCO2\b", "C O 2"),
        (r"(\d{1,2}:\d\d)\s?h\b\.?", r"\1"),
        (short_before(r"[Pp]\.\s?ej"), "por ejemplo"),
        (short_before(r"[Ee]j(?=\.:?\s)"), "por ejemplo"),
        (short_before("[Aa]prox(?=\\.\\s?\\d)"), "unos"),
        (short_anywhere("[Aa]prox"), "aproximadamente"),
        (short_before("(?<!\\d )(?:[Mm]ín|[Mm]in)(?=\\.\\s?\\d)"), "mínimo"),
        (short_before("(?:[Mm]áx|[Mm]ax)(?=\\.\\s?\\d)"), "máximo"),
        (short_anywhere("etc"), "etcétera"),
        (r"\betc\b", "etcétera"),
        (short_anywhere("(?:dcha|der)"), "derecha"),
        (short_anywhere("(?:izda|izq)"), "izquierda"),
        (short_before("[Uu]ds"), "ustedes"),
        (short_before("[Uu]d"), "usted"),
        (r"\b[Nn](?:\.[º°o]|[º°])\.? ?(?=\d)|(?<![\w&])#\s?(?=\d)|\bNo\.? ?(?=\d)", "número "),
        (r"(?<=\d)\.(?=[ºª])", ""),
        (r"\b1\.?er\b", "primer"),
        (r"\b3\.?er\b", "tercer"),
        (r"\b([Yy])/o\b", r"\1 o"),
    ),
    ranked="Guerrero|Nivel|nivel|Parte|Fase|Semana|Día|Grado",
    ratio="a",
    ratio_nouns="intervalos?",
    set_nouns="series?|rondas?",
    half_before=(r"(?!minuto|segundo)\w+a", "media"),
    short_words=frozenset(_SHORT_WORDS.split()),
)  # fmt: skip
"""A number that ends in 1 bends before its noun, and a half stands behind it."""
