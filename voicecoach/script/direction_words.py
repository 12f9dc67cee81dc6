"""The words of pauses and directions in seven languages, for :mod:`voicecoach.script.directions`.

To add a language, add a row to the table.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from voicecoach.script.number_words import JOINING, NUMBERS
from voicecoach.units import HOUR_MS, MINUTE_MS, SECOND_MS


@dataclass(frozen=True, slots=True)
class _Language:
    """The words of one language for pauses and directions, in lower case, without accents where people leave them out.

    Attributes:
        pause: Words that mean silence.
        hold: Words that mean silence where a number or a breath follows (hold for 5 breaths).
        short: Adjectives of a short pause.
        long: Adjectives of a long pause.
        breath: Words for a breath.
        breath_kind: Adjectives of a breath, which change nothing.
        filler: Words between the others, which change nothing.
        beside_pause: Fillers beside a word for silence only (in silence, take a pause).
        to: Words between the two ends of a range.
        seconds: Words for seconds.
        minutes: Words for minutes.
        hours: Words for hours.
        notes: Words that instruct the reader: first words, or whole directions.
        listener: Words that address the listener: a line with one of them may be meant to be spoken.
        reader: Words that concern only the reader of the text.
        music: Words for music and ambience.
        bells: Words for a bell, a bowl and other chimes, each with the chime that is meant.
        times: Words behind a number that mean "so often".
    """

    pause: str
    hold: str
    short: str
    long: str
    breath: str
    breath_kind: str
    filler: str
    beside_pause: str
    to: str
    seconds: str
    minutes: str
    hours: str
    notes: str
    listener: str
    reader: str
    music: str
    bells: str
    times: str


# fmt: off
_LANGUAGES = {
    "en": _Language(
        pause="pause pauses pausing silence silent quiet break wait rest beat stillness",
        hold="hold holding stay stays remain linger keep relax breathe rest wait sit",
        short="short brief briefly small little quick slight tiny", long="long longer extended big lengthy deep",
        breath="breath breaths inhales exhales cycles",
        breath_kind="slow deep full long gentle calm easy natural complete more even",
        filler="a an for of the to with about approx approximately around some here it this your now then please "
        "another moment moments while and each count bit",
        beside_pause="in take let us allow leave give them silently quietly", to="to or until",
        seconds="s sec secs second seconds counts beats",
        minutes="m min mins minute minutes", hours="h hr hrs hour hours",
        notes="softly slowly gently quietly warmly calmly whisper whispering whispered speak speaking say read "
        "spoken tone voice narrator demonstrate demonstrates demo show instructor teacher note notes "
        "cue cues emphasis emphasise emphasize deepening lower slower softer louder faster "
        "pacing ad-lib quiet silently aloud "
        "deepen low voice-over voiceover vo loudly reassuringly soothingly slowing demonstration",
        listener="you your yours yourself yourselves we our us i my me",
        reader="voice tone pace volume students student class participants clients client group room microphone "
        "narrator narration",
        music="music ambient ambience soundscape soundtrack background fade fades fading",
        bells="bell=bell bells=bell chime=bell chimes=bell ding=bell dings=bell gong=bowl gongs=bowl bowl=bowl "
        "bowls=bowl singing-bowl=bowl tingsha=bell tingshas=bell woodblock=wood clap=wood",
        times="x times time",
    ),
    "de": _Language(
        pause="pause pausen stille schweigen schweigens ruhe innehalten stillepause atempause sprechpause warten "
        "abwarten",
        hold="halten halte bleiben bleibe warten warte verweilen verweile ruhen nachspüren nachspueren spüren wirken",
        short="kurz kurze kurzer kurzes kleine kleiner",
        long="lang lange langer langes längere laengere längerer laengerer große grosse",
        breath="atemzug atemzüge atemzuege atemzügen atemzuegen",
        breath_kind="langsame langsamer langsamen tiefe tiefer tiefen ruhige ruhiger ruhigen lange langen volle vollen",
        filler="für fuer mit von eine einen ein der die das den ca circa etwa ungefähr lang lassen hier noch und zum "
        "zur still sein zeit wenig bisschen moment momente augenblick augenblicke des mindestens über während",
        beside_pause="in im machen mache", to="bis oder",
        seconds="s sek sekunde sekunden sec sekündige sekündiger sekündigen",
        minutes="m min minute minuten minütige minütiger minütigen", hours="h std stunde stunden",
        notes="leise sanft langsam ruhig sprich spreche sprechen flüsternd fluesternd stimme ton hinweis "
        "anmerkung sprecher sprecherin vormachen zeigen demonstrieren lächeln laecheln wiederholen ruhige ruhiger "
        "leiser langsamer lauter betont demonstration vorführen",
        listener="du dein deine deinen deinem deiner deines dich dir ihr euch euer eure eurem euren sie ihre "
        "ihren ihrem",
        reader="stimme ton tempo lautstärke teilnehmer teilnehmenden teilnehmerinnen gruppe raum klienten",
        music="musik hintergrund hintergrundmusik ausblenden einblenden",
        bells="glocke=bell glocken=bell gong=bowl klangschale=bowl schale=bowl zimbel=bell zimbeln=bell klang=bell "
        "glöckchen=bell glöcklein=bell glockenton=bell glockenschlag=bell gongschlag=bowl gongschläge=bowl "
        "klangschalen=bowl",
        times="x mal",
    ),
    "es": _Language(
        pause="pausa pausas pausar silencio intervalo intervalos descanso espera esperar aguardar",
        hold="mantén manten mantener mantenga sostén sosten sostener quédate quedate espera esperar aguarda "
        "aguardar permanece permanecer respira descansa dejar deja dejen dejad",
        short="corta corto breve pequeña pequeno pequena ligera", long="larga largo prolongada prolongado profunda",
        breath="respiración respiracion respiraciones",
        breath_kind="lenta lentas profunda profundas completa completas suave suaves tranquila tranquilas",
        filler="de del con durante por poco poquito unos unas un una la el los las aquí aqui aproximadamente aprox "
        "alrededor cerca "
        "y momento momentos instante instantes pasar",
        beside_pause="en toma tomar haz hacer hacemos deja dejar guardar guarda guarde guarden",
        to="a o hasta", seconds="s seg segs sg segundo segundos sec",
        minutes="m min mins minuto minutos", hours="h hora horas",
        notes="suavemente lentamente despacio susurrando voz tono nota narrador narradora locutor locutora "
        "demuestra mostrar sonríe sonrie repetir demostrar demostración hablar lee leer pausado suave calma baja "
        "bajo más",
        listener="tu tus te ti usted ustedes su sus nos nuestro nuestra",
        reader="voz tono ritmo volumen alumnos estudiantes participantes grupo sala",
        music="música musica ambiente", bells="campana=bell campanas=bell campanilla=bell campanita=bell gong=bowl "
        "cuenco=bowl "
        "cuencos=bowl campanada=bell campanadas=bell",
        times="x veces vez",
    ),
    "fr": _Language(
        pause="pause pauses silence intervalle intervalles attendre attendez patienter attente",
        hold="tenir tenez maintenir maintenez rester restez attendre attendez patienter patientez patiente "
        "respirez gardez laisser laissez",
        short="courte court brève breve bref petite petit légère legere",
        long="longue long prolongée prolongé prolongee grande grand",
        breath="respiration respirations souffle souffles",
        breath_kind="lente lentes profonde profondes complète complètes complete completes douce douces calme calmes",
        filler="de du avec des d d'un d'une pendant pour environ env une un la le les ici et moment moments instant "
        "instants passer peu",
        beside_pause="en prenez prendre faire faites marquer marquez temps laissez laisser laisse garder "
        "gardez observer observez",
        to="à a ou jusqu'à", seconds="s sec secs seconde secondes",
        minutes="m mn min mins minute minutes", hours="h heure heures",
        notes="doucement lentement chuchoté chuchote voix ton note narrateur narratrice montrer démontrer "
        "demontrer sourire répéter repeter lire démonstration montrez parler calmement plus lent douce basse bas",
        listener="tu ta tes toi vous votre vos nous notre",
        reader="voix ton rythme volume élèves eleves participants groupe salle", music="musique fond ambiance",
        bells="cloche=bell cloches=bell clochette=bell gong=bowl bol=bowl "
        "bols=bowl clochettes=bell carillon=bell",
        times="x fois",
    ),
    "it": _Language(
        pause="pausa pause pausare silenzio intervallo intervalli attendere aspettare attesa sosta",
        hold="mantieni mantenere tieni tenere resta restare rimani rimanere aspetta aspettare attendi "
        "attendere attendete sostare respira lasciare lasciar lasciate",
        short="breve brevi corta corto piccola", long="lunga lungo lunghe prolungata prolungato",
        breath="respiro respiri respirazione respirazioni",
        breath_kind="lento lenti profondo profondi completo completi calmo calmi tranquillo tranquilli",
        filler="di del della con per circa da almeno un una uno la il lo i le qui e momento momenti istante istanti "
        "attimo attimi passare po po' poco", beside_pause="in fai fare lascia lasciare lasciate osservare "
        "osservate", to="a o fino",
        seconds="s sec secondo secondi", minutes="m min minuto minuti", hours="h ora ore",
        notes="piano dolcemente lentamente sottovoce sussurrando voce tono nota narratore narratrice mostra "
        "dimostra sorridi ripeti leggere mostrare dimostrare dimostrazione parlare calma calmo lento bassa più",
        listener="tuo tua tuoi tue ti te vostro vostra vi noi nostro",
        reader="voce tono ritmo volume allievi studenti partecipanti gruppo sala", music="musica sottofondo ambiente",
        bells="campana=bell campane=bell campanella=bell gong=bowl ciotola=bowl "
        "campanelle=bell rintocco=bell rintocchi=bell",
        times="x volte volta",
    ),
    "pt": _Language(
        pause="pausa pausas pausar silêncio silencio intervalo intervalos esperar aguardar aguarde",
        hold="mantenha manter mantém mantem segure segurar fique ficar espere esperar aguarde aguardar "
        "permanecer respire permaneça permaneca deixar deixe",
        short="curta curto breve pequena rápida rapida", long="longa longo prolongada prolongado profunda",
        breath="respiração respiracao respirações respiracoes",
        breath_kind="lenta lentas profunda profundas completa completas calma calmas suave suaves",
        filler="de da do com durante por cerca aprox aproximadamente um uma uns umas a o os as aqui e momento "
        "momentos instante instantes passar pouco pouquinho", beside_pause="em faça faca fazer deixe deixar guardar "
        "guarde",
        to="a ou até ate", seconds="s seg segs segundo segundos sec", minutes="m min mins minuto minutos",
        hours="h hora horas",
        notes="suavemente lentamente devagar sussurrando voz tom nota narrador narradora mostrar demonstrar "
        "demonstre sorria repetir falar demonstração ler calma calmamente suave baixa baixo mais",
        listener="você voce vocês voces seu sua seus suas teu tua teus tuas te nos nosso nossa",
        reader="voz tom ritmo volume alunos participantes grupo sala", music="música musica fundo ambiente",
        bells="sino=bell sinos=bell gongo=bowl gong=bowl tigela=bowl taça=bowl "
        "sininho=bell badalada=bell badaladas=bell",
        times="x vezes vez",
    ),
    "nl": _Language(
        pause="pauze pauzes stilte stil wachten wacht adempauze spreekpauze",
        hold="houd houden vasthouden blijf blijven wacht wachten rust rusten adem",
        short="korte kort kleine even", long="lange lang langere grote",
        breath="ademhaling ademhalingen ademteug ademteugen", breath_kind="langzame diepe rustige volle kalme lange",
        filler="van voor gedurende ongeveer zo'n minstens circa ca een de het hier en moment momenten met aan vast "
        "beetje",
        beside_pause="in op neem doe laat zijn",
        to="tot of à", seconds="s sec seconde seconden secondes tellen",
        minutes="m min minuut minuten", hours="h u uur uren",
        notes="zacht zachtjes langzaam rustig fluisterend stem toon noot verteller voordoen tonen demonstratie "
        "glimlach herhaal lezen spreken kalm rustige zachte lage zachter langzamer rustiger luider",
        listener="je jouw jullie u uw we ons onze", reader="stem toon tempo volume deelnemers groep zaal",
        music="muziek achtergrond achtergrondmuziek",
        bells="bel=bell bellen=bell gongslag=bowl gong=bowl klankschaal=bowl schaal=bowl belletje=bell "
        "klankschalen=bowl", times="x keer maal",
    ),
}
# fmt: on


def folded(text: str) -> str:
    """Return a text in the form in which words are compared."""
    return (text if text.isascii() else unicodedata.normalize("NFC", text)).casefold()


def _words(text: str) -> frozenset[str]:
    return frozenset(folded(text).split())


MUSIC = _words(
    "music soundtrack soundscape ambience musik hintergrundmusik música musica musique muziek achtergrondmuziek"
)
"""Words that name music, in all languages; other words for it, such as ``fade``, may mean something else."""

SOME = _words(
    "few several couple einige mehrere paar unos unas algunos algunas varios varias quelques plusieurs alcuni alcune "
    "qualche diversi alguns algumas vários várias enkele"
)
"""Words for two to four."""

BETWEEN = _words("between zwischen entre tra fra tussen")
"""Words before the two ends of a range: between 30 and 60 seconds."""

DEFINITE = _words("the der die das el la le il lo het")
"""Articles of something that was told of before, and so is no direction: the deep silence."""

WEAK_NOTES = _words("smile adjust observe check walk allow guide invite offer give let remind encourage repeat")
"""Words that instruct the reader only beside a word that concerns the reader: walk around the room."""

STRONG_NOTES = _words(
    "demonstrate demonstrates demo instructor teacher narrator vormachen demonstrieren hinweis anmerkung demuestra "
    "démontrer montrer dimostra demonstrar demonstre voordoen"
)
"""Words that begin an instruction to the reader, whatever follows: demonstrate the pose."""

VERY = _words("very more sehr etwas ganz muy más très plus molto più muito mais heel erg")
"""Words before an adverb, which change nothing: very slowly."""

VOICE_KINDS = _words(
    "soft warm steady normal clear loud quiet friendly kind low sanfte sanfter warme warmer klare klarer normale "
    "normaler fester freundlicher leiser tiefer tiefe weiche weicher cálida cálido firme normal clara tranquila "
    "chaude ferme normale claire calde calda ferma chiara firme clara zachte warme heldere normale lage dolce bassa"
)
"""Words that describe a voice: in a soft voice."""

STRIKE = _words(
    "sfx fx ring rings ringing strike strikes sound sounds hit tap play plays soft single final opening closing "
    "gentle singing tibetan tibetana tibetano tibétain tibetische läuten laeuten läute läutet ertönt ertoent ertönen "
    "erklingt schlagen schlage anschlagen anschlägt klingt klang ton suena sonar toca tocar golpea sonido sonner "
    "sonne sonnez frapper frappez retentit tinte son suona suonare suono colpo coup golpe slag colpisci batti toque "
    "toca tocar soa soar bate som luidt luid luiden klinkt sla slaan geluid coup coups faire faites tinter tintez "
    "retentir résonner doux douce hacer haz sonar toques suave suaves fare far fai tocco tocchi rintocco dolce dolci "
    "faça soar slag slagen op laten laat klinken zacht zachte lassen lass sanfter sanfte sanften angenehmer "
    "angenehmen heller tiefer leiser"
)
"""Words beside a bell, which change nothing."""


BREATHE = _words(
    "breathe breath inhale exhale atmen atme einatmen ausatmen respira inhala exhala respirez inspirez expirez inspira "
    "espira respire inspire expire adem ademhalen inademen uitademen "
    "respirar inspirar espirar inhalar exhalar respirer inspirer ademen "
    "expirer respirare inspirare espirare expirar"
)
"""Words that ask for a breath."""

ENDS = _words("end ende einde fin fine fim finis schluss")
"""Words that only say that the text ends."""

BESIDE_END = _words(
    "the of das der des el la le del de du della do da van het script skript session meditation recording track part "
    "sitzung aufnahme text guion sesión meditación séance méditation sessione meditazione roteiro sessão meditação "
    "sessie meditatie tekst opname enregistrement l'enregistrement grabación grabacion gravação gravacao "
    "registrazione práctica practica prática pratica pratique praktijk practice relajación relaxation entspannung "
    "ontspanning rilassamento relaxamento exercise übung oefening ejercicio exercice l'exercice esercizio exercício"
)
"""Words beside those: end of the recording."""

PLACEHOLDERS = _words(
    "name client patient place color colour number affirmation klient klientin kunde ort farbe nombre cliente lugar "
    "nom couleur lieu nome colore luogo cor naam kleur plaats"
)
"""Words in brackets that a person fills in: Hello [name]."""

OFTEN = {
    word: count
    for count, words in enumerate(
        ("once einmal eenmaal", "twice zweimal tweemaal", "thrice dreimal driemaal", "viermal viermaal"), start=1
    )
    for word in words.split()
}
"""Single words for a number of times."""


@dataclass(frozen=True)
class DirectionWords:
    """The words of one language, folded, each kind in a set; see :class:`_Language`."""

    pause: frozenset[str]
    hold: frozenset[str]
    short: frozenset[str]
    long: frozenset[str]
    breath: frozenset[str]
    breath_kind: frozenset[str]
    filler: frozenset[str]
    beside_pause: frozenset[str]
    to: frozenset[str]
    units_ms: dict[str, int]
    numbers: dict[str, Fraction]
    notes: frozenset[str]
    listener: frozenset[str]
    reader: frozenset[str]
    music: frozenset[str]
    bells: dict[str, str]
    times: frozenset[str]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The words of which a pause has one at least, unless it is a clock time."""
        return self.pause | self.hold | self.breath | self.units_ms.keys()

    @cached_property
    def of_pauses(self) -> frozenset[str]:
        """All words that a pause may have."""
        kinds = (
            self.short,
            self.long,
            self.breath_kind,
            self.filler,
            self.beside_pause,
            self.to,
            SOME,
            BETWEEN,
            JOINING,
        )
        return self.keys.union(self.numbers, *kinds)

    @cached_property
    def notable(self) -> frozenset[str]:
        """The words of which any other direction has one at least."""
        return self.notes | self.reader | self.music | self.bells.keys()


