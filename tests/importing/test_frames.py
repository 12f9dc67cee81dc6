"""What stands around the words of a text: its title and author, the head of an e-mail, page numbers, speakers."""

from __future__ import annotations

import re

import pytest

from voicecoach.importing.convert import convert
from voicecoach.importing.report import Kind

TITLES = {
    "EVENING REST — Yoga Nidra (approx. 12 minutes)\nby Sara L., revised 3/2021\n\nLie down and rest your arms.": (
        "EVENING REST"
    ),
    "ABENDRUHE – Yoga Nidra (ca. 15 Min.)\nvon Petra K., Stand 11/2022\n\nLeg dich auf den Rücken.": "ABENDRUHE",
    "DESCANSO\npor Lucía R.\n\nCierra los ojos y respira.": "DESCANSO",
    "LE REPOS DU SOIR\npar Anne M.\n\nFermez les yeux et respirez.": "LE REPOS DU SOIR",
    "RIPOSO\ndi Marta B.\n\nChiudi gli occhi e respira.": "RIPOSO",
    "DESCANSO DA NOITE\npor Rui S.\n\nFeche os olhos e respire.": "DESCANSO DA NOITE",
    "AVONDRUST\ndoor Marieke V.\n\nSluit je ogen en adem uit.": "AVONDRUST",
    "The Quiet Hour\nby Ann Lee\n\nCome in,\nsit down.": "The Quiet Hour",
    "Autogenes Training – Grundstufe\nSprecher: bitte ruhig lesen\n\nSetz dich hin.": "Autogenes Training – Grundstufe",
    "BODYSCAN\nTekst: Els de Wit\n\nGa liggen en sluit je ogen.": "BODYSCAN",
    "Body scan (10:00)\n\nClose your eyes.\n\nFeel your feet.": "Body scan",
    "Stillness\n\nThe lake is quiet now.\n\nAnd so are you.": "Stillness",
    "A place by the sea\n(read slowly)\n\nClose your eyes.\n\nHear the waves.": "A place by the sea",
    # For whom it is, and nothing else above a sentence that can be the title
    "Muscle relaxation — for Thursday group\n\nLie down. Rest.\n\nLet go.": "Muscle relaxation — for Thursday group",
    "Relaxation pour les enfants (environ 5 minutes)\n\nAllonge-toi.\n\nRespire.": "Relaxation pour les enfants",
    "Progressive Entspannung (Kurzform)\nSprechtempo: langsam\n\nLeg dich hin.\n\nRuh dich aus.": (
        "Progressive Entspannung (Kurzform)"
    ),
    "ROTEIRO – áudio 4\nTítulo: Cinco minutos de calma\nVoz: pausada\n\nOlá. Respire.\n\nSolte os ombros.": (
        "Cinco minutos de calma"
    ),
    "Übungen für Frau B. (Knie)\n\nLeg dich hin.\n\nRuh dich aus.": "Übungen für Frau B. (Knie)",
    "Entspannung im Sitzen, Kurs Dienstag\n\nSetz dich hin.\n\nAtme.": "Entspannung im Sitzen, Kurs Dienstag",
    "## Ontspanning in 3 minuten\n\n### Begin\n\nGa zitten.\n\n### Einde\n\nOpen je ogen.": "Ontspanning in 3 minuten",
    "## Calm in five minutes\n\n### Settle in\n\nSit down.\n\n### Close\n\nOpen your eyes.": "Calm in five minutes",
}

