"""The language of a text is told by its common words, and check warns where it is not the script's."""

from __future__ import annotations

from pathlib import Path

import pytest

from voicecoach.script.language import language_code, language_of
from voicecoach.script.lint import lint
from voicecoach.script.reader import read_routine
from voicecoach.script.report import Report

SCRIPTS = Path(__file__).parents[2] / "scripts"

SHORT = {
    "en": [
        "Let your eyes close. Breathe out, and let the jaw go.",
        "Lie on your back and bend your knees.",
        "I am calm. I am strong. I am enough.",
        "Roll your shoulders back, then stand up slowly and shake out your hands.",
    ],
    "de": [
        "Schließe deine Augen. Spüre deine Füße auf dem Boden.",
        "Leg dich bequem hin. Atme ein. Atme aus.",
        "Zieh das rechte Knie langsam zur Brust und halte es dort.",
        "Ich bin ruhig. Ich bin genug.",
    ],
    "es": [
        "Cierra los ojos. Suelta el aire.",
        "Túmbate boca arriba y dobla las rodillas.",
        "Lleva la rodilla derecha al pecho y respira despacio.",
        "Nota el peso de tus manos.",
    ],
    "fr": [
        "Le petit renard marche dans la neige. Il cherche sa maison. La lune le regarde. Le vent est froid.",
        "Fermez les yeux. Soufflez lentement.",
        "Allongez-vous sur le dos, les genoux pliés.",
        "Laissez vos épaules descendre à chaque souffle.",
        "Je suis calme et je respire.",
    ],
    "it": [
        "Chiudi gli occhi. Lascia andare il respiro.",
        "Sdraiati sulla schiena e piega le ginocchia.",
        "Porta il ginocchio destro al petto e respira.",
        "Senti il peso delle mani sulle gambe.",
    ],
    "pt": [
        "Feche os olhos. Solte o ar devagar.",
        "Deite-se de costas e dobre os joelhos.",
        "Leve o joelho direito ao peito e respire.",
        "Sinta o peso das mãos sobre as pernas.",
    ],
    "nl": [
        "Sluit je ogen. Adem rustig uit.",
        "Ga op je rug liggen en buig je knieën.",
        "Trek de rechterknie naar je borst en houd hem daar.",
        "Voel het gewicht van je handen op je benen.",
    ],
    "sv": ["Slut ögonen och andas lugnt in och ut."],
    "da": ["Luk øjnene og træk vejret roligt."],
    "pl": ["Zamknij oczy i powoli wypuść oddech."],
    "ru": ["Закройте глаза и дышите спокойно."],
    "uk": ["Заплющ очі та дихай спокійно, відчуй своє тіло."],
    "ja": ["目を閉じて、ゆっくり息を吐いてください。"],
    "zh": ["请闭上眼睛。慢慢呼吸。"],
    "ar": ["أغمض عينيك وتنفس ببطء."],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in SHORT.items() for text in texts])
def test_a_sentence_or_two_tell_the_language(code: str, text: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(("code", "name"), [("en", "body-scan"), ("de", "lower-back-de"), ("es", "lower-back-es")])
def test_a_long_text_tells_the_language_as_its_sentences_do(code: str, name: str) -> None:
    text = (SCRIPTS / f"{name}.md").read_text(encoding="utf-8")
    assert language_of(text) == code
    assert language_of("\n".join(f"{text} {number}" for number in range(3))) == code


def test_letters_beside_figures_are_no_words() -> None:
    weeks = "\n".join(f"W{week} I{week} Z{week}" for week in range(1, 30))
    assert language_of(f"{weeks}\nKniebeugen und Ausfallschritte mit dem Ball, dann auf dem Rücken atmen.") == "de"


@pytest.mark.parametrize(
    "text", ["", "Plank", "Squats, lunges, burpees", "1 2 3", "Om. Om. Om.", "Bhujangasana", "Ja. No."]
)
def test_too_few_words_tell_none(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize(
    ("name", "code"), [("de", "de"), ("de-AT", "de"), ("pt_BR", "pt"), ("German", "de"), ("español", "es"), ("x", None)]
)
def test_a_language_is_named_by_its_code_or_its_name(name: str, code: str | None) -> None:
    assert language_code(name) == code


def remarks(script: str) -> list[tuple[int, str, str]]:
    report = Report()
    lint(read_routine(script, "a.md", report), report)
    return [(found.line, found.message, found.hint) for found in report.diagnostics if "looks like" in found.message]


GERMAN = "Schließe deine Augen.\n\nSpüre deine Füße auf dem Boden.\n"


def test_check_warns_of_words_in_another_language() -> None:
    hint = "add a line near the top: - language: de"
    assert remarks(f"# T\n\n{GERMAN}") == [(3, "this looks like German, but the script's language is English", hint)]
    assert remarks(f"# T\n\n- language: es\n\n{GERMAN}") == [
        (3, "this looks like German, but the script's language is Spanish", "write - language: de")
    ]


def test_check_is_silent_where_the_language_fits() -> None:
    assert remarks(f"# T\n\n- language: de-AT\n\n{GERMAN}") == []
    assert remarks("# T\n\nLet your eyes close, and breathe out slowly.\n") == []
    assert remarks("# T\n\nOm. Om. Om. Om. Om. Om.\n") == []
