"""English words for abbreviations, units and numbers."""

from __future__ import annotations

from voicecoach.voices.normalize.language import LanguageTable, Unit, short_anywhere, short_before

_SHORT_WORDS = (
    "a act add age ago aid aim air all and ankle any are arm ask at ate back bag ball band bar be bed bell belly "
    "bend big bit body bow box boy bug but buy by can cat chin cow cup cut day did dip do dog dry ear eat elf end "
    "ever eye fan far few fit fix fly fog for fox fun gap gel get go got gut had has he her hey hi him hip his "
    "hit hop hot how hug ice if in is it its jaw jet job jog joy key kid kin lap law lay leg less let lie lid lip "
    "log lot low mad man map mat max may me mid mix mom mud my nap new no nod nor not now oak of off oh old on "
    "one or our out own pad pat pay peg pet pin pit pop pot pre pro pull push put ran raw ray red rib rid rim rip "
    "rod row rub rug run sad sat say sea see set she shy sip sir sit six sky so sow spa sun tap tea ten the tie "
    "tip to toe ton too top toy try tub two up ups us use van war was way we web wet who why win wow yes yet you "
    "zen zip"
)
_SPELLED = (
    "AAOS ACL ACSM ASAP ASIS CBT DVT ECG EMG FAQ GP HR IR ITB LCL MCL MD MRI NSCA OT PCL PNF PSIS PT QL RIR RPE SIJ TA "
    "TFL TMJ TRX TV UK USA WWII YMCA"
)

# "A 30 sec hold" is a hold of 30 seconds.
_ONE_OF = r"(^|\b(?:[Aa]n?|[Tt]he|[Yy]our|[Ee]ach|[Ee]very|[Oo]ne|[Aa]nother) )"
_EXERCISES = (
    "hold|rest|break|walk|warm|plank|session|pause|interval|run|jog|stretch|meditation|scan|routine|workout|set"
)

_IN_INCHES = "box|step|bench|platform|block|riser|deficit|band|ball|wide|high|tall|deep|apart|from the|off the"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_EQUIPMENT = (("DB", "dumbbell"), ("KB", "kettlebell"), ("BB", "barbell"), ("BW", "bodyweight"))
_OF_THE_BODY = (
    ("ant", "anterior"), ("post", "posterior"), ("lat", "lateral"), ("bilat", "bilateral"), ("unilat", "unilateral"),
    ("opp", "opposite"), ("ext(?=\\. rot)", "external"), ("int(?=\\. rot)", "internal"), ("cont", "continue"),
    ("incr", "increase"), ("wt", "weight"), ("min(?=\\. rest)", "minimum"),
)  # fmt: skip