MAILS = {
    "Dear Margaret,\n\nI was so glad to see you at the group, and so I have typed out what I said I would send you.\n\n"
    "Lie on your side. Rest.\n\nLet go.\n\nWith much love, and see you all on the 14th,\nRuth": (
        "Text", "Lie on your side. Rest.\nLet go."
    ),
    # What hands over a short text, with the name beside the closing or below it
    "Hi Sam,\n\nhere is the text for your back.\n\nBest, Dr. Lee\n\nLie down.\n\nRest your arms.\n\nSleep.": (
        "Text", "Lie down.\nRest your arms.\nSleep."
    ),
    "Hello all,\n\nas promised, the text.\n\nWarm regards\nJo\n\nLie down.\n\nRest your arms.": (
        "Text", "Lie down.\nRest your arms."
    ),
    "From: Tess <tess@example.org>\nTo: all\nSubject: Re: Wednesday\n\nHi all,\n\nSit and rest.\n\nBest,\nTess": (
        "Wednesday", "Sit and rest."
    ),
    "Von: Anke <anke@example.org>\nAn: Gruppe\nBetreff: AW: Donnerstag\n\nHallo zusammen,\n\nSetze dich hin.\n\n"
    "Liebe Grüße\nAnke\n--\nAnke Wolf\nVon meinem Telefon gesendet": ("Donnerstag", "Setze dich hin."),
    "De: Lola <lola@example.org>\nAsunto: Respirar\n\nHola a todas:\n\nCierra los ojos.\n\nUn abrazo,\nLola": (
        "Respirar", "Cierra los ojos."
    ),
    "De: Luc <luc@example.org>\nObjet: Souffle\n\nBonjour à tous,\n\nFermez les yeux.\n\nCordialement,\nLuc": (
        "Souffle", "Fermez les yeux."
    ),
    "Da: Ada <ada@example.org>\nOggetto: Respiro\n\nCiao a tutti,\n\nChiudi gli occhi.\n\nUn abbraccio\nAda": (
        "Respiro", "Chiudi gli occhi."
    ),
    "De: Rui <rui@example.org>\nAssunto: Calma\n\nOlá a todos,\n\nFeche os olhos.\n\nAbraços\nRui": (
        "Calma", "Feche os olhos."
    ),
    "Van: Els\nAan: groep <g@example.org>\nOnderwerp: Rust\n\nHoi allemaal,\n\nSluit je ogen.\n\nGroetjes,\nEls": (
        "Rust", "Sluit je ogen."
    ),
}  # fmt: skip

PARTS = {
    "Deep rest\n\n1. Arrive\n\nLie down.\n\n2. Scan\n\nFeel it.": "## Arrive\nLie down.\n## Scan\nFeel it.",
    "Atemraum\n\nSetz dich.\n\n2. Schritt: Sammeln\nAtme aus.": "Setz dich.\n## Sammeln\nAtme aus.",
    "Calm\n\nSit down.\n\n*** Part 2: Breath ***\nBreathe out.": "Sit down.\n## Part 2: Breath\nBreathe out.",
    "Ruhe\n\nSetz dich.\n\n=== Teil 2: Atem ===\nAtme aus.": "Setz dich.\n## Teil 2: Atem\nAtme aus.",
    "Calma\n\nSiéntate.\n\nPaso 2 de 3: Respirar\nSuelta el aire.": "Siéntate.\n## Respirar\nSuelta el aire.",
    "Calme\n\nAsseyez-vous.\n\n~~~~ Le souffle ~~~~\nSoufflez.": "Asseyez-vous.\n## Le souffle\nSoufflez.",
    "Calma\n\nSiediti qui.\n\nParte 2: Il respiro\nEspira ora.": "Siediti qui.\n## Parte 2: Il respiro\nEspira ora.",
    "Rust\n\nGa zitten.\n\nStap 2 van 5: Horen\nAdem uit.": "Ga zitten.\n## Horen\nAdem uit.",
    "Calm\n\nSit down.\n\nStep 1: Breathe out slowly.\nRest.": "Sit down.\nStep 1: Breathe out slowly. Rest.",
}

VOICES = {
    "INT. STUDIO - NIGHT\n\nNARRATOR (V.O.)\nWelcome.\n\nNARRATOR (CONT'D)\nRest.\n\nMARY\nBreathe.\n\nFADE OUT.": (
        "Welcome.\nRest.\nBreathe."
    ),
    "EXT. PLAYA - DÍA\n\nNARRADORA (VOZ EN OFF)\nImagina el mar.\n\nCORTE A:": "Imagina el mar.",
    "INNEN. STUDIO – NACHT\n\nSPRECHERIN (OFF)\nSchließe die Augen.\n\nABBLENDE.": "Schließe die Augen.",
    "INT. CHAMBRE – NUIT\n\nVOIX (OFF)\nFermez les yeux.\n\nFONDU AU NOIR.": "Fermez les yeux.",
    "EST. SPIAGGIA - GIORNO\n\nNARRATRICE (FUORI CAMPO)\nChiudi gli occhi.\n\nDISSOLVENZA.": "Chiudi gli occhi.",
    "INT. QUARTO - NOITE\n\nNARRADORA (V.O.)\nFeche os olhos.\n\nFIM": "Feche os olhos.",
    "BINNEN. KAMER - NACHT\n\nVERTELSTER (V.O.)\nSluit je ogen.\n\nEINDE": "Sluit je ogen.",
    "THE LAKE\n\nLET GO\nOf all you carry.": "LET GO\nOf all you carry.",
    "At dusk\n\nMARY: Welcome to all.\nTOM (softly): Breathe with us.\nBOTH: Good night.": (
        "Welcome to all.\nBreathe with us.\nGood night."
    ),
    "Abends\n\nANNA: Willkommen ihr alle.\nUDO: Atme aus.": "Willkommen ihr alle.\nAtme aus.",
    "Now\n\nNOW: let go of it all.\nTHEN: rest for a while.": "NOW: let go of it all. THEN: rest for a while.",
    "Box\n\nINHALE: through the nose.\nEXHALE: through the mouth.": (
        "INHALE: through the nose. EXHALE: through the mouth."
    ),
}

