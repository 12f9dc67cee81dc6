"""The Python API: a session opened, rendered or checked with the options of the command line."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypedDict, Unpack

from voicecoach.errors import Diagnostic, NotFoundError
from voicecoach.session.timeline import Timeline

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from voicecoach.export.tags.tags import Tags
    from voicecoach.export.write import WrittenFile
    from voicecoach.live.sound import GrowingSound
    from voicecoach.pipeline.exported import ExportedFiles, FilePaths
    from voicecoach.pipeline.file_options import FileChoices
    from voicecoach.pipeline.ready import Progress
    from voicecoach.pipeline.wave import Wave


class SessionOptions(TypedDict, total=False):
    """The options that shape a session: those of the command line, with underscores.

    A value is what the command line takes, as text or as the number that it stands for.

    Attributes:
        voice: ``auto``, ``hibari``, ``system:de``, ``piper:NAME``, ``own:FOLDER``, ``tone`` …
        pace: Speed of the speech, 0.5 to 2.0; 1 is an unhurried guide.
        pitch: Semitones higher, -6 to 6; below 0 for lower.
        level: Position in a range such as ``20-40s``, 1 to 5.
        week: Week of the script's programme, from 1; ``off`` for the whole script.
        focus: ``left`` or ``right``: that side's holds are 50 % longer; ``off`` for none.
        fit: Exact length of the session: ``12m``; ``off`` for its own length.
        guidance: ``full``, ``brief``, ``names`` or ``chimes``.
        bed: Sound under the session: ``rain``, ``ocean``, ``brown-noise``, ``drone``, ``none``, or a file's name.
        bed_level: Level of the bed in dB relative to the voice, -60 to 0.
        wording: A wording pack's name, or a file.
        only: Names of the steps to keep, as a list or with commas between them.
        skip: Names of the steps to skip.
        settle: Factor on the transitions (ready, change and rest), 0.25 to 4.
        set: Values for ``{name}`` in the script.
        change: New values of steps' settings: ``{"hold.Bridge": "8s"}``.
        wake: Length of a silence after which headphones are woken: ``5s``.
        no_wake: Whether headphones are never woken.
        seed: Chooses other variants of the phrases.
    """

    voice: str
    pace: float | str
    pitch: float | str
    level: int | str
    week: int | str
    focus: str
    fit: str
    guidance: str
    bed: str
    bed_level: float | str
    wording: str
    only: str | Sequence[str]
    skip: str | Sequence[str]
    settle: float | str
    pauses: float | str
    set: Mapping[str, str]
    change: Mapping[str, str]
    wake: str
    no_wake: bool
    seed: int | str


class GuidedSession:
    """A script as a session: its timeline, its sound, its files. :func:`open` returns one; use it in a ``with``.

    Attributes:
        channels: 1, or 2 where a bed is in stereo.
        title: The routine's title.
    """

    def __init__(
        self,
        script: str | Path,
        options: SessionOptions,
        *,
        path: Path | None = None,
        step: int | None = None,
        file: FileChoices | None = None,
        has_parts: bool = False,
    ) -> None:
        from voicecoach.pipeline.load import load_script
        from voicecoach.pipeline.session import Session
        from voicecoach.pipeline.week_names import session_title
        from voicecoach.session.options import choices_from

        choices = replace(choices_from(options), parts=has_parts)
        text = str(script) if path is not None else _text_of(script)
        if step is not None:
            choices = replace(choices, alone=heading(text or "", step))
        loaded = load_script(str(script), choices, text=text, path=path)
        self._session = Session(loaded, choices, file=file)
        self._timeline: Timeline | None = None
        self._growing: GrowingSound | None = None
        self._possible_ms: tuple[int, int] | None = None
        self.channels = self._session.channels
        self.title = session_title(loaded)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the voice. Closing twice is fine."""
        if self._growing is not None:
            self._growing.close()
        self._session.close()

    @property
    def timeline(self) -> Timeline:
        """Everything at its place, in whole milliseconds from the first sample.

        It has ``duration_ms``, ``clips`` (speech and sounds, with ``start_ms``, ``end_ms``, ``text``, ``step``,
        ``side``), ``holds``, ``steps`` (with ``name``, ``start_ms``, ``end_ms``), ``chapters``, ``beds``, and
        ``dropped`` (words that did not fit). The silence before the first step and after the last is in no step.

        The first use speaks every phrase that is not in the cache.

        Raises:
            SpeechError: The voice could not speak a phrase.
            ScriptError: The session is too long, or its voice cannot be used.
            SoundError: A sound cannot be used.
        """
        return self.speak()

    def speak(self, progress: Callable[[int, int], None] | None = None) -> Timeline:
        """Speak every phrase that is not in the cache, and return the timeline.

        Args:
            progress: Called with the number of phrases that are spoken, and of all. An error that it raises ends the
                speaking; what is spoken stays in the cache.

        Raises:
            VoicecoachError: As for :attr:`timeline`.
        """
        if self._timeline is None:
            self._timeline = self._session.timeline(progress)
        return self._timeline

    def estimate(self) -> tuple[Timeline, bool]:
        """Return the timeline without speaking anything, and whether it is exact: all of its speech is cached.

        Raises:
            ScriptError: The session is too long.
            FitError: The session cannot have the length that was chosen.
        """
        if self._timeline is not None:
            return self._timeline, True
        return self._session.cached_timeline()

    def possible_ms(self) -> tuple[int, int]:
        """Return the shortest and the longest length that the option ``fit`` can have, from estimated speech.

        Raises:
            ScriptError: The session is too long.
        """
        if self._possible_ms is None:
            self._possible_ms = self._session.plan.possible_ms(self._session.speakers.estimate_ms)
        return self._possible_ms

    def begin(self) -> GrowingSound:
        """Begin to speak in the background, and return the sound, which can be read meanwhile: see ``wave``."""
        from voicecoach.live.sound import GrowingSound

        if self._growing is None:
            self._growing = GrowingSound(self._session)
        return self._growing

    @property
    def fit_summary(self) -> str:
        """The changes that fitted the session to a length, once it has a timeline; empty without any."""
        return self._session.fit_summary

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """The warnings about the script and its words that did not fit; asking for them needs the timeline."""
        return list(self._session.diagnostics(self.timeline))

    def sheet(self, timeline: Timeline | None = None) -> dict[str, object]:
        """Return the cue sheet: the timeline as plain data, ready for JSON (see ``docs/api.md``).

        Args:
            timeline: One of :meth:`estimate`, for which nothing is spoken; None for the exact one.
        """
        return self._session.sheet(timeline or self.timeline)

    def picture(self) -> str:
        """Return the timeline as a picture, an SVG file, as ``voicecoach show --plot`` draws it."""
        from voicecoach.pictures.plot import timeline_picture
        from voicecoach.pictures.svg import svg_text

        return svg_text(timeline_picture(self.timeline, self.title))

    def wave(self) -> Wave:
        """Return the sound as a WAV file in which any byte can be read, and which is mixed when it is read."""
        from voicecoach.pipeline.wave import Wave

        timeline = self.timeline
        channels = self.channels
        return Wave(lambda begin_ms: self.blocks(start_ms=begin_ms), timeline.duration_ms, channels)

    def blocks(self, *, start_ms: int = 0) -> Iterator[NDArray[np.float32]]:
        """Yield the sound from a position on, as the live player gives it to the device.

        Each block is float32, ``(frames, channels)``, at 48 000 Hz; full scale is 1.0. Memory does not grow with
        the session.

        Args:
            start_ms: The position in the session.
        """
        return self._session.blocks(self.timeline, begin_ms=start_ms)

    def export(
        self,
        path: str | Path,
        *,
        bitrate_kbps: int | None = None,
        tags: Mapping[str, str] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> WrittenFile:
        """Write the session to a file; return its ``path``, ``duration_ms`` and ``size_bytes``.

        The file appears whole or not at all. It may have one constant gain over :meth:`blocks`, so that it is as
        loud as other speech.

        Args:
            path: Its suffix chooses the format: mp3, m4a, m4b, opus, ogg, flac, wav.
            bitrate_kbps: One that the format offers; None for the script's, or else the default.
            tags: Tags of your own, such as ``artist``; they win over the session's.
            progress: Called with the number of frames written, and of all. An error that it raises ends the export.

        Raises:
            ExportError: The file cannot be written; what stood at the path is untouched.
        """
        target = Path(path)
        return self._session.export(
            target,
            self.timeline,
            progress,
            bitrate_kbps=bitrate_kbps,
            tags=self.tags(tags) if tags else None,
        )

    def write_files(
        self, targets: FilePaths, progress: Progress, *, tags: Mapping[str, str], cover: bytes | None
    ) -> ExportedFiles:
        """Write the files of the session, with the file options that it was opened with, and return them.

        Args:
            targets: Their places.
            progress: Begins to show the progress of some work; an error that the function it gives raises ends it.
            tags: Tags of your own.
            cover: The bytes of a JPEG file; empty for no cover, None for the script's, or else one that is drawn.

        Raises:
            ExportError: A file cannot be written.
        """
        from voicecoach.pipeline.exported import write_files

        timeline = self.timeline
        return write_files(self._session, timeline, self._session.tags(timeline, tags, cover), targets, progress)

    @property
    def file_options(self) -> FileChoices:
        """The options of its files, with those that the script sets."""
        return self._session.file

    def tags(self, own: Mapping[str, str] | None = None) -> Tags:
        """Return the tags of a file of the session; tags of one's own, such as ``artist``, win."""
        return self._session.tags(self.timeline, own)


def open(script: str | Path, **options: Unpack[SessionOptions]) -> GuidedSession:  # noqa: A001 - voicecoach.open
    """Open a script as a session, to be used in a ``with``.

    Reads and checks the script; speech is made later, when the timeline or the sound is first used.

    Args:
        script: The name of a routine, the path of a script, or a script's text (several lines).
        options: As on the command line; see :class:`SessionOptions`.

    Raises:
        NotFoundError: There is no such script, voice, pack or step.
        ScriptError: The script has mistakes; ``error.diagnostics`` lists them all, each with its own hint.
        OptionError: An option has no such name or value.
        VoiceUnavailableError: Its voice cannot be used on this machine.
    """
    return GuidedSession(script, options)


def render(script: str | Path, **options: Unpack[SessionOptions]) -> NDArray[np.float32]:
    """Return a whole session as one array: float32, ``(frames, channels)``, 48 000 Hz.

    A minute of mono takes 12 MB; for long sessions take the blocks of :func:`open` one by one.

    Args:
        script: As for :func:`open`.
        options: As for :func:`open`.

    Raises:
        VoicecoachError: As for :func:`open` and :attr:`GuidedSession.timeline`.
    """
    import numpy as np

    with open(script, **options) as session:
        return np.concatenate(builtins.list(session.blocks()))


def check(script: str | Path) -> list[Diagnostic]:
    """Return every mistake and warning of a script, in the order of the file; an empty list if it is fine.

    Speaks nothing and raises nothing: a script that is not found gives a diagnostic, too.

    Args:
        script: As for :func:`open`.
    """
    from voicecoach.pipeline.library import check_script

    return list(check_script(str(script), text=_text_of(script)).diagnostics)


def handout_html(script: str | Path, *, lines: bool = False, link: str = "", **options: Unpack[SessionOptions]) -> str:
    """Return a page to print: the steps in large type, what is needed, boxes to tick, room for notes.

    It is HTML of one file, and fits A4 and Letter. Nothing is spoken, unless ``fit`` is given.

    Args:
        script: As for :func:`open`.
        lines: Whether each step is one line, with a box for each day of the week.
        link: The address of the file or feed, for a QR code.
        options: As for :func:`open`; ``set={"patient": "Anna"}`` puts a name on the page.

    Raises:
        VoicecoachError: As for :func:`open`, or the link is too long for a QR code.
    """
    from voicecoach.pipeline.handout import make_handout
    from voicecoach.session.options import choices_from

    page = make_handout(str(script), choices_from(options), text=_text_of(script), link=link)
    return page.html(has_lines=lines)


def _text_of(script: str | Path) -> str | None:
    """Return the script where it is given as text: no name or path has several lines."""
    return script if isinstance(script, str) and "\n" in script else None


def open_draft(
    text: str,
    path: Path,
    *,
    step: int | None = None,
    file: FileChoices | None = None,
    has_parts: bool = False,
    **options: Unpack[SessionOptions],
) -> GuidedSession:
    """Open the text of a script that is not saved yet as a session.

    Args:
        text: The script.
        path: The file that it is to be saved to; scripts and sounds that it names are looked up beside it.
        step: The number of the only step that is heard, counting the headings of the text from 1; None for all.
        file: The options of its files; None for those of the script.
        has_parts: Whether it is to be written as one file for each chapter: each step then begins with its own words.
        options: As for :func:`open`.

    Raises:
        VoicecoachError: As for :func:`open`.
    """
    return GuidedSession(text, options, path=path, step=step, file=file, has_parts=has_parts)


def heading(text: str, step: int) -> tuple[int, str]:
    """Return the line and the name of a step's heading.

    Raises:
        NotFoundError: The text has no such step.
    """
    from voicecoach.script.editing.outline import Outline

    steps = list(Outline(text).steps())
    if not 0 < step <= len(steps):
        raise NotFoundError("step", str(step), f"the script has {len(steps)}")
    found = steps[step - 1]
    return (found.line if found.heading is None else found.heading.place.line), found.name
