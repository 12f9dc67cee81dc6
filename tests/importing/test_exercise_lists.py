"""Plans of exercises as people keep them: nested lists, shared figures, rounds, columns, exports of timers."""

from __future__ import annotations

import re

import pytest

from voicecoach.importing.convert import convert
from voicecoach.importing.report import Kind


def _steps(text: str, name: str = "plan.md") -> str:
    """Return the steps of a source's script in short: names, settings, repeats and pauses."""
    script = convert(text.encode(), name).text
    found = re.findall(r"(?m)^(?:## .*|\[.*\]|- (?!language).*)$", script)
    return (
        "|".join(found)
        .replace("- sides: right, left", "sides")
        .replace("|- ", "; ")
        .replace("## ", "")
        .replace("|sides", "; sides")
    )


NESTED = {
    "en": "# Legs\n\n- **Wall squat**:\n  - 3 x 10, rest 60 s\n  - Slide down slowly.\n"
    "- **Calf raise** (on a step):\n  - 2 sets of 12 reps per leg\n",
    "de": "# Beine\n\n1. Wandsitz\n   - **Beschreibung:** An der Wand gleiten.\n"
    "   - **Sätze/Wiederholungen:** 3 Sätze à 10, Pause 60 s\n2. Waden\n   - **Wiederholungen:** 2 x 12 pro Bein\n",
    "es": "# Piernas\n\n- **Sentadilla**:\n  - 3 series de 10 repeticiones, descanso 60 seg\n  - Baja despacio.\n"
    "- **Talones**:\n  - 2x12 repeticiones por pierna\n",
    "fr": "# Jambes\n\n- **Chaise**\n  - 3 x 10, repos 60 s\n  - Glissez le long du mur.\n"
    "- **Mollets**\n  - 2 x 12 répétitions par jambe\n",
    "it": "# Gambe\n\n- **Squat al muro**\n  - 3 x 10, recupero 60 sec\n  - Scendi piano lungo il muro.\n"
    "- **Polpacci**\n  - 2 serie da 12 ripetizioni per gamba\n",
    "pt": "# Pernas\n\n- **Agachamento**\n  - 3 x 10, descanso 60 seg\n  - Desça devagar pela parede.\n"
    "- **Panturrilha**\n  - 2 séries de 12 repetições por perna\n",
    "nl": "# Benen\n\n1. **Muurzit**\n    - 3×10, 60 sec rust\n    - _Glijd langzaam langs de muur._\n"
    "2. **Kuiten**\n    - 2×12 herhalingen per been\n",
}  # fmt: skip


@pytest.mark.parametrize("language", NESTED)
def test_figures_in_the_items_below_a_name_are_its_own(language: str) -> None:
    script = convert(NESTED[language].encode(), "plan.md").text
    first, second = script.split("\n## ")[1:]
    assert "- reps: 10\n- sets: 3\n- rest: 1m" in first
    assert "- sides: right, left\n- reps: 12\n- sets: 2" in second
    assert len(re.findall(r"(?m)^[A-ZÀ-Ý].*\.?$", first.split("\n", maxsplit=1)[1])) == 1  # how it is done


