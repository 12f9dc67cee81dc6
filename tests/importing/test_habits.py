"""What a text does again and again decides a place that could be either; what stays unsure is told with its place."""

from __future__ import annotations

import pytest

from tests.importing.test_lines import body
from voicecoach.importing.convert import convert
from voicecoach.importing.report import Kind

LENGTHS = {
    # One stroke is minutes, two are seconds, wherever both stand.
    'Siediti qui. (20")\nGuarda il fuoco. (2\')\nRespira. (15")\nRiposa. (30")': (
        "Siediti qui. [pause 20s]\nGuarda il fuoco. [pause 2m]\nRespira. [pause 15s]\nRiposa. [pause 30s]"
    ),
    "Cierra el puño. (5 s)\nSuelta.\n(20 seg. de relajación)": "Cierra el puño. [pause 5s]\nSuelta.\n[pause 20s]",
    "Let go now.\n(20 seconds watching the breath)": "Let go now.\n[pause 20s]",
    "Stringi i pugni.\n*[Mantieni la tensione per 5 secondi]*\nLascia.": "Stringi i pugni.\n[pause 5s]\nLascia.",
    "Aprieta los puños.\n[Mantén la tensión durante 5 segundos]\nSuelta.": ("Aprieta los puños.\n[pause 5s]\nSuelta."),
    "Feche as mãos.\n(Mantenha a tensão por 5 segundos)\nSolte.": "Feche as mãos.\n[pause 5s]\nSolte.",
    "Serrez les poings.\n(Gardez la tension pendant 5 secondes)\nRelâchez.": (
        "Serrez les poings.\n[pause 5s]\nRelâchez."
    ),
    "Make a fist.\n[Keep the tension for 5 seconds]\nLet go.": "Make a fist.\n[pause 5s]\nLet go.",
    # Two numbers are enough where their marks stand around nothing else.
    "Setz dich hin.\n// 5\nHebe die Schultern.\n// 20\nLass los.": (
        "Setz dich hin.\n[pause 5s]\nHebe die Schultern.\n[pause 20s]\nLass los."
    ),
    "Lie back.\n\n[3]\n\nThink of a friend.\n\n[3]\n\nSleep.": (
        "Lie back.\n[pause 3s]\nThink of a friend.\n[pause 3s]\nSleep."
    ),
    "Look at the flame. ..30 secs..\nClose your eyes. ..1 min..\nRest.": (
        "Look at the flame. [pause 30s] Close your eyes. [pause 1m] Rest."
    ),
    "Voel je voeten. (± 15 sec)\nVoel je handen.": "Voel je voeten. [pause 15s]\nVoel je handen.",
    "Read this.\n\n[1]\n\nThe first verse.\n\n[2]\n\nThe second one.": "Read this.\nThe first verse.\nThe second one.",
}

KEYS = {
    "Note: (pause) = 5 seconds; (long pause) = 15 seconds.\n\nRest. (pause)\nSleep. (long pause)\nWake.": (
        "plain 5s, long 15s"
    ),
    "Key: three dots mean a pause of 2 seconds, '--- short pause ---' about 4 seconds.\n\nYou walk... and rest.\n\n"
    "--- short pause ---\n\nSit down.": "ellipsis 2s, short 4s",
    "Kurze Pause: ca. 5 Sekunden, lange Pause: ca. 20 Sekunden.\n\nAtme aus. (kurze Pause)\nRuhe. (lange Pause)": (
        "short 5s, long 20s"
    ),
    "(pausa) = 6 segundos, (pausa larga) = 15 segundos.\n\nCierra los ojos. (pausa)\nDescansa. (pausa larga)": (
        "plain 6s, long 15s"
    ),
    "Les points de suspension marquent deux secondes de silence.\n\nVos yeux se ferment… doucement.": "ellipsis 2s",
    "(pausa) significa 8 secondi.\n\nChiudi gli occhi. (pausa)\nRiposa.": "plain 8s",
    "(pausa curta) = 4 segundos; (pausa longa) = 12 segundos.\n\nRespire. (pausa curta)\nDescanse. (pausa longa)": (
        "short 4s, long 12s"
    ),
    "(pauze) duurt 6 seconden.\n\nSluit je ogen. (pauze)\nRust uit.": "plain 6s",
    "Lees rustig voor en neem bij [stilte] ongeveer 10 tellen.\n\nSluit je ogen.\n\n[stilte]\n\nRust uit.": "plain 10s",
    "Bei (Pause) ca. 5 Sekunden warten, bei (lange Pause) 20.\n\nAtme. (Pause)\nRuhe. (lange Pause)": "plain 5s",
    "Quand il est écrit [silence], laissez 8 secondes.\n\nFermez les yeux.\n\n[silence]\n\nReposez-vous.": "plain 8s",
    # A pause that stands alone is one, and lengths that no pause of the text could have tell nothing.
    "Rest now.\n\nLong pause: 20 seconds\n\nWake up.": "",
    "(pause) = 5 seconds\n\nClose your eyes.\n\nSleep.": "",
}
"""What a text says of its pauses, and the lengths of the script."""

