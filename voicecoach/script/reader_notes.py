"""Recognise lines for whoever reads a text aloud: "Sound effect: bell", "Note to the teacher: dim the light"."""

from __future__ import annotations

import re

from voicecoach.caseless import Caseless

_SOUND = Caseless(
    r"(?P<label>(?:\*\*)?\s*(?:sound ?effects?|soundeffekte?|geluidseffect(?:en)?|(?:efectos?|effets?|effett[oi]|"
    r"efeitos?) (?:de (?:sonido|som)|son(?:or[oei]s?|oras?|ores?))|hintergrund(?:musik|geräusche?)|"
    r"background (?:music|sounds?)|"
    r"(?:música|musique|musica) (?:de fond[o]?|de fundo|di sottofondo)|achtergrond(?:muziek|geluid)|"
    r"fade[ -](?:in|out|up|down|under)|(?:ein|aus)blende|fondu|fundido|dissolvenza|"
    r"music|sfx|fx|sounds?|audio|musik|ton|klang|música|musique|son|musica|suono|som|muziek|"
    r"geluid|efectos?|effets?|effett[oi]|efeitos?|effects?|bruitages?|"
    # those who play the sounds of a radio script, in capitals: "Técnica: inspira" is about an exercise
    r"(?-i:CONTROL|T[EÉ]C(?:NIC[AO])?\.?|R[EÉ]GI[AE]|TECHNI[KE]K?|OPERADOR[A]?|SONIDISTA|SONOPLASTIA)|"
    r"geräusche?)\s*(?:\*\*)?)\s*:\s*(?:\*\*)?\s*(?P<text>.+)",
)
_SOUND_OF = Caseless(
    r"(?:the |le |el |il |lo |o |het |das )?(?:sounds?|sonidos?|ruidos?|bruits?|sons?|suon[oi]|rumore|som|"
    r"geluid(?:en)?|klang|geräusche?|rauschen)\s(?:of|del?|du|des|di|dell[ao]|d[ao]s?|van|von|der)\s(?:[^\W\d_]+\s?){1,5}[.!]?",
)
_FOR_READER = Caseless(
    r"\W*(?:(?:not[ae]s?|hinweise?|anmerkung|remarques?|aviso|opmerking|consignes?|instructions?|instrucciones|"
    r"indicaciones|istruzioni|indicazioni|instruções|indicações|orientações|anweisung(?:en)?|instructies?|"
    r"aanwijzing(?:en)?)\s+(?:(?:to|for|für|an|al?|para|pour|aux?|à|per|"
    r"agli|alle|ao|aos|voor|aan|zum|zur|de|del|do)(?:\s+|(?<='))|all['’])|"
    r"(?:(?:regie|sprech|vorlese)(?:anweisung|hinweis)|stage direction|"
    r"(?:director|teacher|instructor|facilitator|leader|trainer|therapist|coach|guide|reader|parent)['’]?s?['’]? note|"
    r"acotaci[oó]n|didascali[ea]|"
    r"indica(?:zione scenica|ção de cena)|regieaanwijzing)(?:e?[ns]|es)?(?=\s?:)|"
    r"à l['’]attention d|for the (?:teacher|reader)\b|"
    r"(?:(?:the|die|der|el|la|le|il|o|a|de)\s+)?(?:teacher|instructor|facilitator|leader|trainer(?:in)?|lehrer(?:in)?|"
    r"erzieher(?:in)?|"
    r"kursleit(?:er|erin|ung)|profesora?|maestr[oa]|enseignante?|maître(?:sse)?|insegnante|professora?|docent|juf|"
    r"leerkracht)\s(?:does|macht|tut|hace|fait|fa|faz|doet)\b|"
    r"per (?:l['’]insegnante|il lettore)\b|para (?:el|la|o|a) (?:facilitador|instructor|instrutor|locutor|lector)a?\b|"
    r"für die (?:leitung|lehrperson)\b|voor de (?:begeleider|docent)\b|pour l['’]animat)[^:.!?]{0,40}:",
)

_REMINDER = re.compile(r"\s*(?:TODO\b|FIXME\b|!{2,}\s?(?=\w))")
_NOT_TO_FORGET = Caseless(
    r"\s*(?:nicht vergessen|niet vergeten|no olvidar|ne pas oublier|da non dimenticare|não esquecer)\s?:"
)
_ADDRESSED = Caseless(
    r"\b(?:du|dich|dir|dein\w*|sie|ihr\w*|je|jij|jouw|u|uw|te|tu|tus|vous|votre|vos|ti|tuo|tua|você|seu|sua)\b",
)
"""A reminder of whoever leads, unless it addresses the listener."""


def sound_direction(text: str) -> str:
    """Return what is to sound in a line such as ``MUSIC: soft piano``; empty for any other line."""
    found = _SOUND.fullmatch(text.strip())
    return found["text"] if found else ""


def names_sound(words: str) -> bool:
    """Return whether words in brackets name a sound, such as "sound of ocean waves"."""
    return _SOUND_OF.fullmatch(words.strip("() ")) is not None


def is_for_reader(text: str) -> bool:
    """Return whether a paragraph is addressed to the reader of the text: "Note to the teacher: dim the light"."""
    found = _FOR_READER.match(text) or _REMINDER.match(text) or _NOT_TO_FORGET.match(text)
    if found is None or not re.search(r"\w", text[found.end() :]):
        return False
    return not (_NOT_TO_FORGET.match(text) and _ADDRESSED.search(text, found.end()))


def announces_act(text: str) -> bool:
    """Return whether a line only says that what follows is for whoever leads: "Trainer does:".

    >>> announces_act("Trainer does:"), announces_act("Trainer says:")
    (True, False)
    """
    found = _FOR_READER.match(text)
    return found is not None and not re.search(r"\w", text[found.end() :])