NAMES = {
    "Atemkurs\nH = Hebamme, P = Partner/in\n\nH: Atme ein.\nP: legt die Hand auf\nH: Und atme aus.": (
        "Atme ein.\nUnd atme aus."
    ),
    "A: Sit down.\nA: Close your eyes.\nB: Like this?\nA: Yes, like this.": (
        "Sit down.\nClose your eyes.\nLike this?\nYes, like this."
    ),
    "LA MAÎTRESSE, doucement. — Vous dormez.\n(Un temps.)\nLA MAÎTRESSE. — Il pleut !": (
        "Vous dormez.\n[pause]\nIl pleut !"
    ),
    "MARIA. – Siediti.\nMARIA, piano. – Respira.": "Siediti.\nRespira.",
    "Teacher says: Sit down.\nTeacher does: shows how.\nThe teacher says: Rest now.": "Sit down.\nRest now.",
    "Die Lehrerin sagt: Setzt euch.\nDie Lehrerin macht: zeigt es.\nUnd ruht euch aus.": (
        "Setzt euch.\nUnd ruht euch aus."
    ),
    "La profesora dice: Siéntate.\nLa profesora hace: lo muestra.\nDescansa.": "Siéntate.\nDescansa.",
    "Le professeur dit : Asseyez-vous.\nFermez les yeux.": "Asseyez-vous. Fermez les yeux.",
    "Atme aus.\n\nTeilen: Facebook | Twitter | WhatsApp\nSchreibe einen Kommentar": "Atme aus.",
    "Breathe out.\n\nShare: Facebook, Pinterest\nYou may also like:\nLeave a reply": "Breathe out.",
    "Suelta el aire.\n\nCompartir: Facebook | WhatsApp\nDeja un comentario": "Suelta el aire.",
    "Soufflez.\n\nPartager : Facebook | Twitter\nVous aimerez aussi :\nLaisser un commentaire": "Soufflez.",
    "Espira.\n\nCondividi: Facebook | WhatsApp\nLascia un commento": "Espira.",
    "Solte o ar.\n\nCompartilhar: Facebook | WhatsApp\nDeixe um comentário": "Solte o ar.",
    "Adem uit.\n\nDelen: Facebook | WhatsApp\nPlaats een reactie": "Adem uit.",
    "Breathe in.\n\nYou may also lie down.\n\nShare: this is for all of us.": (
        "Breathe in.\nYou may also lie down.\nShare: this is for all of us."
    ),
    "L. says: the sea is calm.\nThe sea says: let go.": "L. says: the sea is calm. The sea says: let go.",
    "Sit down.\nTODO ask about the waves\nClose your eyes.": "Sit down.\nClose your eyes.",
    "Sluit je ogen.\nNiet vergeten: volgende week geen les\nAdem uit.": "Sluit je ogen.\nAdem uit.",
    "Schließe die Augen.\n!! Kerzen mitbringen\nAtme aus.": "Schließe die Augen.\nAtme aus.",
    "Nicht vergessen: du bist genug.\nAtme aus.": "Nicht vergessen: du bist genug. Atme aus.",
    "Todo está bien.\nSuelta el aire.": "Todo está bien. Suelta el aire.",
}

