"""What explains a text, or is for whoever leads it, is kept beside the words, by its place in the text."""

from __future__ import annotations

import re

import pytest

from voicecoach.importing.convert import convert
from voicecoach.importing.report import Kind

EXPLAINED = {
    # what says that the text, or the words of whoever leads, follow
    "# Noche\n\nLo mejor es pedir ayuda a alguien.\n\nFrases para leer en voz baja\n\nCierra tus ojos.\n\nDuerme.": (
        "Cierra tus ojos. Duerme."
    ),
    "# Sono\n\nA sala fica escura.\n\nA professora senta-se e fala baixinho:\n\nFecha os teus olhos.\n\nDorme.": (
        "Fecha os teus olhos. Dorme."
    ),
    "# Sonno\n\nLa stanza resta buia.\n\nIl conduttore legge piano:\n\nChiudi i tuoi occhi.\n\nDormi.": (
        "Chiudi i tuoi occhi. Dormi."
    ),
    "# Wolke\n\nDer Raum ist dunkel.\n\nDie Kursleiterin spricht leise:\n\nSchließ deine Augen.\n\nRuh dich aus.": (
        "Schließ deine Augen. Ruh dich aus."
    ),
    "# León\n\nHabía sombra bajo el árbol.\n\nEl león dice:\n\nCierra tus ojos.\n\nDuerme.": (
        "Había sombra bajo el árbol. El león dice: Cierra tus ojos. Duerme."
    ),
    "Mare\n\nNata in una classe di seconda.\n\nTESTO\n\nChiudiamo gli occhi.\n\nRiposiamo.": (
        "Chiudiamo gli occhi. Riposiamo."
    ),
    # a remark with a number
    "# Jacobson\n\nFeche a mão.\n\nObservação 2: explicar que o outro braço fica solto.": "Feche a mão.",
    # what stands above a paragraph that surely is about the text
    "# Calma\n\nLo scopo di questo esercizio è la calma.\n\nQuesto testo va letto ai bambini con voce piana.\n\n"
    "Chiudi gli occhi.\n\nRiposa.": "Chiudi gli occhi. Riposa.",
    "# Calma\n\nPídele a alguien que vaya leyendo los pasos. Todo dura unos 20 minutos.\n\nTúmbate.\n\nRespira.": (
        "Túmbate. Respira."
    ),
    # a poem in the first person
    "# Linde\n\nSous le tilleul le temps dort, une abeille compte les fleurs, et moi je compte mes pas.\n\n"
    "Rien ne presse.\n\nRien ne manque.\n\nLe soir vient.\n\nEt je demeure.": (
        "Sous le tilleul le temps dort, une abeille compte les fleurs, et moi je compte mes pas. "
        "Rien ne presse. Rien ne manque. Le soir vient. Et je demeure."
    ),
    # a tale is speech from end to end: what surrounds long speeches, and what its people say of themselves
    **{
        f"{first}\n\n{marks[0]}{speech * 5}{marks[1]}\n\n{last}\n\n{marks[0]}{last} {speech * 5}{marks[1]}\n\n{last}": (
            f"{first} {speech * 5}{last} {last} {speech * 5}{last}"
        )
        for marks, first, speech, last in (
            (
                '""',
                "The old bear told the story:",
                "They say that it snowed on the hills and that the sea heard it. ",
                "The bear fell silent, and the boy slept where he sat.",
            ),
            (
                "„“",
                "Der alte Bär erzählte:",
                "Man sagt, dass der Schnee auf die Hügel fiel und das Meer ihn hörte. ",
                "Dann schlief er ein, und es war still.",
            ),
            (
                "«»",
                "El oso contó el cuento:",
                "Dicen que la nieve cae en el monte y que el mar la oye. ",
                "Luego el oso se durmió en la nieve.",
            ),
            (
                "«»",
                "Le vieil ours commença :",
                "On dit que la neige tombe et que la mer ne dort pas dans le noir. ",
                "Puis il se coucha, et la neige le couvrait.",
            ),
            (
                "«»",
                "L'orso cominciò così:",
                "Si dice che la neve cade sui monti e che il mare non la sente. ",
                "Poi si addormentò nella neve.",
            ),
            (
                "“”",
                "O urso começou assim:",
                "Dizem que a neve cai nos montes e que o mar não a ouve. ",
                "Depois ele se calou e dormiu na neve.",
            ),
            (
                '""',
                "De beer begon zo:",
                "Ze zeggen dat de sneeuw op de heuvels valt en dat de zee het niet hoort. ",
                "Toen zweeg hij, en het was stil.",
            ),
        )
    },
    **{
        f"# {title}\n\n{first}\n\n{second}\n\n{first}": f"{first} {second} {first}"
        for title, first, second in (
            ("Moon", "The moon stood still.", "The queen sat with a group of friends, and she heard their music."),
            ("Mond", "Der Mond stand still.", "Die Königin saß in einer Gruppe von Freunden und sah die Musik an."),
            (
                "Luna",
                "La luna se paró en el cielo y no dijo nada a los que la miraban.",
                "La reina cantó con un grupo de amigos y escuchó toda la música.",
            ),
            (
                "Lune",
                "La lune dormait dans le ciel, et elle ne disait rien à ceux qui la regardaient.",
                "La reine dansait avec un groupe d'amis et la musique montait.",
            ),
            (
                "Luna",
                "La luna dormiva nel cielo e non diceva niente a quelli che la guardavano.",
                "La regina ballava con un gruppo di amici e la musica saliva.",
            ),
            ("Lua", "A lua parou.", "A rainha cantou com um grupo de amigos e ouviu toda a música."),
            (
                "Maan",
                "De maan was groot, maar het water was stil, want er was een boot en niemand zei iets.",
                "De koningin zat bij een groep vrienden en hield van de muziek.",
            ),
        )
    },
    "# Sea\n\nWhen I was a child my father took me to the sea, and I still hear my own steps.\n\nLie down.\n\n"
    "Let go.\n\nRest.\n\nSleep.": (
        "When I was a child my father took me to the sea, and I still hear my own steps. Lie down. Let go. Rest. Sleep."
    ),
    "# Château\n\nLe prince s'arrêta.\n\nLe bois était noir.\n\nPersonne ne parlait.\n\nUn vieillard vint.\n\n"
    "Mon prince, dit-il, mon père m'a lu ce conte, et je le tiens pour vrai.": (
        "Le prince s'arrêta. Le bois était noir. Personne ne parlait. Un vieillard vint. "
        "Mon prince, dit-il, mon père m'a lu ce conte, et je le tiens pour vrai."
    ),
    "# Bramble\n\nA badger lived in the wood.\n\nOne evening a group of creatures came to his den, and when all of "
    "them had sat down by the fire, the badger began to speak:\n\nTonight it snows.": (
        "A badger lived in the wood. One evening a group of creatures came to his den, and when all of them "
        "had sat down by the fire, the badger began to speak: Tonight it snows."
    ),
    "Le Loup\n\nUn jour, sa mère lui dit:\n\n--Va voir ta mère-grand.\n\nElle partit.": (
        "Un jour, sa mère lui dit: Va voir ta mère-grand. Elle partit."
    ),
    "Nel mezzo del cammin\n\nmi ritrovai.\n\nEra notte.": "Nel mezzo del cammin mi ritrovai. Era notte.",
    "*Soft is the hour*\n*slowly, slowly,*\n*the clock lets go*": "Soft is the hour slowly, slowly, the clock lets go",
    # above the line "Script", below a heading over it
    "# Rest\n\n## Purpose\nCalm.\n\n## Timing\n- 0:00-1:00 Feet (1 min)\n\n## Script\n\nLie down.\n\nRest.": (
        "Lie down. Rest."
    ),
    "Metta is a kind of practice.\n\nIt can be done sitting.\n\nSCRIPT BEGINS HERE:\n\nSit down.\n\nBreathe.": (
        "Sit down. Breathe."
    ),
    "# Ruhe\n\n## Wirkung\nLöst die Spannung.\n\n## Skript\n\nLeg dich hin.\n\nAtme aus.": "Leg dich hin. Atme aus.",
    "# Calma\n\n## Script para gravação\n\nDeite-se.\n\nExpire.": "Deite-se. Expire.",
    "Séance du soir\n\nÉventuellement à enregistrer...\n\nFermez les yeux.\n\nExpirez.": "Fermez les yeux. Expirez.",
    "# Calma\n\n## Efecto\nSuelta la tensión.\n\n## Guion\n\nTúmbate.\n\nExhala.": "Túmbate. Exhala.",
    "# Calme\n\n## Effet\nLa tension se dénoue.\n\n## Script\n\nAllonge-toi.\n\nSouffle.": "Allonge-toi. Souffle.",
    "# Calma\n\n## Effetto\nScioglie la tensione.\n\n## Copione\n\nSdraiati.\n\nEspira.": "Sdraiati. Espira.",
    "# Calma\n\n## Efeito\nSolta a tensão.\n\n## Roteiro\n\nDeite-se.\n\nExpire.": "Deite-se. Expire.",
    "# Rust\n\n## Werking\nMaakt de spieren los.\n\n## Script\n\nGa liggen.\n\nAdem uit.": "Ga liggen. Adem uit.",
    # with pauses it is meant to be spoken
    "# Rest\n\n## Arrive\nSit down. (pause 5 s)\n\n## Script\n\nLie down.": "Arrive Sit down. [pause 5s] Lie down.",
    "Guide\n\n1. Give each person a raisin.\n\nMINDFUL EATING SCRIPT:\n\nHold it.\n\nSmell it.": "Hold it. Smell it.",
    "Rosine\n\n1 Rosine für jeden.\n\nDas ganze Skript:\n\nNimm sie.\n\nRiech daran.": "Nimm sie. Riech daran.",
    "Eating\n\n1. A raisin for you\n\nPurpose: To wake the senses.\n\nThe practice:\n\n1. Hold it.\n\n2. Smell it.": (
        "A raisin for you Hold it. Smell it."
    ),
    # sections about when and why
    "# Box\n\n## Why it works\nThe nerve slows the heart.\n\n## Begin\nSit down.": "Begin Sit down.",
    "# Atem\n\n## Warum das hilft\nDer Nerv bremst das Herz.\n\n## Beginn\nSetz dich.": "Beginn Setz dich.",
    "# Souffle\n\n## Pourquoi ça marche\nLe nerf freine le cœur.\n\n## Début\nAssieds-toi.": "Début Assieds-toi.",
    "# Mind\n\n## When the mind wanders\nBring it back.\n\n## End\nRest.": (
        "When the mind wanders Bring it back. End Rest."
    ),
    "# Calm\n\n## Hands\nRest the hands.\n\n## For the voice\n- Speak slowly and calmly\n- Wait at the dots": (
        "Hands Rest the hands."
    ),
    # the first sentences, up to one about the script
    "# Rest\n\nThese scripts are to be read in the evening.\n\nLie down.\n\nBreathe.": "Lie down. Breathe.",
    "# Ruhe\n\nDieser Text ist für unruhige Abende gedacht.\n\nLeg dich hin.\n\nAtme.": "Leg dich hin. Atme.",
    "# Calma\n\nEste guion sirve para noches con mucha inquietud.\n\nTúmbate.\n\nRespira.": "Túmbate. Respira.",
    "# Calme\n\nCe texte convient bien aux soirées agitées.\n\nAllonge-toi.\n\nRespire.": "Allonge-toi. Respire.",
    "# Calma\n\nQuesto testo è pensato per le sere agitate.\n\nSdraiati.\n\nRespira.": "Sdraiati. Respira.",
    "# Calma\n\nEste roteiro foi feito para noites agitadas.\n\nDeite-se.\n\nRespire.": "Deite-se. Respire.",
    "# Rust\n\nDeze tekst is bedoeld voor onrustige avonden.\n\nGa liggen.\n\nAdem in.": "Ga liggen. Adem in.",
    "# Coast\n\nThere is a lighthouse at the end of the bay.\n\nYou walk to it.": (
        "There is a lighthouse at the end of the bay. You walk to it."
    ),
    # "Usage notes" below, but not "Instructions"
    "# Calm\n\nSit down.\n\n## Usage notes\n\n- Best in the morning": "Sit down.",
    "# Calma\n\nSiéntate.\n\n## Consejos de uso\n\n- Mejor por la mañana": "Siéntate.",
    "# Calm\n\n## Instructions\n\n- Sit down.\n- Rest.": "Instructions Sit down. Rest.",
}

