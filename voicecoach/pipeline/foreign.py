"""Tell of a file in another format, such as subtitles, that is given in place of a script."""

from __future__ import annotations

import shlex
from pathlib import Path

from voicecoach.errors import Location
from voicecoach.importing.formats import format_but_script
from voicecoach.script.limits import LARGEST_SCRIPT_BYTES
from voicecoach.script.report import Report

_SPOKEN_AS_SCRIPT = "SSML"


def tell_of_other_format(path: Path, report: Report) -> None:
    """Report a file whose format is not that of a script, and which ``import`` turns into one.

    SSML is a warning, since its words and breaks are understood in a script; any other format is an error, raised at
    once: each of its lines would be one more.

    Raises:
        ScriptError: It has another format than SSML.
    """
    try:
        if not path.is_file():
            return
        with path.open("rb") as file:
            found = format_but_script(file.read(LARGEST_SCRIPT_BYTES), path.name)
    except OSError:
        return  # the reader of scripts tells why
    if found is None:
        return
    top = Location(str(path), 1, 1)
    hint = f"turn it into a script: voicecoach import {shlex.quote(str(path))}"
    if found.name == _SPOKEN_AS_SCRIPT:
        report.warning(top, "this is SSML, not a script: only its words and breaks are used", hint)
        return
    report.error(top, f"this is not a script: it is a file in the format {found.name}", hint)
    report.raise_errors()