NAMED = {
    "> Bea: Good morning to you.\n\n> Bea: Sit down here.\n\n> Bea: Let go of the day.": (
        "Good morning to you.\nSit down here.\nLet go of the day."
    ),
    "Evening\n\nLeader: Be still now.\n\nAll: We are here.\n\nLeader: Look back.\n\nAll: We look.\n\nLeader: Go.": (
        "Be still now.\nWe are here.\nLook back.\nWe look.\nGo."
    ),
    "Bea: Good morning to you.\n\nSit down here.\n\nLet go of the day.\n\nBea: Rise.": (
        "Bea: Good morning to you.\nSit down here.\nLet go of the day.\nBea: Rise."
    ),
}
"""Names that stand before most of the paragraphs, and one that does not."""

LENGTHS = {
    "ok lie down\n10s\nin\n4\nout\n6\ngo\n30s\njust drift\n2min\nwake up": (
        "ok lie down\n[pause 10s]\nin\n[pause 4s]\nout\n[pause 6s]\ngo\n[pause 30s]\njust drift\n[pause 2m]\nwake up"
    ),
    "leg dich hin\n10 Sek\nein\n4\naus\n20 Sek\nlass los\n1 min\nschlaf": (
        "leg dich hin\n[pause 10s]\nein\n[pause 4s]\naus\n[pause 20s]\nlass los\n[pause 1m]\nschlaf"
    ),
    "Sing it. <8 sec, they sing>\n\nKeep it loose. (rest 1 min, music on)": (
        "Sing it. [pause 8s]\nKeep it loose. [pause 1m]"
    ),
    "Shake it out.\n(rebound 20s)\nHiss for 8.\n[16 counts = 16 secs]\nAnd rest.": (
        "Shake it out.\n[pause 20s]\nHiss for 8.\n[pause 16s]\nAnd rest."
    ),
    "Die Wehe lässt nach.\n>> Wehenpause 3 Min <<\nTrink einen Schluck.": (
        "Die Wehe lässt nach.\n[pause 3m]\nTrink einen Schluck."
    ),
    "Adem uit, de buik zakt.\n(4x ademhalen)\nRek je uit.": "Adem uit, de buik zakt.\n[pause 4 breaths]\nRek je uit.",
    "Une plage… (laisser 1 mn) Une forêt… (20 s) Restez.": "Une plage… [pause 1m] Une forêt… [pause 20s] Restez.",
    'Sit back. "Keep it a secret." Pause for 1 minute. Then look up.': (
        'Sit back. "Keep it a secret." [pause 1m] Then look up.'
    ),
    "Where you see // pause for about 3 seconds.\n\nSit down // and rest // here.": (
        "Sit down [pause 3s] and rest [pause 3s] here."
    ),
    "TPI = temps de pause d'intégration (30 s)\n\nRelâchez.\n\nTPI\n\nOuvrez les yeux.": (
        "Relâchez.\n[pause 30s]\nOuvrez les yeux."
    ),
    "Ruhe finden\n\nP = Pause, LP = lange Pause\n\nAtme aus. P Atme ein. (LP) Ruh dich aus.": (
        "Atme aus. [pause] Atme ein. [long pause] Ruh dich aus."
    ),
}

PAGES = {
    "Manual    Chapter 3\n\nNotice the calm and\n\n   - 17 -\n\nManual    Chapter 3\n\nthe release.\n\n   - 18 -": (
        "Notice the calm and the release."
    ),
    "Atme aus.\n\nSeite 1 von 2\n\nUnd wieder ein.\n\nSeite 2 von 2": "Atme aus.\nUnd wieder ein.",
    "Apoya la cabeza.\n\nCuaderno de calma          Página 3 de 7\n\nSuelta los hombros.": (
        "Apoya la cabeza.\nSuelta los hombros."
    ),
    "Cierra los ojos.\n\n                    - 1 -\n\nSuelta los hombros.": "Cierra los ojos.\nSuelta los hombros.",
    "Inspirez et\n\nPage 1 sur 2\n\nsoufflez.": "Inspirez et soufflez.",
}

