"""The words of an exercise's figures in seven languages, as parts of patterns."""

from __future__ import annotations

from voicecoach.script.word_patterns import MINUTES, SECONDS, TIMES

N = r"\d{1,4}(?!\d)(?:\s?(?:-|–|to|or|bis|oder|a|o|à|ou|tot)\s?\d{1,4}(?!\d))?"
"""A number, or a range of two: "10-12"."""

UNIT = rf"(?:{SECONDS}|{MINUTES}|hours?)\b\.?|''|’’|[\"”]|\u2033|\u2032(?!\w)|['’](?![\w'’])"
"""A unit of time."""

WEIGHT = r"(?:kg|kilos?|kilogramm|lbs?|pounds?|pfund|libras|km|m(?:eters?|etres?|ètres|etros|etri)|cm|%|°)"
"""A unit of weight or distance."""

# Of more than nine digits none is a length; without the bound, each digit of a long number would be a beginning.
D = (
    rf"(?:\d{{1,2}}(?::\d{{2}}|\s?['’\u2032]\s?[0-5]\d(?:[\"”\u2033]|''|’’)?(?!\w))|"
    rf"\d{{1,4}}\s?(?:{UNIT})\s?(?:-|–|to|bis|a|à|tot)\s?\d{{1,4}}\s?(?:{UNIT})|(?:{N}|"
    rf"\d{{1,9}}[.,]\d+|½)\s?-?(?:{UNIT})"
    rf"(?:\s?\d{{1,2}}\s?{SECONDS}\b|"
    r"(?<=min)\s\d{1,2}(?=\s*(?:$|[,;)]|(?:de|di|of|d['’])\s?[a-zé])))?)"
)
"""A length of time with its unit: "30 sec", "1:30", "20-30 s"."""

OFTEN = rf"(?:\*|-?mal|{TIMES})"
"""Words for times: "x", "*", "times"."""

SETS = (
    r"(?:sets?|serien|series?|séries?|sätze|saetze|satz|durchgänge|durchgang|runden?|rounds?|rondas?|"
    r"rondes?|tours|giri|giro|rodadas?|vueltas?|voltas?|passages|rondjes)"
)
"""The word for sets, or for rounds."""

ROUND = r"(?:rounds?|runden?|durchgänge|rondas?|vueltas?|tours?|passages|gir[io]|rodadas?|voltas?|rond(?:es?|jes?))"
"""The word for rounds."""

SLOWLY = (
    r"(?:(?:slow|smooth|controlled|gentle|easy|langsame|ruhige|kontrollierte|lentas?|suaves?|controladas?|lentes?|"
    r"contrôlées|lente|langzame|rustige)\s+)?"
)
"""Words for the way in which repetitions are done."""

REPS = (
    SLOWLY
    + r"(?:reps?\b\.?|rip\b\.?|repetitions?|wiederholungen|wdh\b\.?|wh\b\.?|repeticiones|répétitions|réps?|rép\.|"
    r"ripetizioni|repetições|repeticoes|herhalingen|herh\b\.?|circles|kreise|círculos|cercles|cerchi|cirkels|"
    r"movements|bewegungen|mouvements|movimientos|movimenti|movimentos|bewegingen|schwünge|balanceos|balancements|"
    r"oscillazioni|jumps|sprünge|saltos|sauts|salti|sprongen|rotations|drehungen|rotaciones|rotazioni|rotações|rotaties|cycles?|zyklen|ciclos?|cicli|cyclus|cycli)"
    r"(?:\s(?:slow(?:ly)?|lentas?|lentamente|despacio|lentes?|lentement|lente|devagar|langsam|langzaam|suaves?|controladas?)\b)?"
)
"""The word for repetitions."""

HOLD = (
    r"(?:(?:hold(?:ing|s)?|keep|halten|halte|mantener(?:l[ao]s?)?|mant[eé]n(?:l[ao]s?)?|mant[eé]nga(?:l[ao]s?)?|sostener(?:l[ao]s?)?|sostén|sost[eé]nga(?:l[ao]s?)?|aguantar|aguanta|"
    r"aguante|tenir|tenez|tiens|gard(?:er|ez|e)(?=\s(?:la|cette)\s)|maintenir|maintenez|maintiens|tenere|tieni|tenete|mantenere|mantieni|mantenete|manter|"
    r"mantenha|"
    r"segurar|segure|vast\s?houden|"
    r"volhouden|houd?(?: vast)?)(?:\s(?:the|die|la|el|il|a|o|de|l['’])\s?(?:position|stretch|pose|"
    r"haltung|dehnung|spannung|posición|postura|estiramiento|contracción|tensión|posture|étirement|contraction|"
    r"posizione|posa|contrazione|posição|alongamento|contração|houding))?|duration|time|"
    r"haltezeit|haltedauer|mantenimiento|maintien|tenuta|mantenimento|"
    r"(?:dauer|duración|durée|durata|duração|duur)(?=\s?:))"
)
"""The word for holding a position."""