BESIDE = {
    # Two brackets that ask for something make one word in a third a note as well.
    "Cierra los ojos y escucha la lluvia.\n(Golpear con los dedos)\nEl viento sopla...(soplar) y les besa...(besar)": (
        "Cierra los ojos y escucha la lluvia.\nEl viento sopla... y les besa..."
    ),
    "Chiudi gli occhi e ascolta la pioggia.\n(battere le dita)\nIl vento soffia...(soffiare) e passa.": (
        "Chiudi gli occhi e ascolta la pioggia.\nIl vento soffia... e passa."
    ),
    "Feche os olhos e ouça a chuva que cai.\n(bater com os dedos)\nO vento sopra...(soprar) e passa.": (
        "Feche os olhos e ouça a chuva que cai.\nO vento sopra... e passa."
    ),
    "Ferme les yeux et écoute la pluie.\n(taper du doigt)\nLe vent souffle...(souffler) et passe.": (
        "Ferme les yeux et écoute la pluie.\nLe vent souffle... et passe."
    ),
    "Schließ die Augen, ganz still. (mit den Fingern tippen) Der Wind weht. (über den Rücken streichen) Er geht.": (
        "Schließ die Augen, ganz still. Der Wind weht. Er geht."
    ),
    "Sluit je ogen en wees maar heel stil. (met de vingers tikken) De wind waait. (over de rug strijken) Hij gaat.": (
        "Sluit je ogen en wees maar heel stil. De wind waait. Hij gaat."
    ),
    # Where the sentences themselves are infinitives, a bracket may be one more.
    "Inspirare dal naso.\nTrattenere (contare) e espirare.\nPiegare le gambe (tenere).": (
        "Inspirare dal naso. Trattenere (contare) e espirare. Piegare le gambe (tenere)."
    ),
    # An emphasis that pauses stand in is for notes.
    "Siéntate. *10 segundos*\n\n*La maestra enseña la tarjeta.*\n\nEscucha. *15 segundos*": (
        "Siéntate. [pause 10s]\nEscucha. [pause 15s]"
    ),
    "Siéntate. *Descansa.*\n\n*La luz entra en el cuerpo.*\n\nEscucha la lluvia.": (
        "Siéntate. *Descansa.*\nLa luz entra en el cuerpo\nEscucha la lluvia."
    ),
    # Facts below a bracket at the top, and in single stars.
    "# Bosque\n\n(para 8 años)\n\nMaterial: una vela\n\nCierra los ojos.": "Cierra los ojos.",
    "# Bosque\n\n*Edad:* 8 años\n\n*Material:* una vela\n\nCierra los ojos.": "Cierra los ojos.",
    # Where a reader of documents on the web was.
    "Sei sulla pagina 1di 3\n\nChiudi gli occhi.": "Chiudi gli occhi.",
    "You are on page 1 of 3\n\nClose your eyes.": "Close your eyes.",
    # Footnotes, and their marks behind words.
    "Noite¹ calma. Deite-se.\n\n¹ Adaptado de Satyananda.": "Noite calma. Deite-se.",
    "Push your neck back*. Rest.\n\n* Not with pain in your arm.\n** Ask your doctor.": "Push your neck back. Rest.",
    "Noite calma. Deite-se.\n\n¹ Adaptado de Satyananda.": "Noite calma. Deite-se.",
    "Wähle:\n\n* Mut\n* Kraft": "Wähle:\nMut\nKraft",
    "Viso\n\n1° Posizione\nTira fuori la lingua.\n2° Posizione\nChiudi gli occhi.": (
        "## Posizione\nTira fuori la lingua.\n## Posizione\nChiudi gli occhi."
    ),
}

