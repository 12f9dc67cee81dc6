"""Heads, boxes, stamps and labels around the words, beside the lines of the script that they become."""

from __future__ import annotations

import re

import pytest

from voicecoach.importing.convert import convert

TEXTS = {
    # "Long pause." asks nobody for anything; "Pause." may be for the listener.
    "Both legs are heavy and warm. Long pause.": "Both legs are heavy and warm. [long pause]",
    "- Feel your foot. Long pause.\n- Feel your leg. Short pause.": (
        "Feel your foot. [long pause]\nFeel your leg. [short pause]"
    ),
    "Beide Beine sind schwer und warm. Lange Pause.": "Beide Beine sind schwer und warm. [long pause]",
    "Both legs are heavy and warm. Pause.": "Both legs are heavy and warm. Pause.",
    # A pause that is counted aloud.
    "Espira… due, tre, quattro.\nPausa... due, tre, quattro. E ora riposa in silenzio.": (
        "Espira… due, tre, quattro. Pausa... due, tre, quattro. E ora riposa in silenzio."
    ),
    "Expire… deux, trois, quatre.\nPause… deux, trois, quatre. Et maintenant, reposez-vous.": (
        "Expire… deux, trois, quatre. Pause… deux, trois, quatre. Et maintenant, reposez-vous."
    ),
    # What sounds beside the words.
    "Come back when you like.\n\nSound effect: waves in the distance\n\nSmile.": "Come back when you like.\nSmile.",
    "Komm langsam zurück.\n\nHintergrundmusik: Harfe\n\nLächle.": "Komm langsam zurück.\nLächle.",
    "Vuelve poco a poco.\n\nEfecto de sonido: olas del mar\n\nSonríe.": "Vuelve poco a poco.\nSonríe.",
    "Revenez doucement.\n\nEffet sonore : vagues au loin\n\nSouriez.": "Revenez doucement.\nSouriez.",
    "Torna piano qui.\n\nEffetto sonoro: onde del mare\n\nSorridi.": "Torna piano qui.\nSorridi.",
    "Volte aos poucos.\n\nEfeito sonoro: ondas do mar\n\nSorria.": "Volte aos poucos.\nSorria.",
    "Kom langzaam terug.\n\nAchtergrondmuziek: harp\n\nGlimlach.": "Kom langzaam terug.\nGlimlach.",
    # Boxes, tasks that are done, and words that are struck out.
    "# Calm\n\nFold forward now.\n!!! tip\n    Use a block.\nStay here.\n": "Fold forward now.\nStay here.",
    "# Calm\n\n" + "Rest on.\n\n" * 8 + "- [ ] ask Jo\n- [x] bags\n": "\n".join(["Rest on."] * 8),
    "# Calm\n\n~~Viparita karani~~ Just rest here.\n\nFeel it. ~~pause~~ And go on.": (
        "Just rest here.\nFeel it. [pause] And go on."
    ),
    "Puente\n\nTúmbate boca arriba y respira.\n\nTel. consulta: 91 555 12 34": "Túmbate boca arriba y respira.",
    # The name of a part behind its time, and the end of the last one.
    "[0:00 - 0:40] Opening\nFind a place and sit down.\n\n[0:40 - 1:10] Body\nFeel your feet on the floor.": (
        "## Opening\nFind a place and sit down.\n[until 0:40]\n## Body\nFeel your feet on the floor.\n[until 1:10]"
    ),
    "[0:00] Close your eyes\nand let go of the day.\n[0:40] Feel your feet\non the floor.": (
        "Close your eyes and let go of the day.\n[until 0:40] Feel your feet on the floor."
    ),
    # The names of poses above their words, with a length or without one.
    "# Yoga\n\nGatto - mucca\nInspira e solleva lo sguardo.\n\nGuerriero: 30 secondi per lato\nPiega il ginocchio.": (
        "## Gatto - mucca\nInspira e solleva lo sguardo.\n"
        "## Guerriero\n- sides: right, left\n- hold: 30s\nPiega il ginocchio."
    ),
    "Escaneo corporal para principiantes\nPor Lucía Fernández\n\nGuion\n\nTúmbate sobre la esterilla y respira.": (
        "Túmbate sobre la esterilla y respira."
    ),
    "# See\n\n*Vorbereitung: Raum abdunkeln, Schale holen.*\n\nSchließe die Augen.": "Schließe die Augen.",
    "# See\n\n*Atem: Spüre, wie du ruhig wirst.*\n\nSchließe die Augen.": (
        "Atem: Spüre, wie du ruhig wirst\nSchließe die Augen."
    ),
    "# Yin\n\nFold over your shin.\n\n*(stay 2 minutes, then switch sides)*\n\nCome up.": (
        "Fold over your shin.\n[pause 2m]\nCome up."
    ),
    # A part with silences in it is no part of notes, whatever its name; one without is.
    "# Ease\n\nRest.\n\n## Direct Suggestions\n\nYou let go at once.\n\n[PAUSE 4 SECONDS]\n\nYou are at ease.": (
        "Rest.\n## Direct Suggestions\nYou let go at once.\n[pause 4s]\nYou are at ease."
    ),
    "# Ease\n\nYou are at ease.\n\nRest.\n\n## Usage Suggestions\n\nPlay it at night.": "You are at ease.\nRest.",
    "# Ease\n\nRest now.\n\nLet it go.\n\n[END SCRIPT]\n\nWord count: 900 words\n\nBy K. Osei": "Rest now.\nLet it go.",
    "# Night\n\nRest now.\n\nLet it go.\n\nThe end.\n\nSleep well.": "Rest now.\nLet it go.\nThe end.\nSleep well.",
    # What a lesson says and asks; a label alone may be for the listener.
    "Star\n\nSAY: Hold up your star.\n\nASK: How do you feel?\n\nEMPHASIZE: There is no rush.": (
        "Hold up your star.\nHow do you feel?\nThere is no rush."
    ),
    "Stern\n\nSagen: Schließt die Augen.\n\nFragen: Was spürt ihr?\n\nSagen: Öffnet sie.": (
        "Schließt die Augen.\nWas spürt ihr?\nÖffnet sie."
    ),
    "Who\n\nRest.\n\nAsk: Who am I?\n\nAsk: Who is aware?\n\nRest.": (
        "Rest.\nAsk: Who am I?\nAsk: Who is aware?\nRest."
    ),
    "# Star\n\nOpen your eyes.\n\nSmile.\n\n## Discussion or writing prompts\n\n- Where is your star?": (
        "Open your eyes.\nSmile."
    ),
    "Star\n\nOpen your eyes.\n\nSmile.\n\nDiscussion prompts:\n- Where is it?\n- How is it?": "Open your eyes.\nSmile.",
    "# Stern\n\nÖffne die Augen.\n\nLächle.\n\n## Gesprächsimpulse\n\n- Wo ist er?": "Öffne die Augen.\nLächle.",
    "Sit\n\nRest.\n\nRing the chime again. Wait until it is quiet.\n\nOpen your eyes.": (
        "Rest.\n[chime bell]\nOpen your eyes."
    ),
    "# Candle\n\n## Before you start\n\n- Dim the lights\n- Have one candle for each\n\nWelcome. See the flame.": (
        "Welcome. See the flame."
    ),
    "# Candle\n\n## Before you start\n\n- Sit on a chair\n- Rest both feet\n\nWelcome. See the flame.": (
        "## Before you start\nSit on a chair\nRest both feet\nWelcome. See the flame."
    ),
    "# Sky\n\n#### **[Duration: 10-15 minutes]**\n\n**Arriving:**\nSit down here.\n\nRest now.": (
        "## Arriving\nSit down here.\nRest now."
    ),
    "# Sky\n\nSit down here.\n\nRest now.\n\n### Comments (2)\n\nLovely, thank you! - Jo": "Sit down here.\nRest now.",
    "# Sky\n\n*Breathe out slowly now.*\n\n*Close the background worries.*\n\n*Waves in the background*": (
        "Breathe out slowly now\nClose the background worries"
    ),
    # Silences that brackets describe
    "# Sky\n\nRest.\n\n(Extended silence follows for contemplation.)\n\nWait.": "Rest.\n[long pause]\nWait.",
    "# Sky\n\nRest.\n\n(Allow ample silent space for insight.)\n\nWait.": "Rest.\n[pause]\nWait.",
    "# Sky\n\nRest.\n\n_(Let students rest in silence for a few minutes)_\n\nWait.": "Rest.\n[pause 2-4m]\nWait.",
    "# Sky\n\nRest.\n\n**(Transition - 1 minute of normal breathing)**\n\nWait.": "Rest.\n[pause 1m]\nWait.",
    "# Sky\n\nRest.\n\n(Pause as the rain goes on)\n\nWait.\n\n(Fade the rain to silence)": "Rest.\n[pause]\nWait.",
    "# Jar\n\nDrop it in.\n\n(Give them a minute, some have a lot.)\n\nRest.": "Drop it in.\n[pause 1m]\nRest.",
    "# Glas\n\nRuh dich aus. (Geben Sie ihnen zwei Minuten.) Ruhe.": "Ruh dich aus. [pause 2m] Ruhe.",
    "# Jar\n\nSit back. ⏸\n\nSee the jar. ⏸\ufe0f\n\nRest.": "Sit back. [pause]\nSee the jar. [pause]\nRest.",
    "# Jar\n\n> Leader: keep your voice low and slow; leave about ten seconds wherever you see ⏸.\n\nSit. ⏸\n\nRest.": (
        "Sit. [pause 10s]\nRest."
    ),
    # Lengths of it all, heads with a number, and times of silence
    "# Day\n\nRest.\n\n*(Duration: Approximately 10 minutes)*\n\nSit.": "Rest.\nSit.",
    "# Day\n\n#### **1. Pause and Breathe**\nTake a breath.\n\n#### **2. Rest**\nSit.": (
        "## Pause and Breathe\nTake a breath.\n## Rest\nSit."
    ),
    "# Day\n\n#### **0:00 – 3:00 | Grounding**\nSit.\n\n#### **3:00 – 6:00 | Body**\nRest.": (
        "## Grounding\nSit.\n## Body\nRest."
    ),
    "# Day\n\nWe open our hearts.\n\nFollowed by a time of silence to reflect.\n\nAmen.": (
        "We open our hearts.\n[pause]\nAmen."
    ),
    "# Day\n\nHear it.\n\n[Allow for a longer period of soundscape here.]\n\nRest.": "Hear it.\n[long pause]\nRest.",
    # A hold that the pause below it tells again
    "Flow\n\n1. Cat, 8 rounds\nRound the back.\n\n2. Down dog - 5 breaths\nLift the hips up.\n-- 5 breaths --\n"
    "Lower down.\n-- 2 breaths --\nChange sides.": (
        "## Cat\n- reps: 8\nRound the back.\n## Down dog\nLift the hips up.\n[pause 5 breaths]\nLower down.\n"
        "[pause 2 breaths]\nChange sides."
    ),
    "SLEEP - 10 MINUTES\n\nTypes: 4-7-8 Breathing + Scan\n\nWelcome to this rest. Lie down.\n\nRest now. Let go.": (
        "Types: 4-7-8 Breathing + Scan\nWelcome to this rest. Lie down.\nRest now. Let go."
    ),
    # Lines copied from a page, one of them with a blank before it
    "Carpet\n\nSince we fly, the child may talk about the places that it wants to see, and then be invited on a trip. "
    + "It is fun. " * 9
    + "\n Read the following words to your child:\nClose your eyes and rest in your seat. "
    + "Let your legs rest. " * 9: ("Close your eyes and rest in your seat. " + "Let your legs rest. " * 9).strip(),
    "# Sky\n\nHi.\n\n**[Opening – 2 min]**\nTake a seat here.": "Hi.\n## Opening\nTake a seat here.",
    "# Sky\n\n#### Two\n**Breath Awareness:**\nFeel the breath.\n\n#### Three\nRest.": (
        "## Two\nBreath Awareness:\nFeel the breath.\n## Three\nRest."
    ),
    "# Sky\n\nRest.\n\n## Deep rest (10+ minutes)\n\nRest here.": "Rest.\n## Deep rest\nRest here.",
    "Rest\n\nThree dots mean five seconds, a line of dots means be still for half a minute.\n\n"
    "Feel your heels.\n...\nFeel your calves.\n.........\nOpen your eyes.": (
        "- pauses: ellipsis 5s\nFeel your heels.\n[pause 5s]\nFeel your calves.\n[pause 30s]\nOpen your eyes."
    ),
    # Words that change nothing beside a pause, and the time that a silence takes
    "# Sky\n\nRest. [very long pause]\n\nSit. (four slow breaths together) See it.": (
        "Rest. [long pause]\nSit. [pause 4 breaths] See it."
    ),
    "# Sky\n\nRest.\n\n*Hold for 5 breaths with movement*\n\nSit. [pausa muy larga]": (
        "Rest.\n[pause 5 breaths]\nSit. [long pause]"
    ),
    "# Sky\n\nRest.\n\n[Allow some silence for them - spending about a minute]\n\nSit.": "Rest.\n[pause 1m]\nSit.",
    "# Quay\n\nIt is quiet. ||\n\nRopes creak. ||\n\nRest now. ||||\n\n*(|| = 3 seconds, |||| = 10 seconds)*": (
        "It is quiet. [pause 3s]\nRopes creak. [pause 3s]\nRest now. [pause 10s]"
    ),
    "Sky\n\nEach muscle is tensed for five seconds and then relaxed for a minute.\n\nMake a fist for 5 seconds.": (
        "Each muscle is tensed for five seconds and then relaxed for a minute.\nMake a fist for 5 seconds."
    ),
    # A dot alone, brackets of two kinds, a title above time stamps, a version, and formulas with their counts
    "# Sky\n\nOne dot is a breath.\n\nRest your hands.\n.\nRest your feet.\n.\nSleep.": (
        "One dot is a breath.\nRest your hands.\n[short pause]\nRest your feet.\n[short pause]\nSleep."
    ),
    "# Sky\n\n{Bell sound x 1)\nLie down.\n\nFeel your feet.\n(Bell sound x 2}": (
        "[chime bell]\nLie down.\nFeel your feet.\n[chime bell] [chime bell]"
    ),
    "SLEEP WELL - 10 MINUTES\nLevel: easy\n\n[0:00-1:00]\nLie down.\n\n[1:00-2:00]\nBreathe in slowly.": (
        "Lie down.\n[until 1:00] Breathe in slowly.\n[until 2:00]"
    ),
    "# Sky\n\n**Version 3 / reviewed Nov 2020 / Ward 7**\n\nLet your feet be heavy. Breathe in.\n\nRest.": (
        "Let your feet be heavy. Breathe in.\nRest."
    ),
    "Calm\n\nClose your eyes.\n\nMy right arm is heavy      6-8 times\nBoth my arms are warm     2 times\n\nRest.": (
        "Close your eyes.\n[repeat 6]\nMy right arm is heavy\n[end]\n[repeat 2]\nBoth my arms are warm\n[end]\nRest."
    ),
    'Choir\n\nBoth feet down. Feel the chair take your weight.\n... 8"\nLet the breath drop low.\n... 20 sec\nHum.': (
        "Both feet down. Feel the chair take your weight.\n[pause 8s]\nLet the breath drop low.\n[pause 20s]\nHum."
    ),
    "# Night\n\n**FADE UP:** rain on a tin roof\n\nLie back. Breathe in.\n\nRest.": "Lie back. Breathe in.\nRest.",
    # What is for the one who leads
    "Evening\n\nBefore: move the chairs in a ring, phones off.\n\nBreathe in. Breathe out.\n\nRest.": (
        "Breathe in. Breathe out.\nRest."
    ),
    "Evening\n\nBefore: you were tired.\n\nBreathe in. Breathe out.\n\nRest.": (
        "Before: you were tired.\nBreathe in. Breathe out.\nRest."
    ),
    "Evening\n\nTell participants that you will lead them. Say:\n\nBreathe in. Breathe out.\n\nRest.": (
        "Breathe in. Breathe out.\nRest."
    ),
    "Evening\n\nBreathe in. (inhales loudly) Breathe out.\n\nRest.\n\nInvite everyone you love in.": (
        "Breathe in. Breathe out.\nRest.\nInvite everyone you love in."
    ),
    # What a page and a transcript have around the words
    "top of page\n\nEvening\n\nBreathe in. Breathe out.\n\nRest.\n\nbottom of page": "Breathe in. Breathe out.\nRest.",
    "# Sky\n\nRest now.\n\nLet it go.\n\n**END OF SCRIPT #1**\n\n*Runtime: 60 minutes*": "Rest now.\nLet it go.",
    "# Sky\n\nArriving (0:00)\nRelax the hands.\n\nBody (2:00)\nMake a fist.": (
        "## Arriving\nRelax the hands.\n## Body\nMake a fist."
    ),
    "Sky\nAnna Berg (00:00):\nRelax the hands.\n(00:47)\nMake a fist.\n(02:10):\nAnd again.": (
        "Relax the hands.\n[until 0:47] Make a fist.\n[until 2:10] And again."
    ),
}


