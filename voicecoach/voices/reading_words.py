"""The words of each language for what people write short."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language for what is written short; pairs are for one and for more."""

    second: tuple[str, str]
    minute: tuple[str, str]
    hour: tuple[str, str]
    times: str
    to: str
    joined: str
    half: str
    quarter: str
    three_quarters: str
    joined_half: str
    left_right: dict[str, str]
    for_example: str


WORDS = {
    "en": Words(
        second=("second", "seconds"),
        minute=("minute", "minutes"),
        hour=("hour", "hours"),
        times="times",
        to="to",
        joined="and",
        half="half",
        quarter="a quarter",
        three_quarters="three quarters",
        joined_half="and a half",
        left_right={"L": "left", "R": "right"},
        for_example="for example",
    ),
    "de": Words(
        second=("Sekunde", "Sekunden"),
        minute=("Minute", "Minuten"),
        hour=("Stunde", "Stunden"),
        times="mal",
        to="bis",
        joined="und",
        half="halb",
        quarter="ein Viertel",
        three_quarters="drei Viertel",
        joined_half="einhalb",
        left_right={"L": "links", "R": "rechts"},
        for_example="zum Beispiel",
    ),
    "es": Words(
        second=("segundo", "segundos"),
        minute=("minuto", "minutos"),
        hour=("hora", "horas"),
        times="por",
        to="a",
        joined="y",
        half="medio",
        quarter="un cuarto",
        three_quarters="tres cuartos",
        joined_half="y medio",
        left_right={"I": "izquierda", "D": "derecha"},
        for_example="por ejemplo",
    ),
    "fr": Words(
        second=("seconde", "secondes"),
        minute=("minute", "minutes"),
        hour=("heure", "heures"),
        times="fois",
        to="à",
        joined="et",
        half="demi",
        quarter="un quart",
        three_quarters="trois quarts",
        joined_half="et demi",
        left_right={"G": "gauche", "D": "droite"},
        for_example="par exemple",
    ),
}
"""By language, without region."""
