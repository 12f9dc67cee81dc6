"""Several command lines in one process of their own: it is started once, and what is loaded serves all of them."""

from __future__ import annotations

import json
from typing import NamedTuple

EACH = """
import contextlib, io, json, sys
from voicecoach.cli.main import run
from voicecoach.signals import TerminationSignals
signals, left = TerminationSignals(), []
for words in json.loads(sys.argv[1]):
    sys.argv[1:] = words
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        code = run(signals)
    left.append((code, out.getvalue(), err.getvalue()))
print(json.dumps(left))
"""
"""A program that runs the command lines that it is given as JSON, and prints what each has left behind."""


class Left(NamedTuple):
    """What a command has left behind."""

    code: int
    out: str
    err: str


def left_by(printed: str) -> list[Left]:
    """Return what each command of the program has left behind, from what it has printed."""
    return [Left(*left) for left in json.loads(printed)]
