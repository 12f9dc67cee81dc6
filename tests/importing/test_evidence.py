"""Lines whose sense the whole text decides: the same line alone would be spoken, or would be something else."""

from __future__ import annotations

import re

import pytest

from voicecoach.importing.convert import convert
from voicecoach.importing.report import Kind

HEADS = {
    # Numbers that rise through the text, with a dot, a degree sign, or nothing; and parts of parts.
    "Body scan\n\n1 Arrival\nSit down and breathe.\n2 The feet\nFeel both of your feet.": (
        "## Arrival|Sit down and breathe.|## The feet|Feel both of your feet."
    ),
    "Körperreise\n\n1 Einleitung\nSetz dich bequem hin.\n2 Anspannung\n2.1 Rechte Hand\nBalle die Faust. (5 Sek.)\n"
    "2.2 Linke Hand\nBalle die Faust. (5 Sek.)": (
        "## Einleitung|Setz dich bequem hin.|## Anspannung|## Rechte Hand|Balle die Faust. [pause 5s]|"
        "## Linke Hand|Balle die Faust. [pause 5s]"
    ),
    "Calma\n\n1. Llegada\nSiéntate y respira.\n2. Los pies\nSiente los dos pies.\n3. Cierre\nAbre los ojos.": (
        "## Llegada|Siéntate y respira.|## Los pies|Siente los dos pies.|## Cierre|Abre los ojos."
    ),
    "Séance\n\n1° Installation\nFermez les yeux. (5 s)\n2° Relâchement\nSoufflez doucement.": (
        "## Installation|Fermez les yeux. [pause 5s]|## Relâchement|Soufflez doucement."
    ),
    "Calma\n\n1) Arrivo\nSiediti e respira.\n2) Le mani\nSenti il calore delle mani.": (
        "## Arrivo|Siediti e respira.|## Le mani|Senti il calore delle mani."
    ),
    "Calma\n\n1º Chegada\nSente-se e respire.\n2º As mãos\nSinta o calor das mãos.": (
        "## Chegada|Sente-se e respire.|## As mãos|Sinta o calor das mãos."
    ),
    "Rust\n\n1: Aankomen\nGa zitten en adem uit.\n2: De voeten\nVoel allebei je voeten.": (
        "## Aankomen|Ga zitten en adem uit.|## De voeten|Voel allebei je voeten."
    ),
    # Letters that rise; a part with its length above words without a stop.
    "Le phare\n\na) Mise en route\nLe sol vous porte. (10 s)\n\nb) Retour\nBougez les doigts. (5 s)": (
        "## Mise en route|Le sol vous porte. [pause 10s]|## Retour|Bougez les doigts. [pause 5s]"
    ),
    "Calme\n\nPréparation (1 minute)\nAsseyez-vous, le dos droit.\n\nRespiration (5 minutes)\nInspirez par le nez\n\n"
    "Ancrage (1 minute)\nPensez à un lieu. (20 s)": (
        "## Préparation|Asseyez-vous, le dos droit.|## Respiration|Inspirez par le nez|"
        "## Ancrage|Pensez à un lieu. [pause 20s]"
    ),
    # One word that is counted.
    "Schwere\n\nÜbung 1\n\nDer rechte Arm ist schwer.\n\nÜbung 2\n\nDer linke Arm ist schwer.": (
        "## Übung 1|Der rechte Arm ist schwer.|## Übung 2|Der linke Arm ist schwer."
    ),
    # Numbers that order sentences, that do not rise, or that count the same movement are no heads.
    "Rust\n\n1 Ga nu rustig zitten\nen adem uit.\n2 Voel je voeten\nop de grond.": (
        "1 Ga nu rustig zitten en adem uit. 2 Voel je voeten op de grond."
    ),
    "Zähle mit.\n\n3 Sterne\nSie leuchten hell.\n7 Sterne\nSie leuchten noch heller.": (
        "Zähle mit.|3 Sterne|Sie leuchten hell. 7 Sterne|Sie leuchten noch heller."
    ),
    # Names that stand above two sentences, or above words without a stop beside a length.
    "Ontspannen\n\nHanden\nBal je vuist. Houd vast. 5 tellen\nLaat los. 15 tellen\n\n"
    "Gezicht\nKnijp je ogen dicht. 5 tellen": (
        "## Handen|Bal je vuist. Houd vast. [pause 5s]|Laat los. [pause 15s]|## Gezicht|"
        "Knijp je ogen dicht. [pause 5s]"
    ),
}  # fmt: skip