FOR = r"(?:(?:for|für|durante|pendant|per|por|voor)\s)?"
"""The word that may stand between holding and its length."""

STAY = (
    r"(?:stay|remain|bleib(?:en?|t)?|verweil(?:en?|t)?|perman[eé]\w+|qu[eé]d[ae]\w*|rest(?:ez|er|are|ate|a|i)|fi(?:que|car?)|blijf|"
    r"blijven|riman(?:i|ere|ete))"
)
"""The word for staying in a position."""

REST = (
    r"(?:rest(?:ing)?|break|recover(?:y)?|pause|ruhe|erholung|descansos?|descansar|descansando|pausa|repos|"
    r"récup(?:ération)?|recup(?:eración|eração|ero|erare)?|rec(?=\b)|desc(?=\b)|riposo|riposare|intervall[oe]|"
    r"intervalo|"
    r"rust|pauze|relax(?:ing|ar|e)?|relaj(?:ar|a|e|arse|ese)|descans[ae]|relâche[rz]?|repose[rz]|rilassa(?:re|ti)?|"
    r"rilascia(?:re)?|riposa(?:te|ti)?|entspannen?|locker lassen|ontspan(?:nen)?)\.?"
)
"""The word for a rest."""

WORK = r"(?:work|on|effort|arbeit|belastung|trabajo|esfuerzo|travail|lavoro|sforzo|trabalho|esforço|werk|inspanning)"
"""The word for the work between rests: "40 s on / 20 s off"."""

EXERCISES = (
    r"(?:exercises?|übung(?:en)?|ejercicios?|exercices?|esercizi[oi]?|exercícios?|oefening(?:en)?|stations?|stationen|"
    r"estaciones|poses?|stretch(?:es)?|haltung(?:en)?|posturas?|postures?|posizion[ei]|posição|posições|houding(?:en)?)"
)
"""The word for exercises, as in "between exercises"."""

BETWEEN = r"(?:between|after|zwischen|nach|entre|tras|après|tra|fra|dopo|após|tussen|na)"
"""The word for what a rest is between, or comes after."""

REPEAT = r"(?:repeat|wiederhol|r[ée]p[éèe]t|recommenc|refai|repit|ripet|herha)\w*"
"""The word for doing something again, in any of its forms."""

LIMB = (
    r"(?:sides?|legs?|arms?|directions?|ways?|hands?|feet|foot|seiten?|hand|fuß|pie|pies|mano|manos|pieds?|mains?|"
    r"pied[ei]|mani|pés?|mãos?|voet|"
    r"richtung(?:en)?|richting(?:en)?|direcci[oó]n(?:es)?|direzion[ei]|direç(?:ão|ões)|sentidos?|sens|vers[oi]|beine?|arme?|lados?|piernas?|"
    r"brazos?|côtés?|jambes?|bras|lati|lato|gamb[ae]|bracci[ao]|pernas?|braços?|kanten|kant|zijden?|zijde|been|benen)"
)
"""Parts of the body that an exercise is done with on both sides."""

EACH = (
    r"(?:per|(?:in |dans |en |em )?(?:each|every|jede[rmns]?|chaque|cada|ogni|elke)|on each|on both|both|[cp]/|pro|je|"
    r"beide|por|ambos|ambas|par|des deux|de chaque|entrambi i|iedere|aan|"
    r"x(?=\s(?:piernas?|brazos?|lados?|manos?|gamb[ae]|lat[oi]|bracci[ao]|pernas?|braços?|jambes?|côtés?|bein|seite|arm|"
    r"been|kant)\b))"
)
"""The words before it: "per", "each"."""

LEFT_AND_RIGHT = (
    r"(?:left|right|links|rechts|izquierd[ao]|derech[ao]|gauche|droite?|destr[ao]|sinistr[ao]|direit[ao]|esquerd[ao])"
)
"""The words for the two sides."""

