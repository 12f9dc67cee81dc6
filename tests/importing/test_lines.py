"""Lines as people write them, in seven languages, beside the lines of the script that they become."""

from __future__ import annotations

import re

import pytest

from voicecoach.importing.convert import convert
from voicecoach.importing.report import Kind

PAUSES = {
    "Now let the arms grow heavy. //5// Rest.": "Now let the arms grow heavy. [pause 5s] Rest.",
    "Spüre deine Füße. >>5 Sek.<< Und weiter.": "Spüre deine Füße. [pause 5s] Und weiter.",
    "Siente los pies. ---pausa larga--- Respira.": "Siente los pies. [long pause] Respira.",
    "Sentez vos pieds. |pause| Respirez.": "Sentez vos pieds. [pause] Respirez.",
    "Senti i piedi. ~pausa~ Respira.": "Senti i piedi. [pause] Respira.",
    "Sinta os pés. ...pausa... Respire.": "Sinta os pés. [pause] Respire.",
    "Voel je voeten. << 10 sec >> Adem uit.": "Voel je voeten. [pause 10s] Adem uit.",
    "Now rest. Pause of 20 seconds. Go on.": "Now rest. [pause 20s] Go on.",
    "Und nun ruhe. Pause von 20 Sekunden. Weiter.": "Und nun ruhe. [pause 20s] Weiter.",
    "Cierra los ojos. Pausa de 20 s. Sigue.": "Cierra los ojos. [pause 20s] Sigue.",
    "Fermez les yeux. Pause de 20 s. Continuez.": "Fermez les yeux. [pause 20s] Continuez.",
    "Chiudi gli occhi. Pausa di 20 secondi. Continua.": "Chiudi gli occhi. [pause 20s] Continua.",
    "Feche os olhos. Pausa de 20 segundos. Continue.": "Feche os olhos. [pause 20s] Continue.",
    "Sluit je ogen. Pauze van 20 seconden. Ga verder.": "Sluit je ogen. [pause 20s] Ga verder.",
    "Feel the floor. <pause 10 secs> Let go.": "Feel the floor. [pause 10s] Let go.",
    "Name five things you see. (Allow 20 seconds) Good.": "Name five things you see. [pause 20s] Good.",
    "Just the breath.\nPAUSE - 20 SECONDS\nGo on.": "Just the breath. [pause 20s]\nGo on.",
    "In through the nose… *(4 seconds)* and out.": "In through the nose… [pause 4s] and out.",
    "Fermez les yeux. Pause. Laissez venir une image.": "Fermez les yeux. [pause] Laissez venir une image.",
    "Cierra los ojos. Pausa larga. Siente los pies.": "Cierra los ojos. [long pause] Siente los pies.",
    "Revenez ici et maintenant. Silence : 15 s\nOuvrez les yeux quand vous voulez.": (
        "Revenez ici et maintenant. [pause 15s]\nOuvrez les yeux quand vous voulez."
    ),
    "Le corps est lourd.\nPAUSE COURTE\nLe corps est léger.": "Le corps est lourd. [short pause]\nLe corps est léger.",
    "Sentez vos pieds. <silence 1 min 30> Respirez.": "Sentez vos pieds. [pause 1m30s] Respirez.",
    "Nota los pies sobre la tierra y, con la próxi-\nma exhalación, suelta el aire.": (
        "Nota los pies sobre la tierra y, con la próxima exhalación, suelta el aire."
    ),
    "Turn to yourself with all the kindness of self-\ncompassion and rest.": (
        "Turn to yourself with all the kindness of self-compassion and rest."
    ),
    "Aprieta los puños con fuerza. ⏸️ 5 segundos": "Aprieta los puños con fuerza. [pause 5s]",
    "Senti le spalle scendere. ..pausa.. E ora respira.": "Senti le spalle scendere. [pause] E ora respira.",
    "The rock is still.\n\n… pause …\n\nSo are you.": "The rock is still.\n[pause]\nSo are you.",
    "Its base is rooted. … pause … So are you.": "Its base is rooted. [pause] So are you.",
    "There is nothing here — *5 sec* — to improve.": "There is nothing here — [pause 5s] to improve.",
    "Adem rustig uit. (zachter) Laat alles los.": "Adem rustig uit. Laat alles los.",
    "Respira hondo ahora. (más despacio) Suelta todo.": "Respira hondo ahora. Suelta todo.",
    "And let it all go now. ==10 sec== Stay.": "And let it all go now. [pause 10s] Stay.",
    "Was ist gerade da? --20 Sek.-- Atme aus.": "Was ist gerade da? [pause 20s] Atme aus.",
    "Repeat it silently. (20 second pause for the resolve) Good.": "Repeat it silently. [pause 20s] Good.",
    "What do you notice? (allow time to notice - 15 seconds) Good.": "What do you notice? [pause 15s] Good.",
    "Lenke dich auf den Atem. (einige Atemzüge lang still sein) Gut.": (
        "Lenke dich auf den Atem. [pause 2-4 breaths] Gut."
    ),
    "Now rest here for a while.\n\n>> ring bell <<\n\nStretch.": ("Now rest here for a while.\n[chime bell]\nStretch."),
    "Calm\n\nEinatmen – 4 Sekunden –\nHalten – 7 Sekunden –": "Einatmen [pause 4s]\nHalten [pause 7s]",
    "Formula tu sankalpa. (dejar 20 segundos) Sigue.": "Formula tu sankalpa. [pause 20s] Sigue.",
    "Remuez les doigts. (Attendre 20 secondes avant de parler) Merci.": "Remuez les doigts. [pause 20s] Merci.",
    "Relâchez en soufflant. [Pause d'intégration : 20 sec.] Merci.": "Relâchez en soufflant. [pause 20s] Merci.",
    "Conto da cento. Cento… (lasciar passare 4 secondi) E via.": "Conto da cento. Cento… [pause 4s] E via.",
    "Solte os ombros. (deixar passar 8 segundos) Respire.": "Solte os ombros. [pause 8s] Respire.",
    "A heron lifts.\n\n- 10 seconds -\n\nBreathe.": "A heron lifts.\n[pause 10s]\nBreathe.",
}

