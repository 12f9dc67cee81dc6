"""The options that are a name and a value: ``patient=Anna`` and ``hold.Bridge=8s``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from voicecoach.script.compose.changes import change_key
from voicecoach.script.phrases import RESERVED_VARIABLES
from voicecoach.script.report import Report
from voicecoach.script.source import SourceText
from voicecoach.script.spec import Codec

_VALUE_NAME = re.compile(r"[^\W\d][\w-]*")


def _read_value(source: SourceText, report: Report) -> Mapping[str, str] | None:
    name, equals, value = (part.strip() for part in source.text.partition("="))
    if not equals or not value or not _VALUE_NAME.fullmatch(name):
        report.error(source.at(), f"{source.text!r} is not name=value, such as patient=Anna")
        return None
    if name.lower() in RESERVED_VARIABLES:
        report.error(source.at(), f"{{{name.lower()}}} is a built-in variable; choose another name")
        return None
    return {name.lower(): value}


def _read_change(source: SourceText, report: Report) -> Mapping[str, str] | None:
    key, equals, value = (part.strip() for part in source.text.partition("="))
    setting, _, step = key.partition(".")
    if not equals or not value or not setting.strip() or not step.strip():
        report.error(source.at(), f"{source.text!r} is not SETTING.STEP=VALUE, such as hold.Bridge=8s")
        return None
    return {change_key(key): value}


VALUE = Codec(_read_value, str, "patient=Anna")
CHANGE = Codec(_read_change, str, "hold.Bridge=8s")