LABELS = {
    # several together at the top
    "Animal yoga\nYou will need: mats, a bell\nLearning aim: to name a feeling\n\nSit down.\n\nRest now.": (
        "Sit down. Rest now."
    ),
    "Lesson 4\n\nTime: 15 minutes\nGrade: 2-3\nMaterials: a bowl\nAim: Pupils practise listening.\n\nSit.\n\nListen.": (
        "Sit. Listen."
    ),
    "Title: The stone\nWritten by: J. Oka\nVoice: low, slow\nVersion: 3 (final)\n\nSit.\n\nRest.": "Sit. Rest.",
    # the same one below several headings
    "# Zoo\n\n## Cat\nstage: none\nArch your back.\n\n## Cow\nstage: mats\nDrop your belly.": (
        "Cat Arch your back. Cow Drop your belly."
    ),
    "# Zoo\n\n## Katze\nrequisit: keins\nMach dich rund.\n\n## Kuh\nrequisit: Matte\nLass dich sinken.": (
        "Katze Mach dich rund. Kuh Lass dich sinken."
    ),
    # a known one below the words of several exercises
    "# Rücken\n\n1. Brücke\nHeb das Becken.\n\nZiel: Kräftigung des Rückens.\n\n"
    "2. Katze\nMach dich rund.\n\nZiel: Beweglichkeit der Wirbelsäule.": "Brücke Heb das Becken. Katze Mach dich rund.",
    "# Breath\n\n## One\nInhale: four counts\nRest.\n\n## Two\nInhale: six counts\nRest.": (
        "One Inhale: four counts Rest. Two Inhale: six counts Rest."
    ),
    "Now\n\nNOW: let go of it all.\nTHEN: rest for a while.": "NOW: let go of it all. THEN: rest for a while.",
}