SPOKEN = {
    "Repite conmigo: estoy en calma. (x3) Y suelta.": "Repite conmigo: estoy en calma. Y suelta.",
    "Il mio braccio è pesante. (ripetere 3 volte) Sono calmo.": "Il mio braccio è pesante. Sono calmo.",
    "Mein Arm ist schwer. (3x wiederholen) Ich bin ruhig.": "Mein Arm ist schwer. Ich bin ruhig.",
    "Mon bras est lourd. (à répéter trois fois) Je suis calme.": "Mon bras est lourd. Je suis calme.",
    "Meu braço está pesado. (repetir 3 vezes) Estou calmo.": "Meu braço está pesado. Estou calmo.",
    "Mijn arm is zwaar. (3 keer herhalen) Ik ben rustig.": "Mijn arm is zwaar. Ik ben rustig.",
    "My arm is heavy. (repeat 3 times) I am calm.": "My arm is heavy. I am calm.",
    "Suelta de golpe. (3 veces, con pausa de 5 s entre cada una) Muy bien.": "Suelta de golpe. Muy bien.",
    "Chiudi gli occhi.\n\n(Nota: qui alzare la voce)\n\nSorridi ancora.": "Chiudi gli occhi.\nSorridi ancora.",
    "Operatore: Chiudi gli occhi.\nOperatore: Dormi bene.": "Chiudi gli occhi.\nDormi bene.",
    "Lie still.\nRest in silence.": "Lie still. Rest in silence.",
    "Lie still. Rest in silence. [silence for one minute]": "Lie still. Rest in silence. [pause 1m]",
    "Lower the leg. Pause for 2 seconds. Lift it again.": "Lower the leg. Pause for 2 seconds. Lift it again.",
    "[stem: rustig en laag]\nKijk naar een punt op de muur.": "Kijk naar een punt op de muur.",
    "Stay here. Namaste. [END]": "Stay here. Namaste.",
    "Breathe with me. [glimmer 3] Namaste, friends.": "Breathe with me. Namaste, friends.",
    "Alles ist gut. (Pause, 5 Sekunden) (leiser werden) Und tiefer.": "Alles ist gut. [pause 5s] Und tiefer.",
    "Gracias por estar aquí. (fin)": "Gracias por estar aquí.",
    "Danke, dass du da warst. (Ende)": "Danke, dass du da warst.",
    "Dank je wel voor vandaag.\n\n~ einde ~": "Dank je wel voor vandaag.",
    "Thank you for your time. ♪ outro ♪": "Thank you for your time.",
}


def body(script: str) -> str:
    """Return the lines of a script that are heard: no title, settings, comments and blank lines."""
    script = re.sub(r"<!--.*?-->", "", script, flags=re.DOTALL)
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("# ", "- language")))


@pytest.mark.parametrize(("source", "expected"), (PAUSES | SPOKEN).items())
def test_pauses_are_silent_and_words_are_spoken(source: str, expected: str) -> None:
    assert body(convert(source.encode(), "text.txt").text) == expected


def test_an_end_is_told_as_a_comment_and_not_as_a_pause() -> None:
    entries = convert(b"Rest here for a while.\n\nNamaste. [END]\n", "text.txt").entries
    assert [entry.kind for entry in entries if entry.source == "[END]"] == [Kind.COMMENT]
