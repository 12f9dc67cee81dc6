"""Read the sides of an exercise: "per side", "re/li", "R & L", and the ways of "30 s forward, 30 s backward"."""

from __future__ import annotations

import functools
import re

from voicecoach.caseless import Caseless
from voicecoach.importing.lines.figure_words import EACH, LEFT_AND_RIGHT, LIMB, OTHER_SIDE, REPEAT, D, N

_AND = r"\s?(?:/|\+|&|,|and|und|u\.|y|et|e|ed|en)\s?"
_SHORT_SIDES = "|".join(
    rf"(?:{first})\b\.?{_AND}(?:{second})\b\.?|(?:{second})\b\.?{_AND}(?:{first})\b\.?"
    for first, second in (
        ("re", "li"), ("rt", "lt"), ("dx", "sx"), ("der|dch?a", "izq|izda"), ("dir", "esq"), ("dr|dte", "g|gche"),
    )
)  # fmt: skip
_THEN = r"(?:\s?[/+&]\s?|\s(?:and|und|en|et|y|e|then|dann|dan|puis|luego|poi|depois)\s)"
_SHORT_SIDES += rf"|(?-i:R{_THEN}L|L{_THEN}R|D{_THEN}[GIES]|[GIES]{_THEN}D)\b"
# "With both hands" is done once.
_NOT_TOGETHER = (
    r"(?:(?<!with )(?<!mit )(?<!con )(?<!avec )(?<!com )(?<!met )|(?!both|beide|amb[oa]s|les deux|des deux|entramb))"
)
_LIMBS_TEXT = (
    "side seite lado côté lato kant arm arms arme armen leg legs bein beine been benen bras jambe jambes brazo brazos "
    "pierna piernas braccia braccio gamba gambe perna pernas braço braços hand hands hände mani mano manos"
)
_NO_LIMB_BEFORE = "".join(rf"(?<!{word})" for word in _LIMBS_TEXT.split())
# At the beginning of a word or at a slash alone, where each of these begins.
SIDES = Caseless(
    rf"(?:(?<!\w)|(?=/))(?:{OTHER_SIDE}|"
    rf"\b{LEFT_AND_RIGHT}(?:,?{_THEN}|\sén\s)(?:(?:à|a|nach|to the|naar)\s)?{LEFT_AND_RIGHT}\b|"
    r"\b(?:sides?|seiten?|lados?|côtés?|lat[oi]|zijden?|kant(?:en)?)\s?[:=]\s?(?:both|each|beide|ambos|les deux|"
    r"entramb[ie]|l\s?[/+&]\s?r|r\s?[/+&]\s?l|links? (?:und|en) rechts?)(?!\w)|"
    rf"(?<!\w)(?:on |for |with |auf |mit |en |con |de |avec |su |da |em |com |aan |met )?{_NOT_TOGETHER}"
    rf"{EACH}\s*{LIMB}\b|"
    rf"{_NO_LIMB_BEFORE}/\s*{LIMB}\b|"  # "8/leg", but not "Swings side/side" and "Stretch arms/legs"
    rf"(?<![\w/])(?:{_SHORT_SIDES})(?![\w/])|\beach\b|\be/s\b|(?<!\w)(?:p/[kbzsl]|c/l)\b|\b(?:beidseit(?:s|ig)|bds)\b\.?)",
)
"""The words that ask for both sides."""

_OTHER_SIDE = re.compile(OTHER_SIDE, re.IGNORECASE)
_ON_BOTH_SIDES = re.compile(rf"{REPEAT}\b[^.!?\d]{{0,20}}?\b{EACH}\s{LIMB}\b", re.IGNORECASE)  # "Repeat on both sides."
_SIDE = rf"(?:{LEFT_AND_RIGHT}|(?:li|re|lt|rt|dx|sx|izq|dcha?|esq|dir)\b\.?)"
_WAY = (
    r"(?:forwards?|backwards?|clockwise|counter-?\s?clockwise|anti-?clockwise|inwards?|outwards?|up|down|"
    r"to the (?:front|back|left|right)|left|right|"
    r"vorwärts|rückwärts|vor|zurück|nach (?:vorne?|hinten|links|rechts|innen|außen|oben|unten)|links|rechts|"
    r"im uhrzeigersinn|gegen den uhrzeigersinn|"
    r"(?:hacia )?(?:adelante|delante|atrás|dentro|fuera|arriba|abajo)|(?:a|hacia) la (?:derecha|izquierda)|"
    r"en avant|en arrière|vers (?:l['’](?:avant|arrière|intérieur|extérieur)|la (?:droite|gauche)|le (?:haut|bas))|"
    r"à (?:droite|gauche)|avant|arrière|"
    r"(?:in )?avanti|(?:all['’])?indietro|a (?:destra|sinistra)|in senso (?:orario|antiorario)|"
    r"(?:para |pra )?(?:a )?frente|para trás|trás|(?:para )?a (?:direita|esquerda)|"
    r"vooruit|achteruit|voorwaarts|achterwaarts|naar (?:voren|achteren|links|rechts|binnen|buiten)|linksom|rechtsom|"
    rf"{_SIDE})"
)
_BETWEEN_WAYS = r"\s*(?:[,;/&+]|\.|and|und|y|et|e|en)?\s*(?:then|dann|luego|después|puis|poi|depois|dan)?\s*"
WAYS = Caseless(
    rf"(?P<figure>{D}|{N}(?:\s?[x×])?)\s*(?P<way>{_WAY}){_BETWEEN_WAYS}"
    rf"(?P<other_figure>{D}|{N}(?:\s?[x×])?)\s*(?P<other_way>{_WAY})(?!\w)",
)
"""Two equal or unequal figures, each with its way: "30 sec forward, 30 sec backward"."""

_IS_LEFT_OR_RIGHT = re.compile(
    rf"(?:(?:to the|nach|a la|hacia la|à|vers la|a|para a|naar)\s)?{_SIDE}",
    re.IGNORECASE,
)


def is_left_and_right(ways: tuple[str, ...]) -> bool:
    """Return whether two ways are the left and the right side."""
    return all(_IS_LEFT_OR_RIGHT.fullmatch(way) for way in ways)


@functools.lru_cache(maxsize=100)  # a line is looked at from several sides, each soon after the other
def has_sides(text: str) -> bool:
    """Return whether some words ask for both sides, as in "per side"."""
    return SIDES.search(text) is not None


def is_one_side(text: str) -> bool:
    """Return whether some words are the name of one side: "droite", "links"."""
    return re.fullmatch(rf"\s*{LEFT_AND_RIGHT}\s*", text, re.IGNORECASE) is not None


def is_sides_alone(text: str) -> bool:
    """Return whether some words only ask for both sides, as "Same, other side" does."""
    first = re.search(r"\w", text)
    # Where nothing else is left, its first word is one of theirs; a slash may stand before it.
    begins = () if first is None else (first.start(), text.rfind("/", 0, first.start()))
    if not any(at >= 0 and SIDES.match(text, at) for at in begins):
        return False
    return has_sides(text) and not re.search(r"\w", without_sides(text))


def without_sides(text: str) -> str:
    """Return a text without words such as "each side"."""
    return SIDES.sub("", text)


def asks_for_both_sides(sentence: str) -> bool:
    """Return whether a sentence asks for the other side once more: "Switch legs", "Repeat on both sides."."""
    return _OTHER_SIDE.search(sentence) is not None or _ON_BOTH_SIDES.search(sentence) is not None