SILENT = {
    # lines behind an arrow: notes to whoever reads, or a list for the listener
    "Ruhe\n\nKomm langsam hoch.\n\n-> Stimme etwas heben\n\nStreck dich.": "Komm langsam hoch.|Streck dich.",
    "Ruhe\n\nSenk langsam die Knie und atme aus.\n→ Decken unter die Knie anbieten\nUnd ruh dich aus.": (
        "Senk langsam die Knie und atme aus.|Und ruh dich aus."
    ),
    "Calme\n\nAllongez-vous ici.\n\n→ proposer une couverture\n\nReposez-vous.": "Allongez-vous ici.|Reposez-vous.",
    "Rust\n\nGa rustig zitten.\n\n=> zachter praten met je stem\n\nAdem uit.": "Ga rustig zitten.|Adem uit.",
    # a warning in a quotation, a repetition in bold, a name of a file below the title
    "# Brug\n\nTil je bekken op.\n\n> Let op: knie boven de enkel\n\nAdem uit.": "Til je bekken op.|Adem uit.",
    "# Rug\n\nAdem in, holle rug.\n\n**8x herhalen, daarna rusten**\n\nAdem rustig uit.": (
        "Adem in, holle rug.|Adem rustig uit."
    ),
    "Calme\nLecture : Julie / calme_v3.wav\n\nAllongez-vous.": "Allongez-vous.",
    "Ruhe\n\nPat.: Hr. Brandt   Therapeutin: S. Klose   Datum: 04.11.\n\nLeg dich hin.": "Leg dich hin.",
    # tags, and a picture whose words were wrapped
    "#entwurf\n\nRUHE\n\nLeg dich hin.": "Leg dich hin.",
    "# Ruhe\n\n#yin #Abend #still/leise\n\nLeg dich hin.": "Leg dich hin.",
    "# Ruhe\n\n![Ein See am\nfrühen Morgen](bilder/see-\nmorgen.jpg)\n\nLeg dich hin.": "Leg dich hin.",
    # Round brackets all through a text, that address nobody.
    "Massage\n\nThe sun comes out. (stroke large circles)\n\nIt rains (quick taps) on the roof.\n\n"
    "The wind blows. (fingertips across the back)\n\nIt is still. (flat palms)": (
        "The sun comes out.|It rains on the roof.|The wind blows.|It is still."
    ),
    "Massage\n\nDie Sonne geht auf. (große Kreise streichen)\nEs regnet. (schnelles Trommeln)\n"
    "Es blitzt (Zickzack) und donnert.\nNun ist es still. (flache Hände auflegen, 20 Sek.)": (
        "Die Sonne geht auf.|Es regnet.|Es blitzt und donnert. Nun ist es still. [pause 20s]"
    ),
    "Masaje\n\nSale el sol. (círculos grandes)\n\nLlueve. (golpecitos rápidos)\n\nEs de noche. (palmas abiertas)": (
        "Sale el sol.|Llueve.|Es de noche."
    ),
    "Massage\n\nLe soleil se lève. (grands cercles)\n\nIl pleut. (petits coups rapides)\n\n"
    "Il fait nuit. (paumes à plat)": (
        "Le soleil se lève.|Il pleut.|Il fait nuit."
    ),
    "Massaggio\n\nSorge il sole. (grandi cerchi)\n\nPiove. (colpetti rapidi)\n\nÈ notte. (palmi aperti)": (
        "Sorge il sole.|Piove.|È notte."
    ),
    "Massagem\n\nO sol nasce. (círculos grandes)\n\nChove. (toques rápidos)\n\nÉ noite. (palmas abertas)": (
        "O sol nasce.|Chove.|É noite."
    ),
    "Massage\n\nDe zon komt op. (grote cirkels)\n\nHet regent. (snelle tikjes)\n\nHet is nacht. (vlakke handen)": (
        "De zon komt op.|Het regent.|Het is nacht."
    ),
    # Lines with a key and a value, whatever the keys are.
    "Die Murmel\n\nLernziel: Körpergefühl\nIhr braucht: für jedes Kind eine Murmel\n\nSpüre die Murmel.\n\nAtme aus.": (
        "Spüre die Murmel.|Atme aus."
    ),
    "LA GOUTTE\n\nPersonnages : le narrateur, les enfants\nÂge : 5-7 ans\n\nFerme les yeux.\n\nRespire.": (
        "Ferme les yeux.|Respire."
    ),
    # A letterhead: a name above a street, though nothing tells what it is.
    "Praxis am Park\nDipl.-Psych. Ada Roth\nLindenstr. 14, 50674 Köln\n\nRuheort\nDauer ca. 18 Minuten\n\n"
    "Schließe die Augen.\n\nAtme aus.": (
        "Schließe die Augen.|Atme aus."
    ),
    # Things to bring, and a question for the group behind a label.
    "De ballon\njuf Marloes\n\nBenodigdheden:\n- matjes of kussens\n- een deken\n\nGa lekker liggen.\n\nKom zitten.\n\n"
    "Kringmoment: Wat zag jij daar?": (
        "Ga lekker liggen.|Kom zitten."
    ),
    # What comes before the words: it speaks of the text that follows, or of reading it to others.
    "The forest\n\nThe following story is for quiet afternoons.\n\nClose your eyes.\n\nYou hear a bird.": (
        "Close your eyes.|You hear a bird."
    ),
    "Im Wald\n\nBevor du die Geschichte vorliest, lass die Kinder zur Ruhe kommen.\n\nSchließe die Augen.\n\nAtme.": (
        "Schließe die Augen.|Atme."
    ),
    "El bosque\n\nEl siguiente cuento es para tardes tranquilas.\n\nCierra tus ojos.\n\nOyes un pájaro.": (
        "Cierra tus ojos.|Oyes un pájaro."
    ),
    "Il bosco\n\nLa seguente storia è per pomeriggi tranquilli.\n\nChiudi i tuoi occhi.\n\nSenti un uccello.": (
        "Chiudi i tuoi occhi.|Senti un uccello."
    ),
    "O bosque\n\nA seguinte história é para tardes calmas.\n\nVocê fecha os olhos.\n\nVocê ouve um pássaro.": (
        "Você fecha os olhos.|Você ouve um pássaro."
    ),
    "Het bos\n\nHet volgende verhaal is om voor te lezen aan kinderen.\n\nDoe je ogen dicht.\n\nJe hoort een vogel.": (
        "Doe je ogen dicht.|Je hoort een vogel."
    ),
    # A letter that hands over a text below it; a label in the middle of lines; most of a paragraph is speech.
    "Beste cursist,\n\nHierbij de tekst van gisteren.\n\nGroet, Anneke\n\nDe berg\n\nGa zitten als een berg.\n\n"
    "Wolken komen en gaan.\n\nDe berg blijft zitten.": (
        "Ga zitten als een berg.|Wolken komen en gaan.|De berg blijft zitten."
    ),
    "Am See\n\nLies den Text den Kindern ruhig vor.\nANLEITUNG:\nLege dich auf den Rücken.\n"
    "Spüre das Gewicht deines Körpers.": (
        "Lege dich auf den Rücken. Spüre das Gewicht deines Körpers."
    ),
    "Am See\n\nDie folgende Reise lesen Sie den Kindern vor. Lege dich hin und schließe die Augen. Spüre das Gras an "
    "deinen Händen.\n\nÖffne die Augen.": (
        "Lege dich hin und schließe die Augen. Spüre das Gras an deinen Händen.|Öffne die Augen."
    ),
    "Am See\n\nSpüre das Gras.\n\nSanften Gong ertönen lassen.\n\nÖffne die Augen. (..)": (
        "Spüre das Gras.|[chime bowl]|Öffne die Augen. [short pause]"
    ),
    # Another form of address than all others have, and of the one who listens.
    "Le nounours\n\nTu fermes les yeux.\n\nTu penses à lui.\n\nSi l'enfant s'endort, vous pouvez vous arrêter là.\n\n"
    "Tu bouges tes doigts.\n\nTu ouvres les yeux.": (
        "Tu fermes les yeux.|Tu penses à lui.|Tu bouges tes doigts.|Tu ouvres les yeux."
    ),
    # The page of an app above the words, which "Transcript" begins; and its title once more.
    "12:04\n\nBodyscan\n\nby Sol\n\nrating\n4.6\nActiviteit\nMeditatie\n\nEen oefening voor elke dag.\n\nTranscript\n\n"
    "Ga liggen op je rug.\n\nVoel je voeten.\n\nVoel je handen.\n\nVoel je hoofd.\n\nKom terug.": (
        "Ga liggen op je rug.|Voel je voeten.|Voel je handen.|Voel je hoofd.|Kom terug."
    ),
    "Die Reise\n\nFantasiereise für Kinder\n\nDie Reise\n\nSchließe die Augen.\n\nAtme aus.": (
        "Schließe die Augen.|Atme aus."
    ),
    # A list in quotation marks, with a note behind one of them and one between.
    "« Ferme les yeux, tout doucement. »\n\nVoici la suite\n\n- « L'air entre par ton nez. »\n"
    "- « Il gonfle ton ventre. »\n- Profitez-en pour souffler aussi.\n- « Tu ouvres les yeux. »": (
        "Ferme les yeux, tout doucement.|L'air entre par ton nez.|Il gonfle ton ventre.|Tu ouvres les yeux."
    ),
}  # fmt: skip

