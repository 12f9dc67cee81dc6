"""Heads, lines about the text, tables and exercises as people write them, beside the script that they become."""

from __future__ import annotations

import re

import pytest

from tests.importing.outlines import outline
from voicecoach.importing.convert import convert
from voicecoach.importing.readers.pdf_tables import PrintedText, tables_of
from voicecoach.importing.report import Kind

_TALK = "Let the eyes close. Let the weight of the head go back. Let the breath come and go as it likes, slowly."
HEADS = {
    # heads that begin with a noun, or with an infinitive before a colon, and those that look like them
    "# Calma\n\nComenzar la práctica:\n\nCierra los ojos y suelta los hombros.": (
        "## Comenzar la práctica|Cierra los ojos y suelta los hombros."
    ),
    "# Nube\n\nINSTRUCCIONES:\n\nCierra los ojos y deja que los hombros caigan.": (
        "## INSTRUCCIONES|Cierra los ojos y deja que los hombros caigan."
    ),
    "# Corpo\n\nSensação de peso\n\n1. O braço pesa.\n\nSensação de calor\n\n2. O braço aquece.\n\n"
    "Harmonia do sopro\n\n3. O sopro é calmo.": (
        "## Sensação de peso|O braço pesa.|## Sensação de calor|O braço aquece.|## Harmonia do sopro|O sopro é calmo."
    ),
    "Passo 1: Início da respiração (Duração: 2 minutos)\nFeche os olhos e inspire.\nPasso 2: Ritmo do corpo todo "
    "(Duração: 3 minutos)\nSinta o corpo e expire.": (
        "## Início da respiração|Feche os olhos e inspire.|## Ritmo do corpo todo|Sinta o corpo e expire."
    ),
    "1. Preparación:\nSiéntate en la silla.\nApoya los pies.\n2. Respiración:\nSiente el aire que entra.\nY suelta.": (
        "## Preparación|Siéntate en la silla. Apoya los pies.|## Respiración|Siente el aire que entra. Y suelta."
    ),
    "1 – The right arm\nMake a fist. Let go.\n\n2 – The face\nLift your brows. Rest.": (
        "## The right arm|Make a fist. Let go.|## The face|Lift your brows. Rest."
    ),
    "# Guião\n\nI – Aquisição de uma posição cómoda\n\nDeita-te de costas e deixa cair os braços ao lado do corpo.": (
        "## I – Aquisição de uma posição cómoda|Deita-te de costas e deixa cair os braços ao lado do corpo."
    ),
    # verses and what somebody repeats are no heads
    "# Mignon\n\nKennst du es wohl?\n\nDahin! Dahin\n\nMöcht' ich mit dir, mein Kind.\n\n"
    "Dahin! Dahin\n\nGeht unser Weg, so weit.": (
        "Kennst du es wohl?|Dahin! Dahin|Möcht' ich mit dir, mein Kind.|Dahin! Dahin|Geht unser Weg, so weit."
    ),
    "# Kraft\n\nHoffnung trägt mich\n\nStille ist in meinem Haus den ganzen Tag\n\n"
    "Ordnung wächst\n\nWie ein Baum im Garten steht sie da": (
        "Hoffnung trägt mich|Stille ist in meinem Haus den ganzen Tag|Ordnung wächst|"
        "Wie ein Baum im Garten steht sie da"
    ),
    "# Calma\n\nRepite conmigo:\n\nEstoy en calma y mi cuerpo descansa ahora.": (
        "Repite conmigo:|Estoy en calma y mi cuerpo descansa ahora."
    ),
    # a colon behind a head, above more words than anybody announces
    f"Class talk\n\nOpening talk:\n\n{_TALK} {_TALK}\n\nRest talk:\n\n{_TALK} {_TALK}": (
        f"## Opening talk|{_TALK} {_TALK}|## Rest talk|{_TALK} {_TALK}"
    ),
    "Metta\n\nRepeat silently:\n\nMay all of us be safe and well.\n\nOnce more:\n\nMay all of us be at ease today.": (
        "Repeat silently:|May all of us be safe and well.|Once more:|May all of us be at ease today."
    ),
    # The words stand between fences, and what is around them tells how to record them.
    "# Scan corporel\n\n## Fichiers\n\n```\naudio/\n├── un.mp3\n└── deux.mp3\n```\n\n"
    + "".join(
        f"### {name}\n\n```\n{words}\n```\n\n"
        for name, words in (
            ("Accueil", "Fermez les yeux et soufflez."),
            ("Pieds", "Sentez vos deux pieds."),
            ("Fin", "Ouvrez vos yeux doucement."),
        )
    )
    + "## Style\n\n- Débit : lent\n- Latence zéro": (
        "## Accueil|Fermez les yeux et soufflez.|## Pieds|Sentez vos deux pieds.|## Fin|Ouvrez vos yeux doucement."
    ),
    # A head without blank lines, above a paragraph in one line.
    "Chair class\n\nArriving\nSit tall. " + "Feel the floor below you, and rest. " * 4 + "\nSide bends\n"
    "Lean over. " + "Let the whole side open as you breathe. " * 4: (
        "## Arriving|Sit tall. "
        + " ".join(["Feel the floor below you, and rest."] * 4)
        + "|## Side bends|Lean over. "
        + " ".join(["Let the whole side open as you breathe."] * 4)
    ),
    # Each line of a text that was copied from a page is a paragraph; a title and heads stand above them.
    "Die Bucht\nTraumreise von Anna Roth\n" + "Du liegst im warmen Sand … " * 9 + "\n" + "Du hörst die Wellen … " * 9: (
        ("Du liegst im warmen Sand … " * 9).strip() + "|" + ("Du hörst die Wellen … " * 9).strip()
    ),
    "Le jardin du soir\n1. Le souffle du vent\n" + "Respire avec le vent, sans forcer. " * 5 + "\nReste là.\n"
    "2. Le souffle de la mer\n" + "Respire avec la mer, sans forcer. " * 5 + "\nOuvre les yeux.": (
        "## Le souffle du vent|"
        + ("Respire avec le vent, sans forcer. " * 5).strip()
        + "|Reste là.|## Le souffle de la mer|"
        + ("Respire avec la mer, sans forcer. " * 5).strip()
        + "|Ouvre les yeux."
    ),
    "Foi\n\nPratique 1 – Le pantin (3 fois)\nInspirez, puis soufflez.\nPratique 2 – La bulle\nImaginez une bulle.": (
        "## Pratique 1 – Le pantin|- reps: 3|Inspirez, puis soufflez.|## Pratique 2 – La bulle|Imaginez une bulle."
    ),
    # One head is enough where all other paragraphs end with a stop.
    "# Rust\n\nGa liggen.\n\nAdem uit.\n\nDe tuin\n\nJe loopt door een stille tuin.\n\nRust.\n\nOpen je ogen.": (
        "Ga liggen.|Adem uit.|## De tuin|Je loopt door een stille tuin.|Rust.|Open je ogen."
    ),
    "**Opening**\nSit down.\n\n**Closing:** Open your eyes.": "## Opening|Sit down.|## Closing|Open your eyes.",
    "**Ankommen** *(0:00–0:45)*\nSetz dich.\n\n**Abschluss**\nÖffne die Augen.": (
        "## Ankommen|Setz dich.|## Abschluss|Öffne die Augen."
    ),
    "**[0:00 – 0:30] Apertura**\nSiediti.\n\n**[0:30 – 1:00] Respiro**\nInspira.": (
        "## Apertura|Siediti.|## Respiro|Inspira."
    ),
    "**Cuerpo**\nSiente los pies.\n\n**Cierre**\nAbre los ojos.": "## Cuerpo|Siente los pies.|## Cierre|Abre los ojos.",
    "**Ademhaling**\nAdem uit.\n\n**Afsluiting**\nOpen je ogen.": "## Ademhaling|Adem uit.|## Afsluiting|Open je ogen.",
    "Le lac\n\nFermez les yeux.\n\nRetour\nBougez les doigts.": "Fermez les yeux.|## Retour|Bougez les doigts.",
    "Você está em paz agora.\n\nRetorno: mova os dedos e abra os olhos.": (
        "Você está em paz agora.|## Retorno|Mova os dedos e abra os olhos."
    ),
    "I. PREPARACIÓN\n\nTúmbate boca arriba.\n\nII. SANKALPA\n\nRepite tu propósito.": (
        "## PREPARACIÓN|Túmbate boca arriba.|## SANKALPA|Repite tu propósito."
    ),
    "1. Settling\nLie down on your back.\n\n2. Return\nOpen your eyes.": (
        "## Settling|Lie down on your back.|## Return|Open your eyes."
    ),
    "Phase 1 – Installation\nFermez les yeux.\n\nPhase 2 – Souffle\nSoufflez.": (
        "## Phase 1 – Installation|Fermez les yeux.|## Phase 2 – Souffle|Soufflez."
    ),
    "Rust\n\nDe voeten\nVoel je tenen, één voor één.\n\nHet hoofd\nOntspan je kaken helemaal.": (
        "## De voeten|Voel je tenen, één voor één.|## Het hoofd|Ontspan je kaken helemaal."
    ),
    "Training\n\nRuhe\nAlles um mich ist ganz still. (2x)\n\nSchwere\nDer rechte Arm ist schwer. (6x)": (
        "## Ruhe|[repeat 2]|Alles um mich ist ganz still.|[end]|## Schwere|[repeat 6]|Der rechte Arm ist schwer.|[end]"
    ),
    "The lake\n\nThe lake is still\nAnd it waits for you.\n\nThe moon is up\nAnd all is quiet.": (
        "The lake is still|And it waits for you.|The moon is up|And all is quiet."
    ),
    "Rest now.\n\n(a) Sit down.\n\n(c) Breathe out, take 3 breaths and close\nthe day": (
        "Rest now.|(a) Sit down.|(c) Breathe out, take 3 breaths and close the day"
    ),
    "**Introducción (30 segundos)**\nSiéntate.\n\n**Cuerpo (3 minutos)**\nRespira despacio.": (
        "## Introducción|Siéntate.|## Cuerpo|Respira despacio."
    ),
    "**Opening (2 min)**\nSit down.\n\n**Body scan (5 min)**\nFeel your feet.\n\n**Silence (1 min)**\nStay.": (
        "## Opening|Sit down.|## Body scan|Feel your feet.|[pause 1m]|Stay."
    ),
    "**Einführung (ca. 1 Minute)**\nSetz dich.\n\n**Hauptteil (3-5 Minuten)**\nAtme ruhig.": (
        "## Einführung|Setz dich.|## Hauptteil|Atme ruhig."
    ),
    "**Arrivée (2 minutes)**\nAsseyez-vous.\n\n**Le souffle (3 min)**\nRespirez doucement.": (
        "## Arrivée|Asseyez-vous.|## Le souffle|Respirez doucement."
    ),
    "**Introduzione (30 secondi)**\nSiediti.\n\n**Il respiro (2 minuti)**\nSegui il respiro.": (
        "## Introduzione|Siediti.|## Il respiro|Segui il respiro."
    ),
    "**Introdução (30 segundos)**\nSente-se.\n\n**Corpo (3 minutos)**\nRespire devagar.": (
        "## Introdução|Sente-se.|## Corpo|Respire devagar."
    ),
    "**Inleiding (30 seconden)**\nGa zitten.\n\n**Kern (3 minuten)**\nAdem rustig uit.": (
        "## Inleiding|Ga zitten.|## Kern|Adem rustig uit."
    ),
    "**Warm-up (5 minutes)**\nMarch.\n\n**Plank (30 seconds)**\nKeep still.\n\n**Squats – 10 reps**\nGo down.": (
        "## Warm-up|- hold: 5m|March.|## Plank|- hold: 30s|Keep still.|## Squats|- reps: 10|Go down."
    ),
    "Sit down.\n\n**let go**\nof all that you carry.": "Sit down.|let go|of all that you carry.",
}