NOTES = {
    "Exploración del cuerpo – 3 minutos\n\n0:00 Ponte cómoda.\n0:30 Oye los sonidos.\n1:00 Fin": (
        "Ponte cómoda.\n[until 0:30] Oye los sonidos.\n[until 1:00]"
    ),
    "Séance de sophrologie : le lieu\n\nFermez les yeux.\n\nSoufflez.": "Fermez les yeux.\nSoufflez.",
    "Fermez les yeux.\n\n**Cycle (à répéter 6 fois)**\n> « Inspirez. » *[5 s]*": (
        "Fermez les yeux.\n## Cycle\n« Inspirez. » [pause 5s]"
    ),
    "Nota a la facilitadora: bajar la luz.\n\nCierra los ojos.": "Cierra los ojos.",
    "Cierra los ojos.\nNota al lector: no acelerar.\nSuelta el aire.": "Cierra los ojos.\nSuelta el aire.",
    "À l'attention de l'animateur : un tapis chacun.\n\nFermez les yeux.": "Fermez les yeux.",
    "Nota per l'insegnante: abbassare le luci.\n\nChiudi gli occhi.": "Chiudi gli occhi.",
    "Nota ao instrutor: reduza a luz.\n\nFeche os olhos.": "Feche os olhos.",
    "Hinweis für die Leitung: Licht dimmen.\n\nSchließe die Augen.": "Schließe die Augen.",
    "Opmerking voor de docent: dim het licht.\n\nSluit je ogen.": "Sluit je ogen.",
    "Note to the teacher: dim the light.\n\nClose your eyes.": "Close your eyes.",
    "RELAXAMENTO GUIADO (10 minutos)\n\nFeche os olhos.\n\nSolte o ar.": "Feche os olhos.\nSolte o ar.",
}

CHATS = {
    "¡Claro! Aquí tienes una meditación:\n\nCierra los ojos.\n\n**Consejo:** grábalo.\n\n¿Quieres que lo alargue?": (
        "Cierra los ojos."
    ),
    "Bien sûr ! Voici un exercice de respiration :\n\nFermez les yeux.\n\nSouhaites-tu une version plus longue ?": (
        "Fermez les yeux."
    ),
    "Certo! Ecco una meditazione breve:\n\nChiudi gli occhi.\n\nSpero che ti piaccia! Vuoi che la allunghi?": (
        "Chiudi gli occhi."
    ),
    "Aqui está um roteiro de respiração para você!\n\nFeche os olhos.\n\nEspero que ajude! Posso criar outra.": (
        "Feche os olhos."
    ),
    "Klar! Hier ist eine kurze Meditation:\n\nSchließe die Augen.\n\nTipp: langsam lesen.\n\nSoll ich sie kürzen?": (
        "Schließe die Augen."
    ),
    "Natuurlijk! Hier is een korte meditatie:\n\nSluit je ogen.\n\nIk hoop dat je er iets aan hebt!": "Sluit je ogen.",
}