GROUPS = {
    "## Block – 3 rounds (~20 min)\nRest: 30 s between exercises, 1 min between rounds.\n\n1. Squats: 15 reps\n"
    "2. Plank: 30 s": (
        "Block|[repeat 3]|Squats; reps: 15|[pause 30s]|Plank; hold: 30s|[pause 1m]|[end]"
    ),
    "**Warm-up**\n2 rounds of:\n- Squats 10 reps\n- Plank 30 sec\n": (
        "Warm-up|[repeat 2]|Squats; reps: 10|Plank; hold: 30s|[end]"
    ),
    "*3-4 rondas* de los siguientes ejercicios, descanso 60 seg entre rondas:\n\n- Planchas – 30 seg\n"
    "- Superman – 15 reps": (
        "[repeat 4]|Planchas; hold: 30s|Superman; reps: 15|[pause 1m]|[end]"
    ),
    "Hacemos 2 vueltas de lo siguiente (descansa 30 segundos entre ejercicios):\n\n| Ejercicio | Tiempo |\n|---|---|\n"
    "| Puente | 20 s |\n| Plancha | 15 s |": "[repeat 2]|Puente; hold: 20s|[pause 30s]|Plancha; hold: 15s|[end]",
    "## Blok 2 – 3 rondes, 1 minuut rust tussen de rondes\n\n1. Squats – 20x\n2. Plank – 45 sec": (
        "Blok 2|[repeat 3]|Squats; reps: 20|Plank; hold: 45s|[pause 1m]|[end]"
    ),
    "## Übungen (x3 Runden)\n\n### Brücke\n- 10 Wdh.\n\n### Seitstütz\n- 20 Sek. halten, 1 Wdh.\n\n## Ausklang\n\n"
    "Gut gemacht.": (
        "Übungen|[repeat 3]|Brücke; reps: 10|Seitstütz; hold: 20s|[end]|Ausklang"
    ),
    "- Mobilidade leve (30 seg cada):\n    - Pescoço (círculos lentos)\n    - Ombros\n    - Quadril": (
        "Mobilidade leve|Pescoço; hold: 30s|Ombros; hold: 30s|Quadril; hold: 30s"
    ),
    "4 series de cada ejercicio / 8-12 reps\nDescanso: 60 segundos\n\n- Press de banca\n- Fondos": (
        "Press de banca; reps: 8-12; sets: 4; rest: 1m|Fondos; reps: 8-12; sets: 4; rest: 1m"
    ),
    "**Formato:** 40 segundos de trabajo / 20 segundos de descanso\n**Rondas:** 3\n\n1. Jumping jacks\n2. Escaladores\n"
    "\n**Descanso entre rondas:** 1 minuto": (
        "[repeat 3]|Jumping jacks; hold: 40s|[pause 20s]|Escaladores; hold: 40s|[pause 20s]|[pause 1m]|[end]"
    ),
    "Circuito: 3 giri, riposo 1 min tra i giri\n- 15 squat\n- 30 sec plank\n\nStretching (30 secondi ciascuno)\n"
    "- Polpacci\n- Schiena": (
        "[repeat 3]|Squat; reps: 15|Plank; hold: 30s|[pause 1m]|[end]|Polpacci; hold: 30s|Schiena; hold: 30s"
    ),
    "### Circuit, 4 tours\nSans temps mort. 15 s entre les exercices.\n\n- Squats : 20 reps\n- Pompes : 10 reps": (
        "Circuit|[repeat 4]|Squats; reps: 20|[pause 15s]|Pompes; reps: 10|[end]"
    ),
    "BLOCK A (x3)\nKniebeugen 40s on / 20s off\nPlank 40s on / 20s off\n\nBloque 2 – 2x\nFondos 30 s\nPuente 30 s": (
        "[repeat 3]|Kniebeugen; hold: 40s|[pause 20s]|Plank; hold: 40s|[pause 20s]|[end]|[repeat 2]|Fondos; "
        "hold: 30s|Puente; hold: 30s|[end]"
    ),
    "20 s Belastung / 10 s Pause, 8 Runden pro Übung\n1 Minute Pause zwischen den Übungen\n\n1. Hampelmann\n2. "
    "Kniebeugen": (
        "Hampelmann; hold: 20s; sets: 8; rest: 10s|[pause 1m]|Kniebeugen; hold: 20s; sets: 8; rest: 10s"
    ),
    '40" lavoro / 20" recupero, 3 giri\n\nSquat\nAffondi': (
        "[repeat 3]|Squat; hold: 40s|[pause 20s]|Affondi; hold: 40s|[pause 20s]|[end]"
    ),
    "4 rounds of:\n10 push-ups\n15 air squats\nRest 90 sec between rounds": (
        "[repeat 4]|Push-ups; reps: 10|Air squats; reps: 15|[pause 1m30s]|[end]"
    ),
    "EMOM 12 min (3 rounds of 2)\n\nMin 1: 15 swings\nMin 2: 30 sec plank": (
        "[repeat 3]|Swings; reps: 15|Plank; hold: 30s|[end]"
    ),
    "## Aufbau\n- **Arbeit:** 30 Sek.\n- **Pause:** 15 Sek.\n- **Runden:** 2\n- **Ziel:** 20 Min.\n\n---\n\n## "
    "Der Zirkel\n\n### Hampelmann\n- Locker bleiben.\n\n### Wandsitz\n- Rücken an die Wand.": (
        "Aufbau|Der Zirkel|[repeat 2]|Hampelmann; hold: 30s|[pause 15s]|Wandsitz; hold: 30s|[pause 15s]|[end]"
    ),
    "Voici un circuit :\n- 30 s. de pompes / 15 s. de repos\n- 30 s. de gainage / 15 s. de repos": (
        "Pompes; hold: 30s|[pause 15s]|Gainage; hold: 30s|[pause 15s]"
    ),
    "**Format:** 8 × 20/10 pro Übung, danach 1 Min Pause\n\n| # | Übung | Hinweis |\n|---|---|---|\n| 1 | "
    "Hampelmann | leise landen |\n| 2 | Skater | weit zur Seite |": (
        "Hampelmann; hold: 20s; sets: 8; rest: 10s|[pause 1m]|Skater; hold: 20s; sets: 8; rest: 10s"
    ),
    "**Circuit : 4 tours, 30 s d'effort / 15 s de repos**\n- Squats\n- Gainage\n\n1 min de repos entre les tours.": (
        "[repeat 4]|Squats; hold: 30s|[pause 15s]|Gainage; hold: 30s|[pause 15s]|[pause 1m]|[end]"
    ),
    "- 20 agachamentos\n- 30 segundos de prancha\n\nDescanse 1 minuto e repita 3 vezes.": (
        "[repeat 3]|Agachamentos; reps: 20|Prancha; hold: 30s|[pause 1m]|[end]"
    ),
    "### EMOM 40s on / 20s off\n- Bear - Twisting — 2 x 40s\n- Inch worms — 2 x 40s": (
        "EMOM|Bear - Twisting; hold: 40s; sets: 2; rest: 20s|Inch worms; hold: 40s; sets: 2; rest: 20s"
    ),
    "1. **Calentamiento (5 minutos)**\n   Activamos el cuerpo.\n\n   - Marcha: 1 min\n   - Giros: 1 min": (
        "Calentamiento|Marcha; hold: 1m|Giros; hold: 1m"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "steps"), GROUPS.items())