ABOUT = {
    "O barquinho de papel\nHistória para dormir (4-7 anos)\n\nEra uma vez um barquinho.\n\nBoa noite.": (
        "O barquinho de papel", "Era uma vez um barquinho.|Boa noite."
    ),
    # The first row of a table of facts is one of them.
    "# Bom dia\n\n| Duração | 6:30 |\n|---|---|\n| Nível | fácil |\n\nSente-se bem.\n\nDescanse.": (
        "Bom dia", "Sente-se bem.|Descanse."
    ),
    "# Fuerza\n\n## Objetivo inicial\n\n- Activar el cuerpo.\n- Mejorar la fuerza.\n\n## Llegada\n\nCierra los ojos.": (
        "Fuerza", "## Llegada|Cierra los ojos."
    ),
    # A title with its length or a number of its part; what is prepared; days of the week; a fact beside a stroke.
    "Candle meditation, 10 mins\nBefore you begin\nLight the candle.\nLights out.\n\nSit tall.\n\nRest.": (
        "Candle meditation", "Sit tall.|Rest."
    ),
    "Atelier respiration, 8 min\nDu lundi au samedi : le matin\n\nAsseyez-vous.\n\nSoufflez.": (
        "Atelier respiration", "Asseyez-vous.|Soufflez."
    ),
    "6.6 Rilassamento in savasana\nSdraiatevi sulla schiena.\nRiposate.": (
        "Rilassamento in savasana", "Sdraiatevi sulla schiena. Riposate."
    ),
    "Leuchtturm\nVon Montag bis Freitag: abends\n\nVorbereitung\nMatten auslegen, Licht dimmen.\n\nLeg dich hin.": (
        "Leuchtturm", "Leg dich hin."
    ),
    "Luna llena\n\nAntes de empezar\nEnciende una vela.\nManta a mano.\n\nPonte de pie.\n\nDescansa.": (
        "Luna llena", "Ponte de pie.|Descansa."
    ),
    "Mattino calmo\n\nDa lunedì a domenica: 10 minuti\n\nLivello | facile\n\nSiediti.\n\nRespira.": (
        "Mattino calmo", "Siediti.|Respira."
    ),
    "Lua cheia\n\nAntes de começar\nAcenda uma vela.\n\nSente-se bem.\n\nDescanse.": (
        "Lua cheia", "Sente-se bem.|Descanse."
    ),
    "Volle maan\n\nVoordat je begint\nSteek een kaars aan.\n\nGa zitten.\n\nRust uit.": (
        "Volle maan", "Ga zitten.|Rust uit."
    ),
    "The Turtle\nA story for children aged 4-7\nRead in a slow, calm voice.\n\nYou are a turtle.\n\nGood night.": (
        "The Turtle", "You are a turtle.|Good night."
    ),
    "Fantasiereise: Der Wald\nfür Kinder von 6–10 Jahren\n\nDu gehst.\n\nSchlaf gut.": (
        "Fantasiereise: Der Wald", "Du gehst.|Schlaf gut."
    ),
    "YOGA NIDRA\nGuion de 20 min. Prof. Marta\n\nCierra los ojos.\n\nDuerme.": (
        "YOGA NIDRA", "Cierra los ojos.|Duerme."
    ),
    "Programme du matin\nMme Girard, le 12 mars\n\nFermez les yeux.\n\nRespirez.": (
        "Programme du matin", "Fermez les yeux.|Respirez."
    ),
    "Saluto al sole (lento)\n\nChiudi gli occhi.\n\nRespira. Domande? Scrivi a ada@sole.example": (
        "Saluto al sole", "Chiudi gli occhi.|Respira."
    ),
    "Le nuage\nPour les enfants de 5 à 8 ans\nÀ lire doucement, sans se presser\n\nTu es dans l'herbe.\n\nDors.": (
        "Le nuage", "Tu es dans l'herbe.|Dors."
    ),
    "Yoga doux\nMardi 18h30 – salle 2\n\nFermez les yeux.\n\nRespirez.\n\nSource : Revue du yoga, no 4": (
        "Yoga doux", "Fermez les yeux.|Respirez."
    ),
    "Scan\n\nCierra los ojos.\n\n**Consejos extra:**\n- Practica cada día.\n\nSi quieres, te preparo otra versión.": (
        "Scan", "Cierra los ojos."
    ),
    "# Le souffle\n\nSoufflez doucement.\n\n📝 *Remarques :*\n* Pas après un repas.\n* Sans forcer.": (
        "Le souffle", "Soufflez doucement."
    ),
    "# Sono\n\nInstrutora: Luísa M.\n\nDeita-te de costas.\n\nDescansa.": ("Sono", "Deita-te de costas.|Descansa."),
    "# Dormir\n\nFermez les yeux.\n\n---\n\n**Mode d'emploi :** écoutez au casque.": ("Dormir", "Fermez les yeux."),
    "Treino\n\nInstruções ao terapeuta: repetir cada frase seis vezes.\n\nFeche os olhos.\n\nRespire.": (
        "Treino", "Feche os olhos.|Respire."
    ),
    "Séance\n\nFermez les yeux.\n\nTemps d'échange post-séance : recueillir le vécu.": (
        "Séance", "Fermez les yeux."
    ),
    "Titre : Le lac\n\nFermez les yeux.\n\nRespirez.": ("Le lac", "Fermez les yeux.|Respirez."),
    "Rilassamento\nPaziente: sig. Bianchi   Data: 5 maggio\n\nChiudi gli occhi.\n\nRespira.": (
        "Rilassamento", "Chiudi gli occhi.|Respira."
    ),
    "O JARDIM\nLocutora: Ana          Música: sons da natureza\n\nFeche os olhos.\n\nRespire.": (
        "O JARDIM", "Feche os olhos.|Respire."
    ),
    "Bodyscan\n\nSluit je ogen.\n\nPraktijk De Stilte – Dorpsstraat 5, 3512 AB Utrecht – info@stilte.example": (
        "Bodyscan", "Sluit je ogen."
    ),
    "Rest\n\nClose your eyes. Visit www.calm.example for more.\n\nedit: thanks for the gold!": (
        "Rest", "Close your eyes."
    ),
    "Ruhe\n\nSchließe die Augen.\n\nPraxis Huber, Lindenstr. 12, 79100 Freiburg\nTel. 0761 / 555 01 23": (
        "Ruhe", "Schließe die Augen."
    ),
    "The Old Orchard\nA bedtime story, read by Alan\n\nIt was evening. Rosie ran.\n\nThen all was still.": (
        "The Old Orchard", "It was evening. Rosie ran.|Then all was still."
    ),
    "INDUCTION – THE STAIRCASE\nScript by Jo Smith\n\nClose your eyes.\n\nStep down.": (
        "INDUCTION – THE STAIRCASE", "Close your eyes.|Step down."
    ),
    "Ontspanning groep 7\nTekst: Marieke de Boer\n\nLaat de kinderen gaan liggen.\n\nGa liggen.\n\nAdem uit.": (
        "Ontspanning groep 7", "Ga liggen.|Adem uit."
    ),
    "Kurs: Achtsamkeit\nLeitung: Tobias\nRaum: 1.04\n\nDie Rosine\n\nJede Person bekommt eine.\n\n"
    "Nimm sie.\n\nSchau.": (
        "Die Rosine", "Nimm sie.|Schau."
    ),
    "El lago\nGuion de Ana Ruiz\n\nPida a los niños que se tumben.\n\nCierra los ojos.\n\nRespira.": (
        "El lago", "Cierra los ojos.|Respira."
    ),
    "Le lac\nTexte lu par Anne\n\nDemandez aux enfants de s'allonger.\n\nFerme les yeux.\n\nSouffle.": (
        "Le lac", "Ferme les yeux.|Souffle."
    ),
    "Il lago\nTesto di Anna Neri\n\nOgni bambino riceve una coperta.\n\nChiudi gli occhi.\n\nRespira.": (
        "Il lago", "Chiudi gli occhi.|Respira."
    ),
    "O lago\nEscrito por Ana Dias\n\nPeça às crianças que se deitem.\n\nFeche os olhos.\n\nRespire.": (
        "O lago", "Feche os olhos.|Respire."
    ),
    "Hi Tom,\n\nhere's the script I use on Mondays.\n\nClose your eyes.\n\nRest now.\n\nSee you soon,\nMaria": (
        "Text", "Close your eyes.|Rest now."
    ),
    "Rest\n\nLie down.\n\nTeacher: walk around quietly.\n\nFeel the floor.\n\nOpen your eyes.": (
        "Rest", "Lie down.|Feel the floor.|Open your eyes."
    ),
    "Calm\n\nLie down.\n\nRest.\n\nIf you liked this post, subscribe to my newsletter.\n\nTags: #rest #calm": (
        "Calm", "Lie down.|Rest."
    ),
    "Hypnose\nSkript: Dr. R. Sommer, 2021\nSprechweise: langsam, tief\n\nDein Körper wird schwer.\n\nSchlaf gut.": (
        "Hypnose", "Dein Körper wird schwer.|Schlaf gut."
    ),
    "Calm Corner: The Bear\nYear 1\n\nBefore you start: ask the children to find a space.\n\n"
    "You are a bear.\n\nYawn.": (
        "Calm Corner: The Bear", "You are a bear.|Yawn."
    ),
    "Rest\n\n%% draft 3 %%\n\nLie down.\n\nRest.\n\nPlease do this twice a day.\n\nRelated: Sleep": (
        "Rest", "Lie down.|Rest."
    ),
    "De egel\nEen verhaal voor kleuters door juf Anke\n\nDe egel sliep. Alles was stil.\n\n"
    "Vragen na het verhaal: Waarom?": (
        "De egel", "De egel sliep. Alles was stil."
    ),
    "# Metta\n\n**Ablauf:** Metta, Austausch\n\n## Metta (10')\n- Möge ich glücklich sein.\n\n"
    "## Austausch (15')\n- Wie war es?": (
        "Metta", "## Metta|Möge ich glücklich sein."
    ),
    "# A Body Scan\n\nBy Iris • 14 May 2022\n\nI wrote this script for a friend. Feel free to use it.\n"
    "\nLie down.\n\nRest.": (
        "A Body Scan", "Lie down.|Rest."
    ),
    "Here you go – a short practice for your team\n\n# Land\n\n**Setting:** seated. **Voice:** warm.\n\n"
    "Rest.\n\nHope that helps!": (
        "Land", "Rest."
    ),
    "Die Welle\n\nZiel: Ruhe\nDurchführung:\n\nSetz dich.\n\n10 x wiederholen\n\nAuswertung: Wie geht es dir?": (
        "Die Welle", "Setz dich."
    ),
}  # fmt: skip

