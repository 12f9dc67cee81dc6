"""Lines whose sense the whole text decides: the same line alone would be spoken, or would be something else."""

from __future__ import annotations

import re

import pytest

from voicecoach.importing.convert import convert
from voicecoach.importing.report import Kind

HEADS = {
    # Numbers that rise through the text, with a dot, a degree sign, or nothing; and parts of parts.
    "Body scan\n\n1 Arrival\nSit down and breathe.\n2 The feet\nFeel both of your feet.": (
        "## Arrival|Sit down and breathe.|## The feet|Feel both of your feet."
    ),
    "Körperreise\n\n1 Einleitung\nSetz dich bequem hin.\n2 Anspannung\n2.1 Rechte Hand\nBalle die Faust. (5 Sek.)\n"
    "2.2 Linke Hand\nBalle die Faust. (5 Sek.)": (
        "## Einleitung|Setz dich bequem hin.|## Anspannung|## Rechte Hand|Balle die Faust. [pause 5s]|"
        "## Linke Hand|Balle die Faust. [pause 5s]"
    ),
    "Calma\n\n1. Llegada\nSiéntate y respira.\n2. Los pies\nSiente los dos pies.\n3. Cierre\nAbre los ojos.": (
        "## Llegada|Siéntate y respira.|## Los pies|Siente los dos pies.|## Cierre|Abre los ojos."
    ),
    "Séance\n\n1° Installation\nFermez les yeux. (5 s)\n2° Relâchement\nSoufflez doucement.": (
        "## Installation|Fermez les yeux. [pause 5s]|## Relâchement|Soufflez doucement."
    ),
    "Calma\n\n1) Arrivo\nSiediti e respira.\n2) Le mani\nSenti il calore delle mani.": (
        "## Arrivo|Siediti e respira.|## Le mani|Senti il calore delle mani."
    ),
    "Calma\n\n1º Chegada\nSente-se e respire.\n2º As mãos\nSinta o calor das mãos.": (
        "## Chegada|Sente-se e respire.|## As mãos|Sinta o calor das mãos."
    ),
    "Rust\n\n1: Aankomen\nGa zitten en adem uit.\n2: De voeten\nVoel allebei je voeten.": (
        "## Aankomen|Ga zitten en adem uit.|## De voeten|Voel allebei je voeten."
    ),
    # One word that is counted.
    "Schwere\n\nÜbung 1\n\nDer rechte Arm ist schwer.\n\nÜbung 2\n\nDer linke Arm ist schwer.": (
        "## Übung 1|Der rechte Arm ist schwer.|## Übung 2|Der linke Arm ist schwer."
    ),
    # Numbers that order sentences, that do not rise, or that count the same movement are no heads.
    "Rust\n\n1 Ga nu rustig zitten\nen adem uit.\n2 Voel je voeten\nop de grond.": (
        "1 Ga nu rustig zitten en adem uit. 2 Voel je voeten op de grond."
    ),
    "Zähle mit.\n\n3 Sterne\nSie leuchten hell.\n7 Sterne\nSie leuchten noch heller.": (
        "Zähle mit.|3 Sterne|Sie leuchten hell. 7 Sterne|Sie leuchten noch heller."
    ),
    # Names that stand above two sentences, or above words without a stop beside a length.
    "Ontspannen\n\nHanden\nBal je vuist. Houd vast. 5 tellen\nLaat los. 15 tellen\n\n"
    "Gezicht\nKnijp je ogen dicht. 5 tellen": (
        "## Handen|Bal je vuist. Houd vast. [pause 5s]|Laat los. [pause 15s]|## Gezicht|"
        "Knijp je ogen dicht. [pause 5s]"
    ),
}  # fmt: skip

