"""A picture of the live display, drawn from what it shows in a hold."""

from __future__ import annotations

import re
import time
from io import StringIO

from rich.console import Console

from voicecoach.live.session import LiveOptions, LiveSession
from voicecoach.pipeline.load import load_script
from voicecoach.pipeline.session import Session
from voicecoach.play.display.frame import frame_lines
from voicecoach.play.status import State, Status
from voicecoach.session.options import choices_from

_WIDTH_CELLS, _HEIGHT_CELLS = 84, 20
_INTO_HOLD_MS = 12_000
_WEB_FONT = re.compile(r"@font-face \{\{?.*?\}\}?", re.DOTALL)


def display_svg() -> str:
    """Return the display in the first hold of ``lower-back``, as an SVG that loads nothing."""
    choices = choices_from({})
    session = Session(load_script("lower-back", choices), choices)
    live = LiveSession(session, LiveOptions(), lambda: None)
    try:
        live.begin()
        live.first_heard()
        position_ms = session.timeline().holds[0].start_ms + _INTO_HOLD_MS
        while not live.is_complete:
            time.sleep(0.01)
        status = Status(State.PLAYING, position_ms, 0, live.at(position_ms))
        console = Console(file=StringIO(), record=True, width=_WIDTH_CELLS, force_terminal=True)
        for line in frame_lines(status, width=_WIDTH_CELLS, height=_HEIGHT_CELLS):
            console.print(line, soft_wrap=True)
    finally:
        live.close()
        session.close()
    return _WEB_FONT.sub("", console.export_svg(title="voicecoach play lower-back"))
