"""Lines as people write them, in seven languages, beside the lines of the script that they become."""

from __future__ import annotations

import re

import pytest

from voicecoach.importing.convert import convert
from voicecoach.importing.report import Kind

PAUSES = {
    "Tien... negen... [adempauze] acht... [korte adempauze]": "Tien... negen... [pause] acht... [short pause]",
    "Recommencez doucement. [Laisser faire 3 respirations]": "Recommencez doucement. [pause 3 breaths]",
    "Wieder von vorn. [2 Atemzüge lang warten, lassen] [Lassen Sie 20 Sekunden]": (
        "Wieder von vorn. [pause 2 breaths] [pause 20s]"
    ),
    "Laissez venir un mot.\n\n/ pause 30 s /\n\nGardez-le.": "Laissez venir un mot.\n[pause 30s]\nGardez-le.",
    "Inspirez par le nez (4 secondes)\nGardez l'air (4 secondes)\nExpirez par la bouche (6 secondes)": (
        "Inspirez par le nez [pause 4s]\nGardez l'air [pause 4s]\nExpirez par la bouche [pause 6s]"
    ),
    # A word in capitals before a sentence that has none
    "Let it go. PAUSE Now roll your wrists.": "Let it go. [pause] Now roll your wrists.",
    "Lass los. PAUSE Kreise die Hände.": "Lass los. [pause] Kreise die Hände.",
    "Suelta todo. PAUSA Gira las muñecas. PAUSA": "Suelta todo. [pause] Gira las muñecas. [pause]",
    "Relâche tout. PAUSE Tourne les poignets.": "Relâche tout. [pause] Tourne les poignets.",
    "Lascia andare. PAUSA Ruota i polsi.": "Lascia andare. [pause] Ruota i polsi.",
    "Solta tudo. PAUSA Roda os pulsos.": "Solta tudo. [pause] Roda os pulsos.",
    "Laat los. PAUZE Draai je polsen.": "Laat los. [pause] Draai je polsen.",
    "Press PAUSE when you need to. Now PAUSE And rest.": "Press PAUSE when you need to. Now PAUSE And rest.",
    # Two acute accents, as they are typed for the sign of seconds
    "Aprieta los dedos de los pies (8´´) y suéltalos (15´´).": (  # noqa: RUF001 - as typed
        "Aprieta los dedos de los pies [pause 8s] y suéltalos. [pause 15s]"
    ),
    # Stars behind words, and none before any
    "Senti il vento*\nsenti la sabbia, *\nsenti il mare.**\nOra riposa.*": (
        "Senti il vento [pause] senti la sabbia, [pause] senti il mare. [long pause] Ora riposa. [pause]"
    ),
    "You *may* rest, and you *can* go*\nto sleep now.": "You *may* rest, and you *can* go* to sleep now.",
    # Time that is given, and what for
    "Think of her. (Give time to find the words.) Let her go.": "Think of her. [pause] Let her go.",
    "Denk an sie. (Zeit geben, um Worte zu finden) Lass sie.": "Denk an sie. [pause] Lass sie.",
    "Piensa en ella. (Dejamos tiempo para que la dibujen.) Sigue.": "Piensa en ella. [pause] Sigue.",
    "Pensa a lei. (Lasciamo tempo per trovare le parole.) Saluta.": "Pensa a lei. [pause] Saluta.",
    "Pensa nela. (Damos tempo para que a desenhem.) Segue.": "Pensa nela. [pause] Segue.",
    # Silence among other words in brackets, and music alone within a sentence
    "Escucha. (Silencio total durante 20-30 segundos. Solo tu voz interior) Sigue.": ("Escucha. [pause 20-30s] Sigue."),
    "Escucha el mar.\n\n(Se sube la música y se quedan un rato en silencio).\n\nAbre los ojos.": (
        "Escucha el mar.\n[pause]\nAbre los ojos."
    ),
    "Vuela cada vez más alto (durante un minuto suena solo la música). Ahora vuelve.": (
        "Vuela cada vez más alto. [pause 1m] Ahora vuelve."
    ),
    "Ouve o mar.\n\n(O grupo fica uns instantes no silêncio da sala).\n\nAbre os olhos.": (
        "Ouve o mar.\n[pause]\nAbre os olhos."
    ),
    "Let it go.\n\n[Next practice or silence]\n\nOpen your eyes.": "Let it go.\nOpen your eyes.",
    # A pause that is asked for with a noun
    "Fai una pausa di circa un minuto. Riparti.": "Fai una pausa di circa un minuto. [pause 1m] Riparti.",
    "Haz una pausa de diez segundos. Sigue.": "Haz una pausa de diez segundos. [pause 10s] Sigue.",
    "Faça uma pausa de dez segundos. Siga.": "Faça uma pausa de dez segundos. [pause 10s] Siga.",
    "Fais une pause de dix secondes. Continue.": "Fais une pause de dix secondes. [pause 10s] Continue.",
    "Mach eine Pause von zehn Sekunden. Weiter.": "Mach eine Pause von zehn Sekunden. [pause 10s] Weiter.",
    "Neem een pauze van tien seconden. Ga door.": "Neem een pauze van tien seconden. [pause 10s] Ga door.",
    "Take a pause of ten seconds. Go on.": "Take a pause of ten seconds. [pause 10s] Go on.",
    "Haga una pausa de 5 a 10 segundos y respire.": "Haga una pausa de 5 a 10 segundos y respire. [pause 5-10s]",
    "Mach eine Pause von 5 Sekunden und atme.": "Mach eine Pause von 5 Sekunden und atme. [pause 5s]",
    "Take a pause of 5 to 10 seconds, and just breathe.": (
        "Take a pause of 5 to 10 seconds, and just breathe. [pause 5-10s]"
    ),
    "Tra i respiri c'è una pausa di due secondi.": "Tra i respiri c'è una pausa di due secondi.",
    # A sentence in the infinitive is for whoever reads
    "Suelta los brazos. Esperar diez segundos antes de seguir. Abre los ojos.": (
        "Suelta los brazos.\n[pause 10s]\nAbre los ojos."
    ),
    "Sciogli le mani. Attendere 20 secondi prima di continuare. Apri gli occhi.": (
        "Sciogli le mani.\n[pause 20s]\nApri gli occhi."
    ),
    "Intervalo. Esperar dois ou três segundos antes de falar.\n\nAbra os olhos.": "[pause 2-3s]\nAbra os olhos.",
    "Cerrar los ojos. Respirar. Esperar 10 segundos. Abrir los ojos.": (
        "Cerrar los ojos. Respirar. Esperar 10 segundos. [pause 10s] Abrir los ojos."
    ),
    # A pause without the stop that the others have
    "Leg dich hin. Pause. Ruh dich aus. Pause. Lass los. Pause Deine Arme ruhen.": (
        "Leg dich hin. [pause] Ruh dich aus. [pause] Lass los. [pause] Deine Arme ruhen."
    ),
    "Setz dich. Pause Dein Atem fließt.": "Setz dich. Pause Dein Atem fließt.",
    "Ga liggen en rust. Klankschaal. Open je ogen.": "Ga liggen en rust. [chime bowl] Open je ogen.",
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
    "Just the breath.\nPAUSE - 20 SECONDS\nGo on.": "Just the breath.\n[pause 20s]\nGo on.",
    "In through the nose… *(4 seconds)* and out.": "In through the nose… [pause 4s] and out.",
    "Fermez les yeux. Pause. Laissez venir une image.": "Fermez les yeux. [pause] Laissez venir une image.",
    "Cierra los ojos. Pausa larga. Siente los pies.": "Cierra los ojos. [long pause] Siente los pies.",
    "Revenez ici et maintenant. Silence : 15 s\nOuvrez les yeux quand vous voulez.": (
        "Revenez ici et maintenant. [pause 15s]\nOuvrez les yeux quand vous voulez."
    ),
    "Le corps est lourd.\nPAUSE COURTE\nLe corps est léger.": "Le corps est lourd.\n[short pause]\nLe corps est léger.",
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
    "Down we go. ~\nDeeper now. ~\nAnd rest.": "Down we go. [pause]\nDeeper now. [pause]\nAnd rest.",
    "Rechterduim .. wijsvinger .. middelvinger .. pink.": (
        "Rechterduim [short pause] wijsvinger [short pause] middelvinger [short pause] pink."
    ),
    "Du gehst im Wald. …\nDu hörst die Vögel.": "Du gehst im Wald. [short pause] Du hörst die Vögel.",
    "(Bij elke streep 10 seconden pauze.)\n\nJe bent een berg. /\nDe top is hoog. /": (
        "Je bent een berg. [pause 10s]\nDe top is hoog. [pause 10s]"
    ),
    "Take another deep breath and hold it.\npause\nAgain slowly release the air.": (
        "Take another deep breath and hold it.\n[pause]\nAgain slowly release the air."
    ),
    "Hold your breath for a few seconds\n3 second pause\nrelease the breath slowly and let go.": (
        "Hold your breath for a few seconds\n[pause 3s]\nrelease the breath slowly and let go."
    ),
    "Atme ein paar Mal tief ein\nkurze Pause\nund wieder aus.\nStille\nSpüre den Boden unter dir.": (
        "Atme ein paar Mal tief ein\n[short pause]\nund wieder aus.\n[pause]\nSpüre den Boden unter dir."
    ),
    "Inhala por la nariz y retén el aire\npausa de 5 segundos\ny suelta despacio.\nsilencio\nDescansa.": (
        "Inhala por la nariz y retén el aire\n[pause 5s]\ny suelta despacio.\n[pause]\nDescansa."
    ),
    "Inspirez et gardez l'air un instant\npause de 5 secondes\npuis soufflez.\nsilence\nReposez-vous.": (
        "Inspirez et gardez l'air un instant\n[pause 5s]\npuis soufflez.\n[pause]\nReposez-vous."
    ),
    "Inspira e trattieni il respiro\npausa\npoi lascia andare l'aria.": (
        "Inspira e trattieni il respiro\n[pause]\npoi lascia andare l'aria."
    ),
    "Inspire e segure o ar um instante\npausa\ne solte devagar.": (
        "Inspire e segure o ar um instante\n[pause]\ne solte devagar."
    ),
    "Adem in en hou de lucht vast\npauze\nen laat los.": "Adem in en hou de lucht vast\n[pause]\nen laat los.",
    "Breathe in for a count of 4. Hold for 2. Breathe out for 6.": (
        "Breathe in for a count of 4. [pause 4s] Hold for 2. [pause 2s] Breathe out for 6. [pause 6s]"
    ),
    "Inspirez en comptant jusqu'à 4, puis soufflez par la bouche en comptant jusqu'à 6.": (
        "Inspirez en comptant jusqu'à 4, [pause 4s] puis soufflez par la bouche en comptant jusqu'à 6. [pause 6s]"
    ),
    "Breathe in, counting to 4, then blow out through your mouth, counting to 6.": (
        "Breathe in, counting to 4, [pause 4s] then blow out through your mouth, counting to 6. [pause 6s]"
    ),
    "Inhale for 4, hold for 7, and exhale to a count of 8.": (
        "Inhale for 4, [pause 4s] hold for 7, [pause 7s] and exhale to a count of 8. [pause 8s]"
    ),
    "Atmen Sie 4 Sekunden lang durch die Nase ein.": "Atmen Sie 4 Sekunden lang durch die Nase ein. [pause 4s]",
    "Atme auf vier ein, halte vier, und atme auf sechs aus.": (
        "Atme auf vier ein, [pause 4s] halte vier, [pause 4s] und atme auf sechs aus. [pause 6s]"
    ),
    "Inhala en 4 tiempos, retén 4 y exhala en 6.": (
        "Inhala en 4 tiempos, [pause 4s] retén 4 [pause 4s] y exhala en 6. [pause 6s]"
    ),
    "Inspirez sur 4 temps, bloquez 4 temps, expirez sur 6 temps.": (
        "Inspirez sur 4 temps, [pause 4s] bloquez 4 temps, [pause 4s] expirez sur 6 temps. [pause 6s]"
    ),
    "Inspira in 4 tempi, trattieni per 4, espira in 6.": (
        "Inspira in 4 tempi, [pause 4s] trattieni per 4, [pause 4s] espira in 6. [pause 6s]"
    ),
    "Inspire contando até 4, segure por 4 e expire em 6.": (
        "Inspire contando até 4, [pause 4s] segure por 4 [pause 4s] e expire em 6. [pause 6s]"
    ),
    "Ga rustig zitten en sluit je ogen. Adem vier tellen in en adem zes tellen uit.": (
        "Ga rustig zitten en sluit je ogen. Adem vier tellen in [pause 4s] en adem zes tellen uit. [pause 6s]"
    ),
    "🔔\n\nRest. 🔔 Open your eyes.\n\n🔔🔔🔔": (
        "[chime bell]\nRest. [chime bell] Open your eyes.\n[chime bell] [chime bell] [chime bell]"
    ),
    "🔔 *Un coup de bol*\n\nFermez les yeux.\n\n🔔 *Trois coups de cloche*": (
        "[chime bowl]\nFermez les yeux.\n[chime bell] [chime bell] [chime bell]"
    ),
    "Ring the bell.\n\nSit well.\n\nTo close: ring the bell 3 times.\n\nStart soft music.": (
        "[chime bell]\nSit well.\n[chime bell] [chime bell] [chime bell]"
    ),
    "Gong ertönen lassen.\n\nSpüre deine Füße.\n\nZum Abschluss: Klangschale zweimal anschlagen.": (
        "[chime bowl]\nSpüre deine Füße.\n[chime bowl] [chime bowl]"
    ),
    "Zum Start: Angenehmen Gong ertönen lassen.\nWillkommen zu dieser Reise durch den Körper.": (
        "[chime bowl]\nWillkommen zu dieser Reise durch den Körper."
    ),
    "Sluit je ogen.\n\nEn laat het been zwaar worden. (20 sec.) nu links, zelfde tekst\nVoel nu je buik. Adem in.": (
        "Sluit je ogen.\nEn laat het been zwaar worden. [pause 20s] nu links, zelfde tekst Voel nu je buik. Adem in."
    ),
    "Und nun ruhe. 20 Sek. Pause. Und weiter.": "Und nun ruhe. [pause 20s] Und weiter.",
    "Ahora descansa. 20 seg. pausa. Y sigue.": "Ahora descansa. [pause 20s] Y sigue.",
    "Spüre deine Füße. 2 Min. Stille": "Spüre deine Füße. [pause 2m]",
    "Tocar el cuenco.\n\nSiente los pies en el suelo.": "[chime bowl]\nSiente los pies en el suelo.",
    "Faire sonner le bol.\n\nSentez vos pieds.\n\nÀ la fin : deux coups de cloche.": (
        "[chime bowl]\nSentez vos pieds.\n[chime bell] [chime bell]"
    ),
    "Suonare la campana.\n\nSenti i piedi per terra.": "[chime bell]\nSenti i piedi per terra.",
    "Tocar o sino.\n\nSinta os pés no chão.": "[chime bell]\nSinta os pés no chão.",
    "Klankschaal laten klinken.\n\nVoel je voeten op de grond.": "[chime bowl]\nVoel je voeten op de grond.",
    "Feel it. (pause to feel the breath) Go on.": "Feel it. [pause] Go on.",
    "Spüre es. (Lange Pause zum Nachspüren) Und weiter.": "Spüre es. [long pause] Und weiter.",
    "Respiraba hondo y despacio. (Pausa para respirar: 3 respiraciones) Sigue.": (
        "Respiraba hondo y despacio. [pause 3 breaths] Sigue."
    ),
    "Take one full breath. (breathe) And go on.": "Take one full breath. [pause 1 breath] And go on.",
    "Breathe in... (count of 4)\nHold... (count of 4)": "Breathe in... [pause 4s]\nHold... [pause 4s]",
    "Beobachte deinen Atem. – 1 Min. Stille –": "Beobachte deinen Atem. [pause 1m]",
    "Rien ne bouge. *** 20 secondes *** Reviens.": "Rien ne bouge. [pause 20s] Reviens.",
    "Breathe out with a whoosh. 8 sec.": "Breathe out with a whoosh. [pause 8s]",
    "Schau sie an. --- 30 Sek. ---\nRieche an ihr. --- 15 Sek. ---": (
        "Schau sie an. [pause 30s]\nRieche an ihr. [pause 15s]"
    ),
    "Feel your feet. [5]\nLet them go. [10]\nBreathe in, [4] and out.": (
        "Feel your feet. [pause 5s]\nLet them go. [pause 10s]\nBreathe in, [pause 4s] and out."
    ),
    "It slows the pulse. [3] It helps. [4] It was found. [5]": "It slows the pulse. It helps. It was found.",
    "Laissez venir une image. (1'30)": "Laissez venir une image. [pause 1m30s]",
    "Laissez venir une image. (1'30'')": "Laissez venir une image. [pause 1m30s]",
    "Lascia andare. (2')": "Lascia andare. [pause 2m]",
    "Suelta. (45'')": "Suelta. [pause 45s]",
    "9 - Soften.\n8 - Breathe out.\n...\n1 - Relax.": "9 - Soften.\n8 - Breathe out.\n[short pause]\n1 - Relax.",
    "Komm zurück.\nGong 3x\nStrecke dich.": f"Komm zurück.\n{' '.join(['[chime bowl]'] * 3)}\nStrecke dich.",
    "Rest.\n\n*Gong 2x*": "Rest.\n[chime bowl] [chime bowl]",
    "Ruh dich aus.\n\n(Glocke 2 mal)": "Ruh dich aus.\n[chime bell] [chime bell]",
    "Rest.\n\n2x bell": "Rest.\n[chime bell] [chime bell]",
    "Descansa.\n\n*campana 2 veces*": "Descansa.\n[chime bell] [chime bell]",
    "Reposez-vous.\n\n(cloche 2 fois)": "Reposez-vous.\n[chime bell] [chime bell]",
    "Riposa.\n\ncampana (2 volte)": "Riposa.\n[chime bell] [chime bell]",
    "Descanse.\n\n(sino 2 vezes)": "Descanse.\n[chime bell] [chime bell]",
    "Rust uit.\n\nklankschaal 2x": "Rust uit.\n[chime bowl] [chime bowl]",
    "Listen to the bell.\n\nThe bell rings three times.": "Listen to the bell.\nThe bell rings three times.",
    "Mach eine Faust. (7)\nLass los. (30)\nZieh die Stirn kraus. (7)": (
        "Mach eine Faust. [pause 7s]\nLass los. [pause 30s]\nZieh die Stirn kraus. [pause 7s]"
    ),
    "Lie down with your teddy. [wait until all lie] Close your eyes.": "Lie down with your teddy. Close your eyes.",
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
    # Between dashes, in brackets inside brackets, a bed for a while, and each dash of a rotation.
    "Let the breath come - 3 breaths - and go.": "Let the breath come [pause 3 breaths] and go.",
    "Atme ein – 4 Sekunden – und aus – 6 Sekunden –": "Atme ein [pause 4s] und aus [pause 6s]",
    "Siente la mano. - 5 segundos - Ahora la otra.": "Siente la mano. [pause 5s] Ahora la otra.",
    "Vous avancez pieds nus.\n\nLevez les bras. – 3 respirations –\n\nReposez-vous.": (
        "Vous avancez pieds nus.\nLevez les bras. [pause 3 breaths]\nReposez-vous."
    ),
    "E la luna gli fa posto - 3 respiri - su una nuvola.": "E la luna gli fa posto [pause 3 breaths] su una nuvola.",
    "Feche os olhos. (pausa (10 segundos)) Respire.": "Feche os olhos. [pause 10s] Respire.",
    "Adem uit. - 3 ademhalingen - Kom rustig terug.": "Adem uit. [pause 3 breaths] Kom rustig terug.",
    "Lie down here. (pause (5 seconds)) Let go.": "Lie down here. [pause 5s] Let go.",
    "Let go of it. [30 SEC OF RAIN] Come back.": "Let go of it. [pause 30s] Come back.",
    "Lass alles los. [30 SEK. MEERESRAUSCHEN] Komm zurück.": "Lass alles los. [pause 30s] Komm zurück.",
    "Suelta el cuerpo. [30 SEG DE LLUVIA] Vuelve ahora.": "Suelta el cuerpo. [pause 30s] Vuelve ahora.",
    "Relâchez le corps. [20 SEC DE VENT] Revenez maintenant.": "Relâchez le corps. [pause 20s] Revenez maintenant.",
    "Lascia andare il corpo. [20 SEC DI GRILLI] Torna qui.": "Lascia andare il corpo. [pause 20s] Torna qui.",
    "Solte o corpo todo. [1 MIN DE ONDAS] Volte agora.": "Solte o corpo todo. [pause 1m] Volte agora.",
    "Laat je lichaam los. [30 SEC REGEN] Kom terug.": "Laat je lichaam los. [pause 30s] Kom terug.",
    "Voel je hand.\n\nRechterduim – wijsvinger – middelvinger – handpalm –": (
        "Voel je hand.\nRechterduim [short pause] wijsvinger [short pause] middelvinger [short pause] handpalm "
        "[short pause]"
    ),
    "Hold the leg up. (count silently to five) Lower it.": "Hold the leg up. [pause 5s] Lower it.",
    "Levanta los brazos. (cuenta hasta 5 en silencio) Baja.": "Levanta los brazos. [pause 5s] Baja.",
    # Signs that a text uses throughout, and lines that explain them.
    "Right hand thumb / second finger / third finger / fourth finger / palm.": (
        "Right hand thumb [short pause] second finger [short pause] third finger [short pause] fourth finger "
        "[short pause] palm."
    ),
    "Picture a beach. ~\nHear the waves. ~\nAnd out again. ~\nWarm sand. ~~~\nStay.": (
        "Picture a beach. [pause]\nHear the waves. [pause]\nAnd out again. [pause]\nWarm sand. [long pause]\nStay."
    ),
    "Mach es dir bequem. *\nDu gehst los. *\nDer Wald ist still. *\nRuhe dich aus.": (
        "Mach es dir bequem. [pause]\nDu gehst los. [pause]\nDer Wald ist still. [pause]\nRuhe dich aus."
    ),
    "Let go of it.\n\n---\n\nBreathe out now.\n\n---\n\nAnd rest here.\n\n---\n\nGo on.": (
        "Let go of it.\n[pause]\nBreathe out now.\n[pause]\nAnd rest here.\n[pause]\nGo on."
    ),
    "Imagine yourself tall . . . . . strong . . . . . confident.": (
        "Imagine yourself tall [short pause] strong [short pause] confident."
    ),
    "/ = short pause, // = long pause\n\nBreathe in / and let it go // now rest. And/or not.": (
        "Breathe in [short pause] and let it go [long pause] now rest. And/or not."
    ),
    "Pause for a few seconds wherever you see (...).\n\nYou are a turtle. (...) Sleep now.": (
        "You are a turtle. [pause 2-4s] Sleep now."
    ),
    "Fai un respiro e trattieni. ........ 3 sec. E ora espira.": "Fai un respiro e trattieni. [pause 3s] E ora espira.",
    "Let go now. …… 10 s Breathe.": "Let go now. [pause 10s] Breathe.",
    "Relajo la frente.\nPausa de integración, 45 s\nMuevo los pies.": "Relajo la frente. [pause 45s]\nMuevo los pies.",
    "Look around. *Take three breaths here (about 15 seconds).* Go on.": (
        "Look around. Take three breaths here. [pause 15s] Go on."
    ),
    "Stay as long as you like. (2 minutes music only) Come back.": "Stay as long as you like. [pause 2m] Come back.",
    "Setz dich ans Wasser. (nur Musik, 30 Sekunden) Und weiter.": "Setz dich ans Wasser. [pause 30s] Und weiter.",
    "Inspire e solte o ar. [inspira profundo] Descanse.": "Inspire e solte o ar. [pause 1 breath] Descanse.",
    "Let your eyes close.\n\n-- 3 breaths --\n\nBreathe out.": "Let your eyes close.\n[pause 3 breaths]\nBreathe out.",
    "Let it all go. - Pause - 5 s - Rest.": "Let it all go. [pause 5s] Rest.",
    "Lascia andare tutto. — Pausa=1.5 s — Riposa.": "Lascia andare tutto. [pause 1.5s] Riposa.",
    "Let it all go. <pause=5> Rest.": "Let it all go. [pause 5s] Rest.",
    "Feche os olhos agora. <silêncio> Expire.": "Feche os olhos agora. [pause] Expire.",
    # Behind a picture, between the marks of code, shortened, and behind the words of a breath.
    "Nota los talones. ⏸️ *5 segundos* Y la espalda.": "Nota los talones. [pause 5s] Y la espalda.",
    "Nota los talones.\n\n⏸️ *10 segundos*\n\nY la espalda.": "Nota los talones.\n[pause 10s]\nY la espalda.",
    "Senti i piedi.\n\n⏸ Pausa lunga\n\nE ora respira.": "Senti i piedi.\n[long pause]\nE ora respira.",
    "Spüre die Hände. ⏳ 30 Sekunden Und weiter.": "Spüre die Hände. [pause 30s] Und weiter.",
    "Sinta as mãos. `pausa: 15 s` Descanse.": "Sinta as mãos. [pause 15s] Descanse.",
    'Ripeti il tuo proposito. [p. 20"] Ascolta.': "Ripeti il tuo proposito. [pause 20s] Ascolta.",
    "Prenez conscience du souffle… (5’’) Relâchez.": "Prenez conscience du souffle… [pause 5s] Relâchez.",
    "Revenez dans cette pièce…\n« Silence »\nOuvrez les yeux.": (
        "Revenez dans cette pièce…\n[pause]\nOuvrez les yeux."
    ),
    "Tu es une tortue. (compter 5 secondes dans sa tête) Dors.": "Tu es une tortue. [pause 5s] Dors.",
    "Ascolta i suoni. (l'insegnante tace per 2 minuti) Torna qui.": "Ascolta i suoni. [pause 2m] Torna qui.",
    "Sentez la chaleur. (Laisser le client ressentir : environ 30 secondes) Revenez.": (
        "Sentez la chaleur. [pause 30s] Revenez."
    ),
    "O que você sentiu? [respire 2x] Agora descanse.": "O que você sentiu? [pause 2 breaths] Agora descanse.",
    "Soltá el aire. [respira tres veces] Y descansa.": "Soltá el aire. [pause 3 breaths] Y descansa.",
    "Inspire pela narina esquerda – 4 segundos.\nRetenha – 4 segundos.\nExpire – 8 segundos.": (
        "Inspire pela narina esquerda. [pause 4s] Retenha. [pause 4s]\nExpire. [pause 8s]"
    ),
    "Lève la tête.\n\nPause de 3 respirations\n\nRepose-toi.": "Lève la tête.\n[pause 3 breaths]\nRepose-toi.",
    "Aux êtres proches.\nTrente secondes de silence.\nRevenez.": "Aux êtres proches.\n[pause 30s]\nRevenez.",
    "Revenez à votre respiration. Un son de cloche.": "Revenez à votre respiration. [chime bell]",
    "Touche le grand chêne. (Laisser un temps) Il est tiède.": "Touche le grand chêne. [pause] Il est tiède.",
    "Touche le grand chêne. (un long temps) Il est tiède.": "Touche le grand chêne. [long pause] Il est tiède.",
    "Spüre den Boden. (Zeit lassen) Und weiter.": "Spüre den Boden. [pause] Und weiter.",
    "¿Qué ves ahora? (pausa entre preguntas) ¿Qué oyes?": "¿Qué ves ahora? [pause] ¿Qué oyes?",
    "L'aria che entra… *[inspira]* …e che esce.": "L'aria che entra… [pause 1 breath] …e che esce.",
    "Mão, polegar, palma, pulso. (pausar 3 s) Descansa.": "Mão, polegar, palma, pulso. [pause 3s] Descansa.",
    # What the listener is asked to do for so long is spoken, and has its time.
    "Make a fist. Hold for 7 seconds. Now let go.": "Make a fist. Hold for 7 seconds. [pause 7s] Now let go.",
    "Lower the leg. Pause for 2 seconds. Lift it again.": (
        "Lower the leg. Pause for 2 seconds. [pause 2s] Lift it again."
    ),
    "Place both hands on the belly and stand quietly for one minute.": (
        "Place both hands on the belly and stand quietly for one minute. [pause 1m]"
    ),
    "Den Kopf neigen und 10 bis 15 Sekunden halten. Dann lösen.": (
        "Den Kopf neigen und 10 bis 15 Sekunden halten. [pause 10-15s] Dann lösen."
    ),
    "Het been strekken en 5 seconden vasthouden. Laat los.": (
        "Het been strekken en 5 seconden vasthouden. [pause 5s] Laat los."
    ),
    "Die Füße heben, fünf Sekunden anhalten, zehnmal wiederholen. Und ruhen.": (
        "Die Füße heben, fünf Sekunden anhalten, [pause 5s] zehnmal wiederholen. Und ruhen."
    ),
    # … also where more is done meanwhile, or the length stands first
    "Rest for one minute and notice your feet. Go.": "Rest for one minute and notice your feet. [pause 1m] Go.",
    "Stay for five breaths, feeling the floor. Go.": "Stay for five breaths, feeling the floor. [pause 5 breaths] Go.",
    "For the next minute, just listen. Go on.": "For the next minute, just listen. [pause 1m] Go on.",
    "Walk around the room for a minute. Sit.": "Walk around the room for a minute. [pause 1m] Sit.",
    "Do this for about a minute. Sit.": "Do this for about a minute. [pause 1m] Sit.",
    "Breathe through the left side. 10 breaths. Sit.": (
        "Breathe through the left side. 10 breaths. [pause 10 breaths] Sit."
    ),
    'Breathe in for 4, and out on a long "sss" for 8. Sit.': (
        'Breathe in for 4, [pause 4s] and out on a long "sss" for 8. [pause 8s] Sit.'
    ),
    "Bleib hier für fünf Atemzüge und spüre den Boden.": (
        "Bleib hier für fünf Atemzüge und spüre den Boden. [pause 5 breaths]"
    ),
    "Cierra los ojos durante 30 segundos. Sigue.": "Cierra los ojos durante 30 segundos. [pause 30s] Sigue.",
    "Pendant une minute, écoutez les sons. Revenez.": "Pendant une minute, écoutez les sons. [pause 1m] Revenez.",
    "Resta qui per cinque respiri, sentendo il peso.": (
        "Resta qui per cinque respiri, sentendo il peso. [pause 5 breaths]"
    ),
    "Durante um minuto, observe a respiração.": "Durante um minuto, observe a respiração. [pause 1m]",
    "Doe dit ongeveer een minuut. Ga zitten.": "Doe dit ongeveer een minuut. [pause 1m] Ga zitten.",
    "Walk for five minutes like this. Sit.": "Walk for five minutes like this. [pause 5m] Sit.",
    "Take a slow breath in for 4 seconds and let it out for 6 seconds.": (
        "Take a slow breath in for 4 seconds [pause 4s] and let it out for 6 seconds. [pause 6s]"
    ),
    "Do not stay longer than 5 seconds. Go on.": "Do not stay longer than 5 seconds. Go on.",
    "Repeat this for 5 minutes every day. Go on.": "Repeat this for 5 minutes every day. Go on.",
    "For the next few minutes, let your mind rest. Go on.": "For the next few minutes, let your mind rest. Go on.",
    "Wir können den Atem 10 Sekunden anhalten.": "Wir können den Atem 10 Sekunden anhalten.",
    "Mantenere la posizione per 20 secondi e ripetere per il lato opposto.": (
        "Mantenere la posizione per 20 secondi [pause 20s] e ripetere per il lato opposto."
    ),
    "Balle die Faust. Halte die Spannung 7 Sekunden lang. Lass los.": (
        "Balle die Faust. Halte die Spannung 7 Sekunden lang. [pause 7s] Lass los."
    ),
    # What asks to wait, in brackets or with a time, and a time alone in its line
    "Dein Körper ist schwer. (warten) Und leicht.": "Dein Körper ist schwer. [pause] Und leicht.",
    "Tu cuerpo pesa. (esperar un poco) Y flota.": "Tu cuerpo pesa. [pause] Y flota.",
    "Ton corps est lourd. (attendre) Et léger.": "Ton corps est lourd. [pause] Et léger.",
    "Il corpo è pesante. (attendere) E leggero.": "Il corpo è pesante. [pause] E leggero.",
    "O corpo está pesado. (aguardar) E leve.": "O corpo está pesado. [pause] E leve.",
    "Je lichaam is zwaar. (wachten) En licht.": "Je lichaam is zwaar. [pause] En licht.",
    "Tu cuerpo pesa.\n\n(respira con el niño, tres veces)\n\nFlota.": "Tu cuerpo pesa.\n[pause 3 breaths]\nFlota.",
    "Dein Körper ist schwer.\n\n(gemeinsam dreimal tief atmen)\n\nUnd leicht.": (
        "Dein Körper ist schwer.\n[pause 3 breaths]\nUnd leicht."
    ),
    "Je lichaam is zwaar.\n\n(samen drie keer ademen)\n\nRust.": "Je lichaam is zwaar.\n[pause 3 breaths]\nRust.",
    "Repite para ti (en silencio) la frase. Descansa. (en silencio) Bien.": (
        "Repite para ti (en silencio) la frase. Descansa. [pause] Bien."
    ),
    "Sprich es (in Stille) noch einmal. Und jetzt: ruh.": "Sprich es (in Stille) noch einmal. Und jetzt: ruh.",
    "Your body is heavy (as you breathe) and warm.": "Your body is heavy (as you breathe) and warm.",
    "Suelta los puños.\n\nDescansar 20 segundos.\n\nBien.": (
        "Suelta los puños.\nDescansar 20 segundos. [pause 20s]\nBien."
    ),
    "Contrai il pugno. Rilascia per 15 secondi. Bene.": "Contrai il pugno. Rilascia per 15 secondi. [pause 15s] Bene.",
    "Aguanta el aire siete segundos. Suelta.": "Aguanta el aire siete segundos. [pause 7s] Suelta.",
    "Lascia le spalle.\n\nRiposare 20 secondi.\n\nBene.": (
        "Lascia le spalle.\nRiposare 20 secondi. [pause 20s]\nBene."
    ),
    "Relâchez les mains. Reposez-vous.": "Relâchez les mains. Reposez-vous.",
    "Solte as mãos.\n\nDepois de aproximadamente 5 ou 7 segundos.\n\nRespire.": (
        "Solte as mãos.\n[pause 5-7s]\nRespire."
    ),
    "Lass die Hände los.\n\nNach etwa 10 Sekunden:\n\nAtme.": "Lass die Hände los.\n[pause 10s]\nAtme.",
    "Let go. After ten seconds you feel it.": "Let go. After ten seconds you feel it.",
    "Der Fuchs saß am Fluss. Nach zehn Minuten. Der Mond ging auf.": (
        "Der Fuchs saß am Fluss. Nach zehn Minuten. Der Mond ging auf."
    ),
    "The fox sat down.\n\nAfter ten minutes.\n\nThe moon came out.": (
        "The fox sat down.\nAfter ten minutes.\nThe moon came out."
    ),
    # Notes in brackets inside of a sentence that ask to hold something, and time of one's own
    "Sente a tensão no braço (Mantenha essa contração durante 7 segundos). Relaxe.": (
        "Sente a tensão no braço. [pause 7s] Relaxe."
    ),
    "Voel de spanning in je hand (Houd deze spanning 7 seconden vast). Laat los.": (
        "Voel de spanning in je hand. [pause 7s] Laat los."
    ),
    "Inhale (hold your breath for 4 seconds) and let go.": "Inhale (hold your breath for 4 seconds) and let go.",
    "Lass dich tragen.\n\n(Weiter im eigenen Tempo, 1 Minute)\n\nKomm zurück.": (
        "Lass dich tragen.\n[pause 1m]\nKomm zurück."
    ),
    # A paragraph with one line longer than the width at which the others were wrapped, and the words of who leads
    "Du atmest ganz ruhig dreimal ein und wieder aus. In\nGedanken drehst du dich um deine Achse. Du hebst\n"
    "vom Boden ab und fliegst hoch hinaus in die Luft. Das\nMeer ist heute dein Ziel. Schau, dort unten sind viele\n"
    "Tiere. Warmes Wasser umgibt dich. Fühlst du es? Du hörst leise Musik unter Wasser.\nMerk sie dir.": (
        "Du atmest ganz ruhig dreimal ein und wieder aus. In Gedanken drehst du dich um deine Achse. Du hebst "
        "vom Boden ab und fliegst hoch hinaus in die Luft. Das Meer ist heute dein Ziel. Schau, dort unten sind viele "
        "Tiere. Warmes Wasser umgibt dich. Fühlst du es? Du hörst leise Musik unter Wasser. Merk sie dir."
    ),
    "Solicite a la persona que cierre los ojos.\n\nDiga:\n\nQuisiera que usted se relaje.\n\nRespire.": (
        "Quisiera que usted se relaje.\nRespire."
    ),
    "24\nLie down now and close your eyes.\n\nRest.": "Lie down now and close your eyes.\nRest.",
    "3\nBreathe in.\n\n2\nBreathe out.\n\n1\nRest.": "3\nBreathe in.\n2\nBreathe out.\n1\nRest.",
    "Say to yourself:\n\nI am calm.\n\nRest.": "Say to yourself:\nI am calm.\nRest.",
    # The two lines of each group of muscles
    "Sitz gerade.\n\nAnspannen (7 Sekunden)\n\nBalle die Fäuste.\n\nLoslassen (15 Sekunden)\n\nLass die Arme fallen.": (
        "Sitz gerade.\nAnspannen.\nBalle die Fäuste.\n[pause 7s]\nLoslassen.\nLass die Arme fallen.\n[pause 15s]"
    ),
    "Procure manter-\nse deitado no chão por um momento.": "Procure manter-se deitado no chão por um momento.",
    # Pronouns behind a hyphen at the end of a line, and a sentence that a page of a reader has in two pieces
    "Aqui está um limão inteiro na tua mão. Agora aperta-\no com força.": (
        "Aqui está um limão inteiro na tua mão. Agora aperta-o com força."
    ),
    "Quand vous êtes bien assis dans votre fauteuil, détendez-\nvous encore.": (
        "Quand vous êtes bien assis dans votre fauteuil, détendez-vous encore."
    ),
    "Agora repouse os braços e sinta o peso deles no tapete, por\n\n\num momento. Depois sinta as pernas e\nos pés.": (
        "Agora repouse os braços e sinta o peso deles no tapete, por um momento. Depois sinta as pernas e os pés."
    ),
    "Levanta los brazos. Mantén la postura durante 20 segundos. Baja.": (
        "Levanta los brazos. Mantén la postura durante 20 segundos. [pause 20s] Baja."
    ),
    "Inspirez par le nez pendant 5 secondes… Expirez doucement.": (
        "Inspirez par le nez pendant 5 secondes… [pause 5s] Expirez doucement."
    ),
    "Solleva le braccia. Tieni la posizione per cinque respiri. Rilassa.": (
        "Solleva le braccia. Tieni la posizione per cinque respiri. [pause 5 breaths] Rilassa."
    ),
    "Levante os braços. Segure por 10 segundos. Solte devagar.": (
        "Levante os braços. Segure por 10 segundos. [pause 10s] Solte devagar."
    ),
    "Roll your head to the right for 15 seconds, then to the left for 15 seconds. Stop.": (
        "Roll your head to the right for 15 seconds, [pause 15s] then to the left for 15 seconds. [pause 15s] Stop."
    ),
    "Rolle den Kopf 15 Sekunden nach rechts, dann 10 Sekunden nach links.": (
        "Rolle den Kopf 15 Sekunden nach rechts, [pause 15s] dann 10 Sekunden nach links. [pause 10s]"
    ),
    "Gira la cabeza a la derecha 15 segundos y luego a la izquierda 15 segundos.": (
        "Gira la cabeza a la derecha 15 segundos [pause 15s] y luego a la izquierda 15 segundos. [pause 15s]"
    ),
    "Tournez la tête à droite 15 secondes, puis à gauche 15 secondes.": (
        "Tournez la tête à droite 15 secondes, [pause 15s] puis à gauche 15 secondes. [pause 15s]"
    ),
    "Ruota la testa a destra per 15 secondi, poi a sinistra per 15 secondi.": (
        "Ruota la testa a destra per 15 secondi, [pause 15s] poi a sinistra per 15 secondi. [pause 15s]"
    ),
    "Gire a cabeça para a direita por 15 segundos, depois para a esquerda por 15 segundos.": (
        "Gire a cabeça para a direita por 15 segundos, [pause 15s] depois para a esquerda por 15 segundos. [pause 15s]"
    ),
    "Draai je hoofd 15 seconden naar rechts, dan 15 seconden naar links.": (
        "Draai je hoofd 15 seconden naar rechts, [pause 15s] dan 15 seconden naar links. [pause 15s]"
    ),
    "Shake your hands for 20 seconds.": "Shake your hands for 20 seconds. [pause 20s]",
    "Til je armen op. Houd dit tien seconden vast. Laat los.": (
        "Til je armen op. Houd dit tien seconden vast. [pause 10s] Laat los."
    ),
}