LESSONS = {
    '"Today we are trees."\n\nStand up slowly.\n\n"Feel your roots."\n\nRing the bell.\n\n"Now be still."\n\n'
    "Let the pupils sway freely.": "Today we are trees. Feel your roots. [chime bell] Now be still.",
    'Teacher says: "Sit up tall."\nWait 10 seconds.\nTeacher says: "Hands on your knees."\n'
    'Wait until all sit (about 30 seconds).\nTeacher says: "Close your eyes."\nDim the lamp.': (
        "Sit up tall. [wait 10s] Hands on your knees. [pause 30s] Close your eyes."
    ),
    "“Sit up tall.”\n(Pause 3 seconds.)\n“See a balloon.”\n(Ask a child.)\n“Fill it.”\n“Let it go.”\nAsk the class.": (
        "Sit up tall. [pause 3s] See a balloon. Fill it. Let it go."
    ),
    # words to repeat are no lesson
    'Sit down.\n\nSay to yourself:\n\n"May I be well."\n\n"May I be safe."\n\n"May I be glad."\n\nRest a while.': (
        "Sit down. Say to yourself: May I be well. May I be safe. May I be glad. Rest a while."
    ),
}

PHRASES = {
    '# Rain\n\nName it.\n\nYou might say to yourself:\n- "This is fear."\n- "I am sad."\n- "It hurts."\n\nLet it be.': (
        "Name it. You might say to yourself: This is fear. I am sad. It hurts. Let it be."
    ),
}