def _body(script: str) -> str:
    script = re.sub(r"<!--.*?-->", "", script, flags=re.DOTALL)
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("# ", "- language")))


@pytest.mark.parametrize(("source", "expected"), TEXTS.items())
def test_what_stands_around_the_words_is_not_spoken(source: str, expected: str) -> None:
    assert _body(convert(source.encode(), "text.txt").text) == expected


FILES = [
    (
        "cut.vtt",
        "WEBVTT\n\n00:01.000 --> 00:05.000\nLie down and\n\n00:05.100 --> 00:08.000\nrest.\n\n0:20.000 --> 0:24.0\nUp.",
        "[until 0:01] Lie down and rest.\n[until 0:20] Up.",
        "",
    ),
    (
        "note.rtf",
        "{\\rtf1\\ansi Close your eyes now.{\\*\\annotation Dim the light}\\par Rest here.}",
        "Close your eyes now.\nRest here.",
        "<!-- Dim the light -->",
    ),
    (
        "page.html",
        "<p>Stretch your arms.</p><figure><img src=a.jpg><figcaption>Photo: Jo</figcaption></figure><p>Rest.</p>",
        "Stretch your arms.\nRest.",
        "<!-- Photo: Jo -->",
    ),
]


@pytest.mark.parametrize(("name", "source", "expected", "note"), FILES, ids=[name for name, *_ in FILES])
def test_what_a_format_has_around_the_words_is_kept_beside_them(
    name: str, source: str, expected: str, note: str
) -> None:
    script = convert(source.encode(), name).text
    assert _body(script) == expected
    assert note in script


