"""The keys of timers in seven languages, and parts whose length holds for words and silence together."""

from __future__ import annotations

import re

import pytest

from voicecoach.importing.convert import convert

PLANS = {
    "en": "name: Morning\nrounds: 2\nrest_between_rounds: 60\nsteps:\n  - name: Knee lifts\n"
    "    duration: 40\n    rest: 20\n",
    "de": "name: Zirkel am Morgen\nrunden: 2\npause_zwischen_runden: 60\nübungen:\n  - name: Kniehebeläufe\n"
    "    dauer: 40\n"
    "    pause: 20\n",
    "es": "nombre: Circuito\nvueltas: 2\ndescanso entre vueltas: 60\nejercicios:\n  - nombre: Rodillas arriba\n"
    "    duración: 40\n    descanso: 20\n",
    "fr": "titre: Cardio\ntours: 2\nrepos entre les tours: 60\nexercices:\n  - nom: Montées de genoux\n"
    "    durée: 40 s\n"
    "    repos: 20 s\n",
    "it": "nome: Circuito\n"
    "giri: 2\npausa_tra_giri: 60\nesercizi:\n  - nome: Ginocchia alte\n"
    "    durata: 40s\n    recupero: 20s\n",
    "pt": "nome: Circuito\nrodadas: 2\ndescanso_entre_rodadas: 60\nexercícios:\n  - nome: Joelhos altos\n"
    "    duração: 40\n"
    "    descanso: 20\n",
    "nl": "naam: Rondje\nrondes: 2\nrust_tussen_rondes: 60\noefeningen:\n  - naam: Knieën heffen\n"
    "    duur: 40\n    rust: 20\n",
}


@pytest.mark.parametrize("language", PLANS)
def test_a_timer_in_any_of_seven_languages_is_read(language: str) -> None:
    script = convert(PLANS[language].encode(), "timer.yaml").text
    assert re.findall(r"(?m)^(\[.*\]|- hold: .*)$", script) == [
        "[repeat 2]", "- hold: 40s", "[pause 20s]", "[pause 1m]", "[end]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "key", ["recovery_time", "restDuration", "descanso_entre_series", "repos entre séries", "pausa_tra_serie"]
)
def test_the_rest_of_an_exercise_is_known_by_the_words_of_its_key(key: str) -> None:
    plan = f'{{"exercises": [{{"name": "Plank", "duration": 30, "sets": 3, "{key}": 15}}]}}'
    assert "- rest: 15s" in convert(plan.encode(), "timer.json").text.splitlines()


def test_front_matter_that_holds_a_plan_is_read_as_one() -> None:
    plan = "title: Circuit\nrounds: 2\nexercises:\n  - name: Plank\n    duration: 30\n    rest: 15"
    text = f"---\n{plan}\n---\n\nDrink some water.\n"
    script = convert(text.encode(), "plan.md").text
    assert [line for line in script.splitlines() if line and not line.startswith("- language")] == [
        "# Circuit", "[repeat 2]", "## Plank", "- hold: 30s", "---", "[pause 15s]", "[end]", "Drink some water.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "key", ["prepare", "vorbereitung", "preparación", "préparation", "preparazione", "preparação", "voorbereiding"]
)
def test_the_time_to_get_ready_is_silence_before_the_first_exercise(key: str) -> None:
    script = convert(f'{{"work": 40, "rounds": 2, "{key}": 10, "exercises": ["Plank"]}}'.encode(), "timer.json").text
    assert re.findall(r"(?m)^(\[.*\]|- hold: .*)$", script) == ["[pause 10s]", "[repeat 2]", "- hold: 40s", "[end]"]


PARTS = {
    '[{"text": "Sit.", "durationSeconds": 20}, {"text": "Listen.", "durationSeconds": 30}]': (
        "Sit. [until 0:20] Listen. [until 0:50]"
    ),
    '[{"say": "Sit.", "duration": 20}, {"type": "silence", "duration": 15}, {"say": "Rise.", "duration": 5}]': (
        "Sit. [pause 15s] [until 0:35] Rise. [until 0:40]"
    ),
    '[{"texto": "Siéntate.", "duración_segundos": 20}, {"texto": "Escucha.", "pausa": 30}]': (
        "Siéntate. [until 0:20] Escucha. [pause 30s]"
    ),
    '[{"text": "Sit.", "pause": 5}, {"text": "Rise."}]': "Sit. [pause 5s] Rise.",
}