REPEATED = {
    "Calm\n\nSit down. Say to yourself: I am calm. I am safe. Repeat it ten times.": (
        "Sit down. Say to yourself:|[repeat 10]|I am calm. I am safe.|[end]"
    ),
    "Schwere\n\nSprich innerlich: Mein Arm ist schwer. (6x)": (
        "Sprich innerlich:|[repeat 6]|Mein Arm ist schwer.|[end]"
    ),
    "Schwere\n\n1x „Ich bin ruhig.“\n\n3x „Der Arm ist schwer.“": "Ich bin ruhig.|[repeat 3]|Der Arm ist schwer.|[end]",
    "Schwere\n\n„Mein Arm ist schwer.“ (6x) – „Ich bin ganz ruhig.“ (1x)": (
        "[repeat 6]|Mein Arm ist schwer.|[end]|„Ich bin ganz ruhig.“"
    ),
    "Schwere\n\n- „Ich bin ganz ruhig.“ (3-6x)\n- „Der Arm ist schwer.“ (3-6x)": (
        "[repeat 3]|Ich bin ganz ruhig.|[end]|[repeat 3]|Der Arm ist schwer.|[end]"
    ),
    "Calma\n\nInspira por la nariz. (4 s)\nSuelta por la boca. (6 s)\nrepetir 5 ciclos": (
        "[repeat 5]|Inspira por la nariz. [pause 4s]|Suelta por la boca. [pause 6s]|[end]"
    ),
    "Calme\n\nInspirez par le nez. (5 s)\nExpirez par la bouche. (5 s)\nrépéter 30 cycles": (
        "[repeat 30]|Inspirez par le nez. [pause 5s]|Expirez par la bouche. [pause 5s]|[end]"
    ),
}  # fmt: skip