SPOKEN = [
    "Welcome to this body scan\nFind a comfortable seat.\n\nClose your eyes.",
    "The children ran into the garden. Everyone laughed.\n\nThen it was quiet.",
    "Let your students go. Ask yourself what everyone needs.\n\nBreathe.",
    "In this meditation I will guide you to sleep.\n\nLie down.",
    "Here is your breath. Here is the floor.\n\nRest.",
    "It took ten minutes (or 12) to walk there.\n\nShe rested.",
    "First (1) the toes. Then (2) the knees. And (3) the hips.\n\nRest.",
    "You are guided by Love.\n\nRest.",
    "See the lake. Follow me down the stairs.\n\nRest.",
    "Die Kinder liefen in den Garten. Alle lachten.\n\nDann war es still.",
    "Let everyone be safe. Let everyone be happy.\n\nRest.",
    "Afterwards, the children slept. At the end, everyone smiled.\n\nThe moon rose.",
    "Here is a meditation I wrote for nights like this. Close your eyes.\n\nRest.",
    "5 points of the body touch the floor.\n\nRest.",
    "Share this warmth with someone.\n\nSee the light.\n\nLabel: thinking. Then let it go.",
    "Right thumb > index finger > middle finger.\n\nRest.",
    '"Give the children bread," said the witch.\n\nThey ate.',
    "Follow me down the path. My book fell into the lake.\n\nIt sank.",
    "Laat je adem gaan. Zet je voeten neer.\n\nRust.",
]
"""Ordinary words, of which none may be lost."""

