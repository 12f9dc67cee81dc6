"""Read the points of a hold, ``half`` in ``- at half: Half way.``, and rows of points such as ``every 5m``."""

from __future__ import annotations

import re

from voicecoach.script.limits import read_duration_ms, read_duration_span
from voicecoach.script.model import Point
from voicecoach.script.report import Report
from voicecoach.script.source import SourceText
from voicecoach.script.spec import Codec
from voicecoach.text import quoted
from voicecoach.units import UnitError

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_BETWEEN = "the time between two points"
_HINT = "write at half, at 15s (from the start), at end-10s, at every 5m or at random 2-5m"


def _read_point(source: SourceText, report: Report) -> Point | None:
    word = _DASHES.sub("-", re.sub(r"\s+", "", source.text.lower()))
    try:
        return _point(word)
    except UnitError as error:
        is_row = word.startswith(("every", "random"))
        message = str(error) if is_row else f"{quoted(source.text)} is not a point in a hold"
        report.error(source.at(), message, _HINT)
        return None


def _point(word: str) -> Point:
    if word == "half":
        return Point("half")
    if word.startswith("end-"):
        return Point("end", read_duration_ms(word.removeprefix("end-")))
    if word.startswith("every"):
        length = word.removeprefix("every")
        span_ms = read_duration_span(f"1{length}" if length[:1].isalpha() else length, _BETWEEN)
        if span_ms.low != span_ms.high:
            raise UnitError(f'{quoted(length)} is a range: "every" takes one length, "random" a range')
        return Point("every", span_ms.low)
    if word.startswith("random"):
        span_ms = read_duration_span(word.removeprefix("random"), _BETWEEN)
        return Point("random", span_ms.low, span_ms.high)
    return Point("begin", read_duration_ms(word))


POINT = Codec(_read_point, str, "half | 15s | end-10s | every 5m | random 2-5m")
