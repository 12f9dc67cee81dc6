"""The values of options that only ``voicecoach batch`` has: a part of a table, and the address of a scheduler."""

from __future__ import annotations

import re
from typing import Any

import click

_SHARD = re.compile(r"\s*(\d{1,6})\s*/\s*(\d{1,6})\s*")
_ADDRESS = re.compile(r"dask://[^\s/]+:\d{1,5}")


class Shard(click.ParamType[tuple[int, int]]):
    """A part of a table: ``3/16`` is the third of sixteen."""

    name = "shard"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Return the number of the part and of all parts."""
        if isinstance(value, tuple):
            return value
        found = _SHARD.fullmatch(str(value))
        part, parts = (int(found[1]), int(found[2])) if found else (0, 0)
        if not 0 < part <= parts:
            self.fail(f"{value!r} is not a part such as 3/16", param, ctx)
        return part, parts


class ClusterAddress(click.ParamType[str]):
    """The address of a scheduler."""

    name = "address"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the address; click reports one of another kind as wrong usage."""
        if value and not _ADDRESS.fullmatch(str(value)):
            self.fail(f"{value!r} is not an address such as dask://192.168.1.5:8786", param, ctx)
        return str(value)
