"""Exercises on one line, as coaches write them in seven languages, become the settings of a step."""

from __future__ import annotations

import re

import pytest

from voicecoach.importing.convert import convert
from voicecoach.importing.exercises.step_settings import settings_of
from voicecoach.importing.lines.exercise_lines import read_exercise

LINES: dict[str, tuple[str, str]] = {
    "Child’s Pose: Tieni per 1 minuto.": ("Child’s Pose", "hold: 1m"),
    "Brücke: Halten für 30 Sekunden": ("Brücke", "hold: 30s"),
    "Puente: Mantén durante 30 segundos": ("Puente", "hold: 30s"),
    "Pont : Tenir pendant 30 secondes": ("Pont", "hold: 30s"),
    "Ponte: Segure por 30 segundos": ("Ponte", "hold: 30s"),
    "Bird dog - 3 x 10 per side": ("Bird dog", "sides; reps: 10; sets: 3"),
    "Hamstring stretch: hold 30 sec, 3 times each side": ("Hamstring stretch", "sides; hold: 30s; reps: 3"),
    "5 Min: Leichtes Laufen": ("Leichtes Laufen", "hold: 5m"),
    "Plank 3x45s, rest 30s": ("Plank", "hold: 45s; sets: 3; rest: 30s"),
    "Squats 2 sets of 12 reps": ("Squats", "reps: 12; sets: 2"),
    "Cat-cow: 10 slow reps": ("Cat-cow", "reps: 10"),
    "Step-ups 3×8/leg": ("Step-ups", "sides; reps: 8; sets: 3"),
    "Neck rolls: 5 each direction": ("Neck rolls", "sides; reps: 5"),
    "A2. Split squat: 3 x 8/side": ("Split squat", "sides; reps: 8; sets: 3"),
    "3 sets of 12 lunges": ("Lunges", "reps: 12; sets: 3"),
    "Hampelmänner 40 Sek. / 20 Sek. Pause": ("Hampelmänner", "hold: 40s"),
    "Plank 45 s halten": ("Plank", "hold: 45s"),
    "Arm circles 30 sec per side": ("Arm circles", "sides; hold: 30s"),
    "30 seconds plank": ("Plank", "hold: 30s"),
    "Respirazione: sdraiata, una mano sulla pancia. 10 respiri lenti.": ("Respirazione", "hold: 1m20s"),
    "Child's pose: 2 x 5 breaths": ("Child's pose", "hold: 40s; reps: 2"),
    "Superman: 3 x 10, hold 5 s, rest 60 s": ("Superman", "hold: 5s; reps: 10; sets: 3; rest between sets: 1m"),
    "Squeeze – Pull your blades. Hold for 5 seconds. 2 sets of 12, rest 30 seconds between sets.": (
        "Squeeze", "hold: 5s; reps: 12; sets: 2; rest between sets: 30s"
    ),
    "Row 3x10-12, RIR 2": ("Row", "reps: 10-12; sets: 3"),
    "Ausfallschritte: 3 × 12 pro Bein": ("Ausfallschritte", "sides; reps: 12; sets: 3"),
    "Unterarmstütz 3 × 30 Sek. pro Seite": ("Unterarmstütz", "sides; hold: 30s; sets: 3"),
    "Katze-Kuh 8-10 Wiederholungen": ("Katze-Kuh", "reps: 8-10"),
    "Seitstütz rechts/links je 20 Sek": ("Seitstütz", "sides; hold: 20s"),
    "3 x 10 Kniebeugen": ("Kniebeugen", "reps: 10; sets: 3"),
    "Schulterkreisen: 5 je Richtung": ("Schulterkreisen", "sides; reps: 5"),
    "Plancha: mantener 20 segundos, 3 repeticiones": ("Plancha", "hold: 20s; reps: 3"),
    "Plancha lateral: 3 series de 30 segundos por lado, descansando 20 segundos": (
        "Plancha lateral", "sides; hold: 30s; sets: 3; rest: 20s",
    ),
    "Gato-vaca: 10 repeticiones": ("Gato-vaca", "reps: 10"),
    "Gainage : tenir 30 s": ("Gainage", "hold: 30s"),
    "Fentes : 3 séries de 10 répétitions par jambe": ("Fentes", "sides; reps: 10; sets: 3"),
    "Rotation : 10 fois à droite et à gauche": ("Rotation", "sides; reps: 10"),
    "Affondi: 3 serie da 10 ripetizioni per gamba": ("Affondi", "sides; reps: 10; sets: 3"),
    "Allungamento: tenere 20 secondi per lato": ("Allungamento", "sides; hold: 20s"),
    "Prancha: segurar 30 segundos, 3 vezes": ("Prancha", "hold: 30s; reps: 3"),
    "Ponte: 3x12 com descanso de 30 segundos": ("Ponte", "reps: 12; sets: 3; rest: 30s"),
    "Plank: 30 seconden vasthouden, 3 keer": ("Plank", "hold: 30s; reps: 3"),
    "Uitvalspassen 3 x 10 per been": ("Uitvalspassen", "sides; reps: 10; sets: 3"),
    'Piegamenti 3x12 rec. 45"': ("Piegamenti", "reps: 12; sets: 3; rest: 45s"),
    "Press banca 4x8, desc. 90 s": ("Press banca", "reps: 8; sets: 4; rest: 1m30s"),
    "Supino 4 x 10 (intervalo 1 min)": ("Supino", "reps: 10; sets: 4; rest: 1m"),
    "Lunges 10 per leg": ("Lunges", "sides; reps: 10"),
    "Affondi 10 per gamba": ("Affondi", "sides; reps: 10"),
    "Ausfallschritte 12 pro Bein": ("Ausfallschritte", "sides; reps: 12"),
    "Zancadas 8 por pierna": ("Zancadas", "sides; reps: 8"),
    "Agachamento: 3 rodadas de 12": ("Agachamento", "reps: 12; sets: 3"),
    "Pendulum: 2 min, 3 times a day": ("Pendulum", "hold: 2m"),
    "Pendel: 2 Min., dreimal täglich": ("Pendel", "hold: 2m"),
    "Pendulaire : 2 min, 2 fois par jour": ("Pendulaire", "hold: 2m"),
    "Péndulo: 20 repeticiones, 2 veces al día": ("Péndulo", "reps: 20"),
    "Step up: 4 x 10, recupero 1'30\"": ("Step up", "reps: 10; sets: 4; rest: 1m30s"),
    "Pendolo: 20 ripetizioni, 2 volte al giorno": ("Pendolo", "reps: 20"),
    "Pêndulo: 20 repetições, 3 vezes por dia": ("Pêndulo", "reps: 20"),
    "Slinger: 20 herhalingen, 2 keer per dag": ("Slinger", "reps: 20"),
    "Posture du chat : arrondir le dos à l'expiration en douceur (répéter 6 fois)": ("Posture du chat", "reps: 6"),
    "Plancha lateral 30 seg c/lado": ("Plancha lateral", "sides; hold: 30s"),
    "Agachamento 3x12, intervalo 1 min 30": ("Agachamento", "reps: 12; sets: 3; rest: 1m30s"),
    "Zijplank: houd 20 seconden vast aan elke kant": ("Zijplank", "sides; hold: 20s"),
    "Strides: 4 x 20 s, 40 s easy between": ("Strides", "hold: 20s; sets: 4; rest: 40s"),
    "Sprints: 4 x 20 s, 40 s dazwischen": ("Sprints", "hold: 20s; sets: 4; rest: 40s"),
    "Row - 3 x 10, 90 s between sets": ("Row", "reps: 10; sets: 3; rest: 1m30s"),
    "A-skips: 2 x 20 m": ("A-skips", "reps: 2"),
    "Plank 3 x 1 m": ("Plank", "hold: 1m; sets: 3"),
    "Bench press - 6 sets/2 reps/350lbs.": ("Bench press", "reps: 2; sets: 6"),
    "Leg swings side/side: 10 each leg": ("Leg swings side/side", "sides; reps: 10"),
    "Calf stretch: 3 sets of 30-second holds": ("Calf stretch", "hold: 30s; sets: 3"),
    "Schouderbrug - 8x, 3 tellen boven blijven": ("Schouderbrug", "hold: 3s; reps: 8"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "name", "settings"), [(line, *step) for line, step in LINES.items()])