ENDS = {
    "A rest\n\nSit up.\n\nWord count: 78": "Sit up.",
    "A rest\n\nSit up.\n\nReview date: 14/6": "Sit up.",
    "A rest\n\nSit up.\n\nHome practice: each day, on your own. Note it.": "Sit up.",
    "Ruhe\n\nSteh auf.\n\nHausaufgabe: jeden Tag zehn Minuten": "Steh auf.",
    "Calma\n\nLevántate.\n\nTarea para casa: diez minutos": "Levántate.",
    "Calme\n\nLevez-vous.\n\nÀ faire à la maison : dix minutes": "Levez-vous.",
    "Calma\n\nAlzati ora.\n\nCompiti per casa: dieci minuti": "Alzati ora.",
    "Calma\n\nLevante-se.\n\nTarefa de casa: dez minutos": "Levante-se.",
    "Rust\n\nSta nu op.\n\nHuiswerk: elke dag tien minuten": "Sta nu op.",
    "A rest\n\nPlease bring this sheet with you next week.\n\nSit up.": "Sit up.",
    "A rest\n\nSit up.\n\nPhoto by Mia Lane": "Sit up.",
    "A rest\n\nSit up.\n\nReady for more? Join the course.": "Sit up.",
    "A rest\n\nSit up.\n\nMade with ♥ by Restful": "Sit up.",
    "A rest\n\nSit down.\n\nTeacher's note: offer a chair.\n\nSit up.": "Sit down.\nSit up.",
    "A rest\n\nSit down.\n\n-- same for the other leg --\n\nSit up.": "Sit down.\nSit up.",
    "A rest\n\nSit down.\n\n--- warm up ---\n\nSit up.": "Sit down.\n## warm up\nSit up.",
    "A rest\n\n5 - Look around and name five. ......\n4 - Notice the four sounds. ......\n\nSit up.": (
        "5 - Look around and name five. [short pause]\n4 - Notice the four sounds. [short pause]\nSit up."
    ),
    "A rest\n\nNow notice the breath. [30 seconds]\nThere is no need to change it. Simply notice the in-breath and the"
    "\nout-breath. [1 minute]\n\nSit up.": (
        "Now notice the breath. [pause 30s]\n"
        "There is no need to change it. Simply notice the in-breath and the out-breath. [pause 1m]\nSit up."
    ),
    "PROJECT: Calm Commute, Ep. 12\nTALENT: Maya R.\n\nVO: Sit down here.\n\nVO: Rest.": "Sit down here.\nRest.",
    "A rest\n\nSit up.\n(c) 2020 Studio Moonrise": "Sit up.",
    "A rest\n\nPosted on May 3, 2020 by Jane\n\nSit up.": "Sit up.",
    "A rest\n\nSit up.\n\n>> 20 SECS SILENCE <<": "Sit up.\n[pause 20s]",
    "Stillness\n\nThe lake is quiet now,\nno wind.\n— R. Hall": "The lake is quiet now, no wind.",
    "I am calm\n\nI am safe\n\nI am enough": "I am calm\nI am safe\nI am enough",
    "Rest here.[^1]\n\nLet go now.\n\n[^1]: from a talk": "Rest here.\nLet go now.",
    "Leg dich hin.\n\nÖffne die Augen.\n\nENDE DER FANTASIEREISE": "Leg dich hin.\nÖffne die Augen.",
    "Ga liggen.\n\nOpen je ogen.\n\nEINDE VAN DE OEFENING": "Ga liggen.\nOpen je ogen.",
    # What only ends the text, or says who made it, below the last words
    "Leg dich hin.\n\nAtme aus.\nÖffne deine Augen.\nEnde der Übung": "Leg dich hin.\nAtme aus. Öffne deine Augen.",
    "Allonge-toi.\n\nExpire.\nOuvre les yeux.\nFin de la séance": "Allonge-toi.\nExpire. Ouvre les yeux.",
    "Lie down.\n\nRest.\n\nLet go.\n\nSleep.\n\nBreathe.\n\nHandout prepared by M. Novak, Riverside.": (
        "Lie down.\nRest.\nLet go.\nSleep.\nBreathe."
    ),
    "Lie down and rest.\n\nOpen your eyes.\n\nTHE END": "Lie down and rest.\nOpen your eyes.",
    "Leg dich hin.\n\nÖffne die Augen.\n\nEnde": "Leg dich hin.\nÖffne die Augen.",
    "[0:00] Close your eyes.\n[0:45] Feel your feet.": "Close your eyes.\n[until 0:45] Feel your feet.",
    "- [0:00](calm music)\n- [0:02.500]Close your eyes.\n- [0:45] Feel your feet.": (
        "[until 2.5s] Close your eyes.\n[until 0:45] Feel your feet."
    ),
    "1. (0:00) Close your eyes.\n2. (0:45) Feel your feet.": "Close your eyes.\n[until 0:45] Feel your feet.",
    # A line across the page behind a pause that is written is none
    "Rest now. [pause 3s]\n\n---\n\nLet go.\n\n---\n\nBreathe. [pause 2s]\n\n---\n\nOpen your eyes.\n\n---\n\nRise.": (
        "Rest now. [pause 3s]\nLet go.\nBreathe. [pause 2s]\nOpen your eyes.\nRise."
    ),
    "0:00 Close your eyes.\n0:45 Feel your feet.\n2:00 End": (
        "Close your eyes.\n[until 0:45] Feel your feet.\n[until 2:00]"
    ),
}


_WORDS = (
    "Close your eyes now.\n\nBreathe in deeply.\n\nLet the breath go again.\n\nFeel how the floor carries you.\n\n"
    "Rest in the quiet of this room.\n\nRise slowly."
)
_ATMEN = (
    "Schließe die Augen.\n\nAtme tief ein.\n\nLass den Atem gehen.\n\nRuhe dich in der Stille aus.\n\nSteh langsam auf."
)

