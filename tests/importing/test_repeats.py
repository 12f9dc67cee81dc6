"""A repeat stands around what it repeats, and nothing else is done more often than it was meant."""

from __future__ import annotations

import pytest

from tests.importing.outlines import outline
from voicecoach.importing.convert import convert
from voicecoach.importing.report import Kind

REPEATS = {
    "Breathe in through the nose for 4.\nHold for 7.\nBreathe out for 8.\nRepeat 4x.": (
        "[repeat 4]|Breathe in through the nose for 4. [pause 4s]|Hold for 7. [pause 7s] Breathe out for 8. [pause 8s]|"
        "[end]"
    ),
    "# Strength\n- Squats x 20\n- Plank 3 x 45s\n\n### 3 rounds:\n- Walk a bit\n- Lunges x 8\n- Side plank x 8": (
        "## Squats|- reps: 20|## Plank|- hold: 45s|- sets: 3|[repeat 3]|## Walk a bit|- reps: 1|## Lunges|"
        "- reps: 8|## Side plank|- reps: 8|[end]"
    ),
    "Sit well.\n\nBreathe in for 4 seconds. Breathe out for 6 seconds. Repeat 5 times.": (
        "Sit well.|[repeat 5]|Breathe in for 4 seconds. [pause 4s] Breathe out for 6 seconds. [pause 6s]|[end]"
    ),
    "1. Atme ein.\n2. Halte die Luft an.\n3. Atme aus.\n\nWiederholen Sie den Zyklus 4 Mal.": (
        "[repeat 4]|Atme ein.|Halte die Luft an.|Atme aus.|[end]"
    ),
    "- Inhala.\n- Retén.\n- Exhala.\n- Repetir 5 veces el ciclo.": ("[repeat 5]|Inhala.|Retén.|Exhala.|[end]"),
    "- Inspirez.\n- Bloquez.\n- Soufflez.\n\nRépéter 5 cycles": ("[repeat 5]|Inspirez.|Bloquez.|Soufflez.|[end]"),
    "- Inspira.\n- Tieni.\n- Espira.\n- Ripeti il ciclo per 5 volte.": ("[repeat 5]|Inspira.|Tieni.|Espira.|[end]"),
    "- Inspire.\n- Segure.\n- Expire.\n- Repita o ciclo 5 vezes.": ("[repeat 5]|Inspire.|Segure.|Expire.|[end]"),
    "- Adem in.\n- Wacht even.\n- Adem uit.\n- Herhalen: 3x": ("[repeat 3]|Adem in.|Wacht even.|Adem uit.|[end]"),
    "may you be happy\nmay you be well\nmay you be safe\nrepeat x3\n\nRest now.": (
        "[repeat 3]|may you be happy|may you be well|may you be safe|[end]|Rest now."
    ),
    "# Desk\n\n## Shrugs\n- Inhale, lift your shoulders\n- Hold for 3 seconds\n- Exhale\n- Repeat 5 times\n\n"
    "## Twist\nTurn to the right.\n\n**Wrist** – 2 x 20 sec\n**Ankle** – 2 x 20 sec": (
        "## Shrugs|[repeat 5]|Inhale, lift your shoulders|Hold for 3 seconds [pause 3s]|Exhale|[end]|"
        "## Twist|Turn to the right.|## Wrist|- hold: 20s|- sets: 2|## Ankle|- hold: 20s|- sets: 2"
    ),
    "# Tag\n\n## Schultern\n- Atme ein.\n- Atme aus.\n- 5x wiederholen\n\n## Ende\nÖffne die Augen.": (
        "## Schultern|[repeat 5]|Atme ein.|Atme aus.|[end]|## Ende|Öffne die Augen."
    ),
    "# Día\n\n## Hombros\n- Inhala.\n- Exhala.\n- Repetir 4 veces\n\n## Cierre\nAbre los ojos.": (
        "## Hombros|[repeat 4]|Inhala.|Exhala.|[end]|## Cierre|Abre los ojos."
    ),
    "# Jour\n\n## Épaules\n- Inspirez.\n- Expirez.\n- Répéter 4 fois\n\n## Retour\nOuvrez les yeux.": (
        "## Épaules|[repeat 4]|Inspirez.|Expirez.|[end]|## Retour|Ouvrez les yeux."
    ),
    "# Giorno\n\n## Spalle\n- Inspira.\n- Espira.\n- Ripeti 4 volte\n\n## Fine\nApri gli occhi.": (
        "## Spalle|[repeat 4]|Inspira.|Espira.|[end]|## Fine|Apri gli occhi."
    ),
    "# Dia\n\n## Ombros\n- Inspire.\n- Expire.\n- Repita 4 vezes\n\n## Fim\nAbra os olhos.": (
        "## Ombros|[repeat 4]|Inspire.|Expire.|[end]|## Fim|Abra os olhos."
    ),
    "# Dag\n\n## Schouders\n- Adem in.\n- Adem uit.\n- 4x herhalen\n\n## Slot\nOpen je ogen.": (
        "## Schouders|[repeat 4]|Adem in.|Adem uit.|[end]|## Slot|Open je ogen."
    ),
    "# Day\n\n## Warm up\n- Walk\n- Roll your shoulders\n\n3 rounds:\n\n- Squats 10 reps\n- Lunges 10 reps": (
        "## Warm up|Walk|Roll your shoulders|[repeat 3]|## Squats|- reps: 10|## Lunges|- reps: 10|[end]"
    ),
    "# Day\n\n## Box\nInhale.\n\nRepeat 5 times\n\n## Arms\n\n- Squats 10 reps\n- Lunges 10 reps": (
        "## Box|Inhale.|## Arms|## Squats|- reps: 10|## Lunges|- reps: 10"
    ),
    "# Taller\n\nAbdomen (5 min)\nPon las manos.\nExhala\ndespacio.\nRepite 9 veces.\n\nCuadrada (4 min)\nInhala 4. "
    "Retén 4. Exhala 4.\n\nRepite 8 veces.\n\nSuspiro (1 min)\nSuéltalo todo. Respira.\nRepite 3 veces.": (
        "## Abdomen|Pon las manos. Exhala despacio.|## Cuadrada|- phase 4s: Inhala.|- phase 4s: Retén.|"
        "- phase 4s: Exhala.|- reps: 8|## Suspiro|[repeat 3]|Suéltalo todo. Respira.|[end]"
    ),
    "# Plan\n\n## Day 1\n\n- Squats 10 reps\n- Lunges 8 reps\n- Repeat 3 times\n\n## Day 2\n\n- Swings 9 reps": (
        "## Day 1|[repeat 3]|## Squats|- reps: 10|## Lunges|- reps: 8|[end]|## Day 2|## Swings|- reps: 9"
    ),
    "# Plan\n\n- Squats 10 reps\n- Lunges 8 reps\n- Repeat 3 times\n- Plank 30 s\n- Swings 9 reps": (
        "[repeat 3]|## Squats|- reps: 10|## Lunges|- reps: 8|[end]|## Plank|- hold: 30s|## Swings|- reps: 9"
    ),
    "# Plan\n\n## Knie\n\n- Brücke 10 Wdh\n- 3x wiederholen\n\n## Arme\n\n- Heben 8 Wdh\n- Senken 9 Wdh": (
        "## Knie|## Brücke|- reps: 10|- sets: 3|## Arme|## Heben|- reps: 8|## Senken|- reps: 9"
    ),
    "Serrez. (silence 5 s) Serrez les poings... relâchez. (x3) Merci.": (
        "Serrez. [pause 5s]|[repeat 3]|Serrez les poings... relâchez.|[end]|Merci."
    ),
    "Breathe in. Breathe out. (3 times)\n\nRest.": ("[repeat 3]|Breathe in. Breathe out.|[end]|Rest."),
    # What the listener says is no exercise, though it has no stop.
    "- Mis manos están muy tibias (x4)\n- Estoy en calma hoy (x1)": (
        "[repeat 4]|Mis manos están muy tibias|[end]|Estoy en calma hoy"
    ),
    "- Il mio braccio è pesante (5x)\n- Le mie mani sono calde (3 volte)": (
        "[repeat 5]|Il mio braccio è pesante|[end]|[repeat 3]|Le mie mani sono calde|[end]"
    ),
    "- Meine Hände sind warm (3x)\n- Ich bin ganz ruhig (2x)": (
        "[repeat 3]|Meine Hände sind warm|[end]|[repeat 2]|Ich bin ganz ruhig|[end]"
    ),
    "- El brazo pesa. (3 veces)\n- La pierna pesa. [2x]": (
        "[repeat 3]|El brazo pesa.|[end]|[repeat 2]|La pierna pesa.|[end]"
    ),
}

