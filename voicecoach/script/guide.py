"""The reference of the script language, generated from the tables that the reader uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voicecoach.script import limits
from voicecoach.script import settings as table
from voicecoach.script.guide_clock import CLOCK_LINES
from voicecoach.script.guide_programme import PROGRAMME_LINES
from voicecoach.script.phrases import PHRASES, SESSION_VARIABLES, STEP_VARIABLES
from voicecoach.script.spec import KIND_WORDS, Scope, Spec, StepKind
from voicecoach.text import either

_FORM = re.compile(r"`([\[<][^`]+)`")

_LINES = """\
# The script language

A script is a plain text file (.md or .txt). Paragraphs are spoken, lines that start with a dash are settings,
## headings are steps, and [brackets] are actions.

    # Evening stretch

    - voice: auto

    Welcome. Lie down on your back.

    ## Knee-to-Chest

    - sides: right, left
    - hold: 30s
    - cue: Draw your {side} knee towards your chest.

    ---

    That was all. [pause 2s] Well done.

## Lines

- `# Title`: the title, once, at the top.
- `## Name`: begins a step. One with a hold, phases, breathing or reps is announced; any other is simply spoken.
- `- key: text`: a setting. Above the first step it applies to the session, below a step's heading to that step.
  Indented lines directly below continue it. Case does not matter; `off` turns a setting or a signal off.
- `---`: ends a step. Use it before closing words.
- Anything else is spoken. The lines of a paragraph are joined. In verses and lists (short lines that each begin with a
  capital, a number or a bullet), each line ends a sentence. A blank line is a pause of 1.5 seconds.

## Actions

- `[pause 10s]` or `[10s]`: exactly that much silence. `[pause 5-10s]` is a range: the level chooses.
- `[pause 3 breaths]`, `[short pause]`, `[pause]`, `[long pause]`: silence of a length that `- pauses:` sets.
- `[until 1:10]`: silence until that time of the session; `[until +30s]` counts from the start of the step.
- `[chime bowl]`: a chime. The session continues 1.5 seconds after its strike, while it rings; `[chime bowl 0s]`
  continues at once, `[chime bowl 4s]` after 4 seconds.
- `[sound intro.wav]`: your own recording, next to the script or in the sounds folder. The session continues when it
  ends.
- `[wait 20s]`: waits for a key; in a file, 20 seconds.
- `[voice hibari:emma]` and `[voice]`: switch to another voice, and back; see "Several voices".
- `[gap]`: silence as long as the phrase before it, to repeat it aloud; `[gap 1.5]` is 50 % longer.
- `[bed rain -20 dB]`, `[bed off 3s]` and `[bed]`: switch to another bed, to none, and back; see "Beds".
- `[repeat 3]` and `[end]`, each on its own line: repeat what is between them three times, words or whole steps.
- `[include warm-up]`, alone on its line: insert another script here. Its props and safety words are added.
- `<!-- words -->`: not spoken.

Pauses can be written in many ways, in English, German, Spanish, French, Italian, Portuguese and Dutch:
`[pause: 5]`, `[PAUSE for 5 seconds]`, `[5 second pause]`, `[silence 10s]`, `[Pausa de 3 segundos]`, `[one minute of
silence]`. SSML breaks such as `<break time="2s"/>` work, too; other SSML tags are removed and their words spoken.
`voicecoach format` rewrites all pauses in the form above.

Other notation is spoken, and `voicecoach check` shows where: `(pause 3s)`, `*Hold for 5 breaths*`, `/5s`, `(softly)`,
`Narrator:`, time stamps. `voicecoach check --fix` rewrites what is certain; `\\(` speaks the bracket. `check` also
finds front matter, tables and headings of other kinds of text.

## Inside a text

- `(written){spoken}`: one form to read, another to speak.
- `{name}`: a variable. `{side|right word|left word}`: a word chosen by the side.
- `*words*`: the asterisks are not spoken.
- A backslash before `[`, `{` or `(` means the character itself.

## How it is spoken

Write as you would for a reader. Short forms are spoken in full in the languages of the built-in phrases: 30s, 2x15 sec,
L/R, Lt. leg, 10-15, 45°-60°, 1/2, x6, 6" box, 10-lb, w/out, e.g., 3rd, 20°C, 2/day, #4, L5-S1, Warrior I/II. A dash, an
arrow and words in (round brackets) make a short pause; quotation marks, stars and words in CAPITALS change nothing.
Emoji, HTML tags and what follows the host of a web address are not spoken, and `voicecoach check` says where.

To correct a word, write `- pronounce psoas: SO-az` in a script. For every script, write it in the file `pronounce.txt`
in your own folder, one word per line; a line that begins with # is a comment. A script's own lines override the file,
and `off` there leaves a word to the voice. Capitals do not matter, and only whole words count.

    psoas: SO-az
    SI joint: S I joint
    coccyx: [coccyx](/kˈɑksɪks/)