BELOW = {
    f"{_WORDS}\n\nMeet your teacher\n\nAnn Lee\n\nRecent reviews\n\nIt helped me.": _WORDS,
    f"{_WORDS}\n\nShare this:\n\nTwitter\n\nLike Loading...\n\nRelated": _WORDS,
    f"{_WORDS}\n\nTags: rest\n\nWe live on what you give.\n\nCan you give $5?": _WORDS,
    f"{_WORDS}\n\nDid it hurt? _________\n\nGive this sheet to Ann.": _WORDS,
    f"{_ATMEN}\n\nÄhnliche Beiträge\n\nDer See am Morgen": _ATMEN,
    f"{_WORDS}\n\nShare this breath with somebody.": f"{_WORDS}\n\nShare this breath with somebody.",
    f"{_WORDS}\n\nFacebook\n\nRest. [pause 5s]\n\nRise.": f"{_WORDS}\n\n## Facebook\n\nRest. [pause 5s]\n\nRise.",
}
"""Texts with the frame of a page or a form below, and what is spoken of them."""

TALKS = {
    "Lake\n\nSpeaker 1 (00:00)\nSit down here with me.\n\nSpeaker 2 (00:20)\nListen.\n\nSpeaker 1 (00:40)\nRest.": (
        "Sit down here with me.\n[until 0:20] Listen.\n[until 0:40] Rest."
    ),
    "My lake\n\nAnn  0:00\nSit down here with me.\n\nAnn  0:20\nListen to the water.\n\nAnn  0:40\nRest.": (
        "Sit down here with me.\n[until 0:20] Listen to the water.\n[until 0:40] Rest."
    ),
    "- 0:00 Sit down here.\n- 0:20 Listen to the water.\n- 0:40 Rest.": (
        "Sit down here.\n[until 0:20] Listen to the water.\n[until 0:40] Rest."
    ),
    "- 0:30 Plank\n- 0:45 Squat\n- 1:00 Lunge": "## Plank\n- hold: 30s\n## Squat\n- hold: 45s\n## Lunge\n- hold: 1m",
    "Plank 0:30\nPlank 0:45\nPlank 1:00": "## Plank\n- hold: 30s\n## Plank\n- hold: 45s\n## Plank\n- hold: 1m",
}
"""Clock times beside speakers and in lists."""


def body(script: str) -> str:
    """Return the lines of a script that are heard: no title, settings, comments and blank lines."""
    script = re.sub(r"<!--.*?-->", "", script, flags=re.DOTALL)
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("# ", "- language")))


@pytest.mark.parametrize(("source", "title"), TITLES.items())
def test_the_title_stands_at_the_top_and_what_is_about_the_text_is_not_spoken(source: str, title: str) -> None:
    done = convert(source.encode(), "text.md" if source.startswith("#") else "text.txt")
    assert done.title == title
    assert not re.search("revised|Yoga|Petra|read slowly|Stand", body(done.text))
    assert all(entry.kind is not Kind.UNSURE or "language" in entry.became for entry in done.entries)


@pytest.mark.parametrize(("source", "title", "spoken"), [(source, *row) for source, row in MAILS.items()])
def test_of_an_e_mail_only_the_text_is_spoken(source: str, title: str, spoken: str) -> None:
    done = convert(source.encode(), "text.txt")
    assert (done.title, body(done.text)) == (title, spoken)


@pytest.mark.parametrize(
    ("source", "expected"), (PARTS | VOICES | NAMES | NAMED | LENGTHS | PAGES | NOTES | CHATS | ENDS).items()
)
def test_parts_speakers_pages_and_ends_are_not_spoken(source: str, expected: str) -> None:
    assert body(convert(source.encode(), "text.txt").text) == expected


@pytest.mark.parametrize(("source", "spoken"), BELOW.items())
def test_the_frame_of_a_page_below_a_text_is_told_and_not_spoken(source: str, spoken: str) -> None:
    done = convert(source.encode(), "text.txt")
    assert body(done.text) == spoken.replace("\n\n", "\n")
    assert source == spoken or "Facebook" in source or any("footer" in entry.became for entry in done.entries)


@pytest.mark.parametrize(("source", "expected"), TALKS.items())
def test_clock_times_that_rise_beside_speakers_and_in_lists_are_times(source: str, expected: str) -> None:
    assert body(convert(source.encode(), "text.txt").text) == expected


def test_the_answer_of_a_language_model_ends_at_the_line_below_its_offer() -> None:
    answer = "I've written a short script for your rest. It guides you through:\n\n1. Sitting down\n2. Resting\n\n"
    source = f"# Rest\n\n{answer}You can change the pauses.\n\nWould you like a longer one?\n\n---\n\n{_WORDS}"
    assert body(convert(source.encode(), "text.md").text) == _WORDS.replace("\n\n", "\n")