EXERCISES = {
    # A head with a count beside heads with a length
    "# Yoga\n\n## Cat-cow – 8 times\n\nMove.\n\n## Dog – 30 s\n\nPush.\n\n## Savasana – 3 min\n\nRest.": (
        "## Cat-cow|- reps: 8|Move.|## Dog|- hold: 30s|Push.|## Savasana|- hold: 3m|Rest."
    ),
    "# Yoga\n\n## Chat – 8 fois\n\nBouge.\n\n## Chien – 30 s\n\nPousse.\n\n## Savasana – 3 min\n\nRepos.": (
        "## Chat|- reps: 8|Bouge.|## Chien|- hold: 30s|Pousse.|## Savasana|- hold: 3m|Repos."
    ),
    # A number in bold orders a list
    "# Box\n\n**1.** Adem 4 tellen in.\n**2.** Pauzeer 4 tellen.": (
        "Adem 4 tellen in. [pause 4s]|Pauzeer 4 tellen. [pause 4s]"
    ),
    "Legs\n\nWarm up\nMarch in place – 30 sec\nArm circles – 30 sec": (
        "## Warm up|## March in place|- hold: 30s|## Arm circles|- hold: 30s"
    ),
    "Circuit (2 rounds, 1 min rest between rounds)\nPlank – 40 sec\nSquats – 40 sec\n\nCool down\nChild – 1 min": (
        "[repeat 2]|## Plank|- hold: 40s|## Squats|- hold: 40s|---|[pause 1m]|[end]|## Cool down|## Child|- hold: 1m"
    ),
    "Zirkel für Anfänger\n\n3 Runden, zwischen den Runden 1 Min. Pause\nKniebeugen 40 Sek.\nLiegestütze 40 Sek.": (
        "[repeat 3]|## Kniebeugen|- hold: 40s|## Liegestütze|- hold: 40s|---|[pause 1m]|[end]"
    ),
    "Exercice 1 : Gainage\nSur les avant-bras.\n3 x 20 secondes (récupération 40 secondes)": (
        "## Gainage|- hold: 20s|- sets: 3|- rest: 40s|Sur les avant-bras."
    ),
    "➤ Elevação da perna\nEleve devagar. 3 x 12 em cada perna, 30 seg. de descanso.\n\nGelo por 15 minutos.": (
        "## Elevação da perna|- sides: right, left|- reps: 12|- sets: 3|- rest: 30s|Eleve devagar.|---|"
        "Gelo por 15 minutos."
    ),
    '- Flessione del capo: porta il mento al petto, mantieni 10", ripeti 5 volte.\n- Ponte: 3 x 20 sec per lato': (
        "## Flessione del capo|- hold: 10s|- reps: 5|porta il mento al petto|## Ponte|- sides: right, left|- hold: 20s|"
        "- sets: 3"
    ),
    "1) Alphabet\nDessinez l'alphabet avec le pied. 1 fois par pied.\n\n2) Squats\n10 à 12 répétitions, 3 séries, "
    "1 min 30 de repos": (
        "## Alphabet|- sides: right, left|- reps: 1|Dessinez l'alphabet avec le pied.|## Squats|- reps: 10-12|"
        "- sets: 3|- rest: 1m30s"
    ),
    "Ejercicio 1: Codman\nDibuje círculos durante 1 minuto. Descanse 30 segundos y repita 3 veces.\n\n"
    'Ejercicio 2: Cápsula\nLleve el brazo. Mantenga la posición 30". Repetir 4 veces con cada brazo.\n\n'
    "Ejercicio 3: Pelota\nMantener 3 segundos, relajar 3 segundos. 20 repeticiones.": (
        "## Codman|- hold: 1m|- reps: 3|- rest: 30s|Dibuje círculos durante 1 minuto.|## Cápsula|- sides: right, left|"
        "- hold: 30s|- reps: 4|Lleve el brazo.|## Pelota|- hold: 3s|- reps: 20|- rest: 3s"
    ),
    "### Gato — 1 minuto\nRedondea la espalda.\n\n### Cadera — 30 segundos por lado\nDe pie.\n\n### Zancada — 2 × 8": (
        "## Gato|- hold: 1m|Redondea la espalda.|## Cadera|- sides: right, left|- hold: 30s|De pie.|## Zancada|"
        "- reps: 8|- sets: 2"
    ),
    "1) Ponte\nEleve o quadril e segure por 5 segundos. Faça 3 séries de 10 repetições.\n\n"
    "2) Neural\n10 repetições lentas com cada perna, 2x ao dia.": (
        "## Ponte|- hold: 5s|- reps: 10|- sets: 3|Eleve o quadril e segure por 5 segundos.|## Neural|"
        "- sides: right, left|- reps: 10"
    ),
    "| Exercício | Séries | Repetições/Tempo |\n|---|---|---|\n| Prancha | 3 | 40s |\n| Avanço | 3 | 10 |": (
        "## Prancha|- hold: 40s|- sets: 3|## Avanço|- reps: 10|- sets: 3"
    ),
    "**Introduzione** — *voce calda, ritmo lento*\nSiediti.\n\n**Chiusura** ⏱️ 1 min\n\nApri gli occhi.": (
        "## Introduzione|Siediti.|## Chiusura|Apri gli occhi."
    ),
    "Collo – porta il mento al petto. Mantieni 10 secondi, 5 ripetizioni.\nPonte – solleva il bacino piano. 3 x 12": (
        "## Collo|- hold: 10s|- reps: 5|porta il mento al petto.|## Ponte|- reps: 12|- sets: 3|solleva il bacino piano."
    ),
    "A. Pendolo: 2 minuti, 3 volte\nB. Ponte – 3 serie da 12\nC. Parete: su e giù, 10 rip. x 2": (
        "## Pendolo|- hold: 2m|- reps: 3|## Ponte|- reps: 12|- sets: 3|## Parete|- reps: 10|- sets: 2|"
        "Su e giù."
    ),
    "## Kniebeuge\n- 5 Sekunden halten\n- 3 Sätze à 10 Wiederholungen\n\nDer Rücken bleibt gerade.": (
        "## Kniebeuge|- hold: 5s|- reps: 10|- sets: 3|Der Rücken bleibt gerade."
    ),
    "Joelhos\n\n1. Ponte – 3x12\nSuba o quadril.\n2. Prancha – 30 s\nO corpo fica reto.": (
        "## Ponte|- reps: 12|- sets: 3|Suba o quadril.|## Prancha|- hold: 30s|O corpo fica reto."
    ),
    "| Posizione | Respiri | Indicazioni |\n|---|---|---|\n| Montagna | 5 | Radica i piedi. |": (
        "## Montagna|- hold: 40s|Radica i piedi."
    ),
    "## Ponte\n\nSolleva il bacino. 3 serie da 10 ripetizioni.\n\nInterrompi se senti dolore.": (
        "- safety: Interrompi se senti dolore.|## Ponte|- reps: 10|- sets: 3|Solleva il bacino."
    ),
    "Box\n\nStep 1: Inhale\nThrough the nose. (4 s)\n\nStep 2: Exhale\nThrough the mouth. (4 s)\n\nRepeat 4 times.": (
        "[repeat 4]|## Inhale|Through the nose. [pause 4s]|## Exhale|Through the mouth. [pause 4s]|[end]"
    ),
    "Mein Arm ist schwer. (6x)\nIch bin ganz ruhig. (1x)": "[repeat 6]|Mein Arm ist schwer.|[end]|Ich bin ganz ruhig.",
    "Inspire em 4 tempos (4s)\nSegure (4s)\nExpire em 4 tempos (4s)": (
        "Inspire em 4 tempos [pause 4s]|Segure [pause 4s]|Expire em 4 tempos [pause 4s]"
    ),
    "- Puente 3x12\n- Plancha 30 s\n\nSi nota dolor, pare.": (
        "- safety: Si nota dolor, pare.|## Puente|- reps: 12|- sets: 3|## Plancha|- hold: 30s"
    ),
    "Rust en ruimte\n\nAdem uit.\n\nLet op: gebruik dit nooit tijdens het autorijden.": (
        "- safety: Gebruik dit nooit tijdens het autorijden.|Adem uit."
    ),
    "| Übung | Wdh. | Hinweis |\n|---|---|---|\n| Kreisen | 15 | langsam und groß |\n"
    "| Drehen | 8 pro Seite | locker bleiben |": (
        "## Kreisen|- reps: 15|langsam und groß|## Drehen|- sides: right, left|- reps: 8|locker bleiben"
    ),
    "Hüfte\n\n1) Muschel\nHebe das Knie.\nSätze: 3   Wdh: 12   Seite: beide\n\n2) Brücke\n"
    "Hebe das Becken.\nSätze: 2   Wdh: 8": (
        "## Muschel|- sides: right, left|- reps: 12|- sets: 3|Hebe das Knie.|## Brücke|- reps: 8|- sets: 2|"
        "Hebe das Becken."
    ),
    "Lunch\n\nRound 1\nSquats: 12 reps\nPlank: 30 seconds\n\nRound 2\nDips: 8 reps\nSide plank: 20 seconds per side": (
        "## Squats|- reps: 12|## Plank|- hold: 30s|## Dips|- reps: 8|## Side plank|- sides: right, left|- hold: 20s"
    ),
    "Rücken\n\nBrücke: Rückenlage, Becken heben. 3 x 12 Wdh.\nKatze: Den Rücken rund machen. 2 x 10 Wdh.": (
        "## Brücke|- reps: 12|- sets: 3|Rückenlage, Becken heben.|## Katze|- reps: 10|- sets: 2|Den Rücken rund machen."
    ),
    "Slow flow (60 min)\n\nDragon (5 min)\nLie on your back. (Hold 30s)\n\nPigeon (6 min)\n"
    "Fold forward. (Stay 3 min)": (
        "## Dragon|Lie on your back. [pause 30s]|## Pigeon|Fold forward. [pause 3m]"
    ),
    "| Exercise | Time | For coach | What to say |\n|---|---|---|---|\n"
    "| Twist | 30 s | swap sides | Turn slowly. |": (
        "## Twist|- hold: 30s|Turn slowly."
    ),
    "Schulter\n\nPendeln\nWiederholungen: 15, Sätze: 2\nDer Arm hängt.\n\nWand\n"
    "Halten: 10 Sek., Wiederholungen: 8\nGeh hoch.": (
        "## Pendeln|- reps: 15|- sets: 2|Der Arm hängt.|## Wand|- hold: 10s|- reps: 8|Geh hoch."
    ),
    "Here's a script:\n\n# Rest\n\n| Time | Script |\n|---|---|\n| 0:00 | Rest. |\n\nWould you like more?": "Rest.",
    "Desk flow\n\nA1. Neck turns 3/side\nB2. Deep squat hold 45s\nC. Rotations 2 x 8/side": (
        "## Neck turns|- sides: right, left|- reps: 3|## Deep squat|- hold: 45s|## Rotations|- sides: right, left|"
        "- reps: 8|- sets: 2"
    ),
    "# Kalm\n\n> [!info] Nodig\n> Deken\n\nGa liggen.\n\nAdem uit.\n\nVoel je rug.\n\nKom terug.\n\n"
    "- [ ] Opname sturen": (
        "Ga liggen.|Adem uit.|Voel je rug.|Kom terug."
    ),
    "| Dag | Training |\n|---|---|\n| ma | Squats 3x10<br>Plank 30 s |": (
        "## Squats|- reps: 10|- sets: 3|## Plank|- hold: 30s"
    ),
}  # fmt: skip