AROUND = {
    "Rest\n\n(Please note: if you feel dizzy, sit up.)\n\nLie down.\n\nRest now.": "Lie down. Rest now.",
    "Rest\n\nLie down.\n\nRest now.\n\nClick here to get the poster of this breath.": "Lie down. Rest now.",
    "Ruhe\n\nLeg dich hin.\n\nAtme.\n\nKlicken Sie hier, um das Blatt zu laden.": "Leg dich hin. Atme.",
    "Rest\n\nBreathe out.\nContinue for at least 10 cycles\n\nRest now.": (
        "Breathe out. Continue for at least 10 cycles Rest now."
    ),
    # footnotes
    "Kindness¹\n\nSoften your face.²\n\nRest.\n\n¹ From a book.\n² A half smile is enough.": "Soften your face. Rest.",
    "Rest [1]\n\nLie down now.[1]\n\nBreathe.\n\n[1] See the manual.": "Lie down now. Breathe.",
    "Rest\n\nTake a sip*.\n\nBreathe.\n\n* Tea or water.": "Take a sip. Breathe.",
    "Rest\n\nLie *flat*.\n\nBreathe.\n\n* Feel the floor.": "Lie *flat*. Breathe. Feel the floor.",
    # letters
    "Dear Ruth,\n\nhere is what I promised you. Read it slowly.\n\nLie down.\n\nFloat.\n\nWith love,\nAnn\n\nPS. Hi!": (
        "Lie down. Float."
    ),
    "Oi Rita, tudo bem?\n\nSegue o que fiz para a turma.\n\nDeite-se.\n\nFlutue.\n\nBeijos,\nAna": "Deite-se. Flutue.",
    "Cara Rita,\n\nti mando il testo di ieri.\n\nSdraiati.\n\nGalleggia.\n\nUn bacio\nAnna": "Sdraiati. Galleggia.",
    "Calma\n\nFerme les yeux.\n\nVoici la séance audio de la relaxation : 2m57s\n\nRepose-toi.": (
        "Ferme les yeux. Repose-toi."
    ),
    # below a link to a recording the text may go on
    "Lune\n\nFerme les yeux.\n\nTu es au calme.\n\nTu respires.\n\nLa lune est là.\n\n"
    "Voici la séance audio (1) : 2m57s\n\nOuvre les yeux.": (
        "Ferme les yeux. Tu es au calme. Tu respires. La lune est là. Ouvre les yeux."
    ),
    "Mar\n\nSente o corpo.\n\nRespire.\n\nTexto extraído do livro “Mar”.": "Sente o corpo. Respire.",
    "Zee\n\nSluit je ogen.\n\nRust.\n\nLiever samen? Meer informatie vind je hier.": "Sluit je ogen. Rust.",
    "Nube\n\n📖 Cierra los ojos.\n⏳ Tiempo de lectura: 4 minutos.\n\nDescansa.": "Cierra los ojos. Descansa.",
    "Calma\n\nEnviado por Ana • 29 de mayo • 2.287 palabras\n\nCierra tus ojos.\n\nDescansa.": (
        "Cierra tus ojos. Descansa."
    ),
    "Mare\n\nChiudi gli occhi.\n\nN.B. con Tommaso la coperta pesante\n\nRiposa.": (
        "Chiudi gli occhi. N.B. con Tommaso la coperta pesante Riposa."
    ),
    # a list in which two of five are surely for whoever reads
    "Höhle\n\n- Schafft Euch einen gemütlichen Platz!\n- Sorgt für Ruhe!\n- Lesen Sie den Kindern leise vor!\n"
    "- Lassen Sie beim Lesen Pausen, damit die Kinder es sehen!\n\nDu gehst hinein.\n\nDu hörst Wasser.\n\n"
    "Du bist da.\n\nDu ruhst.": "Du gehst hinein. Du hörst Wasser. Du bist da. Du ruhst.",
    "# Mare\n\n## SCRIPT COMPLETO\n\nChiudi gli occhi.\n\nRiposa ora.\n\n*Creato: 2026-01-09*": (
        "Chiudi gli occhi. Riposa ora. Creato: 2026-01-09"
    ),
    "Querida Ana,\n\naquí va lo que te prometí.\n\nTúmbate.\n\nFlota.\n\nHasta siempre,\nMarta": "Túmbate. Flota.",
    # acts
    "Night\n\n(soft laugh) So you came.\n\nRest.": "So you came. Rest.",
    "Nacht\n\n(leises lachen) Da bist du ja.\n\nSchlaf gut.": "Da bist du ja. Schlaf gut.",
    "Rest\n\nTake a breath. *(let it be long)* Open your eyes.\n\nRest.": "Take a breath. Open your eyes. Rest.",
    "Rest\n\nSit down (or lie down) now.\n\nRest.": "Sit down (or lie down) now. Rest.",
    "Box\n\n**Breathe in** — two, three.\n\n**Hold** — two, three.": "Breathe in — two, three. Hold — two, three.",
    "Match\n\n**Settle.** Both feet flat.\n\n**Say it.** I can do this.\n\n**Go.** Stand up.": (
        "Settle. Both feet flat. Say it. I can do this. Go. Stand up."
    ),
    "Birth\n\nPARTNER READS:\n\nBreathe in. (1..2..3..4) Let go.\n\nRest.": "Breathe in. [pause 4s] Let go. Rest.",
    "Harbour\n\nA boat is there.\n(count 20 in your head)\nClimb in.": "A boat is there. [pause 20s] Climb in.",
    "Break\n\nTrainer says:\n\nPut your pens down.\n\nTrainer does:\n\nOpen a window.": "Put your pens down.",
    "The Snail in No Hurry\nbedtime story, by Granny Jo\n\nOnce there was a snail.\n\nIt slept.": (
        "Once there was a snail. It slept."
    ),
    "GROUNDING: FIVE SENSES\n\nTHERAPIST: Look around.\n\nTHERAPIST: Breathe.": "Look around. Breathe.",
    "find a seat and let your shoulders go pause five seconds and notice the breath going in and out pause ten seconds "
    "and now open your eyes": (
        "find a seat and let your shoulders go [pause 5s] and notice the breath going in and out [pause 10s] "
        "and now open your eyes"
    ),
    # titles and heads
    "Your 10 Minute Reset\nHow it begins\n\nStep one\nDrop your arms.\n\nStep two\nRest.": (
        "Step one Drop your arms. Step two Rest."
    ),
    "Your Ten Minute Reset\n\nDrop your shoulders.\n\nRest your hands.": "Drop your shoulders. Rest your hands.",
    "Nidra\n\n1. Settle\nLie down.\n2. Rotation\n2.1 Right hand\nThumb… palm…\n2.2 Left hand\nThumb… palm…": (
        "Settle Lie down. Rotation Right hand Thumb… palm… Left hand Thumb… palm…"
    ),
    "Zoo\n\nBUTTERFLY (4 min)\nFlap your wings.\n\nPAUSE (2 min)\n\nCAT (3 min)\nArch your back.": (
        "BUTTERFLY Flap your wings. [pause 2m] CAT Arch your back."
    ),
    "Ease\n\nNeck and jaw:\n- Tense the jaw.\n- Let go.\nArms and hands:\n- Make a fist.\n- Let go.": (
        "Neck and jaw Tense the jaw. Let go. Arms and hands Make a fist. Let go."
    ),
    # a comment to the mind is no comment form
    "Sit\n\nSit down.\n\nLeave a comment to the mind.": "Sit down. Leave a comment to the mind.",
    "Sit\n\nSit down.\n\nLeave a comment": "Sit down.",
    "LEADER: Sit down.\n\nCO-LEADER: Look up.\n\nDEBRIEF (5 min): What was it like?": "Sit down. Look up.",
    "Rest\n\nSit down.\n\n> **Tip:** Not while driving.\n\nRest now.": "Sit down. Rest now.",
}

