"""Texts in many hands and kinds, as teachers, therapists, chats and apps write them, in six languages."""

from __future__ import annotations

import pytest

from tests.importing.outlines import outline
from voicecoach.importing.convert import convert

TEXTS = [
    # A pause that a note asks for behind each line or phrase.
    (
        "a.txt",
        "Kind words\n\nPause for 8 seconds after each line.\n\nI am calm.\n\nI am safe.\n\nI rest.",
        "Kind words",
        "I am calm. [pause 8s]|I am safe. [pause 8s]|I rest. [pause 8s]",
    ),
    (
        "a.txt",
        "Bilder\n\n(nach jedem Bild 4 Sekunden Pause)\n\nEin See. Ein Baum. Ein Stern.\n\nSpüre dich. Atme tief.",
        "Bilder",
        "Ein See. [pause 4s] Ein Baum. [pause 4s] Ein Stern. [pause 4s]|Spüre dich. Atme tief.",
    ),
    # What whoever leads a group is asked to wait, between the words.
    (
        "a.txt",
        "Calm group\n\nClose your eyes.\n\nAllow 10 seconds.\n\nFeel your hands.\n\nGive yourself a minute.",
        "Calm group",
        "Close your eyes.|[pause 10s]|Feel your hands.|Give yourself a minute.",
    ),
    (
        "a.txt",
        "Calm group\n\nClose your eyes.\n\nAllow a minute. Watch the participants.\n\nFeel your hands.",
        "Calm group",
        "Close your eyes.|[pause 1m]|Feel your hands.",
    ),
    (
        "a.txt",
        "Lake\n\nSit down.\n\n20 seconds\n\nLook.\n\n20 seconds\n\nRest.\n\n45 seconds; dim the lamp\n\nGet up.",
        "Lake",
        "Sit down.|[pause 20s]|Look.|[pause 20s]|Rest.|[pause 45s]|Get up.",
    ),
    # What is around a text: who wrote it, and how a letter ends.
    (
        "a.txt",
        "Shore\n\nI wrote this script for my class, and you are welcome to use it.\n\nLie down.\n\nHear the sea.",
        "Shore",
        "Lie down.|Hear the sea.",
    ),
    (
        "a.txt",
        (
            "Dear all,\n\nhere is the script I promised.\n\nYou stand in a wood.\n\nYou walk on.\n\n"
            "Best wishes and see you on Monday\n\nAna"
        ),
        "A",
        "You stand in a wood.|You walk on.",
    ),
    (
        "a.md",
        (
            "# Calm class\n\n1. Ask students to sit on the carpet.\n2. Explain that you will lead them.\n"
            '3. Say: "Close your eyes. Feel your breath."\n4. Wait one minute.\n5. Say: "Open your eyes."'
        ),
        "Calm class",
        "Close your eyes. Feel your breath.|[wait 1m]|Open your eyes.",
    ),
    (
        "a.txt",
        (
            "Falling arm\n\nInstructions to Hypnotist\n\nThe subject raises an arm.\n\nSpoken to subject\n\n"
            "Look at your hand.\n\nYour arm grows heavy.\n\nInstructions to Hypnotist\n\nGo at the pace of the arm.\n\n"
            "Spoken to subject\n\nYou go deeper now."
        ),
        "Falling arm",
        "Look at your hand.|Your arm grows heavy.|You go deeper now.",
    ),
    # A note in brackets that goes over two paragraphs, and pages with numbers between waves.
    (
        "a.txt",
        "Scan\n\nLie down.\n\n(Leave ten seconds of silence here.\n\nDim the lights now.)\n\nFeel your feet.",
        "Scan",
        "Lie down.|[pause 10s]|Feel your feet.",
    ),
    (
        "a.txt",
        "Wood\n\nThe light falls through\n\n~ 12 ~\n\nthe leaves. You sit down.\n\n~ 13 ~\n\nStand up.",
        "Wood",
        "The light falls through the leaves. You sit down.|Stand up.",
    ),
    # The names of parts in brackets make "[Breath]" one of them; "br" in a teacher's notes means breaths.
    (
        "a.txt",
        "Sleep\n\n[Resolve]\nSay it now.\n\n[Body]\nThe left hand.\n\n[Breath]\nCount it.\n\n[Images]\nA red rose.",
        "Sleep",
        "Say it now.|The left hand.|## Breath|Count it.|A red rose.",
    ),
    (
        "a.txt",
        "Flow\n\nCome into child's pose. (10 br)\n\nTwist to the right. (5 br) Sit up.",
        "Flow",
        "Come into child's pose. [pause 10 breaths]|Twist to the right. [pause 5 breaths] Sit up.",
    ),
    # A length of minutes in brackets behind a title, with a stop in it, also below other lines about the text.
    (
        "a.txt",
        "Reise im Sitzen (ca. 12 Min.)\n\nSetz dich hin.\nSchließ die Augen.\n\nRuh dich aus.",
        "Reise im Sitzen",
        "Setz dich hin. Schließ die Augen.|Ruh dich aus.",
    ),
    (
        "a.txt",
        ("VHS Ort · Kurs 12 · Leitung: A. B.\n\nReise (ca. 12 Min.)\n\nSetz dich hin.\n\nRuh dich aus."),
        "Reise",
        "Setz dich hin.|Ruh dich aus.",
    ),
    (
        "a.txt",
        "Viaggio nel respiro (circa 12 min.)\n\nSiediti.\n\nRiposa.",
        "Viaggio nel respiro",
        "Siediti.|Riposa.",
    ),
    # A subtitle that makes a line too long for a title.
    (
        "a.txt",
        ("Das Boot – eine kleine ruhige Fantasiereise für Kinder ab 5 Jahren\n\nMach die Augen zu.\n\nRuh dich aus."),
        "Das Boot",
        "Mach die Augen zu.|Ruh dich aus.",
    ),
    # A letterhead above the title of a sheet.
    (
        "a.txt",
        (
            "Cabinet Roux\n12 rue des Lilas, 69003 Lyon\n\nProgramme dos – à faire 2 fois par jour\n\n"
            "1. Pont : 3 x 10\n2. Chat : 10 fois"
        ),
        "Programme dos",
        "## Pont|- reps: 10|- sets: 3|## Chat|- reps: 10",
    ),
    (
        "a.md",
        (
            "**Oefenschema arm** – mevr. Bos\n\n| Oefening | Sets | Herh. | Opmerking |\n"
            "|---|---|---|---|\n| Brug | 3 | 10 | |\n| Klimmen | 2 | 8 | links én rechts |\n\n"
            "Rust tussen de sets: 1 minuut."
        ),
        "Oefenschema arm",
        ("## Brug|- reps: 10|- sets: 3|- rest: 1m|## Klimmen|- sides: right, left|- reps: 8|- sets: 2|- rest: 1m"),
    ),
    # A table that tells the parts of the text again.
    (
        "a.md",
        (
            "# Calma\n\n**Inicio (0:00 – 1:00)**\nCierra los ojos.\n\n**Cierre (1:00 – 2:00)**\n"
            "Descansa.\n\n| Fase | Duración |\n|---|---|\n| Inicio | 1 min |\n| Cierre | 1 min |"
        ),
        "Calma",
        "## Inicio|Cierra los ojos.|## Cierre|Descansa.",
    ),
    # Figures of each above items with lengths of their own.
    (
        "a.txt",
        (
            'RELAJACIÓN\n\n1) Manos: cierra los puños. (tensar 5") Suelta. (15")\n'
            '2) Brazos: dobla los codos. (5") Suelta. (15")'
        ),
        "RELAJACIÓN",
        (
            "Manos: cierra los puños. [pause 5s] Suelta. [pause 15s]|"
            "Brazos: dobla los codos. [pause 5s] Suelta. [pause 15s]"
        ),
    ),
    # What a sign in brackets means, told by a sentence.
    (
        "a.txt",
        ("Onde está (...) faço uma pausa de uns 10 segundos.\n\nFeche os olhos. (...)\nRespire. (...)\nDescanse."),
        "A",
        "Feche os olhos. [pause 10s] Respire. [pause 10s] Descanse.",
    ),
    (
        "a.txt",
        ("Wo [..] steht, mache ich ca. 6 Sekunden Pause.\n\nSchließ die Augen. [..]\nAtme. [. .]\nRuh dich aus."),
        "A",
        "Schließ die Augen. [pause 6s] Atme. [pause 6s] Ruh dich aus.",
    ),
    # A breath in a list below how often it is done.
    (
        "a.md",
        (
            "# Calma\n\n## Respiro 4-7-8\n\nRipeti 4 cicli:\n\n- Inspira dal naso (4 secondi)\n"
            "- Trattieni (7 secondi)\n- Espira (8 secondi)\n\n## Fine\n\nRiposa."
        ),
        "Calma",
        (
            "## Respiro 4-7-8|- phase 4s: Inspira dal naso.|- phase 7s: Trattieni.|"
            "- phase 8s: Espira.|- reps: 4|## Fine|Riposa."
        ),
    ),
    (
        "a.txt",
        "Mon bras est lourd (répéter six fois)\nJe suis calme\n\nOuvrez les yeux.",
        "A",
        "[repeat 6]|Mon bras est lourd|[end]|Je suis calme|Ouvrez les yeux.",
    ),
    # Notes for whoever leads children, between quotations.
    (
        "a.txt",
        (
            "Die Kinder legen sich hin. Die Leitung spricht:\n\n„Mach die Augen zu.“\n\n"
            "Kurz warten, bis alle ruhig sind.\n\n„Spürst du den Wind auf deiner Nase?“\n\n"
            "„Reck dich und streck dich.“\n\nDanach können die Kinder erzählen, was sie sahen."
        ),
        "A",
        "Mach die Augen zu.|Spürst du den Wind auf deiner Nase?|Reck dich und streck dich.",
    ),
    (
        "a.json",
        (
            '{"nom": "Abdos", "exercices": [{"nom": "Planche", "duree": 40}, {"nom": "Gainage", '
            '"duree": 30, "parCote": true}]}'
        ),
        "Abdos",
        "## Planche|- hold: 40s|## Gainage|- sides: right, left|- hold: 30s",
    ),
    (
        "a.txt",
        (
            'Autogenes Training\n\nSetz dich hin.\n\nSchwere:\n"Der Arm ist ganz schwer." 6x\n'
            '"Ich bin ganz ruhig." 1x\n\nMach die Augen auf.'
        ),
        "Autogenes Training",
        ('Setz dich hin.|Schwere:|[repeat 6]|Der Arm ist ganz schwer.|[end]|"Ich bin ganz ruhig."|Mach die Augen auf.'),
    ),
    (
        "a.txt",
        (
            "Abend\n\nKomm an. Spür den Boden. ~ 15 sek\nDein Atem fließt. ~ 15 sek\n"
            "Und jetzt Stille. ~ 1 min\n\n-> 1x gong\n\nRäkel dich."
        ),
        "Abend",
        (
            "Komm an. Spür den Boden. [pause 15s]|Dein Atem fließt. [pause 15s]|"
            "Und jetzt Stille. [pause 1m]|[chime bowl]|Räkel dich."
        ),
    ),
    (
        "a.txt",
        "Leg dich hin und atme. (1x Gong)\n\nSteh auf. (1 x Gong)",
        "A",
        "Leg dich hin und atme. [chime bowl]|Steh auf. [chime bowl]",
    ),
    (
        "a.txt",
        "Le soir\n\nRespire... une fois... deux fois... trois fois.\n\nDors bien.",
        "Le soir",
        "Respire... une fois... deux fois... trois fois.|Dors bien.",
    ),
    (
        "a.txt",
        ("Calme\n\nAsseyez-vous.\n\nInspirez, retenez l'air [3\"], soufflez. (3 fois)\n\nOuvrez les yeux."),
        "Calme",
        ("Asseyez-vous.|[repeat 3]|Inspirez, retenez l'air [pause 3s] soufflez.|[end]|Ouvrez les yeux."),
    ),
    (
        "a.txt",
        (
            "L'insegnante dice a bassa voce:\n\n«Sdraiatevi sulla schiena.»\n(5 secondi)\n"
            "«La tartaruga sente il sole.»\n(10 secondi)\n«Piano piano si sveglia.»\n\n"
            "Suonare la campanella."
        ),
        "A",
        (
            "Sdraiatevi sulla schiena.|[pause 5s]|La tartaruga sente il sole.|[pause 10s]|"
            "Piano piano si sveglia.|[chime bell]"
        ),
    ),
    (
        "a.txt",
        (
            "Studio Bianchi\n\nPENDOLO: 2 minuti, 3 volte al giorno\n"
            "Lasciare oscillare il braccio.\n\nELASTICO: 3 serie da 15 rip.\n"
            'Gomito fermo al fianco.\n\nMURO: 2x10, tenere 5"\nSalire piano.'
        ),
        "Studio Bianchi",
        (
            "## PENDOLO|- hold: 2m|Lasciare oscillare il braccio.|## ELASTICO|- reps: 15|"
            "- sets: 3|Gomito fermo al fianco.|## MURO|- hold: 5s|- reps: 10|- sets: 2|"
            "Salire piano."
        ),
    ),
    (
        "a.md",
        (
            "# Calma\n\n### **1. Início (2 min)**\nSente-se.\n\n### **2. Silêncio (1 min)**\n"
            "Apenas observe.\n\n### **3. Fim (2 min)**\nAbra os olhos."
        ),
        "Calma",
        ("## Início|Sente-se.|## Silêncio|Apenas observe.|## Fim|Abra os olhos."),
    ),
    (
        "a.txt",
        (
            "Ontspanning\nPer spiergroep: 5 sec. aanspannen, 15 sec. ontspannen\n\nGa zitten.\n\n"
            "Handen\nBal je vuisten. (5 sec. aanspannen)\nLaat los. (15 sec. ontspannen)\n\n"
            "Armen\nBuig je armen. (5 sec. aanspannen)\nLaat los. (15 sec. ontspannen)\n\n"
            "Rek je uit."
        ),
        "Ontspanning",
        (
            "Per spiergroep: 5 sec. aanspannen, 15 sec. ontspannen|Ga zitten.|## Handen|"
            "Bal je vuisten. [pause 5s]|Laat los. [pause 15s]|## Armen|"
            "Buig je armen. [pause 5s]|Laat los. [pause 15s]|Rek je uit."
        ),
    ),
    # "Count to 4" keeps its number in the phase of a breath.
    (
        "a.md",
        "# Ruhe\n\n## Box\n\n- Atme ein und zähle bis 4.\n- Halte an, zähle bis 7.\n- Atme aus und zähle bis 8.",
        "Ruhe",
        (
            "## Box|- phase 4s: Atme ein und zähle bis 4.|- phase 7s: Halte an, zähle bis 7.|"
            "- phase 8s: Atme aus und zähle bis 8."
        ),
    ),
    # Exercises in paragraphs that begin with a name in bold.
    (
        "a.md",
        (
            "# Genou\n\n## Force\n\n**Quadriceps** – Jambe tendue, écrasez la serviette. Tenir 6 s. 15 fois.\n\n"
            "**Jambe levée** – Levez la jambe. 3 × 10, repos 1 min.\n\n**Chaise** – Dos au mur. Tenir 20 s. 4 séries."
        ),
        "Genou",
        (
            "## Force|## Quadriceps|- hold: 6s|- reps: 15|Jambe tendue, écrasez la serviette.|## Jambe levée|"
            "- reps: 10|- sets: 3|- rest: 1m|Levez la jambe.|## Chaise|- hold: 20s|- sets: 4|Dos au mur."
        ),
    ),
    # Items of a sheet that are a sentence, or a name and a bracket, with figures behind; "5 tellen vast".
    (
        "a.txt",
        (
            "Heup\n\n1. Enkels bewegen - 20x\n2. Bovenbeen aanspannen. 5 tellen vasthouden, 10x\n"
            "3. Billen samenknijpen, 5 tellen vast, 10x\n4. Hiel schuiven (niet te ver!) 2x10"
        ),
        "Heup",
        (
            "## Enkels bewegen|- reps: 20|## Bovenbeen aanspannen|- hold: 5s|- reps: 10|"
            "## Billen samenknijpen|- hold: 5s|- reps: 10|## Hiel schuiven|- reps: 10|- sets: 2"
        ),
    ),
    # A plan of yoga with its breaths shortened.
    (
        "a.txt",
        "Yoga\n\nGuerrero II - 5 resp por lado\nÁrbol - 30 seg por pierna\nMesa, 3 resp cada lado",
        "Yoga",
        (
            "## Guerrero II|- sides: right, left|- hold: 40s|## Árbol|- sides: right, left|- hold: 30s|"
            "## Mesa|- sides: right, left|- hold: 24s"
        ),
    ),
    # Pauses with words behind them, or that say what they are for.
    (
        "a.txt",
        (
            "Calma\n\nCierra los ojos.\n\npausa 40s (solo la música)\n\nRespira.\n(5 min sin hablar)\n"
            "Abre los ojos.\n\nPausa de integración\n\nEstírate."
        ),
        "Calma",
        "Cierra los ojos.|[pause 40s]|Respira.|[pause 5m]|Abre los ojos.|[pause]|Estírate.",
    ),
    # The sign of seconds in a sentence, and cycles that begin with the breath.
    (
        "a.txt",
        (
            "Prima della riunione\n\nSiediti. Inspira contando fino a quattro. "
            'Trattieni per circa 4" quindi espira contando fino a sei. '
            "Ripeti per 6 cicli.\n\nLascia il respiro libero."
        ),
        "Prima della riunione",
        (
            "Siediti.|[repeat 6]|Inspira contando fino a quattro. [pause 4s] "
            "Trattieni per circa 4 secondi [pause 4s] quindi espira contando fino a sei.|[end]|"
            "Lascia il respiro libero."
        ),
    ),
    # Who leads a class, with an initial at the end, below its title.
    (
        "a.txt",
        "Rückenschule – Übungen für daheim\nPraxis am Markt, Sabine K.\n\n1) Brücke\n3 x 12\n\n2) Katze\n10 Wdh.",
        "Rückenschule – Übungen für daheim",
        "## Brücke|- reps: 12|- sets: 3|## Katze|- reps: 10",
    ),
    # Titles: above facts and who leads, below the name of a hospital, with a colon behind a dash.
    (
        "a.txt",
        "Reise „Die Wolke“\nAlter: 5-8 Jahre\nMaterial: Decken\n\nLege dich hin. Schließe die Augen.\n\nRuh dich aus.",
        "Reise „Die Wolke“",
        "Lege dich hin. Schließe die Augen.|Ruh dich aus.",
    ),
    (
        "a.txt",
        "HOSPITAL - SERVICIO DE REHABILITACIÓN\nEJERCICIOS PARA LA RODILLA\n\n1. Puente: 3 x 10\n2. Gato: 10 veces",
        "EJERCICIOS PARA LA RODILLA",
        "## Puente|- reps: 10|- sets: 3|## Gato|- reps: 10",
    ),
    (
        "a.txt",
        (
            "Physio - Exercices épaule\nM. Roux - 2 fois par jour\n\n"
            "Pendulaire : 20 balancements\nGlissé : 2 séries de 10, tenir 3 s"
        ),
        "Physio - Exercices épaule",
        "## Pendulaire|- reps: 20|## Glissé|- hold: 3s|- reps: 10|- sets: 2",
    ),
    # An exercise with its rounds, and the sides in its words or with "puis".
    (
        "a.txt",
        (
            "Nacken\n\nSeitneigung: Ohr zur Schulter, 20 Sek. je Seite, 2 Durchgänge\n"
            "Kopf drehen: langsam nach rechts und links, je 8 Mal"
        ),
        "Nacken",
        (
            "## Seitneigung: Ohr zur Schulter|- sides: right, left|- hold: 20s|- sets: 2|## Kopf drehen|"
            "- sides: right, left|- reps: 8|langsam nach rechts und links"
        ),
    ),
    (
        "a.txt",
        'Yoga\n\nArbre, 30 s par jambe\nGuerrier 1 : 5 resp. D puis G\nPsoas 40" par côté x2',
        "Yoga",
        (
            "## Arbre|- sides: right, left|- hold: 30s|## Guerrier 1|- sides: right, left|- hold: 40s|"
            "## Psoas|- sides: right, left|- hold: 40s|- reps: 2"
        ),
    ),
    # A sheet of numbered sentences, each with its figures: they are exercises without a name.
    (
        "a.txt",
        (
            "Rodilla\n\n1.- Tumbado boca arriba, apriete la toalla contra la cama. Repetir 10 veces.\n\n"
            "2.- Sentado en una silla, estire la rodilla y mantenga 5 segundos. 10 repeticiones.\n\n"
            "3.- De pie, agarrado a una silla, póngase de puntillas. 3 series de 10."
        ),
        "Rodilla",
        (
            "## Ejercicio 1|- reps: 10|Tumbado boca arriba, apriete la toalla contra la cama.|## Ejercicio 2|"
            "- hold: 5s|- reps: 10|Sentado en una silla, estire la rodilla y mantenga 5 segundos.|## Ejercicio 3|"
            "- reps: 10|- sets: 3|De pie, agarrado a una silla, póngase de puntillas."
        ),
    ),
    # Breaths in italics behind sentences are silences of a talk.
    (
        "a.md",
        "# Nidra\n\n## Gegensätze\n\nSpüre Schwere. *(3 Atemzüge)* Und nun Leichtigkeit. *(3 Atemzüge)*",
        "Nidra",
        "## Gegensätze|Spüre Schwere. [pause 3 breaths] Und nun Leichtigkeit. [pause 3 breaths]",
    ),
    # Pauses between dots, and in capitals behind a quotation.
    (
        "a.txt",
        (
            'Rilassamento\n\nRespira… pausa… e ascolta.\n\nRipeti: "Il mio corpo sa cosa fare." PAUSA\n'
            '"Sono calma." PAUSA LUNGA\n\nRiposa.'
        ),
        "Rilassamento",
        'Respira… [pause] e ascolta.|Ripeti: "Il mio corpo sa cosa fare." [pause]|"Sono calma." [long pause]|Riposa.',
    ),
    # Labels in capitals are heads, whatever they name; letters for pauses may be small.
    (
        "a.txt",
        "Roteiro de calma\n\nSUGESTÕES:\nRespire fundo. (p) Lembre deste lugar. (p)\n\nRETORNO:\nAbra os olhos.",
        "Roteiro de calma",
        "## SUGESTÕES|Respire fundo. [pause] Lembre deste lugar. [pause]|## RETORNO|Abra os olhos.",
    ),
    # What is in italics is not read, as the text says.
    (
        "a.md",
        (
            "# Renard\n\nLes consignes en italique ne se lisent pas.\n\nÉcoute ton ventre.\n\n"
            "*Invitez l'enfant à bouger.*\n\nDors bien."
        ),
        "Renard",
        "Les consignes en italique ne se lisent pas.|Écoute ton ventre.|Dors bien.",
    ),
    # Words in brackets that a line explains.
    (
        "a.txt",
        (
            "Relajación (versión corta)\nTensar 5 seg - Soltar 10 seg\n\n"
            "Cierra el puño... [TENSAR] suelta. [SOLTAR]\n\nSube los hombros... [TENSAR] déjalos caer. [SOLTAR]"
        ),
        "Relajación (versión corta)",
        ("Cierra el puño... [pause 5s] suelta. [pause 10s]|Sube los hombros... [pause 5s] déjalos caer. [pause 10s]"),
    ),
    # Names with a bare number in a plan, below its rounds.
    (
        "a.txt",
        (
            "Casa\n\n3 vueltas, descanso 1' entre vueltas\n\nSentadillas 15\nZancadas 10 c/pierna\n"
            'Plancha 30"\nSaltos 40"'
        ),
        "Casa",
        (
            "[repeat 3]|## Sentadillas|- reps: 15|## Zancadas|- sides: right, left|- reps: 10|## Plancha|- hold: 30s|"
            "## Saltos|- hold: 40s|---|[pause 1m]|[end]"
        ),
    ),
    # A length within a sentence is none to wait for; breaths behind one are; "zitten" behind a length.
    (
        "a.txt",
        (
            "Rust\n\nDeze oefening (2-3 minuten), die je overal doet, helpt.\n\nStrek je armen. 3 ademhalingen.\n\n"
            "Blijf zo 30 seconden zitten."
        ),
        "Rust",
        (
            "Deze oefening (2-3 minuten), die je overal doet, helpt.|Strek je armen. 3 ademhalingen. [pause 3 breaths]|"
            "Blijf zo 30 seconden zitten. [pause 30s]"
        ),
    ),
    # Heads in capitals right above their words, below pauses.
    (
        "a.txt",
        (
            "Esercizio dell'uvetta\n\nGUARDARE\nPrendi l'uvetta in mano. (30 sec.)\n"
            "IN BOCCA\nAppoggiala sulla lingua. (20 sec.)\nDOPO\nSenti com'è il corpo adesso."
        ),
        "Esercizio dell'uvetta",
        (
            "## GUARDARE|Prendi l'uvetta in mano. [pause 30s]|## IN BOCCA|Appoggiala sulla lingua. [pause 20s]|"
            "## DOPO|Senti com'è il corpo adesso."
        ),
    ),
    # Pictures of numbers in front of a list, with arrows behind the names.
    (
        "a.md",
        "# Nuca\n\n1\ufe0f\u20e3 **Giros** → gira, **5 veces por lado**\n2\u20e3 **Hombros** → súbelos, **x5**",
        "Nuca",
        "## Giros|- sides: right, left|- reps: 5|Gira.|## Hombros: súbelos|- reps: 5",
    ),
    # Seconds in braces, and the line that explains them.
    (
        "a.txt",
        (
            "Rust\n\nGa maar zitten... {3} En sluit je ogen. {5}\n\nIk tel af. Drie... {2} twee... {2} een.\n\n"
            "{ } = seconden stilte"
        ),
        "Rust",
        (
            "Ga maar zitten... [pause 3s] En sluit je ogen. [pause 5s]|"
            "Ik tel af. Drie... [pause 2s] twee... [pause 2s] een."
        ),
    ),
    # What an adult does stands behind ">>" between the words.
    (
        "a.txt",
        "Tuca\n\nEra uma vez uma tartaruga.\n\n>> Faça careta.\n\nEla respira três vezes.\n\n>> Pausa.\n\nBoa noite.",
        "Tuca",
        "Era uma vez uma tartaruga.|Ela respira três vezes.|[pause]|Boa noite.",
    ),
    # How long it takes to read is no length of the pauses that the same line asks for.
    (
        "a.md",
        (
            "# Turm\n\n*Lesezeit 8 Minuten · Mach nach jedem Absatz eine Pause.*\n\n"
            "Dort steht ein alter Turm. Es riecht nach Salz.\n\nSchlaf jetzt."
        ),
        "Turm",
        "Dort steht ein alter Turm. Es riecht nach Salz.|Schlaf jetzt.",
    ),
]
"""A file and its text, with the title and the outline of its script."""


@pytest.mark.parametrize(("name", "text", "title", "words"), TEXTS)
def test_a_text_of_any_hand_becomes_what_it_means(name: str, text: str, title: str, words: str) -> None:
    script = convert(text.encode(), name).text
    assert script.splitlines()[0] == f"# {title}"
    assert outline(script) == words