@pytest.mark.parametrize(("parts", "script"), PARTS.items())
def test_the_length_of_a_part_is_that_of_its_words_and_the_silence_behind_them(parts: str, script: str) -> None:
    text = convert(parts.encode(), "parts.json").text
    lines = [line for line in text.splitlines() if line and not line.startswith(("#", "-"))]
    assert " ".join(lines) == script


SILENCES = {
    '[{"text": "Sit down here.", "timing": 8}, {"text": "Close your eyes.", "timing": 5}]': ["8s", "5s"],
    '[{"text": "Sit down here.", "waitAfterMs": 800}, {"text": "Now rise.", "waitAfterMs": 500}]': ["800ms", "500ms"],
    '[{"content": "Sit.", "silenceAfter": 3000}, {"content": "Rise.", "silenceAfter": 2000}]': ["3s", "2s"],
    '[{"text": "Sit.", "pause": 4000}, {"text": "Rise.", "pause": 600}]': ["4s", "600ms"],
    '[{"tekst": "Ga zitten.", "pauze_na": 4}, {"tekst": "Sta op.", "pauze_na": 6}]': ["4s", "6s"],
    '[{"voce": "Chiudi gli occhi.", "attesa": "5s"}, {"voce": "Apri gli occhi.", "attesa": "8s"}]': ["5s", "8s"],
    '[{"text": "Sit.", "rest": 7}, {"text": "Rise.", "rest": 9}]': ["7s", "9s"],
    '[{"text": "Sit.", "gap": 4, "volume": 0.8}, {"text": "Rise.", "gap": 2, "volume": 0.9}]': ["4s", "2s"],
    '[{"text": "Sit.", "rate": 0.8, "order": 1}, {"text": "Rise.", "rate": 0.9, "order": 2}]': [],
    '[{"text": "Sit.", "delay_before": 3}, {"text": "Rise.", "delay_before": 2}]': ["3s", "2s"],
}


@pytest.mark.parametrize(("parts", "pauses"), SILENCES.items())
def test_a_number_beside_the_words_of_each_part_is_silence(parts: str, pauses: list[str]) -> None:
    assert re.findall(r"\[pause (\S+)\]", convert(parts.encode(), "parts.json").text) == pauses


def test_a_key_that_only_its_values_explain_is_told() -> None:
    parts = '[{"text": "Sit down here.", "timing": 8}, {"text": "Close your eyes.", "timing": 5}]'
    told = [entry for entry in convert(parts.encode(), "parts.json").entries if entry.source == "timing"]
    assert [entry.became for entry in told] == ["read as seconds of silence (2×)"]


def test_a_transcript_has_its_words_once_and_at_their_times() -> None:
    parts = (
        '{"text": " Close your eyes. Breathe in, and out.", "language": "en", "segments": ['
        '{"id": 0, "start": 0.0, "end": 3.1, "text": " Close your eyes.", "tokens": [50, 1], "temperature": 0.0},'
        '{"id": 1, "start": 8.0, "end": 9.1, "text": " Breathe in,", "tokens": [50, 2], "temperature": 0.0},'
        '{"id": 2, "start": 9.4, "end": 10.0, "text": " and out.", "tokens": [50, 3], "temperature": 0.0}]}'
    )
    lines = [line for line in convert(parts.encode(), "whisper.json").text.splitlines() if line]
    assert lines[2:] == ["Close your eyes.", "[until 0:08] Breathe in, and out."]