def test_a_last_heading_above_notes_alone_is_one() -> None:
    page = "<h2>Rest</h2><p>Close your eyes.</p><p>Let go.</p><h3>More episodes</h3><aside><p>The bus</p></aside>"
    assert body(convert(page.encode(), "page.html").text) == "Close your eyes.\nLet go."


def test_what_whoever_reads_does_if_is_told() -> None:
    source = _WORDS.replace("Rise slowly.", "If she is still awake: read it again.\n\nRise slowly.")
    entries = convert(source.encode(), "text.txt").entries
    assert any(entry.kind is Kind.UNSURE and entry.source.startswith("If she") for entry in entries)


def test_facts_between_fences_at_the_top_are_front_matter() -> None:
    script = convert(f"# Rest\n\n```\nhost: Bea\nslot: 07:40\n```\n\n{_WORDS}".encode(), "text.md").text
    assert body(script) == _WORDS.replace("\n\n", "\n")
    assert "host: Bea; slot: 07:40" in script


def test_words_that_lead_to_what_is_said_are_told() -> None:
    source = f'Open the circle by saying something like, "Welcome to you all."\n\n{_WORDS}'
    entries = convert(source.encode(), "text.txt").entries
    assert any(entry.kind is Kind.UNSURE and entry.source.startswith("Open the circle") for entry in entries)


def test_a_first_line_that_may_be_spoken_is_told_as_unsure() -> None:
    entries = convert(b"Close your eyes\n\nFeel the breath\n\nRest\n", "text.txt").entries
    assert [entry.source for entry in entries if "the title" in entry.became] == ["Close your eyes"]


@pytest.mark.parametrize(
    ("heads", "language"),
    [
        ("Übung;Sätze;Wdh.;Pause;Hinweis", "de"),
        ("Ejercicio;Series;Repeticiones;Descanso", "es"),
        ("Exercice;Séries;Répétitions;Repos", "fr"),
        ("Esercizio;Serie;Ripetizioni;Riposo", "it"),
        ("Exercício;Séries;Repetições;Descanso", "pt"),
        ("Oefening;Sets;Herhalingen;Rust", "nl"),
        ("Exercise;Sets;Reps;Rest", "en"),
    ],
)
def test_the_heads_of_a_plan_tell_its_language(heads: str, language: str) -> None:
    assert convert(f"{heads}\nPlank;3;12;60 s\nBurpees;2;8;30 s\n".encode(), "plan.csv").language == language


def test_the_speaker_and_the_sounds_of_a_subtitle_are_comments() -> None:
    done = convert(b"1\n00:00:01,000 --> 00:00:03,000\nANNA: Breathe out slowly.\n(birds singing)\n", "film.srt")
    assert "<!-- (birds singing) -->" in done.text
    assert "[until 0:01] Breathe out slowly.\n" in done.text
    assert "<!-- ANNA: -->" in done.text


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        (
            "page.html",
            '<p class="post-meta">3 May</p><p>Cierra los ojos.</p><aside><p>Otro</p></aside><footer>© N</footer>',
            "Cierra los ojos.",
        ),
        (
            "letter.html",
            '<p>Close your eyes.</p><p>Rest.</p><div title="footer"><p>9</p></div>',
            "Close your eyes.\nRest.",
        ),
        (
            "voice.ssml",
            '<speak>Bonsoir. <audio src="a.mp3">cloche</audio> Dormez <audio src="b.mp3"/> bien.</speak>',
            "Bonsoir. Dormez bien.",
        ),
        (
            "cues.vtt",
            "WEBVTT\n\n00:00.000 --> 00:02.000\nFermez les yeux.\n\nfin\n00:10.000 --> 00:12.000\nDormez bien.\n",
            "Fermez les yeux.\n[until 0:10] Dormez bien.",
        ),
    ],
)
def test_what_a_format_has_beside_the_words_is_not_spoken(name: str, source: str, expected: str) -> None:
    assert body(convert(source.encode(), name).text) == expected


def test_a_direction_above_the_first_words_is_no_doubt() -> None:
    blocks = (
        "Im Sitzen",
        "(Gong)",
        "Kommt an auf eurem Stuhl.",
        "- 20 Sek. Stille -",
        "Spürt, wo der Stuhl euch trägt.",
    )
    entries = convert("\n\n".join(blocks).encode(), "a.txt").entries
    assert [entry.source for entry in entries if entry.kind is Kind.UNSURE] == ["Kommt an auf eurem Stuhl."]