OTHER_FORMATS = {
    "wishes.md": (
        "---\ntitle: Loving-Kindness\n---\n# Loving-Kindness (Metta)\n\n## Wishes\n\nBe well.",
        "Loving-Kindness (Metta)", "## Wishes|Be well.",
    ),
    "slug.md": (
        "---\ntitle: loving-kindness\n---\n# Wishes\n\nBe well.", "Loving kindness", "## Wishes|Be well.",
    ),
    "page.html": (
        "<title>Calm - My Blog</title><p hidden>Soon</p><h1>Calm</h1><p>Rest now.</p><p><a href='x'>Share</a></p>",
        "Calm", "Rest now.",
    ),
    "bold.html": (
        "<h1>Scan</h1><p><b>Les pieds</b></p><p>Sentez vos pieds.</p><p><b>Le ventre</b></p><p>Soufflez.</p>",
        "Scan", "## Les pieds|Sentez vos pieds.|## Le ventre|Soufflez.",
    ),
    "numbers.html": (
        "<h1>Knee</h1><h3><span>1</span>Bridge</h3><p>3 x 10</p><h3><span>2</span>Clam</h3><p>2 x 12</p>",
        "Knee", "## Bridge|- reps: 10|- sets: 3|## Clam|- reps: 12|- sets: 2",
    ),
    "knie.csv": (
        "Oefening;Hoe vaak;Vasthouden\nKnie strekken;2 x 12;5 sec", "Knie",
        "## Knie strekken|- hold: 5s|- reps: 12|- sets: 2",
    ),
    "none.ssml": (
        '<speak>Sit tall<break strength="none"/>, and rest. <break strength="x-strong"/>Now breathe.</speak>',
        "None", "Sit tall, and rest. [pause 2s] Now breathe.",
    ),
    "seiten.csv": (
        "Übung;Sätze;Haltezeit (Sek.);Pause (Sek.)\nWadendehnung;2;30 je Seite;15", "Seiten",
        "## Wadendehnung|- sides: right, left|- hold: 30s|- sets: 2|- rest: 15s",
    ),
    "banner.html": (
        "<h1>Calma</h1><div id='cookie-banner'>Usamos cookies. <button>OK</button></div><p>Respire.</p>",
        "Calma", "Respire.",
    ),
    "cells.csv": (
        'Esercizio,Serie x Rip,Tenuta,Recupero,Note\nPlank,2x,25 sec,"30""","Per lato; non far cadere\nil bacino"',
        "Cells",
        "## Plank|- sides: right, left|- hold: 25s|- sets: 2|- rest: 30s|non far cadere il bacino",
    ),
    "s.ssml": (
        "<speak><p><s>Welcome to this practice.</s><s>It takes ten minutes.</s></p></speak>",
        "S", "Welcome to this practice. It takes ten minutes.",
    ),
    "parts.html": (
        "<h1>Calm</h1><p><b>Introduction (2 minutes):</b></p><p>“Welcome. Close your eyes.”</p>"  # noqa: ISC004
        "<p><i>Pause.</i></p><p><b>Body scan (5 minutes):</b></p><p>“Feel your feet.”</p>",
        "Calm", "## Introduction|Welcome. Close your eyes.|[pause]|## Body scan|Feel your feet.",
    ),
    "timer.json": (
        '{"name": "Core", "sets": 2, "restBetweenSets": 60, "work": [{"name": "Plank", "seconds": 20}], '  # noqa: ISC004
        '"warmup": {"name": "Ready", "seconds": 10}, "cooldown": {"name": "Child", "seconds": 45}}',
        "Core", "## Ready|- hold: 10s|[repeat 2]|## Plank|- hold: 20s|---|[pause 1m]|[end]|## Child|- hold: 45s",
    ),
    "breath.yaml": (
        "# de MiApp\nnombre: Dormir\nciclos: 5\nfases:\n  - {accion: Inhala, segundos: 4}\n"  # noqa: ISC004
        '  - {accion: Exhala, segundos: 8}\nmensaje_final: "Buenas noches."',
        "Dormir", "## Dormir|- phase 4s: Inhala.|- phase 8s: Exhala.|- reps: 5|---|Buenas noches.",
    ),
    "voice.json": (
        '[{"name": "Guide", "intervals": [{"label": "Arrive", "duration": 30000, "notes": "Of the start.", '  # noqa: ISC004
        '"spokenLabel": "<speak>Sit down. <break time=\\"2s\\"/> Rest.</speak>"}]}]',
        "Guide", "## Arrive|Sit down. [pause 2s] Rest.",
    ),
    "poses.json": (
        '[{"name": "Morning", "poses": [{"poseId": "cat-cow", "duration": 30, "transition": "Step your feet apart"}, '  # noqa: ISC004
        '{"poseId": "child", "duration": 45000}]}]',
        "Morning", "## cat cow|- hold: 30s|Step your feet apart|## child|- hold: 45s",
    ),
    "wrapped.yaml": (
        "seance:\n  titre: Cohérence\n  introduction: Asseyez-vous.\n  cycles: 30\n  inspiration: 5\n"  # noqa: ISC004
        "  expiration: 5\n  conclusion: Merci à vous.",
        "Cohérence",
        "Asseyez-vous.|## Cohérence|- phase 5s: Inspiration.|- phase 5s: Expiration.|- reps: 30|---|Merci à vous.",
    ),
    "credits.srt": (
        "1\n00:00:00,000 --> 00:00:02,000\nRespira.\n\n2\n00:00:05,000 --> 00:00:07,000\nSottotitoli a cura di Sub\n",
        "Credits", "Respira.",
    ),
    "first.ssml": (
        '<speak><mstts:silence type="Sentenceboundary" value="300ms"/>Let go. <break time="2s"/>Rest.</speak>',
        "First", "Let go. [pause 2s] Rest.",
    ),
    "breath.json": (
        '{"titolo": "Quadrato", "giri": 4, "fasi": [{"nome": "Inspira", "durata": 4}, {"nome": "Esci", "durata": 6}]}',
        "Quadrato", "## Quadrato|- phase 4s: Inspira.|- phase 6s: Esci.|- reps: 4",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), (HEADS | EXERCISES).items())