SILENT = {
    # Round brackets all through a text, that address nobody.
    "Massage\n\nThe sun comes out. (stroke large circles)\n\nIt rains (quick taps) on the roof.\n\n"
    "The wind blows. (fingertips across the back)\n\nIt is still. (flat palms)": (
        "The sun comes out.|It rains on the roof.|The wind blows.|It is still."
    ),
    "Massage\n\nDie Sonne geht auf. (große Kreise streichen)\nEs regnet. (schnelles Trommeln)\n"
    "Es blitzt (Zickzack) und donnert.\nNun ist es still. (flache Hände auflegen, 20 Sek.)": (
        "Die Sonne geht auf.|Es regnet.|Es blitzt und donnert. Nun ist es still. [pause 20s]"
    ),
    "Masaje\n\nSale el sol. (círculos grandes)\n\nLlueve. (golpecitos rápidos)\n\nEs de noche. (palmas abiertas)": (
        "Sale el sol.|Llueve.|Es de noche."
    ),
    "Massage\n\nLe soleil se lève. (grands cercles)\n\nIl pleut. (petits coups rapides)\n\n"
    "Il fait nuit. (paumes à plat)": (
        "Le soleil se lève.|Il pleut.|Il fait nuit."
    ),
    "Massaggio\n\nSorge il sole. (grandi cerchi)\n\nPiove. (colpetti rapidi)\n\nÈ notte. (palmi aperti)": (
        "Sorge il sole.|Piove.|È notte."
    ),
    "Massagem\n\nO sol nasce. (círculos grandes)\n\nChove. (toques rápidos)\n\nÉ noite. (palmas abertas)": (
        "O sol nasce.|Chove.|É noite."
    ),
    "Massage\n\nDe zon komt op. (grote cirkels)\n\nHet regent. (snelle tikjes)\n\nHet is nacht. (vlakke handen)": (
        "De zon komt op.|Het regent.|Het is nacht."
    ),
    # Lines with a key and a value, whatever the keys are.
    "Die Murmel\n\nLernziel: Körpergefühl\nIhr braucht: für jedes Kind eine Murmel\n\nSpüre die Murmel.\n\nAtme aus.": (
        "Spüre die Murmel.|Atme aus."
    ),
    "LA GOUTTE\n\nPersonnages : le narrateur, les enfants\nÂge : 5-7 ans\n\nFerme les yeux.\n\nRespire.": (
        "Ferme les yeux.|Respire."
    ),
}  # fmt: skip

SPOKEN = [
    "A rest\n\nClose your eyes. (or keep them open)\n\nBreathe out.\n\nLet go.",
    "A rest\n\nBreathe in. (through your nose)\n\nBreathe out. (through your mouth)\n\nLet go. (all you have)",
]


def outline(script: str) -> str:
    """Return the lines of a script without its title, language and comments, with a bar between them."""
    script = re.sub(r"<!--.*?-->", "", script, flags=re.DOTALL)
    lines = (line.strip() for line in script.splitlines())
    return "|".join(line for line in lines if line and not line.startswith(("# ", "- language")))


@pytest.mark.parametrize(("source", "expected"), HEADS.items())
def test_heads_are_told_by_the_lines_that_are_like_them(source: str, expected: str) -> None:
    assert outline(convert(source.encode(), "text.txt").text) == expected


@pytest.mark.parametrize(("source", "expected"), SILENT.items())
def test_notes_are_told_by_the_lines_that_are_like_them(source: str, expected: str) -> None:
    found = convert(source.encode(), "text.txt")
    assert outline(found.text) == expected
    kept = " ".join(entry.source for entry in found.entries if entry.kind in (Kind.COMMENT, Kind.UNSURE))
    silent = "".join(source.splitlines(keepends=True)[1:])
    assert not set(re.findall(r"\w+", silent)) - set(re.findall(r"\w+", f"{kept} {expected}")) - {"Sek"}


@pytest.mark.parametrize("source", SPOKEN)
def test_words_in_brackets_that_address_the_listener_are_spoken(source: str) -> None:
    assert outline(convert(source.encode(), "text.txt").text) == "|".join(source.split("\n\n")[1:])