SHEETS = [
    ("Exercise 1: Pendulum", "Lean forward. Let your arm swing.", "Duration: 1 minute / Sets: 3 / Rest: 30 sec"),
    ("Übung 1: Pendel", "Beuge dich vor. Lass den Arm schwingen.", "Dauer: 1 Minute / Sätze: 3 / Pause: 30 Sek."),
    ("Ejercicio 1: Péndulo", "Inclínese. Deje oscilar el brazo.", "Duración: 1 minuto / Series: 3 / Descanso: 30 seg"),
    ("Exercice 1 : Pendule", "Penchez-vous. Laissez le bras osciller.", "Durée : 1 min / Séries : 3 / Repos : 30 s"),
    ("Esercizio 1: Pendolo", "Chinati in avanti. Oscilla.", "Durata: 1 minuto / Serie: 3 / Recupero: 30 sec"),
    ("Exercício 1: Pêndulo", "Incline-se. Deixe o braço.", "Duração: 1 minuto / Séries: 3 / Descanso: 30 seg"),
    ("Oefening 1: Slinger", "Buig naar voren. Laat zwaaien.", "Duur: 1 minuut / Sets: 3 / Rust: 30 sec"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "how", "figures"), SHEETS, ids=[name for name, *_ in SHEETS])
def test_a_length_with_a_label_is_the_hold_of_its_exercise(name: str, how: str, figures: str) -> None:
    lines = [name, how, *figures.split(" / ")]
    _, step = convert(("Sheet\n\n" + "\n".join(lines) + "\n").encode(), "sheet.txt").text.split("\n## ")
    found = [line.removeprefix("- ") for line in step.splitlines() if line.startswith("- ")]
    assert found == ["hold: 1m", "sets: 3", "rest: 30s"]