AUTHORS = {
    # who wrote the text speaks at its edges, in long sentences that address nobody
    "# Rest\n\nWhen I started my classes I never knew how to end them, and this came to me.\n\nLie down.\n\nLet go.\n\n"
    "Rest.\n\nSit up.": "Lie down. Let go. Rest. Sit up.",
    "# Rest\n\nLie down.\n\nLet go.\n\nRest.\n\nSit up.\n\nI made this from all that my own teachers gave me, and "
    "I still change it. Feel free to use it in your class!": "Lie down. Let go. Rest. Sit up.",
    "# Ruhe\n\nAls ich mit meinen Kursen anfing, fehlte mir immer ein guter Schluss.\n\nLeg dich hin.\n\nLass los.\n\n"
    "Atme.\n\nSetz dich auf.": "Leg dich hin. Lass los. Atme. Setz dich auf.",
    "# Calma\n\nCuando yo empecé con mis clases me faltaba un buen final para mi grupo.\n\nTúmbate.\n\nSuelta.\n\n"
    "Descansa.\n\nSiéntate.": "Túmbate. Suelta. Descansa. Siéntate.",
    "# Calme\n\nQuand j'ai commencé mes cours, il me manquait une belle fin pour la séance.\n\nAllonge-toi.\n\n"
    "Relâche.\n\nRepos.\n\nAssieds-toi.": "Allonge-toi. Relâche. Repos. Assieds-toi.",
    "# Calma\n\nQuando io ho cominciato con i miei corsi mi mancava un finale per la lezione.\n\nSdraiati.\n\n"
    "Lascia andare.\n\nRiposa.\n\nSiediti.": "Sdraiati. Lascia andare. Riposa. Siediti.",
    "# Calma\n\nQuando eu comecei as minhas aulas faltava ao meu grupo um bom final.\n\nDeite-se.\n\nSolte.\n\n"
    "Descanse.\n\nSente-se.": "Deite-se. Solte. Descanse. Sente-se.",
    "# Rust\n\nToen ik met mijn lessen begon, had ik voor mijn groep geen goed einde.\n\nGa liggen.\n\nLaat los.\n\n"
    "Rust.\n\nKom zitten.": "Ga liggen. Laat los. Rust. Kom zitten.",
    # what the listener is to repeat has short sentences
    "# Rest\n\nLie down.\n\nLet go.\n\nRest.\n\nSit up.\n\nNow I am calm. My arms are warm. I am safe.": (
        "Lie down. Let go. Rest. Sit up. Now I am calm. My arms are warm. I am safe."
    ),
    # a list about reading aloud
    "# Rest\n\n1. Begin with a short script.\n2. Record it in a calm voice.\n3. Read more slowly than seems right.\n\n"
    "Lie down.\n\nRest.": "Lie down. Rest.",
    "# Ruhe\n\n- Am Abend das Skript aufnehmen.\n- Mit ruhiger Stimme lesen.\n- Leise Musik dazu.\n\nLeg dich hin.\n\n"
    "Atme.": "Leg dich hin. Atme.",
    # the introduction ends with its colon
    "Here's the script I use on Mondays: Lie down with your eyes closed.\n\nRest.": (
        "Lie down with your eyes closed. Rest."
    ),
    # what is outside of quotation marks is done, and a name with its length is a part
    "Scan (2-3 minutes):\n“Sit up tall.”\nPause for a few seconds.\n“See a balloon.”\nPause.\n“Let go.”\n“Rest now.”": (
        "Sit up tall. [pause 2-4s] See a balloon. [pause] Let go. Rest now."
    ),
}