def test_heads_and_exercises_become_steps(source: str, expected: str) -> None:
    assert outline(convert(source.encode(), "text.md").text) == expected


@pytest.mark.parametrize(("source", "title", "spoken"), [(source, *wanted) for source, wanted in ABOUT.items()])
def test_what_is_about_the_text_is_kept_and_not_spoken(source: str, title: str, spoken: str) -> None:
    found = convert(source.encode(), "text.txt")
    assert (found.title, outline(found.text)) == (title, spoken)
    told = " ".join(entry.source for entry in found.entries if entry.kind in (Kind.COMMENT, Kind.UNSURE))
    silent = " ".join(source.splitlines()[1:])
    lost = set(re.findall(r"\w+", silent)) - set(re.findall(r"\w+", f"{told} {title} {spoken}"))
    assert not lost


@pytest.mark.parametrize("source", SPOKEN)
def test_ordinary_words_are_spoken(source: str) -> None:
    assert outline(convert(source.encode(), "text.txt").text) == "|".join(source.replace("\n\n", "\n").split("\n"))


@pytest.mark.parametrize(("name", "source", "title", "spoken"), [(name, *row) for name, row in OTHER_FORMATS.items()])
def test_the_structure_of_other_formats(name: str, source: str, title: str, spoken: str) -> None:
    found = convert(source.encode(), name)
    assert (found.title, outline(found.text)) == (title, spoken)