The last form gives the voice hibari its own phonemes; every other voice speaks the word in the square brackets.

## Pace and pauses

At a pace of 1, every voice speaks 3.1 syllables a second, not counting pauses, in every language: an unhurried guide.
In sentences of eight words or more, that is about 137 words a minute in English, 117 in German, 112 in French, 86 in
Italian and 85 in Spanish. `- words per minute: 130` sets the pace as such a rate; use one of the two. At a slow pace,
the numbers of a countdown are spoken faster, since each must fit into its second.

`- pauses: sentence 1s, cue 1.5s` sets the pauses that you name. The lengths of these four, including your own, apply at
a pace of 1; at a pace of 0.5 they are twice as long.

- `clause 0.35s`: at a comma, a semicolon, a colon or a dash.
- `sentence 0.8s`: between two sentences of a text.
- `cue 1.1s`: between two texts that follow each other, such as a step's name and its cue.
- `paragraph 1.5s`: at a blank line, a heading or a divider.

These have the same length at every pace:

- `short 1.5s`, `plain 4s`, `long 10s`: the silence of `[short pause]`, `[pause]` and `[long pause]`.
- `breath 8s`: one of the breaths in `[pause 3 breaths]`.
- `ellipsis 0.8s`: three dots inside a text, as in "Breathe… and let go".

Pauses are never added together: `[pause 3s]` between two sentences or paragraphs is exactly 3 seconds at every pace.

## Several voices

Two voices can lead a session, or one can teach a phrase in another language.

    Good morning is [voice de] Guten Morgen. [gap] [voice] Once more: [voice de] Guten Morgen. [gap 1.5]

    ## Breathing with Emma

    - voice: hibari:emma
    - breathe: in 4s, out 4s

- `[voice NAME]` speaks the words after it, up to `[voice]`, the next `[voice NAME]` or the end of the paragraph. Use
  it in paragraphs and in spoken settings such as `- cue:`.
- `- voice:` in a step speaks the whole step: its name, its words and its countdown. Put it above
  the step's paragraphs; below them it is a mistake.
- A voice uses its own language: `pico:de`, `system:de` and the voices of Piper and Kokoro read numbers in theirs. A
  voice without one, such as `own:anna`, uses the language around it, or the one that you add: `[voice own:anna, de]`.
- `[voice de]`, and `- language: de` in a step without `- voice:`, use the session's voice if it speaks that language,
  otherwise the one that `auto` picks. Such a step uses the built-in phrases of its language.
- `--voice` replaces the session's voice, also where a step or a text names that voice. Other voices stay.
- All voices are equally loud. `- pronounce …:` applies to words in the session's language.
- `[gap]` is as long as the phrase before it: all words back to the previous bracket or paragraph.

## Beds

A bed is background sound. It is 10 dB softer while the voice speaks.

    - bed: rain, -24 dB
    - bed fade: 3s, 8s

- `rain`, `ocean`, `brown-noise` and `drone` are built in and endless. Your own sound files repeat.
- `rain + drone` plays two at once, as loud as one alone. A level at the end applies to both: `rain + drone, -28 dB`;
  `rain, -20 dB + drone, -30 dB` gives each its own. It is relative to the voice, -24 dB by default.
- `music.mp3 once` plays your own file once, from beginning to end, then no bed.
- `binaural 200 Hz 6 Hz` is a tone for each ear, for headphones: 197 Hz on the left, 203 Hz on the right, so that they
  beat 6 times a second. `isochronic 200 Hz 6 Hz` is one tone of 200 Hz that comes and goes 6 times a second. Tones are
  from 40 to 1500 Hz, beats from 0.5 to 60 Hz.
- `- bed:` in a step applies to that step; `off` means none. The bed crossfades for 4 seconds as the step begins; a
  sound that both beds share continues.
- `[bed …]` in a paragraph changes the bed there, until the next `[bed …]`; in a step with its own bed, until that step
  ends. A length at the end is that of the fade: `[bed ocean 10s]`. `[bed]` returns to the `- bed:` of the step or the
  session.
- `- bed fade:` sets how long the bed fades in from silence and fades out again, such as at both ends of the session.
  Default: 3 and 2 seconds; at most a minute.

## Building on another script

    # Anna
    - based on: lower-back
    ## Bridge
    - hold: 8s

`based on` takes everything from another script, its base, which may have a base too. Your lines override it. Your
paragraphs replace the introduction, or those of the same step. A step with a new name is added after the one above it.
Name the script without a folder: it is looked for next to this one, in your own folder, and among the built-in scripts.

    # Anna, week 2
    - based on: lower-back
    - order: Child's Pose, Pelvic Tilt
    - safety: only Stop when your knee hurts.
    ## Bridge
    - off
    ## Pelvic Tilt
    - sets: 2
    - cue: Press your back into the mat.

