"""Physiotherapists' sheets in seven languages: the figures of an exercise stand in a line with labels or in words."""

from __future__ import annotations

import re

import pytest

from voicecoach.importing.convert import ImportedText, convert
from voicecoach.importing.report import Kind


def _sheet(item: str, name: str = "sheet.txt") -> ImportedText:
    return convert(f"Sheet\n\n{item}\n".encode(), name)


def _settings(script: str) -> str:
    """Return the settings of a script's only step."""
    _, step = script.split("\n## ")
    found = [line.removeprefix("- ") for line in step.splitlines() if line.startswith("- ")]
    return "; ".join("sides" if line == "sides: right, left" else line for line in found)


LABELLED = [
    ("1) Pelvic Tilt\n   Lie down.\n   Hold: 5 seconds    Reps: 10    Sets: 2    Freq: 2x/day", "Freq: 2x/day"),
    (
        "1) Becken kippen\n   Rückenlage.\n   Halten: 5 Sek. Wdh.: 10 Serien: 2 Häufigkeit: 2x täglich",
        "Häufigkeit: 2x täglich",
    ),
    (
        "1) Báscula\n   Boca arriba.\n   Mantener: 5 seg. Repeticiones: 10. Series: 2. Frecuencia: 2 veces al día",
        "Frecuencia: 2 veces al día",
    ),
    (
        "1. Bascule\nSur le dos.\nTenir : 5 s   Rép. : 10   Séries : 2   Fréquence : 2x/jour",
        "Fréquence : 2x/jour",
    ),
    (
        "a) Ponte\nSchiena a terra.\nSerie: 2; Rip.: 10; Tenuta: 5 sec; Frequenza: 1 volta al giorno",
        "Frequenza: 1 volta al giorno",
    ),
    (
        "1) Ponte\n   De costas.\n   Manter: 5 seg | Repetições: 10 | Séries: 2 | Frequência: 2x/dia",
        "Frequência: 2x/dia",
    ),
    ("1. Brug\n   Op je rug.\n   Sets: 2, Herh.: 10, Vasthouden: 5 sec, Gewicht: 2 kg", "Gewicht: 2 kg"),
]  # fmt: skip


@pytest.mark.parametrize(("item", "note"), LABELLED, ids=[note for _, note in LABELLED])
def test_a_line_of_labels_is_the_figures_of_its_exercise(item: str, note: str) -> None:
    script = _sheet(item).text
    assert _settings(script) == "hold: 5s; reps: 10; sets: 2"
    assert f"<!-- {note} -->" in script
    how = item.split("\n")[1].strip()
    assert f"\n{how}\n" in script