SPOKEN = [
    "A rest\n\nClose your eyes. (or keep them open)\n\nBreathe out.\n\nLet go.",
    "A rest\n\nBreathe in. (through your nose)\n\nBreathe out. (through your mouth)\n\nLet go. (all you have)",
]

ASIDES = {
    "A rest\n\nLie down.\n\n(If you like, you can sit as well.)": "Lie down.|If you like, you can sit as well.",
    "Ruhe\n\nLeg dich hin.\n\n(Vielleicht spürst du gar nichts.)": "Leg dich hin.|Vielleicht spürst du gar nichts.",
    "Calme\n\nAllongez-vous.\n\n(Et c'est très bien ainsi.)": "Allongez-vous.|Et c'est très bien ainsi.",
    "Calma\n\nTúmbate.\n\n(También puedes quedarte de pie.)": "Túmbate.|También puedes quedarte de pie.",
    # for whoever reads
    "A rest\n\nLie down.\n\n(Let your voice become lower here.)": "Lie down.",
    "A rest\n\nLie down.\n\n(Comment: this part is meant for you.)": "Lie down.",
    "A rest\n\nLie down.\n\n(You can look at the children now.)": "Lie down.",
}

TALES = [
    "Once upon a time there was a keeper.|The children came to him for a story.|Each child got a blanket.",
    'The children came for a story.|"Read it to us," said they. "Read it slowly, in a calm voice."|They lay down.',
    "Es war einmal ein Bär. Die Kinder liebten ihn.|„Lies uns die Geschichte vor“, baten sie. „Mit ruhiger Stimme.“",
    "Il était une fois un phare.|« Lis-la à voix basse », dit un enfant.|La maîtresse, avec sa voix, lut le texte.",
    "Había una vez un gato. Los niños lo miraban.|—Léenos el cuento —decían los niños—. Léelo con voz suave.",
    "C'era una volta un faro. I bambini lo amavano.|«Leggici la storia», dissero i bambini. «Con voce calma.»",
    'Er was eens een vuurtoren. De kinderen kwamen kijken.|"Lees het verhaal voor," zeiden ze. "Met rustige stem."',
    # prayers ask for much, and of nobody who leads
    "Lord, we thank you.|Give each person bread.|Let the children sleep.|Amen.",
    "Herr, wir danken dir.|Gebt den Kindern Zeit.|Lasst die Kinder kommen.|Amen.",
    "Heer, wij danken U.|Laat de kinderen slapen.|Geef de leerlingen geduld.|Amen.",
    # the first words of a talk are told, and spoken
    "This is a meditation for people who cannot sleep. It was recorded at 3.|You are one of them tonight.",
    "Meditation is a practice that helps many people.|In this recording I guide you.|Sit down.",
    "The body scan is an exercise of this course. Participants often fall asleep.|So notice your feet.",
    "Hi, I'm Anna, and I use this exercise with all of my students.|Let's start on the floor.|Lie on your back.",
    "Hallo, ik ben Anna. Ik gebruik deze oefening met al mijn leerlingen.|We beginnen op de grond.|Ga zitten.",
    "Close your eyes.|Breath one: in, and out.|Breath two: in, and out.",
    "Good morning, group.|Each person has one now? Good. Look at it.|Smell it.",
    "Lie down.|Close your eyes.|I stand up.|You don't have to do it 10 times. Twice is fine.",
    # what somebody does so long or so often is no exercise
    "I walk 10 minutes in the sun.|I give thanks 3 times before lunch.|I hold my head high for 10 breaths.",
    "Yo respiro 3 veces antes de hablar.|Me doy 10 minutos de paz.|Suelto el día.",
    "I open my eyes.|Breathing comes.|Smile 3 times.|I am enough.",
    "Io dormo 8 ore.|Respiro 3 volte prima di parlare.|Tengo duro.|Sono abbastanza.",
    "Ich gehe 10 Minuten in die Sonne.|Ich atme 3 Mal vor dem Essen.|Ich bin genug.",
]