def _compiled(code: str, row: _Language) -> DirectionWords:
    units_ms = {
        **dict.fromkeys(_words(row.hours), HOUR_MS),
        **dict.fromkeys(_words(row.minutes), MINUTE_MS),
        **dict.fromkeys(_words(row.seconds), SECOND_MS),
        "ms": 1,
    }
    return DirectionWords(
        pause=_words(row.pause),
        hold=_words(row.hold),
        short=_words(row.short),
        long=_words(row.long),
        breath=_words(row.breath),
        breath_kind=_words(row.breath_kind),
        filler=_words(row.filler),
        beside_pause=_words(row.beside_pause),
        to=_words(row.to),
        units_ms=units_ms,
        numbers={folded(word): value for word, value in NUMBERS[code].items()},
        notes=_words(row.notes),
        listener=_words(row.listener),
        reader=_words(row.reader),
        music=_words(row.music),
        bells=dict(pair.split("=") for pair in folded(row.bells).split()),
        times=_words(row.times),
    )


WORDS = {code: _compiled(code, row) for code, row in _LANGUAGES.items()}
"""The words of each language, by its base code."""

LISTENER = frozenset().union(*(table.listener for table in WORDS.values()))
"""The words that address the listener, in all languages."""


def is_plural(unit: str, table: DirectionWords) -> bool:
    """Return whether a unit is a plural, which names no length alone: "(in seconds)"."""
    return any(unit[:-1] + end in table.units_ms for end in ("", "o") if unit[:-1] + end != unit) and len(unit) > len(
        "secs"
    )
