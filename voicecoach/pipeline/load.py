"""Load a script: read it with a person's defaults, and check everything that needs no speech."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from voicecoach import folders
from voicecoach.errors import (
    Diagnostic,
    Location,
    NotFoundError,
    ScriptError,
    Severity,
    VoicecoachError,
    VoiceUnavailableError,
)
from voicecoach.pipeline.defaults import Defaults, is_defaults_file, read_defaults
from voicecoach.pipeline.file_options import check_file_settings
from voicecoach.pipeline.foreign import tell_of_other_format
from voicecoach.pipeline.packs import named_pack, pack_names, wording_of_language, wording_of_session
from voicecoach.pipeline.unnamed_sides import warn_of_unnamed_sides
from voicecoach.pipeline.voices import FoundVoices, find_voices, language_hint
from voicecoach.script import phrases
from voicecoach.script import settings as table
from voicecoach.script.compose.changes import with_changes
from voicecoach.script.compose.read import read_composed
from voicecoach.script.files import TEXT_PATH, find_script, read_text
from voicecoach.script.lint import lint
from voicecoach.script.model import BedChange, BedSetting, Chime, Recording, Routine, Variable
from voicecoach.script.printer import written_form
from voicecoach.script.programme import in_week
from voicecoach.script.pronunciation import FILE_NAME, read_pronunciations
from voicecoach.script.report import Report
from voicecoach.script.settings import texts
from voicecoach.script.spec import Settings
from voicecoach.script.steps import StepIndex, all_texts, shown_name, steps_of
from voicecoach.script.wording import Wording
from voicecoach.session.options import Choices, Options
from voicecoach.session.report.advice import advise, advise_on_pace, advise_on_slowest
from voicecoach.sound.beds.names import check_bed
from voicecoach.sound.library import SoundLibrary
from voicecoach.text import did_you_mean
from voicecoach.voices.base import Timing
from voicecoach.voices.engines.server.address import ENGINE as SERVER
from voicecoach.voices.names import base_language, parse
from voicecoach.voices.table import name_in_script, open_voice, resolve_voice, row_of, slowest_pace


@dataclass(frozen=True, slots=True)
class Script:
    """A script that was read and checked, before anything is spoken.

    Attributes:
        path: Its path.
        sha256: The hash of its bytes, in hexadecimal.
        routine: The routine in it, with the person's defaults.
        options: The options of its session.
        wording: The session's own phrases.
        sounds: The library of its sounds.
        report: Its diagnostics; with errors among them nothing may be spoken.
        pronunciations: The person's own pronunciations; the script's win.
        voices: The voices beside the session's own.
    """

    path: Path
    sha256: str
    routine: Routine
    options: Options
    wording: Wording
    sounds: SoundLibrary
    report: Report
    pronunciations: Mapping[str, str]
    voices: FoundVoices = field(default_factory=FoundVoices)

    @property
    def title(self) -> str:
        """The routine's title, or the script's name."""
        if self.routine.title is not None:
            return written_form(self.routine.title)
        return self.name.capitalize() if self.path == TEXT_PATH else self.path.stem

    @property
    def name(self) -> str:
        """The file's name without its suffix; "session" for a script that is given as text."""
        return "session" if self.path == TEXT_PATH else self.path.stem