@pytest.mark.parametrize(
    ("item", "settings"),
    [
        ("1) Knee\n   Pull.\n   Hold: 20-30 seconds   Reps: 3 each leg   Freq: 1x/day", "sides; hold: 20-30s; reps: 3"),
        ("## Squat\n\nLean on the wall.\n\nSlide down.\n\nHold for 10 seconds. Repeat 8 times.", "hold: 10s; reps: 8"),
        ("## Silla\n\nBaje despacio.\n\nMantenga 30 segundos, 3 veces por pierna.", "sides; hold: 30s; reps: 3"),
        ("1) Pendel\n   Kreisen.\n   Halten: –    Wdh.: 20    Serien: 2", "reps: 20; sets: 2"),
        ("3. Heel slides\nSlide your heel.\nSets 2, Reps 15, Rest 30 sec", "reps: 15; sets: 2; rest: 30s"),
        ("3. Quads\nPush your knee down.\nsets: 3 / reps: 12", "reps: 12; sets: 3"),
        ("3. Quads\nPush your knee down.\nhold 5s x10", "hold: 5s; reps: 10"),
        ("1) Rotation\n   Arm anlegen.\n   3 Sätze à 10, Pause 60 Sek.", "reps: 10; sets: 3; rest: 1m"),
        ("1) Katze\n   Rund machen.\n   10 Wiederholungen, 2 Serien, 30 Sek. Pause", "reps: 10; sets: 2; rest: 30s"),
        ("3. Seitstütz\nre/li je 3 x 20 Sek.", "sides; hold: 20s; sets: 3"),
        ("3. Seitlage\nli. + re. je 12 Wdh.", "sides; reps: 12"),
        ("3. Rotazione\ndx/sx 3 x 12", "sides; reps: 12; sets: 3"),
        ("3. Trapezio\nMantenere 20 sec. dx e sx, 3 rip.", "sides; hold: 20s; reps: 3"),
        ("3. Prancha\ndir/esq 3 x 20 seg", "sides; hold: 20s; sets: 3"),
        ("3. Plancha\nizq./der. 3 x 20 seg", "sides; hold: 20s; sets: 3"),
        ("3. Planche\nD/G 3 x 20 s", "sides; hold: 20s; sets: 3"),
        ("3. Kuitrek\nL + R 3 x 20 sec", "sides; hold: 20s; sets: 3"),
        ("3. Calf\n30 sec hold x 3, R & L", "sides; hold: 30s; reps: 3"),
        ("3. Pont\nSur le dos.\nSéries 3 - Répétitions 12 - Repos 45 s", "reps: 12; sets: 3; rest: 45s"),
        ("3. Plank laterale dx/sx\nSerie 2 - Tenuta 20 sec - Recupero 30 sec", "sides; hold: 20s; sets: 2; rest: 30s"),
        ("1. Brücke\nBecken heben.\n*Wdh.:* 12 | *Sätze:* 3 | *Pause:* 30 Sek.", "reps: 12; sets: 3; rest: 30s"),
        ("1. Kin\nTrek je kin in. 5 tellen vasthouden.\n10x herhalen, 2x per dag.", "hold: 5s; reps: 10"),
        ("- Scap squeeze: 10 reps x 5 sec hold", "hold: 5s; reps: 10"),
        ("**1. Dehnung:** 30 s li, 30 s re", "sides; hold: 30s"),
        ("### 1: Bird dog\n**Sets:** 3 · **Reps:** 10 · **Rest:** 60 s", "reps: 10; sets: 3; rest: 1m"),
        ("### Clamshells\n- 3 sets\n- 12 reps\n- both sides", "sides; reps: 12; sets: 3"),
        ("3. Leg raise\nSets/Reps: 3/12\nToes point forward.", "reps: 12; sets: 3"),
        ("- Dehnung Wade: je 30 Sek. re./li., 2 Durchgänge, 2x tgl.", "sides; hold: 30s; sets: 2"),
        ("4.- Talones\nSubir y bajar. 2 x 15 rep. (2 veces/día)", "reps: 15; sets: 2"),
        ("3. Bridge\nLift your hips, breathe, hold 5 sec and lower.\n10 reps", "hold: 5s; reps: 10"),
        ("3. Stretch\nShift forward.\nRepeat 3 Times\nHold 30 Seconds\nComplete 2 Sets", "hold: 30s; reps: 3; sets: 2"),
        ("2. Schulterblätter – Wdh.: 12, Sätze: 2, Pause: 30 s", "reps: 12; sets: 2; rest: 30s"),
        ("2. Drehen: Serien 2 | Wdh. 8 je Seite", "sides; reps: 8; sets: 2"),
        ("## Ponte\nRipetizioni: 12\nSerie: 2\nTenuta: 5 secondi", "hold: 5s; reps: 12; sets: 2"),
        ("2. Armcirkels\n20 sec voorwaarts, 20 sec achterwaarts", "sides: voorwaarts, achterwaarts; hold: 20s"),
    ],
)  # fmt: skip
def test_the_figures_of_an_item_may_be_abbreviated(item: str, settings: str) -> None:
    assert _settings(_sheet(item).text) == settings