SILENCES = {
    # a length inside of brackets is no silence of its own, and a wait may say that the text goes on
    "Ruhe\n\nAnkommen (ruhig sprechen, ca. 2 Min.) Setz dich hin.": (
        "Ankommen (ruhig sprechen, ca. 2 Min.) Setz dich hin."
    ),
    "Paz\n\nRespire fundo.\n\nDepois de mais ou menos 1 minuto, continuar:\n\nAbra os olhos.": (
        "Respire fundo. [pause 1m] Abra os olhos."
    ),
    "Ruhe\n\nAtme aus.\n\nNach etwa 2 Minuten weiter:\n\nÖffne die Augen.": "Atme aus. [pause 2m] Öffne die Augen.",
    # notes that say so
    "Tip: toe, went the mice.\n\nThey ran home.\n\nNote: by note, the tune told it.\n\nThe moon came out.": (
        "Tip: toe, went the mice. They ran home. Note: by note, the tune told it. The moon came out."
    ),
    "Calma\n\nStringi i denti. (5 s)\n\nNB: chi ha male salta questo punto! Lascia andare.\n\nRiposa.": (
        "Stringi i denti. [pause 5s] Lascia andare. Riposa."
    ),
    "Calma\n\nChiudi gli occhi.\n\nApri gli occhi.\n\nCompito a casa: una volta al giorno.": (
        "Chiudi gli occhi. Apri gli occhi."
    ),
    "Calma\n\nPrima di cominciare: luci basse.\n\nChiudi gli occhi.\n\nRiposa.": "Chiudi gli occhi. Riposa.",
    # a name alone in its line, twice, but no side
    "Onde\n\n**ANNA BELL:**\nCiao a te.\n\n**ANNA BELL:**\nRiposa ora.": "Ciao a te. Riposa ora.",
    "Yoga\n\nLINKE SEITE:\nHeb den Arm an.\n\nLINKE SEITE:\nSenk den Arm.": (
        "LINKE SEITE: Heb den Arm an. LINKE SEITE: Senk den Arm."
    ),
    # the infinitive of a session below words about it
    "# Lotus\n\nAsseoir les enfants. Plier les genoux. Fermer les yeux. Inspirer.\n\n"
    "Écouter la musique, qui aide les enfants.\n\nVous pouvez ouvrir les yeux.": (
        "Asseoir les enfants. Plier les genoux. Fermer les yeux. Inspirer. Écouter la musique, qui aide les enfants. "
        "Vous pouvez ouvrir les yeux."
    ),
    # what stands behind the quotations of whoever leads
    "Teacher: “Sit tall.”\n\nTeacher: “Watch me now.” Count aloud.\n\nTeacher: “Breathe with me.” Start timer.": (
        "Sit tall. Watch me now. Breathe with me."
    ),
    # a sentence that asks nobody, in a text that has several, or other pauses
    "Rest\n\nMake any last changes now. Pause.\nLet the floor hold you. Pause. Let go.": (
        "Make any last changes now. [pause] Let the floor hold you. [pause] Let go."
    ),
    "Rest\n\nFeel the whole body heavy. Long pause.\n\nMove your fingers. Pause. Sit up.": (
        "Feel the whole body heavy. [long pause] Move your fingers. [pause] Sit up."
    ),
    "Rest\n\nInhale. Pause. Exhale.\n\nBreathe in. Pause.\n\nLet go. (5 s) Rest.": (
        "Inhale. Pause. Exhale. Breathe in. Pause. Let go. [pause 5s] Rest."
    ),
    # a chime and a silence in one bracket
    "Rest\n\nLet go. (Ring a bell three times and set a timer for 20 minutes)\n\nSit up.": (
        "Let go. [chime bell] [chime bell] [chime bell] [pause 20m] Sit up."
    ),
    "Ruhe\n\nLass los. [Gong, dann 2 Minuten Stille]\n\nSteh auf.": "Lass los. [chime bowl] [pause 2m] Steh auf.",
    "Calma\n\nSuelta. (Campana y 30 segundos de silencio)\n\nSiéntate.": "Suelta. [chime bell] [pause 30s] Siéntate.",
    "Calme\n\nRelâche. (Cloche, puis 30 secondes de silence)\n\nAssieds-toi.": (
        "Relâche. [chime bell] [pause 30s] Assieds-toi."
    ),
    "Calma\n\nLascia andare. (Campana e 30 secondi di silenzio)\n\nSiediti.": (
        "Lascia andare. [chime bell] [pause 30s] Siediti."
    ),
    "Calma\n\nSolte o corpo. (Sino e 30 segundos de silêncio)\n\nSente-se.": (
        "Solte o corpo. [chime bell] [pause 30s] Sente-se."
    ),
    "Rust\n\nLaat los. (Gong en 30 seconden stilte)\n\nKom zitten.": "Laat los. [chime bowl] [pause 30s] Kom zitten.",
    # a length behind dots, as people type it at the end of a line; "or so"
    "Rest\n\nLet the knees fall in. ...20s\nPalms up. …30 sec\n\nLet go. (two minutes or so)\n\nSit up.": (
        "Let the knees fall in. [pause 20s] Palms up. [pause 30s] Let go. [pause 2m] Sit up."
    ),
    "Ruhe\n\nHandflächen nach oben. ...30 Sek.\n\nLass los. (zwei Minuten oder so)\n\nSteh auf.": (
        "Handflächen nach oben. [pause 30s] Lass los. [pause 2m] Steh auf."
    ),
    "Calma\n\nSuelta los hombros. …20 seg\n\nDescansa. (dos minutos más o menos)\n\nSiéntate.": (
        "Suelta los hombros. [pause 20s] Descansa. [pause 2m] Siéntate."
    ),
    # a note in stars has its length once
    "Rest\n\nLet go now.\n\n*Breathe softly, but audibly, for about twenty seconds*\n\nSit up.\n\n*pause*\n\nRest.": (
        "Let go now. [pause 20s] Sit up. [pause] Rest."
    ),
    "Mountain\n\nLet us begin\n\nGuided by Cory Miles\n\nFeel your feet. Rest.\n\nLet go.": (
        "Let us begin Feel your feet. Rest. Let go."
    ),
    # the page above the first speaker of a recording
    "Calm Minutes\n\nA calm practice for evenings\n\nSupport the show\n\nSpeaker 1:\n\nSit down. Close your eyes.\n\n"
    "Rest your hands.": "Sit down. Close your eyes. Rest your hands.",
    # the title with its length below it, and once more
    "The cat on the stairs\na sleep story, approx. 12 min\n\nThere was a cat. She slept.\n\nRest.": (
        "There was a cat. She slept. Rest."
    ),
    "Believe in it: A Meditation\n\nHere is the script that I use:\n\nSit down.\n\nRest your hands.": (
        "Sit down. Rest your hands."
    ),
    "Calm script\n\nCalm script (The quiet cove)\n\nSit down.\n\nRest your hands.": "Sit down. Rest your hands.",
}