ENGLISH = LanguageTable(
    # In small letters only where one letter stands for it: a capital is a name more often than a unit.
    second=Unit("s|[Ss]ecs?", "second", "seconds", half="half a second"),
    minute=Unit("[Mm]ins?", "minute", "minutes", half="half a minute"),
    hour=Unit("h|[Hh]rs?", "hour", "hours", half="half an hour"),
    units=(
        Unit("[xX×]", "time", "times"),
        Unit("km/h|kph", "kilometer per hour", "kilometers per hour"),
        Unit("mph", "mile per hour", "miles per hour"),
        Unit("bpm", "beat per minute", "beats per minute"),
        Unit("mi", "mile", "miles"),
        Unit("in\\.", "inch", "inches"),
        Unit("wks?", "week", "weeks"),
        Unit("rds|rnds?", "round", "rounds"),
        Unit("kg|kgs|KG", "kilogram", "kilograms"),
        Unit("mg", "milligram", "milligrams"),
        Unit("g", "gram", "grams"),
        Unit("lbs?|#", "pound", "pounds"),
        Unit("oz", "ounce", "ounces"),
        Unit("km", "kilometer", "kilometers"),
        Unit("cm", "centimeter", "centimeters"),
        Unit("mm", "millimeter", "millimeters"),
        Unit("ft", "foot", "feet"),
        Unit("yds?", "yard", "yards"),
        Unit("ml", "milliliter", "milliliters"),
        Unit("l", "liter", "liters"),
        Unit("m", "meter", "meters"),
        Unit("°\\s?C", "degree Celsius", "degrees Celsius"),
        Unit("°\\s?F", "degree Fahrenheit", "degrees Fahrenheit"),
        Unit("°", "degree", "degrees"),
        Unit("%", "percent", "percent"),
    ),
    decimal=".",
    times="times",
    to="to",
    joined="and",
    out_of="out of",
    per="per",
    per_nouns="days?|weeks?|years?|months?|hours?|hr|minutes?|min|sec|sessions?|sides?|legs?|arms?|sets?|reps?|rounds?|hands?|foot|feet",
    fractions={
        "1/2": "half", "1/3": "a third", "2/3": "two thirds", "1/4": "a quarter", "3/4": "three quarters",
        "1/8": "an eighth",
    },
    mixed={
        "1/2": "and a half", "1/3": "and a third", "2/3": "and two thirds", "1/4": "and a quarter",
        "3/4": "and three quarters", "1/8": "and an eighth",
    },
    clock_before=r"\b(?:at|until|till|by|before|after|around)",
    clock_after=r"[ap]\.?m\b|o'clock",
    left_right={"L": "left", "R": "right"},
    signs={
        r"\s*&\s*": "and",
        r"(?<=\w)\s*\+\s*(?=\w)": "plus",
        r"(?<=\w)\s*=\s*(?=\w)": "equals",
        r"(?<=\d)\s*<\s*(?=\d)": "is less than",
        r"(?<=\d)\s*>\s*(?=\d)": "is greater than",
        r"(?<!\d)\s?<\s?(?=\d)": "less than",
        r"(?<!\d)\s?>\s?(?=\d)": "more than",
        r"\s*±\s*": "plus or minus",
        r"[~≈]\s*(?=\d)": "about",
        r"\s*≈\s*": "is about",
        r"≤\s*(?=\d)": "at most",
        r"≥\s*(?=\d)": "at least",
        r"(?<=\w)@(?=\w)": "at",
        r"(?:^|\s)@\s?": "at",
    },
    dot="dot",
    rewrites=(
        (r"(\d)k(?=\s(?:steps|calories|feet)\b)", r"\1 thousand"),
        (r"\bEMOM\b", "E mom"),
        (r"\s?°\s?(?=degrees?\b)", " "),
        (rf"{_ONE_OF}(\d+)(?:\s?s(?:ecs?)?\b\.?|\") (?={_EXERCISES})", r"\1\2-second "),
        (rf"{_ONE_OF}(\d+)(?:\s?mins?\b\.?|') (?={_EXERCISES})", r"\1\2-minute "),
        (r"(?<=\d)-s(?:ecs?)?\b", "-second"),
        (r"(?<=\d)-min\b", "-minute"),
        (r"\b(for|[Hh]old|[Rr]est|[Ww]ait|[Bb]reathe) (\d+)m\b", r"\1 \2 min"),
        (r"/\s?wks?\b\.?", "/week"),
        (r"/\s?mo\b\.?", "/month"),
        (r"\b[Ll]t\.(?=\s+[a-z]|\s*[,;)]|$)|\b[Ll]t(?=\s(?:side|leg|arm|knee|foot|hand|hip|shoulder)\b)", "left"),
        (r"\b[Rr]t\.(?=\s+[a-z]|\s*[,;)]|$)|\b[Rr]t(?=\s(?:side|leg|arm|knee|foot|hand|hip|shoulder)\b)", "right"),
        (r"\bL\s?(?:&|and|or|,)\s?R\b", "left and right"),
        (r"\bR\s?(?:&|and|or|,)\s?L\b", "right and left"),
        (r"\(L\)\s(?=[a-z])", "left "),
        (r"\(R\)\s(?=[a-z])", "right "),
        (short_before(r"[Ee]\.?\s?g"), "for example"),
        (r"\b[Ee]\.g(?=\s)", "for example"),
        (short_before(r"[Ii]\.?\s?e"), "that is"),
        (short_before("[Vv]s"), "versus"),
        (r"\bvs\b", "versus"),
        (short_before("(?:[Aa]pprox|[Cc]a)"), "about"),
        (r"\b[Aa]pprox\b", "about"),
        (short_before(r"(?<!\d )[Mm]in(?=\.\s?\d)"), "minimum"),
        (short_before(r"[Mm]ax(?=\.\s?\d)"), "maximum"),
        (short_before("[Ii]ncl"), "including"),
        (short_before("[Ee]sp"), "especially"),
        (short_anywhere("etc"), "etc"),
        (r"\bw/o(?:ut)?(?=\s)", "without"),
        (r"\bb/c\b", "because"),
        (r"\bbtwn?\b\.?(?=\s)", "between"),
        (r"\b1\s?RM\b", "one rep max"),
        (r"\bAROM\b", "active range of motion"),
        (r"\bPROM\b", "passive range of motion"),
        (r"\bw/in\b", "within"),
        (r"\bw/(?:\s+(?=\w)|(?=\w\w))", "with "),
        (r"\b[Ww]k\b(?:\.(?=\s+[a-z\d]))?", "week"),
        (r"\b[Ww]ks\b(?:\.(?=\s+[a-z\d]))?", "weeks"),
        (r"(\d\s?ft\.?\s\d{1,2})\s?in\b\.?", r"\1 inches"),
        (rf"(\d)[\s-]?in (?={_IN_INCHES})", r"\1 inch "),
        *(
            (rf"\b{day[:3]}[a-z]{{0,2}}(?:\.(?=\s|[,/&])|(?=\s?/))|(?<=/){day[:3]}[a-z]{{0,2}}\b\.?", day)
            for day in _DAYS
        ),
        (r"\b([Aa])ll 4'?s\b", r"\1ll fours"),
        (r"\bccw\b", "counterclockwise"),
        (r"\bcw\b", "clockwise"),
        (r"\bea\b(?:\.(?=\s+[a-z]))?", "each"),
        (r"\b([Aa])lt\.?(?= (?:legs|sides|arms|hands|feet|knees|leg|arm|side)\b)", r"\1lternate"),
        *((rf"\b{short}(s?)\b", rf"{word}\1") for short, word in _EQUIPMENT),
        *((rf"\b(?i:{short})\.(?=\s[a-z(]|/)|(?<=/){short}\.(?=\s)", word) for short, word in _OF_THE_BODY),
        (r"\b((?i:knee|hip|elbow|trunk|wrist)) ext\.(?=\s)", r"\1 extension"),
        (r"\bAAROM\b", "active assisted range of motion"),
        (r"\bABD\b", "abduction"),
        (r"\bADD\b", "adduction"),
        (r"\b[Vv]it\.(?=\s[A-Z])", "vitamin"),
        (r"\by\.\s?o\.", "years old"),
        (r"\b([Aa]nd)/or\b", r"\1 or"),
        (r"\bN[o°º]\.? ?(?=\d)|(?<![\w&])#\s?(?=\d)", "number "),
        (r"\bIT(?=[ -](?i:bands?)\b)", "I T"),
        (r"\bSI(?=[ -](?i:joints?)\b)", "S I"),
        (r"\bROM\b", "range of motion"),
        (r"\bHIIT\b", "hit"),
        (r"\bCO2\b", "C O 2"),
        (r"\bVO2\b", "V O 2"),
        (r"\bH2O\b", "H 2 O"),
        (r"(?<![/&])\bL(?= (?:side|leg|arm|knee|foot|hand|hip|shoulder|ankle|elbow|wrist)\b)", "left"),
        (r"(?<![/&])\bR(?= (?:side|leg|arm|knee|foot|hand|hip|shoulder|ankle|elbow|wrist)\b)", "right"),
    ),
    ranked="Warrior|Virabhadrasana|Step|step|Rep|rep|Round|round|Set|set|Level|level|Part|part|Phase|phase|Stage|stage|Grade|grade|Type|type|Week|week|Day|day",
    ratio="to",
    ratio_nouns="intervals?|ratios?|protocol|split",
    by="by",
    units_in_compounds_are_single=True,
    foot=Unit("", "foot", "feet"),
    inch=Unit("", "inch", "inches"),
    objects="box|step|bands?|blocks?|steps|riser|bench|platform|ball|dumbbells?|kettlebells?|weights?|plates?|medicine|"
    "sandbag|bends?|angles?|turns?|rotation|sprints?|shuttle|swim|bar|foam|roller|wedge|strap|hurdles?|deficit|slab|vest",
    spatial="from|apart|away|off|above|below|wide|high|deep|tall|long|thick|behind|in front|to the (?:left|right|side)|"
    "forward|back|between|outside|inside|past",
    timed_before="for|hold|rest|wait|plank|pause|every|walk|run|jog|row|breathe|another|in",
    short_words=frozenset(_SHORT_WORDS.split()),
    spelled=frozenset(_SPELLED.split()),
    spaced_hyphens=True,
)  # fmt: skip
"""By a half a noun goes on: "2 and a half minutes"."""