PARTS_OF_TALK = {
    # A silence in marks is no hold, and its place is kept.
    "# Nidra\n\n## 2.1 Início\n\nDeite-se. _(20 s)_\n\nNão se mexa.\n\n## 2.2 Fim\n\nAbra os olhos. *(5 s)*": (
        "## Início\nDeite-se. [pause 20s]\nNão se mexa.\n## Fim\nAbra os olhos. [pause 5s]"
    ),
    "Training\n\n1° esercizio: La pesantezza\nIl braccio è pesante.\n2° esercizio: Il calore\nIl braccio è caldo.": (
        "## esercizio: La pesantezza\nIl braccio è pesante.\n## esercizio: Il calore\nIl braccio è caldo."
    ),
}

AROUND = {
    "Sluit je ogen.\n\n::: 1 minuut stilte :::\n\nVoel je adem.": "Sluit je ogen.\n[pause 1m]\nVoel je adem.",
    "Sluit je ogen.\n\n::: opmerking\n\nVoel je adem.": "Sluit je ogen.\nVoel je adem.",
    # Dots in the middle are marks of a pause as dashes are; front matter with tags is no plan.
    "Lie down and rest.\n\n· · · 30 seconds · · ·\n\nOpen your eyes.": (
        "Lie down and rest.\n[pause 30s]\nOpen your eyes."
    ),
    "---\ntitle: Paz\nduration: 8 min\ntags:\n  - calma\n---\n\nCierra los ojos.\n\nRespira.": (
        "Cierra los ojos.\nRespira."
    ),
    # Quotation marks inside of an emphasis are for words to speak; so are words for the listener.
    '*"Lass los. Atme tief ein, und lass den Tag hinter dir."*\n\nRuhe jetzt im Atem.': (
        "Lass los. Atme tief ein, und lass den Tag hinter dir.\nRuhe jetzt im Atem."
    ),
    "*Let your shoulders soften.*\n\n*Take a slow, deep breath, and let go.*\n\n*Give the students time.*": (
        "Let your shoulders soften\nTake a slow, deep breath, and let go"
    ),
    # Beside "Script:" in several parts, the other labels are none of the words.
    "## A\n* **Texte** :\n> Fermez les yeux.\n* **Rythme** : Lent, avec un sourire.\n\n"
    "## B\n* **Texte** :\n> Ouvrez les yeux.\n* **Rythme** : Gardez un ton posé.": (
        "## A\nFermez les yeux.\n## B\nOuvrez les yeux."
    ),
    "## A\nRythme : lent.\n\nFermez les yeux.\n\n## B\nRestez là.": (
        "## A\nRythme : lent.\nFermez les yeux.\n## B\nRestez là."
    ),
    # Above the only title, below an introduction; a table of the lengths of the parts; the end of a chat answer.
    "Ecco una meditazione breve per te!\n\nPuoi leggerla piano.\n\n# Il lago\n\nChiudi gli occhi.\n\nRespira.": (
        "Chiudi gli occhi.\nRespira."
    ),
    "| Parte | Durata |\n|---|---|\n| Arrivo | 2 min |\n| Il lago | 5 min |\n\n"
    "## Arrivo\n\nSiediti.\n\n## Il lago\n\nGuarda l'acqua.": "## Arrivo\nSiediti.\n## Il lago\nGuarda l'acqua.",
    "Bien sûr ! Voici une relaxation.\n\nFermez les yeux.\n\n---\n\nSouhaitez-vous une version plus longue ?": (
        "Fermez les yeux."
    ),
    "Fermez les yeux.\n\n---\n\nQue sentez-vous maintenant ?": "Fermez les yeux.\nQue sentez-vous maintenant ?",
    # An address at the end, with the lines around it.
    "Sente-se.\n\nAbra os olhos.\n\nContacto\nClínica do Rio\nTel. 21 345 67 89\n\nRevisto em maio": (
        "Sente-se.\nAbra os olhos."
    ),
    "Sente-se.\n\nAbra os olhos.\n\nTel. 21 345 67 89\n\nLeva contigo a calma da água.": (
        "Sente-se.\nAbra os olhos.\nLeva contigo a calma da água."
    ),
    # Short lines above a long paragraph for whoever leads the group.
    "# Am See\n\nKomm mit an den See!\n\nDauer\n\n15 Minuten\n\nAlter\n\nDie Geschichte ist für ruhige Stunden "
    "gedacht. Als Gruppenleiterin liest du sie langsam vor, lässt nach jedem Satz Zeit, und achtest darauf, dass alle "
    "Kinder bequem liegen und warm sind.\n\nDu liegst am See.\n\nDu hörst den Wind.": (
        "Du liegst am See.\nDu hörst den Wind."
    ),
    # Letters in brackets, with a line that explains them or without one.
    "Querida Ana:\nDonde pone (P) paras una respiración, y donde pone (PP) un minuto largo.\n\n"
    "Cierra los ojos. (P) Huele la tierra. (P)\nVamos a la huerta. (PP) Vuelve. (P)\n\nUn abrazo muy fuerte,\nEva": (
        "Cierra los ojos. [pause 1 breath] Huele la tierra. [pause 1 breath]\n"
        "Vamos a la huerta. [pause 1m] Vuelve. [pause 1 breath]"
    ),
    "Close your eyes. (P) Rest. (PP) Breathe. (P) Open them.": (
        "Close your eyes. [pause] Rest. [long pause] Breathe. [pause] Open them."
    ),
    "(P) = pause (5 s)\n\nClose your eyes. (P) Rest. (P) Breathe. (P) Open them.": (
        "Close your eyes. [pause 5s] Rest. [pause 5s] Breathe. [pause 5s] Open them."
    ),
    "PAUTA\nPaciente: ________  Nº: ____\nDiagnóstico: hombro doloroso.\n\nCierra los ojos.": "Cierra los ojos.",
    "Lift your leg. (R) Lower it. (L) Lift it. (R)": "Lift your leg. (R) Lower it. (L) Lift it. (R)",
    # Whoever plays the sounds of a radio script.
    "Guion: Calma\nCONTROL: Entra sintonía.\nLOCUTORA: Suelta los hombros.\nCONTROL: Funde.\nLOCUTORA: Respira.": (
        "Suelta los hombros.\nRespira."
    ),
    "Calma\n\nTÉC: entra som de rio (5s) e cai\nNARRADORA: Respire.\nTÉC: sobe som\nNARRADORA: Descanse.": (
        "Respire.\nDescanse."
    ),
    # What a page has above the transcript of a recording.
    "32:15\n\nScansione del corpo\n\nby Ada Neri\n\nValutazione\n4.7\n\nTrascritto\n\nAllora ci sdraiamo.": (
        "Allora ci sdraiamo."
    ),
    "5:10\n\nIl tempo di oggi\n\nUn esercizio per tutti.\n\nLeggi la trascrizione\n\nOggi ci sediamo qui.": (
        "Oggi ci sediamo qui."
    ),
    # A part of a talk has pauses among its words; an exercise of a minute has none.
    "# Montaña\n\n1. **Imagen** (8')\n   Imagina una montaña.\n\n   *… 1 minuto …*\n\n   Pasan las nubes.": (
        "## Imagen\nImagina una montaña.\n[pause 1m]\nPasan las nubes."
    ),
    # What is told to whoever reads it aloud, and lines in capitals.
    "Estes textos devem ser lidos às crianças com voz calma.\n\nFeche os olhos.\n\nDescanse agora.": (
        "Feche os olhos.\nDescanse agora."
    ),
    "GLI ALUNNI SONO DISTESI A TERRA\nÈ una bella giornata... cammini nel bosco...\n\nRiposa.": (
        "È una bella giornata... cammini nel bosco...\nRiposa."
    ),
    # A length between sentences, with a picture of a pause, and behind "after" between quotations.
    "Suelta todo. — 5 minutos — Abre los ojos.": "Suelta todo. [pause 5m] Abre los ojos.",
    "Sdraiati.\n⏸ Pausa (5 s)\nLascia che il letto ti sostenga.": (
        "Sdraiati. [pause 5s]\nLascia che il letto ti sostenga."
    ),
    '"Feche a mão com força."\n\nDepois de aproximadamente 5 ou 7 segundos.\n\n"Agora solte a mão."\n\n'
    'A seguir, repetirá o ciclo.\n\n"Perceba como fica leve."': (
        "Feche a mão com força.\n[pause 5-7s]\nAgora solte a mão.\nPerceba como fica leve."
    ),
    "# Calma\n\n### **1. Inducción** (voz lenta y grave)\n\nMira un punto.\n\n### **2. Fin** (alto)\n\nDespierta.": (
        "## Inducción\nMira un punto.\n## Fin\nDespierta."
    ),
    "Por supuesto. A continuación tienes una relajación de 3 minutos:\n\n# Calma\n\nCierra los ojos.": (
        "Cierra los ojos."
    ),
    "Yoga suave – 30'\nProf.: Inés\n\nTúmbate en el suelo.\n\nDescansa.": "Túmbate en el suelo.\nDescansa.",
    # A sentence before an address stays, and brackets that lead through a breath are said.
    "Escucha esta música.\nhttps://musica.example/1\n\nRespira.": "Escucha esta música.\nRespira.",
    "Siéntate.\n\n(Respira profundo una vez… inhala por la nariz… exhala por la boca… muy bien.)\n\nDescansa.": (
        "Siéntate.\nRespira profundo una vez… inhala por la nariz… exhala por la boca… muy bien.\nDescansa."
    ),
    "Rilassati ora. (il docente respira più forte, perché tutti sentano il suo ritmo) E riposa.": (
        "Rilassati ora. E riposa."
    ),
    "# Porto\n\n🎙️ *Tono: caldo, lento*\n\nChiudi gli occhi.": "Chiudi gli occhi.",
    "# Bosco\n\nMateriale: candela\nDisposizione: in cerchio, testa verso il centro\n\nChiudi gli occhi.": (
        "Chiudi gli occhi."
    ),
    # The pages of a book in brackets
    "Die Katze streckt sich (Buch S. 16) und gähnt. Dann rollt sie sich ein (Buch S. 20).": (
        "Die Katze streckt sich und gähnt. Dann rollt sie sich ein."
    ),
    "Il reste un souffle (Reste 3) encore.": "Il reste un souffle (Reste 3) encore.",
    # Much of a text in long quotations, one of them behind a label: what is outside is for whoever reads.
    "„Am Bach“\n\nMan braucht eine Decke.\n\nDer Rücken ist der Wald. Alles geht auch kürzer.\n\nDie Reise geht so: „"
    + "Du gehst am Bach entlang und hörst das Wasser. " * 8
    + "Ruh dich aus.“": ("Du gehst am Bach entlang und hörst das Wasser. " * 8 + "Ruh dich aus."),
    "Les paroles sont à apprendre.\n\nLa lampe est éteinte.\n\n« "
    + "Vous sentez vos mains devenir lourdes et chaudes. " * 5
    + "»\n\nS'il bouge, attendez avant de reprendre.\n\n« "
    + "Vous sentez vos pieds devenir lourds et chauds. " * 5
    + "»": (
        ("Vous sentez vos mains devenir lourdes et chaudes. " * 5).strip()
        + "\n"
        + ("Vous sentez vos pieds devenir lourds et chauds. " * 5).strip()
    ),
    "Los alumnos imaginan la historia.\n\n«Escucha estas palabras y síguelas ahora.\n\nEstás tranquilo.\n\n"
    + "Sientes que tus manos se vuelven pesadas y tibias. " * 6
    + "Descansa.»": (
        "Escucha estas palabras y síguelas ahora.\nEstás tranquilo.\n"
        + "Sientes que tus manos se vuelven pesadas y tibias. " * 6
        + "Descansa."
    ),
    'Sluit je ogen.\n\nLuister nu goed naar je adem.\n\nEen oude vrouw vertelt: "'
    + "De wind ging over het water. " * 12
    + 'Slaap."\n\nAdem uit.': (
        'Sluit je ogen.\nLuister nu goed naar je adem.\nEen oude vrouw vertelt: "'
        + "De wind ging over het water. " * 12
        + 'Slaap."\nAdem uit.'
    ),
    # Infinitives in brackets, short and long
    "Ein Käfer läuft (mit zwei Fingern krabbeln) los. Es regnet (mit allen Fingern leicht auf den Rücken klopfen). "
    "Die Sonne scheint (beide Hände auf die Schultern legen und dort liegen lassen) warm.": (
        "Ein Käfer läuft los. Es regnet. Die Sonne scheint warm."
    ),
}

