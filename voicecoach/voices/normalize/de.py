"""German words for abbreviations, units and numbers."""

from __future__ import annotations

import re
from functools import partial

from voicecoach.voices.normalize.language import LanguageTable, Unit, short_anywhere, short_before

_ORDINALS = (
    "erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft dreizehnt vierzehnt fünfzehnt "
    "sechzehnt siebzehnt achtzehnt neunzehnt zwanzigst einundzwanzigst zweiundzwanzigst dreiundzwanzigst "
    "vierundzwanzigst fünfundzwanzigst sechsundzwanzigst siebenundzwanzigst achtundzwanzigst neunundzwanzigst "
    "dreißigst einunddreißigst"
)
_UP_TO_31 = "3[01]|[12][0-9]|[1-9]"
_BODY = (
    ("es", "Bein|Knie|Auge|Ohr|Handgelenk|Sprunggelenk|Schulterblatt"),
    ("er", "Arm|Fuß|Ellbogen|Ellenbogen|Oberschenkel|Unterschenkel|Daumen"),
    ("e", "Hand|Seite|Schulter|Hüfte|Ferse|Wade|Hälfte"),
)
_SIDES = (("re", "recht"), ("li", "link"))
_ENDINGS = (
    (r"\b([Dd]er|[Dd]ie|[Dd]as|[Ee]ine|[Dd]eine|[Ii]hre|[Jj]ede)", "e"),
    (r"\b([Dd]en|[Dd]em|[Dd]es|[Aa]m|[Ii]m|[Zz]um|[Zz]ur|[Bb]eim|[Vv]om|[Jj]eden|[Jj]edem|[Dd]einem|[Dd]einer)", "en"),
)


def _ordinal(ending: str, found: re.Match[str]) -> str:
    """Return an ordinal with the ending that the words around it ask for; capitalised where it begins the text."""
    word = f"{_ORDINALS.split()[int(found['number']) - 1]}{ending}"
    return f"{found['before']}{word if found['before'] else word.capitalize()} "


_SHORT_WORDS = (
    "so zu in an ab auf aus ein und bei du da ja nie nur los wir ihr die das der es ist mit am im um mal bis gut "
    "tut tun ruh rum her hin hoch lass löse halt zeh ohr arm kuh rad raus rein weg wir was wer wie nun noch mehr"
)