- `- off`, alone below a heading, removes the step. Words after its `---` stay. A script based on this one restores
  the step by naming it without `- off`.
- `- order:` puts the steps that it names in this order. They trade places; all other steps stay where they are, such as
  a warm-up at the start and a rest at the end. Words after a step's `---` move with it; closing words stay last. Steps
  in a `[repeat]` move inside it, and the repeat moves as a whole. `- order:` works without `based on`, too.
- Your safety words are added to those of the base. `- safety: only …` replaces them, for the session or for a step.
  `- safety: off lower-back` removes those of one script, and `voicecoach check` quotes them. `- safety: off` alone is a
  mistake if another script has safety words.
- Props that only removed or skipped steps need are not announced. Props of a new step are added to the list at the top.
- A new cue also removes the base's short form of the old cue. A step that gets phases instead of a hold loses the
  settings that need a hold. `check` warns where a `- focus:` changes a hold that you wrote.

## Warnings that you have considered

`<!-- ok -->` at the end of a line, or alone on the line above, silences the warnings of that line, also in scripts
based on it. Give the reason: `- sides: right <!-- ok: one side only -->`. Mistakes are never silenced.

## Choices that stay

You can set every option of `play` and `export` in a script, or in `settings.toml` for all scripts. The first of these
wins:

1. an option on the command line, such as `--pace 0.9`
2. a line in the script: `- pace: 0.9`
3. a line in `settings.toml`: `pace = 0.9`
4. the default

A setting is never combined from two places. `settings.toml` uses the same names as a script, with a dash for each
space:

    voice = "hibari"
    pace = 0.85
    bed = "rain"
    bed-level = -28
    skip = ["Bridge", "Child's Pose"]
    fit = "12m"
    tag.artist = "Anna"
    value.patient = "Ben"
    cover = "logo.png"
    for = "insight-timer"
    verify = true

- Session: `voice`, `pace` or `words-per-minute`, `pitch`, `level`, `guidance`, `focus`, `fit`, `fit-pauses`,
  `settle`, `pauses`, `pause-factor`, `only`, `skip`, `wording`, `chimes`, `bed`, `bed-level`, `bed-fade`, `seed`,
  `value.NAME`, `wake`. `only` and `skip` apply to scripts that have these steps.
- Exported file: `for`, `format`, `bitrate`, `channels`, `tag.NAME`, `cover`, `sidecars`, `verify`.
- Live: `reentry`, `any-key`, `log` and `device`, the sound device. `log = false` keeps every session out of your
  practice log, whatever a script says; `- log: off` keeps out those of one script.
- `servers`: the speech servers on other machines that may hear your phrases, such as `["http://nas.local:8880"]`.

To undo a choice once, use `--fit off`, `--only off`, `--skip off`, `--focus off`, `--wake off`, `--bed none`,
`--cover none`, `--for none`, `--no-verify`, `--no-sidecars`, `--no-any-key` or `--no-log`. In a script, write `off`:
`- fit: off`.

`for` is a preset: the format, bit rate and channels that Insight Timer, Apple Podcasts or WhatsApp ask for. A `format`,
`bitrate` or `channels` in the same place wins over it; one from a later place in the list above does not. A cover is a
picture next to the script or in your own folder.

`settings.toml` is in your system's settings folder: `~/.config/voicecoach` on Linux,
`~/Library/Application Support/voicecoach` on macOS, `%LOCALAPPDATA%\\voicecoach` on Windows. A file in your own folder,
its old place, still works if the new place has none. `VOICECOACH_HOME` sets one folder for everything.

## Durations and ranges

30s, 30 sec, 1m30s, 1.5 min, 1:30, 500ms; a bare number is seconds. In a range such as 20-40s or 6-10, the
level chooses: 1 the least, 3 the middle, 5 the most.

## Lists by set

    ## Plank
    - hold: 30s, 25s, 20s
    - rest: 30s

`hold` and `reps` can have one value per set, including ranges: `30-40s, 20-30s`. The list sets the number of sets; a
`- sets:` line must match it. {hold} and {reps} speak the value of the current set.

    ## Longer out
    - breathe: in 4s, out 6s
    - rounds: 6, out 6-10s

Here the out-breath grows from 6 seconds in the first round to 10 in the last, in whole seconds; `out 10-6s` shrinks.

## Reps and counting

    ## Push-up
    - reps: 10
    - sets: 2

Reps without a hold or phases have no length. Live, the step asks you to press any key, or a headset button, when
you are done. In a file, each rep takes 3 seconds, or the length in `- rep time: 5s`. `- count reps: on` counts them
aloud.

    ## Box breathing
    - breathe: in 4s, hold 4s, out 4s, hold 4s
    - count breath: on