def load_script(
    name_or_path: str,
    choices: Choices,
    *,
    text: str | None = None,
    path: Path | None = None,
    needs_voices: bool = True,
    other_values: Collection[str] = (),
) -> Script:
    """Return a script, with everything checked that needs no speech.

    Args:
        name_or_path: The script as a person names it; ignored with a text.
        choices: The person's choices.
        text: The script itself, in place of a file.
        path: The file that the text is to replace: what the text names is looked up beside it. None for a text
            without a file.
        needs_voices: Whether a voice of a step or text that cannot be had is a mistake; else the session's speaks.
        other_values: The names of values that are used for more than the texts of the script.

    Raises:
        NotFoundError: There is no script, voice or wording of the name given on the command line.
        OptionError: The programme has no such week.
        ScriptError: The file cannot be read as text at all. Other mistakes are in the script's report.
    """
    path = find_script(name_or_path) if text is None else path or TEXT_PATH
    report = Report()
    tell_of_other_format(path if text is None else TEXT_PATH, report)
    composed = read_composed(path, report, text)
    routine = composed.routine
    defaults = read_defaults(report)
    if composed.is_whole:
        routine = with_changes(routine, choices.changes, report)
    if composed.is_whole and defaults.is_readable:
        # Without the scripts that it builds on, or the person's values, the linter would report mistakes that are none.
        lint(routine, report, {*choices.values, *defaults.value_names})
        spoken = {name: value for name, value in choices.values.items() if name not in other_values}
        _check_given_values(routine, spoken, report)
        _check_given_order(routine, choices.only or (), report)
    routine = in_week(routine, choices.week)
    defaults = _fitting(defaults.with_steps_of(routine), routine)
    routine = defaults.under(routine)
    check_file_settings(routine, report)
    options = Options.of(routine.settings, choices)
    options = replace(options, bed=defaults.bed(options.bed))
    wording = wording_of_session(routine, options, choices, report)
    if composed.is_whole:
        warn_of_unnamed_sides(routine, wording, report)
        advise(routine, base_language(options.language), wording.words(phrases.SIDES.name), report)
    sounds = SoundLibrary([path.parent, path.parent / "sounds", folders.home() / "sounds", folders.shipped_sounds()])
    options = _with_voice(routine, composed.routine.settings, options, choices, report)
    voices = find_voices(
        routine, options, report if needs_voices else Report(), lambda base: wording_of_language(base, routine, report)
    )
    _check_sounds(routine, sounds, report)
    _check_beds(routine, sounds, report)
    if isinstance(choices.bed, BedSetting):
        for layer in choices.bed.layers:
            check_bed(layer.sound, sounds, is_once=layer.is_once)
    sha256 = hashlib.sha256(path.read_bytes() if text is None else text.encode()).hexdigest()
    return Script(path, sha256, routine, options, wording, sounds, report, own_pronunciations(report), voices)


def with_voices_of(script: Script) -> Script:
    """Return a script whose routine was changed, with the voices that it asks for now.

    Raises:
        ScriptError: One of them cannot be had.
    """
    report = Report()
    routine = script.routine
    voices = find_voices(routine, script.options, report, lambda base: wording_of_language(base, routine, report))
    report.raise_errors()
    return replace(script, voices=voices)


def _check_given_values(routine: Routine, given: Mapping[str, str], report: Report) -> None:
    """Warn of a value that was given on the command line and that the script says nowhere."""
    if not given or report.has_errors:  # a name that does not fit is told already
        return
    spoken = [*all_texts(routine), *(text for _, text in texts(routine.settings))]
    used = {piece.name for text in spoken for piece in text.pieces if isinstance(piece, Variable)}
    used |= {str(one.argument) for one in routine.settings if one.spec is table.VALUE}
    for name in given:
        if name not in used:
            message = f"--set {name}=… changes nothing: the script has no {{{name}}}"
            own = sorted(used.difference(phrases.STEP_VARIABLES, phrases.SESSION_VARIABLES, phrases.SIDE_VARIABLES))
            hint = did_you_mean(name, own) or f"write {{{name}}} where it should be spoken"
            report.warning(Location(routine.path, 1, 1), message, hint)


def _check_given_order(routine: Routine, only: tuple[str, ...], report: Report) -> None:
    """Tell that steps chosen on the command line are played in the script's order, where that is another."""
    steps = list(steps_of(routine.sections))
    index, numbers = StepIndex(steps), {id(step): number for number, step in enumerate(steps)}
    asked = [numbers[id(step)] for name in index.join_names(only) for step in index.find(name)]
    if asked != sorted(asked):
        message = "--only does not change the order: the steps play in the script's order"
        names = ", ".join(shown_name(steps[number]) for number in dict.fromkeys(asked))
        hint = f"to change the order, add to your own script: - order: {names}"
        report.warning(Location(routine.path, 1, 1), message, hint)


def _fitting(defaults: Defaults, routine: Routine) -> Defaults:
    """Return the defaults for a script: all but a wording pack of another language."""
    name = defaults.settings.get(table.WORDING)
    if name is None or name not in pack_names():
        return defaults
    language = named_pack(name).language
    own = (routine.settings.get(table.LANGUAGE) or "en").lower()
    fits = language is None or base_language(language) == base_language(own)
    return defaults if fits else defaults.without(table.WORDING)


@contextmanager
def voice_error_located(routine: Routine, choices: Choices) -> Iterator[None]:
    """Locate an error of the voice at the script's setting, unless the person chose the voice.

    Raises:
        ScriptError: The voice in the script cannot be used.
    """
    asked = routine.settings.written(table.VOICE) or routine.settings.written(table.LANGUAGE)
    try:
        yield
    except (NotFoundError, VoiceUnavailableError) as error:
        if choices.voice is not None or asked is None:
            raise
        hint = language_hint(error.name) if isinstance(error, NotFoundError) else ""
        found = Diagnostic(asked.value_location, Severity.ERROR, error.message, hint or error.hint)
        raise ScriptError([found]) from error


