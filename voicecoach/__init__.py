"""Voice-guided audio sessions from a plain text script: played live, or exported for the phone.

A session in a few lines; options are those of the command line:

>>> import voicecoach
>>> with voicecoach.open("desk-break", voice="tone", fit="5m") as session:
...     session.timeline.duration_ms
...     session.timeline.steps[0].name
...     sum(len(block) for block in session.blocks()) / 48_000
300000
'Slow Breaths'
300.0

``session.export("desk-break.mp3")`` writes the file, ``session.sheet()`` is the cue sheet,
``voicecoach.render(script)`` returns the whole sound as one array, and ``voicecoach.check(script)`` lists every
mistake. Everything that can go wrong is a :class:`~voicecoach.errors.VoicecoachError`.

The map of the package, in the order of the data's way. A folder imports only from those above it in this list:

========== ===================================================================================================
folder     its one job
========== ===================================================================================================
script     text to ``Routine``: reader, printer, the table of settings, phrases and wording packs
importing  any text to a script: documents, subtitles, tables of exercises
session    ``Routine`` to ``Timeline``: unroll, schedule, navigate, report; pure, in whole milliseconds
voices     text to speech: engines, the cache, text normalized for a voice, voices to download
sound      samples: decoding, levels, loudness, chimes, beds
mix        ``Timeline`` and its sources to blocks of samples: the one mixer
export     blocks to a file: encoders, tags, side files
pictures   a timeline as a picture: the plot, the cover
handout    a session on paper: HTML and PDF
verify     a file held against its cue sheet
play       blocks to a sound device: player, devices, controls, display
pipeline   the stages wired together: load, plan, session, files
live       a session that plays and answers: variants, announcements, bookmarks
api        what ``import voicecoach`` offers
studio     the page on this machine: the public API as JSON
cli        arguments in, words out
========== ===================================================================================================

Below all of them: ``store`` (caches, locks, atomic writes), ``folders``, ``text``, ``units`` and ``errors``.
``docs/design.md`` has the reasons, ``docs/glossary.md`` the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded when first used: importing voicecoach takes no numpy and a few milliseconds
    from voicecoach.api.session import (
        GuidedSession,
        SessionOptions,
        check,
        handout_html,
        open,  # noqa: A004 - voicecoach.open
        render,
    )
    from voicecoach.errors import (
        AddressError,
        ConflictError,
        DeviceError,
        Diagnostic,
        EditError,
        ExportError,
        FeedError,
        FitError,
        Location,
        NotFoundError,
        OptionError,
        PracticeLogError,
        ScriptError,
        Severity,
        SoundError,
        SourceError,
        SpeechError,
        TableError,
        VoicecoachError,
        VoiceUnavailableError,
    )
    from voicecoach.session.timeline import Timeline

__all__ = [
    "AddressError",
    "ConflictError",
    "DeviceError",
    "Diagnostic",
    "EditError",
    "ExportError",
    "FeedError",
    "FitError",
    "GuidedSession",
    "Location",
    "NotFoundError",
    "OptionError",
    "PracticeLogError",
    "ScriptError",
    "SessionOptions",
    "Severity",
    "SoundError",
    "SourceError",
    "SpeechError",
    "TableError",
    "Timeline",
    "VoiceUnavailableError",
    "VoicecoachError",
    "check",
    "handout_html",
    "open",
    "render",
]


def __getattr__(name: str) -> object:
    """Return a public name, whose module is loaded now."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from voicecoach import errors
    from voicecoach.api import session

    value = getattr(errors, name, None) or getattr(session, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Return the public names."""
    return [*__all__, "__doc__"]