TOLD = {
    "1. Puente con las piernas - 10 s\n2. Gato en el suelo - 20 s\n\nDespués: hielo 10 min.\n\nRevisión el jueves.": [
        "Después: hielo 10 min.",
        "Revisión el jueves.",
    ],
    "Acaricia la frente del niño mientras lees.\n\nCierra los ojos.\n\nDescansa.": [
        "Acaricia la frente del niño mientras lees."
    ],
    "Fermez les yeux.\n\nRestez là.\n\nOdile Marchand\n\nFormatrice": ["Odile Marchand", "Formatrice"],
    "Schließe die Augen.\n\nRuhe im Atem.\n\nGute Nacht": [],
    "Hello <your name>.\n\nClose your eyes, {{NAME}}.\n\nRest.": ["<your name>"],
    "Lo scopo di questo esercizio è la calma.\n\nChiudi gli occhi.\n\nRiposa.": [
        "Lo scopo di questo esercizio è la calma."
    ],
    "Los niños se sientan en el suelo.\n\nCierra los ojos.\n\nDescansa.": ["Los niños se sientan en el suelo."],
    "O professor fala com a voz pausada:\n\nFeche os olhos.\n\nDescanse.": ["O professor fala com a voz pausada:"],
    "Les enfants sont couchés au calme.\n\nFerme les yeux.\n\nRepose-toi.": ["Les enfants sont couchés au calme."],
    "Der Text eignet sich für den Abend.\n\nSchließe die Augen.\n\nRuhe.": ["Der Text eignet sich für den Abend."],
    "De kinderen liggen op de grond.\n\nSluit je ogen.\n\nRust.": ["De kinderen liggen op de grond."],
    "Close your eyes. Rest.\n\nObserve. Note: dim the light by now.": ["Note: dim the light by now."],
    "Feche os olhos.\n\nObs.: baixar a luz agora.\n\nDescanse.": ["Obs.: baixar a luz agora."],
    "Il braccio è pesante (sinistro per i mancini) e caldo.\n\nRiposa (a lungo) ora.": ["(sinistro per i mancini)"],
    "Siéntate (o túmbate) y cierra los ojos.\n\nEstás cansado(a).": [],
    # below the words that ask for open eyes
    "Sluit je ogen.\n\nRust nu uit.\n\nOpen je ogen.\n\nToetsen uitdelen, geen vragen meer.": [
        "Toetsen uitdelen, geen vragen meer."
    ],
    "Fermez les yeux.\n\nOuvrez les yeux.\n\nBon courage pour jeudi.": ["Bon courage pour jeudi."],
    "Cierra los ojos.\n\nAbre los ojos.\n\nMuy bien, gracias.": [],
    "Leg dich hin.\n\nNun die Augen auf.\n\n(Gong)\n\nDer Tag beginnt mit dir.": [],
    "# Calma\n\nChiudi gli occhi.\n\nN.B. con Tommaso la coperta pesante\n\nRiposa.": [
        "N.B. con Tommaso la coperta pesante"
    ],
    "Cette technique permet une détente. Le stress monte. Asseyez-vous et fermez vos yeux.\n\nReposez-vous.": [
        "Cette technique permet une détente."
    ],
    # a task above the words, and a label between them
    "Te doen: timer op 4 min, deur dicht.\n\nSluit je ogen.\n\nRust.": ["Te doen: timer op 4 min, deur dicht."],
    "Ferme les yeux.\n\nDave Elman :\n\nRelâche tes épaules.": ["Dave Elman :"],
    "Sluit je ogen.\n\nPaulus schreef:\n\nLaat je hart niet bang zijn.": [],
    "Ciao bambini, eccoci.\n\nChiudi i tuoi occhi.\n\nRiposa.": [],
    "Schließ deine Augen.\n\nIch bin ganz ruhig. Nichts stört mich.\n\nLass los.\n\nRuhe.\n\nAtme aus.": [],
    "Cierra los ojos.\n\nDescansa.\n\nOJO: recoger las mantas.": ["OJO: recoger las mantas."],
    "Tu inspires.\n\nTu souffles.\n\nVariante pour les plus grands : ajouter un héron.": [
        "Variante pour les plus grands : ajouter un héron."
    ],
    "# Calma\n\n- Disminuir la agitación.\n- Mejorar el sueño.\n\nAhora:\n\n- Cierra los ojos.\n- Exhala.": [
        "Disminuir la agitación.",
        "Ahora:",
    ],
    # a first verse that may be the title
    "Unter der Linde wohnt der Abend\n\nDer alte Brunnen singt,\n\nDie Katze hört ihm zu,\n\nDer Mond kommt.": [
        "Unter der Linde wohnt der Abend"
    ],
    # when to come again
    "Leg dich hin.\n\nAtme aus.\n\nDanach kühlen. Nächster Termin: Mi 16:15": ["Nächster Termin: Mi 16:15"],
    # what the leader does afterwards
    "Leg dich hin.\n\nÖffne deine Augen.\n\nHinterher: ein Bild vom See malen.": ["Hinterher: ein Bild vom See malen."],
    "Ga liggen.\n\nOpen je ogen.\n\nAls het verhaal voorbij is, kun je de kinderen laten tekenen.": [
        "Als het verhaal voorbij is, kun je de kinderen laten tekenen."
    ],
    # on a condition, in the infinitive
    "Le ciel est bleu.\n\nSi l'enfant s'endort, s'arrêter là.\n\nSinon, continuer :\n\nTu ouvres les yeux.": [
        "Si l'enfant s'endort, s'arrêter là.",
        "Sinon, continuer :",
    ],
    "Leg dich hin.\n\nWenn Kinder schlafen, hier aufhören.\n\nWenn der Wind weht, atme ein.\n\nStreck dich.": [
        "Wenn Kinder schlafen, hier aufhören."
    ],
    "Welcome to this practice for the voice.\n\nClose your eyes.\n\nRest.": [],
    # what is done with the light, and what the text says about itself
    "# Flame\n\nLight the candle.\n\nRest your eyes on the flame.\n\nRest.": ["Light the candle."],
    "# Flamme\n\nSchließe die Augen.\n\nZünde die Kerze an.\n\nRuhe.": ["Zünde die Kerze an."],
    "# Flame\n\nShe lit the candle.\n\nLight the candle in your mind.\n\nRest.": [],
    "# Rest\n\n## Scan\n\n*Best for pain and for better sleep*\n\nLie down on your back.\n\n## End\n\nSit up.": [
        "Best for pain and for better sleep"
    ],
    "# Sky\n\n## Introduction\n\nThis document has the words of a practice that aligns you.\n\n## Sky\n\nRest.": [
        "This document has the words of a practice that aligns you."
    ],
}


@pytest.mark.parametrize(("source", "expected"), (LENGTHS | BESIDE | PARTS_OF_TALK | AROUND).items())
def test_the_rest_of_a_text_decides_what_could_be_either(source: str, expected: str) -> None:
    assert body(convert(source.encode(), "text.md").text) == expected


@pytest.mark.parametrize(("source", "lengths"), KEYS.items())
def test_the_lengths_that_a_text_gives_its_pauses_hold(source: str, lengths: str) -> None:
    script = convert(source.encode(), "text.txt").text
    assert [line for line in script.splitlines() if line.startswith("- pauses")] == [f"- pauses: {lengths}"] * bool(
        lengths
    )


@pytest.mark.parametrize(("source", "expected"), TOLD.items())
def test_words_that_may_be_no_part_of_the_text_are_spoken_and_told(source: str, expected: list[str]) -> None:
    found = convert(source.encode(), "text.md")
    assert [entry.source for entry in found.entries if entry.kind is Kind.UNSURE] == expected
    assert all(words.rstrip(":.") in " ".join(found.text.split()) for words in expected)