def test_the_line_above_exercises_tells_what_holds_for_all(text: str, steps: str) -> None:
    assert _steps(f"# Plan\n\n{text}\n") == steps


LINES = {
    "| Exercise | Sets x Reps | Work (s) |\n|---|---|---|\n| Jacks | 2 | 30 |\n| Press | 3 x 10 | |\n| Hops | 20 | |": (
        "Jacks; hold: 30s; sets: 2|Press; reps: 10; sets: 3|Hops; reps: 20"
    ),
    "**Box breathing (4 rounds)**\n\n- Inhale – 4 counts\n- Exhale – 4 counts": (
        "Box breathing; phase 4s: Inhale.; phase 4s: Exhale.; reps: 4"
    ),
    "- Crunch: 12-10-8, rest 60 s\n- Plank: 30 s": (
        "Crunch; reps: 12|[pause 1m]|Crunch; reps: 10|[pause 1m]|Crunch; reps: 8|Plank; hold: 30s"
    ),
    "### Peso muerto\n- **Repeticiones por serie**: 5, 4, 3\n": (
        "Peso muerto; reps: 5|Peso muerto; reps: 4|Peso muerto; reps: 3"
    ),
    "### Puente\n- **Series**: 4\n- **Repeticiones por serie**: 8, 8, 8, 8\n": "Puente; reps: 8; sets: 4",
    "1. Wandengel\n   Arme nach oben schieben.\n   10 Wdh., Tempo 3-1-3\n": "Wandengel; reps: 10",
    "3. Dehnung\n   Arm vor die Brust ziehen.\n   30 Sek. halten, 3x, Seitenwechsel": (
        "Dehnung; sides; hold: 30s; reps: 3"
    ),
    "3. Étirement\n   Tenir 30 s, puis l'autre côté, 2 séries": "Étirement; sides; hold: 30s; sets: 2",
    "- Zancadas: 10 reps x pierna\n- Puente: 12 reps": "Zancadas; sides; reps: 10|Puente; reps: 12",
    'Ponte glutei          3 x 12     rec. 45"\nPiriforme             30" dx + 30" sx\nCobra            5 respiri': (
        "Ponte glutei; reps: 12; sets: 3; rest: 45s|Piriforme; sides; hold: 30s|Cobra; hold: 40s"
    ),
    "| # | Pose | Breath |\n|---|---|---|\n| 1 | Mountain | Inhale |\n| 2 | Downward dog | Exhale |\n"
    "| 3 | *Hold 5 breaths* | - |\n\n**Repeat 5 rounds**": (
        "[repeat 5]|[pause 5 breaths]|[end]"
    ),
    "| Block | Drill | Sets / Time |\n|---|---|---|\n| **1. Hip** | Couch | 1 min / side |\n|  | Bugs | 2 × 10 |": (
        "Couch; sides; hold: 1m|Bugs; reps: 10; sets: 2"
    ),
    "Übung            Sätze x Wdh.   Pause   Bemerkung\nRudern am Band   3 x 15         60 s\n"
    "Seitstütz re/li  2 x 20 s       30 s    nicht durchhängen": (
        "Rudern am Band; reps: 15; sets: 3; rest: 1m|Seitstütz; sides; hold: 20s; sets: 2; rest: 30s"
    ),
    "| Phase | Poses | Duration |\n|---|---|---|\n| Floor | Cat-cow | 4 min |\n| Rest | Savasana | 5 min |": (
        "Cat-cow; hold: 4m|Savasana; hold: 5m"
    ),
    # how it is done has a hold, and is no exercise of its own
    "1. **Puente**\n   - **Ejecución**: Sube. Mantén la posición durante 5-10 segundos.\n"
    "   - **Repeticiones**: 3 series de 10.\n2. **Plancha**\n   - **Ejecución**: Mantén la postura durante 20 s.\n"
    "   - **Repeticiones**: 3 series de 8.": (
        "Puente; hold: 5-10s; reps: 10; sets: 3|Plancha; hold: 20s; reps: 8; sets: 3"
    ),
    "- Remo: 3 x 10 con ambas manos\n- Row: 3 x 10 with both arms\n- Lift: 3 x 10 on both sides\n"
    "- Zug: 2 x 8 mit jedem Arm": (
        "Remo; reps: 10; sets: 3|Row; reps: 10; sets: 3|Lift; sides; reps: 10; sets: 3|Zug; sides; reps: 8; sets: 2"
    ),
    # the first exercise below facts is none of them
    "Paciente: Lúcia\nPonte: 3 séries de 12\nPrancha: 3 x 20 seg": (
        "Ponte; reps: 12; sets: 3|Prancha; hold: 20s; sets: 3"
    ),
    "Mevr. Smit, 3x per week\n\nBrug: 3 sets van 12, 45 sec rust\nMuurzit 4 x 20 sec": (
        "Brug; reps: 12; sets: 3; rest: 45s|Muurzit; hold: 20s; sets: 4"
    ),
    "nr;oefening;sets;vasthouden;rust\n1;Kuitstrekking;2;30 sec;15 sec\n2;Zijplank;3;20 sec;30 sec": (
        "Kuitstrekking; hold: 30s; sets: 2; rest: 15s|Zijplank; hold: 20s; sets: 3; rest: 30s"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "steps"), LINES.items())