GERMAN = LanguageTable(
    second=Unit("s|[Ss]ek|[Ss]ec", "Sekunde", "Sekunden", "eine", "eine halbe Sekunde"),
    minute=Unit("[Mm]in", "Minute", "Minuten", "eine", "eine halbe Minute"),
    hour=Unit("h|[Ss]td", "Stunde", "Stunden", "eine", "eine halbe Stunde"),
    units=(
        Unit("[xX×]", "mal", "mal", "ein"),
        Unit("bpm", "Schlag pro Minute", "Schläge pro Minute", "ein"),
        Unit("km/h", "Stundenkilometer", "Stundenkilometer", "ein"),
        Unit("kg", "Kilo", "Kilo", "ein"),
        Unit("g", "Gramm", "Gramm", "ein"),
        Unit("km", "Kilometer", "Kilometer", "ein"),
        Unit("cm", "Zentimeter", "Zentimeter", "ein"),
        Unit("mm", "Millimeter", "Millimeter", "ein"),
        Unit("ml", "Milliliter", "Milliliter", "ein"),
        Unit("l", "Liter", "Liter", "ein"),
        Unit("m", "Meter", "Meter", "ein"),
        Unit("°\\s?C", "Grad Celsius", "Grad Celsius", "ein"),
        Unit("°", "Grad", "Grad", "ein"),
        Unit("%", "Prozent", "Prozent", "ein"),
        Unit("Wdhn?", "Wiederholung", "Wiederholungen", "eine"),
    ),
    counted=(
        Unit("", "Runde", "Runden", "eine"),
        Unit("", "Seite", "Seiten", "eine"),
        Unit("", "Übung", "Übungen", "eine"),
        Unit("", "Pause", "Pausen", "eine"),
        Unit("", "Satz", "Sätze", "ein"),
        Unit("", "Mal", "Male", "ein"),
        Unit("", "Atemzug", "Atemzüge", "ein"),
    ),
    decimal=",",
    times="mal",
    to="bis",
    joined="und",
    out_of="von",
    per="pro",
    per_nouns="Tag|Woche|Monat|Stunde|Minute|Seite|Bein|Arm|Satz|Runde|Hand|Fuß",
    fractions={
        "1/2": "ein halb", "1/3": "ein Drittel", "2/3": "zwei Drittel", "1/4": "ein Viertel", "3/4": "drei Viertel",
    },
    mixed={
        "1": "eineinhalb", "1/2": "einhalb", "1/3": "ein Drittel", "2/3": "zwei Drittel", "1/4": "ein Viertel",
        "3/4": "drei Viertel",
    },
    clock_before=r"\b(?:um|bis|ab|gegen|vor|nach|seit)",
    clock_after=r"uhr\b|h\b",
    clock="{hours} Uhr {minutes}",
    left_right={"L": "links", "R": "rechts"},
    signs={
        r"\s*&\s*": "und",
        r"(?<=\w)\s*\+\s*(?=\w)": "plus",
        r"(?<=\w)\s*=\s*(?=\w)": "gleich",
        r"(?<=\d)\s*<\s*(?=\d)": "kleiner als",
        r"(?<=\d)\s*>\s*(?=\d)": "größer als",
        r"(?<!\d)\s?<\s?(?=\d)": "unter",
        r"(?<!\d)\s?>\s?(?=\d)": "über",
        r"\s*±\s*": "plus minus",
        r"[~≈]\s*(?=\d)": "etwa",
        r"\s*≈\s*": "etwa",
        r"≤\s*(?=\d)": "höchstens",
        r"≥\s*(?=\d)": "mindestens",
        r"(?<=\w)@(?=\w)": "ät",
        r"(?:^|\s)@\s?": "bei",
    },
    dot="Punkt",
    rewrites=(
        (r"\bm\.(?=\s(?:Band|Ball|Hantel|Gewicht|Matte|Kissen)\b)", "mit"),
        (short_before("[Tt]ägl"), "täglich"),
        (short_before(r"[Zz]\.\s?T"), "zum Teil"),
        (short_before(r"[Oo]\.\s?Ä"), "oder Ähnliches"),
        (short_before("[Vv]gl"), "vergleiche"),
        (r"\bDr\.(?=\s[A-ZÄÖÜ])", "Doktor"),
        *((rf"\b([Dd]er) {short}\. (?=(?:{_BODY[1][1]})\b)", rf"\1 {side}e ") for short, side in _SIDES),
        *((rf"\b([Dd]as|[Dd]ie|[Dd]eine|[Ee]ine) {short}\. ", rf"\1 {side}e ") for short, side in _SIDES),
        *((rf"\b([Dd]e[mnr]|[Dd]eine[mnr]) {short}\. ", rf"\1 {side}en ") for short, side in _SIDES),
        (r"\s?°\s?(?=Grad\b)", " "),
        (r"\bCO2\b", "C O 2"),
        (r"\b(\d{1,2})\.(\d{2}) Uhr\b", r"\1 Uhr \2"),
        (short_before(r"[Zz]\.\s?B"), "zum Beispiel"),
        (r"\bzB\b", "zum Beispiel"),
        (short_before(r"[Dd]\.\s?h"), "das heißt"),
        (short_before(r"[Uu]\.\s?a"), "unter anderem"),
        (short_before("(?:[Cc]a|[Cc]irca)"), "etwa"),
        (r"\bca\b(?= \d)", "etwa"),
        (short_before("[Bb]zw"), "beziehungsweise"),
        (short_before("[Ee]vtl"), "eventuell"),
        (short_before("[Gg]gf"), "gegebenenfalls"),
        (short_before("[Ii]nkl"), "inklusive"),
        (short_before("[Ss]og"), "sogenannte"),
        (short_before(r"(?<!\d )[Mm]in(?=\.\s?\d)"), "mindestens"),
        (short_before(r"[Mm]ax(?=\.\s?\d)"), "maximal"),
        (short_before(r"[Nn]r(?=\.\s?\d)"), "Nummer"),
        (r"(?<![\w&])#\s?(?=\d)|\bN[o°º]\.? ?(?=\d)", "Nummer "),
        (short_anywhere("usw"), "und so weiter"),
        (short_anywhere("etc"), "et cetera"),
        (r"\busw\b(?!\.)", "und so weiter"),
        (r"\bund/oder\b", "und oder"),
        *(
            (rf"(?P<before>{article} )(?P<number>{_UP_TO_31})\. (?=[^\W\d_])", partial(_ordinal, ending))
            for article, ending in _ENDINGS
        ),
        *(
            (rf"(?P<before>^|(?<=[,;]) )(?P<number>{_UP_TO_31})\. (?=(?:{nouns})\b)", partial(_ordinal, ending))
            for ending, nouns in (("e", "Runde|Seite|Übung|Stufe"), ("er", "Satz|Schritt|Tag|Durchgang"), ("es", "Mal"))
        ),
        *(
            (rf"\b{short}\. (?=(?:{nouns})\b)", f"{side}{ending} ")
            for short, side in _SIDES
            for ending, nouns in _BODY
        ),
        (r"\bre\b\.?(?=\s?/|$|[,;)])|(?<=/)re\b\.?", "rechts"),
        (r"\bli\b\.?(?=\s?/|$|[,;)])|(?<=/)li\b\.?", "links"),
        (short_before(r"[Uu]\.\s?U"), "unter Umständen"),
        (short_before("[Bb]zgl"), "bezüglich"),
        (r"/\s?Wo\b\.?", "/Woche"),
    ),
    ranked="Krieger|Stufe|Teil|Phase|Level|Woche|Tag|Grad",
    ratio="zu",
    ratio_nouns="Intervalle?|Verhältnis",
    set_nouns="Satz|Sätze|Runden?",
    half_before=(r"[A-ZÄÖÜ]\w+(?:ung|heit|keit|ion|[^gsn]e)", "eine halbe"),
    short_words=frozenset(_SHORT_WORDS.split()),
)  # fmt: skip
"""Nouns have a gender that the engine does not give to a 1 before them."""