TOLD = [
    "Inhale slowly and let it go now.\n*(Repeat 5 times)*",
    "Atme langsam ein und wieder aus.\n*(5x wiederholen)*",
    "Inhala… 1, 2, 3, 4. Sostén… 1, 2.\n*(Repetir 5 veces)*",
    "Inspirez doucement et soufflez.\n(Répéter 5 fois)",
    "Inspira piano e lascia andare.\n[Ripetere 5 volte]",
    "Inspire devagar e solte o ar.\n_(Repetir 5 vezes)_",
    "Adem rustig in en weer uit.\n(5x herhalen)",
    "Lie down on your back and close your eyes. Let your arms rest beside you. (5x) Good.",
]
"""Texts in which it is not certain what is repeated."""


@pytest.mark.parametrize(("source", "expected"), REPEATS.items())
def test_a_repeat_stands_around_what_it_repeats(source: str, expected: str) -> None:
    found = convert(source.encode(), "text.md")
    assert outline(found.text) == expected
    is_plan = "reps" in found.text
    assert is_plan or any(entry.kind is Kind.UNSURE for entry in found.entries)


@pytest.mark.parametrize("source", TOLD)
def test_a_repeat_that_may_be_about_more_is_told_and_not_spoken(source: str) -> None:
    found = convert(source.encode(), "text.md")
    assert "5" not in outline(found.text).replace("1, 2, 3, 4", "")
    assert any(entry.kind is Kind.UNSURE and "[repeat 5]" in entry.became for entry in found.entries)
