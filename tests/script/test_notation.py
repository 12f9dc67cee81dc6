"""Pauses and notes in the notation of other texts: spoken, warned of, and rewritten by a fix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from voicecoach.script.fix import fix_text
from voicecoach.script.notation import mended

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Reading

MENDED = {
    '"Let your eyes close. (Pause 3s) Breathe out. (PAUSE: 5)"': (
        '"Let your eyes close. [pause 3s] Breathe out. [pause 5s]"'
    ),
    "Sink a little deeper. (long pause)": "Sink a little deeper. [long pause]",
    "*Pause for 3 breaths*": "[pause 3 breaths]",
    "**Hold for 5 breaths**": "[pause 5 breaths]",
    "__Hold 30-60 seconds__": "[pause 30s-1m]",
    "_- Pause -_ \\": "[pause] \\",
    "-- pause --": "[pause]",
    "\u2013 Pause \u2013": "[pause]",
    "\u2014 Stille \u2014": "[pause]",
    "... pause ...": "[pause]",
    "~ silence ~": "[pause]",
    "(5 seconds of silence)": "[pause 5s]",
    "(10 seconds)": "[pause 10s]",
    "*30 seconds*": "[pause 30s]",
    "*(pause)*": "[pause]",
    "(pause) and (Pause)": "[pause] and [pause]",
    "Breathe. <pause>": "Breathe. [pause]",
    "Welcome. /2s": "Welcome. [pause 2s]",
    "Welcome. /10 sec Now.": "Welcome. [pause 10s] Now.",
    "Breathe #5s# out <2> now <pause 5s>.": "Breathe [pause 5s] out [pause 2s] now [pause 5s].",
    "/intro": "<!-- /intro -->",
    "Drop your chin. *Demonstrate*": "Drop your chin. <!-- Demonstrate -->",
    "*Speak in a quiet voice*": "<!-- Speak in a quiet voice -->",
    "(Demonstrate the pose.)": "<!-- Demonstrate the pose. -->",
    "(softly) Let go.": "<!-- softly --> Let go.",
    "(music fades in)": "<!-- music fades in -->",
    "(bell x3)": "[chime bell] [chime bell] [chime bell]",
    "Der Gong. (Gong)": "Der Gong. [chime bowl]",
    "Cierra los ojos. (Pausa) Suelta el aire.": "Cierra los ojos. [pause] Suelta el aire.",
    "Now. _(long pause)_ Go.": "Now. [long pause] Go.",
    "Breathe in. **pause 5 seconds** Breathe out.": "Breathe in. [pause 5s] Breathe out.",
    "Breathe in, **pause 5 seconds**, and out.": "Breathe in, [pause 5s], and out.",
    "Breathe in. – Pause – Breathe out.": "Breathe in. [pause] Breathe out.",
    "Breathe in — pause 5s — and out.": "Breathe in [pause 5s] and out.",
    "Breathe in... pause 10 seconds ... and out.": "Breathe in[pause 10s] and out.",
    "Pause for 10 seconds": "[pause 10s]",
    "Stille": "[pause]",
    "Breathe. //5// Out. >>5 Sek.<<": "Breathe. [pause 5s] Out. [pause 5s]",
    "Let go. |pause| Rest. << 10 sec >>": "Let go. [pause] Rest. [pause 10s]",
    "Suelta. ---pausa larga--- Respira.": "Suelta. [long pause] Respira.",
    "Breathe. (end)": "Breathe. <!-- end -->",
    "Atme aus. (Ende)": "Atme aus. <!-- Ende -->",
    "Breathe. ||5s|| Out.": "Breathe. [pause 5s] Out.",
    "Breathe. \u23f8 5s Out.": "Breathe. [pause 5s] Out.",
    "Breathe in PAUSE 5 and out.": "Breathe in [pause 5s] and out.",
    "Respira. PAUSA: 5 seg Suelta.": "Respira. [pause 5s] Suelta.",
    "Breathe. (\u2026) Out.": "Breathe. [short pause] Out.",
    "Breathe. *...* Out.": "Breathe. [short pause] Out.",
    "> Pause": "[pause]",
    "Let go. - pause - 5 s - Rest.": "Let go. [pause 5s] Rest.",
    "Let go. — Pause – 5 s — Rest.": "Let go. [pause 5s] Rest.",
    "- pause 1:30 -": "[pause 1m30s]",
    "Let go. <pause=5> Rest. <5 seconds pause> Rest.": "Let go. [pause 5s] Rest. [pause 5s] Rest.",
    "Let go. --20 sec-- Rest.": "Let go. [pause 20s] Rest.",
    "#5s#": "[pause 5s]",
    "/5s": "[pause 5s]",
    "And as you relax (softly) more and more, rest.": "And as you relax <!-- softly --> more and more, rest.",
    "Du weißt, (leise) dass es geht.": "Du weißt, <!-- leise --> dass es geht.",
    "El aire (con voz suave) te hunde.": "El aire <!-- con voz suave --> te hunde.",
    "FADE OUT": "<!-- FADE OUT -->",
    "MUSIC UP": "<!-- MUSIC UP -->",
    "(2 minutes music only)": "[pause 2m] <!-- 2 minutes music only -->",
    "Sit by it. (20 seconds of stream sound only) Go.": (
        "Sit by it. [pause 20s] <!-- 20 seconds of stream sound only --> Go."
    ),
    "- cue: Breathe out. (pause 3s) Now.": "- cue: Breathe out. [pause 3s] Now.",
    "Breathe out. | 3s | Now.": "Breathe out. [pause 3s] Now.",
}
LABELS = {
    "en": {"Sound effect: bell": "[chime bell]", "SFX: rain": "<!-- SFX: rain -->",
           "Note to instructor: watch the knees.": "<!-- Note to instructor: watch the knees. -->",
           "(count to 10)": "[pause 10s]", "(silently count to five)": "[pause 5s]",
           "(give them 10 seconds)": "[pause 10s]",
           "(in a soft voice)": "<!-- in a soft voice -->", "(very slowly)": "<!-- very slowly -->",
           "[sound of ocean waves]": "<!-- sound of ocean waves -->", "(pause (5 seconds))": "[pause 5s]",
           "«pause 5s»": "[pause 5s]", "[end of recording]": "<!-- end of recording -->"},
    "de": {"Regieanweisung: langsam sprechen": "<!-- Regieanweisung: langsam sprechen -->",
           "Soundeffekt: Gong": "[chime bowl]", "(innerlich bis zehn zählen)": "[pause 10s]"},
    "es": {"Efecto de sonido: campana": "[chime bell]", "[contar hasta cinco]": "[pause 5s]",
           "*Demostrar*": "<!-- Demostrar -->", "(sonido de lluvia)": "<!-- sonido de lluvia -->"},
    "fr": {"Effet sonore : cloche": "[chime bell]", "(compter jusqu'à 5)": "[pause 5s]",
           "*Démonstration*": "<!-- Démonstration -->"},
    "it": {"Effetto sonoro: campana": "[chime bell]", "(conta fino a cinque)": "[pause 5s]",
           "Nota per l'istruttore: osservare le ginocchia": "<!-- Nota per l'istruttore: osservare le ginocchia -->"},
    "pt": {"Efeito sonoro: sino": "[chime bell]", "(contar até 5)": "[pause 5s]"},
    "nl": {"Geluidseffect: bel": "[chime bell]", "(in stilte tot vijf tellen)": "[pause 5s]",
           "(achtergrondmuziek)": "<!-- achtergrondmuziek -->"},
}  # fmt: skip
UNSURE = {
    "Rest. (stay here) Now.": "(stay here)",
    "Let go. (exhale) Rest.": "(exhale)",
    "Plank (30 seconds) now.": "(30 seconds)",
    "Pause for 10 seconds.": "Pause for 10 seconds.",
    "*Slowly lower your arms*": "*Slowly lower your arms*",
    "Breathe in *long pause* and out.": "*long pause*",
    "Respira *pausa larga* y suelta.": "*pausa larga*",
    "Breathe in, *hold for 3 breaths* and out.": "*hold for 3 breaths*",
    "Breathe out. Long pause. Breathe in.": "Long pause.",
    "Breathe out. PAUSE. Breathe in.": "PAUSE.",
    "Om. Lange Pause. Om.": "Lange Pause.",
    "(take three slow breaths) Rest.": "(take three slow breaths)",
    "30 seconds": "30 seconds",
    "5 Atemz\u00fcge": "5 Atemz\u00fcge",
    "Take a long pause.": "Take a long pause.",
    "Inhale – pause – exhale.": "– pause –",
    "Lower your arms (slowly) to the floor.": "(slowly)",
    "When the *bell rings twice* let go.": "*bell rings twice*",
    "Inhale\nPause\nExhale": "Pause",
}
SPOKEN = [
    r"Let go. \(Pause 3s)", "Breathe *slowly* and long.", "*Slowly*, lower your leg.", "*Inhale*", "(or lie down)",
    "Hold (both hands) still.", "Rest.", "either/or", "24/7", "2/day", "Now (again){and again}.", "*Let go*",
"[chime bell] [pause 5s] {name} {side|a|b}",
    "A pause is a gift.", "*Breathe in for 4 seconds*", "5 - 10", "the #1 rule", "3 < 4 > 2", "Stay here.",
    "*Observe your breath*", "*Slowly*, lower", "Now *pause* and listen.", "Now **pause**, and listen.",
    "Take a short pause whenever you need one.", "In the pause between breaths, rest.", "Inhale. Pause. Exhale.",
    "Rest in silence.", "Silence is golden. Rest in silence.", "Sit in silence.", "Take *three* breaths.",
    "| Plank | 30s |", "Year 4 | 15 minutes | Resources: a bell",
    "Breathe. [PAUSE:5] Out. [LONG PAUSE 5S]", "**[pause 5s]**", "Breathe *[pause]* out.",
    "LET THE DAY FADE", "Fade out",
    "There is silence... and peace... within.", "A pause \u2013 short or long \u2013 is a gift.",
    "Rest in *silence* now.",
    "Atme ein, *halte* und atme aus.", "La *pausa* entre respiraciones.", "When the *bell* rings, let go.",
    "Very slowly, lift your head.", "Sound of rain, sound of wind.", "Between ten and twenty breaths is plenty.",
    "(even if it is small)", "In a minute or two you will be asleep.", "Repeat: I am calm.", "(Let your hands rest)",
    "(take your time)", "Let the silence (the deep silence) hold you.", "(if you can)", "Pause (15 words)",
    "[pause (15 seconds)]", "Remember: you are safe.", "Notice: your breath is calm.", "Hold on to hope.",
    "5 seconds of silence can feel long.",
    "Stille. Nichts als Stille umgibt dich.", "Notez la *pause* entre deux souffles.",
]  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), MENDED.items())
def test_a_certain_direction_is_warned_of_and_rewritten(
    written: str, expected: str, read: Callable[[str], Reading]
) -> None:
    text = f"## One\n\n- hold: 20s\n{written}\n" if written.startswith("- ") else f"{written}\n"
    before = read(f"{text}\nWords.")
    assert before.errors == []
    assert any("is spoken" in warning for warning in before.warnings)
    fixed, _ = fix_text(text)
    assert fixed == text.replace(written, expected)
    after = read(f"{fixed}\nWords.")
    assert not any("is spoken" in warning for warning in after.warnings)
    assert after.errors == []


@pytest.mark.parametrize(
    ("language", "written", "fixed"),
    [(language, *one) for language, rows in LABELS.items() for one in rows.items()],
)
def test_labels_counts_and_notes_of_each_language(
    language: str, written: str, fixed: str, read: Callable[[str], Reading]
) -> None:
    text = f"- language: {language}\n\nOm.\n\n{written}\n\nOm.\n"
    (found,) = read(text).diagnostics
    assert found.line == 5
    assert fix_text(text)[0] == text.replace(written, fixed)
    assert read(text.replace(written, fixed)).diagnostics == ()


@pytest.mark.parametrize(("written", "count"), [("(repeat 3 times)", 3), ("(tres veces: repetir)", 0), ("*6x*", 6)])
def test_a_note_that_asks_for_a_repetition_names_the_lines_to_write(
    written: str, count: int, read: Callable[[str], Reading]
) -> None:
    hints = [one.hint for one in read(f"Let go.\n\n{written}\n").diagnostics]
    assert [f"write [repeat {count}] above what is repeated and [end] below it" in hint for hint in hints] == (
        [True] if count else []
    )
    assert fix_text(written) == (written, ())


@pytest.mark.parametrize(
    ("written", "fixed"),
    {
        "One. [bell] Two.": "One. [chime bell] Two.",
        "One. [SOUND OF BELL] Two.": "One. [chime bell] Two.",
        "One. [softly] Two.": "One. <!-- softly --> Two.",
        "One. [Music fades out] Two.": "One. <!-- Music fades out --> Two.",
        "One. {pause 5} Two.": "One. [pause 5s] Two.",
        "One. {{long pause}} Two.": "One. [long pause] Two.",
    }.items(),
)
def test_a_mistaken_bracket_that_is_a_direction_is_rewritten(
    written: str, fixed: str, read: Callable[[str], Reading]
) -> None:
    assert read(written).errors
    assert mended(written) == fixed
    assert read(fixed).errors == []


@pytest.mark.parametrize(("written", "shown"), UNSURE.items())
def test_what_may_be_meant_for_the_listener_is_warned_of_and_stays(
    written: str, shown: str, read: Callable[[str], Reading]
) -> None:
    number = 1 + written[: written.index(shown)].count("\n")
    assert read(written).warnings == [f'{number}: "{shown}" is spoken']
    assert fix_text(written) == (written, ())


@pytest.mark.parametrize("written", SPOKEN)
def test_words_for_the_listener_are_left_alone(written: str, read: Callable[[str], Reading]) -> None:
    assert not any("is spoken" in warning for warning in read(written).warnings)
    assert mended(written) == written


def test_the_hint_keeps_the_number_of_the_person(read: Callable[[str], Reading]) -> None:
    (warning,) = read("Let go. (Pause for 7 seconds)").diagnostics
    assert warning.hint == r"write [pause 7s] for silence; to have it spoken, write \( for ("
    assert (warning.line, warning.column) == (1, 9)


@pytest.mark.parametrize(
    ("bracket", "hint"),
    [
        ("[Repeat 4 times]", "put [repeat 4] on its own line"),
        ("[Ripetere 4 volte]", "write [repeat 4] above what is repeated and [end] below it"),
        ("[^1]", "write <!-- ^1 --> for a note that is not spoken"),
        ("[!WARNING]", "write <!-- !WARNING --> for a note that is not spoken"),
        ("[if the client cries, go on]", "write <!-- if the client cries, go on --> for a note that is not spoken"),
        ("[bell]", "write [chime bell] for the sound"),
        ("[bell x2]", "write [chime bell] [chime bell] for the sound"),
        ("[Ring bell once]", "write [chime bell] for the sound"),
        ("[ring the bell five times]", "write [repeat 5], [chime bell] and [end], each on its own line"),
        ("[breathe in]", "write breathe in [pause 1 breath] for the words and time to breathe"),
        ("[pause for effect]", "write it as [pause], or with a length: [pause 10s]"),
        ("[5 apples]", "write [5s], or"),
        ("[5s pause, then the bell]", "write [pause 5s], and move the other words out of the bracket, or"),
        ("[Give them a minute]", "write [pause 1m] for silence"),
        ("[in a low voice]", "write <!-- in a low voice --> for a note that is not spoken"),
        ("[en voz baja]", "write <!-- en voz baja --> for a note that is not spoken"),
        ("[nachsp\u00fcren]", "write [pause] for silence"),
        ("[SFX: bell]", "write [chime bell] for the sound"),
        ("[sound the gong]", "write [chime bowl] for the sound"),
        ("[Client name]", "write {client_name} for words that change, with - value client_name: words at the top"),
        ("[name]", "write {your_name} for words that change"),
        ("{your name}", "write {your_name}, with - value your_name: words at the top"),
        ("{client name}", "write {client_name}, with - value client_name: words at the top"),
        ("[deeply]", r"write \[deeply] to have it spoken"),
        ("[music fades in]", "name the music in a setting such as - bed: rain"),
        ("[softly]", "write <!-- softly --> for a note that is not spoken"),
        ("[breathe]", "write [pause 1 breath] for time to breathe"),
        ("[Pause 7 sec then go on]", "write it as [pause 7s], and move the other words out of the bracket"),
        ("[Inhale for 4 seconds]", "write Inhale [pause 4s] for the word and the silence"),
        ("{pause}", "write [pause] for silence"),
        ("{pause 7}", "write [pause 7s] for silence"),
        ("[puase 7s]", "did you mean [pause 7s]?"),
        ("[pause soon]", "write it as [pause], or with a length: [pause 10s]"),
    ],
)
def test_a_bracket_that_is_no_action_names_the_nearest_thing(
    bracket: str, hint: str, read: Callable[[str], Reading]
) -> None:
    (error,) = read(f"One {bracket}, two.").diagnostics
    assert error.hint.startswith(hint)


@pytest.mark.parametrize(
    ("language", "written", "fixed"),
    [
        ("es", "Inhala. *Pausa.* Exhala.", "Inhala. [pause] Exhala."),
        ("fr", "Inspirez. [son de cloche] Expirez.", "Inspirez. [chime bell] Expirez."),
        ("nl", "Adem in. (stil) Adem uit.", "Adem in. [pause] Adem uit."),
        ("nl", "Adem in. *even stil* Adem uit.", "Adem in. [short pause] Adem uit."),
        ("it", "Inspira. (piano) Espira.", "Inspira. <!-- piano --> Espira."),
        ("en", "Breathe in. (piano) Breathe out.", "Breathe in. <!-- piano --> Breathe out."),
    ],
)
def test_the_words_of_the_scripts_own_language_come_first(language: str, written: str, fixed: str) -> None:
    text = f"- language: {language}\n\n{written}"
    assert fix_text(text)[0] == f"- language: {language}\n\n{fixed}"
