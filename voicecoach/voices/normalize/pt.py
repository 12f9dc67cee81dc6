"""Portuguese words for abbreviations, units and numbers."""

from __future__ import annotations

from voicecoach.voices.normalize.language import LanguageTable, Unit, ordinals, short_anywhere, short_before

_TENS = {21: "vinte", 31: "trinta", 41: "quarenta", 51: "cinquenta", 61: "sessenta", 71: "setenta", 81: "oitenta",
         91: "noventa"}  # fmt: skip

_SHORT_WORDS = (
    "não sim já tu seu sua um uma ao de do da em na no o a os as e mais sem com por que é te se me vai vem"
    " a o e à é pé pés mão dos das nos nas pra já lá cá ombro vá dê são"
)

PORTUGUESE = LanguageTable(
    second=Unit("s|[Ss]egs?", "segundo", "segundos", "um", "meio segundo"),
    minute=Unit("[Mm]in", "minuto", "minutos", "um", "meio minuto"),
    hour=Unit("h", "hora", "horas", "uma", "meia hora"),
    units=(
        Unit("[xX×]", "vez", "vezes", "uma"),
        Unit("bpm", "batimento por minuto", "batimentos por minuto", "um"),
        Unit("km/h", "quilômetro por hora", "quilômetros por hora", "um"),
        Unit("bpm", "batimento por minuto", "batimentos por minuto", "um"),
        Unit("kg", "quilo", "quilos", "um"),
        Unit("g", "grama", "gramas", "um"),
        Unit("km", "quilômetro", "quilômetros", "um"),
        Unit("cm", "centímetro", "centímetros", "um"),
        Unit("mm", "milímetro", "milímetros", "um"),
        Unit("ml", "mililitro", "mililitros", "um"),
        Unit("l", "litro", "litros", "um"),
        Unit("m", "metro", "metros", "um"),
        Unit("°\\s?C", "grau", "graus", "um"),
        Unit("°", "grau", "graus", "um"),
        Unit("%", "por cento", "por cento", "um"),
        Unit("reps?", "repetição", "repetições", "uma"),
    ),
    counted=(
        Unit("", "série", "séries", "uma"),
        Unit("", "respiração", "respirações", "uma"),
        Unit("", "perna", "pernas", "uma"),
        Unit("", "lado", "lados", "um"),
        Unit("", "exercício", "exercícios", "um"),
    ),
    ones={
        "um": {1: "um"} | {number: f"{tens} e um" for number, tens in _TENS.items()},
        "uma": {1: "uma", 2: "duas"}
        | {number: f"{tens} e uma" for number, tens in _TENS.items()}
        | {number + 1: f"{tens} e duas" for number, tens in _TENS.items()},
    },
    decimal=",",
    times="por",
    to="a",
    joined="e",
    out_of="de",
    per="por",
    per_nouns="dia|semana|mês|hora|minuto|lado|perna|braço|série|mão|pé",
    fractions={
        "1/2": "meio", "1/3": "um terço", "2/3": "dois terços", "1/4": "um quarto", "3/4": "três quartos",
    },
    mixed={
        "1/2": "{} e meio", "1/3": "{} e um terço", "2/3": "{} e dois terços", "1/4": "{} e um quarto",
        "3/4": "{} e três quartos",
    },
    mixed_feminine={"1/2": "{} e meia"},
    clock_before=r"\b(?:às|à|as|até as|até às|desde as)",
    clock_after=r"h\b|horas\b",
    left_right={"E": "esquerda", "D": "direita"},
    signs={
        r"\s*&\s*": "e",
        r"(?<=\w)\s*\+\s*(?=\w)": "mais",
        r"(?<=\w)\s*=\s*(?=\w)": "igual a",
        r"(?<=\d)\s*<\s*(?=\d)": "menor que",
        r"(?<=\d)\s*>\s*(?=\d)": "maior que",
        r"(?<!\d)\s?<\s?(?=\d)": "menos de",
        r"(?<!\d)\s?>\s?(?=\d)": "mais de",
        r"\s*±\s*": "mais ou menos",
        r"[~≈]\s*(?=\d)": "cerca de",
        r"\s*≈\s*": "cerca de",
        r"≤\s*(?=\d)": "no máximo",
        r"≥\s*(?=\d)": "pelo menos",
        r"(?<=\w)@(?=\w)": "arroba",
        r"(?:^|\s)@\s?": "a",
    },
    dot="ponto",
    rewrites=(
        (r"\s?°\s?(?=graus?\b)", " "),
        (r"/\s?sem\b\.?", "/semana"),
        ordinals(
            "primeira segunda terceira quarta quinta sexta sétima oitava nona décima", r"\.?ª"
        ),
        ordinals(
            "primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo", r"\.?º"
        ),
        (r"\bCO2\b", "C O 2"),
        (short_before(r"[Pp]\.\s?ex"), "por exemplo"),
        (short_before(r"[Ee]x(?=\.:?\s)"), "por exemplo"),
        (short_before("[Aa]prox(?=\\.\\s?\\d)"), "cerca de"),
        (short_before("(?<!\\d )(?:[Mm]ín|[Mm]in)(?=\\.\\s?\\d)"), "mínimo"),
        (short_before("(?:[Mm]áx|[Mm]ax)(?=\\.\\s?\\d)"), "máximo"),
        (short_anywhere("etc"), "etcétera"),
        (r"\betc\b", "etcétera"),
        (short_anywhere("dir"), "direita"),
        (short_anywhere("esq"), "esquerda"),
        (r"\b[Nn][°º.]\.? ?(?=\d)|(?<![\w&])#\s?(?=\d)", "número "),
        (r"\b([Ee])/ou\b", r"\1 ou"),
    ),
    ranked="Guerreiro|Nível|nível|Parte|Fase|Semana|Dia|Grau",
    ratio="para",
    ratio_nouns="intervalos?",
    set_nouns="séries?",
    half_before=(r"\w+a", "meia"),
    short_words=frozenset(_SHORT_WORDS.split()),
)  # fmt: skip
"""A number that ends in 1 or 2 bends before its noun, and a half stands behind it."""