def test_the_figures_of_lines_and_columns(text: str, steps: str) -> None:
    is_table = text.startswith("nr;")
    assert _steps(text if is_table else f"# Plan\n\n{text}\n", "plan.csv" if is_table else "plan.md") == steps


TIMERS = {
    '{"workout": [{"name": "Bicycles", "rnds": "2", "intr": "50", "rest": "15", "reps": "60"}, '
    '{"name": "Twists", "reps": ":45"}]}': (
        "Bicycles; hold: 50s; sets: 2; rest: 15s|Twists; hold: 45s"
    ),
    '{"title": "Legs", "sets": [{"name": "Main", "iterations": 3, "intervals": [{"name": "Squats", "type": "work", '
    '"duration": 40}, {"name": "Rest", "type": "rest", "duration": 20}]}, {"name": "End", "iterations": 1, '
    '"intervals": [{"name": "Walk", "type": "work", "duration": 60}]}]}': (
        "Main|[repeat 3]|Squats; hold: 40s|[pause 20s]|[end]|End|Walk; hold: 1m"
    ),
    '[{"pose": "child_pose", "duration_seconds": 45, "repeat_times": 3, '
    '"transition_notes": "Sink back and breathe"}]': (
        "child pose; hold: 45s; sets: 3"
    ),
    '{"workSeconds": 20, "restSeconds": 10, "warmupSeconds": 60, "cooldownSeconds": 90, '
    '"exerciseNames": ["Squats", "Plank"]}': (
        "Warm-up; hold: 1m|Squats; hold: 20s|[pause 10s]|Plank; hold: 20s|[pause 10s]|Cool-down; hold: 1m30s"
    ),
    '{"exercises": [{"name": "Press", "sets": [{"reps": 10, "weight": 40}, {"reps": 10, "weight": 40}]}, '
    '{"name": "Stretch", "sets": {"count": 3, "reps": 1, "hold": 60}}]}': (
        "Press; reps: 10; sets: 2|Stretch; hold: 1m; sets: 3"
    ),
    'exercises:\n  - name: "1 Lying face down"\n    marks:\n      - LEFT_HIP\n    timer:\n      duration: 120\n'
    "      repetitions: 1\n": "Lying face down; hold: 2m",
    "bloques:\n  - nombre: A\n    rondas: 4\n    intervalos:\n      - nombre: Plancha\n        trabajo: 20\n"
    "    descanso_final: 60\n": "[repeat 4]|Plancha; hold: 20s|[end]|[pause 1m]",
    "# Routine 1\n\nexercises:\n\tPushups\n\tPlank\n\nexercise_time: 30\n\nrest_time: 10\n\nreps: 4\n": (
        "[repeat 4]|Pushups; hold: 30s|[pause 10s]|Plank; hold: 30s|[pause 10s]|[end]"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "steps"), TIMERS.items())