def outline(script: str) -> str:
    """Return the lines of a script without its title, language and comments, with a bar between them."""
    script = re.sub(r"<!--.*?-->", "", script, flags=re.DOTALL)
    lines = (line.strip() for line in script.splitlines())
    return "|".join(line for line in lines if line and not line.startswith(("# ", "- language")))


@pytest.mark.parametrize(("source", "expected"), HEADS.items())
def test_heads_are_told_by_the_lines_that_are_like_them(source: str, expected: str) -> None:
    assert outline(convert(source.encode(), "text.txt").text) == expected


@pytest.mark.parametrize(("source", "expected"), SILENT.items())
def test_notes_are_told_by_the_lines_that_are_like_them(source: str, expected: str) -> None:
    found = convert(source.encode(), "text.txt")
    assert outline(found.text) == expected
    kinds = (Kind.COMMENT, Kind.UNSURE, Kind.CHIME)
    kept = " ".join(entry.source for entry in found.entries if entry.kind in kinds)
    silent = "".join(source.splitlines(keepends=True)[1:])
    assert not set(re.findall(r"\w+", silent)) - set(re.findall(r"\w+", f"{kept} {found.title} {expected}")) - {"Sek"}


@pytest.mark.parametrize(("source", "expected"), REPEATED.items())
def test_sentences_are_said_as_often_as_the_text_says(source: str, expected: str) -> None:
    assert outline(convert(source.encode(), "text.txt").text) == expected