def test_a_line_becomes_a_step(line: str, name: str, settings: str) -> None:
    found = read_exercise(line, 1, is_listed=True)
    assert found is not None
    of_step = [one.replace("sides: right, left", "sides") for one in settings_of(found)[0]]
    assert (found.name, "; ".join(of_step)) == (name, settings)


@pytest.mark.parametrize(
    "line",
    [
        "3 deep breaths", "5 things you can see", "10 minutes of silence", "Hold for 5 breaths",
        "Breathe in for 4 seconds", "Tenir pendant 3 respirations", "Haltet die Hand 20 Sekunden",
        "Press 3 kilo for a while",
        "Week 2: 3 x 8",
        "Trattieni il respiro. _(4s)_", "Let go. (10 s)", "Repos 30 s",
        "Recupero: 30 secondi", "Introduction (2 minutes)",
    ],
)  # fmt: skip
def test_a_line_that_is_no_exercise(line: str) -> None:
    assert read_exercise(line, 1, is_listed=True) is None


GROUPS = [
    (
        "Superset 1 (3 rounds):\n- Squat 15 reps\n- Lunges 10 per leg\nRest 60 seconds\n\nThen rest.",
        "[repeat 3] Squat Lunges [pause 1m] [end]",
    ),
    ("MAIN SET – repeat 3 times\nGoblet squat x 12\nPress-up x 8", "[repeat 3] Goblet squat Press-up [end]"),
    (
        "Superserie 1 (3 giri):\n- Squat 15 ripetizioni\n- Plank 30 s\nRecupero 60 secondi\n\nFine.",
        "[repeat 3] Squat Plank [pause 1m] [end]",
    ),
    (
        "Bloco 1 (superset, 3 rodadas)\n- A1. Remada – 12 reps\n- Descanso: 1 min\n\nFim.",
        "[repeat 3] Remada [pause 1m] [end]",
    ),
    (
        "Bloque 2: 4 vueltas\n\n- Flexiones - 10 repeticiones\n- Descanso 30 s\n\nListo.",
        "[repeat 4] Flexiones [pause 30s] [end]",
    ),
    (
        "Circuit – 2 tours\n- Pompes - 10 répétitions\n- Repos : 30 s\n\nBravo.",
        "[repeat 2] Pompes [pause 30s] [end]",
    ),
    (
        "Block A (3 Runden)\n- Kniebeugen - 10 Wiederholungen\n- Pause 30 s\n\nGut.",
        "[repeat 3] Kniebeugen [pause 30s] [end]",
    ),
    (
        "Blok 1 (3 rondes)\n- Squats - 10 herhalingen\n- Rust 30 s\n\nKlaar.",
        "[repeat 3] Squats [pause 30s] [end]",
    ),
    (
        "name;work;rest\nJumping jacks;40;20\nSquats;30;15\n",
        "Jumping jacks [pause 20s] Squats [pause 15s]",
    ),
    (
        "Ejercicio;Trabajo (s);Descanso (s)\nSaltos;40;20\nFlexiones;30;15\n",
        "Saltos [pause 20s] Flexiones [pause 15s]",
    ),
    (
        "Exercício;Tempo;Intervalo\nCorrida;30 segundos;15 segundos\nPonte;1 minuto;30 s\n",
        "Corrida [pause 15s] Ponte [pause 30s]",
    ),
]


