"""Exercises on one line, as coaches write them in seven languages, become the settings of a step."""

from __future__ import annotations

import pytest

from voicecoach.importing.exercises import read_exercise
from voicecoach.importing.step_settings import settings_of

LINES: dict[str, tuple[str, str]] = {
    "Bird dog - 3 x 10 per side": ("Bird dog", "sides; reps: 10; sets: 3"),
    "Hamstring stretch: hold 30 sec, 3 times each side": ("Hamstring stretch", "sides; hold: 30s; reps: 3"),
    "Plank 3x45s, rest 30s": ("Plank", "hold: 45s; sets: 3; rest: 30s"),
    "Squats 2 sets of 12 reps": ("Squats", "reps: 12; sets: 2"),
    "Cat-cow: 10 slow reps": ("Cat-cow", "reps: 10"),
    "Step-ups 3×8/leg": ("Step-ups", "sides; reps: 8; sets: 3"),
    "Neck rolls: 5 each direction": ("Neck rolls", "sides; reps: 5"),
    "A2. Split squat: 3 x 8/side": ("Split squat", "sides; reps: 8; sets: 3"),
    "3 sets of 12 lunges": ("Lunges", "reps: 12; sets: 3"),
    "30 seconds plank": ("Plank", "hold: 30s"),
    "Child's pose: 2 x 5 breaths": ("Child's pose", "hold: 40s; reps: 2"),
    "Superman: 3 x 10, hold 5 s, rest 60 s": ("Superman", "hold: 5s; reps: 10; sets: 3; rest between sets: 1m"),
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
    "Zijplank: houd 20 seconden vast aan elke kant": ("Zijplank", "sides; hold: 20s"),
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
        "Recupero: 30 secondi", "Introduction (2 minutes)",
    ],
)  # fmt: skip
def test_a_line_that_is_no_exercise(line: str) -> None:
    assert read_exercise(line, 1, is_listed=True) is None