def test_a_table_of_a_pdf_is_read_by_the_places_of_its_cells() -> None:
    """The heads are centred, a cell has two lines, and the second column stands close to the first."""
    rows = [
        [(60, 700, "Ejercicio"), (150, 700, "Series"), (186, 700, "Repeticiones"), (300, 700, "Consejo")],
        [(40, 680, "Puente"), (150, 680, "3"), (186, 680, "12"), (260, 680, "Despacio y sin dolor.")],
        [
            (40, 660, "Estiramiento"),
            (40, 647, "lateral"),
            (150, 653, "2"),
            (186, 653, "10"),
            (260, 653, "Suave, suave."),
        ],
        [(40, 600, "Consulte a su fisioterapeuta si aparece una molestia.")],
    ]
    texts = [PrintedText(words, x, y, 12, is_italic=False) for row in rows for x, y, words in row]
    (table,) = tables_of(texts)
    assert table.rows == [
        ["Ejercicio", "Series", "Repeticiones", "Consejo"],
        ["Puente", "3", "12", "Despacio y sin dolor."],
        ["Estiramiento lateral", "2", "10", "Suave, suave."],
    ]
    assert (table.begin, table.end) == (0, len(texts) - 1)


def test_numbers_that_are_set_to_the_right_stand_in_their_column() -> None:
    rows = [
        [(70, 460, "Exercício"), (294, 460, "Séries"), (345, 460, "Rep."), (386, 460, "Manter (s)")],
        [(70, 437, "Pêndulo"), (323, 437, "2"), (357, 437, "20")],
        [(70, 414, "Prancha"), (323, 414, "4"), (430, 414, "20")],
    ]
    texts = [PrintedText(words, x, y, 12, is_italic=False) for row in rows for x, y, words in row]
    (table,) = tables_of(texts)
    assert table.rows[1:] == [["Pêndulo", "2", "20", ""], ["Prancha", "4", "", "20"]]