@pytest.mark.parametrize(("text", "parts"), GROUPS, ids=[text.split("\n")[0] for text, _ in GROUPS])
def test_rounds_and_rests_between_exercises_are_kept(text: str, parts: str) -> None:
    """A rest of an exercise that is done once comes behind it; the rounds of a group end with the group."""
    script = convert(text.encode(), "plan.csv" if ";" in text else "plan.txt").text
    found = re.findall(r"(?m)^## (.*)$|^(\[(?:repeat|pause|end).*\])$", script)
    assert " ".join(name or action for name, action in found) == parts


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        (
            "1) Calf stretch\n   Hold 30 seconds. Repeat 3 times on each side.\n   Keep the heel down.",
            "sides; hold: 30s; reps: 3",
        ),
        ("1) Dehnung Brust\n   je Seite 30 Sek., 2x", "sides; hold: 30s; reps: 2"),
        ("1. Clamshells\n   2 sets of 15 each side, 3x/week.", "sides; reps: 15; sets: 2"),
        (
            "1) Bridges\n   Hold 5 seconds, 10 reps x 3 sets. Rest 1 minute between sets.",
            "hold: 5s; reps: 10; sets: 3; rest between sets: 1m",
        ),
        ("1) Brücke\n   5 Sekunden halten. 10 Wiederholungen, 3-mal pro Woche.", "hold: 5s; reps: 10"),
        ("1) Puente\n   Mantener 5 segundos. 3 series de 10 repeticiones.", "hold: 5s; reps: 10; sets: 3"),
        ("1) Pont\n   Tenir 5 secondes. 3 séries de 10 répétitions.", "hold: 5s; reps: 10; sets: 3"),
        ("1) Ponte\n   Mantenere 5 secondi. 3 serie da 10 ripetizioni.", "hold: 5s; reps: 10; sets: 3"),
        ("1) Ponte\n   Manter 5 segundos. 3 séries de 10 repetições.", "hold: 5s; reps: 10; sets: 3"),
        ("1) Brug\n   5 seconden vasthouden. 3 sets van 10 herhalingen.", "hold: 5s; reps: 10; sets: 3"),
    ],
)  # fmt: skip
def test_an_item_of_a_sheet_has_its_figures_in_sentences(text: str, settings: str) -> None:
    script = convert(f"Sheet\n\n{text}\n".encode(), "sheet.txt").text
    block = script.partition("\n## ")[2]
    found = [line.removeprefix("- ") for line in block.splitlines() if line.startswith("- ")]
    assert "; ".join("sides" if line.startswith("sides") else line for line in found) == settings
    assert "- reps: 3x" not in script


def test_the_other_sentences_of_an_item_are_spoken() -> None:
    script = convert(b"Sheet\n\n1) Calf stretch\n   Hold 30 seconds, 3x/week.\n   Keep the heel down.\n", "a.txt").text
    assert "\nKeep the heel down.\n" in script
    assert "<!-- 3x/week -->" in script
    assert "Hold 30" not in script


def test_an_item_with_a_sentence_is_no_exercise() -> None:
    script = convert(b"Rest\n\n1) Arrive\n   Sit down, and take 3 slow breaths. Let 10 seconds pass.\n", "a").text
    assert "## Arrive" not in script
    assert "Sit down" in script