VERSES = {
    "Metta\n\nMay you be safe.\nMay you be well.\nRepeat 3 times\n\nRest.": (
        "[repeat 3] May you be safe. May you be well. [end] Rest."
    ),
    "Metta\n\nMögest du sicher sein.\nMögest du gesund sein.\n3x wiederholen\n\nRuh dich aus.": (
        "[repeat 3] Mögest du sicher sein. Mögest du gesund sein. [end] Ruh dich aus."
    ),
    "Metta\n\nQue estés a salvo.\nQue estés bien.\nRepetir 3 veces\n\nDescansa.": (
        "[repeat 3] Que estés a salvo. Que estés bien. [end] Descansa."
    ),
    "Metta\n\nQue tu sois en paix.\nQue tu sois bien.\nRépéter 3 fois\n\nRepose-toi.": (
        "[repeat 3] Que tu sois en paix. Que tu sois bien. [end] Repose-toi."
    ),
    "Calm\n\nClose your eyes. Feel a wave of calm at the top of the head.\n[REPEAT 3x] Down, deeper down.\n\nRest.": (
        "Close your eyes. Feel a wave of calm at the top of the head. Down, deeper down. Rest."
    ),
}

SIGNS = {
    # A model's question at the end
    **{
        f"Rust\n\nLaat je schouders los.\n\nAdem uit.\n\n{offer}": "Laat je schouders los. Adem uit."
        for offer in (
            "Möchtest du eine längere Version?",
            "¿Te gustaría una versión más larga?",
            "Souhaitez-vous une version plus longue ?",
            "Vuoi una versione più lunga?",
            "Quer uma versão mais longa?",
            "Wil je een langere versie?",
        )
    },
    # A legend within advice, code, and a last fact
    "# Sea\n\n**How to use this meditation**\n\n- **Pauses:** (pause) = five breaths\n- **Care:** keep tissues.\n\n"
    "## Shore\n\nHear the sea. (pause) Rest.": "Shore Hear the sea. [pause] Rest.",
    "# Mare\n\n**Come usare questa meditazione**\n\n- **Pause:** (pausa) = 5 respiri\n- **Cura:** tieni fazzoletti.\n\n"
    "## Riva\n\nAscolta il mare. (pausa) Riposa.": "Riva Ascolta il mare. [pause] Riposa.",
    "# Shower\n\nHear the water. [silence 8s]\n\nLet it run.\n\n## Production\n\n`build.py` joins the parts.": (
        "Hear the water. [pause 8s] Let it run."
    ),
    "# Shower\n\nEach block is a part, and `[silence Ns]` is real.\n\nHear the water. [silence 8s]\n\nLet it run.": (
        "Hear the water. [pause 8s] Let it run."
    ),
    "# Wand\n\nLehne dich an die Wand.\n\nVorteile: Stärkt die Beine.": "Lehne dich an die Wand.",
    "# Wall\n\nLean on the wall.\n\nBenefits: Strong legs.": "Lean on the wall.",
    "Sea\nKey: / = short pause   // = long pause   () = acts   CAPS = stress\n\nRest. / Float. //\nSleep now.": (
        "Rest. [short pause] Float. [long pause] Sleep now."
    ),
    "Ease\nT = tense (7 s), R = release (20 s)\n\nMake a fist. T Let go. R\n\nRest now.": (
        "Make a fist. [pause 7s] Let go. [pause 20s] Rest now."
    ),
    "Sea\n\nEvery wave is quiet tonight.\n\nRest your hands.": "Every wave is quiet tonight. Rest your hands.",
}