@pytest.mark.parametrize(
    ("item", "sentence", "settings"),
    [
        (
            "3) Bridging\n   Hold 3 sec, lower slowly. Repeat 15 times. Rest 60 sec. 2 sets.",
            "Hold 3 sec, lower slowly.", "hold: 3s; reps: 15; sets: 2; rest between sets: 1m",
        ),
        (
            "2. Diagonal\nArm strecken, 5 Sek. halten.\nJe Seite 8 Wdh.",
            "Arm strecken, 5 Sek. halten.", "sides; hold: 5s; reps: 8",
        ),
        (
            "3) Pierna\n   Mantener 3 seg, bajar despacio. Repetir 15 veces. 2 series.",
            "Mantener 3 seg, bajar despacio.", "hold: 3s; reps: 15; sets: 2",
        ),
        (
            "3) Bascule\n   Aplatissez le dos, tenez 5 secondes, relâchez. Répétez 10 fois.",
            "Aplatissez le dos, tenez 5 secondes, relâchez.", "hold: 5s; reps: 10",
        ),
        (
            "3) Gamba\n   Mantenere 3 sec, scendere piano. Ripetere 15 volte. 2 serie.",
            "Mantenere 3 sec, scendere piano.", "hold: 3s; reps: 15; sets: 2",
        ),
        (
            "3) Perna\n   Manter 3 seg, descer devagar. Repetir 15 vezes. 2 séries.",
            "Manter 3 seg, descer devagar.", "hold: 3s; reps: 15; sets: 2",
        ),
        (
            "3) Strekken\n   Strek het been, 5 sec vasthouden, laat zakken. 3 sets van 10 per been.",
            "Strek het been, 5 sec vasthouden, laat zakken.", "sides; hold: 5s; reps: 10; sets: 3",
        ),
    ],
)  # fmt: skip
def test_a_hold_in_a_sentence_is_kept_and_told(item: str, sentence: str, settings: str) -> None:
    imported = _sheet(item)
    assert _settings(imported.text) == settings
    assert f"\n{sentence}\n" in imported.text
    told = [entry.became for entry in imported.entries if entry.kind is Kind.UNSURE]
    assert any(re.match(r"the hold of \ds", words) and sentence in words for words in told)


@pytest.mark.parametrize(
    ("item", "sides"),
    [
        ("- Arm circles: 30 sec forward, 30 sec backward", "sides: forward, backward"),
        ("- Armkreisen: 30 Sek. vorwärts, 30 Sek. rückwärts", "sides: vorwärts, rückwärts"),
        ("- Círculos: 30 seg hacia adelante, 30 seg hacia atrás", "sides: hacia adelante, hacia atrás"),
        ("- Cercles : 30 s en avant, 30 s en arrière", "sides: en avant, en arrière"),
        ("- Cerchi: 30 sec avanti, 30 sec indietro", "sides: avanti, indietro"),
        ("- Círculos: 30 seg para frente e 30 seg para trás", "sides: para frente, para trás"),
        ("- Cirkels: 30 sec vooruit, dan 30 sec achteruit", "sides: vooruit, achteruit"),
        ("- Neck turns: 30 sec left, 30 sec right", "sides"),
    ],
)
def test_two_ways_of_an_exercise_are_its_sides(item: str, sides: str) -> None:
    assert _settings(_sheet(item).text) == f"{sides}; hold: 30s"


def test_a_label_without_a_figure_is_a_comment() -> None:
    script = _sheet("3. Rotation\n   Elbow in.\n   Sets: 3\n   Reps: 15\n   Frequency: every other day").text
    assert "<!-- Frequency: every other day -->" in script
    assert _settings(script) == "reps: 15; sets: 3"


def test_a_figure_that_contradicts_an_earlier_one_is_told() -> None:
    imported = _sheet("1) Bridge\n   Lift your hips. 3 sets of 10. Hold 5 sec. Repeat 4 times.")
    assert _settings(imported.text) == "hold: 5s; reps: 10; sets: 3"
    assert "<!-- Repeat 4 times. -->" in imported.text
    told = [entry.became for entry in imported.entries if entry.kind is Kind.UNSURE]
    assert '"Repeat 4 times." is not used: another sentence gives that number already' in told


def test_a_breath_in_words_is_no_exercise() -> None:
    script = _sheet("3. Calm\nInhale 4 sec, hold 4 sec, exhale slowly.\nRepeat 4 times.").text
    assert "\n- hold" not in script
    assert "Inhale 4 sec" in script