_SAME = (
    r"(?:the )?(?:same|idem|dito|ditto|dasselbe|das gleiche|gleich|ebenso|lo mismo|igual|(?:la |le )?même(?: chose)?|"
    rf"pareil|lo stesso|stessa cosa|uguale|o mesmo|a mesma coisa|mesmo|hetzelfde|{REPEAT}|switch|change|swap|"
    r"auch|also|aussi|anche|también|também|ook|wechsel\w*|cambi\w+|chang\w+|troc?[aq]\w+|wissel\w*|then|dann|luego|después|puis|poi|depois|dan)"
)
_THERE = (
    r"(?:(?:on|to|for|with|the|auf|zur|für|mit|der|die|den|das|en|con|del|de|el|la|al|hacia|sur|du|à|le|avec|su|sul|dal?|"
    r"dall['’]|l['’]|d['’]|il|no|na|com|para|do|da|o|a|naar|op|aan|met|het)(?:\s|(?<=['’]))){0,3}"
)
_OTHER = (
    r"(?:other|opposite|second|andere[nrs]?|zweiten?|gegenüberliegenden?|otr[oa]|opuest[oa]|contrari[oa]|autre|opposée?|"
    r"altr[oa]|oppost[oa]|outr[oa]|opost[oa]|tegenovergestelde)"
)
_A_SIDE = r"(?:sides?|seiten?|lados?|côtés?|lat[oi]|kant(?:en)?|zijden?)"
OTHER_SIDE = (
    rf"(?:(?<!\w){_SAME}(?:\s\w+){{0,3}}?[\s,:;.–-]+{_THERE}(?:{_OTHER}\s{LIMB}|{LEFT_AND_RIGHT}(?:\s{LIMB})?|(?-i:[LRGDIS]))(?!\w)|"
    rf"(?<!\w)(?<!\w\s){_THERE}{_OTHER}\s{_A_SIDE}(?!\w)|"
    rf"(?<!\w){_OTHER}\s{LIMB}(?:\s[^\W\d_]+){{0,3}}\s(?:wiederholen|durchführen|herhalen|uitvoeren)(?!\w)|"
    r"(?<!\w)(?:switch|change|swap|wechs(?:le|eln)(?: sie)?|cambi(?:ar?|e|are)(?: d[ei])?|change[rz]?(?: de)?|"
    r"tro(?:car|que)(?: de)?|wissel(?:en)?(?: van)?)\s(?:then |dann |luego |puis |poi |depois |dan )?"
    r"(?:die |den |das |el |la |il |lo |o |a |het |de )?(?:sides?|legs?|arms?|seiten?|"
    r"beine?|lados?|piernas?|brazos?|côtés?|jambes?|bras|lato|gamba|braccio|pernas?|braços?|kant|zijde|been)(?!\w)|"
    r"(?<!\w)(?:(?:seiten|bein|arm)wechsel|(?:seiten?|beine?|arme?) wechseln|"
    r"(?:van )?(?:kant|been|arm) wisselen|gegenseite)(?!\w))"
)
"""The words that ask for the other side once more: "Same, other side", "SAME ON L", "Seitenwechsel"."""

TEMPO = (
    r"(?:\b(?:tempo|cadence|kadenz|ritmo|cadencia|cadência|cadenza|rythme)\s?[:=]?\s?|@\s?)"
    r"\d\s?[-–/:]\s?\d\s?[-–/:]\s?[\dx](?:\s?[-–/:]\s?[\dx])?(?![\d-])"
)
"""The pace of one repetition: "Tempo 3-1-3"."""

BESIDE_FIGURES = frozenset(
    """
    about approximately etwa ungefähr circa unos aproximadamente environ ongeveer
    hold repeat do perform complete and for each times the of with then between exercise movement slowly
    halte halten halt wiederhole wiederholen mach mache führe und je mal dann dabei zwischen dazwischen den
    übung bewegung langsam durchführen ausführen reps
    mantén mantener mantenga repite repetir repita haz hacer haga realiza realizar realice y entre cada durante
    el ejercicio movimiento lentamente
    tenez tenir maintenez maintenir répétez répéter recommencez refaites faites faire effectuez réalisez et
    pendant entre les puis exercice mouvement lentement
    mantieni mantenere tieni ripeti ripetere fai fare esegui eseguire realizzate eseguite e per tra le
    esercizio movimento
    mantenha manter segure repita repetir faça fazer realize execute entre as durante por exercício movimento
    relax relaxe relaja relájese relâchez relâche rilassa rilasci ontspan entspanne entspannen por al
    houd hou vasthouden vast herhaal herhalen doe voer uit en tussen tussendoor de für voor oefening beweging rustig
    langzaam
    """.split()  # noqa: SIM905 - a list to read
)
"""The words beside the figures in a sentence that tells nothing else: "Hold 5 seconds, and repeat 10 times."."""