KINDS = {
    '{"name": "A", "warmupDuration": 60, "prepareTime": 5, "moves": [{"title": "Run", "work": 9}], "outroTime": 9}': (
        "[pause 5s] ## Warm-up ## Run ## outro"
    ),
    '[{"label": "One", "minutes": 2, "say": "Sit."}, {"label": "End", "minuten": 1, "say": "Rise."}]': (
        "## One Sit. ## End Rise."
    ),
    '{"info": {"title": "Calm", "duration": 60}, "steps": [{"pose": "Fold", "reps": 2}, {"break_sec": 15}]}': (
        "<!-- info.duration: 60 --> ## Fold --- [pause 15s]"
    ),
    '[{"text": "Sit.", "bell": true}, {"text": "Rise.", "bell": false}]': "[chime bell] Sit. Rise.",
    '[{"text": "Sit.", "pauseAfter": true}, {"text": "Rise.", "pauseAfter": false}]': "Sit. [pause] Rise.",
    '[{"name": "Bridge", "dosage": {"hold_seconds": null, "reps": {"min": 8, "max": 9}}}]': "## Bridge",
    '[{"step": 1, "instruction": "Sit.", "seconds": 9}, {"step": 2, "instruction": "Rise."}]': "Sit. [pause 9s] Rise.",
    '[{"phase": "start", "text": "Sit down here.", "gap": 2}, {"phase": "start", "text": "Close your eyes.", "gap": 2},'
    '{"phase": "start", "text": "Now you rest.", "gap": 2}]': (
        "Sit down here. [pause 2s] <!-- kind: start --> Close your eyes. [pause 2s] "
        "<!-- kind: start --> Now you rest. [pause 2s] <!-- kind: start -->"
    ),
    '{"steps": ["Sit down.", "Rise up."], "citations": ["Bee, A. (2005). On rest.", "Lee, B. (2010). On sleep."]}': (
        "<!-- citations: Bee, A. (2005). On rest., Lee, B. (2010). On sleep. --> Sit down. Rise up."
    ),
    '[{"text": "Inhale for a count of four, slowly.", "pause": 4}, {"text": "Rest.", "pause": 2}]': (
        "Inhale for a count of four, slowly. [pause 4s] Rest. [pause 2s]"
    ),
    '{"total_minutes": 4, "steps": [{"say": "Sit.", "time": 1.5}, {"say": "Rise.", "time": 2.5}]}': (
        "<!-- total_minutes: 4 --> Sit. [until 1:30] Rise. [until 4:00]"
    ),
    '[{"text": "Sit."}, {"sound": "gong"}, {"text": "Rise."}]': "Sit. [chime bell] <!-- sound: gong --> Rise.",
    '[{"name": "Squat", "reps": 8, "secondsRest": 30}]': "## Squat --- [pause 30s]",
    '[{"kind": "say", "text": "Sit."}, {"kind": "silence", "ms": 2000}]': "Sit. [pause 2s]",
    '[{"name": "Box", "moods": ["calm", "tired"], "steps": ["Sit down.", "Rise up."]}]': (
        "<!-- moods: calm, tired --> Sit down. Rise up."
    ),
    '[{"t": "speak", "text": "Sit."}, {"t": "bell", "wait": 5}, {"t": "speak", "text": "Rise."}]': (
        "Sit. [chime bell] [pause 5s] Rise."
    ),
    '[{"type": "aside", "text": "Speak softly."}, {"type": "speech", "text": "Sit."}]': "<!-- Speak softly. --> Sit.",
    '{"sit_down.mp3": "Sit down, and feel how the floor carries the weight of your whole body.", '
    '"stand_up.mp3": "Stand up, and feel how your feet press into the floor while you rise."}': (
        "## Sit down Sit down, and feel how the floor carries the weight of your whole body. "
        "## Stand up Stand up, and feel how your feet press into the floor while you rise."
    ),
    '[{"exercise_name": "Crow", "steps": ["Squat low.", "Lean forward."], "target": {"Primary": ["Biceps"]}},'
    '{"exercise_name": "Dog", "steps": ["Kneel down.", "Lift up."], "target": {"Primary": ["Calves"]}}]': (
        "## Crow <!-- target: Primary: Biceps --> Squat low. Lean forward. "
        "## Dog <!-- target: Primary: Calves --> Kneel down. Lift up."
    ),
}


@pytest.mark.parametrize(("parts", "script"), KINDS.items())
def test_parts_are_read_by_their_kinds_and_names(parts: str, script: str) -> None:
    text = convert(parts.encode(), "parts.json").text
    lines = [line for line in text.splitlines() if line and not line.startswith(("# ", "- "))]
    assert " ".join(lines) == script


@pytest.mark.parametrize("timing", ["1e400", "9" * 400, "-5", "true", "NaN"])
def test_a_number_that_is_no_length_is_a_comment(timing: str) -> None:
    parts = f'[{{"text": "Sit down.", "timing": {timing}}}, {{"text": "Rise up.", "timing": 4}}]'
    text = convert(parts.encode(), "parts.json").text
    assert "Sit down." in text
    assert "timing" in text


def test_half_a_sign_in_json_is_left_out() -> None:
    parts = '[{"text": "\\ud83d Sit down. \\ud83d\\ude0a", "pause": 3}, {"text": "Rise \\udc00up.", "pause": 4}]'
    assert "Rise up." in convert(parts.encode(), "parts.json").text