def test_a_second_length_that_is_not_used_is_told() -> None:
    imported = _sheet("- Arm circles: 30 sec small, 20 sec large")
    told = [entry.became for entry in imported.entries if entry.kind is Kind.UNSURE]
    assert 'only the first figures are used, and "small, 20 sec large" is a comment' in told


TITLES = {
    "Übungsprogramm Rücken – Frau M. – bitte 3x pro Woche": ("Übungsprogramm Rücken", "Frau M. – bitte 3x pro Woche"),
    "Knee Rehab Sheet - Mrs. T. - 2x daily": ("Knee Rehab Sheet", "Mrs. T. - 2x daily"),
    "Programme d'exercices du dos – M. Dupont – 2 fois par jour": (
        "Programme d'exercices du dos", "M. Dupont – 2 fois par jour",
    ),
    "Ejercicios de espalda - Sr. Gómez - 12/03/2024": ("Ejercicios de espalda", "Sr. Gómez - 12/03/2024"),
    "Esercizi schiena (Sig.ra B., 2 volte al giorno)": ("Esercizi schiena", "Sig.ra B., 2 volte al giorno"),
    "Programa de exercícios – Sra. L. – 3x por semana": ("Programa de exercícios", "Sra. L. – 3x por semana"),
    "Oefenprogramma knie – mevr. de Boer – 3x per week": ("Oefenprogramma knie", "mevr. de Boer – 3x per week"),
}  # fmt: skip


@pytest.mark.parametrize("line", TITLES)
def test_the_patient_in_a_title_is_not_spoken(line: str) -> None:
    title, note = TITLES[line]
    imported = convert(f"{line}\n\n1. Plank\nStay long.\n3 x 20 s\n".encode(), "sheet.txt")
    assert imported.title == title
    assert f"<!-- {note} -->" in imported.text
    assert imported.text.count(note) == 1
    assert convert(f"<h1>{line}</h1><p>3 x 20 s.</p><p>Stay long.</p>".encode(), "sheet.html").title == title


@pytest.mark.parametrize(
    ("hint", "spoken", "settings"),
    [
        ("Each side; rest 30 sec", "", "sides; hold: 20s; sets: 3; rest: 30s"),
        ("Je Seite. Pause 30 Sek.", "", "sides; hold: 20s; sets: 3; rest: 30s"),
        ("Cada lado; descanso 30 seg; no te hundas", "no te hundas", "sides; hold: 20s; sets: 3; rest: 30s"),
        ("Hold 5 sec at first", "Hold 5 sec at first", "hold: 20s; sets: 3"),
        ("Hold 5 sec", "Hold 5 sec", "hold: 20s; sets: 3"),
        ("Breathe", "Breathe", "hold: 20s; sets: 3"),
        ("Respirar", "Respirar", "hold: 20s; sets: 3"),
    ],
)  # fmt: skip
def test_the_remark_in_a_row_gives_its_figures_and_speaks_its_words(hint: str, spoken: str, settings: str) -> None:
    table = f"| Exercise | Sets | Hold | Notes |\n|---|---|---|---|\n| Plank | 3 | 20 sec | {hint} |"
    script = _sheet(table, "plan.md").text
    assert _settings(script) == settings
    words = [line for line in script.split("\n## ")[1].splitlines()[1:] if line and not line.startswith("- ")]
    assert words == ([spoken] if spoken else [])


@pytest.mark.parametrize("gap", ["    ", "\t"])
def test_columns_that_stand_apart_are_a_table(gap: str) -> None:
    rows = [
        ["Exercice", "Séries", "Rép.", "Maintien", "Repos"],
        ["Pont", "3", "12", "3 s", "30 s"], ["Planche (D/G)", "2", "–", "20 s", "45 s"],
    ]  # fmt: skip
    script = _sheet("\n".join(gap.join(row) for row in rows)).text
    steps = [re.findall(r"(?m)^(?:- )?(\S.*)$", step) for step in script.split("\n## ")[1:]]
    assert steps == [
        ["Pont", "hold: 3s", "reps: 12", "sets: 3", "rest between sets: 30s"],
        ["Planche", "sides: right, left", "hold: 20s", "sets: 2", "rest: 45s"],
    ]