SPOKEN = {
    '"Come in, and sit down by the fire."\n\nThe old man stood there.\n\n"It is late, and the road is long."\n\n'
    'He was tired.\n\n"You can sleep here, and go on in the morning."': (
        "Come in, and sit down by the fire.\nThe old man stood there.\nIt is late, and the road is long.\n"
        "He was tired.\nYou can sleep here, and go on in the morning."
    ),
    # Sentences of tales, which the same words alone are not
    "The king sat by the fire. He was old.\n\nAfter ten minutes.\n\nSo it said on the door. Nobody knew why.": (
        "The king sat by the fire. He was old.\nAfter ten minutes.\nSo it said on the door. Nobody knew why."
    ),
    "Der König saß am Feuer. Er war alt.\n\nEin Moment der Stille.\n\nDann sprach er von der See.": (
        "Der König saß am Feuer. Er war alt.\nEin Moment der Stille.\nDann sprach er von der See."
    ),
    "El rey estaba solo. Era viejo y no hablaba con nadie.\n\nDespués de diez minutos.\n\nEso había en la carta.": (
        "El rey estaba solo. Era viejo y no hablaba con nadie.\nDespués de diez minutos.\nEso había en la carta."
    ),
    "«Dove vai?» si stupì la volpe.\n\n«Al mulino, come ogni mattina.»\n\n«E perché?» gracchiò il corvo.\n\n"
    "«Perché c'è il pane.»\n\n«E poi c'è la luna, che mi aspetta sul tetto.»": (
        "«Dove vai?» si stupì la volpe.\nAl mulino, come ogni mattina.\n«E perché?» gracchiò il corvo.\n"
        "Perché c'è il pane.\nE poi c'è la luna, che mi aspetta sul tetto."
    ),
    "- Vieni, siediti qui vicino. -\n\nLivio si alzò.\n\n- Eccomi, sono qui. -\n\nRise.\n\n- Dormi, adesso. -": (
        "Vieni, siediti qui vicino. -\nLivio si alzò.\nEccomi, sono qui. -\nRise.\nDormi, adesso. -"
    ),
    "—¿Quién llama a la puerta?\n\n—Soy yo, el viento del norte.\n\n—Pasa, pasa.\n\n—Gracias.": (
        "—¿Quién llama a la puerta?\n—Soy yo, el viento del norte.\n—Pasa, pasa.\n—Gracias."
    ),
    "Es raschelt im Laub!\n\n(Das war nur der Igel.)\n\nGeh weiter.": (
        "Es raschelt im Laub!\nDas war nur der Igel.\nGeh weiter."
    ),
    "Let go. ~ bell x2 ~\n\nRest. -- gong --": "Let go. [chime bell] [chime bell]\nRest. [chime bowl]",
    "Lie down.\n\n(move quickly, 2–3 seconds between parts)\n\nFeel your hand.": "Lie down.\nFeel your hand.",
    "Lie down.\n\nRest.\n\nCall me if it hurts: 555-0134.": "Lie down.\nRest.",
    "Expire pela boca por 8 segundos\n(repetir 4 vezes)\nObservação: se sentir tontura, pare.\n\nDescanse.": (
        "Expire pela boca por 8 segundos [pause 8s]\nDescanse."
    ),
    "Strek je armen. Hou zo'n 5 tot 10 seconden aan.\n\nRust uit.": (
        "Strek je armen. Hou zo'n 5 tot 10 seconden aan. [pause 5-10s]\nRust uit."
    ),
    "When I say the number one, close your eyes.\n\n1. Close them now.\n\n2. Slowly open them.\n\n3. Let go."
    "\n\n4. Deeper.\n\n5. Rest.": (
        "When I say the number one, close your eyes.\n1. Close them now.\n2. Slowly open them.\n3. Let go.\n4. Deeper."
        "\n5. Rest."
    ),
    "Ich zähle jetzt.\n\n1. Lass los.\n\n2. Tiefer.\n\n3. Weiter.\n\n4. Ruhig.\n\n5. Still.": (
        "Ich zähle jetzt.\n1. Lass los.\n2. Tiefer.\n3. Weiter.\n4. Ruhig.\n5. Still."
    ),
    # A sentence for the listener in a text with one other length is no exercise.
    "Sit down.\n\nLift your shoulders up to your ears (hold 7 sec.)\nAnd relax (20 sec.)\n\nLet go of the day.": (
        "Sit down.\nLift your shoulders up to your ears [pause 7s]\nAnd relax [pause 20s]\nLet go of the day."
    ),
    "Hoor je dat?\n\n(Het was alleen de wind.)\n\nLoop verder.": "Hoor je dat?\nHet was alleen de wind.\nLoop verder.",
    "Adem uit.\n\nWrijf 5 keer zachtjes over je armen en voel dat.": (
        "Adem uit.\nWrijf 5 keer zachtjes over je armen en voel dat."
    ),
    "→ Leg dich hin.\n→ Schließe die Augen.\n→ Atme aus.": "Leg dich hin.\nSchließe die Augen.\nAtme aus.",
    "bring to mind a friend\nmay you be happy\nmay you be healthy\nmay you live with ease": (
        "bring to mind a friend\nmay you be happy\nmay you be healthy\nmay you live with ease"
    ),
    "Title: Rest\nDuration: 12 min\nVoice: female, calm\n\nSit well.": "Sit well.",
    "🔔 Welcome to this evening. Sit down.": "Welcome to this evening. Sit down.",
    "The pattern for this evening is to inhale for 4 and to hold for 7, and we begin now.": (
        "The pattern for this evening is to inhale for 4 and to hold for 7, and we begin now."
    ),
    "Hold your arms out to the 4 corners of the mat.": "Hold your arms out to the 4 corners of the mat.",
    "We inhale for 4 and exhale for 8, and nothing is forced.": (
        "We inhale for 4 and exhale for 8, and nothing is forced."
    ),
    "Breathe in for four, two, three, four.": "Breathe in for four, two, three, four.",
    "After each breath notice the quiet, and then the long\npause before the next one begins.": (
        "After each breath notice the quiet, and then the long pause before the next one begins."
    ),
    "There is nothing to do now but to rest in this simple\nsilence.": (
        "There is nothing to do now but to rest in this simple silence."
    ),
    "Hold for 7 counts.\n[7s]\nRelease it now.": "Hold for 7 counts.\n[pause 7s]\nRelease it now.",
    "Hold it for four seconds. One, two, three, four.": "Hold it for four seconds. One, two, three, four.",
    "You may rest for 5 minutes. We stay.": "You may rest for 5 minutes. We stay.",
    "I waited for 10 seconds, then for 20 seconds.": "I waited for 10 seconds, then for 20 seconds.",
    "Left / right, in / out: as you like.": "Left right, in out: as you like.",
    "And as you relax (softly) more and more, smile.": "And as you relax more and more, smile.",
    "Du weißt, (leise) dass du es schaffst.": "Du weißt, dass du es schaffst.",
    "Cada vez que expulsas el aire (suave) te hundes más.": "Cada vez que expulsas el aire te hundes más.",
    "Train the muscle(group) twice.": "Train the muscle(group) twice.",
    "Sit beside the stream.\n\nFADE OUT\n\nMUSIC UP": "Sit beside the stream.",
    "Abre los ojos, descansado y libre.\nFIN": "Abre los ojos, descansado y libre.",
    "Repite conmigo: estoy en calma. (x3) Y suelta.": "Repite conmigo:\n[repeat 3]\nestoy en calma.\n[end]\nY suelta.",
    "Il mio braccio è pesante. (ripetere 3 volte) Sono calmo.": (
        "[repeat 3]\nIl mio braccio è pesante.\n[end]\nSono calmo."
    ),
    "Mein Arm ist schwer. (3x wiederholen) Ich bin ruhig.": "[repeat 3]\nMein Arm ist schwer.\n[end]\nIch bin ruhig.",
    "Mon bras est lourd. (à répéter trois fois) Je suis calme.": "Mon bras est lourd. Je suis calme.",
    "Meu braço está pesado. (repetir 3 vezes) Estou calmo.": "[repeat 3]\nMeu braço está pesado.\n[end]\nEstou calmo.",
    "Mijn arm is zwaar. (3 keer herhalen) Ik ben rustig.": "[repeat 3]\nMijn arm is zwaar.\n[end]\nIk ben rustig.",
    "My arm is heavy. (repeat 3 times) I am calm.": "[repeat 3]\nMy arm is heavy.\n[end]\nI am calm.",
    "Suelta de golpe. (3 veces, con pausa de 5 s entre cada una) Muy bien.": "Suelta de golpe. Muy bien.",
    "Chiudi gli occhi.\n\n(Nota: qui alzare la voce)\n\nSorridi ancora.": "Chiudi gli occhi.\nSorridi ancora.",
    "Operatore: Chiudi gli occhi.\nOperatore: Dormi bene.": "Chiudi gli occhi.\nDormi bene.",
    "Lie still.\nRest in silence.": "Lie still.\nRest in silence.",
    "Lie still. Rest in silence. [silence for one minute]": "Lie still. Rest in silence. [pause 1m]",
    "[stem: rustig en laag]\nKijk naar een punt op de muur.": "Kijk naar een punt op de muur.",
    "Stay here. Namaste. [END]": "Stay here. Namaste.",
    "Breathe with me. [glimmer 3] Namaste, friends.": "Breathe with me. Namaste, friends.",
    "Alles ist gut. (Pause, 5 Sekunden) (leiser werden) Und tiefer.": "Alles ist gut. [pause 5s] Und tiefer.",
    "Be still.\n\n[Long pause - 15 seconds, let it land]\n\nRise.": "Be still.\n[pause 15s]\nRise.",
    "Be still.\n\n[Long pause - let them rest, 15 seconds]\n\nRise.": "Be still.\n[pause 15s]\nRise.",
    "Descansa.\n\n[Larga pausa musical - 15 segundos, sin prisa]\n\nSonríe.": "Descansa.\n[pause 15s]\nSonríe.",
    "O coração bate calmo. x6\n\nA testa está fresca.": (
        "[repeat 6]\nO coração bate calmo.\n[end]\nA testa está fresca."
    ),
    "Expirez par la bouche.\n\n*→ Répéter ce cycle pendant 4 minutes*\n\nMerci à vous.": (
        "Expirez par la bouche.\nMerci à vous."
    ),
    "La ola la cubre.\n\n(Repetir tres veces, con pausas de 10 segundos)\n\nYa no queda nada.": (
        "La ola la cubre.\nYa no queda nada."
    ),
    "Repite mentalmente: yo puedo. {x3} Y descansa.": "Repite mentalmente: yo puedo. Y descansa.",
    "Quels sont les sons ? (idem) Soufflez.": "Quels sont les sons ? Soufflez.",
    "Ora il silenzio. Respira piano.": "Ora il silenzio. Respira piano.",
    "Hear it ring. A bell rings in the hills.": "Hear it ring. A bell rings in the hills.",
    "Welcome to this practice.It takes ten minutes today.": "Welcome to this practice.It takes ten minutes today.",
    "Call `softly` by its name.": "Call softly by its name.",
    "Wir machen 20 Minuten Pause – 4 Tage lang. Und ruh.": "Wir machen 20 Minuten Pause – 4 Tage lang. Und ruh.",
    "Gracias por estar aquí. (fin)": "Gracias por estar aquí.",
    "Danke, dass du da warst. (Ende)": "Danke, dass du da warst.",
    "Dank je wel voor vandaag.\n\n~ einde ~": "Dank je wel voor vandaag.",
    # What somebody does, in the third person.
    "Let it all go. (She sighs) And rest here.": "Let it all go. And rest here.",
    "Lass alles los. (Sie atmet hörbar aus) Und ruhe.": "Lass alles los. Und ruhe.",
    "Suelta todo el cuerpo. (La profesora levanta los brazos) Descansa.": "Suelta todo el cuerpo. Descansa.",
    "Relâchez tout le corps. (La voix ralentit) Reposez-vous.": "Relâchez tout le corps. Reposez-vous.",
    "Lascia andare tutto. (Il narratore sospira) E riposa.": "Lascia andare tutto. E riposa.",
    "Solte o corpo todo. (Ela suspira) E descanse agora.": "Solte o corpo todo. E descanse agora.",
    "Laat alles los nu. (Ze zucht zacht) En rust maar.": "Laat alles los nu. En rust maar.",
    "Ruhen Sie sich aus (Sie sitzen bequem) und atmen Sie.": "Ruhen Sie sich aus (Sie sitzen bequem) und atmen Sie.",
    "Rest your hands (they can face up) on your legs.": "Rest your hands (they can face up) on your legs.",
    "My mind – and yours – may rest – now.": "My mind – and yours – may rest – now.",
    # The numbers of a list order it; those of a countdown are counted aloud.
    "Before we begin:\n\n1. Sit tall.\n2. Close your eyes.\n3. Breathe.": (
        "Before we begin:\nSit tall.\nClose your eyes.\nBreathe."
    ),
    "I count down now.\n\n3. Deeper now.\n2. Deeper still.\n1. And rest.": (
        "I count down now.\n3. Deeper now.\n2. Deeper still.\n1. And rest."
    ),
    "Kalm\n\nNaam: ________  Datum: ________\n\nSluit je ogen.": "Sluit je ogen.",
    "Ahora escucha… https://music.example/watch?v=1\n\nAbre los ojos.": "Ahora escucha…\nAbre los ojos.",
    "Calm\n\nPrepared for: ________\n\nClose your eyes.": "Close your eyes.",
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


@pytest.mark.parametrize(
    ("source", "sign", "told"),
    [
        ("A beach. ~\nWaves. ~\nSand. ~\n", "~", "read as [pause] (3×): it stands alone among the words"),
        ("Rest as you like, (slowly) and go.", "(slowly)", "not spoken: it is in brackets inside a sentence"),
        ("Let go. (He chuckles) Rest.", "(He chuckles)", "not spoken: it says what somebody does"),
        ("Lift it. (count to 5) Rest.", "(count to 5)", "[pause 5s]: a second of silence for each number"),
        (
            "Mi brazo pesa ahora.\n\n*(Repetir tres veces, con 9 s)*",
            "*(Repetir tres veces, con 9 s)*",
            "not spoken: to repeat the words above it, write [repeat 3]",
        ),
        ("Mi brazo pesa. (6x)", "Mi brazo pesa. (6x)", "said 6 times"),
        ("Now rest. Hold for 7 seconds. Go.", "Hold for 7 seconds.", "spoken, then silence: [pause 7s]"),
    ],
)
def test_what_is_guessed_is_told(source: str, sign: str, told: str) -> None:
    entries = convert(source.encode(), "text.txt").entries
    assert any(one.source == sign and one.kind is Kind.UNSURE and one.became.startswith(told) for one in entries)