def test_the_exports_of_timers(text: str, steps: str) -> None:
    assert _steps(text, "timer.json" if text[0] in "[{" else "timer.txt") == steps


BELOW = {
    "en": ("Same, other side", "30 sec, keep your back flat"),
    "de": ("Gleich auf der anderen Seite", "30 Sek. halten, Rücken gerade lassen"),
    "es": ("Igual, al otro lado", "30 seg, mantén la espalda recta"),
    "fr": ("Idem de l'autre côté", "30 s, gardez le dos plat"),
    "it": ("Ripeti dall'altro lato", "30 sec, tieni la schiena dritta"),
    "pt": ("Repita do outro lado", "30 seg, costas retas no chão"),
    "nl": ("Herhaal aan de andere kant", "30 sec, houd je rug recht"),
}


@pytest.mark.parametrize("language", BELOW)
def test_the_other_side_and_the_words_behind_figures(language: str) -> None:
    other, figures = BELOW[language]
    script = convert(
        f"# Plan\n\n1) Plank\n   {figures.replace('Hold 30', '30')}\n   {other}\n".encode(), "plan.txt"
    ).text
    how = figures.partition(", ")[2]
    assert (
        _steps(f"# Plan\n\n1) Plank\n   {figures.replace('Hold 30', '30')}\n   {other}\n") == "Plank; sides; hold: 30s"
    )
    assert f"\n{how[0].upper()}{how[1:]}\n" in script
    assert f"<!-- {other} -->" in script


SIDES = {
    "Butterfly 4 min\nRound your spine.\n\nDragon R 3 min\nSink the hips.\nSAME ON L\n\nSavasana 6 min": (
        "Butterfly; hold: 4m|Dragon; sides; hold: 3m|Savasana; hold: 6m"
    ),
    "- Lunge (R) 45 s\n- Lizard (R) 60 s\n- Lunge (L) 45 s\n- Lizard (L) 60 s": (
        "Lunge; sides: right; hold: 45s|Lizard; sides: right; hold: 1m|"
        "Lunge; sides: left; hold: 45s|Lizard; sides: left; hold: 1m"
    ),
    "| Pose | Seconds | Side |\n|---|---|---|\n| Lunge | 40 | right |\n| Cobra | 30 | |\n| Lunge | 40 | left |": (
        "Lunge; sides: right; hold: 40s|Cobra; hold: 30s|Lunge; sides: left; hold: 40s"
    ),
    "- Quad R: 20 s\n- Quad L: 20 s\n- Back: 30 s": "Quad; sides; hold: 20s|Back; hold: 30s",
    "- Bird dog: 8 per side, hold 3 sec\n- Plank laterale 2x30”/lato, recupero 30”\n- Wall sit 3’": (
        "Bird dog; sides; hold: 3s; reps: 8|Plank laterale; sides; hold: 30s; sets: 2; rest: 30s|Wall sit; hold: 3m"
    ),
    "- Curl: 2 sets of 10 reps, hold 5 seconds each\n- Press: 10 reps each": (
        "Curl; hold: 5s; reps: 10; sets: 2|Press; sides; reps: 10"
    ),
    "## Finisher\nEMOM 10 min:\n- 10 push-ups\n- 15 squats": "Finisher|EMOM; hold: 10m; at every 1m: [chime bell]",
}


@pytest.mark.parametrize(("text", "steps"), SIDES.items())
def test_sides_that_stand_apart(text: str, steps: str) -> None:
    assert _steps(f"# Plan\n\n{text}\n", "plan.txt") == steps