def spoken(source: str) -> str:
    """Return the words, actions and names of steps of a source's script, as one line."""
    script = re.sub(r"<!--.*?-->", " ", convert(source.encode(), "text.md").text, flags=re.DOTALL)
    lines = [line.removeprefix("## ") for line in script.splitlines() if not line.startswith(("# ", "- "))]
    return re.sub(r"\\(.)", r"\1", " ".join(" ".join(lines).split()))


@pytest.mark.parametrize(
    ("source", "expected"),
    (EXPLAINED | LABELS | LESSONS | PHRASES | AROUND | AUTHORS | SILENCES | VERSES | SIGNS).items(),
    ids=lambda text: repr(text)[:40],
)
def test_what_is_beside_the_text_is_kept_and_not_spoken(source: str, expected: str) -> None:
    assert spoken(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "# Rest\n\nProgressive relaxation was described as a method against high blood pressure.\n\nLie down.\n\nRest.",
        "# Rest\n\nLie down.\n\nLet it go.\n\nHere I usually dim the lamp.\n\nLet it come.\n\nRest.\n\nSit up.",
        "# Safe\n\nFor your calm\n\nAn exercise I do.\n\nIt is useful to record this script for you.\n\nLie down.",
        "Slow flow\n\nlights down, heater on, socks on\n\nOn your back. Let go.\n\nRest now. Let it all go.",
        "# Rest\n\nLie down.\n\nSteps to follow:\n\n- Make a fist.\n- Let go.\n\nRest now.",
        "# Rest\n\nLie down. (If there is time, this is done once more with both hands.) Let go.\n\nRest.",
    ],
)
def test_what_may_be_a_remark_is_spoken_and_told(source: str) -> None:
    found = convert(source.encode(), "text.md")
    assert any(entry.kind is Kind.UNSURE and entry.became.startswith("spoken. If it") for entry in found.entries)
    assert all(word in found.text for word in re.findall(r"\w+", source.splitlines()[2]))