def _with_voice(
    routine: Routine, own_settings: Settings, options: Options, choices: Choices, report: Report
) -> Options:
    """Return the options with the voice as the script may name it; report a voice that cannot be opened."""
    asked = routine.settings.written(table.VOICE)
    try:
        with voice_error_located(routine, choices):
            if choices.voice is None and asked is not None:
                options = replace(options, voice=_name_of_voice(options.voice, asked.value_location))
            open_voice(options.voice, options.language, float(options.pace)).close()
            voice = resolve_voice(options.voice, options.language)
            row = row_of(voice.engine)
            if row.timing is not Timing.OWN:
                is_given = choices.pace is not None
                if not is_given:
                    advise_on_pace(routine, options.pace, report)
                slowest = slowest_pace(voice, options.language)
                has_speed = not (row.without_speed and voice.name.startswith(row.without_speed))
                speaker = str(voice) if has_speed else f"{voice}, which has no speed of its own,"
                advise_on_slowest(routine, options.pace, slowest, speaker, report, is_given=is_given)
            pitch = own_settings.written(table.PITCH)  # a person's default pitch is for the voices that have one
            if pitch is not None and options.pitch_semitones and not row.has_pitch:
                message = f"the voice {options.voice} keeps its own pitch"
                report.warning(pitch.value_location, message, "remove this line, or choose hibari, pico or system")
    except ScriptError as error:
        report.extend(error.diagnostics)
    return options


def _name_of_voice(voice: str, place: Location) -> str:
    """Return a voice as the file may name it that asks for it: a script, or the person's own defaults.

    Raises:
        VoiceUnavailableError: A script may not, or what it names is not there.
    """
    if parse(voice).engine == SERVER and is_defaults_file(place.path):
        return voice
    return name_in_script(voice, Path(place.path).parent)


def _check_sounds(routine: Routine, sounds: SoundLibrary, report: Report) -> None:
    valid: set[tuple[str, bool]] = set()
    for name, location, is_recording in _named_sounds(routine):
        if (name, is_recording) in valid:
            continue
        try:
            # Shipped sounds are valid; a person's own file may not be a sound at all.
            if sounds.find(name).parent != folders.shipped_sounds():
                _ = sounds.recording(name) if is_recording else sounds.chime(name)
        except VoicecoachError as error:
            report.error(location, error.message, error.hint)
        else:
            valid.add((name, is_recording))


def _check_beds(routine: Routine, sounds: SoundLibrary, report: Report) -> None:
    for bed, location in _named_beds(routine):
        for layer in bed.layers:
            try:
                check_bed(layer.sound, sounds, is_once=layer.is_once)
            except VoicecoachError as error:
                report.error(location, error.message, error.hint)


def _named_beds(routine: Routine) -> Iterator[tuple[BedSetting, Location]]:
    """Yield every bed that a script names, with its location."""
    for settings in (routine.settings, *(step.settings for step in steps_of(routine.sections))):
        setting, bed = settings.written(table.BED), settings.get(table.BED)
        if setting is not None and bed is not None:
            yield bed, setting.value_location
    for text in all_texts(routine):
        for piece in text.pieces:
            if isinstance(piece, BedChange) and isinstance(piece.bed, BedSetting):
                yield piece.bed, piece.location


def _named_sounds(routine: Routine) -> Iterator[tuple[str, Location, bool]]:
    """Yield every sound that a script names, with its location and whether it is a recording."""
    for settings in (routine.settings, *(step.settings for step in steps_of(routine.sections))):
        setting, chimes = settings.written(table.CHIMES), settings.get(table.CHIMES)
        if setting is not None and chimes is not None:
            for _, sound in chimes.sounds:
                if sound is not None:
                    yield sound, setting.value_location, False
    for text in all_texts(routine):
        for piece in text.pieces:
            if isinstance(piece, Chime | Recording):
                yield piece.sound, piece.location, isinstance(piece, Recording)


def own_pronunciations(report: Report) -> dict[str, str]:
    """Return the person's own pronunciations; empty without a file. Mistakes are reported."""
    path = folders.home() / FILE_NAME
    if not path.exists():
        return {}
    try:
        text = read_text(path, str(path))
    except ScriptError as error:
        report.extend(error.diagnostics)
        return {}
    return read_pronunciations(text, str(path), report)