HEADS = {
    "**1. Shrugs** (30 seconds)\n- Lift both shoulders.\n\n**2. Neck tilt** (20 seconds each side)\n- Lower your ear."
    "\n\n**Plank (40 seconds)**\nHands on the desk.": "Shrugs; hold: 30s|Neck tilt; sides; hold: 20s|Plank; hold: 40s",
    "### Arrive (30 seconds)\n\nFind a seat that suits you, let your hands rest on your legs, and begin to notice the "
    "sounds that are around you, the near ones and the far ones, one after the other, as they come and go."
    "\n\n### Close (20 seconds)\n\nNow come back to the room, move your fingers and your toes a little, stretch, yawn, "
    "and in your own time open your eyes and look around you, at one thing after another.": "Arrive|Close",
}


@pytest.mark.parametrize(("text", "steps"), HEADS.items())
def test_a_short_length_in_a_head_is_that_of_an_exercise_where_few_words_stand_below(text: str, steps: str) -> None:
    assert _steps(f"# Plan\n\n{text}\n") == steps


ENDS = [
    ("Circuit", "Repeat the circuit 4 times", "Stretch"),
    ("Zirkel", "Den Zirkel 4 Mal wiederholen", "Dehnen"),
    ("Circuito", "Repetir el circuito 4 veces", "Estiramiento"),
    ("Circuit", "Répétez le circuit 4 fois", "Étirement"),
    ("Circuito", "Ripeti il circuito 4 volte", "Allungamento"),
    ("Circuito", "Repita o circuito 4 vezes", "Alongamento"),
    ("Circuit", "Herhaal het circuit 4 keer", "Rekken"),
]


@pytest.mark.parametrize(("name", "repeat", "other"), ENDS)
def test_rounds_at_the_end_of_a_list_are_those_of_the_exercises_above_it(name: str, repeat: str, other: str) -> None:
    plan = f"## {name}\n- Squat: 30 s\n- Plank: 20 s\n- {repeat}\n\n## {other}\n- Lunge: 20 s\n- Bridge: 1 min\n"
    circuit = "[repeat 4]|Squat; hold: 30s|Plank; hold: 20s|[end]"
    assert _steps(f"# Plan\n\n{plan}") == f"{name}|{circuit}|{other}|Lunge; hold: 20s|Bridge; hold: 1m"


BREATHS = {
    "1. Box breath\nInhale 4 s\nHold 4 s\nExhale 4 s\nRepeat 6 times": ["4s: Inhale.", "4s: Hold.", "4s: Exhale.", "6"],
    "- Vier-Sieben\n  Einatmen 4 Sek.\n  Anhalten 7 Sek.\n  Ausatmen 8 Sek.": [
        "4s: Einatmen.", "7s: Anhalten.", "8s: Ausatmen.",
    ],
    "Cuadrada:\n- Inhala 4 s\n- Mantén 4 s\n- Exhala 4 s": ["4s: Inhala.", "4s: Mantén.", "4s: Exhala."],
    "### Cohérence\n- Inspirez : 5 s\n- Expirez : 5 s": ["5s: Inspirez.", "5s: Expirez."],
    "1) Respiro\n   Inspira 4 s\n   Trattieni 2 s\n   Espira 6 s": ["4s: Inspira.", "2s: Trattieni.", "6s: Espira."],
    "1. Quadrada\nInspire 4 s\nSegure 4 s\nExpire 4 s\nSegure 4 s\nRepetir 6 vezes": [
        "4s: Inspire.", "4s: Segure.", "4s: Expire.", "4s: Segure.", "6",
    ],
    "## Quadrada\n\nInspire 4s, segure 4s, e expire 6s. 5 ciclos.": ["4s: Inspire.", "4s: Segure.", "6s: Expire.", "5"],
    "## Box\n\nInhale 4 s, hold 4 s, then exhale 6 s and smile.": [],
    "- Adem\n  Adem in 4 sec\n  Adem uit 6 sec": ["4s: Adem in.", "6s: Adem uit."],
}  # fmt: skip


@pytest.mark.parametrize(("text", "phases"), BREATHS.items())
def test_the_parts_of_a_breath_in_lines_are_its_phases(text: str, phases: list[str]) -> None:
    script = convert(f"# Plan\n\n{text}\n".encode(), "plan.md").text
    assert re.findall(r"(?m)^- (?:phase|reps:) (.*)$", script) == phases


def test_rounds_that_are_a_range_are_told() -> None:
    entries = convert(b"# Plan\n\n3-4 rounds of:\n- Squats 10 reps\n- Plank 30 sec\n", "plan.md").entries
    assert [entry.became for entry in entries if entry.kind is Kind.UNSURE and "rounds" in entry.became] == [
        "not spoken: read as 4 rounds"
    ]