`count breath` counts each second aloud, from two on: "In, two, three, four". The short words before the numbers are the
phrases `count in`, `count hold` and `count out`; your own `breathe in` replaces them. Numbers that do not fit after the
words of their phase are skipped, and `voicecoach check` lists them.

## Sides

    ## Brush
    - sides: front, back
    - hold: 30s
    - cue: Your {side}. {side|Chest|Shoulder blades} first.

Sides play in the order you write, and can repeat: `right, left, right`. {side} speaks the wording's words for right and
left; any other name is spoken as you wrote it. `{side|…|…}` has a word for each side, right first (for other names, in
your order), or a word for each turn. {other_side} is the other side; with more than two sides, the next one.

Low and high chimes, the picture and the cue sheet have only a right and a left side. A side with the word right or left
in its name is that side; others alternate, beginning with right. `- focus: back` in a step accepts any of its sides;
`--focus` accepts right or left.
"""  # noqa: RUF001 - phonemes


def guide_text() -> str:
    """Return the reference in Markdown."""
    return "\n".join([_LINES, CLOCK_LINES, PROGRAMME_LINES, *_limits(), *_settings(), *_variables(), *_phrases()])


def action_help() -> Iterator[tuple[str, str]]:
    """Yield the form of each action, as it is written, and its help."""
    section = _LINES.partition("## Actions\n")[2].partition("\n\nPauses can")[0]
    for paragraph in section.replace("\n  ", " ").splitlines():
        forms, colon, words = paragraph.removeprefix("- ").partition(": ")
        for form in _FORM.findall(forms) if colon else ():
            yield form, words


def _limits() -> Iterator[str]:
    yield "## Limits\n"
    yield "People share scripts, so what a script can ask for is limited.\n"
    megabytes = limits.LARGEST_SCRIPT_BYTES // 1_000_000
    brackets = f"{limits.MOST_BRACKETS:,} brackets, braces and comments"
    yield f"- A script: {megabytes} MB, {limits.MOST_LINES:,} lines, and {brackets}."
    yield f"- A paragraph, or the text of a setting: {limits.LONGEST_TEXT_CHARACTERS:,} characters."
    yield f"- The session, and each step: {limits.MOST_SETTINGS:,} settings."
    yield "- A session: 24 hours, and 100,000 cues once it is unrolled."
    depth = f"Nested repeats: {limits.DEEPEST_REPEAT} deep."
    yield f"- Repeats, reps, sets and rounds: {limits.LARGEST_COUNT:,}. {depth}"
    yield f"- Voices besides the session's own: {limits.MOST_VOICES}."
    yield f"- Scripts that include each other: {limits.DEEPEST_INCLUDE} deep."
    yield "- A sound file: 100 MB, 20 minutes, and a rate from 4 to 768 kHz."
    yield "- All sound files of a session together, each channel of a bed counted: an hour.\n"
    yield "Anything larger is a mistake, shown with its place. Scripts and sounds come only from the script's own"
    yield "folder, your own folder and what is built in. A name with a folder, a drive or `..` in it is a mistake,"
    yield "and so is a link to another folder.\n"


def _settings() -> Iterator[str]:
    for scope, title in ((Scope.SESSION, "Settings of the session"), (Scope.STEP, "Settings of a step")):
        yield f"## {title}\n"
        for spec in table.TABLE:
            if spec.scope & scope:
                yield f"- `{spec.example_line}`: {_doc(spec, scope)}"
        yield ""


def _doc(spec: Spec[object], scope: Scope) -> str:
    forms = f" ({spec.argument.codec.form})" if spec.argument else ""
    needs = [words for kind, words in KIND_WORDS.items() if spec.kinds & kind]
    if len(needs) == len(KIND_WORDS):
        needs = ["a hold", "phases", "breathing", "reps"]
    only = f" For steps with {either(needs)}." if scope is Scope.STEP and StepKind.SPOKEN not in spec.kinds else ""
    if only and spec.needs:
        only = f"{only[:-1]} that have {either(spec.needs)}."
    return f"{spec.doc}{forms}.{only}"


def _variables() -> Iterator[str]:
    yield "## Variables\n"
    yield f"In a step: {', '.join(f'{{{name}}}' for name in STEP_VARIABLES)}."
    yield f"Everywhere: {', '.join(f'{{{name}}}' for name in SESSION_VARIABLES)}, and your own:"
    yield "`- value patient: Anna` gives {patient}.\n"


def _phrases() -> Iterator[str]:
    yield "## Built-in phrases\n"
    yield "Change one with `- wording half: Half way there.`; `off` removes it.\n"
    for phrase in PHRASES.values():
        yield f"- `{phrase.name}` {phrase.doc}."
    yield ""