def test_another_form_of_address_alone_is_spoken_and_told() -> None:
    text = "Du liegst im Gras.\n\nDu atmest.\n\nHören Sie die Vögel?\n\nDu siehst das Licht.\n\nDu öffnest deine Augen."
    found = convert(text.encode(), "text.txt")
    assert "Hören Sie die Vögel?" in found.text
    assert [entry.source for entry in found.entries if entry.kind is Kind.UNSURE] == ["Hören Sie die Vögel?"]


@pytest.mark.parametrize(("source", "expected"), ASIDES.items())
def test_a_sentence_in_brackets_is_spoken_where_it_addresses_the_listener(source: str, expected: str) -> None:
    found = convert(source.encode(), "text.txt")
    assert outline(found.text) == expected
    assert {Kind.UNSURE, Kind.COMMENT} & {entry.kind for entry in found.entries}


@pytest.mark.parametrize("tale", TALES)
def test_tales_prayers_and_affirmations_are_spoken_from_end_to_end(tale: str) -> None:
    listed = tale.startswith(("I ", "Yo ", "Ich ", "Io "))
    lines = "\n".join(f"- {line}" for line in tale.split("|")) if listed else tale.replace("|", "\n\n")
    assert outline(convert(f"# Tonight\n\n{lines}".encode(), "text.md").text) == tale


def test_who_said_something_is_spoken() -> None:
    talk = '"I can\'t," said the leaf.\n\n"You can."\n\n"Oh," said the wind.\n\n"Breathe."\n\n"And now?"\n\n"Let go."'
    told = '"I can\'t," said the leaf.|You can.|"Oh," said the wind.|Breathe.|And now?|Let go.'
    assert outline(convert(f"# Tonight\n\n{talk}".encode(), "text.md").text) == told


@pytest.mark.parametrize("source", SPOKEN)
def test_words_in_brackets_that_address_the_listener_are_spoken(source: str) -> None:
    assert outline(convert(source.encode(), "text.txt").text) == "|".join(source.split("\n\n")[1:])
